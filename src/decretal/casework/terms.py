"""The terms that offices set themselves, and how what is overdue climbs the hierarchy.

Owns which term counts for an office, and to which offices above something has climbed.
The directive states none of these terms: each stands with who declared it, when and why,
and wherever it is applied it is said whose it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import deployment
from decretal.casework.models.care import Matter, Term
from decretal.casework.record import Request, refusals_logged
from decretal.errors import EntryError
from decretal.offices.models import Office
from decretal.offices.rights import Right

LONGEST_TERM = 366


def declare_term(request: Request, matter: str, days: int | None, reason: str) -> Term:
    """Declare a term of one's own office, or withdraw it (``days`` of None).

    Raises NoRightError for whoever does not decide there, EntryError for no term.
    """
    return refusals_logged(
        request.actor, "", lambda: _declare(request, matter, days, reason.strip())
    )


def _declare(request: Request, matter: str, days: int | None, reason: str) -> Term:
    demand(request.actor, Right.DECIDE)
    office = office_of(request.actor)
    if matter not in Matter.values:
        raise EntryError(f'"{matter[:40]}" has no term.', advice="Choose one from the page.")
    if days is not None and not 1 <= days <= LONGEST_TERM:
        raise EntryError(
            f"A term of {days} days cannot be declared.",
            advice=f"Give 1 to {LONGEST_TERM} days, or withdraw the term.",
        )
    if not reason or len(reason) > 500:
        raise EntryError(
            "The term is declared without a reason, or with one of more than 500 characters.",
            advice="Say why: it is the office's own term, not the order's.",
        )
    with transaction.atomic():
        latest = Term.objects.filter(office=office, matter=matter).first()
        if latest is not None and latest.days == days and latest.reason == reason:
            return latest  # the form came twice
        return Term.objects.create(
            office=office,
            matter=matter,
            days=days,
            reason=reason,
            declared_by=request.actor,
            declared_on=deployment().today(),
            entered_at=timezone.now(),
        )


class Terms:
    """The terms of one matter; asked of the database once."""

    def __init__(self, matter: Matter) -> None:
        self._by_code: dict[str, Term] = {}
        found = Term.objects.filter(matter=matter).select_related("office", "declared_by")
        for term in found.order_by("id"):
            self._by_code[term.office.code] = term
        self._by_code = {code: term for code, term in self._by_code.items() if term.days}

    def __bool__(self) -> bool:
        return bool(self._by_code)

    def of(self, office: Office) -> Term | None:
        """The term that counts for an office: its own, or that of the nearest above it."""
        for code in (office.code, *reversed(office.codes_above)):
            if code in self._by_code:
                return self._by_code[code]
        return None

    def grouped(
        self, offices: Iterable[Office], viewer: Office
    ) -> Iterator[tuple[Climb, list[Office]]]:
        """The offices by what their term is and how far the viewer stands above them."""
        groups: dict[Climb, list[Office]] = {}
        for office in offices:
            term = self.of(office)
            steps = len(office.codes_above) - len(viewer.codes_above)
            if steps >= 0:
                climb = Climb(steps, term.days if term is not None else None)
                groups.setdefault(climb, []).append(office)
        yield from groups.items()


@dataclass(frozen=True, slots=True)
class Climb:
    """How far an office stands above another, and the term that counts there."""

    steps: int
    days: int | None

    def counted_before(self, today: datetime.date) -> datetime.date | None:
        """What is counted from before this day is overdue, and shown to the office as such.

        Once the term has passed it is shown to the office itself and to the one above it,
        and to each next one when the term has passed once more. None: there is no term.
        """
        if self.days is None:
            return None
        return today - datetime.timedelta(days=self.days * max(self.steps, 1))
