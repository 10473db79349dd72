"""The places of what was found, as a tree over the text.

Owns which element stands within which. Elements are found in any order and may cross
each other, while XML and HTML only nest: an element that crosses another one is left
out of the tree, and whoever needs it finds it under its own place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum

from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Finding,
    Number,
    Provision,
    Recipient,
    TelegramReading,
    Time,
    When,
    Words,
)
from decretal.source import Span, Text

Element = (
    Words | When | Number | Answered | Provision | Recipient | Count | Time | Dateline | Finding
)


@dataclass(frozen=True, slots=True)
class Found:
    """An element that was found: as what, as which one of these, and where.

    ``name`` is the field of the reading that holds it ("numbers"), ``part`` the field of
    that element where it is only a part of it ("date" of an answered telegram).
    """

    name: str
    index: int
    element: Element
    part: str = ""

    @property
    def key(self) -> str:
        """A name for it within its telegram."""
        part = f"-{self.part}" if self.part else ""
        return f"{self.name.replace('_', '-')}-{self.index + 1}{part}"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.element.span

    @property
    def sure(self) -> Certainty | None:
        """How sure it is; a finding is as sure as its words say."""
        return None if isinstance(self.element, Finding) else self.element.sure


@dataclass(slots=True)
class Stretch:
    """A stretch of the text that one element takes up, with those within it."""

    start: int
    end: int
    found: Found | None = None
    within: list[Stretch] = field(default_factory=list)


def elements(reading: TelegramReading) -> Iterator[Found]:
    """Everything that was found, with the parts that have places of their own."""
    for each in fields(reading):
        value = getattr(reading, each.name)
        if each.name in ("source", "received") or value is None:
            continue
        several = value if isinstance(value, tuple) else (value,)
        for index, element in enumerate(several):
            if not is_dataclass(element) or isinstance(element, (type, Enum)):
                continue
            found = Found(each.name, index, element)  # type: ignore[arg-type]
            yield found
            yield from _parts(found)


def _parts(found: Found) -> Iterator[Found]:
    if isinstance(found.element, Answered | Dateline):
        if found.element.date is not None:
            yield Found(found.name, found.index, found.element.date, "date")
        if isinstance(found.element, Answered) and found.element.number is not None:
            yield Found(found.name, found.index, found.element.number, "number")


def tree(text: Text, found: Sequence[Found]) -> tuple[Stretch, tuple[Found, ...]]:
    """The elements as a tree under the whole text, and those that cross another one."""
    whole = Stretch(0, len(text.content))
    open_ones = [whole]
    crossing = []
    # The outer one first; of two at the same place, the one that was found first.
    for each in sorted(found, key=lambda e: (e.span.start, -e.span.end)):
        start, end = each.span.start, each.span.end
        while open_ones[-1] is not whole and open_ones[-1].end <= start:
            open_ones.pop()
        if start == end or end > open_ones[-1].end:
            crossing.append(each)
            continue
        stretch = Stretch(start, end, each)
        open_ones[-1].within.append(stretch)
        open_ones.append(stretch)
    return whole, tuple(crossing)
