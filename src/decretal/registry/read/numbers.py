"""Numbers of telegrams: "(61) B Xu-1149", "Chen-593", "No. 123", "吉发(61)443号".

Owns the ways of writing them, and whose number one is as far as the words beside it say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from decretal.registry import characters
from decretal.registry.dates import dates, full_year
from decretal.registry.numerals import chinese
from decretal.registry.read import markings
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.telegram import Certainty, Direction, Number, Role

_YEAR: Final = (
    r"[(\[（〔【［]\s*"
    r"(?P<year{0}>19\]\s?\d\d|(?:1[89]|20)\d\d|\d\d|[一二三四五六七八九〇零○]{{2,4}})"
    r"(?:\s*[)\]）〕】］]|(?<=\]\d\d)|(?<=\]\s\d\d))"
)
_NUM: Final = (
    r"(?:[A-Z]{1,4}/)?\d+(?:[.,/]\d+)*(?:\s?[-–]\s?\d+(?![\w-]))?"
    r"(?:/(?:[a-z]{1,3}|[IVX]{1,4})\b|[A-Za-z])?(?![\w])"
)
_NO: Final = r"(?:\b(?:[Nn]os?|NOS?|[Nn]umber|[Nn]r)\b(?:\s?\.)?|№|\b[Nn][º°]|#)\s*[:：]?\s*"
_WORD: Final = (
    r"(?:\[?[A-Z][\w'’&.]*\]?|\[[A-Z][\w ]*\]|of|the|for|and|telegram|cable|document|letter"
    r"|despatch|message|serial|special|incoming|outgoing|received|receiving|issuing|circular)"
)
_SERIES: Final = r"(?:[A-Z][A-Za-z.]*)(?:[ ][A-Z][A-Za-z.]*){0,3}"

_FORMS: Final = re.compile(
    "|".join(
        (
            # No. 0417 (62)
            rf"(?P<label11>(?:{_WORD}\s+){{0,9}}){_NO}(?P<num11>\d+)\s?[(\[](?P<year11>(?:19)?\d\d)[)\]](?![\w-])",
            # Foreign [Ministry] Received Telegram No. (61) B Xu-1149; Document No. (81) 443
            rf"(?P<label1>(?:{_WORD}\s+){{0,9}}){_NO}(?:{_YEAR.format(1)}\s*[-–]?\s*)?"
            rf"(?:(?P<series1>{_SERIES})\s*[-–]?\s*)?(?:{_NO})?(?P<num1>{_NUM})",
            # Issued (61) Liaison 2 Chu No. 2449: a series with digits in it
            rf"(?P<label8>(?:\[?[A-Z][\w'’&.]*\]?\s+){{0,8}}){_YEAR.format(8)}\s*"
            rf"(?P<series8>[A-Z][\w.]*(?:\s(?:[A-Z][\w.]*|\d{{1,3}}|of|the)){{0,5}})\s+{_NO}"
            rf"(?P<num8>{_NUM})",
            # Ministry Incoming (64) Hai (209)
            rf"(?P<label12>(?:\[?[A-Z][\w'’&.]*\]?\s+){{0,8}})(?=.(?:1[89]\d|20\d|[3-9])\d\W)"
            rf"{_YEAR.format(12)}\s*(?P<series12>{_SERIES})\s*[(\[（](?P<num12>\d{{2,6}})[)\]）]"
            r"(?![\w-])",
            # (61) 561; (1959) Korean Consular No. 039; Jilin Province Document (61) 443
            rf"(?P<label2>(?:\[?[A-Z][\w'’&.]*\]?\s+){{0,8}}){_YEAR.format(2)}\s*[-–]?\s*"
            rf"(?:(?P<series2>{_SERIES})\s*[-–]?\s*)?(?:{_NO})?(?P<num2>{_NUM})",
            # 96/7/Top Secret. 1956: number, classification and year
            r"(?<![\w/])(?P<num10>\d{1,6}(?:/\d{1,4})*)/(?:Top Secret|Secret|Confidential)[.,\s–-]+"
            r"(?P<year10>19\d\d)(?:\.\s[IVX]+/\d+)?(?![\w/])",
            # 2753/Ma/1972: number, series and year
            r"(?<![\w/])(?P<num9>\d{1,6})/(?P<series9>[A-Z][A-Za-z]{0,4})/(?P<year9>19\d\d)"
            r"(?![\w/])",
            # 外收乙字(61)第1149号; (61)外收乙字第1149号; 收电（62）丙陶-2143
            rf"(?P<label3>[\u4e00-\u9fff]{{0,14}})\s*{_YEAR.format(3)}\s*"
            r"(?P<series3>[\u4e00-\u9fff]{0,10}?)\s*(?:第\s*(?=[\d一二三四五六七八九十百〇零])|[-－–—]\s?(?=\d)|(?=\d))"
            r"(?P<num3>\d+|[一二三四五六七八九十百〇零]+)\s*[号號]?",
            r"(?P<label4>[\u4e00-\u9fff]{0,14}?)\s*第?\s*(?P<num4>\d+"
            r"|(?<=第)[一二三四五六七八九十百〇零]+)\s*[号號]",
            # Embtel 1139; Deptel 405; Despatch 12; JAW-0123; Chen-593; A-123
            r"\b(?P<series5>(?:Emb|Dep|Con|Leg|Depcir|Circ|Cir|Secto|Tosec|Usun|Todep|Toemb)"
            r"(?:cir)?tels?|Secto|Tosec|Circular(?: telegram)?|Despatch|Airgram)"
            r"\.?\s+(?P<num5>\d+)\b",
            rf"(?<![\w-])(?P<series6>{_SERIES})\s?[-–]\s?(?P<num6>\d{{1,6}})(?![\w-])",
            # SEOUL 3456; STATE 12345
            r"(?<![\w-])(?P<series7>(?!NO\b|AM\b|PM\b)[A-Z]{2,}(?: [A-Z]{3,})?)"
            r"\s+(?P<num7>\d{2,6})(?![\w:.,/-]*\d)",
        )
    )
)
_FORM_NAMES: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
# fmt: off
_GENERIC: Final = frozenset((
    "telegram", "telegrams", "cable", "number", "serial", "document", "ref", "reference", "from",
    "no", "nos", "nr",
    "letter", "message", "file", "receiving", "issuing", "received", "registration", "registry",
    "control", "despatch", "dispatch", "incoming", "outgoing", "receipt", "issued", "sent",
    "sending", "register", "ciphered", "cipher",
    "ciphergram", "tel", "t", "signal", "telex", "coded", "ciphertelegram", "telegraphic",
    "official", "matter",
))
# fmt: on
_WHOSE: Final = re.compile(r"(?:(?:re|ref|the|your|our|my|and|of|for|to)\b\.?\s*)+", re.I)
_KIND_BEFORE: Final = re.compile(
    r"(?:[\w.]+ )*(?:received|receiving|sent|issued|telegram|cable|dispatch)\s(?=\S)", re.I
)
_RECEIVING: Final = re.compile(
    r"receiv|^eived|receipt|incoming|inward|in-coming|control|收|来电|착신|접수", re.I
)
_ISSUING: Final = re.compile(
    r"issu|\bsent\b|sending|dispatch|despatch|outgoing|outward|document|발신|문서|发|our ref"
    r"|consular|embassy|electric|special",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A number in a text, and where."""

    start: int
    end: int
    label: str | None
    series: str | None
    year: str | None
    number: str


