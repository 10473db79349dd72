"""What of a telegram is held against others, without its text.

Owns the short form in which it is kept, and reading it back: numbers, date and what is
answered, each with its line and column, so that a finding says where it stands.
"""

from __future__ import annotations

from typing import Any

from decretal.registry.telegram import (
    Answered,
    Number,
    Received,
    Role,
    TelegramReading,
    When,
    Words,
)
from decretal.source import Span, Text

Kept = dict[str, Any]


def brief_of(reading: TelegramReading) -> Kept:
    """The short form of a telegram."""
    return {
        "issuer": None if reading.issuer is None else reading.issuer.text,
        "heading": reading.heading[0].text if reading.heading else None,
        "date": _when_kept(reading.date),
        "numbers": [_number_kept(each) for each in reading.numbers],
        "answers": [
            {
                "text": each.text,
                "at": _at(each.span),
                "date": _when_kept(each.date),
                "number": None if each.number is None else _number_kept(each.number),
                "whose": each.whose,
            }
            for each in reading.answers
        ],
    }


def reading_of(kept: Kept, name: str, sha256: str) -> TelegramReading:
    """A telegram with as much of it as its short form has."""
    here = Text(name, "")
    nowhere = Span(here, 0, 0)
    return TelegramReading(
        source=here,
        received=Received(b"", sha256, "utf-8"),
        issuer=None if kept["issuer"] is None else Words(kept["issuer"], nowhere),
        heading=() if kept["heading"] is None else (Words(kept["heading"], nowhere),),
        date=_when(kept["date"], name),
        numbers=tuple(_number(each, name) for each in kept["numbers"]),
        answers=tuple(
            Answered(
                each["text"],
                _span(name, each["at"]),
                _when(each["date"], name),
                None if each["number"] is None else _number(each["number"], name),
                each["whose"],
            )
            for each in kept["answers"]
        ),
    )


def _at(span: Span) -> list[int]:
    return [span.line, span.column]


def _span(name: str, at: list[int]) -> Span:
    """A place of a text of which nothing is at hand but how far down and to the right it is."""
    line, column = at
    blank = "\n" * (line - 1) + " " * (column - 1)
    return Span(Text(name, blank), len(blank), len(blank))


def _when_kept(when: When | None) -> list[Any] | None:
    return None if when is None else [when.text, when.iso, _at(when.span)]


def _when(kept: list[Any] | None, name: str) -> When | None:
    return None if kept is None else When(kept[0], kept[1], _span(name, kept[2]))


def _number_kept(number: Number) -> Kept:
    return {
        "text": number.text,
        "number": number.number,
        "role": str(number.role),
        "at": _at(number.span),
        "series": number.series,
        "year": number.year,
    }


def _number(kept: Kept, name: str) -> Number:
    return Number(
        kept["text"],
        kept["number"],
        Role(kept["role"]),
        _span(name, kept["at"]),
        series=kept["series"],
        year=kept["year"],
    )
