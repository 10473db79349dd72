"""Days that their month does not have: T181.

Owns the calendar. Such a day is read as no date; which other one was meant the text does
not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decretal.registry.telegram import Finding, TelegramReading

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAME: Final = r"(?P<{}>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{{0,6}})?\.?"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:,?\s(?P<{}>1[89]\d\d|20\d\d)\b)?"
# "In February 30 boats came" has no such day: something that ends a date must follow.
_END: Final = r"(?=\s*(?:[.,;:)\]\n]|$|\d|at\b|received\b))"
_DATE: Final = re.compile(
    rf"\b{_NAME.format('m1')}\s(?P<d1>\d\d){_ORDINAL}\b{_YEAR.format('y1')}{_END}"
    rf"|\b(?P<d2>\d\d){_ORDINAL}\s(?:of\s)?{_NAME.format('m2')}{_YEAR.format('y2')}{_END}"
    r"|(?:(?P<y3>1[89]\d\d|20\d\d)年)?(?<!\d)(?P<m3>\d{1,2})月(?P<d3>\d\d)日"
)
_MOST_DAYS: Final = 31
_LONGEST: Final = 200_000
_MOST: Final = 20


def calendar(reading: TelegramReading) -> Iterator[Finding]:
    """Dates that no calendar has."""
    told = 0
    for match in _DATE.finditer(reading.source.content[:_LONGEST]):
        which = next(n for n in "123" if match[f"d{n}"])
        day, year, name = int(match[f"d{which}"]), match[f"y{which}"], match[f"m{which}"]
        month = int(name) if which == "3" else 1 + _MONTHS.index(name[:3].lower())
        if not 1 <= month <= 12 or _is_a_day(day, month, year) or told == _MOST:
            continue
        told += 1
        yield Finding(
            "T181",
            f'"{" ".join(match[0].split())}": that month has no day {day}. It was not read as a'
            " date.",
            reading.source.span(*match.span()),
        )


def _is_a_day(day: int, month: int, year: str | None) -> bool:
    if year is None and day > _MOST_DAYS:
        return True  # it is a year, "Sep 45", or a count
    if month == 2 and day == 29 and year is not None:
        count = int(year)
        return count % 4 == 0 and (count % 100 != 0 or count % 400 == 0)
    return 1 <= day <= _DAYS[month - 1]
