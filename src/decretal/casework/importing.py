"""Many case files at once, from a table: looked through first, then taken in whole.

Owns the columns of particulars, what is wrong with a row beyond its facts, and that a
table is imported in one transaction or not at all. Reading tables is ``cases``.

A row's ``case`` becomes the number of its file, after the code of the office. Beside the
facts a table may have the columns of ``PARTICULARS``, and a table of acts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from django.db import transaction

from decretal.cases.case import Case
from decretal.cases.read import CaseReader, read_cases
from decretal.cases.rejects import Problem, Rejected
from decretal.casework.access import demand, office_of
from decretal.casework.deployment import Mode, deployment
from decretal.casework.effects import takes_effect
from decretal.casework.entries import LONGEST_NAME, MOST_NAMES, Draft, act, check, fact, opening
from decretal.casework.entries import person as particulars
from decretal.casework.law import law
from decretal.casework.models import EntryKind, File, FileKind
from decretal.casework.record import (
    Request,
    open_files,
    recorded_under,
    refusals_logged,
    used_before,
)
from decretal.errors import DecretalError, EntryError, NotAllowedError
from decretal.offices.models import Office
from decretal.offices.rights import Right
from decretal.spelling import fold

PARTICULARS: Final = ("names", "born", "sex", "home", "evidence", "reference", "recorded on")
AT_ONCE: Final = 500
SHOWN: Final = 20
MOST_REJECTED_SHOWN: Final = 200
_NUMBER: Final = re.compile(r"[\w.\-]{1,40}")
# Numbers that a series of the office gives: one of a table would stand in its way.
_OF_A_SERIES: Final = re.compile(r"[A-Z]-\d{4}-\d+", re.IGNORECASE)
_LONGEST_NUMBER: Final = 60
_SEXES: Final = ("", "female", "male")

Where: TypeAlias = Path | BinaryIO
Progress: TypeAlias = Callable[[int, float | None], None]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row that can be imported: the number its file gets, and its entries."""

    row: int
    number: str
    names: tuple[str, ...]
    drafts: tuple[Draft, ...]
    facts: int
    acts: int


@dataclass(slots=True)
class Looked:
    """What a table holds: how many rows can be imported, the first of them, and the others."""

    ready: int = 0
    rejected: int = 0
    first: list[Incoming] = field(default_factory=list)
    problems: list[Rejected] = field(default_factory=list)

    @property
    def lines(self) -> list[dict[str, object]]:
        """The rejected rows, as a file of rejected rows has them."""
        return [each.line() for each in self.problems]


def look_through(
    request: Request,
    where: Where,
    *,
    format: str | None = None,
    acts: Path | None = None,
    progress: Progress | None = None,
) -> Looked:
    """Read a table to its end and record nothing.

    Raises a CaseFileError or FileError for what is wrong with the table as a whole.
    """
    demand(request.actor, Right.IMPORT)
    found = Looked()
    with _reader(where, format, acts) as reader:
        for each in _rows(request, reader):
            if isinstance(each, Rejected):
                found.rejected += 1
                if len(found.problems) < MOST_REJECTED_SHOWN:
                    found.problems.append(each)
            else:
                found.ready += 1
                if len(found.first) < SHOWN:
                    found.first.append(each)
            done = found.ready + found.rejected
            if progress is not None and done % 1000 == 0:
                progress(done, reader.fraction())
    return found


def take_in(
    request: Request,
    where: Where,
    *,
    format: str | None = None,
    acts: Path | None = None,
    leave_rejected: bool = False,
    progress: Progress | None = None,
) -> tuple[int, list[Rejected]]:
    """Import a table: all of its rows that can be read, in one transaction.

    Gives the number of files opened, and the rejected rows. Raises EntryError where rows
    are rejected and ``leave_rejected`` does not say to leave them out; what it raises
    leaves nothing behind. The same ``key`` imports once.
    """
    demand(request.actor, Right.IMPORT)

    def work() -> tuple[int, list[Rejected]]:
        with transaction.atomic(), _reader(where, format, acts) as reader:
            return _taken(request, reader, leave_rejected, progress)

    return refusals_logged(request.actor, "", work)


