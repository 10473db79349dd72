"""A draft from YAML or JSON.

Owns the keys of a draft and what each holds. Whatever is wrong with it is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, TypeVar

from decretal.errors import DecretalError, DraftError, SeveralErrors
from decretal.registry.dates import is_iso
from decretal.registry.telegram import Handling, Role
from decretal.registry.write.draft import (
    BORNE,
    Copies,
    Dateline,
    Draft,
    Made,
    OwnNumber,
    Point,
    Reference,
)
from decretal.registry.write.points import numbered
from decretal.spelling import closest

T = TypeVar("T")

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
_KEYS: Final = [each.name for each in fields(Draft)]


def draft_of_data(data: object) -> Draft:
    """The draft that a mapping holds; one that is wrong raises an error."""
    reader = _Reader()
    draft = reader.draft(data)
    if len(reader.errors) == 1:
        raise reader.errors[0]
    if reader.errors:
        raise SeveralErrors(reader.errors)
    return draft


class _Reader:
    def __init__(self) -> None:
        self.errors: list[DecretalError] = []

    def wrong(self, where: str, expected: str, found: object) -> None:
        shown = repr(found)
        self.errors.append(
            DraftError(
                f"{where}: {expected} is expected, and there is"
                f" {shown if len(shown) < 60 else shown[:59] + '…'}.",
                advice="docs/telegram-formats.md shows a whole draft.",
            )
        )

    def draft(self, data: object) -> Draft:
        held = self.mapping("the draft", data, _KEYS)
        return Draft(
            heading=self.several("heading", held, self.text),
            classification=self.several("classification", held, self.text),
            precedence=self.maybe("precedence", held, self.text),
            station=self.maybe("station", held, self.text),
            numbers=self.several("numbers", held, self.number),
            subject=self.maybe("subject", held, self.text),
            to=self.several("to", held, self.text),
            copied=self.several("copied", held, self.text),
            reporting_to=self.several("reporting_to", held, self.text),
            answers=self.several("answers", held, self.reference),
            body=numbered(self.points("body", held.get("body") or [], -1)),
            issuer=self.maybe("issuer", held, self.text),
            signature=self.maybe("signature", held, self.text),
            dateline=self.maybe("dateline", held, self.dateline),
            date=self.maybe("date", held, self.date),
            distribution=self.several("distribution", held, self.copies),
            retained=self.maybe("retained", held, self.count),
            total=self.maybe("total", held, self.count),
            times=self.several("times", held, self.time),
        )

    def mapping(self, where: str, data: object, keys: list[str]) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self.wrong(where, "a mapping of keys to values", data)
            return {}
        for key in data:
            if key not in keys:
                meant = closest(str(key), keys)
                self.errors.append(
                    DraftError(
                        f'{where} has the key "{key}", which it cannot have.',
                        advice=f'Did you mean "{meant}"?'
                        if meant
                        else f"It may have {', '.join(keys)}.",
                    )
                )
        return data

    def maybe(
        self, name: str, held: Mapping[str, Any], read: Callable[[str, object], T | None]
    ) -> T | None:
        value = held.get(name)
        return None if value is None or value == "" else read(name, value)

    def several(
        self, name: str, held: Mapping[str, Any], read: Callable[[str, object], T | None]
    ) -> tuple[T, ...]:
        value = held.get(name)
        if value is None or value == "":
            return ()
        several = value if isinstance(value, list) else [value]
        found = (read(name, each) for each in several)
        return tuple(each for each in found if each is not None)

    def text(self, where: str, value: object) -> str | None:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            self.wrong(where, "a text", value)
            return None
        return " ".join(value.split())

    def count(self, where: str, value: object) -> int | None:
        return self.whole(where, value, "a number of copies", 0, 99_999)

    def whole(self, where: str, value: object, what: str, least: int, most: int) -> int | None:
        """A whole number; YAML is read without guessing, and gives digits."""
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 9:
            value = int(value)
        if type(value) is not int or not least <= value <= most:
            self.wrong(where, what, value)
            return None
        return value

    def date(self, where: str, value: object) -> str | None:
        words = str(value)
        if not is_iso(words):
            self.wrong(where, "a date such as 1963-03-09, 1963-03, --03-09 or ---09", words)
            return None
        return words

    def number(self, where: str, value: object) -> OwnNumber | None:
        held = self.mapping(where, value, ["number", "role", "label", "series", "year"])
        number = self.text(where, held.get("number"))
        role = held.get("role")
        if role not in BORNE:
            self.wrong(f"{where}: role", "receiving, issuing or unstated", role)
            return None
        return (
            None
            if number is None
            else OwnNumber(
                number=number,
                role=Role(role),
                label=self.maybe("label", held, self.text),
                series=self.maybe("series", held, self.text),
                year=self.maybe("year", held, self.text),
            )
        )

    def reference(self, where: str, value: object) -> Reference:
        held = self.mapping(where, value, ["date", "number", "series", "year", "whose"])
        return Reference(
            date=self.maybe("date", held, self.date),
            number=self.maybe("number", held, self.text),
            whose=self.maybe("whose", held, self.text),
            series=self.maybe("series", held, self.text),
            year=self.maybe("year", held, self.text),
        )

    def points(self, where: str, value: object, depth: int) -> Iterator[Point]:
        """Paragraphs, and lists of points in which lists follow the point they belong to."""
        if not isinstance(value, list):
            self.wrong(where, "a list of paragraphs, and of lists of points", value)
            return
        which = 0
        for each in value:
            if isinstance(each, list):
                yield from self.points(where, each, depth + 1)
                continue
            text = self.text(where, each)
            if text is None:
                continue
            which += 1
            yield Point(text, None if depth < 0 else str(which), max(depth, 0))

    def copies(self, where: str, value: object) -> Copies | None:
        if isinstance(value, str):
            value = {"name": value}
        held = self.mapping(where, value, ["name", "copies"])
        name = self.text(where, held.get("name"))
        return None if name is None else Copies(name, self.maybe("copies", held, self.count))

    def time(self, where: str, value: object) -> Made | None:
        held = self.mapping(where, value, ["kind", "date", "day", "time", "by"])
        kind = held.get("kind")
        if not isinstance(kind, str) or kind not in list(Handling):
            self.wrong(f"{where}: kind", f"one of {', '.join(Handling)}", kind)
            return None
        day = held.get("day")
        date = self.maybe("date", held, self.date)
        if date is not None and date.startswith("---"):
            day, date = date[3:], None
        return Made(
            kind=Handling(kind),
            date=date,
            day=None if day is None else self.whole(f"{where}: day", day, "a day", 1, 31),
            time=self.clock(where, held),
            by=self.maybe("by", held, self.text),
        )

    def dateline(self, where: str, value: object) -> Dateline:
        held = self.mapping(where, value, ["place", "date", "time"])
        return Dateline(
            place=self.maybe("place", held, self.text),
            date=self.maybe("date", held, self.date),
            time=self.clock(where, held),
        )

    def clock(self, where: str, held: Mapping[str, Any]) -> str | None:
        clock = held.get("time")
        if clock is None or clock == "":
            return None
        if not isinstance(clock, str) or not _CLOCK.fullmatch(clock):
            self.wrong(f"{where}: time", "a time such as 09:15", clock)
            return None
        return clock
