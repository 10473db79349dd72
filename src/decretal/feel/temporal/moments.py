"""Dates, times, and dates with times (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.6).

Own values, since ``datetime`` holds neither FEEL's years nor an IANA zone on a
time of day. A time carries an offset from UTC, or the name of a zone, or
neither: then it is local and tells nothing about UTC. Reading them is left to
``read``, calculating with them to ``arithmetic``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from decretal.feel.temporal.calendar import (
    LAST_YEAR,
    date_of,
    day_number,
    day_of_year,
    days_in_month,
    week_of_year,
    weekday,
)
from decretal.feel.temporal.durations import NANOS_A_DAY, NANOS_A_SECOND, seconds_text
from decretal.feel.temporal.zones import (
    LARGEST_OFFSET,
    find_zone,
    offset_at_instant,
    offset_at_local,
    standard_offset,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the proleptic Gregorian calendar; raises ValueError if there is none."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if abs(self.year) > LAST_YEAR:
            raise ValueError(f"The year {self.year} is beyond {LAST_YEAR}.")
        if not 1 <= self.month <= 12:
            raise ValueError(f"There is no month {self.month}.")
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"{self.year}-{self.month:02} has no day {self.day}.")

    @classmethod
    def of_number(cls, number: int) -> Date:
        """The date that many days after 1970-01-01."""
        return cls(*date_of(number))

    @property
    def number(self) -> int:
        """The number of days from 1970-01-01."""
        return day_number(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """Monday 1 to Sunday 7."""
        return weekday(self.number)

    @property
    def day_of_year(self) -> int:
        """1 to 366."""
        return day_of_year(self.year, self.month, self.day)

    @property
    def week_of_year(self) -> int:
        """The ISO week, 1 to 53."""
        return week_of_year(self.year, self.month, self.day)

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; ``offset`` is in seconds east of UTC, ``zone`` an IANA name.

    At most one of the two is given. Raises ValueError if there is no such time.
    """

    hour: int
    minute: int
    second: int
    nanosecond: int = 0
    offset: int | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60 and 0 <= self.second < 60):
            raise ValueError(f"There is no time {self.hour}:{self.minute:02}:{self.second:02}.")
        if not 0 <= self.nanosecond < NANOS_A_SECOND:
            raise ValueError(f"{self.nanosecond} nanoseconds are not part of a second.")
        if self.offset is not None:
            if self.zone is not None:
                raise ValueError("A time has an offset or a zone, not both.")
            if abs(self.offset) > LARGEST_OFFSET:
                raise ValueError("An offset from UTC is at most 18 hours.")
        elif self.zone is not None and find_zone(self.zone) is None:
            raise ValueError(f'There is no time zone "{self.zone}".')

    @classmethod
    def of_nanoseconds(
        cls, nanoseconds: int, offset: int | None = None, zone: str | None = None
    ) -> Time:
        """The time that long after midnight."""
        seconds, nanosecond = divmod(nanoseconds, NANOS_A_SECOND)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(hour, minute, second, nanosecond, offset, zone)

    @property
    def is_local(self) -> bool:
        """Whether nothing says how this time relates to UTC."""
        return self.offset is None and self.zone is None

    @property
    def second_of_day(self) -> int:
        """Whole seconds since midnight."""
        return self.hour * 3600 + self.minute * 60 + self.second

    @property
    def nanoseconds(self) -> int:
        """Nanoseconds since midnight."""
        return self.second_of_day * NANOS_A_SECOND + self.nanosecond

    @property
    def utc_offset(self) -> int | None:
        """Seconds east of UTC, in standard time if only a zone is known."""
        return self.offset if self.zone is None else standard_offset(self.zone)

    def without_offset(self) -> Time:
        """The same time of day, local."""
        return self if self.is_local else replace(self, offset=None, zone=None)

    def __str__(self) -> str:
        seconds = seconds_text(self.second * NANOS_A_SECOND + self.nanosecond)
        padding = "0" if self.second < 10 else ""
        return f"{self.hour:02}:{self.minute:02}:{padding}{seconds}{self._relation_to_utc}"

    @property
    def _relation_to_utc(self) -> str:
        if self.zone is not None:
            return f"@{self.zone}"
        if self.offset is None:
            return ""
        if self.offset == 0:
            return "Z"
        minutes, second = divmod(abs(self.offset), 60)
        sign = "-" if self.offset < 0 else "+"
        seconds = f":{second:02}" if second else ""
        return f"{sign}{minutes // 60:02}:{minutes % 60:02}{seconds}"


MIDNIGHT = Time(0, 0, 0)
MIDNIGHT_UTC = Time(0, 0, 0, offset=0)


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date and a time of day."""

    date: Date
    time: Time

    @classmethod
    def of_instant(cls, nanoseconds: int, offset: int | None, zone: str | None) -> DateTime:
        """What clocks with that offset or in that zone show at an instant.

        The instant counts from 1970-01-01T00:00:00Z; with neither offset nor
        zone it is a local time.
        """
        if zone is not None:
            shift = offset_at_instant(zone, nanoseconds // NANOS_A_SECOND)
        else:
            shift = offset or 0
        days, rest = divmod(nanoseconds + shift * NANOS_A_SECOND, NANOS_A_DAY)
        return cls(Date.of_number(days), Time.of_nanoseconds(rest, offset, zone))

    @property
    def is_local(self) -> bool:
        """Whether nothing says how this moment relates to UTC."""
        return self.time.is_local

    @property
    def utc_offset(self) -> int | None:
        """Seconds east of UTC on that day, None if local."""
        if self.time.zone is None:
            return self.time.offset
        day = self.date
        return offset_at_local(
            self.time.zone, day.year, day.month, day.day, self.time.second_of_day
        )

    @property
    def clock(self) -> int:
        """Nanoseconds from 1970-01-01T00:00:00 on the clocks of the place."""
        return self.date.number * NANOS_A_DAY + self.time.nanoseconds

    @property
    def instant(self) -> int:
        """Nanoseconds from 1970-01-01T00:00:00Z; of a local moment, as if it were UTC."""
        return self.clock - (self.utc_offset or 0) * NANOS_A_SECOND

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"


def at_midnight_utc(date: Date) -> DateTime:
    """What a date stands for where a moment is needed (DMN 1.5, 10.3.2.3.5)."""
    return DateTime(date, MIDNIGHT_UTC)
