"""From a source to its tree.

Owns the building of nodes, bottom up while Lark's LALR parser reads, so that
nothing recurses however deep the source is. The grammar is in ``feel.lark``,
tokens come from ``lexer``, the words for a mistake from ``mistakes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from decretal.errors import TooDeepError
from decretal.feel.failure import Failure
from decretal.feel.lexer import DEEPEST, Lexer
from decretal.feel.mistakes import explain
from decretal.feel.names import index_of
from decretal.nodes.expressions import (
    AnyTest,
    Argument,
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    Conjunction,
    ContextEntry,
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
    Node,
    NullLiteral,
    NumberLiteral,
    Parameter,
    Path,
    Quantified,
    RangeLiteral,
    RangeTypeExpression,
    StringLiteral,
    Test,
    UnaryComparison,
)
from decretal.source import Excerpt, Span, Text

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 1_000_000
"""How many characters an expression may have."""


def parse(source: str | Text | Excerpt, *, names: Iterable[str] = ()) -> Expression:
    """The tree of one expression.

    ``names`` are the variables that the expression may use; only those with
    keywords or symbols in them (``offence in China``, ``a-b``) need to be given.
    Raises FeelSyntaxError where it is no expression.
    """
    return cast(Expression, _read(source, names, "expression"))


def parse_unary_tests(
    source: str | Text | Excerpt, *, names: Iterable[str] = ()
) -> tuple[Test, ...]:
    """The unary tests of a decision table's cell, in order; ``-`` is AnyTest."""
    return cast("tuple[Test, ...]", _read(source, names, "unary_tests"))


def _read(source: str | Text | Excerpt, names: Iterable[str], start: str) -> object:
    if isinstance(source, str):
        source = Text("expression", source)
    if len(source.content) > LONGEST:
        raise TooDeepError(
            f"The expression has {len(source.content):,} characters, and at most {LONGEST:,} "
            "are read.",
            place=source.span(0, 0),
            advice="Split the expression into parts that have names.",
        )
    from lark.exceptions import UnexpectedToken

    lexer = Lexer(source, index_of(frozenset(names)), unary=start == "unary_tests")
    try:
        return _parser().parse(lexer.tokens(), start=start)[0]  # type: ignore[index]
    except UnexpectedToken as mistake:
        at_end = mistake.token.type == "$END"
        before = lexer.read if at_end else lexer.read[:-1]
        bad = None if at_end else lexer.read[-1]
        due = frozenset[str](mistake.interactive_parser.accepts())  # type: ignore[no-untyped-call]
        raise explain(Failure(source, tuple(before), bad, due)) from None


