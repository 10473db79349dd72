"""Verifying: every chain is recomputed, every paper is compared with the entry that
records it, the register is held against its proofs, and one seal says what all come to.

Owns going through all files in bounded memory, the seal, and rebuilding projections. A
seal that was written down elsewhere shows later whether anything of what it covers was
changed, or the end of a file or of the register cut off. The register's own proofs are
``registry.register.verifying``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from decretal.casework import likenesses, project
from decretal.casework.chain import Break, breaks
from decretal.casework.correspondence import TELEGRAM
from decretal.casework.models import Entry, EntryKind, File, FileKind
from decretal.casework.papers.verify import altered
from decretal.offices.snapshot import snapshot
from decretal.registry.register import sights, tray
from decretal.registry.register import verifying as register
from decretal.registry.register.models import Telegram

Progress = Callable[[int, float | None], None]
_AT_ONCE = 200


@dataclass(slots=True)
class Verified:
    """What verifying found.

    ``seal`` covers number, length and head of every file, and every link of the register;
    ``seal_of_files`` the files alone, as it was before the register had a chain.
    """

    files: int = 0
    entries: int = 0
    telegrams: int = 0
    seal: str = ""
    seal_of_files: str = ""
    broken: list[Break | register.Fault] = field(default_factory=list)


def verify(progress: Progress | None = None) -> Verified:
    """Recompute every chain, and compare every paper and telegram, as of one instant."""
    with snapshot():
        return _verified(progress)


def _verified(progress: Progress | None) -> Verified:
    found = Verified()
    seal = hashlib.sha256()
    total = File.objects.count() + Telegram.objects.count()
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
    found.broken += _lost_telegrams()

    def so_far(done: int, fraction: float | None) -> None:
        del fraction
        if progress is not None:
            progress(found.files + done, (found.files + done) / total)

    held = register.verify(so_far)
    found.telegrams = held.telegrams
    found.broken += held.faults
    for number, length, head in _heads():
        seal.update(f"{number}\t{length}\t{head}\n".encode())
    found.seal_of_files = seal.hexdigest()
    for line in register.links():
        seal.update(line.encode())
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
    sights.rebuild()
    return done


def _chunks() -> Iterator[list[File]]:
    last = 0
    while files := list(
        File.objects.filter(pk__gt=last).select_related("office").order_by("pk")[:_AT_ONCE]
    ):
        yield files
        last = files[-1].pk


def _lost_telegrams() -> Iterator[Break]:
    """Where a file leads to a telegram that does not stand in the register."""
    said = Entry.objects.filter(kind=EntryKind.DOCUMENT, payload__document=TELEGRAM)
    last = 0
    while entries := list(
        said.filter(pk__gt=last).select_related("file").order_by("pk")[:_AT_ONCE]
    ):
        marks = {str(entry.payload["telegram"]) for entry in entries}
        there = set(Telegram.objects.filter(mark__in=marks).values_list("mark", flat=True))
        for entry in entries:
            mark = str(entry.payload["telegram"])
            if mark not in there:
                yield Break(entry.file.number, entry.sequence, f"the telegram {mark} is gone")
        last = entries[-1].pk


def _heads() -> Iterator[tuple[str, int, str]]:
    return File.objects.order_by("number").values_list("number", "length", "head").iterator()
