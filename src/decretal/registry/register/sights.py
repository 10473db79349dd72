"""In which offices' view of the register a telegram stands, and under which words.

Owns the projections ``Sight``, ``Heading`` and ``Brief``: written in the transaction in which
a telegram is registered or a copy comes to an office, and made anew by ``rebuild``.
``Telegram.objects.visible_to`` says who sees what; here it is kept in an order in which
lists can be read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from django.db import transaction

from decretal.errors import AlteredTextError, TelegramFormatError
from decretal.offices.models import Office
from decretal.registry.formats.json import from_data
from decretal.registry.read import read_bytes
from decretal.registry.register.briefs import brief_of
from decretal.registry.register.models import Copy, CopyMove, Telegram
from decretal.registry.register.projections import Brief, Heading, Sight
from decretal.registry.telegram import TelegramReading

T = TypeVar("T")
Row = Sight | Heading | Brief
_AT_ONCE: Final = 500
_MODELS: Final = (Sight, Heading, Brief)


def enter(telegram: Telegram, reading: TelegramReading) -> None:
    """Let a telegram that is being registered be seen, found and held against others."""
    Heading.objects.create(telegram=telegram, words=_words(telegram))
    Brief.objects.create(telegram=telegram, said=brief_of(reading))
    Sight.objects.bulk_create(_sight(telegram, each) for each in _line_of(telegram.office))


def hand(telegram: Telegram, holders: Iterable[Office | None]) -> None:
    """Let those who get a copy see the telegram, where they did not; an office of another
    state sees its own register alone."""
    wanted = {each.pk for each in holders if each is not None and not each.is_foreign}
    seen = Sight.objects.filter(telegram=telegram, office__in=wanted)
    new = sorted(wanted - set(seen.values_list("office", flat=True)))
    Sight.objects.bulk_create(_held_sight(telegram, office) for office in new)


def call(telegram: Telegram) -> None:
    """Let a telegram be found by what it is taken to mean now, and by what it was before."""
    Heading.objects.filter(telegram=telegram).update(words=_words_now(telegram))


def note_state(telegrams: Iterable[int], state: str) -> None:
    """Say that telegrams wait, are cancelled, or neither."""
    Sight.objects.filter(telegram__in=list(telegrams), is_held=False).update(state=state)


def rebuild() -> None:
    """Make all of it anew."""
    with transaction.atomic():
        for model in _MODELS:
            model.objects.all().delete()
        for _, rows in _made():
            sights = [row for row in rows if isinstance(row, Sight)]
            Sight.objects.bulk_create(sights, batch_size=_AT_ONCE)
            Heading.objects.bulk_create(row for row in rows if isinstance(row, Heading))
            Brief.objects.bulk_create(row for row in rows if isinstance(row, Brief))


def astray() -> Iterator[str]:
    """The marks of telegrams of which something else stands here than the register says."""
    for telegrams, rows in _made():
        keys = [each.pk for each in telegrams]
        stored = [row for model in _MODELS for row in model.objects.filter(telegram__in=keys)]
        should, does = _said(rows), _said(stored)
        yield from (each.mark for each in telegrams if should[each.pk] != does[each.pk])


def _made() -> Iterator[tuple[list[Telegram], list[Row]]]:
    """Telegrams, some at a time, with the rows that the register makes of them."""
    lines = {office.pk: _line_of(office) for office in Office.objects.all()}
    foreign = set(Office.objects.exclude(state="").values_list("pk", flat=True))
    last = 0
    while telegrams := _after(last):
        held = _held([each.pk for each in telegrams])
        rows: list[Row] = []
        for each in telegrams:
            line = lines[each.office_id]
            rows += [_sight(each, office, _state(each)) for office in line]
            others = held[each.pk] - foreign - set(line)
            rows += [_held_sight(each, office) for office in sorted(others)]
            rows.append(Heading(telegram=each, words=_words_now(each)))
            rows.append(Brief(telegram=each, said=brief_of(reading_of_telegram(each))))
        yield telegrams, rows
        last = telegrams[-1].pk


def _said(rows: Iterable[Row]) -> dict[int, list[str]]:
    """What rows say of each telegram, so that it can be compared."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        names = [each.attname for each in row._meta.concrete_fields if each.attname != "id"]
        said = [str(row._meta.model_name), *(getattr(row, name) for name in names)]
        found[row.telegram_id].append(json.dumps(said, sort_keys=True))
    return defaultdict(list, {key: sorted(each) for key, each in found.items()})


def _after(last: int) -> list[Telegram]:
    rows = Telegram.objects.defer("meant").select_related("in_tray", "cancellation")
    rows = rows.prefetch_related("corrections")
    return list(rows.filter(pk__gt=last).order_by("pk")[:_AT_ONCE])


def reading_of_telegram(telegram: Telegram) -> TelegramReading:
    """What was found in it when it was registered, called by its mark."""
    raw = bytes(telegram.raw)
    try:
        return from_data(telegram.found, raw, name=telegram.mark)
    except (TelegramFormatError, AlteredTextError):  # kept by an earlier version
        return read_bytes(raw, name=telegram.mark)


def rebuild_where_missing() -> None:
    """Make it where there are telegrams and none of it: they were registered before it was."""
    if Telegram.objects.exists() and not Sight.objects.exists():
        rebuild()


def _line_of(office: Office) -> list[int]:
    """The office and those above it; of another state only the office itself."""
    above = Office.objects.filter(code__in=office.codes_above, state="")
    return [office.pk, *above.values_list("pk", flat=True)]


def _held(telegrams: list[int]) -> dict[int, set[int]]:
    """The offices that got a copy of each telegram, first or from hand to hand."""
    found: dict[int, set[int]] = defaultdict(set)
    given = Copy.objects.filter(telegram__in=telegrams).values_list("telegram", "office")
    handed = CopyMove.objects.filter(copy__telegram__in=telegrams)
    for telegram, office in (
        *given.exclude(office=None),
        *handed.exclude(office=None).values_list("copy__telegram", "office"),
    ):
        found[telegram].add(office)
    return found


def _sight(telegram: Telegram, office: int, state: str = "") -> Sight:
    return Sight(
        office_id=office,
        telegram=telegram,
        of_id=telegram.office_id,
        way=telegram.way,
        series=telegram.series,
        year=telegram.year,
        matter=telegram.matter,
        state=state,
    )


def _held_sight(telegram: Telegram, office: int) -> Sight:
    """Whoever holds a copy is not told what a telegram is about and what became of it."""
    made = _sight(telegram, office)
    made.matter, made.is_held = "", True
    return made


def _state(telegram: Telegram) -> str:
    if telegram.is_cancelled:
        return Sight.CANCELLED
    return Sight.WAITS if hasattr(telegram, "in_tray") else ""


def folded(words: str) -> str:
    """Words as they are searched for."""
    return words.casefold()


def in_chunks(rows: Iterable[T], count: int) -> Iterator[list[T]]:
    """Rows in lists of so many."""
    each = iter(rows)
    while chunk := list(islice(each, count)):
        yield chunk


def _words(telegram: Telegram) -> str:
    return folded("\n".join((telegram.mark, telegram.subject, telegram.sender)))


def _words_now(telegram: Telegram) -> str:
    corrected = [
        str(change["after"])
        for each in telegram.corrections.all()
        for name, change in each.changes.items()
        if name in ("subject", "sender")
    ]
    return "\n".join((_words(telegram), *map(folded, corrected)))
