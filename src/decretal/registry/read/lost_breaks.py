"""Where the breaks of lines were that a copy has lost: "... Priority Received at Heyuan Station".

Owns the words before which a telegram certainly began a new line. One of them inside a line
says nothing; a line is parted where several stand in it, or where it counts 1., 2., 3.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import MONTH

LONGEST: Final = 20_000
"""A line of more characters is left as it came."""

_MONTH: Final = rf"(?i:{MONTH})"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE: Final = rf"(?:{_MONTH} {_DAY},? \d{{4}}|{_DAY} {_MONTH},? \d{{4}})"
_VERB: Final = "Approved|Received|Transcribed|Copied|Proofread|Sent|Translated|Issued"
_CUE: Final = re.compile(
    r"(?<=\S)\s(?:"
    r"(?=(?:Cable |Telegram |(?<!Cable )(?<!Telegram ))Precedence:\s|Classification:\s|Subject:\s"
    r"|Received at (?:the )?(?:[A-Z]\w+ ){1,3}(?:Station|Post)\b"
    r"|(?:\[?Foreign\]?|Ministry of Foreign Affairs) (?:\[?Ministry\]? )?"
    r"(?:Received|Sent|Issued) Telegram No"
    r"|(?:(?<=Station )|(?<=Urgent )|(?<=Advance )|(?<=Priority ))(?:Received|Incoming) Telegram No"
    r"|To the [A-Z][^.:]{3,250}:\s"
    r"|(?:Your )?[Tt]elegram (?:No\. ?\d+ )?(?:of|dated) [^.:]{3,30} received\b"
    r"|Distribution(?: list)?:\s|(?:One|Two|Three|\d+) cop(?:y|ies) \w+ (?:for|on) files?\b)"
    r"|(?<=[.!?] )(?=(?:(?:\[?[A-Z][\w'’]*\]?|of|the|and) ){2,10}"
    rf"{_DATE}(?:\s|$))"
    rf"|(?={_DATE}(?:\s[A-Z]|$))"
    rf"|(?=(?:{_VERB}) (?:on the |at |on |by )?\d))"
)
_HEADED: Final = re.compile(
    r"(?:Telegram (?:Received|Sent)|(?:Cable |Telegram )?Precedence:|Received at\b|Distribution:)"
)
_NUMBERED: Final = re.compile(
    r"No\. ?\(\d{2,4}\) (?:[A-Z][A-Za-z]*[ -])*\d+(?P<after>\s)(?=[A-Z\[])"
)
# What a foot goes on with; alone, but after a full stop.
_AFTER_SENTENCE: Final = re.compile(r"(?<=[.;]\s)(?=(?:Copies (?:sent )?to):\s)")
_ADDRESSED: Final = re.compile(r"\bTo the [A-Z][^.:]{3,250}:\s(?=[A-Z])")
_OPENS: Final = re.compile(
    r"(?:\[?To(?: the)?\]?|\[To the [A-Z][a-z]+\]) (?=[^.:]{0,300}\b(?:Committee|Ministry|Office"
    r"|Embassy|Department|Bureau|Commission|Consulate|Comrade|Government|Council|Section)\b)"
    r"[^.:]{3,300}:\s(?=[A-Z\[])"
)
_ITEM: Final = re.compile(
    r"(?:^|(?<=[.:;)]\s))(?P<arabic>\d{1,2})[.)]\s(?=[A-Z\[“\"(])|(?<=[。：；])(?P<han>[一二三四五六七八九十])、"
)
_LETTERED: Final = re.compile(r"\d{1,2}[.)]\s*\(a\)\s")
_LETTER: Final = re.compile(r"(?<=[.;:]\s)\((?P<letter>[b-z])\)\s")
_HAN: Final = "一二三四五六七八九十"


# "322. Telegram From the Embassy in X to the Department of State Kessel, June 1, 1960, 9 a.m."
_PLACE: Final = r"[A-Z][A-Za-z.'’]+"
_PRINTED: Final = re.compile(
    r"(?:\d{1,4}\. )?(?:Circular )?(?:Telegram|Airgram) From (?:the )?[A-Z][^.:;]{5,140}?"
    rf"(?:Department of State\d? (?=(?:{_PLACE} )?{_PLACE}, {_MONTH} \d{{1,2}}, \d{{4}})"
    rf"|\w (?={_PLACE}, {_MONTH} \d{{1,2}}, \d{{4}}))"
)
_PRINTED_PARTS: Final = re.compile(
    r"(?<=[ap]\.m\.) (?=\d{1,6}\. )|(?<=\d{4}Z\.) (?=\d{1,6}\. )| (?=\d{0,2} ?Source: [A-Z])"
    r"|(?<=[a-z.]) (?=\[Received )|(?<=m\.\]) (?=\S)"
)


def _printed(line: str) -> set[int]:
    """Where a printed American telegram is to be parted that stands on one line."""
    match = _PRINTED.match(line)
    if match is None:
        return set()
    found = {match.end()}
    for part in _PRINTED_PARTS.finditer(line, match.end()):
        found.add(part.start() + 1)
    return found


# "Ciphergram No. 5 Dispatched from Kessel on ... Received on ... To: ... From: ..."
_CIPHERED: Final = re.compile(
    r"(?:Ciphergram|Cyphergram|(?:Ciphered|Coded|Encoded|Encrypted) (?:Telegram|telegram|Cable)"
    r"|Ciphertelegram)\s(?:No\.?|#|Nr\.?)\s?[\d/]+[a-z/]{0,4}(?=\s)"
)
_CIPHERED_PARTS: Final = re.compile(
    r"\s(?=(?:(?:Dispatched|Despatched|Sent) (?:from|on|by)"
    r"|(?:Received|Deciphered|Decoded) (?:on|at|in)|(?:Came in|Came into|Arrived) (?:on|at|the))"
    r"\s(?=[^:.]{0,60}\d)|(?:To|From|Precedence|Classification):\s)"
)


_LONGEST_HEAD: Final = 600


def _ciphered(line: str) -> set[int]:
    """Where the head of a ciphered telegram is to be parted that stands on one line."""
    match = _CIPHERED.match(line)
    if match is None:
        return set()
    found = {part.end() for part in _CIPHERED_PARTS.finditer(line, match.end(), _LONGEST_HEAD)}
    return found if len(found) > 1 else set()


# "G        FROM:  Kessel": two columns of a form, the left one without a label.
_COLUMN: Final = re.compile(
    r"[A-Za-z0-9][\w/ .-]{0,24}?[ \t]{4,}"
    r"(?=(?:FROM|TO|NO|SENT TO|Control|CONTROL|Rec['’]?d|REC['’]?D)\s?[:.]\s*\S)"
)


def breaks_in(line: str) -> list[int]:
    """Where a line is to be parted, in order; nowhere, if it is one line."""
    column = _COLUMN.match(line)
    if column is not None:
        return [column.end()]
    if not 40 <= len(line) <= LONGEST:
        return []
    found = {match.start() for match in _AFTER_SENTENCE.finditer(line)}
    found |= _cues(line) | _items(line) | _letters(line) | _printed(line)
    found |= _ciphered(line)
    opened = _OPENS.match(line)
    if opened is not None and len(line) > opened.end() + 40:
        # A wire on one line: the address, a colon, and the text.
        found.add(opened.end())
    return sorted(place for place in found if 0 < place < len(line))


def _cues(line: str) -> set[int]:
    found = {match.end() for match in _CUE.finditer(line)}
    headed = _HEADED.match(line) is not None
    strong = sum(1 for place in found if not re.match(rf"(?:{_VERB})\b|{_DATE}", line[place:]))
    if strong + headed < 2:
        return set()
    return (
        found
        | {match.end("after") for match in _NUMBERED.finditer(line)}
        | {match.end() for match in _ADDRESSED.finditer(line)}
    )


def _items(line: str) -> set[int]:
    """Where a list begins that stands in one line: "... as follows: 1. ... 2. ..."."""
    found: list[int] = []
    run: list[int] = []
    for match in _ITEM.finditer(line):
        number = int(match["arabic"]) if match["arabic"] else _HAN.index(match["han"]) + 1
        if number == 1:
            found += _run(run)
            run = []
            # The sentence that leads in to a second list is of neither.
            lead = line.rfind(". ", 0, match.start()) + 2
            if found and lead > 1 and line[: match.start()].rstrip()[-1:] == ":":
                found.append(lead)
        elif number != len(run) + 1:
            continue
        run.append(match.start())
    return {*found, *_run(run)}


def _run(places: list[int]) -> list[int]:
    return places if len(places) > 1 else []


def _letters(line: str) -> set[int]:
    """Where "(b)" stands in a paragraph that begins "3. (a)"."""
    if _LETTERED.match(line) is None:
        return set()
    found: list[int] = []
    for match in _LETTER.finditer(line):
        if match["letter"] == chr(ord("b") + len(found)):
            found.append(match.start())
    return set(found)
