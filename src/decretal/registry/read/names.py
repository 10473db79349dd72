"""Names of offices and of people: which words are one, and lists of them.

Owns what tells an office from a person and a sentence, and where a list of names is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decretal.registry import characters
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty, Words

OFFICE: Final = re.compile(
    r"\b(?:committees?|ministr(?:y|ies)|departments?|offices?|embass(?:y|ies)|consulates?"
    r"|bureaus?|bureaux|commissions?|governments?|party|stations?|missions?|legations?|councils?"
    r"|sections?|delegations?|headquarters|secretariat|divisions?|commands?|agency|agencies"
    r"|courts?|procuratorates?|administration|chancery|consul|consular|ambassadors?"
    r"|charg[eé]|secretary|minister|premier|state council|amembassy|amconsul|secstate|brigade"
    r"|prefectural|provincial|regional|county|association|institute|company|corporation"
    r"|military|garrison|police|representatives?|politburo|presidium|cc|central|general staff"
    r"|comrades?|desk|branch|directorate|board|union|cabinet|foreign affairs|authorit(?:y|ies)"
    r"|high commissioners?|attach[eé]|usun|usmission|actuals|colonial|commonwealth|governor"
    r"|(?:sub-?)?districts?"
    r"|detachment|regiment|customs|corps"
    r"|army|commune|hospital|prefecture|province|municipality)\b"
    r"|(?:委员会|[委部厅局馆处办省市院署社团组室司]|政府|党组|대사|영사|장관|본부|국장|부|국)$"
    r"|[委部厅局馆处办省市院署]$|(?:^|[中党])中央$|军委$|国务院$|总[参政后]$|总理$",
    re.I,
)
CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽȘȚ]"
"""A capital of any Latin alphabet."""
_PERSON: Final = re.compile(
    r"(?:(?:Comrade|Cde\.|Ambassador|Mr\.?|Sir|Dr\.?|Minister|Consul|Chargé|General|Col\."
    r"|Lord)\s+)?"
    rf"(?:{CAPITAL}(?:\.|[\w'’]*[\w’])[\s\-]*){{1,3}}(?:\[[\w ]+\])?\.?"
    r"|[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}"
)
_NOT_A_NAME: Final = re.compile(r"\d|[:;!?。：；]")
_ENDS_AS_SENTENCE: Final = re.compile(r"(?:[.!?。！？；;:：,，]|…|\.\.\.)[\"'”’)\]]*$")


def is_office(text: str) -> bool:
    """Whether a text may be the name of an office."""
    return len(text) <= 160 and OFFICE.search(characters.plain(text)) is not None


_ROLE: Final = re.compile(
    r"(?:(?:the|for|acting|deputy|vice|duty|first|second|third|chief|senior|officer|consul|general"
    r"|secretary|director|master|harbou?r|minister|ambassador|charg[eé]|d'affaires|counsell?or"
    r"|commander|chairman|ad interim|a\.i\.|under|assistant|state"
    r"|registrar|clerk|head|commissioner|attach[eé]|manager)[\s:]*)+",
    re.I,
)


def is_role(text: str) -> bool:
    """Whether a text says what somebody is, and not who."""
    return len(text) <= 60 and _ROLE.fullmatch(text) is not None


def is_person(text: str) -> bool:
    """Whether a text may be the name of a person, and no more."""
    return (
        len(text) <= 45
        and _NOT_A_NAME.search(text) is None
        and not is_role(text)
        and _PERSON.fullmatch(text) is not None
    )


def ends_as_sentence(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence or a part of one."""
    return _ENDS_AS_SENTENCE.search(text[-12:]) is not None


def sentence_like(text: str) -> bool:
    """Whether a text reads like a sentence, and not like a line of a heading."""
    if any(c > "\u3040" for c in text[:40]):
        if text[-1] in "。；，？！":
            return True
        return len(text) > 80 or (len(text) > 40 and any(c in "。，；" for c in text))
    words = text.split()
    if text[-1] in ".!?" and len(words) >= 5:
        return True
    small = sum(word[0].islower() for word in words)
    return len(words) >= 25 or (len(words) >= 12 and small > len(words) * 0.6)


_SEPARATOR: Final = re.compile(
    r"\s*[,，、;；]\s*(?:and\s+)?|,?\s+(?:along|together)\s+with\s+|\s+[Tt]o\s+[Ww]hom\s?[:：]\s*"
    r"|(?<=[\w)])\s+and\s+(?=(?:to\s+)?the\s)"
)
_SEMICOLON: Final = re.compile(r"\s*[;；]\s*(?:and\s+)?")
_AND: Final = re.compile(r"\s+(?:and|AND|\[and\])\s+|\s*[和及]\s*(?=\S{3})|\s*并\s*(?=\S{2})")


