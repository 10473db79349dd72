"""From the last paragraph to the last line.

Owns where the foot of a telegram begins, and the order in which the modules of the
elements are asked about each of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from decretal.registry.dates import only_date
from decretal.registry.read import (
    addressees,
    closing,
    dateline,
    distribution,
    notes,
    numbers,
    provisions,
    repeated,
    times,
)
from decretal.registry.read.draft import Draft
from decretal.registry.read.head_lines import claim_markings
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import ends_as_sentence, is_office, is_person, sentence_like
from decretal.registry.telegram import Certainty

LONGEST: Final = 120
"""No foot has more lines, long distributions included."""
_FOOT_LABELS: Final = frozenset(
    {
        Element.DISTRIBUTION,
        Element.RETAINED,
        Element.TOTAL,
        Element.DATE,
        Element.ISSUER,
        Element.SIGNATURE,
        Element.STAMP,
        Element.SOURCE,
        Element.NUMBER,
        Element.COPIED,
        Element.REPORTING,
        Element.PRECEDENCE,
        Element.CLASSIFICATION,
    }
)


def first_of_foot(units: Sequence[Unit], head_end: int, sender: str = "") -> int:
    """The index of the first unit of the foot; the sender's name may stand there with a stop."""
    first = max(head_end, len(units) - LONGEST)
    listed = next(
        (at for at in range(first, len(units)) if _is_label(units[at], Element.DISTRIBUTION)), None
    )
    copies = _copies_listed(units, first)
    if copies is not None:
        listed = copies
    at = len(units)
    while at > first and (
        _belongs(units[at - 1])
        or _signs(units[at - 1], sender)
        or (listed is not None and at - 1 > listed)
    ):
        at -= 1
    at = _without_last_paragraph(units, at)
    anchor = _anchor(units, first, at)
    if anchor is not None:
        at = anchor
        while at > first and (_is_name(units[at - 1]) or _is_number(units[at - 1])):
            at -= 1
    return at


def _signs(unit: Unit, sender: str) -> bool:
    """Whether "Hale." below the text is the name of "Mr. Hale", who sent it."""
    if unit.is_long or len(unit.text) > 40 or not is_person(unit.text):
        return False
    return unit.text.rstrip(".").split()[-1] in re.findall(r"[\w'’-]+", sender)


def _copies_listed(units: Sequence[Unit], first: int) -> int | None:
    """Where "5 copies" stands above nothing but a numbered list of who got them."""
    for at in range(len(units) - 1, first - 1, -1):
        unit = units[at]
        if unit.is_long or len(unit.text) > 80:
            return None
        if distribution.says_copies(unit.text):
            return at if at + 1 < len(units) and _is_recipient(units[-1]) else None
        if not (_is_recipient(unit) or only_date(unit.text) is not None or _is_claimed(unit)):
            return None
    return None


def _is_recipient(unit: Unit) -> bool:
    """ "1. Comrade Marin", as an entry of a list of who got the copies."""
    return (
        not unit.is_long
        and len(unit.text) <= 60
        and provisions.begins(unit.text)
        and not unit.text.endswith((".", ";", ":"))
    )


def _anchor(units: Sequence[Unit], first: int, before: int) -> int | None:
    """A line that can only be of the foot, with text below it that somebody added."""
    found = None
    for at in range(before - 1, first - 1, -1):
        unit = units[at]
        if unit.is_long or provisions.begins(unit.text):
            break
        if _is_certain(unit):
            found = at
    return found


def _is_certain(unit: Unit) -> bool:
    if unit.is_long or len(unit.text) > 160:
        return _is_label(unit, Element.DISTRIBUTION)
    draft = Draft()
    return (
        only_date(unit.text) is not None
        or closing.says_signed(unit.text)
        or (len(unit.text) <= 60 and closing.claim_date(unit, draft, closing=True))
        or distribution.is_list(unit.text)
        or distribution.claim_counts(unit, draft)
        or _is_label(unit, Element.DISTRIBUTION)
        or (times.claim(unit, draft) and len(draft.times) > 1)
    )


