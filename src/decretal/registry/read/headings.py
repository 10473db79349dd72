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
from decretal.registry.read.names import CAPITAL, is_office, names_in, without_article
from decretal.registry.telegram import Certainty, Direction, Role

_KIND: Final = (
    r"(?:(?:circular|encoded|decoded|secret|top secret|cipher(?:ed)?|cyphered|cypher|coded?|urgent"
    r"|priority|immediate|joint|reply|incoming|outgoing|inward|outward|encrypted|supplementary)\s+)*"
    r"(?:telegrams?|cables?|cablegram|airgram|despatch|dispatch|message|cipher[- ]?telegram"
    r"|ciphertelegram|ciphergram|cyphergram|signal|telex"
    r"|coded telegram|instruction|letter|radiogram)"
)
_ONLY_KIND: Final = re.compile(
    r"[\[(]?(?:(?:translation|paraphrase|copy|text|decode|extract)\s+(?:of\s+(?:an?\s|the\s)?)?)?"
    rf"{_KIND}[\])]?\.?",
    re.I,
)
# "Foreign Ministry Cable" above all else.
_OF_OFFICE: Final = re.compile(
    r"(?:(?:\[?[A-Z][\w'’]*\]?|of|the)\s){1,8}(?:Telegram|Cable|Cablegram)"
)
_FROM_TO: Final = re.compile(
    rf"(?:\[?\d{{1,4}}[.\]]?\s+)?(?P<kind>{_KIND}(?:\s+(?:no|number|nr)\.?\s*[\d/.-]+)?,?)\s+"
    r"from\s+(?P<sender>.{1,120}?)(?:,?\s+to\s+(?P<to>.{1,140}?))?"
    r"(?:,\s*['\"‘“](?P<subject>.+?)['\"’”]?)?",
    re.I,
)
# "CYPHER TELEGRAM TO GOVERNMENT OF NORTHLAND"
_KIND_TO: Final = re.compile(rf"{_KIND}\s+TO\s+(?P<to>[A-Z][A-Za-z .,'()-]{{3,80}})", re.I)
_POSTS: Final = re.compile(
    r"FROM:?\s+(?P<sender>[A-Z][A-Z .,'()\-]{2,60}?)\s+TO:?\s+(?P<to>[A-Z][A-Z .,'()\-]{2,80})|"
    r"From\s+(?P<sender2>(?:[A-Z][\w.'\-]*\s){1,5}?)[Tt]o\s+(?P<to2>(?:[A-Z][\w.'\-]*\s?"
    r"|of\s){1,6})"
)
_INCOMING: Final = re.compile(
    r"(?:telegram|cable)s?\s+received\b|\breceiving\s+(?:telegram|cable)|\breceived\s+"
    r"(?:telegram|cable)|\bincoming\b|\binward\b"
    r"|收\s?电|来电|收文|착신|수신\s?전보|接收电报",
    re.I,
)
_OUTGOING: Final = re.compile(
    r"\bsending\s+(?:telegram|cable)|(?:telegram|cable)s?\s+(?:sent|issued|dispatched"
    r"|despatched)\b|\b(?:sent|issued|dispatched)"
    r"\s+(?:telegram|cable)|\boutgoing\b|\boutward\b|发\s?电|去电|发文|발신\s?전보|발신전보",
    re.I,
)
_FROM: Final = re.compile(
    r"From\s+(?:the\s+)?(?P<sender>[^,:;.]{3,80}?)(?:,\s*(?P<date>.{4,120})|\.)?"
)
# "From the Tarsonia Desk": the station through which a cable of the Ministry came in.
_DESK: Final = re.compile(r"(?:\[?[A-Z][\w'’\]-]*\s){1,4}(?:Desk|Section)")
# "From BEIJING No. 1309 20 hours 05 minutes, 13.1.1951", "From Kessel.Sent 31.8.50 11:32"
_FROM_POST: Final = re.compile(
    rf"From\s+(?P<sender>(?:{CAPITAL}[\w'’-]*\s?){{1,3}}?)[,.]?\s*"
    r"(?P<rest>(?:(?:No|Nr)\.?\s?\d|N[º°]|№|#\s?\d|(?:[Ss]ent|[Rr]eceived"
    r"|[Dd]i?e?spatched)\b).{3,120})"
)
# "Telegram, Embassy in Kessel to the Foreign Ministry, 'The Ferry'"
_KIND_THEN: Final = re.compile(
    rf"(?:{_KIND}|report|note|memorandum)(?:,?\s+(?:no\.?|number|nr\.?|#)\s*"
    rf"(?P<number>[\d/.-]+))?,\s+"
    rf"(?P<sender>[\[A-ZÀ-Ž][^:;'‘“\"]{{2,100}}?)\s+to\s+(?:the\s+)?"
    rf"(?P<to>[\[A-ZÀ-Ž][^:;'‘“\"]{{2,100}}?)"
    r"(?:,?\s+['\"‘“](?P<subject>.+?)['\"’”]|,\s(?:Regarding|Concerning)\s.+)?",
    re.I,
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
    r"(?P<sender>(?!To\b|Visit|Return|Reply)(?:[A-Z][\w'’-]*\s){1,4})to\s+(?P<to>"
    r"(?:[A-Z][\w'’-]*\s?){1,4})"
)
_STATION: Final = re.compile(
    r"(?:(?:(?:re)?c?eived|sent|dispatched|despatched|transcribed)\s+(?:at|by|from)\s+(?:the\s+)?)"
    r"(?P<station>[^\d,;:]{2,60}?)(?:\s*[.,;]?)|(?P<name>(?:[A-Z\[][\w\]'’-]*\s){1,4}"
    r"(?:Station|Telegraph Office))\.?|(?P<han>[\u4e00-\u9fff]{1,8}台)(?:收|收到)?"
    r"|由?(?P<han2>[\u4e00-\u9fff]{1,8}台)收(?:到|报)?",
    re.I,
)
# "收自北山台"
_FROM_STATION: Final = re.compile(r"(?:收自|收于)[:：]?(?P<han3>[\u4e00-\u9fff]{1,8}台)")


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
    if _claim_kind_and_markings(unit, draft) or _claim_kind_and_number(unit, draft):
        return True
    if (incoming or outgoing) and len(text) <= 120 and text[-1] not in ":：,，":
        if labelled(text) is not None or re.search(r"\d.*(?:悉|收悉|received)", text):
            return False
        if not first and any(numbers.scan(text)):
            # "Received Telegram No. 5" is a number, and a direction.
            _direct(draft, incoming=incoming is not None)
            return False
        _direct(draft, incoming=incoming is not None)
        form = _FORM_OF.fullmatch(text)
        if form is not None and from_to.is_letterhead(form["office"]):
            # "OUTGOING TELEGRAM Department of State": whose form it is.
            draft.heading.append(unit.words(*form.span("kind")))
            draft.heading.append(unit.words(*form.span("office"), Certainty.SUPPOSED))
            return True
        draft.heading.append(unit.whole())
        _markings_and_numbers(unit, draft)
        return True
    return False


