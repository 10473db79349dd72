"""Tables of case files over the API: given, looked through, then taken in, all or nothing.

Owns the routes. An import runs beside its requests; whoever began it asks how it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from decretal.casework.import_jobs import Job, begin, go_on, job
from decretal.offices.rights import Right
from decretal.web.api.schemas import Taken
from decretal.web.asked import user_of
from decretal.web.pages import importing as pages
from decretal.web.rights import allowed

router = Router(tags=["imports"])
_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The rejected rows.",
            "content": {"text/csv": {"schema": {"type": "string"}}},
        }
    }
}


class JobShown(Schema):
    """An import as it stands."""

    name: str
    table: str
    state: str = Field(
        description="looking, looked, taking, taken, failed or interrupted; ask until it is done."
    )
    done: int
    fraction: float | None
    ready: int = Field(description="The rows that can be taken in.")
    rejected: int
    problems: list[str] = Field(description="The first 50 of what is wrong with rows.")
    first: list[dict[str, Any]]
    error: str


class TakenIn(Taken):
    """Whether the others are taken in where rows are rejected; otherwise none is."""

    leave_rejected: bool = False


def _shown(found: Job) -> Mapping[str, object]:
    return {name: getattr(found, name) for name in JobShown.model_fields}


@router.post("/imports", response={201: JobShown}, url_name="imports")
@allowed(Right.IMPORT)
def importing(request: HttpRequest, table: File[UploadedFile]) -> Status[JobShown]:
    """Give a table, as `multipart/form-data`; it is looked through, and nothing is opened."""
    user = user_of(request)
    return Status(201, JobShown.model_validate(_shown(job(user, begin(user, table)))))


@router.get("/imports/{str:name}", response=JobShown, url_name="import")
@allowed(Right.IMPORT)
def one(request: HttpRequest, name: str) -> Mapping[str, object]:
    """An import of your own as it stands."""
    return _shown(job(user_of(request), name))


@router.post("/imports/{str:name}/take", response={202: JobShown}, url_name="import-take")
@allowed(Right.IMPORT)
def take(request: HttpRequest, name: str, said: TakenIn) -> Status[JobShown]:
    """Take the table in: all rows, or all that can be read, or none; twice imports once."""
    user = user_of(request)
    go_on(user, name, leave_rejected=said.leave_rejected)
    return Status(202, JobShown.model_validate(_shown(job(user, name))))


@router.get("/imports/{str:name}/rejects", url_name="import-rejects", openapi_extra=_FILE)
@allowed(Right.IMPORT)
def rejects(request: HttpRequest, name: str) -> FileResponse:
    """The rejected rows in CSV, each with what is wrong, to be corrected and given again."""
    return pages.rejects(request, name)
