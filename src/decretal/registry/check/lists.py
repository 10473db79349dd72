"""Numbered paragraphs: lists that restart (T140), gaps (T141), repetitions (T142).

Owns what their labels say; which list a mention of "point 1" means is left to readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from decretal.registry.numerals import roman
from decretal.registry.telegram import Finding, Provision, TelegramReading
from decretal.source import Span

_NAMED = 6
"""So many of the lists or lines are named; of more, how many there are."""


def lists(reading: TelegramReading) -> Iterator[Finding]:
    """What is odd about the numbers of the paragraphs."""
    outer = _beginning_alike(_outermost(reading))
    if outer:
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


def _beginning_alike(outer: list[list[Provision]]) -> list[list[Provision]]:
    """Those lists of which others begin with the same number: 1 and a do not restart each other."""
    begins = Counter(_last(each[0]) for each in outer)
    return [each for each in outer if begins[_last(each[0])] > 1]


def _last(provision: Provision) -> str:
    return (provision.label or "").rpartition(".")[2]


def _restarted(outer: list[list[Provision]]) -> Finding:
    said = ", ".join(
        f"{each[0].label} to {each[-1].label}" if len(each) > 1 else str(each[0].label)
        for each in outer[:_NAMED]
    )
    said += f" and {len(outer) - _NAMED:,} more" if len(outer) > _NAMED else ""
    first = outer[1][0]
    alike = len({_last(each[0]) for each in outer}) == 1
    how = f"each begin at {_last(first)}" if alike else "begin like others"
    many = {2: "Two", 3: "Three", 4: "Four"}.get(len(outer), f"{len(outer):,}")
    return Finding(
        "T140",
        f"{many} lists {how}: here they are {said}. A mention of a number alone may mean any"
        " of them.",
        Span(first.span.text, first.span.start, first.span.start + len(first.marker or "")),
        tuple(
            f"{_parent(each[0]) or each[0].label} is the list that begins on line"
            f" {each[0].span.line}."
            for each in outer[:_NAMED]
        ),
    )


def _groups(reading: TelegramReading) -> Iterator[list[tuple[Provision, int]]]:
    """Paragraphs beside each other, below the same one and counted alike, with their values.

    "(i), (ii), 2." are two groups: whoever counts in Roman numbers does not go on in others.
    """
    groups: dict[tuple[str, str], list[Provision]] = {}
    for provision in reading.provisions:
        word = _last(provision)
        how = "digits" if word.isdigit() else "letters"
        groups.setdefault((_parent(provision), how), []).append(provision)
    for (_, how), group in groups.items():
        words = [_last(each) for each in group]
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
    others = len(again) - _NAMED
    lines += [f"{others:,} other{'s' if others > 1 else ''}"] if others > 0 else []
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
