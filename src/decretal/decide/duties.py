"""Who must, may and must not do what in a case, now.

Owns the states of obligations, permissions and prohibitions, as
``docs/meaning.md`` states them. Whether a norm arises is asked of ``pattern``;
what is reckoned with here are the acts that were recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from decretal.cases.case import RecordedAct
from decretal.decide.held import Held
from decretal.decide.words import day_in_words, joined
from decretal.feel.evaluation import run
from decretal.feel.temporal import Date, DateTime
from decretal.feel.values import Value, from_python
from decretal.nodes.expressions import Arithmetic, Name
from decretal.nodes.rules import Norm, Operator


class DutyState(Enum):
    """How far a norm that arises, or may arise, has got."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    BREACHED = "breached"
    STANDING = "standing"
    IN_FORCE = "in force"
    WAITS = "waits"
    ENDED = "ended"
    MAY_ARISE = "may arise"


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation, permission or prohibition in one case.

    ``recorded`` counts how often its ``act`` was recorded, of the ``times`` that are
    due; ``done_on`` is the day on which it was done often enough. ``due`` is the last
    day. ``first`` has what must be done before: the texts of obligations that
    are to precede this one's act, and are not done.
    """

    operator: Operator
    text: str
    provision: str
    bearer: str | None
    state: DutyState
    act: str | None = None
    times: int = 1
    recorded: int = 0
    done_on: date | None = None
    due: date | None = None
    before: str | None = None
    until: str | None = None
    first: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is an obligation that is still to be met."""
        return self.operator is Operator.OBLIGATION and (
            self.state in (DutyState.OPEN, DutyState.OVERDUE, DutyState.STANDING)
            or (self.state is DutyState.BREACHED and self.done_on is None)
        )

    @property
    def is_in_force(self) -> bool:
        """Whether it is a permission or prohibition that binds now."""
        return self.operator is not Operator.OBLIGATION and (
            self.state is DutyState.IN_FORCE
            or (self.operator is Operator.PROHIBITION and self.state is DutyState.BREACHED)
        )

    @property
    def is_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.done_on is not None and self.due is not None and self.done_on > self.due

    def __str__(self) -> str:
        # Where the directive names nobody, a duty is somebody's and a prohibition everybody's.
        who, verb = {
            Operator.OBLIGATION: (self.bearer or "somebody", "must"),
            Operator.PERMISSION: (self.bearer or "anyone", "may"),
            Operator.PROHIBITION: (self.bearer or "no one", "must not" if self.bearer else "may"),
        }[self.operator]
        said = f"{who[0].upper()}{who[1:]} {verb} {self.text} ({self.provision}): "
        parts = [self.state.value]
        if self.times > 1:
            parts.append(f"{self.recorded} of {self.times} done")
        if self.is_late:
            parts.append("late")
        if self.due is not None:
            parts.append(f"last day {day_in_words(self.due)}")
        if self.before is not None and self.done_on is None:
            parts.append(f"before {self.before}")
        if self.until is not None and self.state is not DutyState.ENDED:
            word = "once it is done" if self.operator is Operator.PERMISSION else "until"
            parts.append(
                f"{word}: {self.until}"
                if self.operator is Operator.PERMISSION
                else f"{word} {self.until}"
            )
        if self.first:
            parts.append(f"first {joined(self.first, 'and')}")
        return said + ", ".join(parts)

    def to_dict(self) -> dict[str, object]:
        """The duty as data for JSON."""
        return {
            "operator": self.operator.value,
            "text": self.text,
            "provision": self.provision,
            "bearer": self.bearer,
            "state": self.state.value,
            "act": self.act,
            "times": self.times,
            "recorded": self.recorded,
            "done_on": None if self.done_on is None else self.done_on.isoformat(),
            "due": None if self.due is None else self.due.isoformat(),
            "before": self.before,
            "until": self.until,
            "first": list(self.first),
            "note": self.note,
        }