def scan(text: str) -> Iterator[Scanned]:
    """Every number that a text gives."""
    if len(text) <= _LINE:
        yield from _of_line(text)
        return
    for match in _FORMS.finditer(text[:4_000]):
        yield _scanned(match)


_LINE: Final = 200
"""Lines of the head and foot are asked for their numbers by one element after another."""


@lru_cache(maxsize=128)
def _of_line(text: str) -> tuple[Scanned, ...]:
    return tuple(_scanned(match) for match in _FORMS.finditer(text))


def _scanned(match: re.Match[str]) -> Scanned:
    part = match.groupdict()
    form = next(n for n in _FORM_NAMES if part[f"num{n}"] is not None)
    label = (part.get(f"label{form}") or "").strip(" ,")
    series = (part.get(f"series{form}") or "").strip(" -–").removesuffix("字") or None
    if series is not None:
        series = re.sub(r"(?i)\s+(?:nos?|number)\.?$", "", series)
    if form == "6" and series is not None and (before := _KIND_BEFORE.match(series)) is not None:
        # "Foreign Ministry Received Chen-593": what it is, and then the series.
        label, series = before[0].strip(), series[before.end() :]
    if series is not None and series.lower().rstrip(".") in ("no", "nos", "number"):
        series = None
    if series is not None and (whose := _WHOSE.match(series)) is not None:
        series = series[whose.end() :] or None
    of_date = 0
    if form in "34":
        # Of "9月3日北外字第21号" the 日 belongs to the date; "你县三月三日" is whose and when.
        before = _WHOSE_AND_WHEN.match(label)
        of_date = before.end() if before is not None else len(label) - len(label.lstrip("年月日"))
        label = label[of_date:]
    plain = _WHOSE.sub("", label, count=1) if _WHOSE.match(label) else label
    series = series_of(label, series)
    if form == "7" and series is not None and series.split()[-1].lower() in _GENERIC:
        # "DEPARTMENT TELEGRAM 877" says no more than that it is a telegram.
        series = None
    number = part[f"num{form}"]
    if form in "34":
        number = number if number.isascii() else str(chinese(number))
    if form == "4" and _says_kind(label):
        plain, series = "", None
    if form == "3" and label and series and _apart(match, label):
        # "外交部收电 （61）外收丙字1149号", "外交部办公厅 (60) 部办字第233号"
        plain = ""
    elif form == "3" and label and series and series != plain.removesuffix("字"):
        # 外收（62）丙字第三十七号: the series is what stands on both sides of the year.
        series = plain.removesuffix("字") + series
    start = match.start() + len(match[0]) - len(match[0].lstrip(" ,")) + of_date
    # "[19]64"
    year = (part.get(f"year{form}") or "").replace("]", "").replace(" ", "") or None
    return Scanned(start, match.end(), label or None, series, year, number)


