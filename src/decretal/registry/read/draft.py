"""What has been found so far, while a telegram is being read.

Owns the collecting; the modules of the elements put into it what they recognise. The
first to claim an element that a telegram has once keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from decretal.registry.read.labels import Element
from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Direction,
    Number,
    Provision,
    Recipient,
    Role,
    Time,
    When,
    Words,
)


@dataclass
class Draft:
    """The elements found so far."""

    direction: Direction | None = None
    heading: list[Words] = field(default_factory=list)
    classification: list[Words] = field(default_factory=list)
    precedence: Words | None = None
    station: Words | None = None
    numbers: list[Number] = field(default_factory=list)
    subject: Words | None = None
    to: list[Words] = field(default_factory=list)
    copied: list[Words] = field(default_factory=list)
    reporting_to: list[Words] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    body: list[Provision] = field(default_factory=list)
    issuer: Words | None = None
    signature: Words | None = None
    dateline: Dateline | None = None
    date: When | None = None
    distribution: list[Recipient] = field(default_factory=list)
    retained: Count | None = None
    total: Count | None = None
    times: list[Time] = field(default_factory=list)
    stamps: list[Words] = field(default_factory=list)
    source_note: Words | None = None
    notes: list[Words] = field(default_factory=list)
    unread: list[Words] = field(default_factory=list)
    archive: Draft | None = None
    """What the title says that an archive put above the telegram."""
    unsaid: set[Element] = field(default_factory=set)
    """Elements of which a form says that there are none."""

    def classify(self, words: Words) -> None:
        """A classification, once for each way in which it is written."""
        if words.text.lower() not in {each.text.lower() for each in self.classification}:
            self.classification.append(words)

    def number(self, number: Number) -> None:
        """A number, unless the heading has given the same one."""
        for each in self.numbers:
            same = (each.series, each.year, each.number) == (
                number.series,
                number.year,
                number.number,
            )
            if same and number.role in (each.role, Role.UNSTATED):
                return
        self.numbers.append(number)

    def handled(self, times: Iterable[Time]) -> None:
        """Handling times, each once."""
        for time in times:
            if (time.kind, time.text) not in {(each.kind, each.text) for each in self.times}:
                self.times.append(time)

    def precede(self, words: Words) -> None:
        """A precedence, unless one was found that is surer."""
        if self.precedence is None or (
            self.precedence.sure is Certainty.SUPPOSED and words.sure is not Certainty.SUPPOSED
        ):
            self.precedence = words

    def issue(self, words: Words) -> None:
        """An issuer, unless one was found."""
        if self.issuer is None:
            self.issuer = words

    def dated(self, when: When) -> None:
        """A date, unless one was found that is as sure and as precise."""
        before = self.date
        if before is None:
            self.date = when
            return
        more = before.year is None and when.year is not None
        surer = before.sure is not Certainty.STATED and when.sure is Certainty.STATED
        if more or (surer and (when.year is not None or before.year is None)):
            self.date = when
