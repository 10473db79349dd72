"""Registers: foreign residents, and restorations of citizenship.

Owns the pages of both, recording a restoration, and the part of a case file's page that
leads there. Both are made of what case files say, and kept nowhere else.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from decretal.casework import residents as register
from decretal.casework import restoration as steps
from decretal.casework.access import office_of
from decretal.casework.deployment import deployment
from decretal.casework.effects import demand_ready, missing
from decretal.casework.law import law
from decretal.casework.models import CaseFile, ListedName, Restoration
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import provisions_of
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import case_of, day, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ)
@require_GET
def residents(request: HttpRequest) -> HttpResponse:
    """The register of foreign residents."""
    words = request.GET.get("q", "").strip()[:200]
    answered = ListedName.objects.exclude(answered_on=None).select_related("name_list")
    found = register.residents(user_of(request), words).select_related("office")
    found = found.prefetch_related(Prefetch("list_places", answered, to_attr="answers"))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/registers/residents.html",
        {
            "page": page,
            "q": words,
            "disposition": law().procedure.dispositions["resident"],
            "provisions": register.provisions(),
        },
    )


@allowed(Right.READ)
@require_GET
def restorations(request: HttpRequest) -> HttpResponse:
    """The register of restorations."""
    found = Restoration.objects.visible_to(user_of(request)).select_related("case", "office")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/registers/restorations.html",
        {
            "page": page,
            "disposition": law().procedure.dispositions["restoration"],
            "provisions": provisions_of(steps.restoration_act()),
        },
    )


@allowed(Right.DECIDE)
@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, number: str) -> HttpResponse:
    """Record that somebody's citizenship was restored."""
    found = case_of(request, number)
    if request.method == "POST":
        steps.restore(
            recording(request),
            found.file,
            on=day(request),
            basis=said(request, "basis"),
            told=said(request, "told"),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The restoration is recorded, and stands in the register."))
        return redirect("case", number)
    name = steps.restoration_act()
    law().demand_act(office_of(user_of(request)), name)
    shown = standing(found.file)
    demand_ready(shown, name)
    return render(
        request,
        "web/registers/restore.html",
        {
            "case": found,
            "file": found.file,
            "act": name,
            "provisions": provisions_of(name),
            "duties": [duty for duty in shown.open_duties if duty.act != name],
            "today": deployment().today(),
        },
    )


def _panel(user: User, case: CaseFile, shown: Standing) -> dict[str, object]:
    name = steps.restoration_act()
    done = shown.acts_of(name)
    return {
        "restored": done[-1] if done else None,
        "can_restore": steps.is_due(shown)
        and has_right(user, Right.DECIDE)
        and law().may_do(office_of(user), name)
        and case.office.is_under(office_of(user))
        and not shown.merged_into
        and not shown.is_decision_outdated
        and not missing(shown, name),
        "act": name,
        "resident_since": case.resident_since,
        "provisions": provisions_of(name),
    }


PANELS.append(Panel("web/registers/panel.html", _panel))

urls = [
    path("registers/residents/", residents, name="residents"),
    path("registers/restorations/", restorations, name="restorations"),
    path("cases/<str:number>/restoration/", restore, name="restoration"),
]
