"""Incidents over the API: reported, looked into by another office, found, closed.

Owns the routes. Who sees a report is left to ``casework.complaints``, and nothing on any
other route depends on whether there is one. A name that was withheld is withheld here.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import complaints
from decretal.casework.complaints import looked_into_by, reported_by
from decretal.casework.models import Complaint, Entry
from decretal.errors import EntryError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import Page, Taken, Text
from decretal.web.api.steps import Line, part_of
from decretal.web.asked import user_of
from decretal.web.rights import allowed

router = Router(tags=["incidents"])


class IncidentRow(Schema):
    """A report, as whoever sees it has it in lists."""

    number: str
    accused_office: str
    course: str
    finding: str = Field(description="Empty for whoever reported, until it is closed.")
    office: str = Field(description="The office that looks into it.")
    reported_on: datetime.date
    closed_on: datetime.date | None


class IncidentRows(Page):
    """A page of reports."""

    items: list[IncidentRow]


class IncidentStep(Schema):
    """What was done in a report; `by` is empty where a name was withheld."""

    step: str
    by: str
    on: datetime.date | None
    said: dict[str, str]


class IncidentShown(IncidentRow):
    """A report: all of it for those who look into it, what came of it for whoever reported."""

    accused: str
    case: str
    looks: bool
    steps: list[IncidentStep]


class Incident(Taken):
    """What happened, and of whom it is told: of a person, or of somebody unknown there."""

    accused_office: Annotated[str, Field(min_length=1, max_length=40)]
    accused: Annotated[str, Field(max_length=150, description="A name of a user, or empty.")] = ""
    what: Text
    happened_on: datetime.date | None = None
    case: Annotated[str, Field(max_length=60)] = ""
    to: Annotated[str, Field(max_length=40, description="The office to look into it.")] = ""
    withheld: bool = Field(False, description="Whether your name is withheld.")


class Heard(Taken):
    """Who was heard, and what was said."""

    who: Line
    said: Text
    happened_on: datetime.date


class Found(Taken):
    """What was found, and why."""

    finding: Line
    reasons: Text


class Closed(Taken):
    """What was done; and what is to stand in the case file, where it was found true."""

    done: Text
    in_the_file: Text = ""
    happened_on: datetime.date | None = None


class Accepted(Schema):
    """A step that was taken in a report."""

    number: str


@router.get("/incidents", response=IncidentRows, url_name="incidents")
@allowed(Right.COMPLAIN)
def incidents(
    request: HttpRequest,
    show: Annotated[str, Query(max_length=20, description="`mine`, or `to look into`")] = "mine",
    page: Annotated[int, Query(ge=1)] = 1,
) -> dict[str, object]:
    """What you reported, or what your office has to look into."""
    user = user_of(request)
    looks = show == "to look into"
    told, part = part_of(looked_into_by(user) if looks else reported_by(user), page)
    return {**told.dict(), "items": [_row(each, looks=looks) for each in part]}


def _row(found: Complaint, *, looks: bool) -> dict[str, object]:
    names = ("number", "course", "reported_on", "closed_on")
    return {name: getattr(found, name) for name in names} | {
        "accused_office": found.accused_office.code,
        "office": found.office.code,
        "finding": found.finding if looks or found.closed_on else "",
    }


@router.get("/incidents/{str:number}", response=IncidentShown, url_name="incident")
@allowed(Right.COMPLAIN)
def incident(request: HttpRequest, number: str) -> dict[str, object]:
    """A report."""
    read = complaints.read(user_of(request), number)
    if read is None:
        raise Http404
    found, looks = read
    entries = found.file.entries.select_related("author", "office").order_by("sequence")
    steps = [
        _step(each, is_withheld=found.withheld and each.sequence == 1)
        for each in entries
        if looks or each.sequence == 1 or each.payload.get("step") == "closed"
    ]
    return {
        **_row(found, looks=looks),
        "accused": found.accused.username if found.accused is not None else "",
        "case": found.case.number if found.case is not None else "",
        "looks": looks,
        "steps": steps,
    }


def _step(entry: Entry, *, is_withheld: bool) -> dict[str, object]:
    told = ("what", "who", "said", "finding", "reasons", "done")
    return {
        "step": entry.payload.get("step", ""),
        "by": "" if is_withheld else f"{entry.author}, {entry.office}",
        "on": entry.happened_on,
        "said": {key: str(entry.payload[key]) for key in told if entry.payload.get(key)},
    }


@router.post("/incidents", response={201: Accepted}, url_name="report-incident")
@allowed(Right.COMPLAIN)
def report(request: HttpRequest, said: Incident) -> Status[dict[str, str]]:
    """Report an incident; another office than that of whoever is meant looks into it."""
    office = Office.objects.filter(code=said.accused_office).first()
    if office is None:
        raise EntryError("There is no such office.", advice="Name it by its code.")
    accused = User.objects.filter(username=said.accused, office=office).first()
    if said.accused and accused is None:
        raise EntryError("There is no such person in that office.", advice="Leave it empty.")
    file = complaints.report(
        request_of(request),
        office=office,
        accused=accused,
        what=said.what,
        on=said.happened_on,
        case=said.case,
        to=Office.objects.filter(code=said.to).first() if said.to else None,
        withheld=said.withheld,
    )
    return _done(file.number)


def _demand_there(request: HttpRequest, number: str) -> None:
    """Raises Http404 for a report that is not there for whoever asks."""
    if not looked_into_by(user_of(request)).filter(number=number).exists():
        raise Http404


def _done(number: str) -> Status[dict[str, str]]:
    return Status(201, {"number": number})


@router.post("/incidents/{str:number}/take-up", response={201: Accepted}, url_name="take-up")
@allowed(Right.LOOK_INTO)
def take_up(request: HttpRequest, number: str) -> Status[dict[str, str]]:
    """Take a report up."""
    _demand_there(request, number)
    complaints.take_up(request_of(request), number)
    return _done(number)


@router.post("/incidents/{str:number}/hear", response={201: Accepted}, url_name="hear")
@allowed(Right.LOOK_INTO)
def hear(request: HttpRequest, number: str, said: Heard) -> Status[dict[str, str]]:
    """Record who was heard."""
    _demand_there(request, number)
    complaints.hear(request_of(request), number, who=said.who, said=said.said, on=said.happened_on)
    return _done(number)


@router.post("/incidents/{str:number}/find", response={201: Accepted}, url_name="find")
@allowed(Right.LOOK_INTO)
def find(request: HttpRequest, number: str, said: Found) -> Status[dict[str, str]]:
    """Record what was found."""
    _demand_there(request, number)
    complaints.find(request_of(request), number, finding=said.finding, reasons=said.reasons)
    return _done(number)


@router.post("/incidents/{str:number}/close", response={201: Accepted}, url_name="close")
@allowed(Right.DECIDE)
def close(request: HttpRequest, number: str, said: Closed) -> Status[dict[str, str]]:
    """Close a report with what was done."""
    _demand_there(request, number)
    complaints.close(
        request_of(request),
        number,
        done=said.done,
        in_the_file=said.in_the_file,
        happened_on=said.happened_on,
    )
    return _done(number)