_OF_DAY: Final = "[〇零一二三四五六七八九十]"
_WHOSE_AND_WHEN: Final = re.compile(
    rf"(?:[你贵][县州省市区地部委处馆局厅会]?|来)?(?:{_OF_DAY}{{4}}年)?(?:{_OF_DAY}{{1,2}}月)?"
    rf"{_OF_DAY}{{1,3}}日|[你贵][县州省市区地部委处馆局厅会]"
)


def without_name(found: Scanned, name: str) -> Scanned:
    """ "Telegram from Kessel File # 112": Kessel sent it, and is no series."""
    last = name.split()[-1] if name.split() else ""
    if not last or found.series is None or last not in found.series.split():
        return found
    rest = " ".join(found.series.split()[found.series.split().index(last) + 1 :])
    if set(rest.lower().split()) <= _GENERIC:
        rest = ""
    return replace(found, series=rest or None)


_OWNER: Final = re.compile(r"(?:\[?[A-Z][\w\]]*\s|of\s|the\s)*\[?[A-Z][\w\]]*['’]s\]?\s+(?=[a-z])")


def series_of(label: str, series: str | None) -> str | None:
    """The series of a number: its own, or the words before it that say more than what it is."""
    if series is not None:
        return series
    plain = _WHOSE.sub("", label, count=1) if _WHOSE.match(label) else label
    # "the Ministry's telegram No. 5": whose it is, and no series.
    said = _OWNER.sub("", plain)
    if set(said.lower().replace(".", "").split()) <= _GENERIC:
        return None
    return plain.removesuffix("字") or None


_KINDS: Final = ("收电", "发电", "来电", "去电", "电报")


def _apart(match: re.Match[str], label: str) -> bool:
    """Whether a gap parts what stands before the year from it, or it only says what this is."""
    written = match["label3"]
    gap = match.string[match.start("label3") + len(written) :][:1]
    return gap.isspace() or _says_kind(label)


