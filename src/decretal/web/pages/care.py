"""Care: who is held and since when, what was given and what is due, for several at once.

Owns the page of those in care and the part of a case file's page on it. What is recorded
is left to ``casework.care``, an office's own terms to ``pages.overdue``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from decretal.casework.access import office_of
from decretal.casework.care import give, in_care, move, overdue_care, release
from decretal.casework.care_standing import owed_since, stay_now, stays
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.models import CaseFile, InCare, Matter, Term
from decretal.casework.standing import Standing
from decretal.casework.terms import Terms
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.asked import case_of, day, recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in care, with the term that counts for their office."""

    found: InCare
    term: Term | None
    today: datetime.date

    @property
    def days_held(self) -> int | None:
        """For how many days the person has been held."""
        since = self.found.held_since
        return (self.today - since).days if since is not None else None

    @property
    def due(self) -> datetime.date | None:
        """The last day by the office's own term."""
        if self.term is None or self.term.days is None:
            return None
        return self.found.counted_from + datetime.timedelta(days=self.term.days)

    @property
    def is_overdue(self) -> bool:
        """Whether that day has passed."""
        return self.due is not None and self.due < self.today


def rows_of(found: list[InCare]) -> list[Row]:
    """The rows, with the terms asked of the database once."""
    terms = Terms(Matter.CARE)
    today = deployment().today()
    return [Row(each, terms.of(each.office), today) for each in found]


@allowed(Right.READ)
@require_GET
def care(request: HttpRequest) -> HttpResponse:
    """Those in care, who waits longest first; and what to record for several of them."""
    user = user_of(request)
    show = request.GET.get("show", "")
    found = overdue_care(user) if show == "overdue" else in_care(user, held=show == "held")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    act = law().procedure.steps["care"]
    may_give = has_right(user, Right.CARE) and law().may_do(office_of(user), act)
    return render(
        request,
        "web/care/page.html",
        {
            "page": page,
            "rows": rows_of(list(page.object_list)),
            "show": show,
            "may_give": may_give,
            "questions": law().procedure.details.get(act, {}),
            "term": Terms(Matter.CARE).of(office_of(user)),
            "provision_of_care": _provision(act),
            "today": deployment().today(),
        },
    )


def _provision(act: str) -> str:
    return next((norm.provision for norm in law().rulebook.norms if norm.act == act), "")


@allowed(Right.CARE)
@require_POST
def give_(request: HttpRequest) -> HttpResponse:
    """Record food and clothing given to all who are marked."""
    recorded = give(
        recording(request),
        request.POST.getlist("case"),
        given=said(request, "given"),
        given_by=said(request, "given_by"),
        on=day(request),
        evidence=said(request, "evidence"),
        reference=said(request, "reference"),
    )
    told = ngettext(
        "Recorded for %(count)s person.", "Recorded for %(count)s people.", len(recorded)
    )
    messages.success(request, told % {"count": len(recorded)})
    back = said(request, "back")
    return redirect("case", case_of(request, back).number) if back else redirect("care")


@allowed(Right.CARE)
@require_POST
def place(request: HttpRequest, number: str) -> HttpResponse:
    """Record where somebody was brought, or that they were released."""
    found = case_of(request, number)
    on, reason, evidence = day(request), said(request, "reason"), said(request, "evidence")
    if said(request, "what") == "release":
        release(recording(request), found.file, on=on, reason=reason, evidence=evidence)
        messages.success(request, _("The release is recorded."))
    else:
        move(
            recording(request),
            found.file,
            said(request, "place"),
            on=on,
            reason=reason,
            evidence=evidence,
        )
        messages.success(request, _("The place is recorded."))
    return redirect("case", number)


def _panel(user: User, case: CaseFile, standing: Standing) -> dict[str, object]:
    procedure = law().procedure
    act = procedure.steps["care"]
    given = standing.acts_of(act)
    owed = owed_since(standing)
    term = Terms(Matter.CARE).of(case.office)
    return {
        "stays": stays(standing),
        "held": stay_now(standing),
        "given": list(reversed(given))[:10],
        "owed_since": owed,
        "term": term,
        "provision": _provision(act),
        "confinement": _provision(procedure.steps["confinement"]),
        "may_place": has_right(user, Right.CARE) and case.office.is_under(office_of(user)),
        "may_give": has_right(user, Right.CARE) and law().may_do(office_of(user), act),
        "questions": procedure.details.get(act, {}),
    }


PANELS.append(Panel("web/care/panel.html", _panel))

urls = [
    path("care/", care, name="care"),
    path("care/give/", give_, name="give-care"),
    path("care/<str:number>/place/", place, name="place"),
]
