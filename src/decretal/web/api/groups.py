"""Groups over the API: put together, checked for each member, handed over, received.

Owns the routes. What a group may do when is left to ``casework.groups``.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import groups as steps
from decretal.casework.group_standing import group_standing, preconditions
from decretal.casework.log import note
from decretal.casework.models import CaseFile, File, FileKind, Group, Happening
from decretal.casework.steps import standings
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of, tag
from decretal.web.api.schemas import Page, Taken, Text
from decretal.web.api.steps import Chosen, Done, Line, Numbers, OneOut, Reason, Step, part_of, taken
from decretal.web.asked import file_of, user_of
from decretal.web.rights import allowed

router = Router(tags=["groups"])
TAKEN = {201: Step}


class GroupRow(Schema):
    """A group, as lists have it."""

    number: str
    office: str
    called: str
    state: str
    size: int
    opened_on: datetime.date
    handed_over_on: datetime.date | None
    received_on: datetime.date | None


class GroupRows(Page):
    """A page of the groups that one sees."""

    items: list[GroupRow]


class PreconditionShown(Schema):
    """What has to precede the hand-over of a person; `missing` is empty where it is met."""

    text: str
    provision: str
    on: datetime.date | None
    missing: str


class MemberShown(Schema):
    """Somebody in a group, and what is missing for them."""

    file: str
    names: list[str]
    ready: bool
    preconditions: list[PreconditionShown]


class GroupShown(GroupRow):
    """A group with its members."""

    length: int
    members: list[MemberShown]


class GroupOpened(Taken):
    """A group that is put together."""

    called: Annotated[str, Field(max_length=200)] = ""
    files: Numbers = Field(default_factory=list)


class ContactTaken(Done):
    """The contact with the other side."""

    said: Text = Field(description="With whom, and what was said of the people.")


class HandedOver(Done):
    """Where, and to whom, the whole group was handed over."""

    place: Line
    to: Line


class Received(Done):
    """The receipt, by whom and under which reference."""

    by: Line


@router.get("/groups", response=GroupRows, url_name="groups")
@allowed(Right.READ)
def groups(
    request: HttpRequest,
    state: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> dict[str, object]:
    """The groups that you see, the latest first."""
    found = Group.objects.visible_to(user_of(request)).select_related("office")
    if state:
        found = found.filter(state=state)
    told, part = part_of(found.order_by("-touched_on", "-pk"), page)
    return {**told.dict(), "items": [_row(each) for each in part]}


def _row(group: Group) -> dict[str, object]:
    names = [name for name in GroupRow.model_fields if name != "office"]
    return {name: getattr(group, name) for name in names} | {"office": group.office.code}


@router.post("/groups", response=TAKEN, url_name="open-group")
@allowed(Right.KEEP_GROUP)
def open_(request: HttpRequest, said: GroupOpened, response: HttpResponse) -> Status[Step]:
    """Put a group together from files whose disposition is the hand-over."""
    return taken(response, steps.open_group(request_of(request), said.called, said.files))


@router.get("/groups/{str:number}", response=GroupShown, url_name="group")
@allowed(Right.READ)
def group(request: HttpRequest, number: str, response: HttpResponse) -> dict[str, object]:
    """A group: its members, and what is missing for whom."""
    file = _file(request, number)
    note(user_of(request), Happening.READ, number, "API")
    found = group_standing(file)
    cases = {
        each.number: each
        for each in CaseFile.objects.filter(number__in=found.members).select_related("file")
    }
    stand = standings(case.file for case in cases.values())
    asked = {each: preconditions(stand[each]) for each in found.members}
    tag(response, file)
    return {
        **_row(Group.objects.select_related("office").get(file=file)),
        "length": file.length,
        "members": [
            {
                "file": each,
                "names": cases[each].names,
                "ready": all(one.is_met for one in asked[each]),
                "preconditions": [
                    {"text": o.text, "provision": o.provision, "on": o.on, "missing": o.said}
                    for o in asked[each]
                ],
            }
            for each in found.members
        ],
    }


def _file(request: HttpRequest, number: str) -> File:
    return file_of(request, number, FileKind.GROUP)


@router.post("/groups/{str:number}/members", response=TAKEN, url_name="add-to-group")
@allowed(Right.KEEP_GROUP)
def add(request: HttpRequest, number: str, said: Chosen, response: HttpResponse) -> Status[Step]:
    """Take case files into a group."""
    file = _file(request, number)
    steps.add(request_of(request, file), file, said.files)
    return taken(response, file)


@router.post("/groups/{str:number}/members/out", response=TAKEN, url_name="remove-from-group")
@allowed(Right.KEEP_GROUP)
def remove(request: HttpRequest, number: str, said: OneOut, response: HttpResponse) -> Status[Step]:
    """Take somebody out of a group."""
    file = _file(request, number)
    steps.remove(request_of(request, file), file, said.file, said.reason)
    return taken(response, file)


@router.post("/groups/{str:number}/fix", response=TAKEN, url_name="fix-group")
@allowed(Right.KEEP_GROUP)
def fix(request: HttpRequest, number: str, response: HttpResponse) -> Status[Step]:
    """Fix who is in the group."""
    file = _file(request, number)
    steps.fix(request_of(request, file), file)
    return taken(response, file)


@router.post("/groups/{str:number}/open-again", response=TAKEN, url_name="open-group-again")
@allowed(Right.KEEP_GROUP)
def open_again(
    request: HttpRequest, number: str, said: Reason, response: HttpResponse
) -> Status[Step]:
    """Undo the fixing of a group."""
    file = _file(request, number)
    steps.open_again(request_of(request, file), file, said.reason)
    return taken(response, file)


@router.post("/groups/{str:number}/dissolve", response=TAKEN, url_name="dissolve-group")
@allowed(Right.KEEP_GROUP)
def dissolve(
    request: HttpRequest, number: str, said: Reason, response: HttpResponse
) -> Status[Step]:
    """Give a group up."""
    file = _file(request, number)
    steps.dissolve(request_of(request, file), file, said.reason)
    return taken(response, file)


@router.post("/groups/{str:number}/contact", response=TAKEN, url_name="contact-for-group")
@allowed(Right.ACT)
def contact(
    request: HttpRequest, number: str, said: ContactTaken, response: HttpResponse
) -> Status[Step]:
    """Record the contact with the other side for all who lack it. Live mode refuses it."""
    file = _file(request, number)
    steps.contact(
        request_of(request, file),
        file,
        on=said.happened_on,
        said=said.said,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.post("/groups/{str:number}/hand-over", response=TAKEN, url_name="hand-over")
@allowed(Right.HAND_OVER)
def hand_over(
    request: HttpRequest, number: str, said: HandedOver, response: HttpResponse
) -> Status[Step]:
    """Record the hand-over, for all or for none. `If-Match` is needed; live mode refuses it."""
    file = _file(request, number)
    steps.hand_over(
        request_of(request, file, must_have_seen=True),
        file,
        on=said.happened_on,
        place=said.place,
        to=said.to,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.post("/groups/{str:number}/receipt", response=TAKEN, url_name="receipt")
@allowed(Right.HAND_OVER)
def receipt(
    request: HttpRequest, number: str, said: Received, response: HttpResponse
) -> Status[Step]:
    """Record the receipt that closes a group."""
    file = _file(request, number)
    steps.receive(
        request_of(request, file),
        file,
        on=said.happened_on,
        by=said.by,
        reference=said.reference,
        evidence=said.evidence,
    )
    return taken(response, file)
