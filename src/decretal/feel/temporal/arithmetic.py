"""Calculating with dates, times and durations (DMN 1.5, 10.3.2.13, tables 56 and 57).

Raises ValueError where a result is beyond the years of FEEL, or where one moment
is local and the other is not.
"""

from __future__ import annotations

from dataclasses import replace

from decretal.feel.temporal.calendar import days_in_month
from decretal.feel.temporal.durations import (
    NANOS_A_DAY,
    NANOS_A_SECOND,
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.moments import Date, DateTime, Time, at_midnight_utc

MOST_MONTHS = 10**30
MOST_NANOSECONDS = 10**34


def add_months(date: Date, duration: YearsAndMonthsDuration) -> Date:
    """The date some months later; the last of the month where that has no such day."""
    year, month = divmod(date.year * 12 + date.month - 1 + duration.total_months, 12)
    return Date(year, month + 1, min(date.day, days_in_month(year, month + 1)))


def add_to_date(date: Date, duration: DaysAndTimeDuration) -> Date:
    """The day on which a duration ends that begins at the date's midnight."""
    return Date.of_number(date.number + duration.nanoseconds // NANOS_A_DAY)


def add_to_date_and_time(moment: DateTime, duration: DaysAndTimeDuration) -> DateTime:
    """The moment a length of time later, in the same zone or at the same offset."""
    later = moment.instant + duration.nanoseconds
    return DateTime.of_instant(later, moment.time.offset, moment.time.zone)


def add_months_to_date_and_time(moment: DateTime, duration: YearsAndMonthsDuration) -> DateTime:
    """The same time of day some months later."""
    return replace(moment, date=add_months(moment.date, duration))


def add_to_time(time: Time, duration: DaysAndTimeDuration) -> Time:
    """What a clock shows that much later; whole days make no difference."""
    nanoseconds = (time.nanoseconds + duration.nanoseconds) % NANOS_A_DAY
    return Time.of_nanoseconds(nanoseconds, time.offset, time.zone)


def between_moments(later: Date | DateTime, earlier: Date | DateTime) -> DaysAndTimeDuration:
    """``later - earlier``; a date stands for its midnight in UTC beside a moment."""
    if isinstance(later, Date) and isinstance(earlier, Date):
        return DaysAndTimeDuration((later.number - earlier.number) * NANOS_A_DAY)
    left = at_midnight_utc(later) if isinstance(later, Date) else later
    right = at_midnight_utc(earlier) if isinstance(earlier, Date) else earlier
    if left.is_local is not right.is_local:
        raise ValueError(
            "One of the two has a relation to UTC and the other has none. "
            "Give both an offset, or neither."
        )
    return DaysAndTimeDuration(left.instant - right.instant)


def between_times(later: Time, earlier: Time) -> DaysAndTimeDuration:
    """``later - earlier`` on one day."""
    if later.is_local is not earlier.is_local:
        raise ValueError(
            "One of the two times has an offset from UTC and the other has none. "
            "Give both an offset, or neither."
        )
    difference = later.nanoseconds - earlier.nanoseconds
    if later.zone is None or later.zone != earlier.zone:
        shift = (later.utc_offset or 0) - (earlier.utc_offset or 0)
        difference -= shift * NANOS_A_SECOND
    return DaysAndTimeDuration(difference)


def whole_months_between(start: Date, end: Date) -> YearsAndMonthsDuration:
    """The whole months from one date to another, negative if the second is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsAndMonthsDuration(months)


def bounded_months(months: int) -> YearsAndMonthsDuration:
    """A duration in months, unless it is too long."""
    if abs(months) > MOST_MONTHS:
        raise ValueError("The duration is too long.")
    return YearsAndMonthsDuration(months)


def bounded_time(nanoseconds: int) -> DaysAndTimeDuration:
    """A duration in nanoseconds, unless it is too long."""
    if abs(nanoseconds) > MOST_NANOSECONDS:
        raise ValueError("The duration is too long.")
    return DaysAndTimeDuration(nanoseconds)
