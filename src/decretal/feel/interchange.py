"""FEEL values as JSON, and expressions answered line by line.

Two forms. Plain JSON has numbers, strings, booleans, null, arrays and objects.
Typed JSON says the type beside the value, so that it can carry dates:
``{"type": "date", "value": "1961-11-25"}``; a value in it is a string in the
lexical form of XML Schema, a list of such objects, an object of them, or absent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from decretal.errors import DecretalError, FeelValueError
from decretal.feel.decimals import rounded
from decretal.feel.names import normalised
from decretal.feel.notes import MOST_PARTS, NoValue
from decretal.feel.temporal import (
    DaysAndTimeDuration,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.read import (
    read_date,
    read_date_and_time,
    read_duration,
    read_time,
)
from decretal.feel.values import UNKNOWN, Context, Value, from_python, kind_of
from decretal.feel.written import text_of

_DURATION = "duration"
_DURATIONS = (DaysAndTimeDuration, YearsAndMonthsDuration)

Json = Any
"""What ``json`` reads and writes."""


def from_json(text: str) -> Context:
    """The context that a JSON object describes, as ``--context`` takes it.

    Numbers keep their digits. Raises FeelValueError if it is no JSON object.
    """
    try:
        given = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refused)
    except (ValueError, InvalidOperation, RecursionError) as mistake:
        raise FeelValueError(
            f"The context is not JSON: {mistake}.",
            advice='Write names and values as {"age": 42, "name": "Kim"}.',
        ) from None
    value = from_python(given)
    if not isinstance(value, Context):
        raise FeelValueError(
            f"The context is a {kind_of(value)}, and a JSON object is expected.",
            advice='Write names and values as {"age": 42, "name": "Kim"}.',
        )
    return value


def from_typed(typed: Json) -> Value:
    """The value of typed JSON; raises FeelValueError if it describes none."""
    if not isinstance(typed, Mapping) or not isinstance(typed.get("type"), str):
        raise FeelValueError(
            f"{_short(typed)} is no typed value.", advice='Write {"type": "number", "value": "1"}.'
        )
    kind, value = typed["type"], typed.get("value")
    if kind == "null" or value is None:
        return UNKNOWN if kind == "unknown" else None
    if kind == "list" and isinstance(value, list):
        return [from_typed(item) for item in value]
    if kind == "context" and isinstance(value, Mapping):
        return Context((normalised(name), from_typed(v)) for name, v in value.items())
    read = _READERS.get(kind)
    if read is None:
        raise FeelValueError(
            f'"{kind}" is no type of a value.',
            advice=f"The types are {', '.join(_READERS)}, list, context and null.",
        )
    try:
        return read(value if isinstance(value, str) else json.dumps(value))
    except (ValueError, InvalidOperation, NoValue) as mistake:
        raise FeelValueError(f"{_short(value)} is no {kind}: {mistake}") from None


def to_typed(value: Value) -> Json:
    """Typed JSON; a range or function is given as its text.

    Raises FeelValueError for a value of more than a million parts, which a short
    expression can make: a list that holds a list twice that holds a list twice.
    """
    if _parts(value, {}) > MOST_PARTS:
        raise FeelValueError(f"The value has more than {MOST_PARTS:,} parts.")
    return _typed(value)


def _parts(value: Value, counted: dict[int, int]) -> int:
    """How many parts the value has when it is written out."""
    if not isinstance(value, (list, Context)):
        return 1
    parts = counted.get(id(value))
    if parts is None:
        items = value if isinstance(value, list) else value.values()
        parts = counted[id(value)] = 1 + sum(_parts(item, counted) for item in items)
    return parts


def _typed(value: Value) -> Json:
    if isinstance(value, list):
        return {"type": "list", "value": [_typed(item) for item in value]}
    if isinstance(value, Context):
        return {
            "type": "context",
            "value": {name: _typed(item) for name, item in value.items()},
        }
    if value is None or value is UNKNOWN:
        return {"type": kind_of(value)}
    kind = _DURATION if isinstance(value, _DURATIONS) else kind_of(value)
    return {"type": kind, "value": str(value) if isinstance(value, Decimal) else text_of(value)}


def answer_lines(lines: Iterable[str]) -> Iterator[str]:
    """Answer one JSON object a line, ``{"expression": ..., "context": {name: typed}}``.

    Each answer is ``{"result": typed, "errors": [...]}``. A line that cannot be
    read is answered with null and what was wrong with it; none stops the rest.
    """
    for line in lines:
        try:
            result, errors = _answer(line)
            yield json.dumps({"result": result, "errors": errors})
        except DecretalError as mistake:
            yield _failure(str(mistake))
        except RecursionError:
            yield _failure("The value is nested too deep to be written out.")


def _answer(line: str) -> tuple[Json, list[str]]:
    from decretal.feel.evaluation import evaluate

    try:
        question = json.loads(line)
    except ValueError as mistake:
        raise FeelValueError(f"The line is not JSON: {mistake}.") from None
    if not isinstance(question, Mapping) or not isinstance(question.get("expression"), str):
        raise FeelValueError('The line has no "expression" that is a string.')
    context = question.get("context") or {}
    if not isinstance(context, Mapping):
        raise FeelValueError('The "context" of the line is not an object.')
    given = {name: from_typed(value) for name, value in context.items()}
    result = evaluate(question["expression"], given)
    return to_typed(result.value), [str(note) for note in result.notes]


def _failure(message: str) -> str:
    return json.dumps({"result": {"type": "null"}, "errors": [message]})


def _read_boolean(text: str) -> bool:
    if text.strip() not in ("true", "false"):
        raise ValueError("it is written true or false")
    return text.strip() == "true"


def _read_number(text: str) -> Decimal:
    number = Decimal(text.strip())
    if not number.is_finite():
        raise ValueError("it is not finite")
    return rounded(number)


_READERS: dict[str, Callable[[str], Value]] = {
    "number": _read_number,
    "string": lambda text: text,
    "boolean": _read_boolean,
    "date": lambda text: read_date(text.strip()),
    "time": lambda text: read_time(text.strip()),
    "date and time": lambda text: read_date_and_time(text.strip()),
    "duration": lambda text: read_duration(text.strip()),
    "days and time duration": lambda text: read_duration(text.strip()),
    "years and months duration": lambda text: read_duration(text.strip()),
}


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number of FEEL")


def _short(value: Json) -> str:
    try:
        text = json.dumps(value, default=str)
    except (ValueError, RecursionError):
        text = "The value"
    return text if len(text) <= 60 else text[:57] + "..."
