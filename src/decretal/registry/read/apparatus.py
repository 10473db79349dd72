"""What editors and page breaks put among the paragraphs: footnotes, "[Page 54]", "PAGE 02 ...".

Owns which lines they are and takes them out before the paragraphs are read, so that a
footnote "1. See Document 12." is no numbered paragraph, and the name above it the signature.
What one of them says is read by ``notes``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from decretal.registry.read import markings, notes, repeated
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_office, is_person, sentence_like
from decretal.registry.telegram import Certainty

MOST: Final = 150
"""No telegram has more footnotes below it."""

_NOTE: Final = re.compile(
    r"(?:(?P<slashed>/\d{1,3}/)\s?|(?P<square>\[\d{1,3}\])\s|(?P<round>\(\d{1,3}\))\s"
    r"|(?P<plain>\d{1,3}['’]?)\s+(?=[A-Z\[“\"(])|(?P<dotted>\d{1,3}\.)\s|(?P<raised>\^\d{1,3}"
    r"|[¹²³⁴-⁹])\s?"
    r"|(?P<star>\*{1,3}|†)\s?|(?P<bullet>[-•])\s(?=.*↩\s*$))"
)
_EDITORS: Final = re.compile(
    r"\bSource:|\b(?:See|see) (?:also )?(?:footnotes?|Documents?|telegrams?|vol|pp?\.|ante|post"
    r"|note"
    r"|Foreign Relations|circular|despatch|the (?:memorandum|editorial))|\b(?:[Ss]upra|[Ii]nfra"
    r"|Ante"
    r"|Post)\b\s?[.,;]|\bAnte, p|\b[Nn]ot (?:printed|found|identified|further identified)"
    r"|\b[Ii]bid\b"
    r"|\bfootnotes? \d|\bDocuments? \d|^\W*\d*\W*Dated [A-Z]|\bpp?\. ?\d|\bvols?\. ?[ivx\d]"
    r"|\bvolume [xivXIV]+\b"
    r"|↩|\bDrafted by\b|\bSent (?:also )?(?:to|by|via|as)\b|\b[Rr]epeated to\b|\btelegram"
    r"(?: No\.)? [\w-]+,? (?:to|from)\b"
    r"|\bRef(?:erence|ers?) (?:is )?to\b|\bFor (?:texts?|documentation|telegram|additional)\b"
    r"|\[?sic\]?\b|^\W*\d*\W*i\. ?e\."
    r"|\b(?:Central|Conference|Lot|Decimal) Files?\b|\bsource text\b|\bTranslated by\b"
    r"|\bFiles: Lot\b"
    r"|\bPublished in\b|\bRepetition of\b|\b(?:file|record) copy\b|\bSame as\b|\bText of\b"
    r"|\b(?:omitted|missing|garbled?|undecipherable)\b"
)
_RAISED: Final = re.compile(
    r"(?:(?<=[a-z”’)])|(?<=[a-z”’)][.,;:?]))(\d{1,2})(?=[\s.,;:)]|$)|\[(\d{1,2})\]"
    r"|(?<=\S)([¹²³⁴-⁹])"
)
_SUPERSCRIPT: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PAGE: Final = re.compile(r"[\[(]?(?:Page|PAGE|page) \d{1,4}(?: of \d+)?[\])]?")
_RUNNING: Final = re.compile(
    r"PAGE \d{1,3}(?: OF \d{1,3})?(?: +[A-Z][A-Z ]{1,20} \d{3,6}\b.*)?"
    r"|[A-Z][A-Z ]{1,20} \d{3,6}(?: \d\d OF \d\d)? +\d{6} ?Z(?: .{0,30})?"
)
_RELEASED: Final = re.compile(
    r".{0,40}Declassified/Released .{5,80}|(?:Declassified|Approved [Ff]or Release|NND|NLK"
    r"|Authority)"
    r"\b[^.]{3,90}|No Objection to Declassification .{3,60}|Sanitized Copy .{3,80}|.{0,3}25X1A?"
)
_OF_FOOT: Final = frozenset(
    {Element.DISTRIBUTION, Element.TOTAL, Element.RETAINED, Element.COPIED, Element.SOURCE}
)


@dataclass(frozen=True, slots=True)
class _Note:
    kind: str
    number: int | None


def says_page(text: str) -> bool:
    """Whether a line says no more than which page begins, or that a copy was released."""
    return len(text) <= 120 and (
        _PAGE.fullmatch(text) is not None
        or _RUNNING.fullmatch(text) is not None
        or _RELEASED.fullmatch(text) is not None
    )


def without(units: Sequence[Unit], draft: Draft) -> list[Unit]:
    """The units without footnotes and page breaks, which go into the draft."""
    rest = _without_pages(units, draft)
    inside = [unit for unit in rest if _is_slashed(unit)]
    if inside:
        rest = [unit for unit in rest if not _is_slashed(unit)]
    first = _first_note(rest)
    last = first
    while last < len(rest) and not _is_of_foot(rest[last]):
        last += 1
    for unit in (*inside, *rest[first:last]):
        _take(unit, draft)
    return [*rest[:first], *rest[last:]]


def _is_slashed(unit: Unit) -> bool:
    """ "/2/ Document 195.", as a page of the web sets a footnote below its paragraph."""
    head = unit.source.content[unit.start : unit.start + 5]
    return re.match(r"/\d{1,3}/", head) is not None


def _take(unit: Unit, draft: Draft) -> None:
    if unit.is_long:
        draft.notes.append(unit.whole(Certainty.PLACED))
        return
    match = _NOTE.match(unit.text)
    words = unit.rest(match.end()) if match is not None and match.end() < len(unit.text) else unit
    if words.text.startswith("Source:"):
        notes.claim_source(words, draft, len("Source:"))
        return
    if match is not None and match[0].strip(" .[]()/") in ("0", "1"):
        # The first footnote of a heading says how the telegram went.
        repeated.find(words, draft)
    if not notes.claim(unit, draft, closing=True):
        draft.notes.append(unit.whole(Certainty.PLACED))


def _without_pages(units: Sequence[Unit], draft: Draft) -> list[Unit]:
    pages = [at for at, unit in enumerate(units) if not unit.is_long and says_page(unit.text)]
    dropped = set(pages)
    for at in pages:
        # Each page has its classification above and below.
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(units) and (near in dropped or _is_marking(units[near])):
                dropped.add(near)
                near += step
    if not dropped or len(dropped) * 2 > len(units) + 4:
        return list(units)
    rest: list[Unit] = []
    for at, unit in enumerate(units):
        if at in dropped:
            if at in pages:
                draft.stamps.append(unit.whole(Certainty.PLACED))
            else:
                for piece in markings.pieces(unit.text):
                    if piece.kind == "classification":
                        draft.classify(unit.words(piece.start, piece.end, Certainty.PLACED))
        elif at - 1 in dropped and rest and _is_open(rest[-1]):
            rest.append(replace(unit, goes_on=True))
        else:
            rest.append(unit)
    return rest


def _is_marking(unit: Unit) -> bool:
    if unit.is_long or len(unit.text) > 60:
        return False
    found = markings.pieces(unit.text)
    return bool(found) and all(piece.kind == "classification" for piece in found)


def _is_open(unit: Unit) -> bool:
    """Whether a paragraph ends in the middle of a sentence."""
    return not unit.source.content[max(unit.start, unit.end - 3) : unit.end].endswith(
        tuple(".:;!?)”\"'")
    )


def _first_note(units: Sequence[Unit]) -> int:
    """Where the footnotes below a telegram begin; the number of units, if there are none."""
    found = len(units)
    kind: str | None = None
    below: int | None = None
    numbered: list[int] = []
    others = 0
    for at in range(len(units) - 1, max(0, len(units) - MOST), -1):
        unit = units[at]
        note = _note(unit)
        if note is None or (kind is not None and note.kind != kind):
            others += 1
            if others > _BETWEEN or not _may_go_on(unit):
                break
            continue
        if below is not None and note.number is not None and note.number >= below:
            break
        kind, below, others = note.kind, note.number, 0
        numbered.append(at)
        if _are_notes(units, at, numbered):
            found = at
        if note.number == 0 or (note.number == 1 and _note(units[at - 1]) != _Note(kind, 0)):
            break
    return found


_BETWEEN: Final = 3
"""A footnote has no more paragraphs."""


def _may_go_on(unit: Unit) -> bool:
    """Whether a unit may be one more paragraph of a footnote, or stand below them all."""
    if unit.is_long:
        return False
    return unit.indent > 0 or unit.text[0] in "[(" or sentence_like(unit.text)


def _note(unit: Unit) -> _Note | None:
    content = unit.source.content
    if content[unit.start] in "-•" and content[unit.end - 1] != "↩":
        return None
    head = " ".join(content[unit.start : unit.start + 40].split())
    match = _NOTE.match(f"{head}↩" if content[unit.end - 1] == "↩" else head)
    if match is None or match.lastgroup is None:
        return None
    digits = "".join(c for c in match[0] if c in "0123456789")
    digits = digits or "".join(str(_SUPERSCRIPT.index(c)) for c in match[0] if c in _SUPERSCRIPT)
    return _Note(match.lastgroup, int(digits) if digits else None)


def _are_notes(units: Sequence[Unit], at: int, numbered: Sequence[int]) -> bool:
    """Whether what is numbered from here on are notes of editors, and no paragraphs."""
    note = _note(units[at])
    if note is None:
        return False
    if note.kind == "bullet" or _source(units[at].text):
        return True
    said = sum(_EDITORS.search(units[each].text[:1_000]) is not None for each in numbered)
    if note.kind in ("dotted", "round") and said * 2 >= len(numbered):
        return True
    plain = note.kind not in ("dotted", "round")
    if said and plain:
        return True
    # With numbers that stand behind words of the text; those of a list below a name only.
    above = units[at - 1]
    named = not above.is_long and (is_person(above.text) or is_office(above.text))
    if named and said:
        return True
    raised = _raised(units[:at]) if plain or named else frozenset[str]()
    return any(
        str(each.number) in raised for each in map(_note, (units[i] for i in numbered)) if each
    )


def _raised(units: Sequence[Unit]) -> set[str]:
    """The numbers that refer to notes: "received.1", "Laos 2", "[3]"."""
    return {
        match[1] or match[2] or str(_SUPERSCRIPT.index(match[3]))
        for unit in units
        for match in _RAISED.finditer(
            unit.source.content, unit.start, min(unit.end, unit.start + 4_000)
        )
    }


def _source(text: str) -> bool:
    match = _NOTE.match(text[:40])
    return match is not None and text[match.end() :].lstrip().startswith("Source:")


def _is_of_foot(unit: Unit) -> bool:
    label = labelled(unit.source.content[unit.start : unit.start + 60])
    return label is not None and label.element in _OF_FOOT
