"""Papers over the API: those that were issued, issuing one, and having it byte by byte.

Owns the routes. What stands on a paper, and that it never changes, is left to
``casework.papers``.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework.models.papers import Paper
from decretal.casework.papers.contents import Kind
from decretal.casework.papers.issue import issue, kinds_for
from decretal.offices.rights import Right
from decretal.web.api.recording import request_of
from decretal.web.api.schemas import Page, Short, Taken
from decretal.web.api.steps import part_of
from decretal.web.asked import user_of
from decretal.web.pages import papers as pages
from decretal.web.rights import allowed

router = Router(tags=["papers"])
_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The paper.",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}


class PaperRow(Schema):
    """A paper that was issued; it never changes."""

    number: str
    kind: str
    office: str
    file: str
    length: int = Field(description="How many entries the file had when it was made.")
    made_by: str
    made_on: datetime.date
    sha256: str
    table: bool = Field(description="Whether there is a table of it, in CSV.")


class PaperRows(Page):
    """A page of the papers of the files that one sees."""

    items: list[PaperRow]


class PapersOfFile(Schema):
    """The papers of a file, and those that can be issued from it."""

    kinds: list[str]
    items: list[PaperRow]


class PaperTaken(Taken):
    """Which paper is issued."""

    kind: Kind


@router.get("/papers", response=PaperRows, url_name="papers")
@allowed(Right.READ, Right.READ_LISTS)
def papers(
    request: HttpRequest, kind: Short = "", page: Annotated[int, Query(ge=1)] = 1
) -> dict[str, object]:
    """The papers of all files that you see, the latest first."""
    found = Paper.objects.visible_to(user_of(request)).without_bytes()
    if kind:
        found = found.filter(kind=kind)
    told, part = part_of(found.select_related("file", "office", "made_by"), page)
    return {**told.dict(), "items": [_row(each) for each in part]}


def _row(paper: Paper) -> dict[str, object]:
    simple = ("number", "kind", "length", "made_on", "sha256")
    return {
        **{name: getattr(paper, name) for name in simple},
        "office": paper.office.code,
        "file": paper.file.number,
        "made_by": str(paper.made_by),
        "table": bool(paper.csv_sha256),
    }


@router.get("/papers/of/{str:number}", response=PapersOfFile, url_name="papers-of-file")
@allowed(Right.READ, Right.READ_LISTS)
def of_file(request: HttpRequest, number: str) -> dict[str, object]:
    """The papers of one file, and those that can be issued from it."""
    file = pages.file_with(request, number)
    found = Paper.objects.without_bytes().filter(file=file)
    return {
        "kinds": [kind.value for kind in kinds_for(file)],
        "items": [_row(each) for each in found.select_related("file", "office", "made_by")],
    }


@router.post("/papers/of/{str:number}", response={201: PaperRow}, url_name="issue-paper")
@allowed(Right.ISSUE_PAPER)
def issue_(request: HttpRequest, number: str, said: PaperTaken) -> Status[PaperRow]:
    """Issue a paper from a file as it stands; with `If-Match`, only as it was seen."""
    file = pages.file_with(request, number)
    paper = issue(request_of(request, file), file, said.kind)
    return Status(201, PaperRow.model_validate(_row(paper)))


@router.get("/papers/{str:number}/as/{str:form}", url_name="paper", openapi_extra=_FILE)
@allowed(Right.READ, Right.READ_LISTS)
def paper(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """A paper as it was issued, byte by byte: `pdf`, or `csv` where it is a table."""
    return pages.paper(request, number, form)
