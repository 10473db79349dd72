"""Incidents: reporting one, what came of one's reports, and looking into those of others.

Owns the pages. Nothing on any other page depends on whether there is a report; who sees
one is left to ``casework.complaints``.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework import complaints
from decretal.casework.chain import breaks
from decretal.casework.complaints import looked_into_by, may_look_into, reported_by, untaken
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.models import CaseFile, Course, Finding
from decretal.errors import EntryError
from decretal.nodes.rules import Operator
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import date_in, day, recording, said, user_of
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.COMPLAIN)
@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """What one reported, and what one's office has to look into."""
    user = user_of(request)
    mine = Paginator(reported_by(user), PAGE).get_page(request.GET.get("mine"))
    looked = Paginator(looked_into_by(user), PAGE).get_page(request.GET.get("page"))
    late = set(untaken(user).values_list("pk", flat=True))
    return render(
        request,
        "web/incidents/list.html",
        {
            "mine": mine,
            "looked": looked,
            "late": late,
            "may_look": has_right(user, Right.LOOK_INTO),
            "provision_of_rudeness": _provision(),
        },
    )


def _provision() -> str:
    act = law().procedure.steps.get("incident")
    forbids = (
        norm.provision
        for norm in law().rulebook.norms
        if norm.operator is Operator.PROHIBITION and norm.act == act
    )
    return next(forbids, "")


@allowed(Right.COMPLAIN)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Report an incident: of whom, what happened, and who is to look into it."""
    if request.method == "POST":
        office, accused = _accused(said(request, "accused"))
        to = said(request, "to")
        complaints.report(
            recording(request),
            office=office,
            accused=accused,
            what=said(request, "what"),
            on=date_in(said(request, "happened_on")),
            case=said(request, "case"),
            to=Office.objects.filter(code=to).first() if to else None,
            withheld=said(request, "withheld") == "yes",
        )
        messages.success(request, _("Your report is with another office."))
        return redirect("incidents")
    home = Office.objects.filter(state="").prefetch_related("people")
    return render(
        request,
        "web/incidents/report.html",
        {
            "offices": [(office, _people(office, user_of(request))) for office in home],
            "case_number": request.GET.get("case", "")[:60],
            "today": deployment().today(),
        },
    )


def _people(office: Office, without: User) -> list[User]:
    return [each for each in office.people.all() if each.is_active and each.pk != without.pk]


def _accused(written: str) -> tuple[Office, User | None]:
    """The office, with the person or None for somebody unknown: ``user:`` or ``office:``."""
    kind, _sign, name = written.partition(":")
    if kind == "user":
        user = User.objects.select_related("office").filter(username=name).first()
        if user is not None and user.office is not None:
            return user.office, user
    if kind == "office":
        office = Office.objects.filter(code=name).first()
        if office is not None:
            return office, None
    raise EntryError("It is not said who did it.", advice="Choose a person, or an office.")


@allowed(Right.COMPLAIN)
@require_GET
def incident(request: HttpRequest, number: str) -> HttpResponse:
    """A report: for those who look into it all of it, for whoever reported what came of it."""
    user = user_of(request)
    read = complaints.read(user, number)
    if read is None:
        raise Http404
    found, looks = read
    file = found.file
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    sees_case = (
        found.case is not None and CaseFile.objects.visible_to(user).filter(pk=found.case).exists()
    )
    return render(
        request,
        "web/incidents/page.html",
        {
            "found": found,
            "file": file,
            "breaks": breaks(number, file.length, file.head, entries),
            "looks": looks,
            "entries": entries,
            "sees_case": sees_case,
            "may_take_up": looks and found.course == Course.REPORTED,
            "is_taken_up": looks and found.course == Course.TAKEN_UP,
            "may_close": looks and found.course == Course.FOUND and has_right(user, Right.DECIDE),
            "findings": Finding.choices,
            "provision_of_rudeness": _provision(),
            "today": deployment().today(),
        },
    )


def _demand_there(request: HttpRequest, number: str) -> None:
    """Raises Http404 for a report that is not there for whoever asks."""
    if not looked_into_by(user_of(request)).filter(number=number).exists():
        raise Http404


@allowed(Right.LOOK_INTO)
@require_POST
def take_up(request: HttpRequest, number: str) -> HttpResponse:
    """Take a report up."""
    _demand_there(request, number)
    complaints.take_up(recording(request), number)
    messages.success(request, _("Your office looks into it now."))
    return redirect("incident", number)


@allowed(Right.LOOK_INTO)
@require_POST
def hear(request: HttpRequest, number: str) -> HttpResponse:
    """Record who was heard."""
    _demand_there(request, number)
    complaints.hear(
        recording(request),
        number,
        who=said(request, "who"),
        said=said(request, "said"),
        on=day(request),
    )
    messages.success(request, _("The hearing is recorded."))
    return redirect("incident", number)


@allowed(Right.LOOK_INTO)
@require_POST
def find(request: HttpRequest, number: str) -> HttpResponse:
    """Record what was found."""
    _demand_there(request, number)
    complaints.find(
        recording(request),
        number,
        finding=said(request, "finding"),
        reasons=said(request, "reasons"),
    )
    messages.success(request, _("The finding is recorded."))
    return redirect("incident", number)


@allowed(Right.DECIDE)
@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close a report with what was done."""
    _demand_there(request, number)
    complaints.close(
        recording(request),
        number,
        done=said(request, "done"),
        in_the_file=said(request, "in_the_file"),
        happened_on=date_in(said(request, "happened_on")),
    )
    messages.success(request, _("It is closed."))
    return redirect("incident", number)


@allowed(Right.COMPLAIN)
@require_GET
def lookers(request: HttpRequest) -> HttpResponse:
    """The offices that may look into a report of somebody; a part of the form."""
    office = _accused(request.GET.get("accused", ""))[0]
    return render(request, "web/incidents/lookers.html", {"lookers": may_look_into(office)})


urls = [
    path("incidents/", incidents, name="incidents"),
    path("incidents/report/", report, name="report-incident"),
    path("incidents/report/lookers/", lookers, name="lookers"),
    path("incidents/<str:number>/", incident, name="incident"),
    path("incidents/<str:number>/take-up/", take_up, name="take-up-incident"),
    path("incidents/<str:number>/hear/", hear, name="hear-incident"),
    path("incidents/<str:number>/find/", find, name="find-incident"),
    path("incidents/<str:number>/close/", close, name="close-incident"),
]
