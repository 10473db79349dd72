"""Copies of a telegram: numbered, one kept, each traceable to who holds it now.

Owns distribution and the moves of copies, and that they add up. What the text of a
telegram says of its copies is left to ``registry.check``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office
from decretal.offices.reach import demand, office_of
from decretal.offices.rights import Right
from decretal.registry.register import chain, sights
from decretal.registry.register.asked import Asked, demand_home, office_named
from decretal.registry.register.handling import demand_own, demand_past, is_approved
from decretal.registry.register.models import Copy, CopyMove, Telegram, Way
from decretal.registry.register.registering import meant_of

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A copy with who holds it now, and since when."""

    copy: Copy
    name: str
    office: Office | None
    since: datetime.date
    moves: tuple[CopyMove, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Whether the copies add up: those sent, those kept, and what the text says of both."""

    sent: int
    kept: int
    stated_total: int | None
    stated_kept: int | None

    @property
    def total(self) -> int:
        """All copies."""
        return self.sent + self.kept

    @property
    def adds_up(self) -> bool:
        """Whether one is kept, and the total is the one that the text states, if it does."""
        return self.kept == 1 and self.stated_total in (None, self.total)


def distribute(
    asked: Asked, telegram: Telegram, to: Sequence[tuple[str, int]], *, on: datetime.date
) -> list[Copy]:
    """Number copies for those who get them, and one that is kept, with the first of them.

    Further copies go on with the numbers; there is never a second one that is kept.
    """
    with transaction.atomic():
        telegram = demand_own(asked, telegram)
        if recorded := chain.added_under(asked, telegram.mark, Copy):
            return recorded
        if not asked.by_step:
            demand(asked.actor, Right.REGISTER)
        if telegram.way == Way.OUTGOING and not is_approved(telegram):
            raise NotReadyError(
                f"{telegram} is not approved.", advice="Somebody who decides approves it first."
            )
        _check(to)
        before = list(telegram.copies.order_by("number"))
        rows: list[Copy] = []
        number = before[-1].number if before else 0
        named = [(name.strip(), count, office_named(name)) for name, count in to]
        for name, count, office in named:
            demand_home(asked, name, office)
            for _ in range(count):
                number += 1
                rows.append(_copy(asked, telegram, number, name, office, on))
        if not any(each.is_kept for each in before):
            kept = _copy(asked, telegram, number + 1, telegram.office.name, telegram.office, on)
            kept.is_kept = True
            rows.append(kept)
        made = Copy.objects.bulk_create(rows)
        chain.add(telegram.mark, made, asked.key)
        sights.hand(telegram, [each.office for each in made])
        return made


def pass_on(asked: Asked, copy: Copy, to: str, *, on: datetime.date, reason: str = "") -> CopyMove:
    """Record that a copy went from who held it to somebody else.

    A registrar of the office that registered the telegram does this, or of the office that
    holds the copy.
    """
    with transaction.atomic():
        demand(asked.actor, Right.REGISTER)
        telegram = Telegram.objects.select_for_update(of=("self",)).get(pk=copy.telegram_id)
        if before := chain.added_under(asked, telegram.mark, CopyMove):
            return before[0]
        now = holder(copy)
        mine = office_of(asked.actor)
        if mine.pk not in (telegram.office_id, now.office.pk if now.office else None):
            raise NoRightError(
                f"Copy {copy.number} of {telegram} is held by {now.name}.",
                advice="It is passed on by who holds it, or by the office that registered it.",
            )
        if copy.is_kept:
            raise NotReadyError(
                f"Copy {copy.number} of {telegram} is the one that is kept.",
                advice="Make a further copy, and pass that one on.",
            )
        name = to.strip()
        if not name or len(name) > 300 or len(reason) > 500:
            raise EntryError("It is not said to whom the copy goes.", advice="Name them.")
        if name == now.name:
            latest = now.moves[-1] if now.moves else None
            if latest is not None and latest.by_id == asked.actor.pk and latest.on == on:
                return latest  # the form came twice
            raise EntryError(f"{name} holds the copy already.", advice="Name somebody else.")
        if on < now.since:
            raise EntryError(f"{now.name} has it since {now.since}.", advice="Correct the day.")
        demand_past(asked, on)
        office = office_named(name)
        demand_home(asked, name, office)
        made = CopyMove.objects.create(
            copy=copy,
            name=name,
            office=office,
            reason=reason.strip(),
            by=asked.actor,
            on=on,
            entered_at=timezone.now(),
        )
        chain.add(telegram.mark, [made], asked.key)
        sights.hand(telegram, [office])
        return made


def holder(copy: Copy) -> Held:
    """Who holds a copy now."""
    moves = tuple(copy.moves.all())
    if moves:
        return Held(copy, moves[-1].name, moves[-1].office, moves[-1].on, moves)
    return Held(copy, copy.name, copy.office, copy.made_on, ())


def held(telegram: Telegram) -> list[Held]:
    """All copies of a telegram, each with who holds it now."""
    copies = telegram.copies.select_related("office").prefetch_related("moves__office", "moves__by")
    return [holder(copy) for copy in copies.order_by("number")]


def proposed_copies(telegram: Telegram) -> list[tuple[str, int]]:
    """Who is proposed to get copies, and how many: as the text distributes it, or its addressees.

    Of a telegram that an office here sent, that office numbers what the text distributes:
    to whoever received it nothing is proposed.
    """
    if telegram.sent_as_id is not None:
        return []
    stated = [
        (str(each["name"]), int(each["copies"] or 1))
        for each in telegram.found.get("distribution", ())
    ]
    names = [name for each in meant_of(telegram).named().values() for name in each]
    return stated or [(name, 1) for name in names]


def reckon(telegram: Telegram, copies: Sequence[Copy]) -> Reckoning:
    """The copies counted, beside what the text states."""
    kept = sum(copy.is_kept for copy in copies)
    total, retained = telegram.found.get("total"), telegram.found.get("retained")
    return Reckoning(len(copies) - kept, kept, total, retained)


def _check(to: Sequence[tuple[str, int]]) -> None:
    if not to:
        raise EntryError("Nobody gets a copy.", advice="Write a name on each line.")
    if any(not name.strip() or len(name) > 300 for name, _ in to):
        raise EntryError("A name is missing, or too long.", advice="Write a name on each line.")
    if any(count < 1 for _, count in to) or sum(count for _, count in to) > MOST:
        raise EntryError(
            f"Each gets at least one copy, and all of them at most {MOST}.",
            advice="Correct the numbers.",
        )


def _copy(
    asked: Asked,
    telegram: Telegram,
    number: int,
    name: str,
    office: Office | None,
    on: datetime.date,
) -> Copy:
    demand_past(asked, on)
    return Copy(
        telegram=telegram,
        number=number,
        name=name,
        office=office,
        made_by=asked.actor,
        made_on=on,
    )
