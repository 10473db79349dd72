"""Cases in JSON and JSON lines."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.cases.conftest import Read, Rows

from decretal import Case, Expected, RecordedAct, Rejected, Status
from decretal.errors import (
    DecretalError,
    EmptyCaseFileError,
    SeveralErrors,
    TooBigError,
    UnknownColumnError,
    WrongKindError,
    WrongShapeError,
)


def only(rows: Rows) -> Case:
    (case,) = rows
    assert isinstance(case, Case), case
    return case


def problem(rows: Rows) -> Rejected:
    (rejected,) = rows
    assert isinstance(rejected, Rejected)
    return rejected


def of(record: object) -> str:
    return json.dumps([record])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('[{"case": "A-1", "fare": 2}, {"case": "A-2", "Fare": "3"}]', "cases.json"),
        ('{"cases": [{"case": "A-1", "fare": 2}, {"case": "A-2", "fare": 3}]}', "cases.json"),
        (
            '{"about": {"x": [1]}, "cases": [{"case": "A-1", "fare": 2},'
            ' {"case": "A-2", "fare": 3}], "n": 2}',
            "cases.json",
        ),
        ('{"case": "A-1", "fare": 2}\n\n{"case": "A-2", "fare": 3}', "cases.jsonl"),
        ('\ufeff{"case": "A-1", "fare": 2}\r\n{"id": "A-2", "FARE": 3}\r\n', "cases.ndjson"),
    ],
)
def test_cases_are_read(read: Read, content: str, name: str) -> None:
    first, second = read(content, name)
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert (first.id, first.facts) == ("A-1", {"fare": Decimal(2)})
    assert (second.id, second.facts) == ("A-2", {"fare": Decimal(3)})


def test_null_is_unknown_and_so_is_what_is_absent(read: Read) -> None:
    case = only(read(of({"case": "A-1", "fare": None, "ship": "Star"}), "cases.json"))
    assert case.facts == {"ship": "Star"}


def test_facts_may_stand_in_an_object_of_their_own(read: Read) -> None:
    case = only(read(of({"case": "A-1", "facts": {"Has a Ticket": True}}), "cases.json"))
    assert case.facts == {"has a ticket": True}


def test_a_fact_may_say_when_it_was_established(read: Read) -> None:
    fact = {"value": True, "on": "1960-05-01", "by": "Harbour Office", "evidence": "seen"}
    case = only(read(of({"case": "A-1", "has a ticket": fact}), "cases.json"))
    assert case.facts == {"has a ticket": True}
    assert case.established == {"has a ticket": date(1960, 5, 1)}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"value": True, "when": "1960-05-01"}, 'an object with "value", "on", "by"'),
        ({"value": True, "on": "yesterday"}, "year-month-day"),
        ({"value": "perhaps"}, "yes or no"),
        ([True], "yes or no"),
    ],
)
def test_a_fact_of_another_shape_is_rejected(read: Read, fact: object, said: str) -> None:
    rejected = problem(read(of({"case": "A-1", "has a ticket": fact}), "cases.json"))
    assert said in rejected.expected
    assert rejected.code == "E423"


def test_the_expected_outcome_stands_in_an_object(read: Read) -> None:
    outcome = {"status": "decided", "disposition": "admit", "still matters": ["ship"]}
    case = only(read(of({"case": "A-1", "expected": outcome}), "cases.json"))
    assert case.expected == Expected(Status.DECIDED, ("admit",), None, ("ship",))


def test_acts_are_read(read: Read) -> None:
    acts = [
        {
            "act": "Warning",
            "on": "1960-05-01",
            "outcome": "IGNORED",
            "by": "harbour-office",
            "note": "loud",
        },
        {"act": "inspection of the deck", "on": "1960-05-02", "by": "a passer-by"},
    ]
    case = only(read(of({"case": "A-1", "acts": acts}), "cases.json"))
    assert case.acts == (
        RecordedAct("warning", date(1960, 5, 1), "ignored", "Harbour Office", "loud"),
        RecordedAct("inspection of the deck", date(1960, 5, 2), None, "a passer-by"),
    )


def test_no_record_of_acts_is_not_an_empty_one(read: Read) -> None:
    without, empty, null = read(
        '{"case": "1"}\n{"case": "2", "acts": []}\n{"case": "3", "acts": null}', "cases.jsonl"
    )
    assert isinstance(without, Case)
    assert isinstance(empty, Case)
    assert isinstance(null, Case)
    assert (without.acts, empty.acts, null.acts) == (None, (), None)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ({"act": "warnin", "on": "1960-05-01"}, 'act 1: an act of the rulebook: "warning" or'),
        ({"act": "warnin", "on": "1960-05-01"}, 'did you mean "warning"?'),
        ({"act": "warning", "on": "1960-05-01", "outcome": "heed"}, 'did you mean "heeded"?'),
        (
            {"act": "inspection of the deck", "on": "1960-05-01", "outcome": "fine"},
            "no outcome: the rulebook names none",
        ),
        ({"act": "warning"}, "the day on which"),
        ({"act": "warning", "on": "May 1960"}, "year-month-day"),
        ({"on": "1960-05-01"}, "the name of an act"),
        ({"act": "warning", "on": "1960-05-01", "who": "x"}, '"who" is not one of'),
        ("warning", "an object with"),
    ],
)
def test_an_act_that_cannot_be_read_rejects_its_case(read: Read, act: object, said: str) -> None:
    rejected = problem(read(of({"case": "A-1", "acts": [act]}), "cases.json"))
    assert (rejected.column, rejected.code) == ("acts", "E425")
    assert said in rejected.expected


def test_acts_that_are_no_list_reject_their_case(read: Read) -> None:
    rejected = problem(read(of({"case": "A-1", "acts": {"act": "warning"}}), "cases.json"))
    assert "a list of acts" in rejected.expected


def test_a_name_that_matches_no_fact_in_the_first_record_is_an_error(read: Read) -> None:
    with pytest.raises(UnknownColumnError, match='the column "farre"'):
        read(of({"case": "A-1", "farre": 2}), "cases.json")


def test_all_such_names_are_reported_at_once(read: Read) -> None:
    with pytest.raises(SeveralErrors) as errors:
        read(of({"case": "A-1", "farre": 2, "facts": {"shipp": 1}}), "cases.json")
    assert len(errors.value.errors) == 2


def test_in_a_later_record_it_rejects_the_record(read: Read) -> None:
    first, second = read('{"case": "A-1", "fare": 2}\n{"case": "A-2", "farre": 2}', "cases.jsonl")
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert (second.row, second.column, second.code) == (2, "farre", "E401")
    assert 'Did you mean "fare"?' in second.expected


def test_a_fact_that_is_given_twice_rejects_the_record(read: Read) -> None:
    rejected = problem(read(of({"case": "A-1", "fare": 2, "Fare": 3}), "cases.json"))
    assert rejected.code == "E402"


def test_a_name_that_stands_twice_rejects_the_record(read: Read) -> None:
    rejected = problem(read('[{"case": "A-1", "fare": 2, "fare": 3}]', "cases.json"))
    assert rejected.expected == 'each name once in an object; "fare" stands twice'


def test_rows_of_json_are_numbered_by_position_and_of_json_lines_by_line(read: Read) -> None:
    rows = read('[{"case": 1},\n\n\n{"case": 2}]', "cases.json")
    assert [row.row for row in rows] == [1, 2]
    rows = read('{"case": 1}\n\n\n{"case": 2}', "cases.jsonl")
    assert [row.row for row in rows] == [1, 4]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"case": "A-2"', "malformed at column 15"),
        ('["A-2"]', "one object"),
        ('"A-2"', "one object"),
        ('{"case": "A-2", "fare": ' + "[" * 100_000, "nested less deeply"),
        ('{"case": "A-2", "ship": "' + "x" * 2_000_000 + '"}', "at most 1,000,000 characters"),
    ],
)
def test_a_line_that_is_no_record_is_rejected(read: Read, line: str, said: str) -> None:
    first, second, third = read(f'{{"case": "A-1"}}\n{line}\n{{"case": "A-3"}}', "cases.jsonl")
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert isinstance(third, Case)
    assert (second.row, second.code) == (2, "E427")
    assert said in second.expected


def test_an_entry_that_is_no_record_is_rejected(read: Read) -> None:
    rows = read('[{"case": "A-1"}, 3, {"case": "A-3"}]', "cases.json")
    assert [isinstance(row, Case) for row in rows] == [True, False, True]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e99999999999999999999"])
def test_what_is_no_number_is_rejected(read: Read, number: str) -> None:
    rejected = problem(read(f'[{{"case": "A-1", "fare": {number}}}]', "cases.json"))
    assert rejected.expected.startswith("a number")


def test_numbers_keep_their_digits(read: Read) -> None:
    assert only(read('[{"case": "A-1", "fare": 1.1000000000000000055}]', "cases.json")).facts == {
        "fare": Decimal("1.1000000000000000055")
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"case": "A-1"}', 'has the end of the file where a list of objects, or|has "}" where'),
        ('"cases"', "where a list of objects"),
        ('[{"case": "A-1"}', "the end of the file"),
        ('[{"case": "A-1"} {"case": "A-2"}]', r':1:18 has "\{" where "," is expected'),
        ('[{"case": "A-1"},\n {"case" "A-2"}]', ":2:10 has"),
        ('[{"case": "A-1"}] more', "where the end of the file is expected"),
        ('{"cases": {"case": "A-1"}}', "a list of cases"),
        ("[{'case': 'A-1'}]", 'a name in "quotation marks"'),
        ('[{"case": "A-1"', "the end of the file"),
        ('[{"case": "A-', "a string with an end"),
        ("[nul]", "a value"),
    ],
)
def test_a_malformed_file_is_an_error_that_says_where(read: Read, content: str, said: str) -> None:
    with pytest.raises(WrongShapeError, match=said):
        read(content, "cases.json")


def test_a_mistake_in_a_long_file_is_placed_in_its_line(read: Read) -> None:
    records = ",\n".join(f'{{"case": "A-{n}", "ship": "{"x" * 40}"}}' for n in range(5_000))
    with pytest.raises(WrongShapeError, match=r"cases\.json:5001:2 has"):
        read(f"[{records},\n oops]", "cases.json")


def test_long_lists_are_read_piece_by_piece(read: Read) -> None:
    records = ", ".join(f'{{"case": {n}, "crossings": {n % 7}}}' for n in range(20_000))
    rows = read(f"[{records}]", "cases.json")
    assert [row.id for row in rows] == [str(n) for n in range(20_000)]


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"case":'])
def test_a_hundred_thousand_brackets_are_an_error(read: Read, opening: str) -> None:
    with pytest.raises(TooBigError, match="nested too deeply"):
        read(
            opening * 100_000 if opening != '{"a":' else '{"cases": [' + '{"a":' * 100_000,
            "cases.json",
        )


@pytest.mark.parametrize("name", ["cases.json", "cases.jsonl"])
@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_an_error(read: Read, name: str, content: str) -> None:
    with pytest.raises(EmptyCaseFileError):
        read(content, name)


@pytest.mark.parametrize("content", ["case,fare\nA-1,2\n", '[{"case": "A-1"}]'])
def test_what_is_no_json_lines_is_an_error(read: Read, content: str) -> None:
    with pytest.raises(WrongKindError, match="JSON lines"):
        read(content, "cases.jsonl")


def test_an_empty_list_has_no_cases(read: Read) -> None:
    assert read("[]", "cases.json") == []
    assert read('{"cases": []}', "cases.json") == []


def test_lone_halves_of_characters_are_rejected(read: Read) -> None:
    rejected = problem(read(r'[{"case": "A-\ud800"}]', "cases.json"))
    assert rejected.code == "E423"


@pytest.mark.parametrize("content", [b"\x00" * 1000, bytes(range(256)) * 40])
@pytest.mark.parametrize("name", ["cases.json", "cases.jsonl"])
def test_noise_is_an_error(read: Read, name: str, content: bytes) -> None:
    with pytest.raises(DecretalError):
        read(content, name)
