"""Dates and times of day as telegrams write them.

Owns the ways of writing and what each says, no more: "November 15th" has no year, "the
29th" no month, and 5/6/61 may be May or June. A year of two digits is one of the
nineteenth hundreds, as telegrams are.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from decretal.registry import characters
from decretal.registry.numerals import CHINESE_NUMBER, chinese, roman
from decretal.registry.telegram import Certainty

# fmt: off
_NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)
# fmt: on
_MONTH_OF: Final = (
    {name: place for place, name in enumerate(_NAMES, 1)}
    | {name[:3]: place for place, name in enumerate(_NAMES, 1)}
    | {"sept": 9}
)
MONTH: Final = rf"(?:{'|'.join(_NAMES)}|sept|{'|'.join(n[:3] for n in _NAMES)})\b\.?"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_TH: Final = r"(?:\s?(?:st|nd|rd|th)\b)?"
_YEAR: Final = r"(?:\[?(?:1[5-9]|20)\[?\d\[?\d\]?)"
_SHORT: Final = r"(?:['’]?\d\d(?![\d:.h]\d|\d))"
_ANY: Final = rf"(?:{_YEAR}|{_SHORT})"
_TEN: Final = r"(?:19|20)\d\d"

_FORMS: Final = re.compile(
    "|".join(
        (
            # 1961 November 25
            rf"(?<!\d)(?P<y0>{_TEN}),? (?P<m0>{MONTH}) (?P<d0>{_DAY})(?![\d:.]\d|\d)",
            # July 2[?], 1959: no more than the month is sure
            rf"\b(?P<m9>{MONTH})\s*[\d\[\]]{{0,4}}\?[\d\[\]]{{0,3}},?\s*(?P<y9>{_YEAR})",
            # November 25, 1961; Nov. 25th 1961; November 15th; [November] 22
            rf"\b(?P<m1>{MONTH})\s*(?P<d1>{_DAY}){_TH}(?!\d|[:.]\d)\]?(?:,?\s*(?P<y1>{_YEAR}))?",
            # 25 November 1961; 25th November, 1961; the 25th of November; 22 [November]
            rf"(?:\bthe\s+)?(?<![\d:.])(?<!no\. )(?<!no )(?<!nos\. )(?P<d2>{_DAY}){_TH}"
            r"\s*(?:of\s+|day of\s+)?[\s\-]?\[?"
            rf"(?P<m2>{MONTH})\]?(?:[,\s\-]*(?P<y2>{_ANY})(?!\d))?",
            # 1972 July 1
            rf"\b(?P<y10>{_TEN})\s(?P<m10>{MONTH})\s(?P<d10>{_DAY}){_TH}(?![\d:])",
            # November 1961
            rf"\b(?P<m3>{MONTH}),?\s*(?P<y3>{_YEAR})",
            # 1961-11-25; 1961.11.25; 1961/11/25
            rf"(?<!\d)(?P<y4>{_TEN})\s?[-./]\s?(?P<m4>\d\d?)\s?[-./]\s?(?P<d4>\d\d?)(?!\d)",
            # 25.XI.61; 25/XI-1961
            rf"(?<!\d)(?P<d5>{_DAY})\s?[-./ ]\s?(?P<m5>X?I{{1,3}}|I?[VX]|VI{{1,3}})\s?[-./ ]\s?"
            r"(?P<y5>(?:19|20)?\d\d)(?!\d)",
            # 4/XI
            rf"(?<![\d./])(?P<d8>{_DAY})[./](?P<m8>X?I{{1,3}}|I?[VX]|VI{{1,3}})\b(?![./\w])",
            # 25.11.1961; 11/25/61; 5/6/61
            r"(?<![\d.:/])(?P<a6>\d\d?)(?P<s6>[-./])(?P<b6>\d\d?)(?P=s6)(?P<y6>(?:19|20)?\d\d)"
            r"(?!\d)",
            # 1961年11月25日; 一九六一年十一月; 11月15日
            rf"(?:(?P<y7>\d{{4}}|\d\d|[〇○零一二三四五六七八九]{{4}}|[〇○零一二三四五六七八九]{{2}})\s?[年년]\s?)?"
            rf"(?P<m7>\d\d?|{CHINESE_NUMBER})\s?[月월](?:\s?(?P<d7>\d\d?|{CHINESE_NUMBER})\s?[日号일])?",
        )
    ),
    re.I,
)
# "the 8th Department" is no day.
_NO_UNIT: Final = (
    r"(?!\s+(?:Department|Division|Bureau|Section|Directorate|Main|Army|Corps|Regiment|Group"
    r"|Administration|Office|Congress|Session|Plenum|Company)\b)"
)
_LONE_DAY: Final = re.compile(
    r"\bthe\s+(?P<d1>\d\d?)(?:st|nd|rd|th)?\b(?!\s*(?:copies|copy))"
    + _NO_UNIT
    + r"|(?<!\d)(?P<d2>\d\d?)(?:st|nd|rd|th)\b"
    + _NO_UNIT
    + rf"|(?P<d3>\d\d?|{CHINESE_NUMBER})\s?[日일]",
    re.I,
)

_CLOCK: Final = re.compile(
    "|".join(
        (
            # "9.0 p.m." and "9.5 p.m." are how British offices wrote 9.00 and 9.05.
            r"(?<![\d.:])(?P<h1>\d{1,2})(?:\s?[:.]\s?(?P<m1>\d\d)|\.(?P<m8>\d))?"
            r"\s*(?P<p1>[ap]\.?\s?m\b\.?)",
            r"(?<![\d.:/])(?P<h2>\d{1,2}):(?P<m2>\d\d)(?::\d\d)?(?!\d)",
            r"(?<![\d.:/\-(])(?P<h3>[01]\d|2[0-4])(?P<m3>[0-5]\d)(?=\s?(?:hours|hrs|h\b|z\b)"
            r"|[^\d/\-)]|$)",
            r"(?<![\d.:/])(?P<h4>\d{1,2})[.h](?P<m4>[0-5]\d)(?:\s?(?:hours|hrs|h\b))?(?![\d.])",
            rf"(?P<p5>上午|下午|晚|오전|오후)?\s?(?P<h5>\d{{1,2}}|{CHINESE_NUMBER})\s?[时時点點시]"
            rf"\s?(?:(?P<m5>\d{{1,2}}|{CHINESE_NUMBER})\s?[分분]?|(?P<half>半))?",
            r"\b(?P<word>noon|midnight)\b",
            r"(?<![\d.:])(?P<h7>\d{1,2})\s?(?:hours|hrs|o'clock)\b",
        )
    ),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: from where to where, and what it says."""

    start: int
    end: int
    iso: str
    sure: Certainty = Certainty.STATED

    @property
    def day(self) -> int | None:
        """The day of the month."""
        part = self.iso.rpartition("-")[2] if self.iso.count("-") > 1 else ""
        return int(part) if len(part) == 2 and not self.iso.endswith("--" + part) else None


