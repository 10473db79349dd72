"""Bad input of every kind, to every command: a clear line with a code, promptly."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND, FERRY, Here

MEGABYTE = 1_000_000
NOISE = random.Random(1961).randbytes(MEGABYTE) * 10
LETTERS = (b"The ferry leaves at dawn, and whoever is late stays behind. " * 17_000 + b"\n") * 10

CONTENTS: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n \n\n",
    "mark": b"\xef\xbb\xbf",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + NOISE[:1_000],
    "zip": b"PK\x03\x04" + NOISE[:1_000],
    "pdf": b"%PDF-1.7\n" + NOISE[:1_000],
    "parquet": b"PAR1" + NOISE[:1_000],
    "noise": NOISE,
    "letters": LETTERS,
    "one line": b"x" * (10 * MEGABYTE),
    "nul": b"case,has a ticket\n" + bytes(100_000),
    "latin-1": "case,navire\nA,Étoile\n".encode("latin-1"),
    "brackets": b"[" * 100_000,
    "braces": b'{"a":' * 100_000,
    "parentheses": b"case\n" + b"(" * 100_000,
    "list": b"[1, 2, 3]",
    "string": b'"cases"',
    "truncated": b'[{"case": "A-1", "has a',
    "quote": b'case,has a ticket\n"A-1,yes\n',
    "columns": b"case," + b",".join(b"c%d" % n for n in range(20_000)) + b"\n",
    "yaml bomb": b"# Bomb\n\n```yaml\n"
    + b"a: &a [x, x, x, x, x, x, x, x, x]\n"
    + b"".join(
        b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9)) for n in range(9)
    )
    + b"```\n",
    "yaml depth": b"# Deep\n\n```yaml\n" + b"[" * 50_000 + b"\n```\n",
    "expression depth": FERRY.replace(
        "if: has a ticket", "if: " + "(" * 20_000 + "has a ticket" + ")" * 20_000
    ).encode(),
}

SECONDS = 20


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "jsonl", "parquet", "unknown"])
@pytest.mark.parametrize("content", CONTENTS)
def test_a_bad_case_file_is_told_in_few_words(
    decretal: Here, folder: Path, content: str, ending: str
) -> None:
    (folder / f"bad.{ending}").write_bytes(CONTENTS[content])
    began = time.monotonic()
    run = decretal("decide", "ferry", f"bad.{ending}", "--output", "out.csv")
    assert time.monotonic() - began < SECONDS
    assert run.status in (1, 2)
    assert "[E4" in run.err
    assert "Traceback" not in run.err
    # However many columns are wrong, however long they are: it can be read.
    assert len(run.err) < 20_000
    assert (folder / "out.csv").exists() == (run.status == 1)


@pytest.mark.parametrize("content", CONTENTS)
def test_bad_standard_input_is_told_in_few_words(decretal: Here, content: str) -> None:
    run = decretal("decide", "ferry", "-", "-o", "out.csv", given=CONTENTS[content])
    assert run.status in (1, 2)
    assert "[E4" in run.err
    assert len(run.err) < 20_000


@pytest.mark.parametrize("command", ["check", "decide", "explain"])
@pytest.mark.parametrize("content", CONTENTS)
def test_a_bad_rulebook_is_told_in_few_words(
    decretal: Here, folder: Path, content: str, command: str
) -> None:
    (folder / "bad.md").write_bytes(CONTENTS[content])
    more = {"check": [], "decide": ["cases.csv"], "explain": ["cases.csv", "--case", "F-1"]}
    began = time.monotonic()
    run = decretal(command, "bad.md", *more[command])
    assert time.monotonic() - began < SECONDS
    assert (run.status, run.out) == (2, "")
    assert "[E" in run.err
    assert "[E599]" not in run.err
    assert len(run.err) < 20_000


@pytest.mark.parametrize("content", ["empty", "png", "noise", "one line", "nul", "latin-1"])
def test_a_bad_source_is_told_in_few_words(decretal: Here, folder: Path, content: str) -> None:
    (folder / "bad.txt").write_bytes(CONTENTS[content])
    run = decretal("check", "ferry", "--source", "bad.txt")
    assert run.status in (1, 2)
    assert "[E599]" not in run.err
    assert len(run.out + run.err) < 20_000


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "(" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "{a:" * 50_000,
        "-" * 100_000 + "1",
        "1 +" * 100_000,
        "not(" * 50_000 + "true" + ")" * 50_000,
        "\x00",
        "\udcff",
        '"' + "x" * 200_000,
        "if " * 30_000,
        "1" * 100_000,
        "9 ** 9 ** 9 ** 9 ** 9",
        "for i in 1..1000000000 return i",
        "function(x) x(x)",
        "\u202e1 + \u200b1",
    ],
)
def test_a_bad_expression_is_told_in_few_words(decretal: Here, expression: str) -> None:
    began = time.monotonic()
    run = decretal("feel", " " + expression)
    assert time.monotonic() - began < SECONDS
    assert run.status in (0, 1, 2)
    assert "[E599]" not in run.err
    assert "Traceback" not in run.err
    assert run.err or run.status == 0
    assert len(run.err) < 20_000


@pytest.mark.parametrize("path", ["missing.csv", ".", "ferry", "cases.csv/more", "x" * 5_000])
@pytest.mark.parametrize("place", ["rulebook", "cases", "acts", "source"])
def test_a_path_that_leads_nowhere_is_told_in_one_line(
    decretal: Here, place: str, path: str
) -> None:
    if place == "rulebook" and path == "ferry":
        path = "source.txt"
    arguments = {
        "rulebook": ["decide", path, "cases.csv"],
        "cases": ["decide", "ferry", path],
        "acts": ["decide", "ferry", "cases.csv", "--acts", path],
        "source": ["check", "ferry", "--source", path],
    }[place]
    run = decretal(*arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(("[E50", "[E30", "source.txt:1:1 [E3"))
    assert run.err.count("\n") == 1


@pytest.mark.parametrize(
    "output",
    [".", "ferry", "missing/out.csv", "cases.csv/out.csv", "out", "out.doc", "x" * 300 + ".csv"],
)
def test_an_output_that_cannot_be_written_is_told_in_one_line(decretal: Here, output: str) -> None:
    run = decretal("decide", "ferry", "cases.csv", "--output", output)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(("[E503]", "[E504]", "[E505]"))
    assert run.err.count("\n") == 1


def test_a_full_disk_is_told_in_one_line(decretal: Here) -> None:
    run = decretal("decide", "ferry", "cases.csv", "--output", "/dev/full", "--format", "csv")
    assert run.status == 2
    assert run.err.startswith("[E503] /dev/full cannot be written: no space left on device.")
    assert run.err.count("\n") == 1


def test_a_full_disk_behind_standard_output_is_told_in_one_line(folder: Path) -> None:
    for arguments in (["decide", "ferry", "cases.csv"], ["--help"], ["feel", "1"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert done.returncode == 2
        assert done.stderr.decode().splitlines()[-1].startswith("[E503]")
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("cases.csv", ["decide", "ferry", "cases.csv"]),
        ("ferry/rulebook.md", ["decide", "ferry", "cases.csv"]),
        ("source.txt", ["check", "ferry", "--source", "source.txt"]),
    ],
)
def test_a_file_without_permission_is_told_in_one_line(
    folder: Path, path: str, arguments: list[str]
) -> None:
    # Root may read everything, so somebody else asks, once all modules are loaded.
    script = (
        "import os, sys; from decretal.cli import main; path, *arguments = sys.argv[1:];"
        "main(arguments); main(['decide', 'ferry', 'missing.csv']); os.chmod(path, 0);"
        "os.getuid() or os.setuid(65534); sys.exit(main(arguments))"
    )
    for above in (folder, *folder.parents[:2]):
        above.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", script, path, *arguments], capture_output=True, check=False
    )
    last = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 2
    assert last.startswith("[E502]"), last
    assert "ermission" in last


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "loop"], "E502"),
        (["check", "ferry", "--source", "loop"], "E502"),
        (["decide", "loop", "cases.csv"], "E502"),
        (["decide", "ferry", "loop"], "E502"),
        (["decide", "ferry", "cases.csv", "--acts", "loop"], "E502"),
        (["decide", "ferry", "cases.csv", "--output", "loop.csv"], "E503"),
        (["explain", "ferry", "loop", "--case", "F-1"], "E502"),
    ],
)
def test_a_link_to_itself_is_told_in_one_line(
    decretal: Here, folder: Path, arguments: list[str], code: str
) -> None:
    for name in ("loop", "loop.csv"):
        (folder / name).symlink_to(name)
    run = decretal(*arguments)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith(f"[{code}] loop")
    assert "too many levels of symbolic links" in run.err.lower()
    assert run.err.count("\n") == 1
    assert (folder / "loop.csv").is_symlink()


@pytest.mark.parametrize("content", ["", "\n", " \t\r\n", "\ufeff"])
def test_an_empty_source_is_told_in_one_line(decretal: Here, folder: Path, content: str) -> None:
    (folder / "source.txt").write_text(content, encoding="utf-8")
    run = decretal("check", "ferry", "--source", "source.txt")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("[E301] source.txt is empty, and no source.")
    assert run.err.count("\n") == 1
