"""Deciding cases under one rulebook: compiled once, asked as often as one likes.

Owns what is asked of a case and in which order: what its file says as of a day,
its pattern, its duties, its explanation.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from decretal.cases.case import Case
from decretal.decide.compiled import Compiled
from decretal.decide.decision import Answer, Decision
from decretal.decide.duties import Duty, duties
from decretal.decide.file import CaseFile, Known
from decretal.decide.given import Given
from decretal.decide.pattern import Pattern
from decretal.decide.words import day_in_words
from decretal.nodes.rules import Rulebook, Status
from decretal.rulebook.choices import choose

_NOT_IN_FORCE: Final = Answer(Status.OUTSIDE)


class Engine:
    """A rulebook made ready to decide cases.

    ``choices`` picks options of interpretations, by their names; the others keep
    their defaults. ``as_of`` leaves out what was established or done after that
    day, and asks whether the directive was in force on it.

        engine = Engine(read_rulebook("rulebooks/jilin-1961"))
        for case in read_cases(engine.rulebook, "cases.csv"):
            print(engine.decide(case))

    Raises CannotCutError, NoTruthValueError or TooManyCombinationsError if the
    rulebook has conditions that cannot be decided exactly.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        choices: Mapping[str, str] | None = None,
        as_of: datetime.date | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.choices: Mapping[str, str] = choose(rulebook, choices or {})
        self.as_of = as_of
        self._given = Given(rulebook)
        self._file = CaseFile(rulebook, self.choices, as_of)
        self._compiled = Compiled(rulebook, self.choices)
        self._not_in_force = "" if as_of is None else _not_in_force(rulebook, as_of)

    def decide(self, case: Case | Mapping[str, object]) -> Decision:
        """What the directive says of a case.

        A mapping has facts by their names; what is not in it is unknown. It may have
        ``case`` and ``acts`` as a record of a JSON case file does.
        """
        if not isinstance(case, Case):
            case = self._given.case(case)
        if self.as_of is None and case.acts is None:
            return Decision(case.id, self._compiled.pattern(case.facts).answer)
        known = self._file.known(case)
        if self._not_in_force:
            none = None if known.acts is None else ()
            return Decision(case.id, _NOT_IN_FORCE, none, (*known.notes, self._not_in_force))
        pattern = self._compiled.pattern(known.facts)
        return Decision(case.id, pattern.answer, self._duties(pattern, known), known.notes)

    def _duties(self, pattern: Pattern, known: Known) -> tuple[Duty, ...] | None:
        if known.acts is None:
            return None
        return duties(
            self.rulebook.norms,
            pattern.norms,
            known.acts,
            known.facts,
            self._file.scope(known.facts),
            self.as_of or datetime.date.today(),
        )


def _not_in_force(rulebook: Rulebook, day: datetime.date) -> str:
    """Why the directive does not speak on a day; empty if it does."""
    if rulebook.in_force_from is not None and day < rulebook.in_force_from:
        since = day_in_words(rulebook.in_force_from)
        return f"On {day_in_words(day)} the directive was not in force yet: it is since {since}."
    if rulebook.in_force_until is not None and day > rulebook.in_force_until:
        until = day_in_words(rulebook.in_force_until)
        return f"On {day_in_words(day)} the directive was no longer in force: it was until {until}."
    return ""