@dataclass(frozen=True, slots=True)
class Clocked:
    """A time of day in a text, ``HH:MM``."""

    start: int
    end: int
    time: str


def dates(text: str) -> Iterator[Dated]:
    """Every date with at least a month that a text gives."""
    if len(text) <= _LINE:
        yield from _of_line(text)
        return
    for match in _FORMS.finditer(characters.with_years(text)):
        if (found := _dated(match)) is not None:
            yield found


_LINE: Final = 200
"""Lines of the head and foot are asked for their dates by one element after another."""
_DIGIT: Final = re.compile(rf"[\dOIl]|{CHINESE_NUMBER}")


@lru_cache(maxsize=128)
def _of_line(text: str) -> tuple[Dated, ...]:
    if _DIGIT.search(text) is None:
        return ()
    found = (_dated(match) for match in _FORMS.finditer(characters.with_years(text)))
    return tuple(each for each in found if each is not None)


def first_date(text: str) -> Dated | None:
    """The first of them."""
    return next(dates(text), None)


def only_date(text: str) -> Dated | None:
    """The date that is all of a text, but for brackets, a weekday, a time and a full stop."""
    if len(text) > 80:
        return None
    found = first_date(text)
    if found is None:
        return None
    around = f"{text[: found.start]} ; {text[found.end :]}"
    clock = first_clock(around)
    if clock is not None:
        around = around[: clock.start] + around[clock.end :]
    plain = _WEEKDAY.sub("", around).strip(" .,;:()[]（）。-–—")
    return found if not plain else None