_FORM_OF: Final = re.compile(rf"(?P<kind>{_KIND})\s+(?P<office>\S.{{3,40}})", re.I)
_KIND_FIRST: Final = re.compile(rf"{_KIND}[.,;:]?\s+(?=\S)", re.I)


_KIND_NUMBER: Final = re.compile(rf"{_KIND}\s+(?P<number>\d[\d./-]{{1,12}}\d)", re.I)


def _claim_kind_and_number(unit: Unit, draft: Draft) -> bool:
    """ "TELEGRAM 066.519"."""
    match = _KIND_NUMBER.fullmatch(unit.text)
    if match is None or only_date(match["number"]) is not None:
        return False
    draft.heading.append(unit.whole())
    start, end = match.span("number")
    found = numbers.Scanned(start, end, None, None, None, match["number"])
    draft.numbers.append(numbers.made(unit, found, Role.ISSUING, sure=Certainty.PLACED))
    return True


def _claim_kind_and_markings(unit: Unit, draft: Draft) -> bool:
    """ "Ciphered telegram Strictly secret Copying prohibited"."""
    match = _KIND_FIRST.match(unit.text)
    found = markings.pieces(unit.text[match.end() :]) if match is not None else ()
    if match is None or not found:
        return False
    draft.heading.append(unit.words(0, match.end()))
    for piece in found:
        words = unit.words(match.end() + piece.start, match.end() + piece.end)
        if piece.kind == "precedence":
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
        else:
            draft.stamps.append(words)
    return True


