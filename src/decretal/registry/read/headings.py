"""The head of a telegram: "Telegram Received, Ministry of ...", "TELEGRAM FROM ... TO ...".

Owns the direction, who wrote to whom as far as a heading says, and the receiving station.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry import characters
from decretal.registry.dates import dates, only_date
from decretal.registry.read import from_to, markings, numbers, times
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_office, names_in, without_article
from decretal.registry.telegram import Certainty, Direction, Role

_KIND: Final = (
    r"(?:(?:circular|secret|top secret|cipher(?:ed)?|coded?|urgent|priority|immediate|joint|reply"
    r"|incoming|outgoing|inward|outward|encrypted|supplementary)\s+)*"
    r"(?:telegrams?|cables?|cablegram|airgram|despatch|dispatch|message|cipher[- ]?telegram"
    r"|ciphertelegram|ciphergram|cyphergram|signal|telex"
    r"|coded telegram|instruction|letter|radiogram)"
)
_ONLY_KIND: Final = re.compile(rf"[\[(]?{_KIND}[\])]?", re.I)
# "Foreign Ministry Cable" above all else.
_OF_OFFICE: Final = re.compile(
    r"(?:(?:\[?[A-Z][\w'’]*\]?|of|the)\s){1,8}(?:Telegram|Cable|Cablegram)"
)
_FROM_TO: Final = re.compile(
    rf"(?:\[?\d{{1,4}}[.\]]?\s+)?(?P<kind>{_KIND}(?:\s+(?:no|number|nr)\.?\s*[\d/.-]+)?,?)\s+"
    r"from\s+(?P<sender>.+?)(?:,?\s+to\s+(?P<to>.+?))?"
    r"(?:,\s*['\"‘“](?P<subject>.+?)['\"’”]?)?",
    re.I,
)
_POSTS: Final = re.compile(
    r"FROM:?\s+(?P<sender>[A-Z][A-Z .,'()\-]{2,60}?)\s+TO:?\s+(?P<to>[A-Z][A-Z .,'()\-]{2,80})|"
    r"From\s+(?P<sender2>(?:[A-Z][\w.'\-]*\s){1,5})to\s+(?P<to2>(?:[A-Z][\w.'\-]*\s?|of\s){1,6})"
)
_INCOMING: Final = re.compile(
    r"(?:telegram|cable)s?\s+received\b|\breceived\s+(?:telegram|cable)|\bincoming\b|\binward\b"
    r"|收\s?电|来电|收文|착신|수신\s?전보|接收电报",
    re.I,
)
_OUTGOING: Final = re.compile(
    r"(?:telegram|cable)s?\s+(?:sent|issued|dispatched|despatched)\b|\b(?:sent|issued|dispatched)"
    r"\s+(?:telegram|cable)|\boutgoing\b|\boutward\b|发\s?电|去电|发文|발신\s?전보|발신전보",
    re.I,
)
_FROM: Final = re.compile(
    r"From\s+(?:the\s+)?(?P<sender>[^,:;.]{3,80}?)(?:,\s*(?P<date>.{4,120}))?"
)
_THEN_HANDLED: Final = re.compile(r"(?P<date>.{4,40}?)[,;]\s+(?=(?i:received|deciphered|sent)\b)")
# "From the Embassy in Tarsonia to the Department of State", below "TELEGRAM"
_FROM_OFFICE_TO: Final = re.compile(
    r"From (?P<sender>(?:the )?[^.;:]{3,80}?),? to (?P<to>(?:the )?[A-Z][^.;:]{3,80})", re.I
)
_KNIGHT: Final = re.compile(
    r"(?P<sender>(?:Sir|Mr\.?|Mrs\.?|Lord|Viscount|Dr\.?|Earl)\s.{2,60}?\))\s+to\s+"
    r"(?P<to>[A-Z].{2,60})"
)
_OFFICE_TO_OFFICE: Final = re.compile(
    r"(?P<sender>(?!To\b|Visit|Return|Reply)(?:[A-Z][\w'’-]*\s){1,4})to\s+(?P<to>(?:[A-Z][\w'’-]*\s?){1,4})"
)
_STATION: Final = re.compile(
    r"(?:(?:(?:re)?c?eived|sent|dispatched|despatched|transcribed)\s+(?:at|by|from)\s+(?:the\s+)?)"
    r"(?P<station>[^\d,;:]{2,60}?)(?:\s*[.,;]?)|(?P<name>(?:[A-Z\[][\w\]'’-]*\s){1,4}"
    r"(?:Station|Telegraph Office))\.?|(?P<han>[\u4e00-\u9fff]{1,8}台)(?:收|收到)?"
    r"|由?(?P<han2>[\u4e00-\u9fff]{1,8}台)收(?:到|报)?",
    re.I,
)


def claim(unit: Unit, draft: Draft, *, first: bool) -> bool:
    """A line of the head that says what this is, who sent it, or where it came in."""
    text = unit.text
    if len(text) > 300:
        return False
    if _claim_station(unit, draft):
        return True
    words = characters.plain(text)
    incoming, outgoing = _INCOMING.search(words), _OUTGOING.search(words)
    if _ONLY_KIND.fullmatch(text) or (first and _OF_OFFICE.fullmatch(text)):
        draft.heading.append(unit.whole())
        if incoming or outgoing:
            _direct(draft, incoming=incoming is not None)
        return True
    if (incoming or outgoing) and len(text) <= 120 and text[-1] not in ":：,，":
        if labelled(text) is not None or re.search(r"\d.*(?:悉|收悉|received)", text):
            return False
        if not first and any(numbers.scan(text)):
            # "Received Telegram No. 5" is a number, and a direction.
            _direct(draft, incoming=incoming is not None)
            return False
        _direct(draft, incoming=incoming is not None)
        draft.heading.append(unit.whole())
        _markings_and_numbers(unit, draft)
        return True
    return False


def claim_from_to(unit: Unit, draft: Draft) -> bool:
    """A heading that says who sent it to whom."""
    if len(unit.text) > 300:
        return False
    return (
        from_to.claim_numbered(unit, draft)
        or _claim_from_to(unit, draft)
        or from_to.claim(unit, draft)
        or _claim_posts(unit, draft)
    )


def says_station(line: str) -> bool:
    """Whether a line says where the telegram came in, even if its beginning is torn off."""
    return (
        re.fullmatch(
            r"(?:(?:re)?c?e)?ived at [^.,;:]{2,50} Station|Received at .{2,50} Station", line
        )
        is not None
    )


def _direct(draft: Draft, *, incoming: bool) -> None:
    if draft.direction is None:
        draft.direction = Direction.INCOMING if incoming else Direction.OUTGOING


def _claim_station(unit: Unit, draft: Draft) -> bool:
    label = labelled(unit.text)
    if label is not None and label.element is Element.STATION:
        draft.station = draft.station or unit.words(label.value_at, len(unit.text))
        return True
    match = _STATION.fullmatch(unit.text)
    if match is None:
        return False
    name = next(n for n in ("station", "name", "han", "han2") if match[n])
    sure = Certainty.PLACED if name in ("name", "han") else Certainty.STATED
    if re.match(r"(?i)(?:noon|midnight|once)", match[name]):
        return False
    draft.station = draft.station or unit.words(*match.span(name), sure)
    if _INCOMING.search(unit.text) or re.match(r"(?i)(?:re)?c?eived", unit.text):
        _direct(draft, incoming=True)
    return True


def _claim_from_to(unit: Unit, draft: Draft) -> bool:
    match = _FROM_TO.fullmatch(unit.text)
    if match is None or re.search(r"(?i)\breceived[.:,]|as follows", unit.text):
        return False
    draft.heading.append(unit.whole())
    first, last = match.span("sender")
    # "Telegram from Washington, No. 12, Urgent, SECRET": what follows the name is no name.
    cut = re.search(
        r",\s*(?:DC,\s*)?(?=(?:No|Nr)\.?\s?\d|\d|(?:Urgent|Secret|Top Secret|Confidential|Priority"
        r"|Immediate)\b)",
        unit.text[first:last],
        re.I,
    )
    if cut is not None:
        last = first + cut.start()
    if (sender := without_article(unit, first, last, Certainty.STATED)) is not None:
        draft.issue(sender)
    if match["to"]:
        first, last = match.span("to")
        last = first + from_to.end_of_name(match["to"])
        to = without_article(unit, first, last, Certainty.STATED)
        draft.to += [to] if to is not None else []
    if match["subject"] and draft.subject is None:
        draft.subject = unit.words(*match.span("subject"))
    if re.search(r"(?i)\b(?:incoming|inward)\b", match["kind"]):
        _direct(draft, incoming=True)
    elif re.search(r"(?i)\b(?:outgoing|outward)\b", match["kind"]):
        _direct(draft, incoming=False)
    _markings_and_numbers(unit, draft)
    return True


def _claim_posts(unit: Unit, draft: Draft) -> bool:
    match = _POSTS.fullmatch(unit.text)
    if match is None:
        return _claim_sender(unit, draft)
    draft.heading.append(unit.whole())
    which = "" if match["sender"] else "2"
    if (
        sender := without_article(unit, *match.span("sender" + which), Certainty.STATED)
    ) is not None:
        draft.issue(sender)
    draft.to += names_in(unit, *match.span("to" + which), Certainty.STATED)
    return True


def _claim_sender(unit: Unit, draft: Draft) -> bool:
    """ "From Streslau", "From our ambassador, 5 May 1960", "Sir H. Moor (Kessel) to ..."."""
    match = _KNIGHT.fullmatch(unit.text)
    if match is not None:
        draft.heading.append(unit.whole())
        draft.issue(unit.words(*match.span("sender")))
        to = without_article(unit, *match.span("to"), Certainty.STATED)
        draft.to += [to] if to is not None else []
        return True
    match = _FROM_OFFICE_TO.fullmatch(unit.text)
    if match is not None and is_office(match["sender"]) and is_office(match["to"]):
        draft.heading.append(unit.whole())
        for name, start, end in (("sender", *match.span("sender")), ("to", *match.span("to"))):
            words = without_article(unit, start, end, Certainty.STATED)
            if words is not None and name == "sender":
                draft.issue(words)
            elif words is not None:
                draft.to.append(words)
        return True
    match = _OFFICE_TO_OFFICE.fullmatch(unit.text)
    new = not draft.to and draft.issuer is None
    if match is not None and new and is_office(match["sender"]) and is_office(match["to"]):
        draft.heading.append(unit.whole())
        draft.issue(unit.words(*match.span("sender"), Certainty.PLACED))
        draft.to.append(unit.words(*match.span("to"), Certainty.PLACED))
        return True
    match = _FROM.fullmatch(unit.text)
    if match is None:
        return False
    sender = match["sender"]
    when = only_date(match["date"]) if match["date"] else None
    handling = _THEN_HANDLED.match(match["date"] or "")
    if when is None and handling is not None:
        # "From Kessel, 14.3.1951, received 09:35, 15 March 1951"
        when = only_date(handling["date"])
    if when is not None and handling is not None:
        times.claim(unit.rest(match.start("date") + handling.end()), draft)
    named = is_office(sender) or all(word[0].isupper() for word in sender.split())
    handled = match["date"] is not None and when is None
    if not named or (handled and not times.claim(unit.rest(match.start("date")), draft)):
        return False
    draft.issue(unit.words(*match.span("sender")))
    if when is not None:
        draft.dated(when_of(unit, when, offset=match.start("date")))
    return True


def _markings_and_numbers(unit: Unit, draft: Draft) -> None:
    """What else a heading holds: its numbers, its precedence, its classification, its date."""
    text = unit.text
    for piece in markings.among(text):
        words = unit.words(piece.start, piece.end)
        if piece.kind == "precedence":
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
    for found in numbers.scan(text):
        if not re.search(r"(?i)\bno|number|№|#|号|[(\[（〔]\d", text[found.start : found.end]):
            continue
        sure = Certainty.STATED
        role = numbers.role_of(found.label or "")
        if role is None:
            role, sure = Role.ISSUING, Certainty.PLACED
        draft.numbers.append(numbers.made(unit, found, role, sure=sure))
    for when in dates(text):
        draft.dated(when_of(unit, when, Certainty.PLACED))
