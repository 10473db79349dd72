"""Precedence: what is shown first, and by when it is due.

Owns the ranks of the words that stand on telegrams, and the terms that offices set
themselves. A precedence says what goes first and states no day: without a term of the
office nothing is due.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.errors import EntryError
from decretal.offices.models import Office
from decretal.offices.reach import demand, office_of
from decretal.offices.rights import Right
from decretal.registry.register import chain
from decretal.registry.register.asked import Asked
from decretal.registry.register.models import PrecedenceTerm

RANKS: Final[Mapping[int, str]] = MappingProxyType(
    {0: "flash, extra urgent", 1: "immediate, urgent", 2: "priority", 3: "routine", 4: "deferred"}
)
ROUTINE: Final = 3
CHOICES: Final = ("Extra urgent", "Urgent", "Priority", "Deferred")
"""The words that are offered to whoever writes a telegram; without one it is routine."""
# The first that stands in the words counts: "not urgent" before "urgent".
_WORDS: Final = (
    (3, ("not urgent", "non-urgent", "nonurgent", "不急")),
    (4, ("low priority", "lower priority", "low precedence", "lower precedence")),
    (2, ("平急",)),
    (0, ("extra urgent", "flash", "most immediate", "most urgent", "extremely urgent",
         "exceptionally urgent", "especially urgent", "specially urgent", "additional urgent",
         "critic", "特急", "特提", "火急", "대지급", "특급")),
    (1, ("urgent", "immediate", "niact", "emergency", "express", "rush", "out of turn", "急",
         "限时", "지급", "긴급")),
    (2, ("priority", "expedite", "early delivery", "advance delivery", "优先", "우선")),
    (4, ("deferred", "unhurried", "缓")),
    (3, ("routine", "ordinary", "normal", "regular", "平", "普通", "보통")),
)  # fmt: skip
LONGEST: Final = 366


def known_rank(precedence: str) -> int | None:
    """The rank of the words of a precedence, if they are known."""
    words = " ".join(precedence.casefold().split())
    for rank, known in _WORDS:
        if any(each in words for each in known):
            return rank
    return None


def rank_of(precedence: str) -> int:
    """The rank of the words of a precedence; those that are not known are routine."""
    rank = known_rank(precedence)
    return ROUTINE if rank is None else rank


def term_of(office: Office, rank: int) -> PrecedenceTerm | None:
    """The term that counts for an office: its own, or that of the nearest office above."""
    latest: dict[str, PrecedenceTerm] = {}
    codes = [office.code, *reversed(office.codes_above)]
    found = PrecedenceTerm.objects.filter(office__code__in=codes, rank=rank)
    for term in found.select_related("office").order_by("id"):
        latest[term.office.code] = term
    return next((latest[c] for c in codes if c in latest and latest[c].days is not None), None)


def due(
    office: Office, rank: int, on: datetime.date
) -> tuple[datetime.date | None, PrecedenceTerm | None]:
    """By when a telegram that comes in on a day is due, and by whose term."""
    term = term_of(office, rank)
    if term is None or term.days is None:
        return None, None
    return on + datetime.timedelta(days=term.days), term


def declare(asked: Asked, rank: int, days: int | None, reason: str) -> PrecedenceTerm:
    """Declare a term of one's own office, or withdraw it (``days`` of None)."""
    demand(asked.actor, Right.DECIDE)
    office = office_of(asked.actor)
    if rank not in RANKS:
        raise EntryError(f"{rank} is no precedence.", advice="Choose one from the page.")
    if days is not None and not 0 <= days <= LONGEST:
        raise EntryError(
            f"A term of {days} days cannot be declared.",
            advice=f"Give 0 to {LONGEST} days, or withdraw the term.",
        )
    if not reason.strip() or len(reason) > 500:
        raise EntryError(
            "The term is declared without a reason, or with one of more than 500 characters.",
            advice="Say why: it is the office's own term, and no text states it.",
        )
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # one term after the other
        if before := chain.added_under(asked, chain.chain_of(office), PrecedenceTerm):
            return before[0]
        latest = PrecedenceTerm.objects.filter(office=office, rank=rank).first()
        if latest is not None and (latest.days, latest.reason) == (days, reason.strip()):
            return latest  # the form came twice
        made = PrecedenceTerm.objects.create(
            office=office,
            rank=rank,
            days=days,
            reason=reason.strip(),
            declared_by=asked.actor,
            declared_on=asked.today,
            entered_at=timezone.now(),
        )
        chain.add(chain.chain_of(office), [made], asked.key)
        return made
