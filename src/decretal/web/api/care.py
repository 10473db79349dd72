"""Care over the API: who is held and since when, what was given, where somebody was brought.

Owns the routes. What is recorded is left to ``casework.care``.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework.care import give, in_care, move, overdue_care, release
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import Page, Taken, Text
from decretal.web.api.steps import Done, Line, Numbers, Step, part_of, taken
from decretal.web.asked import case_of, user_of
from decretal.web.pages.care import rows_of
from decretal.web.rights import allowed

router = Router(tags=["care"])


class CareRow(Schema):
    """Somebody in care; `due` follows the office's own term, where it has declared one."""

    file: str
    names: list[str]
    office: str
    held_at: str
    held_since: datetime.date | None
    given: str
    given_by: str
    given_on: datetime.date | None
    owed_since: datetime.date | None
    due: datetime.date | None
    overdue: bool


class CareRows(Page):
    """A page of those in care."""

    items: list[CareRow]


class Given(Done):
    """Food and clothing given to several people, for all of them or for none."""

    files: Annotated[Numbers, Field(min_length=1)]
    given: Line
    given_by: Line


class GivenTo(Schema):
    """The files in which it was recorded."""

    files: list[str]


class Moved(Taken):
    """Where somebody was brought, and why."""

    happened_on: datetime.date
    place: Line
    reason: Text
    evidence: Annotated[str, Field(max_length=2000)] = ""


class Released(Taken):
    """That somebody was released, and why."""

    happened_on: datetime.date
    reason: Text
    evidence: Annotated[str, Field(max_length=2000)] = ""


@router.get("/care", response=CareRows, url_name="care")
@allowed(Right.READ)
def care(
    request: HttpRequest,
    show: Annotated[str, Query(max_length=20, description="`overdue`, or `held`")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> dict[str, object]:
    """Those in care, who waits longest first."""
    user = user_of(request)
    found = overdue_care(user) if show == "overdue" else in_care(user, held=show == "held")
    told, part = part_of(found, page)
    names = ("held_at", "held_since", "given", "given_by", "given_on", "owed_since")
    rows = [
        {name: getattr(each.found, name) for name in names}
        | {
            "file": each.found.case.number,
            "names": each.found.case.names,
            "office": each.found.office.code,
            "due": each.due,
            "overdue": each.is_overdue,
        }
        for each in rows_of(part)
    ]
    return {**told.dict(), "items": rows}


@router.post("/care", response={201: GivenTo}, url_name="give-care")
@allowed(Right.CARE)
def give_(request: HttpRequest, said: Given) -> Status[dict[str, list[str]]]:
    """Record food and clothing given to several people."""
    recorded = give(
        request_of(request),
        said.files,
        given=said.given,
        given_by=said.given_by,
        on=said.happened_on,
        evidence=said.evidence,
        reference=said.reference,
    )
    return Status(201, {"files": [entries[0].file.number for entries in recorded]})


@router.post("/cases/{str:number}/place", response={201: Step}, url_name="place")
@allowed(Right.CARE)
def place(request: HttpRequest, number: str, said: Moved, response: HttpResponse) -> Status[Step]:
    """Record where somebody was brought."""
    file = case_of(request, number).file
    move(
        request_of(request, file),
        file,
        said.place,
        on=said.happened_on,
        reason=said.reason,
        evidence=said.evidence,
    )
    return taken(response, file)


@router.post("/cases/{str:number}/release", response={201: Step}, url_name="release")
@allowed(Right.CARE)
def release_(
    request: HttpRequest, number: str, said: Released, response: HttpResponse
) -> Status[Step]:
    """Record that somebody was released."""
    file = case_of(request, number).file
    release(
        request_of(request, file),
        file,
        on=said.happened_on,
        reason=said.reason,
        evidence=said.evidence,
    )
    return taken(response, file)