def _says_kind(label: str) -> bool:
    return characters.plain(label).endswith(_KINDS)


def made(
    unit: Unit, found: Scanned, role: Role, *, offset: int = 0, sure: Certainty = Certainty.STATED
) -> Number:
    """The number as an element of a telegram."""
    start, end = unit.trimmed(offset + found.start, offset + found.end)
    return Number(
        text=unit.text[start:end],
        number=found.number,
        role=role,
        span=unit.excerpt.span(start, end),
        label=found.label,
        series=found.series,
        year=full_year(found.year) if found.year else None,
        year_written=found.year,
        sure=sure,
    )


def role_of(words: str) -> Role | None:
    """Whose number it is by the words beside it."""
    words = characters.plain(words)
    if _RECEIVING.search(words):
        return Role.RECEIVING
    return Role.ISSUING if _ISSUING.search(words) else None


_REFERS: Final = re.compile(
    r"(?:re|ref|regarding|reference|concerning|your|our|my|to|repeat(?:ed)?|rptd)\b|(?:(?:ur"
    r"|re)?(?:emb|dep|con|leg|depcir"
    r"|embcir|cir)|ur|re)"
    r"(?:tels?|despatch)\b",
    re.I,
)


# "[C 7391/1941/18]": where a British registry put the paper.
_REGISTRY: Final = re.compile(r"\s?\[[A-Z]{1,3} ?\d+/\d+/\w+\]$")


def is_line_of_numbers(text: str) -> bool:
    """Whether nothing but numbers, dates and markings stands in a text."""
    if len(text) > 160 or not any(c.isdigit() or c in "一二三四五六七八九十" for c in text):
        return False
    text = _REGISTRY.sub("", text)
    found = [each for each in scan(text) if _is_specific(text, each)]
    if not found:
        return False
    rest = text
    torn = _TORN.match(text)
    for each in reversed(found):
        rest = rest[: each.start] + " ; " + rest[each.end :]
    for when in reversed(list(dates(rest))):
        rest = rest[: when.start] + " ; " + rest[when.end :]
    if torn is not None:
        rest = rest[torn.end() :]
    plain = _JOINS.sub(" ", rest)
    return not any(c.isalnum() for c in plain) or bool(markings.pieces(plain.strip()))


# The end of a word whose beginning is lost: "...]eived Telegram No. 5".
_TORN: Final = re.compile(
    r"[.\s…\[]*\]\s?(?P<end>[a-z]*)\s|[a-z]{0,3}eign\s(?=\[?Ministry)|(?P<end2>"
    r"(?:re)?c?eived)\s(?=Tel)"
)
_JOINS: Final = re.compile(r"\b(?:telegraphic|saving|of|and|dated|the|copy|ref)\b|[;,()\[\]]", re.I)


def _is_specific(text: str, found: Scanned) -> bool:
    """Whether it is no date, such as June-5, nor a date-time group."""
    return not any(
        when.start < found.end and found.start < when.end and not found.year for when in dates(text)
    ) and not re.fullmatch(
        r"(?i)(?:page|copy|section|article|paragraph|sheet|part)", found.series or ""
    )


