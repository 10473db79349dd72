"""A row that could not be read, and why.

Owns what is said of such a row. Finding it is left to ``read`` and the readers
of values, writing it down to ``write``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from decretal.cases.shown import as_found, shortened
from decretal.errors import RowError

# The columns that a file of rejected rows has before those of the rows themselves.
REJECT_COLUMNS = ("row", "column", "value", "expected", "code")


@dataclass(frozen=True, slots=True)
class Problem:
    """What was found in one cell of a row, and what was expected instead."""

    column: str
    value: str
    expected: str
    code: str

    @classmethod
    def of(cls, column: str, value: object, error: RowError) -> Problem:
        """The problem that an error tells of."""
        return cls(column, as_found(value), error.message, error.code)

    def __str__(self) -> str:
        found = shortened(self.value, 80)
        match self.column, found:
            case "", "":
                where = ""
            case "", _:
                where = f'the row has "{found}": '
            case _, "":
                where = f'column "{self.column}" is empty: '
            case _:
                where = f'column "{self.column}" has "{found}": '
        return f"[{self.code}] {where}{self.expected}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read: where it stands, its problems, and all that it holds.

    ``row`` counts as the reader of the file does: rows of a table with the header
    as the first, lines of JSON lines, positions in a JSON list. ``file`` is set
    where the row is not in the case file itself but in the file of acts.
    """

    row: int
    problems: tuple[Problem, ...]
    record: Mapping[str, object] = field(default_factory=dict)
    id: str | None = None
    file: str | None = None

    def line(self) -> dict[str, object]:
        """The row as it stands in a file of rejected rows: what was wrong, then all it holds."""
        line: dict[str, object] = {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "expected": self.expected,
            "code": self.code,
        }
        again = set(REJECT_COLUMNS) <= self.record.keys()
        for name, cell in self.record.items():
            if name not in line:
                line[name] = cell
            elif not again:
                # The new reasons replace those of a corrected file; other columns make room.
                line["expected outcome" if name == "expected" else f"{name} (in the file)"] = cell
        return line

    @property
    def column(self) -> str:
        """The column, or columns, with a problem."""
        return "; ".join(problem.column for problem in self.problems)

    @property
    def value(self) -> str:
        """What was found there."""
        return "; ".join(problem.value for problem in self.problems)

    @property
    def expected(self) -> str:
        """What was expected there."""
        return "; ".join(problem.expected for problem in self.problems)

    @property
    def code(self) -> str:
        """The codes of the problems."""
        return "; ".join(problem.code for problem in self.problems)

    def __str__(self) -> str:
        what = "; ".join(str(problem) for problem in self.problems)
        return f"{self.file + ', ' if self.file else ''}row {self.row} {what}"
