"""The register in other formats: a catalogue, CMIF, a folder of TEI, bounded in memory.

Owns which telegrams go into the file and under which names. What stands in each format is
left to ``registry.formats``, that no cell is taken for a formula to ``cases``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO, BinaryIO, Final, cast

from django.db.models import QuerySet

from decretal.cases.write import writer_of
from decretal.errors import EntryError
from decretal.offices.models import User
from decretal.offices.reach import offices_seen_by
from decretal.registry.formats.catalogue import COLUMNS, row
from decretal.registry.formats.cmif import write_cmif
from decretal.registry.formats.tei import to_tei
from decretal.registry.read import read_bytes
from decretal.registry.register.models import Telegram
from decretal.registry.register.together import readings

_OWN: Final = (
    "register mark", "way", "office", "registered on", "registered by", "cancelled", "answers",
    "SHA-256",
)  # fmt: skip


def export(user: User, telegrams: QuerySet[Telegram], form: str) -> tuple[IO[bytes], str, str]:
    """The telegrams that somebody sees in a file: the file, its name and its media type."""
    if form not in _FORMS:
        raise EntryError(
            f'"{form[:20]}" is no format of the register.', advice="Ask for csv, cmif or tei."
        )
    write, name, media = _FORMS[form]
    # On the disk, so that no half of a file is ever handed out for a whole one.
    stream = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - whoever sends it closes it
    try:
        write(user, telegrams.order_by("pk"), stream)
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    return stream, name, media


def _csv(user: User, telegrams: QuerySet[Telegram], stream: IO[bytes]) -> None:
    # Of what another office registered, whoever holds a copy is told the text alone.
    ours = set(offices_seen_by(user))
    writer = writer_of("csv", cast("BinaryIO", stream), (*_OWN, *COLUMNS))
    more = telegrams.select_related("office", "registered_by", "cancellation", "answers").defer(
        "found", "meant", "answers__raw", "answers__found", "answers__meant"
    )
    for each in more.iterator(chunk_size=100):
        reading = read_bytes(bytes(each.raw), name=each.mark)
        cancelled = each.cancellation.reason if each.is_cancelled else ""
        inner = (
            each.registered_on.isoformat(), str(each.registered_by), cancelled,
            each.answers.mark if each.answers else "",
        )  # fmt: skip
        known = inner if each.office_id in ours else ("",) * len(inner)
        writer.write((each.mark, each.way, each.office.name, *known, each.sha256, *row(reading)))
    writer.close()


def _cmif(user: User, telegrams: QuerySet[Telegram], stream: IO[bytes]) -> None:
    del user  # both say what the texts say
    write_cmif(stream, readings(telegrams), title="Register of correspondence")


def _tei(user: User, telegrams: QuerySet[Telegram], stream: IO[bytes]) -> None:
    del user
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for reading in readings(telegrams):
            archive.writestr(f"{reading.source.name}.xml", to_tei(reading))


_FORMS: Final[dict[str, tuple[Callable[[User, QuerySet[Telegram], IO[bytes]], None], str, str]]] = {
    "csv": (_csv, "register.csv", "text/csv; charset=utf-8"),
    "cmif": (_cmif, "register-cmif.xml", "application/xml"),
    "tei": (_tei, "register-tei.zip", "application/zip"),
}
FORMS: Final = tuple(_FORMS)
