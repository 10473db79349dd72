"""Issuing papers: a number, the bytes and the entry in the file, all or none.

Owns the order of these in one transaction, and that the same request issues once. What
stands on a paper is ``papers.draw``, how it looks ``papers.typeset``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import deployment
from decretal.casework.entries import Draft
from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.models.papers import Paper
from decretal.casework.papers import draw, draw_members
from decretal.casework.papers.contents import Heading, Kind, ListOfNames, NominalRoll
from decretal.casework.papers.contents import Paper as Content
from decretal.casework.papers.marks import check_mode
from decretal.casework.papers.tables import to_csv
from decretal.casework.papers.typeset import to_pdf
from decretal.casework.record import (
    Request,
    record,
    recorded_under,
    refusals_logged,
    used_before,
)
from decretal.errors import NoRightError, PaperError
from decretal.offices.numbers import next_numbers
from decretal.offices.rights import Right

_LETTERS: Final = {Kind.ROLL: "NR", Kind.LIST: "LN", Kind.CASE: "CF", Kind.NOTICE: "DN"}
_Drawing = Callable[[File, Heading, list[Entry]], Content]
_DRAWN: Final[dict[FileKind, dict[Kind, _Drawing]]] = {
    FileKind.CASE: {Kind.CASE: draw.case_record, Kind.NOTICE: draw.decision_notice},
    FileKind.GROUP: {Kind.ROLL: draw_members.nominal_roll},
    FileKind.LIST: {Kind.LIST: draw_members.list_of_names},
}


def kinds_for(file: File) -> tuple[Kind, ...]:
    """The papers that can be made from a file of its kind."""
    return tuple(_DRAWN.get(FileKind(file.kind), ()))


def issue(request: Request, file: File, kind: Kind) -> Paper:
    """Issue a paper from a file as it stands; gives the one issued before for the same key.

    Raises NoRightError, NotReadyError, ReturnRefusedError, FileChangedError or PaperError.
    """

    def work() -> Paper:
        with transaction.atomic():
            return _issue(request, file, kind)

    return refusals_logged(request.actor, file.number, work)


def _issue(request: Request, file: File, kind: Kind) -> Paper:
    actor = request.actor
    demand(actor, Right.ISSUE_PAPER)
    if not File.objects.visible_to(actor).filter(pk=file.pk).exists():
        raise NoRightError("There is no such file for you.", advice="Check its number.")
    before = _issued_before(request, file)
    if before is not None:
        return before
    drawn = _DRAWN.get(FileKind(file.kind), {}).get(kind)
    if drawn is None:
        raise PaperError(
            f"No {kind} is made from {file.number}, which is a {FileKind(file.kind).label}.",
            advice="Choose a paper that its page offers.",
        )
    where = deployment()
    check_mode(kind, where.mode.value)
    file = File.objects.select_for_update(of=("self",)).select_related("office").get(pk=file.pk)
    office = office_of(actor)
    today = where.today()
    (serial,) = next_numbers(office, f"papers {_LETTERS[kind]}", today.year)
    heading = Heading(
        number=f"{office.code.upper()}-{_LETTERS[kind]}-{today.year}-{serial:04d}",
        office=office.name,
        made_on=today,
        made_by=str(actor),
        mode=where.mode.value,
        directive=draw.called(law()),
        file=file.number,
        length=file.length,
        head=file.head,
    )
    entries = list(file.entries.select_related("office", "author").order_by("sequence"))
    content = drawn(file, heading, entries)
    pdf = to_pdf(content)
    table = to_csv(content) if isinstance(content, NominalRoll | ListOfNames) else b""
    paper = Paper(
        number=heading.number,
        kind=kind.value,
        office=office,
        file=file,
        length=file.length,
        head=file.head,
        made_by=actor,
        made_on=today,
        made_at=timezone.now(),
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        csv=table,
        csv_sha256=hashlib.sha256(table).hexdigest() if table else "",
    )
    paper.save(force_insert=True)
    said = {"paper": paper.number, "document": kind.value, "sha256": paper.sha256}
    record(request.for_step(), file, [Draft(EntryKind.DOCUMENT, said)])
    return paper


def _issued_before(request: Request, file: File) -> Paper | None:
    entry = recorded_under(request)
    if entry is None:
        return None
    paper = Paper.objects.filter(number=entry.payload.get("paper", ""), file=file).first()
    if paper is None:
        raise used_before()
    return paper
