"""What was wrong with a value: notes, and what limits an evaluation.

FEEL has no exceptions: where a result is undefined it is null, and an error is
reported beside it (DMN 1.5, 10.3.2.1.1). Here that report is a ``Note`` with the
place in the expression. Code that finds no value raises ``NoValue``; the
evaluator turns it into null and a note, so it never reaches a caller.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from decretal.source import Span

MOST_NOTES = 100
MOST_STEPS = 2_000_000
MOST_CALLS_WITHIN_CALLS = 500
MOST_CHARACTERS = 10_000_000
MOST_ITEMS = 1_000_000
MOST_PARTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Note:
    """Why a null came about, or what else was wrong, and where."""

    message: str
    span: Span | None = None

    def __str__(self) -> str:
        return self.message if self.span is None else f"{self.span} {self.message}"


class NoValue(Exception):
    """There is no value for this; the message is the note that explains the null."""


class Exhausted(Exception):
    """The evaluation reached one of its limits; the whole of it answers null."""


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


class Evaluation:
    """What one evaluation collects and what it may use up.

    ``clock`` is what ``now()`` and ``today()`` ask, ``steps`` how much work the
    evaluation may be. Where ``may_be_unknown`` is
    false, nothing in the scope is UNKNOWN, and nobody looks for it in lists.
    """

    __slots__ = ("_steps", "_steps_left", "calls", "clock", "may_be_unknown", "notes")

    def __init__(
        self,
        *,
        clock: Callable[[], datetime.datetime] = _now,
        may_be_unknown: bool = True,
        steps: int = MOST_STEPS,
    ) -> None:
        self.notes: list[Note] = []
        self.clock = clock
        self.may_be_unknown = may_be_unknown
        self.calls = 0
        self._steps = self._steps_left = steps

    def note(self, message: str, span: Span | None = None) -> None:
        """Add a note; after the first hundred they are dropped."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(message, span))

    def spend(self, steps: int = 1) -> None:
        """Count work done; raises Exhausted where it is too much for one expression."""
        self._steps_left -= steps
        if self._steps_left < 0:
            raise Exhausted(f"The expression takes more than {self._steps:,} steps.")
