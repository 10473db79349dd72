"""The front of the command line: light, and never at a loss for words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.cli.conftest import Here

from decretal import __version__
from decretal.cli import COMMANDS

HEAVY = ("click", "lark", "openpyxl", "pyarrow", "re", "rich", "typer", "typing", "yaml")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_the_front_loads_nothing_heavy(option: str) -> None:
    """Nothing here measures time: what is not loaded takes none."""
    asked = (
        "import sys; from decretal.cli import main; status = main([sys.argv[1]]);"
        f"print(status, sorted(set(sys.modules) & set({HEAVY})), len(sys.modules))"
    )
    before = "import sys; print(len(sys.modules))"
    least = subprocess.run([sys.executable, "-c", before], capture_output=True, check=True)
    done = subprocess.run([sys.executable, "-c", asked, option], capture_output=True, check=True)
    status, loaded, count = done.stdout.decode().splitlines()[-1].split(" ")
    assert (status, loaded) == ("0", "[]")
    assert int(count) <= int(least.stdout) + 3


def test_importing_the_package_loads_nothing_heavy() -> None:
    asked = f"import sys, decretal; print(sorted(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_the_help_lists_every_command(decretal: Here) -> None:
    for arguments in ([], ["--help"], ["-h"], ["help"]):
        run = decretal(*arguments)
        assert run.status == 0
        assert all(f"  {name}" in run.out for name in COMMANDS)
        assert all(len(line) <= 80 for line in run.out.splitlines())


def test_the_version_is_told(installed: Here) -> None:
    assert installed("--version").out == f"decretal {__version__}\n"


def test_python_runs_the_package_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "decretal", "--version"], capture_output=True, check=False
    )
    assert done.stdout.decode() == f"decretal {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(decretal: Here, name: str) -> None:
    run = decretal(name, "--help")
    assert run.status == 0
    assert f"Usage: decretal {name}" in run.out
    assert "-h, --help" in run.out


def test_a_misspelt_command_gets_a_suggestion(decretal: Here) -> None:
    run = decretal("decied", "x")
    assert (run.status, run.out) == (2, "")
    assert run.err == '[E510] There is no command "decied". Did you mean "decide"?\n'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nope"], 'There is no option "--nope"'),
        (["\x00"], "There is no command"),
        ([""], "There is no command"),
        (["decide"], "Missing argument"),
        (["decide", "ferry"], "Missing argument"),
        (["decide", "ferry", "cases.csv", "more"], "unexpected extra argument"),
        (["decide", "ferry", "cases.csv", "--ouput", "x.csv"], "No such option"),
        (["decide", "ferry", "cases.csv", "--output"], "requires an argument"),
        (["decide", "ferry", "cases.csv", "--output", "-"], "in which format?"),
        (["decide", "ferry", "cases.csv", "--as-of", "31/12/1961"], 'did you mean "1961-12-31"?'),
        (["decide", "ferry", "cases.csv", "--choose", "x"], "NAME=OPTION"),
        (["decide", "ferry", "cases.csv", "--choose", "x="], "NAME=OPTION"),
        (["decide", "ferry", "cases.csv", "--choose", "residents=admitted"], "no interpretation"),
        (
            ["decide", "ferry", "cases.csv", "--choose", "residents without a ticket=admited"],
            'Did you mean "admitted"?',
        ),
        (
            ["decide", "ferry", "cases.csv", "--choose", "x=1", "--choose", "x=2"],
            'gives "x" two readings',
        ),
        (["decide", "ferry", "cases.csv", "--format", "ods"], '"ods" is not a format'),
        (["decide", "ferry", "cases.csv", "--input-format", "ods"], '"ods" is not a format'),
        (["decide", "ferry", "cases.csv", "--keep", "colour"], 'no column "colour"'),
        (["explain", "ferry", "cases.csv"], "Missing option"),
        (["explain", "ferry", "cases.csv", "--case", "F-9"], 'Its cases are "F-1", "F-2"'),
        (["explain", "ferry", "cases.csv", "--case", "FF-1"], 'Did you mean "F-1"?'),
        (["explain", "ferry", "cases.csv", "--case", "F-1", "--format", "xml"], '"text" or "json"'),
        (["check", "ferry", "--format", "xml"], '"text" or "json"'),
        (["feel"], "No expression was given"),
        (["feel", "1", "--jsonl"], "--jsonl reads expressions"),
        (["feel", "1", "--context", "{"], "not JSON"),
        (["feel", "1", "--context", "[1]"], "a JSON object is expected"),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(
    decretal: Here, arguments: list[str], said: str
) -> None:
    run = decretal(*arguments)
    assert run.status == 2
    assert run.out == ""
    assert said in run.err
    assert run.err.count("\n") == 1
    assert run.err.startswith("[E")