def cut(text: str, *, semicolons_first: bool = False) -> Iterator[tuple[int, int]]:
    """Where the items of a list begin and end; separators in brackets do not count.

    With ``semicolons_first``, commas part nothing where there are semicolons.
    """
    depth = 0
    bare = []
    for c in text:
        if c in "([（【〔":
            depth += 1
        inside = depth > 0
        if c in ")]）】〕" and depth:
            depth -= 1
        bare.append("x" if inside else c)
    masked = "".join(bare)
    at = 0
    # Where semicolons part the items, commas stand inside them: "Embassy, Kessel; Governor".
    first = semicolons_first and re.search("[;；]", masked) is not None
    separator = _SEMICOLON if first else _SEPARATOR
    for match in separator.finditer(masked):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < len(text):
        yield at, len(text)


# "Consular Department, Ministry of Foreign Affairs": the second says of what the first is.
_ONE_OFFICE: Final = re.compile(
    r"(?:the\s)?(?:(?:\[?[A-Z][\w'’]*\]?|of|and)\s){1,5}(?:Department|Section|Division|Bureau|Desk)"
    r",\s(?:Ministry|Commission|Embassy)\sof\s(?:\[?[A-Z][\w'’]*\]?\s?){1,4}"
    r"|(?:the\s)?Ministry\s(?:of|for)\s(?:[A-Z][\w'’]*\s?){1,4},\s(?:[A-Z][\w'’]*\s){1,4}"
    r"(?:Department|Section|Division|Desk)"
    r"|(?:[A-Z][\w'’]*\s){1,4}(?:Office|Committee|Bureau|Station|Department|Ministry|Legation|Mission),\s"
    r"(?!Premier|Minister|Chairman|Secretary|Governor|Customs|Police)[A-Z][a-z]+"
)
_OFFICE_AND_PLACE: Final = re.compile(
    r"(?:[A-Z][\w'’]*\s){1,4}(?:Office|Committee|Bureau|Station|Department|Legation|Mission),\s"
    rf"{CAPITAL}[\w'’-]+"
)
# "Governor, Alder Bay": who governs, and where.
_GOVERNS: Final = re.compile(
    r"(?:the\s)?(?:governor(?:[-\s]general)?|high commissioner),\s"
    r"(?P<where>(?-i:[A-Z])[\w.'’-]+(?:\s(?-i:[A-Z])[\w.'’-]+){0,2})",
    re.I,
)


def _is_one_office(text: str) -> bool:
    """Whether a comma parts the name of one office, and not two of them."""
    if _ONE_OFFICE.fullmatch(text):
        return True
    match = _GOVERNS.fullmatch(text)
    return match is not None and not is_office(match["where"]) and not is_role(match["where"])


_OMITTED: Final = re.compile(r"\s*\[(?:…|\.\.\.)\]$")
_ENUMERATED: Final = re.compile(r"\s*[,;]?\s*(?:^|(?<=\s))\(?\d{1,2}[.)]\s+")


def is_office_and_place(text: str) -> bool:
    """Whether no more stands there than an office and where it is: "Harbour Office, Kessel"."""
    return len(text) <= 80 and _OFFICE_AND_PLACE.fullmatch(text) is not None


def names_in(
    unit: Unit, start: int, end: int, sure: Certainty, *, semicolons_first: bool = True
) -> Iterator[Words]:
    """The names of a list of addressees that stands in part of a unit."""
    if _is_one_office(unit.text[start:end].strip()):
        words = _trimmed(unit, start, end, sure)
        if words is not None:
            yield words
        return
    left = _OMITTED.search(unit.text, start, end)
    end = left.start() if left is not None else end
    marks = list(_ENUMERATED.finditer(unit.text[start:end]))
    if len(marks) > 1 and marks[0].start() == 0:
        # "(1) Embassy in Kessel (2) Consulate in Ostrand"
        ends = [*(mark.start() for mark in marks[1:]), end - start]
        for mark, last in zip(marks, ends, strict=True):
            words = _trimmed(unit, start + mark.end(), start + last, sure)
            if words is not None:
                yield words
        return
    gaps = unit.gaps()
    for first, last in _joined(unit.text[start:end], semicolons_first=semicolons_first):
        at = start + first
        for gap in (*(each for each in gaps if at < each < start + last), start + last):
            for a, b in _parts(unit.text[at:gap]):
                words = _trimmed(unit, at + a, at + b, sure)
                if words is not None:
                    yield words
            at = gap


_PART: Final = re.compile(r"(?:Department|Section|Division|Bureau|Desk)$")
_WHOLE: Final = re.compile(r"(?:Ministry|Commission|Embassy)\s(?:of|for|in)\s")


# "Comrade Toth, Deputy Foreign Minister" is one, and "Provincial, Municipal Committees" are.
_PERSON_OF: Final = re.compile(rf"(?:[Tt]o\s)?(?:Comrade|Cde\.|Mr\.?|Dr\.?)\s{CAPITAL}")
_ROLE_OF: Final = re.compile(
    r"(?:(?:First|Deputy|Vice|Acting|[A-Z]\w+)\s){0,4}(?:Minister|Ambassador|Secretary|Director"
    r"|Head"
    r"|Chief|Chairman|Consul|Counsell?or)(?:\s(?:of|for|in)\s[^,]{3,60})?"
)
_ADJECTIVE: Final = re.compile(
    r"(?:(?:to|the|all|each|every)\s)*(?:(?:provincial|municipal|regional|prefectural|county"
    r"|central|local"
    r"|autonomous|district|military|city)(?:\sand\s)?)+",
    re.I,
)


