"""Persuasion: every attempt with what made its answer free, and how many count.

Owns the page of a case file's attempts, and the part of the file's page that leads
there. What counts is the rulebook's, under the reading in force.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from decretal.casework import entries as drafts
from decretal.casework.access import office_of
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models import CaseFile, Happening
from decretal.casework.persuasion import persuasion as attempts_of
from decretal.casework.record import record
from decretal.casework.standing import Standing, standing
from decretal.casework.steps import provisions_of
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import case_of, day, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed


@allowed(Right.READ)
@require_GET
def persuasion(request: HttpRequest, number: str) -> HttpResponse:
    """The attempts at persuasion in a case file, and a form for a further one."""
    found = case_of(request, number)
    user = user_of(request)
    name = law().procedure.steps["persuasion"]
    shown = standing(found.file)
    note(user, Happening.READ, number, "attempts at persuasion")
    return render(
        request,
        "web/persuasion/page.html",
        {
            "case": found,
            "file": found.file,
            "standing": shown,
            "persuasion": attempts_of(shown),
            "asked": law().procedure.details.get(name, {}),
            "outcomes": law().outcomes[name],
            "can_record": has_right(user, Right.ACT)
            and law().may_do(office_of(user), name)
            and found.returned_on is None
            and not found.merged_into,
            "provisions": provisions_of(name),
            "today": deployment().today(),
        },
    )


@allowed(Right.ACT)
@require_POST
def attempt(request: HttpRequest, number: str) -> HttpResponse:
    """Record an attempt at persuasion."""
    found = case_of(request, number)
    name = law().procedure.steps["persuasion"]
    record(
        recording(request),
        found.file,
        drafts.act(
            name,
            day(request),
            said(request, "outcome") or None,
            {key: said(request, f"detail:{key}") for key in law().procedure.details.get(name, {})},
            evidence=said(request, "evidence"),
            reference=said(request, "reference"),
        ),
    )
    messages.success(request, _("The attempt is recorded. What follows, a person decides."))
    return redirect("persuasion", number)


def _panel(user: User, case: CaseFile, shown: Standing) -> dict[str, object]:
    del user, case
    return {"persuasion": attempts_of(shown)}


PANELS.append(Panel("web/persuasion/panel.html", _panel))

urls = [
    path("cases/<str:number>/persuasion/", persuasion, name="persuasion"),
    path("cases/<str:number>/persuasion/attempt/", attempt, name="attempt-at-persuasion"),
]
