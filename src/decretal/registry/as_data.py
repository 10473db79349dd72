"""A telegram that was read, as data for JSON.

Owns the names and the shape of ``decretal telegram read --format json``. An element
that is one string or number (``subject``, ``total``) is just that, and its place is
under the same name in ``places``; an element with parts carries its place itself, as
``span`` and ``sure``. What was not found is null or an empty list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Finding,
    Number,
    Provision,
    Recipient,
    TelegramReading,
    Time,
    When,
    Words,
)
from decretal.source import Span

Data: TypeAlias = dict[str, object]


def as_data(reading: TelegramReading) -> Data:
    """All of a reading."""
    return {
        "file": {
            "name": reading.source.name,
            "sha256": reading.received.sha256,
            "bytes": len(reading.received.raw),
            "encoding": reading.received.encoding,
            "encoding_sure": str(reading.received.sure),
            "encoding_reason": reading.received.reason,
            "byte_order_mark": reading.received.mark,
        },
        "language": reading.language,
        "direction": None if reading.direction is None else str(reading.direction),
        "heading": _texts(reading.heading),
        "classification": _texts(reading.classification),
        "precedence": _text(reading.precedence),
        "station": _text(reading.station),
        "numbers": [_number(each) for each in reading.numbers],
        "subject": _text(reading.subject),
        "to": _texts(reading.to),
        "copied": _texts(reading.copied),
        "reporting_to": _texts(reading.reporting_to),
        "answers": _answers(reading.answers),
        "provisions": [_provision(each) for each in reading.provisions],
        "paragraphs": [_provision(each) for each in reading.paragraphs],
        "issuer": _text(reading.issuer),
        "signature": _text(reading.signature),
        "dateline": None if reading.dateline is None else _dateline(reading.dateline),
        "date": None if reading.date is None else reading.date.iso,
        "distribution": [_recipient(each) for each in reading.distribution],
        "retained": None if reading.retained is None else reading.retained.count,
        "total": None if reading.total is None else reading.total.count,
        "times": [_time(each) for each in reading.times],
        "stamps": _texts(reading.stamps),
        "source_note": _text(reading.source_note),
        "notes": _texts(reading.notes),
        "brackets": _texts(reading.brackets),
        "unread": _texts(reading.unread),
        "places": _places(reading),
        "findings": [finding_data(each) for each in reading.findings],
    }


def span_data(span: Span) -> Data:
    """A place: offsets of characters from 0, line and column from 1."""
    return {"start": span.start, "end": span.end, "line": span.line, "column": span.column}


def finding_data(finding: Finding) -> Data:
    """A finding."""
    return {
        "code": finding.code,
        "message": finding.message,
        "span": span_data(finding.span),
        "readings": list(finding.readings),
    }


def _placed(span: Span, sure: Certainty) -> Data:
    return {"span": span_data(span), "sure": str(sure)}


def _text(words: Words | None) -> str | None:
    return None if words is None else words.text


def _texts(words: Iterable[Words]) -> list[str]:
    return [each.text for each in words]


def _places(reading: TelegramReading) -> Data:
    single: dict[str, Words | When | Count | None] = {
        "precedence": reading.precedence,
        "station": reading.station,
        "subject": reading.subject,
        "issuer": reading.issuer,
        "signature": reading.signature,
        "date": reading.date,
        "retained": reading.retained,
        "total": reading.total,
        "source_note": reading.source_note,
    }
    several = {
        "heading": reading.heading,
        "classification": reading.classification,
        "to": reading.to,
        "copied": reading.copied,
        "reporting_to": reading.reporting_to,
        "stamps": reading.stamps,
        "notes": reading.notes,
        "brackets": reading.brackets,
        "unread": reading.unread,
    }
    places: Data = {
        name: {"text": found.text, **_placed(found.span, found.sure)}
        for name, found in single.items()
        if found is not None
    }
    for name, each in several.items():
        if each:
            places[name] = [_placed(words.span, words.sure) for words in each]
    return places


def _number(number: Number) -> Data:
    return {
        "text": number.text,
        "label": number.label,
        "series": number.series,
        "year": number.year,
        "year_written": number.year_written,
        "number": number.number,
        "role": str(number.role),
        **_placed(number.span, number.sure),
    }


def _answers(answered: tuple[Answered, ...]) -> Data | None:
    """The telegram answered; any further ones are under ``others``."""
    if not answered:
        return None
    first, *others = map(_answered, answered)
    return {**first, "others": others}


def _answered(answered: Answered) -> Data:
    return {
        "text": answered.text,
        "date": None if answered.date is None else answered.date.iso,
        "number": None if answered.number is None else answered.number.number,
        "whose": answered.whose,
        "places": {
            "date": _when(answered.date),
            "number": None if answered.number is None else _number(answered.number),
        },
        **_placed(answered.span, answered.sure),
    }


def _when(when: When | None) -> Data | None:
    return None if when is None else {"text": when.text, **_placed(when.span, when.sure)}


def _provision(provision: Provision) -> Data:
    return {
        "label": provision.label,
        "marker": provision.marker,
        "depth": provision.depth,
        "text": provision.text,
        **_placed(provision.span, provision.sure),
    }


def _dateline(dateline: Dateline) -> Data:
    return {
        "text": dateline.text,
        "place": dateline.place,
        "date": None if dateline.date is None else dateline.date.iso,
        "time": dateline.time,
        "places": {"date": _when(dateline.date)},
        **_placed(dateline.span, dateline.sure),
    }


def _recipient(recipient: Recipient) -> Data:
    return {
        "name": recipient.name,
        "copies": recipient.copies,
        **_placed(recipient.span, recipient.sure),
    }


def _time(time: Time) -> Data:
    return {
        "kind": str(time.kind),
        "day": time.day,
        "date": time.date,
        "time": time.time,
        "by": time.by,
        "text": time.text,
        **_placed(time.span, time.sure),
    }
