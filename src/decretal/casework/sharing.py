"""With whom a file was shared: the offices that see it although it is not theirs.

Owns the way from the entries of a file to ``Shared``: a list that was sent or reported, a
request for guidance that was passed on, a file that was sent to another office or for whose
transfer permission was asked. What an office sees of a file is ``access``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File, FileKind, Shared
from decretal.casework.models.transfers import TransferState
from decretal.casework.transfer_standing import REQUEST
from decretal.offices.models import Office

_ON_ITS_WAY: Final = "transfer on its way"
_HELD_BEFORE: Final = "held before a transfer"
KINDS: Final = (EntryKind.STEP, EntryKind.TRANSFER, EntryKind.DOCUMENT)
"""The entries that may share a file."""


@dataclass(frozen=True, slots=True)
class _Share:
    because: str
    since: datetime.date


def share(files: Sequence[File]) -> None:
    """Write with whom these files are shared, as their entries have it."""
    if not files:
        return
    of: dict[int, list[Entry]] = {file.pk: [] for file in files}
    entries = Entry.objects.filter(file__in=list(of), kind__in=KINDS)
    for entry in entries.select_related("office").order_by("file_id", "sequence"):
        of[entry.file_id].append(entry)
    rows: dict[tuple[int, int], Shared] = {
        (row.file_id, row.office_id): row for row in Shared.objects.filter(file__in=list(of))
    }
    offices = _Offices()
    wanted: dict[tuple[int, int], _Share] = {}
    for file in files:
        for code, found in _shares(FileKind(file.kind), of[file.pk], offices).items():
            wanted[file.pk, offices[code].pk] = found
    gone = [row.pk for key, row in rows.items() if wanted.get(key) != _of(row)]
    if gone:
        Shared.objects.filter(pk__in=gone).delete()
    Shared.objects.bulk_create(
        (
            Shared(file_id=file, office_id=office, because=found.because, since=found.since)
            for (file, office), found in wanted.items()
            if (file, office) not in rows or rows[file, office].pk in gone
        ),
        batch_size=500,
    )


def _of(row: Shared) -> _Share:
    return _Share(row.because, row.since)


def _shares(kind: FileKind, entries: Iterable[Entry], offices: _Offices) -> dict[str, _Share]:
    """The codes of the offices that a file is shared with; the first reason is the one kept."""
    found: dict[str, _Share] = {}
    moving: dict[str, _Share] = {}
    for entry in entries:
        said = entry.payload
        to = str(said.get("to", ""))
        match kind, EntryKind(entry.kind):
            case ((FileKind.LIST | FileKind.GUIDANCE), EntryKind.STEP):
                because = _of_step(kind, str(said.get("step")))
                if because:
                    found.setdefault(to, _Share(because, entry.recorded_on))
            case FileKind.CASE, EntryKind.DOCUMENT if said.get("document") == REQUEST:
                because = law().procedure.steps["permission"]
                found.setdefault(to, _Share(because, entry.recorded_on))
            case FileKind.CASE, EntryKind.TRANSFER:
                match TransferState(str(said["state"])):
                    case TransferState.SENT:
                        moving = {to: _Share(_ON_ITS_WAY, entry.recorded_on)}
                    case TransferState.ACCEPTED:
                        before = offices.held(str(said["from"]), but=to)
                        held = dict.fromkeys(before, _Share(_HELD_BEFORE, entry.recorded_on))
                        found = {**moving, **held, **found}
                        moving = {}
                    case TransferState.RETURNED:
                        moving = {}
            case _:
                pass
    return {**moving, **found}


def _of_step(kind: FileKind, step: str) -> str:
    """Why a step shares a list or a request; empty where it does not."""
    steps = law().procedure.steps
    because: Mapping[tuple[FileKind, str], str] = {
        (FileKind.LIST, "sent"): steps["list sent"],
        (FileKind.LIST, "reported"): steps["list reported"],
        (FileKind.GUIDANCE, "passed"): "a request for guidance",
    }
    return because.get((kind, step), "")[:200]


class _Offices:
    """Offices by their codes; asked of the database where one is needed."""

    def __init__(self) -> None:
        self._all: dict[str, Office] = {}

    def __getitem__(self, code: str) -> Office:
        if not self._all:
            self._all = {office.code: office for office in Office.objects.all()}
        return self._all[code]

    def held(self, code: str, *, but: str) -> list[str]:
        """An office that held a file, and those above it, save those that see the new holder."""
        way = self[code].path.strip("/").split("/")
        return [each for each in way if not self[but].is_under(self[each])]
