"""The chain of the register: what the hash of each thing registered covers.

Owns the canonical form, and adding a link for whatever is put into the register: in the
transaction of what is linked. Each telegram has a chain of its own, named by its mark: the
telegram, its addressees, and then what is done with it. The first link follows the first
one of the telegram before it in the series; so whoever registers waits for nobody but
those who take a number of the same series. Whether chains hold is left to ``verifying``.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from django.db import connection
from django.db.models import Model

from decretal.errors import EntryError
from decretal.offices.models import Office
from decretal.registry.register.asked import Asked
from decretal.registry.register.models import Addressee, Link, Telegram

# Raised when what is covered changes, so that old chains are checked as they were made.
FORM: Final = 1
COVERED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "telegram": (
            "mark", "way", "office", "series", "year", "number", "sender", "sender_office",
            "subject", "precedence", "rank", "due_on", "term", "dated", "sender_number",
            "file_name", "sha256", "found", "meant", "matter", "answers", "answers_text",
            "sent_as", "registered_by", "registered_on", "registered_at", "key",
        ),
        "addressee": ("id", "address", "name", "office"),
        "handled": ("kind", "by", "on", "clock", "note", "entered_at"),
        "copy": ("number", "name", "office", "is_kept", "made_by", "made_on"),
        "copymove": ("copy", "name", "office", "reason", "by", "on", "entered_at"),
        "cancellation": ("reason", "by", "on", "entered_at"),
        "correction": (
            "changes", "rank", "due_on", "term", "reason", "by", "on", "entered_at",
        ),
        "precedenceterm": (
            "office", "rank", "days", "reason", "declared_by", "declared_on", "entered_at",
        ),
    }
)  # fmt: skip
"""What the hash of a row of each table covers. The text of a telegram is in its SHA-256."""
ENTERED: Final = ("handled", "copy", "copymove", "cancellation", "correction")
"""The tables of what is done with a telegram once it is registered."""
_WHO: Final = {
    "handled": "by_id",
    "copy": "made_by_id",
    "copymove": "by_id",
    "correction": "by_id",
    "precedenceterm": "declared_by_id",
}
Row = TypeVar("Row", bound=Model)
_NAMED_BY: Final = {"office": "code", "user": "username", "telegram": "mark", "copy": "number"}


def begin(telegram: Telegram, addressees: Sequence[Addressee]) -> None:
    """Begin the chain of a telegram; called by whoever holds the number's series."""
    previous = _first_of_the_one_before(telegram)
    Link.objects.bulk_create(
        links(telegram.mark, 0, previous, [
            ("telegram", telegram.pk, covered(telegram)),
            ("addressee", telegram.pk, [covered(each) for each in addressees]),
        ])
    )  # fmt: skip


def _first_of_the_one_before(telegram: Telegram) -> str:
    """The first link of the telegram before it in the series, or nothing."""
    # Written out: every telegram asks this, and to compose it takes longer than to answer it.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT link.hash FROM registry_link link"
            " JOIN registry_telegram before ON before.mark = link.chain"
            " WHERE link.sequence = 1 AND before.office_id = %s AND before.way = %s"
            " AND before.series = %s AND before.year = %s AND before.number = %s",
            [
                telegram.office_id, str(telegram.way), telegram.series, telegram.year,
                telegram.number - 1,
            ],
        )  # fmt: skip
        row = cursor.fetchone()
    return str(row[0]) if row is not None else ""


def add(chain: str, rows: Sequence[Model], key: str = "") -> None:
    """Add rows to a chain; called by whoever holds the lock of what the chain is of.

    ``key`` is that of the request, by which ``added_under`` finds the rows again.
    """
    last = Link.objects.filter(chain=chain).order_by("-sequence").first()
    sequence, previous = (last.sequence, last.hash) if last is not None else (0, "")
    made = [(name_of(row), cast("int", row.pk), covered(row)) for row in rows]
    added = list(links(chain, sequence, previous, made))
    for link in added:
        link.key = key or None
    Link.objects.bulk_create(added)


def added_under(asked: Asked, chain: str, model: type[Row]) -> list[Row]:
    """What was added to a chain by the same request before, if it was.

    Raises EntryError for a key that was used for something else.
    """
    if not asked.key:
        return []
    before = list(Link.objects.filter(key=asked.key).order_by("sequence"))
    if any((link.chain, link.table) != (chain, str(model._meta.model_name)) for link in before):
        raise EntryError("This form was used before.", advice="Open the page anew.")
    rows = model._default_manager.in_bulk([link.row for link in before])
    found = [rows[link.row] for link in before]
    if any(getattr(row, _WHO[name_of(row)]) != asked.actor.pk for row in found):
        raise EntryError("This form was used before.", advice="Open the page anew.")
    return found


def chain_of(office: Office) -> str:
    """The name of the chain of the terms that an office set itself; no mark is such."""
    return f"terms of {office.code}"


def name_of(row: Model) -> str:
    """What a link calls the table of a row."""
    return str(row._meta.model_name)


def covered(row: Model) -> dict[str, object]:
    """What the hash of a row covers."""
    return {name: _plain(getattr(row, name)) for name in COVERED[name_of(row)]}


def hash_of(chain: str, sequence: int, table: str, row: int, said: object, previous: str) -> str:
    """The SHA-256, in hexadecimal, over all that a row says and the hash before it."""
    canonical = json.dumps(
        {
            "form": FORM,
            "chain": chain,
            "sequence": sequence,
            "table": table,
            "row": row,
            "said": said,
            "previous": previous,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> object:
    match value:
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        case datetime.date():
            return value.isoformat()
        case Model():
            # By what people call it, so that nobody is put in another's place.
            return getattr(value, _NAMED_BY.get(name_of(value), "pk"))
        case _:
            return value


def links(
    chain: str, sequence: int, previous: str, rows: Sequence[tuple[str, int, object]]
) -> Iterator[Link]:
    """The links of rows that follow the link of a number; none of them is stored."""
    for table, row, said in rows:
        sequence += 1
        digest = hash_of(chain, sequence, table, row, said, previous)
        yield Link(
            chain=chain, sequence=sequence, table=table, row=row, previous=previous, hash=digest
        )
        previous = digest
