"""Lists of names: drawn up, sent, reported, answered for each person.

Owns the pages of lists, and the part of a case file's page that leads there. An office
of another state gets pages of its own, made of what the list says and of nothing else.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework import lists as steps
from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.list_standing import list_standing
from decretal.casework.lists import Answer, answers, list_acts, receiving
from decretal.casework.log import note
from decretal.casework.models import (
    CaseFile,
    FileKind,
    Happening,
    ListedName,
    ListState,
    NameList,
)
from decretal.casework.papers.issue import kinds_for
from decretal.casework.standing import Standing
from decretal.casework.steps import provisions_of
from decretal.errors import EntryError
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import day, file_of, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """The lists that one may see, the latest first."""
    user = user_of(request)
    found = NameList.objects.visible_to(user).select_related("office")
    state = request.GET.get("state", "")
    if state:
        found = found.filter(state=state)
    page = Paginator(found.order_by("-touched_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    if office_of(user).is_foreign:
        today = deployment().today()
        return render(request, "web/lists/received.html", {"page": page, "today": today})
    may_keep = _may(user, Right.KEEP_LIST, list_acts().sent)
    return render(
        request,
        "web/lists/list.html",
        {
            "page": page,
            "states": ListState.choices,
            "state": state,
            "may_keep": may_keep,
            "waiting": steps.candidates(user).count() if may_keep else 0,
            "disposition": law().procedure.dispositions["list"],
            "provisions": provisions_of(list_acts().sent, list_acts().reported),
        },
    )


def _may(user: User, right: Right, act: str) -> bool:
    return has_right(user, right) and law().may_do(office_of(user), act)


@allowed(Right.KEEP_LIST)
@require_POST
def open_(request: HttpRequest) -> HttpResponse:
    """Draw a list up."""
    file = steps.open_list(recording(request))
    messages.success(request, _("%(number)s is open.") % {"number": file.number})
    return redirect("list", file.number)


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def list_(request: HttpRequest, number: str) -> HttpResponse:
    """A list: its names, where it is, what was answered, and what can be done now."""
    file = file_of(request, number, FileKind.LIST)
    user = user_of(request)
    note(user, Happening.READ, number)
    row = NameList.objects.visible_to(user).select_related("office").filter(file=file).first()
    if row is None:
        raise Http404
    listed = row.listed.select_related("case").order_by("place")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    acts = list_acts()
    if office_of(user).is_foreign:
        return render(
            request,
            "web/lists/answered.html",
            {
                "file": file,
                "list": row,
                "page": page,
                "can_answer": row.state == ListState.REPORTED
                and _may(user, Right.ANSWER_LIST, acts.answered),
            },
        )
    keys = [each.case_id for each in page.object_list]
    seen = CaseFile.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)
    return render(
        request,
        "web/lists/page.html",
        {
            "file": file,
            "list": row,
            "page": page,
            "seen": set(seen),
            "standing": list_standing(file),
            "is_ours": row.office_id in offices_seen_by(user),
            "kinds": kinds_for(file),
            "today": deployment().today(),
            "provisions": provisions_of(acts.sent, acts.reported),
            "can_keep": row.state == ListState.DRAWN_UP and _may(user, Right.KEEP_LIST, acts.sent),
            "can_send": row.state == ListState.DRAWN_UP and _may(user, Right.SEND_LIST, acts.sent),
            "can_report": row.state == ListState.SENT
            and _may(user, Right.SEND_LIST, acts.reported),
            "can_supersede": row.state in (ListState.SENT, ListState.REPORTED)
            and row.unanswered > 0
            and _may(user, Right.SEND_LIST, acts.sent),
        },
    )


@allowed(Right.KEEP_LIST)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Choose case files and put their names on a list."""
    file = file_of(request, number, FileKind.LIST)
    if request.method == "POST":
        chosen = [each[:60] for each in request.POST.getlist("file")]
        steps.add(recording(request), file, chosen)
        messages.success(request, _("They are on the list."))
        return redirect("list", number)
    words = request.GET.get("q", "").strip()[:200]
    found = steps.candidates(user_of(request), words).select_related("office")
    page = Paginator(found.order_by("number"), PAGE).get_page(request.GET.get("page"))
    disposition = law().procedure.dispositions["list"]
    return render(
        request,
        "web/lists/add.html",
        {"file": file, "page": page, "q": words, "disposition": disposition},
    )


@allowed(Right.KEEP_LIST)
@require_POST
def remove(request: HttpRequest, number: str) -> HttpResponse:
    """Take a name off a list that was not sent."""
    file = file_of(request, number, FileKind.LIST)
    steps.remove(recording(request), file, said(request, "file"), said(request, "reason"))
    messages.success(request, _("The name is off the list."))
    return redirect("list", number)


