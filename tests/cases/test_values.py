"""What a cell may hold: one line for each fact about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from decretal.cases.values import case_id, reading_of
from decretal.errors import MissingIdError, NotAllowedError, OutOfBoundsError
from decretal.nodes.rules import Rulebook

SHOWN = [
    ("kind of passenger", "visitor", "visitor"),
    ("kind of passenger", "  visitor ", "visitor"),
    ("kind of passenger", "VISITOR", "visitor"),
    ("kind of passenger", "Crew’s-Kin", "crew's kin"),
    ("kind of passenger", "crew's_kin", "crew's kin"),
    ("has a ticket", "yes", True),
    ("has a ticket", "No", False),
    ("has a ticket", "TRUE", True),
    ("has a ticket", "false", False),
    ("has a ticket", "1", True),
    ("has a ticket", "0", False),
    ("has a ticket", True, True),
    ("has a ticket", 0, False),
    ("has a ticket", Decimal(1), True),
    ("crossed on", "1960-12-31", date(1960, 12, 31)),
    ("crossed on", "1960-02-29", date(1960, 2, 29)),
    ("crossed on", "1960-12-31T00:00:00", date(1960, 12, 31)),
    ("crossed on", "1960-12-31 00:00", date(1960, 12, 31)),
    ("crossed on", date(1960, 12, 31), date(1960, 12, 31)),
    ("crossed on", datetime(1960, 12, 31), date(1960, 12, 31)),
    ("crossed on", datetime(1960, 12, 31, tzinfo=UTC), date(1960, 12, 31)),
    ("crossed on", "1900-01-01", date(1900, 1, 1)),
    ("crossed on", "1999-12-31", date(1999, 12, 31)),
    ("crossings", "0", Decimal(0)),
    ("crossings", "500", Decimal(500)),
    ("crossings", "3.0", Decimal(3)),
    ("crossings", "+3", Decimal(3)),
    ("crossings", 3, Decimal(3)),
    ("crossings", 3.0, Decimal(3)),
    ("fare", "0.5", Decimal("0.5")),
    ("fare", 0.7, Decimal("0.7")),
    ("fare", "1e2", Decimal(100)),
    ("ship", "Morning Star", "Morning Star"),
    ("ship", 443, "443"),
    ("ship", 443.0, "443"),
    ("ship", Decimal("12.50"), "12.50"),
    ("waited", "PT36H", timedelta(hours=36)),
    ("waited", timedelta(days=2), timedelta(days=2)),
    ("left at", "14:30:00", time(14, 30)),
    ("left at", time(6, 5), time(6, 5)),
    # what nobody has established
    ("kind of passenger", "", None),
    ("kind of passenger", "unknown", None),
    ("has a ticket", "Unknown", None),
    ("crossed on", "   ", None),
    ("crossings", None, None),
    ("ship", "unknown", None),
]


@pytest.mark.parametrize(("fact", "cell", "value"), SHOWN)
def test_a_cell_has_a_value(ferry: Rulebook, fact: str, cell: object, value: object) -> None:
    read = {each.name: reading_of(each) for each in ferry.facts}[fact]
    found = read(cell)
    assert found == value
    assert type(found) is type(value)


REFUSED = [
    ("kind of passenger", "visitr", 'did you mean "visitor"?'),
    ("kind of passenger", "admiral of the fleet", '"resident", "visitor" or "crew\'s kin"'),
    ("kind of passenger", True, '"resident", "visitor" or "crew\'s kin"'),
    ("kind of passenger", 3, '"resident", "visitor" or "crew\'s kin"'),
    ("has a ticket", "maybe", "yes or no"),
    ("has a ticket", "2", "yes or no"),
    ("has a ticket", 2, "yes or no"),
    ("crossed on", "12/31/1960", 'did you mean "1960-12-31"?'),
    ("crossed on", "31.12.1960", 'did you mean "1960-12-31"?'),
    ("crossed on", "1960/12/31", 'did you mean "1960-12-31"?'),
    ("crossed on", "03/04/1960", 'did you mean "1960-04-03" or "1960-03-04"?'),
    ("crossed on", "1960-02-30", "there is no such day"),
    ("crossed on", "1961-13-01", "there is no such day"),
    ("crossed on", "0000-01-01", "there is no such day"),
    ("crossed on", "19601231", "year-month-day"),
    ("crossed on", "December 1960", "year-month-day"),
    ("crossed on", "60-12-31", "year-month-day"),
    ("crossed on", "1960-12-31T14:30:00", "year-month-day"),
    ("crossed on", datetime(1960, 12, 31, 14, 30), "without a time of day"),
    ("crossed on", 22281, "give the cell the format of a date"),
    ("crossed on", True, "year-month-day"),
    ("crossings", "three", "a whole number"),
    ("crossings", "3.5", "a whole number"),
    ("crossings", 3.5, "a whole number"),
    ("crossings", True, "a whole number"),
    ("crossings", "1,000", "no commas"),
    ("crossings", "٣", "a whole number"),
    ("crossings", "1_0", "a whole number"),
    ("fare", "2,50", "no commas"),
    ("fare", "NaN", "a number"),
    ("fare", float("nan"), "leave the cell empty if it is unknown"),
    ("fare", float("inf"), "a number"),
    ("fare", "1e999", "34 digits"),
    ("fare", Decimal("1e999999999"), "34 digits"),
    ("fare", "1" * 40, "34 digits"),
    ("ship", True, "text"),
    ("ship", ["a"], "text"),
    ("ship", "a\x00b", "text that every program can read"),
    ("ship", "\ud800", "text that every program can read"),
    ("waited", "P1Y", "days and hours"),
    ("waited", "long", "days and hours"),
    ("waited", 3, "days and hours"),
    ("left at", "noon", "a time"),
]


@pytest.mark.parametrize(("fact", "cell", "said"), REFUSED)
def test_a_cell_is_refused(ferry: Rulebook, fact: str, cell: object, said: str) -> None:
    read = {each.name: reading_of(each) for each in ferry.facts}[fact]
    with pytest.raises(NotAllowedError) as refused:
        read(cell)
    assert said in refused.value.message


OUTSIDE = [
    ("crossed on", "1899-12-31", "a date from 1900-01-01 to 1999-12-31"),
    ("crossed on", "2000-01-01", "a date from 1900-01-01 to 1999-12-31"),
    ("crossings", "-1", "a number from 0 to 500"),
    ("crossings", "501", "a number from 0 to 500"),
    ("fare", "0.49", "a number not below 0.5"),
]


@pytest.mark.parametrize(("fact", "cell", "said"), OUTSIDE)
def test_a_value_is_out_of_bounds(ferry: Rulebook, fact: str, cell: object, said: str) -> None:
    read = {each.name: reading_of(each) for each in ferry.facts}[fact]
    with pytest.raises(OutOfBoundsError) as refused:
        read(cell)
    assert refused.value.message == said


@pytest.mark.parametrize(
    ("cell", "name"), [("A-1", "A-1"), (" A-1 ", "A-1"), (12, "12"), (12.0, "12"), ("0012", "0012")]
)
def test_a_case_is_named(cell: object, name: str) -> None:
    assert case_id(cell) == name


@pytest.mark.parametrize("cell", ["", "  ", None])
def test_a_case_without_a_name_is_refused(cell: object) -> None:
    with pytest.raises(MissingIdError):
        case_id(cell)
