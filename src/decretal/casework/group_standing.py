"""What a group comes to: its members, how far it is, and what is missing for whom.

Owns the way from the entries of a group's file to its state, and what has to precede a
hand-over for each member. The steps themselves are ``groups``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from decretal.casework.effects import missing
from decretal.casework.law import law
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.models.groups import Group, GroupMember, GroupState
from decretal.casework.standing import Effective, Standing, effective
from decretal.casework.steps import elsewhere
from decretal.nodes.rules import Operator

_STATES = {
    "fixed": GroupState.FIXED,
    "opened again": GroupState.PUT_TOGETHER,
    "handed over": GroupState.HANDED_OVER,
    "received": GroupState.RECEIVED,
    "dissolved": GroupState.DISSOLVED,
}
OPEN = (GroupState.PUT_TOGETHER, GroupState.FIXED)


@dataclass
class GroupStanding:
    """A group as its entries have it; ``members`` are numbers of case files, in order."""

    number: str
    entries: list[Effective] = field(repr=False)
    called: str = ""
    state: GroupState = GroupState.PUT_TOGETHER
    members: list[str] = field(default_factory=list)
    handed_over: Effective | None = None
    received: Effective | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be handed over."""
        return self.state in OPEN


def group_standing(file: File, entries: Sequence[Entry] | None = None) -> GroupStanding:
    """A group as it stands."""
    if entries is None:
        entries = list(file.entries.select_related("office", "author").order_by("sequence"))
    found = GroupStanding(file.number, effective(entries))
    for each in found.entries:
        match each.kind:
            case EntryKind.OPENED:
                found.called = each.said("called")
            case EntryKind.MEMBER if each.said("change") == "added":
                found.members.append(each.said("file"))
            case EntryKind.MEMBER:
                found.members.remove(each.said("file"))
            case EntryKind.STEP:
                _step(found, each)
            case _:
                pass
    return found


def _step(found: GroupStanding, each: Effective) -> None:
    step = each.said("step")
    found.state = _STATES.get(step, found.state)
    if step == "handed over":
        found.handed_over = each
    elif step == "received":
        found.received = each


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something that has to precede the hand-over of a person.

    ``on`` is the day on which it was done. ``said`` is what is missing, in words; empty
    where it is met.
    """

    text: str
    provision: str
    on: datetime.date | None = None
    said: str = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.said


def preconditions(found: Standing) -> list[Precondition]:
    """What has to precede the hand-over of a person, each met or not.

    What the rulebook places before the hand-over is asked of everyone in a group, also
    of those whom a decision put there that departs from the directive.
    """
    act = found.law.procedure.steps["hand-over"]
    asked = [_decided(found), *_before(found, act)]
    told = {each.said for each in asked}
    asked += [
        Precondition(said, "", said=said)
        for said in missing(found, act)
        if said not in told and not said.startswith("nobody has decided")
    ]
    refusal = _refusal(found)
    if refusal is not None:
        asked.append(refusal)
    if elsewhere(found):
        asked.append(Precondition("the file is here", "", said=elsewhere(found)))
    if found.acts_of(act):
        asked.append(Precondition("not handed over yet", "", said="was handed over before"))
    return asked


def _decided(found: Standing) -> Precondition:
    wanted = found.law.procedure.dispositions["group"]
    decision = found.decision
    provision = "; ".join(_provisions(found, wanted))
    text = f"decided: {wanted}"
    if decision is None or decision.said("disposition") != wanted:
        return Precondition(text, provision, said=f"nobody has decided {wanted}")
    if found.is_decision_outdated:
        return Precondition(
            text,
            provision,
            decision.day,
            "the directive says something else now than when it was decided: it has to be "
            "decided again",
        )
    return Precondition(text, provision, decision.day)


def _provisions(found: Standing, disposition: str) -> list[str]:
    rules = found.law.rulebook.rules
    return list(dict.fromkeys(rule.provision for rule in rules if rule.disposition == disposition))


def _before(found: Standing, act: str) -> Iterable[Precondition]:
    for norm in found.law.rulebook.norms:
        if norm.before != act or norm.operator is not Operator.OBLIGATION or norm.act is None:
            continue
        done = found.acts_of(norm.act)
        if len(done) >= norm.times:
            yield Precondition(norm.text, norm.provision, done[norm.times - 1].day)
        else:
            yield Precondition(norm.text, norm.provision, said=f"not done: {norm.text}")


def _refusal(found: Standing) -> Precondition | None:
    """A person who refuses goes with no group unless somebody decided so, knowing it.

    The order says that people are persuaded; it does not say that a refusal is nothing.
    """
    procedure = found.law.procedure
    attempts = found.acts_of(procedure.steps.get("persuasion"))
    answered = [each for each in attempts if each.said("outcome")]
    if not answered:
        return None
    established = procedure.established_by(answered[-1].said("act"), answered[-1].said("outcome"))
    if established is None or established[1] != "yes":
        return None
    text = "does not refuse to return, or the refusal was weighed in the decision"
    decision, day = found.decision, answered[-1].day
    if (
        decision is not None
        and decision.entry.sequence > answered[-1].entry.sequence
        and decision.said("reason")
    ):
        return Precondition(text, "", decision.day)
    return Precondition(
        text,
        "",
        said=f"refuses to return, on {day:%-d %B %Y}; nobody has decided since then, with a "
        "reason, that the hand-over stands all the same",
    )


def write_groups(files: Sequence[File]) -> None:
    """Write what these groups come to."""
    for file in files:
        found = group_standing(file)
        group, _ = Group.objects.update_or_create(
            file=file,
            defaults={
                "number": file.number,
                "office": file.office,
                "called": found.called[:200],
                "state": found.state,
                "size": len(found.members),
                "opened_on": found.entries[0].entry.recorded_on,
                "handed_over_on": found.handed_over.day if found.handed_over else None,
                "received_on": found.received.day if found.received else None,
                "touched_on": max(each.entry.recorded_on for each in found.entries),
            },
        )
        keys = dict(CaseFile.objects.filter(number__in=found.members).values_list("number", "pk"))
        GroupMember.objects.filter(group=group).delete()
        GroupMember.objects.bulk_create(
            GroupMember(group=group, case_id=keys[number], place=place, is_open=found.is_open)
            for place, number in enumerate(found.members, start=1)
        )


def group_acts() -> tuple[str, str]:
    """The act of the hand-over, and the one of the contact that precedes it."""
    steps = law().procedure.steps
    return steps["hand-over"], steps["representatives contacted"]
