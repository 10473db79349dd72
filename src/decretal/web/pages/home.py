"""Today: what an office must do, what came in, what waits for others."""

from __future__ import annotations

from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from decretal.casework.access import office_of
from decretal.casework.deployment import deployment
from decretal.casework.models import CaseFile, OpenDuty
from decretal.offices.rights import Right
from decretal.web.asked import user_of
from decretal.web.rights import allowed

MOST = 25


@allowed(Right.SIGN_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The day's work of the office of whoever is signed in."""
    user = user_of(request)
    office = office_of(user)
    if office.is_foreign:
        return redirect("lists")
    cases = CaseFile.objects.visible_to(user)
    duties = (
        OpenDuty.objects.filter(office=office)
        .select_related("case")
        .order_by(F("due").asc(nulls_last=True), "pk")
    )
    waiting = cases.exclude(waits_for="").values("waits_for").annotate(count=Count("pk"))
    return render(
        request,
        "web/home.html",
        {
            "duties": duties[:MOST],
            "today": deployment().today(),
            "waiting": {each["waits_for"]: each["count"] for each in waiting},
            "recent": cases.order_by("-touched_on", "-pk")[:10],
        },
    )


urls = [path("", home, name="home")]
