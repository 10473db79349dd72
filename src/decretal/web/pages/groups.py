"""Groups: put together, checked for each member, handed over, closed by a receipt.

Owns the pages of groups, and the part of a case file's page that leads there. What a
group may do when is left to ``casework.groups``.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework import groups as steps
from decretal.casework.access import office_of
from decretal.casework.deployment import deployment
from decretal.casework.group_standing import (
    GroupStanding,
    Precondition,
    group_acts,
    group_standing,
    preconditions,
)
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models import (
    CaseFile,
    FileKind,
    Group,
    GroupMember,
    GroupState,
    Happening,
)
from decretal.casework.papers.issue import kinds_for
from decretal.casework.standing import Standing
from decretal.casework.steps import provisions_of, standings
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import day, file_of, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ)
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that one may see, the latest first."""
    user = user_of(request)
    found = Group.objects.visible_to(user).select_related("office")
    state = request.GET.get("state", "")
    if state:
        found = found.filter(state=state)
    page = Paginator(found.order_by("-touched_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    may_keep = _may_keep(user)
    return render(
        request,
        "web/groups/list.html",
        {
            "page": page,
            "states": GroupState.choices,
            "state": state,
            "may_keep": may_keep,
            "waiting": steps.candidates(user).count() if may_keep else 0,
            "disposition": law().procedure.dispositions["group"],
            "provisions": provisions_of(group_acts()[0]),
        },
    )


def _may_keep(user: User) -> bool:
    act, _contact = group_acts()
    return has_right(user, Right.KEEP_GROUP) and law().may_do(office_of(user), act)


@allowed(Right.KEEP_GROUP)
@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Put a group together."""
    file = steps.open_group(recording(request), said(request, "called"))
    messages.success(request, _("%(number)s is open.") % {"number": file.number})
    return redirect("group", file.number)


@allowed(Right.READ)
@require_GET
def group(request: HttpRequest, number: str) -> HttpResponse:
    """A group: its members, what is missing for whom, and what can be done now."""
    file = file_of(request, number, FileKind.GROUP)
    user = user_of(request)
    found = group_standing(file)
    members, checked = _members(found)
    note(user, Happening.READ, number)
    page = Paginator(members, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/groups/page.html",
        {
            "file": file,
            "group": found,
            "page": page,
            "ready": sum(all(each.is_met for each in asked) for asked in checked),
            "size": len(members),
            "kinds": kinds_for(file),
            **_can(user, found),
            "lacks_contact": any(not stand.acts_of(group_acts()[1]) for *_rest, stand in members),
        },
    )


Member = tuple[CaseFile, list[Precondition], Standing]


def _members(found: GroupStanding) -> tuple[list[Member], list[list[Precondition]]]:
    cases = {
        each.number: each
        for each in CaseFile.objects.filter(number__in=found.members).select_related("file")
    }
    stand = standings(case.file for case in cases.values())
    members = [
        (cases[number], preconditions(stand[number]), stand[number]) for number in found.members
    ]
    return members, [asked for _case, asked, _standing in members]


def _can(user: User, found: GroupStanding) -> dict[str, bool]:
    hand_over, contact = group_acts()
    office = office_of(user)
    keeps = _may_keep(user)
    hands_over = has_right(user, Right.HAND_OVER) and law().may_do(office, hand_over)
    return {
        "can_keep": keeps and found.state is GroupState.PUT_TOGETHER,
        "can_open_again": keeps and found.state is GroupState.FIXED,
        "can_dissolve": keeps and found.is_open,
        "can_contact": found.is_open
        and has_right(user, Right.ACT)
        and law().may_do(office, contact),
        "can_hand_over": hands_over and found.state is GroupState.FIXED,
        "can_receive": hands_over and found.state is GroupState.HANDED_OVER,
    }


@allowed(Right.KEEP_GROUP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Choose case files and take them into a group."""
    file = file_of(request, number, FileKind.GROUP)
    if request.method == "POST":
        chosen = [each[:60] for each in request.POST.getlist("file")]
        steps.add(recording(request), file, chosen)
        messages.success(request, _("They are in the group."))
        return redirect("group", number)
    words = request.GET.get("q", "").strip()[:200]
    found = steps.candidates(user_of(request), words).select_related("office")
    page = Paginator(found.order_by("number"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/groups/add.html",
        {
            "file": file,
            "page": page,
            "q": words,
            "disposition": law().procedure.dispositions["group"],
        },
    )


@allowed(Right.KEEP_GROUP)
@require_POST
def remove(request: HttpRequest, number: str) -> HttpResponse:
    """Take somebody out of a group."""
    file = file_of(request, number, FileKind.GROUP)
    steps.remove(recording(request), file, said(request, "file"), said(request, "reason"))
    messages.success(request, _("The person is out of the group."))
    return redirect("group", number)


@allowed(Right.KEEP_GROUP)
@require_POST
def fix(request: HttpRequest, number: str) -> HttpResponse:
    """Fix who is in the group."""
    steps.fix(recording(request), file_of(request, number, FileKind.GROUP))
    messages.success(request, _("The group is fixed: its roll can be issued."))
    return redirect("group", number)


@allowed(Right.KEEP_GROUP)
@require_POST
def open_again(request: HttpRequest, number: str) -> HttpResponse:
    """Undo the fixing of a group."""
    file = file_of(request, number, FileKind.GROUP)
    steps.open_again(recording(request), file, said(request, "reason"))
    messages.success(request, _("The group can be changed again."))
    return redirect("group", number)


@allowed(Right.KEEP_GROUP)
@require_POST
def dissolve(request: HttpRequest, number: str) -> HttpResponse:
    """Give a group up."""
    file = file_of(request, number, FileKind.GROUP)
    steps.dissolve(recording(request), file, said(request, "reason"))
    messages.success(request, _("The group is dissolved; its members are free for another one."))
    return redirect("group", number)


@allowed(Right.ACT)
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, number: str) -> HttpResponse:
    """Record the contact with the other side for all members at once."""
    file = file_of(request, number, FileKind.GROUP)
    _hand_over, name = group_acts()
    if request.method == "POST":
        steps.contact(
            recording(request),
            file,
            on=day(request),
            said=said(request, "with"),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The contact is recorded for everybody who lacked it."))
        return redirect("group", number)
    found = group_standing(file)
    members, _checked = _members(found)
    return render(
        request,
        "web/groups/contact.html",
        {
            "file": file,
            "act": name,
            "provisions": provisions_of(name),
            "question": law().procedure.details.get(name, {}).get("with", ""),
            "lacking": [case for case, _asked, stand in members if not stand.acts_of(name)],
            "today": deployment().today(),
        },
    )


@allowed(Right.HAND_OVER)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Record that the whole group was handed over."""
    file = file_of(request, number, FileKind.GROUP)
    if request.method == "POST":
        steps.hand_over(
            recording(request),
            file,
            on=day(request),
            place=said(request, "place"),
            to=said(request, "to"),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The hand-over is recorded in the file of everyone."))
        return redirect("group", number)
    found = group_standing(file)
    members, _checked = _members(found)
    name, _contact = group_acts()
    law().demand_mode(name)
    return render(
        request,
        "web/groups/hand_over.html",
        {
            "file": file,
            "group": found,
            "provisions": provisions_of(name),
            "members": [
                (case, [each for each in asked if not each.is_met])
                for case, asked, _standing in members
            ],
            "is_ready": all(each.is_met for _case, asked, _standing in members for each in asked),
            "today": deployment().today(),
        },
    )


@allowed(Right.HAND_OVER)
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Record the receipt that closes a group."""
    file = file_of(request, number, FileKind.GROUP)
    if request.method == "POST":
        steps.receive(
            recording(request),
            file,
            on=day(request),
            by=said(request, "by"),
            reference=said(request, "reference"),
            evidence=said(request, "evidence"),
        )
        messages.success(request, _("The receipt is recorded, and the group closed."))
        return redirect("group", number)
    return render(
        request,
        "web/groups/receipt.html",
        {"file": file, "group": group_standing(file), "today": deployment().today()},
    )


def _panel(user: User, case: CaseFile, standing: Standing) -> dict[str, object]:
    del standing
    places = list(GroupMember.objects.filter(case=case).select_related("group"))
    if not places:
        return {}
    seen = Group.objects.visible_to(user).filter(pk__in=[each.group_id for each in places])
    return {"places": places, "seen": set(seen.values_list("pk", flat=True))}


PANELS.append(Panel("web/groups/panel.html", _panel))

urls = [
    path("groups/", groups, name="groups"),
    path("groups/open/", open_, name="open-group"),
    path("groups/<str:number>/", group, name="group"),
    path("groups/<str:number>/add/", add, name="add-to-group"),
    path("groups/<str:number>/remove/", remove, name="remove-from-group"),
    path("groups/<str:number>/fix/", fix, name="fix-group"),
    path("groups/<str:number>/open-again/", open_again, name="open-group-again"),
    path("groups/<str:number>/dissolve/", dissolve, name="dissolve-group"),
    path("groups/<str:number>/contact/", contact, name="contact-for-group"),
    path("groups/<str:number>/hand-over/", hand_over, name="hand-over"),
    path("groups/<str:number>/receipt/", receipt, name="receipt"),
]
