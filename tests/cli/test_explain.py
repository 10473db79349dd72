"""decretal explain"""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Here


def test_a_case_is_explained_in_words(decretal: Here) -> None:
    run = decretal("explain", "ferry", "cases.csv", "--case", "F-2")
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("Case F-2 is decided: turn away")
    assert "has a ticket is no" in run.out


def test_a_case_is_explained_as_data(decretal: Here) -> None:
    run = decretal("explain", "ferry", "cases.csv", "--case", "F-3", "--format", "json")
    assert run.status == 0
    assert "has a ticket" in json.dumps(json.loads(run.out))


def test_readings_and_days_count(decretal: Here, folder: Path) -> None:
    (folder / "cases.csv").write_text(
        "case,kind of passenger,has a ticket,crossings\nF-1,resident,no,10\n"
    )
    asked = ["explain", "ferry", "cases.csv", "--case", "F-1"]
    assert "decided: turn away" in decretal(*asked).out
    chosen = decretal(*asked, "--choose", "residents without a ticket=admitted")
    assert "decided: admit" in chosen.out
    assert "in force" in decretal(*asked, "--as-of", "1929-01-01").out


def test_a_case_is_found_however_it_is_spelt(decretal: Here) -> None:
    assert decretal("explain", "ferry", "cases.csv", "--case", "f2").out.startswith("Case F-2")


def test_a_case_is_found_on_standard_input(decretal: Here) -> None:
    given = b"case,has a ticket\nA,yes\nB,no\n"
    run = decretal("explain", "ferry", "-", "--case", "B", given=given)
    assert run.out.startswith("Case B ")


def test_a_case_that_was_rejected_is_not_explained(decretal: Here) -> None:
    given = b"case,has a ticket\nA,perhaps\nB,no\n"
    run = decretal("explain", "ferry", "-", "--case", "A", given=given)
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        'standard input, row 2 [E423] column "has a ticket" has "perhaps":'
        " yes or no (also true or false, 1 or 0)\n"
    )


def test_rows_that_cannot_be_read_do_not_matter_to_other_cases(decretal: Here) -> None:
    given = b"case,has a ticket\nA,perhaps\nB,no\n"
    assert decretal("explain", "ferry", "-", "--case", "B", given=given).status == 0


def test_acts_are_taken_into_account(decretal: Here, folder: Path) -> None:
    (folder / "acts.csv").write_text("case,act,on\nF-2,warning,1930-06-02\n")
    run = decretal("explain", "ferry", "cases.csv", "--case", "F-2", "--acts", "acts.csv")
    assert "Harbour Office must warn the passenger (2): done" in run.out
