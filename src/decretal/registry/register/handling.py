"""What is done with a telegram after it was registered: approved, sent, filed, cancelled.

Owns who may do it and in which order. Each is a row of its own; the telegram stays as it
was registered.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.reach import demand, office_of
from decretal.offices.rights import Right
from decretal.registry.register import chain, tray
from decretal.registry.register.asked import Asked
from decretal.registry.register.models import Cancellation, Handled, Sight, Telegram, Way
from decretal.registry.register.registering import deliver
from decretal.registry.telegram import Handling

# As telegrams write it, 0915, or as clocks show it.
_CLOCK: Final = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.：]?(?P<minute>[0-5]\d)")
ONCE: Final = (Handling.APPROVED, Handling.SENT, Handling.RECEIVED, Handling.FILED)
"""What is done with a telegram once."""
BY_REGISTRAR: Final = tuple(
    each for each in Handling if each not in (Handling.APPROVED, Handling.SENT)
)


def demand_own(asked: Asked, telegram: Telegram) -> Telegram:
    """The telegram, locked within a transaction.

    Raises where it stands in another office's register, or was cancelled.
    """
    rows = Telegram.objects.select_related("office", "cancellation")
    if transaction.get_connection().in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    found = rows.get(pk=telegram.pk)
    if not asked.by_step and found.office_id != office_of(asked.actor).pk:
        if not Telegram.objects.visible_to(asked.actor).filter(pk=found.pk).exists():
            raise NoRightError("There is no such telegram for you.", advice="Check its mark.")
        raise NoRightError(
            f"{found} stands in the register of {found.office}.", advice="Leave it to that office."
        )
    if found.is_cancelled:
        raise NotReadyError(
            f"{found} is cancelled.", advice="Register anew; the number stays as it is."
        )
    return found


def demand_past(asked: Asked, on: datetime.date) -> None:
    """Raises EntryError for a day that has not been."""
    if on > asked.today:
        raise EntryError(
            f"{on} is given, and today is {asked.today}.", advice="Give a day that has been."
        )


def is_approved(telegram: Telegram) -> bool:
    """Whether somebody who decides approved it."""
    return telegram.handled.filter(kind=Handling.APPROVED).exists()


def handle(
    asked: Asked,
    telegram: Telegram,
    kind: Handling,
    *,
    on: datetime.date,
    clock: str = "",
    note: str = "",
) -> Handled:
    """Record that something was done with a telegram: by a registrar, approval by a decider.

    Filed and forwarded telegrams wait no more.
    """
    if kind is Handling.SENT:
        raise EntryError("A telegram is sent by a step of its own.", advice="Use its page.")
    with transaction.atomic():
        found = demand_own(asked, telegram)
        if before := chain.added_under(asked, found.mark, Handled):
            return before[0]
        if not asked.by_step:
            demand(asked.actor, Right.DECIDE if kind is Handling.APPROVED else Right.REGISTER)
        return _handled(asked, found, kind, on=on, clock=clock, note=note)


def dispatch(
    asked: Asked, telegram: Telegram, *, on: datetime.date, clock: str = ""
) -> list[Telegram]:
    """Send an approved telegram: each addressee that is an office here registers it as it came."""
    with transaction.atomic():
        found = demand_own(asked, telegram)
        if not asked.by_step:
            demand(asked.actor, Right.REGISTER)
        if found.way != Way.OUTGOING:
            raise NotReadyError(f"{found} came in.", advice="Register an outgoing one.")
        if not is_approved(found):
            raise NotReadyError(
                f"{found} is not approved.", advice="Somebody who decides approves it first."
            )
        if found.handled.filter(kind=Handling.SENT).exists():
            return list(found.received_as.all())
        _handled(asked, found, Handling.SENT, on=on, clock=clock)
        return deliver(asked, found)


def cancel(asked: Asked, telegram: Telegram, reason: str) -> Cancellation:
    """Cancel what was registered by mistake: the number is kept, and nothing deleted."""
    demand(asked.actor, Right.REGISTER)
    if not reason.strip() or len(reason) > 500:
        raise EntryError(
            "No reason is given, or one of more than 500 characters.",
            advice="Say what was the mistake: it stands in the register.",
        )
    with transaction.atomic():
        before = Cancellation.objects.filter(telegram=telegram.pk, by=asked.actor).first()
        if before is not None and before.reason == reason.strip():
            return before  # the form came twice
        found = demand_own(asked, telegram)
        if found.way == Way.OUTGOING and found.handled.filter(kind=Handling.SENT).exists():
            raise NotReadyError(
                f"{found} was sent: others have it, and not by a mistake of the register.",
                advice="Send another telegram that says what is wrong with it.",
            )
        made = Cancellation.objects.create(
            telegram=found,
            reason=reason.strip(),
            by=asked.actor,
            on=asked.today,
            entered_at=timezone.now(),
        )
        chain.add(found.mark, [made], asked.key)
        tray.take_out(found, Sight.CANCELLED)
        if found.answers_id is not None:
            tray.rebuild_one(found.answers_id)
        return made


def _demand_order(
    asked: Asked, telegram: Telegram, kind: Handling, on: datetime.date, clock: str
) -> None:
    """Raises EntryError for what is sent before it was approved, or either before it was written.

    Times of what came in are those that somebody else gave it: they are recorded as they are.
    What a step sends is dated the day of the step, which may be recorded later.
    """
    if telegram.way != Way.OUTGOING or kind not in (Handling.APPROVED, Handling.SENT):
        return
    if on < telegram.registered_on and not asked.by_step:
        raise EntryError(
            f"{telegram} was registered on {telegram.registered_on}, and {kind} on {on} is given.",
            advice="Its text is of the day on which it was registered: give that day, or a later.",
        )
    approved = telegram.handled.filter(kind=Handling.APPROVED).first()
    if kind is not Handling.SENT or approved is None:
        return
    is_timed = bool(clock and approved.clock)
    if (on, clock if is_timed else "") < (approved.on, approved.clock if is_timed else ""):
        raise EntryError(
            f"{telegram} was approved on {approved.on} {approved.clock}".rstrip()
            + f", and sent on {on} {clock}".rstrip()
            + " is given.",
            advice="Nothing is sent before it is approved: correct the day or the time.",
        )


def _clock(written: str) -> str:
    """A time of the day as the register has it; nothing where none is given."""
    if not written.strip():
        return ""
    found = _CLOCK.fullmatch(written.strip())
    if found is None:
        raise EntryError(
            f'"{written.strip()[:20]}" is no time.',
            advice="Write it as 09:15 or 0915, from 00:00 to 23:59; leave it empty where none "
            "is known.",
        )
    return f"{int(found['hour']):02}:{found['minute']}"


def _handled(
    asked: Asked,
    telegram: Telegram,
    kind: Handling,
    *,
    on: datetime.date,
    clock: str = "",
    note: str = "",
) -> Handled:
    demand_past(asked, on)
    clock = _clock(clock)
    _demand_order(asked, telegram, kind, on, clock)
    if len(note) > 500:
        raise EntryError("The note is longer than 500 characters.", advice="Shorten it.")
    if kind in ONCE and (before := telegram.handled.filter(kind=kind).first()) is not None:
        if before.by_id == asked.actor.pk and before.on == on:
            return before  # the form came twice
        raise NotReadyError(
            f"{telegram} was {kind} by {before.by} on {before.on}.", advice="Nothing is left to do."
        )
    made = Handled.objects.create(
        telegram=telegram,
        kind=kind,
        by=asked.actor,
        on=on,
        clock=clock,
        note=note.strip(),
        entered_at=timezone.now(),
    )
    chain.add(telegram.mark, [made], asked.key)
    if kind in tray.ENDS:
        tray.take_out(telegram)
    return made
