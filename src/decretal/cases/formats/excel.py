"""Excel workbooks: a sheet of cases, and beside it perhaps a sheet of acts.

Owns which sheets are read, and that a formula gives the value that Excel last
computed for it: a formula whose value was never computed is refused, for it
would look like an empty cell.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from decretal.cases.formats.delimited import as_text
from decretal.cases.formats.opening import Opened
from decretal.cases.formats.rows import Broken, NotRead, Table
from decretal.cases.shown import shortened
from decretal.errors import (
    EmptyCaseFileError,
    TooBigError,
    UnwritableFileError,
    WrongKindError,
)
from decretal.spelling import fold

if TYPE_CHECKING:
    from openpyxl import Workbook

_ERRORS: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"}
)
_CHUNK: Final = 256
_MOST_ROWS: Final = 1_048_576
_LONGEST_CELL: Final = 32_767
_LARGEST_SHEETS: Final = 8 << 30
_LARGEST_STRINGS: Final = 1 << 30


def read(opened: Opened) -> Table:
    """The table in a workbook's sheet "cases", or else in its first, and that in "acts"."""
    if not opened.head.startswith(b"PK\x03\x04"):
        kind = opened.kind() or "no Excel file"
        raise WrongKindError(
            f"{opened.name} is {kind}.",
            advice="Save it in Excel as an .xlsx file without a password, or as CSV UTF-8.",
        )
    stream = opened.seekable()
    try:
        has_formulas = _has_formulas(opened.name, stream)
        values = _workbook(stream, data_only=True)
        formulas = _workbook(stream, data_only=False) if has_formulas else None
    except TooBigError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parsers raise
        raise _damaged(opened.name, error) from None
    sheets = values.worksheets
    acts = next((i for i, sheet in enumerate(sheets) if fold(sheet.title) == "acts"), None)
    others = [i for i in range(len(sheets)) if i != acts]
    if not others:
        raise EmptyCaseFileError(
            f"{opened.name} has no sheet of cases.",
            advice='Put the cases in a sheet named "cases".',
        )
    cases = next((i for i in others if fold(sheets[i].title) == "cases"), others[0])
    table = _table(opened, values, formulas, cases)
    if table is None:
        raise EmptyCaseFileError(
            f'The sheet "{sheets[cases].title}" of {opened.name} is empty.',
            advice="A sheet of cases has a header and one row for each case.",
        )
    if acts is not None:
        table.acts = _table(opened, values, formulas, acts)
    return table


def _workbook(stream: BinaryIO, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stream.seek(0)
        return load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)


def _has_formulas(name: str, stream: BinaryIO) -> bool:
    with zipfile.ZipFile(stream) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
        if (
            sum(sizes.values()) > _LARGEST_SHEETS
            or sizes.get("xl/sharedStrings.xml", 0) > _LARGEST_STRINGS
        ):
            raise TooBigError(
                f"{name} unpacks to more than Decretal reads from an Excel file.",
                advice="Save it as CSV UTF-8.",
            )
        for part in sizes:
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                with archive.open(part) as sheet:
                    tail = b""
                    while block := sheet.read(1 << 16):
                        if b"<f>" in tail + block or b"<f " in tail + block:
                            return True
                        tail = block[-2:]
    return False


def _table(opened: Opened, values: Workbook, formulas: Workbook | None, index: int) -> Table | None:
    sheet: Any = values.worksheets[index]
    beside: Any = formulas.worksheets[index] if formulas else None
    total = sheet.max_row
    rows = _numbered(opened.name, sheet, beside)
    named = ((number, _names(header)) for number, header in rows)
    found = next(((number, names) for number, names in named if names), None)
    if found is None:
        return None
    at, names = [found[0]], found[1]
    return Table(
        names,
        _rows(rows, len(names), at),
        fraction=lambda: min(1.0, at[0] / total) if total else None,
        close=opened.close,
    )


def _names(header: Sequence[object]) -> tuple[str, ...]:
    names = [as_text(cell).strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _numbered(name: str, sheet: Any, beside: Any) -> Iterator[tuple[int, Sequence[object]]]:
    """Rows with their numbers, read in chunks so that openpyxl's warnings can be kept quiet."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    if beside is not None:
        beside.reset_dimensions()
        rows = map(_computed, rows, beside.iter_rows(values_only=True))
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                chunk = list(islice(rows, _CHUNK))
        except Exception as error:  # openpyxl lets through whatever its parsers raise
            raise _damaged(name, error) from None
        if not chunk:
            return
        for cells in chunk:
            number += 1
            yield number, cells


def _computed(values: Sequence[object], formulas: Sequence[object]) -> list[object]:
    return [
        NotRead(
            "a value: this formula's was never computed; open the file in Excel and save it",
            formula,
        )
        if value is None and isinstance(formula, str) and formula.startswith("=")
        else value
        for value, formula in zip(values, formulas, strict=False)
    ]


def _rows(
    rows: Iterator[tuple[int, Sequence[object]]], width: int, at: list[int]
) -> Iterator[tuple[int, Sequence[object]] | Broken]:
    for number, cells in rows:
        at[0] = number
        row = [
            NotRead("a value; the cell holds an error of Excel", cell)
            if isinstance(cell, str) and cell in _ERRORS
            else cell
            for cell in cells[:width]
        ]
        row += [None] * (width - len(row))
        if any(cell is not None for cell in cells[width:]):
            extra = "; ".join(as_text(cell) for cell in cells[width:] if cell is not None)
            yield Broken(number, f"{width} cells, as in the header; there are more", extra)
        else:
            yield number, row


def _damaged(name: str, error: Exception) -> WrongKindError:
    return WrongKindError(
        f"{name} cannot be read as an Excel file ({type(error).__name__}).",
        advice="Is the file whole? Open it in Excel and save it as .xlsx, or as CSV UTF-8.",
    )


class Writer:
    """Writes rows to the one sheet of a workbook; text is text, never a formula."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        self._stream = stream
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet("cases")
        self._sheet.freeze_panes = "A2"
        self._illegal = ILLEGAL_CHARACTERS_RE
        self._rows = 0
        self.write(columns)

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise UnwritableFileError(
                f"An Excel sheet ends at row {_MOST_ROWS:,}, and there are more cases.",
                advice="Write a CSV or a Parquet file instead.",
            )
        self._sheet.append([self._cell(cell) for cell in cells])

    def _cell(self, value: object) -> object:
        from openpyxl.cell import WriteOnlyCell

        text = self._illegal.sub("\ufffd", shortened(as_text(value), _LONGEST_CELL))
        if not text:
            return None
        if not text.startswith("="):
            return text
        cell = WriteOnlyCell(self._sheet, value=text)
        cell.data_type = "s"
        return cell

    def close(self) -> None:
        """Write the workbook."""
        self._book.save(self._stream)

    def abandon(self) -> None:
        """Leave the workbook unwritten, and nothing of it behind."""
        self._sheet.close()
        self._sheet._writer.cleanup()
