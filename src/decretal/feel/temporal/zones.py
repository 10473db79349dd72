"""Time zones by their IANA name.

Owns the question which offset a zone has at a moment, also in years that
``datetime`` cannot hold. Offsets are whole seconds east of UTC.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from decretal.feel.temporal.calendar import date_of, day_number

SECONDS_A_DAY = 86_400
# Java's limit; XML Schema stops at 14:00. The wider one accepts both.
LARGEST_OFFSET = 18 * 3600


@lru_cache(maxsize=512)
def find_zone(name: str) -> ZoneInfo | None:
    """The zone of that name, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        # ZoneInfo opens files by name: a directory or an absolute path is no zone.
        return None


def _representable(year: int) -> int:
    """A year that ``datetime`` holds, with the same calendar and the same rules.

    The Gregorian calendar repeats after 400 years, and the rules of a zone are
    constant before its first and after its last transition.
    """
    if year > 9998:
        return 9200 + year % 400
    if year < 2:
        return 400 + year % 400
    return year


def offset_at_local(name: str, year: int, month: int, day: int, second_of_day: int) -> int:
    """The offset of a zone when its clocks show that time.

    In the hour that a clock shows twice it is the earlier of the two, in the
    hour that it skips the offset before the change.
    """
    zone = find_zone(name)
    if zone is None:
        return 0
    hour, rest = divmod(second_of_day, 3600)
    shown = datetime.datetime(
        _representable(year), month, day, hour, rest // 60, rest % 60, tzinfo=zone
    )
    return _seconds(shown.utcoffset())


def offset_at_instant(name: str, epoch_second: int) -> int:
    """The offset of a zone at a number of seconds after 1970-01-01T00:00:00Z."""
    zone = find_zone(name)
    if zone is None:
        return 0
    days, second_of_day = divmod(epoch_second, SECONDS_A_DAY)
    year, month, day = date_of(days)
    hour, rest = divmod(second_of_day, 3600)
    at = datetime.datetime(
        _representable(year), month, day, hour, rest // 60, rest % 60, tzinfo=datetime.UTC
    )
    return _seconds(at.astimezone(zone).utcoffset())


@lru_cache(maxsize=512)
def standard_offset(name: str) -> int:
    """The offset of a zone for a time of day without a date.

    A zone alone does not say whether daylight saving is on, so that two such
    times can be compared on any day alike, this is the standard time: the
    smaller of the offsets in January and July 2000.
    """
    instants = (day_number(2000, 1, 1), day_number(2000, 7, 1))
    return min(offset_at_instant(name, days * SECONDS_A_DAY) for days in instants)


def _seconds(offset: datetime.timedelta | None) -> int:
    return 0 if offset is None else int(offset.total_seconds())
