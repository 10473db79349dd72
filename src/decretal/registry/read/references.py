"""References as American cables shorten them: "Re Deptels 683 and 684.", "Urtel 925 June 25".

Owns what such a reference names: one telegram after the other, with its number and its date.
A number of a footnote that clings to one ("684.1") is no part of it. Other phrases that say
what is answered are left to ``answers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from decretal.registry.dates import MONTH

MOST: Final = 12
"""No cable refers to more at its head."""

_LEAD: Final = re.compile(
    r"(?:(?:Re|Ref|Refs|Reference|References|Reftels?|Regarding|Answer to|Further to)\b[:.]?\s*)",
    re.I,
)
_TEL: Final = (
    r"(?:[Rr][Ee])?-?(?:(?:[Yy]our|YOUR|[Tt]he|[Uu]r|[Yy]r)\s?)?"
    r"(?:[Ee]mb|[Dd]ep|[Dd]ept|[Cc]on|[Cc]on[Gg]en|[Ll]eg|[Dd]el|[Dd]epcir|[Ee]mbcir|[Cc]ir"
    r"|[Mm]is|[Cc]onst"
    r"|UR|EMB|DEP|DEPT|CON|LEG|DEL|DEPCIR|EMBCIR|CIR)?"
    r"(?:cir|CIR)?(?:[Tt]el(?:s|nos?)?|TEL(?:S|NOS?)?|[Dd]esp|DESP|[Mm]sgs?|MSGS?|[Cc]irtels?)\b\.?"
)
_PLACE: Final = (
    r"[A-Z][A-Za-z.’'\-]*[A-Za-z](?: (?:[A-Z][A-Za-z.\-]*[A-Za-z]))?(?: [A-Z][a-z]{2,}"
    r"| [A-Z]{3,})?(?:['’]s)?"
)
_WHOSE: Final = (
    r"(?:[Yy]our|YOUR|[Uu]r|[Dd]ept['’]?s?|[Dd]epartment['’]s|[Ee]mbassy['’]s|[Ll]egation['’]s"
    r"|[Cc]onsulate['’]s|DEPT['’]?S"
    r"|DEPARTMENT['’]S)"
)
_NUMBER: Final = (
    r"(?:[Nn]os?\.? ?|[Nn]umbers? ?)?(?P<number>\d{1,6})(?![\d/A-Za-z]|:\d|[.,]\d{3}|\s?(?:percent"
    r"|per cent|%))"
)
_NAMED: Final = re.compile(
    rf"(?:(?P<tel>{_TEL})(?: (?P<at>[A-Z][A-Za-z]+))?|(?P<whose>{_WHOSE})(?: circular)?"
    rf"|(?P<place>{_PLACE}))[\s\-–]\s?(?:(?<=[Oo][Uu][Rr] )"
    rf"(?P<letters>[A-Z]{{1,2}})[.\- ]\s?)?{_NUMBER}"
)
_NEXT: Final = re.compile(rf"\s*(?:,|;|&|\band\b|\bAND\b|,\s*and\b)\s*(?:{_NUMBER}(?=[\s.,;:)]|$))")
_NOTE: Final = re.compile(r"(?:[.,]\d{1,2}(?=[\s.,;)]|$)|/\d{1,2}/|\[\d{1,2}\])")
_DATE: Final = re.compile(
    rf",?\s*\(?(?:of |dated )?(?:(?:{MONTH})\s*\d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)? (?:{MONTH})(?: \d{{4}})?)"
    r"(?:\s?\[\d{1,2}\])?(?:,? \d{1,2}(?::\d\d)? ?[ap]\. ?m\.?|,? noon|,? midnight)?\)?",
    re.I,
)
_ALSO: Final = re.compile(
    r",?\s*\(?(?:and )?(?:repeated|rptd|sent|to)(?: info(?:rmation)?)?(?: to)?(?: "
    r"(?:as )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}"
    r"(?: \d{1,6}| [Uu]nnumbered\d?|,)*){1,6}\)?"
)
_BETWEEN: Final = re.compile(r"\s*(?:;|,|&|\band\b|\bAND\b|,\s*and\b|\()\s*(?=[A-Za-z])")
_END: Final = re.compile(
    r"(?:\s*(?:received|refers?|repeated)\b[^.;]{0,40})?[.;:)]*(?:\d{1,2})?(?:[.;:]|\s|$)", re.I
)


@dataclass(frozen=True, slots=True)
class Referred:
    """A telegram that is referred to: its number, and its date if there is one."""

    start: int
    end: int
    series: str | None
    number: tuple[int, int]
    date: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference, from its first word to its last."""

    end: int
    referred: tuple[Referred, ...]


