"""The register in other formats: a catalogue, CMIF, a folder of TEI, bounded in memory.

Owns which telegrams go into the file and under which names, and that it is sent on while it
is made. What stands in each format is left to ``registry.formats``, that no cell is taken
for a formula to ``cases``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, BinaryIO, Final, cast

from decretal.cases.write import writer_of
from decretal.errors import EntryError
from decretal.offices.models import User
from decretal.offices.reach import offices_seen_by
from decretal.registry.formats.catalogue import COLUMNS, row
from decretal.registry.formats.cmif import CmifWriter
from decretal.registry.formats.tei import to_tei
from decretal.registry.register.listing import each_of
from decretal.registry.register.models import WIDE, Telegram
from decretal.registry.register.sights import reading_of_telegram

_AT_ONCE: Final = 50
_OWN: Final = (
    "register mark", "way", "office", "registered on", "registered by", "cancelled", "answers",
    "taken to be from", "taken to be about", "taken to be dated", "taken to have the precedence",
    "SHA-256",
)  # fmt: skip


def export(user: User, chosen: Mapping[str, str], form: str) -> tuple[Iterator[bytes], str, str]:
    """The telegrams in a file, as it is being made: its pieces, its name, its media type."""
    if form not in _FORMS:
        raise EntryError(
            f'"{form[:20]}" is no format of the register.', advice="Ask for csv, cmif or tei."
        )
    write, name, media = _FORMS[form]
    return write(user, _telegrams(user, chosen)), name, media


def _telegrams(user: User, chosen: Mapping[str, str]) -> Iterator[Telegram]:
    """Those that one sees and asks for, some at a time, the first registered first.

    The wide texts are only loaded for those that are being written.
    """
    rows = Telegram.objects.visible_to(user).select_related(
        "office", "registered_by", "cancellation", "answers"
    )
    rows = rows.defer("meant", *(f"answers__{name}" for name in WIDE))
    for keys in each_of(user, chosen, _AT_ONCE):
        yield from rows.filter(pk__in=keys).prefetch_related("corrections").order_by("pk")


class _Pieces(io.RawIOBase):
    """A stream that is written to, and read by whoever sends it on."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Keep what is written until it is taken."""
        self._written.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since."""
        written, self._written = b"".join(self._written), []
        return written


def _csv(user: User, telegrams: Iterator[Telegram]) -> Iterator[bytes]:
    # Of what another office registered, whoever holds a copy is told the text alone.
    ours = set(offices_seen_by(user))
    pieces = _Pieces()
    writer = writer_of("csv", cast("BinaryIO", pieces), (*_OWN, *COLUMNS))
    for each in telegrams:
        cancelled = each.cancellation.reason if each.is_cancelled else ""
        now = each.now
        inner = (
            each.registered_on.isoformat(), str(each.registered_by), cancelled,
            each.answers.mark if each.answers else "", now["sender"], now["subject"],
            now["dated"], now["precedence"],
        )  # fmt: skip
        known = inner if each.office_id in ours else ("",) * len(inner)
        reading = reading_of_telegram(each)
        writer.write((each.mark, each.way, each.office.name, *known, each.sha256, *row(reading)))
        yield pieces.taken()
    writer.close()
    yield pieces.taken()


def _tei(user: User, telegrams: Iterator[Telegram]) -> Iterator[bytes]:
    del user  # both say what the texts say
    pieces = _Pieces()
    with zipfile.ZipFile(cast("IO[bytes]", pieces), "w", zipfile.ZIP_DEFLATED) as archive:
        for each in telegrams:
            archive.writestr(f"{each.mark}.xml", to_tei(reading_of_telegram(each)))
            yield pieces.taken()
    yield pieces.taken()


def _cmif(user: User, telegrams: Iterator[Telegram]) -> Iterator[bytes]:
    del user
    pieces = _Pieces()
    with CmifWriter(cast("IO[bytes]", pieces), title="Register of correspondence") as writer:
        for each in telegrams:
            writer.write(reading_of_telegram(each))
            yield pieces.taken()
    yield pieces.taken()


_Writer = Callable[[User, Iterator[Telegram]], Iterator[bytes]]
_FORMS: Final[dict[str, tuple[_Writer, str, str]]] = {
    "csv": (_csv, "register.csv", "text/csv; charset=utf-8"),
    "cmif": (_cmif, "register-cmif.xml", "application/xml"),
    "tei": (_tei, "register-tei.zip", "application/zip"),
}
FORMS: Final = tuple(_FORMS)
