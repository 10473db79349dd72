"""Case files: the list, opening one, and the page of one with what can be done now.

Owns the page of a case file. Parts of it that belong to a step of the procedure have
modules of their own; ``PANELS`` says which stand on the page, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework import entries as drafts
from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.chain import breaks
from decretal.casework.corrections import correct, correctable, demand_correctable
from decretal.casework.decisions import (
    decide,
    demand_may_decide,
    departs,
    dispositions,
    may_be_decided,
)
from decretal.casework.deployment import deployment
from decretal.casework.effects import demand_ready, missing
from decretal.casework.finding import FILTERS, find
from decretal.casework.guidance_standing import guidance_in
from decretal.casework.intake import open_case
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models import CaseFile, Entry, EntryKind, Happening
from decretal.casework.record import record
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import provisions_of
from decretal.nodes.rules import Fact, Status
from decretal.nodes.types import Basic, ChoiceType
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import case_of, date_in, day, recording, said, user_of
from decretal.web.rights import allowed

PAGE = 50
LATEST = 50
"""So many entries are shown at first; all of them where somebody asks."""
WAITS = ("investigation", "decision", "guidance", "acceptance")


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a case file's page: its template, and what it needs beside the page's own."""

    template: str
    context: Callable[[User, CaseFile, Standing], dict[str, object]] | None = None


# Parts that other modules put on the page, in order.
PANELS: list[Panel] = []

# the list ------------------------------------------------------------------------


@allowed(Right.READ)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The case files that one may see, filtered and searched."""
    user = user_of(request)
    chosen = asked_for(request)
    # Keys in their order stand in an index; only the rows of the page are read whole.
    keys = found_for(user, chosen).order_by("-touched_on", "-pk").values_list("pk", flat=True)
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    context: dict[str, object] = {
        "page": page,
        "rows": rows_of(user, list(page.object_list)),
        "chosen": chosen,
        "filters": urlencode({name: value for name, value in chosen.items() if value}),
    }
    if getattr(request, "htmx", False):
        return render(request, "web/cases/rows.html", context)
    context |= {
        "statuses": list(Status),
        "dispositions": dispositions(),
        "waits": WAITS,
        "offices": Office.objects.filter(pk__in=offices_seen_by(user), state=""),
        "views": user.saved_views.all(),
    }
    return render(request, "web/cases/list.html", context)


def rows_of(user: User, keys: Sequence[int]) -> list[CaseFile]:
    """The rows of a table of case files, the last worked on first."""
    found = CaseFile.objects.visible_to(user).filter(pk__in=keys).select_related("office")
    return list(found.order_by("-touched_on", "-pk"))


def asked_for(request: HttpRequest) -> dict[str, str]:
    """The filters of the list, as the address has them."""
    return {name: request.GET.get(name, "").strip()[:200] for name in FILTERS}


def found_for(user: User, chosen: dict[str, str]) -> QuerySet[CaseFile]:
    """The case files that the list shows to somebody under these filters."""
    return find(user, chosen)


# opening -------------------------------------------------------------------------


@allowed(Right.OPEN_FILE)
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """Open a case file for a person."""
    if request.method == "GET":
        return render(request, "web/cases/open.html", {"given": {}})
    names = [name.strip() for name in request.POST.getlist("name") if name.strip()]
    file = open_case(
        recording(request),
        names,
        born=said(request, "born"),
        sex=said(request, "sex"),
        home=said(request, "home"),
    )
    messages.success(request, _("%(number)s is open.") % {"number": file.number})
    return redirect("case", file.number)


# one file ------------------------------------------------------------------------


@allowed(Right.READ)
@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case file: who, what the directive says and why, what is open, what can be done."""
    found = case_of(request, number)
    user = user_of(request)
    known_on = date_in(request.GET.get("known_on", ""))
    entries = _entries(found)
    shown = standing(found.file, known_on=known_on, entries=entries)
    note(user, Happening.READ, number, f"as known on {known_on}" if known_on else "")
    context = _context(user, found, shown, is_now=known_on is None)
    latest = shown.entries[::-1]
    listed = latest if request.GET.get("all") else latest[:LATEST]
    context |= {
        "known_on": known_on,
        "entries": listed,
        "correctable": correctable(user, shown, listed) if known_on is None else frozenset(),
        "first_shown": listed[-1].entry.sequence if listed else 0,
        "length": len(latest),
        "breaks": breaks(found.number, found.file.length, found.file.head, entries),
    }
    return render(request, "web/cases/page.html", context)


