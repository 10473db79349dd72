"""What is overdue, and what was decided otherwise than the directive says.

Owns the lists of overdue duties, of decisions that wait, that depart or that the entries
have overtaken. A day that has passed is the directive's own (``OpenDuty.due``); where
the directive states none, only a term counts that an office set itself (``terms``).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.deployment import deployment
from decretal.casework.models.care import Matter
from decretal.casework.models.cases import CaseFile, OpenDuty
from decretal.casework.models.files import Entry, EntryKind
from decretal.casework.terms import Terms
from decretal.offices.models import Office, User


def overdue_duties(user: User) -> QuerySet[OpenDuty]:
    """The duties whose last day has passed, of the office and, as they climb, of those below.

    The office above is shown them as soon as they are overdue; a next one after the term
    that the office on which the duty is set itself, or at once where it set none.
    """
    viewer, today = office_of(user), deployment().today()
    late = Q(pk__in=())
    below = Office.objects.under(viewer)
    for climb, offices in Terms(Matter.DUTY).grouped(below, viewer):
        waited = (climb.days or 0) * max(climb.steps - 1, 0)
        late |= Q(office__in=offices, due__lt=today - datetime.timedelta(days=waited))
    return (
        OpenDuty.objects.filter(late, case__in=CaseFile.objects.visible_to(user))
        .select_related("case", "office")
        .order_by("due", "pk")
    )


def departing(user: User) -> QuerySet[CaseFile]:
    """The case files decided otherwise than the directive says, the latest first."""
    found = CaseFile.objects.visible_to(user).filter(departs=True, merged_into="")
    return found.select_related("office").order_by("-decided_on", "-pk")


def reasons_of(files: Sequence[int]) -> dict[int, dict[str, object]]:
    """For decided files: who decided last, the reason, and what the directive said then."""
    found: dict[int, dict[str, object]] = {}
    decisions = Entry.objects.filter(file__in=files, kind=EntryKind.DECISION)
    for entry in decisions.select_related("author", "office").order_by("file_id", "sequence"):
        proposed = entry.payload.get("proposed") or {}
        found[entry.file_id] = {
            "by": entry.author,
            "office": entry.office,
            "reason": entry.payload.get("reason", ""),
            "said": "; ".join(proposed.get("dispositions") or [proposed.get("status", "")]),
            "provisions": proposed.get("provisions") or [],
        }
    return found


def overtaken(user: User) -> QuerySet[CaseFile]:
    """The case files of which the directive says something else since they were decided."""
    found = CaseFile.objects.visible_to(user).filter(outdated=True, merged_into="")
    return found.select_related("office").order_by("decided_on", "pk")


def awaited(user: User) -> QuerySet[CaseFile]:
    """The case files that wait for a decision, the longest without an entry first."""
    found = CaseFile.objects.filter(office__in=offices_seen_by(user), waits_for="decision")
    return found.select_related("office").order_by("touched_on", "pk")


def overdue_decisions(user: User) -> QuerySet[CaseFile]:
    """Those that wait longer than the term that an office set itself, as it climbs."""
    terms = Terms(Matter.DECISION)
    if not terms:
        return CaseFile.objects.none()
    viewer, today = office_of(user), deployment().today()
    late = Q(pk__in=())
    for climb, offices in terms.grouped(Office.objects.under(viewer), viewer):
        before = climb.counted_before(today)
        if before is not None:
            late |= Q(office__in=offices, touched_on__lt=before)
    return awaited(user).filter(late)
