"""Today: what an office must do, what came in, what waits for others.

Owns the page. Each thing on it leads to the page on which it is dealt with, or to a list
with that filter; what stands there is owned by those pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from decretal.casework.access import office_of
from decretal.casework.complaints import looked_into_by
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.lists import list_acts
from decretal.casework.models import (
    CaseFile,
    Course,
    GuidanceRequest,
    ListState,
    NameList,
    OpenDuty,
    PermissionAsked,
    Stage,
    Transfer,
    TransferState,
)
from decretal.offices.models import Office, User
from decretal.offices.rights import Right
from decretal.web.asked import user_of
from decretal.web.pages.cases import rows_of
from decretal.web.rights import allowed

MOST = 25


@dataclass(frozen=True, slots=True)
class Task:
    """A number of things with what they are, and the page on which they stand."""

    count: int
    said: str
    address: str


@allowed(Right.SIGN_IN)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The day's work of the office of whoever is signed in."""
    user = user_of(request)
    office = office_of(user)
    if office.is_foreign:
        return redirect("lists")
    cases = CaseFile.objects.visible_to(user)
    waiting = cases.exclude(waits_for="").values("waits_for").annotate(count=Count("pk"))
    today = deployment().today()
    latest = cases.order_by("-touched_on", "-pk").values_list("pk", flat=True)
    duties = OpenDuty.objects.filter(office=office)
    first = _first(duties)
    seen = cases.filter(pk__in=[duty.case_id for duty in first]).values_list("pk", flat=True)
    return render(
        request,
        "web/home.html",
        {
            "duties": first,
            "seen": set(seen),
            "more": duties.count() - MOST,
            "today": today,
            "came": _came_in(user, office),
            "others": _with_others(office),
            "waiting": {each["waits_for"]: each["count"] for each in waiting.order_by("waits_for")},
            **cases.aggregate(
                overdue=Count("pk", filter=Q(due__lt=today)),
                departing=Count("pk", filter=Q(departs=True)),
            ),
            "recent": rows_of(user, list(latest[:10])),
        },
    )


def _first(duties: QuerySet[OpenDuty]) -> list[OpenDuty]:
    """Those with a day, the nearest first, and then those without."""
    rows = duties.select_related("case")
    found = list(rows.exclude(due=None).order_by("due", "pk")[:MOST])
    if len(found) < MOST:
        found += rows.filter(due=None).order_by("pk")[: MOST - len(found)]
    return found


def _came_in(user: User, office: Office) -> list[Task]:
    """What was sent to the office and waits for it."""
    acts = list_acts()
    to_report = law().may_do(office, acts.reported)
    requests = GuidanceRequest.objects.lying_at(user)
    found = [
        Task(
            n := Transfer.objects.filter(to_office=office, state=TransferState.SENT).count(),
            ngettext("file to accept or return", "files to accept or return", n),
            reverse("transfers") + "?state=sent",
        ),
        Task(
            n := PermissionAsked.objects.filter(to_office=office, answer="").count(),
            ngettext("permission to grant or refuse", "permissions to grant or refuse", n),
            reverse("transfers"),
        ),
        Task(
            n := _lists(user).filter(state=ListState.SENT).count() if to_report else 0,
            ngettext("list of names to report", "lists of names to report", n),
            reverse("lists") + "?state=sent",
        ),
        Task(
            n := requests.count(),
            ngettext("request for guidance lies here", "requests for guidance lie here", n),
            reverse("guidance"),
        ),
        Task(
            n := looked_into_by(user).exclude(course=Course.CLOSED).count(),
            ngettext("incident to look into", "incidents to look into", n),
            reverse("incidents"),
        ),
    ]
    return [task for task in found if task.count]


def _lists(user: User) -> QuerySet[NameList]:
    return NameList.objects.visible_to(user)


def _with_others(office: Office) -> list[Task]:
    """What the office sent to others and waits for."""
    requests = GuidanceRequest.objects.filter(office=office).exclude(lies_at=office)
    found = [
        Task(
            n := Transfer.objects.filter(from_office=office, state=TransferState.SENT).count(),
            ngettext(
                "file that another office has not accepted yet",
                "files that other offices have not accepted yet",
                n,
            ),
            reverse("transfers") + "?state=sent",
        ),
        Task(
            n := PermissionAsked.objects.filter(from_office=office, answer="").count(),
            ngettext("permission that was asked for", "permissions that were asked for", n),
            reverse("transfers"),
        ),
        Task(
            n := NameList.objects.filter(
                office=office, state__in=(ListState.SENT, ListState.REPORTED)
            ).count(),
            ngettext("list without all answers", "lists without all answers", n),
            reverse("lists"),
        ),
        Task(
            n := requests.exclude(stage=Stage.ANSWERED).count(),
            ngettext("request for guidance on its way", "requests for guidance on their way", n),
            reverse("guidance"),
        ),
    ]
    return [task for task in found if task.count]


urls = [path("", home, name="home")]