def claim(unit: Unit, draft: Draft, *, closing: bool) -> bool:
    """A line that holds the numbers of the telegram itself."""
    if unit.is_long:
        return False
    text = unit.text
    label = labelled(text)
    if label is not None and label.element is Element.NUMBER:
        return _claim_labelled(unit, draft, label.label, label.value_at)
    if _REFERS.match(text):
        # A reference to another telegram, and no number of this one.
        return False
    if label is not None or not is_line_of_numbers(text):
        return False
    same: tuple[Role, Certainty] | None = None
    for found in scan(text):
        if not _is_specific(text, found):
            continue
        role = role_of(found.label or "") or (
            role_of(found.series or "") if not found.label else None
        )
        if role is None and (torn := _TORN.match(text)) is not None:
            role = role_of(torn["end"] or torn["end2"] or "")
        sure = Certainty.STATED
        if role is None and same is not None and found.year is None and found.series:
            # "STATE 181062 TOSEC 190010": the telegram has both.
            role, sure = same
        if role is None and not closing and found.year is None and _is_registered(unit):
            role, sure = Role.UNSTATED, Certainty.SUPPOSED
        if role is None:
            role, sure = _placed(draft, closing=closing, year=found.year is not None)
            same = (role, sure)
        draft.number(made(unit, found, role, sure=sure))
        if role is Role.RECEIVING and draft.direction is None:
            draft.direction = Direction.INCOMING
    for when in dates(text):
        draft.dated(when_of(unit, when))
    plain = text
    for found in scan(text):
        plain = plain[: found.start] + ";" * (found.end - found.start) + plain[found.end :]
    for piece in markings.among(plain):
        # "No. 5 Confidential", "Issued (61) Liaison No. 12, Confidential"
        words = unit.words(piece.start, piece.end, Certainty.PLACED)
        if piece.kind == "precedence":
            draft.precede(words)
        elif piece.kind == "classification":
            draft.classify(words)
    return True


_RECEIVED_ABOVE: Final = re.compile(r"(?:Received|Rec'd|Came in|Arrived):[^\n]*\d[^\n]*\n[ \t]*$")


def _is_registered(unit: Unit) -> bool:
    """Whether it stands right below "Received: ...": the registry's number, or the sender's."""
    content = unit.source.content
    at = content.rfind("\n", max(0, unit.start - 200), max(0, content.rfind("\n", 0, unit.start)))
    above = content[at + 1 : unit.start].replace("\r", "")
    return len(above) <= 200 and _RECEIVED_ABOVE.match(above) is not None


def _placed(draft: Draft, *, closing: bool, year: bool) -> tuple[Role, Certainty]:
    """Whose number it is by where it stands."""
    taken = {number.role for number in draft.numbers}
    if closing:
        return Role.ISSUING, Certainty.PLACED
    if draft.issuer is not None and not year and Role.ISSUING not in taken:
        # The post that the heading names has numbered its telegram.
        return Role.ISSUING, Certainty.PLACED
    if draft.direction is Direction.INCOMING and Role.RECEIVING not in taken:
        return Role.RECEIVING, Certainty.PLACED
    if Role.ISSUING not in taken:
        return Role.ISSUING, Certainty.SUPPOSED
    return Role.UNSTATED, Certainty.SUPPOSED


# "Foreign Bang 731.1 - 1430": an office's files, and the number in them.
_SERIES_THEN_NUMBER: Final = re.compile(
    r"\s*(?P<series>[^\W\d][^\d:;]{1,60}[\d .]{0,10}?)\s?[–—-]\s?(?P<number>\d{1,6})\s*"
)


def _claim_labelled(unit: Unit, draft: Draft, label: str, value_at: int) -> bool:
    value = unit.text[value_at:]
    role = role_of(label)
    sure = Certainty.STATED
    if role is None:
        role, sure = _placed(draft, closing=False, year=scan_year(value))
    any_found = False
    for found in scan(value):
        if not _is_specific(value, found):
            continue
        any_found = True
        draft.numbers.append(made(unit, found, role, offset=value_at, sure=sure))
    last = _SERIES_THEN_NUMBER.fullmatch(value)
    if not any_found and last is not None:
        any_found = True
        series = last["series"].strip()
        number = Scanned(*last.span(), None, series, None, last["number"])
        draft.numbers.append(made(unit, number, role, offset=value_at, sure=sure))
    if not any_found:
        match = re.search(
            r"(?:(?<!\w)(?P<series>[A-Z]{1,4}) )?(?P<number>[\w/.-]*\d[\w./-]*)", value
        )
        if match is None:
            return False
        plain = Scanned(match.start(), match.end(), label, match["series"], None, match["number"])
        draft.numbers.append(made(unit, plain, role, offset=value_at, sure=sure))
    for when in dates(value):
        draft.dated(when_of(unit, when, Certainty.PLACED, offset=value_at))
    return True


def scan_year(text: str) -> bool:
    """Whether a text is a number with its year, as a document number is."""
    return is_line_of_numbers(text) and any(found.year for found in scan(text))
