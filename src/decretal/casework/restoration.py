"""Restoration of citizenship: its record, and the line in the register.

Owns the number that a restoration has in the register of its office, and what its
record says. To whom citizenship is restored is the rulebook's, and somebody's decision.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import deployment
from decretal.casework.effects import demand_ready
from decretal.casework.entries import act
from decretal.casework.law import law
from decretal.casework.models.files import File
from decretal.casework.models.restorations import Restoration
from decretal.casework.record import Request, demand_holder, record
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import demand_here, take
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.numbers import next_numbers
from decretal.offices.rights import Right

_NUMBER = "number"


def restoration_act() -> str:
    """The act by which citizenship is restored."""
    return law().procedure.steps["restoration"]


def is_due(found: Standing) -> bool:
    """Whether a restoration was decided, and is not recorded yet."""
    decision = found.decision
    wanted = law().procedure.dispositions["restoration"]
    is_decided = decision is not None and decision.said("disposition") == wanted
    return is_decided and not found.acts_of(restoration_act())


def restore(
    request: Request,
    file: File,
    *,
    on: datetime.date,
    basis: str,
    told: str,
    evidence: str = "",
    reference: str = "",
) -> None:
    """Record that somebody's original citizenship was restored, and register it.

    ``basis`` says on which papers or statements it rests that the person had it, ``told``
    how and in which language the person learned of it.
    """

    def work() -> None:
        demand(request.actor, Right.DECIDE)
        office = office_of(request.actor)
        name = restoration_act()
        law().demand_act(office, name)
        if not File.objects.visible_to(request.actor).filter(pk=file.pk).exists():
            raise NoRightError("There is no such file for you.", advice="Check its number.")
        demand_holder(request.actor, file)
        found = standing(file)
        demand_here(found)
        demand_ready(found, name)
        if found.acts_of(name):
            raise NotReadyError(
                f"The restoration is recorded in {file.number} already.",
                advice="It stands in the register.",
            )
        if found.is_decision_outdated:
            raise NotReadyError(
                f"What the order says of {file.number} has changed since it was decided.",
                advice="Have it decided again.",
            )
        if not basis.strip() or not told.strip():
            raise EntryError(
                "The record does not say on what the restoration rests, or how the person was "
                "told.",
                advice="Say both: they are the record of it.",
            )
        year = deployment().today().year
        (serial,) = next_numbers(office, "restorations", year)
        details = {
            _NUMBER: f"{office.code.upper()}-R-{year}-{serial:04d}",
            "basis": basis.strip(),
            "told": told.strip(),
        }
        drafts = act(name, on, None, details, evidence=evidence, reference=reference)
        record(request.for_step(), file, drafts)

    take(request, file, work)


def write_restorations(standings: Sequence[tuple[File, Standing]]) -> None:
    """Write the lines of the register for these case files."""
    rows: list[Restoration] = []
    for file, found in standings:
        done = found.acts_of(found.law.procedure.steps.get("restoration"))
        if not done:
            continue
        details = done[-1].payload.get("details")
        number = details.get(_NUMBER) if isinstance(details, dict) else None
        rows.append(
            Restoration(
                case_id=file.pk,
                number=str(number or file.number),
                office=done[-1].entry.office,
                restored_on=done[-1].day,
                restored_by=str(done[-1].entry.author)[:200],
            )
        )
    if rows:
        Restoration.objects.bulk_create(
            rows,
            batch_size=200,
            update_conflicts=True,
            update_fields=["number", "office", "restored_on", "restored_by"],
            unique_fields=["case"],
        )
