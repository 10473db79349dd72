"""What is overdue over the API, decisions that wait or depart, and the offices' own terms.

Owns the routes. What is listed is left to ``casework.overdue``, ``casework.care`` and
``casework.complaints``; the directive states none of the terms.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.care import overdue_care
from decretal.casework.complaints import untaken
from decretal.casework.models import CaseFile, Matter, Term
from decretal.casework.overdue import (
    awaited,
    departing,
    overdue_decisions,
    overdue_duties,
    overtaken,
    reasons_of,
)
from decretal.casework.terms import LONGEST_TERM, declare_term
from decretal.offices.models import Office
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import Page
from decretal.web.api.steps import Reason, part_of
from decretal.web.asked import user_of
from decretal.web.rights import allowed

router = Router(tags=["overdue"])
AT_ONCE = 25


class OverdueDuty(Schema):
    """A duty of the order whose last day has passed."""

    file: str
    office: str
    bearer: str
    text: str
    provision: str
    due: datetime.date | None


class LateFile(Schema):
    """A case file that waits, departs or was overtaken."""

    file: str
    office: str
    names: list[str]
    touched_on: datetime.date
    decided_on: datetime.date | None
    decided: str


class Departing(LateFile):
    """A case file that was decided otherwise than the order says, and why."""

    said: str = Field(description="What the order said then.")
    by: str
    reason: str


class Duties(Page):
    """A page of overdue duties, the longest overdue first."""

    items: list[OverdueDuty]


class Overdue(Schema):
    """What is overdue here and has climbed to here; of the shorter lists at most 25 each."""

    duties: Duties
    care: list[str] = Field(description="Files of those whose care is due by an office's term.")
    incidents: list[str] = Field(description="Reports that nobody has taken up in time.")
    late: list[LateFile] = Field(description="Decisions that wait longer than an office's term.")
    waiting: list[LateFile]
    overtaken: list[LateFile]
    departing: list[Departing]


class TermRow(Schema):
    """A term that an office set itself; `days` is null where it withdrew it."""

    office: str
    matter: str
    days: int | None
    reason: str
    declared_by: str
    declared_on: datetime.date


class TermRows(Page):
    """A page of terms, the latest first."""

    items: list[TermRow]


class TermSet(Reason):
    """A term that your office sets itself; without days it is withdrawn."""

    matter: Matter
    days: Annotated[int, Field(ge=1, le=LONGEST_TERM)] | None


@router.get("/overdue", response=Overdue, url_name="overdue")
@allowed(Right.READ)
def overdue(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, object]:
    """What is overdue here and has climbed to here, and decisions that wait or depart."""
    user = user_of(request)
    told, duties = part_of(overdue_duties(user), page)
    departed = list(departing(user)[:AT_ONCE])
    reasons = reasons_of([case.pk for case in departed])
    simple = ("bearer", "text", "provision", "due")
    return {
        "duties": {
            **told.dict(),
            "items": [
                {
                    "file": each.case.number,
                    "office": each.office.code,
                    **{name: getattr(each, name) for name in simple},
                }
                for each in duties
            ],
        },
        "care": [each.case.number for each in overdue_care(user)[:AT_ONCE]],
        "incidents": [each.number for each in untaken(user)[:AT_ONCE]],
        "late": [_late(each) for each in overdue_decisions(user)[:AT_ONCE]],
        "waiting": [_late(each) for each in awaited(user)[:AT_ONCE]],
        "overtaken": [_late(each) for each in overtaken(user)[:AT_ONCE]],
        "departing": [{**_late(each), **_why(reasons.get(each.pk, {}))} for each in departed],
    }


def _late(case: CaseFile) -> dict[str, object]:
    return {
        "file": case.number,
        "office": case.office.code,
        **{name: getattr(case, name) for name in ("names", "touched_on", "decided_on", "decided")},
    }


def _why(said: dict[str, object]) -> dict[str, str]:
    return {name: str(said.get(name, "")) for name in ("said", "by", "reason")}


@router.get("/terms", response=TermRows, url_name="terms")
@allowed(Right.READ)
def terms(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, object]:
    """The terms that your office, those below and those above have set themselves."""
    user = user_of(request)
    above = Office.objects.above(office_of(user)).values_list("pk", flat=True)
    near = [*offices_seen_by(user), *above]
    found = Term.objects.filter(office__in=near).select_related("office", "declared_by")
    told, part = part_of(found, page)
    return {**told.dict(), "items": [_term(each) for each in part]}


def _term(each: Term) -> dict[str, object]:
    simple = ("matter", "days", "reason", "declared_on")
    return {
        **{name: getattr(each, name) for name in simple},
        "office": each.office.code,
        "declared_by": str(each.declared_by),
    }


@router.post("/terms", response={201: TermRow}, url_name="set-term")
@allowed(Right.DECIDE)
def declare(request: HttpRequest, said: TermSet) -> Status[TermRow]:
    """Set your office a term for a matter, or withdraw it; nobody else sets it."""
    made = declare_term(request_of(request), said.matter, said.days, said.reason)
    return Status(201, TermRow.model_validate(_term(made)))
