"""Guidance: the gaps on which files wait, and requests on their way up and answered.

Owns the pages and the part of a case file's page on it. Whoever sees a request sees the
gap; the files that wait only as far as they see them anyway.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework import guidance as steps
from decretal.casework.access import office_of
from decretal.casework.chain import breaks
from decretal.casework.gap_words import first_draft, first_title
from decretal.casework.guidance_standing import gap_of, guidance_in, key_of
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models import (
    CaseFile,
    FileKind,
    Gap,
    GuidanceMember,
    GuidanceRequest,
    Happening,
    Stage,
)
from decretal.casework.standing import Standing
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import file_of, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@allowed(Right.READ)
@require_GET
def guidance(request: HttpRequest) -> HttpResponse:
    """The requests that lie here, the gaps on which nothing was asked, and all requests."""
    user = user_of(request)
    visible = GuidanceRequest.objects.visible_to(user).select_related("office", "lies_at")
    found = Paginator(steps.gaps(user), PAGE).get_page(request.GET.get("gaps"))
    first: list[int] = [row["first"] for row in found.object_list]
    gaps = {gap.key: gap.said for gap in Gap.objects.filter(pk__in=first)}
    page = Paginator(visible.order_by("-drafted_on", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/guidance/list.html",
        {
            "here": visible.lying_at(user).order_by("lies_since", "pk")[:PAGE],
            "gaps": found,
            "gap_rows": [
                {"key": row["key"], "count": row["count"], "gap": gaps.get(str(row["key"]), {})}
                for row in found.object_list
            ],
            "page": page,
            "provision_of_guidance": _provision(),
        },
    )


def _provision() -> str:
    act = steps.asking_act()
    return next((norm.provision for norm in law().rulebook.norms if norm.act == act), "")


@allowed(Right.ASK_GUIDANCE)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Draft a request on a gap, for the files that wait with it."""
    user = user_of(request)
    if request.method == "POST":
        file = steps.draft(
            recording(request),
            key,
            title=said(request, "title"),
            text=said(request, "text"),
            numbers=request.POST.getlist("case"),
        )
        messages.success(request, _("%(number)s is drafted.") % {"number": file.number})
        return redirect("guidance-request", file.number)
    gap = Gap.objects.visible_to(user).filter(key=key).first()
    if gap is None:
        raise Http404
    found = list(steps.waiting(user, key)[: steps.MOST_FILES])
    return render(
        request,
        "web/guidance/draft.html",
        {
            "key": key,
            "gap": gap.said,
            "title": first_title(gap.said),
            "text": first_draft(gap.said, len(found)),
            "waiting": found,
            "way": steps.way_up(office_of(user)),
        },
    )


@allowed(Right.READ)
@require_GET
def guidance_request(request: HttpRequest, number: str) -> HttpResponse:
    """A request: the gap in words, its way, the files that wait, and what can be done."""
    file = file_of(request, number, FileKind.GUIDANCE)
    user = user_of(request)
    office = office_of(user)
    found = GuidanceRequest.objects.select_related("office", "lies_at").get(file=file)
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    words = [each.payload for each in entries if each.payload.get("text")]
    members = CaseFile.objects.visible_to(user).filter(
        pk__in=GuidanceMember.objects.filter(request=found).values("case")
    )
    page = Paginator(members.select_related("office").order_by("pk"), PAGE)
    is_here = found.lies_at_id == office.pk and found.stage != Stage.ANSWERED
    after = steps.next_office(office) if is_here else None
    may_pass = is_here and has_right(user, Right.PASS_GUIDANCE)
    taking_note = steps.to_take_note(file)
    note(user, Happening.READ, number)
    return render(
        request,
        "web/guidance/page.html",
        {
            "found": found,
            "file": file,
            "breaks": breaks(number, file.length, file.head, entries),
            "words": words[-1],
            "gap": entries[0].payload["gap"],
            "steps": [each for each in entries if each.payload.get("step")],
            "members": page.get_page(request.GET.get("page")),
            "unseen": found.members - page.count,
            "after": after,
            "may_pass": may_pass and after is not None,
            "may_return": may_pass and found.stage == Stage.UNDER_WAY,
            "may_answer": is_here
            and has_right(user, Right.ANSWER_GUIDANCE)
            and law().may_do(office, steps.answering_act()),
            "may_revise": is_here
            and found.stage == Stage.DRAFT
            and has_right(user, Right.ASK_GUIDANCE),
            "may_note": has_right(user, Right.PASS_GUIDANCE) and office in taking_note,
            "taking_note": taking_note,
        },
    )


