"""The in-tray: which incoming telegrams wait, by precedence and by when they are due.

Owns the projection ``InTray``, and that the register shows what waits. A telegram waits until
it is answered, filed, forwarded or cancelled.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet, prefetch_related_objects

from decretal.offices.models import User
from decretal.registry.register import sights
from decretal.registry.register.listing import Page
from decretal.registry.register.models import (
    WIDE,
    Handled,
    InTray,
    Sight,
    Telegram,
    TelegramQuerySet,
    Way,
    sees_a_register,
)
from decretal.registry.telegram import Handling

_ORDER: Final = ("rank", "sorted_on", "telegram_id")
ENDS: Final = (Handling.FILED, Handling.FORWARDED)


def put_in(telegrams: Iterable[Telegram]) -> None:
    """Put incoming telegrams into their offices' in-trays."""
    for chunk in sights.in_chunks((t for t in telegrams if t.way == Way.INCOMING), 500):
        prefetch_related_objects(chunk, "corrections")
        InTray.objects.bulk_create(map(place_of, chunk))
        sights.note_state([each.pk for each in chunk], Sight.WAITS)


def place_of(telegram: Telegram) -> InTray:
    """The place of a telegram that waits."""
    said = telegram.now_due
    assert said.rank is not None
    return InTray(
        telegram=telegram,
        office_id=telegram.office_id,
        rank=said.rank,
        due_on=said.due_on,
        sorted_on=said.due_on or datetime.date.max,
    )


def take_out(telegram: Telegram, state: str = "") -> None:
    """Take a telegram out of the in-tray; ``state`` is what the register shows of it then."""
    InTray.objects.filter(pk=telegram.pk).delete()
    sights.note_state([telegram.pk], state)


def in_tray(user: User) -> QuerySet[InTray]:
    """What waits in somebody's office: the highest precedence first, then what is due first."""
    if user.office is None or not sees_a_register(user):
        return InTray.objects.none()
    rows = InTray.objects.filter(office=user.office).select_related(
        "telegram__office", "telegram__term__office"
    )
    rows = rows.prefetch_related("telegram__corrections__term__office")
    rows = rows.defer(*(f"telegram__{name}" for name in WIDE))
    return rows.order_by(*_ORDER)


def in_tray_page(user: User, count: int, *, after: str = "", before: str = "") -> Page[InTray]:
    """A page of an in-tray: what comes after a telegram in it, or before."""
    rows = in_tray(user)
    marked = {each.telegram.mark: each for each in rows.filter(telegram__mark__in={after, before})}
    if before in marked:
        turned = rows.filter(_beyond(marked[before], "lt")).order_by(
            *(f"-{name}" for name in _ORDER)
        )
        found = list(turned[: count + 1])
        if len(found) >= count:
            return _page(found[:count][::-1], has_before=len(found) > count, has_after=True)
    found = list(
        (rows.filter(_beyond(marked[after], "gt")) if after in marked else rows)[: count + 1]
    )
    return _page(found[:count], has_before=after in marked, has_after=len(found) > count)


def _beyond(row: InTray, way: str) -> Q:
    """What comes before a row in the order of an in-tray, or after it."""
    same_rank = Q(rank=row.rank)
    same_day = same_rank & Q(sorted_on=row.sorted_on)
    beyond = Q(**{f"rank__{way}": row.rank})
    beyond |= same_rank & Q(**{f"sorted_on__{way}": row.sorted_on})
    beyond |= same_day & Q(**{f"telegram__{way}": row.pk})
    # Said once more, so that an index begins there.
    return Q(**{f"rank__{way}e": row.rank}) & beyond


def _page(rows: list[InTray], *, has_before: bool, has_after: bool) -> Page[InTray]:
    return Page(
        rows,
        rows[0].telegram.mark if rows and has_before else "",
        rows[-1].telegram.mark if rows and has_after else "",
    )


def rebuild() -> int:
    """Make the in-trays anew; gives how many telegrams wait."""
    with transaction.atomic():
        InTray.objects.all().delete()
        Sight.objects.filter(state=Sight.WAITS).update(state="")
        put_in(waiting().iterator(chunk_size=500))
        return InTray.objects.count()


def rebuild_one(telegram: int) -> None:
    """Put a telegram back where it waits again, or take it out where it does not."""
    InTray.objects.filter(pk=telegram).delete()
    put_in(waiting().filter(pk=telegram))


def waiting() -> TelegramQuerySet:
    """The telegrams that wait, as the register itself says."""
    ended = Handled.objects.filter(kind__in=ENDS).values("telegram")
    answering = Telegram.objects.filter(cancellation=None).exclude(answers=None)
    return (
        Telegram.objects.filter(way=Way.INCOMING, cancellation=None)
        .exclude(pk__in=ended)
        .exclude(pk__in=answering.values("answers"))
        .for_list()
    )
