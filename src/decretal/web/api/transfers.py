"""Transfers and restorations over the API: asked for, sent, accepted or returned, registered.

Owns the routes of what changes where a case file is, and the two registers.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import residents as register
from decretal.casework import restoration
from decretal.casework import transfers as steps
from decretal.casework.models import CaseFile, Restoration, Transfer
from decretal.errors import EntryError
from decretal.offices.models import Office
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import ByTelegram, Page, Short, Text
from decretal.web.api.steps import Done, Reason, Step, Travelled, part_of, taken
from decretal.web.asked import case_of, user_of
from decretal.web.rights import allowed

router = Router(tags=["transfers and registers"])
TAKEN = {201: Step}


class TransferRow(Schema):
    """A case file on its way; it is named to those alone who see it."""

    file: str | None
    sender: str
    to: str
    state: str
    sent_on: datetime.date
    because: str
    under_order: bool
    answered_on: datetime.date | None
    answer: str


class TransferRows(Page):
    """A page of the transfers that concern the office."""

    items: list[TransferRow]


class Asked(ByTelegram):
    """Why the permission is asked for, and when."""

    happened_on: datetime.date
    because: Text


class Sent(Travelled):
    """To which office a file goes, and why."""

    to: Annotated[str, Field(min_length=1, max_length=40, description="The code of the office.")]
    because: Text


class Accepted(ByTelegram):
    """That the file was accepted."""

    happened_on: datetime.date
    said: Text = ""


class Returned(Reason, ByTelegram):
    """That the file was returned, and why."""

    happened_on: datetime.date


class Restored(Done):
    """On what the restoration rests, and what the person was told."""

    basis: Text
    told: Text


class RegisterRow(Schema):
    """Somebody in a register."""

    file: str
    office: str
    names: list[str]
    since: datetime.date | None


class RegisterRows(Page):
    """A page of a register."""

    items: list[RegisterRow]


@router.get("/transfers", response=TransferRows, url_name="transfers")
@allowed(Right.READ)
def transfers(
    request: HttpRequest, state: Short = "", page: Annotated[int, Query(ge=1)] = 1
) -> dict[str, object]:
    """What is on its way to the office and from it, and what was."""
    user = user_of(request)
    found = Transfer.objects.visible_to(user).select_related("case", "from_office", "to_office")
    if state:
        found = found.filter(state=state)
    told, part = part_of(found, page)
    keys = [each.case_id for each in part]
    seen = set(CaseFile.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    names = ("state", "sent_on", "because", "under_order", "answered_on", "answer")
    rows = [
        {name: getattr(each, name) for name in names}
        | {
            "file": each.case.number if each.case_id in seen else None,
            "sender": each.from_office.code,
            "to": each.to_office.code,
        }
        for each in part
    ]
    return {**told.dict(), "items": rows}


@router.post("/cases/{str:number}/permission", response=TAKEN, url_name="ask-permission")
@allowed(Right.TRANSFER)
def permission(
    request: HttpRequest, number: str, said: Asked, response: HttpResponse
) -> Status[Step]:
    """Ask for the permission that the order provides."""
    file = case_of(request, number).file
    asks = request_of(request, file, precedence=said.precedence)
    steps.ask_permission(asks, file, on=said.happened_on, because=said.because)
    return taken(response, file)


@router.post("/cases/{str:number}/transfer", response=TAKEN, url_name="send-file")
@allowed(Right.TRANSFER)
def send(request: HttpRequest, number: str, said: Sent, response: HttpResponse) -> Status[Step]:
    """Send a file to another office."""
    file = case_of(request, number).file
    to = Office.objects.filter(code=said.to).first()
    if to is None:
        raise EntryError("There is no such office.", advice="Name it by its code.")
    steps.send(
        request_of(request, file, precedence=said.precedence),
        file,
        to,
        on=said.happened_on,
        because=said.because,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.post("/cases/{str:number}/transfer/accept", response=TAKEN, url_name="accept-transfer")
@allowed(Right.TRANSFER)
def accept(
    request: HttpRequest, number: str, said: Accepted, response: HttpResponse
) -> Status[Step]:
    """Accept a file that was sent to your office."""
    file = case_of(request, number).file
    asks = request_of(request, file, precedence=said.precedence)
    steps.accept(asks, file, on=said.happened_on, said=said.said)
    return taken(response, file)


@router.post("/cases/{str:number}/transfer/return", response=TAKEN, url_name="return-transfer")
@allowed(Right.TRANSFER)
def give_back(
    request: HttpRequest, number: str, said: Returned, response: HttpResponse
) -> Status[Step]:
    """Return a file that was sent to your office, with a reason."""
    file = case_of(request, number).file
    asks = request_of(request, file, precedence=said.precedence)
    steps.give_back(asks, file, on=said.happened_on, reason=said.reason)
    return taken(response, file)


@router.post("/cases/{str:number}/restoration", response=TAKEN, url_name="restoration")
@allowed(Right.DECIDE)
def restore(
    request: HttpRequest, number: str, said: Restored, response: HttpResponse
) -> Status[Step]:
    """Record that somebody's citizenship was restored."""
    file = case_of(request, number).file
    restoration.restore(
        request_of(request, file),
        file,
        on=said.happened_on,
        basis=said.basis,
        told=said.told,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.get("/registers/residents", response=RegisterRows, url_name="residents")
@allowed(Right.READ)
def residents(
    request: HttpRequest, q: Short = "", page: Annotated[int, Query(ge=1)] = 1
) -> dict[str, object]:
    """The register of foreign residents."""
    told, part = part_of(register.residents(user_of(request), q).select_related("office"), page)
    rows = [
        {"file": e.number, "office": e.office.code, "names": e.names, "since": e.resident_since}
        for e in part
    ]
    return {**told.dict(), "items": rows}


@router.get("/registers/restorations", response=RegisterRows, url_name="restorations")
@allowed(Right.READ)
def restorations(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, object]:
    """The register of restorations."""
    found = Restoration.objects.visible_to(user_of(request)).select_related("case", "office")
    told, part = part_of(found, page)
    rows = [
        {
            "file": each.case.number,
            "office": each.office.code,
            "names": each.case.names,
            "since": each.restored_on,
        }
        for each in part
    ]
    return {**told.dict(), "items": rows}
