"""What a hand-worked example should come out as, as a case file says it.

Owns the columns that begin with "expected", and their names for statuses,
dispositions and facts. Comparing is left to ``decide``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from decretal.cases.case import Expected
from decretal.cases.formats.rows import NotRead
from decretal.cases.values import is_empty, text
from decretal.errors import ExpectedOutcomeError
from decretal.nodes.rules import Rulebook, Status
from decretal.spelling import Names, fold, quoted

PARTS: Final = {
    "status": "status",
    "disposition": "dispositions",
    "dispositions": "dispositions",
    "addition": "additions",
    "additions": "additions",
    "stillmatter": "still_matters",
    "stillmatters": "still_matters",
}


def part_of(column: str) -> str | None:
    """Which part of an expected outcome a column named "expected ..." holds, if any."""
    folded = fold(column)
    return PARTS.get(folded.removeprefix("expected")) if folded.startswith("expected") else None


class ExpectedReader:
    """Reads expected outcomes in the names of a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        additions = {rule.addition for rule in rulebook.rules if rule.addition}
        self._statuses = Names(status.value for status in Status)
        self._names = {
            "dispositions": Names(d.name for d in rulebook.dispositions if d.name not in additions),
            "additions": Names(d.name for d in rulebook.dispositions if d.name in additions),
            "still_matters": Names(fact.name for fact in rulebook.facts),
        }

    def in_row(self, cells: Mapping[str, object]) -> Expected | None:
        """The outcome in a row's cells by their parts, None if the row expects nothing.

        A row that names a status is a whole example: what is empty beside it is
        expected to be empty.
        """
        if all(is_empty(cell) for cell in cells.values()):
            return None
        if is_empty(cells.get("status")):
            cells = {part: cell for part, cell in cells.items() if not is_empty(cell)}
        return self._expected(cells)

    def in_record(self, cell: object) -> Expected | None:
        """The outcome in an object; what it does not mention, it does not say."""
        if is_empty(cell):
            return None
        if isinstance(cell, NotRead):
            raise ExpectedOutcomeError(cell.expected)
        if not isinstance(cell, Mapping):
            raise ExpectedOutcomeError('an object, such as {"status": "decided"}')
        parts: dict[str, object] = {}
        for name, value in cell.items():
            part = PARTS.get(fold(name))
            if part is None or part in parts:
                allowed = quoted(("status", "disposition", "additions", "still matters"))
                raise ExpectedOutcomeError(f'"{name}" is not one of {allowed}, each once')
            if value is not None:
                parts[part] = value
        return self._expected(parts)

    def _expected(self, cells: Mapping[str, object]) -> Expected:
        lists = {
            part: self._list(part, cells[part]) if part in cells else None for part in self._names
        }
        return Expected(
            status=None if is_empty(cells.get("status")) else self._status(cells["status"]),
            dispositions=lists["dispositions"],
            additions=lists["additions"],
            still_matters=lists["still_matters"],
        )

    def _status(self, cell: object) -> Status:
        found = text(cell)
        name = self._statuses.match(found)
        if name is None:
            raise ExpectedOutcomeError(f"a status: {quoted(self._statuses.names)}")
        return Status(name)

    def _list(self, part: str, cell: object) -> tuple[str, ...]:
        names = self._names[part]
        words: Iterable[object] = cell if isinstance(cell, list) else text(cell or "").split(";")
        found = []
        for word in words:
            if is_empty(word):
                continue
            name = names.match(text(word).strip())
            if name is None:
                meant = names.closest(text(word))
                what = part.replace("_", " ")
                hint = f'; did you mean "{meant}"?' if meant else f', which has no "{text(word)}"'
                raise ExpectedOutcomeError(f"{what} of the rulebook{hint}")
            found.append(name)
        return tuple(found)
