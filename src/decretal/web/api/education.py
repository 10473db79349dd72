"""Cadre education over the API: sessions held, who attended, who is still to come.

Owns the routes. What a session needs is left to ``casework.education``.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import education as steps
from decretal.casework.access import office_of
from decretal.casework.models import Session
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import Page, Taken
from decretal.web.api.steps import Line, Reason, Step, part_of, taken
from decretal.web.asked import user_of
from decretal.web.rights import allowed

router = Router(tags=["education"])
People = Annotated[list[Annotated[str, Field(min_length=1, max_length=150)]], Field(max_length=500)]


class SessionShown(Schema):
    """A session that was held; `entry` is its place in the file of the register."""

    file: str
    entry: int
    office: str
    on: datetime.date
    topic: str
    held_by: str
    attended: list[str]
    withdrawn: bool


class Sessions(Page):
    """A page of the sessions of the office and of those below it."""

    still_to_come: int = Field(description="How many people have attended none.")
    items: list[SessionShown]


class SessionHeld(Taken):
    """A session: on what, by whom, and the names of the users who attended."""

    happened_on: datetime.date
    topic: Annotated[str, Field(min_length=1, max_length=500)]
    held_by: Line
    attended: People
    documents: Annotated[str, Field(max_length=2000)] = ""
    evidence: Annotated[str, Field(max_length=2000)] = ""


class CameLater(Taken):
    """More people who attended."""

    attended: People


class SessionChanged(Schema):
    """A session that was changed."""

    entry: int


@router.get("/education", response=Sessions, url_name="education")
@allowed(Right.READ)
def education(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, object]:
    """The sessions of the office and of those below it, and how many are still to come."""
    user = user_of(request)
    found = Session.objects.visible_to(user).select_related("office", "file")
    told, part = part_of(found.prefetch_related("attendances__user"), page)
    rows = [
        {
            "file": each.file.number,
            "entry": each.sequence,
            "office": each.office.code,
            "on": each.day,
            "topic": each.topic,
            "held_by": each.held_by,
            "attended": [one.user.username for one in each.attendances.all()],
            "withdrawn": each.withdrawn,
        }
        for each in part
    ]
    return {**told.dict(), "still_to_come": steps.still_to_come(office_of(user)), "items": rows}


@router.post("/education", response={201: Step}, url_name="hold-session")
@allowed(Right.EDUCATE)
def hold(request: HttpRequest, said: SessionHeld, response: HttpResponse) -> Status[Step]:
    """Record a session that was held."""
    register = steps.hold(
        request_of(request),
        topic=said.topic,
        held_by=said.held_by,
        on=said.happened_on,
        attended=said.attended,
        documents=said.documents,
        evidence=said.evidence,
    )
    return taken(response, register)


@router.post(
    "/education/{int:sequence}/attendance", response={201: SessionChanged}, url_name="came-later"
)
@allowed(Right.EDUCATE)
def came_later(request: HttpRequest, sequence: int, said: CameLater) -> Status[dict[str, int]]:
    """Record that more people attended a session of your office."""
    steps.came_later(request_of(request), sequence, said.attended)
    return Status(201, {"entry": sequence})


@router.post(
    "/education/{int:sequence}/withdraw",
    response={201: SessionChanged},
    url_name="withdraw-session",
)
@allowed(Right.EDUCATE)
def withdraw(request: HttpRequest, sequence: int, said: Reason) -> Status[dict[str, int]]:
    """Withdraw a session of your office that was written down by mistake; its entry stays."""
    steps.withdraw(request_of(request), sequence, said.reason)
    return Status(201, {"entry": sequence})
