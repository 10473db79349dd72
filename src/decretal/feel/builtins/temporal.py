"""Date and time functions (DMN 1.5, 10.3.4.6 and 10.3.4.8). English names, ISO weeks."""

from __future__ import annotations

from decimal import Decimal

from decretal.feel.builtins.declare import built_in
from decretal.feel.notes import Evaluation, NoValue
from decretal.feel.temporal import Date, DateTime
from decretal.feel.values import from_python

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@built_in("now", "", takes_evaluation=True)
def now(evaluation: Evaluation) -> DateTime:
    """The present date and time."""
    present = from_python(evaluation.clock())
    if not isinstance(present, DateTime):
        raise NoValue("The clock gives no date and time.")
    return present


@built_in("today", "", takes_evaluation=True)
def today(evaluation: Evaluation) -> Date:
    """The present date."""
    return now(evaluation).date


@built_in("day of year", "date: date|date and time")
def day_of_year(value: Date | DateTime) -> Decimal:
    """The number of the day in its year, from 1."""
    return Decimal(_date(value).day_of_year)


@built_in("day of week", "date: date|date and time")
def day_of_week(value: Date | DateTime) -> str:
    """The name of the day: "Monday" to "Sunday"."""
    return _WEEKDAYS[_date(value).weekday - 1]


@built_in("month of year", "date: date|date and time")
def month_of_year(value: Date | DateTime) -> str:
    """The name of the month: "January" to "December"."""
    return _MONTHS[_date(value).month - 1]


@built_in("week of year", "date: date|date and time")
def week_of_year(value: Date | DateTime) -> Decimal:
    """The number of the ISO week."""
    return Decimal(_date(value).week_of_year)


def _date(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value