def _without_last_paragraph(units: Sequence[Unit], at: int) -> int:
    """Give back to the body what stands before the first line that is surely of the foot."""
    while at < len(units):
        unit = units[at]
        if _is_name(unit) or _is_claimed(unit):
            return at
        at += 1
    return at


def _is_number(unit: Unit) -> bool:
    return len(unit.text) <= 40 and numbers.is_line_of_numbers(unit.text)


def _is_label(unit: Unit, element: Element) -> bool:
    if unit.is_long and unit.start == unit.end:
        return False
    label = labelled(unit.source.content[unit.start : unit.start + 80])
    return label is not None and label.element is element


def _belongs(unit: Unit) -> bool:
    if unit.is_long:
        return _is_label(unit, Element.DISTRIBUTION)
    if _is_claimed(unit):
        return True
    text = unit.text
    return (
        len(text) <= 90
        and not ends_as_sentence(text)
        and not provisions.begins(text)
        and not sentence_like(text)
    )


def _is_name(unit: Unit) -> bool:
    if unit.is_long or len(unit.text) > 120 or provisions.begins(unit.text):
        return False
    stripped = unit.text.rstrip(".")
    if sentence_like(unit.text) or stripped[-1:] in ":：,，;；":
        return False
    return (
        is_office(stripped) or is_person(stripped) or closing.SPACED.fullmatch(stripped) is not None
    )


def _is_claimed(unit: Unit) -> bool:
    if unit.is_long:
        return False
    label = labelled(unit.text)
    if label is not None and label.element in _FOOT_LABELS:
        return True
    if provisions.begins(unit.text) and not notes.claim(unit, Draft(), closing=True):
        # "A. PETROV" and "(59) Transport 212" begin like paragraphs, and are none.
        return _is_signed_initial(unit) or numbers.scan_year(unit.text[:60])
    draft = Draft()
    return _claim(unit, draft) is not None or closing.claim_numbered_name(unit, draft)


def _is_signed_initial(unit: Unit) -> bool:
    return is_person(unit.text) and len(unit.text) < 30


def _claim(unit: Unit, draft: Draft) -> str | None:
    """Which element claims a unit, names apart."""
    unit = _unbracketed(unit)
    if notes.claim(unit, draft, closing=True):
        return "note"
    if _claim_copies(unit, draft) or repeated.claim(unit, draft):
        return "copies"
    if distribution.claim_list(unit, draft):
        return "distribution"
    if distribution.claim_counts(unit, draft):
        return "counts"
    if times.claim(unit, draft):
        if "cop" in unit.text or "份" in unit.text:
            # "Printed on April 5 (60 copies in all)".
            distribution.find_counts(unit, draft, 0)
        return "times"
    if closing.claim_label(unit, draft) or closing.claim_signature(unit, draft):
        return "closing"
    if _TYPIST.fullmatch(unit.text):
        draft.unread.append(unit.whole())
        return "typist"
    if numbers.claim(unit, draft, closing=True):
        return "number"
    if dateline.claim(unit, draft) or closing.claim_date(unit, draft, closing=True):
        return "date"
    if claim_markings(unit, draft):
        return "marking"
    return None


def _unbracketed(unit: Unit) -> Unit:
    """ "(Copies: Ministry of Works; Harbour Office.)" without its brackets."""
    text = unit.text
    if len(text) < 8 or text[0] not in "(（" or text[-1] not in ")）":
        return unit
    inner = Unit(unit.source, unit.start + 1, unit.end - 1, unit.lines, unit.indent)
    label = labelled(inner.text)
    listed = label is not None and label.element in (Element.COPIED, Element.DISTRIBUTION)
    return inner if listed or distribution.is_list(inner.text) else unit


# "LMN:RB", "RST-4": who dictated and who typed.
_TYPIST: Final = re.compile(r"[A-Z]{2,4}[-/:](?:[A-Z]{1,3}|\d{1,2})(?:/\d{1,2})?")


