"""Looking through all case files for those of one person, and keeping what was found.

Owns which particulars are compared, and the table of proposals. How alike two people are
is left to ``duplicates``; what a person makes of it to ``merging``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby, islice

from django.db import transaction
from django.db.models import Q

from decretal.casework import duplicates
from decretal.casework.access import demand
from decretal.casework.deployment import deployment
from decretal.casework.law import law
from decretal.casework.log import note
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.models.likenesses import Likeness, Verdict
from decretal.casework.models.log import Happening
from decretal.casework.standing import Effective, effective
from decretal.offices.models import User
from decretal.offices.rights import Right

MOST = 20_000
"""Proposals that are kept, the likeliest: nobody compares more."""
CROSSED = "crossed on"
"""The fact that says on which day somebody crossed, where the rulebook declares it."""


def look(actor: User | None) -> int:
    """Compare all case files and keep the pairs that may be of one person; gives how many.

    A pair of which a person has decided is not proposed again. No actor is whoever has
    the machine, who sees no more of what is found than anybody sees on the pages.
    """
    if actor is not None:
        demand(actor, Right.MERGE)
    found = list(islice(duplicates.propose(people()), MOST))
    with transaction.atomic():
        _keep(found)
    note(actor, Happening.READ, "", f"compared all case files: {len(found)} pairs are alike")
    return len(found)


def people(files: Q | None = None) -> Iterator[duplicates.Person]:
    """What the case files say of their people; one that was merged says nothing anymore."""
    case_files = CaseFile.objects.filter(files or Q(), merged_into="").values("pk")
    told = Q(kind__in=(EntryKind.PERSON, EntryKind.CORRECTION))
    if CROSSED in law().facts:
        told |= Q(kind=EntryKind.FACT, payload__fact=CROSSED)
    entries = (
        Entry.objects.filter(told, file__in=case_files, file__kind=FileKind.CASE)
        .only("file_id", "sequence", "kind", "payload", "happened_on")
        .order_by("file_id", "sequence")
        .iterator(chunk_size=2_000)
    )
    for file, own in groupby(entries, key=lambda entry: entry.file_id):
        yield _person(str(file), effective(own))


def _person(file: str, entries: list[Effective]) -> duplicates.Person:
    said: dict[str, object] = {}
    crossed = ""
    for each in entries:
        if each.withdrawn:
            continue
        if each.kind is EntryKind.PERSON:
            said.update(each.payload)
        elif each.kind is EntryKind.FACT:
            crossed = each.said("value")
    names = said.get("names")
    return duplicates.Person(
        file=file,
        names=tuple(map(str, names)) if isinstance(names, list) else (),
        born=str(said.get("born", "")),
        sex=str(said.get("sex", "")),
        home=str(said.get("home", "")),
        crossed=crossed,
    )


def compare(left: File, right: File) -> duplicates.Likeness | None:
    """How alike two files are, as they stand, without regard to all the others."""
    found = people(Q(pk__in=(left.pk, right.pk)))
    return next(duplicates.propose(found, at_least=0.0, all_pairs=True, threads=1), None)


def verdicts() -> dict[tuple[int, int], str]:
    """What people found of pairs of files and was not undone, as the entries say it."""
    numbers = dict(
        File.objects.filter(entries__kind=EntryKind.IDENTITY).values_list("number", "pk")
    )
    found: dict[tuple[int, int], str] = {}
    said = Entry.objects.filter(kind=EntryKind.IDENTITY).order_by("file_id", "sequence")
    for file, payload in said.values_list("file_id", "payload").iterator():
        pair = (file, numbers[payload["other"]])
        if pair[0] < pair[1]:
            found[pair] = payload["verdict"]
    return {pair: verdict for pair, verdict in found.items() if verdict != Verdict.UNDONE}


def rebuild() -> None:
    """Write the verdicts on the pairs anew, as the entries say them."""
    decided = verdicts()
    today = deployment().today()
    with transaction.atomic():
        Likeness.objects.exclude(verdict="").update(verdict="")
        Likeness.objects.bulk_create(
            (
                Likeness(
                    left_id=left,
                    right_id=right,
                    probability=0.0,
                    weight=0.0,
                    proposed_on=today,
                    verdict=verdict,
                )
                for (left, right), verdict in decided.items()
            ),
            batch_size=500,
            update_conflicts=True,
            update_fields=["verdict"],
            unique_fields=["left", "right"],
        )


def ordered(left: File, right: File) -> tuple[File, File]:
    """The two files of a pair, the one that was opened first before the other."""
    return (left, right) if left.pk < right.pk else (right, left)


def _keep(found: list[duplicates.Likeness]) -> None:
    today = deployment().today()
    decided = verdicts()
    rows = []
    for each in found:
        left, right = sorted((int(each.left), int(each.right)))
        rows.append(
            Likeness(
                left_id=left,
                right_id=right,
                probability=each.probability,
                weight=each.weight,
                compared=[asdict(field) for field in each.compared],
                proposed_on=today,
                verdict=decided.get((left, right), ""),
            )
        )
    Likeness.objects.filter(verdict="").delete()
    # What was decided stays, with what is known of the two now.
    Likeness.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        update_fields=["probability", "weight", "compared", "verdict"],
        unique_fields=["left", "right"],
    )
