"""Do the copies add up? T101, T102.

Owns the arithmetic of the distribution, and the readings under which it comes to the
total: an entry without a count counts one; an entry that names two offices one or
two; the total includes the copies kept or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from decretal.registry.telegram import Finding, Recipient, TelegramReading
from decretal.source import Span

_OFFICES: Final = (
    r"(?:departments?|offices?|bureaus?|commissions?|committees?|sections?|ministry|embassy"
    r"|desks?|divisions?)"
)
_TWO: Final = re.compile(
    rf"\b{_OFFICES}\s+and\s+.*\b{_OFFICES}\b|[司部局处]\s?[和及、]\s?\S+[司部局处]", re.I
)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to count, with what it comes to."""

    sent: int
    all: int
    said: str


def copies(reading: TelegramReading) -> Iterator[Finding]:
    """Copies that add up only under a reading, or under none."""
    total = reading.total
    entries = reading.distribution
    if total is None or not entries:
        return
    unmarked = [entry for entry in entries if entry.copies is None]
    ways = tuple(_ways(reading, unmarked))
    fitting = [way for way in ways if way.all == total.count]
    others = [way for way in ways if way.all != total.count]
    span = _across(entries, total.span)
    counted = sum(entry.copies or 0 for entry in entries)
    shown = tuple(
        [f"{way.said}: {_sum(way)}, as the text says." for way in fitting]
        + [f"{way.said}: {_sum(way)}, not {total.count}." for way in others]
    )
    if not fitting:
        yield Finding(
            "T102",
            f"The copies do not add up to the total of {total.count} under any reading:"
            f" {_entries(len(entries))}, {counted} copies are counted and"
            f" {_without(len(unmarked))} no count.",
            span,
            (*shown, *_left(reading, counted, len(unmarked))),
        )
    elif unmarked or fitting[0] is not ways[0]:
        way = fitting[0]
        kept = reading.retained.count if reading.retained else 0
        said = way.said[0].lower() + way.said[1:]
        in_all = f" and {kept} kept" if way.all != way.sent else ""
        yield Finding(
            "T101",
            f"The copies come to the total of {total.count} only if {said}:"
            f" {way.sent} sent{in_all} make {way.all}."
            f" {_entries(len(entries)).capitalize()} stand in the distribution, and"
            f" {_without(len(unmarked))} no count.",
            span,
            shown,
        )


def _ways(reading: TelegramReading, unmarked: list[Recipient]) -> Iterator[_Way]:
    counted = sum(entry.copies or 0 for entry in reading.distribution)
    double = [entry for entry in unmarked if _TWO.search(entry.name)]
    each = "an entry without a count counts one" if unmarked else "each entry counts as it says"
    names = "; ".join(f'"{entry.name}"' for entry in double)
    for as_two in range(len(double) + 1):
        said = each
        if len(double) == 1:
            said += f" and {names} counts {'two' if as_two else 'one'}"
        elif double and as_two in (0, len(double)):
            said += f" and {names} {'count two each' if as_two else 'count one each'}"
        elif double:
            said += f" and of {names} {as_two} {'counts' if as_two == 1 else 'count'} two"
        yield from _with_and_without_kept(reading, counted + len(unmarked) + as_two, said)


def _with_and_without_kept(reading: TelegramReading, sent: int, said: str) -> Iterator[_Way]:
    kept = reading.retained.count if reading.retained is not None else 0
    if kept:
        yield _Way(sent, sent + kept, f"{_upper(said)} and {_kept(kept)} in")
        yield _Way(sent, sent, f"{_upper(said)} and {_kept(kept, negated=True)} in")
    else:
        yield _Way(sent, sent, _upper(said))


def _left(reading: TelegramReading, counted: int, unmarked: int) -> Iterator[str]:
    """What the entries without a count would have to come to."""
    total, kept = reading.total, reading.retained.count if reading.retained else 0
    assert total is not None
    left = total.count - counted - kept
    if left < 0:
        over = f"{counted} counted and {kept} kept" if kept else f"{counted} counted"
        yield f"What has a count is more than the total: {over}."
    elif unmarked:
        only = "entry" if unmarked == 1 else f"{unmarked} entries"
        yield f"For the {only} without a count {_copies(left)} would be left."


def _sum(way: _Way) -> str:
    kept = way.all - way.sent
    return f"{way.sent} sent and {kept} kept make {way.all}" if kept else _copies(way.all)


def _copies(count: int) -> str:
    return "1 copy" if count == 1 else f"{count} copies"


def _across(entries: tuple[Recipient, ...], total: Span) -> Span:
    first = min(entries[0].span.start, total.start)
    last = max(entries[-1].span.end, total.end)
    return Span(total.text, first, last)


def _upper(said: str) -> str:
    return said[0].upper() + said[1:]


def _kept(kept: int, *, negated: bool = False) -> str:
    one = kept == 1
    what = "the copy kept" if one else f"the {kept} copies kept"
    if negated:
        return f"{what} {'does' if one else 'do'} not count"
    return f"{what} {'counts' if one else 'count'}"


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _without(count: int) -> str:
    return "none has" if count == 0 else "one has" if count == 1 else f"{count} have"
