"""decretal decide"""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook, load_workbook
from tests.cli.conftest import COMMAND, Here

COLUMNS = ["case", "status", "disposition", "additions", "provisions", "still_matters"]
ROWS = [
    ["F-1", "decided", "admit", [], ["1"], []],
    ["F-2", "decided", "turn away", ["a free crossing"], ["1", "2"], []],
    ["F-3", "undetermined", None, [], [], ["has a ticket"]],
]


def decisions(path: Path) -> list[list[object]]:
    """The rows of an output file, its lists as lists."""
    match path.suffix:
        case ".json":
            records = json.loads(path.read_text())
        case ".jsonl":
            records = [json.loads(line) for line in path.read_text().splitlines()]
        case ".parquet":
            records = pq.read_table(path).to_pylist()
        case ".csv":
            with path.open(newline="") as file:
                records = list(csv.DictReader(file))
        case _:
            header, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
            records = [dict(zip(header, row, strict=True)) for row in rows]
    assert all(list(record) == COLUMNS for record in records)
    if path.suffix in (".csv", ".xlsx"):
        for record in records:
            record["disposition"] = record["disposition"] or None
            for name in COLUMNS[3:]:
                record[name] = record[name].split("; ") if record[name] else []
    return [list(record.values()) for record in records]


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "jsonl", "parquet"])
def test_every_format_holds_the_same_decisions(decretal: Here, folder: Path, format: str) -> None:
    run = decretal("decide", "ferry", "cases.csv", "--output", f"out.{format}")
    assert (run.status, run.out) == (0, "")
    assert decisions(folder / f"out.{format}")[:3] == ROWS
    assert run.err == (
        f"4 cases: 2 decided, 1 undetermined, 1 outside. They stand in out.{format}.\n"
    )


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "jsonl", "parquet"])
def test_every_format_can_be_printed(installed: Here, folder: Path, format: str) -> None:
    installed("decide", "ferry", "cases.csv", "--output", f"out.{format}")
    done = subprocess.run(
        [COMMAND, "decide", "ferry", "cases.csv", "--format", format],
        capture_output=True,
        check=True,
    )
    if format in ("csv", "json", "jsonl"):
        assert done.stdout == (folder / f"out.{format}").read_bytes()
    else:
        (folder / f"printed.{format}").write_bytes(done.stdout)
        assert decisions(folder / f"printed.{format}")[:3] == ROWS


@pytest.mark.parametrize("format", ["csv", "xlsx", "json", "jsonl", "parquet"])
def test_what_was_kept_in_any_format_can_be_decided_again(
    decretal: Here, folder: Path, format: str
) -> None:
    facts = ["kind of passenger", "has a ticket", "crossings", "asked on"]
    keep = [part for fact in facts for part in ("--keep", fact)]
    passed_over = [part for name in COLUMNS[1:] for part in ("--keep", name)]
    decretal("decide", "ferry", "cases.csv", "-o", f"again.{format}", *keep)
    run = decretal("decide", "ferry", f"again.{format}", "--format", "jsonl", *passed_over)
    assert run.status == 0
    records = [json.loads(line) for line in run.out.splitlines()]
    assert [(record["case"], record["disposition"]) for record in records] == [
        ("F-1", "admit"),
        ("F-2", "turn away"),
        ("F-3", None),
        ("F-4", None),
    ]


def test_without_a_terminal_the_table_is_plain_and_aligned(decretal: Here) -> None:
    run = decretal("decide", "ferry", "cases.csv")
    assert run.out == (
        "case  status        disposition  additions        provisions  still_matters\n"
        "F-1   decided       admit                         1\n"
        "F-2   decided       turn away    a free crossing  1; 2\n"
        "F-3   undetermined                                            has a ticket\n"
        "F-4   outside\n"
    )


