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
    from_to,
    headings,
    markings,
    numbers,
    provisions,
    repeated,
    subject,
    times,
    traffic,
)
from decretal.registry.read.draft import Draft
from decretal.registry.read.head_lines import claim_line
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_office, is_person, says_role, sentence_like
from decretal.registry.telegram import Certainty, Direction

LONGEST: Final = 60
"""No head has more lines."""
_NUMBERED_ADDRESS: Final = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,}){1,3} \d{1,5}")
_SAYS_WHO: Final = (Element.TO, Element.ISSUER, Element.NUMBER)

# Where the summary of a cable begins, its head has ended.
_SUMMARY: Final = re.compile(r"(?:BEGIN )?SUMMARY\b|(?:Begin )?Summary[:.]")
_LETTERED: Final = re.compile(r"\(?[B-J][.)]\)?\s(?=[A-Z]{2,})")
_OTHER: Final = re.compile(r"(?:From|FROM|To|TO)\s")


class Head:
    """The lines of the head, as they are read one after the other."""

    def __init__(self, units: Sequence[Unit], draft: Draft) -> None:
        self._units = units
        self._draft = draft
        self._titles: list[Unit] = []
        self._goes_on: Element | None = None
        self._addressed = False
        self._in_capitals = False
        self._in_grid = False
        self._opening = self._find_opening()
        self._labelled_to = -1
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
            if label is not None and label.colon and label.label.lower() == "to":
                self._labelled_to = at
        return last

    def _claimed(self, unit: Unit, at: int) -> bool:
        if unit.is_long:
            return False
        draft = self._draft
        after = self._opening is not None and at > self._opening
        if self._takes_more(unit):
            return True
        if traffic.claim(unit, draft) or self._numbers_document(unit, at):
            return True
        if traffic.claim_form(unit, draft, below=self._in_grid):
            self._in_grid = True
            return True
        if at < self._labelled_to and traffic.claim_symbols(unit, draft):
            return True
        self._in_grid = unit.text.lower().strip(":") in ("action", "info")
        self._goes_on = None
        cells = unit.cells()
        if len(cells) > 1 and not after and self._claimed_by_cells(cells):
            return True
        if distribution.is_list(unit.text) and distribution.claim_list(unit, draft):
            self._goes_on = Element.DISTRIBUTION
            return True
        if headings.claim_from_to(unit, draft) or claim_line(unit, draft):
            return True
        if repeated.claim(unit, draft):
            return True
        if self._opening is None or at >= self._opening:
            before = len(draft.answers)
            if answers.claim(unit, draft, in_body=False):
                self._goes_on = Element.ANSWERS if len(draft.answers) > before else None
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
            self._in_capitals = unit.text == unit.text.upper()
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
        elif (
            label is not None
            and label.element in (Element.COPIED, Element.REPORTING)
            and all(labelled(cell.text) is None for cell in cells[1:])
        ):
            # A list in columns: "Repeated to: Kessel      Port Verity".
            return False
        if not form and not all(
            claim_line(cell, scratch)
            or headings.claim(cell, scratch, first=False)
            or is_person(cell.text)
            or from_to.is_letterhead(cell.text)
            for cell in cells
        ):
            return False
        for cell in cells:
            if not (
                claim_line(cell, self._draft)
                or addressees.claim(cell, self._draft)
                or headings.claim(cell, self._draft, first=False)
            ):
                self._leave_cell(cell)
        return True

    def _leave_cell(self, cell: Unit) -> None:
        """A cell of which nothing is known, but for the office whose outgoing form it is."""
        draft = self._draft
        if draft.direction is Direction.OUTGOING and from_to.is_letterhead(cell.text):
            draft.heading.append(cell.whole(Certainty.SUPPOSED))
        else:
            draft.unread.append(cell.whole())

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
        short = len(unit.text) <= 24 and not subject.is_named_title(unit.text)
        if at < self._labelled_until and short and not is_office(unit.text):
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
                _SUMMARY.match(text)
                or text[0] in "-–—•*"
                or provisions.begins(text)
                or sentence_like(text)
                or text[-1] in ".。"
                or (text[-1] in ":：" and len(text.split()) > 5)
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
        if self._goes_on is Element.COPIED and unit.indent and repeated.says_numbered_post(text):
            addressees.take(unit, self._draft, Element.COPIED, 0, Certainty.PLACED)
            return True
        if self._goes_on is Element.ANSWERS:
            # "REF: A. DIR 79126" and below it "B. STNP 1896"
            return _LETTERED.match(text) is not None and answers.claim_more(unit, self._draft)
        if self._goes_on is Element.DISTRIBUTION and self._draft.total is not None:
            # The total stands at the end of a list.
            return False
        if labelled(text) is not None or sentence_like(text) or text[-1] in ".:：。!":
            return False
        if markings.pieces(text) or markings.leading(text) or provisions.begins(text):
            return False
        if numbers.is_line_of_numbers(text) and not self._is_numbered_address(unit):
            return False
        if closing.claim_date(unit, Draft(), closing=False):
            return False
        if times.begins(text) or dateline.claim(unit, Draft()):
            return False
        if (
            unit.indent == 0
            and not (is_office(text) or self._goes_on is Element.DISTRIBUTION)
            and not (self._in_capitals and traffic.is_address(text))
            and not self._is_numbered_address(unit)
        ):
            return False
        if self._goes_on is Element.DISTRIBUTION:
            distribution.take(unit, self._draft, 0)
        elif says_role(text) and self._draft.to and is_person(self._draft.to[-1].text):
            # What the person is, on the line below the name.
            self._draft.unread.append(unit.whole())
        else:
            addressees.take(unit, self._draft, self._goes_on, 0, Certainty.PLACED)
        return True

    def _numbers_document(self, unit: Unit, at: int) -> bool:
        """Whether "No. 1" above the first line is the number that an edition gave it."""
        after = self._units[at + 1] if at + 1 < len(self._units) else None
        if at > 0 or after is None or not from_to.is_document_number(unit.text):
            return False
        if not from_to.says_file(after.text[:120]):
            return False
        self._draft.heading.append(unit.whole(Certainty.PLACED))
        return True

    def _is_numbered_address(self, unit: Unit) -> bool:
        """Whether "USRO PARIS TOPOL 288" is one more post, below another with its number."""
        above = unit.source.content[max(0, unit.start - 40) : unit.start].rstrip()
        return (
            self._goes_on is Element.COPIED
            and above[-1:].isdigit()
            and _NUMBERED_ADDRESS.fullmatch(unit.text) is not None
        )

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
