"""How a text is read for one run."""

from __future__ import annotations

import pytest

from decretal.errors import NoSuchReadingError
from decretal.rulebook import choose

from .orders import FACTS, read

READINGS = """- interpretation: short period
  question: How long is it?
  options: {not stated: None., ten days: Ten., thirty days: Thirty.}
  default: not stated
- interpretation: who counts
  question: Who does?
  options: {everybody: All., adults: Those.}
  default: everybody
"""
BOOK = read(FACTS, READINGS)


def test_by_default_each_interpretation_has_its_default() -> None:
    assert choose(BOOK) == {"short period": "not stated", "who counts": "everybody"}
    assert choose(BOOK, {}) == choose(BOOK)


def test_they_stand_in_reading_order_whatever_is_chosen_first() -> None:
    chosen = choose(BOOK, {"who counts": "adults", "short period": "ten days"})
    assert list(chosen.items()) == [("short period", "ten days"), ("who counts", "adults")]


@pytest.mark.parametrize("name", ["short period", "Short-Period", "SHORT_PERIOD", "shortperiod"])
@pytest.mark.parametrize("option", ["ten days", "Ten-Days", "tendays"])
def test_names_and_readings_are_taken_as_people_write_them(name: str, option: str) -> None:
    assert choose(BOOK, {name: option})["short period"] == "ten days"


@pytest.mark.parametrize(
    ("name", "option", "expected"),
    [
        ("short periods", "ten days", 'no interpretation "short periods". Did you mean "short pe'),
        ("xyz", "ten days", 'Its interpretations are "short period" and "who counts".'),
        ("who counts", "adult", '"adult" is no reading of "who counts". Did you mean "adults"?'),
        ("who counts", "xyz", 'Its readings are "everybody" and "adults".'),
        ("who counts", "", '"" is no reading of "who counts".'),
    ],
)
def test_what_does_not_exist_is_told_with_what_may_be_meant(
    name: str, option: str, expected: str
) -> None:
    with pytest.raises(NoSuchReadingError) as raised:
        choose(BOOK, {name: option})
    assert expected in str(raised.value)
    assert "[E320]" in str(raised.value)


def test_a_rulebook_without_interpretations_has_none_to_choose() -> None:
    assert choose(read(FACTS)) == {}
    with pytest.raises(NoSuchReadingError, match="It has none"):
        choose(read(FACTS), {"short period": "ten days"})


def test_two_readings_of_one_interpretation_are_refused() -> None:
    with pytest.raises(NoSuchReadingError, match="Choose one of the two"):
        choose(BOOK, {"short period": "ten days", "Short-period": "thirty days"})


def test_the_same_reading_twice_is_one() -> None:
    chosen = choose(BOOK, {"short period": "ten days", "Short-period": "Ten Days"})
    assert chosen["short period"] == "ten days"
