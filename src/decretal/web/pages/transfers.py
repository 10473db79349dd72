"""Transfers: permissions asked for, files sent, accepted and returned.

Owns the pages of what moves between offices, and the part of a case file's page that
says what is on its way and which text is not at hand.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from decretal.casework import transfers as steps
from decretal.casework.access import office_of
from decretal.casework.deployment import deployment
from decretal.casework.effects import demand_ready, missing
from decretal.casework.law import law
from decretal.casework.models import CaseFile, PermissionAsked, Transfer, TransferState
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import elsewhere, provisions_of
from decretal.casework.transfer_standing import (
    in_flight,
    open_references,
    permissions_of,
    transfers_of,
)
from decretal.errors import EntryError, NotReadyError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import case_of, day, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ)
@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """What is on its way to the office and from it, and the permissions asked for."""
    user = user_of(request)
    found = Transfer.objects.visible_to(user).select_related("case", "from_office", "to_office")
    state = request.GET.get("state", "")
    if state:
        found = found.filter(state=state)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = PermissionAsked.objects.visible_to(user).filter(answer="")
    asked = asked.select_related("case", "from_office", "to_office").order_by("asked_on", "pk")
    waiting = Paginator(asked, PAGE).get_page(request.GET.get("waiting"))
    keys = [each.case_id for each in page.object_list]
    keys += [each.case_id for each in waiting.object_list]
    seen = CaseFile.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)
    return render(
        request,
        "web/transfers/list.html",
        {
            "page": page,
            "waiting": waiting,
            "states": TransferState.choices,
            "state": state,
            "seen": set(seen),
            "permission": law().procedure.steps["permission"],
            "provisions": provisions_of(steps.transfer_act()),
        },
    )


@allowed(Right.TRANSFER)
@require_http_methods(["GET", "POST"])
def permission(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the permission that the order provides."""
    found = case_of(request, number)
    if request.method == "POST":
        because = said(request, "because")
        steps.ask_permission(recording(request), found.file, on=day(request), because=because)
        messages.success(request, _("The permission is asked for."))
        return redirect("case", number)
    name = law().procedure.steps["permission"]
    return render(
        request,
        "web/transfers/permission.html",
        {
            "case": found,
            "file": found.file,
            "who": sorted(law().doers(name)),
            "provisions": provisions_of(name),
            "today": deployment().today(),
        },
    )


@allowed(Right.TRANSFER)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send a file to another office."""
    found = case_of(request, number)
    if request.method == "POST":
        to = Office.objects.filter(code=said(request, "to")).first()
        if to is None:
            raise EntryError(_("No office is chosen."), advice=_("Choose where the file goes."))
        steps.send(
            recording(request),
            found.file,
            to,
            on=day(request),
            because=said(request, "because"),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The file is on its way to %(office)s.") % {"office": to})
        return redirect("case", number)
    shown = standing(found.file)
    under_order = steps.is_under_order(shown)
    if under_order:
        demand_ready(shown, steps.transfer_act())
    return render(
        request,
        "web/transfers/send.html",
        {
            "case": found,
            "file": found.file,
            "under_order": under_order,
            "offices": steps.destinations(found.file, under_order=under_order),
            "provisions": provisions_of(steps.transfer_act()),
            "today": deployment().today(),
        },
    )


@allowed(Right.TRANSFER)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Accept a file that was sent here, or return it with a reason."""
    found = case_of(request, number)
    if request.method == "POST":
        reason = said(request, "reason")
        if said(request, "answer") == "return":
            steps.give_back(recording(request), found.file, on=day(request), reason=reason)
            messages.success(request, _("%(number)s is returned.") % {"number": number})
            return redirect("transfers")
        steps.accept(recording(request), found.file, on=day(request), said=reason)
        messages.success(request, _("%(number)s is held here now.") % {"number": number})
        return redirect("case", number)
    return render(
        request,
        "web/transfers/answer.html",
        {
            "case": found,
            "file": found.file,
            "moved": in_flight(standing(found.file)),
            "today": deployment().today(),
        },
    )


def _is_free(case: CaseFile, shown: Standing) -> bool:
    if elsewhere(shown):
        return False
    try:
        steps.demand_free(case.file, shown)
    except NotReadyError:
        return False
    return True


def _panel(user: User, case: CaseFile, shown: Standing) -> dict[str, object]:
    office = office_of(user)
    may = has_right(user, Right.TRANSFER)
    name = steps.transfer_act()
    is_ours = law().may_do(office, name)
    moving = in_flight(shown)
    moved = transfers_of(shown)
    under_order = steps.is_under_order(shown)
    is_held = case.office.is_under(office)
    free = may and is_held and case.returned_on is None and _is_free(case, shown)
    offices = {}
    if moved:
        codes = {code for each in moved for code in (each.sender, each.to)}
        offices = {each.code: each for each in Office.objects.filter(code__in=codes)}
    return {
        "permissions": permissions_of(shown),
        "moved": [(each, offices.get(each.sender), offices.get(each.to)) for each in moved],
        "references": open_references(shown),
        "can_ask": may
        and is_ours
        and is_held
        and not elsewhere(shown)
        and steps.is_permission_due(shown),
        "can_send": free and (not under_order or (is_ours and not missing(shown, name))),
        "under_order": under_order,
        "waits": missing(shown, name) if under_order and not shown.acts_of(name) else [],
        "can_answer": may and moving is not None and moving.to == office.code,
        "provisions": provisions_of(name),
    }


PANELS.append(Panel("web/transfers/panel.html", _panel))

urls = [
    path("transfers/", transfers, name="transfers"),
    path("cases/<str:number>/permission/", permission, name="ask-permission"),
    path("cases/<str:number>/transfer/", send, name="send-file"),
    path("cases/<str:number>/transfer/answer/", answer, name="answer-transfer"),
]
