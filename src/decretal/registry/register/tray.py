"""The in-tray: which incoming telegrams wait, by precedence and by when they are due.

Owns the projection ``InTray``. A telegram waits until it is answered, filed, forwarded or
cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from decretal.offices.models import User
from decretal.registry.register.models import Handled, InTray, Telegram, TelegramQuerySet, Way
from decretal.registry.telegram import Handling

ENDS: Final = (Handling.FILED, Handling.FORWARDED)


def put_in(telegrams: Iterable[Telegram]) -> None:
    """Put incoming telegrams into their offices' in-trays."""
    InTray.objects.bulk_create(
        [place_of(each) for each in telegrams if each.way == Way.INCOMING],
        batch_size=500,
    )


def place_of(telegram: Telegram) -> InTray:
    """The place of a telegram that waits."""
    return InTray(
        telegram=telegram,
        office_id=telegram.office_id,
        rank=telegram.rank,
        due_on=telegram.due_on,
    )


def take_out(telegram: Telegram) -> None:
    """Take a telegram out of the in-tray."""
    InTray.objects.filter(pk=telegram.pk).delete()


def in_tray(user: User) -> QuerySet[InTray]:
    """What waits in somebody's office: the highest precedence first, then what is due first."""
    if user.office is None:
        return InTray.objects.none()
    seen = InTray.objects.filter(
        office=user.office, telegram__in=Telegram.objects.visible_to(user).values("pk")
    )
    return seen.select_related("telegram__office", "telegram__term__office").order_by(
        "rank", F("due_on").asc(nulls_last=True), "telegram"
    )


def rebuild() -> int:
    """Make the in-trays anew; gives how many telegrams wait."""
    with transaction.atomic():
        InTray.objects.all().delete()
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
