"""Where conditions cut the values of a fact, one line for each kind of condition.

A fact has as many classes as there are stretches of values that some condition
tells apart; each line gives values that must be told apart from the one
before, worked out by hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

import pytest

from decretal.decide.engine import Engine
from decretal.errors import CannotCutError, NoTruthValueError, TooManyCombinationsError
from decretal.nodes.rules import Fact, Status
from decretal.nodes.types import Basic, ListType

from .rulebooks import Book, boolean, choice, date_fact, number, text, whole
from .strategies import bounded


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def holds(engine: Engine, **facts: object) -> bool:
    return engine.decide(facts).status is Status.DECIDED


# Each line: a condition on a whole number, the last value for which it is one thing, and the
# first for which it is the other.
WHOLE = [
    ("n >= 3", 2, 3),
    ("n > 3", 3, 4),
    ("n < 3", 2, 3),
    ("n <= 3", 3, 4),
    ("3 <= n", 2, 3),
    ("not(n < 3)", 2, 3),
    ("n + 2 >= 5", 2, 3),
    ("2 * n > 5", 2, 3),
    ("n / 2 >= 1.5", 2, 3),
    ("10 - n < 8", 2, 3),
    ("-n < -2", 2, 3),
    ("abs(n) >= 3", 2, 3),
    ("floor(n / 3) >= 1", 2, 3),
    ("ceiling(n / 3) >= 2", 3, 4),
    ("round half up(n / 3, 0) >= 1", 1, 2),
    ("decimal(n / 7, 1) >= 0.4", 2, 3),
    ("max(n, 2) > 2", 2, 3),
    ("max([n, 2]) > 2", 2, 3),
    ("min(n, 5) >= 3", 2, 3),
    ("sum([n, n]) >= 5", 2, 3),
    ("sum(n, 1, 1) >= 5", 2, 3),
    ("n between 3 and 99", 2, 3),
    ("n between 0 and 3", 3, 4),
    ("n in [3..99]", 2, 3),
    ("n in [0..3)", 2, 3),
    ("n in (> 2)", 2, 3),
    ("n in (99, >= 3)", 2, 3),
    ("n in (3, 4, 5)", 2, 3),
    ("n in [3, 4, 5]", 2, 3),
    ("n = 3", 2, 3),
    ("n != 3", 3, 4),
    ("list contains([3, 4], n)", 2, 3),
    ("list contains([1, n], 3)", 2, 3),
    ("some x in [3, 4] satisfies n = x", 2, 3),
    ("every x in [1, 2] satisfies n > x", 2, 3),
    ("every x in 1..2 satisfies n > x", 2, 3),
    ("some x in [1], y in [2] satisfies n > x + y - 1", 2, 3),
    ("count([1, 2, 3][item < n]) >= 2", 2, 3),
    ("count([n, 9][item > 2]) = 2", 2, 3),
    ("count([n > 2, true][item]) = 2", 2, 3),
    ("if n > 2 then true else false", 2, 3),
    ("(if b then 3 else 3) <= n", 2, 3),
    ("after(n, 2)", 2, 3),
    ("before(n, 3)", 2, 3),
    ("includes([3..9], n)", 2, 3),
    ("during(n, [3..9])", 2, 3),
    ("n * n >= 9 and true", 2, 3),
    ("modulo(n, 3) = 0", 2, 3),
    ("odd(n)", 2, 3),
    ("n ** 2 >= 9", 2, 3),
]


@pytest.mark.parametrize(("condition", "last", "first"), WHOLE)
def test_a_whole_number_is_cut(condition: str, last: int, first: int) -> None:
    facts = bounded(whole("n"), [Decimal(0), Decimal(99)]), boolean("b")
    engine = Engine(Book(*facts).rule("r", condition, "yes").book)
    below, above = holds(engine, n=Decimal(last)), holds(engine, n=Decimal(first))
    assert below is not above
    assert engine.decide({}).status is Status.UNDETERMINED
    assert engine.decide({}).still_matters == ("n",)


DATES = [
    ('d <= @"1960-12-31"', "1960-12-31", "1961-01-01"),
    ('d < date("1961-01-01")', "1960-12-31", "1961-01-01"),
    ("d < date(1961, 1, 1)", "1960-12-31", "1961-01-01"),
    ('@"1960-12-31" >= d', "1960-12-31", "1961-01-01"),
    ("d.year <= 1960", "1960-12-31", "1961-01-01"),
    ("d.year in [1955..1960]", "1960-12-31", "1961-01-01"),
    ('d + @"P1D" <= @"1961-01-01"', "1960-12-31", "1961-01-01"),
    ('d - @"P1M" < @"1960-12-01"', "1960-12-31", "1961-01-01"),
    ('d + @"P1M" <= @"1961-01-31"', "1960-12-31", "1961-01-01"),
    ('@"1961-11-25" - d >= @"P329D"', "1960-12-31", "1961-01-01"),
    ('(@"1961-11-25" - d).days >= 329', "1960-12-31", "1961-01-01"),
    ('years and months duration(d, @"1961-12-31") >= @"P1Y"', "1960-12-31", "1961-01-01"),
    ('d in [@"1945-08-15"..@"1960-12-31"]', "1960-12-31", "1961-01-01"),
    ('before(d, @"1961-01-01")', "1960-12-31", "1961-01-01"),
    ('d = @"1961-01-01"', "1960-12-31", "1961-01-01"),
    ("day of year(d) = 1", "1960-12-31", "1961-01-01"),
    ("d.month = 1", "1960-12-31", "1961-01-01"),
    ("d.weekday = 7", "1960-12-31", "1961-01-01"),
    ('month of year(d) = "January"', "1960-12-31", "1961-01-01"),
    ("d.day = 31 and d.month = 12", "1960-12-31", "1961-01-01"),
]


@pytest.mark.parametrize(("condition", "last", "first"), DATES)
def test_a_date_is_cut(condition: str, last: str, first: str) -> None:
    fact = bounded(date_fact("d"), [day("1940-01-01"), day("1975-12-31")])
    engine = Engine(Book(fact).rule("r", condition, "yes").book)
    assert holds(engine, d=day(last)) is not holds(engine, d=day(first))
    assert engine.decide({}).still_matters == ("d",)


def test_the_year_is_cut_without_bounds() -> None:
    engine = Engine(Book(date_fact("d")).rule("r", "d.year >= 1961", "yes").book)
    assert not holds(engine, d=day("1960-12-31"))
    assert holds(engine, d=day("1961-01-01"))
    assert holds(engine, d=day("9999-12-31"))
    assert not holds(engine, d=day("0001-01-01"))


DENSE = [
    ("x > 2", "2", "2.000001"),
    ("x >= 2", "1.999999", "2"),
    ("x = 2", "1.999999", "2"),
    ("x != 2", "2", "2.000001"),
    ("3 * x > 1", "0.3333333333", "0.3333333334"),
    ("x in (2..3]", "2", "2.000001"),
    ("floor(x) >= 2", "1.999999", "2"),
    ("ceiling(x) >= 3", "2", "2.000001"),
    ("round half up(x, 1) >= 2", "1.9499", "1.95"),
    ("abs(x - 1) > 1", "2", "2.000001"),
]


@pytest.mark.parametrize(("condition", "last", "first"), DENSE)
def test_a_number_with_fractions_is_cut(condition: str, last: str, first: str) -> None:
    engine = Engine(Book(number("x")).rule("r", condition, "yes").book)
    assert holds(engine, x=Decimal(last)) is not holds(engine, x=Decimal(first))
    assert engine.decide({}).still_matters == ("x",)


def test_between_two_whole_numbers_there_is_nothing() -> None:
    condition = "n > 2 and n < 3"
    assert Engine(Book(whole("n")).rule("r", condition, "yes").book).decide({}).status is (
        Status.SILENT
    )
    assert Engine(Book(number("n")).rule("r", condition, "yes").book).decide({}).status is (
        Status.UNDETERMINED
    )


def test_bounds_can_settle_a_condition() -> None:
    fact = bounded(whole("n"), [Decimal(0), Decimal(5)])
    always = Engine(Book(fact).rule("r", "n >= 0", "yes").book)
    assert always.decide({}).disposition == "yes"
    never = Engine(Book(fact).rule("r", "n > 5", "yes").book)
    assert never.decide({}).status is Status.SILENT


OTHERS: list[tuple[Basic, str, str, str]] = [
    (Basic.TIME, 't >= @"08:00:00"', "07:59:59", "08:00:00"),
    (Basic.DAYS_AND_TIME_DURATION, 't > @"P10D"', "P10D", "P10DT1S"),
    (Basic.DAYS_AND_TIME_DURATION, "t.days >= 10", "P9DT23H", "P10D"),
    (Basic.DAYS_AND_TIME_DURATION, '2 * t > @"P20D"', "P10D", "P10DT1S"),
    (Basic.YEARS_AND_MONTHS_DURATION, 't >= @"P1Y"', "P11M", "P12M"),
    (Basic.YEARS_AND_MONTHS_DURATION, "t.years >= 1", "P11M", "P12M"),
    (
        Basic.DATE_AND_TIME,
        't < @"1961-11-25T12:00:00"',
        "1961-11-25T11:59:59",
        "1961-11-25T12:00:00",
    ),
    (
        Basic.DATE_AND_TIME,
        't < @"1961-11-25T12:00:00Z"',
        "1961-11-25T11:59:59Z",
        "1961-11-25T12:00:00Z",
    ),
    (Basic.DATE_AND_TIME, "t.year <= 1960", "1960-12-31T23:59:59", "1961-01-01T00:00:00"),
]


@pytest.mark.parametrize(("kind", "condition", "last", "first"), OTHERS)
def test_times_and_durations_are_cut(kind: Basic, condition: str, last: str, first: str) -> None:
    engine = Engine(Book(Fact("t", kind)).rule("r", condition, "yes").book)
    assert holds(engine, t=last) is not holds(engine, t=first)
    assert engine.decide({}).still_matters == ("t",)


def test_texts_are_cut_at_the_words_they_are_compared_with() -> None:
    engine = Engine(Book(text("name")).rule("r", 'name in ("Kim", "Pak")', "yes").book)
    assert holds(engine, name="Kim")
    assert holds(engine, name="Pak")
    assert not holds(engine, name="Ri")
    assert engine.decide({}).still_matters == ("name",)


REFUSED: list[tuple[Sequence[Fact], str, str]] = [
    ([number("x")], "x * x > 2", "minimum and a maximum"),
    ([whole("n")], "modulo(n, 2) = 0", "minimum and a maximum"),
    ([date_fact("d")], "d.month = 12", "minimum and a maximum"),
    ([text("name")], "string length(name) > 3", "List the values"),
    ([text("name")], 'name < "K"', "List the values"),
    ([text("name")], 'name in ["A".."K"]', "List the values"),
    ([whole("n"), whole("m")], "n + m > 3", "by their difference"),
    ([whole("n"), whole("m")], "2 * n > m", "by their difference"),
    ([Fact("names", ListType(Basic.STRING))], "count(names) > 2", "Use a number"),
]


@pytest.mark.parametrize(("facts", "condition", "advice"), REFUSED)
def test_what_cannot_be_cut_is_refused(facts: Sequence[Fact], condition: str, advice: str) -> None:
    with pytest.raises(CannotCutError, match=advice) as refused:
        Engine(Book(*facts).rule("r", f"true and {condition}", "yes").book)
    assert refused.value.code == "E330"
    assert str(refused.value.place) == "expression:1:10"
    for fact in facts:
        assert f'"{fact.name}"' in refused.value.message


def test_bounds_that_admit_nothing_are_refused() -> None:
    fact = bounded(whole("n"), [Decimal(3), Decimal(2)])
    with pytest.raises(CannotCutError, match="maximum is below its minimum"):
        Engine(Book(fact).rule("r", "n > 2", "yes").book)


def test_a_condition_without_a_truth_value_is_refused_with_its_values() -> None:
    fact = bounded(whole("n"), [Decimal(0), Decimal(3)])
    book = Book(fact, boolean("b")).rule("r", "b and 6 / n > 2", "yes")
    with pytest.raises(NoTruthValueError, match="when n is 0 and b is yes") as found:
        Engine(book.book)
    assert found.value.code == "E331"
    assert str(found.value.place) == "expression:1:1"


def test_a_null_that_and_hides_is_none() -> None:
    fact = bounded(whole("n"), [Decimal(0), Decimal(3)])
    engine = Engine(Book(fact).rule("r", "n != 0 and 6 / n > 2", "yes").book)
    assert not holds(engine, n=Decimal(0))
    assert holds(engine, n=Decimal(2))
    assert not holds(engine, n=Decimal(3))


def test_a_comparison_of_too_many_facts_is_refused() -> None:
    facts = [boolean(f"b{n}") for n in range(16)]
    names = ", ".join(fact.name for fact in facts)
    book = Book(*facts).rule("r", f"count([{names}][item = true]) > 7", "yes")
    with pytest.raises(TooManyCombinationsError, match="16 facts") as refused:
        Engine(book.book)
    assert refused.value.code == "E332"


def test_choices_are_told_apart_only_where_a_condition_does() -> None:
    engine = Engine(
        Book(choice("spouse", "none", "Chinese", "Korean", "other"))
        .rule("r", 'spouse = "Chinese"', "list")
        .book
    )
    assert engine.decide({"spouse": "Chinese"}).disposition == "list"
    for other in ("none", "Korean", "other"):
        assert engine.decide({"spouse": other}).status is Status.SILENT
