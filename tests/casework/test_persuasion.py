"""Attempts at persuasion: what is said of each, and how many count under which reading."""

from __future__ import annotations

import datetime

import pytest

from decretal.casework.entries import act
from decretal.casework.law import Law, law
from decretal.casework.models import CaseFile, File
from decretal.casework.persuasion import Persuasion, persuasion
from decretal.casework.record import record
from decretal.casework.standing import standing

from .conftest import As

DETAILS = {
    "held by": "Ma Cheng-he",
    "language": "Korean",
    "interpreter": "Nam Tal-rae",
    "explained": "What the order wants.",
    "voluntary": "A relative was present; nothing was promised.",
}


@pytest.fixture
def file(case: dict[str, CaseFile], by: As) -> File:
    """Two attempts on one day, of which one had no answer, and one on the next."""
    found = case["0002"].file
    for day, outcome in ((14, "refuses to return"), (14, "no answer"), (15, "refuses to return")):
        on = datetime.date(1961, 12, day)
        drafts = act("attempt at persuasion", on, outcome, DETAILS)
        record(by("changbai.investigator"), found, drafts)
    return found


def under(file: File, reading: str) -> Persuasion:
    read = Law(law().rulebook, law().procedure, {"what makes an attempt": reading})
    return persuasion(standing(file, under=read))


@pytest.mark.parametrize(
    ("reading", "counts"),
    [
        ("each recorded attempt", (True, True, True)),
        ("one a day", (True, False, True)),
        ("only one that was answered", (True, False, True)),
    ],
)
def test_what_counts_is_the_readings(reading: str, counts: tuple[bool, ...], file: File) -> None:
    found = under(file, reading)
    assert tuple(each.counts for each in found.attempts) == counts
    assert found.count == sum(counts)
    ((interpretation, option),) = found.readings
    assert (interpretation.name, option) == ("what makes an attempt", reading)


def test_each_attempt_says_what_made_the_answer_free(file: File) -> None:
    found = persuasion(standing(file))
    assert [dict(each.details) for each in found.attempts] == [DETAILS] * 3


def test_what_the_order_places_before_an_attempt_is_said_until_it_is_done(
    case: dict[str, CaseFile], by: As
) -> None:
    offender = case["0010"].file
    ((text, provision),) = persuasion(standing(offender)).first
    assert (text, provision) == ("review all information on the case", "I.1")
    review = act("review of the information", datetime.date(1961, 12, 15))
    record(by("changbai.investigator"), offender, review)
    assert persuasion(standing(offender)).first == ()


def test_a_file_without_attempts_has_none(case: dict[str, CaseFile]) -> None:
    found = persuasion(standing(case["0001"].file))
    assert (found.attempts, found.count) == ((), 0)
