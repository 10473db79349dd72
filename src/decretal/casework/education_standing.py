"""The sessions of an office's register and who attended, as its entries say.

Owns the projections ``Session`` and ``Attendance``.
"""

from __future__ import annotations

from collections.abc import Sequence

from decretal.casework.models.education import Attendance, Session
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.offices.models import User


def write_sessions(files: Sequence[File]) -> None:
    """Write the sessions of these registers."""
    for file in files:
        sessions, attended = _read(file)
        Session.objects.filter(file=file).delete()
        Session.objects.bulk_create(sessions.values(), batch_size=500)
        kept = {each.sequence: each for each in Session.objects.filter(file=file)}
        names = {name for each in attended.values() for name in each}
        people = dict(User.objects.filter(username__in=names).values_list("username", "pk"))
        Attendance.objects.bulk_create(
            [
                Attendance(session=kept[sequence], user_id=people[name])
                for sequence, each in attended.items()
                for name in each
                if name in people
            ],
            batch_size=500,
        )


def _read(file: File) -> tuple[dict[int, Session], dict[int, list[str]]]:
    sessions: dict[int, Session] = {}
    attended: dict[int, list[str]] = {}
    for entry in file.entries.order_by("sequence"):
        payload = entry.payload
        if entry.kind == EntryKind.ACT:
            sessions[entry.sequence] = _session(file, entry)
            attended[entry.sequence] = list(dict.fromkeys(payload.get("attended", [])))
        elif entry.kind == EntryKind.STEP:
            sequence = int(payload["session"])
            if payload["step"] == "withdrawn":
                sessions[sequence].withdrawn = True
                attended[sequence] = []
            else:
                more = [*attended[sequence], *payload["attended"]]
                attended[sequence] = list(dict.fromkeys(more))
    return sessions, attended


def _session(file: File, entry: Entry) -> Session:
    details = entry.payload["details"]
    return Session(
        file=file,
        sequence=entry.sequence,
        office_id=file.office_id,
        day=entry.happened_on or entry.recorded_on,
        topic=str(details["topic"])[:500],
        held_by=str(details["held by"])[:200],
        documents=str(details.get("documents", ""))[:2000],
    )