def _claim_copies(unit: Unit, draft: Draft) -> bool:
    """ "Copies to: ..." at the foot: recipients if they are counted, else copied to."""
    if distribution.is_list(unit.text):
        return False
    label = labelled(unit.text)
    if label is None or label.element not in (Element.COPIED, Element.REPORTING, Element.TO):
        return False
    scratch = Draft()
    distribution.take(unit, scratch, label.value_at)
    counted = scratch.total is not None or any(
        entry.copies is not None for entry in scratch.distribution
    )
    value = unit.text[label.value_at :].strip() or "-"
    if not counted and sentence_like(value) and not _is_list(value):
        return False
    # "Printed in 6 copies. Copies sent to: ..." says who got them.
    counted = counted or (draft.total is not None and label.label.lower().startswith("copies"))
    # Below the text, ACTION and INFO are the offices that got the copies.
    counted = counted or label.label.lower() == "action" or _is_routed(draft, label.label)
    if counted and label.element is not Element.REPORTING:
        distribution.take(unit, draft, label.value_at)
        return True
    addressees.take(unit, draft, label.element, label.value_at)
    return True


def _is_routed(draft: Draft, label: str) -> bool:
    return label.lower() == "info" and bool(draft.distribution)


def _is_list(text: str) -> bool:
    """Whether it is names with commas between them, and no sentence."""
    if "、" in text and not re.search(r"[，,；;]|。.", text):
        return all(len(part) <= 20 for part in text.rstrip("。").split("、"))
    parts = re.split(r"[,;，；]\s*", text)
    return len(parts) > 2 and all(len(part.split()) <= 5 for part in parts)


def read(units: Sequence[Unit], draft: Draft) -> None:
    """Read the foot."""
    listing = copied = False
    for at, unit in enumerate(units):
        if at and _is_empty_stamp(units[at - 1]):
            # What somebody wrote on it stands below "Handwritten:".
            draft.stamps.append(unit.whole(Certainty.PLACED))
            continue
        if _lists_names(unit) and any(
            0 <= near < len(units) and distribution.claim_counts(units[near], Draft())
            for near in (at - 1, at + 1)
        ):
            distribution.take(unit, draft, 0)
            continue
        copied = copied or distribution.says_copies(unit.text)
        if copied and _is_recipient(unit):
            distribution.take(unit, draft, 0)
            continue
        if listing and (_is_entry(unit) or distribution.is_bulleted(unit.text)):
            distribution.take(unit, draft, 0)
            continue
        claimed = _claim(unit, draft)
        if claimed is not None:
            listing = claimed == "distribution" or (listing and claimed == "counts")
            continue
        if listing and not unit.is_long and not sentence_like(unit.text):
            distribution.take(unit, draft, 0)
            continue
        listing = False
        beside = any(
            only_date(units[near].text) is not None
            for near in (at - 1, at + 1)
            if 0 <= near < len(units)
        )
        if unit.is_long or not (
            closing.claim_numbered_name(unit, draft)
            or closing.claim_name(unit, draft, beside_date=beside)
        ):
            target = draft.notes if sentence_like(unit.text) else draft.unread
            target.append(unit.whole(Certainty.SUPPOSED))


def _is_empty_stamp(unit: Unit) -> bool:
    label = None if unit.is_long else labelled(unit.text)
    return (
        label is not None
        and label.element is Element.STAMP
        and label.value_at >= len(unit.text.rstrip())
    )


_NAMES: Final = re.compile(r"(?:[^\s、，,.。:：;；]{1,12}[、，]){3,}[^\s、，,.。:：;；]{1,12}")


def _lists_names(unit: Unit) -> bool:
    """Whether nothing but names stands there, with commas between: "刘、周、外办、二亚司"."""
    return not unit.is_long and unit.text[0] > "\u3000" and _NAMES.fullmatch(unit.text) is not None


def _is_entry(unit: Unit) -> bool:
    """Whether a line below "Distribution" is one more entry with its count."""
    if unit.is_long or labelled(unit.text) is not None:
        return False
    if distribution.claim_counts(unit, Draft()) or times.begins(unit.text):
        return False
    if only_date(unit.text) is not None:
        return False
    return distribution.is_counted(unit.text) and not numbers.scan_year(unit.text)
