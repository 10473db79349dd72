"""Columns and facts: which column is what, and which is an error."""

from __future__ import annotations

import pytest
from tests.cases.conftest import Read

from decretal import Case
from decretal.errors import (
    CaseFileError,
    NoCaseColumnError,
    SameColumnError,
    SeveralErrors,
    UnknownColumnError,
)


@pytest.mark.parametrize(
    "column",
    [
        "has a ticket",
        "Has A Ticket",
        "HAS_A_TICKET",
        "has-a-ticket",
        "hasATicket",
        " has  a ticket ",
        "has\u00a0a\u00a0ticket",
        "has–a–ticket",
        '"has a ticket"',
    ],
)
def test_a_column_matches_its_fact_however_it_is_spelt(read: Read, column: str) -> None:
    (case,) = read(f"case,{column}\nA-1,yes\n")
    assert isinstance(case, Case)
    assert case.facts == {"has a ticket": True}


@pytest.mark.parametrize(
    "column", ["case", "Case", "id", "ID", "case id", "CASE_NUMBER", "Case no", "caseId"]
)
def test_the_name_of_the_case_stands_in_a_column_of_many_names(read: Read, column: str) -> None:
    (case,) = read(f"has a ticket,{column}\nyes,A-1\n")
    assert isinstance(case, Case)
    assert case.id == "A-1"


def test_a_column_that_matches_no_fact_is_an_error_with_a_suggestion(read: Read) -> None:
    with pytest.raises(UnknownColumnError) as error:
        read("case,has a tiket\nA-1,yes\n")
    assert 'Did you mean "has a ticket"?' in str(error.value)
    assert '--keep "has a tiket"' in str(error.value)
    assert error.value.code == "E401"


def test_a_column_that_is_like_no_fact_gets_the_list_of_them(read: Read) -> None:
    with pytest.raises(UnknownColumnError, match='The facts are "kind of passenger", '):
        read("case,zzzz\nA-1,yes\n")


def test_several_wrong_columns_are_reported_at_once(read: Read) -> None:
    with pytest.raises(SeveralErrors) as errors:
        read("colour,has a ticket,HAS A TICKET,\n1,yes,no,2\n")
    assert [error.code for error in errors.value.errors] == ["E401", "E402", "E403"]


def test_a_column_without_a_name_is_an_error(read: Read) -> None:
    with pytest.raises(UnknownColumnError, match="column 2 has no name"):
        read("case,,fare\nA-1,1,2\n")


def test_empty_columns_at_the_end_are_no_columns(read: Read) -> None:
    (case,) = read("case,fare,,\nA-1,2,,\n")
    assert isinstance(case, Case)


@pytest.mark.parametrize(
    "header",
    ["case,fare,Fare", "case,id,fare", "case,crossed on,crossed_on", "case,acts,Acts"],
)
def test_two_columns_for_the_same_thing_are_an_error(read: Read, header: str) -> None:
    with pytest.raises(SameColumnError, match="both stand for"):
        read(f"{header}\n1,2,3\n")


def test_a_file_without_a_column_of_cases_is_an_error(read: Read) -> None:
    with pytest.raises(NoCaseColumnError, match='Name it "case"'):
        read("fare\n2\n")


def test_a_column_that_is_kept_is_carried_along_as_it_stands(read: Read) -> None:
    (case,) = read("case,fare,remark\nA-1,2,seen at dawn\n", keep=["Remark"])
    assert isinstance(case, Case)
    assert case.kept == {"remark": "seen at dawn"}


def test_a_fact_can_be_kept_besides(read: Read) -> None:
    (case,) = read("case,fare\nA-1,2.00\n", keep=["fare"])
    assert isinstance(case, Case)
    assert (dict(case.facts), dict(case.kept)) == ({"fare": 2}, {"fare": "2.00"})


def test_of_two_columns_of_names_the_one_that_is_kept_is_not_the_case(read: Read) -> None:
    (case,) = read("case,id,fare\nA-1,77,2\n", keep=["id"])
    assert isinstance(case, Case)
    assert (case.id, dict(case.kept)) == ("A-1", {"id": "77"})


def test_keeping_a_column_that_is_not_there_is_an_error(read: Read) -> None:
    with pytest.raises(UnknownColumnError, match='no column "remarks"'):
        read("case,remark\nA-1,x\n", keep=["remark", "remarks"])


def test_a_table_can_say_when_a_fact_was_established(read: Read) -> None:
    (case,) = read("case,fare,fare established on\nA-1,2,1960-05-01\n")
    assert isinstance(case, Case)
    assert {fact: day.isoformat() for fact, day in case.established.items()} == {
        "fare": "1960-05-01"
    }


@pytest.mark.parametrize("header", ["case,expected verdict", "case,paid established on"])
def test_what_only_looks_like_a_known_column_is_an_error(read: Read, header: str) -> None:
    with pytest.raises(CaseFileError):
        read(f"{header}\nA-1,x\n")
