"""A draft in the form of the period, in Chinese.

Owns the order of the lines and their words; elements named in ``plainly`` get a label. What
has no Chinese word in such lines, as the names of some handling times, stands in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decretal.registry.dates import exact
from decretal.registry.read.numbers import role_of
from decretal.registry.telegram import Handling, Role
from decretal.registry.write import phrases
from decretal.registry.write.draft import Copies, Draft, Made, OwnNumber, Point, Reference
from decretal.registry.write.layout import Block, numbers_above, numbers_below
from decretal.registry.write.points import value_of

_VERBS: Final = {
    Handling.APPROVED: "签发",
    Handling.PROOFREAD: "校对",
    Handling.COPIED: "抄写",
    Handling.RECEIVED: "收到",
    Handling.SENT: "发出",
    Handling.DECIPHERED: "译出",
    Handling.TRANSCRIBED: "誊写",
    Handling.TYPED: "打印",
}
_DIGITS: Final = "〇一二三四五六七八九"
_MOST: Final = 99
"""Points beyond it are written with digits."""


def blocks(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[Block]:
    """The telegram in its order."""
    for line in draft.heading[::-1] if "heading" in plainly else draft.heading:
        yield Block("heading", line)
    if draft.precedence:
        yield Block("marking", f"等级：{draft.precedence}")
    for line in draft.classification:
        yield Block("marking", f"密级：{line}" if "classification" in plainly else line)
    if draft.station:
        named = "station" in plainly or not draft.station.endswith("台")
        yield Block("station", f"收报台：{draft.station}" if named else f"{draft.station}收")
    for own in numbers_above(draft, plainly, above=above):
        yield Block("number", _number(own, plainly="numbers" in plainly))
    if draft.dateline is not None and "dateline" not in plainly:
        yield Block("dateline", phrases.dateline(draft.dateline))
    if draft.subject:
        yield Block("subject", f"题目：{draft.subject}" if "subject" in plainly else draft.subject)
    yield from _addressees(draft, plainly)
    if "answers" not in plainly:
        for place, answered in enumerate(draft.answers, start=1):
            last = place == len(draft.answers)
            yield Block("answers", _reference(answered) + ("，答复如下：" if last else "。"))
    yield from _body(draft)
    yield from _foot(draft, plainly, above=above)


def _number(own: OwnNumber, *, plainly: bool) -> str:
    label, series = own.label or "", own.series or ""
    if (label + series).isascii() and label + series:
        return phrases.number(own, plainly=plainly)
    year = f"({own.year})" if own.year else ""
    words = f"{label}{year}{series.removeprefix(label)}第{own.number}号"
    if plainly and role_of(label) is not own.role:
        words = f"{'收电号' if own.role is Role.RECEIVING else '发电号'}：{words}"
    return words


def _addressees(draft: Draft, plainly: frozenset[str]) -> Iterator[Block]:
    if draft.to and not plainly & {"to", "copied", "reporting_to"}:
        words = f"致{'、'.join(draft.to)}"
        if draft.copied:
            words += f"，并抄{'、'.join(draft.copied)}"
        if draft.reporting_to:
            words += f"，报{'、'.join(draft.reporting_to)}"
        yield Block("addressees", words + "：")
        return
    for label, several in (
        ("主送", draft.to),
        ("抄送", draft.copied),
        ("抄报", draft.reporting_to),
    ):
        if several:
            yield Block("addressees", f"{label}：{'，'.join(several)}")


def _reference(answered: Reference) -> str:
    year = f"({answered.year})" if answered.year else ""
    number = f"{answered.series or ''}{year}第{answered.number}号" if answered.number else ""
    return f"{date(answered.date) if answered.date else ''}{number}来电收悉"


def _body(draft: Draft) -> Iterator[Block]:
    listed: list[str] = []
    for point in draft.body:
        if point.label is not None:
            listed.append(f"{'    ' * point.depth}{_marker(point)}{point.text}")
            continue
        if listed:
            yield Block("han-list", "\n".join(listed))
            listed = []
        yield Block("paragraph", point.text)
    if listed:
        yield Block("han-list", "\n".join(listed))


def _marker(point: Point) -> str:
    value = value_of(point) or 0
    shown = number(value) if 0 < value <= _MOST else str(value)
    match point.depth:
        case 0:
            return f"{shown}、"
        case 1:
            return f"（{shown}）"
        case _:
            return f"{value}. "


def _foot(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[Block]:
    named = bool(plainly & {"signature", "issuer"})
    if draft.issuer:
        yield Block("issuer", f"发电单位：{draft.issuer}" if named else draft.issuer)
    if draft.signature:
        yield Block("issuer", f"签字：{draft.signature}" if named else draft.signature)
    if draft.dateline is not None and "dateline" in plainly:
        yield Block("date", phrases.dateline(draft.dateline))
    if draft.date and not (draft.dateline and draft.dateline.date == draft.date):
        words = date(draft.date)
        if "date" in plainly:
            words = f"日期：{words if exact(words) == draft.date else draft.date}"
        yield Block("date", words)
    for own in numbers_below(draft, plainly, above=above):
        yield Block("number", _number(own, plainly="numbers" in plainly))
    if draft.distribution:
        yield Block("distribution", f"分送：{'，'.join(map(_recipient, draft.distribution))}")
    counts = []
    if draft.retained is not None:
        counts.append(f"存档{draft.retained}份")
    if draft.total is not None:
        counts.append(f"共{draft.total}份")
    if counts:
        yield Block("copies", "，".join(counts))
    if draft.times:
        yield Block("times", _times(draft.times))


def _recipient(entry: Copies) -> str:
    return entry.name if entry.copies is None else f"{entry.name}（{entry.copies}）"


def _times(times: tuple[Made, ...]) -> str:
    if any(each.by or each.kind not in _VERBS for each in times):
        return ". ".join(map(phrases.time, times)) + "."
    return "。".join(map(_time, times)) + "。"


def _time(made: Made) -> str:
    on = date(made.date) if made.date else f"{made.day}日" if made.day else ""
    at = f"{int(made.time[:2])}时{made.time[3:]}分" if made.time else ""
    return f"{on}{at}{_VERBS[made.kind]}"


def date(iso: str) -> str:
    """A date in words, as precise as it is."""
    if iso.startswith("---"):
        return f"{int(iso[3:])}日"
    year = "" if iso.startswith("--") else f"{iso[:4]}年"
    month, *days = iso.lstrip("-").split("-")[0 if iso.startswith("--") else 1 :] or [""]
    return year + (f"{int(month)}月" if month else "") + "".join(f"{int(day)}日" for day in days)


def number(value: int) -> str:
    """A number from 1 to 99 in characters."""
    tens, ones = divmod(value, 10)
    return (
        ("" if tens < 2 else _DIGITS[tens])
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones else "")
    )
