"""How telegrams of the period put dates, times, counts, numbers and references in words.

Owns one way of writing for each; what ways there are to read is left to ``read``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decretal.registry.dates import exact
from decretal.registry.read.labels import labelled
from decretal.registry.read.names import is_office
from decretal.registry.read.numbers import role_of
from decretal.registry.write.draft import Copies, Dateline, Made, OwnNumber, Reference

# fmt: off
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
# fmt: on
_ONE: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def ordinal(day: int) -> str:
    """A day of the month as it is said: 3rd, 11th, 22nd."""
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def date(iso: str) -> str:
    """A date in words, as precise as it is."""
    if iso.startswith("---"):
        return f"the {ordinal(int(iso[3:]))}"
    if iso.startswith("--"):
        month, *days = iso[2:].split("-")
        return " ".join((_MONTHS[int(month) - 1], *(ordinal(int(day)) for day in days)))
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{month} {int(rest[1])}, {year}"


def exact_date(iso: str) -> str:
    """A date in words if they are read as that date, else as XML Schema writes it."""
    words = date(iso)
    return words if exact(words) == iso else iso


def dateline(line: Dateline) -> str:
    """Where and when it was written: "Moscow, November 3, 1961, 4 p.m."."""
    parts = (line.place, date(line.date) if line.date else None, line.time and _oclock(line.time))
    return ", ".join(part for part in parts if part)


def _oclock(time: str) -> str:
    hours, minutes = int(time[:2]), time[3:]
    if hours == 24:
        return "24:00"
    half = "p.m." if hours >= 12 else "a.m."
    return f"{(hours - 1) % 12 + 1}{'' if minutes == '00' else ':' + minutes} {half}"


def number(own: OwnNumber, *, plainly: bool = False) -> str:
    """A number with its label, year and series; ``plainly`` says whose it is where it has none."""
    year = f"({own.year})" if own.year else ""
    label, series = own.label or "", own.series or ""
    if not (label + series).isascii():
        # The series of 外收（62）丙字第37号 is 外收丙: the label is its beginning.
        number = f"{label}{year}{series.removeprefix(label)}第{own.number}号"
    else:
        words = " ".join(
            part for part in (year, f"{series}-{own.number}" if series else own.number) if part
        )
        if label.lower().endswith((" no", "number")) or (plainly and labelled(f"{label}:")):
            return f"{label}: {words}"
        number = f"{label} No. {words}".lstrip()
        if plainly and not label:
            number = words
    said = label and role_of(label) is own.role
    return f"{str(own.role).capitalize()} number: {number}" if plainly and not said else number


def reference(answered: Reference) -> str:
    """The telegram that is answered, and that it was received."""
    whose = answered.whose or ""
    if whose and whose != "your":
        whose += "'s"
    which = f"No. {_which(answered)}" if answered.number else None
    when = f"of {date(answered.date)}" if answered.date else None
    words = " ".join(part for part in (whose, "telegram", which, when, "received") if part)
    return words[0].upper() + words[1:]


def _which(answered: Reference) -> str:
    year = f"({answered.year}) " if answered.year else ""
    return year + (f"{answered.series}-" if answered.series else "") + (answered.number or "")


def time(made: Made) -> str:
    """When something was done, and by whom."""
    words = str(made.kind).capitalize()
    when = date(made.date) if made.date else f"the {ordinal(made.day)}" if made.day else None
    if when:
        words += f" on {when}"
    if made.time:
        words += f"{',' if when else ''} at {made.time.replace(':', '')}"
    if made.by:
        # Last, for "Translated by" begins a translator's note.
        words += f" by {made.by}"
    return words


def recipient(entry: Copies) -> str:
    """Who gets copies, with their count where one is given."""
    return entry.name if entry.copies is None else f"{entry.name} ({entry.copies})"


def retained(count: int) -> str:
    """How many copies are kept."""
    return f"{_counted(count)} retained for files"


def total(count: int) -> str:
    """How many copies there are."""
    return f"total of {count} {'copy' if count == 1 else 'copies'}"


def _counted(count: int) -> str:
    words = _ONE[count] if 0 < count < len(_ONE) else str(count)
    return f"{words} {'copy' if count == 1 else 'copies'}"


def names(several: Sequence[str]) -> str:
    """Offices and persons in a row, offices with the article."""
    return joined([f"the {each}" if _takes_article(each) else each for each in several])


def joined(several: Sequence[str]) -> str:
    """Names in a row; where commas stand in them, semicolons stand between them."""
    return ("; " if any("," in each for each in several) else ", ").join(several)


def _takes_article(name: str) -> bool:
    return (
        name.isascii() and is_office(name) and not name.startswith(_TITLES) and name != name.upper()
    )


_TITLES: Final = ("Comrade", "Ambassador", "Minister ", "Consul ", "General ", "Premier ")
