"""Where the characters of a YAML scalar stand in its block.

Owns the alignment of a scalar's value with its spelling: quotation marks, escapes,
folding and indentation. What a scalar is for is left to ``entries``.
"""

from __future__ import annotations

from collections.abc import Sequence

# YAML 1.1, 5.7: the escapes of one character; the others give a code point.
_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
_DIGITS = {"x": 2, "u": 4, "U": 8}
_BREAKS = "\n\r\x85\u2028\u2029"


def alignment(raw: str, start: int, end: int, value: str, style: str | None) -> Sequence[int]:
    """For each character of a value, and for its end, its place in the block.

    ``start`` and ``end`` are those of the scalar as written, with its quotation
    marks or its ``|`` or ``>``. A character that an escape stands for is at the
    escape's backslash; white space that folding makes is at the break it comes from.
    """
    if style in ("'", '"'):
        first = start + 1
    elif style in ("|", ">"):
        line_end = raw.find("\n", start)
        first = len(raw) if line_end < 0 else line_end + 1
    else:
        first = start
    if raw.startswith(value, first):
        return range(first, first + len(value) + 1)
    if style == '"':
        characters, places = _double_quoted(raw, first, end - 1)
    elif style == "'":
        characters, places = _quoted(raw, first, end - 1)
    else:
        return _forward(raw, first, end, value)
    if "".join(characters) == value:
        return (*places, end - 1)
    return _forward(raw, first, end - 1, value)


def _forward(raw: str, first: int, end: int, value: str) -> Sequence[int]:
    """Folding and indentation change white space alone, so all else is met in order."""
    at = first
    found: list[int] = []
    for character in value:
        if raw[at : at + 1] != character:
            if character in " \n":
                found.append(min(at, end))
                continue
            after = raw.find(character, at, end)
            at = at if after < 0 else after
        found.append(min(at, end))
        at += 1
    found.append(min(at, max(end, first)))
    return found


def _double_quoted(raw: str, at: int, end: int) -> tuple[list[str], list[int]]:
    characters: list[str] = []
    places: list[int] = []
    while at < end:
        if raw[at] != "\\":
            at = _plain_or_folded(raw, at, end, characters, places)
            continue
        escape = raw[at + 1 : at + 2]
        if escape in _BREAKS:
            # It joins two lines; empty lines after it remain.
            at = _empty_lines(raw, at + 2, end, characters, places)
            continue
        digits = _DIGITS.get(escape, 0)
        if digits:
            characters.append(chr(int(raw[at + 2 : at + 2 + digits], 16)))
        else:
            characters.append(_ESCAPES.get(escape, escape))
        places.append(at)
        at += 2 + digits
    return characters, places


def _quoted(raw: str, at: int, end: int) -> tuple[list[str], list[int]]:
    characters: list[str] = []
    places: list[int] = []
    while at < end:
        if raw.startswith("''", at):
            characters.append("'")
            places.append(at)
            at += 2
        else:
            at = _plain_or_folded(raw, at, end, characters, places)
    return characters, places


def _plain_or_folded(raw: str, at: int, end: int, characters: list[str], places: list[int]) -> int:
    """One character, or a run of white space as folding leaves it (YAML 1.1, 4.2.4)."""
    after = at
    while after < end and raw[after] in " \t":
        after += 1
    if after < end and raw[after] in _BREAKS:
        before = len(characters)
        first = raw[after]
        if first in "\u2028\u2029":
            characters.append(first)
            places.append(after)
        end_of_run = _empty_lines(raw, after + 1, end, characters, places)
        if len(characters) == before:
            characters.append(" ")
            places.append(after)
        return end_of_run
    after = max(after, at + 1)
    characters.extend(raw[at:after])
    places.extend(range(at, after))
    return after


def _empty_lines(raw: str, at: int, end: int, characters: list[str], places: list[int]) -> int:
    """Each further break is a line's end; indentation goes away."""
    while at < end and raw[at] in " \t" + _BREAKS:
        if raw[at] in _BREAKS:
            characters.append(raw[at] if raw[at] in "\u2028\u2029" else "\n")
            places.append(at)
        at += 1
    return at
