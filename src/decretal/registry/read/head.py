"""From the first line to the first paragraph.

Owns where the head of a telegram ends, and the order in which the modules of the elements
are asked about each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from decretal.registry.dates import only_date
from decretal.registry.read import (
    addressees,
    answers,
    archive_page,
    bare_addressees,
    closing,
    dateline,
    distribution,
    headings,
    markings,
    notes,
    numbers,
    provisions,
    subject,
    times,
)
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_office, is_person, says_role, sentence_like
from decretal.registry.telegram import Certainty

LONGEST: Final = 60
"""No head has more lines."""
_SAYS_WHO: Final = (Element.TO, Element.ISSUER, Element.NUMBER)


_OTHER: Final = re.compile(r"(?:From|FROM|To|TO)\s")


class Head:
    """The lines of the head, as they are read one after the other."""

    def __init__(self, units: Sequence[Unit], draft: Draft) -> None:
        self._units = units
        self._draft = draft
        self._titles: list[Unit] = []
        self._goes_on: Element | None = None
        self._addressed = False
        self._opening = self._find_opening()
        self._labelled_until = self._last_label()

    def read(self) -> int:
        """Read the head; the index of the first unit after it."""
        at = self._read_archive_title()
        while at < min(len(self._units), LONGEST):
            block = bare_addressees.block(self._units, at, self._draft)
            if block:
                at += block
                break
            if not self._claimed(self._units[at], at):
                break
            at += 1
        self._settle()
        return at

    def _read_archive_title(self) -> int:
        """What an archive put above the telegram; the index of the first unit after it."""
        end = archive_page.title_above(self._units)
        if end:
            self._draft.archive = scratch = Draft()
            for unit in self._units[:end]:
                at = archive_page.cited(unit.text)
                if archive_page.is_line(unit.text):
                    self._draft.unread.append(unit.whole())
                elif at is not None:
                    self._draft.source_note = unit.words(at, len(unit.text), Certainty.PLACED)
                elif sentence_like(unit.text) and not headings.claim_from_to(unit, Draft()):
                    self._draft.notes.append(unit.whole(Certainty.PLACED))
                elif only_date(unit.text) is None or not closing.claim_date(
                    unit, scratch, closing=False
                ):
                    self._draft.heading.append(unit.whole(Certainty.PLACED))
                    headings.claim_from_to(unit, scratch)
        return end

    def _find_opening(self) -> int | None:
        """Where the telegram is addressed to somebody, in words that end with a colon."""
        for at, unit in enumerate(self._units[:LONGEST]):
            if unit.is_long:
                return None
            if at > 2 and provisions.begins(unit.text) and not numbers.scan_year(unit.text):
                return None
            if addressees.opens_letter(unit) and not (
                self._addressed and unit.text.isascii() and addressees.is_unannounced(unit.text)
            ):
                return at
            label = labelled(unit.text)
            if label is not None and label.element is Element.TO:
                self._addressed |= label.value_at < len(unit.text)
        return None

    def _last_label(self) -> int:
        """Up to where lines say "FROM:" and "TO:", so that what stands above is of the head."""
        last = 0
        for at, unit in enumerate(self._units[:LONGEST]):
            if len(unit.text) > 160 or provisions.begins(unit.text):
                break
            label = labelled(unit.text)
            if (label is not None and label.colon and label.element in _SAYS_WHO) or (
                at and addressees.names_a_person(unit.text)
            ):
                last = at
        return last

    def _claimed(self, unit: Unit, at: int) -> bool:
        if unit.is_long:
            return False
        draft = self._draft
        after = self._opening is not None and at > self._opening
        if self._takes_more(unit):
            return True
        self._goes_on = None
        cells = unit.cells()
        if len(cells) > 1 and not after and self._claimed_by_cells(cells):
            return True
        if distribution.is_list(unit.text) and distribution.claim_list(unit, draft):
            self._goes_on = Element.DISTRIBUTION
            return True
        if headings.claim_from_to(unit, draft) or claim_line(unit, draft):
            return True
        if addressees.claim_repeated(unit, draft):
            return True
        if self._opening is None or at >= self._opening:
            before = len(draft.answers)
            if answers.claim(unit, draft, in_body=False):
                return True
            if len(draft.answers) > before:
                return False
        again = (
            unit.text.isascii()
            and not bare_addressees.reads_as_address(unit.text[:-1])
            and (self._addressed if self._opening is None else at != self._opening)
            and addressees.is_unannounced(unit.text)
            and addressees.opens_letter(unit)
        )
        element = None if again else addressees.claim(unit, draft)
        if element is not None:
            self._goes_on = element
            return True
        if distribution.claim_list(unit, draft):
            self._goes_on = Element.DISTRIBUTION
            return True
        if not provisions.begins(unit.text) and headings.claim(unit, draft, first=at == 0):
            return True
        below = self._units[at + 1] if at + 1 < len(self._units) else None
        if self._opening is None and bare_addressees.claim(unit, below, draft):
            return True
        if after:
            return self._is_title_below(unit, at)
        return self._may_be_title(unit, at)

    def _claimed_by_cells(self, cells: Sequence[Unit]) -> bool:
        scratch = Draft(direction=self._draft.direction)
        label = labelled(cells[0].text)
        form = label is not None and label.value_at < len(cells[0].text) <= 40
        if label is not None and label.value_at >= len(cells[0].text.rstrip()):
            if any(labelled(cell.text) is None for cell in cells[1:]):
                # The label is one cell, and its value the other.
                return False
            self._draft.unread.append(cells[0].whole())
            cells, form = cells[1:], True
        if not form and not all(
            claim_line(cell, scratch) or is_person(cell.text) for cell in cells
        ):
            return False
        for cell in cells:
            if not (claim_line(cell, self._draft) or addressees.claim(cell, self._draft)):
                self._draft.unread.append(cell.whole())
        return True

    def _is_title_below(self, unit: Unit, at: int) -> bool:
        """A title between the addressee and the text."""
        draft = self._draft
        possible = subject.might_stand_below(unit)
        if self._titles or draft.subject is not None or not possible or draft.dateline:
            return False
        if at + 1 >= len(self._units) or len(self._units[at + 1].text) < 80:
            return False
        draft.subject = unit.whole(Certainty.PLACED)
        return True

    def _may_be_title(self, unit: Unit, at: int) -> bool:
        if at < self._labelled_until and len(unit.text) <= 24 and not is_office(unit.text):
            # The grid of a form: "Action", "EUR", "Info", "SS".
            self._draft.unread.append(unit.whole())
            return True
        if self._opening is None or at > self._opening:
            text = unit.text
            if at == 0 and text[-1] == "." and subject.is_letterhead_with_stop(text):
                self._draft.heading.append(unit.words(0, len(text) - 1, Certainty.SUPPOSED))
                return True
            if text[-1] in ":：" and len(text) > (60 if text[0] < "\u3000" else 11):
                return False
            if self._draft.to and text[-1] in "!！" and not markings.pieces(text):
                return False
            if self._draft.to and self._draft.subject is None and subject.says_on_what(text):
                self._draft.subject = unit.whole(Certainty.PLACED)
                return True
            if (
                text[0] in "-–—•*"
                or provisions.begins(text)
                or sentence_like(text)
                or text[-1] in ".。"
            ):
                return False
            # Below an addressee or a date nothing without a label belongs to the head.
            if self._draft.dateline is not None or (self._draft.to and self._draft.subject):
                return False
            # What nothing but a name or a date follows is the foot of a telegram without body.
            if self._draft.date is not None and (is_office(text) or is_person(text)):
                return False
        self._titles.append(unit)
        return True

    def _takes_more(self, unit: Unit) -> bool:
        """A list of names that goes on from the line before."""
        text = unit.text
        if self._goes_on is Element.DISTRIBUTION and distribution.is_bulleted(text):
            distribution.take(unit, self._draft, 0)
            return True
        if (
            self._goes_on is None
            or unit.after_blank
            or _OTHER.match(text)
            or subject.says_on_what(text)
        ):
            return False
        if self._goes_on is Element.DISTRIBUTION and self._draft.total is not None:
            # The total stands at the end of a list.
            return False
        if labelled(text) is not None or sentence_like(text) or text[-1] in ".:：。!":
            return False
        if markings.pieces(text) or markings.leading(text) or provisions.begins(text):
            return False
        if numbers.is_line_of_numbers(text) or closing.claim_date(unit, Draft(), closing=False):
            return False
        if times.begins(text) or dateline.claim(unit, Draft()):
            return False
        if unit.indent == 0 and not (is_office(text) or self._goes_on is Element.DISTRIBUTION):
            return False
        if self._goes_on is Element.DISTRIBUTION:
            distribution.take(unit, self._draft, 0)
        elif says_role(text) and self._draft.to and is_person(self._draft.to[-1].text):
            # What the person is, on the line below the name.
            self._draft.unread.append(unit.whole())
        else:
            addressees.take(unit, self._draft, self._goes_on, 0, Certainty.PLACED)
        return True

    def _settle(self) -> None:
        draft = self._draft
        titles = self._titles
        if (
            self._opening is None
            and len(titles) == 1
            and draft.subject is None
            and draft.heading
            and is_office(titles[0].text)
            and draft.issuer is None
        ):
            # A lone office below a heading is a letterhead.
            draft.heading.append(titles[0].whole(Certainty.SUPPOSED))
            return
        subject.take_title(titles, draft)


def claim_line(unit: Unit, draft: Draft) -> bool:
    """A line that may stand anywhere at the head: marking, number, date, label, stamp."""
    return (
        notes.claim(unit, draft, closing=False)
        or claim_markings(unit, draft)
        or _claim_subject(unit, draft)
        or closing.claim_label(unit, draft)
        or dateline.claim(unit, draft)
        or closing.claim_date(unit, draft, closing=False)
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


def claim_markings(unit: Unit, draft: Draft) -> bool:
    """A line of markings, labelled or not, with which numbers may stand."""
    text = unit.text
    label = labelled(text)
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
