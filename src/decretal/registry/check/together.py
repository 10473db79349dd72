"""Telegrams held against each other, as a registry has them: series and references.

T150 a number is missing in a series, T151 a number stands twice, T152 a telegram answers
one that is not here. Owns what can be said only of several telegrams: which numbers are of
one series, and which telegram a reference may mean. Names are taken as they are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from decretal.registry.telegram import Answered, Finding, Number, Role, TelegramReading, When

_WIDEST: Final = 50
"""Two numbers further apart are of a series of which most is not at hand."""
_DIGITS: Final = re.compile(r"0*(?P<number>\d+)[- ]?(?P<letters>[A-Za-z]{0,2})")
# "Deptel 877" and "Embtel 12" name whose it is, and not the series in which it was sent.
_WHOSE: Final = re.compile(r"tels?\b|grams?\b", re.I)
_OWN: Final = re.compile(r"\b(?:my|our)\b", re.I)
_A_YEAR: Final = 366
_TWO_MONTHS: Final = 62


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number of a telegram, and who sent that telegram."""

    telegram: int
    number: Number
    sender: str
    sha256: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a telegram others may refer to."""

    sender: str
    date: When | None
    numbers: tuple[Number, ...]


_Key = tuple[Role, str, int | None]


def check_together(
    readings: Iterable[TelegramReading], *, cancelled: Container[str] = ()
) -> Iterator[Finding]:
    """What is odd about several telegrams that stand in one registry.

    ``cancelled`` has the names of those that were registered by mistake. Their numbers are no
    gap, since they are kept; nothing else is held against them.
    """
    series: defaultdict[_Key, list[_Entry]] = defaultdict(list)
    known: list[_Known] = []
    answers: list[tuple[int, Answered]] = []
    for place, reading in enumerate(readings):
        is_cancelled = reading.source.name in cancelled
        sender = _sender(reading).casefold()
        own = tuple(
            each for each in reading.numbers if each.role not in (Role.ANSWERED, Role.CITED)
        )
        for number in own:
            if (key := _key(number, reading, sender)) is not None:
                entry = _Entry(place, number, sender, reading.received.sha256, is_cancelled)
                series[key].append(entry)
        known.append(_Known(sender, reading.date, own))
        if not is_cancelled:
            answers += [(place, answered) for answered in reading.answers]
    files: set[tuple[int, int]] = set()
    for (role, _, _), entries in series.items():
        for each in _apart(role, entries):
            yield from _in_series(each, files)
    yield from _unanswered(answers, known)


def _sender(reading: TelegramReading) -> str:
    """The office that sent it; where a person signed for none, the place that they wrote from.

    Posts count in one series, whoever of them signs.
    """
    issuer, signature, line = reading.issuer, reading.signature, reading.dateline
    if issuer is None:
        return ""
    signed = signature is not None and signature.text == issuer.text
    return line.place if signed and line is not None and line.place else issuer.text


def _key(number: Number, reading: TelegramReading, sender: str) -> _Key | None:
    """The series of a number: whoever gives it begins anew each year."""
    name = (number.series or "").casefold()
    if not name:
        # Without a name it is a series of who gave it, if that is known.
        match number.role:
            case Role.ISSUING:
                name = sender
            case Role.RECEIVING:
                name = reading.heading[0].text.casefold() if reading.heading else "received"
            case _:
                name = ""
        if not name:
            return None
    year = number.year
    if year is None and reading.date is not None:
        year = reading.date.year
    return number.role, name, year


def _apart(role: Role, entries: list[_Entry]) -> list[list[_Entry]]:
    """The entries as one series, or where several senders count in one name, each apart.

    Who sent a telegram gives its issuing number; that two senders gave the same shows that
    each counts alone. Where none did, one office may be written in several ways.
    """
    if role is Role.RECEIVING:
        return [entries]
    senders: defaultdict[str, set[str]] = defaultdict(set)
    for each in entries:
        senders[each.number.number.lstrip("0").casefold()].add(each.sender)
    if all(len(names - {""}) < 2 for names in senders.values()):
        return [entries]
    by_sender: defaultdict[str, list[_Entry]] = defaultdict(list)
    for each in entries:
        by_sender[each.sender].append(each)
    return list(by_sender.values())


def _in_series(entries: list[_Entry], files: set[tuple[int, int]]) -> Iterator[Finding]:
    """What is odd in a series; of two files that are the same it is said once."""
    same: defaultdict[str, list[_Entry]] = defaultdict(list)
    counted: dict[int, _Entry] = {}
    for each in entries:
        match = _DIGITS.fullmatch(each.number.number)
        written = each.number.number.casefold()
        if match is not None:
            written = match["number"] + match["letters"].casefold()
            counted.setdefault(int(match["number"]), each)
        if not each.is_cancelled:
            same[written].append(each)
    for first, *others in same.values():
        for other in others:
            pair = first.telegram, other.telegram
            if pair[0] == pair[1] or pair in files:
                continue
            if first.sha256 == other.sha256:
                files.add(pair)
            yield _twice(first, other)
    for before, after in pairwise(sorted(counted)):
        if 1 < after - before <= _WIDEST:
            missing = (
                f"{before + 1} is" if after - before == 2 else f"{before + 1} to {after - 1} are"
            )
            low, high = counted[before].number, counted[after].number
            yield Finding(
                "T150",
                f'Between "{low.text}" and "{high.text}" {missing} not here.',
                high.span,
            )


def _twice(first: _Entry, other: _Entry) -> Finding:
    also = f'The number "{other.number.text}" stands on two telegrams: also at {first.number.span}'
    if first.sha256 == other.sha256:
        return Finding(
            "T151", f"{also}. The two files are the same, byte by byte.", other.number.span
        )
    return Finding(
        "T151",
        f"{also}.",
        other.number.span,
        ("They are two copies of one telegram.", "One of them bears a number that is not its own."),
    )


def _unanswered(
    answers: Sequence[tuple[int, Answered]], known: Sequence[_Known]
) -> Iterator[Finding]:
    """References to what is not here."""
    numbered: defaultdict[str, list[int]] = defaultdict(list)
    dated: defaultdict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(known):
        for number in each.numbers:
            numbered[_bare(number)].append(place)
        if each.date is not None and each.date.day is not None:
            dated[each.date.day].append(place)
    for place, answered in answers:
        if answered.number is not None:
            candidates = [at for at in numbered[_bare(answered.number)] if at != place]
            fitting = [at for at in candidates if _may_be(answered, known[at])]
        elif answered.date is not None and answered.date.day is not None:
            candidates = []
            fitting = [
                at
                for at in dated[answered.date.day]
                if at != place and _is_of_that_day(answered, known[place], known[at])
            ]
        else:
            continue
        if not fitting:
            others = [known[at] for at in candidates]
            yield Finding(
                "T152",
                f'"{answered.text}": the telegram that is answered{_called(answered)} is not in'
                " the registry.",
                answered.span,
                tuple(_near(others[:3])),
            )


def _called(answered: Answered) -> str:
    """Which it is: one phrase may name several."""
    number, when = answered.number, answered.date
    said = [f"number {number.number}"] if number is not None else []
    said += [f"of {when.text}"] if when is not None else []
    return f" ({', '.join(said)})"


def _near(others: Iterable[_Known]) -> Iterator[str]:
    """Telegrams of that number which are of another day, year or series."""
    for other in others:
        number = other.numbers[0]
        when = "" if other.date is None else f", of {other.date.text}"
        yield f'That number stands on another telegram: "{number.text}"{when} ({number.span}).'


def _bare(number: Number) -> str:
    return number.number.lstrip("0").casefold()


def _may_be(answered: Answered, other: _Known) -> bool:
    """Whether a telegram that bears the number may be the one that is answered."""
    meant = answered.number
    assert meant is not None
    if answered.date is not None and other.date is not None and _differ(answered.date, other.date):
        return False
    for number in other.numbers:
        if _bare(number) != _bare(meant):
            continue
        years = {meant.year, number.year} - {None}
        if len(years) < 2 and not _other_series(meant.series, number.series):
            return True
    return False


def _other_series(one: str | None, two: str | None) -> bool:
    if not one or not two or _WHOSE.search(one):
        return False
    one, two = one.casefold(), two.casefold()
    return one not in two and two not in one


def _differ(one: When, two: When) -> bool:
    """Whether two dates differ in what both give."""
    pairs = ((one.year, two.year), (one.month, two.month), (one.day, two.day))
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _is_of_that_day(answered: Answered, answering: _Known, other: _Known) -> bool:
    """Whether a telegram is of the day that a reference gives, as far as it gives it."""
    asked, found = answered.date, other.date
    assert asked is not None
    assert found is not None
    if _differ(asked, found) or (asked.month is not None and found.month is None):
        return False
    if other.sender and other.sender == answering.sender:
        # Nobody answers a telegram of his own, unless it is said.
        return bool(_OWN.search(f"{answered.whose or ''} {answered.text}"))
    then, now = _day(found), None if answering.date is None else _day(answering.date)
    if then is None or now is None or asked.year is not None:
        return True
    # Without a year it is the last such day before; a day abroad may be one more.
    farthest = _A_YEAR if asked.month is not None else _TWO_MONTHS
    return -1 <= (now - then).days <= farthest


def _day(when: When) -> date | None:
    if when.year is None or when.month is None or when.day is None:
        return None
    try:
        return date(when.year, when.month, when.day)
    except ValueError:  # 31 November
        return None
