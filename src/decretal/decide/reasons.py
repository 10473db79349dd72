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
    ``would_do`` marks a leaf that failed together with others of which any one
    would have been enough.
    """

    leaf: Expression
    truth: bool | None
    wanted: bool | None
    is_reading: bool = False
    would_do: bool = False


class Reasons:
    """Finds the reasons for conditions in one pattern."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._conditions = pattern.view.conditions
        self._readings = {each.name for each in pattern.view.rulebook.interpretations}
        # By the identity of parts of the rulebook's conditions, which outlive this: the
        # hash of a tree is as deep as the tree.
        self._truths: dict[int, bool | None] = {}
        self._are_readings: dict[int, bool] = {}

    def of(self, condition: Expression) -> tuple[Reason, ...]:
        """The reasons for a condition of the rulebook, each once."""
        tree = self._conditions.conditions[condition]
        found = tuple(dict.fromkeys(self._why(tree, True)))
        return tuple(each for each in found if not each.is_reading) or found

    def _truth(self, tree: Expression) -> bool | None:
        """Whether a tree is true in all completions, or in none; None if neither."""
        if id(tree) not in self._truths:
            self._truths[id(tree)] = self._pattern.truth(self._pattern.view.part(tree))
        return self._truths[id(tree)]

    def _why(
        self, tree: Expression, wanted: bool | None, would_do: bool = False
    ) -> Iterator[Reason]:
        truth = self._truth(tree)
        match tree:
            case BooleanLiteral():
                return
            case Conjunction():
                parts = self._decisive(_operands(tree), truth, False)
                each = self._would_do(parts, would_do, wanted is False and truth is True)
                for part in parts:
                    yield from self._why(part, wanted, each)
            case Disjunction():
                parts = self._decisive(_operands(tree), truth, True)
                one_suffices = truth is True and self._truth(parts[0]) is True
                each = self._would_do(parts, would_do, wanted is True and truth is False)
                for part in parts[:1] if one_suffices else parts:
                    yield from self._why(part, wanted, each)
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
                    yield from self._why(operand, _opposite(wanted), would_do)
                else:
                    yield Reason(tree, truth, wanted, self._is_reading(tree), would_do)

    def _would_do(self, parts: list[Expression], would_do: bool, any_suffices: bool) -> bool:
        """Whether each of these parts would have been enough by itself."""
        told = [part for part in parts if not self._is_reading(part)]
        return any_suffices if len(told) > 1 else would_do

    def _decisive(
        self, parts: Iterable[Expression], truth: bool | None, settles: bool
    ) -> list[Expression]:
        """The parts that make the whole what it is. Where how the text is read alone
        ``settles`` it, facts have no part in that."""
        each = list(parts)
        # Parts that are open can settle the whole together: then all of them are named.
        alike = [part for part in each if self._truth(part) is truth] or each
        if truth is settles:
            return [part for part in alike if self._is_reading(part)] or alike
        return alike

    def _is_reading(self, tree: Expression) -> bool:
        """Whether a tree depends on nothing but how the text is read."""
        found = self._are_readings.get(id(tree))
        if found is None:
            found = self._are_readings[id(tree)] = all(
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


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
