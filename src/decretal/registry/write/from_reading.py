"""A draft of what a telegram says that was read.

Owns what of a reading a draft holds: what the telegram says, and not where it stands, how
it is laid out, what others added to it, or how its dates are written.
"""

from __future__ import annotations

from typing import Final

from decretal.registry.telegram import Answered, Certainty, Number, TelegramReading, Words
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


def draft_of_reading(reading: TelegramReading) -> Draft:
    """What a telegram says, to be written anew."""
    return Draft(
        heading=_texts(reading.heading),
        classification=_texts(reading.classification),
        precedence=_text(reading.precedence),
        station=_text(reading.station),
        numbers=tuple(
            OwnNumber(
                number=number.number,
                role=number.role,
                label=_label(number),
                series=_series(number),
                year=number.year_written,
            )
            for number in reading.numbers
            if number.role in BORNE
        ),
        subject=_text(reading.subject),
        to=_texts(reading.to),
        copied=_texts(reading.copied),
        reporting_to=_texts(reading.reporting_to),
        answers=tuple(_reference(each) for each in reading.answers),
        body=tuple(Point(each.text, each.label, each.depth) for each in reading.body),
        issuer=_issuer(reading),
        signature=_text(reading.signature),
        dateline=_dateline(reading),
        date=None if reading.date is None else reading.date.iso,
        distribution=tuple(Copies(each.name, each.copies) for each in reading.distribution),
        retained=None if reading.retained is None else reading.retained.count,
        total=None if reading.total is None else reading.total.count,
        times=tuple(
            Made(
                kind=each.kind,
                date=each.date,
                day=each.day if each.date is None else None,
                time=each.time,
                by=each.by,
            )
            for each in reading.times
        ),
    )


def _issuer(reading: TelegramReading) -> str | None:
    """The office that issued it, where the text names one beside whoever signed."""
    issuer = reading.issuer
    signed = _text(reading.signature)
    if issuer is not None and issuer.sure is Certainty.SUPPOSED and issuer.text == signed:
        return None
    return _text(issuer)


def _reference(answered: Answered) -> Reference:
    number = answered.number
    return Reference(
        date=None if answered.date is None else answered.date.iso,
        number=None if number is None else number.number,
        whose=answered.whose,
        series=None if number is None else number.series,
        year=None if number is None else number.year_written,
    )


def _dateline(reading: TelegramReading) -> Dateline | None:
    found = reading.dateline
    if found is None:
        return None
    return Dateline(found.place or None, None if found.date is None else found.date.iso, found.time)


_ONLY_ROLE: Final = frozenset({"issuing number", "receiving number", "发电号", "收电号"})


def _label(number: Number) -> str | None:
    """The words before the number, if they say more than whose it is."""
    return None if (number.label or "").lower() in _ONLY_ROLE else number.label


def _series(number: Number) -> str | None:
    """The series, where it is more than the words before the number say."""
    if number.series is None or (number.label or "").endswith(number.series):
        return None
    return number.series


def _text(words: Words | None) -> str | None:
    return None if words is None else words.text


def _texts(words: tuple[Words, ...]) -> tuple[str, ...]:
    return tuple(each.text for each in words)
