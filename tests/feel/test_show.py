from __future__ import annotations

from hypothesis import given
from tests.feel.strategies import DECLARED, expressions, unary_tests

from decretal.feel.parse import parse, parse_unary_tests
from decretal.feel.show import show
from decretal.nodes.expressions import Expression, Test


@given(expressions)
def test_what_is_shown_is_read_as_the_same_tree(tree: Expression) -> None:
    assert parse(show(tree), names=DECLARED) == tree


@given(unary_tests)
def test_a_unary_test_that_is_shown_is_read_as_the_same_test(test: Test) -> None:
    assert parse_unary_tests(show(test), names=DECLARED) == (test,)
