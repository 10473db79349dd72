"""Whether the papers are still those that were issued.

Owns comparing a paper's bytes with its hash, and its hash with the entry that recorded
it. The chains of the entries themselves are ``casework.chain``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decretal.casework.chain import Break
from decretal.casework.models.files import Entry, EntryKind
from decretal.casework.models.papers import Paper

_AT_ONCE: Final = 20
_ENTRIES_AT_ONCE: Final = 500


def altered() -> Iterator[Break]:
    """Where papers are not what was issued, or are gone, each with the entry that says so."""
    yield from _changed()
    yield from _gone()


def _changed() -> Iterator[Break]:
    last = 0
    while papers := list(
        Paper.objects.filter(pk__gt=last).select_related("file").order_by("pk")[:_AT_ONCE]
    ):
        recorded = {
            (entry.file_id, str(entry.payload.get("paper"))): entry
            for entry in Entry.objects.filter(
                kind=EntryKind.DOCUMENT, file__in={paper.file_id for paper in papers}
            )
        }
        for paper in papers:
            entry = recorded.get((paper.file_id, paper.number))
            if entry is None:
                yield Break(
                    paper.file.number,
                    paper.length + 1,
                    f"no entry records that the paper {paper.number} was issued",
                )
            elif not paper.is_whole or entry.payload.get("sha256") != paper.sha256:
                yield Break(
                    paper.file.number,
                    entry.sequence,
                    f"the paper {paper.number} is not the one that was issued",
                )
        last = papers[-1].pk


def _gone() -> Iterator[Break]:
    issued = Entry.objects.filter(kind=EntryKind.DOCUMENT, payload__has_key="paper")
    last = 0
    while entries := list(
        issued.filter(pk__gt=last).select_related("file").order_by("pk")[:_ENTRIES_AT_ONCE]
    ):
        numbers = {str(entry.payload["paper"]) for entry in entries}
        there = set(Paper.objects.filter(number__in=numbers).values_list("number", flat=True))
        for entry in entries:
            number = str(entry.payload["paper"])
            if number not in there:
                yield Break(entry.file.number, entry.sequence, f"the paper {number} is gone")
        last = entries[-1].pk
