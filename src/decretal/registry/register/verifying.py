"""Verifying the register: whether it still says what was registered, and all of it.

Owns holding every text against its hash, every row against the chain, the numbers of each
series against what was given, copies against each other, in-trays and lists against the rest;
in bounded memory. What the chain covers is ``chain``. What is found is named and not mended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, cast

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from decretal.offices.models import Series
from decretal.offices.snapshot import snapshot
from decretal.registry.register import chained, sights, tray
from decretal.registry.register.chain import covered, hash_of
from decretal.registry.register.models import Copy, CopyMove, InTray, Link, Telegram

Progress = Callable[[int, float | None], None]
_CALLED: Final = {
    "telegram": "the telegram",
    "addressee": "the list of its addressees",
    "handled": "what was done with it",
    "copy": "a copy",
    "copymove": "the move of a copy",
    "cancellation": "its cancellation",
    "correction": "a correction of what it was taken to mean",
    "precedenceterm": "a term",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What of the register is not as it was registered; ``mark`` is a telegram's or a series'."""

    mark: str
    said: str

    def __str__(self) -> str:
        return f"{self.mark}: {self.said}"


@dataclass(slots=True)
class Held:
    """What was held against its proofs, and what does not hold."""

    telegrams: int = 0
    faults: list[Fault] = field(default_factory=list)


def verify(progress: Progress | None = None) -> Held:
    """Hold the whole register against its proofs."""
    found = Held()
    total = Telegram.objects.count()
    last = 0
    while telegrams := chained.telegrams_after(_model, last):
        found.faults += _faults(telegrams)
        found.telegrams += len(telegrams)
        last = telegrams[-1].pk
        if progress is not None:
            progress(found.telegrams, found.telegrams / total if total else None)
    found.faults += [*_terms(), *_gone(), *_series(), *_in_tray()]
    # Where the register itself is another than it was, so is what is made of it.
    named = {each.mark for each in found.faults}
    said = "the lists do not have it as it was registered; decretal rebuild makes them anew"
    found.faults += [Fault(mark, said) for mark in sights.astray() if mark not in named]
    return found


def faults_of(telegram: Telegram) -> list[Fault]:
    """What of one telegram does not hold, without its series."""
    with snapshot():
        return list(_faults([telegram]))


def links() -> Iterator[str]:
    """A line for each link, in the order in which they came to be: what a seal covers."""
    rows = Link.objects.order_by("pk").values_list("chain", "sequence", "hash")
    for chain, sequence, digest in rows.iterator(chunk_size=2000):
        yield f"{chain}\t{sequence}\t{digest}\n"


def _model(table: str) -> Any:
    return apps.get_model("registry", table)


# one telegram ------------------------------------------------------------------------


def _faults(telegrams: Sequence[Telegram]) -> Iterator[Fault]:
    of = chained.rows_of(_model, telegrams)
    chains = _chains([each.mark for each in telegrams])
    for each in telegrams:
        if hashlib.sha256(bytes(each.raw)).hexdigest() != each.sha256:
            yield Fault(each.mark, "its text is not the one that was registered")
        rows = of[each.pk]
        said = chained.said_of(each, rows)
        yield from _against(each.mark, chains.get(each.mark, []), said)
        copies = [row for row in rows if isinstance(row, Copy)]
        moves = [row for row in rows if isinstance(row, CopyMove)]
        yield from (Fault(each.mark, wrong) for wrong in _copies(copies, moves))


def _chains(names: Sequence[str]) -> dict[str, list[Link]]:
    rows = Link.objects.filter(chain__in=names).order_by("chain", "sequence")
    return {chain: list(group) for chain, group in groupby(rows, key=lambda link: link.chain)}


def _against(
    chain: str, stored: Sequence[Link], said: dict[tuple[str, int], object]
) -> Iterator[Fault]:
    """Where a chain and the rows that it covers do not say the same."""
    expected, previous = 1, stored[0].previous if stored else ""
    linked: set[tuple[str, int]] = set()
    for link in stored:
        if link.sequence != expected:
            yield Fault(chain, f"link {expected} of its chain is missing")
        elif link.previous != previous:
            yield Fault(chain, f"link {link.sequence} does not follow the one before it")
        of = (link.table, link.row)
        called = _CALLED.get(link.table, link.table)
        if of not in said or of in linked:
            yield Fault(chain, f"{called} is gone (link {link.sequence})")
        elif link.hash != hash_of(chain, link.sequence, *of, said[of], link.previous):
            yield Fault(chain, f"{called} does not say what was registered (link {link.sequence})")
        linked.add(of)
        expected, previous = link.sequence + 1, link.hash
    for table, row in said:
        if (table, row) not in linked:
            called = _CALLED.get(table, table)
            yield Fault(chain, f"{called} was not put in by the program (row {row})")


