"""Recording: the only way in which entries come to be.

Owns the transaction: lock, repetition, what has changed since, rights, the chain, the
projection, the log. ``docs/casework.md`` lays it down. What the steps of the procedure
record is left to their modules, whether an entry is well made to ``entries``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from decretal.casework import project
from decretal.casework.access import demand, office_of
from decretal.casework.chain import hash_of
from decretal.casework.deployment import Mode, deployment
from decretal.casework.effects import demand_ready, takes_effect
from decretal.casework.entries import Draft, check
from decretal.casework.law import law
from decretal.casework.log import note, note_refused
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.models.log import Happening
from decretal.casework.standing import standing
from decretal.errors import DecretalError, EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.models import Office, User
from decretal.offices.numbers import next_numbers
from decretal.offices.rights import Right

Result = TypeVar("Result")

_is_within: ContextVar[bool] = ContextVar(
    "is within a work whose refusals are logged", default=False
)

Works = Sequence[tuple[File, Sequence[Draft]]]
ENTAILED: list[Callable[[Request, Works], Mapping[int, Sequence[Draft]]]] = []
"""What steps entail beside their own entries, such as the telegrams by which they go out:
drafts for each of the files, by its key. Called within the transaction, once everything
was asked for and nothing refused. Modules put theirs in, in ``casework.apps``.
"""
_LETTERS = {
    FileKind.CASE: "C",
    FileKind.GROUP: "G",
    FileKind.LIST: "L",
    FileKind.GUIDANCE: "Q",
    FileKind.COMPLAINT: "I",
    FileKind.SESSIONS: "S",
}
_RIGHTS = {
    EntryKind.OPENED: Right.OPEN_FILE,
    EntryKind.PERSON: Right.WRITE_FILE,
    EntryKind.FACT: Right.ESTABLISH,
    EntryKind.ACT: Right.ACT,
    EntryKind.DOCUMENT: Right.WRITE_FILE,
    EntryKind.DECISION: Right.DECIDE,
    EntryKind.CORRECTION: Right.CORRECT,
    EntryKind.TRANSFER: Right.TRANSFER,
    EntryKind.IDENTITY: Right.MERGE,
    EntryKind.PLACE: Right.CARE,
    EntryKind.NOTE: Right.WRITE_FILE,
}

_BY_THE_HOLDER = frozenset({EntryKind.FACT, EntryKind.PERSON, EntryKind.PLACE, EntryKind.DECISION})
"""What the office that holds a file finds out or decides, and nobody to whom it was sent or
who held it."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for something to be recorded.

    ``key`` is the request's own: the same key records once. ``seen`` is the length of
    the file when it was shown, None where that does not matter. ``by_step`` says that a
    step of the procedure has asked for the rights itself, ``precedence`` with which one its
    telegram goes, where it goes by one; none is routine.
    """

    actor: User
    key: str = ""
    seen: int | None = None
    by_step: bool = False
    precedence: str = ""

    def for_step(self) -> Request:
        """The same request, whose rights a step of the procedure has asked for."""
        return replace(self, by_step=True)


@dataclass(slots=True)
class _Work:
    """One file with the drafts that are to be recorded in it."""

    file: File
    drafts: Sequence[Draft]
    entries: list[Entry] = field(default_factory=list)


def refusals_logged(actor: User, subject: str, work: Callable[[], Result]) -> Result:
    """Do something; what is refused is logged after its transaction was rolled back.

    Where this is done within another such work, the outer one logs: its transaction would
    take the line of the inner one back.
    """
    if _is_within.get():
        return work()
    token = _is_within.set(True)
    try:
        return work()
    except DecretalError as error:
        note_refused(actor, error, subject)
        raise
    finally:
        _is_within.reset(token)


def refusals_unlogged(work: Callable[[], Result]) -> Result:
    """Do something of which the log, that others read, says nothing at all."""
    token = _is_within.set(True)
    try:
        return work()
    except DecretalError as error:
        error.is_noted = True  # type: ignore[attr-defined]
        raise
    finally:
        _is_within.reset(token)


def record(request: Request, file: File, drafts: Sequence[Draft]) -> list[Entry]:
    """Record entries in a file, all or none; gives them, or those recorded before.

    Raises FileChangedError, NoRightError, EntryError or ReturnRefusedError.
    """
    return record_all(request, [(file, drafts)])[0]


def record_all(
    request: Request, works: Sequence[tuple[File, Sequence[Draft]]]
) -> list[list[Entry]]:
    """Record entries in several files, in all or in none."""
    subject = works[0][0].number if works else ""

    def work() -> list[list[Entry]]:
        with transaction.atomic():
            return _record(request, works)

    return refusals_logged(request.actor, subject, work)


def open_file(
    request: Request,
    kind: FileKind,
    drafts: Sequence[Draft],
    *,
    office: Office | None = None,
    number: str | None = None,
) -> File:
    """Open a file with its first entries; gives the file opened before for the same key."""
    (file,) = open_files(request, kind, [(number, drafts)], office=office)
    return file


def open_files(
    request: Request,
    kind: FileKind,
    opened: Sequence[tuple[str | None, Sequence[Draft]]],
    *,
    office: Office | None = None,
) -> list[File]:
    """Open files with their first entries, all or none.

    A number of None is the next of the office's series. Raises EntryError for a number
    that is taken.
    """

    def work() -> list[File]:
        with transaction.atomic():
            return _open(request, kind, opened, office or office_of(request.actor))

    return refusals_logged(request.actor, "", work)


def _open(
    request: Request,
    kind: FileKind,
    opened: Sequence[tuple[str | None, Sequence[Draft]]],
    office: Office,
) -> list[File]:
    today = deployment().today()
    series = f"files {_LETTERS[kind]}"
    # The same request may come twice at once: the second waits here for the first.
    next_numbers(office, series, today.year, 0)
    if (before := recorded_under(request)) is not None:
        # All of them were opened at one instant, which no other request has.
        opening = {"entries__sequence": 1, "entries__entered_at": before.entered_at}
        found = (
            File.objects.select_related("office")
            .filter(kind=kind, **opening, entries__author=before.author_id)
            .order_by("pk")
        )
        if before.file_id not in {file.pk for file in found}:
            raise used_before()
        return list(found)
    wanting = sum(number is None for number, _ in opened)
    given = iter(next_numbers(office, series, today.year, wanting))
    files = [
        File(
            kind=kind,
            office=office,
            number=number
            or f"{office.code.upper()}-{_LETTERS[kind]}-{today.year}-{next(given):04d}",
        )
        for number, _ in opened
    ]
    _refuse_taken([file.number for file in files])
    works = zip(files, (drafts for _, drafts in opened), strict=True)
    _record(request, list(works), is_new=True)
    return files


def _refuse_taken(numbers: Sequence[str]) -> None:
    if len(set(numbers)) < len(numbers):
        raise EntryError("Two of the files have the same number.", advice="Give each its own.")
    for start in range(0, len(numbers), 500):
        asked = numbers[start : start + 500]
        if taken := File.objects.filter(number__in=asked).first():
            raise EntryError(
                f"There is a file {taken.number} already.",
                advice="Record in that one, or number anew.",
            )


def _record(
    request: Request,
    works: Sequence[tuple[File, Sequence[Draft]]],
    *,
    is_new: bool = False,
) -> list[list[Entry]]:
    if not is_new and (before := _recorded_before(request, works)) is not None:
        return before
    # Files are locked in one order, so that two requests cannot wait for each other.
    each = [_Work(file, drafts) for file, drafts in works]
    if not is_new:
        locked = {
            file.pk: file
            for file in File.objects.select_related("office")
            .select_for_update(of=("self",))
            .filter(pk__in=[file.pk for file, _ in works])
            .order_by("pk")
        }
        for work in each:
            work.file = locked[work.file.pk]
        if (before := _recorded_before(request, works)) is not None:
            return before  # by the same request, which came twice at once
        refuse_changed(request, each[0].file)
    for work in each:
        for draft in work.drafts:
            _refuse(request, work.file, draft, is_new=is_new)
    if not is_new:
        _add_entailed(request, each)
    key: str | None = request.key or None
    # One instant for all: by it a repeated request finds what it recorded in each file.
    now = timezone.now()
    for work in each:
        work.entries = _chained(request.actor, work.file, work.drafts, key, now)
        key = None  # the first entry bears it; they are recorded together
    if is_new:
        File.objects.bulk_create([work.file for work in each], batch_size=1000)
        for work in each:
            for entry in work.entries:
                entry.file = work.file  # which has its key only now
    else:
        File.objects.bulk_update([work.file for work in each], ["length", "head"], batch_size=500)
    Entry.objects.bulk_create([entry for work in each for entry in work.entries], batch_size=500)
    for (file, _), work in zip(works, each, strict=True):
        file.length, file.head, file.office = work.file.length, work.file.head, work.file.office
    project.project([(work.file, work.entries) for work in each], is_new=is_new)
    _log(request.actor, each)
    return [work.entries for work in each]


def _add_entailed(request: Request, each: Sequence[_Work]) -> None:
    works = [(work.file, work.drafts) for work in each]
    for entailed in ENTAILED:
        found = entailed(request, works)
        for work in each:
            drafts = found.get(work.file.pk, ())
            for draft in drafts:
                check(draft, FileKind(work.file.kind))
            work.drafts = [*work.drafts, *drafts]


def recorded_under(request: Request) -> Entry | None:
    """What was recorded before under the key of a request, by the same person.

    Raises EntryError for a key that is another person's: it tells nothing of what that was.
    """
    if not request.key:
        return None
    found = Entry.objects.filter(key=request.key).select_related("file__office").first()
    if found is not None and found.author_id != request.actor.pk:
        raise used_before()
    return found


def used_before() -> EntryError:
    """What is told of a key that was used for something else."""
    return EntryError(
        "This form was used before, for something else.", advice="Open the page anew."
    )


def _recorded_before(
    request: Request, works: Sequence[tuple[File, Sequence[Draft]]]
) -> list[list[Entry]] | None:
    first = recorded_under(request)
    if first is None:
        return None
    if first.file_id not in {file.pk for file, _ in works}:
        raise used_before()
    return [
        list(Entry.objects.filter(file=file, entered_at=first.entered_at).order_by("sequence"))
        for file, _ in works
    ]


def refuse_changed(request: Request, file: File) -> None:
    """Raises FileChangedError, with what changed, for a file that grew since it was seen."""
    if request.seen is None or file.length == request.seen:
        return
    since = Entry.objects.filter(file=file, sequence__gt=request.seen).select_related(
        "author", "office"
    )
    told = "; ".join(
        f"{entry.author} ({entry.office}): {EntryKind(entry.kind).label}" for entry in since[:5]
    )
    raise FileChangedError(
        f"{file.number} has changed since you opened it: {told}. Nothing was recorded.",
        advice="Look at what is new, and record yours if it still holds.",
    )


def _refuse(request: Request, file: File, draft: Draft, *, is_new: bool) -> None:
    actor = request.actor
    check(draft, FileKind(file.kind))
    act = draft.act
    if draft.kind is EntryKind.FACT and not draft.follows and not request.by_step:
        _refuse_decided(str(draft.payload.get("fact")))
    if act is not None:
        law().demand_mode(act)
        # A study may take in what was done then, whether or not it was ready.
        is_history = is_new and deployment().mode is Mode.STUDY
        if file.kind == FileKind.CASE and takes_effect(law(), act) and not is_history:
            demand_ready(standing(file), act, draft.happened_on)
    if request.by_step or draft.follows:
        return
    if act in law().procedure.recorded_elsewhere and not is_new:
        raise EntryError(
            f"{act} is recorded by a step of its own, and not in one file alone.",
            advice="Use the page of that step.",
        )
    if not is_new and not File.objects.visible_to(actor).filter(pk=file.pk).exists():
        raise NoRightError("There is no such file for you.", advice="Check its number.")
    if not is_new and draft.kind is not EntryKind.CORRECTION:
        _refuse_merged(file)
    if not is_new and (draft.kind in _BY_THE_HOLDER or (act is not None and not law().doers(act))):
        demand_holder(actor, file)
    if draft.kind is EntryKind.ACT and act in law().procedure.left_to_decision:
        demand(actor, Right.DECIDE)
    elif draft.kind in _RIGHTS:
        demand(actor, Right.OPEN_FILE if is_new else _RIGHTS[draft.kind])
    else:
        raise NoRightError(
            f"An entry of the kind {draft.kind.label} is recorded by its own step.",
            advice="Use the page of that step.",
        )
    if act is not None:
        law().demand_act(office_of(actor), act)


def demand_holder(actor: User, file: File) -> None:
    """Raises NoRightError for an office that sees a file and does not hold it."""
    if not file.office.is_under(office_of(actor)):
        raise NoRightError(
            f"{file.number} is held by {file.office}; {actor.office} sees it and does not work "
            "on it.",
            advice="Leave it to that office, or accept the file first where it was sent to yours.",
        )


def _refuse_decided(fact: str) -> None:
    """What an authority decides is no fact that somebody else finds; a study takes it in."""
    decided_by = law().procedure.decided_by(fact)
    if decided_by is not None and deployment().mode is not Mode.STUDY:
        raise EntryError(
            f'{fact} is what an act comes to: "{decided_by}".',
            advice="Record the act, or leave it to the authority whose act it is.",
        )


def _refuse_merged(file: File) -> None:
    into = CaseFile.objects.filter(pk=file.pk).exclude(merged_into="").values_list("merged_into")
    for (number,) in into:
        raise NotReadyError(
            f"{file.number} was merged into {number}, and nothing but corrections is added to it.",
            advice=f"Record in {number}, or undo the merger.",
        )


def _chained(
    actor: User, file: File, drafts: Sequence[Draft], key: str | None, now: datetime.datetime
) -> list[Entry]:
    where = deployment()
    office = office_of(actor)
    today = where.today()
    entries: list[Entry] = []
    for draft in drafts:
        recorded_on = draft.recorded_on or today
        if draft.recorded_on is not None and where.mode is Mode.LIVE:
            raise EntryError(
                "In live mode an entry is recorded on the day on which it is entered.",
                advice="Leave out the day of recording.",
            )
        _refuse_future(draft, recorded_on, today)
        entry = Entry(
            file=file,
            sequence=file.length + 1,
            kind=draft.kind,
            payload=draft.payload,
            author=actor,
            office=office,
            happened_on=draft.happened_on,
            recorded_on=recorded_on,
            entered_at=now,
            evidence=draft.evidence,
            reference=draft.reference,
            key=key,
            previous=file.head,
        )
        entry.hash = hash_of(entry, file=file.number, author=actor.username, office=office.code)
        file.length, file.head = entry.sequence, entry.hash
        key = None
        entries.append(entry)
    return entries


def _refuse_future(draft: Draft, recorded_on: datetime.date, today: datetime.date) -> None:
    if recorded_on > today:
        raise EntryError(
            f"{recorded_on} is given as the day of recording, and today is {today}.",
            advice="Give a day that has been.",
        )
    if draft.happened_on is not None and draft.happened_on > recorded_on:
        raise EntryError(
            f"{draft.happened_on} lies after {recorded_on}, the day on which it is recorded.",
            advice="Record what has happened; what is planned is no entry.",
        )


def _log(actor: User, works: Sequence[_Work]) -> None:
    # Of a report of an incident the log would tell those whom it is kept from.
    works = [work for work in works if work.file.kind != FileKind.COMPLAINT]
    if len(works) > 20:
        note(actor, Happening.RECORDED, works[0].file.number, f"and {len(works) - 1} more files")
        return
    for work in works:
        kinds = ", ".join(sorted({str(entry.kind) for entry in work.entries}))
        note(actor, Happening.RECORDED, work.file.number, kinds)
