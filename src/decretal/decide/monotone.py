"""Comparisons that switch once along the line of a fact, and where.

Owns what rises or falls steadily with a fact whose values can be counted — the
year of a date, a date a month later — and the search for the value at which a
comparison of such expressions switches. The rest of what can be cut is in
``linear``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from decretal.decide.scale import Scale, kind_of_value, number_of
from decretal.decide.scene import Scene
from decretal.nodes.expressions import (
    Arithmetic,
    Comparison,
    Expression,
    Invocation,
    ListLiteral,
    Name,
    Negation,
    Path,
)
from decretal.nodes.types import Basic

FARTHEST: Final = 10**15
"""How far the search goes on a line without bounds."""

_RISING_PARTS: Final = {
    Basic.DATE: {"year"},
    Basic.DATE_AND_TIME: {"year", "date"},
    Basic.TIME: {"hour"},
    Basic.DAYS_AND_TIME_DURATION: {"days"},
    Basic.YEARS_AND_MONTHS_DURATION: {"years"},
}


def switching_points(
    left: Expression, right: Expression, fact: str, scene: Scene
) -> set[Fraction] | None:
    """The numbers of the fact between which no comparison of the two switches.

    None if the two do not draw apart steadily, or the line is dense.
    """
    scale = scene.scales.get(fact)
    if scale is None or scale.dense:
        return None
    rises, falls = _direction(left, scale, scene), _direction(right, scale, scene)
    if rises is None or falls is None or rises * falls > 0:
        return None
    low = -FARTHEST if scale.low is None else int(scale.low)
    high = FARTHEST if scale.high is None else int(scale.high)
    points: set[Fraction] = set()
    names = ListLiteral((left, right))
    for setting in scene.settings(names):
        for comparison in (Comparison("<", left, right), Comparison("<=", left, right)):

            def holds(number: int, comparison: Comparison = comparison) -> bool:
                value = scale.value(Fraction(number))
                return scene.value(comparison, {**setting, fact: value}) is True  # noqa: B023

            point = _switch(holds, low, high)
            if point is not None:
                points |= {Fraction(point - 1), Fraction(point)}
    return points


def _switch(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The first number at which the answer is not what it is at the low end."""
    at_low = holds(low)
    if holds(high) is at_low:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle) is at_low:
            low = middle
        else:
            high = middle
    return high


def _direction(expression: Expression, scale: Scale, scene: Scene) -> int | None:
    """1 if the expression rises with the fact or stays, -1 if it falls or stays, 0 if
    it stays; None if that cannot be told, or it may be null on the way."""
    if not scene.open_in(expression):
        return 0
    match expression:
        case Name():
            return 1
        case Negation(operand=operand):
            return _turned(_direction(operand, scale, scene))
        case Arithmetic(operator="+", left=left, right=right):
            return _joined(_direction(left, scale, scene), _direction(right, scale, scene))
        case Arithmetic(operator="-", left=left, right=right):
            return _joined(_direction(left, scale, scene), _turned(_direction(right, scale, scene)))
        case Arithmetic(operator="*", left=left, right=right):
            if scene.open_in(left):
                left, right = right, left
            return _signed(left, right, scale, scene)
        case Arithmetic(operator="/", left=left, right=right):
            return _signed(right, left, scale, scene)
        case Path(source=Name(), name=name):
            return 1 if name in _RISING_PARTS.get(scale.kind, ()) else None
        case Path(source=source, name="year" | "years" | "days"):
            return _direction(source, scale, scene)
        case Invocation(function=Name(name=name), arguments=arguments):
            directions = [_direction(each.value, scale, scene) for each in arguments]
            match name, directions:
                case "years and months duration", [start, end]:
                    return _joined(_turned(start), end)
                case (("floor" | "ceiling" | "date"), [direction]):
                    return direction
                case (("min" | "max"), [_, _, *_]):
                    joined: int | None = 0
                    for direction in directions:
                        joined = _joined(joined, direction)
                    return joined
                case _:
                    return None
        case _:
            return None


def _turned(direction: int | None) -> int | None:
    return None if direction is None else -direction


def _joined(left: int | None, right: int | None) -> int | None:
    if left is None or right is None or left * right < 0:
        return None
    return left or right


def _signed(factor: Expression, expression: Expression, scale: Scale, scene: Scene) -> int | None:
    """The direction of a multiple; the sign of the factor must be the same throughout."""
    if scene.open_in(factor):
        return None
    signs: set[int] = set()
    for value in scene.values(factor):
        if kind_of_value(value) is None or not number_of(value):
            return None
        signs.add(1 if number_of(value) > 0 else -1)
    direction = _direction(expression, scale, scene)
    if direction is None or len(signs) != 1:
        return None
    return direction * signs.pop()
