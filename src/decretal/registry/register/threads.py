"""Threads of question and answer, and where a telegram that is referred to stands.

Owns following answers through the registers of several offices, as far as somebody sees
them; and proposing which registered telegram a text answers.
"""

from __future__ import annotations

from typing import Final

from decretal.offices.models import Office, User
from decretal.registry.register.models import WIDE, Telegram, TelegramQuerySet, Way
from decretal.registry.telegram import Number, TelegramReading, When

_ROUNDS: Final = 30
_MOST: Final = 200
_ASKED: Final = 500
"""So many telegrams are looked at in a round, whether one sees them or not."""
_YEARS: Final = range(1700, 2100)
_MOST_DIGITS: Final = 6
_A_DAY: Final = len("1961-11-15")
_A_DAY_WITHOUT_YEAR: Final = len("--11-15")


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
    """The telegram of an office's own register that a text says it answers, if one fits.

    A number is that of one that the office sent, in the year that the text gives or, where it
    gives none, of the year of the text or the one before. Where a day stands too, it must fit.
    """
    rows = Telegram.objects.filter(office=office, cancellation=None).for_list()
    for each in reading.answers:
        days = _days(each.date, reading.date)
        if each.number is not None and each.number.number.isdecimal():
            numbered = _numbered(rows, each.number, each.date, reading.date)
            fitting = [row for row in numbered if not days or row.dated in days]
            if fitting:
                return fitting[0]
        if days:
            # Who answers means what was sent to it; a copy of that may stand here as well.
            dated = rows.filter(dated__in=days).order_by("-way", "-pk")
            if (one := dated.first()) is not None:
                return one
    return None


def _numbered(
    rows: TelegramQuerySet, number: Number, on: When | None, written: When | None
) -> list[Telegram]:
    """What the office sent under a number, the latest first; a few series may have it."""
    digits = int(number.number[: _MOST_DIGITS + 1])
    if digits >= 10**_MOST_DIGITS:
        return []
    sent = rows.filter(way=Way.OUTGOING, number=digits)
    year = number.year or (on.year if on is not None else None)
    if year is not None:
        sent = sent.filter(year=year)
    elif written is not None and written.year is not None:
        sent = sent.filter(year__in=(written.year, written.year - 1))
    return list(sent.order_by("-year", "-pk")[:_ASKED])


def _days(on: When | None, written: When | None) -> list[str]:
    """The days that a reference may mean, as the register writes them."""
    if on is None:
        return []
    if len(on.iso) == _A_DAY:
        return [on.iso]
    if not on.iso.startswith("--") or len(on.iso) != _A_DAY_WITHOUT_YEAR:
        return []
    if written is None or len(written.iso) != _A_DAY:
        # All that end so, by name: an index answers that.
        return [on.iso, *(f"{year}{on.iso[1:]}" for year in _YEARS)]
    # Without a year it is the last such day before the text was written.
    year = int(written.iso[:4])
    this = f"{year}{on.iso[1:]}"
    return [on.iso, this if this <= written.iso else f"{year - 1}{on.iso[1:]}"]
