"""Threads of question and answer, and where a telegram that is referred to stands.

Owns following answers through the registers of several offices, as far as somebody sees
them; and proposing which registered telegram a text answers.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from decretal.offices.models import Office, User
from decretal.registry.register.models import Telegram
from decretal.registry.telegram import TelegramReading

_ROUNDS: Final = 30
_MOST: Final = 200


def thread(user: User, telegram: Telegram) -> list[Telegram]:
    """All that it answers, that answer it, and that are the same text elsewhere."""
    found: dict[int, Telegram] = {telegram.pk: telegram}
    fresh = [telegram.pk]
    seen = Telegram.objects.visible_to(user).for_list().select_related("answers", "cancellation")
    seen = seen.defer("raw", "found", "meant", "answers__raw", "answers__found", "answers__meant")
    for _ in range(_ROUNDS):
        near = (
            Q(answers__in=fresh)
            | Q(answered_by__in=fresh)
            | Q(sent_as__in=fresh)
            | Q(received_as__in=fresh)
        )
        more = seen.filter(near).exclude(pk__in=list(found)).distinct()[: _MOST - len(found)]
        fresh = [each.pk for each in more]
        found |= {each.pk: each for each in more}
        if not fresh or len(found) >= _MOST:
            break
    return sorted(found.values(), key=lambda each: each.pk)


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
            dated = Q(dated=iso)
        elif iso.startswith("--") and len(iso) == 7:
            dated = Q(dated__endswith=iso[1:])
        else:
            continue
        if (one := rows.filter(dated).order_by("-pk").first()) is not None:
            return one
    return None
