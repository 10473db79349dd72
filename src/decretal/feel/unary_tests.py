"""The meaning of between, in, and unary tests (DMN 1.5, 10.3.2.13, table 55, and 7.3.4).

A test is passed by a value: a comparison with it, a range or list that holds it,
a value that equals it, or a condition in which it is called ``?``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import assert_never

from decretal.feel.comparison import between as lies_between
from decretal.feel.comparison import contains_unknown, equal, in_range, ordered
from decretal.feel.meaning import MEANING, Scope, means
from decretal.feel.notes import Evaluation, NoValue
from decretal.feel.values import UNKNOWN, Range, Value
from decretal.nodes.expressions import (
    AnyTest,
    Between,
    ExpressionTest,
    In,
    Name,
    NegatedTests,
    Node,
    Test,
    UnaryComparison,
)

INPUT = "?"


@means(Between)
def between(node: Between, scope: Scope, evaluation: Evaluation) -> Value:
    value = MEANING[type(node.value)](node.value, scope, evaluation)
    low = MEANING[type(node.low)](node.low, scope, evaluation)
    high = MEANING[type(node.high)](node.high, scope, evaluation)
    if value is UNKNOWN or low is UNKNOWN or high is UNKNOWN:
        return UNKNOWN
    try:
        return lies_between(value, Range(low, high, True, True))
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(In)
def is_in(node: In, scope: Scope, evaluation: Evaluation) -> Value:
    value = MEANING[type(node.value)](node.value, scope, evaluation)
    return passes(node.tests, value, scope, evaluation)


def passes(tests: Sequence[Test], value: Value, scope: Scope, evaluation: Evaluation) -> Value:
    """Whether the value passes one of the tests: true, false, null or UNKNOWN."""
    if value is UNKNOWN:
        return UNKNOWN
    inside = Scope({INPUT: value}, scope)
    answers = [_passes(test, value, inside, evaluation) for test in tests]
    if UNKNOWN in answers:
        return UNKNOWN
    if True in answers:
        return True
    return None if None in answers else False


def _passes(test: Test, value: Value, scope: Scope, evaluation: Evaluation) -> Value:
    match test:
        case AnyTest():
            return True
        case NegatedTests():
            answer = passes(test.tests, value, scope, evaluation)
            return not answer if isinstance(answer, bool) else answer
        case UnaryComparison():
            end = MEANING[type(test.endpoint)](test.endpoint, scope, evaluation)
            if end is UNKNOWN:
                return UNKNOWN
            try:
                if test.operator == "=":
                    return equal(value, end)
                if test.operator == "!=":
                    return not equal(value, end)
                return ordered(test.operator, value, end)
            except NoValue as refused:
                evaluation.note(str(refused), test.span)
                return None
        case ExpressionTest():
            return _passes_expression(test, value, scope, evaluation)
        case _:
            assert_never(test)


def _passes_expression(
    test: ExpressionTest, value: Value, scope: Scope, evaluation: Evaluation
) -> Value:
    expression = test.expression
    wanted = MEANING[type(expression)](expression, scope, evaluation)
    # A condition over ? is its own answer; any other value of it is tested as ever.
    is_answer = wanted is None or wanted is UNKNOWN or isinstance(wanted, bool)
    if is_answer and _mentions_input(_Key(expression)):
        return wanted
    if contains_unknown(wanted):
        return UNKNOWN
    try:
        match wanted:
            case Range() if not isinstance(value, Range):
                return in_range(value, wanted)
            case list():
                return _is_in_list(value, wanted)
            case _:
                return equal(value, wanted)
    except NoValue as refused:
        evaluation.note(str(refused), test.span)
        return None


def _is_in_list(value: Value, items: list[Value]) -> bool:
    """Whether the list is the value, or has an item that is, or a range that holds it."""
    for item in items:
        try:
            if isinstance(item, Range) and not isinstance(value, Range):
                if in_range(value, item):
                    return True
            elif equal(value, item):
                return True
        except NoValue:
            continue
    return isinstance(value, list) and _equal(value, items)


def _equal(left: Value, right: Value) -> bool:
    try:
        return equal(left, right)
    except NoValue:
        return False


class _Key:
    """A node by its identity: hashing a whole tree each time would cost more than the walk."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.node is self.node

    def __hash__(self) -> int:
        return id(self.node)


@lru_cache(maxsize=1024)
def _mentions_input(key: _Key) -> bool:
    """Whether ``?`` occurs in the tree."""
    pending: list[object] = [key.node]
    while pending:
        part = pending.pop()
        if isinstance(part, Name):
            if part.name == INPUT:
                return True
        elif isinstance(part, tuple):
            pending.extend(part)
        elif isinstance(part, Node):
            pending.extend(getattr(part, field.name) for field in fields(part))
    return False
