"""The numbered points of a body: their labels, and the markers they are written with.

Owns that labels and markers say the same. A label is "3" in the only list of a telegram,
"II.3" in the second of two, "3.2" or "3.b" one level down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from decretal.registry.numerals import as_roman
from decretal.registry.write.draft import Point

DEEPEST: Final = 3
"""Points stand in points, and these in points: there are markers for so many levels."""
_CIRCLES: Final = 20


def value_of(point: Point) -> int | None:
    """Which one of its list a point is, as far as its label says."""
    last = (point.label or "").rpartition(".")[2]
    return int(last) if last.isascii() and last.isdigit() else None


def numbered(points: Iterable[Point]) -> tuple[Point, ...]:
    """The same points, labelled in one way: in digits, lists counted where there are several.

    Gaps stay gaps. A point whose label has no number is the one after that before it.
    """
    found: list[tuple[Point, int, list[str]]] = []
    stack: list[int] = []
    lists = 0
    for point in points:
        if point.label is None:
            found.append((replace(point, depth=0), 0, []))
            continue
        depth = min(point.depth, len(stack))
        before = stack[depth] if depth < len(stack) else 0
        value = value_of(point)
        if value is None:
            value = before + 1
        if depth == 0 and (value == 1 or not lists):
            lists += 1
        stack = [*stack[:depth], value]
        found.append((replace(point, depth=depth), lists, [str(each) for each in stack]))
    return tuple(
        point
        if not path
        else replace(point, label=".".join([as_roman(which), *path] if lists > 1 else path))
        for point, which, path in found
    )


def marker(point: Point) -> str:
    """What a point begins with: 1. (1) ① by its depth; letters as letters: (a) A. 가."""
    value = value_of(point)
    if value is None:
        last = (point.label or "").rpartition(".")[2]
        return f"({last})" if last.islower() else f"{last}."
    match point.depth:
        case 0:
            return f"{value}."
        case 1:
            return f"({value})"
        case _ if 1 <= value <= _CIRCLES:
            return chr(ord("①") + value - 1)
        case _:
            return f"{value})"
