"""Whether the server answers: for those who watch it. Says nothing about anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from decretal.web.rights import open_to_anybody


@open_to_anybody
@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """An empty page."""
    del request
    return HttpResponse("", content_type="text/plain")


urls = [path("alive/", alive, name="alive")]
