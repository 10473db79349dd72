"""The proleptic Gregorian calendar on plain integers.

FEEL's years run from -999999999 to 999999999 (DMN 1.5, 10.3.2.3.4), far beyond
``datetime``. Owns leap years, day counts and weeks; knows no values of FEEL.
Day 0 is 1970-01-01.
"""

from __future__ import annotations

LAST_YEAR = 999_999_999

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
_DAYS_FROM_MARCH_0_TO_1970 = 719_468


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has in that year."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """The number of days from 1970-01-01 to a date.

    Counts years from March, so that the leap day is the last of its year.
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = of_era * 365 + of_era // 4 - of_era // 100 + of_year
    return era * _DAYS_IN_400_YEARS + days - _DAYS_FROM_MARCH_0_TO_1970


def date_of(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day number; the inverse of ``day_number``."""
    era, days = divmod(number + _DAYS_FROM_MARCH_0_TO_1970, _DAYS_IN_400_YEARS)
    of_era = (days - days // 1460 + days // 36_524 - days // 146_096) // 365
    of_year = days - (365 * of_era + of_era // 4 - of_era // 100)
    shifted = (5 * of_year + 2) // 153
    day = of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return of_era + era * 400 + (month <= 2), month, day


def weekday(number: int) -> int:
    """The ISO day of the week, Monday 1 to Sunday 7."""
    return (number + 3) % 7 + 1


def day_of_year(year: int, month: int, day: int) -> int:
    """The Gregorian day number within the year, from 1."""
    return day_number(year, month, day) - day_number(year, 1, 1) + 1


def week_of_year(year: int, month: int, day: int) -> int:
    """The ISO 8601 week: the week that holds the year's first Thursday is 1."""
    number = day_number(year, month, day)
    thursday = number - weekday(number) + 4
    return (thursday - day_number(date_of(thursday)[0], 1, 1)) // 7 + 1
