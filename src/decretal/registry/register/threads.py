"""Threads of question and answer, and where a telegram that is referred to stands.

Owns following answers through the registers of several offices, as far as somebody sees
them; and proposing which registered telegram a text answers.
"""

from __future__ import annotations

from typing import Final

from decretal.offices.models import Office, User
from decretal.registry.register.models import WIDE, Telegram
from decretal.registry.telegram import TelegramReading

_ROUNDS: Final = 30
_MOST: Final = 200
_ASKED: Final = 500
"""So many telegrams are looked at in a round, whether one sees them or not."""
_YEARS: Final = range(1700, 2100)


def thread(user: User, telegram: Telegram) -> list[Telegram]:
    """All that it answers, that answer it, and that are the same text elsewhere."""
    found: dict[int, Telegram] = {telegram.pk: telegram}
    fresh = [telegram]
    wide = [f"{way}{name}" for way in ("", "answers__") for name in WIDE]
    seen = Telegram.objects.visible_to(user).select_related("office", "answers", "cancellation")
    seen = seen.defer(*wide)
    for _ in range(_ROUNDS):
        near = _near(fresh) - set(found)
        # Those that one does not see lead nowhere, as if they were not there.
        fresh = list(seen.filter(pk__in=sorted(near)[:_ASKED])[: _MOST - len(found)])
        found |= {each.pk: each for each in fresh}
        if not fresh or len(found) >= _MOST:
            break
    return sorted(found.values(), key=lambda each: each.pk)


def _near(telegrams: list[Telegram]) -> set[int]:
    """What telegrams answer or were sent as, and what answers or receives them.

    Each way is asked apart, so that an index answers it.
    """
    these = [each.pk for each in telegrams]
    answering = Telegram.objects.filter(answers__in=these).order_by("pk").values_list("pk")
    received = Telegram.objects.filter(sent_as__in=these).order_by("pk").values_list("pk")
    found = {key for rows in (answering[:_ASKED], received[:_ASKED]) for (key,) in rows}
    ways = (key for each in telegrams for key in (each.answers_id, each.sent_as_id))
    return found | {key for key in ways if key is not None}


def answerable(office: Office, reading: TelegramReading) -> Telegram | None:
    """The telegram of an office's own register that a text says it answers, if one fits."""
    for each in reading.answers:
        rows = Telegram.objects.filter(office=office, cancellation=None).for_list()
        if each.number is not None and each.number.number.isdigit():
            digits = int(each.number.number)
            if digits < 1_000_000 and (one := rows.filter(number=digits).first()) is not None:
                return one
        iso = each.date.iso if each.date is not None else ""
        if len(iso) == 10:
            dates = [iso]
        elif iso.startswith("--") and len(iso) == 7:
            # All that end so, by name: an index answers that.
            dates = [iso, *(f"{year}{iso[1:]}" for year in _YEARS)]
        else:
            continue
        if (one := rows.filter(dated__in=dates).order_by("-pk").first()) is not None:
            return one
    return None
