"""The acts that were recorded in a case: in its own record, in a second file or sheet.

Owns how an act, its outcome and its day are read. What acts count for is left
to the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from decretal.cases.case import RecordedAct
from decretal.cases.formats.rows import Broken, NotRead, Table
from decretal.cases.rejects import Problem, Rejected
from decretal.cases.shown import as_found
from decretal.cases.values import case_id, date, is_empty, text
from decretal.errors import (
    NoCaseColumnError,
    RecordedActError,
    RowError,
    SameColumnError,
    UnknownColumnError,
)
from decretal.nodes.rules import Rulebook
from decretal.spelling import Names, fold, quoted

PARTS: Final = ("act", "on", "outcome", "by", "note")
ID_NAMES: Final = frozenset({"case", "id", "caseid", "casenumber", "caseno", "casename"})


class ActReader:
    """Reads acts as a rulebook names them and their outcomes."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._acts = Names(act.name for act in rulebook.acts)
        self._outcomes = {act.name: Names(act.outcomes) for act in rulebook.acts}
        self._authorities = Names(authority.name for authority in rulebook.authorities)

    def in_record(self, cell: object) -> tuple[RecordedAct, ...]:
        """The acts in a record's own list; raises a ``RowError``."""
        if isinstance(cell, str):
            cell = _from_json(cell)
        if isinstance(cell, NotRead):
            raise RecordedActError(cell.expected)
        if not isinstance(cell, list):
            raise RecordedActError('a list of acts, such as [{"act": "...", "on": "1961-11-27"}]')
        return tuple(self._in_list(position, entry) for position, entry in enumerate(cell, start=1))

    def _in_list(self, position: int, entry: object) -> RecordedAct:
        parts: dict[str, object] = {}
        if isinstance(entry, NotRead):
            raise RecordedActError(f"act {position}: {entry.expected}")
        if not isinstance(entry, Mapping):
            raise RecordedActError(f"act {position}: an object with {quoted(PARTS, 'and')}")
        for name, value in entry.items():
            part = fold(name)
            if part not in PARTS or part in parts:
                raise RecordedActError(
                    f'act {position}: "{name}" is not one of {quoted(PARTS)}, each once'
                )
            parts[part] = value
        try:
            return self.act(parts)
        except RowError as error:
            raise RecordedActError(f"act {position}: {error.message}") from None

    def act(self, parts: Mapping[str, object]) -> RecordedAct:
        """One act from its parts by their names; raises a ``RowError``."""
        name = self._act(parts.get("act"))
        if is_empty(parts.get("on")):
            raise RecordedActError(f'the day on which the act "{name}" was done')
        on = date(parts["on"])
        by = _optional(parts.get("by"))
        return RecordedAct(
            act=name,
            on=on,
            outcome=self._outcome(name, parts.get("outcome")),
            by=(self._authorities.match(by) or by) if by else None,
            note=_optional(parts.get("note")),
        )

    def _act(self, cell: object) -> str:
        if is_empty(cell):
            raise RecordedActError("the name of an act")
        found = text(cell)
        name = self._acts.match(found)
        if name is None:
            raise RecordedActError(_one_of(found, self._acts, "an act of the rulebook"))
        return name

    def _outcome(self, act: str, cell: object) -> str | None:
        if is_empty(cell):
            return None
        found = text(cell)
        outcomes = self._outcomes[act]
        if not outcomes.names:
            raise RecordedActError(f'no outcome: the rulebook names none for the act "{act}"')
        name = outcomes.match(found)
        if name is None:
            raise RecordedActError(_one_of(found, outcomes, f'an outcome of "{act}"'))
        return name


def _one_of(found: str, names: Names, what: str) -> str:
    known = f": {quoted(names.names)}" if 0 < len(names.names) <= 12 else ""
    meant = names.closest(found)
    return f"{what}{known}" + (f'; did you mean "{meant}"?' if meant else f', not "{found[:80]}"')


def _optional(cell: object) -> str | None:
    return None if is_empty(cell) else text(cell)


def _from_json(cell: str) -> object:
    from decretal.cases.formats.json_text import parsed

    return parsed(cell)


@dataclass(slots=True)
class ActFile:
    """The acts of all cases, from a table of acts, by the case they belong to.

    ``problems`` has, by case, what could not be read: a case with such an act is
    rejected, for it would be decided on half a record. ``rejected`` has the rows
    that name no case.
    """

    name: str
    acts: dict[str, list[RecordedAct]] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rulebook: Rulebook, table: Table, name: str) -> ActFile:
        """Read a whole table of acts."""
        file = cls(name)
        reader = ActReader(rulebook)
        places = _places(table.columns, name)
        for row in table.rows:
            if isinstance(row, Broken):
                problem = Problem("", as_found(row.found), row.expected, "E427")
                file.rejected.append(Rejected(row.number, (problem,), row.record, file=name))
                continue
            number, cells = row
            if all(is_empty(cell) for cell in cells):
                continue
            parts = {part: cells[place] for part, place in places.items()}
            record = dict(zip(table.columns, cells, strict=True))
            try:
                case = case_id(parts.pop("case"))
            except RowError as error:
                problem = Problem.of(table.columns[places["case"]], cells[places["case"]], error)
                file.rejected.append(Rejected(number, (problem,), record, file=name))
                continue
            file._rows.setdefault(case, number)
            try:
                file.acts.setdefault(case, []).append(reader.act(parts))
            except RowError as error:
                where = f"{name}, row {number}: {error.message}"
                problem = Problem("acts", as_found(parts.get("act")), where, "E425")
                file.problems.setdefault(case, []).append(problem)
        return file

    def take(self, case: str) -> tuple[RecordedAct, ...]:
        """The acts of a case, which is thereby known to be in the case file."""
        self._asked.add(case)
        return tuple(self.acts.get(case, ()))

    def left(self) -> list[Rejected]:
        """The rows that could not be read, or whose case is not in the case file."""
        strays = [
            Rejected(
                row,
                (Problem("case", case, "a case that is in the case file", "E425"),),
                {"case": case},
                id=case,
                file=self.name,
            )
            for case, row in self._rows.items()
            if case not in self._asked
        ]
        return sorted([*self.rejected, *strays], key=lambda rejected: rejected.row)


def _places(columns: Sequence[str], name: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        folded = fold(column)
        part = "case" if folded in ID_NAMES else folded
        if part != "case" and part not in PARTS:
            raise UnknownColumnError(
                f'{name}: the column "{column}" is no part of an act.',
                advice=f"The columns are {quoted(('case', *PARTS), 'and')}.",
            )
        if part in places:
            raise SameColumnError(
                f'{name}: the columns "{columns[places[part]]}" and "{column}" are the same.',
                advice="Remove one of them.",
            )
        places[part] = place
    missing = [part for part in ("case", "act", "on") if part not in places]
    if missing:
        raise NoCaseColumnError(
            f"{name} has no column {quoted(missing, 'and')}.",
            advice=f"The columns are {quoted(('case', *PARTS), 'and')}.",
        )
    return places
