"""Corrections: a further entry says what stands instead of an earlier one.

Owns which entries can be corrected, and by whom.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from decretal.casework.entries import Draft, check
from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.record import Request, record
from decretal.errors import EntryError, NoRightError

CORRECTABLE = frozenset(
    {EntryKind.PERSON, EntryKind.FACT, EntryKind.ACT, EntryKind.NOTE, EntryKind.PLACE}
)


def correct(
    request: Request,
    file: File,
    sequence: int,
    *,
    reason: str,
    instead: Mapping[str, object] | None = None,
    happened_on: datetime.date | None = None,
    evidence: str = "",
) -> list[Entry]:
    """Record that an entry was mistaken; ``instead`` of None withdraws it.

    Raises EntryError for an entry that is not there or is put right in another way,
    NoRightError where neither its office nor one above it corrects.
    """
    entry = Entry.objects.filter(file=file, sequence=sequence).select_related("office").first()
    if entry is None or entry.kind not in CORRECTABLE:
        raise EntryError(
            f"Entry {sequence} of {file.number} cannot be corrected.",
            advice="A decision is followed by another one; what is not there needs no correction.",
        )
    if (
        entry.kind == EntryKind.ACT
        and entry.payload.get("act") in law().procedure.recorded_elsewhere
    ):
        raise EntryError(
            f"Entry {sequence} was recorded by a step that concerns more than this file.",
            advice="Record a note, and put it right where the step was taken.",
        )
    office = request.actor.office
    if office is None or not entry.office.is_under(office):
        raise NoRightError(
            f"Entry {sequence} is of {entry.office}, which or an office above which corrects it.",
            advice="Ask that office.",
        )
    payload: dict[str, object] = {"corrects": sequence, "reason": reason.strip()}
    if instead is None:
        payload["withdraws"] = True
    else:
        check(
            Draft(
                EntryKind(entry.kind),
                instead,
                happened_on or entry.happened_on,
                evidence or entry.evidence,
            ),
            FileKind(file.kind),
        )
        payload["instead"] = dict(instead)
    return record(request, file, [Draft(EntryKind.CORRECTION, payload, happened_on, evidence)])