@lru_cache(maxsize=1)
def _parser() -> Lark:
    """The parser, made at the first use: making it takes longer than parsing."""
    from lark import Lark
    from lark.lexer import Lexer as LarkLexer
    from lark.lexer import LexerState

    class Given(LarkLexer):
        """Hands on the tokens that are given instead of a text."""

        __future_interface__ = 2

        def __init__(self, _configuration: object) -> None:
            pass

        def lex(self, lexer_state: LexerState, _parser_state: object) -> Iterator[Any]:
            return cast(Iterator[Any], lexer_state.text)

    return Lark(
        FilePath(__file__).with_name("feel.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=Given,
        start=["expression", "unary_tests"],
        transformer=_Builder(),
        maybe_placeholders=False,
    )


N = TypeVar("N", bound=Node)
# What is on the parser's stack: a node and the depth of its tree.
Part: TypeAlias = tuple[N, int]
Children: TypeAlias = list[Any]


def _made(node: N, depth: int) -> Part[N]:
    if depth > DEEPEST:
        raise TooDeepError(
            f"The expression is nested more than {DEEPEST} deep here.",
            place=node.span,
            advice="Split it into parts that have names; a long chain of or can be written "
            "with in, a long sum with sum([...]).",
        )
    return node, depth


def _span(first: Span | None, last: Span | None) -> Span:
    assert first is not None
    assert last is not None
    return Span(first.text, first.start, last.end)


def _deepest(parts: Iterable[Part[Any]]) -> int:
    return 1 + max((depth for _, depth in parts), default=0)


def _nodes(parts: Iterable[Part[N]]) -> tuple[N, ...]:
    return tuple(node for node, _ in parts)


class _Builder:
    """One method for each alias in the grammar; called by Lark with the children."""

    # series

    def first(self, children: Children) -> Children:
        return children

    def first_two(self, children: Children) -> Children:
        return children

    def further(self, children: Children) -> Children:
        series, item = children
        series.append(item)
        return cast(Children, series)

    # literals and names

    def number(self, children: Children) -> Part[NumberLiteral]:
        return NumberLiteral(children[0].value, span=children[0].span), 1

    def string(self, children: Children) -> Part[StringLiteral]:
        return StringLiteral(children[0].value, span=children[0].span), 1

    def at_literal(self, children: Children) -> Part[AtLiteral]:
        return AtLiteral(children[0].value, span=children[0].span), 1

    def true(self, children: Children) -> Part[BooleanLiteral]:
        return BooleanLiteral(True, span=children[0].span), 1

    def false(self, children: Children) -> Part[BooleanLiteral]:
        return BooleanLiteral(False, span=children[0].span), 1

    def null(self, children: Children) -> Part[NullLiteral]:
        return NullLiteral(span=children[0].span), 1

    def name(self, children: Children) -> Part[Name]:
        return Name(children[0].value, span=children[0].span), 1

    def parentheses(self, children: Children) -> Part[Any]:
        opening, (node, depth), closing = children
        return replace(node, span=_span(opening.span, closing.span)), depth

    # operators

    def either(self, children: Children) -> Part[Disjunction]:
        (left, a), (right, b) = children
        return _made(Disjunction(left, right, span=_span(left.span, right.span)), 1 + max(a, b))

    def both(self, children: Children) -> Part[Conjunction]:
        (left, a), (right, b) = children
        return _made(Conjunction(left, right, span=_span(left.span, right.span)), 1 + max(a, b))

    def compare(self, children: Children) -> Part[Comparison]:
        (left, a), operator, (right, b) = children
        span = _span(left.span, right.span)
        return _made(Comparison(operator.value, left, right, span=span), 1 + max(a, b))

    def between(self, children: Children) -> Part[Between]:
        (value, a), (low, b), (high, c) = children
        return _made(Between(value, low, high, span=_span(value.span, high.span)), 1 + max(a, b, c))

    def calculate(self, children: Children) -> Part[Arithmetic]:
        (left, a), operator, (right, b) = children
        span = _span(left.span, right.span)
        return _made(Arithmetic(operator.value, left, right, span=span), 1 + max(a, b))

    def negate(self, children: Children) -> Part[Negation]:
        sign, (operand, depth) = children
        return _made(Negation(operand, span=_span(sign.span, operand.span)), 1 + depth)

    def instance_of(self, children: Children) -> Part[InstanceOf]:
        (value, a), (type_, b) = children
        return _made(InstanceOf(value, type_, span=_span(value.span, type_.span)), 1 + max(a, b))

    # tests

    def in_value(self, children: Children) -> Part[In]:
        (value, a), (expression, b) = children
        test = ExpressionTest(expression, span=expression.span)
        return _made(In(value, (test,), span=_span(value.span, test.span)), 1 + max(a, b + 1))

    def in_tests(self, children: Children) -> Part[In]:
        (value, a), (tests, end) = children
        span = _span(value.span, end)
        return _made(In(value, _nodes(tests), span=span), max(a + 1, _deepest(tests)))

    def one_comparison(self, children: Children) -> tuple[Children, Span | None]:
        part = self.unary_comparison(children)
        return [part], part[0].span

    def comparison_in_parentheses(self, children: Children) -> tuple[Children, Span | None]:
        _, operator, endpoint, closing = children
        return [self.unary_comparison([operator, endpoint])], closing.span

    def tests_in_parentheses(self, children: Children) -> tuple[Children, Span | None]:
        _, test, tests, closing = children
        return [test, *tests], closing.span

    def unary_comparison(self, children: Children) -> Part[UnaryComparison]:
        operator, (endpoint, depth) = children
        span = _span(operator.span, endpoint.span)
        return _made(UnaryComparison(operator.value, endpoint, span=span), 1 + depth)

    def expression_test(self, children: Children) -> Part[ExpressionTest]:
        expression, depth = children[0]
        return _made(ExpressionTest(expression, span=expression.span), 1 + depth)

    def any_test(self, children: Children) -> Part[Any]:
        return cast("Part[Any]", ((AnyTest(span=children[0].span),), 1))

    def negated_tests(self, children: Children) -> Part[Any]:
        sign, _, tests, closing = children
        span = _span(sign.span, closing.span)
        node, depth = _made(NegatedTests(_nodes(tests), span=span), _deepest(tests))
        return cast("Part[Any]", ((node,), depth))

    def plain_tests(self, children: Children) -> Part[Any]:
        return cast("Part[Any]", (_nodes(children[0]), 1))

    # structures

    def unary_range(self, children: Children) -> Part[Any]:
        opening, *inner, closing = children
        node, depth = self.bare_range(inner)
        return replace(node, span=_span(opening.span, closing.span)), depth

    def bare_range(self, children: Children) -> Part[Any]:
        operator, (endpoint, depth) = children
        span = _span(operator.span, endpoint.span)
        node: RangeLiteral | UnaryComparison
        match operator.value:
            case "<" | "<=":
                node = RangeLiteral(None, endpoint, False, operator.value == "<=", span=span)
            case ">" | ">=":
                node = RangeLiteral(endpoint, None, operator.value == ">=", False, span=span)
            case _:
                node = UnaryComparison(operator.value, endpoint, span=span)
        return _made(node, 1 + depth)

    def range(self, children: Children) -> Part[RangeLiteral]:
        opening, (low, a), (high, b), closing = children
        node = RangeLiteral(
            low,
            high,
            opening.type == "LBRACKET",
            closing.type == "RBRACKET",
            span=_span(opening.span, closing.span),
        )
        return _made(node, 1 + max(a, b))

    def list(self, children: Children) -> Part[ListLiteral]:
        items = children[1] if len(children) == 3 else []
        span = _span(children[0].span, children[-1].span)
        return _made(ListLiteral(_nodes(items), span=span), _deepest(items))

    def context(self, children: Children) -> Part[ContextLiteral]:
        entries = children[1] if len(children) == 3 else []
        span = _span(children[0].span, children[-1].span)
        return _made(ContextLiteral(_nodes(entries), span=span), _deepest(entries))

    def entry(self, children: Children) -> Part[ContextEntry]:
        key, (value, depth) = children
        return ContextEntry(key.value, value, span=_span(key.span, value.span)), 1 + depth

    def filter(self, children: Children) -> Part[Filter]:
        (source, a), _, (condition, b), closing = children
        span = _span(source.span, closing.span)
        return _made(Filter(source, condition, span=span), 1 + max(a, b))

    def path(self, children: Children) -> Part[Path]:
        (source, depth), name = children
        return _made(Path(source, name.value, span=_span(source.span, name.span)), 1 + depth)

    # control

    def conditional(self, children: Children) -> Part[If]:
        word, (condition, a), (consequence, b), (alternative, c) = children
        span = _span(word.span, alternative.span)
        return _made(If(condition, consequence, alternative, span=span), 1 + max(a, b, c))

    def iteration(self, children: Children) -> Part[Iteration]:
        name, (domain, depth) = children[0], children[1]
        if len(children) == 2:
            span = _span(name.span, domain.span)
            return Iteration(name.value, domain, span=span), 1 + depth
        end, end_depth = children[2]
        span = _span(name.span, end.span)
        return Iteration(name.value, domain, end, span=span), 1 + max(depth, end_depth)

    def for_each(self, children: Children) -> Part[For]:
        word, iterations, (body, depth) = children
        node = For(_nodes(iterations), body, span=_span(word.span, body.span))
        return _made(node, max(depth + 1, _deepest(iterations)))

    def quantified(self, children: Children) -> Part[Quantified]:
        word, iterations, (condition, depth) = children
        span = _span(word.span, condition.span)
        node = Quantified(word.value, _nodes(iterations), condition, span=span)
        return _made(node, max(depth + 1, _deepest(iterations)))

    # functions

    def function(self, children: Children, external: bool = False) -> Part[FunctionLiteral]:
        parameters = children[2] if isinstance(children[2], list) else []
        body, depth = children[-1]
        span = _span(children[0].span, body.span)
        node = FunctionLiteral(_nodes(parameters), body, external, span=span)
        return _made(node, max(depth + 1, _deepest(parameters)))

    def external_function(self, children: Children) -> Part[FunctionLiteral]:
        return self.function(children, external=True)

    def parameter(self, children: Children) -> Part[Parameter]:
        name = children[0]
        if len(children) == 1:
            return Parameter(name.value, span=name.span), 1
        type_, depth = children[1]
        return Parameter(name.value, type_, span=_span(name.span, type_.span)), 1 + depth

    def argument(self, children: Children) -> Part[Argument]:
        value, depth = children[0]
        return Argument(value, span=value.span), 1 + depth

    def named_argument(self, children: Children) -> Part[Argument]:
        name, (value, depth) = children
        return Argument(value, name.value, span=_span(name.span, value.span)), 1 + depth

    def invocation(self, children: Children) -> Part[Invocation]:
        (called, depth), arguments = children[0], children[2]
        given = arguments if len(children) == 4 else []
        span = _span(called.span, children[-1].span)
        return _made(Invocation(called, _nodes(given), span=span), max(depth + 1, _deepest(given)))

    # types

    def named_type(self, children: Children) -> Part[NamedType]:
        words = children[0] if isinstance(children[0], list) else children
        name = ".".join(word.value for word in words)
        return NamedType(name, span=_span(words[0].span, words[-1].span)), 1

    def list_type(self, children: Children) -> Part[ListTypeExpression]:
        word, _, (element, depth), closing = children
        span = _span(word.span, closing.span)
        return _made(ListTypeExpression(element, span=span), 1 + depth)

    def range_type(self, children: Children) -> Part[RangeTypeExpression]:
        word, _, (element, depth), closing = children
        span = _span(word.span, closing.span)
        return _made(RangeTypeExpression(element, span=span), 1 + depth)

    def type_entry(self, children: Children) -> tuple[tuple[str, Any], int]:
        name, (type_, depth) = children
        return (name.value, type_), depth

    def context_type(self, children: Children) -> Part[ContextTypeExpression]:
        entries = children[2] if len(children) == 4 else []
        span = _span(children[0].span, children[-1].span)
        node = ContextTypeExpression(tuple(entry for entry, _ in entries), span=span)
        return _made(node, _deepest(entries))

    def function_type(self, children: Children) -> Part[FunctionTypeExpression]:
        parameters = children[2] if len(children) == 5 else []
        result, depth = children[-1]
        span = _span(children[0].span, result.span)
        node = FunctionTypeExpression(_nodes(parameters), result, span=span)
        return _made(node, max(depth + 1, _deepest(parameters)))
