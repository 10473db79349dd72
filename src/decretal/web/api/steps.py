"""What the routes of the steps of the procedure have in common.

Owns the answer to a step that was taken, and the fields that most steps take.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from ninja import Schema, Status
from pydantic import Field

from decretal.casework.models import File
from decretal.web.api.recording import tag
from decretal.web.api.schemas import ByTelegram, Evidence, Page, Taken, Text
from decretal.web.pages.cases import PAGE

Number = Annotated[str, Field(min_length=1, max_length=60)]
Numbers = Annotated[list[Number], Field(max_length=1000)]
Line = Annotated[str, Field(min_length=1, max_length=200)]


class Step(Schema):
    """A step that was taken, or had been by an earlier request with the same key."""

    number: str = Field(description="The number of the file.")
    length: int = Field(description="How many entries the file has now.")


class Reason(Taken):
    """Why."""

    reason: Text


class Chosen(Taken):
    """Case files, by their numbers."""

    files: Numbers


class OneOut(Reason):
    """A case file that is taken out, and why."""

    file: Number


class Done(Evidence):
    """The day on which it was done, and the evidence."""

    happened_on: datetime.date


class Travelled(Done, ByTelegram):
    """The day on which something was sent on, and the evidence."""


def taken(response: HttpResponse, file: File) -> Status[Step]:
    """What an answer says of a step that was taken in a file."""
    file.refresh_from_db(fields=["length", "head"])
    tag(response, file)
    return Status(201, Step(number=file.number, length=file.length))


def part_of(found: QuerySet[Any] | list[Any], page: int) -> tuple[Page, list[Any]]:
    """A page of a list."""
    pages: Paginator[Model] = Paginator(found, PAGE)
    part = pages.get_page(page)
    told = Page(count=pages.count, page=part.number, pages=pages.num_pages)
    return told, list(part.object_list)
