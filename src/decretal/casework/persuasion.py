"""Attempts at persuasion, as a case file has them, and which of them count.

Owns what is shown of each attempt. What makes one is the rulebook's, under the reading
in force; recording one is an act like others, and nothing follows from it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from decretal.casework.law import law
from decretal.casework.standing import Effective, Standing
from decretal.decide.file import CaseFile
from decretal.nodes.expressions import StringLiteral
from decretal.nodes.rules import Fact, Interpretation, Operator
from decretal.nodes.walk import mentioned, walk


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt with what was said of it, and whether it counts."""

    by: Effective
    counts: bool

    @property
    def details(self) -> Mapping[str, object]:
        """Who, in which language, through whom, what was explained, what made it free."""
        found = self.by.payload.get("details")
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Persuasion:
    """All attempts in a file. ``count`` is None where the rulebook does not count them.

    ``readings`` are the interpretations on which the count rests, each with the option
    in force; ``first`` is what the rulebook places before an attempt and is not done.
    """

    act: str
    attempts: tuple[Attempt, ...]
    count: int | None
    readings: tuple[tuple[Interpretation, str], ...]
    first: tuple[tuple[str, str], ...]


def persuasion(found: Standing) -> Persuasion:
    """The attempts at persuasion in a case file."""
    name = law().procedure.steps["persuasion"]
    made = found.acts_of(name)
    counted = _counted_by(name)
    attempts: list[Attempt] = []
    before = 0
    for number, each in enumerate(made, start=1):
        so_far = _count(found, counted, name, number) if counted is not None else 0
        attempts.append(Attempt(each, so_far > before))
        before = so_far
    return Persuasion(
        act=name,
        attempts=tuple(attempts),
        count=before if counted is not None else None,
        readings=_readings(found, counted),
        first=_first(found, name),
    )


def _counted_by(act: str) -> Fact | None:
    """The fact that the rulebook counts from these acts."""
    for fact in law().facts.values():
        if fact.from_acts is not None and any(
            isinstance(each, StringLiteral) and each.value == act for each in walk(fact.from_acts)
        ):
            return fact
    return None


def _count(found: Standing, counted: Fact, act: str, until: int) -> int:
    """How many count, were the first so many attempts all that there are."""
    engine = found.law.engine(found.day)
    reader = CaseFile(engine.rulebook, engine.choices, found.day)
    assert found.case.acts is not None
    kept = []
    seen = 0
    for each in found.case.acts:
        seen += each.act == act
        if each.act != act or seen <= until:
            kept.append(each)
    value = reader.known(replace(found.case, acts=tuple(kept))).facts.get(counted.name)
    return int(str(value)) if value is not None else 0


def _readings(found: Standing, counted: Fact | None) -> tuple[tuple[Interpretation, str], ...]:
    if counted is None or counted.from_acts is None:
        return ()
    names = mentioned(counted.from_acts)
    choices = found.law.engine(found.day).choices
    return tuple(
        (each, choices[each.name])
        for each in found.law.rulebook.interpretations
        if each.name in names
    )


def _first(found: Standing, act: str) -> tuple[tuple[str, str], ...]:
    """What comes before an attempt, with its provision, as long as it is not done."""
    labels = {
        rule.label
        for rule in found.law.rulebook.rules
        if rule.disposition in found.answer.dispositions
    }
    return tuple(
        (norm.text, norm.provision)
        for norm in found.law.rulebook.norms
        if norm.before == act
        and norm.operator is Operator.OBLIGATION
        and norm.act is not None
        and (not norm.follows or not labels.isdisjoint(norm.follows))
        and not found.acts_of(norm.act)
    )