def duties(
    norms: Sequence[Norm],
    arising: Sequence[Held],
    acts: Sequence[RecordedAct],
    facts: Mapping[str, object],
    scope: Mapping[str, Value],
    today: date,
) -> tuple[Duty, ...]:
    """The duties of a case, in reading order.

    ``arising`` says of each norm whether it arises. ``facts`` are the known ones, and
    ``scope`` has the values of all names for terms that depend on them.
    """
    days: dict[str, list[date]] = {}
    for act in acts:
        days.setdefault(act.act, []).append(act.on)
    for each in days.values():
        each.sort()
    arisen = [
        (norm, held)
        for norm, held in zip(norms, arising, strict=True)
        if held is not Held.NO and norm.in_each_case
    ]
    undone: dict[str, list[str]] = {}
    for norm, _ in arisen:
        if (
            norm.operator is Operator.OBLIGATION
            and norm.before is not None
            and norm.act is not None
            and len(days.get(norm.act, ())) < norm.times
        ):
            undone.setdefault(norm.before, []).append(norm.text)
    found: list[Duty] = []
    for norm, held in arisen:
        done = days.get(norm.act, []) if norm.act is not None else []
        due = _last_day(norm, days, facts, scope)
        done_on = done[norm.times - 1] if len(done) >= norm.times else None
        if held is Held.MAYBE:
            state = DutyState.MAY_ARISE
        elif norm.operator is Operator.OBLIGATION:
            state = _obligation(norm, days, done_on, due, today)
        else:
            state = _other(norm, days, done)
        waits = norm.operator is Operator.OBLIGATION and done_on is None and norm.act is not None
        found.append(
            Duty(
                operator=norm.operator,
                text=norm.text,
                provision=norm.provision,
                bearer=norm.bearer,
                state=state,
                act=norm.act,
                times=norm.times,
                recorded=len(done),
                done_on=done_on if norm.operator is Operator.OBLIGATION else None,
                due=due,
                before=norm.before,
                until=norm.until,
                first=tuple(undone.get(norm.act or "", ())) if waits else (),
                note=norm.note,
            )
        )
    return tuple(found)


def _obligation(
    norm: Norm,
    days: Mapping[str, Sequence[date]],
    done_on: date | None,
    due: date | None,
    today: date,
) -> DutyState:
    later = days.get(norm.before, ()) if norm.before is not None else ()
    if later and (done_on is None or later[0] < done_on):
        return DutyState.BREACHED
    if norm.act is None:
        return DutyState.STANDING
    if done_on is not None:
        return DutyState.DONE
    return DutyState.OVERDUE if due is not None and today > due else DutyState.OPEN


def _other(norm: Norm, days: Mapping[str, Sequence[date]], done: Sequence[date]) -> DutyState:
    """The state of a permission or prohibition."""
    ends = days.get(norm.until, ()) if norm.until is not None else ()
    if norm.operator is Operator.PERMISSION:
        waits = norm.until is not None and not ends
        return DutyState.WAITS if waits else DutyState.IN_FORCE
    if done and (not ends or done[0] < ends[0]):
        return DutyState.BREACHED
    return DutyState.ENDED if ends else DutyState.IN_FORCE


_FROM = "the day that the term runs from"


def _last_day(
    norm: Norm,
    days: Mapping[str, Sequence[date]],
    facts: Mapping[str, object],
    scope: Mapping[str, Value],
) -> date | None:
    """The last day of a term; None where the text states none, or its start is not known."""
    if norm.within is None or norm.counted_from is None:
        return None
    recorded = days.get(norm.counted_from)
    start = recorded[0] if recorded else facts.get(norm.counted_from)
    if not isinstance(start, date):
        return None
    end = run(Arithmetic("+", Name(_FROM), norm.within), {**scope, _FROM: from_python(start)})
    if isinstance(end, DateTime):
        end = end.date
    return date(end.year, end.month, end.day) if isinstance(end, Date) else None
