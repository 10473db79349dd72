"""Lines that may stand anywhere at the head, and some of them at the foot.

Owns the order in which the modules of the elements are asked about such a line, and lines
of markings, with which numbers, dates and further labels may stand.
"""

from __future__ import annotations

from decretal.registry.dates import first_date
from decretal.registry.read import (
    answers,
    archive_page,
    closing,
    dateline,
    distribution,
    markings,
    notes,
    numbers,
    subject,
    times,
)
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty


def claim_line(unit: Unit, draft: Draft) -> bool:
    """A line that may stand anywhere at the head: marking, number, date, label, stamp."""
    return (
        notes.claim(unit, draft, closing=False)
        or claim_markings(unit, draft)
        or _claim_subject(unit, draft)
        or closing.claim_label(unit, draft)
        or dateline.claim_numbered(unit, draft)
        or dateline.claim_serial(unit, draft)
        or dateline.claim(unit, draft)
        or closing.claim_date(unit, draft, closing=False)
        or _claim_date_and_markings(unit, draft)
        or distribution.claim_counts(unit, draft)
        or times.claim(unit, draft)
        or numbers.claim(unit, draft, closing=False)
    )


def _claim_subject(unit: Unit, draft: Draft) -> bool:
    """A labelled subject, if it is no telegram that is answered ("Re: your telegram ...")."""
    label = labelled(unit.text)
    if label is None or label.element is not Element.SUBJECT:
        return False
    return answers.claim(unit, draft, in_body=False) or subject.claim(unit, draft)


def _claim_date_and_markings(unit: Unit, draft: Draft) -> bool:
    """ "August 4, 1961 Confidential": a date, and how the paper is classified."""
    text = unit.text
    when = first_date(text) if len(text) <= 80 else None
    if when is None or when.start or not markings.pieces(text[when.end :]):
        return False
    draft.dated(closing.when_of(unit, when, Certainty.PLACED))
    return claim_markings(unit.rest(when.end), draft)


def claim_markings(unit: Unit, draft: Draft) -> bool:
    """A line of markings, labelled or not, with which numbers may stand."""
    text = unit.text
    # "ACTION COPY" begins like a label, and is none.
    whole = markings.pieces(text)
    stamped = bool(whole) and all(piece.kind == "caveat" for piece in whole)
    label = None if stamped else labelled(text)
    start = 0
    if label is not None:
        if label.element not in (Element.PRECEDENCE, Element.CLASSIFICATION):
            return False
        start = label.value_at
        value = text[start:]
        several = _is_followed_by_label(value) or _is_followed_by_gap(unit, value)
        value = archive_page.without_omission(value)
        if label.element is Element.PRECEDENCE and not markings.pieces(value) and not several:
            if value.strip():
                draft.precede(unit.words(start, start + len(value)))
            return True
        if label.element is Element.CLASSIFICATION and not markings.pieces(value) and not several:
            if value.strip():
                draft.classify(unit.words(start, start + len(value)))
            return True
    elif len(text) > 160:
        return False
    found = markings.leading(text[start:])
    if label is not None and found and _is_followed_by_gap(unit, text[start:]):
        # Two columns on one line: the marking is the first.
        found = found[:1]
        text = text[: start + found[-1].end]
    text = archive_page.without_omission(text)
    if not found:
        return "[" in text and len(text) < 40 and not start and _claim_restored(unit, draft)
    end = start + found[-1].end
    rest = text[end:].strip(" .,;/()[]-!")
    if rest:
        label = labelled(rest)
        if label is not None and label.element in (Element.PRECEDENCE, Element.CLASSIFICATION):
            # "特急 密级：机密"
            claim_markings(unit.rest(end), draft)
        elif not start and dateline.says(rest):
            # "secret   priority   Kessel, February 10, 1952—6 p. m."
            dateline.claim(unit.rest(end), draft)
        elif start or not numbers.is_line_of_numbers(rest):
            return False
        else:
            numbers.claim(unit.rest(end), draft, closing=False)
    for place, piece in enumerate(found):
        words = unit.words(start + piece.start, start + piece.end)
        if piece.kind == "precedence":
            last = piece
            for also in found[place + 1 :]:
                # "Extra Rush, Early Delivery" is one.
                between = text[start + last.end : start + also.start]
                if also.kind != "precedence" or between != ", ":
                    break
                last = also
            words = unit.words(start + piece.start, start + last.end)
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
        else:
            draft.stamps.append(words)
    return True


def _is_followed_by_gap(unit: Unit, value: str) -> bool:
    """Whether a wide gap stands behind the marking, as in a form with columns."""
    found = markings.leading(value)
    if not found or unit.lines > 1:
        return False
    at = len(unit.text) - len(value) + found[0].end
    if at + 1 >= len(unit.text):
        return False
    start, end = unit.excerpt.offsets[at], unit.excerpt.offsets[at + 1]
    return end - start > 2


def _is_followed_by_label(value: str) -> bool:
    """ "特急 密级：绝密": a marking, and a label with another one."""
    found = markings.leading(value)
    return bool(found) and labelled(value[found[-1].end :].strip()) is not None


def _claim_restored(unit: Unit, draft: Draft) -> bool:
    """A marking of which an editor supplied some letters: "Urg[ent]"."""
    found = markings.pieces(unit.text.replace("[", "").replace("]", ""))
    if len(found) != 1:
        return False
    words = unit.whole(Certainty.SUPPOSED)
    if found[0].kind == "precedence":
        draft.precede(words)
    elif found[0].kind == "classification":
        draft.classify(words)
    return True
