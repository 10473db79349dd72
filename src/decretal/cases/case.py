"""A case: what was recorded of one person, and nothing else.

Owns what a case is made of. Reading cases from files is left to the rest of
``cases``, what a rulebook says of them to ``decide``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decretal.nodes.rules import Status


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """Something that was done: which act, on which day, how it came out, who did it."""

    act: str
    on: date
    outcome: str | None = None
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a hand-worked example should come out as; None where it does not say."""

    status: Status | None = None
    dispositions: tuple[str, ...] | None = None
    additions: tuple[str, ...] | None = None
    still_matters: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The known facts of one person; a fact that is not among them is unknown.

    ``acts`` is None where no record of acts was given, which is not an empty
    record. ``established`` has the day on which a fact was established, where
    that was recorded. ``row`` is the row or line of the file, 0 for none.
    ``kept`` has what the file says besides and whoever asked wants back.
    """

    id: str
    facts: Mapping[str, object] = field(default_factory=dict)
    acts: tuple[RecordedAct, ...] | None = None
    established: Mapping[str, date] = field(default_factory=dict)
    expected: Expected | None = None
    row: int = 0
    kept: Mapping[str, object] = field(default_factory=dict)
