from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from decretal.errors import FeelSyntaxError, TooDeepError
from decretal.feel.lexer import DEEPEST
from decretal.feel.parse import LONGEST, parse, parse_unary_tests
from decretal.feel.show import show
from decretal.nodes.expressions import (
    AnyTest,
    Argument,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    Conjunction,
    ContextEntry,
    ContextLiteral,
    ContextTypeExpression,
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
from decretal.source import Excerpt, Text

from .strategies import DECLARED, expressions

A, B, C = Name("a"), Name("b"), Name("c")
ONE, TWO = NumberLiteral(Decimal(1)), NumberLiteral(Decimal(2))
NUMBER = NamedType("number")


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("1", ONE),
        ('"a"', StringLiteral("a")),
        ("true", BooleanLiteral(True)),
        ("false", BooleanLiteral(False)),
        ("null", NullLiteral()),
        ('@"P1D"', AtLiteral("P1D")),
        ("a", A),
        ("-1", Negation(ONE)),
        ("a.b", Path(A, "b")),
        ("a[1]", Filter(A, ONE)),
        ("(a)", A),
        ("a between 1 and 2", Between(A, ONE, TWO)),
        ("a between 1 and 2 and b", Conjunction(Between(A, ONE, TWO), B)),
        ("[]", ListLiteral(())),
        ("[1, 2]", ListLiteral((ONE, TWO))),
        ("{}", ContextLiteral(())),
        (
            '{a: 1, "b c": 2}',
            ContextLiteral((ContextEntry("a", ONE), ContextEntry("b c", TWO))),
        ),
        ("{if: 1}", ContextLiteral((ContextEntry("if", ONE),))),
        ("if a then b else c", If(A, B, C)),
        ("for a in b return c", For((Iteration("a", B),), C)),
        (
            "for a in 1..2, b in a return c",
            For((Iteration("a", ONE, TWO), Iteration("b", A)), C),
        ),
        ("some a in b satisfies c", Quantified("some", (Iteration("a", B),), C)),
        ("every a in b satisfies c", Quantified("every", (Iteration("a", B),), C)),
        ("a()", Invocation(A, ())),
        ("a(1, 2)", Invocation(A, (Argument(ONE), Argument(TWO)))),
        ("a(b c: 1)", Invocation(A, (Argument(ONE, "b c"),))),
        ("a(1)(2)", Invocation(Invocation(A, (Argument(ONE),)), (Argument(TWO),))),
        ("function() 1", FunctionLiteral((), ONE)),
        (
            "function(a: number, b) 1",
            FunctionLiteral((Parameter("a", NUMBER), Parameter("b")), ONE),
        ),
        ("function(a) external {}", FunctionLiteral((Parameter("a"),), ContextLiteral(()), True)),
        ("function() external", FunctionLiteral((), Name("external"))),
        (
            "(function(a) a)(1)",
            Invocation(FunctionLiteral((Parameter("a"),), A), (Argument(ONE),)),
        ),
    ],
)
def test_a_form_of_the_language_is_this_tree(source: str, tree: Expression) -> None:
    assert parse(source) == tree


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("[1..2]", RangeLiteral(ONE, TWO, True, True)),
        ("(1..2)", RangeLiteral(ONE, TWO, False, False)),
        ("]1..2[", RangeLiteral(ONE, TWO, False, False)),
        ("(1..2]", RangeLiteral(ONE, TWO, False, True)),
        ("[1..2[", RangeLiteral(ONE, TWO, True, False)),
        ("[a.b..c]", RangeLiteral(Path(A, "b"), C, True, True)),
        ("(< 1)", RangeLiteral(None, ONE, False, False)),
        ("(<= 1)", RangeLiteral(None, ONE, False, True)),
        ("(> 1)", RangeLiteral(ONE, None, False, False)),
        ("(>= 1)", RangeLiteral(ONE, None, True, False)),
        ("(= 1)", UnaryComparison("=", ONE)),
        ("(!= 1)", UnaryComparison("!=", ONE)),
        ("[< 1]", ListLiteral((RangeLiteral(None, ONE, False, False),))),
    ],
)
def test_a_range_is_this_tree(source: str, tree: Expression) -> None:
    assert parse(source) == tree


@pytest.mark.parametrize(
    ("source", "tests"),
    [
        ("a in b", (ExpressionTest(B),)),
        ("a in (b)", (ExpressionTest(B),)),
        ("a in < 1", (UnaryComparison("<", ONE),)),
        ("a in (< 1)", (UnaryComparison("<", ONE),)),
        ("a in (= 1)", (UnaryComparison("=", ONE),)),
        ("a in ((< 1))", (ExpressionTest(RangeLiteral(None, ONE, False, False)),)),
        ("a in (1, 2)", (ExpressionTest(ONE), ExpressionTest(TWO))),
        ("a in (< 1, > 2)", (UnaryComparison("<", ONE), UnaryComparison(">", TWO))),
        ("a in [1..2]", (ExpressionTest(RangeLiteral(ONE, TWO, True, True)),)),
        ("a in (1..2)", (ExpressionTest(RangeLiteral(ONE, TWO, False, False)),)),
        ("a in [1, 2]", (ExpressionTest(ListLiteral((ONE, TWO))),)),
    ],
)
def test_what_may_stand_after_in(source: str, tests: tuple[Test, ...]) -> None:
    assert parse(source) == In(A, tests)


