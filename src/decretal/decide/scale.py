"""The values of an open-ended fact as points on a line of numbers.

Owns which numbers a fact can take and what values they stand for: a number is
itself, a date its day, a time, a date and time or a duration its nanosecond or
month. Where the line is cut is left to ``cuts``.

Everything but a number that need not be whole is discrete: between two of its
values next to each other there is nothing.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from decretal.errors import CannotCutError
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.durations import NANOS_A_DAY, NANOS_A_SECOND
from decretal.feel.values import Value, from_python
from decretal.nodes.rules import Fact
from decretal.nodes.types import Basic

FIRST_DAY = Date(1, 1, 1).number
LAST_DAY = Date(9999, 12, 31).number
_LARGEST_OFFSET = 18 * 3600

OPEN_ENDED = frozenset(
    {
        Basic.NUMBER,
        Basic.DATE,
        Basic.TIME,
        Basic.DATE_AND_TIME,
        Basic.DAYS_AND_TIME_DURATION,
        Basic.YEARS_AND_MONTHS_DURATION,
    }
)


@dataclass(frozen=True)
class Scale:
    """A line of numbers for one fact; an end that is None has no bound.

    ``in_utc`` says of times that they carry an offset from UTC, since the
    rulebook compares them with such.
    """

    kind: Basic
    dense: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    in_utc: bool = False

    def value(self, number: Fraction) -> Value:
        """The value that a number stands for."""
        match self.kind:
            case Basic.NUMBER:
                return decimal(number)
            case Basic.DATE:
                return Date.of_number(int(number))
            case Basic.TIME:
                return self._time(int(number))
            case Basic.DATE_AND_TIME:
                return DateTime.of_instant(int(number), 0 if self.in_utc else None, None)
            case Basic.DAYS_AND_TIME_DURATION:
                return DaysAndTimeDuration(int(number))
            case Basic.YEARS_AND_MONTHS_DURATION:
                return YearsAndMonthsDuration(int(number))
            case _:
                raise ValueError(f"{self.kind.value} has no line of numbers")

    def _time(self, number: int) -> Time:
        if not self.in_utc:
            return Time.of_nanoseconds(number)
        offset = 0
        if number < 0:
            offset = _LARGEST_OFFSET
        elif number >= NANOS_A_DAY:
            offset = -_LARGEST_OFFSET
        return Time.of_nanoseconds(number + offset * NANOS_A_SECOND, offset)

    def admits(self, number: Fraction) -> bool:
        """Whether a number is within the bounds, and whole where it must be."""
        return (
            (self.low is None or self.low <= number)
            and (self.high is None or number <= self.high)
            and (self.dense or number.denominator == 1)
        )


def number_of(value: Value) -> Fraction:
    """The number of a value on its line."""
    match value:
        case bool() | None:
            raise ValueError("no value of a line")
        case Decimal():
            return Fraction(value)
        case Date():
            return Fraction(value.number)
        case Time():
            return Fraction(value.nanoseconds - (value.utc_offset or 0) * NANOS_A_SECOND)
        case DateTime():
            return Fraction(value.instant)
        case DaysAndTimeDuration():
            return Fraction(value.nanoseconds)
        case YearsAndMonthsDuration():
            return Fraction(value.total_months)
        case _:
            raise ValueError("no value of a line")


def kind_of_value(value: Value) -> Basic | None:
    """The kind of line that a value lies on, None for none."""
    match value:
        case bool():
            return None
        case Decimal():
            return Basic.NUMBER
        case Date():
            return Basic.DATE
        case Time():
            return Basic.TIME
        case DateTime():
            return Basic.DATE_AND_TIME
        case DaysAndTimeDuration():
            return Basic.DAYS_AND_TIME_DURATION
        case YearsAndMonthsDuration():
            return Basic.YEARS_AND_MONTHS_DURATION
        case _:
            return None


def scale_of(fact: Fact, *, in_utc: bool = False) -> Scale:
    """The line of an open-ended fact."""
    low = None if fact.minimum is None else _bound(fact.minimum)
    high = None if fact.maximum is None else _bound(fact.maximum)
    match fact.type:
        case Basic.NUMBER:
            if fact.whole:
                low = None if low is None else Fraction(-(-low // 1))
                high = None if high is None else Fraction(high // 1)
        case Basic.DATE:
            low = Fraction(FIRST_DAY) if low is None else low
            high = Fraction(LAST_DAY) if high is None else high
        case Basic.TIME:
            slack = _LARGEST_OFFSET * NANOS_A_SECOND if in_utc else 0
            low, high = Fraction(-slack), Fraction(NANOS_A_DAY - 1 + slack)
        case Basic.DATE_AND_TIME:
            low = Fraction(FIRST_DAY * NANOS_A_DAY)
            high = Fraction((LAST_DAY + 1) * NANOS_A_DAY - 1)
        case Basic.DAYS_AND_TIME_DURATION | Basic.YEARS_AND_MONTHS_DURATION:
            pass
        case _:
            raise ValueError(f'"{fact.name}" is not open-ended')
    if low is not None and high is not None and low > high:
        raise CannotCutError(
            f'no value of "{fact.name}" is allowed: its maximum is below its minimum.',
            place=fact.span,
            advice="Correct the bounds.",
        )
    return Scale(fact.type, fact.type is Basic.NUMBER and not fact.whole, low, high, in_utc)


def _bound(value: Decimal | datetime.date) -> Fraction:
    return number_of(from_python(value))


def decimal(number: Fraction) -> Decimal:
    """A number in FEEL's 34 digits, rounded down where it needs more."""
    from decimal import ROUND_FLOOR, Context

    context = Context(prec=34, rounding=ROUND_FLOOR)
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))
