"""What a case file says on a day: facts as they stand in it, or counted from acts.

Owns ``as of`` and ``from acts``. What follows from the facts is left to ``engine``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from decretal.cases.case import Case, RecordedAct
from decretal.decide.scene import evaluation_on
from decretal.decide.words import in_words
from decretal.feel.evaluation import run
from decretal.feel.values import UNKNOWN, Context, Value, from_python, to_python
from decretal.nodes.rules import Fact, Rulebook


@dataclass(frozen=True, slots=True)
class Known:
    """The known facts of a case file on a day, its acts until then, and what to note."""

    facts: Mapping[str, object]
    acts: tuple[RecordedAct, ...] | None
    notes: tuple[str, ...] = ()


class CaseFile:
    """Reads case files under one rulebook and one choice of readings."""

    def __init__(
        self, rulebook: Rulebook, choices: Mapping[str, str], as_of: datetime.date | None
    ) -> None:
        self._facts = rulebook.facts
        self._counted = tuple(fact for fact in rulebook.facts if fact.from_acts is not None)
        self._choices = choices
        self._as_of = as_of

    def known(self, case: Case) -> Known:
        """What is known in a case as of the day."""
        facts, acts = case.facts, case.acts
        if self._as_of is not None:
            late = {name for name, day in case.established.items() if day > self._as_of}
            facts = {name: value for name, value in facts.items() if name not in late}
            if acts is not None:
                acts = tuple(act for act in acts if act.on <= self._as_of)
        if acts is None or not self._counted:
            return Known(facts, acts)
        return self._with_counts(facts, acts)

    def scope(self, facts: Mapping[str, object]) -> dict[str, Value]:
        """Every name with its value for FEEL; an unknown fact is UNKNOWN."""
        values: dict[str, Value] = dict(self._choices)
        for fact in self._facts:
            value = facts.get(fact.name)
            values[fact.name] = UNKNOWN if value is None else from_python(value)
        return values

    def _with_counts(self, stated: Mapping[str, object], acts: Sequence[RecordedAct]) -> Known:
        facts = dict(stated)
        notes: list[str] = []
        scope = self.scope(stated)
        scope["acts"] = [_context(act) for act in acts]
        for fact in self._counted:
            assert fact.from_acts is not None
            counted = run(fact.from_acts, scope, evaluation_on(self._as_of))
            if counted is UNKNOWN:
                continue
            value = to_python(counted)
            before = facts.get(fact.name)
            if value is None or not _allowed(fact, value):
                notes.append(
                    f"{fact.name} could not be counted from the acts: they give "
                    f"{in_words(counted)}, which is no allowed value."
                )
                continue
            if before is not None and before != value:
                notes.append(
                    f"{fact.name} is {in_words(from_python(before))} by what was established "
                    f"and {in_words(counted)} by the acts on record; the acts prevail."
                )
            facts[fact.name] = value
            scope[fact.name] = counted
        return Known(facts, tuple(acts), tuple(notes))


def _context(act: RecordedAct) -> Context:
    return Context(act=act.act, on=from_python(act.on), outcome=act.outcome, by=act.by)


def _allowed(fact: Fact, value: object) -> bool:
    """Whether a counted value is one that the fact can have."""
    from decretal.cases.values import reading_of
    from decretal.errors import RowError

    try:
        return reading_of(fact)(value) == value
    except RowError:
        return False
