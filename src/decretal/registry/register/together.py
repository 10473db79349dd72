"""What can be said only of a whole register: gaps, repetitions, references to nothing.

Owns which telegrams are held against each other, and that this takes bounded time. The
findings themselves are ``registry.check.together``; that our own numbers have no gap is
owed to the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from decretal.registry.check.together import check_together
from decretal.registry.read import read_bytes
from decretal.registry.register.models import Telegram
from decretal.registry.telegram import Finding, TelegramReading

MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Together:
    """The findings, and how many telegrams they are of, the latest first."""

    findings: tuple[Finding, ...]
    looked_at: int
    are_all: bool


def readings(telegrams: QuerySet[Telegram]) -> Iterator[TelegramReading]:
    """The telegrams as they are read today, one by one; each is called by its mark."""
    for each in telegrams.only("mark", "raw").iterator(chunk_size=100):
        yield read_bytes(bytes(each.raw), name=each.mark)


def together(telegrams: QuerySet[Telegram]) -> Together:
    """Hold telegrams against each other: the latest of them, at most a thousand."""
    chosen = telegrams.order_by("-pk")
    looked_at = min(chosen.count(), MOST)
    found = tuple(check_together(readings(chosen[:MOST])))
    return Together(found, looked_at, are_all=not chosen[MOST : MOST + 1])
