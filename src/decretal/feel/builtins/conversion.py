"""Conversion functions (DMN 1.5, 10.3.4.1): from text and parts to values."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from decretal.feel.builtins.declare import built_in
from decretal.feel.builtins.range_text import read_range
from decretal.feel.decimals import integer, is_integer, multiply, rounded, subtract
from decretal.feel.notes import NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Duration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.arithmetic import whole_months_between
from decretal.feel.temporal.calendar import LAST_YEAR
from decretal.feel.temporal.durations import NANOS_A_SECOND
from decretal.feel.temporal.moments import MIDNIGHT_UTC, at_midnight_utc
from decretal.feel.temporal.read import (
    read_date,
    read_date_and_time,
    read_duration,
    read_time,
)
from decretal.feel.values import Range, Value
from decretal.feel.written import text_of

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_GROUPING = (" ", ",", ".")
_POINTS = (".", ",")

T = TypeVar("T")


@built_in("date", "from: string|date|date and time")
def date_from(value: str | Date | DateTime) -> Date:
    """A date from its text, or the date of a date and time; or from year, month and day."""
    match value:
        case str():
            return _read(read_date, value)
        case DateTime():
            return value.date
        case Date():
            return value


@built_in("date", "year: number, month: number, day: number")
def date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> Date:
    """A date from its parts."""
    return _made(lambda: Date(_whole(year), _whole(month), _whole(day)))


@built_in("time", "from: string|time|date and time|date")
def time_from(value: str | Time | DateTime | Date) -> Time:
    """A time from its text, or of a date and time; or from hour, minute, second and offset."""
    match value:
        case str():
            return _read(read_time, value)
        case DateTime():
            return value.time
        case Date():
            return MIDNIGHT_UTC
        case Time():
            return value


@built_in("time", "hour: number, minute: number, second: number, offset?: days and time duration?")
def time_of_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysAndTimeDuration | None = None
) -> Time:
    """A time from its parts."""
    if not 0 <= second < 60:
        raise NoValue(f"There is no second {second}.")
    whole = integer(second)
    nanosecond = integer(multiply(subtract(second, Decimal(whole)), Decimal(NANOS_A_SECOND)))
    shift = None
    if offset is not None:
        shift, fraction = divmod(offset.nanoseconds, NANOS_A_SECOND)
        if fraction:
            raise NoValue("An offset from UTC has no fraction of a second.")
    return _made(lambda: Time(_whole(hour), _whole(minute), whole, nanosecond, shift))


@built_in("date and time", "from: string|date and time|date")
def date_and_time_from(value: str | DateTime | Date) -> DateTime:
    """A date and time from its text, or from a date and a time."""
    match value:
        case str():
            return _read(read_date_and_time, value)
        case DateTime():
            return value
        case Date():
            return at_midnight_utc(value)


@built_in("date and time", "date: date|date and time, time: time")
def date_and_time_of_parts(date: Date | DateTime, time: Time) -> DateTime:
    """A date and time from its parts; what the date says of the time is dropped."""
    return DateTime(date.date if isinstance(date, DateTime) else date, time)


@built_in("duration", "from: string|days and time duration|years and months duration")
def duration_from(value: str | Duration) -> Duration:
    """A duration of either kind from its text."""
    return _read(read_duration, value) if isinstance(value, str) else value


@built_in("years and months duration", "from: date|date and time, to: date|date and time")
def years_and_months_duration(
    start: Date | DateTime, end: Date | DateTime
) -> YearsAndMonthsDuration:
    """The whole months from one date to another, as a duration."""
    first = start.date if isinstance(start, DateTime) else start
    last = end.date if isinstance(end, DateTime) else end
    return whole_months_between(first, last)


@built_in("number", "from: string|number")
def number_from(value: str | Decimal) -> Decimal:
    """A number from its text, which may group digits and have its own decimal point."""
    return _number(value, value) if isinstance(value, str) else value


@built_in("number", "from: string, grouping separator: string?, decimal separator: string?")
def number_with_separators(text: str, grouping: str | None, point: str | None) -> Decimal:
    """A number from its text with these separators; null is none."""
    if grouping is not None and grouping not in _GROUPING:
        raise NoValue('The grouping separator is " ", "," or ".", or null for none.')
    if point is not None and point not in _POINTS:
        raise NoValue('The decimal separator is "." or ",", or null.')
    if grouping is not None and grouping == point:
        raise NoValue("The grouping separator and the decimal separator are the same.")
    digits = text.replace(grouping, "") if grouping is not None else text
    if point == ",":
        if "." in digits:
            raise NoValue(f'"{text}" is not a number.')
        digits = digits.replace(",", ".")
    return _number(digits, text)


def _number(digits: str, text: str) -> Decimal:
    if not _NUMBER.fullmatch(digits):
        raise NoValue(f'"{text}" is not a number.')
    try:
        return rounded(Decimal(digits))
    except InvalidOperation:
        raise NoValue(f'"{text}" is too large for a number.') from None


@built_in("string", "from: any")
def string_from(value: Value) -> str | None:
    """The text of a value; of null, null."""
    return None if value is None else text_of(value)


@built_in("range", "from: string")
def range_from(text: str) -> Range:
    """A range from its text, such as "[1..3]", whose ends are literals."""
    return read_range(text)


def _whole(number: Decimal) -> int:
    """An integer part of a date; far too large ones stay small enough to be shown."""
    if not is_integer(number):
        raise NoValue(f"{number} is not a whole number.")
    if abs(number) > 10 * LAST_YEAR:
        raise NoValue(f"{number} is too large for a part of a date or time.")
    return integer(number)


def _read(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as refused:
        raise NoValue(str(refused)) from None


def _made(make: Callable[[], T]) -> T:
    try:
        return make()
    except ValueError as refused:
        raise NoValue(str(refused)) from None
