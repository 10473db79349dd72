"""What archivists and editors added: where the text lies, stamps, footnotes, brackets.

Owns these; they are no words of the telegram, but for what a source note repeats of it
(its classification, its precedence, when it was received).
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry import characters
from decretal.registry.read import archive_page, markings, repeated, times
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, alone, is_empty_field, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty, Handling, Words
from decretal.source import Text

_ARCHIVE: Final = re.compile(
    r"(?:PRC\s+FMA|PRC FMA|FMA\s+\d|AVPRF|RGASPI|RGANI|TsKhSD|NSA\b|RG[- ]?\d|FO\s?\d{3}|PRO,?\s"
    r"|Lot\s?\d|National Archives|Public Record Office|Central Files|Archives? of|外交部档案馆)",
    re.I,
)
_STAMP: Final = re.compile(
    r"[\[(（【]\s*(?:(?:rubber|round|red|official|date|library|archive|illegible|partial|square"
    r"|purple|blue)\s+)*"
    r"(?:stamp(?:ed)?|seal(?:ed)?|handwritten|hand-written|in the margin|marginal|margin"
    r"|in pencil|印章|盖章|批示|手写|page|illegible|letterhead|text missing|first page|last page)"
    r"[^\])）】]*[\])）】][.\s]*"
    r"|(?:\[|\()?(?:seal of|stamp of|stamp:|stamped:)\s.{2,100}",
    re.I,
)
_FOOTNOTE: Final = re.compile(
    r"(?:\[\d{1,3}\]|\d{1,3}(?=\s)|\*{1,3}|[¹²³]|\(\d{1,2}\)\s(?=See|Dated|Not))\s*\S"
)
_NUMBERED_NOTE: Final = re.compile(r"\[\d{1,2}\]\s+[\[A-Z]")
_FOOTNOTE_SOURCE: Final = re.compile(r"[\[(]?\d{1,2}[\])]?\.?\s+Source:\s")
_SAID_BY_EDITORS: Final = re.compile(
    r"\b(?:See Document|Document \d|Dated \w+ \d|Not printed|Ibid|footnote|Translated by"
    r"|Obtained by|translator|Editor|ed\.\]|--ed|Translation by|printed in|Not found)\b",
    re.I,
)
_TRANSLATED: Final = re.compile(
    r"(?:\(|\[)?(?:translated|obtained|translation|transcribed and translated|contributed)\s+"
    r"(?:and\s+\w+\s+)?(?:by|for|from)\s.*",
    re.I,
)
_PAGE: Final = re.compile(
    r"(?:[\[(]?(?:page|p\.|pg\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?[\])]?|[-–—]\s*\d{1,3}\s*[-–—]"
    r"|\d{1,3}|第\s?\d+\s?页)",
    re.I,
)
_TELEPRINTER: Final = re.compile(
    r"BT|END OF (?:MESSAGE|TELEGRAM|TEXT)\.?|([A-Z])\1{3,}|QQQQ|Z[A-Z]{2,3}(?: [A-Z]{5})*"
    r"|DE RU\w+ #?\d.*|ZNY .*"
)
_BRACKETS: Final = re.compile(r"\[[^\[\]\n]{1,200}\]")


# "Please have the Consular Department handle this." above the addressee.
_FOR_HANDLING: Final = re.compile(
    r"(?:please|kindly|requests?\b|requesting|submitted|submit|forward|transfer|pass|circulate|hand"
    r"|for)\s.*\b(?:handle|handled|handling|handles|study|deal with|process(?:ed|ing)?"
    r"|read(?:ing)?|circulat(?:e|ed|ion)|review(?:ed)?|attention|decision|comments?"
    r"|see this)\b.*[.!]"
    r"|(?:请|由)[^：:]{2,30}(?:办|阅|研究|处理|研处|核)[^：:]{0,6}[。]?",
    re.I,
)


def _is_for_handling(text: str) -> bool:
    """Whether a line above the text says who is to handle the telegram."""
    plain = characters.plain(text).strip("（）()") if text[0] > "\u2000" or text[0] == "(" else text
    return len(text) <= 240 and _FOR_HANDLING.fullmatch(plain) is not None


# What a paper says of itself: "This telegram is of particular secrecy and should be retained".
_CAUTION: Final = re.compile(
    r"[\[(]?(?:this (?:telegram|message|document|cypher|cipher|copy|information) (?:is|will"
    r"|must|should|may|contains)\b"
    r"|all persons |messages marked ).{0,300}"
    r"\b(?:secrecy|retained by|not be (?:distributed|copied|communicated|passed)"
    r"|the property of|paraphras\w+"
    r"|passed on|locked|authorised recipient|classified as)\b.{0,300}",
    re.I,
)
# "[Note at the top:] The Press Department is to look at this."
_BY_HAND: Final = re.compile(
    r"\[(?:handwritten |typed )?(?:notes?|notation|(?:comment|remark|minute)s?(?= \w))"
    r"(?: (?:at|on|in|above|below|beside) [^\[\]:]{2,40})?\s?(?::\s?\]|:[^\[\]]{2,600}\]$)",
    re.I,
)
_REPEATED: Final = re.compile(
    r"[\[(](?:also )?(?:repeated|passed|copied) [^\[\]()]{3,160}[\])]\.?", re.I
)


def claim(unit: Unit, draft: Draft, *, closing: bool) -> bool:
    """A line that is no part of the telegram: source, stamp, footnote, page number."""
    if unit.is_long:
        return False
    text = unit.text
    label = labelled(text)
    if label is not None:
        if label.element is Element.SOURCE:
            claim_source(unit, draft, label.value_at)
            return True
        if label.element is Element.STAMP:
            stamp = unit.words(label.value_at, len(text.rstrip(" ])")))
            (draft.stamps if stamp.text else draft.unread).append(
                stamp if stamp.text else unit.whole()
            )
            return True
        if label.element is Element.NOTE and closing:
            draft.notes.append(unit.whole())
            return True
        if label.element is Element.IGNORED and text.split()[0].isupper() and len(text) < 200:
            draft.unread.append(unit.whole())
            return True
    if (not closing or text[0] in "(（") and _is_for_handling(text):
        draft.notes.append(unit.whole(Certainty.PLACED))
        return True
    if len(text) <= 1_000 and _BY_HAND.match(text):
        draft.notes.append(unit.whole())
        return True
    if is_empty_field(archive_page.without_omission(text)):
        draft.unread.append(unit.whole())
        return True
    if archive_page.is_line(text) or archive_page.is_omission(text):
        draft.unread.append(unit.whole())
        return True
    if closing and alone(text) in (Element.SOURCE, Element.NOTE):
        draft.unread.append(unit.whole())
        return True
    if _STAMP.fullmatch(text):
        draft.stamps.append(unit.whole())
        return True
    if len(text) <= 600 and not closing and _CAUTION.fullmatch(text):
        draft.stamps.append(unit.whole(Certainty.PLACED))
        return True
    if closing and _REPEATED.fullmatch(text):
        repeated.find(unit, draft)
        draft.notes.append(unit.whole(Certainty.PLACED))
        return True
    if _TRANSLATED.fullmatch(text) and len(text) < 200:
        draft.notes.append(unit.whole())
        return True
    if _TELEPRINTER.fullmatch(text):
        draft.unread.append(unit.whole())
        return True
    if _PAGE.fullmatch(text) and len(text) < 20:
        draft.unread.append(unit.whole())
        return True
    if _ARCHIVE.match(text) and len(text) < 400 and not text.startswith("To "):
        claim_source(unit, draft, 0)
        return True
    if (cited := _FOOTNOTE_SOURCE.match(text)) is not None:
        claim_source(unit, draft, cited.end())
        return True
    if closing and _NUMBERED_NOTE.match(text):
        draft.notes.append(unit.whole())
        return True
    if closing and _FOOTNOTE.match(text) and _SAID_BY_EDITORS.search(text):
        draft.notes.append(unit.whole())
        return True
    return False


def claim_source(unit: Unit, draft: Draft, start: int) -> None:
    """Where the text lies, and what of the telegram is said there."""
    if draft.source_note is None:
        draft.source_note = unit.words(start, len(unit.text))
    else:
        draft.notes.append(unit.whole())
    for piece in markings.among(unit.text[start:]):
        words = unit.words(start + piece.start, start + piece.end, Certainty.PLACED)
        if piece.kind == "precedence":
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
    repeated.find(unit, draft)
    for first, last, kind in times.entries(unit.text):
        found = times.time_at(
            unit, first, _sentence_end(unit.text, first, last), kind, Certainty.PLACED
        )
        if kind in (Handling.RECEIVED, Handling.SENT) and (found.time or found.date):
            draft.times.append(found)


def _sentence_end(text: str, first: int, last: int) -> int:
    """Where the sentence of an entry ends; "a.m." ends none."""
    for match in re.finditer(r"[.;]\s+(?=[A-Z(])", text[first:last]):
        if not re.search(r"\b[ap]\.m$", text[first : first + match.start()]):
            return first + match.start()
        return first + match.start() + 1
    return last


def brackets_in(text: Text) -> tuple[Words, ...]:
    """Words in square brackets: an editor supplied them."""
    return tuple(
        Words(" ".join(match[0].split()), text.span(*match.span()), Certainty.PLACED)
        for match in _BRACKETS.finditer(text.content[:200_000])
        if any(c.isalpha() for c in match[0])
    )
