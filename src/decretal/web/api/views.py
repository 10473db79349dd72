"""Saved views over the API: filters of the list of case files, under names of one's own.

Owns the routes.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from decretal.casework.views import remove_view, save_view
from decretal.offices.rights import Right
from decretal.web.api.schemas import Taken
from decretal.web.asked import user_of
from decretal.web.rights import allowed

router = Router(tags=["cases"])
ViewName = Annotated[str, Field(min_length=1, max_length=80)]


class View(Schema):
    """Filters of the list of case files, under a name."""

    name: str
    filters: dict[str, str] = Field(description="As `cases` takes them.")


class ViewTaken(Taken):
    """Filters that are saved; those that the list does not have are left out."""

    name: ViewName
    filters: Annotated[dict[str, Annotated[str, Field(max_length=200)]], Field(max_length=40)] = (
        Field(default_factory=dict)
    )


class ViewNamed(Taken):
    """A view of one's own."""

    name: ViewName


@router.get("/views", response=list[View], url_name="views")
@allowed(Right.READ)
def views(request: HttpRequest) -> list[dict[str, object]]:
    """The views that you saved."""
    return [
        {"name": each.name, "filters": dict(parse_qsl(each.filters))}
        for each in user_of(request).saved_views.all()
    ]


@router.post("/views", response={201: View}, url_name="save-view")
@allowed(Right.READ)
def save(request: HttpRequest, said: ViewTaken) -> Status[View]:
    """Save filters under a name; a name that is there already gets the new ones."""
    saved = save_view(user_of(request), said.name.strip(), list(said.filters.items()))
    return Status(201, View(name=saved.name, filters=dict(parse_qsl(saved.filters))))


@router.post("/views/remove", response=list[View], url_name="remove-view")
@allowed(Right.READ)
def remove(request: HttpRequest, said: ViewNamed) -> list[dict[str, object]]:
    """Remove a view of your own; gives those that are left."""
    remove_view(user_of(request), said.name)
    return views(request)
