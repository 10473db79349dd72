"""Facts that are compared with each other, against all values in a window."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decretal.cases.case import Case
from decretal.decide.components import linked
from decretal.decide.engine import Engine
from decretal.errors import CannotCutError
from decretal.nodes.rules import Fact, Status

from .completions import whole
from .rulebooks import Book, date_fact, number, text
from .rulebooks import whole as whole_number
from .strategies import bounded

WINDOW = [datetime.date(1961, 1, 1) + datetime.timedelta(days=n) for n in range(7)]
SMALL = [Decimal(n) for n in range(6)]
# Comparisons are with multiples of a half: between two of these lie three more values, one
# for each number and one more for the one that is asked about.
FINE = [Decimal(n) / 8 for n in range(17)]


def comparisons(names: Sequence[str], days: bool, half: bool = False) -> st.SearchStrategy[str]:
    sizes = st.integers(0, 3)

    def one(draw: st.DrawFn) -> str:
        a, b = draw(st.permutations(names))[:2]
        operator = draw(st.sampled_from(["<", "<=", "=", "!=", ">", ">="]))
        size = draw(sizes)
        shift = f' + @"P{size}D"' if days else f" + {size / 2 if half else size}"
        other = f'@"{WINDOW[size]}"' if days else str(size / 2 if half else size)
        return draw(st.sampled_from([f"{a} {operator} {b}{shift}", f"{a} {operator} {other}"]))

    return st.composite(one)()


def check(facts: Sequence[Fact], values: Sequence[object], data: st.DataObject, days: bool) -> None:
    names = [fact.name for fact in facts]
    half = values is FINE
    book = Book(*(bounded(fact, values) for fact in facts))
    for label in ("a", "b", "c"):
        parts = data.draw(st.lists(comparisons(names, days, half), min_size=1, max_size=3))
        words = data.draw(st.sampled_from([" and ", " or "]))
        book.rule(label, words.join(parts), label)
    columns = dict.fromkeys(names, values)
    engine = Engine(book.book)
    known = {n: v for n in names if (v := data.draw(st.none() | st.sampled_from(list(values))))}
    for case in ({}, known):
        expected = whole(book.book, columns, case)
        found = engine.decide(case)
        assert found.status is expected.status
        assert set(found.possible_dispositions) == expected.possible_dispositions
        assert set(found.still_matters) == expected.still_matters


few = settings(max_examples=40, deadline=None, derandomize=True)


@few
@given(st.data())
def test_three_dates_compared_with_each_other(data: st.DataObject) -> None:
    check([date_fact("x"), date_fact("y"), date_fact("z")], WINDOW, data, days=True)


@few
@given(st.data())
def test_three_whole_numbers_compared_with_each_other(data: st.DataObject) -> None:
    check([whole_number("x"), whole_number("y"), whole_number("z")], SMALL, data, days=False)


@few
@given(st.data())
def test_two_numbers_with_fractions_compared_with_each_other(data: st.DataObject) -> None:
    check([number("x"), number("y")], FINE, data, days=False)


def test_what_is_known_of_one_date_settles_what_matters_of_the_other() -> None:
    book = Book(
        bounded(date_fact("born"), [datetime.date(1900, 1, 1), datetime.date(1961, 12, 31)]),
        bounded(date_fact("crossed"), [datetime.date(1930, 1, 1), datetime.date(1961, 12, 31)]),
    ).rule("impossible", "crossed < born", "look into it")
    engine = Engine(book.book)
    assert engine.decide({}).still_matters == ("born", "crossed")
    early = {"born": datetime.date(1930, 1, 1)}
    assert engine.decide(early).status is Status.SILENT
    assert engine.decide(early).still_matters == ()
    just = {"born": datetime.date(1930, 1, 2)}
    assert engine.decide(just).status is Status.UNDETERMINED
    assert engine.decide(just).still_matters == ("crossed",)
    both = {"born": datetime.date(1960, 1, 2), "crossed": datetime.date(1960, 1, 1)}
    assert engine.decide(both).disposition == "look into it"
    assert engine.decide({**both, "crossed": both["born"]}).status is Status.SILENT


def test_dates_without_bounds_matter_both() -> None:
    engine = Engine(Book(date_fact("x"), date_fact("y")).rule("later", "x > y", "yes").book)
    assert engine.decide({}).still_matters == ("x", "y")
    last = {"y": datetime.date(9999, 12, 31)}
    assert engine.decide(last).status is Status.SILENT


def test_days_since_a_date_compared_with_a_number() -> None:
    engine = Engine(
        Book(date_fact("x"), whole_number("n"))
        .rule("long", '(x - @"1961-01-01").days > n', "yes")
        .book
    )
    assert engine.decide({"n": Decimal(3)}).still_matters == ("x",)
    on_the_day = {"n": Decimal(3), "x": datetime.date(1961, 1, 4)}
    assert engine.decide(on_the_day).status is Status.SILENT
    assert engine.decide({**on_the_day, "x": datetime.date(1961, 1, 5)}).disposition == "yes"


def test_texts_that_are_asked_to_be_the_same() -> None:
    engine = Engine(
        Book(text("name"), text("other name"))
        .rule("same", 'name = other name and name != "unknown"', "one person")
        .book
    )
    assert engine.decide({}).still_matters == ("name", "other name")
    assert engine.decide({"name": "Kim", "other name": "Kim"}).disposition == "one person"
    assert engine.decide({"name": "Kim", "other name": "Pak"}).status is Status.SILENT
    assert engine.decide(Case("", {"name": "unknown"})).still_matters == ()
    assert engine.decide({"name": "Kim"}).still_matters == ("other name",)


def test_a_whole_number_and_one_with_fractions_are_not_compared() -> None:
    with pytest.raises(CannotCutError, match="whole: yes"):
        Engine(Book(whole_number("n"), number("x")).rule("r", "n < x", "yes").book)


def test_facts_are_linked_through_others() -> None:
    found = linked(["a", "b", "c", "d", "e"], [("a", "c"), ("c", "e")])
    assert found == [("a", "c", "e"), ("b",), ("d",)]


def test_every_pair_of_days_decides_as_feel_does() -> None:
    book = Book(date_fact("x"), date_fact("y")).rule("r", 'y - x >= @"P2D"', "yes").book
    engine = Engine(book)
    for x, y in product(WINDOW, WINDOW):
        expected = Status.DECIDED if (y - x).days >= 2 else Status.SILENT
        assert engine.decide({"x": x, "y": y}).status is expected
