"""How single conditions are put in words, one line for each form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.decide import Engine
from decretal.nodes.rules import Fact
from decretal.nodes.types import Basic

from .rulebooks import Book, boolean, choice, date_fact, number, reading, text, whole

FACTS = (
    choice("spouse", "none", "Chinese", "Korean"),
    boolean("refuses"),
    boolean("has papers"),
    whole("attempts"),
    whole("sessions"),
    number("size"),
    date_fact("crossed on"),
    date_fact("born on"),
    text("name"),
    Fact("stay", Basic.DAYS_AND_TIME_DURATION),
    Fact("age", Basic.YEARS_AND_MONTHS_DURATION),
    Fact("seen at", Basic.DATE_AND_TIME),
)
READINGS = (reading("how many", "three", "five"), reading("whom it reaches", "some", "all"))


def reasons(condition: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """What became of a rule with the condition, and why."""
    book = Book(*FACTS, readings=READINGS).rule("r", condition, "x").book
    explained = Engine(book).explain(facts)
    (provision,) = explained.provisions
    (rule,) = provision.rules
    return rule.state, "; ".join(rule.reasons)


DAY = datetime.date(1960, 12, 31)

LINES: list[tuple[str, dict[str, object], str, str]] = [
    # what holds
    ("refuses", {"refuses": True}, "holds", "refuses is yes"),
    ("not(refuses)", {"refuses": False}, "holds", "refuses is no"),
    ("refuses = true", {"refuses": True}, "holds", "refuses is yes"),
    ("refuses != true", {"refuses": False}, "holds", "refuses is no"),
    ('spouse = "Chinese"', {"spouse": "Chinese"}, "holds", 'spouse is "Chinese"'),
    ('"Chinese" = spouse', {"spouse": "Chinese"}, "holds", 'spouse is "Chinese"'),
    ('spouse != "Chinese"', {"spouse": "none"}, "holds", 'spouse is "none", not "Chinese"'),
    ('not(spouse = "Chinese")', {"spouse": "none"}, "holds", 'spouse is "none", not "Chinese"'),
    ('spouse in ("none", "Korean")', {"spouse": "none"}, "holds", 'spouse is "none"'),
    (
        'not(spouse in ("none", "Korean"))',
        {"spouse": "Chinese"},
        "holds",
        'spouse is "Chinese", neither "none" nor "Korean"',
    ),
    ("attempts >= 3", {"attempts": 3}, "holds", "attempts is 3, which is at least 3"),
    ("3 <= attempts", {"attempts": 4}, "holds", "attempts is 4, which is at least 3"),
    ("attempts > 3", {"attempts": 4}, "holds", "attempts is 4, which is more than 3"),
    ("not(attempts >= 3)", {"attempts": 2}, "holds", "attempts is 2, which is less than 3"),
    ("not(attempts < 3)", {"attempts": 3}, "holds", "attempts is 3, which is at least 3"),
    ("attempts = 3", {"attempts": 3}, "holds", "attempts is 3"),
    (
        "attempts between 2 and 4",
        {"attempts": 2},
        "holds",
        "attempts is 2, which is between 2 and 4",
    ),
    ("attempts in [2..4]", {"attempts": 4}, "holds", "attempts is 4, which is between 2 and 4"),
    (
        "attempts in (2..4]",
        {"attempts": 3},
        "holds",
        "attempts is 3, which is more than 2 and at most 4",
    ),
    (
        "attempts in (0, > 3)",
        {"attempts": 5},
        "holds",
        "attempts is 5, which is 0 or more than 3",
    ),
    (
        'crossed on <= @"1960-12-31"',
        {"crossed on": DAY},
        "holds",
        "crossed on is 31 December 1960, which is 31 December 1960 or earlier",
    ),
    (
        'crossed on < date("1961-01-01")',
        {"crossed on": DAY},
        "holds",
        "crossed on is 31 December 1960, which is before 1 January 1961",
    ),
    (
        'attempts >= (if how many = "three" then 3 else 5)',
        {"attempts": 3},
        "holds",
        "attempts is 3, which is at least 3",
    ),
    ("size > 1.5", {"size": 2}, "holds", "size is 2, which is more than 1.5"),
    ('stay >= @"P10D"', {"stay": "P12D"}, "holds", "stay is 12 days, which is at least 10 days"),
    (
        'age >= @"P18Y"',
        {"age": "P18Y1M"},
        "holds",
        "age is 18 years and 1 month, which is at least 18 years",
    ),
    (
        'seen at < @"1961-01-01T00:00:00"',
        {"seen at": "1960-12-31T23:00:00"},
        "holds",
        "seen at is 31 December 1960 at 23:00:00, which is before 1 January 1961 at 00:00:00",
    ),
    ('name = "Kim"', {"name": "Kim"}, "holds", 'name is "Kim"'),
    ("is known(refuses)", {"refuses": True}, "holds", "refuses is known"),
    ("is unknown(refuses)", {}, "holds", "refuses is not known"),
    ('how many = "three"', {}, "holds", '"how many" is read as "three"'),
    # what fails
    ("refuses", {"refuses": False}, "fails", "refuses is no, and yes is asked for"),
    ("not(refuses)", {"refuses": True}, "fails", "refuses is yes, and no is asked for"),
    (
        'spouse = "Chinese"',
        {"spouse": "none"},
        "fails",
        'spouse is "none", and "Chinese" is asked for',
    ),
    (
        'spouse != "Chinese"',
        {"spouse": "Chinese"},
        "fails",
        'spouse is "Chinese", and other than "Chinese" is asked for',
    ),
    (
        'spouse in ("none", "Korean")',
        {"spouse": "Chinese"},
        "fails",
        'spouse is "Chinese", and "none" or "Korean" is asked for',
    ),
    (
        'not(spouse in ("none", "Korean"))',
        {"spouse": "none"},
        "fails",
        'spouse is "none", and neither "none" nor "Korean" is asked for',
    ),
    ("attempts >= 3", {"attempts": 2}, "fails", "attempts is 2, and at least 3 is asked for"),
    (
        "not(attempts between 2 and 4)",
        {"attempts": 3},
        "fails",
        "attempts is 3, and not between 2 and 4 is asked for",
    ),
    (
        'crossed on <= @"1960-12-31"',
        {"crossed on": datetime.date(1961, 1, 1)},
        "fails",
        "crossed on is 1 January 1961, and 31 December 1960 or earlier is asked for",
    ),
    # what is open
    ("refuses", {}, "may hold", "whether refuses is yes is not known"),
    ("not(refuses)", {}, "may hold", "whether refuses is no is not known"),
    ('spouse = "Chinese"', {}, "may hold", 'whether spouse is "Chinese" is not known'),
    ("attempts >= 3", {}, "may hold", "whether attempts is at least 3 is not known"),
    (
        'crossed on <= @"1960-12-31"',
        {},
        "may hold",
        "whether crossed on is 31 December 1960 or earlier is not known",
    ),
    # what has no words of its own
    (
        "crossed on < born on",
        {"crossed on": DAY, "born on": DAY},
        "fails",
        "crossed on < born on is false, as crossed on is 31 December 1960 and born on is "
        "31 December 1960",
    ),
    (
        "crossed on < born on",
        {"crossed on": DAY},
        "may hold",
        "whether crossed on < born on is not known, as crossed on is 31 December 1960",
    ),
    (
        "crossed on.year >= 1960",
        {"crossed on": DAY},
        "holds",
        "crossed on.year >= 1960 is true, as crossed on is 31 December 1960",
    ),
    ("2 * attempts > 5", {}, "may hold", "whether 2 * attempts > 5 is not known"),
    # which reasons are given
    (
        "refuses and attempts >= 3",
        {"refuses": True, "attempts": 3},
        "holds",
        "refuses is yes; attempts is 3, which is at least 3",
    ),
    (
        "refuses and attempts >= 3",
        {"refuses": False, "attempts": 3},
        "fails",
        "refuses is no, and yes is asked for",
    ),
    (
        "refuses and attempts >= 3",
        {"refuses": False},
        "fails",
        "refuses is no, and yes is asked for",
    ),
    (
        "refuses and attempts >= 3",
        {"refuses": True},
        "may hold",
        "whether attempts is at least 3 is not known",
    ),
    (
        "refuses or attempts >= 3",
        {"refuses": True, "attempts": 3},
        "holds",
        "refuses is yes",
    ),
    (
        "refuses or attempts >= 3",
        {"refuses": False, "attempts": 2},
        "fails",
        "refuses is no, and yes would do; attempts is 2, and at least 3 would do",
    ),
    (
        "if refuses then attempts >= 3 else has papers",
        {"refuses": True, "attempts": 2},
        "fails",
        "refuses is yes; attempts is 2, and at least 3 is asked for",
    ),
    (
        "if refuses then attempts >= 3 else has papers",
        {"refuses": False, "has papers": True},
        "holds",
        "refuses is no; has papers is yes",
    ),
    (
        'refuses or whom it reaches = "all" and attempts >= 3',
        {"refuses": False, "attempts": 2},
        "fails",
        "refuses is no, and yes would do",
    ),
    (
        'whom it reaches = "all" and refuses',
        {"refuses": False},
        "fails",
        '"whom it reaches" is read as "some"',
    ),
    (
        'spouse = "none" or spouse != "none"',
        {},
        "holds",
        "that is so whatever spouse is",
    ),
    (
        'refuses and (spouse = "none" or spouse != "none")',
        {"refuses": True},
        "holds",
        "refuses is yes; that is so whatever spouse is",
    ),
    (
        "attempts > sessions and sessions > attempts",
        {},
        "fails",
        "that is so whatever attempts and sessions are",
    ),
]


@pytest.mark.parametrize(("condition", "facts", "state", "said"), LINES)
def test_a_condition_in_words(
    condition: str, facts: dict[str, object], state: str, said: str
) -> None:
    assert reasons(condition, facts) == (state, said)


def test_a_condition_that_bounds_settle() -> None:
    fact = Fact("n", Basic.NUMBER, whole=True, minimum=0)  # type: ignore[arg-type]
    book = Book(fact).rule("always", "n >= 0", "x").rule("never", "n < 0", "y").book
    first, second = (each.rules[0] for each in Engine(book).explain({}).provisions)
    assert first.reasons == ("n is always at least 0",)
    assert second.reasons == ("n is never less than 0",)
