"""The two durations (DMN 1.5, 10.3.2.3.7 and 10.3.2.3.8).

A number of months and a number of seconds are values of two kinds that never
mix: a month has no fixed length. Reading them is left to ``read``, calculating
with dates to ``arithmetic``.
"""

from __future__ import annotations

from dataclasses import dataclass

NANOS_A_SECOND = 1_000_000_000
NANOS_A_DAY = 86_400 * NANOS_A_SECOND


@dataclass(frozen=True, slots=True, order=True)
class YearsAndMonthsDuration:
    """A number of whole months, which may be negative."""

    total_months: int

    @property
    def years(self) -> int:
        """The whole years; negative in a negative duration."""
        return _towards_zero(self.total_months, 12)

    @property
    def months(self) -> int:
        """The months beside the whole years, -11 to 11."""
        return self.total_months - 12 * self.years

    def __str__(self) -> str:
        years, months = divmod(abs(self.total_months), 12)
        parts = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.total_months < 0 else "") + "P" + (parts or "0M")


@dataclass(frozen=True, slots=True, order=True)
class DaysAndTimeDuration:
    """A length of time to the nanosecond, which may be negative."""

    nanoseconds: int

    @classmethod
    def of_seconds(cls, seconds: int) -> DaysAndTimeDuration:
        """A number of whole seconds."""
        return cls(seconds * NANOS_A_SECOND)

    @property
    def days(self) -> int:
        """The whole days; negative in a negative duration, as the other parts are."""
        return _towards_zero(self.nanoseconds, NANOS_A_DAY)

    @property
    def hours(self) -> int:
        """The hours beside the whole days, -23 to 23."""
        return self._part(3600 * NANOS_A_SECOND, 24)

    @property
    def minutes(self) -> int:
        """The minutes beside the whole hours, -59 to 59."""
        return self._part(60 * NANOS_A_SECOND, 60)

    @property
    def second_nanoseconds(self) -> int:
        """The seconds beside the whole minutes, in nanoseconds."""
        return self._part(1, 60 * NANOS_A_SECOND)

    def _part(self, unit: int, modulus: int) -> int:
        size = abs(self.nanoseconds) // unit % modulus
        return -size if self.nanoseconds < 0 else size

    def __str__(self) -> str:
        days = abs(self.days)
        hours, minutes = abs(self.hours), abs(self.minutes)
        seconds = seconds_text(abs(self.second_nanoseconds))
        time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        time += f"{seconds}S" if seconds != "0" else ""
        text = (f"{days}D" if days else "") + (f"T{time}" if time else "")
        return ("-" if self.nanoseconds < 0 else "") + "P" + (text or "T0S")


Duration = YearsAndMonthsDuration | DaysAndTimeDuration


def seconds_text(nanoseconds: int) -> str:
    """Nanoseconds as a decimal number of seconds without trailing zeros."""
    whole, fraction = divmod(nanoseconds, NANOS_A_SECOND)
    return f"{whole}.{fraction:09d}".rstrip("0") if fraction else str(whole)


def _towards_zero(number: int, unit: int) -> int:
    quotient = abs(number) // unit
    return -quotient if number < 0 else quotient
