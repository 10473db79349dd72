"""Functions: literals, closures, arguments, types of values, instance of."""

from __future__ import annotations

import pytest
from tests.feel.told import is_null_with_a_note, notes_of, told

from decretal.feel import evaluate
from decretal.feel.builtins import BUILT_INS


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("(function(x) x + 1)(4)", "5"),
        ("(function() 7)()", "7"),
        ("(function(x, y) x - y)(9, 4)", "5"),
        ("(function(x, y) x - y)(y: 9, x: 4)", "-5"),
        ("(function(x, y) y)(x: 1)", "null"),
        ("{f: function(x) x * 2, r: f(4)}.r", "8"),
        ("{n: 10, f: function(x) x + n, r: f(1)}.r", "11"),
        ("{n: 1, f: function(x) function(y) x + y + n, r: f(10)(100)}.r", "111"),
        ("{n: 1, f: function() n, g: {n: 2, r: f()}}.g.r", "1"),
        ("(function(f, x) f(f(x)))(function(x) x * 3, 2)", "18"),
        ("{f: [function(x) x + 1, function(x) x + 2], r: f[2](5)}.r", "7"),
        ("{a: {f: function(x) x + 1}, r: a.f(5)}.r", "6"),
        ("{f: abs, r: f(-2)}.r", "2"),
        ("(function(abs) abs)(5)", "5"),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "120"),
        ("for i in [1, 2] return (function(x) x + i)(10)", "[11, 12]"),
        ("sum(for f in [abs, sqrt] return f(4))", "6"),
        ("(function(x: number) x)(5)", "5"),
        ("(function(x: number) x)([5])", "5"),
        ("(function(x: number) x)(null)", "null"),
        ("(function(x: list<number>) count(x))([5, 6])", "2"),
        ("(function(x: context<a: number>) x.a)({a: 5, b: 6})", "5"),
        ("(function(x: Any) x)(5)", "5"),
        ("(function(x: tUndeclared) x)(5)", "5"),
    ],
)
def test_invocation(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "nothing of that name(1)",
        "null()",
        "(5)(1)",
        '"abs"(1)',
        "[abs](1)",
        "(function(x) x)()",
        "(function(x) x)(1, 2)",
        "(function(x) x)(y: 1)",
        "(function() 1)(x: 1)",
        '(function(x: number) 7)("5")',
        "(function(x: list<number>) 7)(5)",
        '(function(x: list<number>) 7)(["a"])',
        "(function(x: context<a: number>) 7)({b: 1})",
        '(function(x: date) 7)(@"1961-11-25T00:00:00")',
        '(function(x: date and time) 7)(@"1961-11-25")',
        '(function(x) external {java: {class: "a", method signature: "b()"}})(1)',
    ],
)
def test_invocation_that_fits_nothing(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize("name", sorted(BUILT_INS))
def test_a_built_in_refuses_names_and_numbers_that_are_not_its_own(name: str) -> None:
    assert is_null_with_a_note(f"{name}(no such parameter: 1)")
    if all(signature.most is not None for signature in BUILT_INS[name].signatures):
        assert is_null_with_a_note(f"{name}(1, 1, 1, 1, 1, 1)")


def test_a_built_in_takes_the_item_of_a_list_of_one_and_a_list_for_an_item() -> None:
    assert told('string length(["abc"])') == "3"
    assert told('contains(["abc"], ["b"])') == "true"
    assert told('string length(["abc", "d"])') == "null"
    assert told("reverse(5)") == "[5]"


def test_notes_say_what_a_function_takes() -> None:
    messages = {
        'abs("5")': "abs takes a number or days and time duration or years and months duration "
        'as "n", not a string.',
        "abs(null)": 'abs takes no null as "n".',
        "abs(1, 2)": "abs does not take 2 arguments.",
        "abs()": "abs does not take 0 arguments.",
        "abs(m: 1)": 'abs has no parameter "m".',
        "(function(x, y) x)(1)": "The function takes arguments x, y, and 1 argument is given.",
        "(function(x) x)(y: 1)": 'The function takes argument x, and no "y".',
        '(function(x: number) x)("5")': '"x" is a number, and a string is given.',
        "nobody": 'Nothing is named "nobody".',
        "(5)(1)": "A number is not a function.",
    }
    for expression, message in messages.items():
        assert notes_of(expression)[0].message == message


# instance of ----------------------------------------------------------------------------

KINDS = {
    "number": "5",
    "string": '"5"',
    "boolean": "true",
    "date": '@"1961-11-25"',
    "time": '@"09:15:00"',
    "date and time": '@"1961-11-25T09:15:00"',
    "days and time duration": '@"P1D"',
    "years and months duration": '@"P1Y"',
    "list<Any>": "[5]",
    "context<a: Any>": "{a: 5}",
    "range<number>": "[5..6]",
    "function<Any> -> Any": "(function(x) x)",
    "Null": "null",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_is_an_instance_of_its_own_kind_alone(kind: str) -> None:
    for other, value in KINDS.items():
        assert told(f"{value} instance of {kind}") == ("true" if other == kind else "false"), other


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("5 instance of Any", "true"),
        ("null instance of Any", "false"),
        ("[1, 2] instance of list<number>", "true"),
        ('[1, "a"] instance of list<number>', "false"),
        ('[1, "a"] instance of list<Any>', "true"),
        ("[1, null] instance of list<number>", "true"),
        ("[] instance of list<number>", "true"),
        ("[[1]] instance of list<list<number>>", "true"),
        ("[1] instance of list<list<number>>", "false"),
        ("[1] instance of number", "false"),
        ("{a: 1, b: 2} instance of context<a: number>", "true"),
        ("{a: 1} instance of context<a: number, b: number>", "false"),
        ("{a: null} instance of context<a: number>", "true"),
        ('{a: "1"} instance of context<a: number>', "false"),
        ('["a".."b"] instance of range<string>', "true"),
        ('["a".."b"] instance of range<number>', "false"),
        ("(> 5) instance of range<number>", "true"),
        ("(function(x: number) 5) instance of function<number> -> number", "true"),
        ('(function(x: number) "a") instance of function<number> -> number', "false"),
        ("(function(x: number) x) instance of function<string> -> Any", "false"),
        ("(function(x) x) instance of function<string> -> Any", "true"),
        ("(function(x: number) x) instance of function<Null> -> Any", "true"),
        ("(function(x) x) instance of function<> -> Any", "false"),
        ("abs instance of function<number> -> number", "true"),
    ],
)
def test_instance_of(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize("kind", ["list", "context", "range"])
def test_a_type_without_its_parts_is_none(kind: str) -> None:
    assert is_null_with_a_note(f"[1] instance of {kind}")


def test_a_type_that_nobody_declared_counts_as_any_and_is_noted() -> None:
    result = evaluate("5 instance of tLoan")
    assert result.value is True
    assert result.notes[0].message == 'There is no type "tLoan"; it counts as Any.'
    assert told("null instance of tLoan") == "false"
    assert told("5 instance of list<tLoan>") == "false"
    assert told("[5] instance of list<tLoan>") == "true"