_ISO: Final = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?|--(?P<m2>\d\d)(?:-(?P<d2>\d\d))?|---(?P<d3>\d\d)"
)


def is_iso(words: str) -> bool:
    """Whether a text is a date as XML Schema writes it, of a day that there is."""
    match = _ISO.fullmatch(words) if words.isascii() else None
    if match is None:
        return False
    year = int(match["y"] or 2000)
    month = int(match["m"] or match["m2"] or 1)
    day = int(match["d"] or match["d2"] or match["d3"] or 1)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def exact(words: str) -> str | None:
    """The date that is all of a text: in words, as XML Schema writes it, or a day alone."""
    if is_iso(words):
        return words
    found = first_date(words)
    if found is not None:
        return found.iso if (found.start, found.end) == (0, len(words)) else None
    day = lone_day(words)
    return f"---{day[2]:02}" if day is not None and day[:2] == (0, len(words)) else None


_WEEKDAY: Final = re.compile(
    r"\b(?:dated?|on|of|at|the|hours|hrs|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day)\b"
    r"|星期[一二三四五六日]",
    re.I,
)


def lone_day(text: str) -> tuple[int, int, int] | None:
    """A day of the month that stands without a month: where it stands, and which."""
    for match in _LONE_DAY.finditer(text):
        words = match["d1"] or match["d2"] or match["d3"]
        day = chinese(words)
        if day is not None and 1 <= day <= 31:
            return match.start(), match.end(), day
    return None


def clocks(text: str) -> Iterator[Clocked]:
    """Every time of day that a text gives."""
    for match in _CLOCK.finditer(text):
        if (time := _clock(match)) is not None:
            yield Clocked(match.start(), match.end(), time)


def first_clock(text: str) -> Clocked | None:
    """The first of them."""
    return next(clocks(text), None)


def full_year(written: str) -> int | None:
    """The year that digits stand for."""
    digits = re.sub(r"['’\[\]\s]", "", written)
    value = chinese(digits)
    if value is None:
        return None
    return value + 1900 if len(digits) == 2 else value


def _dated(match: re.Match[str]) -> Dated | None:
    part = match.groupdict()
    sure = Certainty.PLACED if "[" in match[0] else Certainty.STATED
    year: str | None
    month: int | None
    day: int | None
    if part["m0"]:
        year, month, day = part["y0"], _month(part["m0"]), int(part["d0"])
    elif part["m1"]:
        year, month, day = part["y1"], _month(part["m1"]), int(part["d1"])
    elif part["m2"]:
        year, month, day = part["y2"], _month(part["m2"]), int(part["d2"])
    elif part["m3"]:
        year, month, day = part["y3"], _month(part["m3"]), None
    elif part["m4"]:
        year, month, day = part["y4"], int(part["m4"]), int(part["d4"])
    elif part["m5"]:
        year, month, day = part["y5"], roman(part["m5"]), int(part["d5"])
    elif part["m10"]:
        year, month, day = part["y10"], _month(part["m10"]), int(part["d10"])
    elif part["m9"]:
        year, month, day = part["y9"], _month(part["m9"]), None
    elif part["m8"]:
        year, month, day = None, roman(part["m8"]), int(part["d8"])
    elif part["a6"]:
        year = part["y6"]
        first, second = int(part["a6"]), int(part["b6"])
        if first > 12 or (part["s6"] == "." and second <= 12):
            day, month = first, second
        elif second > 12 or first == second:
            month, day = first, second
        else:
            # Which is the day and which the month is not said.
            return _made(match, full_year(year), None, None, Certainty.SUPPOSED)
    else:
        year, month = part["y7"], chinese(part["m7"])
        day = chinese(part["d7"]) if part["d7"] else None
    return _made(match, full_year(year) if year else None, month, day, sure)


