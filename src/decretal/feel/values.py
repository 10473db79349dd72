"""The values of FEEL, and how Python's values become them.

A number is ``Decimal``, a string ``str``, a boolean ``bool``, null ``None``, a
list ``list``, a context ``Context``; dates, times and durations are in
``temporal``. Owns what a value is and what its kind is called. Comparing,
calculating and writing them out are left to the modules of those names.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias, Union
from zoneinfo import ZoneInfo

from decretal.errors import FeelValueError
from decretal.feel.names import normalised
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)


class Unknown(Enum):
    """The kind of ``UNKNOWN``: what nobody has established, which is not null."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false: ask `value is UNKNOWN`")


UNKNOWN = Unknown.UNKNOWN

Operator = Literal["", "=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Range:
    """``[low..high]``, or a comparison such as ``(< 10)``.

    ``operator`` is empty for a range with two ends. The range of a comparison is
    open at its other end: that end is None, as a null end is, but bounds nothing.
    """

    low: Value
    high: Value
    low_included: bool
    high_included: bool
    operator: Operator = ""

    @property
    def has_low(self) -> bool:
        """Whether the range has a lower end at all."""
        return self.operator not in ("<", "<=")

    @property
    def has_high(self) -> bool:
        """Whether the range has an upper end at all."""
        return self.operator not in (">", ">=")


class Context(dict[str, "Value"]):
    """Names with values, in the order of their entries."""

    __slots__ = ()


class FeelFunction:
    """What can be invoked: a built-in, or a function literal with its scope."""

    __slots__ = ()

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names for named arguments."""
        raise NotImplementedError


Value: TypeAlias = Union[
    Decimal,
    str,
    bool,
    Date,
    Time,
    DateTime,
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
    Range,
    FeelFunction,
    Unknown,
    "list[Value]",
    Context,
    None,
]

_KINDS: dict[type, str] = {
    Decimal: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DaysAndTimeDuration: "days and time duration",
    YearsAndMonthsDuration: "years and months duration",
    Range: "range",
    list: "list",
    Context: "context",
    Unknown: "unknown",
}


def kind_of(value: Value) -> str:
    """The name of the value's kind, as FEEL's types are named."""
    return _KINDS.get(type(value), "function")


def in_words(value: Value) -> str:
    """The kind with its article, for a message: ``a number``, ``null``."""
    kind = kind_of(value)
    return kind if kind in ("null", "unknown") else f"a {kind}"


def from_python(value: object) -> Value:
    """The FEEL value of a plain Python value, through lists and mappings.

    Raises FeelValueError for what FEEL has no kind of. A float is taken for
    the digits that it shows.
    """
    try:
        return _from_python(value, {})
    except RecursionError:
        raise FeelValueError("The value is nested too deep, or holds itself.") from None


def _from_python(value: object, made: dict[int, Value]) -> Value:
    """``made`` keeps what was made of each list and mapping: one may stand in many places."""
    match value:
        case None | bool() | str() | Decimal() if not isinstance(value, Enum):
            return _finite(value) if isinstance(value, Decimal) else value
        case int():
            return _finite(Decimal(value))
        case float():
            return _finite(Decimal(repr(value)))
        case Unknown() | Range() | FeelFunction():
            return value
        case Date() | Time() | DateTime() | DaysAndTimeDuration() | YearsAndMonthsDuration():
            return value
        case datetime.datetime():
            date = Date(value.year, value.month, value.day)
            return DateTime(date, _time(value, value))
        case datetime.date():
            return Date(value.year, value.month, value.day)
        case datetime.time():
            return _time(value, None)
        case datetime.timedelta():
            microseconds = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
            return DaysAndTimeDuration(microseconds * 1000)
        case list() | tuple():
            if id(value) not in made:
                made[id(value)] = [_from_python(item, made) for item in value]
            return made[id(value)]
        case Mapping():
            if id(value) not in made:
                made[id(value)] = Context(
                    (_name(key), _from_python(item, made)) for key, item in value.items()
                )
            return made[id(value)]
        case _:
            raise FeelValueError(
                f"FEEL has no value for {type(value).__name__}.",
                advice="Give a number, string, bool, None, date, time, datetime, timedelta, "
                "list or dict.",
            )


def to_python(value: Value) -> object:
    """Plain Python for a FEEL value, where Python's own types can hold it.

    A number without a fraction stays ``Decimal``. Years outside 1 to 9999, a zone
    on a time of day, durations in months, ranges and functions stay what they are.
    """
    try:
        return _to_python(value, {})
    except RecursionError:
        raise FeelValueError("The value is nested too deep for Python.") from None


def _to_python(value: Value, made: dict[int, object]) -> object:
    match value:
        case Date() if 1 <= value.year <= 9999:
            return datetime.date(value.year, value.month, value.day)
        case Time() if value.zone is None:
            return _python_time(value)
        case DateTime() if 1 <= value.date.year <= 9999:
            day = datetime.date(value.date.year, value.date.month, value.date.day)
            return datetime.datetime.combine(day, _python_time(value.time))
        case DaysAndTimeDuration():
            try:
                return datetime.timedelta(microseconds=value.nanoseconds // 1000)
            except OverflowError:
                return value
        case list():
            if id(value) not in made:
                made[id(value)] = [_to_python(item, made) for item in value]
            return made[id(value)]
        case Context():
            if id(value) not in made:
                made[id(value)] = {name: _to_python(v, made) for name, v in value.items()}
            return made[id(value)]
        case _:
            return value


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite():
        raise FeelValueError(
            f"FEEL has no number {number}.", advice="Give None where there is no number."
        )
    from decretal.feel.decimals import rounded
    from decretal.feel.notes import NoValue

    try:
        return rounded(number)
    except NoValue as refused:
        raise FeelValueError(str(refused)) from None


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise FeelValueError(
            f"A context's names are strings, and {key!r} is none.", advice="Use a string."
        )
    return normalised(key)


def _time(value: datetime.time | datetime.datetime, on: datetime.datetime | None) -> Time:
    zone = value.tzinfo
    nanosecond = value.microsecond * 1000
    if isinstance(zone, ZoneInfo) and zone.key:
        return Time(value.hour, value.minute, value.second, nanosecond, zone=zone.key)
    offset = value.utcoffset() if on is None else on.utcoffset()
    seconds = None if offset is None else int(offset.total_seconds())
    return Time(value.hour, value.minute, value.second, nanosecond, offset=seconds)


def _python_time(value: Time) -> datetime.time:
    zone: datetime.tzinfo | None = None
    if value.zone is not None:
        zone = ZoneInfo(value.zone)
    elif value.offset is not None:
        zone = datetime.timezone(datetime.timedelta(seconds=value.offset))
    return datetime.time(
        value.hour, value.minute, value.second, value.nanosecond // 1000, tzinfo=zone
    )
