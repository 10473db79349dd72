"""The foot of a telegram: who issued it, when, and who signed.

Owns how the lines below the body are taken: an office is the issuer, a person's name the
signature, a date alone the date. Where no office stands, whoever signed issued it.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import Dated, dates, exact, first_date, only_date
from decretal.registry.numerals import CHINESE_NUMBER, chinese
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import (
    CAPITAL,
    is_office,
    is_person,
    is_role,
    sentence_like,
    without_note,
)
from decretal.registry.telegram import Certainty, Number, Role, When

_SIGNED: Final = re.compile(
    r"[\[(]?\s*(?:(?:signed|sgd|signature)\b|/s/|/-/)[.:\])]*\s*(?:by\s+)?[\])]?\s*(?P<name>\S.*?)[\])]?$"
    r"|(?P<name2>\S.*?)\s*[\[(](?:signed|sgd\.?|signature|seal|sealed|stamp|盖章|签字|章)[\])]$"
    r"|(?P<name3>\S.*?)\s*（(?:盖章|签字|印|章|签章)）$",
    re.I,
)
_TITLED: Final = re.compile(
    r"(?:(?:County|District|Section|Bureau|Department|Deputy|Vice|Acting)\s)*(?:Ambassador|Minister"
    r"|Comrade|Chargé|Consul|Head|Chief|Director|Secretary|Governor)\s+(?!General\b)[A-Z]\w+"
)
_WITH_TITLE: Final = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2},? \(?(?:Ambassador|Minister|Consul|Consul General"
    r"|Chargé d'Affaires|First Secretary|Envoy|Counsellor|Director)\)?"
)
SPACED: Final = re.compile(rf"(?:{CAPITAL} ){{3,14}}{CAPITAL}")
"""A name set in spaced capitals: "N O V A K"."""
_ARTICLE: Final = re.compile(r"\s*the\s+", re.I)
_STATION: Final = re.compile(r"\b(?:Station|Desk)$|台$")
_ONLY_SIGNED: Final = re.compile(
    r"[\[(]?(?:signed|sgd|signature|seal|stamp|illegible)\.?[\])]?", re.I
)


def when_of(unit: Unit, found: Dated, sure: Certainty | None = None, *, offset: int = 0) -> When:
    """A date of a unit's text as an element."""
    start, end = offset + found.start, offset + found.end
    return When(unit.text[start:end], found.iso, unit.excerpt.span(start, end), sure or found.sure)


# "二十一日二时", "12日": the day on which it was sent.
_LONE_DAY: Final = re.compile(
    rf"(?P<day>\d{{1,2}}|{CHINESE_NUMBER})日(?:[上下]午|晚|晨)?(?:(?:\d{{1,2}}|{CHINESE_NUMBER})[时時点點]"
    rf"(?:(?:\d{{1,2}}|{CHINESE_NUMBER})分?|半)?)?"
)


def claim_date(unit: Unit, draft: Draft, *, closing: bool) -> bool:
    """A line that is a date, labelled or not, or at the foot a name and a date."""
    text = unit.text
    if len(text) > 160:
        return False
    label = labelled(text)
    if label is not None:
        if label.element is not Element.DATE:
            return False
        found = first_date(text[label.value_at :])
        if found is None:
            return _claim_imprecise(unit, draft, label.value_at)
        draft.dated(when_of(unit, found, offset=label.value_at))
        return True
    if closing and len(text) <= 14 and (day := _LONE_DAY.fullmatch(text)) is not None:
        value = chinese(day["day"])
        if value is not None and 1 <= value <= 31:
            end = day.end("day") + 1
            draft.dated(When(text[:end], f"---{value:02}", unit.excerpt.span(0, end)))
            return True
    alone = only_date(text)
    if alone is not None:
        # A date above the text may be one that an archive gave it.
        placed = Certainty.PLACED if alone.sure is Certainty.STATED else alone.sure
        draft.dated(when_of(unit, alone, None if closing else placed))
        return True
    if not closing and not (_EDITED.match(text) or _opens_with_date(text)):
        return False
    return _claim_name_and_date(unit, draft)


_EDITED: Final = re.compile(r"(?:Edited|Issued|Prepared|Compiled|Drawn up) by (?:the )?", re.I)


def _opens_with_date(text: str) -> bool:
    """ "May 5, 1962 Secretariat of the Northern Office": when, and then who."""
    found = first_date(text)
    if found is None or found.start or len(text) > 120:
        return False
    name = text[found.end :].strip(" ,")
    return len(name) > 8 and name[0].isupper() and is_office(name) and ". " not in name


