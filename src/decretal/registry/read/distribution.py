"""Who got how many copies, how many were kept, how many there were in all.

Owns the entries of the distribution and the counts. An entry without a count has none
here: what it counts for is a question for ``check``.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry import characters
from decretal.registry.numerals import CHINESE_NUMBER, COUNT, chinese, english
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import cut
from decretal.registry.telegram import Certainty, Count, Recipient

_COPIES: Final = r"(?:cop(?:y|ies)\b\.?|份|부)"
_KEPT: Final = (
    r"(?:re\w{0,3}t\w{0,3}i?ned|kept|held|stored|preserved|saved|filed|reserved|put on file"
    r"|set aside)"
)
_RETAINED: Final = re.compile(
    rf"(?P<count>{COUNT})\s*(?:\(\d+\)\s*)?(?:(?:file|archive|extra|office)\s+)?cop(?:y|ies)\s+"
    rf"(?:(?:is|are|was|were|to be|being|has been|have been)\s+)?"
    rf"(?:{_KEPT}|(?:for|on|in|to)\s+(?:the\s+)?"
    r"(?:files?|archives?|record|registry))(?:\s+(?:for|on|in|as|at|by)\s+(?:the\s+)?\w+){0,2}"
    rf"|(?:{_KEPT}|(?:for|on)\s+(?:the\s+)?files?|(?:file|archives?)\s+cop(?:y|ies)|files)"
    rf"(?:\s+(?:for|on|in)\s+(?:the\s+)?(?:files?|archives?))?\s*[:：(（,\-–]?\s*"
    rf"(?P<count2>{COUNT})\b(?:\s*{_COPIES})?[)）]?"
    rf"|(?P<count3>{COUNT})\s+(?:{_KEPT}|for\s+(?:the\s+)?(?:files?|archives?))(?:\s+(?:for|on"
    rf"|in)\s+(?:the\s+)?\w+)?"
    rf"|(?:自存|存档|存查|存|留底|留存|归档)\s*[:：(（]?\s*(?P<han>\d+|{CHINESE_NUMBER})\s*份?[)）]?"
    rf"|보관\s*[:(]?\s*(?P<han2>\d+)\s*부?\)?",
    re.I,
)
_TOTAL: Final = re.compile(
    rf"(?:a\s+)?(?:grand\s+)?total(?:\s+(?:number\s+)?(?:of|copies|printed|is|was"
    rf"|number))*\s*[:：=\-–]?\s*(?P<count>{COUNT})\b(?:\s*{_COPIES})?"
    rf"|(?:in all|altogether)[,:]?\s*(?P<count2>{COUNT})\b\s*{_COPIES}?"
    rf"|(?:printed|issued|made|typed|produced)\s+in\s+(?P<count3>{COUNT})\s+{_COPIES}"
    rf"|(?P<count4>{COUNT})\s+{_COPIES}\s+(?:in all|in total|altogether|total"
    r"|(?:were\s+)?(?:printed|made|issued|typed|produced)(?:\s+in all)?)"
    rf"|(?:(?:printed|total)\s+)?copies\s+(?:in all|in total|altogether)"
    rf"\s*[:：]?\s*(?P<count6>{COUNT})\b"
    rf"|printed\b[^.;,]{{0,24}},\s*(?P<count8>{COUNT})\s+{_COPIES}"
    rf"|(?<=[a-z]{{4}}\.\s)(?P<count9>{COUNT})\s+cop(?:y|ies)\.?$"
    rf"|(?P<count7>{COUNT})\s+(?:in all|in total|altogether)\b"
    rf"|(?:number of copies|copies printed|printed copies|printed)"
    rf"[:：]?\s*(?P<count5>{COUNT})\b(?![:.]\d)(?:\s*{_COPIES})?"
    rf"|(?:共计?|总共|合计|共印|印发?)\s*[:：]?\s*(?:印|发|印发)?\s*(?P<han>\d+|{CHINESE_NUMBER})\s*份"
    r"|(?:총|계|도합)\s*[:：]?\s*(?P<han2>\d+)\s*부",
    re.I,
)
# "Two copies printed. No. 2 to file."
_TO_FILE: Final = re.compile(
    r"(?:copy\s)?n(?:os?\.?|[º°])\s?\d+\s?(?:[-–—]|to|for)\s?(?:the\s)?files?\b\.?", re.I
)
_ONLY_COPIES: Final = re.compile(
    rf"[(（]?(?P<count>{COUNT})\s*{_COPIES}[)）]?(?:[,;.]\s*copy\sno\.?\s*\d+)?\.?"
    rf"|(?P<han>{CHINESE_NUMBER})份",
    re.I,
)

_AND_KEPT: Final = re.compile(rf"{COUNT}\s+{_COPIES}(?:\s+sent)?\s*(?:\+|and|,|;)\s*(?=\d)", re.I)
_COUNTED: Final = re.compile(
    rf"\s*(?:[(（\[]\s*(?:x\s*)?(?P<a>{COUNT})\s*{_COPIES}?\s*[)）\]]"
    rf"|[,:：\-–—]?\s*(?P<b>{COUNT})\s*{_COPIES}"
    r"|\s[x×]\s?(?P<c>\d{1,4})|(?:\s?[-–—:：]\s?|(?<=[A-Z/])-)(?P<d>\d{1,4})|\s+(?P<e>\d{1,3})"
    rf"|[(（]\s*(?P<han2>{CHINESE_NUMBER})\s*份\s*[)）]|(?P<han>{CHINESE_NUMBER})份)[.。\s]*$",
    re.I,
)
_COUNT_FIRST: Final = re.compile(
    rf"(?:(?P<a>{COUNT})\s+cop(?:y|ies)\s+(?:each\s+)?(?:to|for)\s+(?:the\s+)?"
    rf"|(?P<b>\d{{1,3}})\s?[x×]\s)",
    re.I,
)
_LEAD: Final = re.compile(
    r"(?:and\s+|the\s+|\d{1,2}[.)]\s+|\d{1,2}\s?[-–—]\s(?:to\s)?(?=[A-Za-z])|[-•*·]\s*|(?:Action|Info|ACTION|INFO)[:\s]\s*)+"
)


def is_counted(text: str) -> bool:
    """Whether a text ends in a count of copies, as an entry on its own line does."""
    return len(text) < 120 and _COUNTED.search(text) is not None


def begins_counts(line: str) -> bool:
    """Whether a line opens with a number of copies: "One copy kept ...", "6 copies + 1"."""
    return len(line) < 120 and (
        re.match(rf"{COUNT}\s+cop(?:y|ies)\b", line, re.I) is not None
        or _TOTAL.match(line) is not None
    )


def claim_counts(unit: Unit, draft: Draft) -> bool:
    """A line that says how many copies were kept, or how many there are."""
    text = unit.text
    if len(text) > 200:
        return False
    label = labelled(text)
    if label is not None and label.element in (Element.TOTAL, Element.RETAINED):
        match = re.match(rf"\s*(?P<n>{COUNT}|{CHINESE_NUMBER})(?!\w)", text[label.value_at :], re.I)
        if match is None:
            return False
        count = _value(match["n"])
        if count is None:
            return False
        start = label.value_at + match.start("n")
        made = Count(count, match["n"], unit.excerpt.span(start, start + len(match["n"])))
        if label.element is Element.TOTAL:
            draft.total = draft.total or made
        else:
            draft.retained = draft.retained or made
        find_counts(unit, draft, label.value_at + match.end())
        return True
    found = find_counts(unit, draft, 0, probing=True)
    if not found:
        match = _ONLY_COPIES.fullmatch(text)
        if match is None:
            return False
        count = _value(match["count"] or match["han"])
        if count is not None and draft.total is None:
            draft.total = Count(count, text, unit.span, Certainty.PLACED)
        return True
    if found[0][0] == 0 and text[found[0][1] :][:1] in (":", "：", ";"):
        # "5 copies printed: 1 - to the addressee, ..." says who holds which.
        return bool(find_counts(unit, draft, 0))
    also = _AND_KEPT.match(text)
    if also is not None:
        # "6 copies + 1 kept"
        found.append(also.span())
    covered = sum(b - a for a, b in found)
    covered += sum(len(match[0]) for match in _TO_FILE.finditer(text))
    return covered >= len(text) * 0.6 and bool(find_counts(unit, draft, 0))


# A count of copies has one of these words; the patterns for it take longer to try.
_MAY_COUNT: Final = re.compile(
    r"cop|total|all|kept|fil|archiv|ret|held|stor|serv|sav|set aside|print"
    r"|[份部부存留归歸共总總合计計印보총계도]",
    re.I,
)


def find_counts(
    unit: Unit, draft: Draft, at: int, *, probing: bool = False
) -> list[tuple[int, int]]:
    """Take the counts of copies kept and of all copies; where they stood."""
    text = unit.text
    if _MAY_COUNT.search(text, at) is None:
        return []
    places = []
    for pattern, total in ((_RETAINED, False), (_TOTAL, True)):
        match = pattern.search(characters.plain(text), at)
        if match is None:
            continue
        name = next(n for n, v in match.groupdict().items() if v is not None)
        count = _value(match[name])
        if count is None:
            continue
        places.append(match.span())
        if probing:
            continue
        made = Count(count, match[0], unit.excerpt.span(*match.span()))
        if total:
            draft.total = draft.total or made
        else:
            draft.retained = draft.retained or made
    return places


# "Distribution list - 11 copies: ...", "Produced in 5 copies for:", "Copies: Novak (2), ..."
_LABELLED_COUNT: Final = re.compile(
    r"(?:distribution(?:\s+list)?\s*[-–—,(]\s*)?"
    r"(?:(?:produced|made|typed|printed|prepared|written|issued|sent|drawn up)\s+in\s+)?"
    rf"(?P<count>{COUNT})\s+copies(?:\s+(?:made|printed|produced|typed|sent))?"
    r"(?:\s+(?:for|to))?\s*\)?\s*[:：]",
    re.I,
)
# "5 copies printed: 1-2 - to the addressee": which copy went where.
_COPY_NUMBERS: Final = re.compile(r"\s*(?:no\.?\s?)?\d+\s?[-–—]", re.I)
_COPIES_OF: Final = re.compile(r"copies\s?[:：]\s*(?=[^\W\d]|1[.)]\s+[A-Z])", re.I)


def claim_list(unit: Unit, draft: Draft) -> bool:
    """A labelled list of recipients; what follows on further lines is for ``go_on``."""
    text = unit.text
    counted = _LABELLED_COUNT.match(text)
    if counted is not None and not _COPY_NUMBERS.match(text, counted.end()):
        count = english(counted["count"])
        if count is not None and draft.total is None:
            shown = text[: counted.end()].rstrip(" :：")
            draft.total = Count(count, shown, unit.excerpt.span(0, len(shown)))
        take(unit, draft, counted.end())
        return True
    named = _COPIES_OF.match(text)
    if named is not None:
        take(unit, draft, named.end())
        return True
    label = labelled(text)
    if label is None or label.element is not Element.DISTRIBUTION:
        return False
    take(unit, draft, label.value_at)
    return True


def says_copies(text: str) -> bool:
    """Whether no more stands there than how many copies there are: "5 copies"."""
    return len(text) <= 24 and _ONLY_COPIES.fullmatch(text) is not None


def is_list(text: str) -> bool:
    """Whether a line says how many copies there are and then for whom."""
    return len(text) < 600 and (
        _LABELLED_COUNT.match(text) is not None or _COPIES_OF.match(text) is not None
    )


def is_bulleted(text: str) -> bool:
    """Whether a line is an entry of a list with dashes."""
    return (
        len(text) <= 80
        and re.match(r"[-–—•*]\s?\w", text) is not None
        and re.search(r"(?<!\b[A-Z])[.:;]$", text) is None
    )


def take(unit: Unit, draft: Draft, start: int) -> None:
    """The recipients from a place of a unit on, and counts that stand among them."""
    text = unit.text
    end = len(text)
    counts = find_counts(unit, draft, start)
    if counts:
        # What was counted stands at the end of the list, in no entry of it.
        end = min(a for a, _ in counts)
    marks = list(_NUMBERED.finditer(text[start:end]))
    if len(marks) > 1 and marks[0].start() == 0:
        # "1. Minister 2. Deputy Minister 3. File"
        ends = [*(mark.start() for mark in marks[1:]), end - start]
        for mark, last in zip(marks, ends, strict=True):
            _entry(unit, draft, start + mark.end(), start + last)
        return
    parts = [
        (start + first + a, start + first + b)
        for first, last in cut(text[start:end])
        for a, b in _counted_parts(text[start + first : start + last])
    ]
    # "G-2" is a section of a staff, unless other entries have counts written so.
    staffed = all(
        _STAFF.fullmatch(words) or not _COUNTED.search(words)
        for words in (text[a:b].strip(" .") for a, b in parts)
    )
    for a, b in parts:
        _entry(unit, draft, a, b, staffed=staffed)


_NUMBERED: Final = re.compile(r"\s*(?:^|(?<=\s))\d{1,2}[.)]\s+(?=[A-Z])")
_AFTER_COUNT: Final = re.compile(r"(?<=[)\]])[.;]?\s+(?:and\s+)?(?=[A-Z])")


def _counted_parts(text: str) -> list[tuple[int, int]]:
    """The entries that stand beside each other with no more than a count between."""
    parts = []
    at = 0
    for match in _AFTER_COUNT.finditer(text):
        if _COUNTED.search(text[at : match.start()]):
            parts.append((at, match.start()))
            at = match.end()
    parts.append((at, len(text)))
    return parts


_STAFF: Final = re.compile(r"[GJAS]-[1-9]")


_SHORTENED: Final = re.compile(r"[a-z]\.\s*$")


def _entry(unit: Unit, draft: Draft, start: int, end: int, *, staffed: bool = False) -> None:
    text = unit.text
    lead = _LEAD.match(text[start:end].lstrip())
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if lead is not None and lead.end() < end - start:
        start += lead.end()
    words = text[start:end]
    copies: int | None = None
    first = _COUNT_FIRST.match(words)
    match = _COUNTED.search(words)
    name_end = end
    if first is not None:
        copies = english(first["a"] or first["b"])
        start += first.end()
    elif staffed and _STAFF.fullmatch(words.strip(" .")):
        pass
    elif match is not None and match.start() > 0:
        name = next(n for n, v in match.groupdict().items() if v is not None)
        copies = _value(match[name])
        name_end = start + match.start()
    shown = text[start:name_end].strip(" .。:：-–")
    if name_end < end and _SHORTENED.search(text[start:name_end]):
        # "Asia Dept. x3": before a count, a stop is that of a shortened word.
        shown += "."
    if not any(c.isalpha() for c in shown):
        return
    at = text.index(shown, start)
    draft.distribution.append(
        Recipient(
            shown,
            unit.excerpt.span(at, max(at + len(shown), len(text[:end].rstrip(" .。")))),
            copies,
        )
    )


def _value(words: str) -> int | None:
    return chinese(words) if not words.isascii() else english(words)
