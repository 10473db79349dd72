"""Whether a line begins something new, or goes on from the line above it.

Owns what only the forms of the elements can tell, for copies whose lines were broken to fit
a page or that lost their blank lines. What page and punctuation tell is owned by ``layout``.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import only_date
from decretal.registry.read import (
    addressees,
    apparatus,
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
    references,
    subject,
    times,
    traffic,
)
from decretal.registry.read.labels import Element, alone, labelled
from decretal.registry.read.layout import goes_on_after
from decretal.registry.read.names import is_office, is_person, is_role

_LISTS: Final = (Element.TO, Element.COPIED, Element.REPORTING, Element.DISTRIBUTION)


def begins_something(line: str, before: str | None) -> bool:
    """Whether a line certainly begins something, so that it goes on from no other line."""
    if archive_page.is_line(line) or archive_page.is_omission(line):
        return True
    label = labelled(line)
    if label is not None and (
        label.colon
        or before is None
        or not (before.endswith(",") or not traffic.could_label(line, before))
    ):
        # "... the following is its / summary:" begins nothing.
        inside = line[0].islower() and before is not None and before[-1].isalnum()
        if not (inside and label.element is Element.IGNORED):
            return True
    if traffic.says(line) or provisions.begins(line, before) or _BULLET.match(line):
        return True
    if before is not None and not line[0].islower() and len(before) < 120 and _is_whole(before):
        return True
    if before is not None and (_is_apart(line, before) or _marks_a_date(line)):
        return True
    if len(line) > 160:
        return False
    return (
        alone(line) in _LISTS
        or distribution.is_list(line)
        or (line[:5].lower() == "from " and headings.says_from(line))
        or headings.says_station(line)
        or distribution.begins_counts(line)
        or (
            bool(markings.pieces(line))
            and not (line[0].islower() and before is not None and goes_on_after(before))
        )
        or (times.begins(line) and not _is_inside(line, before))
        or (
            numbers.is_line_of_numbers(line)
            and (before is None or before[-1] not in ",，")
            and not _is_rest_of_list(before)
        )
    )


_SEALED: Final = re.compile(r"\s*[(\[](?:seal|sealed|signed|sgd|stamp)\.?[)\]]$", re.I)


def _marks_a_date(line: str) -> bool:
    """Whether markings stand beside a place and a date: "secret   priority   Kessel, May 4"."""
    if len(line) > 140 or "," not in line:
        return False
    found = markings.leading(line)
    return bool(found) and dateline.says(line[found[-1].end :].strip())


def _is_rest_of_list(before: str | None) -> bool:
    """Whether the line before breaks off in a list of posts: "... repeated information PORT"."""
    return (
        before is not None
        and len(before) > 50
        and before[-1].isalpha()
        and _REPEATED.search(before) is not None
    )


_REPEATED: Final = re.compile(r"\brepeated\b|\brptd\b", re.I)
_ENDS: Final = re.compile(r"(?:End of (?:message|telegram|text)|(?:Message )?Ends)\.?", re.I)
_BULLET: Final = re.compile(r"[-–—•*]\s(?=[A-Z\[“\"])")
# A capital "To" begins a sentence, or an address.
_ADDRESS: Final = re.compile(r"To (?:the )?\[?[A-Z]|\[[Tt]o(?: the)?[^\]]{0,20}\]\s")
_SIGNED: Final = re.compile(r"[\[(](?:signed|sgd)\.?[\])]\s", re.I)
_BRACKETED: Final = re.compile(r"\[[^\[\]]{3,60}\]\d{0,2}")
_TITLE_CASE: Final = re.compile(r"(?:\[?[A-Z][\w'’.\]-]*(?:,?\s|$)|(?:of|the|and|in|for)\s){1,10}")


def _is_apart(line: str, before: str) -> bool:
    """Whether a line that stands right below another one is none that goes on from it.

    This is for copies that have lost their blank lines.
    """
    if _ADDRESS.match(line) or _BRACKETED.fullmatch(line):
        return True
    if is_role(line) and len(before) <= 40 and is_person(before):
        return True
    if before[-1] in ".!?" and len(line) <= 40 and closing.says_who_signed(line):
        return True
    if before[-1] in "。！？" and len(line) <= 20 and (is_office(line) or is_person(line)):
        return True
    if line[0].islower() or len(before) >= 400:
        return False
    if (
        before[-1] in ",，"
        and len(line) > 60
        and len(before) <= 160
        and not bare_addressees.reads_as_address(line)
        and bare_addressees.reads_as_address(before[:-1])
    ):
        return True
    if before[-1] in ":：" and labelled(before) is None:
        return True
    if len(line) > 60 and (addressees.names_a_person(before) or subject.says_on_what(before)):
        return True
    if len(line) > 60 and subject.is_capitalised(before) and not subject.is_capitalised(line):
        return True
    if dateline.says(line) or _SIGNED.match(line) or apparatus.says_page(line):
        return True
    if before[-1] in ".0123456789" and len(line) < 90 and references.at(line, 0) is not None:
        # "Reference your 52." below "... Info Tokyo, CINCPAC."
        return True
    if before.endswith("↩") or _ENDS.fullmatch(line):
        return True
    if len(line) <= 40 and not goes_on_after(before) and only_date(line) is not None:
        return True
    if line[-1] in ":：" and not _ADDRESS.match(before) and not goes_on_after(before):
        # A single word below a full line is the end of a sentence.
        ends = " " not in line and len(before) > 55 and before[-1] not in ".:!?。"
        return not ends and addressees.addresses(line)
    if before[-1] in ".!?" and closing.says_name_and_date(line):
        return True
    # An office or a name alone, below the end of a sentence.
    name = _SEALED.sub("", line)
    return (
        before[-1] in ".!?"
        and line[-1] not in ".,;:"
        and len(line) <= 90
        and _TITLE_CASE.fullmatch(name) is not None
        and (is_office(name) or is_person(name))
    )


def _is_inside(line: str, before: str | None) -> bool:
    """Whether a line in small letters goes on in a sentence: "... and\ncopied to nobody"."""
    return before is not None and line[0].islower() and before[-1] not in ".;。)"


def begins_paragraph(line: str, before: str | None) -> bool:
    """The same in the middle of a text, where nothing but paragraphs can be."""
    return provisions.begins(line, before) or _BULLET.match(line) is not None


def _is_whole(line: str) -> bool:
    """Whether a line is an element by itself, so that nothing goes on from it."""
    return (
        numbers.is_line_of_numbers(line)
        or bool(markings.pieces(line))
        or only_date(line) is not None
        or dateline.says(line)
        or _marks_a_date(line)
        or from_to.says_file(line)
        or traffic.says(line)
        or apparatus.says_page(line)
        or archive_page.is_line(line)
        or archive_page.is_omission(line)
        or headings.says_from_to(line)
    )
