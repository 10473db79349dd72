"""Deciding cases under one rulebook: compiled once, asked as often as one likes.

Owns what is asked of a case and in which order: what its file says as of a day,
its pattern, its duties, the reasoning and what other readings would change.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from decretal.cases.case import Case
from decretal.decide.alternatives import alternatives, in_words, of_duties
from decretal.decide.compiled import MOST_PATTERNS, Compiled
from decretal.decide.decision import Answer, Decision
from decretal.decide.duties import Duty, duties
from decretal.decide.explanation import Explanation, ReadingExplanation, Reasoning
from decretal.decide.file import CaseFile, Known
from decretal.decide.given import Given
from decretal.decide.pattern import Pattern
from decretal.decide.phrases import Phrases
from decretal.decide.telling import Telling
from decretal.decide.words import day_in_words
from decretal.nodes.rules import Rulebook, Status
from decretal.rulebook.choices import choose

_NOT_IN_FORCE: Final = Answer(Status.OUTSIDE)


class _Told:
    """The reasoning for a pattern, and what other readings would make of it."""

    __slots__ = ("readings", "telling")

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.readings: tuple[ReadingExplanation, ...] | None = None


class Engine:
    """A rulebook made ready to decide cases.

    ``choices`` picks options of interpretations, by their names; the others keep
    their defaults. ``as_of`` leaves out what was established or done after that
    day, and asks whether the directive was in force on it. ``today()`` in a rulebook is
    that day, or else the day on which the engine was made.

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
        _compiled: Compiled | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.choices: Mapping[str, str] = choose(rulebook, choices or {})
        self.as_of = as_of
        self._given = Given(rulebook)
        self._file = CaseFile(rulebook, self.choices, as_of)
        self._compiled = _compiled or Compiled(
            rulebook, self.choices, as_of or datetime.date.today()
        )
        self._not_in_force = "" if as_of is None else _not_in_force(rulebook, as_of)
        self._phrases = Phrases(rulebook, self.choices)
        self._told: dict[tuple[Pattern, tuple[str, ...]], _Told] = {}
        self._others: dict[tuple[str, str], Engine] = {}

    def decide(self, case: Case | Mapping[str, object]) -> Decision:
        """What the directive says of a case.

        A mapping has facts by their names; what is not in it is unknown. It may have
        ``case`` and ``acts`` as a record of a JSON case file does.
        """
        if not isinstance(case, Case):
            case = self._given.case(case)
        if self.as_of is None and case.acts is None:
            return Decision(case.id, self._pattern(case.facts).answer)
        known = self._file.known(case)
        if self._not_in_force:
            return self._outside(case, known)
        return self._decided(case, known, self._pattern(known.facts))

    def explain(self, case: Case | Mapping[str, object]) -> Explanation:
        """What the directive says of a case, and why, provision by provision."""
        if not isinstance(case, Case):
            case = self._given.case(case)
        if self.as_of is None and case.acts is None:
            facts = case.facts
            pattern = self._pattern(facts)
            decision = Decision(case.id, pattern.answer)
        else:
            known = self._file.known(case)
            if self._not_in_force:
                reasoning = Reasoning(
                    "is outside the directive.", (self._not_in_force,), "", (), ()
                )
                return Explanation(self._outside(case, known), reasoning)
            facts = known.facts
            pattern = self._pattern(facts)
            decision = self._decided(case, known, pattern)
        told = self._tell(pattern, facts)
        if decision.duties is not None:
            readings = self._readings_of(case, decision)
        else:
            if told.readings is None:
                told.readings = self._readings(pattern, facts)
            readings = told.readings
        return Explanation(decision, told.telling.reasoning(facts), readings)

    def _pattern(self, facts: Mapping[str, object]) -> Pattern:
        try:
            return self._compiled.pattern(facts)
        except (KeyError, TypeError):
            # Some value is not one of its fact: say which.
            self._given.refuse(facts)
            raise

    def _outside(self, case: Case, known: Known) -> Decision:
        none = None if known.acts is None else ()
        return Decision(case.id, _NOT_IN_FORCE, none, (*known.notes, self._not_in_force))

    def _decided(self, case: Case, known: Known, pattern: Pattern) -> Decision:
        found: tuple[Duty, ...] | None = None
        if known.acts is not None:
            found = duties(
                self.rulebook.norms,
                pattern.norms,
                known.acts,
                known.facts,
                self._file.scope(known.facts),
                self.as_of or datetime.date.today(),
            )
        return Decision(case.id, pattern.answer, found, known.notes)

    # explanations -------------------------------------------------------------------

    def _tell(self, pattern: Pattern, facts: Mapping[str, object]) -> _Told:
        linked = tuple([name for name in self._compiled.linked if facts.get(name) is not None])
        told = self._told.get((pattern, linked))
        if told is None:
            names = pattern.view.conditions.names
            known = {*linked, *(names[level] for level in pattern.known)}
            told = _Told(Telling(pattern, self._phrases, known))
            if len(self._told) >= MOST_PATTERNS:
                del self._told[next(iter(self._told))]
            self._told[(pattern, linked)] = told
        return told

    def _readings(
        self, pattern: Pattern, facts: Mapping[str, object]
    ) -> tuple[ReadingExplanation, ...]:
        """What other readings would make of all cases of a pattern."""

        def otherwise(interpretation: str, option: str) -> str | None:
            if interpretation not in self._compiled.view.interpretations:
                return None
            other = self._compiled.alternative(interpretation, option).pattern(facts).answer
            return None if other == pattern.answer else in_words(other)

        return alternatives(self.rulebook, self.choices, otherwise)

    def _readings_of(self, case: Case, decision: Decision) -> tuple[ReadingExplanation, ...]:
        """What other readings would make of one case with its acts."""

        def otherwise(interpretation: str, option: str) -> str | None:
            other = self._other(interpretation, option).decide(case)
            if other.answer != decision.answer:
                return in_words(other.answer)
            changes = of_duties(decision, other)
            return f"the same, but with {changes}" if changes else None

        return alternatives(self.rulebook, self.choices, otherwise)

    def _other(self, interpretation: str, option: str) -> Engine:
        """The engine under another option of one interpretation."""
        engine = self._others.get((interpretation, option))
        if engine is None:
            compiled = self._compiled
            if interpretation in compiled.view.interpretations:
                compiled = compiled.alternative(interpretation, option)
            engine = self._others[(interpretation, option)] = Engine(
                self.rulebook,
                choices={**self.choices, interpretation: option},
                as_of=self.as_of,
                _compiled=compiled,
            )
        return engine


def _not_in_force(rulebook: Rulebook, day: datetime.date) -> str:
    """Why the directive does not speak on a day; empty if it does."""
    if rulebook.in_force_from is not None and day < rulebook.in_force_from:
        since = day_in_words(rulebook.in_force_from)
        return f"On {day_in_words(day)} the directive was not yet in force: it is since {since}."
    if rulebook.in_force_until is not None and day > rulebook.in_force_until:
        until = day_in_words(rulebook.in_force_until)
        return f"On {day_in_words(day)} the directive was no longer in force: it was until {until}."
    return ""
