"""Writing rows: every format reads back, whole files or none, no formulas."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from decretal import Case, Expected, Rejected, Rulebook, Status
from decretal.cases.formats.delimited import marked, unmarked
from decretal.cases.read import read_cases
from decretal.cases.write import Output, RejectsFile
from decretal.errors import UnknownFormatError, UnwritableFileError

COLUMNS = ["case", "disposition", "provisions"]
ROWS: list[list[object]] = [
    ["A-1", "admit", ["1", "2"]],
    ["A-2", None, []],
    ["A,3", 'a "b"', ["é"]],
]


def write(path: Path, rows: Iterable[list[object]] = ROWS, *, format: str | None = None) -> None:
    with Output(path, COLUMNS, format=format, lists=["provisions"]) as output:
        for row in rows:
            output.write(row)


def interrupted() -> Iterator[list[object]]:
    yield ROWS[0]
    raise KeyboardInterrupt


def test_lists_become_text_in_csv(tmp_path: Path) -> None:
    write(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == (
        'case,disposition,provisions\nA-1,admit,1; 2\nA-2,,\n"A,3","a ""b""",é\n'
    )


def test_lists_become_text_in_excel(tmp_path: Path) -> None:
    write(tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("case", "disposition", "provisions"),
        ("A-1", "admit", "1; 2"),
        ("A-2", None, None),
        ("A,3", 'a "b"', "é"),
    ]


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.parquet"])
def test_lists_stay_lists_elsewhere(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path)
    match path.suffix:
        case ".json":
            found = json.loads(path.read_text())
        case ".jsonl":
            found = [json.loads(line) for line in path.read_text().splitlines()]
        case _:
            found = pq.read_table(path).to_pylist()
    assert found == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json", "out.jsonl", "out.parquet"])
def test_no_rows_make_a_whole_file(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, [])
    assert (tmp_path / name).stat().st_size > 0 or name == "out.jsonl"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json", "out.jsonl", "out.parquet"])
def test_a_file_that_was_not_finished_does_not_appear(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("what stood here before")
    with pytest.raises(KeyboardInterrupt):
        write(path, interrupted())
    assert path.read_text() == "what stood here before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1+cmd", "'+1+cmd"),
        ("-1+cmd", "'-1+cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("-3", "-3"),
        ("+3.5", "+3.5"),
        ("A-1", "A-1"),
        ("don't", "don't"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_is_marked(cell: str, written: str) -> None:
    assert marked(cell) == written
    assert unmarked(written) == cell


@given(st.text(alphabet="'=+-@\ta1", max_size=5))
def test_a_mark_is_taken_away_again(cell: str) -> None:
    assert unmarked(marked(cell)) == cell


def test_no_format_makes_a_formula_of_a_case(ferry: Rulebook, tmp_path: Path) -> None:
    rows: list[list[object]] = [["=1+1", "@admit", ["-x"]]]
    for name in ("out.csv", "out.xlsx"):
        write(tmp_path / name, rows)
    with (tmp_path / "out.csv").open(newline="") as file:
        assert list(csv.reader(file))[1] == ["'=1+1", "'@admit", "'-x"]
    cells = load_workbook(tmp_path / "out.xlsx").worksheets[0][2]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=1+1", "s"),
        ("@admit", "s"),
        ("-x", "s"),
    ]
    (case,) = read_cases(ferry, tmp_path / "out.xlsx", keep=["disposition", "provisions"])
    assert case.id == "=1+1"


def test_characters_that_a_workbook_cannot_hold_are_replaced(tmp_path: Path) -> None:
    write(tmp_path / "out.xlsx", [["A\x01", "x" * 40_000, []]])
    row = load_workbook(tmp_path / "out.xlsx").worksheets[0][2]
    assert row[0].value == "A\ufffd"
    assert len(str(row[1].value)) == 32_767


def test_an_ending_that_is_no_format_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        Output(tmp_path / "out.doc", COLUMNS)


@pytest.mark.parametrize("where", ["", "missing/out.csv", "file/out.csv"])
def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnwritableFileError):
        Output(tmp_path / (where or "folder.csv"), COLUMNS)


def test_a_full_disk_is_an_error() -> None:
    with pytest.raises(UnwritableFileError, match="no space left"):
        write(Path("/dev/full"), 10_000 * ROWS, format="csv")


def test_a_file_that_is_pointed_to_is_written_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("case,")


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx", "r.json", "r.jsonl", "r.parquet"])
def test_rejected_rows_are_kept_whole_and_can_be_corrected(
    ferry: Rulebook, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "cases.csv"
    source.write_text("case,fare,ship\nA-1,cheap,Star\nA-2,2,Moon\nA-3,dear,\n")
    path = tmp_path / name
    with RejectsFile(path) as rejects, read_cases(ferry, source) as reader:
        for row in reader:
            if isinstance(row, Rejected):
                rejects.add(row)
    assert rejects.count == 2
    first, second = read_cases(ferry, path)
    assert isinstance(first, Rejected)
    assert isinstance(second, Rejected)
    assert (first.id, first.value, second.id) == ("A-1", "cheap", "A-3")
    if name == "r.csv":
        assert path.read_text().splitlines()[:2] == [
            "row,column,value,expected,code,case,fare,ship",
            "2,fare,cheap,a number,E423,A-1,cheap,Star",
        ]
        path.write_text(path.read_text().replace("A-1,cheap", "A-1,3"))
        corrected = next(iter(read_cases(ferry, path)))
        assert isinstance(corrected, Case)
        assert corrected.facts == {"fare": 3, "ship": "Star"}


def test_an_expected_outcome_makes_room_for_what_was_expected_of_a_cell(
    ferry: Rulebook, tmp_path: Path
) -> None:
    source, path = tmp_path / "cases.jsonl", tmp_path / "r.jsonl"
    source.write_text('{"case": "A-1", "fare": "cheap", "expected": {"status": "decided"}}')
    with RejectsFile(path) as rejects, read_cases(ferry, source) as reader:
        for row in reader:
            assert isinstance(row, Rejected)
            rejects.add(row)
    record = json.loads(path.read_text())
    assert (record["expected"], record["expected outcome"]) == ("a number", {"status": "decided"})
    path.write_text(path.read_text().replace('"fare": "cheap"', '"fare": 2'))
    (case,) = read_cases(ferry, path)
    assert isinstance(case, Case)
    assert case.expected == Expected(Status.DECIDED)


def test_without_rejected_rows_there_is_no_file(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects.csv"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_rejected_records_of_several_shapes_share_a_header(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with RejectsFile(path) as rejects:
        rejects.add(Rejected(1, (), {"case": "A-1", "fare": [1]}))
        rejects.add(Rejected(2, (), {"case": "A-2", "ship": {"value": "é"}}))
    with path.open(newline="") as file:
        rows = [row[5:] for row in csv.reader(file)]
    assert rows == [["case", "fare", "ship"], ["A-1", "1", ""], ["A-2", "", '{"value": "é"}']]


def test_broken_characters_can_be_written(tmp_path: Path) -> None:
    for name in ("r.csv", "r.xlsx", "r.json", "r.jsonl", "r.parquet"):
        with RejectsFile(tmp_path / name) as rejects:
            rejects.add(Rejected(1, (), {"case": "A\udcff"}))
        assert (tmp_path / name).stat().st_size > 0