def _made(
    match: re.Match[str], year: int | None, month: int | None, day: int | None, sure: Certainty
) -> Dated | None:
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= monthrange(year or 2000, month or 1)[1]:
        return None
    start = match.start()
    if match[0][:3].lower() == "the":
        start += len(match[0]) - len(match[0][3:].lstrip())
    if month is None:
        iso = f"{year:04}"
    elif year is None:
        iso = f"--{month:02}" + (f"-{day:02}" if day is not None else "")
    else:
        iso = f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
    end = match.end()
    while match.string[end - 1] in " .,":
        end -= 1
    return Dated(start, end, iso, sure)


def _month(word: str) -> int | None:
    return _MONTH_OF.get(word.lower().rstrip("."))


def _clock(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["word"]:
        return "12:00" if part["word"].lower() == "noon" else "00:00"
    minutes: int | None
    if part["h1"]:
        hours, minutes = int(part["h1"]), int(part["m1"] or part["m8"] or 0)
        afternoon = part["p1"].lower().startswith("p")
        if not 1 <= hours <= (23 if afternoon and part["m1"] else 12):
            return None
        if hours <= 12:
            hours = hours % 12 + (12 if afternoon else 0)
    elif part["h5"]:
        found = chinese(part["h5"])
        if found is None:
            return None
        hours = found
        minutes = 30 if part["half"] else chinese(part["m5"]) if part["m5"] else 0
        if part["p5"] in ("下午", "晚", "오후") and hours < 12:
            hours += 12
    else:
        name = next(n for n in ("2", "3", "4", "7") if part[f"h{n}"])
        hours = int(part[f"h{name}"])
        minutes = int(part[f"m{name}"]) if name != "7" else 0
    if minutes is None or hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    return f"{hours:02}:{minutes:02}"


_ALONE: Final = re.compile(
    r"(?:DTG:? ?)?(?:[ZOPRY]{1,2} )?(?P<day>0[1-9]|[12]\d|3[01])(?P<hour>[01]\d|2[0-3])"
    r"(?P<minute>[0-5]\d) ?[A-Z]"
)


def lone_group(text: str) -> tuple[int, int, str] | None:
    """A date-time group without a month that is all of a line: where it begins, day, time."""
    match = _ALONE.fullmatch(text) if len(text) <= 24 else None
    if match is None:
        return None
    return match.start("day"), int(match["day"]), f"{match['hour']}:{match['minute']}"


_GROUP: Final = re.compile(
    r"\b(?:(?P<letter>[ZOPR]{1,2})(?: [OPR])?)?\s?(?P<day>\d\d)(?P<hour>[01]\d|2[0-3])"
    r"(?P<minute>[0-5]\d)\s?"
    rf"(?P<zone>[A-Z])?\s+(?P<month>{MONTH})\s*(?P<year>(?:19|20)?\d\d)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """The date-time group of a military or American cable: P 261400Z MAY 75."""

    start: int
    end: int
    letters: tuple[int, int] | None
    iso: str
    time: str


def time_group(text: str) -> TimeGroup | None:
    """The first date-time group."""
    match = _GROUP.search(text)
    if match is None:
        return None
    year, month, day = full_year(match["year"]), _month(match["month"]), int(match["day"])
    if year is None or month is None or not 1 <= day <= monthrange(year, month)[1]:
        return None
    letters = match.span("letter") if match["letter"] else None
    return TimeGroup(
        match.start("day"),
        match.end(),
        letters,
        f"{year:04}-{month:02}-{day:02}",
        f"{match['hour']}:{match['minute']}",
    )
