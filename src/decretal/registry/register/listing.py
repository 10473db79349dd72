"""Lists of the register: which telegrams are asked for, page after page, the latest first.

Owns the filters. What is shown is what ``Telegram.objects.visible_to`` gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db.models import Q

from decretal.offices.models import User
from decretal.offices.reach import offices_seen_by
from decretal.registry.register.models import Telegram, TelegramQuerySet

FILTERS: Final = ("q", "way", "series", "year", "office", "state", "matter")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and the marks of the telegrams beyond which there are more."""

    rows: list[Row]
    before: str
    after: str


def wanted(user: User, chosen: Mapping[str, str]) -> TelegramQuerySet:
    """The telegrams that somebody sees and asks for."""
    found = Telegram.objects.visible_to(user)
    if words := chosen.get("q"):
        found = found.filter(
            Q(mark__icontains=words) | Q(subject__icontains=words) | Q(sender__icontains=words)
        )
    for name, field in (
        ("way", "way"), ("series", "series"), ("office", "office__code"), ("matter", "matter")
    ):  # fmt: skip
        if chosen.get(name):
            found = found.filter(**{field: chosen[name]})
    year = chosen.get("year", "")
    if year.isdecimal() and len(year) < 6:
        found = found.filter(year=int(year))
    if chosen.get("matter") or chosen.get("state"):
        # What a telegram is about and what became of it, whoever holds a copy is not told.
        found = found.filter(office__in=offices_seen_by(user) if user.office else [])
    if chosen.get("state") == "cancelled":
        found = found.exclude(cancellation=None)
    elif chosen.get("state") == "waits":
        found = found.exclude(in_tray=None)
    return found


def page(
    user: User, chosen: Mapping[str, str], count: int, *, after: str = "", before: str = ""
) -> Page[Telegram]:
    """A page of a list: what comes after a telegram in it, or before."""
    rows = wanted(user, chosen).for_list().select_related("cancellation")
    marked = dict(rows.filter(mark__in={after, before}).values_list("mark", "pk"))
    if before in marked:
        newer = list(rows.filter(pk__gt=marked[before]).order_by("pk")[: count + 1])
        return _page(newer[:count][::-1], has_before=len(newer) > count, has_after=True)
    if after in marked:
        rows = rows.filter(pk__lt=marked[after])
    found = list(rows.order_by("-pk")[: count + 1])
    return _page(found[:count], has_before=after in marked, has_after=len(found) > count)


def _page(rows: list[Telegram], *, has_before: bool, has_after: bool) -> Page[Telegram]:
    return Page(
        rows,
        rows[0].mark if rows and has_before else "",
        rows[-1].mark if rows and has_after else "",
    )
