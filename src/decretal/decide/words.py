"""Values and stretches of values in words that can be read out.

Owns how a value is written in a sentence: a date with its month's name, a
boolean as yes or no, a listed value in quotation marks. Sentences are left to
``phrases``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from decretal.feel.decimals import number_text
from decretal.feel.temporal import Date, DateTime, DaysAndTimeDuration, YearsAndMonthsDuration
from decretal.feel.temporal.durations import NANOS_A_DAY
from decretal.feel.values import Context, Range, Value

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(value: Value) -> str:
    """A value as it stands in a sentence."""
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case None:
            return "nothing"
        case Decimal():
            return number_text(value)
        case str():
            return f'"{value}"'
        case Date():
            return day_in_words(value)
        case DateTime():
            return f"{day_in_words(value.date)} at {value.time}"
        case DaysAndTimeDuration(nanoseconds=nanoseconds) if nanoseconds % NANOS_A_DAY == 0:
            return _count(value.days, "day")
        case YearsAndMonthsDuration():
            parts = [
                _count(number, unit)
                for number, unit in ((value.years, "year"), (value.months, "month"))
                if number
            ]
            return " and ".join(parts) or "0 months"
        case list():
            return joined([in_words(item) for item in value], "and") or "nothing"
        case Range(low=low, high=high):
            match value.operator:
                case "":
                    return f"from {in_words(low)} to {in_words(high)}"
                case operator:
                    return compared(operator, low if low is not None else high)
        case Context():
            return joined([f"{name} {in_words(item)}" for name, item in value.items()], "and")
        case _:
            return str(value)


def day_in_words(day: Date | datetime.date) -> str:
    """``25 November 1961``"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def compared(operator: str, value: Value) -> str:
    """What a comparison asks for: ``at least 3``, ``31 December 1960 or earlier``."""
    words = in_words(value)
    if isinstance(value, Date | DateTime):
        match operator:
            case "<":
                return f"before {words}"
            case "<=":
                return f"{words} or earlier"
            case ">":
                return f"after {words}"
            case ">=":
                return f"{words} or later"
    match operator:
        case "=":
            return words
        case "!=":
            return f"other than {words}"
        case "<":
            return f"less than {words}"
        case "<=":
            return f"at most {words}"
        case ">":
            return f"more than {words}"
        case ">=":
            return f"at least {words}"
    raise ValueError(operator)


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """``a, b and c``"""
    match words:
        case []:
            return ""
        case [word]:
            return word
        case [*firsts, last]:
            return f"{', '.join(firsts)} {conjunction} {last}"
    raise AssertionError(words)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if abs(number) == 1 else f"{number} {unit}s"
