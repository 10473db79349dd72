"""Where somebody was held and when care was given, as the entries of a case file say.

Owns the stays and the projection ``InCare``. A stay begins with a confinement or with a
place that is recorded for somebody not held before, and ends with a release or a return.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from decretal.casework.models.care import InCare
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import EntryKind
from decretal.casework.standing import Effective, Standing
from decretal.decide.duties import DutyState
from decretal.nodes.rules import Operator

_NOT_YET = (DutyState.WAITS, DutyState.MAY_ARISE, DutyState.ENDED)


@dataclass(frozen=True, slots=True)
class Stay:
    """A place at which somebody was held; ``until`` is None while it lasts.

    ``held_since`` is when the holding began of which this stay is a part.
    """

    place: str
    since: datetime.date
    held_since: datetime.date
    by: Effective
    until: datetime.date | None = None
    ended_by: Effective | None = None


def stays(found: Standing) -> list[Stay]:
    """Where the person was held, in order of days."""
    procedure = found.law.procedure
    confinement = procedure.steps.get("confinement")
    moves = [
        each
        for each in (*found.of(EntryKind.PLACE), *found.of(EntryKind.ACT))
        if each.kind is EntryKind.PLACE
        or each.said("act") == confinement
        or each.said("act") in procedure.returns
    ]
    made: list[Stay] = []
    for each in sorted(moves, key=lambda each: (each.day, each.entry.sequence)):
        ends = each.said("act") in procedure.returns or bool(each.payload.get("released"))
        before = made[-1] if made and made[-1].until is None else None
        if before is not None:
            made[-1] = replace(before, until=each.day, ended_by=each)
        if not ends:
            held_since = before.held_since if before is not None else each.day
            made.append(Stay(_place(each), each.day, held_since, each))
    return made


def _place(each: Effective) -> str:
    if each.kind is EntryKind.PLACE:
        return each.said("place")
    details = each.payload.get("details")
    return str(details.get("place", "")) if isinstance(details, dict) else ""


def stay_now(found: Standing) -> Stay | None:
    """Where the person is held now; None for somebody who is not."""
    made = stays(found)
    return made[-1] if made and made[-1].until is None else None


def owed_since(found: Standing) -> datetime.date | None:
    """Since when the directive wants food and clothing given; None where it does not.

    Counted from the first attempt at persuasion with the outcome of the latest, for the
    duty rests on that outcome.
    """
    steps = found.law.procedure.steps
    act = steps.get("care")
    is_owed = any(
        duty.operator is Operator.OBLIGATION and duty.act == act and duty.state not in _NOT_YET
        for duty in found.answer.duties or ()
    )
    if act is None or not is_owed:
        return None
    attempts = found.acts_of(steps.get("persuasion"))
    alike = [each for each in attempts if each.said("outcome") == attempts[-1].said("outcome")]
    return alike[0].day if alike else found.day


def write(rows: Sequence[tuple[CaseFile, Standing]], *, is_new: bool) -> None:
    """Write who is in care among these case files."""
    pks = [case.pk for case, _ in rows]
    if not is_new:
        for start in range(0, len(pks), 500):
            InCare.objects.filter(pk__in=pks[start : start + 500]).delete()
    made = []
    for case, found in rows:
        stay = stay_now(found)
        owed = owed_since(found)
        if case.merged_into or case.returned_on is not None or (stay is None and owed is None):
            continue
        given = found.acts_of(found.law.procedure.steps.get("care"))
        last = given[-1] if given else None
        details = last.payload.get("details") if last is not None else None
        said = details if isinstance(details, dict) else {}
        since = [] if stay is None else [stay.held_since]
        since += [] if owed is None else [owed]
        made.append(
            InCare(
                case_id=case.pk,
                office_id=case.office_id,
                held_at=stay.place[:200] if stay is not None else "",
                held_since=stay.held_since if stay is not None else None,
                owed_since=owed,
                given_on=last.day if last is not None else None,
                given=str(said.get("given", ""))[:500],
                given_by=str(said.get("given by", ""))[:200],
                counted_from=last.day if last is not None else min(since),
            )
        )
    InCare.objects.bulk_create(made, batch_size=500)
