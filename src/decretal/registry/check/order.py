"""Handling times and the date: their order, and days without a month.

T130 times go back, T131 a day has no month, T132 it was handled before it was issued,
T133 it was approved after its date. Owns these comparisons, and that the next step of the
work may be done in the night; a month that is not given is
never supplied, only said under which month what follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from decretal.registry.telegram import Finding, Handling, TelegramReading, Time, When
from decretal.source import Span

_AFTER_ISSUE: Final = frozenset(
    {
        Handling.SENT,
        Handling.RECEIVED,
        Handling.DECIPHERED,
        Handling.COPIED,
        Handling.PRINTED,
        Handling.TRANSCRIBED,
        Handling.FORWARDED,
        Handling.FILED,
    }
)


_STEPS: Final = {
    Handling.DRAFTED: 0,
    Handling.APPROVED: 1,
    Handling.ENCIPHERED: 2,
    Handling.SENT: 3,
    Handling.RECEIVED: 4,
    Handling.DECIPHERED: 5,
    # Offices read proofs before or after the fair copy.
    Handling.TRANSLATED: 6,
    Handling.TRANSCRIBED: 6,
    Handling.TYPED: 6,
    Handling.PROOFREAD: 6,
    Handling.COPIED: 7,
    Handling.PRINTED: 7,
    Handling.FORWARDED: 8,
    Handling.FILED: 9,
}
_NIGHT: Final = 12 * 60
"""A step of the work may follow the one before on the next day, so many minutes later."""
_BACK: Final = 15
"""A day of a month less by so many is rather of the next month."""


def order(reading: TelegramReading) -> Iterator[Finding]:
    """Times in an order that does not hold, and days and dates that do not fit."""
    yield from _going_back(reading.times)
    told: Span | None = None
    for time in reading.times:
        if (
            time.day is not None
            and time.date is None
            and not any(mark in time.text for mark in _DITTO)
        ):
            # "Proofread and issued on the 11th" is two steps, and one day without a month.
            if told is None or time.span.start >= told.end:
                yield _without_month(time, reading.date)
            told = time.span
        yield from _against_date(time, reading.date)


def _going_back(times: tuple[Time, ...]) -> Iterator[Finding]:
    placed = [time for time in times if time.time is not None or time.day is not None]
    day: int | None = None
    backward = []
    for a, b in pairwise(placed):
        day = a.day if a.day is not None else day
        # "Received on the 8th at 2210. Transcribed at 2300. Proofread on the 9th at 0030."
        next_day = a.day is None and b.day is not None and day is not None and b.day == day + 1
        if _is_before(b, a) and not _overnight(a, b) and not next_day:
            backward.append((a, b))
    if not backward:
        return
    before, after = backward[0]
    shown = ", ".join(map(_shown, placed))
    span = Span(before.span.text, placed[0].span.start, placed[-1].span.end)
    how = "earlier in the day" if not _days_differ(before, after) else "of an earlier day"
    yield Finding(
        "T130",
        f'The times are out of order; as they stand: {shown}. "{after.text}" is after'
        f' "{before.text}", and {how}.',
        span,
        tuple(_readings(placed, before, after)),
    )


def _readings(placed: list[Time], before: Time, after: Time) -> Iterator[str]:
    days = {time.date or time.day for time in placed} - {None}
    clocked = [time for time in placed if time.time is not None]
    if len(days) < 2 and len(clocked) > 1:
        day = next((time.day for time in clocked if time.day is not None), None)
        named = f" (the {_th(day)})" if day is not None else ""
        said = ", ".join(map(_shown, sorted(clocked, key=lambda time: time.time or "")))
        yield f"If all are of one day{named}, the order was: {said}."
    if after.day is None and after.date is None:
        yield (
            f"If it was {after.kind} on a later day than it was {before.kind}, they may be in"
            " order; the text gives no such day."
        )
    elif after.date is None:
        yield (
            f"If the {_th(after.day or 0)} is of a later month than what stands before, they may"
            " be in order; the text gives no month."
        )


def _shown(time: Time) -> str:
    return f"{time.kind} {time.time}" if time.time else f"{time.kind} on the {_th(time.day or 0)}"


def _days_differ(one: Time, other: Time) -> bool:
    return one.day is not None and other.day is not None and one.day != other.day


def _is_before(one: Time, other: Time) -> bool:
    """Whether one time is before the other, unless it may be of another day.

    A form has its cells in any order: with days, a step before the one it rests on is odd.
    """
    if _days_differ(one, other) and _STEPS[one.kind] < _STEPS[other.kind]:
        return False
    if one.date and other.date and one.date != other.date:
        if one.date[0] != "-" and other.date[0] != "-":
            return _comes_before(one.date, other.date)
        ours, theirs = _of_year(one.date), _of_year(other.date)
        # Without a year, January is after December.
        near = ours and theirs and abs(int(ours[:2]) - int(theirs[:2])) <= 6
        return bool(near) and _comes_before(ours, theirs)
    if _days_differ(one, other):
        return 0 < (other.day or 0) - (one.day or 0) < _BACK
    if one.time is None or other.time is None:
        return False
    return one.time < other.time


def _comes_before(one: str, other: str) -> bool:
    """Whether a date is before another as far as both are precise."""
    common = min(len(one), len(other))
    return one[:common] < other[:common]


def _of_year(date: str) -> str:
    """Month and day of a date, or the month alone, or nothing."""
    return date[2:] if date.startswith("--") else date[5:]


def _overnight(before: Time, after: Time) -> bool:
    """Whether the next step of the work was done after midnight: of that no day need be said."""
    if after.day is not None or before.time is None or after.time is None:
        return False
    (hour, minute), (next_hour, next_minute) = (
        tuple(map(int, each.time.split(":"))) for each in (before, after) if each.time
    )
    passed = (24 - hour + next_hour) * 60 - minute + next_minute
    return _STEPS[after.kind] >= _STEPS[before.kind] and passed <= _NIGHT


# Marks of repetition stand for the month of the line above.
_DITTO: Final = ('" "', "” ”", "ditto")


def _without_month(time: Time, date: When | None) -> Finding:
    said = f'"{time.text}" gives the day {time.day} and no month.'
    readings: tuple[str, ...] = ()
    if date is not None and date.day is not None and time.day is not None:
        ahead = time.day - date.day
        if ahead >= 0:
            after = "on that day" if ahead == 0 else f"{_days(ahead)} later"
            readings = (
                f"If it is of the month of the date ({date.text}), it is {after}.",
                "If it is of a later month, it is more than that.",
            )
        else:
            readings = (
                f"If it is of the month of the date ({date.text}), it is {_days(-ahead)} before"
                " it.",
                "If it is of a later month, it is after it.",
            )
    return Finding("T131", said, time.span, readings)


def _against_date(time: Time, date: When | None) -> Iterator[Finding]:
    if date is None or date.day is None or time.day is None:
        return
    known = _comparable(time, date)
    if known is not None and known < 0 and time.kind in _AFTER_ISSUE:
        yield Finding(
            "T132",
            f'"{time.text}" is before the date of the telegram, {date.text}.',
            time.span,
        )
    if time.kind is not Handling.APPROVED:
        return
    if known is not None and known > 0:
        yield Finding(
            "T133",
            f'"{time.text}": it was approved after the date that it bears, {date.text}.',
            time.span,
        )
    elif time.date is None and time.day > date.day:
        yield Finding(
            "T133",
            f'"{time.text}": if that is of the month of the date, {date.text}, the telegram was'
            f" approved {_days(time.day - date.day)} after the date that it bears.",
            time.span,
        )


def _comparable(time: Time, date: When) -> int | None:
    """Below, at or above 0: before, on or after the date, where the text says which."""
    if time.date is None or time.date.startswith("---"):
        return None
    if not time.date.startswith("-") and not date.iso.startswith("-"):
        return (time.date > date.iso) - (time.date < date.iso)
    # Without a year, only what lies in the same half of a year is held against each other.
    theirs = time.date[2:] if time.date.startswith("--") else time.date[5:]
    ours = date.iso[2:] if date.iso.startswith("--") else date.iso[5:]
    if len(theirs) != 5 or len(ours) != 5 or abs(int(theirs[:2]) - int(ours[:2])) > 6:
        return None
    return (theirs > ours) - (theirs < ours)


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def _th(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
