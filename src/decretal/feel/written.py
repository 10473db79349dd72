"""Values as text: what ``string()`` gives (DMN 1.5, 10.3.4.1).

Inside a list or a context a string stands in quotes and a date as an ``@``
literal, so that the text reads as FEEL again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from decretal.feel.decimals import number_text
from decretal.feel.names import is_plain
from decretal.feel.notes import MOST_CHARACTERS, MOST_PARTS, NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.values import Context, FeelFunction, Range, Unknown, Value

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text_of(value: Value) -> str:
    """The text of a value; a string is its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, (Date, Time, DateTime, DaysAndTimeDuration, YearsAndMonthsDuration)):
        return str(value)
    return literal_of(value)


def literal_of(value: Value) -> str:
    """The value as it would be written in FEEL; a function only names itself.

    Raises NoValue if it is too large, or nested too deep.
    """
    writer = _Writer()
    try:
        writer.write(value)
    except RecursionError:
        raise NoValue("The value is nested too deep to be written out.") from None
    return "".join(writer.pieces)


class _Writer:
    """Collects the pieces of a text, up to the size that a string may have."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._characters = 0

    def add(self, piece: str) -> None:
        self._characters += len(piece)
        self.pieces.append(piece)
        if self._characters > MOST_CHARACTERS or len(self.pieces) > MOST_PARTS:
            raise NoValue("The value is too large to be written out.")

    def write(self, value: Value) -> None:
        match value:
            case None:
                self.add("null")
            case bool():
                self.add("true" if value else "false")
            case str():
                self.add(quoted(value))
            case Decimal():
                self.add(number_text(value))
            case Date() | Time() | DateTime() | DaysAndTimeDuration() | YearsAndMonthsDuration():
                self.add(f'@"{value}"')
            case list():
                before = "["
                for item in value:
                    self.add(before)
                    self.write(item)
                    before = ", "
                self.add("]" if value else "[]")
            case Context():
                before = "{"
                for name, item in value.items():
                    self.add(f"{before}{name if is_plain(name) else quoted(name)}: ")
                    self.write(item)
                    before = ", "
                self.add("}" if value else "{}")
            case Range() if value.operator:
                self.add(f"({value.operator} ")
                self.write(value.high if value.operator in ("<", "<=") else value.low)
                self.add(")")
            case Range():
                self.add("[" if value.low_included else "(")
                self.write(value.low)
                self.add("..")
                self.write(value.high)
                self.add("]" if value.high_included else ")")
            case Unknown():
                self.add("unknown")
            case FeelFunction():
                self.add(str(value))
            case _:
                assert_never(value)


def quoted(text: str) -> str:
    """A string literal of FEEL."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'
