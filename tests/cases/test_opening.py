"""Where case files come from: paths, streams, standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path
from threading import Thread

import pytest

from decretal import Case, Rulebook
from decretal.cases.formats.opening import format_by_ending
from decretal.cases.read import read_cases
from decretal.errors import NoSuchFileError, UnknownFormatError, UnreadableFileError


class Pipe(io.BytesIO):
    """A stream that cannot go back."""

    def seekable(self) -> bool:
        return False


CONTENTS = [
    b"case,fare\nA-1,2\n",
    b'[{"case": "A-1", "fare": 2}]',
    b'\n {"cases":\n [{"case": "A-1", "fare": 2}]}',
    b'{"case": "A-1", "fare": 2}\n',
    b'{"case": "A-1", "fare": 2}',
]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize("content", CONTENTS)
def test_the_format_of_a_stream_is_told_from_its_content(
    ferry: Rulebook, content: bytes, stream: type[io.BytesIO]
) -> None:
    (case,) = read_cases(ferry, stream(content))
    assert isinstance(case, Case)
    assert (case.id, case.facts) == ("A-1", {"fare": 2})


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_formats_that_are_read_in_any_order_come_through_a_pipe(
    ferry: Rulebook, format: str, tmp_path: Path
) -> None:
    from decretal.cases.write import Output

    path = tmp_path / f"cases.{format}"
    with Output(path, ["case", "ship"]) as output:
        for number in range(3_000):
            output.write([f"A-{number}", "Star"])
    rows = list(read_cases(ferry, Pipe(path.read_bytes())))
    assert [row.id for row in rows] == [f"A-{number}" for number in range(3_000)]


def test_a_long_pipe_is_read_to_its_end(ferry: Rulebook) -> None:
    content = b"case,ship\n" + b"".join(b"A-%d,Star\n" % n for n in range(20_000))
    assert len(list(read_cases(ferry, Pipe(content)))) == 20_000


def test_the_format_that_is_asked_for_wins(ferry: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text('[{"case": "A-1"}]')
    (case,) = read_cases(ferry, path, format="JSON")
    assert isinstance(case, Case)


def test_an_ending_is_recognised_in_any_case(ferry: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "CASES.JSONL"
    path.write_text('{"case": "A-1"}')
    assert len(list(read_cases(ferry, path))) == 1


def test_a_format_that_does_not_exist_is_an_error(ferry: Rulebook) -> None:
    with pytest.raises(UnknownFormatError, match='"csv", "xlsx", "json", "jsonl" and "parquet"'):
        read_cases(ferry, io.BytesIO(b"case\n1\n"), format="ods")


@pytest.mark.parametrize(("name", "said"), [("out.doc", 'ends in ".doc"'), ("out", "no ending")])
def test_an_ending_that_is_no_format_is_an_error(name: str, said: str) -> None:
    with pytest.raises(UnknownFormatError, match=said):
        format_by_ending(Path(name))


def test_a_missing_file_is_an_error_with_a_suggestion(ferry: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case\n1\n")
    with pytest.raises(NoSuchFileError) as error:
        read_cases(ferry, tmp_path / "case.csv")
    assert f"Did you mean {tmp_path / 'cases.csv'}?" in str(error.value)


def test_a_folder_is_an_error(ferry: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is a folder"):
        read_cases(ferry, tmp_path)


def test_a_path_through_a_file_is_an_error(ferry: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("case\n1\n")
    with pytest.raises(UnreadableFileError):
        read_cases(ferry, tmp_path / "cases.csv" / "more.csv")


def test_a_name_that_is_too_long_is_an_error(ferry: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_cases(ferry, tmp_path / ("x" * 5_000))


def test_a_named_pipe_is_read(ferry: Rulebook, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=[b"case,fare\nA-1,2\n"])
    writer.start()
    (case,) = read_cases(ferry, pipe)
    assert isinstance(case, Case)
    writer.join()