def claim_from_to(unit: Unit, draft: Draft) -> bool:
    """A heading that says who sent it to whom."""
    if len(unit.text) > 300:
        return False
    return (
        from_to.claim_numbered(unit, draft)
        or _claim_kind_to(unit, draft)
        or _claim_from_to(unit, draft)
        or from_to.claim(unit, draft)
        or _claim_kind_then(unit, draft)
        or _claim_han(unit, draft)
        or _claim_from_post(unit, draft)
        or _claim_posts(unit, draft)
    )


def says_from(line: str) -> bool:
    """Whether a line says which post it comes from, and no more but number and time."""
    return len(line) <= 120 and _FROM_POST.fullmatch(line) is not None


def says_from_to(line: str) -> bool:
    """Whether a line is a heading such as "Telegram from Kessel to Ostrand, No. 5"."""
    return (
        " from " in line
        and line[0].isupper()
        and len(line) <= 160
        and line[-1] not in ".,"
        and _FROM_TO.fullmatch(line) is not None
    )


def _claim_kind_to(unit: Unit, draft: Draft) -> bool:
    match = _KIND_TO.fullmatch(unit.text)
    if match is None or draft.to or not (unit.text.isupper() and is_office(match["to"])):
        return False
    draft.heading.append(unit.whole())
    draft.to += names_in(unit, *match.span("to"), Certainty.STATED)
    return True


def says_station(line: str) -> bool:
    """Whether a line says where the telegram came in, even if its beginning is torn off."""
    return (
        re.fullmatch(
            r"(?:(?:re)?c?e)?ived at [^.,;:]{2,50} Station|Received at .{2,50} Station", line
        )
        is not None
    )


def direct(unit: Unit, draft: Draft) -> None:
    """The direction that a line of a heading says."""
    words = characters.plain(unit.text[:300])
    incoming = _INCOMING.search(words) is not None
    if incoming or _OUTGOING.search(words):
        _direct(draft, incoming=incoming)


def _direct(draft: Draft, *, incoming: bool) -> None:
    if draft.direction is None:
        draft.direction = Direction.INCOMING if incoming else Direction.OUTGOING


def _claim_station(unit: Unit, draft: Draft) -> bool:
    label = labelled(unit.text)
    if label is not None and label.element is Element.STATION:
        draft.station = draft.station or unit.words(label.value_at, len(unit.text))
        return True
    # Of "Stat1on" a letter is worn; the name stays as it came.
    words = characters.plain(unit.text)
    match = _FROM_STATION.fullmatch(words) or _STATION.fullmatch(words)
    if match is None:
        return False
    name = next(n for n, found in match.groupdict().items() if found)
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
    first, last = _name_only(unit, *match.span("sender"))
    if (sender := without_article(unit, first, last, Certainty.STATED)) is not None:
        draft.issue(sender)
    if match["to"]:
        first, last = _name_only(unit, *match.span("to"))
        last = first + from_to.end_of_name(unit.text[first:last])
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


