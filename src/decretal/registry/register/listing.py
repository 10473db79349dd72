"""Lists of the register: which telegrams are asked for, page after page, the latest first.

Owns the filters, and that a page is found by one range of an index however many telegrams
there are: pages follow each other by the mark of a telegram, and nothing is counted. Only a
search goes through the headings one after the other. What is shown is what
``Telegram.objects.visible_to`` gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from decretal.offices.models import Office, User
from decretal.registry.register.models import Telegram, sees_a_register
from decretal.registry.register.projections import Heading, Sight
from decretal.registry.register.sights import folded

FILTERS: Final = ("q", "way", "series", "year", "office", "state", "matter")
Row = TypeVar("Row")
Rows = QuerySet[Sight] | QuerySet[Heading]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and the marks of the telegrams beyond which there are more."""

    rows: list[Row]
    before: str
    after: str


def wanted(user: User, chosen: Mapping[str, str]) -> Rows:
    """What somebody sees and asks for, each with its ``telegram``; not ordered yet."""
    if user.office is None or not sees_a_register(user):
        return Sight.objects.none()
    rows = Sight.objects.filter(office=user.office)
    for name in ("way", "series", "matter"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if (year := year_of(chosen)) is not None:
        rows = rows.filter(year=year)
    if chosen.get("office"):
        rows = rows.filter(of__in=list(Office.objects.filter(code=chosen["office"])))
    if chosen.get("state") in (Sight.WAITS, Sight.CANCELLED):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("q"):
        found = Heading.objects.filter(words__contains=folded(chosen["q"]))
        return found.filter(Exists(rows.filter(telegram=OuterRef("telegram"))))
    return rows


def year_of(chosen: Mapping[str, str]) -> int | None:
    """The year that is asked for; what is no year asks for none."""
    year = chosen.get("year", "")
    return int(year) if year.isdecimal() and len(year) < 6 else None


def page(
    user: User, chosen: Mapping[str, str], count: int, *, after: str = "", before: str = ""
) -> Page[Telegram]:
    """A page of a list: what comes after a telegram in it, or before."""
    found = keys(user, wanted(user, chosen), count, after=after, before=before)
    seen = Telegram.objects.visible_to(user).for_list().select_related("cancellation")
    rows = list(seen.filter(pk__in=found.rows).order_by("-pk"))
    return Page(rows, found.before, found.after)


def keys(user: User, rows: Rows, count: int, *, after: str = "", before: str = "") -> Page[int]:
    """The keys of the telegrams on a page."""
    seen = Telegram.objects.visible_to(user)
    marked = dict(seen.filter(mark__in={after, before}).values_list("mark", "pk"))
    if before in marked:
        newer = _keys(rows.filter(telegram__gt=marked[before]).order_by("telegram_id"), count + 1)
        if len(newer) >= count:
            return _page(user, newer[:count][::-1], has_before=len(newer) > count, has_after=True)
    older = rows.filter(telegram__lt=marked[after]) if after in marked else rows
    found = _keys(older.order_by("-telegram_id"), count + 1)
    return _page(user, found[:count], has_before=after in marked, has_after=len(found) > count)


def each_of(user: User, chosen: Mapping[str, str], count: int) -> Iterator[list[int]]:
    """The keys of all that is asked for, some at a time, the first registered first."""
    rows, last = wanted(user, chosen), 0
    newest = _keys(rows.order_by("-telegram_id"), 1)
    while newest and last < newest[0]:
        more = rows.filter(telegram__gt=last, telegram__lte=newest[0])
        found = _keys(more.order_by("telegram_id"), count)
        if not found:
            return
        yield found
        last = found[-1]


def _keys(rows: Rows, count: int) -> list[int]:
    return list(rows.values_list("telegram", flat=True)[:count])


def _page(user: User, found: list[int], *, has_before: bool, has_after: bool) -> Page[int]:
    seen = Telegram.objects.visible_to(user).filter(pk__in=found[:1] + found[-1:])
    marks = dict(seen.values_list("pk", "mark"))
    return Page(
        found,
        marks.get(found[0], "") if found and has_before else "",
        marks.get(found[-1], "") if found and has_after else "",
    )
