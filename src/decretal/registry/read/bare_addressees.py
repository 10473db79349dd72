"""Addressees that no "To" announces, known by their place between the head and the text.

Owns "Embassy in Kessel and all consulates," on a line that ends with a comma, "KESSEL -
AMBASSADOR", a name in capitals above the first paragraph, and the block of lines above
"Dear Comrade ...". Each counts only where nobody else is addressed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from decretal.registry.dates import only_date
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.markings import pieces
from decretal.registry.read.names import (
    CAPITAL,
    is_office,
    is_person,
    names_in,
    sentence_like,
)
from decretal.registry.telegram import Certainty, Words

_PLACE_THEN_OFFICE: Final = re.compile(
    rf"(?P<place>{CAPITAL}[\w.'’-]*(?: {CAPITAL}[\w.'’-]*)?)\s?(?:[—–]|\s-)\s?"
    rf"(?P<office>{CAPITAL}[^:;.!?,]{{3,90}}?)\.?"
)
_OFFICE_THEN_PLACE: Final = re.compile(
    rf"(?P<office>(?:Embassy|Consulate|Legation|Mission|Ministry)\s[^:;.!?,]{{3,70}}?)\s?(?:[—–]|\s-)\s?"
    rf"(?P<place>{CAPITAL}[\w'’-]+)\.?"
)
_IN_CAPITALS: Final = re.compile(
    rf"(?:{CAPITAL}{{2,}}[.'’-]?\s?){{1,3}}(?:\[[\w .?]+\])?"
    rf"(?:,\s(?:{CAPITAL}{{2,}}\s?){{1,3}}(?:\[[\w .?]+\])?)*"
)
_DEAR: Final = re.compile(r"(?:My )?Dear (?P<name>[^!,:.]{3,60})[!,:.]?")
_TITLED: Final = re.compile(r"(?:To\s)?(?:Comrade|Cde\.|Mr\.?|Dr\.?|Mrs\.?|Sir|His Excellency)\s")
_SAYS_DO: Final = re.compile(
    r"\b(?!united|combined|armed)[a-z]{3,}ed\b|\b(?:is|are|was|were|has|have|had|will|should"
    r"|must|said|please|we|i|you|he|they)\b",
    re.I,
)


def claim(unit: Unit, below: Unit | None, draft: Draft) -> bool:
    """A line that can only say to whom, by its form and by what stands below it."""
    text = unit.text
    if draft.to or len(text) > 160 or below is None or labelled(text) is not None:
        return False
    if text[-1] in ",，" and _is_above_text(below) and reads_as_address(text[:-1]):
        draft.to += names_in(unit, 0, len(text) - 1, Certainty.PLACED)
        return True
    match = _PLACE_THEN_OFFICE.fullmatch(text)
    if match is not None and is_office(match["office"]) and not sentence_like(match["office"]):
        draft.to.append(unit.words(0, match.end("office"), Certainty.PLACED))
        return True
    match = _OFFICE_THEN_PLACE.fullmatch(text)
    if match is not None and is_office(match["office"]) and not sentence_like(match["office"]):
        draft.to.append(unit.words(0, match.end("place"), Certainty.PLACED))
        return True
    if (
        len(text) <= 60
        and (draft.issuer is not None or draft.times)
        and _IN_CAPITALS.fullmatch(text)
        and not pieces(text)
        and _is_above_text(below)
    ):
        draft.to += names_in(unit, 0, len(text), Certainty.SUPPOSED)
        return True
    return False


def reads_as_address(text: str) -> bool:
    """Whether these words name offices, and say nothing of them."""
    words = text.split()
    return (
        0 < len(words) <= 16
        and words[0][0] in "[" + words[0][0].upper()
        and is_office(text)
        and _SAYS_DO.search(text) is None
        and only_date(text) is None
    )


def _is_above_text(below: Unit) -> bool:
    text = below.text[:400]
    if labelled(text) is not None and len(text) < 80:
        return False
    return below.is_long or len(text) > 60 or text[-1] in ".!?。"


def block(units: Sequence[Unit], at: int, draft: Draft) -> int:
    """How many lines from a place on are the block above "Dear ...", if they are one."""
    if draft.to or draft.dateline is None:
        return 0
    lines: list[Unit] = []
    for unit in units[at : at + 9]:
        text = unit.text
        if len(text) > 110 or sentence_like(text):
            return 0
        if _DEAR.fullmatch(text):
            break
        lines.append(unit)
    else:
        return 0
    if not lines or at + len(lines) >= len(units):
        return 0
    found = _named(lines)
    if found is None:
        return 0
    draft.to.append(found)
    for unit in lines:
        label = labelled(unit.text)
        if label is not None and label.element is Element.STAMP:
            draft.stamps.append(unit.words(label.value_at, len(unit.text)))
        elif unit.start != found.span.start:
            draft.unread.append(unit.whole())
    return len(lines)


def _named(lines: Sequence[Unit]) -> Words | None:
    """Who is addressed: the person, or where none is named the office."""
    for unit in lines:
        if _TITLED.match(unit.text):
            return unit.whole(Certainty.PLACED)
    for unit in lines:
        if labelled(unit.text) is None and (is_office(unit.text) or is_person(unit.text)):
            return unit.whole(Certainty.PLACED)
    return None
