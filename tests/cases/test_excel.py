"""Cases in Excel workbooks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from tests.cases.conftest import Read

from decretal import Case, RecordedAct, Rejected
from decretal.errors import EmptyCaseFileError, UnknownColumnError, WrongKindError

Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(sheets: Sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with some bytes of a part replaced, as another program would write it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new) if name == part else data)
    return stream.getvalue()


def test_cells_of_each_type_are_read(read: Read) -> None:
    header = ["Case", "kind_of_passenger", "has a ticket", "crossed on", "crossings", "fare"]
    row = [7, "Visitor", True, datetime(1960, 12, 31), 3.0, 2.5]
    (case,) = read(workbook({"any": [header, row]}), "cases.xlsx")
    assert isinstance(case, Case)
    assert case.id == "7"
    assert case.facts == {
        "kind of passenger": "visitor",
        "has a ticket": True,
        "crossed on": date(1960, 12, 31),
        "crossings": Decimal(3),
        "fare": Decimal("2.5"),
    }


def test_text_is_read_as_in_a_csv_file(read: Read) -> None:
    rows: list[list[object]] = [
        ["case", "crossed on", "has a ticket", "left at"],
        ["A-1", "1960-12-31", "no", time(6)],
    ]
    (case,) = read(workbook({"any": rows}), "cases.xlsx")
    assert isinstance(case, Case)
    assert case.facts == {
        "crossed on": date(1960, 12, 31),
        "has a ticket": False,
        "left at": time(6),
    }


def test_rows_are_numbered_as_excel_shows_them(read: Read) -> None:
    rows: list[list[object]] = [[], ["case", "fare"], ["A-1", 2], [None, None], ["A-2", "cheap"]]
    first, second = read(workbook({"any": rows}), "cases.xlsx")
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert (first.row, second.row) == (3, 5)
    assert second.value == "cheap"


def test_the_sheet_of_cases_is_preferred(read: Read) -> None:
    sheets: Sheets = {"notes": [["hello"]], "Cases": [["case", "fare"], ["A-1", 2]]}
    (case,) = read(workbook(sheets), "cases.xlsx")
    assert isinstance(case, Case)


def test_a_sheet_of_acts_is_read_beside_it(read: Read) -> None:
    sheets: Sheets = {
        "acts": [["case", "act", "on"], ["A-1", "warning", datetime(1960, 5, 1)]],
        "passengers": [["case", "fare"], ["A-1", 2], ["A-2", 3]],
    }
    first, second = read(workbook(sheets), "cases.xlsx")
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert first.acts == (RecordedAct("warning", date(1960, 5, 1)),)
    assert second.acts == ()


def test_a_number_where_a_date_should_be_is_rejected_with_advice(read: Read) -> None:
    (bad,) = read(workbook({"any": [["case", "crossed on"], ["A-1", 22281]]}), "cases.xlsx")
    assert isinstance(bad, Rejected)
    assert "give the cell the format of a date" in bad.expected


def test_a_formula_gives_the_value_that_was_computed(read: Read) -> None:
    content = workbook({"any": [["case", "fare"], ["A-1", "=1+1"]]})
    # As there is lxml or is none, an empty element is written otherwise.
    for nothing in (b"<v />", b"<v/>", b"<v></v>"):
        content = patched(content, "xl/worksheets/sheet1.xml", nothing, b"<v>2</v>")
    (case,) = read(content, "cases.xlsx")
    assert isinstance(case, Case)
    assert case.facts == {"fare": 2}


def test_a_formula_that_was_never_computed_is_no_empty_cell(read: Read) -> None:
    (bad,) = read(workbook({"any": [["case", "fare"], ["A-1", "=1+1"]]}), "cases.xlsx")
    assert isinstance(bad, Rejected)
    assert "never computed" in bad.expected
    assert bad.value == "=1+1"


def test_an_error_of_excel_is_no_value(read: Read) -> None:
    (bad,) = read(workbook({"any": [["case", "ship"], ["A-1", "#N/A"]]}), "cases.xlsx")
    assert isinstance(bad, Rejected)
    assert "an error of Excel" in bad.expected


def test_a_day_that_excel_cannot_tell_is_rejected(read: Read) -> None:
    content = workbook({"any": [["case", "crossed on"], ["A-1", datetime(1960, 5, 1)]]})
    serial = b"<v>22037</v>"
    broken = patched(content, "xl/worksheets/sheet1.xml", serial, b"<v>99999999</v>")
    assert broken != content
    (bad,) = read(broken, "cases.xlsx")
    assert isinstance(bad, Rejected)
    assert bad.column == "crossed on"


def test_cells_beyond_the_header_reject_the_row(read: Read) -> None:
    (bad,) = read(workbook({"any": [["case", "fare"], ["A-1", 2, None, "x"]]}), "cases.xlsx")
    assert isinstance(bad, Rejected)
    assert bad.code == "E427"


def test_a_column_that_matches_no_fact_is_an_error(read: Read) -> None:
    with pytest.raises(UnknownColumnError):
        read(workbook({"any": [["case", "farre"], ["A-1", 2]]}), "cases.xlsx")


def test_an_empty_sheet_is_an_error(read: Read) -> None:
    with pytest.raises(EmptyCaseFileError):
        read(workbook({"any": []}), "cases.xlsx")
    with pytest.raises(EmptyCaseFileError):
        read(workbook({"acts": [["case", "act", "on"]]}), "cases.xlsx")


def test_sheets_of_charts_are_passed_over(read: Read) -> None:
    book = Workbook()
    book.worksheets[0].append(["case", "fare"])
    book.worksheets[0].append(["A-1", 2])
    chart = BarChart()
    chart.add_data(Reference(book.worksheets[0], min_col=2, min_row=1, max_row=2))
    book.create_chartsheet("chart", 0).add_chart(chart)
    stream = io.BytesIO()
    book.save(stream)
    (case,) = read(stream.getvalue(), "cases.xlsx")
    assert isinstance(case, Case)


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return stream.getvalue()


WHOLE = workbook({"any": [["case", "fare"], *([f"A-{n}", n] for n in range(1, 400))]})


@pytest.mark.parametrize(
    "content",
    [
        b"case,fare\nA-1,2\n",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"PK\x03\x04" + bytes(range(256)) * 10,
        archive(hello=b"world"),
        archive(**{"[Content_Types].xml": b"<oops"}),
        WHOLE[: len(WHOLE) // 2],
        WHOLE[:-10],
    ],
)
def test_what_is_no_workbook_is_an_error(read: Read, content: bytes) -> None:
    with pytest.raises(WrongKindError):
        read(content, "cases.xlsx")


def test_a_damaged_sheet_is_an_error(read: Read) -> None:
    broken = patched(WHOLE, "xl/worksheets/sheet1.xml", b"</sheetData>", b"<oops>")
    with pytest.raises(WrongKindError, match="cannot be read as an Excel file"):
        read(broken, "cases.xlsx")
