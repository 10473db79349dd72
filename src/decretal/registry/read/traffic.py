"""The head that teleprinters gave a cable: "PAGE 01", "ACTION EUR-12 INFO OCT-01 /016 W".

Owns the lines of the communications centre: pages, counts of copies by office with their
total, its own numbers, who drafted and cleared, and to whom to show it. The date-time group,
FM, TO and INFO are left to ``dateline``, ``closing`` and ``addressees``.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import first_date
from decretal.registry.read import apparatus, dateline, markings, numbers
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty, Count, Recipient, Role

LONGEST: Final = 240

_COUNT: Final = re.compile(
    r"(?P<name>[A-Z]{1,6}(?:/[A-Z]{1,5})?)(?P<dash>-| )(?P<copies>\d\d)(?![\d/])"
)
_COUNTS: Final = re.compile(
    r"(?:(?P<head>ACTION|INFO|ORIGIN)\b[:\s]\s*)?"
    r"(?P<list>(?:[A-Z]{1,6}(?:/[A-Z]{1,5})?[- ]\d\d(?!\d)[\s,;]*)*)"
    r"(?P<rest>/(?P<total>\d{2,3})(?: ?[A-Z]{1,2})?)?\s*"
)
# "Info: SS-10, G-1, SP-1" on the form of an incoming telegram
_FORM: Final = re.compile(
    r"(?:Action|ACTION|Info|INFO)[: ]\s*(?:[A-Z]{1,5}(?:/[A-Z]{1,5})?-\d{1,2}(?:[,;]?\s"
    r"|[,;.]?$)){1,30}"
)
_ALONE: Final = re.compile(r"[A-Z]{1,5}(?:/[A-Z]{1,5})?-\d{1,2}")
_FROM_GROUP: Final = re.compile(
    r"(?:FM|FROM):? (?P<who>[A-Z][A-Z .,'()\-]{1,60}?) (?=(?P<group>\d{6} ?[A-Z] [A-Z]{3} \d\d)$)"
)
_MODERN: Final = re.compile(
    r"TELEGRAM NUMBER (?P<number>\d{1,5})(?: OF (?P<date>\d{1,2} [A-Z]{3,9}(?: \d{2,4})?))?"
)
_CENTRE: Final = re.compile(
    r"-{3,}\s*\d{5,6}(?: \d{6} ?Z)?(?: ?/\d{1,3})?(?: .{0,20})?|0\d{5}|NNNN?|(?:OP|PP|RR|ZZ|OO)"
    r"(?: [A-Z]{4,8})+"
    r"|VZCZC\w+|(?:OP|DE|OE) [A-Z]{3,6}(?: #?\d+.*)?|ZN[RY] [A-Z]{5} ZZH|[A-Z]{2,3}/\d{1,3}"
    r"|INDICATE:.{0,60}|\[[ X]?\] (?:COLLECT|CHARGE).{0,40}"
)
_CLEARED: Final = re.compile(
    r"(?:DRAFTED|APPROVED|CLEARED|CLEARANCES?|DRAFTING|TEXT RECEIVED FROM)\b(?: BY)?[:\s].{1,120}"
    r"|[A-Z][A-Z/.\-]{0,14}(?::\s?|\s-\s)(?:MR\.?|MRS\.?|MISS|AMB\.?|GEN\.?"
    r"|[A-Z]{1,3})?\s?[A-Z][A-Z.:']{2,24}"
    r"(?:\s?\((?:DRAFT|SUBS|INFO|PHONE)\))?"
)
_SHOWN: Final = re.compile(
    r"(?:[A-Z]{2,12} ){0,3}(?:ALSO )?(?:PLEASE )?(?:FOR|PASS|EYES ONLY|ONLY FOR)\b"
    r"(?: [A-Z0-9/.,'\-]+){1,9}"
)
_ADDRESS: Final = re.compile(r"(?:R[A-Z]{4,7}/)?[A-Z]{2,}[A-Z0-9]*(?:[ /][A-Z0-9]{2,}){0,4}")
_ROUTED: Final = re.compile(r"R[A-Z]{4,7}/[A-Z]{3,}")
_IN_HEAD: Final = re.compile(r"(?:FM|FROM|TO|INFO|DE|ZNY|ZNR|[ZOPR]{1,2})\b")


def says(line: str) -> bool:
    """Whether a line is one of the communications centre."""
    if len(line) > LONGEST or line != line.upper():
        return False
    return (
        _counts(line) is not None
        or _CENTRE.fullmatch(line) is not None
        or _ROUTED.match(line) is not None
    )


def is_address(text: str) -> bool:
    """Whether a line below TO or INFO is one more address: "CINCPAC", "USMISSION GENEVA"."""
    return (
        len(text) <= 60
        and _ADDRESS.fullmatch(text) is not None
        and text not in ("BT", "NNNN")
        and not markings.leading(text)
    )


def could_label(line: str, before: str | None) -> bool:
    """Whether TO, INFO or REF without a colon may be a label, and not a word of a sentence.

    In a text in capitals a line of a paragraph may well begin with one of them; above such a
    line stands a full one.
    """
    if before is None or line != line.upper():
        return True
    return len(before) <= 48 or (_IN_HEAD.match(before) is not None and ". " not in before)


def claim_form(unit: Unit, draft: Draft, *, below: bool) -> bool:
    """Counts of copies on a form: labelled, or each on a line ``below`` "Action" or "Info"."""
    text = unit.text
    if len(text) > LONGEST:
        return False
    if _FORM.fullmatch(text) is None and not (below and _ALONE.fullmatch(text)):
        return False
    for each in _FORM_COUNT.finditer(text):
        draft.distribution.append(
            Recipient(each["name"], unit.excerpt.span(*each.span()), int(each["copies"]))
        )
    return True


# "Info: SS, G, SP" above FROM and TO: the offices of the department that got copies
_SYMBOLS: Final = re.compile(
    r"(?:Action|ACTION|Info|INFO):\s*(?P<list>[A-Z]{1,5}(?:/[A-Z]{1,5})?"
    r"(?:[,;]\s?[A-Z]{1,5}(?:/[A-Z]{1,5})?){0,30})[,;.]?"
)


def claim_symbols(unit: Unit, draft: Draft) -> bool:
    """Offices by their symbols, without counts, on a form that says below to whom it went."""
    match = _SYMBOLS.fullmatch(unit.text) if len(unit.text) <= LONGEST else None
    if match is None:
        return False
    for each in re.finditer(r"[A-Z/]+", match["list"]):
        first = match.start("list")
        place = unit.excerpt.span(first + each.start(), first + each.end())
        draft.distribution.append(Recipient(each[0], place, None))
    return True


_FORM_COUNT: Final = re.compile(r"\b(?P<name>[A-Z]{1,5}(?:/[A-Z]{1,5})?)-(?P<copies>\d{1,2})\b")


def claim_named_group(unit: Unit, draft: Draft) -> bool:
    """ "FM KESSEL 021530Z APR 82", "TELEGRAM NUMBER 112 OF 2 APRIL"."""
    match = _FROM_GROUP.match(unit.text) if len(unit.text) <= 100 else None
    if match is not None:
        draft.issue(unit.words(*match.span("who")))
        return dateline.claim(unit.rest(match.end()), draft)
    match = _MODERN.fullmatch(unit.text) if len(unit.text) <= 60 else None
    if match is None:
        return False
    number = numbers.Scanned(*match.span("number"), None, None, None, match["number"])
    draft.number(numbers.made(unit, number, Role.ISSUING))
    when = first_date(match["date"]) if match["date"] else None
    if when is not None:
        draft.dated(when_of(unit, when, offset=match.start("date")))
    return True


def claim(unit: Unit, draft: Draft) -> bool:
    """A line of the head that the communications centre set."""
    text = unit.text
    if len(text) > LONGEST or text != text.upper():
        return False
    if apparatus.says_page(text):
        draft.stamps.append(unit.whole(Certainty.PLACED))
        return True
    if _claim_counts(unit, draft):
        return True
    if _CENTRE.fullmatch(text):
        draft.unread.append(unit.whole())
        return True
    drafted = bool(draft.distribution or draft.stamps)
    label = labelled(text)
    plain = label is None or label.element is Element.NOTE
    if drafted and plain and not draft.to and _CLEARED.fullmatch(text):
        draft.unread.append(unit.whole())
        return True
    if claim_named_group(unit, draft):
        return True
    if label is not None:
        return False
    if draft.to and draft.issuer and len(text) <= 80 and _SHOWN.fullmatch(text):
        draft.unread.append(unit.whole())
        return True
    return False


def _counts(text: str) -> re.Match[str] | None:
    match = _COUNTS.fullmatch(text)
    if match is None:
        return None
    found = list(_COUNT.finditer(text, *match.span("list")))
    if match["head"]:
        return match if found else None
    if all(each["dash"] == "-" for each in found) and len(found) > 1:
        return match
    return match if match["rest"] and (found or len(text) <= 8) else None


def _claim_counts(unit: Unit, draft: Draft) -> bool:
    match = _counts(unit.text)
    if match is None or (not match["head"] and not draft.distribution):
        return False
    for each in _COUNT.finditer(unit.text, *match.span("list")):
        draft.distribution.append(
            Recipient(each["name"], unit.excerpt.span(*each.span()), int(each["copies"]))
        )
    if match["total"] and draft.total is None:
        draft.total = Count(
            int(match["total"]), match["rest"].strip(), unit.excerpt.span(*match.span("rest"))
        )
    return True
