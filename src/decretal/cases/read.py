"""Reading cases from a file: each row becomes a case, or is rejected with its reasons.

Owns the way from rows to cases. Formats are left to ``formats``, the meaning of
columns to ``columns``, of cells to ``values``, ``acts`` and ``expected``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, TypeAlias, assert_never

from decretal.cases import values
from decretal.cases.acts import ActFile, ActReader
from decretal.cases.case import Case, Expected, RecordedAct
from decretal.cases.columns import (
    WHOLE_OUTCOME,
    Columns,
    IsActs,
    IsCase,
    IsDay,
    IsExpected,
    IsFact,
    IsKept,
    IsNested,
    Role,
    refuse,
    same,
)
from decretal.cases.expected import ExpectedReader
from decretal.cases.formats.opening import Opened, format_of, open_file
from decretal.cases.formats.rows import Broken, Records, Table
from decretal.cases.ids import SeenIds
from decretal.cases.rejects import REJECT_COLUMNS, Problem, Rejected
from decretal.cases.shown import as_found
from decretal.errors import (
    MalformedRowError,
    NotAllowedError,
    RecordedActError,
    RepeatedIdError,
    RowError,
    UnknownColumnError,
    WrongShapeError,
)
from decretal.nodes.rules import Rulebook
from decretal.spelling import fold, quoted

Where: TypeAlias = str | Path | BinaryIO

_AHEAD: Final = 1_000
_MOST_REMEMBERED: Final = 10_000
_UNSEEN: Final = object()
_FACT_PARTS: Final = ("value", "on", "by", "evidence", "note")


def read_cases(
    rulebook: Rulebook,
    where: Where,
    *,
    format: str | None = None,
    acts: str | Path | None = None,
    keep: Sequence[str] = (),
    keep_if_there: Sequence[str] = (),
    with_expected: bool = True,
) -> CaseReader:
    """Open a case file and match its columns to the facts of a rulebook.

    ``where`` is a path, ``-`` for the standard input, or an open binary stream;
    ``format`` is csv, xlsx, json, jsonl or parquet where the name does not say;
    ``acts`` is a second table with the acts of all cases; ``keep`` names columns
    that are carried along and not read, ``keep_if_there`` those that may be missing;
    without ``with_expected`` the outcomes that examples should have are passed over.
    Raises a ``CaseFileError`` or ``FileError`` for what is wrong with the file as a whole.
    """
    opened = open_file(where)
    try:
        rows = _rows_of(opened, _path(where), format)
        act_file = _acts_of(rulebook, rows, acts, opened.name)
        return CaseReader(rulebook, rows, opened.name, act_file, keep, with_expected, keep_if_there)
    except BaseException:
        opened.close()
        raise


def _path(where: Where) -> Path | None:
    return Path(where) if isinstance(where, str | Path) and str(where) != "-" else None


def _rows_of(opened: Opened, path: Path | None, asked: str | None) -> Table | Records:
    match format_of(opened, path, asked):
        case "csv":
            from decretal.cases.formats import delimited

            return delimited.read(opened)
        case "xlsx":
            from decretal.cases.formats import excel

            return excel.read(opened)
        case "json":
            from decretal.cases.formats import json_text

            return json_text.read(opened)
        case "jsonl":
            from decretal.cases.formats import json_text

            return json_text.read_lines(opened)
        case "parquet":
            from decretal.cases.formats import parquet

            return parquet.read(opened)
        case other:
            assert_never(other)


def _acts_of(
    rulebook: Rulebook, rows: Table | Records, path: str | Path | None, name: str
) -> ActFile | None:
    if path is None:
        beside = rows.acts if isinstance(rows, Table) else None
        return ActFile.of(rulebook, beside, f'{name}, sheet "acts"') if beside else None
    opened = open_file(path)
    try:
        table = _rows_of(opened, Path(path), None)
        if isinstance(table, Records):
            raise WrongShapeError(
                f"{opened.name} is no table of acts.",
                advice="Give acts as CSV, Excel or Parquet, or in the records of the cases.",
            )
        return ActFile.of(rulebook, table, opened.name)
    finally:
        opened.close()


class CaseReader:
    """The rows of a case file, one by one: cases, and rows that were rejected.

    It can be gone through once. ``cases``, ``rejected`` and ``blank`` count what
    has been read so far; together they are the rows of the file. ``stray_acts``
    counts the rejected rows of the table of acts.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        rows: Table | Records,
        name: str,
        acts: ActFile | None = None,
        keep: Sequence[str] = (),
        with_expected: bool = True,
        keep_if_there: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.cases = self.rejected = self.blank = self.stray_acts = 0
        self._rows = rows
        self._act_file = acts
        self._columns = Columns(rulebook, keep, keep_if_there)
        self._acts = ActReader(rulebook)
        self._expected = ExpectedReader(rulebook) if with_expected else None
        self._ids = SeenIds()
        self.has_acts = acts is not None
        match rows:
            case Table():
                self.columns: tuple[str, ...] = rows.columns
                self._roles = self._columns.of_table(rows.columns, name)
                self.has_acts |= IsActs() in self._roles
                self.kept = tuple(c for c in rows.columns if self._columns.is_kept(c))
                self._source = self._of_table(rows)
            case Records():
                ahead = list(islice(rows.rows, _AHEAD))
                self._known: dict[str, Role] = {}
                self.columns = self._first_columns(ahead)
                self.has_acts |= any(
                    not isinstance(row, Broken) and any(fold(key) == "acts" for key in row[1])
                    for row in ahead
                )
                self.kept = tuple(dict.fromkeys((*keep, *keep_if_there)))
                self._source = self._of_records(chain(ahead, rows.rows))
            case _:
                assert_never(rows)

    def __iter__(self) -> Iterator[Case | Rejected]:
        return self._counted()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, which also happens at its end."""
        self._rows.close()

    def fraction(self) -> float | None:
        """How much of the file has been read, between 0 and 1; None where that is not known."""
        return self._rows.fraction()

    def _counted(self) -> Iterator[Case | Rejected]:
        try:
            for entry in self._source:
                if isinstance(entry, Case):
                    self.cases += 1
                else:
                    self.rejected += 1
                yield entry
            if self._act_file is not None:
                for stray in self._act_file.left():
                    self.stray_acts += 1
                    yield stray
        finally:
            self.close()

    # tables -----------------------------------------------------------------------

    def _of_table(self, table: Table) -> Iterator[Case | Rejected]:
        columns = table.columns
        facts: list[tuple[int, IsFact, dict[str, object]]] = []
        others: list[tuple[int, Role]] = []
        id_place = 0
        for place, role in enumerate(self._roles):
            match role:
                case IsFact():
                    facts.append((place, role, {"": None}))
                case IsCase():
                    id_place = place
                case IsKept():
                    pass
                case IsExpected() if self._expected is None:
                    pass
                case _:
                    others.append((place, role))
        kept = [(place, name) for place, name in enumerate(columns) if name in self.kept]
        for row in table.rows:
            if isinstance(row, Broken):
                yield _rejected_whole(row)
                continue
            number, cells = row
            gathering = _Gathering(number)
            for place, role, read_before in facts:
                cell = cells[place]
                # Most cells say what one said before: that need not be read again.
                if type(cell) is str:
                    value = read_before.get(cell, _UNSEEN)
                    if value is _UNSEEN:
                        known = len(gathering.problems)
                        value = gathering.fact(columns[place], role, cell)
                        if len(read_before) < _MOST_REMEMBERED:
                            wrong = len(gathering.problems) > known
                            read_before[cell] = gathering.problems[-1] if wrong else value
                    elif type(value) is Problem:
                        gathering.add(value)
                    elif value is not None:
                        gathering.facts[role.name] = value
                elif cell is not None:
                    gathering.fact(columns[place], role, cell)
            if not gathering.facts and all(values.is_empty(cell) for cell in cells):
                self.blank += 1
                continue
            self._identify(gathering, columns[id_place], cells[id_place])
            if others:
                self._others(gathering, ((columns[at], role, cells[at]) for at, role in others))
            for place, name in kept:
                gathering.kept[name] = cells[place]
            yield self._case(gathering, columns, cells)

    # records ------------------------------------------------------------------------

    def _first_columns(
        self, ahead: Sequence[tuple[int, Mapping[str, object]] | Broken]
    ) -> tuple[str, ...]:
        """The names in the first record, which must all be known ones."""
        first = next((row[1] for row in ahead if not isinstance(row, Broken)), {})
        errors: list[UnknownColumnError] = []
        for key in first:
            nested = first[key] if isinstance(self._role(key), IsNested) else None
            inside = nested if isinstance(nested, Mapping) else {}
            wrong = [name for name in inside if not isinstance(self._role(name), IsFact)]
            if self._role(key) is None and not _of_rejects(key, first):
                wrong.append(key)
            errors += (self._columns.unknown(name or '""', self.name) for name in wrong)
        refuse(errors, self.name)
        return tuple(first)

    def _role(self, key: str) -> Role | None:
        role = self._known.get(key)
        if role is None and (role := self._columns.role(key)) is not None:
            self._known[key] = role
        return role

    def _of_records(
        self, rows: Iterator[tuple[int, Mapping[str, object]] | Broken]
    ) -> Iterator[Case | Rejected]:
        for row in rows:
            if isinstance(row, Broken):
                yield _rejected_whole(row)
                continue
            number, record = row
            gathering = _Gathering(number)
            others: list[tuple[str, Role, object]] = []
            seen: dict[Role, str] = {}
            id_key, id_cell = "case", None
            for key, role, cell in self._parts(record, gathering):
                if role in seen and not isinstance(role, IsKept):
                    error = same(seen[role], key, f"row {number}", role)
                    gathering.add(Problem(key, as_found(cell), error.message, error.code))
                    continue
                seen[role] = key
                match role:
                    case IsFact():
                        if cell is not None:
                            gathering.fact(key, role, cell)
                    case IsCase():
                        id_key, id_cell = key, cell
                    case IsKept():
                        pass
                    case IsExpected() if self._expected is None:
                        pass
                    case _:
                        others.append((key, role, cell))
                if self._columns.is_kept(key):
                    gathering.kept[self._kept_as(key)] = cell
            self._identify(gathering, id_key, id_cell)
            self._others(gathering, others)
            yield self._case(gathering, tuple(record), tuple(record.values()))

    def _kept_as(self, key: str) -> str:
        return next(name for name in self.kept if fold(name) == fold(key))

    def _parts(
        self, record: Mapping[str, object], gathering: _Gathering, *, facts_only: bool = False
    ) -> Iterator[tuple[str, Role, object]]:
        for key, cell in record.items():
            role = self._role(key)
            if not isinstance(role, IsFact) and _of_rejects(key, record):
                continue
            match role:
                case IsNested() if not facts_only:
                    if isinstance(cell, Mapping):
                        yield from self._parts(cell, gathering, facts_only=True)
                    elif cell is not None:
                        expected = "an object with the facts"
                        gathering.add(Problem(key, as_found(cell), expected, "E427"))
                case IsFact():
                    yield key, role, cell
                case _ if role is not None and not facts_only:
                    yield key, role, cell
                case _:
                    error = self._columns.unknown(key or '""', f"row {gathering.number}")
                    expected = f"a fact of the rulebook. {error.advice}"
                    gathering.add(Problem(key, as_found(cell), expected, error.code))

    # both ---------------------------------------------------------------------------

    def _identify(self, gathering: _Gathering, column: str, cell: object) -> None:
        try:
            gathering.id = values.case_id(cell)
            before = self._ids.first_row(gathering.id, gathering.number)
            if before is not None:
                raise RepeatedIdError(f"another case: this one stands in row {before} already")
        except RowError as error:
            gathering.add(Problem.of(column, cell, error))

    def _others(
        self,
        gathering: _Gathering,
        others: Iterator[tuple[str, Role, object]] | Sequence[tuple[str, Role, object]],
    ) -> None:
        outcome: dict[str, object] = {}
        columns: list[str] = []
        for column, role, cell in others:
            try:
                match role:
                    case IsDay(fact):
                        if not values.is_empty(cell):
                            gathering.established[fact] = values.date(cell)
                    case IsActs():
                        if not values.is_empty(cell):
                            gathering.acts = self._acts.in_record(cell)
                    case IsExpected(part) if self._expected is not None and part == WHOLE_OUTCOME:
                        gathering.expected = self._expected.in_record(cell)
                    case IsExpected(part):
                        outcome[part] = cell
                        columns.append(column)
                    case _:
                        pass
            except RowError as error:
                gathering.add(Problem.of(column, cell, error))
        if outcome and self._expected is not None:
            try:
                gathering.expected = self._expected.in_row(outcome) or gathering.expected
            except RowError as error:
                found = "; ".join(as_found(cell) for cell in outcome.values())
                gathering.add(Problem("; ".join(columns), found, error.message, error.code))

    def _case(
        self, gathering: _Gathering, columns: Sequence[str], cells: Sequence[object]
    ) -> Case | Rejected:
        if self._act_file is not None and gathering.id:
            recorded = self._act_file.take(gathering.id)
            for problem in self._act_file.problems.get(gathering.id, ()):
                gathering.add(problem)
            if gathering.acts is not None and recorded:
                both = RecordedActError(
                    f"acts in one place; this case also has some in {self._act_file.name}"
                )
                gathering.add(Problem.of("acts", None, both))
            if gathering.acts is None:
                gathering.acts = recorded
        if gathering.sound:
            return Case(
                id=gathering.id,
                facts=gathering.facts,
                acts=gathering.acts,
                established=gathering.established,
                expected=gathering.expected,
                row=gathering.number,
                kept=gathering.kept,
            )
        record = dict(zip(columns, cells, strict=True))
        return Rejected(gathering.number, tuple(gathering.problems), record, gathering.id or None)


class _Gathering:
    """What has been read of one row so far."""

    __slots__ = ("acts", "established", "expected", "facts", "id", "kept", "number", "problems")

    def __init__(self, number: int) -> None:
        self.number = number
        self.id = ""
        self.facts: dict[str, object] = {}
        self.established: dict[str, Day] = {}
        self.kept: dict[str, object] = {}
        self.acts: tuple[RecordedAct, ...] | None = None
        self.expected: Expected | None = None
        self.problems: list[Problem] = []

    @property
    def sound(self) -> bool:
        """Whether nothing in the row was wrong so far."""
        return not self.problems

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def fact(self, column: str, role: IsFact, cell: object) -> object:
        """Read a fact, which may be an object that also says when it was established."""
        try:
            if isinstance(cell, Mapping):
                cell = self._established(role.name, cell)
            value = role.read(cell)
        except RowError as error:
            self.add(Problem.of(column, cell, error))
            return None
        if value is not None:
            self.facts[role.name] = value
        return value

    def _established(self, fact: str, cell: Mapping[str, object]) -> object:
        parts = {fold(name): part for name, part in cell.items()}
        if len(parts) < len(cell) or not parts.keys() <= set(_FACT_PARTS):
            raise NotAllowedError(f"a value, or an object with {quoted(_FACT_PARTS, 'and')}")
        if not values.is_empty(parts.get("on")):
            self.established[fact] = values.date(parts["on"])
        return parts.get("value")


def _of_rejects(key: str, record: Mapping[str, object]) -> bool:
    """Whether a name is one that a file of rejected rows adds to each."""
    return key in REJECT_COLUMNS and set(REJECT_COLUMNS) <= record.keys()


def _rejected_whole(row: Broken) -> Rejected:
    problem = Problem("", as_found(row.found), row.expected, MalformedRowError.code)
    return Rejected(row.number, (problem,), row.record)
