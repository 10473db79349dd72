"""Handling times: "Approved on the 29th, at 0915. Copied at 1430. Received at 1149".

Owns which verbs they are and what each entry says. An entry's day is the day in that
entry: that of the one before it is not carried over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decretal.registry import characters
from decretal.registry.dates import Clocked, Dated, first_clock, first_date, lone_day, time_group
from decretal.registry.read.draft import Draft
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty, Handling, Time

_VERBS: Final[dict[str, Handling]] = {
    "received": Handling.RECEIVED,
    "rec'd": Handling.RECEIVED,
    "recd": Handling.RECEIVED,
    "receipt": Handling.RECEIVED,
    "reception": Handling.RECEIVED,
    "arrived": Handling.RECEIVED,
    "came in": Handling.RECEIVED,
    "came into": Handling.RECEIVED,
    "came to": Handling.RECEIVED,
    "r.": Handling.RECEIVED,
    "approved": Handling.APPROVED,
    "approval": Handling.APPROVED,
    "signed off": Handling.APPROVED,
    "proofread": Handling.PROOFREAD,
    "proof-read": Handling.PROOFREAD,
    "proofed": Handling.PROOFREAD,
    "proofreading": Handling.PROOFREAD,
    "checked": Handling.PROOFREAD,
    "collated": Handling.PROOFREAD,
    "transcribed": Handling.TRANSCRIBED,
    "transcription": Handling.TRANSCRIBED,
    "copied": Handling.COPIED,
    "copying": Handling.COPIED,
    "copied out": Handling.COPIED,
    "sent": Handling.SENT,
    "sent out": Handling.SENT,
    "dispatched": Handling.SENT,
    "despatched": Handling.SENT,
    "dispatch": Handling.SENT,
    "despatch": Handling.SENT,
    "transmitted": Handling.SENT,
    "transmission": Handling.SENT,
    "telegraphed": Handling.SENT,
    "issued": Handling.SENT,
    "d.": Handling.SENT,
    "decoded": Handling.DECIPHERED,
    "deciphered": Handling.DECIPHERED,
    "decrypted": Handling.DECIPHERED,
    "encoded": Handling.ENCIPHERED,
    "enciphered": Handling.ENCIPHERED,
    "encrypted": Handling.ENCIPHERED,
    "typed": Handling.TYPED,
    "printed": Handling.PRINTED,
    "translated": Handling.TRANSLATED,
    "translation": Handling.TRANSLATED,
    "drafted": Handling.DRAFTED,
    "forwarded": Handling.FORWARDED,
    "relayed": Handling.FORWARDED,
    "passed": Handling.FORWARDED,
    "distributed": Handling.FORWARDED,
    "circulated": Handling.FORWARDED,
    "delivered": Handling.FORWARDED,
    "cleared": Handling.APPROVED,
    "authorized": Handling.APPROVED,
    "duplicated": Handling.COPIED,
    "decyphered": Handling.DECIPHERED,
    "cyphered": Handling.ENCIPHERED,
    "filed": Handling.FILED,
    "拟稿": Handling.DRAFTED,
    "核发": Handling.APPROVED,
    "签发": Handling.APPROVED,
    "批准": Handling.APPROVED,
    "核准": Handling.APPROVED,
    "批": Handling.APPROVED,
    "校对": Handling.PROOFREAD,
    "校": Handling.PROOFREAD,
    "抄写": Handling.COPIED,
    "抄": Handling.COPIED,
    "抄出": Handling.COPIED,
    "收到": Handling.RECEIVED,
    "收": Handling.RECEIVED,
    "收报": Handling.RECEIVED,
    "发出": Handling.SENT,
    "发": Handling.SENT,
    "发报": Handling.SENT,
    "译出": Handling.DECIPHERED,
    "译": Handling.DECIPHERED,
    "誊写": Handling.TRANSCRIBED,
    "誊": Handling.TRANSCRIBED,
    "打印": Handling.TYPED,
    "印": Handling.PRINTED,
    "접수": Handling.RECEIVED,
    "발송": Handling.SENT,
}
_LATIN: Final = "|".join(
    re.escape(verb)
    for verb in sorted(_VERBS, key=len, reverse=True)
    if verb.isascii() and "." not in verb
)
_HAN: Final = "|".join(sorted((v for v in _VERBS if not v.isascii()), key=len, reverse=True))
_BEFORE: Final = r"(?:(?:time|date|day|hour|and time|when|of|the|was|and|date/time|draft|text)\s+)*"
_ENTRY: Final = re.compile(
    rf"(?:^|(?<=[.;,，；。/|\s(\[]))(?P<entry>{_BEFORE}(?P<verb>{_LATIN})\b"
    rf"(?:\s+(?:time|date|on|at|in)\b)?|(?P<mark>[DR]\.)(?=\s*\d))",
    re.I,
)
_HAN_ENTRY: Final = re.compile(
    rf"(?P<before>(?:[\d一二三四五六七八九十年月日号時时点分:\s上下午半]{{3,24}}))"
    rf"(?P<verb>{_HAN})(?P<after>)"
    rf"|(?P<verb2>{_HAN})(?:日期|时间)?[:：\s]*(?P<after2>[\d一二三四五六七八九十年月日号時时点分:\s上下午半]{{3,24}})"
)
# fmt: off
_NOUNS: Final = frozenset((
    "receipt", "reception", "approval", "transcription", "dispatch", "despatch", "transmission",
    "translation", "copying", "proofreading", "distributed", "circulated", "delivered",
))
# fmt: on
_NAMED: Final = re.compile(r"(?:the\s+)?(?:time|date|day|hour)", re.I)
_CLOCK_FIRST: Final = re.compile(
    rf"(?:on\s+the\s+\d{{1,2}}\w\w,?\s+)?\d{{1,2}}[:.]?\d\d(?:\s+(?:hours|hrs))?,?\s+"
    rf"(?P<verb>{_LATIN})\b",
    re.I,
)
_BY: Final = re.compile(
    r"\b[Bb]y[:：]?\s+(?:Comrade\s+)?(?P<name>[A-Z][\w'’.]*(?:[ -][A-Z][\w'’.]*){0,2})"
)
_BY_NAME: Final = re.compile(
    r"\s?(?:[Bb]y\s?)?[:：]\s*(?:Comrade\s+)?[A-Z][\w'’.]*(?:[ -][A-Z][\w'’.]*){0,2}[\s.,;]*"
)
_HAN_NAME: Final = re.compile(
    rf"(?P<verb>{_HAN})(?:人|者)?\s?[:：]\s?"
    rf"(?P<name>[\u4e00-\u9fff]\s[\u4e00-\u9fff]{{1,2}}(?=$|[。，；])|[\u4e00-\u9fff]{{1,4}}?)"
    r"(?=[\s。，；]|$)"
)
# "on 31.8", "31.8 17:35", "31.8., 17:35": a day and a month without a year.
_SHORT_DATE: Final = re.compile(
    r"(?:\bon\s|(?<![\d.:/])(?=\d{1,2}[./]\d{1,2}\.?,?\s+(?:at\s+)?\d{1,2}[:.]?\d\d))"
    r"(?P<day>0?[1-9]|[12]\d|3[01])[./](?P<month>0?[1-9]|1[0-2])(?![\d:.]?\d)"
)
_FIRST: Final = re.compile(rf"[\s(\[]*{_BEFORE}(?:{_LATIN})\b", re.I)
# "Received Telegram No. (61) 0915" is a number, and no time.
_NUMBERED: Final = re.compile(
    r"\s+(?:(?:telegram|cable|message|letter|document|file)?\s*(?:nos?|nr|number)\b"
    r"|[(\[]\d{2,4}[)\]])",
    re.I,
)
# "SENT TO: Amembassy LONDON 1203" says to whom.
_ADDRESSED: Final = re.compile(r"\s+to\s?:", re.I)
_ANY_DIGIT: Final = re.compile(r"\d|noon|midnight", re.I)


def begins(text: str) -> bool:
    """Whether a line begins with an entry of a handling time."""
    if _CLOCK_FIRST.match(text) or _FIRST.match(text) or re.match(r"[DR]\.\s*\d", text):
        return any(True for _ in entries(text))
    return len(text) < 120 and (
        _HAN_ENTRY.match(text.lstrip(" （(")) is not None
        or _HAN_NAME.match(text.lstrip()) is not None
    )


def entries(text: str) -> Iterator[tuple[int, int, Handling]]:
    """Where each entry begins and ends, and what was done."""
    if _CLOCK_FIRST.match(text):
        # "0915, approved. 1010, copied."
        for match in _CLOCK_FIRST.finditer(text):
            yield match.start(), match.end(), _VERBS[match["verb"].lower()]
        return
    found = list(_ENTRY.finditer(text))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        # Words that belong to the next entry, such as "Time", are not of this one.
        words = text[match.start() : end]
        verb = (match["verb"] or match["mark"]).lower()
        rest = words[len(match[0]) :]
        if verb in _NOUNS and not _NAMED.match(match[0]) and not rest.startswith((":", "：")):
            # "The reception was held on the 9th" is a sentence.
            continue
        if _NUMBERED.match(rest) or _ADDRESSED.match(rest):
            continue
        if _goes_with_next(rest, found, place):
            # "Proofread and issued at 0300": both at that time.
            last = found[place + 2].start() if place + 2 < len(found) else len(text)
            whole = text[match.start() : last].rstrip(" ,.;/|(")
            yield match.start(), match.start() + len(whole), _VERBS[verb]
        elif _says_when(rest) or _says_who(rest, _VERBS[verb]):
            yield match.start(), match.start() + len(words.rstrip(" ,.;/|(")), _VERBS[verb]
    if not found:
        text = characters.plain(text)
        for match in _HAN_ENTRY.finditer(text):
            kind = _VERBS[match["verb"] or match["verb2"]]
            if any(c.isdigit() for c in match[0]) or re.search("[点时日]", match[0]):
                yield match.start(), match.end(), kind
        for match in _HAN_NAME.finditer(text):
            yield match.start(), match.end(), _VERBS[match["verb"]]


def _goes_with_next(rest: str, found: Sequence[re.Match[str]], place: int) -> bool:
    """Whether nothing but "and" stands between an entry and the next one."""
    if place + 1 >= len(found):
        return False
    after = found[place + 1][0].lower()
    return rest.strip().lower() == "and" or (not rest.strip() and after.startswith("and "))


def _says_who(rest: str, kind: Handling) -> bool:
    """Whether no more than a name stands there: "Proofread by: Lu", "Drafted: Lu"."""
    if _BY.match(rest.lstrip(" :")) and not rest.lstrip().lower().startswith("by:"):
        return True
    # "Sent by: ..." and "Received: ..." name offices.
    named = _BY_NAME.fullmatch(rest) is not None
    return named and kind not in (Handling.SENT, Handling.RECEIVED, Handling.FORWARDED)


def _says_when(words: str) -> bool:
    return bool(_ANY_DIGIT.search(words)) and (
        first_clock(words) is not None
        or time_group(words) is not None
        or first_date(words) is not None
        or lone_day(words) is not None
    )


_LONGEST_ENTRY: Final = 90


def claim(unit: Unit, draft: Draft) -> bool:
    """A line that holds nothing but handling times."""
    text = unit.text
    if len(text) > 400:
        return False
    found = list(entries(text))
    if not found:
        return False
    before = text[: found[0][0]].strip(" ([（·-*")
    # "Seen: 12 June." or "Handling:" may stand before them.
    if before and not (len(before) <= 24 and before[-1] in ".;:：" and before[0].isalpha()):
        return False
    if any(b - a > _LONGEST_ENTRY for a, b, _ in found):
        return False
    year = draft.date.year if draft.date is not None else None
    draft.handled(time_at(unit, *each, year=year) for each in found)
    return True


_AT: Final = re.compile(r"\bat\s+(?=\d)", re.I)


def _clock_of(words: str) -> Clocked | None:
    """The time of day in an entry; what follows "at" before what only looks like one."""
    found = list(_AT.finditer(words))
    if found:
        at = found[-1].end()
        clock = first_clock(" " * at + words[at:])
        if clock is not None:
            return clock
    return first_clock(words)


_LIKE_A_YEAR: Final = re.compile(r"(?<!,)\s(?P<year>1[5-9]|20)[0-5]\d$")


def _without_clock(when: Dated | None, words: str, year: int | None) -> Dated | None:
    """ "Received 11 May 1500": the date, if its year is none but a time of day.

    Of a telegram of a known ``year`` a far one is none either: "Received 11 May 1930".
    """
    like = _LIKE_A_YEAR.search(words[when.start : when.end]) if when is not None else None
    if when is None or like is None:
        return when
    if int(like["year"]) > 18 and (year is None or abs(int(when.iso[:4]) - year) < 2):
        return when
    return replace(when, end=when.start + like.start(), iso="-" + when.iso[4:])


def time_at(
    unit: Unit,
    start: int,
    end: int,
    kind: Handling,
    sure: Certainty = Certainty.STATED,
    *,
    year: int | None = None,
) -> Time:
    """The handling time that stands between two places of a unit's text.

    ``year`` is that of the telegram, as far as it is known.
    """
    start, end = unit.trimmed(start, end)
    words = unit.text[start:end]
    group = time_group(words)
    when = _without_clock(first_date(words), words, year)
    bare = words
    if when is not None:
        bare = words[: when.start] + " " * (when.end - when.start) + words[when.end :]
    short = _SHORT_DATE.search(bare) if when is None else None
    if short is not None:
        bare = bare[: short.start()] + " " * (short.end() - short.start()) + bare[short.end() :]
    alone = lone_day(bare) if when is None and short is None else None
    if alone is not None:
        bare = bare[: alone[0]] + " " * (alone[1] - alone[0]) + bare[alone[1] :]
    clock = _clock_of(bare)
    by = _BY.search(words) or _HAN_NAME.fullmatch(words)
    date = group.iso if group else when.iso if when else None
    bare_day = None
    if short is not None:
        bare_day = int(short["day"])
        date = date or f"--{int(short['month']):02}-{bare_day:02}"
    day = int(group.iso[-2:]) if group else when.day if when else alone[2] if alone else bare_day
    return Time(
        kind=kind,
        text=words,
        span=unit.excerpt.span(start, end),
        day=day,
        date=date,
        time=group.time if group else clock.time if clock else None,
        by=by["name"] if by else None,
        sure=sure,
    )