@pytest.mark.parametrize(
    ("source", "tests"),
    [
        ("-", (AnyTest(),)),
        ("-1", (ExpressionTest(Negation(ONE)),)),
        ("1, 2", (ExpressionTest(ONE), ExpressionTest(TWO))),
        (
            "< 1, [1..2]",
            (UnaryComparison("<", ONE), ExpressionTest(RangeLiteral(ONE, TWO, True, True))),
        ),
        ("not(1, < 2)", (NegatedTests((ExpressionTest(ONE), UnaryComparison("<", TWO))),)),
        ("? > 1", (ExpressionTest(Comparison(">", Name("?"), ONE)),)),
        ("(< 1)", (ExpressionTest(RangeLiteral(None, ONE, False, False)),)),
    ],
)
def test_unary_tests_are_these(source: str, tests: tuple[Test, ...]) -> None:
    assert parse_unary_tests(source) == tests


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("number", NUMBER),
        ("date and time", NamedType("date and time")),
        ("days and time duration", NamedType("days and time duration")),
        ("types.person", NamedType("types.person")),
        ("list<number>", ListTypeExpression(NUMBER)),
        ("list<list<number>>", ListTypeExpression(ListTypeExpression(NUMBER))),
        ("range<number>", RangeTypeExpression(NUMBER)),
        ("context<>", ContextTypeExpression(())),
        (
            "context<a b: number, c: list<number>>",
            ContextTypeExpression((("a b", NUMBER), ("c", ListTypeExpression(NUMBER)))),
        ),
        ("function<> -> number", FunctionTypeExpression((), NUMBER)),
        (
            "function<number, list<number>>->number",
            FunctionTypeExpression((NUMBER, ListTypeExpression(NUMBER)), NUMBER),
        ),
    ],
)
def test_a_type_is_this_tree(written: str, type_: object) -> None:
    tree = parse(f"a instance of {written}")
    assert isinstance(tree, InstanceOf)
    assert tree.type == type_