def _entries(found: CaseFile) -> list[Entry]:
    """All entries; of a long file, each author and office is made once and not for each entry."""
    all_of_them = found.file.entries.order_by("sequence")
    if found.file.length > LATEST:
        return list(all_of_them.prefetch_related("office", "author"))
    return list(all_of_them.select_related("office", "author"))


def _context(user: User, found: CaseFile, shown: Standing, *, is_now: bool) -> dict[str, object]:
    answer, explanation = shown.answer, shown.explanation
    panels = [
        (panel.template, panel.context(user, found, shown) if panel.context else {})
        for panel in PANELS
    ]
    return {
        "case": found,
        "file": found.file,
        "standing": shown,
        "answer": answer,
        "explanation": explanation,
        "questions": [(question, law().facts[question.fact]) for question in explanation.questions],
        "facts": [(name, shown.facts.get(name), shown.counted.get(name)) for name in law().facts],
        "duties": shown.open_duties,
        "acts": acts_for(user, found, shown) if is_now else [],
        "may_decide": is_now and bool(may_be_decided(user, found.file, shown)),
        "may_establish": is_now
        and has_right(user, Right.ESTABLISH)
        and not found.merged_into
        and found.office.is_under(office_of(user)),
        "may_write": is_now and has_right(user, Right.WRITE_FILE) and not found.merged_into,
        "steps": _steps(user, found) if is_now else [],
        "panels": panels,
        "today": deployment().today(),
    }


def _steps(user: User, found: CaseFile) -> list[tuple[str, str]]:
    """The pages on which what was decided is carried out, for those who work there."""
    procedure = law().procedure
    ways = {
        procedure.dispositions.get("group"): (Right.KEEP_GROUP, "hand-over", "groups"),
        procedure.dispositions.get("list"): (Right.KEEP_LIST, "list sent", "lists"),
    }
    right, step, route = ways.get(found.decided or None, (Right.KEEP_GROUP, "", ""))
    may = route and has_right(user, right)
    if not may or not law().may_do(office_of(user), procedure.steps[step]):
        return []
    is_held = found.office.is_under(office_of(user))
    if not is_held or found.returned_on is not None or found.merged_into:
        return []
    said = _("Put the person into a group") if route == "groups" else _("Put the name on a list")
    return [(route, said)]


def acts_for(user: User, found: CaseFile, shown: Standing) -> list[dict[str, object]]:
    """The acts that somebody may record in a case file now, one by one."""
    procedure = law().procedure
    office = office_of(user)
    is_held = found.office.is_under(office)
    if shown.merged_into:
        return []
    return [
        {
            "name": act.name,
            "outcomes": act.outcomes,
            "details": procedure.details.get(act.name, {}),
            "note": act.note,
        }
        for act in law().rulebook.acts
        if act.name not in procedure.recorded_elsewhere
        and not law().is_refused(act.name)
        and has_right(user, Right.DECIDE if act.name in procedure.left_to_decision else Right.ACT)
        and law().may_do(office, act.name)
        and (is_held or law().doers(act.name))
        and not missing(shown, act.name)
    ]


def widget(fact: Fact) -> str:
    """The kind of field in which a fact's value is given."""
    match fact.type:
        case ChoiceType():
            return "choice"
        case Basic.BOOLEAN:
            return "boolean"
        case Basic.DATE:
            return "date"
        case Basic.NUMBER:
            return "number"
        case _:
            return "text"


@allowed(Right.ESTABLISH)
@require_http_methods(["GET", "POST"])
def establish(request: HttpRequest, number: str, fact: str) -> HttpResponse:
    """Establish a fact, with its evidence."""
    found = case_of(request, number)
    declared = law().facts.get(fact)
    if declared is None:
        raise Http404
    if request.method == "GET":
        return render(
            request,
            "web/cases/establish.html",
            {
                "case": found,
                "file": found.file,
                "fact": declared,
                "widget": widget(declared),
                "today": deployment().today(),
            },
        )
    value = said(request, "value")
    record(
        recording(request),
        found.file,
        [
            drafts.fact(
                fact,
                value or None,
                day(request),
                evidence=said(request, "evidence"),
                reference=said(request, "reference"),
            )
        ],
    )
    messages.success(request, _("Recorded: %(fact)s.") % {"fact": fact})
    return redirect("case", number)


