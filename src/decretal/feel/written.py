"""Values as text: what ``string()`` gives (DMN 1.5, 10.3.4.1).

Inside a list or a context a string stands in quotes and a date as an ``@``
literal, so that the text reads as FEEL again.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from decretal.feel.decimals import number_text
from decretal.feel.names import is_plain
from decretal.feel.notes import MOST_CHARACTERS, NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.values import Context, Range, Value

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text_of(value: Value) -> str:
    """The text of a value; a string is its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, (Date, Time, DateTime, DaysAndTimeDuration, YearsAndMonthsDuration)):
        return str(value)
    return literal_of(value)


def literal_of(value: Value) -> str:
    """The value as it would be written in FEEL; a function only names itself."""
    size = 0
    pieces: list[str] = []
    for piece in _pieces(value):
        size += len(piece)
        if size > MOST_CHARACTERS:
            raise NoValue(f"A string has at most {MOST_CHARACTERS:,} characters.")
        pieces.append(piece)
    return "".join(pieces)


def _pieces(value: Value) -> Iterator[str]:
    match value:
        case None:
            yield "null"
        case bool():
            yield "true" if value else "false"
        case str():
            yield quoted(value)
        case Decimal():
            yield number_text(value)
        case Date() | Time() | DateTime() | DaysAndTimeDuration() | YearsAndMonthsDuration():
            yield f'@"{value}"'
        case list():
            yield "["
            for index, item in enumerate(value):
                if index:
                    yield ", "
                yield from _pieces(item)
            yield "]"
        case Context():
            yield "{"
            for index, (name, item) in enumerate(value.items()):
                yield (", " if index else "") + (name if is_plain(name) else quoted(name)) + ": "
                yield from _pieces(item)
            yield "}"
        case Range():
            yield from _range_pieces(value)
        case _:
            yield str(value) if type(value).__str__ is not object.__str__ else "function"


def _range_pieces(value: Range) -> Iterator[str]:
    if value.operator:
        yield f"({value.operator} "
        yield from _pieces(value.low if value.operator in (">", ">=", "=", "!=") else value.high)
        yield ")"
        return
    yield "[" if value.low_included else "("
    yield from _pieces(value.low)
    yield ".."
    yield from _pieces(value.high)
    yield "]" if value.high_included else ")"


def quoted(text: str) -> str:
    """A string literal of FEEL."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
