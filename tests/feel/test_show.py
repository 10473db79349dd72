from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from decretal.feel.parse import parse, parse_unary_tests
from decretal.feel.show import quoted, show
from decretal.nodes.expressions import (
    AnyTest,
    Conjunction,
    Expression,
    Name,
    NegatedTests,
    NumberLiteral,
    RangeLiteral,
    Test,
    UnaryComparison,
)

from .strategies import DECLARED, expressions, unary_tests


@given(expressions)
def test_what_is_shown_is_read_as_the_same_tree(tree: Expression) -> None:
    assert parse(show(tree), names=DECLARED) == tree


@given(unary_tests)
def test_a_unary_test_that_is_shown_is_read_as_the_same_test(test: Test) -> None:
    assert parse_unary_tests(show(test), names=DECLARED) == (test,)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("( a+b )*c", "(a + b) * c"),
        ("(a*b)+c", "a * b + c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("-(3**2)", "-(3 ** 2)"),
        ("(-3)**2", "-3 ** 2"),
        ("((a or b)) and c", "(a or b) and c"),
        ("(a and b) or c", "a and b or c"),
        ("(a < b) = c", "a < b = c"),
        ("a = (b < c)", "a = (b < c)"),
        ("(if a then b else c) or d", "(if a then b else c) or d"),
        ("d or (if a then b else c)", "d or if a then b else c"),
        ("(a or if b then c else d) or e", "a or (if b then c else d) or e"),
        ("x in (1)", "x in 1"),
        ("x in (<5)", "x in < 5"),
        ("x in ((<5))", "x in ((< 5))"),
        ("x in (<5,[1..2])", "x in (< 5, [1..2])"),
        ("]1..2[", "(1..2)"),
        ("(function (a : number) a+1)( 1 )", "(function(a: number) a + 1)(1)"),
        ("{a:1,'':2}".replace("'", '"'), '{a: 1, "": 2}'),
        ('{"a b":1}', "{a b: 1}"),
        ('{"a: b":1}', '{"a: b": 1}'),
        ("f( start  position:1 )", "f(start position: 1)"),
        ("x instance of function<number,list<string>>->Any", None),
        ("(x instance of list) < y", "(x instance of list) < y"),
        ("for a in 1..2,b in c return a", "for a in 1..2, b in c return a"),
        ("1.50", "1.50"),
        ("1000e3", "1000000"),
        ("1e100", "1e+100"),
        ("0.001", "0.001"),
        ('"a\\u0000\\n\\"b\\\\"', '"a\\u0000\\n\\"b\\\\"'),
        ("date and (time)", "date and (time)"),
        ("years and (months duration)", "years and (months duration)"),
        ("x between date and (time)", "x between date and (time)"),
    ],
)
def test_the_canonical_text_has_as_few_parentheses_as_can_be(
    source: str, shown: str | None
) -> None:
    expected = shown or "x instance of function<number, list<string>> -> Any"
    assert show(parse(source)) == expected


def test_two_names_side_by_side_do_not_read_like_one_of_the_language() -> None:
    tree = Conjunction(Name("date"), Name("time"))
    assert show(tree) == "date and (time)"
    assert parse(show(tree)) == tree


def test_a_unary_test_is_shown_bare() -> None:
    five = NumberLiteral(Decimal(5))
    assert show(UnaryComparison("<", five)) == "< 5"
    assert show(AnyTest()) == "-"
    assert show(NegatedTests((UnaryComparison("=", five), UnaryComparison(">", five)))) == (
        "not(= 5, > 5)"
    )


def test_a_type_is_shown() -> None:
    tree = parse("x instance of context<a b: range<date and time>, c: list<Any>>")
    assert show(tree) == "x instance of context<a b: range<date and time>, c: list<Any>>"


def test_a_string_is_quoted_for_feel() -> None:
    assert quoted('say "yes"\n') == '"say \\"yes\\"\\n"'


def test_a_range_without_ends_has_no_text() -> None:
    with pytest.raises(ValueError, match="at least one end"):
        show(RangeLiteral(None, None, False, False))
