"""Every example says what its commands say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rulebooks.examples import BAD, EVERY, GOOD, rewritten, sessions

from decretal import errors


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_command_says_what_its_example_shows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sessions(text), "an example has a command"
    assert rewritten(path) == text


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_example_is_well(path: Path) -> None:
    for session in sessions(path.read_text(encoding="utf-8")):
        assert "[exit status" not in session.words


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_example_is_not_well(path: Path) -> None:
    for session in sessions(path.read_text(encoding="utf-8")):
        assert "[exit status" in session.words
        assert "[E599]" not in session.words


def test_every_error_of_a_rulebook_has_an_example() -> None:
    # E301 is of files that are no text, E320 of commands that choose a reading: they are
    # tested where files are read and readings chosen.
    codes = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.RulebookError | errors.RulebookWarning)
    }
    shown = {
        code
        for path in (*GOOD, *BAD)
        for session in sessions(path.read_text(encoding="utf-8"))
        for code in re.findall(r"\[([EW]3\d\d)\]", session.words)
    }
    assert codes - shown == {"E300", "E301", "E320", "W300"}
