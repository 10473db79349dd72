"""The line that says where and when: "Moscow, November 3, 1961, 4 p.m."

Owns what is such a line, at the head or at the foot.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import (
    Dated,
    first_clock,
    first_date,
    lone_group,
    only_date,
    time_group,
)
from decretal.registry.read import numbers, times
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.markings import pieces
from decretal.registry.read.names import is_office
from decretal.registry.telegram import Certainty, Dateline, Role, When

_PLACE: Final = re.compile(
    r"(?P<place>(?:[A-Z][\w.'’\-]*|\[[A-Z][\w.'’\- ]*,?\])"
    r"(?:[ ,]+(?:(?:[A-Z][\w.'’\-]*)|\[[A-Z][\w.'’\- ]*\]|de|la|of|the)){0,5}?)[,.:;—–\-]*"
    r"(?:\s+(?:on|dated))?\s*|(?P<han>[\u4e00-\u9fff]{2,6})[，,\s]*"
)
_AFTER: Final = re.compile(
    r"[\s,;.\-–—:at]*(?:(?:\d{1,2}[:.]?\d{0,2}\s*(?:[ap]\.?\s?m\.?|hours|hrs|h\d\d|h|z)?|noon"
    r"|midnight)"
    r"[\s,;.]*)?(?:[A-Z]{1,4}T?|local time|\(?section \d+ of \d+\)?)?[\s.,;]*",
    re.I,
)
_WEEKDAY: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.I)


def claim(unit: Unit, draft: Draft) -> bool:
    """A line of a place and a date, or of a date-time group."""
    text = unit.text
    if len(text) > 120 or labelled(text) is not None or times.begins(text):
        return False
    group = time_group(text)
    if group is not None:
        return _claim_group(unit, draft)
    if (alone := lone_group(text)) is not None and draft.dateline is None:
        # "251530Z": a day of a month that is not given.
        start, day, time = alone
        date = When(text[start : start + 2], f"---{day:02}", unit.excerpt.span(start, start + 2))
        draft.dateline = Dateline(text, unit.span, None, date, time)
        draft.dated(date)
        return True
    found = None if draft.dateline is not None else _place_and_date(text)
    if found is None:
        return False
    when, place = found
    make(unit, draft, when, place)
    return True


# "Cablegram 817 LONDON, 11 December 1941, 1.53 a.m.", "TELEGRAM 123 London, January 5, 1951"
_NUMBERED: Final = re.compile(
    r"(?:Cablegram|CABLEGRAM|Telegram|TELEGRAM)\s+(?:(?:(?P<series>[A-Z][A-Za-z]*?)[ .]?)?"
    r"(?P<number>\d[\d/.\-]*)|[Uu]nnumbered)(?:\s\([a-z ]{4,20}\))?(?:\s\[\d{1,2}\])?,?\s+(?=\S)"
)


def claim_numbered(unit: Unit, draft: Draft) -> bool:
    """A line of the telegram's number, and where and when it was sent."""
    text = unit.text
    match = _NUMBERED.match(text) if len(text) <= 140 else None
    if match is None or draft.dateline is not None:
        return False
    rest = unit.rest(match.end())
    found = _place_and_date(rest.text)
    alone = only_date(rest.text) if found is None else None
    if found is not None:
        make(rest, draft, *found)
    elif alone is not None:
        draft.dated(when_of(rest, alone))
    else:
        return False
    if match["number"]:
        number = numbers.Scanned(
            match.start("series") if match["series"] else match.start("number"),
            match.end("number"),
            None,
            match["series"],
            None,
            match["number"].rstrip(".-"),
        )
        draft.number(numbers.made(unit, number, Role.ISSUING))
    return True


def says(text: str) -> bool:
    """Whether a line is one of a place and a date."""
    return (
        len(text) <= 140
        and "," in text
        and labelled(text) is None
        and not times.begins(text)
        and (_place_and_date(text) is not None or _says_numbered(text))
    )


# "567, February 14, 9 p.m.": the number, and when it was sent.
_SERIAL: Final = re.compile(r"(?P<number>\d{1,5})[,.] (?=[A-Z][a-z]+\.? \d{1,2}\b)")


# "T.123/62", as a Prime Minister numbered messages of his own
_PERSONAL: Final = re.compile(r"(?P<series>[TM])\.? ?(?P<number>\d{1,4}/\d{1,4}[A-Z]?)")


def claim_serial(unit: Unit, draft: Draft) -> bool:
    """A line of a number, a day and an hour, as old forms have it above the text."""
    text = unit.text
    personal = _PERSONAL.fullmatch(text)
    if personal is not None and not any(each.role is Role.ISSUING for each in draft.numbers):
        number = numbers.Scanned(0, len(text), None, personal["series"], None, personal["number"])
        draft.number(numbers.made(unit, number, Role.ISSUING, sure=Certainty.PLACED))
        return True
    match = _SERIAL.match(text) if len(text) <= 60 else None
    if match is None or any(each.role is Role.ISSUING for each in draft.numbers):
        return False
    when = first_date(text[match.end() :])
    if when is None or when.start or _AFTER.fullmatch(text[match.end() + when.end :]) is None:
        return False
    number = numbers.Scanned(*match.span("number"), None, None, None, match["number"])
    draft.number(numbers.made(unit, number, Role.ISSUING, sure=Certainty.PLACED))
    draft.dated(when_of(unit, when, Certainty.PLACED, offset=match.end()))
    return True


def _says_numbered(text: str) -> bool:
    match = _NUMBERED.match(text)
    return match is not None and _place_and_date(text[match.end() :]) is not None


def _place_and_date(text: str) -> tuple[Dated, tuple[int, int]] | None:
    when = first_date(text)
    if when is None:
        return None
    before = _WEEKDAY.sub("", text[: when.start].removesuffix("["))
    place = _PLACE.fullmatch(before)
    if place is None or _AFTER.fullmatch(text[when.end :]) is None:
        return None
    name = "place" if place["place"] else "han"
    if place[name] == "FOREIGN OFFICE":
        # British telegrams to posts are dated so.
        return when, place.span(name)
    if is_office(place[name]) or pieces(place[name]) or place[name].lower() in ("dated", "date"):
        return None
    return when, place.span(name)


def make(unit: Unit, draft: Draft, when: Dated, place: tuple[int, int]) -> None:
    """The dateline, and the date that is in it."""
    text = unit.text
    date = when_of(unit, when)
    clock = first_clock(" " * when.end + text[when.end :])
    draft.dateline = Dateline(
        text=text,
        span=unit.span,
        place=text[place[0] : place[1]].strip(" ,.;").replace(",]", "]"),
        date=date,
        time=clock.time if clock else None,
        sure=Certainty.PLACED,
    )
    draft.dated(date)


def _claim_group(unit: Unit, draft: Draft) -> bool:
    text = unit.text
    group = time_group(text)
    assert group is not None
    around = text[: group.letters[0] if group.letters else group.start] + text[group.end :]
    if sum(c.isalpha() for c in around) > 12 and not pieces(around.strip()):
        return False
    date = When(text[group.start : group.end], group.iso, unit.excerpt.span(group.start, group.end))
    draft.dateline = draft.dateline or Dateline(text, unit.span, None, date, group.time)
    draft.dated(date)
    if group.letters is not None:
        # The word that may follow an addressee says it better.
        draft.precede(unit.words(*group.letters, Certainty.SUPPOSED))
    return True
