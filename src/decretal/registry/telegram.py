"""What was found in the text of a telegram, each element with its place and how sure it is.

Owns the frozen structures and their form as data (``to_dict``); how they are found is
left to ``read``, what is odd about them to ``check``, other formats to ``formats``.

What the text says and what it was taken to mean are kept apart: ``text`` holds the
words as they stand (white space made single), fields such as ``year`` what they were
read as. What is not there is None or empty. Nothing is guessed: a day without a month
stays one, a copy count that is not given is None, not one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from decretal.source import Span, Text


class Certainty(StrEnum):
    """How sure it is that these words are that element."""

    STATED = "stated"
    """The text itself names it: "Distribution:", "No.", "Received at"."""
    PLACED = "placed"
    """Its form and its place say so: a date alone on a line after the last paragraph."""
    SUPPOSED = "supposed"
    """It could be something else."""


class Role(StrEnum):
    """What a number is to the telegram that bears it."""

    RECEIVING = "receiving"
    """Given by the office that received it."""
    ISSUING = "issuing"
    """Given by the office that sent it."""
    ANSWERED = "answered"
    """That of the telegram that this one answers."""
    CITED = "cited"
    """That of another document that the text mentions."""
    UNSTATED = "unstated"
    """The text does not say whose it is."""


class Direction(StrEnum):
    """Which way the telegram went, seen from the office whose copy this is."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Handling(StrEnum):
    """What was done with the telegram at a time that is noted on it."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    ENCIPHERED = "enciphered"
    SENT = "sent"
    RECEIVED = "received"
    DECIPHERED = "deciphered"
    TRANSLATED = "translated"
    TRANSCRIBED = "transcribed"
    TYPED = "typed"
    PROOFREAD = "proofread"
    COPIED = "copied"
    PRINTED = "printed"
    FORWARDED = "forwarded"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Words:
    """An element that is words: a subject, a station, an addressee, a stamp."""

    text: str
    span: Span = field(compare=False)
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class When:
    """A date, as precise as the text gives it.

    ``iso`` is as XML Schema writes dates, and TEI's ``when`` with it: ``1961-11-25``,
    ``1961-11``, ``1961``, ``--11-15`` (no year), ``---29`` (a day alone). ``text`` is
    as it stands.
    """

    text: str
    iso: str
    span: Span = field(compare=False)
    sure: Certainty = Certainty.STATED

    @property
    def year(self) -> int | None:
        """The year, if the text gives one."""
        return None if self.iso.startswith("-") else int(self.iso[:4])

    @property
    def month(self) -> int | None:
        """The month, if the text gives one."""
        if self.iso.startswith("---"):
            return None
        part = self.iso[2:4] if self.iso.startswith("--") else self.iso[5:7]
        return int(part) if part else None

    @property
    def day(self) -> int | None:
        """The day of the month, if the text gives one."""
        if self.iso.startswith("-"):
            part = self.iso[5:7] if self.iso[2] != "-" else self.iso[3:5]
        else:
            part = self.iso[8:10]
        return int(part) if part else None


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a telegram bears or mentions.

    ``text`` is all of it as it stands, from the words before "No." on: ``label`` these
    words, ``series`` the name of the series, ``year_written`` the year as it stands
    ("61"), ``year`` the year that this is read as, ``number`` the digits as they stand.
    """

    text: str
    number: str
    role: Role
    span: Span = field(compare=False)
    label: str | None = None
    series: str | None = None
    year: int | None = None
    year_written: str | None = None
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Answered:
    """A telegram or letter that this one answers.

    ``text`` is the phrase that says so; ``whose`` whose it was ("your", "the Embassy"),
    ``date`` and ``number`` are its own, as far as the phrase gives them.
    """

    text: str
    span: Span = field(compare=False)
    date: When | None = None
    number: Number | None = None
    whose: str | None = None
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph of the body.

    ``marker`` is its number as it stands ("1.", "(a)", "一、"), None where it has none.
    ``label`` says which it is in the whole telegram: "3" in its only list, "II.1" in the
    second of two lists that each begin at 1, "2.a" below another one. ``text`` is
    without the marker; ``span`` covers both. ``depth`` is 0 for the outermost.
    """

    text: str
    span: Span = field(compare=False)
    label: str | None = None
    marker: str | None = None
    depth: int = 0
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of the distribution; ``copies`` is None where the entry has no count."""

    name: str
    span: Span = field(compare=False)
    copies: int | None = None
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Count:
    """A count of copies that the text gives: those kept, or all."""

    count: int
    text: str
    span: Span = field(compare=False)
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Time:
    """One handling time. ``time`` is ``HH:MM``; what the text does not give is None.

    ``day`` is the day of the month, ``date`` the date if the entry gives at least a month.
    """

    kind: Handling
    text: str
    span: Span = field(compare=False)
    day: int | None = None
    date: str | None = None
    time: str | None = None
    by: str | None = None
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when it was written, on a line of its own: "Moscow, 3 November 1961, 4 p.m."."""

    text: str
    span: Span = field(compare=False)
    place: str | None = None
    date: When | None = None
    time: str | None = None
    sure: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about a telegram, where, and why it is odd. It corrects nothing.

    ``readings`` are ways to take the text, each with what then follows from it.
    """

    code: str
    message: str
    span: Span = field(compare=False)
    readings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.span} [{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Received:
    """The file as it came: its bytes, their SHA-256, and how they were taken to be encoded.

    ``encoding`` is a codec of Python; ``mark`` says whether a byte order mark stood first;
    ``reason`` says in words why this encoding.
    """

    raw: bytes = field(repr=False)
    sha256: str
    encoding: str
    sure: Certainty = Certainty.STATED
    mark: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TelegramReading:
    """All that was found in one telegram."""

    source: Text = field(compare=False)
    received: Received
    language: str | None = None
    direction: Direction | None = None
    heading: tuple[Words, ...] = ()
    classification: tuple[Words, ...] = ()
    precedence: Words | None = None
    station: Words | None = None
    numbers: tuple[Number, ...] = ()
    subject: Words | None = None
    to: tuple[Words, ...] = ()
    copied: tuple[Words, ...] = ()
    reporting_to: tuple[Words, ...] = ()
    answers: tuple[Answered, ...] = ()
    body: tuple[Provision, ...] = ()
    """Every paragraph of the body in its order, numbered or not."""
    issuer: Words | None = None
    signature: Words | None = None
    dateline: Dateline | None = None
    date: When | None = None
    distribution: tuple[Recipient, ...] = ()
    retained: Count | None = None
    total: Count | None = None
    times: tuple[Time, ...] = ()
    stamps: tuple[Words, ...] = ()
    source_note: Words | None = None
    notes: tuple[Words, ...] = ()
    """What the editor or translator added below: footnotes."""
    brackets: tuple[Words, ...] = ()
    """Words in square brackets, which an editor supplied."""
    unread: tuple[Words, ...] = ()
    """Lines of which it is not known what they are."""
    findings: tuple[Finding, ...] = ()

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The numbered paragraphs."""
        return tuple(each for each in self.body if each.label is not None)

    @property
    def paragraphs(self) -> tuple[Provision, ...]:
        """The paragraphs without a number."""
        return tuple(each for each in self.body if each.label is None)
