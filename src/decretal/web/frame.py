"""What every page has around it: mode, day, office, and the way to the other pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page, for whoever has the right to it."""

    route: str
    label: str | Promise
    right: Right


WAYS = (
    Way("home", _("Today"), Right.SIGN_IN),
    Way("cases", _("Case files"), Right.READ),
    Way("duplicates", _("The same person twice"), Right.MERGE),
    Way("groups", _("Groups"), Right.READ),
    Way("lists", _("Lists"), Right.READ_LISTS),
    Way("transfers", _("Transfers"), Right.READ),
    Way("residents", _("Registers"), Right.READ),
    Way("care", _("Care"), Right.READ),
    Way("guidance", _("Guidance"), Right.READ),
    Way("education", _("Education"), Right.READ),
    Way("incidents", _("Incidents"), Right.COMPLAIN),
    Way("overdue", _("Overdue"), Right.READ),
    Way("papers", _("Papers"), Right.READ),
    Way("order", _("The order"), Right.READ),
    Way("offices", _("Offices"), Right.READ),
)


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of every page."""
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    issued_on = law().rulebook.issued_on
    return {
        "mode": deployment().mode.value,
        "day": deployment().today(),
        "order_title": law().rulebook.title,
        "order_year": issued_on.year if issued_on else "",
        "ways": [way for way in WAYS if person is not None and has_right(person, way.right)],
        "office": person.office if person is not None else None,
    }
