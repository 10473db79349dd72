"""What holds of every case file: no bytes break the reader, every format says the same."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from decretal import Case, Rejected, Rulebook
from decretal.cases.formats.delimited import as_text
from decretal.cases.formats.opening import FORMATS
from decretal.cases.read import read_cases
from decretal.cases.write import Output, RejectsFile
from decretal.errors import DecretalError

COLUMNS = ["case", "kind of passenger", "has a ticket", "crossed on", "fare", "ship"]

CSV = b'case,kind of passenger,has a ticket\nA-1,visitor,yes\n"A-2","crew\'s kin",no\n'
LINES = b'{"case": "A-1", "fare": 2.5}\n{"case": "A-2", "acts": [{"act": "warning"}]}\n'
LIST = b'{"cases": [{"case": "A-1", "has a ticket": {"value": true, "on": "1960-01-01"}}]}'


def workbook() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cases.xlsx"
        with Output(path, COLUMNS) as output:
            output.write(["A-1", "visitor", "yes", "1960-01-01", "2", "Star"])
        return path.read_bytes()


WORKBOOK = workbook()


def rows_of(ferry: Rulebook, content: bytes, format: str | None) -> list[Case | Rejected]:
    """The rows of a file, none if it is refused as a whole."""
    try:
        return list(read_cases(ferry, io.BytesIO(content), format=format))
    except DecretalError:
        return []


@given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
@example(b"\xff\xfe\x00\xd8", "csv")
@example(b"\xff\xfe\x00\xd8", "jsonl")
@example(b"case\n\xc2", "csv")
def test_no_bytes_break_the_reader(ferry: Rulebook, content: bytes, format: str | None) -> None:
    rows_of(ferry, content, format)


@given(
    st.sampled_from([(CSV, "csv"), (LINES, "jsonl"), (LIST, "json"), (WORKBOOK, "xlsx")]),
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=3)), min_size=1, max_size=4),
)
@settings(max_examples=300)
def test_no_damage_breaks_the_reader(
    ferry: Rulebook, whole: tuple[bytes, str], damage: list[tuple[int, bytes]]
) -> None:
    content, format = bytearray(whole[0]), whole[1]
    for place, by in damage:
        start = place % len(content)
        content[start : start + 2] = by
        content = content or bytearray(b" ")
    rows_of(ferry, bytes(content), format)


@given(st.lists(st.text(alphabet="a\",\n\r;\t '=é", max_size=8), min_size=1, max_size=8))
def test_every_row_of_a_csv_file_becomes_a_case_or_is_rejected(
    ferry: Rulebook, lines: list[str]
) -> None:
    content = "case,ship\n" + "".join(f"A-{n},{line}\n" for n, line in enumerate(lines))
    reader = read_cases(ferry, io.BytesIO(content.encode()), format="csv")
    rows = list(reader)
    assert reader.cases + reader.rejected == len(rows)
    # Whatever else is in the lines, the first row of each case is heard of.
    heard = "\n".join(str(row) + str(getattr(row, "record", "")) for row in rows)
    assert all(f"A-{n}" in heard for n in range(len(lines)))


TEXT = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x3000, exclude_categories=("C", "Z", "M")),
    min_size=1,
    max_size=8,
).filter(lambda text: text.lower() != "unknown")

KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "kind of passenger": st.sampled_from(["resident", "visitor", "crew's kin"]),
        "has a ticket": st.booleans(),
        "crossed on": st.dates(date(1900, 1, 1), date(1999, 12, 31)),
        "fare": st.integers(1, 10**9).map(lambda n: Decimal(n) / 2),
        "ship": TEXT,
    },
)


@given(st.dictionaries(TEXT, KNOWN, min_size=1, max_size=5))
@settings(max_examples=40)
def test_every_format_says_the_same_of_a_case(
    ferry: Rulebook, known: dict[str, dict[str, object]]
) -> None:
    with TemporaryDirectory() as folder:
        for format in FORMATS:
            path = Path(folder) / f"cases.{format}"
            with Output(path, COLUMNS) as output:
                for name, facts in known.items():
                    cells = (facts.get(column) for column in COLUMNS[1:])
                    output.write([name, *(None if c is None else as_text(c) for c in cells)])
            rows = list(read_cases(ferry, path))
            assert all(isinstance(row, Case) for row in rows)
            found = {row.id: dict(row.facts) for row in rows if isinstance(row, Case)}
            assert found == known, format


@given(
    st.dictionaries(
        st.text(max_size=6), st.one_of(st.none(), st.text(max_size=6), st.integers()), max_size=4
    ),
    st.sampled_from(FORMATS),
)
@settings(max_examples=60)
def test_any_rejected_row_can_be_written(record: dict[str, object], format: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rejects.{format}"
        with RejectsFile(path) as rejects:
            rejects.add(Rejected(2, (), record))
        assert path.stat().st_size > 0