@allowed(Right.ASK_GUIDANCE)
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, number: str) -> HttpResponse:
    """Change a draft, or a request that came back."""
    file = file_of(request, number, FileKind.GUIDANCE)
    user = user_of(request)
    if request.method == "POST":
        steps.revise(
            recording(request),
            file,
            title=said(request, "title"),
            text=said(request, "text"),
            numbers=request.POST.getlist("case"),
        )
        messages.success(request, _("The draft is changed."))
        return redirect("guidance-request", number)
    found = GuidanceRequest.objects.get(file=file)
    words = [each.payload for each in file.entries.order_by("sequence") if "text" in each.payload]
    now = CaseFile.objects.filter(
        pk__in=GuidanceMember.objects.filter(request=found).values("case")
    )
    return render(
        request,
        "web/guidance/draft.html",
        {
            "file": file,
            "gap": words[0].get("gap", {}),
            "title": words[-1]["title"],
            "text": words[-1]["text"],
            "waiting": list(now.select_related("office").order_by("pk")),
            "more": list(steps.waiting(user, found.gap)[: steps.MOST_FILES]),
            "way": steps.way_up(office_of(user)),
        },
    )


@allowed(Right.PASS_GUIDANCE)
@require_POST
def pass_on(request: HttpRequest, number: str) -> HttpResponse:
    """Pass a request on with the office's opinion."""
    file = file_of(request, number, FileKind.GUIDANCE)
    steps.pass_on(recording(request), file, said(request, "opinion"))
    messages.success(request, _("The request went on."))
    return redirect("guidance-request", number)


@allowed(Right.PASS_GUIDANCE)
@require_POST
def return_(request: HttpRequest, number: str) -> HttpResponse:
    """Return a request with a reason."""
    file = file_of(request, number, FileKind.GUIDANCE)
    steps.return_(recording(request), file, said(request, "reason"))
    messages.success(request, _("The request went back."))
    return redirect("guidance-request", number)


@allowed(Right.ANSWER_GUIDANCE)
@require_POST
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Answer a request."""
    file = file_of(request, number, FileKind.GUIDANCE)
    steps.answer(recording(request), file, said(request, "answer"))
    messages.success(request, _("The answer stands in each file that waits."))
    return redirect("guidance-request", number)


@allowed(Right.PASS_GUIDANCE)
@require_POST
def take_note(request: HttpRequest, number: str) -> HttpResponse:
    """Take note of the answer."""
    file = file_of(request, number, FileKind.GUIDANCE)
    steps.take_note(recording(request), file)
    messages.success(request, _("Your office has taken note."))
    return redirect("guidance-request", number)


def _panel(user: User, case: CaseFile, standing: Standing) -> dict[str, object]:
    gap = gap_of(standing)
    requests = list(
        GuidanceRequest.objects.filter(
            pk__in=GuidanceMember.objects.filter(case=case.pk).values("request")
        ).select_related("lies_at", "office")
    )
    visible: set[int] = set()
    if requests:
        seen = GuidanceRequest.objects.visible_to(user)
        seen = seen.filter(pk__in=[each.pk for each in requests])
        visible = set(seen.values_list("pk", flat=True))
    return {
        "gap": gap,
        "key": key_of(gap) if gap is not None else "",
        "is_open": gap is not None and case.waits_for == "guidance",
        "requests": [(each, each.pk in visible) for each in requests],
        "given": guidance_in(standing),
        "provision": _provision(),
        "may_ask": has_right(user, Right.ASK_GUIDANCE),
    }


PANELS.append(Panel("web/guidance/panel.html", _panel))

urls = [
    path("guidance/", guidance, name="guidance"),
    path("guidance/draft/<slug:key>/", draft, name="draft-guidance"),
    path("guidance/<str:number>/", guidance_request, name="guidance-request"),
    path("guidance/<str:number>/revise/", revise, name="revise-guidance"),
    path("guidance/<str:number>/pass/", pass_on, name="pass-guidance"),
    path("guidance/<str:number>/return/", return_, name="return-guidance"),
    path("guidance/<str:number>/answer/", answer, name="answer-guidance"),
    path("guidance/<str:number>/note/", take_note, name="note-guidance"),
]
