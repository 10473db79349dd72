"""FEEL's dates, times and durations: what they are, how they are read and written."""

from decretal.feel.temporal.durations import (
    DaysAndTimeDuration,
    Duration,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.moments import Date, DateTime, Time

__all__ = [
    "Date",
    "DateTime",
    "DaysAndTimeDuration",
    "Duration",
    "Time",
    "YearsAndMonthsDuration",
]
