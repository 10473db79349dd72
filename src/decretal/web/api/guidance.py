"""Guidance over the API: gaps on which files wait, requests on their way up, answers down.

Owns the routes. Whoever sees a request sees the gap; the files that wait only as far as
they see them anyway.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import guidance as steps
from decretal.casework.log import note
from decretal.casework.models import (
    CaseFile,
    File,
    FileKind,
    Gap,
    GuidanceMember,
    GuidanceRequest,
    Happening,
)
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of, tag
from decretal.web.api.schemas import ByTelegram, Page, Taken, Text
from decretal.web.api.steps import Number, Reason, Step, part_of, taken
from decretal.web.asked import file_of, user_of
from decretal.web.rights import allowed

router = Router(tags=["guidance"])
TAKEN = {201: Step}
Title = Annotated[str, Field(min_length=1, max_length=300)]
At = Annotated[int, Query(ge=1)]


class GapShown(Schema):
    """A gap in the order, and how many files wait on it without anybody having asked."""

    key: str
    files: int
    gap: dict[str, Any]


class Gaps(Page):
    """A page of gaps."""

    items: list[GapShown]


class RequestRow(Schema):
    """A request for guidance: whose, where it lies, how far it is."""

    number: str
    title: str
    office: str
    lies_at: str
    lies_since: datetime.date
    stage: str
    drafted_on: datetime.date
    answered_on: datetime.date | None
    files: int = Field(description="How many files wait for it.")


class RequestRows(Page):
    """A page of the requests that one sees."""

    items: list[RequestRow]


class RequestShown(RequestRow):
    """A request with its words, its way, and the files that you see of those that wait."""

    length: int
    gap: dict[str, Any]
    text: str
    way: list[dict[str, Any]]
    waiting: list[str]


class Drafted(Taken):
    """The words of a request, and the files that wait."""

    title: Title
    text: Text
    files: Annotated[list[Number], Field(min_length=1, max_length=1000)]


class NewDraft(Drafted):
    """A request on a gap, which its key names."""

    gap: Annotated[str, Field(min_length=1, max_length=64)]


class PassedOn(ByTelegram):
    """The office's opinion."""

    opinion: Text = ""


class Answered(ByTelegram):
    """The answer."""

    answer: Text


class SentBack(Reason, ByTelegram):
    """Why a request is returned."""


@router.get("/guidance/gaps", response=Gaps, url_name="gaps")
@allowed(Right.READ)
def gaps(request: HttpRequest, page: At = 1) -> dict[str, object]:
    """The gaps on which files wait, and on which nobody has asked yet."""
    told, part = part_of(steps.gaps(user_of(request)), page)
    said = {gap.key: gap.said for gap in Gap.objects.filter(pk__in=[row["first"] for row in part])}
    rows = [
        {"key": row["key"], "files": row["count"], "gap": said.get(row["key"], {})} for row in part
    ]
    return {**told.dict(), "items": rows}


@router.get("/guidance", response=RequestRows, url_name="guidance")
@allowed(Right.READ)
def guidance(request: HttpRequest, here: bool = False, page: At = 1) -> dict[str, object]:
    """The requests that you see; with `here`, those that lie at your office."""
    user = user_of(request)
    found = GuidanceRequest.objects.visible_to(user).select_related("office", "lies_at")
    found = found.lying_at(user) if here else found
    told, part = part_of(found.order_by("-drafted_on", "-pk"), page)
    return {**told.dict(), "items": [_row(each) for each in part]}


def _row(found: GuidanceRequest) -> dict[str, object]:
    names = [name for name in RequestRow.model_fields if name not in ("office", "lies_at", "files")]
    return {name: getattr(found, name) for name in names} | {
        "office": found.office.code,
        "lies_at": found.lies_at.code,
        "files": found.members,
    }


