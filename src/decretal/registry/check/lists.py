"""Numbered paragraphs: lists that restart (T140), gaps (T141), repetitions (T142).

Owns what their labels say; which list a mention of "point 1" means is left to readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from decretal.registry.numerals import as_roman, roman
from decretal.registry.telegram import Finding, Provision, TelegramReading
from decretal.source import Span

_NAMED = 6
"""So many of the lists or lines are named; of more, how many there are."""


def lists(reading: TelegramReading) -> Iterator[Finding]:
    """What is odd about the numbers of the paragraphs."""
    outer = _outermost(reading)
    if len(outer) > 1:
        yield _restarted(outer)
    for group in _groups(reading):
        yield from _odd_steps(group, reading)


def _outermost(reading: TelegramReading) -> list[list[Provision]]:
    """The lists of the outermost level, each with its paragraphs."""
    groups: list[list[Provision]] = []
    for provision in reading.provisions:
        if provision.depth:
            continue
        if not groups or _parent(provision) != _parent(groups[-1][-1]):
            groups.append([])
        groups[-1].append(provision)
    return groups


def _restarted(outer: list[list[Provision]]) -> Finding:
    said = ", ".join(
        f"{each[0].label} to {each[-1].label}" if len(each) > 1 else str(each[0].label)
        for each in outer[:_NAMED]
    )
    said += f" and {len(outer) - _NAMED:,} more" if len(outer) > _NAMED else ""
    first = outer[1][0]
    alike = len({each[0].marker for each in outer}) == 1
    shown = (first.marker or "").strip(".、)(")
    how = f"each begin at {shown}" if alike else "stand beside each other"
    many = {2: "Two", 3: "Three", 4: "Four"}.get(len(outer), f"{len(outer):,}")
    return Finding(
        "T140",
        f"{many} lists {how}: here they are {said}. A mention of a number alone may mean any"
        " of them.",
        Span(first.span.text, first.span.start, first.span.start + len(first.marker or "")),
        tuple(
            f"{as_roman(place)} is the list that begins on line {each[0].span.line}."
            for place, each in enumerate(outer[:_NAMED], 1)
        ),
    )


def _groups(reading: TelegramReading) -> Iterator[list[tuple[Provision, int]]]:
    """Paragraphs beside each other, below the same one and counted alike, with their values.

    "(i), (ii), 2." are two groups: whoever counts in Roman numbers does not go on in others.
    """
    groups: dict[tuple[str, str], list[Provision]] = {}
    for provision in reading.provisions:
        word = (provision.label or "").rpartition(".")[2]
        how = "digits" if word.isdigit() else "letters"
        groups.setdefault((_parent(provision), how), []).append(provision)
    for (_, how), group in groups.items():
        words = [(each.label or "").rpartition(".")[2] for each in group]
        values = list(map(int, words)) if how == "digits" else _of_letters(words)
        yield list(zip(group, values, strict=True))


def _of_letters(words: list[str]) -> list[int]:
    romans = [roman(word) for word in words]
    if words[0].lower() in ("i", "ii", "iii", "iv") and all(romans):
        return [value or 0 for value in romans]
    # After z comes aa.
    return [ord(word.lower()[0]) - ord("a") + 26 * (len(word) - 1) + 1 for word in words]


def _parent(provision: Provision) -> str:
    return (provision.label or "").rpartition(".")[0]


def _odd_steps(group: list[tuple[Provision, int]], reading: TelegramReading) -> Iterator[Finding]:
    first, begins = group[0]
    if begins > 1 and not _has_first_without_number(first, begins, reading):
        yield Finding(
            "T141", f"The list begins at {first.marker}; nothing stands before it.", first.span
        )
    at: dict[int, list[Provision]] = {}
    before, furthest = first, begins
    for here, value in group:
        at.setdefault(value, []).append(here)
        if len(at[value]) == 1 and here is not first:
            if value != furthest + 1:
                yield Finding(
                    "T141",
                    f"{here.marker} follows {before.marker}: the numbers do not go on one by one.",
                    here.span,
                )
            furthest = max(furthest, value)
        before = here
    for again in at.values():
        if len(again) > 1:
            yield _twice(again)


def _twice(again: list[Provision]) -> Finding:
    lines = [f"line {each.span.line}" for each in again[:_NAMED]]
    lines += [f"{len(again) - _NAMED:,} others"] if len(again) > _NAMED else []
    said = "twice" if len(again) == 2 else f"{len(again):,} times"
    where = ", on ".join(lines[:-1]) + f" and on {lines[-1]}"
    marker = again[1].marker
    return Finding("T142", f"The number {marker} stands {said}, on {where}.", again[1].span)


def _has_first_without_number(first: Provision, value: int, reading: TelegramReading) -> bool:
    """Whether a paragraph without that count stands before it, as British cables have it."""
    before = [each for each in reading.body if each.span.start < first.span.start]
    if value != 2 or not before:
        return False
    last = before[-1]
    return last.label is None or last.depth > first.depth or _parent(last) == _parent(first)
