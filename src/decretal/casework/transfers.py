"""Transfers: a permission is asked for, a file is sent, accepted or returned.

Owns how a file comes from one office to another: until it is accepted, the office that
sent it holds it. What the order wants to be transferred, and on whose permission, is the
rulebook's.
"""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from decretal.casework.access import demand, office_of
from decretal.casework.effects import demand_ready
from decretal.casework.entries import Draft, act
from decretal.casework.law import law
from decretal.casework.models.files import EntryKind, File
from decretal.casework.models.groups import GroupMember
from decretal.casework.models.lists import ListedName
from decretal.casework.models.transfers import TransferState
from decretal.casework.record import Request, demand_holder, record
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import demand_here, take
from decretal.casework.transfer_standing import REQUEST, Moved, in_flight, permissions_of
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office
from decretal.offices.rights import Right
from decretal.spelling import quoted


def transfer_act() -> str:
    """The act by which the order wants people transferred."""
    return law().procedure.steps["transfer"]


def is_under_order(found: Standing) -> bool:
    """Whether a case file is decided to be transferred as the order provides."""
    decision = found.decision
    wanted = law().procedure.dispositions["transfer"]
    return decision is not None and decision.said("disposition") == wanted


def destinations(file: File, *, under_order: bool) -> QuerySet[Office]:
    """The offices to which a file could be sent: as the order names them, or any of ours."""
    found = Office.objects.filter(state="").exclude(pk=file.office_id)
    return found.filter(authority__in=law().procedure.transferred_to) if under_order else found


def is_permission_due(found: Standing) -> bool:
    """Whether the order asks for a permission that nobody has given or asked for."""
    name = law().procedure.steps["permission"]
    is_open = any(duty.act == name for duty in found.open_duties)
    return is_open and all(each.answered for each in permissions_of(found))


def ask_permission(request: Request, file: File, *, on: datetime.date, because: str) -> None:
    """Ask the authority that the order names for its permission."""

    def work() -> None:
        demand(request.actor, Right.TRANSFER)
        law().demand_act(office_of(request.actor), transfer_act())
        _demand_seen(request, file)
        demand_holder(request.actor, file)
        found = standing(file)
        demand_here(found)
        if not is_permission_due(found):
            raise NotReadyError(
                f"There is no permission to be asked for in {file.number}: the order asks for "
                "none, or it was asked for and waits, or it was given.",
                advice="Look at the open duties of the file.",
            )
        name = law().procedure.steps["permission"]
        to = _office_for(name)
        said = {"document": REQUEST, "to": to.code, "because": _needed(because)}
        record(request.for_step(), file, [Draft(EntryKind.DOCUMENT, said, on)])

    take(request, file, work)


def send(
    request: Request,
    file: File,
    to: Office,
    *,
    on: datetime.date,
    because: str,
    evidence: str = "",
    reference: str = "",
) -> None:
    """Send a file to another office, which accepts or returns it.

    A file that is decided to be transferred goes where the order says, and the act of
    the transfer is recorded with it. Raises NotReadyError for what comes first.
    """

    def work() -> None:
        demand(request.actor, Right.TRANSFER)
        _demand_seen(request, file)
        office = office_of(request.actor)
        found = standing(file)
        demand_here(found)
        under_order = is_under_order(found)
        name = transfer_act()
        if under_order:
            law().demand_act(office, name)
            demand_ready(found, name)
        demand_holder(request.actor, file)
        demand_free(file, found)
        if not destinations(file, under_order=under_order).filter(pk=to.pk).exists():
            known = [each.name for each in destinations(file, under_order=under_order)]
            raise EntryError(
                f"{file.number} does not go to {to}.", advice=f"Choose {quoted(known, 'or')}."
            )
        said: dict[str, object] = {
            "state": TransferState.SENT.value,
            "from": file.office.code,
            "to": to.code,
            "because": _needed(because),
        }
        done: list[Draft] = []
        if under_order:
            said["act"] = name
            details = {"to": to.name}
            done = act(name, on, None, details, evidence=evidence, reference=reference)
        moved = Draft(EntryKind.TRANSFER, said, on, evidence, reference)
        record(request.for_step(), file, [*done, moved])

    take(request, file, work)


