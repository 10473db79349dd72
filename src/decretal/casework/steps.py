"""Steps of the procedure that concern several files: taken in all of them, or in none.

Owns the transaction around such a step: the file is locked before it is judged, the same
request takes the step once, and what is refused is logged after all of it was rolled
back. What a step asks for and records is left to its module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.record import Request, recorded_under, refusals_logged, used_before
from decretal.casework.standing import Standing, standing
from decretal.casework.transfer_standing import in_flight
from decretal.errors import NotReadyError


def take(request: Request, file: File, work: Callable[[], object]) -> None:
    """Take a step in a file, once for each request; all of it or nothing."""

    def taken() -> None:
        with transaction.atomic():
            lock([file.pk])
            if not _was_taken(request, file):
                work()

    refusals_logged(request.actor, file.number, taken)


def opened_before(request: Request, kind: FileKind) -> File | None:
    """The file that this request opened before, if it did."""
    entry = recorded_under(request)
    if entry is None:
        return None
    if entry.kind != EntryKind.OPENED or entry.file.kind != kind:
        raise used_before()
    return entry.file


def _was_taken(request: Request, file: File) -> bool:
    entry = recorded_under(request)
    if entry is not None and entry.file_id != file.pk:
        raise used_before()
    return entry is not None


def lock(keys: Iterable[int]) -> list[File]:
    """Lock files until the transaction ends, in the one order in which all lock them."""
    return list(
        File.objects.select_for_update()
        .select_related("office")
        .filter(pk__in=list(keys))
        .order_by("pk")
    )


def standings(files: Iterable[File]) -> dict[str, Standing]:
    """Case files as they stand, by their numbers; the database is asked once for all."""
    found = {file.pk: file for file in files}
    entries: dict[int, list[Entry]] = {pk: [] for pk in found}
    for entry in (
        Entry.objects.filter(file__in=list(found))
        .select_related("office", "author")
        .order_by("file", "sequence")
    ):
        entries[entry.file_id].append(entry)
    return {file.number: standing(file, entries=entries[pk]) for pk, file in found.items()}


def provisions_of(*acts: str) -> list[str]:
    """The labels of the provisions whose norms are about these acts, in reading order."""
    norms = law().rulebook.norms
    return list(dict.fromkeys(norm.provision for norm in norms if norm.act in acts))


def demand_here(found: Standing) -> None:
    """Raises NotReadyError for a file by which nothing takes effect."""
    if said := elsewhere(found):
        raise NotReadyError(
            f"{found.number} {said}. Nothing was recorded.",
            advice="Go on where the person's file is kept now.",
        )


def elsewhere(found: Standing) -> str:
    """Why nothing takes effect by this file, in words: it was merged, or is on its way."""
    if found.merged_into:
        return f"was merged into {found.merged_into}"
    if in_flight(found) is not None:
        return "is on its way to another office"
    return ""