def at(text: str, start: int, *, labelled: bool = False, numbered: bool = True) -> Reference | None:
    """The reference that begins at a place of a text.

    Without "Re" or "Ref" before it, or a label, only a word such as "Deptel" makes one, or a
    sentence that holds nothing else; that sentence is the telegram's own number where it has
    none yet (``numbered``): "Secto 40."
    """
    lead = _LEAD.match(text, start)
    place = lead.end() if lead is not None else start
    named: list[Referred] = []
    sure = lead is not None or labelled
    while len(named) < MOST:
        match = _NAMED.match(text, place)
        if match is None:
            break
        if match["place"] and match["place"].split()[0].lower() in _NO_PLACE:
            break
        sure = sure or match["tel"] is not None
        named += _one(text, match)
        place = named[-1].end
        also = _ALSO.match(text, place)
        if also is not None:
            place = also.end()
        between = _BETWEEN.match(text, place)
        if between is None or _NAMED.match(text, between.end()) is None:
            break
        place = between.end()
    if not named:
        return None
    ending = _END.match(text, place)
    if not sure and not numbered:
        return None
    if not sure and not (ending is not None and "." in text[place - 3 : ending.end()]):
        return None
    return Reference(place, tuple(named))


# fmt: off
_NO_PLACE: Final = frozenset((
    "no", "nos", "number", "numbers", "my", "our", "your", "the", "on", "in", "at", "page", "about",
    "copy", "telegram", "telegrams", "cable", "cables", "message", "letter", "despatch", "dispatch",
    "note", "document", "file", "paragraph", "para", "section", "part", "article", "memorandum",
    "airgram", "circular", "sent", "repeated", "rptd", "department",
    "radiogram", "signal", "received", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
))
# fmt: on


def _one(text: str, match: re.Match[str]) -> list[Referred]:
    """The telegram that is named, and further numbers of the same series."""
    series = _series(match)
    found = []
    number = match.span("number")
    start = match.start()
    while True:
        end = number[1]
        note = _NOTE.match(text, end)
        end = note.end() if note is not None else end
        date = _DATE.match(text, end)
        if date is not None and date[0].strip():
            end = date.end()
            noted = _NOTE.match(text, end)
            end = noted.end() if noted is not None else end
        found.append(Referred(start, end, series, number, date.span() if date else None))
        after = _NEXT.match(text, end)
        if after is None and note is not None and note[0].startswith(","):
            # "Poltos 489,2 497,3 504.4": notes stand where the commas were.
            after = _BARE.match(text, end)
        if after is None or len(found) >= MOST:
            if len(found) > 1 and series is not None:
                # "Deptels 683 and 684": each is a Deptel.
                alone = _PLURAL.sub("", series)
                found = [replace(each, series=alone) for each in found]
            return found
        number = after.span("number")
        start = number[0]


_PLURAL: Final = re.compile(r"(?<=tel)s$|(?<=TEL)S$|(?<=TO)S$|(?<=[a-z]to)s$|(?<=[a-z]ol)s$")
_BARE: Final = re.compile(rf"\s{_NUMBER}(?=[\s.,;:)]|$)")


_SAYS_TELEGRAM: Final = re.compile(r"\b(?:telegrams?|tels?|cables?|messages?)$", re.I)


def _series(match: re.Match[str]) -> str | None:
    if match["whose"]:
        return match["letters"]
    if match["place"]:
        if _SAYS_TELEGRAM.search(match["place"]):
            return None
        return re.sub(r"['’][sS]$", "", match["place"])
    tel = re.sub(r"^(?:[Rr]e-?)?(?:your|the|ur|yr)\s?", "", match["tel"].rstrip("."), flags=re.I)
    tel = re.sub(r"^[Rr]e-?(?=[A-Z])", "", tel)
    if tel.lower().removeprefix("re") in (
        "tel",
        "tels",
        "telno",
        "telnos",
        "msg",
        "msgs",
        "desp",
        "cirtel",
        "cirtels",
    ):
        return match["at"]
    return f"{tel} {match['at']}" if match["at"] else tel
