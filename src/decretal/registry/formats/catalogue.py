"""Telegrams in a catalogue, under the names of elements of ISAD(G).

Owns which element holds what was found, in the standard's second edition. Each telegram
is described as an item. An element on which the text says nothing is empty: no date, no
creator and no extent is supplied. That no cell is taken for a formula is owed to
``cases.write``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from decretal.registry.formats.cmif import key_of
from decretal.registry.telegram import Number, Role, TelegramReading

COLUMNS: Final = (
    "reference code(s)",
    "title",
    "date(s)",
    "level of description",
    "extent and medium of the unit of description",
    "name of creator(s)",
    "archival history",
    "scope and content",
    "language/scripts of material",
    "existence and location of originals",
    "related units of description",
    "note",
    "archivist's note",
)
_LANGUAGES: Final = {"en": "English", "zh": "Chinese", "ko": "Korean"}
_SCOPE: Final = 600


def row(reading: TelegramReading) -> tuple[str, ...]:
    """A telegram as a row of the catalogue, its cells in the order of the columns."""
    return (
        key_of(reading),
        # Rule 3.1.2 of the standard: a title that the archivist supplies is in brackets.
        reading.subject.text if reading.subject else "[Telegram without a subject]",
        reading.date.iso if reading.date else "",
        "item",
        _extent(reading),
        "; ".join(_creators(reading)),
        "; ".join(time.text for time in reading.times),
        _scope(reading),
        _LANGUAGES.get(reading.language or "", ""),
        reading.source_note.text if reading.source_note else "",
        "; ".join(each.text for each in reading.answers),
        "; ".join(_notes(reading)),
        f"Described by Decretal from {Path(reading.source.name).name}, SHA-256"
        f" {reading.received.sha256}.",
    )


def _extent(reading: TelegramReading) -> str:
    if reading.total is None:
        return "1 telegram"
    return f"1 telegram; {reading.total.count} copies according to its text"


def _creators(reading: TelegramReading) -> list[str]:
    found = [each.text for each in (reading.issuer, reading.signature) if each is not None]
    return list(dict.fromkeys(found))


def _scope(reading: TelegramReading) -> str:
    parts = []
    if reading.to:
        parts.append("To " + ", ".join(each.text for each in reading.to) + ".")
    if reading.copied:
        parts.append("Copied to " + ", ".join(each.text for each in reading.copied) + ".")
    if reading.reporting_to:
        parts.append("Reporting to " + ", ".join(each.text for each in reading.reporting_to) + ".")
    if reading.precedence:
        parts.append(f"Precedence: {reading.precedence.text}.")
    body = " ".join(f"{each.marker or ''} {each.text}".strip() for each in reading.body)
    parts.append(body if len(body) <= _SCOPE else body[:_SCOPE].rsplit(" ", 1)[0] + " …")
    return " ".join(part for part in parts if part)


def _notes(reading: TelegramReading) -> list[str]:
    others = [
        f"{_called(number)}: {number.text}"
        for number in reading.numbers
        if number.text != key_of(reading)
    ]
    # No condition of access today: it is how the telegram was marked then.
    marked = [f'Marked "{each.text}"' for each in reading.classification]
    return [*others, *marked, *(each.message for each in reading.findings)]


def _called(number: Number) -> str:
    match number.role:
        case Role.RECEIVING:
            return "Receiving number"
        case Role.ISSUING:
            return "Issuing number"
        case Role.ANSWERED:
            return "Number of the telegram answered"
        case Role.CITED:
            return "Number cited"
        case Role.UNSTATED:
            return "Number"
