"""Handling times and the date: their order, and days without a month.

T130 times go back, T131 a day has no month, T132 it was handled before it was issued,
T133 it was approved after its date. Owns these comparisons; a month that is not given is
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


def order(reading: TelegramReading) -> Iterator[Finding]:
    """Times in an order that does not hold, and days and dates that do not fit."""
    yield from _going_back(reading.times)
    for time in reading.times:
        if time.day is not None and time.date is None:
            yield _without_month(time, reading.date)
        yield from _against_date(time, reading.date)


def _going_back(times: tuple[Time, ...]) -> Iterator[Finding]:
    clocked = [time for time in times if time.time is not None]
    backward = [(a, b) for a, b in pairwise(clocked) if _is_before(b, a)]
    if not backward:
        return
    before, after = backward[0]
    shown = ", ".join(f"{time.kind} {time.time}" for time in clocked)
    in_order = sorted(clocked, key=lambda time: time.time or "")
    said = ", ".join(f"{time.kind} {time.time}" for time in in_order)
    day = next((time.day for time in clocked if time.day is not None), None)
    named = f" (the {_th(day)})" if day is not None else ""
    span = Span(before.span.text, clocked[0].span.start, clocked[-1].span.end)
    yield Finding(
        "T130",
        f'The times are out of order; as they stand: {shown}. "{after.text}" is after'
        f' "{before.text}", and earlier in the day.',
        span,
        (
            f"If all are of one day{named}, the order was: {said}.",
            f"If it was {after.kind} on a later day than it was {before.kind}, they may be in"
            " order; the text gives no such day.",
        ),
    )


def _is_before(one: Time, other: Time) -> bool:
    """Whether one time is before the other, unless it is of another day."""
    if one.time is None or other.time is None:
        return False
    if one.date and other.date and one.date[-5:] != other.date[-5:]:
        return one.date[-5:] < other.date[-5:] and one.date[:4] == other.date[:4]
    if one.day is not None and other.day is not None and one.day != other.day:
        return False
    return one.time < other.time


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
                f"It cannot be of the month of the date ({date.text}) unless it is earlier than"
                " the date.",
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
