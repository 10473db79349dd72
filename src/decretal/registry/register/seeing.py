"""What of a telegram somebody sees: all that the register has of it, or what a holder has.

Owns what is shown to whom of one telegram. Who sees that there is one is
``Telegram.objects.visible_to``. Whoever holds a copy has the text and that copy: what the
office that registered it did with it, and where its other copies went, is not theirs to see.
An office of another state sees its own register, and nothing of what others did.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from decretal.offices.models import Office, User
from decretal.offices.reach import office_of, offices_seen_by
from decretal.registry.register.copies import Held, held
from decretal.registry.register.models import Copy, CopyMove, Handled, Telegram


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy that somebody's office got: when, and to whom the office passed it on."""

    number: int
    since: datetime.date
    passed_to: str = ""
    passed_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A telegram as somebody sees it. What they do not see of it is empty."""

    telegram: Telegram
    is_whole: bool
    handled: tuple[Handled, ...] = ()
    copies: tuple[Held, ...] = ()
    own_copies: tuple[OwnCopy, ...] = ()
    answers: str = ""
    sent_as: str = ""
    matter: str = ""
    registered_by: User | None = None


def sees_whole(user: User, telegram: Telegram) -> bool:
    """Whether it stands in the register of somebody's office, or of one below it."""
    return telegram.office_id in offices_seen_by(user)


def seen(user: User, telegram: Telegram) -> Seen:
    """A telegram that is visible to somebody, as they see it."""
    office = office_of(user)
    linked = [each for each in (telegram.answers_id, telegram.sent_as_id) if each is not None]
    rows = Telegram.objects.visible_to(user).filter(pk__in=linked)
    marks = dict(rows.values_list("pk", "mark")) if linked else {}
    answers = marks.get(telegram.answers_id or 0, "")
    sent_as = marks.get(telegram.sent_as_id or 0, "")
    if not sees_whole(user, telegram):
        return Seen(
            telegram, is_whole=False, own_copies=_own(office, held(telegram)), answers=answers,
            sent_as=sent_as,
        )  # fmt: skip
    handled: Sequence[Handled] = list(telegram.handled.select_related("by__office"))
    copies: Sequence[Held] = held(telegram)
    by: User | None = telegram.registered_by
    if office.is_foreign:
        handled = [each for each in handled if each.by.office_id == office.pk]
        copies = [_as_given(office, each) for each in copies]
        by = by if by is not None and by.office_id == office.pk else None
    return Seen(
        telegram, is_whole=True, handled=tuple(handled), copies=tuple(copies), answers=answers,
        sent_as=sent_as, matter=telegram.matter, registered_by=by,
    )  # fmt: skip


def _own(office: Office, copies: Sequence[Held]) -> tuple[OwnCopy, ...]:
    """The copies that an office got, each with what it did with it itself."""
    found: list[OwnCopy] = []
    for each in copies:
        came: datetime.date | None = each.copy.made_on if _is(office, each.copy) else None
        gone: CopyMove | None = None
        for move in each.moves:
            if move.office_id == office.pk:
                came, gone = move.on, None
            elif came is not None and gone is None:
                gone = move
        if came is None:
            continue
        # Whoever passed it on knows to whom; where it went then is not theirs.
        is_ours = gone is not None and gone.by.office_id == office.pk
        found.append(
            OwnCopy(
                each.copy.number,
                came,
                gone.name if gone is not None and is_ours else "",
                gone.on if gone is not None else None,
            )
        )
    return tuple(found)


def _is(office: Office, copy: Copy) -> bool:
    return copy.office_id == office.pk


def _as_given(office: Office, each: Held) -> Held:
    """A copy with what people of an office themselves did with it."""
    moves = tuple(move for move in each.moves if move.by.office_id == office.pk)
    if moves:
        return Held(each.copy, moves[-1].name, moves[-1].office, moves[-1].on, moves)
    return Held(each.copy, each.copy.name, each.copy.office, each.copy.made_on, ())
