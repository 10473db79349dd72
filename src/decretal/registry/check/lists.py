"""Numbered paragraphs: lists that restart (T140), gaps (T141), repetitions (T142).

Owns what their labels say; which list a mention of "point 1" means is left to readers.
"""

from __future__ import annotations

from collections.abc import Iterator

from decretal.registry.numerals import as_roman, roman
from decretal.registry.telegram import Finding, Provision, TelegramReading
from decretal.source import Span


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
        for each in outer
    )
    first = outer[1][0]
    alike = len({each[0].marker for each in outer}) == 1
    shown = (first.marker or "").strip(".、)(")
    how = f"each begin at {shown}" if alike else "stand beside each other"
    many = {2: "Two", 3: "Three", 4: "Four"}.get(len(outer), str(len(outer)))
    return Finding(
        "T140",
        f"{many} lists {how}: here they are {said}. A mention of a number alone may mean any"
        " of them.",
        Span(first.span.text, first.span.start, first.span.start + len(first.marker or "")),
        tuple(
            f"{as_roman(place)} is the list that begins on line {each[0].span.line}."
            for place, each in enumerate(outer, 1)
        ),
    )


def _groups(reading: TelegramReading) -> Iterator[list[Provision]]:
    """Paragraphs beside each other, below the same one."""
    groups: dict[str, list[Provision]] = {}
    for provision in reading.provisions:
        groups.setdefault(_parent(provision), []).append(provision)
    yield from groups.values()


def _parent(provision: Provision) -> str:
    return (provision.label or "").rpartition(".")[0]


def _odd_steps(group: list[Provision], reading: TelegramReading) -> Iterator[Finding]:
    values = _values(group)
    if values[0] > 1 and not _has_first_without_number(group[0], values[0], reading):
        yield Finding(
            "T141",
            f"The list begins at {group[0].marker}; nothing stands before it.",
            group[0].span,
        )
    for place in range(1, len(group)):
        before, here = group[place - 1], group[place]
        if values[place] == values[place - 1]:
            yield Finding(
                "T142",
                f"The number {here.marker} stands twice, on line {before.span.line} and on line"
                f" {here.span.line}.",
                here.span,
            )
        elif values[place] != values[place - 1] + 1:
            yield Finding(
                "T141",
                f"{here.marker} follows {before.marker}: the numbers do not go on one by one.",
                here.span,
            )


def _has_first_without_number(first: Provision, value: int, reading: TelegramReading) -> bool:
    """Whether a paragraph without a number stands before it, as British cables have it."""
    before = [each for each in reading.paragraphs if each.span.start < first.span.start]
    return value == 2 and bool(before)


def _values(group: list[Provision]) -> list[int]:
    words = [(each.label or "").rpartition(".")[2] for each in group]
    if all(word.isdigit() for word in words):
        return [int(word) for word in words]
    romans = [roman(word) for word in words]
    if words[0].lower() in ("i", "ii") and all(romans):
        return [value or 0 for value in romans]
    return [int(word) if word.isdigit() else ord(word.lower()[0]) - ord("a") + 1 for word in words]