def _copies(copies: Sequence[Copy], moves: Sequence[CopyMove]) -> Iterator[str]:
    numbers = sorted(copy.number for copy in copies)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"its copies do not count from 1 to {len(numbers)}, each once"
    kept = [copy for copy in copies if copy.is_kept]
    if copies and len(kept) != 1:
        yield f"{len(kept)} of its copies are kept, and one should be"
    for copy in copies:
        since = copy.made_on
        for move in (each for each in moves if each.copy_id == copy.pk):
            if copy.is_kept:
                yield f"copy {copy.number} is the one that is kept, and was passed on"
            if move.on < since:
                yield f"copy {copy.number} was passed on before whoever held it had it"
            since = move.on


# the whole register ------------------------------------------------------------------


def _terms() -> Iterator[Fault]:
    rows = chained.terms(_model)
    stored = _chains(list(rows))
    for chain, each in rows.items():
        said = {("precedenceterm", row.pk): covered(row) for row in each}
        yield from _against(chain, stored.get(chain, []), cast("Any", said))
    lost = Link.objects.filter(table="precedenceterm").exclude(chain__in=list(rows))
    for chain in lost.order_by("chain").values_list("chain", flat=True).distinct():
        yield Fault(chain, "all of them are gone")


def _gone() -> Iterator[Fault]:
    telegram = Telegram.objects.filter(mark=OuterRef("chain"))
    lost = Link.objects.exclude(table="precedenceterm").filter(~Exists(telegram))
    for mark in lost.order_by("chain").values_list("chain", flat=True).distinct():
        yield Fault(mark, "the telegram is gone")


_BY_SERIES: Final = ("office__code", "way", "series", "year")


def _series() -> Iterator[Fault]:
    """Numbers that are missing or stand twice, and telegrams that do not follow each other."""
    first = Link.objects.filter(chain=OuterRef("mark"), sequence=1)
    rows = Telegram.objects.order_by(*_BY_SERIES, "number", "pk").annotate(
        first=Subquery(first.values("hash")[:1]), follows=Subquery(first.values("previous")[:1])
    )
    given = {
        (code, name, year): last
        for code, name, year, last in Series.objects.filter(
            name__startswith="telegrams "
        ).values_list("office__code", "name", "year", "last")
    }
    values = rows.values_list(*_BY_SERIES, "number", "mark", "first", "follows")
    for series, group in groupby(values.iterator(chunk_size=2000), key=itemgetter(0, 1, 2, 3)):
        code, way, name, year = series
        kind = f"telegrams {way} {name}".strip()
        called = f"{code}, {kind} {year}"
        number, head = 0, ""
        for *_, this, mark, first_hash, follows in group:
            if this == number:
                yield Fault(called, f"the number {this} stands twice, the second time on {mark}")
            elif this > number + 1:
                yield Fault(called, _missing(number + 1, this - 1))
            elif first_hash is not None and follows != head:
                yield Fault(mark, "it does not follow the telegram before it in its series")
            number, head = this, first_hash or ""
        last = given.pop((code, kind, year), 0)
        if number < last:
            yield Fault(called, _missing(number + 1, last))
        elif number > last:
            yield Fault(called, f"{last} numbers were given, and the number {number} stands there")
    for (code, kind, year), last in sorted(given.items()):
        if last:
            yield Fault(f"{code}, {kind} {year}", _missing(1, last))


def _missing(first: int, last: int) -> str:
    return (
        f"the number {first} is missing"
        if first == last
        else f"the numbers {first} to {last} are missing"
    )


def _in_tray() -> Iterator[Fault]:
    """Where the in-trays are not what the register says; they are made anew by rebuilding."""
    again = "; decretal rebuild makes the in-trays anew"
    for each in tray.waiting().filter(in_tray=None).order_by("pk").iterator(chunk_size=500):
        yield Fault(each.mark, f"it waits, and is in no in-tray{again}")
    waits = tray.waiting().filter(pk=OuterRef("telegram"))
    names = [each.attname for each in InTray._meta.concrete_fields]
    rows = InTray.objects.select_related("telegram").defer(
        "telegram__raw", "telegram__found", "telegram__meant"
    )
    rows = rows.prefetch_related("telegram__corrections")
    for place in rows.annotate(waits=Exists(waits)).order_by("pk").iterator(chunk_size=500):
        telegram = place.telegram
        if not place.waits:
            yield Fault(telegram.mark, f"it is in an in-tray, and waits no more{again}")
            continue
        should = tray.place_of(telegram)
        if any(getattr(place, name) != getattr(should, name) for name in names):
            yield Fault(telegram.mark, f"its place in the in-tray is another{again}")
