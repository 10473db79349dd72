"""Acts in a table of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cases.conftest import Read, Rows

from decretal import Case, RecordedAct, Rejected, Rulebook
from decretal.cases.read import read_cases
from decretal.errors import (
    NoCaseColumnError,
    NoSuchFileError,
    SameColumnError,
    UnknownColumnError,
    WrongShapeError,
)


@pytest.fixture
def with_acts(read: Read, tmp_path: Path) -> Read:
    def reading(
        acts: str, cases: str = "case,fare\nA-1,2\nA-2,3\n", name: str = "acts.csv"
    ) -> Rows:
        (tmp_path / name).write_text(acts)
        return read(cases, acts=tmp_path / name)

    return reading


def test_acts_join_their_cases(with_acts: Read) -> None:
    first, second = with_acts(
        "Case,Act,On,Outcome,By,Note\n"
        "A-1,warning,1960-05-02,ignored,harbour office,\n"
        "A-1,Inspection-of-the-deck,1960-05-01,,,at dawn\n"
    )
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert first.acts == (
        RecordedAct("warning", date(1960, 5, 2), "ignored", "Harbour Office"),
        RecordedAct("inspection of the deck", date(1960, 5, 1), note="at dawn"),
    )
    assert second.acts == ()


def test_a_case_with_an_act_that_cannot_be_read_is_rejected(with_acts: Read) -> None:
    first, second = with_acts("case,act,on\nA-1,warning,1960-05-01\nA-2,warnign,1960-05-01\n")
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert (second.row, second.column, second.value, second.code) == (3, "acts", "warnign", "E425")
    assert "acts.csv, row 3: an act of the rulebook" in second.expected
    assert 'did you mean "warning"?' in second.expected


def test_an_act_of_no_case_is_rejected_at_the_end(with_acts: Read) -> None:
    *_, stray = with_acts("case,act,on\nA-1,warning,1960-05-01\nB-9,warning,1960-05-01\n")
    assert isinstance(stray, Rejected)
    assert (stray.row, stray.value, stray.code) == (3, "B-9", "E425")
    assert stray.file is not None
    assert stray.file.endswith("acts.csv")


def test_an_act_without_a_case_is_rejected_at_the_end(with_acts: Read) -> None:
    *_, stray = with_acts("case,act,on\n,warning,1960-05-01\n")
    assert isinstance(stray, Rejected)
    assert stray.code == "E421"


def test_acts_of_a_case_that_was_rejected_are_no_strays(with_acts: Read) -> None:
    (bad,) = with_acts("case,act,on\nA-1,warning,1960-05-01\n", "case,fare\nA-1,cheap\n")
    assert isinstance(bad, Rejected)
    assert bad.column == "fare"


def test_rejected_rows_of_acts_are_counted_apart(ferry: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "acts.csv").write_text("case,act,on\nB-9,warning,1960-05-01\n")
    (tmp_path / "cases.csv").write_text("case,fare\nA-1,2\n")
    with read_cases(ferry, tmp_path / "cases.csv", acts=tmp_path / "acts.csv") as reader:
        assert len(list(reader)) == 2
    assert (reader.cases, reader.rejected, reader.stray_acts) == (1, 0, 1)


def test_acts_in_two_places_reject_the_case(with_acts: Read) -> None:
    (bad,) = with_acts(
        "case,act,on\nA-1,warning,1960-05-01\n",
        'case,acts\nA-1,"[{""act"": ""warning"", ""on"": ""1960-05-02""}]"\n',
    )
    assert isinstance(bad, Rejected)
    assert bad.code == "E425"
    assert "acts in one place" in bad.expected


def test_a_cell_may_hold_acts_as_json(read: Read) -> None:
    first, second = read(
        'case,acts\nA-1,"[{""act"": ""warning"", ""on"": ""1960-05-02""}]"\nA-2,none\n'
    )
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert first.acts == (RecordedAct("warning", date(1960, 5, 2)),)


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ("case,act,on,result", UnknownColumnError),
        ("case,act,on,ON", SameColumnError),
        ("act,on", NoCaseColumnError),
        ("case,act", NoCaseColumnError),
    ],
)
def test_a_table_of_acts_with_other_columns_is_an_error(
    with_acts: Read, header: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        with_acts(header + "\n1,2,3,4\n")


def test_a_missing_table_of_acts_is_an_error(read: Read, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError):
        read("case,fare\nA-1,2\n", acts=tmp_path / "acts.csv")


def test_acts_in_json_belong_into_the_cases(with_acts: Read) -> None:
    with pytest.raises(WrongShapeError, match="in the records of the cases"):
        with_acts('[{"case": "A-1"}]', name="acts.json")
