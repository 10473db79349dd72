"""Care: where a person is held, and food and clothing given.

Owns what is recorded for people in care, for one or for several at once, and who of them
comes first. What the directive says of care is the rulebook's; the interval after which
something is overdue is an office's own (``terms``), for the directive states none.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from decretal.casework.access import demand, office_of
from decretal.casework.care_standing import stay_now
from decretal.casework.deployment import deployment
from decretal.casework.entries import Draft, act
from decretal.casework.law import law
from decretal.casework.models.care import InCare, Matter
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.record import (
    Request,
    demand_holder,
    record,
    record_all,
    recorded_under,
    refusals_logged,
)
from decretal.casework.standing import standing
from decretal.casework.terms import Terms
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right

MOST_AT_ONCE = 500


def give(
    request: Request,
    numbers: Sequence[str],
    *,
    given: str,
    given_by: str,
    on: datetime.date,
    evidence: str = "",
    reference: str = "",
) -> list[list[Entry]]:
    """Record food and clothing given to several people, for all of them or for none.

    Raises NoRightError, EntryError for what is not said, NotReadyError for somebody who
    is not in care.
    """

    def work() -> list[list[Entry]]:
        demand(request.actor, Right.CARE)
        name = law().procedure.steps["care"]
        law().demand_act(office_of(request.actor), name)
        files = _in_care(request.actor, numbers)
        drafts = act(
            name,
            on,
            None,
            {"given": given.strip(), "given by": given_by.strip()},
            evidence=evidence,
            reference=reference,
        )
        return record_all(request.for_step(), [(file, drafts) for file in files])

    return refusals_logged(request.actor, "", work)


def _in_care(actor: User, numbers: Sequence[str]) -> list[File]:
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        raise EntryError("Nobody is chosen.", advice="Mark those to whom something was given.")
    if len(wanted) > MOST_AT_ONCE:
        raise EntryError(
            f"{len(wanted)} people are chosen, and {MOST_AT_ONCE} are recorded at once.",
            advice="Record them in parts.",
        )
    found = {
        each.case.number: each.case.file
        for each in InCare.objects.visible_to(actor)
        .filter(case__number__in=wanted)
        .select_related("case__file__office")
    }
    for number in wanted:
        if number not in found:
            if not CaseFile.objects.visible_to(actor).filter(number=number).exists():
                raise NoRightError("There is no such file for you.", advice="Check its number.")
            raise NotReadyError(
                f"The person of {number} is not in care: not held, and owed nothing.",
                advice="Record where the person is held first.",
            )
    return sorted((found[number] for number in wanted), key=lambda file: file.pk)


def move(
    request: Request, file: File, place: str, *, on: datetime.date, reason: str, evidence: str = ""
) -> list[Entry]:
    """Record that somebody who is held was brought to another place."""
    return _moved(request, file, place.strip(), on, reason.strip(), evidence)


def release(
    request: Request, file: File, *, on: datetime.date, reason: str, evidence: str = ""
) -> list[Entry]:
    """Record that somebody is held no longer, and on whose word."""
    return _moved(request, file, "", on, reason.strip(), evidence)


def _moved(
    request: Request, file: File, place: str, on: datetime.date, reason: str, evidence: str
) -> list[Entry]:
    def work() -> list[Entry]:
        demand(request.actor, Right.CARE)
        if not CaseFile.objects.visible_to(request.actor).filter(pk=file.pk).exists():
            raise NoRightError("There is no such file for you.", advice="Check its number.")
        demand_holder(request.actor, file)
        if not reason:
            raise EntryError(
                "No reason is given.", advice="Say why, and on whose word it was done."
            )
        if recorded_under(request) is not None:
            pass  # ``record`` gives what was recorded then; the stay has changed since
        else:
            _demand_held(file, place, on)
        payload = {"place": place} if place else {"released": "yes"}
        draft = Draft(EntryKind.PLACE, {**payload, "reason": reason}, on, evidence)
        return record(request.for_step(), file, [draft])

    return refusals_logged(request.actor, file.number, work)


def _demand_held(file: File, place: str, on: datetime.date) -> None:
    stay = stay_now(standing(file))
    if stay is None:
        raise NotReadyError(
            f"The person of {file.number} is not held.",
            advice="Record the confinement first, where there was one.",
        )
    if on < stay.since:
        raise EntryError(
            f"{on} lies before {stay.since}, since when the person is at {stay.place}.",
            advice="Give the day on which the person left that place.",
        )
    if place and place == stay.place:
        raise EntryError(
            f"The person is at {place} already.", advice="Name the place to which they came."
        )
    if len(place) > 200:
        raise EntryError("The place has more than 200 characters.", advice="Shorten it.")


# who comes first --------------------------------------------------------------------


def in_care(user: User, *, held: bool = False) -> QuerySet[InCare]:
    """Those in care whom somebody sees, who waits longest first."""
    found = InCare.objects.visible_to(user).select_related("case", "office")
    if held:
        found = found.filter(held_since__isnull=False)
    return found.order_by("counted_from", "pk")


def overdue_care(user: User) -> QuerySet[InCare]:
    """Those in care whose office's own interval has passed, as far as it has climbed."""
    terms = Terms(Matter.CARE)
    if not terms:
        return InCare.objects.none()
    viewer = office_of(user)
    today = deployment().today()
    late = Q(pk__in=())
    for climb, offices in terms.grouped(Office.objects.under(viewer), viewer):
        before = climb.counted_before(today)
        if before is not None:
            late |= Q(office__in=offices, counted_from__lt=before)
    return in_care(user).filter(late)
