"""The labelled elements of a form, one after the other.

Owns what is taken from each label and from the list below it. Entries with a label of their
own ("Number:", "Year:"), counts in words ("3 copies") and handling times in their fixed order
are taken as they stand; what others write on forms is left to the modules of the elements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from decretal.registry.dates import exact, first_date, full_year
from decretal.registry.read import (
    addressees,
    answers,
    closing,
    dateline,
    distribution,
    headings,
    notes,
    numbers,
    times,
)
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Direction,
    Handling,
    Number,
    Recipient,
    Role,
    Time,
    When,
    Words,
)

_MORE: Final = {
    "heading": "heading",
    "headed": "heading",
    "handling": "handling",
    "handled": "handling",
    "handling times": "handling",
    "dateline": "dateline",
    "place and date": "dateline",
}
_NONE: Final = re.compile(r"(?:none|nil|not stated|无)\.?", re.I)


@dataclass(slots=True)
class Field:
    """An element of a form: its label, its line, where the words begin, the list below it."""

    name: str
    label: str
    line: Unit
    value_at: int
    entries: list[Unit]

    @property
    def value(self) -> Unit | None:
        """What stands beside the label."""
        return self.line.rest(self.value_at) if self.line.text[self.value_at :].strip() else None


def field_of(line: Unit) -> Field | None:
    """The element that a line begins by its label."""
    found = _label(line.text)
    return None if found is None else Field(*found[:2], line, found[2], [])


def is_labelled(text: str) -> bool:
    """Whether a line would be read as an element of a form."""
    return _label(text) is not None


def _label(text: str) -> tuple[str, str, int] | None:
    colon = text.find(":")
    own = _MORE.get(text[:colon].lower()) if 0 < colon < 20 else None
    if own is not None:
        return own, text[:colon], colon + 1
    label = labelled(text)
    if label is None or not label.colon:
        return None
    return label.element, label.label, label.value_at


def take(field: Field, draft: Draft) -> None:
    """Take what an element of a form says."""
    name = field.name
    value = field.value
    may_be_none = name in (Element.ANSWERS, Element.DATE) and not field.entries
    if may_be_none and value is not None and _NONE.fullmatch(value.text):
        draft.unsaid.add(Element(name))
        return
    several = ([value] if value is not None else []) + field.entries
    match name:
        case "heading":
            for each in several:
                draft.heading.append(each.whole())
                headings.direct(each, draft)
        case "handling":
            for each in several:
                _handled(each, draft)
        case "dateline":
            _dateline(field, draft)
        case Element.CLASSIFICATION:
            draft.classification += (each.whole() for each in several)
        case Element.TO | Element.COPIED | Element.REPORTING:
            _addressed(field, draft)
        case Element.NUMBER:
            _numbered(field, draft)
        case Element.ANSWERS:
            _answered(field, draft)
        case Element.DATE:
            if value is not None:
                _dated(value, draft)
        case Element.DISTRIBUTION:
            for each in several:
                _recipient(each, draft)
        case Element.RETAINED | Element.TOTAL:
            if value is not None:
                _counted(field, value, draft)
        case Element.STAMP | Element.SOURCE | Element.NOTE | Element.IGNORED:
            if not notes.claim(field.line, draft, closing=True):
                draft.unread.append(field.line.whole())
            draft.unread += (each.whole() for each in field.entries)
        case _ if several:
            _once(name, _joined(several), draft)


def _joined(several: list[Unit]) -> Words:
    """Words that go on in the next line."""
    first, last = several[0], several[-1]
    return Unit(first.source, first.start, last.end).whole()


def _once(name: str, words: Words, draft: Draft) -> None:
    match name:
        case Element.PRECEDENCE:
            draft.precede(words)
        case Element.STATION:
            draft.station = draft.station or words
        case Element.SUBJECT:
            draft.subject = draft.subject or words
        case Element.ISSUER:
            draft.issue(words)
        case Element.SIGNATURE:
            draft.signature = draft.signature or words
        case _:
            draft.unread.append(words)


def _addressed(field: Field, draft: Draft) -> None:
    """Names beside the label are cut as anywhere; of a list below it, each line is one."""
    target = {
        Element.TO: draft.to,
        Element.COPIED: draft.copied,
        Element.REPORTING: draft.reporting_to,
    }[Element(field.name)]
    if field.value is not None:
        addressees.take(field.line, draft, Element(field.name), field.value_at)
    target += (each.whole() for each in field.entries)


# entries with labels of their own ---------------------------------------------------

_KEYED: Final = re.compile(
    r"(?P<key>number|year|series|designation|date|whose|place|time): (?P<value>\S.*)", re.I
)


def _keyed(entries: list[Unit]) -> dict[str, Words] | None:
    """The list below a label as its parts, if each line of it is one."""
    found: dict[str, Words] = {}
    for each in entries:
        match = _KEYED.fullmatch(each.text)
        if match is None or match["key"].lower() in found:
            return None
        found[match["key"].lower()] = each.words(*match.span("value"))
    return found


def _numbered(field: Field, draft: Draft) -> None:
    parts = _keyed(field.entries)
    role = numbers.role_of(field.label)
    if field.value is not None or not parts or "number" not in parts:
        numbers.claim(field.line, draft, closing=False)
        for each in field.entries:
            numbers.claim(each, draft, closing=False)
        return
    text = _joined(field.entries)
    label, series, year = (parts.get(key) for key in ("designation", "series", "year"))
    draft.numbers.append(
        Number(
            text=text.text,
            number=parts["number"].text,
            role=role or Role.UNSTATED,
            span=text.span,
            label=label.text if label else None,
            series=numbers.series_of(label.text if label else "", series.text if series else None),
            year=full_year(year.text) if year else None,
            year_written=year.text if year else None,
        )
    )
    if role is Role.RECEIVING and draft.direction is None:
        draft.direction = Direction.INCOMING


def _answered(field: Field, draft: Draft) -> None:
    parts = _keyed(field.entries)
    if field.value is not None or not parts:
        if field.value is not None:
            answers.add(field.line, draft, field.value_at, len(field.line.text), Certainty.STATED)
        for each in field.entries:
            answers.add(each, draft, 0, len(each.text), Certainty.STATED)
        return
    text = _joined(field.entries)
    when, number, whose = (parts.get(key) for key in ("date", "number", "whose"))
    series, year = (parts.get(key) for key in ("series", "year"))
    iso = exact(when.text) if when else None
    made = None
    if number is not None:
        made = Number(
            text=number.text,
            number=number.text,
            role=Role.ANSWERED,
            span=number.span,
            series=series.text if series else None,
            year=full_year(year.text) if year else None,
            year_written=year.text if year else None,
        )
        draft.numbers.append(made)
    draft.answers.append(
        Answered(
            text=text.text,
            span=text.span,
            date=When(when.text, iso, when.span) if when and iso else None,
            number=made,
            whose=whose.text if whose else None,
        )
    )


def _dateline(field: Field, draft: Draft) -> None:
    parts = _keyed(field.entries)
    if field.value is not None or not parts:
        for each in ([field.value] if field.value else []) + field.entries:
            dateline.claim(each, draft)
        return
    text = _joined(field.entries)
    when, place, time = (parts.get(key) for key in ("date", "place", "time"))
    iso = exact(when.text) if when else None
    draft.dateline = draft.dateline or Dateline(
        text=text.text,
        span=text.span,
        place=place.text if place else None,
        date=When(when.text, iso, when.span) if when and iso else None,
        time=time.text if time else None,
    )


def _dated(value: Unit, draft: Draft) -> None:
    iso = exact(value.text)
    if iso is not None:
        draft.dated(When(value.text, iso, value.span))
    elif (found := first_date(value.text)) is not None:
        draft.dated(closing.when_of(value, found))


# copies and times ------------------------------------------------------------------

_COPIES: Final = re.compile(
    r"(?P<name>\S.*): (?:(?P<count>\d{1,5}) cop(?:y|ies)|copies not stated)"
)


def _recipient(entry: Unit, draft: Draft) -> None:
    match = _COPIES.fullmatch(entry.text)
    if match is None:
        distribution.take(entry, draft, 0)
        return
    count = int(match["count"]) if match["count"] else None
    draft.distribution.append(Recipient(match["name"], entry.span, count))


def _counted(field: Field, value: Unit, draft: Draft) -> None:
    if not re.fullmatch(r"[0-9]{1,5}", value.text):
        distribution.claim_counts(field.line, draft)
        return
    made = Count(int(value.text), value.text, value.span)
    if field.name == Element.TOTAL:
        draft.total = draft.total or made
    else:
        draft.retained = draft.retained or made


_HANDLED: Final = re.compile(
    rf"(?P<kind>{'|'.join(Handling)})(?: on (?P<on>(?:(?! by ).){{4,24}}?))?"
    r"(?:,? at (?P<hours>[01]\d|2[0-4])(?P<minutes>[0-5]\d))?(?: by (?P<by>\S.*))?\.?",
    re.I,
)


def _handled(entry: Unit, draft: Draft) -> None:
    match = _HANDLED.fullmatch(entry.text)
    on = match["on"] if match is not None else None
    iso = exact(on) if on else None
    if match is None or (on and iso is None):
        times.claim(entry, draft)
        return
    alone = iso is not None and iso.startswith("---")
    day = None if iso is None else When("", iso, entry.span).day
    draft.times.append(
        Time(
            kind=Handling(match["kind"].lower()),
            text=entry.text,
            span=entry.span,
            day=day,
            date=None if alone else iso,
            time=f"{match['hours']}:{match['minutes']}" if match["hours"] else None,
            by=match["by"],
        )
    )
