"""A telegram as JSON, and back without loss.

Owns reading back the data that ``as_data`` makes, together with the text of the
telegram, which stands under ``file`` as ``text``; ``base64`` beside it holds the bytes
where the text alone does not give them back.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from decretal.errors import TelegramFormatError
from decretal.registry.as_data import as_data
from decretal.registry.formats.file_text import is_enough, with_raw
from decretal.registry.formats.shape import demand_shape
from decretal.registry.read.encoding import decode
from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Direction,
    Finding,
    Handling,
    Number,
    Provision,
    Received,
    Recipient,
    Role,
    TelegramReading,
    Time,
    When,
    Words,
)
from decretal.source import Span, Text

T = TypeVar("T")


def to_json(reading: TelegramReading) -> str:
    """The telegram with its text, as one JSON object."""
    data = as_data(reading)
    file = data["file"]
    assert isinstance(file, dict)
    file["text"] = reading.source.content
    if not is_enough(reading):
        file["base64"] = base64.b64encode(reading.received.raw).decode("ascii")
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def from_json(data: str | bytes, *, name: str = "telegram") -> TelegramReading:
    """The telegram that ``to_json`` wrote; anything else raises an error."""
    return _as_written(name, lambda: json.loads(data))


def from_data(data: Mapping[str, Any], raw: bytes, *, name: str = "telegram") -> TelegramReading:
    """The telegram of which ``as_data`` made the data, with the bytes in which it came."""

    def whole() -> dict[str, Any]:
        kept = base64.b64encode(raw).decode("ascii")
        file = {**data["file"], "name": name, "text": decode(name, raw).content, "base64": kept}
        return {**data, "file": file}

    return _as_written(name, whole)


def _as_written(name: str, data: Callable[[], dict[str, Any]]) -> TelegramReading:
    try:
        reading = _telegram(name, data())
        demand_shape(reading)
    except (ValueError, RecursionError) as error:
        raise TelegramFormatError(
            f"{name} is not JSON as a telegram is written in it: {error}.",
            advice="Export the telegram anew.",
        ) from None
    except KeyError as error:
        raise TelegramFormatError(
            f"{name} has no {error} where a telegram in JSON has one.",
            advice='Export the telegram anew; its text belongs to it, under "file".',
        ) from None
    except (TypeError, AttributeError, IndexError):
        raise TelegramFormatError(
            f"{name} is JSON of another shape than a telegram has.",
            advice="Export the telegram anew.",
        ) from None
    return reading


def _telegram(name: str, data: dict[str, Any]) -> TelegramReading:
    file = data["file"]
    text = Text(_string(file["name"]), _string(file["text"]))
    read = _Reader(text, data)
    received = Received(
        raw=b"",
        sha256=_string(file["sha256"]),
        encoding=_string(file["encoding"]),
        sure=Certainty(file["encoding_sure"]),
        mark=bool(file["byte_order_mark"]),
        reason=_string(file["encoding_reason"]),
    )
    body = [*map(read.provision, data["provisions"]), *map(read.provision, data["paragraphs"])]
    answers = data["answers"]
    date = data["date"]
    return TelegramReading(
        source=text,
        received=with_raw(name, received, text.content, _kept_bytes(file)),
        language=data["language"],
        direction=None if data["direction"] is None else Direction(data["direction"]),
        heading=read.several("heading"),
        classification=read.several("classification"),
        precedence=read.words("precedence"),
        station=read.words("station"),
        numbers=tuple(map(read.number, data["numbers"])),
        subject=read.words("subject"),
        to=read.several("to"),
        copied=read.several("copied"),
        reporting_to=read.several("reporting_to"),
        answers=() if answers is None else tuple(map(read.answered, [answers, *answers["others"]])),
        body=tuple(sorted(body, key=lambda each: (each.span.start, each.span.end))),
        issuer=read.words("issuer"),
        signature=read.words("signature"),
        dateline=_or_none(data["dateline"], read.dateline),
        date=None if date is None else read.when(date, data["places"]["date"]),
        distribution=tuple(map(read.recipient, data["distribution"])),
        retained=read.count("retained"),
        total=read.count("total"),
        times=tuple(map(read.time, data["times"])),
        stamps=read.several("stamps"),
        source_note=read.words("source_note"),
        notes=read.several("notes"),
        brackets=read.several("brackets"),
        unread=read.several("unread"),
        findings=tuple(map(read.finding, data["findings"])),
    )


def _kept_bytes(file: dict[str, Any]) -> bytes | None:
    if "base64" not in file:
        return None
    try:
        return base64.b64decode(file["base64"])
    except binascii.Error:
        return b""


def _or_none(data: Any, read: Callable[[Any], T]) -> T | None:
    return None if data is None else read(data)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


class _Reader:
    """Elements from data, each at its place in the text."""

    def __init__(self, text: Text, data: dict[str, Any]) -> None:
        self.text = text
        self.data = data
        self.places = data["places"]

    def span(self, data: dict[str, Any]) -> Span:
        start, end = data["start"], data["end"]
        if not 0 <= start <= end <= len(self.text.content):
            raise ValueError(f"a place from {start} to {end} is not in the text")
        return Span(self.text, start, end)

    def placed(self, data: dict[str, Any]) -> tuple[Span, Certainty]:
        return self.span(data["span"]), Certainty(data["sure"])

    def words(self, name: str) -> Words | None:
        text = self.data[name]
        return None if text is None else Words(_string(text), *self.placed(self.places[name]))

    def several(self, name: str) -> tuple[Words, ...]:
        texts = self.data[name]
        if not texts:
            return ()
        places = map(self.placed, self.places[name])
        return tuple(
            Words(_string(text), *place) for text, place in zip(texts, places, strict=True)
        )

    def count(self, name: str) -> Count | None:
        count = self.data[name]
        if count is None:
            return None
        place = self.places[name]
        return Count(count, place["text"], *self.placed(place))

    def when(self, iso: str, place: dict[str, Any]) -> When:
        return When(place["text"], iso, *self.placed(place))

    def number(self, data: dict[str, Any]) -> Number:
        span, sure = self.placed(data)
        return Number(
            text=data["text"],
            number=data["number"],
            role=Role(data["role"]),
            span=span,
            label=data["label"],
            series=data["series"],
            year=data["year"],
            year_written=data["year_written"],
            sure=sure,
        )

    def answered(self, data: dict[str, Any]) -> Answered:
        span, sure = self.placed(data)
        places = data["places"]
        return Answered(
            text=data["text"],
            span=span,
            date=None if data["date"] is None else self.when(data["date"], places["date"]),
            number=_or_none(places["number"], self.number),
            whose=data["whose"],
            sure=sure,
        )

    def provision(self, data: dict[str, Any]) -> Provision:
        span, sure = self.placed(data)
        return Provision(data["text"], span, data["label"], data["marker"], data["depth"], sure)

    def dateline(self, data: dict[str, Any]) -> Dateline:
        span, sure = self.placed(data)
        place = data["places"]["date"]
        date = None if place is None else self.when(data["date"], place)
        return Dateline(data["text"], span, data["place"], date, data["time"], sure)

    def recipient(self, data: dict[str, Any]) -> Recipient:
        span, sure = self.placed(data)
        return Recipient(data["name"], span, data["copies"], sure)

    def time(self, data: dict[str, Any]) -> Time:
        span, sure = self.placed(data)
        kind = Handling(data["kind"])
        return Time(
            kind, data["text"], span, data["day"], data["date"], data["time"], data["by"], sure
        )

    def finding(self, data: dict[str, Any]) -> Finding:
        span = self.span(data["span"])
        return Finding(data["code"], data["message"], span, tuple(data["readings"]))
