"""What a telegram is to say, before it is written.

Owns the structure of a draft. Its names are those of a reading, for that is what it
becomes: ``from_data`` makes one of YAML or JSON, ``from_reading`` of a telegram that was
read, ``text`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from decretal.registry.telegram import Handling, Role

BORNE: Final = (Role.RECEIVING, Role.ISSUING, Role.UNSTATED)
"""What a number may be to the telegram that bears it."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number that the telegram bears: "Lakeside Province Document No. (63) 118".

    ``label`` are the words before "No.", ``year`` the year as it is to be written, of two
    digits or four.
    """

    number: str
    role: Role
    label: str | None = None
    series: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The telegram that this one answers: its date, its number, or both.

    ``series`` and ``year`` are those of its number.

    ``date`` is ``1963-03-03``, or ``--03-03`` where no year is to be said; as all dates of a
    draft it may be less precise: ``1963-03``, ``1963``, ``--03``, ``---03``.
    """

    date: str | None = None
    number: str | None = None
    whose: str | None = None
    series: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when it was written, in a line of its own: "Moscow, November 3, 1961, 4 p.m."."""

    place: str | None = None
    date: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph of the body; one with a label is a numbered point, ``depth`` deep."""

    text: str
    label: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Copies:
    """Who gets how many copies; None leaves the number unsaid."""

    name: str
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """When something was done with the telegram.

    ``date`` is a whole date, ``day`` a day of the month alone, ``time`` is ``HH:MM``.
    """

    kind: Handling
    date: str | None = None
    day: int | None = None
    time: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a telegram is to say."""

    heading: tuple[str, ...] = ()
    classification: tuple[str, ...] = ()
    precedence: str | None = None
    station: str | None = None
    numbers: tuple[OwnNumber, ...] = ()
    subject: str | None = None
    to: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    reporting_to: tuple[str, ...] = ()
    answers: tuple[Reference, ...] = ()
    body: tuple[Point, ...] = ()
    issuer: str | None = None
    signature: str | None = None
    dateline: Dateline | None = None
    date: str | None = None
    distribution: tuple[Copies, ...] = ()
    retained: int | None = None
    total: int | None = None
    times: tuple[Made, ...] = ()
