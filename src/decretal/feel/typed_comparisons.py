"""What is wrong with comparing two values, by their types and their literals.

Owns the judgement of one comparison. Which comparisons a tree makes is found by
``check``, the relations between types stand in ``typed_operators``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from decretal.errors import (
    FeelTypeError,
    NeverNullError,
    NoOrderError,
    NotAllowedValueError,
    UnlikeTypesError,
)
from decretal.feel import advice
from decretal.feel.advice import is_a, listed, sentence
from decretal.feel.show import quoted
from decretal.feel.typed_operators import alike, unknown
from decretal.feel.types import has_order, in_words, may_be
from decretal.nodes.expressions import (
    ComparisonOperator,
    Expression,
    If,
    ListLiteral,
    Name,
    NullLiteral,
    RangeLiteral,
    StringLiteral,
)
from decretal.nodes.types import ChoiceType, ListType, RangeType, Type


@dataclass(frozen=True, slots=True)
class Typed:
    """An operand and the type of its value."""

    node: Expression
    type: Type

    @property
    def words(self) -> str:
        """``"crossed on" is a date``"""
        return is_a(self.node, self.type)


def wrong_with_comparison(
    operator: ComparisonOperator, left: Typed, right: Typed, never_null: Collection[str]
) -> Iterator[FeelTypeError]:
    """What is wrong with ``left operator right``; ``never_null`` are names of facts."""
    if isinstance(left.node, NullLiteral) or isinstance(right.node, NullLiteral):
        yield from _with_null(left, right, never_null)
        return
    if operator not in ("=", "!="):
        for operand in (left, right):
            if not has_order(operand.type):
                choice = isinstance(operand.type, ChoiceType)
                kind = "the values of a choice have" if choice else f"{in_words(operand.type)} has"
                yield NoOrderError(
                    f"{sentence(operand.words)}, and {kind} no order.",
                    place=operand.node.span,
                    advice='Compare it with "=" or "in".',
                )
                return
    choices = isinstance(left.type, ChoiceType) and isinstance(right.type, ChoiceType)
    if not alike(left.type, right.type) or (choices and not may_be(left.type, right.type)):
        shared = ", and they have no value in common" if choices else ""
        yield UnlikeTypesError(
            f"{sentence(left.words)}, and {right.words}{shared}.",
            place=left.node.span,
            advice=advice.on_unlike(left.node, left.type, right.node, right.type),
        )
        return
    if isinstance(left.type, ChoiceType):
        yield from not_allowed(right.node, left.type, advice.text_of(left.node))
    if isinstance(right.type, ChoiceType):
        yield from not_allowed(left.node, right.type, advice.text_of(right.node))


def wrong_with_membership(
    value: Typed, members: Typed, never_null: Collection[str]
) -> Iterator[FeelTypeError]:
    """What is wrong with ``value in members``, for a range, a list or a single value."""
    match members.type:
        case RangeType(element):
            ends = _ends_of(members.node) or [members.node]
            for end in ends if alike(value.type, element) else ends[:1]:
                yield from wrong_with_comparison("<=", value, Typed(end, element), never_null)
        case ListType(element) if not isinstance(value.type, ListType) or alike(
            value.type, element
        ):
            inside = element.element if isinstance(element, RangeType) else element
            if not alike(value.type, inside):
                yield UnlikeTypesError(
                    f"{sentence(value.words)}, and {members.words}.",
                    place=value.node.span,
                    advice=f"Look for {advice.named(value.node)} among values of its own type.",
                )
            elif isinstance(value.type, ChoiceType):
                yield from not_allowed(members.node, value.type, advice.text_of(value.node))
        case _:
            yield from wrong_with_comparison("=", value, members, never_null)


def _with_null(left: Typed, right: Typed, never_null: Collection[str]) -> Iterator[FeelTypeError]:
    for null, other in ((left, right), (right, left)):
        node = other.node
        if not isinstance(null.node, NullLiteral) or not isinstance(node, Name):
            continue
        if node.name in never_null and not unknown(other.type):
            yield NeverNullError(
                f"{sentence(other.words)}, and is never null.",
                place=node.span,
                advice=f"Ask is known({node.name}) or is unknown({node.name}).",
            )


def not_allowed(node: Expression, choice: ChoiceType, of: str) -> Iterator[FeelTypeError]:
    """The literals among a node's values that are none of a choice's."""
    for literal in _possible_literals(node):
        if literal.value not in choice.values:
            meant = advice.did_you_mean(literal.value, choice.values)
            yield NotAllowedValueError(
                f"{quoted(literal.value)} is not a value of {quoted(of)}: it is "
                f"{listed(map(quoted, choice.values), 'or')}.",
                place=literal.span,
                advice=f"Did you mean {quoted(meant)}?" if meant else "Write one of them.",
            )


def _ends_of(node: Expression) -> list[Expression]:
    if not isinstance(node, RangeLiteral):
        return []
    return [end for end in (node.low, node.high) if end is not None]


def _possible_literals(node: Expression) -> Iterator[StringLiteral]:
    """The string literals among the values that a node can have."""
    match node:
        case StringLiteral():
            yield node
        case If(_, consequence, alternative):
            yield from _possible_literals(consequence)
            yield from _possible_literals(alternative)
        case ListLiteral(items):
            for item in items:
                yield from _possible_literals(item)
        case _:
            pass
