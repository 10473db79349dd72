"""Why a condition is true, false or open: the leaves that make it so.

Owns the choice of reasons: of ``and`` all parts that are true, or all that
fail; of ``or`` the first that is true, or all that fail; of what is open the
parts that are. The words are left to ``phrases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decretal.decide.conditions import leaves_of
from decretal.decide.pattern import Pattern
from decretal.decide.trees import negated
from decretal.nodes.expressions import (
    BooleanLiteral,
    Conjunction,
    Disjunction,
    Expression,
    If,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A leaf, whether it is true (None: open), and what is asked of it (None: neither).

    ``is_reading`` says that it depends on nothing but how the text is read.
    """

    leaf: Expression
    truth: bool | None
    wanted: bool | None
    is_reading: bool = False


class Reasons:
    """Finds the reasons for conditions in one pattern."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._conditions = pattern.view.conditions
        self._readings = {each.name for each in pattern.view.rulebook.interpretations}
        self._truths: dict[Expression, bool | None] = {}
        self._are_readings: dict[Expression, bool] = {}

    def of(self, condition: Expression) -> tuple[Reason, ...]:
        """The reasons for a condition of the rulebook, each once."""
        tree = self._conditions.conditions[condition]
        found = tuple(dict.fromkeys(self._why(tree, True)))
        return tuple(each for each in found if not each.is_reading) or found

    def _truth(self, tree: Expression) -> bool | None:
        """Kleene's truth of a tree, from what is known of its leaves."""
        match tree:
            case BooleanLiteral(value=value):
                return value
            case Conjunction(left=left, right=right):
                return _both(self._truth(left), self._truth(right))
            case Disjunction(left=left, right=right):
                return _opposite(_both(_opposite(self._truth(left)), _opposite(self._truth(right))))
            case If(condition=condition, consequence=consequence, alternative=alternative):
                match self._truth(condition):
                    case True:
                        return self._truth(consequence)
                    case False:
                        return self._truth(alternative)
                first, second = self._truth(consequence), self._truth(alternative)
                return first if first is second else None
            case _:
                operand = negated(tree)
                if operand is not None:
                    return _opposite(self._truth(operand))
                if tree not in self._truths:
                    self._truths[tree] = self._pattern.leaf(tree)
                return self._truths[tree]

    def _why(self, tree: Expression, wanted: bool | None) -> Iterator[Reason]:
        truth = self._truth(tree)
        match tree:
            case BooleanLiteral():
                return
            case Conjunction():
                for part in self._decisive(_operands(tree), truth, False):
                    yield from self._why(part, wanted)
            case Disjunction():
                parts = self._decisive(_operands(tree), truth, True)
                for part in parts[:1] if truth is True else parts:
                    yield from self._why(part, wanted)
            case If(condition=condition, consequence=consequence, alternative=alternative):
                asked = self._truth(condition)
                yield from self._why(condition, None)
                if asked is not False:
                    yield from self._why(consequence, wanted)
                if asked is not True:
                    yield from self._why(alternative, wanted)
            case _:
                operand = negated(tree)
                if operand is not None:
                    yield from self._why(operand, _opposite(wanted))
                else:
                    yield Reason(tree, truth, wanted, self._is_reading(tree))

    def _decisive(
        self, parts: Iterable[Expression], truth: bool | None, settles: bool
    ) -> list[Expression]:
        """The parts that make the whole what it is. Where how the text is read alone
        ``settles`` it, facts have no part in that."""
        alike = [part for part in parts if self._truth(part) is truth]
        if truth is settles:
            return [part for part in alike if self._is_reading(part)] or alike
        return alike

    def _is_reading(self, tree: Expression) -> bool:
        """Whether a tree depends on nothing but how the text is read."""
        found = self._are_readings.get(tree)
        if found is None:
            found = self._are_readings[tree] = all(
                self._readings.issuperset(self._conditions.leaves[leaf].names)
                and bool(self._conditions.leaves[leaf].names)
                for leaf in leaves_of(tree)
            )
        return found


def _operands(tree: Expression) -> Iterator[Expression]:
    """The parts that are joined by the same word."""
    match tree:
        case Conjunction(left=left, right=right) | Disjunction(left=left, right=right):
            for part in (left, right):
                if type(part) is type(tree):
                    yield from _operands(part)
                else:
                    yield part
        case _:
            yield tree


def _both(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return True if left and right else None


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
