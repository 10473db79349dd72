"""The chain of entries: what an entry's hash covers, and whether a chain holds.

Owns the canonical form. Writing entries is left to ``record``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from decretal.casework.models.files import Entry

# Raised when what is covered changes, so that old chains are checked as they were made.
FORM = 1


def hash_of(entry: Entry, *, file: str, author: str, office: str) -> str:
    """The SHA-256, in hexadecimal, over all that an entry says and the hash before it."""
    covered = {
        "form": FORM,
        "file": file,
        "sequence": entry.sequence,
        "kind": str(entry.kind),
        "payload": entry.payload,
        "author": author,
        "office": office,
        "happened_on": entry.happened_on.isoformat() if entry.happened_on else None,
        "recorded_on": entry.recorded_on.isoformat(),
        "entered_at": entry.entered_at.isoformat(timespec="microseconds"),
        "evidence": entry.evidence,
        "reference": entry.reference,
        "previous": entry.previous,
    }
    canonical = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold, and how."""

    file: str
    sequence: int
    said: str

    def __str__(self) -> str:
        return f"{self.file}, entry {self.sequence}: {self.said}"


def breaks(file: str, length: int, head: str, entries: Iterable[Entry]) -> list[Break]:
    """Where the chain of a file does not hold; entries are given in order."""
    found: list[Break] = []
    previous, expected = "", 1
    for entry in entries:
        if entry.sequence != expected:
            found.append(Break(file, expected, f"it is missing; the next is {entry.sequence}"))
        if entry.previous != previous:
            found.append(Break(file, entry.sequence, "it does not follow the entry before it"))
        computed = hash_of(entry, file=file, author=entry.author.username, office=entry.office.code)
        if entry.hash != computed:
            found.append(Break(file, entry.sequence, "it does not say what was recorded"))
        previous, expected = entry.hash, entry.sequence + 1
    if expected - 1 != length or previous != head:
        found.append(Break(file, length, "the file does not end where it says that it ends"))
    return found
