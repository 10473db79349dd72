"""Nothing hangs, nothing ends in a traceback: what an evaluation may use up."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest

from decretal.errors import FeelSyntaxError, FeelValueError
from decretal.feel import Evaluation, answer_lines, evaluate, run, to_typed
from decretal.feel.notes import MOST_NOTES
from decretal.feel.parse import parse

TWICE = "for i in 1..90 return if i = 1 then {start} else {step}"
NESTED = TWICE.format(start="[1]", step="[partial[-1], partial[-1]]")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("10 ** 1000000", "too large"),
        ("exp(10 ** 20)", "too large"),
        ("for i in 1..1000000000000 return i", "more than 1,000,000 items"),
        ('for d in @"-9999-01-01"..@"9999-12-31" return d', "more than 1,000,000 items"),
        ("{f: function(n) f(n), r: f(1)}.r", "invokes itself"),
        ("{f: function(n) [f(n)], r: f(1)}.r", "invokes itself"),
        ("{f: function(n) sort([1, 2], f), r: f(1)}.r", "2 arguments"),
        (f"string({NESTED})", "too large to be written"),
        (f"flatten({NESTED})", "at most 1,000,000 items"),
    ],
)
def test_what_would_take_too_long_is_null_with_a_note(expression: str, message: str) -> None:
    result = evaluate(expression)
    assert result.value is None
    assert message in result.notes[-1].message


@pytest.mark.parametrize(
    "expression",
    [
        "for i in 1..900000 return i",
        "for i in 1..900, j in 1..900 return 1",
        "every i in 1..900000, j in 1..900000 satisfies true",
        "some i in 1..900, j in 1..900 satisfies false",
        "{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(40)}.r",
        "distinct values(for i in 1..9000 return [i])",
        "sort(for i in 1..9000 return modulo(i, 97), function(a, b) a < b)",
        "{xs: for i in 1..9000 return i, r: for x in xs return list contains(xs, -1)}.r",
        "{xs: for i in 1..9000 return i, r: for x in xs return xs[item = x]}.r",
        '{s: string join(for i in 1..9000 return "abcdefgh"), '
        'r: for i in 1..9000 return contains(s, "x")}.r',
        "for i in 1..9000 return partial",
    ],
)
def test_an_evaluation_has_so_many_steps_and_no_more(expression: str) -> None:
    evaluation = Evaluation(steps=10_000)
    assert run(parse(expression), {}, evaluation) is None
    assert evaluation.notes[-1].message == "The expression takes more than 10,000 steps."


def test_a_text_that_doubles_stops_at_its_limit() -> None:
    doubling = TWICE.format(start='"ab"', step="partial[-1] + partial[-1]")
    result = evaluate(f"max(for s in ({doubling})[item != null] return string length(s))")
    assert result.value == 2**23
    assert "10,000,000 characters" in result.notes[0].message


def test_a_list_that_holds_a_list_twice_that_holds_a_list_twice() -> None:
    given = {"xs": evaluate(NESTED).value, "ys": evaluate(NESTED).value}
    assert evaluate("xs = ys", given).value is True
    assert evaluate("is(xs, ys)", given).value is True
    assert evaluate("count(xs)", given).value == 90
    assert evaluate("xs instance of list<list<Any>>", given).value is True
    assert evaluate("list contains([xs], ys)", given).value is True


def test_a_value_too_large_to_be_written_is_answered_with_an_error() -> None:
    answer = json.loads(next(answer_lines([json.dumps({"expression": NESTED})])))
    assert answer["result"] == {"type": "null"}
    assert "parts" in answer["errors"][0]


def test_a_list_nested_deeper_than_python_recurses() -> None:
    deep = "for i in 1..3000 return if i = 1 then [1] else [partial[-1]]"
    assert evaluate(f"flatten(({deep})[-1])").value == [1]
    assert evaluate(f"count({deep})").value == 3000
    assert evaluate(f"string({deep})").notes[0].message.startswith("The value is nested too deep")
    with pytest.raises(FeelValueError, match="nested too deep"):
        evaluate(deep).literal()
    with pytest.raises(FeelValueError, match="nested too deep"):
        evaluate(f"({deep})[-1]").python()
    compared = evaluate(f"({deep})[-1] = ({deep})[-1]")
    assert compared.value in (True, None)
    answer = json.loads(next(answer_lines([json.dumps({"expression": deep})])))
    assert answer["errors"]


@pytest.mark.parametrize("depth", [100, 240])
@pytest.mark.parametrize("shape", ["(1 + {})", "[{}]", "-{}", "if true then {} else 0", "abs({})"])
def test_an_expression_as_deep_as_the_parser_takes_is_evaluated(shape: str, depth: int) -> None:
    expression = "1"
    for _ in range(depth):
        expression = shape.format(expression)
    try:
        result = evaluate(expression)
    except FeelSyntaxError:
        return
    assert result.value is not None or result.notes


def test_notes_are_as_many_as_one_can_read() -> None:
    result = evaluate("for i in 1..10000 return 1 / 0")
    assert len(result.notes) == MOST_NOTES


WORDS = [
    "1",
    "2.5",
    '"a"',
    "null",
    "true",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    ",",
    ":",
    ".",
    "..",
    "+",
    "-",
    "*",
    "/",
    "**",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "and",
    "or",
    "if",
    "then",
    "else",
    "for",
    "in",
    "return",
    "some",
    "every",
    "satisfies",
    "function",
    "between",
    "instance",
    "of",
    "list",
    "<",
    ">",
    '@"1961-11-25"',
    '@"x"',
    'date("1961-11-25")',
    "abs",
    "sum",
    "string",
    "not",
    "x",
    "a.b",
    "item",
    "partial",
    "?",
    "range(",
    "external",
    "->",
    "|",
]


def noise(seed: int) -> Iterator[str]:
    generator = random.Random(seed)
    for _ in range(400):
        yield " ".join(generator.choices(WORDS, k=generator.randint(1, 12)))


@pytest.mark.parametrize("seed", range(5))
def test_words_in_any_order_are_an_answer_or_a_mistake(seed: int) -> None:
    for expression in noise(seed):
        try:
            result = evaluate(expression, {"x": [1, {"a": 2}], "a": {"b": 3}})
        except FeelSyntaxError:
            continue
        to_typed(result.value)
