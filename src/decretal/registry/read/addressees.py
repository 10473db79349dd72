"""To whom a telegram goes: for action, copied, reporting to.

Owns the forms "To the A, copying the B, and reporting to the C:", "TO: A", "INFO B",
"Addressed to A telegram No. 5, repeated for information to B", and "通化地委，并抄…，报…：".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from decretal.registry import characters
from decretal.registry.read import distribution, numbers, repeated
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, is_empty_field, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.markings import pieces
from decretal.registry.read.names import (
    OFFICE,
    ends_as_sentence,
    is_office,
    is_person,
    names_in,
    sentence_like,
)
from decretal.registry.telegram import Certainty, Direction, Role, Words

_CUE: Final = re.compile(
    r"[,;，；]?\s*(?:(?P<copied>(?:\band\s+|并\s*)?(?:\b(?:copying(?:\s+to)?|copied\s+to|cop(?:y"
    r"|ies)\s+to"
    r"|with\s+(?:a\s+)?cop(?:y|ies)\s+to|cc(?=[\s:])|c\.c\.|info(?=[\s:])|for\s+information"
    r"(?:\s+to|(?=[:,]))|repeated"
    r"(?:\s+for\s+information)?\s+to|(?:and\s+)?(?:for\s+the\s+)?information\s+of|cc'?(?:ing|ed)"
    r"(?:\s+to)?|(?:please\s+)?forward(?:ing|ed)?\s+to|also\s+(?:sent\s+)?to|and\s+to\s+inform|informing"
    r"|saving\s+to)"
    r"|抄送|抄致|抄告|并告|抄))"
    r"|(?P<reporting>(?:\band\s+|并\s*)?(?:\b(?:also\s+)?(?:(?:simultaneously\s+)?reporting\s+to"
    r"|report(?:ed)?\s+to|for\s+"
    r"report(?:ing)?\s+to|submitted\s+to|submitting\s+to|for\s+submission\s+to|and\s+report\s+to)"
    r"|抄报|上报|报送|报|呈)))[:：,]?\s*",
    re.I,
)
_TO: Final = re.compile(
    r"(?:\[(?:to|for)(?:\s+the)?(?:\s+[a-z]+){0,2}\]|to\b|attention\b|attn\b|for\b)[:：]?\s+"
    r"|致[:：]?\s*",
    re.I,
)
_FOR: Final = re.compile(r"for\b", re.I)
# "For our part we consider it expedient:", "[From] two sources at the Ministry:"
_PROSE: Final = re.compile(r"[Ff]or\b.*\b(?:I|we|he|she|they|you|is|are|was|were|has|have|had)\b")
_FROM: Final = re.compile(r"\[?from\b", re.I)
_NOTHING_TO_DO: Final = re.compile(
    r"\b(?:approval|reference|consideration|instructions?)\s*[:：]$", re.I
)
_ENDS: Final = re.compile(r"[:：]\s*(?:[(（][^()（）]{2,40}[)）])?\s*$")
_SMALL: Final = frozenset(
    ("of", "and", "the", "to", "for", "copy", "copying", "report", "reporting", "cc", "in", "with")
)
_NOT_ADDRESSED: Final = re.compile(
    r"\b(?:begins|ends|message|as follows|following|below|follows|herewith|namely|points?"
    r"|opinions?|principles?"
    r"|questions?|received|reply|replied|said|stated|must|should|will|are|is|were|was|has|have)\b"
    r"|如下|收悉|电悉|以下|答复|意见",
    re.I,
)
_ADDRESSED: Final = re.compile(
    r"Addressed to (?:the )?(?P<to>.+?)(?:'s)?(?: telegram)?(?: (?P<number>No\.? ?\d+))?"
    r"(?: of (?=[^,;.]*\d|to-?day|yesterday)[^,;.]+?)?"
    r"(?:[,;.]?\s+(?:and\s+)?repeated (?:for information )?(?:to|as):? (?:the )?"
    r"(?P<copied>.+?))?\.?$",
    re.I,
)
# "Secretary of State," and below it "Washington.": to whom old forms were sent.
_WASHINGTON: Final = re.compile(
    r"(?:The )?(?:Hon(?:orable|\.)? )?(?P<to>Secretary of State|SecState|SECSTATE),? Washington"
    r"(?:,? D\. ?C)?\.?",
    re.I,
)
_SAVING: Final = re.compile(
    r"(?:and\s+)?repeated\s+(?:for\s+information\s+)?(?:saving\s+)?to:?\s+(?P<copied>.+?)\.?$", re.I
)


def opens_letter(unit: Unit) -> bool:
    """Whether this is the line that addresses the telegram, after which its body begins."""
    return addresses(unit.text)


def is_unannounced(text: str) -> bool:
    """Whether no "To" stands before the name."""
    return _TO.match(text) is None and labelled(text) is None


def addresses(text: str) -> bool:
    """Whether these words address a telegram: "To the A, copying the B:"."""
    if len(text) > 400 or _ENDS.search(text) is None:
        return False
    if _FROM.match(text) or _PROSE.match(text):
        return False
    if _TO.match(text):
        if _FOR.match(text) and _NOTHING_TO_DO.search(text):
            return False
        return not re.search(r"(?i)\b(?:as follows|the following)\b", text)
    if _NOT_ADDRESSED.search(text) or (text.isascii() and text.isupper() and len(text) > 24):
        # In capitals, a sentence that ends with a colon looks like a name.
        return False
    label = labelled(text)
    if label is not None:
        return label.element is Element.TO and label.value_at < len(text)
    if is_empty_field(text):
        return False
    if re.search(r"[.!?。](?=\s)", text[:-1]):
        return False
    name = _ENDS.sub("", text).strip()
    if not name:
        return False
    if "\u4e00" <= name[-1] <= "\u9fff":
        plain = characters.plain(name)
        return is_office(name) or re.search(r"抄|报|并|同志$|大使$", plain) is not None
    chief = [word for word in name.split() if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() or word[0] in "[(" for word in chief)
    return (
        len(name) >= 3
        and capitals * 2 >= len(chief)
        and (OFFICE.search(name) is not None or is_person(name))
    )


def names_a_person(text: str) -> bool:
    """ "To Comrade Marin" on a line of its own."""
    return text[:3] in ("To ", "TO ") and len(text) <= 40 and _is_line_to(text)


def _is_line_to(text: str) -> bool:
    """ "To the Central Committee" on a line of its own, without a colon."""
    most = 300 if _CUE.search(text, 3) else 120
    if len(text) <= 60 and re.match(r"T[oO] (?:Comrade|Cde\.|the Minister|the Ambassador)\s", text):
        return True
    if len(text) <= 40 and len(text.split()) <= 3 and is_person(text[3:].rstrip(".")):
        return True
    return len(text) <= most and not ends_as_sentence(text) and is_office(text[:160])


def claim(unit: Unit, draft: Draft) -> Element | None:
    """A line that says to whom; returns what a list on the next lines would go on with."""
    if unit.is_long:
        return None
    text = unit.text
    label = labelled(text)
    if (
        label is not None
        and label.colon
        and _routes(unit, draft, label.label)
        and label.value_at < len(text.rstrip())
    ):
        distribution.take(unit, draft, label.value_at)
        return Element.DISTRIBUTION
    if text.startswith("TO ") and (cited := _CITE.search(text)) is not None:
        number = numbers.Scanned(
            *cited.span("series"), None, cited["series"], None, cited["number"]
        )
        draft.number(numbers.made(unit, replace(number, end=cited.end("number")), Role.ISSUING))
        _take(unit, draft, Element.TO, 3, cited.start(), Certainty.STATED)
        return Element.TO
    if label is not None and label.element in (Element.TO, Element.COPIED, Element.REPORTING):
        if label.value_at >= len(text.rstrip()):
            return label.element
        if text[-1] in ".!?" and sentence_like(text[label.value_at :].strip()):
            # "To: the person who finds this, it was written in 1960." is no address.
            return None
        take(unit, draft, label.element, label.value_at)
        return label.element
    if (post := _WASHINGTON.fullmatch(text)) is not None and not draft.to:
        draft.to.append(unit.words(*post.span("to"), Certainty.PLACED))
        return Element.TO
    match = _ADDRESSED.fullmatch(text)
    if match is not None:
        if not _is_known(draft, match["to"]):
            _add(unit, draft, Element.TO, *match.span("to"), Certainty.STATED)
        if match["number"]:
            found = next(numbers.scan(match["number"]), None)
            if found is not None and not any(n.number == found.number for n in draft.numbers):
                at = match.start("number")
                draft.numbers.append(numbers.made(unit, found, Role.ISSUING, offset=at))
        if match["copied"]:
            _add(unit, draft, Element.COPIED, *match.span("copied"), Certainty.STATED)
        return Element.COPIED
    match = _SAVING.fullmatch(text)
    if match is not None:
        _add(unit, draft, Element.COPIED, *match.span("copied"), Certainty.STATED)
        return Element.COPIED
    if text.startswith(("To ", "TO ")) and _is_line_to(text):
        take(unit, draft, Element.TO, 3, Certainty.PLACED)
        return Element.TO
    if opens_letter(unit):
        to = _TO.match(text)
        sure = Certainty.STATED if to else Certainty.PLACED
        take(unit, draft, Element.TO, to.end() if to else 0, sure)
        return Element.TO
    return None


def _is_known(draft: Draft, name: str) -> bool:
    """Whether the head has named an addressee in full: "Secretary of State for the Colonies"."""
    folded = name.casefold()
    return folded.startswith("s. of s") or any(
        each.text.casefold().startswith(folded + " ") for each in draft.to
    )


_FIRST_MARKED: Final = re.compile(
    r"\s*(?P<words>(?:OPERATIONAL |MOST )?(?:NIACT|PRIORITY|IMMEDIATE|FLASH|ROUTINE))\s(?=[A-Z])"
)
# "TO DIR INFO KESSEL CITE STNP 1925"
_CITE: Final = re.compile(
    r"\s+CITE\s+(?P<series>[A-Z]{2,12}(?: [A-Z]{2,12})?)\s+(?P<number>\d{1,6})$"
)


def _routes(unit: Unit, draft: Draft, label: str) -> bool:
    """Whether ACTION or INFO, below FROM and TO, are the offices that got the copies."""
    if label.lower() == "action":
        return bool(draft.to) and draft.issuer is not None
    above = unit.source.content[max(0, unit.start - 200) : unit.start].rstrip().rpartition("\n")[2]
    return (
        label.lower() == "info"
        and bool(draft.distribution)
        and above.lstrip().lower().startswith("action:")
    )


def take(
    unit: Unit, draft: Draft, element: Element, start: int, sure: Certainty = Certainty.STATED
) -> None:
    """The names from a place of a unit on, which may turn to others: copying, reporting to."""
    _take(unit, draft, element, start, len(unit.text), sure)


def _take(
    unit: Unit, draft: Draft, element: Element, start: int, end: int, sure: Certainty
) -> None:
    text = unit.text
    first = _FIRST_MARKED.match(text, start)
    if first is not None and element is Element.TO:
        # "TO IMMEDIATE FCO"
        draft.precede(unit.words(*first.span("words"), Certainty.PLACED))
    at = start
    now = element
    if text[0] == "(" and text[-1] == ")":
        end -= 1
    end = len(text[:end].rstrip("。 "))
    closing = _ENDS.search(text, start)
    if closing is not None:
        end = closing.start()
        for piece in pieces(text[end:]):
            if piece.kind == "classification":
                draft.classify(unit.words(end + piece.start, end + piece.end))
    for cue in _CUE.finditer(characters.plain(text), start, end):
        _add(unit, draft, now, at, cue.start(), sure)
        now = Element.COPIED if cue["copied"] else Element.REPORTING
        at = cue.end()
    _add(unit, draft, now, at, end, sure)


_ALSO_MARKED: Final = re.compile(
    r"\s+(?P<words>(?:NIACT |OPERATIONAL |MOST |FLASH )?"
    r"(?:PRIORITY|IMMEDIATE|ROUTINE|FLASH|URGENT))"
    r"(?:\s+(?P<number>\d{2,6}))?$|\s+(?P<alone>\d{2,6}|(?:[Nn]os?|NOS?)\.?\s?\d+)$"
)


def _add(unit: Unit, draft: Draft, element: Element, start: int, end: int, sure: Certainty) -> None:
    target = {
        Element.TO: draft.to,
        Element.COPIED: draft.copied,
        Element.REPORTING: draft.reporting_to,
    }[element]
    names = repeated.numbered_posts(unit, start, end, sure) if element is Element.COPIED else []
    for name in names or names_in(unit, start, end, sure):
        if _is_marking(draft, name):
            continue
        plain = _unmarked(unit, draft, name, element)
        if plain.text.lower() not in {each.text.lower() for each in target}:
            target.append(plain)


def _is_marking(draft: Draft, name: Words) -> bool:
    """Whether a name is none: "To: KRAJNIK, Urgent, EYES ONLY"."""
    found = pieces(name.text)
    for piece in found:
        words = replace(name, sure=Certainty.PLACED)
        if piece.kind == "precedence":
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
        else:
            draft.stamps.append(words)
        break
    return bool(found)


# "CTF 77" is a task force.
_FORCE: Final = re.compile(r"(?:.* )?C?T[FGU] \d+(?:\.\d+)*")


def _unnumbered(draft: Draft) -> bool:
    outgoing = draft.direction is Direction.OUTGOING
    return outgoing and all(each.role is not Role.ISSUING for each in draft.numbers)


def _unmarked(unit: Unit, draft: Draft, name: Words, element: Element) -> Words:
    """The name without the precedence and number that American cables add to it."""
    match = _ALSO_MARKED.search(name.text)
    if match is not None and _FORCE.fullmatch(name.text):
        return name
    if match is None or not pieces(match["words"] or "urgent"):
        return name
    at = unit.text.find(name.text)
    if match["words"]:
        first, last = match.span("words")
        draft.precede(unit.words(at + first, at + last, Certainty.PLACED))
    digits = "number" if match["number"] else "alone"
    if match[digits] and element is Element.TO and _unnumbered(draft):
        # The number that it has for the post that it goes to.
        first, last = match.span(digits)
        found = next(re.finditer(r"\d+", match[digits]))
        number = numbers.Scanned(at + first, at + last, None, None, None, found[0])
        draft.numbers.append(numbers.made(unit, number, Role.ISSUING, sure=Certainty.PLACED))
    return unit.words(at, at + match.start(), name.sure)
