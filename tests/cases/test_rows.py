"""Rows that become cases, and rows that are rejected: none is lost."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.conftest import Read

from decretal import Case, Expected, Rejected, Rulebook, Status
from decretal.cases.ids import SeenIds
from decretal.cases.read import read_cases


def test_an_empty_cell_and_the_word_unknown_are_no_facts(read: Read) -> None:
    (case,) = read("case,fare,ship,has a ticket\nA-1,,unknown,no\n")
    assert isinstance(case, Case)
    assert case.facts == {"has a ticket": False}


def test_a_bad_cell_is_reported_with_row_column_value_and_what_was_expected(read: Read) -> None:
    good, bad = read("case,Crossed-On\nA-1,1960-12-31\nA-2,1960-12-32\n")
    assert isinstance(good, Case)
    assert isinstance(bad, Rejected)
    assert (bad.row, bad.id, bad.column, bad.value) == (3, "A-2", "Crossed-On", "1960-12-32")
    assert bad.expected.startswith("a date as year-month-day")
    assert bad.code == "E423"
    assert bad.record == {"case": "A-2", "Crossed-On": "1960-12-32"}


def test_all_that_is_wrong_with_a_row_is_reported(read: Read) -> None:
    (bad,) = read("case,fare,crossings,has a ticket\n,cheap,501,perhaps\n")
    assert isinstance(bad, Rejected)
    assert bad.code == "E423; E424; E423; E421"
    assert bad.column == "fare; crossings; has a ticket; case"
    assert bad.value == "cheap; 501; perhaps; "


def test_the_same_bad_cell_is_reported_in_every_row(read: Read) -> None:
    rows = read("case,fare\nA-1,cheap\nA-2,cheap\nA-3,2\nA-4,cheap\n")
    assert [row.row for row in rows if isinstance(row, Rejected)] == [2, 3, 5]


def test_a_row_without_a_case_is_rejected(read: Read) -> None:
    (bad,) = read("case,fare\n,2\n")
    assert isinstance(bad, Rejected)
    assert (bad.code, bad.expected) == ("E421", "the name or number of the case")


def test_the_second_row_of_a_case_is_rejected_and_names_the_first(read: Read) -> None:
    first, second, third = read("case,fare\nA-1,2\nA-2,2\nA-1,3\n")
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert isinstance(third, Rejected)
    assert (third.code, third.row) == ("E422", 4)
    assert "row 2" in third.expected


def test_counts_add_up(ferry: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text('case,fare\nA-1,2\nA-2,x\n\nA-3,3,4\n,\nA-4,"\nA-5,5\n')
    with read_cases(ferry, path) as reader:
        rows = list(reader)
    assert len(rows) == 5
    assert (reader.cases, reader.rejected, reader.blank) == (2, 3, 2)


def test_a_rejected_row_says_itself_in_one_line(read: Read) -> None:
    (bad,) = read("case,fare\nA-1,cheap\n")
    assert str(bad) == 'row 2 [E423] column "fare" has "cheap": a number'


def test_an_expected_outcome_is_read(read: Read) -> None:
    first, second, third = read(
        "case,fare,Expected Status,expected_disposition,expected additions,Expected still matters\n"
        "A-1,2,decided,Admit,ask-for-the-fare,\n"
        "A-2,2,CONFLICT,admit; turn away,,ship; Has A Ticket\n"
        "A-3,2,,,,\n"
    )
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert isinstance(third, Case)
    assert first.expected == Expected(Status.DECIDED, ("admit",), ("ask for the fare",), ())
    assert second.expected == Expected(
        Status.CONFLICT, ("admit", "turn away"), (), ("ship", "has a ticket")
    )
    assert third.expected is None


def test_what_a_row_without_an_expected_status_leaves_empty_it_does_not_say(read: Read) -> None:
    (case,) = read("case,expected status,expected disposition,expected additions\nA-1,,admit,\n")
    assert isinstance(case, Case)
    assert case.expected == Expected(dispositions=("admit",))


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("expected status", "decidid", 'a status: "decided", "undetermined"'),
        ("expected disposition", "admitt", 'did you mean "admit"?'),
        ("expected disposition", "ask for the fare", "dispositions of the rulebook"),
        ("expected additions", "admit", "additions of the rulebook"),
        ("expected still matters", "farre", 'did you mean "fare"?'),
    ],
)
def test_an_expected_outcome_that_the_rulebook_does_not_know_is_rejected(
    read: Read, column: str, cell: str, said: str
) -> None:
    (bad,) = read(f"case,{column}\nA-1,{cell}\n")
    assert isinstance(bad, Rejected)
    assert bad.code == "E426"
    assert said in bad.expected


def test_whoever_decides_passes_expected_outcomes_over(ferry: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("case,expected status\nA-1,nonsense\n")
    with read_cases(ferry, path, with_expected=False) as reader:
        (case,) = reader
    assert isinstance(case, Case)
    assert case.expected is None


def test_how_much_has_been_read_is_known(ferry: Rulebook, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("case,fare\n" + "".join(f"A-{n},2\n" for n in range(5_000)))
    with read_cases(ferry, path) as reader:
        fractions = [reader.fraction() for _ in reader]
    assert fractions == sorted(fractions, key=lambda part: part or 0)
    assert fractions[-1] == 1


@given(st.lists(st.text(alphabet="ab", max_size=6), max_size=60))
def test_seen_cases_are_remembered_with_their_first_row(names: list[str]) -> None:
    seen, first = SeenIds(), dict[str, int]()
    for row, name in enumerate(names, start=2):
        assert seen.first_row(name, row) == first.get(name)
        first.setdefault(name, row)


def test_many_cases_are_remembered() -> None:
    seen = SeenIds()
    assert all(seen.first_row(f"A-{n}", n + 1) is None for n in range(20_000))
    assert [seen.first_row(f"A-{n}", 0) for n in range(20_000)] == list(range(1, 20_001))


def test_numbers_keep_their_digits(read: Read) -> None:
    (case,) = read("case,fare\nA-1,12345678901234567890.125\n")
    assert isinstance(case, Case)
    assert case.facts["fare"] == Decimal("12345678901234567890.125")


def test_memory_grows_with_nothing_but_the_names_of_cases(ferry: Rulebook) -> None:
    def lines() -> Iterator[bytes]:
        yield b"case,kind of passenger,has a ticket,crossed on,fare\n"
        for number in range(20_000):
            yield b"A-%d,visitor,yes,1960-12-%02d,%d\n" % (number, 1 + number % 31, number)

    class Endless(io.RawIOBase):
        """A file that is made while it is read."""

        def __init__(self) -> None:
            self.rest = b""
            self.lines = lines()

        def readable(self) -> bool:
            return True

        def readinto(self, into: memoryview) -> int:  # type: ignore[override]
            self.rest = self.rest or next(self.lines, b"")
            part, self.rest = self.rest[: len(into)], self.rest[len(into) :]
            into[: len(part)] = part
            return len(part)

    tracemalloc.start()
    try:
        count = sum(1 for _ in read_cases(ferry, io.BufferedReader(Endless())))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 6_000_000
