"""Values to and from Python and JSON, and expressions answered line by line."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from decretal.feel import (
    UNKNOWN,
    Context,
    Date,
    DateTime,
    DaysAndTimeDuration,
    FeelValueError,
    Time,
    YearsAndMonthsDuration,
    answer_lines,
    evaluate,
    from_json,
    from_python,
    from_typed,
    to_python,
    to_typed,
)
from decretal.feel.meaning import MEANING
from decretal.nodes import expressions

EAST_8 = datetime.timezone(datetime.timedelta(hours=8))


@pytest.mark.parametrize(
    ("python", "feel"),
    [
        (5, Decimal(5)),
        (2.5, Decimal("2.5")),
        (Decimal("1.50"), Decimal("1.50")),
        (True, True),
        (None, None),
        ("a", "a"),
        (datetime.date(1961, 11, 25), Date(1961, 11, 25)),
        (datetime.time(9, 15, 0, 250_000), Time(9, 15, 0, 250_000_000)),
        (datetime.time(9, 15, tzinfo=EAST_8), Time(9, 15, 0, offset=28_800)),
        (datetime.datetime(1961, 11, 29, 9, 15), DateTime(Date(1961, 11, 29), Time(9, 15, 0))),
        (
            datetime.datetime(1961, 11, 29, 9, 15, tzinfo=ZoneInfo("Asia/Tokyo")),
            DateTime(Date(1961, 11, 29), Time(9, 15, 0, zone="Asia/Tokyo")),
        ),
        (datetime.timedelta(hours=-1), DaysAndTimeDuration.of_seconds(-3600)),
        ([1, [2]], [Decimal(1), [Decimal(2)]]),
        ({"a": 1}, Context(a=Decimal(1))),
    ],
)
def test_pythons_values_become_feels_and_come_back(python: object, feel: object) -> None:
    value = from_python(python)
    assert value == feel
    assert type(value) is type(feel)
    assert to_python(value) == python


def test_a_name_of_a_context_has_single_spaces() -> None:
    assert from_python({"two \n words": (1,)}) == {"two words": [1]}


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        Decimal("Infinity"),
        Decimal("1e7000"),
        {1: "a"},
        object(),
        b"bytes",
        {1, 2},
        [{"a": object()}],
        1j,
    ],
)
def test_what_feel_has_no_value_for_is_refused(value: object) -> None:
    with pytest.raises(FeelValueError) as refused:
        from_python(value)
    assert refused.value.code == "E110"


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(FeelValueError, match="holds itself"):
        from_python(endless)


@pytest.mark.parametrize(
    "expression",
    [
        'date("12500-01-01")',
        'date("-0001-01-01")',
        'time("09:15:00@Asia/Tokyo")',
        'duration("P1Y")',
        'duration("P9999999999D")',
        'date and time("-0001-01-01T00:00:00")',
        "[1..2]",
        "abs",
    ],
)
def test_what_python_cannot_hold_stays_what_it_is(expression: str) -> None:
    result = evaluate(expression)
    assert result.python() is result.value


TYPED: list[tuple[dict[str, Any], object]] = [
    ({"type": "number", "value": "12.50"}, Decimal("12.50")),
    ({"type": "string", "value": " a "}, " a "),
    ({"type": "boolean", "value": "true"}, True),
    ({"type": "null"}, None),
    ({"type": "unknown"}, UNKNOWN),
    ({"type": "date", "value": "1961-11-25"}, Date(1961, 11, 25)),
    ({"type": "time", "value": "09:15:00+08:00"}, Time(9, 15, 0, offset=28_800)),
    (
        {"type": "date and time", "value": "1961-11-29T09:15:00"},
        DateTime(Date(1961, 11, 29), Time(9, 15, 0)),
    ),
    ({"type": "duration", "value": "P1Y2M"}, YearsAndMonthsDuration(14)),
    ({"type": "duration", "value": "-PT1H"}, DaysAndTimeDuration.of_seconds(-3600)),
    (
        {"type": "list", "value": [{"type": "number", "value": "1"}, {"type": "null"}]},
        [Decimal(1), None],
    ),
    ({"type": "context", "value": {"a": {"type": "string", "value": "b"}}}, Context(a="b")),
]


@pytest.mark.parametrize(("typed", "value"), TYPED)
def test_typed_json_both_ways(typed: dict[str, Any], value: Any) -> None:
    assert from_typed(typed) == value
    assert to_typed(value) == typed


@pytest.mark.parametrize(
    "typed",
    [
        None,
        5,
        "5",
        [],
        {},
        {"value": "5"},
        {"type": 5},
        {"type": "money", "value": "5"},
        {"type": "number", "value": "five"},
        {"type": "number", "value": "NaN"},
        {"type": "number", "value": "1e99999"},
        {"type": "boolean", "value": "yes"},
        {"type": "date", "value": "1961-02-29"},
        {"type": "time", "value": "9:15"},
        {"type": "date and time", "value": "x"},
        {"type": "duration", "value": "P1Y1D"},
        {"type": "list", "value": [5]},
        {"type": "list", "value": "5"},
        {"type": "context", "value": []},
    ],
)
def test_what_is_no_typed_value_is_refused(typed: Any) -> None:
    with pytest.raises(FeelValueError):
        from_typed(typed)


def test_other_values_are_given_as_their_text() -> None:
    assert to_typed(evaluate("[1..2)").value) == {"type": "range", "value": "[1..2)"}
    assert to_typed(evaluate("abs").value) == {"type": "function", "value": "abs"}
    literal = to_typed(evaluate("function(a, b) a").value)
    assert literal == {"type": "function", "value": "function(a, b) ..."}


def test_plain_json_keeps_the_digits_of_numbers() -> None:
    context = from_json('{"n": 0.1000, "big": 12345678901234567890, "l": [1, null, {"a b": "c"}]}')
    assert context == {
        "n": Decimal("0.1000"),
        "big": Decimal(12345678901234567890),
        "l": [Decimal(1), None, {"a b": "c"}],
    }


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "5", "null", '{"a": NaN}', '{"a": 1e99999}', "[" * 100_000]
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(FeelValueError):
        from_json(text)


def test_lines_are_answered_in_order_and_none_stops_the_rest() -> None:
    lines = [
        '{"expression": "1 + x", "context": {"x": {"type": "number", "value": "2"}}}',
        '{"expression": "1 +"}',
        "not json",
        "[]",
        '{"expression": 5}',
        '{"expression": "x", "context": []}',
        '{"expression": "x", "context": {"x": {"type": "date", "value": "never"}}}',
        '{"expression": "1 / 0", "context": {}}',
        '{"expression": "a b", "context": {"a  b": {"type": "string", "value": "\\ud800"}}}',
        '{"expression": "[@\\"P1D\\", {a: 1}]"}',
        "",
    ]
    answers = [json.loads(answer) for answer in answer_lines(lines)]
    assert len(answers) == len(lines)
    assert answers[0] == {"result": {"type": "number", "value": "3"}, "errors": []}
    for index in (1, 2, 3, 4, 5, 6, 7, 10):
        assert answers[index]["result"] == {"type": "null"}, index
        assert answers[index]["errors"], index
    assert answers[8]["result"] == {"type": "string", "value": "\ud800"}
    assert answers[9]["result"]["value"] == [
        {"type": "duration", "value": "P1D"},
        {"type": "context", "value": {"a": {"type": "number", "value": "1"}}},
    ]


def test_every_expression_has_a_meaning() -> None:
    classes = set(expressions.Expression.__args__)
    assert classes <= set(MEANING)


def test_notes_stand_where_the_trouble_is() -> None:
    note = evaluate('1 +\n  abs("5")').notes[0]
    assert note.span is not None
    assert (note.span.line, note.span.column, note.span.words) == (2, 3, 'abs("5")')
    assert str(note).startswith("expression:2:3 abs takes")


def test_importing_feel_loads_no_parser_and_no_regular_expressions() -> None:
    script = (
        "import sys, decretal.feel\n"
        "assert not {'lark', 'regex', 'zoneinfo'} & set(sys.modules), 'at import'\n"
        "from decretal.feel import from_python, run, Evaluation\n"
        "assert not {'lark', 'regex'} & set(sys.modules), 'at run'\n"
        "decretal.feel.evaluate('1 + 1')\n"
        "assert 'lark' in sys.modules, 'at evaluate'\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True)


def test_the_package_says_what_it_has_not() -> None:
    import decretal.feel as feel

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = feel.nothing
