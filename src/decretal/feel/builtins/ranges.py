"""Range functions (DMN 1.5, 10.3.4.9): how points and ranges stand to one another.

A missing end lies beyond every point. Written with the two ends of a range as
points on one scale: a point is a value with a nudge, -1 just before it, 0 at it,
1 just after it. An end that is not included is nudged inwards, so the relations
of the standard's table 78 become plain comparisons of points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from decretal.feel.builtins.declare import built_in
from decretal.feel.comparison import equal, less
from decretal.feel.notes import NoValue
from decretal.feel.values import Range, Value

_POINT = "number|string|date|time|date and time|days and time duration|years and months duration"

_FORMS = {
    "rr": "range1: range, range2: range",
    "pr": f"point: {_POINT}, range: range",
    "rp": f"range: range, point: {_POINT}",
    "pp": f"point1: {_POINT}, point2: {_POINT}",
}

Relation = Callable[[Range, Range], bool]


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a range; ``side`` is -1 where nothing bounds it below, 1 above."""

    value: Value
    nudge: Literal[-1, 0, 1]
    side: Literal[-1, 0, 1] = 0


def _low(range_: Range) -> _End:
    _refuse_unordered(range_)
    if not range_.has_low:
        return _End(None, 0, -1)
    return _End(range_.low, 0 if range_.low_included else 1)


def _high(range_: Range) -> _End:
    _refuse_unordered(range_)
    if not range_.has_high:
        return _End(None, 0, 1)
    return _End(range_.high, 0 if range_.high_included else -1)


def _refuse_unordered(range_: Range) -> None:
    if range_.operator == "!=":
        raise NoValue("A range that leaves out one value has no two ends.")


def _before(left: _End, right: _End) -> bool:
    """Whether the first point lies before the second."""
    if left.side or right.side:
        return left.side < right.side
    if less(left.value, right.value):
        return True
    return left.nudge < right.nudge and equal(left.value, right.value)


def _same(left: _End, right: _End) -> bool:
    if left.side or right.side:
        return left.side == right.side
    return left.nudge == right.nudge and equal(left.value, right.value)


def _relation(name: str, forms: str) -> Callable[[Relation], Relation]:
    """Declare a relation of two ranges, and of points where ``forms`` says so.

    A point stands for the range that holds it alone. ``r`` is a range, ``p`` a point.
    """

    def declare(relation: Relation) -> Relation:
        def related(left: Value, right: Value) -> bool:
            return relation(_as_range(left), _as_range(right))

        related.__doc__ = relation.__doc__
        built_in(name, *(_FORMS[form] for form in forms.split()))(related)
        return relation

    return declare


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value, True, True)


@_relation("before", "rr pr rp pp")
def before(left: Range, right: Range) -> bool:
    """Whether the first point or range ends before the second begins."""
    return _before(_high(left), _low(right))


@_relation("after", "rr pr rp pp")
def after(left: Range, right: Range) -> bool:
    """Whether the first point or range begins after the second ends."""
    return before(right, left)


@_relation("meets", "rr")
def meets(left: Range, right: Range) -> bool:
    """Whether the first range ends at the value at which the second begins."""
    return _same(_high(left), _low(right))


@_relation("met by", "rr")
def met_by(left: Range, right: Range) -> bool:
    """Whether the first range begins at the value at which the second ends."""
    return meets(right, left)


@_relation("overlaps", "rr")
def overlaps(left: Range, right: Range) -> bool:
    """Whether the ranges have a value in common."""
    return not before(left, right) and not before(right, left)


@_relation("overlaps before", "rr")
def overlaps_before(left: Range, right: Range) -> bool:
    """Whether the first range begins before the second and ends within it."""
    return (
        _before(_low(left), _low(right))
        and not before(left, right)
        and not _before(_high(right), _high(left))
    )


@_relation("overlaps after", "rr")
def overlaps_after(left: Range, right: Range) -> bool:
    """Whether the first range begins within the second and ends after it."""
    return overlaps_before(right, left)


@_relation("finishes", "rr pr")
def finishes(left: Range, right: Range) -> bool:
    """Whether the first lies within the second range and ends with it."""
    return _same(_high(left), _high(right)) and not _before(_low(left), _low(right))


@_relation("finished by", "rr rp")
def finished_by(left: Range, right: Range) -> bool:
    """Whether the first range holds the second and ends with it."""
    return finishes(right, left)


@_relation("includes", "rr rp")
def includes(left: Range, right: Range) -> bool:
    """Whether the first range holds the second point or range."""
    return not _before(_low(right), _low(left)) and not _before(_high(left), _high(right))


@_relation("during", "rr pr")
def during(left: Range, right: Range) -> bool:
    """Whether the second range holds the first point or range."""
    return includes(right, left)


@_relation("starts", "rr pr")
def starts(left: Range, right: Range) -> bool:
    """Whether the first lies within the second range and begins with it."""
    return _same(_low(left), _low(right)) and not _before(_high(right), _high(left))


@_relation("started by", "rr rp")
def started_by(left: Range, right: Range) -> bool:
    """Whether the first range holds the second and begins with it."""
    return starts(right, left)


@_relation("coincides", "rr pp")
def coincides(left: Range, right: Range) -> bool:
    """Whether two points, or two ranges, are the same."""
    return _same(_low(left), _low(right)) and _same(_high(left), _high(right))
