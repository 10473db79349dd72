"""The offices: the hierarchy, who is in them, and for whom they act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from decretal.offices.models import Office
from decretal.offices.rights import Right
from decretal.web.rights import allowed


@allowed(Right.READ)
@require_GET
def offices(request: HttpRequest) -> HttpResponse:
    """All offices. What stands here is no secret among the offices of one state."""
    found = Office.objects.prefetch_related("people__postings", "delegations").order_by("path")
    shown = [(office, len(office.codes_above)) for office in found]
    return render(request, "web/offices.html", {"offices": shown})


urls = [path("offices/", offices, name="offices")]