def _claim_imprecise(unit: Unit, draft: Draft, start: int) -> bool:
    """ "Date: 1961", "Date: the 9th": less than a month, which only a label makes a date."""
    words = unit.words(start, len(unit.text.rstrip(" .")))
    iso = exact(words.text)
    if iso is None:
        return False
    draft.dated(When(words.text, iso, words.span))
    return True


def _claim_name_and_date(unit: Unit, draft: Draft) -> bool:
    """ "5.XI.62 A. PETROV", "[Chinese] Embassy in [North] Korea, 22 November 1963"."""
    text = unit.text
    every = list(dates(text))
    if len(every) != 1 or sentence_like(text):
        return False
    found = every[0]
    before, after = text[: found.start].strip(" ,.;(["), text[found.end :].strip(" ,.;)]")
    if before and after:
        return False
    name = before or after
    if (edited := _EDITED.match(name)) is not None:
        name = name[edited.end() :]
    if len(name) < 3 or not (is_office(name) or is_person(name)) or labelled(text) is not None:
        return False
    at = text.index(name)
    words = unit.words(at, at + len(name), Certainty.PLACED)
    if is_office(name):
        draft.issue(words)
    elif draft.signature is None:
        draft.signature = words
    draft.dated(when_of(unit, found))
    return True


def claim_label(unit: Unit, draft: Draft) -> bool:
    """A labelled issuer or signature, at the head or at the foot."""
    text = unit.text
    if len(text) > 200:
        return False
    label = labelled(text)
    if label is not None and label.element in (Element.ISSUER, Element.SIGNATURE):
        article = _ARTICLE.match(text, label.value_at)
        start = article.end() if article is not None else label.value_at
        words = without_note(unit, start, len(text.rstrip(" .]")))
        if not words.text:
            return True
        if label.element is Element.SIGNATURE:
            draft.signature = draft.signature or words
        elif draft.issuer is not None and _STATION.search(words.text):
            # Who wrote it is known: "From: Kessel Station" says where it came in.
            draft.station = draft.station or words
        else:
            draft.issue(words)
        return True
    return False


def says_signed(text: str) -> bool:
    """Whether no more stands there than that it was signed."""
    return _ONLY_SIGNED.fullmatch(text) is not None


_ROLE_AND_NAME: Final = re.compile(
    r"(?:(?:Deputy|Vice|Acting|First)\s)?(?:Minister|Ambassador|Consul|Director|Head|Chief|Chairman|Secretary)"
    rf"(?:\s(?:General|of\s[\w ]{{3,30}}))?:\s(?P<name>{CAPITAL}[\w.'’ -]{{2,40}})"
)


def claim_signature(unit: Unit, draft: Draft) -> bool:
    """ "[signed] Name", "Name [signed]", or no more than "[Signature]"."""
    text = unit.text
    if len(text) > 120:
        return False
    if _ONLY_SIGNED.fullmatch(text):
        draft.stamps.append(unit.whole())
        return True
    role = _ROLE_AND_NAME.fullmatch(text)
    if role is not None and is_person(role["name"]) and draft.signature is None:
        draft.signature = unit.words(*role.span("name"), Certainty.PLACED)
        return True
    match = _SIGNED.fullmatch(text)
    if match is None:
        return False
    name = next(each for each in ("name", "name2", "name3") if match[each])
    words = unit.words(*match.span(name))
    if is_office(words.text) and not _TITLED.match(words.text):
        draft.issue(words)
    elif len(words.text) <= 60:
        draft.signature = draft.signature or words
    else:
        return False
    return True


_ON_BEHALF: Final = re.compile(
    r"(?:by (?:order|authority|direction)|on behalf|for and on behalf|on the orders?) of\b", re.I
)
_NAME_AND_NUMBER: Final = re.compile(
    rf"(?P<name>{CAPITAL}[\w'’-]+(?: {CAPITAL}[\w'’-]+)?) (?P<number>\d{{1,5}})"
    rf"|[–-] ?(?P<number2>\d{{1,5}}) ?[–-] (?P<name2>{CAPITAL}[\w'’-]+)"
)


_DATE_AND_NAME: Final = re.compile(
    rf"\d{{1,2}}[./][\dIVX]{{1,4}}[./]\d{{2,4}}\s+{CAPITAL}[\w'’.-]+(?: {CAPITAL}[\w'’.-]+)?"
)


