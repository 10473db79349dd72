"""What nobody has established: UNKNOWN in every construct."""

from __future__ import annotations

import pytest

from decretal.feel import UNKNOWN, Evaluation, Value, evaluate, run, run_tests
from decretal.feel.parse import parse, parse_unary_tests

K = {"u": UNKNOWN, "t": True, "f": False, "n": None, "five": 5, "list": [1, UNKNOWN]}


def of(expression: str) -> Value:
    return evaluate(expression, K).value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("t and u", UNKNOWN),
        ("u and t", UNKNOWN),
        ("f and u", False),
        ("u and f", False),
        ("u and u", UNKNOWN),
        ("n and u", UNKNOWN),
        ("t or u", True),
        ("u or t", True),
        ("f or u", UNKNOWN),
        ("u or u", UNKNOWN),
        ("u or n", UNKNOWN),
        ("not(u)", UNKNOWN),
        ("if u then 1 else 1.0", 1),
        ("if u then 1 else 2", UNKNOWN),
        ("if u then [1, {a: 2}] else [1, {a: 2}]", [1, {"a": 2}]),
        ("if u then null else null", None),
        ("if t then 1 else u", 1),
        ("is known(u)", False),
        ("is unknown(u)", True),
        ("is known(five)", True),
        ("is unknown(n)", False),
        ("is known(u + 1)", False),
        ("some x in [1, 5] satisfies x > u", UNKNOWN),
        ("some x in list satisfies x = 1", True),
        ("some x in list satisfies x = 2", UNKNOWN),
        ("every x in list satisfies x = 2", False),
        ("every x in list satisfies x = 1", UNKNOWN),
        ("some x in [] satisfies u", False),
        ("every x in [] satisfies u", True),
        ("some x in [u, null] satisfies x > 5", UNKNOWN),
        ("(function(x) true)(u)", True),
        ("(function(x: number) x)(u)", UNKNOWN),
        ("{a: u, b: 5}.b", 5),
        ("[u, 5][2]", 5),
    ],
)
def test_what_can_be_said_all_the_same(expression: str, value: object) -> None:
    assert of(expression) == value or of(expression) is value


@pytest.mark.parametrize(
    "expression",
    [
        "u",
        "u = u",
        "u = null",
        "u != 5",
        "u < 5",
        "5 >= u",
        "u + 1",
        "1 - u",
        "u * 0",
        "-u",
        '"a" + u',
        "u between 1 and 5",
        "0 between 1 and u",
        "u in (1, 2)",
        "1 in (u, 1)",
        "1 in > u",
        "1 in [u, 1]",
        "1 in [u..5]",
        "5 in (? > u)",
        "u instance of number",
        "abs(u)",
        "count(u)",
        "count(list)",
        "sum(list)",
        "max(1, u)",
        "all([f, u])",
        "is(u, u)",
        "string(u)",
        "date(1961, u, 1)",
        "substring(string: u, start position: 1)",
        "u.year",
        "u[1]",
        "u[item > 1]",
        "[1, 2][item > u]",
        "[1, 2][u]",
        "[][u]",
        "for x in u return 1",
        "for x in 1..u return x",
        "some x in u satisfies true",
        "every x in u satisfies true",
        "[u..5]",
        "(< u)",
        "(= u)",
        "u(1)",
        "{a: u}.a",
    ],
)
def test_what_is_unknown(expression: str) -> None:
    result = evaluate(expression, K)
    assert result.value is UNKNOWN
    assert not result.notes


def test_unknown_is_an_item_and_an_entry_like_any_other() -> None:
    assert evaluate("[u, 1]", K).value == [UNKNOWN, 1]
    assert evaluate("for x in [u, 1] return x", K).value == [UNKNOWN, 1]
    assert evaluate("{a: u}", K).value == {"a": UNKNOWN}


def test_unknown_is_neither_true_nor_false_in_python() -> None:
    with pytest.raises(TypeError, match="is UNKNOWN"):
        bool(UNKNOWN)
    assert repr(UNKNOWN) == "UNKNOWN"


def test_unary_tests_of_something_unknown() -> None:
    assert run_tests(parse_unary_tests("-"), UNKNOWN, {}) is UNKNOWN
    assert run_tests(parse_unary_tests("< limit"), 5, {"limit": UNKNOWN}) is UNKNOWN  # type: ignore[arg-type]


def test_a_reused_tree_answers_for_each_scope_alone() -> None:
    tree = parse("a and b")
    scopes: list[dict[str, Value]] = [
        {"a": True, "b": UNKNOWN},
        {"a": False, "b": UNKNOWN},
        {"a": True, "b": True},
    ]
    assert [run(tree, scope, Evaluation()) for scope in scopes] == [UNKNOWN, False, True]


def test_pure_feel_never_becomes_unknown() -> None:
    for expression in ("null", "1 / 0", "nobody", "null.a", "[][1]", "null and true"):
        assert evaluate(expression).value is None