def _taken(
    request: Request, reader: CaseReader, leave_rejected: bool, progress: Progress | None
) -> tuple[int, list[Rejected]]:
    before = recorded_under(request)
    if before is not None and before.kind != EntryKind.OPENED:
        raise used_before()
    if before is not None:
        return 0, []
    opened, rejected = 0, list[Rejected]()
    rows = _rows(request, reader)
    step = Request(request.actor, request.key, by_step=True)
    while chunk := list(islice(rows, AT_ONCE)):
        good = [each for each in chunk if isinstance(each, Incoming)]
        rejected += [each for each in chunk if isinstance(each, Rejected)]
        if rejected and not leave_rejected:
            raise EntryError(
                f"Row {rejected[0].row} cannot be imported: "
                f"{'; '.join(map(str, rejected[0].problems))}. Nothing was imported.",
                advice="Correct the row, or import the others and leave it out.",
            )
        if good:
            open_files(step, FileKind.CASE, [(each.number, each.drafts) for each in good])
            step = Request(request.actor, by_step=True)
        opened += len(good)
        if progress is not None:
            progress(opened, reader.fraction())
    if not opened and not rejected:
        raise EntryError("The table holds no rows.", advice="Give a row for each person.")
    return opened, rejected


def _reader(where: Where, format: str | None, acts: Path | None) -> CaseReader:
    return read_cases(
        law().rulebook,
        where,
        format=format,
        acts=acts,
        keep_if_there=PARTICULARS,
        with_expected=False,
    )


def _rows(request: Request, reader: CaseReader) -> Iterator[Incoming | Rejected]:
    """The rows, each with its entries or its problems; a number that is taken is a problem."""
    prefix = office_of(request.actor).code.upper()
    # Offices whose code begins as this one's does: their numbers are not this one's to give.
    near = Office.objects.filter(code__istartswith=f"{prefix}-").values_list("code", flat=True)
    others = [f"{code.upper()}-" for code in near]
    cases = iter(reader)
    while chunk := list(islice(cases, AT_ONCE)):
        numbers = [f"{prefix}-{each.id}" for each in chunk if isinstance(each, Case)]
        taken = set(File.objects.filter(number__in=numbers).values_list("number", flat=True))
        for each in chunk:
            if isinstance(each, Rejected):
                yield each
            else:
                yield _incoming(each, prefix, others, taken, reader.name)


def _incoming(
    case: Case, prefix: str, others: Sequence[str], taken: set[str], name: str
) -> Incoming | Rejected:
    said = {fold(key): _text(value) for key, value in case.kept.items()}
    number = f"{prefix}-{case.id}"
    problems: list[Problem] = []
    if not _NUMBER.fullmatch(case.id):
        problems.append(_problem("case", case.id, "40 letters, digits, hyphens or dots at most"))
    elif len(number) > _LONGEST_NUMBER:
        problems.append(_problem("case", case.id, f"{_LONGEST_NUMBER - len(prefix) - 1} at most"))
    elif _OF_A_SERIES.fullmatch(case.id) or any(number.startswith(each) for each in others):
        problems.append(_problem("case", case.id, "a number that no office gives of itself"))
    elif number in taken:
        problems.append(_problem("case", case.id, f"a number of its own; {number} is open already"))
    names = tuple(filter(None, (part.strip() for part in said.get("names", "").split(";"))))
    if not names:
        problems.append(_problem("names", "", 'a name, several with "; " between them'))
    if len(names) > MOST_NAMES or any(len(each) > LONGEST_NAME for each in names):
        problems.append(
            _problem(
                "names", said["names"], f"{MOST_NAMES} names of {LONGEST_NAME} letters at most"
            )
        )
    if said.get("sex", "") not in _SEXES:
        problems.append(_problem("sex", said["sex"], "female, male, or nothing"))
    recorded_on, wrong = _recorded_on(said.get("recordedon", ""))
    problems += wrong
    problems += _effects(case)
    drafts: list[Draft] = []
    if not problems:
        drafts = _drafts(case, said, names, recorded_on, name)
        for draft in drafts:
            try:
                check(draft, FileKind.CASE)
            except DecretalError as error:
                said_of = str(draft.payload.get("fact") or draft.payload.get("act") or draft.kind)
                problems.append(Problem(said_of, "", f"{error.message} {error.advice}", error.code))
        problems += _days(drafts, recorded_on)
    if problems:
        record: dict[str, object] = {"case": case.id, **case.kept, **case.facts}
        return Rejected(case.row, tuple(problems), record, case.id)
    return Incoming(case.row, number, names, tuple(drafts), len(case.facts), len(case.acts or ()))


