"""Lists of names over the API: drawn up, sent, reported, answered for each person.

Owns the routes. An office of another state gets what the list says and nothing else.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import lists as steps
from decretal.casework.access import office_of
from decretal.casework.lists import Answer
from decretal.casework.log import note
from decretal.casework.models import CaseFile, File, FileKind, Happening, NameList
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of, tag
from decretal.web.api.schemas import ByTelegram, Page, Short, Taken
from decretal.web.api.steps import (
    Chosen,
    Numbers,
    OneOut,
    Reason,
    Step,
    Travelled,
    part_of,
    taken,
)
from decretal.web.asked import file_of, user_of
from decretal.web.rights import allowed

router = Router(tags=["lists"])
TAKEN = {201: Step}


class ListRow(Schema):
    """A list of names, as lists of them have it."""

    number: str
    state: str
    size: int
    unanswered: int
    reported_on: datetime.date | None


class ListRows(Page):
    """A page of the lists that one sees."""

    items: list[ListRow]


class NameShown(Schema):
    """A name on a list; the file is named to those alone who see it."""

    place: int
    names: list[str]
    answer: str
    answered_on: datetime.date | None
    reference: str
    file: str | None


class ListShown(ListRow):
    """A list with its names and what was answered for each."""

    length: int
    names: list[NameShown]


class AnswerTaken(Taken):
    """What is answered for a person, by the place on the list."""

    place: Annotated[int, Field(ge=1, le=999_999)]
    answer: Annotated[str, Field(min_length=1, max_length=60)]
    reference: Annotated[str, Field(max_length=500)] = ""


class AnswersTaken(ByTelegram):
    """Answers, for as many as are answered now."""

    happened_on: datetime.date
    answers: Annotated[list[AnswerTaken], Field(min_length=1, max_length=1000)]


class Superseded(Reason, ByTelegram):
    """Why a new list takes the place of one that was sent, and who is not on it."""

    without: Numbers = Field(default_factory=list)


@router.get("/lists", response=ListRows, url_name="lists")
@allowed(Right.READ, Right.READ_LISTS)
def lists(
    request: HttpRequest,
    state: Short = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> dict[str, object]:
    """The lists that you see, the latest first."""
    found = NameList.objects.visible_to(user_of(request))
    if state:
        found = found.filter(state=state)
    told, part = part_of(found.order_by("-touched_on", "-pk"), page)
    return {**told.dict(), "items": [_row(each) for each in part]}


def _row(found: NameList) -> dict[str, object]:
    return {name: getattr(found, name) for name in ListRow.model_fields}


@router.post("/lists", response=TAKEN, url_name="open-list")
@allowed(Right.KEEP_LIST)
def open_(request: HttpRequest, said: Chosen, response: HttpResponse) -> Status[Step]:
    """Draw a list up."""
    return taken(response, steps.open_list(request_of(request), said.files))


@router.get("/lists/{str:number}", response=ListShown, url_name="list")
@allowed(Right.READ, Right.READ_LISTS)
def list_(request: HttpRequest, number: str, response: HttpResponse) -> dict[str, object]:
    """A list: its names, and what was answered for each."""
    file = _file(request, number)
    user = user_of(request)
    found = NameList.objects.visible_to(user).filter(file=file).first()
    if found is None:
        raise Http404
    note(user, Happening.READ, number, "API")
    listed = list(found.listed.select_related("case").order_by("place"))
    seen = _seen(user, [each.case_id for each in listed])
    tag(response, file)
    return {
        **_row(found),
        "length": file.length,
        "names": [
            {
                **{n: getattr(each, n) for n in NameShown.model_fields if n != "file"},
                "file": each.case.number if each.case_id in seen else None,
            }
            for each in listed
        ],
    }


def _seen(user: User, keys: list[int]) -> set[int]:
    if office_of(user).is_foreign:
        return set()
    return set(CaseFile.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _file(request: HttpRequest, number: str) -> File:
    return file_of(request, number, FileKind.LIST)


@router.post("/lists/{str:number}/names", response=TAKEN, url_name="add-to-list")
@allowed(Right.KEEP_LIST)
def add(request: HttpRequest, number: str, said: Chosen, response: HttpResponse) -> Status[Step]:
    """Put names on a list that was not sent."""
    file = _file(request, number)
    steps.add(request_of(request, file), file, said.files)
    return taken(response, file)


@router.post("/lists/{str:number}/names/out", response=TAKEN, url_name="remove-from-list")
@allowed(Right.KEEP_LIST)
def remove(request: HttpRequest, number: str, said: OneOut, response: HttpResponse) -> Status[Step]:
    """Take a name off a list that was not sent."""
    file = _file(request, number)
    steps.remove(request_of(request, file), file, said.file, said.reason)
    return taken(response, file)


@router.post("/lists/{str:number}/send", response=TAKEN, url_name="send-list")
@allowed(Right.SEND_LIST)
def send(
    request: HttpRequest, number: str, said: Travelled, response: HttpResponse
) -> Status[Step]:
    """Send a list to the office that reports it; it is fixed from then on. Needs `If-Match`."""
    file = _file(request, number)
    steps.send(
        request_of(request, file, must_have_seen=True, precedence=said.precedence),
        file,
        on=said.happened_on,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.post("/lists/{str:number}/report", response=TAKEN, url_name="report-list")
@allowed(Right.SEND_LIST)
def report(
    request: HttpRequest, number: str, said: Travelled, response: HttpResponse
) -> Status[Step]:
    """Report a list to the other state's office. Needs `If-Match`; live mode refuses it."""
    file = _file(request, number)
    steps.report(
        request_of(request, file, must_have_seen=True, precedence=said.precedence),
        file,
        on=said.happened_on,
        evidence=said.evidence,
        reference=said.reference,
    )
    return taken(response, file)


@router.post("/lists/{str:number}/answers", response=TAKEN, url_name="answer-list")
@allowed(Right.ANSWER_LIST)
def answer(
    request: HttpRequest, number: str, said: AnswersTaken, response: HttpResponse
) -> Status[Step]:
    """Answer for people on a list that was reported to you."""
    file = _file(request, number)
    given = {each.place: Answer(each.answer, each.reference) for each in said.answers}
    asks = request_of(request, file, precedence=said.precedence)
    steps.answer(asks, file, given, on=said.happened_on)
    return taken(response, file)


@router.post("/lists/{str:number}/supersede", response=TAKEN, url_name="supersede-list")
@allowed(Right.SEND_LIST)
def supersede(
    request: HttpRequest, number: str, said: Superseded, response: HttpResponse
) -> Status[Step]:
    """Draw up a new list in place of one that was sent; the answer names the new one."""
    file = _file(request, number)
    asks = request_of(request, file, precedence=said.precedence)
    return taken(response, steps.supersede(asks, file, said.reason, said.without))