_NO_NAME: Final = re.compile(
    r",\s*(?:DC,\s*)?(?=(?:No|Nr)\.?\s?\d|\d|(?:Urgent|Secret|Top Secret|Strictly Secret"
    r"|Confidential|Priority|Immediate|Flash|Regular)\b)|\s+(?=(?:File\s)?(?:#|№|N[º°]|No\.)\s?\d)",
    re.I,
)


def _name_only(unit: Unit, first: int, last: int) -> tuple[int, int]:
    """ "Telegram from Washington, No. 12, Urgent, SECRET": what follows the name is no name."""
    cut = _NO_NAME.search(unit.text[first:last])
    return first, last if cut is None else first + cut.start()


def _claim_kind_then(unit: Unit, draft: Draft) -> bool:
    """ "Telegram, Embassy in Kessel to the Foreign Ministry": as archives name a telegram."""
    match = _KIND_THEN.fullmatch(unit.text)
    if match is None:
        return False
    draft.heading.append(unit.whole())
    draft.issue(unit.words(*match.span("sender"), Certainty.SUPPOSED))
    draft.to += names_in(unit, *match.span("to"), Certainty.SUPPOSED)
    if match["subject"] and draft.subject is None:
        draft.subject = unit.words(*match.span("subject"), Certainty.SUPPOSED)
    _markings_and_numbers(unit, draft)
    return True


_HAN_FROM_TO: Final = re.compile(
    r"(?P<sender>[\u4e00-\u9fff]{2,16})致(?P<to>[\u4e00-\u9fff、]{2,24}?)(?:的)?(?:急电|电报|电|函|信)"
)


def _claim_han(unit: Unit, draft: Draft) -> bool:
    """ "驻罗使馆致外交部电"."""
    match = _HAN_FROM_TO.fullmatch(unit.text)
    if match is None or not (is_office(match["sender"]) or is_office(match["to"])):
        return False
    draft.heading.append(unit.whole())
    draft.issue(unit.words(*match.span("sender"), Certainty.SUPPOSED))
    draft.to += names_in(unit, *match.span("to"), Certainty.SUPPOSED)
    return True


def _claim_from_post(unit: Unit, draft: Draft) -> bool:
    """A post with its number, or with the time at which it sent."""
    match = _FROM_POST.fullmatch(unit.text)
    if match is None:
        return False
    rest = unit.rest(match.start("rest"))
    scratch = Draft()
    if not times.claim(rest, scratch):
        left = rest.text
        for found in reversed(list(numbers.scan(left))):
            left = left[: found.start] + left[found.end :]
        for when in reversed(list(dates(left))):
            left = left[: when.start] + left[when.end :]
        if re.search(r"[^\W\d]", re.sub(r"(?i)\b(?:hours?|minutes?|hrs|at|on)\b", "", left)):
            return False
        number = next(numbers.scan(rest.text), None)
        if number is not None:
            draft.numbers.append(numbers.made(rest, number, Role.ISSUING, sure=Certainty.PLACED))
        for when in dates(rest.text):
            draft.dated(when_of(rest, when, Certainty.PLACED))
    draft.times += scratch.times
    draft.issue(unit.words(*match.span("sender")))
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
    if _DESK.fullmatch(sender):
        draft.heading.append(unit.whole(Certainty.PLACED))
        if sender.endswith("Desk"):
            draft.station = draft.station or unit.words(*match.span("sender"), Certainty.PLACED)
        return True
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
        found = numbers.without_name(found, draft.issuer.text if draft.issuer else "")
        if not re.search(r"(?i)\bno|number|№|#|号|[(\[（〔]\d", text[found.start : found.end]):
            continue
        sure = Certainty.STATED
        role = numbers.role_of(found.label or "")
        if role is None:
            role, sure = Role.ISSUING, Certainty.PLACED
        draft.numbers.append(numbers.made(unit, found, role, sure=sure))
    for when in dates(text):
        draft.dated(when_of(unit, when, Certainty.PLACED))
