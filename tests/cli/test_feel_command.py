"""decretal feel"""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import Here


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("1 + 2", "3"),
        ("-2 ** 2", "4"),
        ("-(3)", "-3"),
        ('"a" + "b"', '"ab"'),
        ("[1, true, null]", "[1, true, null]"),
        ('date("1961-11-25")', '@"1961-11-25"'),
        ("{a: 1}", "{a: 1}"),
        ('"é" + "中"', '"é中"'),
    ],
)
def test_a_value_is_written_as_feel_writes_it(decretal: Here, expression: str, shown: str) -> None:
    run = decretal("feel", expression)
    assert (run.status, run.out, run.err) == (0, shown + "\n", "")


def test_names_come_from_the_context(decretal: Here) -> None:
    run = decretal(
        "feel", "offence in China and n > 2", "--context", '{"offence in China": true, "n": 3}'
    )
    assert run.out == "true\n"


def test_what_was_wrong_on_the_way_goes_to_standard_error(decretal: Here) -> None:
    run = decretal("feel", '1 + "a"')
    assert (run.status, run.out) == (1, "null\n")
    assert run.err.startswith("expression:1:1 ")


def test_a_mistake_is_pointed_at(decretal: Here) -> None:
    run = decretal("feel", "1 +\n(2 * 3")
    assert (run.status, run.out) == (2, "")
    first, line, caret = run.err.splitlines()
    assert first.startswith("expression:2:1 [E101] ")
    assert (line, caret) == ("  (2 * 3", "  ^")


def test_a_mistake_far_into_a_long_line_is_shown_with_what_stands_around_it(
    decretal: Here,
) -> None:
    run = decretal("feel", "1 + " * 100 + "* 2")
    _, line, caret = run.err.splitlines()
    assert len(line) < 120
    assert line[len(caret) - 1] == "*"


def test_lines_are_answered_one_by_one(decretal: Here) -> None:
    asked = [
        {"expression": "1 + x", "context": {"x": {"type": "number", "value": "2"}}},
        {"expression": "1 +"},
        {"expression": '"中"'},
    ]
    given = "".join(json.dumps(each) + "\n" for each in asked) + "oops\n"
    run = decretal("feel", "--jsonl", given=given.encode())
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert run.status == 0
    assert answers[0] == {"result": {"type": "number", "value": "3"}, "errors": []}
    assert answers[1]["result"] == {"type": "null"}
    assert answers[1]["errors"]
    assert answers[2]["result"] == {"type": "string", "value": "中"}
    assert len(answers) == 4