def test_a_reading_can_be_chosen(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text(
        "case,kind of passenger,has a ticket,crossings\nF-1,resident,no,10\nF-2,resident,no,9\n"
    )
    plain = decretal("decide", "ferry", "cases.csv", "--format", "csv")
    chosen = decretal(
        "decide", "ferry", "cases.csv", "--format", "csv",
        "--choose", "Residents-Without-a-Ticket=Admitted",
    )  # fmt: skip
    assert [row.split(",")[2] for row in plain.out.splitlines()] == [
        "disposition", "turn away", "turn away",
    ]  # fmt: skip
    assert [row.split(",")[2] for row in chosen.out.splitlines()] == [
        "disposition", "admit", "turn away",
    ]  # fmt: skip


def test_before_the_directive_was_in_force_all_are_outside(decretal: Here) -> None:
    run = decretal("decide", "ferry", "cases.csv", "--as-of", "1930-04-30", "--format", "csv")
    assert [row.split(",")[1] for row in run.out.splitlines()[1:]] == ["outside"] * 4
    run = decretal("decide", "ferry", "cases.csv", "--as-of", "1930-05-01", "--format", "csv")
    assert [row.split(",")[1] for row in run.out.splitlines()[1:3]] == ["decided"] * 2


def test_cases_come_from_standard_input(decretal: Here) -> None:
    given = b'{"id": "F-1", "KIND_OF_PASSENGER": "resident", "Has-A-Ticket": true}'
    run = decretal("decide", "ferry", "-", "--format", "jsonl", given=given)
    assert json.loads(run.out)["disposition"] == "admit"


def test_a_row_that_cannot_be_read_is_rejected_and_the_rest_decided(
    decretal: Here, folder: Path
) -> None:
    (folder / "cases.csv").write_text(
        "case,kind of passenger,has a ticket,asked on\n"
        "F-1,resident,yes,1930-06-01\n"
        "F-2,resident,perhaps,1930-06-01\n"
        "F-3,resident,no,06/01/1930\n"
        ",resident,no,1930-06-01\n"
        "F-1,resident,no,1930-06-01\n"
        "F-6,tourist,no,1930-06-01\n"
        "F-7,resident,no,1930-06-01\n"
    )
    run = decretal("decide", "ferry", "cases.csv", "--output", "out.csv")
    assert run.status == 1
    assert [row[0] for row in decisions(folder / "out.csv")] == ["F-1", "F-7"]
    with (folder / "out.rejects.csv").open(newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [(row["row"], row["column"], row["value"], row["code"]) for row in rejected] == [
        ("3", "has a ticket", "perhaps", "E423"),
        ("4", "asked on", "06/01/1930", "E423"),
        ("5", "case", "", "E421"),
        ("6", "case", "F-1", "E422"),
        ("7", "kind of passenger", "tourist", "E423"),
    ]
    assert rejected[4]["expected"] == '"resident", "visitor" or "crew"'
    assert rejected[0]["kind of passenger"] == "resident"
    assert "2 cases: 2 decided. They stand in out.csv." in run.err
    assert "5 rows rejected; what was wrong stands in out.rejects.csv:" in run.err
    assert 'row 3 [E423] column "has a ticket" has "perhaps": yes or no' in run.err


@pytest.mark.parametrize("format", ["xlsx", "json", "jsonl", "parquet"])
def test_rejects_have_the_format_of_the_output(decretal: Here, folder: Path, format: str) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\nF-1,perhaps\n")
    run = decretal("decide", "ferry", "cases.csv", "--output", f"out.{format}")
    assert run.status == 1
    again = decretal("decide", "ferry", f"out.rejects.{format}", "-o", "again.csv")
    assert (again.status, "1 row rejected" in again.err) == (1, True)


def test_without_an_output_rejects_stand_beside_the_case_file(decretal: Here, folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "cases.csv").write_text("case,has a ticket\nF-1,perhaps\n")
    run = decretal("decide", "ferry", "deep/cases.csv")
    assert run.status == 1
    assert (folder / "deep" / "cases.rejects.csv").exists()
    assert "deep/cases.rejects.csv" in run.err


def test_rejects_of_standard_input_stand_in_the_current_folder(
    decretal: Here, folder: Path
) -> None:
    run = decretal("decide", "ferry", "-", given=b"case,has a ticket\nF-1,perhaps\n")
    assert run.status == 1
    assert (folder / "rejects.csv").exists()


def test_rejects_can_be_sent_elsewhere(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\nF-1,perhaps\n")
    run = decretal("decide", "ferry", "cases.csv", "-o", "out.csv", "--rejects", "bad.jsonl")
    assert run.status == 1
    assert json.loads((folder / "bad.jsonl").read_text())["value"] == "perhaps"


def test_only_a_few_of_many_rejected_rows_are_told(decretal: Here, folder: Path) -> None:
    rows = "".join(f"F-{n},perhaps\n" for n in range(40))
    (folder / "cases.csv").write_text("case,has a ticket\n" + rows)
    run = decretal("decide", "ferry", "cases.csv", "-o", "out.csv")
    assert "  and 35 more" in run.err
    assert len(run.err.splitlines()) == 8
    assert len((folder / "out.rejects.csv").read_text().splitlines()) == 41


def test_an_error_leaves_no_output_behind(decretal: Here, folder: Path) -> None:
    (folder / "cases.json").write_text('[{"case": "F-1", "has a ticket": true}, oops')
    (folder / "out.csv").write_text("what stood here before")
    run = decretal("decide", "ferry", "cases.json", "--output", "out.csv")
    assert run.status == 2
    assert (folder / "out.csv").read_text() == "what stood here before"
    assert not [path for path in folder.iterdir() if path.name.endswith(".part")]


@pytest.mark.parametrize(
    "arguments",
    [
        ["cases.csv", "--output", "cases.csv"],
        ["cases.csv", "--output", "./ferry/../cases.csv"],
        ["cases.csv", "--output", "ferry/rulebook.md", "--format", "csv"],
        ["cases.csv", "--output", "acts.csv", "--acts", "acts.csv"],
        ["cases.csv", "--output", "out.csv", "--rejects", "out.csv"],
        ["cases.csv", "--output", "out.csv", "--rejects", "cases.csv"],
    ],
)
def test_nothing_that_is_read_is_overwritten(
    decretal: Here, folder: Path, arguments: list[str]
) -> None:
    (folder / "acts.csv").write_text("case,act,on\n")
    run = decretal("decide", "ferry", *arguments)
    assert run.status == 2
    assert run.err.startswith("[E504]")
    assert (folder / "cases.csv").read_text().startswith("case,kind")


ACTS = "case,act,on,outcome,by\nF-2,warning,1930-06-02,ignored,harbour office\n"


def test_with_acts_there_are_duties(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text("case,act,on\nF-2,report,1930-06-03\n")
    run = decretal("decide", "ferry", "cases.csv", "--acts", "acts.csv", "--format", "jsonl")
    records = {line["case"]: line for line in map(json.loads, run.out.splitlines())}
    assert list(records["F-1"]) == [*COLUMNS, "duties", "forbidden", "permitted"]
    assert records["F-1"]["duties"] == []
    (duty,) = records["F-2"]["duties"]
    assert (duty["bearer"], duty["text"], duty["provision"]) == (
        "Harbour Office", "warn the passenger", "2",
    )  # fmt: skip
    assert [each["text"] for each in records["F-2"]["forbidden"]] == ["carry the passenger"]
    assert [each["text"] for each in records["F-2"]["permitted"]] == ["report the passenger"]


def test_what_was_done_is_no_duty_any_more(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text(ACTS)
    run = decretal("decide", "ferry", "cases.csv", "--acts", "acts.csv", "--format", "jsonl")
    records = {line["case"]: line for line in map(json.loads, run.out.splitlines())}
    assert (records["F-2"]["duties"], records["F-2"]["forbidden"]) == ([], [])


def test_duties_are_sentences_in_a_table(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text("case,act,on\n")
    run = decretal("decide", "ferry", "cases.csv", "--acts", "acts.csv", "-o", "out.csv")
    assert run.status == 0
    with (folder / "out.csv").open(newline="") as file:
        rows = {row["case"]: row for row in csv.DictReader(file)}
    assert rows["F-2"]["duties"].startswith("Harbour Office must warn the passenger (2)")
    assert rows["F-2"]["forbidden"].startswith("Harbour Office must not carry the passenger (2)")
    assert rows["F-2"]["permitted"].startswith("Harbour Office may report the passenger (2)")
    assert rows["F-1"]["duties"] == ""


def test_duties_stand_below_the_table_on_a_screen(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text("case,act,on\n")
    run = decretal("decide", "ferry", "cases.csv", "--acts", "acts.csv")
    table, below = run.out.split("\n\nF-2:\n")
    assert table.splitlines()[-1].startswith("F-4")
    assert [line.split()[:2] for line in below.splitlines()] == [
        ["to", "do"], ["forbidden", "Harbour"], ["permitted", "Harbour"],
    ]  # fmt: skip


def test_a_sheet_of_acts_counts_too(decretal: Here, folder: Path) -> None:
    book = Workbook()
    for row in csv.reader(io.StringIO((folder / "cases.csv").read_text())):
        book.worksheets[0].append(row)
    acts = book.create_sheet("acts")
    for row in csv.reader(io.StringIO(ACTS)):
        acts.append(row)
    book.save(folder / "cases.xlsx")
    run = decretal("decide", "ferry", "cases.xlsx", "--format", "jsonl")
    records = {line["case"]: line for line in map(json.loads, run.out.splitlines())}
    assert records["F-2"]["duties"] == []


def test_acts_of_no_case_are_rejected_and_counted_apart(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text(ACTS + "F-9,warning,1930-06-02,,\n")
    run = decretal("decide", "ferry", "cases.csv", "--acts", "acts.csv", "-o", "out.csv")
    assert run.status == 1
    assert "0 rows rejected, and 1 row of acts" in run.err


def test_a_case_that_a_spreadsheet_would_run_is_marked(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\n=cmd|' /C calc'!A0,yes\n")
    run = decretal("decide", "ferry", "cases.csv", "--format", "csv")
    assert run.out.splitlines()[1].startswith("'=cmd|")


def test_a_case_cannot_steer_the_terminal(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\nF\x1b[31m-1,yes\nF-2,\x1b[2J\n")
    decided = decretal("decide", "ferry", "cases.csv")
    explained = decretal("explain", "ferry", "cases.csv", "--case", "F\x1b[31m-1")
    refused = decretal("explain", "ferry", "cases.csv", "--case", "\x1b[31m")
    assert "F\ufffd[31m-1" in decided.out
    assert 'has "\ufffd[2J"' in decided.err
    for run in (decided, explained, refused):
        assert "\x1b" not in run.out + run.err


def test_wide_characters_stay_aligned(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket,kind of passenger\n甲乙,yes,visitor\n")
    run = decretal("decide", "ferry", "cases.csv")
    assert run.out.splitlines()[1].startswith("甲乙  decided")


def test_an_empty_case_file_with_a_header_has_no_cases(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\n")
    run = decretal("decide", "ferry", "cases.csv", "-o", "out.json")
    assert (run.status, run.err) == (0, "0 cases. They stand in out.json.\n")
    assert json.loads((folder / "out.json").read_text()) == []


def test_blank_rows_are_mentioned(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text("case,has a ticket\n,\nF-1,yes\n\n")
    run = decretal("decide", "ferry", "cases.csv")
    assert "2 blank rows passed over." in run.err


def test_many_cases_are_shown_under_one_heading(decretal: Here, folder: Path) -> None:
    rows = "".join(f"F-{n:04},yes,visitor\n" for n in range(1_200))
    (folder / "cases.csv").write_text("case,has a ticket,kind of passenger\n" + rows)
    lines = decretal("decide", "ferry", "cases.csv").out.splitlines()
    assert len(lines) == 1_201
    assert sum(line.startswith("case") for line in lines) == 1
    assert {line.index("decided") for line in lines[1:]} == {8}
