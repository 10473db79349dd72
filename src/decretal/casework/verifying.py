"""Verifying: every chain is recomputed, every paper is compared with the entry that
records it, and one seal says what all of them come to.

Owns going through all files in bounded memory, the seal, and rebuilding projections. A
seal that was written down elsewhere shows later whether anything of what it covers was
changed, or the end of a file cut off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from decretal.casework import likenesses, project
from decretal.casework.chain import Break, breaks
from decretal.casework.models import Entry, File, FileKind
from decretal.casework.papers.verify import altered
from decretal.registry.register import tray

Progress = Callable[[int, float | None], None]
_AT_ONCE = 200


@dataclass(slots=True)
class Verified:
    """What verifying found; ``seal`` covers number, length and head of every file."""

    files: int = 0
    entries: int = 0
    seal: str = ""
    broken: list[Break] = field(default_factory=list)


def verify(progress: Progress | None = None) -> Verified:
    """Recompute every chain, and compare every paper."""
    found = Verified()
    seal = hashlib.sha256()
    total = File.objects.count()
    for files in _chunks():
        entries = (
            Entry.objects.filter(file__in=files)
            .select_related("author", "office")
            .order_by("file_id", "sequence")
        )
        of = {pk: list(group) for pk, group in groupby(entries, key=lambda entry: entry.file_id)}
        for file in files:
            chain = of.get(file.pk, [])
            found.broken += breaks(file.number, file.length, file.head, chain)
            found.files += 1
            found.entries += len(chain)
        if progress is not None:
            progress(found.files, found.files / total if total else None)
    found.broken += altered()
    for number, length, head in _heads():
        seal.update(f"{number}\t{length}\t{head}\n".encode())
    found.seal = seal.hexdigest()
    return found


def rebuild(progress: Progress | None = None) -> int:
    """Write the projections of all files anew; gives how many."""
    done = 0
    total = File.objects.filter(kind=FileKind.CASE).count()
    for files in _chunks():
        project.rebuild(files)
        done += sum(file.kind == FileKind.CASE for file in files)
        if progress is not None:
            progress(done, done / total if total else None)
    likenesses.rebuild()
    tray.rebuild()
    return done


def _chunks() -> Iterator[list[File]]:
    last = 0
    while files := list(
        File.objects.filter(pk__gt=last).select_related("office").order_by("pk")[:_AT_ONCE]
    ):
        yield files
        last = files[-1].pk


def _heads() -> Iterator[tuple[str, int, str]]:
    return File.objects.order_by("number").values_list("number", "length", "head").iterator()
