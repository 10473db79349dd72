"""Education of cadres: the register of sessions, and who is still to come.

Owns the pages. What a session is and who holds one is left to ``casework.education``.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from decretal.casework import education as steps
from decretal.casework.access import office_of
from decretal.casework.chain import Break, breaks
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.models import File, Session
from decretal.offices.rights import Right, has_right
from decretal.web.asked import day, recording, said, user_of
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ)
@require_GET
def education(request: HttpRequest) -> HttpResponse:
    """The duty, the sessions of the office and of those below, and who is still to come."""
    user = user_of(request)
    office = office_of(user)
    sessions = Session.objects.visible_to(user).select_related("office", "file")
    shown = sessions.prefetch_related("attendances__user")
    people = steps.attendance(office)
    register = steps.register_of(office)
    return render(
        request,
        "web/education/list.html",
        {
            "breaks": _breaks(register) if register is not None else [],
            "duties": steps.office_duties(office),
            "sessions": Paginator(shown, PAGE).get_page(request.GET.get("page")),
            "people": Paginator(people, PAGE).get_page(request.GET.get("people")),
            "to_come": steps.still_to_come(office),
            "may_hold": has_right(user, Right.EDUCATE)
            and law().may_do(office, steps.session_act()),
            "may_change": has_right(user, Right.EDUCATE),
        },
    )


def _breaks(register: File) -> list[Break]:
    entries = list(register.entries.select_related("author", "office").order_by("sequence"))
    return breaks(register.number, register.length, register.head, entries)


@allowed(Right.EDUCATE)
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest) -> HttpResponse:
    """Record a session that was held."""
    office = office_of(user_of(request))
    if request.method == "POST":
        steps.hold(
            recording(request),
            topic=said(request, "topic"),
            held_by=said(request, "held_by"),
            on=day(request),
            attended=request.POST.getlist("attended"),
            documents=said(request, "documents"),
            evidence=said(request, "evidence"),
        )
        messages.success(request, _("The session stands in the register."))
        return redirect("education")
    law().demand_act(office, steps.session_act())
    register = steps.register_of(office)
    return render(
        request,
        "web/education/hold.html",
        {
            "people": steps.attendance(office)[: steps.MOST_PEOPLE],
            "file": register,
            "today": deployment().today(),
        },
    )


@allowed(Right.EDUCATE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, sequence: int) -> HttpResponse:
    """Add who attended, or withdraw a session."""
    office = office_of(user_of(request))
    if request.method == "POST":
        if said(request, "what") == "withdraw":
            steps.withdraw(recording(request), sequence, said(request, "reason"))
            messages.success(request, _("The session is withdrawn; its entry stays."))
        else:
            attended = request.POST.getlist("attended")
            steps.came_later(recording(request), sequence, attended)
            messages.success(request, _("The attendance is recorded."))
        return redirect("education")
    register = steps.register_of(office)
    session = Session.objects.filter(file=register, sequence=sequence).first()
    if session is None:
        raise Http404
    present = set(session.attendances.values_list("user", flat=True))
    people = steps.people_of(office).select_related("office").exclude(pk__in=present)
    return render(
        request,
        "web/education/change.html",
        {
            "file": register,
            "session": session,
            "people": people.order_by("office__path", "username")[: steps.MOST_PEOPLE],
        },
    )


urls = [
    path("education/", education, name="education"),
    path("education/hold/", hold, name="hold-session"),
    path("education/<int:sequence>/", change, name="change-session"),
]