@pytest.mark.parametrize(
    ("source", "grouped"),
    [
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("a or b or c", "(a or b) or c"),
        ("a and b and c", "(a and b) and c"),
        ("a and b = c", "a and (b = c)"),
        ("a = b = c", "(a = b) = c"),
        ("a < b + c", "a < (b + c)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("a * b ** c", "a * (b ** c)"),
        ("a ** b ** c", "(a ** b) ** c"),
        ("-a ** b", "(-a) ** b"),
        ("a ** -b", "a ** (-b)"),
        ("-a.b", "-(a.b)"),
        ("-a[1]", "-(a[1])"),
        ("-a(b)", "-(a(b))"),
        ("--a", "-(-a)"),
        ("a - -b", "a - (-b)"),
        ("a + b instance of number", "a + (b instance of number)"),
        ("a in b + c", "a in (b + c)"),
        ("a in b and c", "(a in b) and c"),
        ("a in b = c", "(a in b) = c"),
        ("a between b + 1 and c + 1", "a between (b + 1) and (c + 1)"),
        ("a between b and c = d", "(a between b and c) = d"),
        ("a[1].b(2)", "((a[1]).b)(2)"),
        ("if a then b else c + 1", "if a then b else (c + 1)"),
        ("if a then if b then c else d else e", "if a then (if b then c else d) else e"),
        ("a and if b then c else d and e", "a and (if b then c else (d and e))"),
        ("a or some b in c satisfies d or e", "a or (some b in c satisfies (d or e))"),
        ("for a in b return c and d", "for a in b return (c and d)"),
        ("1 + for a in b return c", "1 + (for a in b return c)"),
        ("-function(a) a", "-(function(a) a)"),
        ("every a in b, c in d satisfies e", "every a in (b), c in (d) satisfies (e)"),
        ("for a in if b then c else d return e", "for a in (if b then c else d) return e"),
        ("a in (b, c) or d", "(a in (b, c)) or d"),
    ],
)
def test_operators_group_like_this(source: str, grouped: str) -> None:
    assert parse(source) == parse(grouped)


def test_declared_names_may_hold_keywords_and_symbols() -> None:
    names = ["offence in China", "a-b"]
    assert parse("offence in China and a-b > 1", names=names) == Conjunction(
        Name("offence in China"), Comparison(">", Name("a-b"), ONE)
    )


def test_words_that_nobody_declared_are_one_name() -> None:
    assert parse("crossed on = date of arrival") == Comparison(
        "=", Name("crossed on"), Name("date of arrival")
    )


# places -------------------------------------------------------------------------------


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield from nodes_of(part)


@given(expressions)
def test_every_node_knows_its_words_and_they_hold_those_of_its_parts(tree: Expression) -> None:
    text = Text("test", show(tree))
    read = parse(text, names=DECLARED)
    assert read.span is not None
    assert (read.span.start, read.span.end) == (0, len(text.content))
    for node in nodes_of(read):
        assert node.span is not None
        assert node.span.words == node.span.words.strip()
        for part in nodes_of(node):
            assert part.span is not None
            assert node.span.start <= part.span.start <= part.span.end <= node.span.end


@given(expressions)
def test_the_words_of_an_operand_are_read_as_that_operand(tree: Expression) -> None:
    for node in nodes_of(parse(show(tree), names=DECLARED)):
        assert node.span is not None
        if isinstance(node, Comparison | Conjunction | Path):
            assert parse(node.span.words, names=DECLARED) == node


def test_words_in_parentheses_take_these_with_them() -> None:
    tree = parse("(a + b) * c")
    assert tree.span is not None
    assert tree.span.words == "(a + b) * c"


def test_nodes_of_an_excerpt_stand_in_the_text_around_it() -> None:
    text = Text("rules.md", "when: |\n  a =\n  1\n")
    tree = parse(Excerpt(text, "a =\n1", (10, 11, 12, 13, 16, 17)))
    assert isinstance(tree, Comparison)
    assert str(tree.span) == "rules.md:2:3"
    assert str(tree.right.span) == "rules.md:3:3"
    assert tree.span is not None
    assert tree.span.words == "a =\n  1"


# limits -------------------------------------------------------------------------------


def test_brackets_may_be_nested_so_deep_and_no_deeper() -> None:
    assert parse("(" * DEEPEST + "1" + ")" * DEEPEST) == ONE
    with pytest.raises(TooDeepError) as error:
        parse("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1))
    assert str(error.value.place) == f"expression:1:{DEEPEST + 1}"


def test_a_tree_may_be_so_deep_and_no_deeper() -> None:
    parse("1" + " + 1" * (DEEPEST - 1))
    with pytest.raises(TooDeepError):
        parse("1" + " + 1" * DEEPEST)


def test_a_list_may_be_long() -> None:
    tree = parse("[" + "1, " * 5_000 + "1]")
    assert isinstance(tree, ListLiteral)
    assert len(tree.items) == 5_001


def test_a_source_may_be_so_long_and_no_longer() -> None:
    assert parse("1" + " " * (LONGEST - 1)) == ONE
    with pytest.raises(TooDeepError, match="1,000,001 characters"):
        parse("1" + " " * LONGEST)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 100_000,
        "[" * 100_000,
        "1 + " * 100_000 + "1",
        "-" * 100_000 + "1",
        "f(" * 100_000,
        "if a then " * 20_000,
        "for a in " * 50_000,
        "a." * 100_000,
        "a in " * 100_000,
        "not(" * 100_000,
        '"' + "a" * 900_000,
        "/*" + "a" * 900_000,
        "\0" * 900_000,
        "'" * 900_000,
        "{" + "a" * 900_000,
        "for " + "a " * 400_000,
        "{" + ", ".join(f"a-{i}: a-{i}" for i in range(5_000)),
        "x instance of " + "list<" * 100_000,
        "%" * 10_000_000,
    ],
    ids=lambda source: f"{source[:12]}...",
)
def test_noise_is_an_error_and_soon(source: str) -> None:
    start = time.process_time()
    with pytest.raises(FeelSyntaxError):
        parse(source)
    assert time.process_time() - start < 5


NOISE = (
    *("(", ")", "[", "]", "{", "}", "<", ">", "..", ".", ",", ":", "-", "=", "in", "if", "then"),
    *("else", "for", "return", "some", "satisfies", "function", "and", "or", "a", "between"),
    *("instance of", "list", "1", '"b"', "@", "'", '"', "/*", "//", "\n", "not", "date", "time"),
    *("external", "->", "==", "?"),
)


def mistake_in(source: str, read: Callable[[str], object]) -> FeelSyntaxError | None:
    try:
        read(source)
    except FeelSyntaxError as error:
        return error
    return None


@given(st.lists(st.sampled_from(NOISE), max_size=12).map(" ".join) | st.text(max_size=20))
@example("[1..[")
def test_whatever_is_not_read_is_a_syntax_error_with_a_place(source: str) -> None:
    for read in (parse, parse_unary_tests):
        error = mistake_in(source, read)
        if error is not None:
            assert error.place is not None
            assert error.message.endswith(".")
            assert error.advice
