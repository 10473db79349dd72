"""From lexical forms to dates, times and durations.

The forms are XML Schema's, with FEEL's ``@zone`` in the place of an offset
(DMN 1.5, 10.3.2.3.4) and without an offset on a date. Every function raises
ValueError and says what was expected.
"""

from __future__ import annotations

import re

from decretal.feel.temporal.durations import (
    NANOS_A_DAY,
    NANOS_A_SECOND,
    DaysAndTimeDuration,
    Duration,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.moments import MIDNIGHT, Date, DateTime, Time

Temporal = Date | Time | DateTime | Duration

# A year has four digits, or up to nine that do not begin with 0.
_DATE = re.compile(r"(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:([Zz])|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Za-z0-9_+\-/]+))?"
)
_DATE_WITH_OFFSET = re.compile(r"(-?[0-9]+-[0-9]{2}-[0-9]{2})([Zz]|[+-][0-9]{2}:[0-9]{2})")
_YEARS_AND_MONTHS = re.compile(r"(-)?P(?=[0-9])(?:([0-9]{1,20})Y)?(?:([0-9]{1,20})M)?")
_DAYS_AND_TIME = re.compile(
    r"(-)?P(?=[0-9T])(?:([0-9]{1,20})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,20})H)?(?:([0-9]{1,20})M)?(?:([0-9]{1,20})(?:\.([0-9]*))?S)?)?"
)
_DIGITS_OF_A_NANOSECOND = 9


def read_date(text: str) -> Date:
    """``2017-12-31``; raises ValueError."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a date. Write it as "2017-12-31".')
    year, month, day = map(int, match.groups())
    return Date(year, month, day)


def read_time(text: str) -> Time:
    """``10:30:00``, ``10:30:00.5Z``, ``10:30:00+02:00``, ``10:30:00@Europe/Paris``.

    ``24:00:00`` is the midnight at the end of the day, as in XML Schema; a time
    of day shows it as ``00:00:00``.
    """
    return _read_time(text)[0]


def read_date_and_time(text: str) -> DateTime:
    """A date, ``T`` and a time; a date alone stands for its local midnight.

    A date may also have an offset, as XML Schema's dates do: ``2012-03-07Z``.
    """
    day_text, separator, time_text = text.partition("T")
    with_offset = _DATE_WITH_OFFSET.fullmatch(text)
    if with_offset is not None:
        day_text, separator, time_text = with_offset[1], "T", f"00:00:00{with_offset[2]}"
    day = read_date(day_text)
    if not separator:
        return DateTime(day, MIDNIGHT)
    time, at_end_of_day = _read_time(time_text)
    return DateTime(Date.of_number(day.number + 1) if at_end_of_day else day, time)


def read_duration(text: str) -> Duration:
    """``P1Y2M`` or ``P1DT2H3M4.5S``; years or months with days are refused."""
    months = _YEARS_AND_MONTHS.fullmatch(text)
    if months is not None:
        sign, years, rest = months.groups()
        total = int(years or 0) * 12 + int(rest or 0)
        return YearsAndMonthsDuration(-total if sign else total)
    time = _DAYS_AND_TIME.fullmatch(text)
    if time is None:
        raise ValueError(
            f'"{text}" is not a duration. Write years and months as "P1Y2M", '
            'days and time as "P1DT2H30M".'
        )
    sign, days, hours, minutes, seconds, fraction = time.groups()
    nanoseconds = (
        int(days or 0) * NANOS_A_DAY
        + (int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)) * NANOS_A_SECOND
        + _nanoseconds(fraction)
    )
    return DaysAndTimeDuration(-nanoseconds if sign else nanoseconds)


def read_temporal(text: str) -> Temporal:
    """Whatever the text of an ``@`` literal denotes (DMN 1.5, grammar rule 62)."""
    if text.startswith(("P", "-P")):
        return read_duration(text)
    if "T" in text.partition("@")[0]:
        return read_date_and_time(text)
    if ":" in text:
        return read_time(text)
    if _DATE.fullmatch(text):
        return read_date(text)
    raise ValueError(f'"{text}" is not a date, a time, a date and time or a duration.')


def _read_time(text: str) -> tuple[Time, bool]:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a time. Write it as "10:30:00".')
    hour, minute, second = (int(part) for part in match.group(1, 2, 3))
    nanosecond = _nanoseconds(match[4])
    at_end_of_day = hour == 24 and minute == second == nanosecond == 0
    time = Time(0 if at_end_of_day else hour, minute, second, nanosecond, _offset(match), match[10])
    return time, at_end_of_day


def _offset(match: re.Match[str]) -> int | None:
    if match[5]:
        return 0
    if not match[6]:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.group(7, 8, 9))
    if minutes > 59 or seconds > 59:
        raise ValueError(f'"{match[0]}" has an offset with more than 59 minutes or seconds.')
    total = hours * 3600 + minutes * 60 + seconds
    return -total if match[6] == "-" else total


def _nanoseconds(fraction: str | None) -> int:
    """The digits after a decimal point; what is finer than a nanosecond is dropped."""
    if not fraction:
        return 0
    return int(fraction[:_DIGITS_OF_A_NANOSECOND].ljust(_DIGITS_OF_A_NANOSECOND, "0"))
