"""Reading a telegram: from the bytes of a file to what was found in them.

Owns the order: the bytes are decoded. A form is read by its labels. Of any other text lines
are put together to units, the head read down to the first paragraph, the foot up to the
last, and what is between them is the body. What an element looks like is owned by the module
of that name. Reading raises no error on any text; what is odd about it is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from decretal.registry.check import check
from decretal.registry.read import answers, apparatus, foot, notes, repeated, subject
from decretal.registry.read.beginnings import begins_paragraph, begins_something
from decretal.registry.read.draft import Draft
from decretal.registry.read.encoding import decode
from decretal.registry.read.form import form_in, read_form
from decretal.registry.read.head import Head
from decretal.registry.read.labels import Element
from decretal.registry.read.layout import Unit, units_of
from decretal.registry.read.names import is_office, is_office_and_place
from decretal.registry.read.opening import raw_bytes
from decretal.registry.read.provisions import Body
from decretal.registry.telegram import (
    Certainty,
    Handling,
    Number,
    Received,
    Role,
    TelegramReading,
    When,
)
from decretal.source import Text

__all__ = ["read_bytes", "read_telegram"]


def read_telegram(where: str | Path) -> TelegramReading:
    """Read and check the telegram in a file, or on the standard input for ``-``."""
    name, raw = raw_bytes(Path(where))
    return read_bytes(raw, name=name)


def read_bytes(raw: bytes, *, name: str = "telegram") -> TelegramReading:
    """Read and check a telegram from the bytes of its text."""
    decoded = decode(name, raw)
    reading = _read(Text(name, decoded.content), decoded.received)
    return replace(reading, findings=check(reading))


def _read(text: Text, received: Received) -> TelegramReading:
    draft = Draft()
    if (form := form_in(text)) is not None:
        read_form(text, form, draft)
    else:
        units = units_of(text, begins_something, begins_paragraph)
        end = Head(units, draft).read()
        units = [*units[:end], *apparatus.without(units[end:], draft)]
        first = foot.first_of_foot(units, end, draft.issuer.text if draft.issuer else "")
        _read_body(units[end:first], draft)
        foot.read(units[first:], draft)
    _settle(draft)
    return TelegramReading(
        source=text,
        received=received,
        language=_language(text.content[:20_000]),
        direction=draft.direction,
        heading=tuple(draft.heading),
        classification=tuple(draft.classification),
        precedence=draft.precedence,
        station=draft.station,
        numbers=tuple(draft.numbers),
        subject=draft.subject,
        to=tuple(draft.to),
        copied=tuple(draft.copied),
        reporting_to=tuple(draft.reporting_to),
        answers=tuple(draft.answers),
        body=tuple(draft.body),
        issuer=draft.issuer,
        signature=draft.signature,
        dateline=draft.dateline,
        date=draft.date,
        distribution=tuple(draft.distribution),
        retained=draft.retained,
        total=draft.total,
        times=tuple(draft.times),
        stamps=tuple(draft.stamps),
        source_note=draft.source_note,
        notes=tuple(draft.notes),
        brackets=notes.brackets_in(text),
        unread=tuple(draft.unread),
    )


# American cables open with their number: "1149. Embassy believes ...".
_SERIAL = re.compile(r"\[?(?P<number>\d{1,7})\]?\.\s+(?=\S)")
# "Secto 12. ...", "CAS 47716. ...", "C-68465. ...": delegations and commands have series with
# names; "Deptel 12." is what is answered.
_NAMED_SERIAL = re.compile(
    r"(?P<series>(?!(?:Dep|Emb|Con|Leg|Ref|Re|Depcir|DEP|EMB)\w*(?:tels?|TELS?)\b|Reur|Ref|Re\b"
    r"|No\b|Nos\b)"
    r"(?:[A-Z][A-Za-z]{2,7}|[A-Z]{2,5}(?: [A-Z]{2,5})?)) (?P<number>\d{1,6})\.\s+(?=\S)"
    r"|(?:Airgram )?(?P<letters>[A-Z]{1,4})(?:[-–—]\s?| )(?P<digits>\d{2,6})\.\s+(?=\S)"
)
# "Sent Department 5, repeated Kessel 3.", "3. Repeated to Kessel"
_SAYS_REPEATED = re.compile(r"(?:\(?\d{1,2}[.)] ?)?(?:Sent|Repe|Also|This|Addr|Rptd)", re.I)
_OPENINGS = 3
"""A telegram that is answered is named in the first paragraphs, or not at all."""


def _read_body(units: Sequence[Unit], draft: Draft) -> None:
    body = Body()
    for place, each in enumerate(units):
        unit = each
        said = draft.dateline is not None or (draft.heading and draft.issuer and draft.to)
        if place == 0 and said and not unit.is_long:
            unit = _without_serial(unit, draft)
        if place < 2 and not unit.is_long:
            _find_number(unit, draft)
        if place == 0 and not unit.is_long and subject.claim_inside(unit, draft):
            continue
        if place == 1 and answers.is_own(units[0].text) and subject.claim(unit, draft):
            # "My telegram No. 5." above "Subject: ..." is of the head.
            continue
        if not unit.is_long and _SAYS_REPEATED.match(unit.text):
            if repeated.claim(unit, draft):
                continue
            repeated.find(unit, draft)
        opening = place < _OPENINGS and not draft.answers and not unit.is_long
        if not (opening and answers.claim(unit, draft, in_body=True, first=place == 0)):
            body.add(unit)
    draft.body += body.finished()


# "Former Naval Person to President personal and secret. No. 388.", "Number 614, personal ..."
_PERSONAL = re.compile(
    r"(?:Number|No\.) (?P<first>\d{1,5})[.,] (?:personal|secret|top secret|most secret|from|for)\b"
    r"|[A-Z][^.]{8,100}\. (?:Number|No\.) (?P<middle>\d{1,5})\. Personal\b"
    r"|(?=[^.]{0,120}\b(?:[Pp]ersonal|[Ss]ecret)\b)[A-Z].{10,150} (?:No\.|Number) "
    r"(?P<last>\d{1,5})\.?$"
)


def _find_number(unit: Unit, draft: Draft) -> None:
    """The number that heads of government gave their messages, in the first words of the text."""
    if any(each.role is Role.ISSUING for each in draft.numbers):
        return
    text = unit.text[:180]
    match = _PERSONAL.match(text)
    if match is None or re.search(r"\b[Yy]our\b", match[0]):
        return
    name = next(each for each in ("first", "middle", "last") if match[each])
    start, end = match.span(name)
    draft.number(
        Number(
            text[start:end],
            match[name],
            Role.ISSUING,
            unit.excerpt.span(start, end),
            sure=Certainty.PLACED,
        )
    )


def _without_serial(unit: Unit, draft: Draft) -> Unit:
    match = _SERIAL.match(unit.text)
    # A first paragraph with a 4 is none: no list begins so.
    if match is not None and int(match["number"]) < 4:
        return unit
    if match is None:
        match = _NAMED_SERIAL.match(unit.text)
    if match is None:
        return unit
    parts = match.groupdict()
    series = parts.get("series") or parts.get("letters")
    start, end = match.span("digits" if parts.get("digits") else "number")
    digits = unit.text[start:end]
    start = match.start() if series else start
    draft.number(
        Number(
            text=unit.text[start:end],
            number=digits,
            role=Role.ISSUING,
            span=unit.excerpt.span(start, end),
            series=series,
            sure=Certainty.PLACED,
        )
    )
    return unit.rest(match.end())


def _settle(draft: Draft) -> None:
    """Whoever signed issued it, or whose letterhead it is, where no office is named."""
    title, issuer = draft.subject, draft.issuer
    if title and issuer and title.sure is Certainty.PLACED and title.text == issuer.text:
        # The name that stands below the text as well is a letterhead, and no title.
        draft.heading.append(title)
        draft.subject = None
    elif (
        title
        and issuer
        and not draft.to
        and title.sure is Certainty.PLACED
        and title.span.start < issuer.span.start
        and is_office_and_place(title.text)
    ):
        # "Harbour Office, Kessel" above the text of another office is no subject.
        draft.to.append(replace(title, sure=Certainty.SUPPOSED))
        draft.subject = None
    if any(words.sure is not Certainty.SUPPOSED for words in draft.to):
        # Whom the telegram itself addresses, and not whom a title names.
        draft.to = [words for words in draft.to if words.sure is not Certainty.SUPPOSED]
    if draft.date is None and Element.DATE not in draft.unsaid:
        # Where no date stands, the day on which it was sent is its date.
        sent = (
            time
            for time in draft.times
            if time.kind is Handling.SENT and time.date and time.date[0] != "-"
        )
        if (time := next(sent, None)) is not None and time.date is not None:
            draft.date = When(time.text, time.date, time.span, Certainty.SUPPOSED)
    if draft.issuer is None:
        letterheads = (words for words in draft.heading if words.sure is Certainty.SUPPOSED)
        draft.issuer = next((words for words in letterheads if is_office(words.text)), None)
    if draft.archive is not None:
        _take_from_title(draft, draft.archive)
    if draft.issuer is None and draft.signature is not None:
        draft.issuer = replace(draft.signature, sure=Certainty.SUPPOSED)


def _take_from_title(draft: Draft, title: Draft) -> None:
    """What the telegram does not say itself and the title of an archive says."""
    supposed = Certainty.SUPPOSED
    if draft.issuer is None and title.issuer is not None:
        draft.issuer = replace(title.issuer, sure=supposed)
    if draft.subject is None and title.subject is not None:
        draft.subject = replace(title.subject, sure=supposed)
    date = draft.date
    if title.date is not None and (
        date is None or (date.year is None and title.date.iso.endswith(date.iso[1:]))
    ):
        # The telegram may give the day, and the title the year.
        draft.date = replace(title.date, sure=supposed)
    if draft.precedence is None and title.precedence is not None:
        draft.precedence = replace(title.precedence, sure=supposed)
    if not draft.classification:
        draft.classification += (replace(words, sure=supposed) for words in title.classification)
    if not draft.to:
        draft.to += (replace(words, sure=supposed) for words in title.to)
    draft.numbers += (
        replace(number, sure=supposed)
        for number in title.numbers
        if all(number.number != each.number for each in draft.numbers)
    )


_CHINESE: Final = re.compile("[\u4e00-\u9fff]+")
_KOREAN: Final = re.compile("[\uac00-\ud7a3]+")
_LATIN: Final = re.compile("[A-Za-z]+")


def _language(sample: str) -> str | None:
    """The language that most letters are of; None where there are hardly any."""
    chinese, korean, latin = (
        sum(map(len, letters.findall(sample))) for letters in (_CHINESE, _KOREAN, _LATIN)
    )
    if max(chinese, korean, latin) < 10:
        return None
    if korean > max(chinese, latin / 3):
        return "ko"
    return "zh" if chinese > latin / 3 else "en"
