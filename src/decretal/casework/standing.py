"""What a case file comes to: its entries with corrections applied, decided by the law.

Owns the way from entries to facts, acts and the directive's answer, now or as known on a
day. What is kept of it in tables is left to ``project``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from decretal.cases.case import Case, RecordedAct
from decretal.cases.values import reading_of
from decretal.casework.deployment import deployment
from decretal.casework.law import Law, law
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.decide import Decision, Duty, Explanation
from decretal.decide.file import CaseFile as Reader


@dataclass(frozen=True)
class Effective:
    """An entry with what stands of it now.

    ``payload`` and ``happened_on`` are those of the latest correction, where there is
    one; ``withdrawn`` says that nothing stands of it.
    """

    entry: Entry
    payload: Mapping[str, object]
    happened_on: datetime.date | None
    corrected_by: tuple[Entry, ...] = ()
    withdrawn: bool = False

    @property
    def kind(self) -> EntryKind:
        """What the entry records."""
        return EntryKind(self.entry.kind)

    @property
    def day(self) -> datetime.date:
        """When it happened, or else when it was recorded."""
        return self.happened_on or self.entry.recorded_on

    def said(self, key: str) -> str:
        """What the payload says under a key, as text; empty where it says nothing."""
        value = self.payload.get(key)
        return "" if value is None else str(value)


def effective(entries: Iterable[Entry]) -> list[Effective]:
    """The entries with their corrections applied; corrections stand in the list too."""
    found: list[Effective] = []
    at: dict[int, int] = {}
    for entry in entries:
        if entry.kind == EntryKind.CORRECTION:
            target = at.get(int(entry.payload["corrects"]))
            if target is not None:
                found[target] = _corrected(found[target], entry)
        at[entry.sequence] = len(found)
        found.append(Effective(entry, entry.payload, entry.happened_on))
    return found


def _corrected(before: Effective, correction: Entry) -> Effective:
    by = (*before.corrected_by, correction)
    if correction.payload.get("withdraws"):
        return replace(before, corrected_by=by, withdrawn=True)
    happened_on = correction.happened_on or before.happened_on
    instead = correction.payload.get("instead") or before.payload
    return replace(
        before, payload=instead, happened_on=happened_on, corrected_by=by, withdrawn=False
    )


@dataclass(frozen=True)
class Established:
    """A fact with its value, as the engine takes it, and the entry that establishes it."""

    name: str
    value: object
    by: Effective


@dataclass
class Standing:
    """A case file as it stands on a day."""

    number: str
    day: datetime.date
    entries: list[Effective]
    law: Law = field(repr=False)

    def of(self, *kinds: EntryKind) -> list[Effective]:
        """The entries of these kinds of which something stands, in order."""
        return [each for each in self.entries if each.entry.kind in kinds and not each.withdrawn]

    def as_of(self, day: datetime.date) -> Standing:
        """The case by what had happened until a day, whenever that was recorded.

        What has no day is taken to have been known; see ``docs/meaning.md``.
        """
        until = [
            each if each.happened_on else replace(each, happened_on=min(day, each.day))
            for each in self.entries
            if each.happened_on is None or each.happened_on <= day
        ]
        return Standing(self.number, day, until, self.law)

    @cached_property
    def facts(self) -> dict[str, Established]:
        """The facts established, by name, in the rulebook's order; the latest prevails."""
        found: dict[str, Established] = {}
        for each in self.of(EntryKind.FACT):
            name = each.said("fact")
            fact = self.law.facts.get(name)
            if fact is None:
                continue  # declared by another rulebook, under which it was recorded
            value = reading_of(fact)(each.payload.get("value"))
            if value is None:
                found.pop(name, None)
            else:
                found[name] = Established(name, value, each)
        return {name: found[name] for name in self.law.facts if name in found}

    @cached_property
    def acts(self) -> list[Effective]:
        """The acts done, in order of their days, and of their entries within a day."""
        known = [each for each in self.of(EntryKind.ACT) if each.said("act") in self.law.outcomes]
        return sorted(known, key=lambda each: (each.day, each.entry.sequence))

    def acts_of(self, act: str | None) -> list[Effective]:
        """The acts of one name, in order."""
        return [each for each in self.acts if each.said("act") == act]

    @cached_property
    def case(self) -> Case:
        """The case as the engine takes it."""
        return Case(
            self.number,
            {name: each.value for name, each in self.facts.items()},
            tuple(
                RecordedAct(
                    each.said("act"), each.day, each.said("outcome") or None, each.entry.office.name
                )
                for each in self.acts
            ),
            {name: each.by.day for name, each in self.facts.items()},
        )

    @cached_property
    def counted(self) -> dict[str, object]:
        """The facts that the rulebook counts from the acts, by name, with what they come to."""
        names = [fact.name for fact in self.law.facts.values() if fact.from_acts is not None]
        if not names:
            return {}
        engine = self.law.engine(self.day)
        known = Reader(engine.rulebook, engine.choices, self.day).known(self.case).facts
        return {name: known[name] for name in names if known.get(name) is not None}

    @cached_property
    def answer(self) -> Decision:
        """What the directive says of the case."""
        return self.law.engine(self.day).decide(self.case)

    @cached_property
    def explanation(self) -> Explanation:
        """Why it says so."""
        return self.law.engine(self.day).explain(self.case)

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """The obligations that are open."""
        return self.answer.open_duties

    @cached_property
    def person(self) -> Mapping[str, object]:
        """The latest particulars: names, born, sex, home."""
        found: dict[str, object] = {}
        for each in self.of(EntryKind.PERSON):
            found.update(each.payload)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The person's names, the one that is shown first."""
        names = self.person.get("names")
        return tuple(str(name) for name in names) if isinstance(names, list) else ()

    @cached_property
    def decision(self) -> Effective | None:
        """The latest decision of a named person."""
        decisions = self.of(EntryKind.DECISION)
        return decisions[-1] if decisions else None

    @cached_property
    def merged_into(self) -> str:
        """The number of the file that goes on for this one; empty where it was not merged.

        What was found of this file and a third one changes nothing of it.
        """
        latest = {each.said("other"): each for each in self.of(EntryKind.IDENTITY)}
        return next(
            (each.said("into") for each in latest.values() if each.said("verdict") == "merged"), ""
        )

    @property
    def is_decision_outdated(self) -> bool:
        """Whether the directive says something else now than when it was decided."""
        if self.decision is None:
            return False
        proposed = self.decision.payload.get("proposed")
        return isinstance(proposed, dict) and proposed != proposal(self.answer)


def proposal(answer: Decision) -> dict[str, object]:
    """What the directive says, as a decision keeps it beside itself."""
    return {
        "status": answer.status.value,
        "dispositions": list(answer.dispositions),
        "additions": list(answer.additions),
        "provisions": list(answer.provisions),
    }


def standing(
    file: File,
    *,
    known_on: datetime.date | None = None,
    entries: Sequence[Entry] | None = None,
    under: Law | None = None,
) -> Standing:
    """A case file as it stands today, or as it was known on a day.

    ``entries`` saves asking the database where they are at hand.
    """
    if entries is None:
        entries = list(file.entries.select_related("office", "author").order_by("sequence"))
    if known_on is not None:
        entries = [entry for entry in entries if entry.recorded_on <= known_on]
    day = known_on or deployment().today()
    return Standing(file.number, day, effective(entries), under or law())