def _drafts(
    case: Case,
    said: dict[str, str],
    names: Sequence[str],
    recorded_on: datetime.date | None,
    name: str,
) -> list[Draft]:
    evidence = said.get("evidence") or f"Imported from {Path(name).name}, row {case.row}."
    reference = said.get("reference", "")
    drafts = [
        *(each for each in opening() if each.payload.get("fact") not in case.facts),
        particulars(
            list(names),
            born=said.get("born", ""),
            sex=said.get("sex", ""),
            home=said.get("home", ""),
        ),
    ]
    for each, value in case.facts.items():
        day = case.established.get(each)
        drafts.append(fact(each, value, day, evidence=evidence, reference=reference))
    for done in case.acts or ():
        details = dict.fromkeys(_asked(done.act), done.note or "not said in what was imported")
        (recorded, *_) = act(done.act, done.on, done.outcome, details, evidence=evidence)
        drafts.append(recorded)
    if recorded_on is None:
        return drafts
    return [
        Draft(d.kind, d.payload, d.happened_on, d.evidence, d.reference, recorded_on, d.follows)
        for d in drafts
    ]


def _asked(name: str) -> tuple[str, ...]:
    return tuple(law().procedure.details.get(name, ()))


def _effects(case: Case) -> list[Problem]:
    """Acts that take effect on the person, or are an authority's to decide, and the facts that
    these establish, come in with a table in a study only."""
    if deployment().mode is Mode.STUDY:
        return []
    procedure = law().procedure
    by_a_step = procedure.left_to_decision | procedure.recorded_elsewhere
    acts = [
        _problem("acts", done.act, "acts that take no effect; this one is recorded by its own step")
        for done in case.acts or ()
        if takes_effect(law(), done.act) or done.act in by_a_step
    ]
    return acts + [
        _problem(name, value, f"nothing, or what stands on a new file; {act} is an act of its own")
        for name, value in case.facts.items()
        if (act := procedure.decided_by(name)) and value != procedure.at_opening.get(name)
    ]


def _recorded_on(written: str) -> tuple[datetime.date | None, list[Problem]]:
    if not written:
        return None, []
    if deployment().mode is not Mode.STUDY:
        return None, [_problem("recorded on", written, "nothing: only a study takes in the past")]
    try:
        return datetime.date.fromisoformat(written[:10]), []
    except ValueError:
        return None, [_problem("recorded on", written, "a day such as 1961-11-25")]


def _days(drafts: Sequence[Draft], recorded_on: datetime.date | None) -> list[Problem]:
    last = recorded_on or deployment().today()
    if last > deployment().today():
        return [_problem("recorded on", str(last), f"a day until {deployment().today()}")]
    return [
        _problem(
            str(draft.payload.get("fact") or draft.payload.get("act")),
            str(draft.happened_on),
            f"a day until {last}, on which it is recorded",
        )
        for draft in drafts
        if draft.happened_on is not None and draft.happened_on > last
    ]


def _problem(column: str, value: object, expected: str) -> Problem:
    return Problem.of(column, value, NotAllowedError(expected))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
