"""What every page has around it: mode, day, office, and the way to the other pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page, for whoever has the right to it; ``under`` is the part it stands in."""

    route: str
    label: str | Promise
    right: Right
    under: str | Promise


_FILES, _STEPS = _("Files"), _("Procedure")
_PEOPLE, _OFFICE = _("People held"), _("The office")
WAYS = (
    Way("home", _("Today"), Right.READ, ""),
    Way("overdue", _("Overdue"), Right.READ, ""),
    Way("cases", _("Case files"), Right.READ, _FILES),
    Way("duplicates", _("The same person twice"), Right.MERGE, _FILES),
    Way("importing", _("Import a table"), Right.IMPORT, _FILES),
    Way("groups", _("Groups"), Right.READ, _STEPS),
    Way("lists", _("Lists"), Right.READ_LISTS, _STEPS),
    Way("transfers", _("Transfers"), Right.READ, _STEPS),
    Way("guidance", _("Guidance"), Right.READ, _STEPS),
    Way("residents", _("Registers"), Right.READ, _STEPS),
    Way("care", _("Care"), Right.READ, _PEOPLE),
    Way("incidents", _("Incidents"), Right.COMPLAIN, _PEOPLE),
    Way("register", _("Register"), Right.READ_LISTS, _OFFICE),
    Way("education", _("Education"), Right.READ, _OFFICE),
    Way("papers", _("Papers"), Right.READ, _OFFICE),
    Way("offices", _("Offices"), Right.READ, _OFFICE),
    Way("order", _("The order"), Right.READ, _OFFICE),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A way as a page shows it."""

    address: str
    label: str | Promise
    is_here: bool


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
        "ways": _ways(person, request.path) if person is not None else [],
        "office": person.office if person is not None else None,
    }


@cache
def _address(route: str) -> str:
    return reverse(route)


def _ways(person: User, path: str) -> list[tuple[str | Promise, list[Shown]]]:
    """The ways that are open to somebody, part by part."""
    found: dict[str | Promise, list[Shown]] = {}
    for way in WAYS:
        if has_right(person, way.right):
            address = _address(way.route)
            is_here = path == address or (way.route != "home" and path.startswith(address))
            found.setdefault(way.under, []).append(Shown(address, way.label, is_here))
    return list(found.items())
