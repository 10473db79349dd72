"""CSV: cells between commas, semicolons or tabs (RFC 4180, and what Excel makes of it).

Owns finding the delimiter, putting quoted cells together, and keeping a stray
quotation mark from swallowing the rows after it.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TextIO

from decretal.cases.formats.opening import Opened, lines_of, spoilt
from decretal.cases.formats.rows import Broken, Table
from decretal.cases.shown import compact
from decretal.errors import EmptyCaseFileError, TooBigError, WrongKindError

_DELIMITERS: Final = ",;\t"
# A cell may span lines. One that spans more is a quotation mark that was never closed.
_MOST_LINES: Final = 1_000
_WHOLE: Final = "a line of at most 1,000,000 characters"
# What a spreadsheet takes for a formula, and our own mark before it.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_MARKED: Final = re.compile(r"'+[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?")


def read(opened: Opened) -> Table:
    """The table in a CSV file."""
    lines = _Lines(lines_of(opened.text()))
    header = next((entry for entry in lines if entry[0].strip()), None)
    if header is None:
        raise EmptyCaseFileError(
            f"{opened.name} is empty.", advice="A case file has a header and one row for each case."
        )
    line, whole = header
    if re.fullmatch(r"sep=(.)\s*", line, re.IGNORECASE):
        delimiter = line[4]
        line, whole = next(lines, ("", True))
    else:
        delimiter = max(_DELIMITERS, key=line.count)
    if not whole:
        raise TooBigError(
            f"The header of {opened.name} has more than a million characters.",
            advice="Is this a CSV file? Its first line names the columns.",
        )
    columns = _cells(line, delimiter, lines)
    if isinstance(columns, str):
        raise WrongKindError(
            f"The header of {opened.name} is malformed: expected {columns}.",
            advice="Its first line names the columns.",
        )
    while columns and not columns[-1].strip():
        columns.pop()
    names = tuple(unmarked(name).strip() for name in columns)
    rows = _rows(lines, delimiter, names)
    return Table(names, rows, fraction=opened.fraction, close=opened.close)


class _Lines:
    """Lines, some of which may be given back to be read once more."""

    def __init__(self, lines: Iterator[tuple[str, bool]]) -> None:
        self._lines = lines
        self._again: deque[tuple[str, bool]] = deque()

    def __iter__(self) -> Iterator[tuple[str, bool]]:
        return self

    def __next__(self) -> tuple[str, bool]:
        return self._again.popleft() if self._again else next(self._lines)

    def give_back(self, lines: Sequence[tuple[str, bool]]) -> None:
        self._again.extendleft(reversed(lines))


def _rows(
    lines: _Lines, delimiter: str, columns: tuple[str, ...]
) -> Iterator[tuple[int, Sequence[object]] | Broken]:
    width = len(columns)
    for number, (line, whole) in enumerate(lines, start=2):
        cells = _WHOLE if not whole else _cells(line, delimiter, lines)
        if "'" in line and not isinstance(cells, str):
            cells = [unmarked(cell) for cell in cells]
        fault = spoilt(line)
        if isinstance(cells, str) or fault:
            found = line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8")
            yield Broken(number, fault or str(cells), found)
        elif len(cells) == width:
            yield number, cells
        elif not any(cell.strip() for cell in cells[width:]) and (
            len(cells) > width or not line.strip()
        ):
            yield number, [*cells[:width], *[""] * (width - len(cells))]
        else:
            record: dict[str, object] = dict(zip(columns, cells, strict=False))
            if len(cells) > width:
                record["more cells"] = delimiter.join(cells[width:])
            expected = f"{width} cells, as in the header; this row has {len(cells)}"
            yield Broken(number, expected, record=record)


def _cells(line: str, delimiter: str, more: _Lines) -> list[str] | str:
    """The cells of a row that begins with a line, or what is expected of it."""
    if '"' not in line:
        return line.rstrip("\r\n").split(delimiter)
    row = line
    taken: list[tuple[str, bool]] = []
    while True:
        # Only an even number of quotation marks can be a whole row.
        if row.count('"') % 2 == 0:
            try:
                return next(csv.reader([row], delimiter=delimiter, strict=True))
            except csv.Error:
                more.give_back(taken)
                return 'a cell in "quotation marks" with a delimiter after it, any within doubled'
        following = next(more, None)
        if following is not None:
            taken.append(following)
            row += following[0]
        if following is None or not following[1] or len(taken) > _MOST_LINES:
            more.give_back(taken)
            return "a closing quotation mark: one is opened in this row and not closed"


def unmarked(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and _MARKED.match(cell) else cell


def marked(cell: str) -> str:
    """A cell with a mark before it if a spreadsheet would take it for a formula.

    Numbers are left alone: -3 is no formula.
    """
    return "'" + cell if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


class Writer:
    """Writes rows as CSV; a list becomes its items with semicolons between."""

    def __init__(self, stream: TextIO, columns: Sequence[str]) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")
        self.write(columns)

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._writer.writerow([marked(as_text(cell)) for cell in cells])

    def close(self) -> None:
        """Nothing is left to write."""

    def abandon(self) -> None:
        """Leave the file unfinished."""


def as_text(cell: object) -> str:
    """A cell as text; a list becomes its items with semicolons between."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case list() | tuple():
            return "; ".join(map(as_text, cell))
        case dict():
            return compact(cell)
        case _:
            return str(cell)
