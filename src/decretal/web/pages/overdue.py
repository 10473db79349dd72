"""What is overdue, which decisions wait or depart, and the terms that offices set themselves.

Owns these two pages. What is listed is left to ``casework.overdue``, ``casework.care`` and
``casework.complaints``.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.care import overdue_care
from decretal.casework.complaints import untaken
from decretal.casework.deployment import deployment
from decretal.casework.models import Matter, Term
from decretal.casework.overdue import (
    awaited,
    departing,
    overdue_decisions,
    overdue_duties,
    overtaken,
    reasons_of,
)
from decretal.casework.terms import declare_term
from decretal.errors import EntryError
from decretal.offices.models import Office
from decretal.offices.rights import Right, has_right
from decretal.web.asked import recording, said, user_of
from decretal.web.pages.care import rows_of
from decretal.web.rights import allowed

PAGE = 50
_MOST = 25


@allowed(Right.READ)
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    """What is overdue here and has climbed to here, and decisions that wait or depart."""
    user = user_of(request)
    departed = Paginator(departing(user), PAGE).get_page(request.GET.get("page"))
    duties = Paginator(overdue_duties(user), PAGE).get_page(request.GET.get("duties"))
    return render(
        request,
        "web/overdue/page.html",
        {
            "duties": duties,
            "care": rows_of(list(overdue_care(user)[:_MOST])),
            "incidents": untaken(user)[:_MOST],
            "late": overdue_decisions(user)[:_MOST],
            "waiting": awaited(user)[:_MOST],
            "overtaken": overtaken(user)[:_MOST],
            "departing": departed,
            "reasons": reasons_of([case.pk for case in departed.object_list]),
            "today": deployment().today(),
        },
    )


@allowed(Right.READ)
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms that the office, those below and those above have set themselves."""
    user = user_of(request)
    if request.method == "POST":
        declare_term(
            recording(request), said(request, "matter"), _days(request), said(request, "reason")
        )
        messages.success(request, _("The term stands as the office's own."))
        return redirect("terms")
    office = office_of(user)
    near = [*offices_seen_by(user), *Office.objects.above(office).values_list("pk", flat=True)]
    found = Term.objects.filter(office__in=near).select_related("office", "declared_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "web/overdue/terms.html",
        {"page": page, "matters": Matter.choices, "may_declare": has_right(user, Right.DECIDE)},
    )


def _days(request: HttpRequest) -> int | None:
    written = said(request, "days")
    if not written:
        return None
    if not written.isdecimal() or len(written) > 4:
        raise EntryError(f'"{written[:20]}" is no number of days.', advice="Write it as 7.")
    return int(written)


urls = [
    path("overdue/", overdue, name="overdue"),
    path("terms/", terms, name="terms"),
]
