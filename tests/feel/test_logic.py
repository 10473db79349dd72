"""Truth, equality, order, in, between, unary tests, if."""

from __future__ import annotations

import pytest
from tests.feel.told import is_null_with_a_note, notes_of, told

from decretal.feel import run_tests
from decretal.feel.parse import parse_unary_tests
from decretal.feel.values import from_python

# Kleene's tables; whatever is no boolean counts as null.
AND = {
    ("true", "true"): "true",
    ("true", "false"): "false",
    ("true", "null"): "null",
    ("false", "true"): "false",
    ("false", "false"): "false",
    ("false", "null"): "false",
    ("null", "true"): "null",
    ("null", "false"): "false",
    ("null", "null"): "null",
}
OR = {
    ("true", "true"): "true",
    ("true", "false"): "true",
    ("true", "null"): "true",
    ("false", "true"): "true",
    ("false", "false"): "false",
    ("false", "null"): "null",
    ("null", "true"): "true",
    ("null", "false"): "null",
    ("null", "null"): "null",
}


@pytest.mark.parametrize("neither", ["null", "7", '"true"', "[true]", "{}"])
@pytest.mark.parametrize(("word", "table"), [("and", AND), ("or", OR)])
def test_and_and_or_have_three_values(
    word: str, table: dict[tuple[str, str], str], neither: str
) -> None:
    for (left, right), value in table.items():
        given = [neither if side == "null" else side for side in (left, right)]
        assert told(f"{given[0]} {word} {given[1]}") == value, given


def test_a_side_that_is_no_boolean_is_noted() -> None:
    assert "a number" in notes_of("true and 7")[0].message
    assert not notes_of("true and null")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("not(true)", "false"),
        ("not(false)", "true"),
        ("not(null)", "null"),
        ("not(negand: 1 > 2)", "true"),
        ("all([true, true])", "true"),
        ("all([true, false, null])", "false"),
        ("all([true, null])", "null"),
        ("all([])", "true"),
        ("all(true, false)", "false"),
        ("all([false, 7])", "false"),
        ("any([false, true, null])", "true"),
        ("any([false, null])", "null"),
        ("any([])", "false"),
        ("any(false, true)", "true"),
        ("any(false)", "false"),
        ("if 2 > 1 then 5 else 6", "5"),
        ("if 1 > 2 then 5 else 6", "6"),
        ("if null then 5 else 6", "6"),
        ('if "true" then 5 else 6', "6"),
        ("if true then 5 else 1 / 0", "5"),
    ],
)
def test_truth(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    ["not(1)", "not()", "not(true, true)", "all([true, 7])", "all(null)", "any(7)", "any()"],
)
def test_truth_of_what_is_no_boolean(expression: str) -> None:
    assert is_null_with_a_note(expression)


def test_the_branch_that_is_not_taken_is_not_evaluated() -> None:
    assert not notes_of("if true then 5 else 1 / 0")
    assert notes_of("if 7 then 5 else 6")[0].message == "if takes true or false, not a number."