def says_who_signed(line: str) -> bool:
    """Whether a line is "Novak 346", "12.V.50 Novak" or "Minister: Novak", and no more."""
    if _ROLE_AND_NAME.fullmatch(line) is not None or _DATE_AND_NAME.fullmatch(line) is not None:
        return True
    return _NAME_AND_NUMBER.fullmatch(line) is not None and first_date(line) is None


def says_name_and_date(line: str) -> bool:
    """Whether a line is an office and a date: "Border Office, 3 December"."""
    if len(line) > 90 or line[-1] in ".:;":
        return False
    found = first_date(line)
    if found is None or found.end < len(line.rstrip(" ]).")) or found.start < 6:
        return False
    name = line[: found.start].rstrip(" ,(")
    capitals = sum(word[0].isupper() or word[0] == "[" for word in name.split())
    return is_office(name) and capitals * 2 > len(name.split()) and "." not in name


def claim_numbered_name(unit: Unit, draft: Draft) -> bool:
    """ "Novak 346": who signed, and the number that the post gave the telegram."""
    match = _NAME_AND_NUMBER.fullmatch(unit.text)
    if match is None or draft.signature is not None:
        return False
    which = "" if match["name"] else "2"
    name = match["name" + which]
    if not is_person(name) or first_date(unit.text) is not None or labelled(unit.text):
        return False
    draft.signature = unit.words(*match.span("name" + which), Certainty.PLACED)
    number = match["number" + which]
    draft.numbers.append(
        Number(
            text=number,
            number=number,
            role=Role.ISSUING,
            span=unit.excerpt.span(*match.span("number" + which)),
            sure=Certainty.PLACED,
        )
    )
    return True


def _says_more(name: str, than: str) -> bool:
    """Whether a name is another one and says more: "Embassy in the Lake Country", "Embassy"."""
    said, before = f" {_as_written(name)} ", f" {_as_written(than)} "
    if said.startswith(before):
        return True
    # "Ruritanian Consulate in Kessel"; an "Archive of the Ministry" is another office.
    more = said.removesuffix(before).split()
    return said.endswith(before) and len(more) <= 2 and "of" not in more


def _as_written(name: str) -> str:
    """A name without what an editor's brackets make of it."""
    return re.sub(r"[\[\]]|\bthe\b", "", name).casefold().replace("  ", " ").strip()


_SUPPLIED: Final = re.compile(rf"\[(?P<name>{CAPITAL}[\w'’.-]+(?: {CAPITAL}[\w'’.-]+){{0,2}})\]")


def claim_name(unit: Unit, draft: Draft, *, beside_date: bool = False) -> bool:
    """A line at the foot that is an office or a person."""
    text = unit.text
    if len(text) > 160 or sentence_like(text):
        return False
    if _ON_BEHALF.match(text):
        return False
    supplied = _SUPPLIED.fullmatch(text)
    if supplied is not None and draft.signature is None and is_person(supplied["name"]):
        # An editor supplied the signature.
        draft.signature = unit.words(*supplied.span("name"), Certainty.PLACED)
        return True
    stripped = text.rstrip(".")
    if SPACED.fullmatch(stripped) and draft.signature is None:
        draft.signature = unit.words(0, len(stripped), Certainty.PLACED)
        return True
    if _WITH_TITLE.fullmatch(stripped) and draft.signature is None:
        draft.signature = unit.words(0, len(stripped), Certainty.PLACED)
        return True
    if is_role(stripped):
        # What somebody is, below a name: "Consul General".
        return False
    if _TITLED.fullmatch(stripped) and draft.signature is None:
        draft.signature = unit.words(0, len(stripped), Certainty.PLACED)
        return True
    if is_office(stripped) and not re.search(r"[:：;；]", stripped):
        if draft.issuer is not None:
            if draft.issuer.text.isupper() and draft.issuer.text.lower() == stripped.lower():
                # The heading has it in capitals, and the foot as it is written.
                draft.issuer = unit.words(0, len(stripped), Certainty.PLACED)
                return True
            if draft.issuer.span.start < unit.start and (
                _says_more(stripped, draft.issuer.text)
                or (beside_date and draft.issuer.sure is Certainty.SUPPOSED)
            ):
                # The heading says it as well; at the foot stands how it was signed.
                draft.issuer = unit.words(0, len(stripped), Certainty.PLACED)
                return True
            if _TITLED.match(stripped) is None or draft.signature is not None:
                return False
            draft.signature = unit.words(0, len(stripped), Certainty.PLACED)
            return True
        draft.issuer = unit.whole(Certainty.PLACED)
        return True
    if is_person(stripped) and draft.signature is None:
        draft.signature = unit.words(0, len(stripped), Certainty.PLACED)
        return True
    return False