@allowed(Right.ACT, Right.DECIDE)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Record an act that was done."""
    found = case_of(request, number)
    if name not in law().outcomes:
        raise Http404
    shown = standing(found.file)
    known = {str(each["name"]): each for each in acts_for(user_of(request), found, shown)}
    if request.method == "GET":
        law().demand_act(office_of(user_of(request)), name)
        demand_ready(shown, name)
        return render(
            request,
            "web/cases/act.html",
            {
                "case": found,
                "file": found.file,
                "act": known.get(name) or {"name": name, "outcomes": (), "details": {}},
                "provisions": provisions_of(name),
                "goes_by_telegram": name == law().procedure.steps["permission"],
                "today": deployment().today(),
            },
        )
    asked = law().procedure.details.get(name, {})
    record(
        recording(request),
        found.file,
        drafts.act(
            name,
            day(request),
            said(request, "outcome") or None,
            {key: said(request, f"detail:{key}") for key in asked},
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        ),
    )
    messages.success(request, _("Recorded: %(act)s.") % {"act": name})
    return redirect("case", number)


@allowed(Right.DECIDE)
@require_http_methods(["GET", "POST"])
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """Decide a case: as the directive says, or otherwise with a reason."""
    found = case_of(request, number)
    if request.method == "POST":
        decide(
            recording(request),
            found.file,
            said(request, "disposition"),
            on=day(request, "happened_on", needed=False),
            reason=said(request, "reason"),
        )
        messages.success(request, _("The decision is recorded."))
        return redirect("case", number)
    shown = standing(found.file)
    user = user_of(request)
    demand_may_decide(user, found.file, shown)
    return render(
        request,
        "web/cases/decision.html",
        {
            "case": found,
            "file": found.file,
            "answer": shown.answer,
            "explanation": shown.explanation,
            "given": guidance_in(shown),
            "dispositions": [
                (each, departs(shown, each)) for each in may_be_decided(user, found.file, shown)
            ],
            "today": deployment().today(),
        },
    )


@allowed(Right.WRITE_FILE)
@require_POST
def write(request: HttpRequest, number: str) -> HttpResponse:
    """Write a note into the file."""
    found = case_of(request, number)
    record(
        recording(request),
        found.file,
        [drafts.Draft(EntryKind.NOTE, {"text": said(request, "text")})],
    )
    messages.success(request, _("The note is in the file."))
    return redirect("case", number)


@allowed(Right.CORRECT)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, number: str, sequence: int) -> HttpResponse:
    """Correct an entry, or withdraw it: by a further entry."""
    found = case_of(request, number)
    shown = standing(found.file)
    now = next((each for each in shown.entries if each.entry.sequence == sequence), None)
    if now is None:
        raise Http404
    if request.method == "GET":
        demand_correctable(user_of(request), shown, now)
        context = {"case": found, "file": found.file, "entry": now.entry, "now": now.payload}
        context["today"] = deployment().today()
        return render(request, "web/cases/correction.html", context)
    instead: dict[str, object] | None = None
    if said(request, "withdraw") != "yes":
        instead = {}
        for key in ("value", "outcome", "text", "place"):
            if f"payload:{key}" in request.POST:
                instead[key] = said(request, f"payload:{key}")
        if "names" in now.payload:
            instead["names"] = [n.strip() for n in request.POST.getlist("name") if n.strip()]
    correct(
        recording(request),
        found.file,
        sequence,
        reason=said(request, "reason"),
        instead=instead,
        happened_on=date_in(said(request, "happened_on")),
        evidence=said(request, "evidence"),
    )
    messages.success(request, _("The correction is recorded beside the entry."))
    return redirect("case", number)


urls = [
    path("cases/", cases, name="cases"),
    path("cases/open/", open_, name="open-case"),
    path("cases/<str:number>/", case, name="case"),
    path("cases/<str:number>/fact/<str:fact>/", establish, name="establish"),
    path("cases/<str:number>/act/<str:name>/", act, name="act"),
    path("cases/<str:number>/decision/", decision, name="decision"),
    path("cases/<str:number>/note/", write, name="note"),
    path("cases/<str:number>/correct/<int:sequence>/", correction, name="correction"),
]