# equality and order --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 = 1.00", "true"),
        ("1 = 2", "false"),
        ("1 != 2", "true"),
        ('"a" = "A"', "false"),
        ("null = null", "true"),
        ("null = 0", "false"),
        ("null != false", "true"),
        ("[] = null", "false"),
        ("[1, [2]] = [1, [2]]", "true"),
        ("[1, 2] = [2, 1]", "false"),
        ("[1] = [1, 1]", "false"),
        ("[1, null] = [1, null]", "true"),
        ("[1, null] = [1, 2]", "false"),
        ('[1, "a"] = [2, 1]', "false"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ("{a: 1} = {a: 1, b: 2}", "false"),
        ("{a: 1} = {b: 1}", "false"),
        ("[1..2] = [1..2]", "true"),
        ("[1..2] = [1..2)", "false"),
        ("]1..2[ = (1..2)", "true"),
        ("[1..2] = [1..3]", "false"),
        ("(< 2) = (< 2)", "true"),
        ("(< 2) = (<= 2)", "false"),
        ("(<= 2) = (null..2]", "false"),
        ("(= 2) = [2..2]", "false"),
        ("(!= 2) = (!= 2)", "true"),
        ("abs = abs", "true"),
        ("abs = sqrt", "false"),
        ("{f: function(x) x, same: f = f}.same", "true"),
        ("1 < 2", "true"),
        ("2 <= 2", "true"),
        ("2 > 2", "false"),
        ("2 >= 2", "true"),
        ('"a" < "b"', "true"),
        ('"Z" < "a"', "true"),
        ('"" < "a"', "true"),
        ("is(1, 1.0)", "true"),
        ('is(1, "1")', "false"),
        ("is(null, null)", "true"),
        ("is([1, {a: 2}], [1, {a: 2}])", "true"),
        ("is([1..2], [1..2])", "true"),
        ("is([1..2], [1..2))", "false"),
        ("is(value1: 1)", "false"),
    ],
)
def test_equality_and_order(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        '1 = "1"',
        '1 != "1"',
        "true = 1",
        '[1, "a"] = [1, 1]',
        '{a: 1} = {a: "1"}',
        "[1] = 1",
        "abs = 1",
        '1 < "2"',
        "true < false",
        "[1] < [2]",
        "{} < {}",
        "null < 1",
        "1 >= null",
        "[1..2] < [3..4]",
        "is()",
        "is(1)",
        "is(1, 2, 3)",
    ],
)
def test_what_cannot_be_compared(expression: str) -> None:
    assert is_null_with_a_note(expression)


# in and between --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("3 between 3 and 5", "true"),
        ("5 between 3 and 5", "true"),
        ("2.99 between 3 and 5", "false"),
        ("2 between 3 and null", "false"),
        ("6 between null and 5", "false"),
        ('"m" between "a" and "z"', "true"),
        ("4 in 4", "true"),
        ("4 in (3, 4)", "true"),
        ("4 in (3, > 5)", "false"),
        ("4 in (3, > 3)", "true"),
        ("4 in < 4", "false"),
        ("4 in <= 4", "true"),
        ("4 in >= 4", "true"),
        ("4 in > 4", "false"),
        ("4 in = 4", "true"),
        ("4 in != 4", "false"),
        ("4 in (!= 5)", "true"),
        ("4 in [4..6]", "true"),
        ("4 in (4..6]", "false"),
        ("6 in [4..6)", "false"),
        ("6 in ]4..6]", "true"),
        ("5 in [[1..2], [4..6]]", "true"),
        ("3 in [[1..2], [4..6]]", "false"),
        ("5 in [1, 5]", "true"),
        ('5 in ["5", 5]', "true"),
        ('5 in ["5", true]', "false"),
        ("5 in [[5]]", "false"),
        ("[5] in [[5], [6]]", "true"),
        ("[5, 6] in [5, 6]", "true"),
        ("{a: 1} in [{a: 2}, {a: 1}]", "true"),
        ("null in [1, null]", "true"),
        ("null in (1, null)", "true"),
        ("1 in null", "false"),
        ("5 in (? > 3)", "true"),
        ("5 in (? > 7, ? < 2)", "false"),
        ('"Tonghua" in (starts with(?, "T"))', "true"),
        ("5 in (? + 0)", "true"),
        ("11 in (null..10]", "false"),
        ("{limit: 4, r: 5 in > limit}.r", "true"),
    ],
)
def test_in_and_between(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "4 between 3 and null",
        "null between 1 and 2",
        '4 between "a" and "b"',
        '4 in "4"',
        '4 in < "5"',
        "4 in (null..10]",
        "null in [1..2]",
        '4 in ["a".."b"]',
    ],
)
def test_in_and_between_without_an_answer(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("tests", "value", "passes"),
    [
        ("-", 5, True),
        ("5", 5, True),
        ("5, 6", 6, True),
        ("< 5", 5, False),
        ("not(5)", 5, False),
        ("not(5, 6)", 7, True),
        ("[1..3], > 7", 8, True),
        ('"a", "b"', "b", True),
        ("? * 2 = 10", 5, True),
        ("> limit", 5, True),
        ("null", None, True),
        ('> "a"', 5, None),
        ('not(> "a")', 5, None),
        ('5, > "a"', 5, True),
    ],
)
def test_the_unary_tests_of_a_cell(tests: str, value: object, passes: bool | None) -> None:
    scope = {"limit": from_python(4)}
    assert run_tests(parse_unary_tests(tests), from_python(value), scope) is passes
