"""Before an act takes effect on a person: somebody has decided it, and what comes first is done.

Owns the two preconditions that hold for every such act. What a step of the procedure
asks for besides is left to that step.
"""

from __future__ import annotations

import datetime

from decretal.casework.law import Law
from decretal.casework.standing import Standing
from decretal.casework.transfer_standing import in_flight
from decretal.errors import NotReadyError
from decretal.nodes.rules import Operator
from decretal.spelling import quoted


def takes_effect(law: Law, act: str) -> bool:
    """Whether an act carries a disposition out, and is not an answer that is asked for."""
    procedure = law.procedure
    answers = {each.act for each in procedure.establishes}
    return act in procedure.returns or (act in procedure.left_to_decision and act not in answers)


def dispositions_of(law: Law, act: str) -> frozenset[str]:
    """The dispositions that an act carries out."""
    labels = {
        label
        for norm in law.rulebook.norms
        if norm.act == act and norm.operator is not Operator.PROHIBITION
        for label in norm.follows
    }
    return frozenset(
        rule.disposition
        for rule in law.rulebook.rules
        if rule.label in labels and rule.disposition is not None
    )


def missing(found: Standing, act: str) -> list[str]:
    """What an act waits for in a case file, in words; empty where it may be done."""
    if not takes_effect(found.law, act):
        return []
    said: list[str] = []
    carried_out = dispositions_of(found.law, act)
    decided = found.decision.said("disposition") if found.decision is not None else ""
    if carried_out and decided not in carried_out:
        said.append(f"nobody has decided {quoted(sorted(carried_out), 'or')}")
    for duty in found.open_duties:
        if duty.act == act:
            said += [f"not done: {first}" for first in duty.first]
    if in_flight(found) is not None:
        said.append("the file is on its way to another office")
    for duty in found.answer.forbidden:
        if duty.act == act:
            said.append(f"forbidden: {duty.text} ({duty.provision})")
    return list(dict.fromkeys(said))


def demand_ready(found: Standing, act: str, on: datetime.date | None = None) -> None:
    """Raises NotReadyError with what an act waits for; ``on`` is the day of the act."""
    said = missing(found, act)
    decision = found.decision
    decided = decision.day if decision is not None and takes_effect(found.law, act) else None
    if decided is not None and on is not None and on < decided:
        said.append(f"{on} lies before {decided}, on which it was decided")
    if said:
        raise NotReadyError(
            f"{act} cannot be recorded in {found.number}: {'; '.join(said)}.",
            advice="Do first what is missing; the program does not pass over it.",
        )
