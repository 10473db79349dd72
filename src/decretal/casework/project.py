"""Projections: what lists and searches need, written from entries.

Owns the way from a file's standing to ``CaseFile``, ``NameKey`` and ``OpenDuty``. It is
called in the transaction of the entries, and by ``decretal rebuild``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from decretal.casework import care_standing, guidance_standing, sharing
from decretal.casework.law import law
from decretal.casework.models.cases import CaseFile, NameKey, OpenDuty
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.names import keys
from decretal.casework.standing import Standing, standing
from decretal.nodes.rules import Status
from decretal.offices.models import Office

_FIELDS = [
    field.name for field in CaseFile._meta.concrete_fields if field.name not in ("file", "number")
]


Projector = Callable[[Sequence[File]], None]
PROJECTORS: dict[FileKind, Projector] = {}
"""For kinds of files other than case files: what writes their projections anew.

The module of a step puts its own in, in ``casework.apps``.
"""
CaseProjector = Callable[[Sequence[tuple[File, Standing]]], None]
CASE_PROJECTORS: list[CaseProjector] = []
"""For case files: what writes the projections of single steps, beside those written here."""


def project(works: Sequence[tuple[File, Sequence[Entry]]], *, is_new: bool = False) -> None:
    """Write the projections of files in which entries were just recorded.

    For new files the entries given are all that there are.
    """
    cases = [(file, entries) for file, entries in works if file.kind == FileKind.CASE]
    if is_new:
        write([(file, standing(file, entries=list(each))) for file, each in cases], is_new=True)
    else:
        _write_cases([file for file, _ in cases])
    _project_others([file for file, _ in works])
    if not is_new:  # nothing was sent anywhere before it was there
        sharing.share([file for file, each in works if any(e.kind in sharing.KINDS for e in each)])


def rebuild(files: Sequence[File]) -> None:
    """Write the projections of files anew."""
    _write_cases([file for file in files if file.kind == FileKind.CASE])
    _project_others(files)
    sharing.share(files)


def _write_cases(files: Sequence[File]) -> None:
    """With one query for the entries of all of them."""
    found = (
        Entry.objects.filter(file__in=files)
        .select_related("office", "author")
        .order_by("file_id", "sequence")
    )
    of: dict[int, list[Entry]] = {file.pk: [] for file in files}
    for entry in found:
        of[entry.file_id].append(entry)
    write([(file, standing(file, entries=of[file.pk])) for file in files])


def _project_others(files: Sequence[File]) -> None:
    for kind, projector in PROJECTORS.items():
        of_kind = [file for file in files if file.kind == kind]
        if of_kind:
            projector(of_kind)


def write(standings: Sequence[tuple[File, Standing]], *, is_new: bool = False) -> None:
    """Write what these case files come to."""
    if not standings:
        return
    cases = [case_of(file, each) for file, each in standings]
    CaseFile.objects.bulk_create(
        cases,
        batch_size=200,
        update_conflicts=not is_new,
        update_fields=None if is_new else _FIELDS,
        unique_fields=None if is_new else ["file"],
    )
    pks = [case.pk for case in cases]
    if not is_new:
        for start in range(0, len(pks), 500):
            NameKey.objects.filter(case__in=pks[start : start + 500]).delete()
            OpenDuty.objects.filter(case__in=pks[start : start + 500]).delete()
    NameKey.objects.bulk_create(
        (
            NameKey(case_id=case.pk, key=key)
            for case in cases
            for key in sorted({key for name in case.names for key in keys(name)})
        ),
        batch_size=1000,
    )
    rows = [(case, each) for case, (_, each) in zip(cases, standings, strict=True)]
    care_standing.write(rows, is_new=is_new)
    guidance_standing.write_gaps(rows, is_new=is_new)
    offices = _Offices()
    OpenDuty.objects.bulk_create(
        (
            duty
            for case, (file, each) in zip(cases, standings, strict=True)
            for duty in _duties(case, file, each, offices)
        ),
        batch_size=500,
    )
    for projector in CASE_PROJECTORS:
        projector(standings)


def case_of(file: File, found: Standing) -> CaseFile:
    """The row of a case file."""
    procedure = found.law.procedure
    answer = found.answer
    decision = found.decision
    steps = procedure.steps
    stay = care_standing.stay_now(found)
    care = found.acts_of(steps.get("care"))
    returned = [each for each in found.acts if each.said("act") in procedure.returns]
    decided = decision.said("disposition") if decision is not None else ""
    dues = [duty.due for duty in found.open_duties if duty.due is not None]
    return CaseFile(
        file=file,
        number=file.number,
        office=file.office,
        name=" · ".join(found.names)[:300],
        names=list(found.names),
        born=str(found.person.get("born", ""))[:20],
        status=answer.status.value,
        disposition="; ".join(answer.dispositions)[:200],
        additions=list(answer.additions),
        provisions=list(answer.provisions),
        still_matters=list(answer.still_matters),
        decided=decided,
        decided_on=decision.day if decision is not None else None,
        departs=bool(decision is not None and decision.payload.get("departs")),
        outdated=found.is_decision_outdated,
        opened_on=found.entries[0].entry.recorded_on,
        touched_on=max(each.entry.recorded_on for each in found.entries),
        due=min(dues) if dues else None,
        open_duties=len(found.open_duties),
        held_at=stay.place[:200] if stay is not None else "",
        held_since=stay.held_since if stay is not None else None,
        fed_on=care[-1].day if care else None,
        returned_on=returned[-1].day if returned else None,
        resident_since=(
            decision.day
            if decision is not None and decided == procedure.dispositions.get("resident")
            else None
        ),
        waits_for=waits_for(found, is_returned=bool(returned)),
        merged_into=found.merged_into,
    )


def waits_for(found: Standing, *, is_returned: bool = False) -> str:
    """What a file waits for, in a word; empty where it waits for nothing."""
    if is_returned or found.merged_into:
        return ""
    transfers = found.of(EntryKind.TRANSFER)
    if transfers and transfers[-1].said("state") == "sent":
        return "acceptance"
    answer = found.answer
    if answer.status is Status.OUTSIDE:
        return ""
    if answer.status is Status.UNDETERMINED:
        return "investigation"
    if found.decision is not None and not found.is_decision_outdated:
        return ""
    if answer.status in (Status.SILENT, Status.CONFLICT):
        return "decision" if guidance_standing.is_answered(found) else guidance_standing.WAITS
    return "decision"


def _duties(case: CaseFile, file: File, found: Standing, offices: _Offices) -> Iterable[OpenDuty]:
    if case.merged_into or case.returned_on is not None:
        return
    for duty in found.open_duties:
        yield OpenDuty(
            case_id=case.pk,
            office_id=offices.bearing(duty.bearer, duty.act, file.office_id),
            bearer=duty.bearer or "",
            text=duty.text[:500],
            provision=duty.provision,
            act=duty.act or "",
            due=duty.due,
            first=list(duty.first),
        )


class _Offices:
    """Which office a duty is on; asked of the database once for all that is written."""

    def __init__(self) -> None:
        self._all = {office.pk: office for office in Office.objects.prefetch_related("delegations")}

    def bearing(self, bearer: str | None, act: str | None, holder: int) -> int:
        held_by = self._all[holder]
        if not bearer or held_by.authority == bearer:
            return holder
        if act is not None and law().acts_for(held_by, {bearer}, act):
            return holder
        of_authority = [office for office in self._all.values() if office.authority == bearer]
        above = [office for office in of_authority if held_by.path.startswith(office.path)]
        chosen = above or of_authority
        return max(chosen, key=lambda office: len(office.path)).pk if chosen else holder