@allowed(Right.SEND_LIST)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send a list to the office that reports it."""
    file = file_of(request, number, FileKind.LIST)
    if request.method == "POST":
        steps.send(
            recording(request),
            file,
            on=day(request),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The list is sent, and fixed from now on."))
        return redirect("list", number)
    acts = list_acts()
    return _travel(request, number, acts.sent, acts.reported)


@allowed(Right.SEND_LIST)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, number: str) -> HttpResponse:
    """Report a list to the other state's office."""
    file = file_of(request, number, FileKind.LIST)
    if request.method == "POST":
        steps.report(
            recording(request),
            file,
            on=day(request),
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        )
        messages.success(request, _("The list is reported. What is answered comes back here."))
        return redirect("list", number)
    acts = list_acts()
    return _travel(request, number, acts.reported, acts.answered)


def _travel(request: HttpRequest, number: str, act: str, then: str) -> HttpResponse:
    file = file_of(request, number, FileKind.LIST)
    law().demand_act(office_of(user_of(request)), act)
    law().demand_mode(act)
    names = NameList.objects.get(file=file).listed.select_related("case").order_by("place")
    return render(
        request,
        "web/lists/travel.html",
        {
            "file": file,
            "act": act,
            "to": receiving(then),
            "tells_origin": act in law().procedure.tells_origin,
            "names": [" · ".join(each.names) or each.case.name for each in names],
            "provisions": provisions_of(act),
            "today": deployment().today(),
        },
    )


@allowed(Right.ANSWER_LIST)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer for the people on a list."""
    file = file_of(request, number, FileKind.LIST)
    if request.method == "POST":
        steps.answer(recording(request), file, _answers(request), on=day(request))
        messages.success(request, _("The answers are recorded."))
        return redirect("list", number)
    row = NameList.objects.visible_to(user_of(request)).get(file=file)
    waiting = row.listed.filter(is_open=True).order_by("place")
    return render(
        request,
        "web/lists/answer.html",
        {
            "file": file,
            "names": list(waiting.values("place", "names", "answer")),
            "answers": answers(),
            "today": deployment().today(),
        },
    )


def _answers(request: HttpRequest) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    for name, value in request.POST.items():
        kind, sign, place = name.partition(":")
        if kind != "answer" or not sign or not str(value).strip():
            continue
        if not place.isdecimal() or len(place) > 6:
            raise EntryError(f'"{place[:20]}" is no place on a list.', advice="Open it anew.")
        reference = said(request, f"reference:{place}") or said(request, "reference")
        found[int(place)] = Answer(str(value).strip(), reference)
    return found


@allowed(Right.SEND_LIST)
@require_http_methods(["GET", "POST"])
def supersede(request: HttpRequest, number: str) -> HttpResponse:
    """Draw up a new list in place of one that was sent."""
    file = file_of(request, number, FileKind.LIST)
    if request.method == "POST":
        without = [each[:60] for each in request.POST.getlist("without")]
        new = steps.supersede(recording(request), file, said(request, "reason"), without)
        messages.success(
            request,
            _("%(new)s takes the place of %(old)s.") % {"new": new.number, "old": number},
        )
        return redirect("list", new.number)
    row = NameList.objects.visible_to(user_of(request)).get(file=file)
    waiting = row.listed.filter(is_open=True).select_related("case").order_by("place")
    return render(request, "web/lists/supersede.html", {"file": file, "waiting": waiting})


def _panel(user: User, case: CaseFile, standing: Standing) -> dict[str, object]:
    del standing
    places = list(ListedName.objects.filter(case=case).select_related("name_list").order_by("pk"))
    if not places:
        return {}
    seen = NameList.objects.visible_to(user).filter(pk__in=[e.name_list_id for e in places])
    return {"places": places, "seen": set(seen.values_list("pk", flat=True))}


PANELS.append(Panel("web/lists/panel.html", _panel))

urls = [
    path("lists/", lists, name="lists"),
    path("lists/open/", open_, name="open-list"),
    path("lists/<str:number>/", list_, name="list"),
    path("lists/<str:number>/add/", add, name="add-to-list"),
    path("lists/<str:number>/remove/", remove, name="remove-from-list"),
    path("lists/<str:number>/send/", send, name="send-list"),
    path("lists/<str:number>/report/", report, name="report-list"),
    path("lists/<str:number>/answer/", answer, name="answer-list"),
    path("lists/<str:number>/supersede/", supersede, name="supersede-list"),
]