@router.post("/guidance", response=TAKEN, url_name="draft-guidance")
@allowed(Right.ASK_GUIDANCE)
def draft(request: HttpRequest, said: NewDraft, response: HttpResponse) -> Status[Step]:
    """Draft a request on a gap, for the files that wait with it."""
    file = steps.draft(
        request_of(request), said.gap, title=said.title, text=said.text, numbers=said.files
    )
    return taken(response, file)


@router.get("/guidance/{str:number}", response=RequestShown, url_name="guidance-request")
@allowed(Right.READ)
def guidance_request(
    request: HttpRequest, number: str, response: HttpResponse
) -> dict[str, object]:
    """A request: the gap in words, its way, and the files that wait."""
    file = _file(request, number)
    user = user_of(request)
    found = GuidanceRequest.objects.select_related("office", "lies_at").get(file=file)
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    members = CaseFile.objects.visible_to(user).filter(
        pk__in=GuidanceMember.objects.filter(request=found).values("case")
    )
    note(user, Happening.READ, number, "API")
    tag(response, file)
    words = [each.payload for each in entries if each.payload.get("text")]
    return {
        **_row(found),
        "length": file.length,
        "gap": entries[0].payload["gap"],
        "text": words[-1]["text"],
        "way": [
            {"by": str(e.author), "office": e.office.code, "on": e.recorded_on.isoformat()}
            | {key: value for key, value in e.payload.items() if isinstance(value, str)}
            for e in entries
            if e.payload.get("step")
        ],
        "waiting": list(members.order_by("pk").values_list("number", flat=True)[:1000]),
    }


def _file(request: HttpRequest, number: str) -> File:
    return file_of(request, number, FileKind.GUIDANCE)


@router.post("/guidance/{str:number}/revise", response=TAKEN, url_name="revise-guidance")
@allowed(Right.ASK_GUIDANCE)
def revise(
    request: HttpRequest, number: str, said: Drafted, response: HttpResponse
) -> Status[Step]:
    """Change a draft, or a request that came back."""
    file = _file(request, number)
    steps.revise(
        request_of(request, file), file, title=said.title, text=said.text, numbers=said.files
    )
    return taken(response, file)


@router.post("/guidance/{str:number}/pass", response=TAKEN, url_name="pass-guidance")
@allowed(Right.PASS_GUIDANCE)
def pass_on(
    request: HttpRequest, number: str, said: PassedOn, response: HttpResponse
) -> Status[Step]:
    """Pass a request on with your office's opinion."""
    file = _file(request, number)
    asks = request_of(request, file, precedence=said.precedence)
    steps.pass_on(asks, file, said.opinion)
    return taken(response, file)


@router.post("/guidance/{str:number}/return", response=TAKEN, url_name="return-guidance")
@allowed(Right.PASS_GUIDANCE)
def return_(
    request: HttpRequest, number: str, said: SentBack, response: HttpResponse
) -> Status[Step]:
    """Return a request with a reason."""
    file = _file(request, number)
    asks = request_of(request, file, precedence=said.precedence)
    steps.return_(asks, file, said.reason)
    return taken(response, file)


@router.post("/guidance/{str:number}/answer", response=TAKEN, url_name="answer-guidance")
@allowed(Right.ANSWER_GUIDANCE)
def answer(
    request: HttpRequest, number: str, said: Answered, response: HttpResponse
) -> Status[Step]:
    """Answer a request: the answer then stands in each file that waits. Needs `If-Match`."""
    file = _file(request, number)
    asks = request_of(request, file, must_have_seen=True, precedence=said.precedence)
    steps.answer(asks, file, said.answer)
    return taken(response, file)


@router.post("/guidance/{str:number}/note", response=TAKEN, url_name="note-guidance")
@allowed(Right.PASS_GUIDANCE)
def take_note(request: HttpRequest, number: str, response: HttpResponse) -> Status[Step]:
    """Take note of the answer."""
    file = _file(request, number)
    steps.take_note(request_of(request, file), file)
    return taken(response, file)
