"""From a tree to its canonical text, with as few parentheses as can be.

Owns the spelling: one space around operators, none inside brackets. Reading the
text again (``parse``) gives the same tree, provided that the names in it which
are not plain words are declared to the reader, and that the tree is one that
the grammar can produce.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import IntEnum
from typing import assert_never

from decretal.feel.names import is_name
from decretal.nodes.expressions import (
    AnyTest,
    Argument,
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    Conjunction,
    ContextLiteral,
    ContextTypeExpression,
    Disjunction,
    Expression,
    ExpressionTest,
    Filter,
    For,
    FunctionLiteral,
    FunctionTypeExpression,
    If,
    In,
    InstanceOf,
    Invocation,
    Iteration,
    ListLiteral,
    ListTypeExpression,
    Name,
    NamedType,
    NegatedTests,
    Negation,
    NullLiteral,
    NumberLiteral,
    Parameter,
    Path,
    Quantified,
    RangeLiteral,
    RangeTypeExpression,
    StringLiteral,
    Test,
    TypeExpression,
    UnaryComparison,
)


class Level(IntEnum):
    """How tightly a form binds; an operand in a tighter place needs parentheses."""

    WHOLE = 0
    OR = 1
    AND = 2
    COMPARISON = 3
    SUM = 4
    PRODUCT = 5
    POWER = 6
    NEGATION = 7
    INSTANCE = 8
    POSTFIX = 9


_ARITHMETIC = {
    "+": Level.SUM,
    "-": Level.SUM,
    "*": Level.PRODUCT,
    "/": Level.PRODUCT,
    "**": Level.POWER,
}
# FEEL's own names that hold an "and": two operands must not read like one of them.
_NAMES_WITH_AND = re.compile(r"\b(?:date and time|(?:years and months|days and time) duration)\b")
_WORDS_FOR_TYPES = frozenset({"list", "range", "context"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')


def show(node: Expression | Test | TypeExpression) -> str:
    """The canonical text of an expression, a unary test or a type."""
    match node:
        case (
            NamedType()
            | ListTypeExpression()
            | RangeTypeExpression()
            | ContextTypeExpression()
            | FunctionTypeExpression()
        ):
            return _type(node)
        # A comparison on its own is a test; within an expression it is "(= 5)".
        case UnaryComparison() | AnyTest() | NegatedTests():
            return _test(node)
        case ExpressionTest(Invocation(Name("not")) as negation):
            # Among tests, not(...) negates tests.
            return f"({_show(negation, Level.WHOLE, True)})"
        case ExpressionTest():
            return _test(node)
        case _:
            return _show(node, Level.WHOLE, True)


def _show(node: Expression, level: Level, last: bool) -> str:
    """The text of an operand in a place of this level.

    ``last`` says that nothing follows on the operand's right, so that a form
    with no closing word (if, for, some, every, function) may stand there bare.
    """
    match node:
        case NumberLiteral(value):
            return _number(value)
        case StringLiteral(value):
            return quoted(value)
        case BooleanLiteral(value):
            return "true" if value else "false"
        case NullLiteral():
            return "null"
        case AtLiteral(text):
            return "@" + quoted(text)
        case Name(name):
            return name
        case Path(source, name):
            return f"{_show(source, Level.POSTFIX, False)}.{name}"
        case Filter(source, condition):
            return f"{_show(source, Level.POSTFIX, False)}[{_show(condition, Level.WHOLE, True)}]"
        case Invocation(function, arguments):
            return f"{_show(function, Level.POSTFIX, False)}({_arguments(arguments)})"
        case ListLiteral(items):
            return "[" + ", ".join([_show(item, Level.WHOLE, True) for item in items]) + "]"
        case ContextLiteral(entries):
            return (
                "{"
                + ", ".join(
                    [f"{_key(e.key)}: {_show(e.value, Level.WHOLE, True)}" for e in entries]
                )
                + "}"
            )
        case RangeLiteral():
            return _range(node)
        case UnaryComparison(operator, endpoint):
            return f"({operator} {_show(endpoint, Level.SUM, False)})"
        case If() | For() | Quantified() | FunctionLiteral():
            if not last or level > Level.NEGATION:
                return f"({_open_form(node)})"
            return _open_form(node)
        case Negation(operand):
            own = Level.NEGATION
            last = last or level > own
            text = f"-{_show(operand, own, last)}"
        case Arithmetic(operator, left, right):
            own = _ARITHMETIC[operator]
            last = last or level > own
            text = f"{_show(left, own, False)} {operator} {_show(right, Level(own + 1), last)}"
        case Comparison(operator, left, right):
            own = Level.COMPARISON
            last = last or level > own
            text = f"{_show(left, own, False)} {operator} {_show(right, Level.SUM, last)}"
        case Between(value, low, high):
            own = Level.COMPARISON
            last = last or level > own
            bounds = _and(_show(low, Level.SUM, False), _show(high, Level.SUM, last))
            text = f"{_show(value, own, False)} between {bounds}"
        case In(value, tests):
            own = Level.COMPARISON
            last = last or level > own
            text = f"{_show(value, own, False)} in {_tests(tests, last)}"
        case Conjunction(left, right):
            own = Level.AND
            last = last or level > own
            text = _and(_show(left, own, False), _show(right, Level.COMPARISON, last))
        case Disjunction(left, right):
            own = Level.OR
            last = last or level > own
            text = f"{_show(left, own, False)} or {_show(right, Level.AND, last)}"
        case InstanceOf(value, type_):
            # A "<" after "list" would begin the type of its elements.
            own = Level.AND if _ends_with_a_word_for_types(type_) else Level.INSTANCE
            text = f"{_show(value, Level.INSTANCE, False)} instance of {_type(type_)}"
        case _:
            assert_never(node)
    return f"({text})" if level > own else text


def _and(left: str, right: str) -> str:
    joined = f"{left} and {right}"
    for name in _NAMES_WITH_AND.finditer(joined):
        if name.start() < len(left) < name.end():
            return f"{left} and ({right})"
    return joined


def _open_form(node: If | For | Quantified | FunctionLiteral) -> str:
    match node:
        case If(condition, consequence, alternative):
            return (
                f"if {_show(condition, Level.WHOLE, True)} "
                f"then {_show(consequence, Level.WHOLE, True)} "
                f"else {_show(alternative, Level.WHOLE, True)}"
            )
        case For(iterations, body):
            return f"for {_iterations(iterations)} return {_show(body, Level.WHOLE, True)}"
        case Quantified(quantifier, iterations, condition):
            return (
                f"{quantifier} {_iterations(iterations)} "
                f"satisfies {_show(condition, Level.WHOLE, True)}"
            )
        case FunctionLiteral(parameters, body, external):
            word = "external " if external else ""
            names = ", ".join([_parameter(parameter) for parameter in parameters])
            return f"function({names}) {word}{_show(body, Level.WHOLE, True)}"
        case _:
            assert_never(node)


def _iterations(iterations: Iterable[Iteration]) -> str:
    texts = []
    for iteration in iterations:
        end = "" if iteration.end is None else f"..{_show(iteration.end, Level.WHOLE, True)}"
        domain = _show(iteration.domain, Level.WHOLE, True)
        texts.append(f"{iteration.name} in {domain}{end}")
    return ", ".join(texts)


def _parameter(parameter: Parameter) -> str:
    return parameter.name + (f": {_type(parameter.type)}" if parameter.type else "")


def _arguments(arguments: Iterable[Argument]) -> str:
    return ", ".join(
        [
            (f"{argument.name}: " if argument.name is not None else "")
            + _show(argument.value, Level.WHOLE, True)
            for argument in arguments
        ]
    )


def _range(node: RangeLiteral) -> str:
    if node.low is None and node.high is not None:
        sign = "<=" if node.high_included else "<"
        return f"({sign} {_show(node.high, Level.SUM, False)})"
    if node.high is None and node.low is not None:
        sign = ">=" if node.low_included else ">"
        return f"({sign} {_show(node.low, Level.SUM, False)})"
    if node.low is None or node.high is None:
        raise ValueError("a range needs at least one end")
    return (
        ("[" if node.low_included else "(")
        + f"{_show(node.low, Level.WHOLE, True)}..{_show(node.high, Level.WHOLE, True)}"
        + ("]" if node.high_included else ")")
    )


# tests -----------------------------------------------------------------------------


def _tests(tests: tuple[Test, ...], last: bool) -> str:
    """What stands after "in"."""
    match tests:
        case (ExpressionTest(RangeLiteral(None) | RangeLiteral(_, None) | UnaryComparison()) as t,):
            # In one pair of parentheses it would be the comparison itself.
            return f"({_test(t)})"
        case (ExpressionTest(expression),):
            return _show(expression, Level.SUM, last)
        case (UnaryComparison() as test,):
            return _test(test)
        case _:
            return "(" + ", ".join([_test(test) for test in tests]) + ")"


def _test(test: Test) -> str:
    match test:
        case UnaryComparison(operator, endpoint):
            return f"{operator} {_show(endpoint, Level.SUM, False)}"
        case ExpressionTest(expression):
            return _show(expression, Level.WHOLE, True)
        case AnyTest():
            return "-"
        case NegatedTests(tests):
            return "not(" + ", ".join([_test(t) for t in tests]) + ")"
        case _:
            assert_never(test)


# types -----------------------------------------------------------------------------


def _type(node: TypeExpression) -> str:
    match node:
        case NamedType(name):
            return name
        case ListTypeExpression(element):
            return f"list<{_type(element)}>"
        case RangeTypeExpression(element):
            return f"range<{_type(element)}>"
        case ContextTypeExpression(entries):
            return "context<" + ", ".join([f"{n}: {_type(t)}" for n, t in entries]) + ">"
        case FunctionTypeExpression(parameters, result):
            return "function<" + ", ".join([_type(p) for p in parameters]) + f"> -> {_type(result)}"
        case _:
            assert_never(node)


def _ends_with_a_word_for_types(node: TypeExpression) -> bool:
    while isinstance(node, FunctionTypeExpression):
        node = node.result
    return isinstance(node, NamedType) and node.name in _WORDS_FOR_TYPES


# literals ----------------------------------------------------------------------------


def quoted(text: str) -> str:
    """The text as a FEEL string literal."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(character: re.Match[str]) -> str:
    found = character.group()
    return _ESCAPES.get(found) or f"\\u{ord(found):04x}"


def _number(value: Decimal) -> str:
    # Powers of ten are spelt out as long as a reader can still count the zeros.
    if -12 <= value.adjusted() <= 21:
        return f"{value:f}"
    return str(value).replace("E", "e")


def _key(key: str) -> str:
    return key if is_name(key) else quoted(key)
