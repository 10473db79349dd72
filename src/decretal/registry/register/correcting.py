"""Corrections of what a telegram was taken to mean, after it was registered.

Owns who corrects and what: never the text, and never what was found in it. What stood before
stays to be seen beside what stands now. What goes out is read back before it is numbered; so
only what came in is corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.errors import EntryError, NotReadyError
from decretal.offices.reach import demand
from decretal.offices.rights import Right
from decretal.registry.register import chain, sights, tray
from decretal.registry.register.asked import Asked
from decretal.registry.register.handling import demand_own
from decretal.registry.register.models import Correction, Telegram, Way
from decretal.registry.register.precedence import due, rank_of
from decretal.registry.register.registering import Meant, demand_well_formed, meant_of

ELEMENTS: Final = (
    "sender", "subject", "precedence", "dated", "number", "to", "copied", "reporting_to", "answers",
)  # fmt: skip
"""What can be corrected, in the order in which it is shown."""


def correct(asked: Asked, telegram: Telegram, meant: Meant, *, reason: str) -> Correction:
    """Record what a telegram is taken to mean from now on, and why.

    Whatever differs from what stands now is corrected. Raises EntryError where nothing does,
    NoRightError for whoever does not keep the register in which it stands.
    """
    with transaction.atomic():
        demand(asked.actor, Right.REGISTER)
        found = demand_own(asked, telegram)
        if before := chain.added_under(asked, found.mark, Correction):
            return before[0]
        if found.way != Way.INCOMING:
            raise NotReadyError(
                f"{found} went out, and says what it was meant to say.",
                advice="Cancel it, and register another one, where it was wrong.",
            )
        if not reason.strip() or len(reason) > 500:
            raise EntryError(
                "No reason is given, or one of more than 500 characters.",
                advice="Say what was mistaken: it stands beside what was taken before.",
            )
        demand_well_formed(meant)
        changes = _changes(meant_of(found), meant)
        if not changes:
            raise EntryError(
                f"Nothing differs from what {found} is taken to mean.", advice="Correct something."
            )
        rank = rank_of(meant.precedence) if "precedence" in changes else None
        due_on, term = (
            due(found.office, rank, found.registered_on) if rank is not None else (None, None)
        )
        made = Correction.objects.create(
            telegram=found,
            changes=changes,
            rank=rank,
            due_on=due_on,
            term=term,
            reason=reason.strip(),
            by=asked.actor,
            on=asked.today,
            entered_at=timezone.now(),
        )
        chain.add(found.mark, [made], asked.key)
        tray.rebuild_one(found.pk)
        sights.call(found)
        return made


def _changes(before: Meant, after: Meant) -> Mapping[str, Mapping[str, object]]:
    found: dict[str, Mapping[str, object]] = {}
    for name in ELEMENTS:
        stood, stands = getattr(before, name), getattr(after, name)
        if stood != stands:
            found[name] = {"before": _plain(stood), "after": _plain(stands)}
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
