"""Copies that lost what parts their lines: blank lines, or every break."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.registry.scoring import HELD_OUT

from decretal.registry.as_data import as_data
from decretal.registry.read import read_bytes
from decretal.registry.read.lost_breaks import LONGEST, breaks_in

TEXT = (HELD_OUT[2] / "cn-list-of-kin.txt").read_text(encoding="utf-8")
ELEMENTS = (
    "direction", "precedence", "station", "subject", "to", "copied", "reporting_to", "issuer",
    "date", "retained", "total",
)  # fmt: skip


def _said(text: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(as_data(read_bytes(text.encode())))
    said = {name: found[name] for name in ELEMENTS}
    said["numbers"] = [(n["role"], n["series"], n["year"], n["number"]) for n in found["numbers"]]
    said["labels"] = [each["label"] for each in found["provisions"]]
    said["distribution"] = [(each["name"], each["copies"]) for each in found["distribution"]]
    said["times"] = [(each["kind"], each["day"], each["time"]) for each in found["times"]]
    return said


def test_a_copy_without_blank_lines_says_the_same() -> None:
    assert _said(re.sub(r"\n\s*\n", "\n", TEXT)) == _said(TEXT)


def test_a_copy_on_one_line_says_who_wrote_to_whom_and_what() -> None:
    said = _said(" ".join(TEXT.split()))
    whole = _said(TEXT)
    # The points "(1)" and "(2)" below 2. look like any words in brackets.
    assert said.pop("labels") == ["I.1", "I.2", "I.3", "II.1", "II.2"]
    whole.pop("labels")
    assert said == whole


def test_every_place_of_a_line_that_was_parted_is_its_place_in_the_text() -> None:
    text = " ".join(TEXT.split())
    reading = read_bytes(text.encode())
    for each in reading.body:
        assert text[each.span.start : each.span.end].endswith(each.text)


@pytest.mark.parametrize(
    "line",
    [
        "We received your Precedence: list and shall keep to what it says there.",
        "He said: 1. nothing was lost and that he would write again before Monday.",
        "The ferry left at 9. 2. class was empty, as it is on every day but Sunday.",
    ],
)
def test_a_line_with_one_such_word_is_one_line(line: str) -> None:
    assert breaks_in(line) == []


def test_a_line_is_parted_up_to_the_longest_one() -> None:
    lead = "It is decided: 1. We go. 2. They stay. "
    assert breaks_in((lead + "x" * LONGEST)[:LONGEST])
    assert not breaks_in((lead + "x" * LONGEST)[: LONGEST + 1])
