"""The rows that the chains of the register cover, and the chains of what has none yet.

Owns which rows belong to which telegram, and making the chains of what was registered
before there were any: a migration does that, and the restore of an older backup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from decretal.registry.register.chain import chain_of, covered, links, name_of

_RELATED: Final = {
    "telegram": ("office", "sender_office", "term", "answers", "sent_as", "registered_by"),
    "addressee": ("office",),
    "handled": ("by",),
    "copy": ("office", "made_by"),
    "copymove": ("copy", "office", "by"),
    "cancellation": ("by",),
    "correction": ("term", "by"),
    "precedenceterm": ("office", "declared_by"),
}
_LONG: Final = tuple(
    f"{which}__{each}" for which in ("answers", "sent_as") for each in ("raw", "found", "meant")
)
AT_ONCE: Final = 50
_FIRST: Final = ("addressee", "handled", "copy", "copymove", "cancellation")
"""The tables that were there when chains came to be."""
_TABLES: Final = (*_FIRST, "correction")

ModelOf = Callable[[str], Any]
"""Gives the model of a table of the register: a migration has its own."""


def telegrams_after(model: ModelOf, last: int) -> list[Any]:
    """The next telegrams by their keys, with whatever they point to."""
    rows = model("telegram").objects.select_related(*_RELATED["telegram"]).defer(*_LONG)
    return list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE])


def rows_of(
    model: ModelOf, telegrams: Sequence[Any], tables: Sequence[str] = _TABLES
) -> dict[int, list[Any]]:
    """Addressees of telegrams, and what was done with them, by the key of the telegram."""
    keys = [each.pk for each in telegrams]
    found: dict[int, list[Any]] = {key: [] for key in keys}
    for table in tables:
        to = "copy__telegram" if table == "copymove" else "telegram"
        rows = model(table).objects.select_related(*_RELATED[table])
        for row in rows.filter(**{f"{to}__in": keys}).order_by("pk"):
            found[(row.copy if table == "copymove" else row).telegram_id].append(row)
    return found


def terms(model: ModelOf) -> dict[str, list[Any]]:
    """The terms that offices set themselves, by the name of their chain."""
    found: dict[str, list[Any]] = {}
    rows = model("precedenceterm").objects.select_related(*_RELATED["precedenceterm"])
    for row in rows.order_by("pk"):
        found.setdefault(chain_of(row.office), []).append(row)
    return found


def said_of(telegram: Any, rows: Sequence[Any]) -> dict[tuple[str, int], object]:
    """What each link of a telegram's chain covers, by table and row."""
    addressees = [covered(row) for row in rows if name_of(row) == "addressee"]
    return {
        ("telegram", telegram.pk): covered(telegram),
        ("addressee", telegram.pk): addressees,
        **{(name_of(row), row.pk): covered(row) for row in rows if name_of(row) != "addressee"},
    }


def fill(model: ModelOf) -> None:
    """Make the chains of what was registered before there were any, as it stands now."""
    last = 0
    heads: dict[tuple[object, ...], tuple[int, str]] = {}
    while telegrams := telegrams_after(model, last):
        of = rows_of(model, telegrams, _FIRST)
        for each in telegrams:
            series = (each.office_id, each.way, each.series, each.year)
            number, head = heads.get(series, (0, ""))
            said = said_of(each, of[each.pk])
            previous = head if number == each.number - 1 else ""
            heads[series] = (each.number, _store(model, each.mark, previous, said))
        last = telegrams[-1].pk
    for chain, rows in terms(model).items():
        _store(model, chain, "", {(name_of(row), row.pk): covered(row) for row in rows})


def _store(model: ModelOf, chain: str, previous: str, said: dict[tuple[str, int], object]) -> str:
    """Store the links of a chain; gives the hash of the first."""
    made = list(links(chain, 0, previous, [(*of, each) for of, each in said.items()]))
    link = model("link")
    names = ("chain", "sequence", "table", "row", "previous", "hash")
    link.objects.bulk_create(link(**{n: getattr(each, n) for n in names}) for each in made)
    return made[0].hash
