"""Exports: the case files that somebody sees, as a list shows them, in a file.

Owns the columns, that memory does not grow with the rows, and the line in the log. How
a format writes a row, and that no cell is taken for a formula, is owed to ``cases``;
which files somebody sees to ``access``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Final, Literal, cast

from django.db.models import QuerySet

from decretal.cases.write import writer_of
from decretal.casework.access import demand
from decretal.casework.deployment import Mode, deployment
from decretal.casework.log import note
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.log import Happening
from decretal.casework.record import refusals_logged
from decretal.errors import UnknownFormatError
from decretal.offices.models import User
from decretal.offices.rights import Right

ExportFormat = Literal["csv", "xlsx", "parquet"]
FORMATS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
# A column of the file, and the field of the projection that it holds.
_COLUMNS: Final[Mapping[str, str]] = {
    "file": "number",
    "office": "office__name",
    "names": "names",
    "born": "born",
    "status": "status",
    "disposition": "disposition",
    "in addition": "additions",
    "provisions": "provisions",
    "still matters": "still_matters",
    "decided": "decided",
    "decided on": "decided_on",
    "departs": "departs",
    "outdated": "outdated",
    "waits for": "waits_for",
    "open duties": "open_duties",
    "due": "due",
    "held at": "held_at",
    "held since": "held_since",
    "food and clothing on": "fed_on",
    "returned on": "returned_on",
    "resident since": "resident_since",
    "merged into": "merged_into",
    "opened on": "opened_on",
    "last entry": "touched_on",
}
_LISTS: Final = frozenset({"names", "in addition", "provisions", "still matters"})
_MARKS: Final = {
    Mode.STUDY: "STUDY of closed files",
    Mode.TRAINING: "TRAINING with invented persons",
    Mode.LIVE: "CONFIDENTIAL",
}
_ROWS_AT_ONCE: Final = 2_000
# What somebody searched for may name a person; the log says only that there was a search.
_UNSAID: Final = frozenset({"q", "name", "search"})


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of rows, complete; ``content`` is open at its beginning, and deleted when closed."""

    content: IO[bytes]
    name: str
    media_type: str
    rows: int
    size: int
    sha256: str


def columns() -> tuple[str, ...]:
    """The columns of an export, in order; the last says the mode in every row."""
    return (*_COLUMNS, "mark")


def export_cases(
    actor: User,
    cases: QuerySet[CaseFile],
    format: str,
    *,
    filters: Mapping[str, str] | None = None,
) -> Exported:
    """Export case files, as ``cases`` has filtered and ordered them, and log it.

    ``cases`` is narrowed to what the actor sees, whatever it was. Raises NoRightError,
    or UnknownFormatError.
    """

    def work() -> Exported:
        demand(actor, Right.EXPORT)
        if format not in FORMATS:
            raise UnknownFormatError(
                f'"{format}" is no format of an export.',
                advice="Choose csv, xlsx or parquet.",
            )
        visible = cases.filter(pk__in=CaseFile.objects.visible_to(actor).values("pk"))
        made = _written(cast("ExportFormat", format), _rows(visible))
        note(actor, Happening.EXPORTED, "", _detail(made, format, filters or {}))
        return made

    return refusals_logged(actor, "", work)


def _rows(cases: QuerySet[CaseFile]) -> Iterator[tuple[object, ...]]:
    mark = _MARKS[deployment().mode]
    found = cases.values_list(*_COLUMNS.values())
    for row in found.iterator(chunk_size=_ROWS_AT_ONCE):
        yield (*row, mark)


def _written(format: ExportFormat, rows: Iterable[tuple[object, ...]]) -> Exported:
    # On the disk, so that no half of a file is ever handed out for a whole one.
    content = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    try:
        writer = writer_of(format, cast("BinaryIO", content), columns(), _LISTS)
        count = 0
        try:
            for row in rows:
                writer.write(row)
                count += 1
        except BaseException:
            writer.abandon()
            raise
        writer.close()
        size = content.seek(0, 2)
        content.seek(0)
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
    except BaseException:
        content.close()
        raise
    day = deployment().today().isoformat()
    return Exported(content, f"case-files-{day}.{format}", FORMATS[format], count, size, sha256)


def _detail(made: Exported, format: str, filters: Mapping[str, str]) -> str:
    told = [
        name if name in _UNSAID else f"{name}={value}" for name, value in filters.items() if value
    ]
    among = f" where {', '.join(told)}" if told else ""
    return f"{made.rows} case files as {format}{among}; sha256 {made.sha256}"