def accept(request: Request, file: File, *, on: datetime.date, said: str = "") -> None:
    """Accept a file: from then on this office holds it, and those that held it see it still."""

    def work() -> None:
        moved = _demand_addressee(request, file, on)
        office = office_of(request.actor)
        File.objects.filter(pk=file.pk).update(office=office)
        record(request.for_step(), file, [_answered(TransferState.ACCEPTED, moved, on, said)])

    take(request, file, work)


def give_back(request: Request, file: File, *, on: datetime.date, reason: str) -> None:
    """Return a file with a reason; the office that sent it holds it as before.

    An act of transfer that was recorded when it was sent is withdrawn by a correction,
    since nobody was transferred, and the duty is open again.
    """

    def work() -> None:
        moved = _demand_addressee(request, file, on)
        why = _needed(reason)
        drafts = [_answered(TransferState.RETURNED, moved, on, why)]
        if moved.sent.said("act"):
            done = standing(file).acts_of(moved.sent.said("act"))[-1]
            drafts.append(
                Draft(
                    EntryKind.CORRECTION,
                    {
                        "corrects": done.entry.sequence,
                        "reason": f"Returned by {office_of(request.actor)}: {why}",
                        "withdraws": True,
                    },
                )
            )
        record(request.for_step(), file, drafts)

    take(request, file, work)


def _answered(state: TransferState, moved: Moved, on: datetime.date, reason: str) -> Draft:
    said = {"state": state.value, "from": moved.sender, "to": moved.to, "reason": reason.strip()}
    return Draft(EntryKind.TRANSFER, {key: value for key, value in said.items() if value}, on)


def _demand_addressee(request: Request, file: File, on: datetime.date) -> Moved:
    demand(request.actor, Right.TRANSFER)
    _demand_seen(request, file)
    moved = in_flight(standing(file))
    if moved is None:
        raise NotReadyError(
            f"{file.number} is not on its way to anybody.", advice="Look at the file as it stands."
        )
    office = office_of(request.actor)
    if moved.to != office.code:
        raise NoRightError(
            f"{file.number} was sent to another office than {office}.",
            advice="Leave it to that office.",
        )
    if on < moved.sent.day:
        raise EntryError(
            f"{on} is given, and the file was sent on {moved.sent.day}.", advice="Correct the day."
        )
    return moved


def _demand_seen(request: Request, file: File) -> None:
    if not File.objects.visible_to(request.actor).filter(pk=file.pk).exists():
        raise NoRightError("There is no such file for you.", advice="Check its number.")


def demand_free(file: File, found: Standing) -> None:
    """Raises NotReadyError for a file that is on its way, in an open group or on an open list."""
    if in_flight(found) is not None:
        raise NotReadyError(
            f"{file.number} is on its way to another office already.",
            advice="Wait until it is accepted or returned.",
        )
    groups = GroupMember.objects.filter(case=file.pk, is_open=True)
    in_group = groups.values_list("group__number", flat=True).first()
    if in_group is not None:
        raise NotReadyError(
            f"{file.number} is in the group {in_group}.",
            advice="Take the person out of the group first.",
        )
    lists = ListedName.objects.filter(case=file.pk, is_open=True)
    on_list = lists.values_list("name_list__number", flat=True).first()
    if on_list is not None:
        raise NotReadyError(
            f"{file.number} is on the list {on_list}, which waits for an answer.",
            advice="Wait for it, or supersede the list.",
        )


def _office_for(name: str) -> Office:
    doers = law().doers(name)
    office = Office.objects.filter(authority__in=doers).order_by("path").first()
    if office is None:
        raise NotReadyError(
            f"There is no office here for {quoted(sorted(doers), 'or')}.",
            advice="Have it set up; the request goes there.",
        )
    return office


def _needed(reason: str) -> str:
    if not reason.strip():
        raise EntryError("No reason is given.", advice="Say why: it stands in the file.")
    return reason.strip()