def says_role(text: str) -> bool:
    """Whether a line says what the person named above it is: "Deputy Minister of Works"."""
    return len(text) <= 80 and _ROLE_OF.fullmatch(text) is not None


def _joined(text: str, *, semicolons_first: bool) -> Iterator[tuple[int, int]]:
    """The items of a list, of which a department and its ministry are one."""
    before: tuple[int, int] | None = None
    for first, last in cut(text, semicolons_first=semicolons_first):
        if before is not None:
            between = text[before[1] : first]
            one, other = text[before[0] : before[1]], text[first:last]
            goes_on = (
                (_PART.search(one) and _WHOLE.match(other))
                or (_PERSON_OF.match(one.strip()) and _ROLE_OF.fullmatch(other.strip()))
                or _ADJECTIVE.fullmatch(one.strip())
            )
            if goes_on and between.strip() == ",":
                before = before[0], last
                continue
            yield before
        before = first, last
    if before is not None:
        yield before


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The two names that "and" joins, if it joins two names and not two words of one."""
    for match in _AND.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if _ADJECTIVE.fullmatch(left.rpartition(",")[2].strip()):
            continue
        both_offices = is_office(left) and is_office(right) and not right[0].islower()
        both_offices |= match[0].strip() == "并" and is_office(left)
        both_offices |= right.startswith(("the ", "to ")) and is_office(left) and is_office(right)
        if both_offices and not re.search(r"\b(?:of|for)\s[^,]*$", left[-24:]):
            break
        if both_offices and re.match(r"(?:the|to|Comrade|Embassy|Ministry)\b", right):
            break
        places = all(
            re.fullmatch(r"(?:[A-Z][\w.'’-]*\s?){1,2}(?:for\s[A-Z][\w.' ]{2,40})?", each)
            and (not is_office(each) or each.strip() in ("USUN", "CINCPAC"))
            for each in (left, right)
        )
        if places:
            break
    else:
        yield 0, len(text)
        return
    yield 0, match.start()
    yield match.end(), len(text)


_ARTICLE: Final = re.compile(
    r"(?:(?:and|also|to|the(?!\sHague)|\[(?:to|for)(?:\s+the)?(?:\s+[a-z]+){0,2}\]|\[and\]"
    r"|transmit to|for(?=\s(?:Comrade|Cde|Minister)\b)|for transmission to|pass on to)\s+"
    r"|(?:operational\s)?(?:saving|niact|priority|immediate|flash)\s+(?=to\s|[A-Z][A-Za-z]))+"
    r"|[并和及]",
    re.I,
)
_AFTER: Final = re.compile(r"(?:[\s.:：;；,，]|\[(?:…|\.\.\.)\])+$")
# "KRAJNIK1": the number of a footnote clings to the name.
_NOTED: Final = re.compile(rf"(?<={CAPITAL}{CAPITAL}|[a-z][a-z])\d{{1,2}}$")
_MARKING: Final = re.compile(
    r"[\s:：]*[(（](?:top secret|secret|confidential|urgent|秘密|机密)[)）]\s*$", re.I
)

_PASSED_ON: Final = re.compile(
    r"\s*\((?:for|please|to be|with|[A-Z][\w. ]{1,20} please)\s[^()]{3,80}\)\s*$"
)


def without_note(unit: Unit, start: int, end: int) -> Words:
    """A name without the number of a footnote that clings to it: "KRAJNIK1"."""
    noted = _NOTED.search(unit.text[start:end])
    return unit.words(start, end if noted is None else start + noted.start())


def _trimmed(unit: Unit, start: int, end: int, sure: Certainty) -> Words | None:
    text = unit.text
    while start < end and text[start] == " ":
        start += 1
    article = _ARTICLE.match(text, start, end)
    if article is not None and article.end() < end:
        start = article.end()
    tail = _MARKING.search(text[start:end]) or _PASSED_ON.search(text[start:end])
    if tail is not None:
        end = start + tail.start()
    ending = _AFTER.search(text[start:end])
    # "U.S." and the like keep their full stop.
    if ending is not None and not re.search(r"\b[A-Z]\.(?:[A-Z]\.)+$", text[start:end]):
        end = start + ending.start()
    noted = _NOTED.search(text[start:end])
    if noted is not None:
        end = start + noted.start()
    return unit.words(start, end, sure) if any(c.isalnum() for c in text[start:end]) else None


_THE: Final = re.compile(r"\s*(?:the\s+)?", re.I)


def without_article(unit: Unit, start: int, end: int, sure: Certainty) -> Words | None:
    """A single name without the article before it."""
    match = _THE.match(unit.text, start, end)
    at = match.end() if match else start
    return unit.words(at, end, sure) if any(c.isalnum() for c in unit.text[at:end]) else None
