"""The named parts of values: ``date.year``, ``range.start`` (DMN 1.5, 10.3.2.13, table 65)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from decretal.feel.decimals import of_ratio
from decretal.feel.notes import NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.durations import NANOS_A_SECOND
from decretal.feel.temporal.zones import SECONDS_A_DAY
from decretal.feel.values import Context, Range, Value, in_words

Part = Callable[[Any], Value]


def _of(attribute: str, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts of the date or time inside a value."""

    def within(part: Part) -> Part:
        return lambda value: part(getattr(value, attribute))

    return {name: within(part) for name, part in parts.items()}


def _number(of: Callable[[Any], int]) -> Part:
    return lambda value: Decimal(of(value))


def _seconds(of: Callable[[Any], int]) -> Part:
    return lambda value: of_ratio(of(value), NANOS_A_SECOND)


def _offset(value: Any) -> Value:
    offset = value.utc_offset
    return None if offset is None else DaysAndTimeDuration.of_seconds(offset)


_OF_DAYS: dict[str, Part] = {
    "year": _number(lambda d: d.year),
    "month": _number(lambda d: d.month),
    "day": _number(lambda d: d.day),
    "weekday": _number(lambda d: d.weekday),
}
_OF_TIMES: dict[str, Part] = {
    "hour": _number(lambda t: t.hour),
    "minute": _number(lambda t: t.minute),
    "second": _seconds(lambda t: t.second * NANOS_A_SECOND + t.nanosecond),
    "timezone": lambda t: t.zone,
}

_PARTS: dict[type, dict[str, Part]] = {
    # "value" is the number that 10.3.2.3.4 to 10.3.2.3.8 give each kind.
    Date: {**_OF_DAYS, "value": _number(lambda d: d.number * SECONDS_A_DAY)},
    Time: {
        **_OF_TIMES,
        "time offset": _offset,
        "value": _seconds(lambda t: t.nanoseconds - (t.utc_offset or 0) * NANOS_A_SECOND),
    },
    DateTime: {
        **_of("date", _OF_DAYS),
        **_of("time", _OF_TIMES),
        "time offset": _offset,
        "value": _seconds(lambda v: v.instant),
    },
    DaysAndTimeDuration: {
        "days": _number(lambda d: d.days),
        "hours": _number(lambda d: d.hours),
        "minutes": _number(lambda d: d.minutes),
        "seconds": _seconds(lambda d: d.second_nanoseconds),
        "value": _seconds(lambda d: d.nanoseconds),
    },
    YearsAndMonthsDuration: {
        "years": _number(lambda d: d.years),
        "months": _number(lambda d: d.months),
        "value": _number(lambda d: d.total_months),
    },
    Range: {
        "start": lambda r: r.low if r.has_low else None,
        "end": lambda r: r.high if r.has_high else None,
        "start included": lambda r: r.low_included,
        "end included": lambda r: r.high_included,
    },
}


def part_of(value: Value, name: str) -> Value:
    """``value.name``; of a list, the parts of its items as a list."""
    match value:
        case Context():
            if name not in value:
                raise NoValue(f'The context has no entry "{name}".')
            return value[name]
        case list():
            return [_part_or_null(item, name) for item in value]
    parts = _PARTS.get(type(value))
    if parts is None:
        raise NoValue(f'{in_words(value).capitalize()} has no part "{name}".')
    part = parts.get(name)
    if part is None:
        raise NoValue(
            f'{in_words(value).capitalize()} has no part "{name}"; it has '
            f"{', '.join(n for n in parts if n != 'value')}."
        )
    return part(value)


def _part_or_null(item: Value, name: str) -> Value:
    try:
        return part_of(item, name)
    except NoValue:
        return None
