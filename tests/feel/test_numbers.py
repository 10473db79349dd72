"""Numbers: decimal128 arithmetic and the numeric functions."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feel.told import is_null_with_a_note, told

from decretal.feel import evaluate


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("7 + 8", "15"),
        ("0.1 + 0.2", "0.3"),
        ("3 - 10", "-7"),
        ("6 * 7", "42"),
        ("1 / 4", "0.25"),
        ("2 / 3", "0.6666666666666666666666666666666667"),
        ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
        ("12345678901234567890123456789012345 + 0", "12345678901234567890123456789012340"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("20 - 5 - 3", "12"),
        ("64 / 4 / 2", "8"),
        ("-3 ** 2", "9"),
        ("-(3 ** 2)", "-9"),
        ("2 ** 3 ** 2", "64"),
        ("2 ** -2", "0.25"),
        ("9 ** 0.5", "3.000000000000000000000000000000000"),
        ("0 ** 0", "1"),
        ("0 ** 3", "0"),
        ("-0", "0"),
        ("0 * -5", "0"),
        ("1.50 + 1", "2.50"),
        ("1.5e3", "1500"),
        ("25e-1", "2.5"),
        ("- - 4", "4"),
        ("10 ** 33 + 1", "1000000000000000000000000000000001"),
    ],
)
def test_arithmetic(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "5 / 0",
        "0 / 0",
        "0 ** -1",
        "(-8) ** 0.5",
        "10 ** 6145",
        "1e6144 * 10",
        "2 ** 1000000000",
        "2 ** -1000000000",
        "1 + null",
        "null * 1",
        '1 + "1"',
        "true + 1",
        "[1] + 1",
        "-null",
        '-"5"',
        "-[1]",
        "2 ** null",
        "{a: 1} - 1",
    ],
)
def test_where_there_is_no_number_it_is_null_and_says_why(expression: str) -> None:
    assert is_null_with_a_note(expression)


def test_the_largest_number_is_just_below_ten_to_the_6145() -> None:
    assert evaluate("9.999999999999999999999999999999999e6144").value is not None
    assert evaluate("10 ** 6144").value == Decimal("1e6144")


def test_pythons_own_decimal_context_is_neither_used_nor_changed() -> None:
    with decimal.localcontext(decimal.Context(prec=3, rounding=decimal.ROUND_UP)) as ours:
        assert told("2 / 3") == "0.6666666666666666666666666666666667"
        assert told("decimal(123456.5, 0)") == "123456"
        assert told("mean([1000001, 1000002])") == "1000001.5"
        assert told("time(1, 2, 3.123456789).second") == "3.123456789"
        assert not any(ours.flags.values())


@given(st.integers(-(10**16), 10**16), st.integers(-(10**16), 10**16))
def test_integers_add_subtract_and_multiply_exactly(a: int, b: int) -> None:
    given = {"a": a, "b": b}
    assert evaluate("a + b", given).value == a + b
    assert evaluate("a - b", given).value == a - b
    assert evaluate("a * b", given).value == a * b


@given(st.integers(-(10**9), 10**9), st.integers(-(10**6), 10**6).filter(bool))
def test_the_remainder_is_pythons(a: int, b: int) -> None:
    assert evaluate("modulo(a, b)", {"a": a, "b": b}).value == a % b


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("decimal(0.125, 2)", "0.12"),
        ("decimal(0.135, 2)", "0.14"),
        ("decimal(-0.125, 2)", "-0.12"),
        ("decimal(4.5, 0)", "4"),
        ("decimal(1250, -2)", "1200"),
        ("decimal(1350, -2)", "1400"),
        ("decimal(7.25, 1.9)", "7.2"),
        ("decimal(n: 2.345, scale: 2)", "2.34"),
        ("floor(2.9)", "2"),
        ("floor(-2.1)", "-3"),
        ("floor(2.99, 1)", "2.9"),
        ("floor(-2.91, 1)", "-3.0"),
        ("floor(5)", "5"),
        ("ceiling(2.1)", "3"),
        ("ceiling(-2.9)", "-2"),
        ("ceiling(2.91, 1)", "3.0"),
        ("round up(2.01, 1)", "2.1"),
        ("round up(-2.01, 1)", "-2.1"),
        ("round up(2, 1)", "2"),
        ("round down(2.99, 1)", "2.9"),
        ("round down(-2.99, 1)", "-2.9"),
        ("round half up(2.25, 1)", "2.3"),
        ("round half up(-2.25, 1)", "-2.3"),
        ("round half up(2.24, 1)", "2.2"),
        ("round half down(2.25, 1)", "2.2"),
        ("round half down(-2.25, 1)", "-2.2"),
        ("round half down(2.26, 1)", "2.3"),
        ("round down(1.5, 6176)", "1.5"),
        ("round down(15, -6111)", "0"),
        ("abs(-4.5)", "4.5"),
        ('abs(duration("-PT90M"))', '@"PT1H30M"'),
        ('abs(duration("-P14M"))', '@"P1Y2M"'),
        ("modulo(17, 5)", "2"),
        ("modulo(-17, 5)", "3"),
        ("modulo(17, -5)", "-3"),
        ("modulo(-17, -5)", "-2"),
        ("modulo(15, 5)", "0"),
        ("modulo(7.5, 2.5)", "0.0"),
        ("modulo(0.7, 0.2)", "0.1"),
        ("modulo(10 ** 40, 7)", "4"),
        ("sqrt(2.25)", "1.5"),
        ("sqrt(0)", "0"),
        ("log(1)", "0"),
        ("exp(0)", "1"),
        ("exp(1)", "2.718281828459045235360287471352662"),
        ("log(exp(1)) between 0.9999999999 and 1.0000000001", "true"),
        ("odd(7)", "true"),
        ("odd(-7)", "true"),
        ("odd(8)", "false"),
        ("even(8)", "true"),
        ("even(-7)", "false"),
        ("even(0)", "true"),
        ("odd(2.5)", "false"),
        ("even(2.5)", "false"),
        ("even(10 ** 100)", "true"),
    ],
)
def test_numeric_functions(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "decimal(1, null)",
        "decimal(null, 1)",
        "decimal(1)",
        "decimal(1, 2, 3)",
        'decimal("1", 2)',
        "decimal(1, 6177)",
        "decimal(1, -6112)",
        "round up(1.5, 6177)",
        "round half down(1.5, -6112)",
        "floor()",
        "floor(null)",
        "floor(1, null)",
        "ceiling(1, 2, 3)",
        "ceiling(x: 1)",
        "abs(true)",
        'abs(date("2000-01-01"))',
        "modulo(5, 0)",
        "modulo(5)",
        "sqrt(-0.01)",
        "log(0)",
        "log(-1)",
        "exp(100000)",
        'exp("1")',
        "odd(null)",
        "even([1, 2])",
    ],
)
def test_numeric_functions_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("sum([4, 5, 6])", "15"),
        ("sum(4, 5, 6)", "15"),
        ("sum(4)", "4"),
        ("sum([])", "null"),
        ("mean([1, 2, 6])", "3"),
        ("mean(1, 2)", "1.5"),
        ("mean([])", "null"),
        ("product([2, 5, 7])", "70"),
        ("product(2, 0.5)", "1.0"),
        ("median([9, 1, 5])", "5"),
        ("median(9, 1, 5, 6)", "5.5"),
        ("median([4])", "4"),
        ("median([])", "null"),
        ("stddev([1, 3])", "1.414213562373095048801688724209698"),
        ("stddev(2, 2, 2)", "0"),
        ("mode([7, 2, 7, 2, 5])", "[2, 7]"),
        ("mode(3)", "[3]"),
        ("mode([])", "[]"),
        ("mode([1, 1.0, 2])", "[1]"),
        ("min([3, 1, 2])", "1"),
        ("max(3, 1, 2)", "3"),
        ("max([])", "null"),
        ('min("b", "a")', '"a"'),
        ('max([@"2001-01-01", @"2000-12-31"])', '@"2001-01-01"'),
        ('min([@"PT2H", @"PT90M"])', '@"PT1H30M"'),
        ("count([1, null, [2, 3]])", "3"),
        ("count([])", "0"),
        ("count(5)", "1"),
    ],
)
def test_one_value_of_many(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        'sum([1, "2"])',
        "sum([1, null])",
        "sum(null)",
        "sum()",
        "mean([true])",
        "product([])",
        "product([1, null])",
        "median(null)",
        'median([1, "a"])',
        "stddev([4])",
        "stddev(4)",
        "stddev([])",
        'mode([1, "1"])',
        "mode(null)",
        'min([1, "a"])',
        "max([1, null])",
        "max([true, false])",
        "count(null)",
        "count([1], [2])",
        "sum(l: [1])",
    ],
)
def test_one_value_of_many_outside_the_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)
