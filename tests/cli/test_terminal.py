"""On a terminal, in a pipe, interrupted: the command as people use it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest
from tests.cli.conftest import COMMAND

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(
    *arguments: str, columns: int = 100, env: dict[str, str] | None = None, stream: str = "stdout"
) -> tuple[int, str]:
    """Run a command with one of its streams on a terminal, and what it showed there."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM")
    }
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: inner}
    process = subprocess.Popen(
        [COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=streams["stdout"],
        stderr=streams["stderr"],
        env={**environment, "TERM": "xterm-256color", **(env or {})},
    )
    os.close(inner)
    shown = b""
    while True:
        try:
            block = os.read(outer, 65_536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
    os.close(outer)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


@pytest.mark.usefixtures("folder")
def test_a_terminal_shows_a_coloured_table() -> None:
    status, shown = on_a_terminal("decide", "ferry", "cases.csv")
    assert status == 0
    assert "\x1b[32mdecided" in shown
    lines = ESCAPE.sub("", shown).splitlines()
    assert lines[0].split() == [
        "case", "status", "disposition", "additions", "provisions", "still_matters",
    ]  # fmt: skip
    assert set(lines[1].strip()) == {"─"}
    assert lines[3].split("  ")[0].strip() == "F-2"


@pytest.mark.usefixtures("folder")
def test_no_color_is_heeded() -> None:
    _, shown = on_a_terminal("decide", "ferry", "cases.csv", env={"NO_COLOR": "1"})
    assert "decided" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)


@pytest.mark.usefixtures("folder")
def test_a_terminal_folds_cells_and_loses_nothing() -> None:
    _, shown = on_a_terminal("decide", "ferry", "cases.csv", columns=80)
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= 80
    assert "undetermined" in shown
    assert "crossing" in shown
    assert "…" not in shown


@pytest.mark.usefixtures("folder")
def test_a_terminal_too_narrow_for_columns_shows_case_by_case() -> None:
    _, shown = on_a_terminal("decide", "ferry", "cases.csv", columns=40)
    lines = ESCAPE.sub("", shown).splitlines()
    assert lines[:4] == ["case: F-1", "status: decided", "disposition: admit", "provisions: 1"]
    assert "still_matters: has a ticket" in lines


def test_many_rows_stand_under_one_heading(folder: Path) -> None:
    rows = "".join(f"F-{n:04},yes,visitor\n" for n in range(1_200))
    (folder / "cases.csv").write_text("case,has a ticket,kind of passenger\n" + rows)
    _, shown = on_a_terminal("decide", "ferry", "cases.csv")
    lines = ESCAPE.sub("", shown).splitlines()
    cases = [line for line in lines if line.strip().startswith("F-")]
    assert len(cases) == 1_200
    assert sum("still_matters" in line for line in lines) == 1
    assert len({line.index("decided") for line in cases}) == 1


@pytest.mark.usefixtures("folder")
def test_what_takes_no_time_shows_no_progress() -> None:
    _, shown = on_a_terminal("decide", "ferry", "cases.csv", "--output", "out.csv", stream="stderr")
    assert shown == "4 cases: 2 decided, 1 undetermined, 1 outside. They stand in out.csv.\n"


def test_what_takes_its_time_shows_progress(folder: Path) -> None:
    rows = "".join(f"F-{n},yes,visitor,{n % 90}\n" for n in range(240_000))
    (folder / "cases.csv").write_text("case,has a ticket,kind of passenger,crossings\n" + rows)
    status, shown = on_a_terminal(
        "decide", "ferry", "cases.csv", "--output", "out.csv", stream="stderr"
    )
    assert status == 0
    assert "Deciding" in shown
    assert re.search(r"[1-9][0-9,]* rows", shown)


def test_a_terminal_is_not_sent_a_workbook(folder: Path) -> None:
    outer, inner = pty.openpty()
    done = subprocess.run(
        [COMMAND, "decide", "ferry", "cases.csv", "--format", "xlsx"],
        stdout=inner,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(inner)
    os.close(outer)
    assert done.returncode == 2
    assert done.stderr.startswith(b"[E510] A terminal cannot show xlsx.")


def test_whoever_reads_the_output_may_leave_early(folder: Path) -> None:
    rows = "".join(f"F-{n},yes,visitor\n" for n in range(20_000))
    (folder / "cases.csv").write_text("case,has a ticket,kind of passenger\n" + rows)
    for format in ([], ["--format", "jsonl"]):
        process = subprocess.Popen(
            [COMMAND, "decide", "ferry", "cases.csv", *format],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert process.wait(timeout=60) == 0
        assert said == b""


def test_an_interruption_ends_the_run_and_leaves_nothing_behind(folder: Path) -> None:
    process = subprocess.Popen(
        [COMMAND, "decide", "ferry", "-", "--output", "out.csv"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(b"case,has a ticket\n" + b"".join(b"F-%d,yes\n" % n for n in range(20_000)))
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while not list(folder.glob(".out.csv.*.part")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr.read() == b"Interrupted.\n"
    process.stdin.close()
    process.stderr.close()
    assert sorted(path.name for path in folder.iterdir()) == ["cases.csv", "ferry", "source.txt"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_reason_to_fail(closed: str) -> None:
    for arguments, status in (("--help", 0), ("decide ferry cases.csv", 0), ("decied", 2)):
        command = f"{COMMAND} {arguments} {closed}"
        done = subprocess.run(command, shell=True, capture_output=True, check=False)
        assert done.returncode == status, done.stderr.decode()
        assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", ["decide ferry -", "feel --jsonl"])
def test_a_closed_standard_input_is_told_in_one_line(arguments: str) -> None:
    done = subprocess.run(
        f"{COMMAND} {arguments} <&-", shell=True, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"Standard input is closed." in done.stderr
