"""JSON and JSON lines: cases as objects (RFC 8259).

Owns reading a list of any length one object at a time, and saying at which line
and column a text is malformed. Numbers are read as ``Decimal``, so that nothing
is lost on the way.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, TextIO

from decretal.cases.formats.opening import Opened, lines_of, spoilt
from decretal.cases.formats.rows import Broken, NotRead, Records
from decretal.cases.shown import compact
from decretal.errors import TooBigError, WrongKindError, WrongShapeError

_BLOCK: Final = 65_536
_LARGEST_RECORD: Final = 10_000_000
# Nearer to the end of what was read, a mistake may only be a value that goes on.
_MARGIN: Final = 16
_ONE: Final = 'one object, such as {"case": "A-1"}'
_SHALLOW: Final = "values that are nested less deeply"
_MANY: Final = 'a list of objects, or an object with a list named "cases"'


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | NotRead:
    record = dict(pairs)
    if len(record) == len(pairs):
        return record
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    return NotRead(f'each name once in an object; "{twice}" stands twice', twice)


def _constant(word: str) -> NotRead:
    return NotRead("a number", word)


def _number(digits: str) -> Decimal | NotRead:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return NotRead("a number of a size that can be written out", digits)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant
)


def read_lines(opened: Opened) -> Records:
    """The objects in a file of JSON lines, numbered by their lines."""
    lines = lines_of(opened.text())
    start = opened.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{") and not opened.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "one JSON list" if start.startswith(b"[") else "something else"
        raise WrongKindError(
            f"{opened.name} is read as JSON lines, and holds {kind}.",
            advice=f"Each line is {_ONE}. Say what the file is with --input-format.",
        )
    return Records(_each_line(lines), fraction=opened.fraction, close=opened.close)


def _each_line(
    lines: Iterator[tuple[str, bool]],
) -> Iterator[tuple[int, Mapping[str, object]] | Broken]:
    for number, (line, whole) in enumerate(lines, start=1):
        found = line.strip()
        if not whole:
            yield Broken(number, "a line of at most 1,000,000 characters", found)
        elif fault := spoilt(line):
            yield Broken(number, fault, found.encode("utf-8", "replace").decode("utf-8"))
        elif found:
            try:
                record = _DECODER.decode(found)
            except json.JSONDecodeError as error:
                what = f"{_ONE}; this line is malformed at column {error.colno}"
                yield Broken(number, what, found)
            except RecursionError:
                yield Broken(number, _SHALLOW, found)
            else:
                yield _record(number, record)


def _record(number: int, found: object) -> tuple[int, Mapping[str, object]] | Broken:
    match found:
        case dict():
            return number, found
        case NotRead():
            return Broken(number, found.expected, found.found)
        case _:
            return Broken(number, _ONE, compact(found))


def read(opened: Opened) -> Records:
    """The objects in a JSON file, numbered by their place in the list."""
    reading = _Reading(opened.name, opened.text())
    return Records(reading.records(), fraction=opened.fraction, close=opened.close)


class _Reading:
    """A JSON text read value by value, no more of it in memory than one value needs."""

    def __init__(self, name: str, text: io.TextIOWrapper) -> None:
        self._name = name
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._lines_passed = 0
        self._columns_passed = 0

    def records(self) -> Iterator[tuple[int, Mapping[str, object]] | Broken]:
        match self._next():
            case "[":
                yield from self._list()
            case "{":
                yield from self._object()
            case _:
                raise self._wrong(_MANY)
        if self._next():
            raise self._wrong("the end of the file")

    def _list(self) -> Iterator[tuple[int, Mapping[str, object]] | Broken]:
        self._take("[")
        number = 0
        if self._next() == "]":
            self._take("]")
            return
        while True:
            number += 1
            yield _record(number, self._value())
            if self._next() == "]":
                break
            self._take(",")
        self._take("]")

    def _object(self) -> Iterator[tuple[int, Mapping[str, object]] | Broken]:
        self._take("{")
        seen = False
        while self._next() != "}":
            if self._next() != '"':
                raise self._wrong('a name in "quotation marks"')
            name = self._value()
            self._take(":")
            if name == "cases" and not seen:
                seen = True
                if self._next() != "[":
                    raise self._wrong("a list of cases")
                yield from self._list()
            else:
                self._value()
            if self._next() != "}":
                self._take(",")
        if not seen:
            raise self._wrong(_MANY)
        self._take("}")

    def _value(self) -> object:
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                goes_on = error.msg.startswith("Unterminated string")
                if self._ended or (not goes_on and error.pos < len(self._buffer) - _MARGIN):
                    self._at = error.pos
                    raise self._wrong(_reason(error)) from None
            except RecursionError:
                line, column = self._position()
                raise TooBigError(
                    f"{self._name}:{line}:{column} is nested too deeply.",
                    advice=f"Expected {_MANY}.",
                ) from None
            else:
                # A number at the very end of what was read may go on.
                if end < len(self._buffer) or self._ended:
                    self._at = end
                    return value
            if len(self._buffer) - self._at > _LARGEST_RECORD:
                line, column = self._position()
                raise TooBigError(
                    f"{self._name}:{line}:{column} begins a value of more than"
                    f" {_LARGEST_RECORD:,} characters.",
                    advice=f"Expected {_MANY}.",
                )
            self._read_on(max(_BLOCK, len(self._buffer) - self._at))

    def _next(self) -> str:
        """The next character that is not white space, empty at the end."""
        while True:
            while self._at < len(self._buffer):
                if (found := self._buffer[self._at]) not in " \t\r\n":
                    return found
                self._at += 1
            if self._ended:
                return ""
            self._read_on(_BLOCK)

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise self._wrong(f'"{mark}"')
        self._at += 1

    def _read_on(self, size: int) -> None:
        passed = self._buffer[: self._at]
        if "\n" in passed:
            self._lines_passed += passed.count("\n")
            self._columns_passed = len(passed) - passed.rindex("\n") - 1
        else:
            self._columns_passed += len(passed)
        block = self._text.read(size)
        self._ended = not block
        self._buffer = self._buffer[self._at :] + block
        self._at = 0

    def _position(self) -> tuple[int, int]:
        passed = self._buffer[: self._at]
        lines = passed.count("\n")
        columns = len(passed) - passed.rfind("\n") - 1 if lines else self._columns_passed + self._at
        return self._lines_passed + lines + 1, columns + 1

    def _wrong(self, expected: str) -> WrongShapeError:
        line, column = self._position()
        there = self._buffer[self._at : self._at + 1]
        found = f'"{there}"' if there else "the end of the file"
        return WrongShapeError(
            f"{self._name}:{line}:{column} has {found} where {expected} is expected.",
            advice="Is the file whole? A JSON checker shows what is missing.",
        )


def _reason(error: json.JSONDecodeError) -> str:
    match error.msg.removesuffix(" at"):
        case "Unterminated string starting":
            return "a string with an end"
        case "Expecting ',' delimiter":
            return 'a comma or "]" or "}"'
        case "Expecting ':' delimiter":
            return "a colon"
        case msg if msg.startswith("Expecting property name"):
            return 'a name in "quotation marks"'
        case msg if msg.startswith("Invalid"):
            return "a string with no such character or escape"
        case _:
            return "a value"


def parsed(text: str) -> object:
    """The value of a JSON text in a cell, ``NotRead`` if it is malformed."""
    try:
        value: object = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return NotRead("JSON", text)
    return value


class LinesWriter:
    """Writes rows as JSON lines; lists stay lists, and what is empty is null."""

    def __init__(self, stream: TextIO, columns: Sequence[str]) -> None:
        self._stream = stream
        self._columns = tuple(columns)

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._stream.write(compact(dict(zip(self._columns, cells, strict=True))) + "\n")

    def close(self) -> None:
        """Nothing is left to write."""

    def abandon(self) -> None:
        """Leave the file unfinished."""


class Writer:
    """Writes rows as one JSON list, an object on each line."""

    def __init__(self, stream: TextIO, columns: Sequence[str]) -> None:
        self._stream = stream
        self._columns = tuple(columns)
        self._before = "[\n"

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        row = compact(dict(zip(self._columns, cells, strict=True)))
        self._stream.write(self._before + row)
        self._before = ",\n"

    def close(self) -> None:
        """End the list."""
        self._stream.write("[]\n" if self._before == "[\n" else "\n]\n")

    def abandon(self) -> None:
        """Leave the file unfinished."""
