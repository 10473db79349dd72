"""Importing tables: looked through, all or nothing, every bad row told."""

from __future__ import annotations

from pathlib import Path

import pytest

from decretal.casework.entries import Draft
from decretal.casework.importing import look_through, take_in
from decretal.casework.models import CaseFile, EntryKind, File
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import DecretalError, EntryError, NoRightError
from decretal.offices.models import Office

from .conftest import As

HEAD = "case,names,born,determination,has papers,crossed on,evidence\n"
GOOD = "A-1,김새벽; Kim Sae-byŏk,1933,Korean citizen,no,1961-05-05,Register 4\n"


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "people.csv"
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


def test_a_row_becomes_a_file_with_its_facts_and_evidence(tmp_path: Path, by: As) -> None:
    assert take_in(by("changbai.clerk"), table(tmp_path, GOOD)) == (1, [])
    case = CaseFile.objects.get(number="CHANGBAI-A-1")
    found = standing(case.file)
    assert found.names == ("김새벽", "Kim Sae-byŏk")
    assert found.facts["determination"].value == "Korean citizen"
    assert found.facts["determination"].by.entry.evidence == "Register 4"
    assert case.status == "undetermined"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A-2,,1933,Korean citizen,no,1961-05-05,\n", 'column "names" is empty'),
        ("A-2,김,1933,Korean citizn,no,1961-05-05,\n", "did you mean"),
        ("A-2,김,1933,Korean citizen,no,05/05/1961,\n", "a date as year-month-day"),
        ("a/b,김,1933,Korean citizen,no,1961-05-05,\n", "letters, digits, hyphens or dots"),
        (",김,1933,Korean citizen,no,1961-05-05,\n", "the name or number of the case"),
        ("A-1,김,1933,Korean citizen,no,1961-05-05,\n", 'column "case" has "A-1"'),
        ("A-2,김,1933,Korean citizen,no\n", "7 cells, as in the header"),
    ],
)
def test_a_bad_row_is_told_and_stops_the_whole_import(
    row: str, said: str, tmp_path: Path, by: As
) -> None:
    path = table(tmp_path, GOOD, row)
    before = File.objects.count()
    looked = look_through(by("changbai.clerk"), path)
    assert (looked.ready, looked.rejected) == (1, 1)
    assert said in str(looked.problems[0].problems[0])
    with pytest.raises(EntryError, match="Nothing was imported"):
        take_in(by("changbai.clerk"), path)
    assert File.objects.count() == before
    opened, rejected = take_in(by("changbai.clerk"), path, leave_rejected=True)
    assert (opened, [each.row for each in rejected]) == (1, [3])


def test_the_same_import_imports_once(tmp_path: Path, by: As) -> None:
    path = table(tmp_path, GOOD)
    assert take_in(by("changbai.clerk", "import-1"), path)[0] == 1
    assert take_in(by("changbai.clerk", "import-1"), path)[0] == 0


def test_a_number_that_is_taken_is_a_problem(tmp_path: Path, by: As) -> None:
    path = table(tmp_path, GOOD)
    take_in(by("changbai.clerk"), path)
    looked = look_through(by("changbai.clerk"), path)
    assert "is open already" in str(looked.problems[0].problems[0])


@pytest.mark.parametrize("who", ["changbai.investigator", "tonghua.auditor", "consulate.clerk"])
def test_who_may_not_import_does_not(who: str, tmp_path: Path, by: As) -> None:
    with pytest.raises(NoRightError):
        take_in(by(who), table(tmp_path, GOOD))


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n", b"PK\x03\x04 no workbook", b"\x00\x01\x02" * 1000, b"case,names\n"],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, tmp_path: Path, by: As) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(DecretalError):
        take_in(by("changbai.clerk"), path)


def test_an_act_that_takes_effect_comes_with_no_table_in_a_training(tmp_path: Path, by: As) -> None:
    head = "case,names,acts\n"
    acts = '"[{""act"": ""hand-over"", ""on"": ""1961-12-01""}]"'
    looked = look_through(by("changbai.clerk"), table(tmp_path, f"A-1,김,{acts}\n", head=head))
    assert "recorded by its own step" in str(looked.problems[0].problems[0])
    acts = '"[{""act"": ""investigation"", ""on"": ""1961-12-01""}]"'
    take_in(by("changbai.clerk"), table(tmp_path, f"A-1,김,{acts}\n", head=head))
    case = CaseFile.objects.get(number="CHANGBAI-A-1")
    assert [each.said("act") for each in standing(case.file).acts] == ["investigation"]


def test_the_queries_of_an_import_do_not_grow_with_each_row(
    tmp_path: Path, by: As, django_assert_max_num_queries: object
) -> None:
    rows = "".join(f"B-{n},이름{n},1930,Korean citizen,no,1961-05-05,\n" for n in range(1000))
    with django_assert_max_num_queries(200):  # type: ignore[operator]
        assert take_in(by("changbai.clerk"), table(tmp_path, rows))[0] == 1000


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("consulate answer", "agrees"),
        ("provincial permission", "granted"),
        ("acts", '"[{""act"": ""answer of the Consulate General"", ""on"": ""1961-12-01"", '
         '""outcome"": ""agrees""}]"'),
        ("acts", '"[{""act"": ""permission of the Provincial Committee"", ""on"": '
         '""1961-12-01"", ""outcome"": ""granted""}]"'),
    ],
)  # fmt: skip
def test_what_an_authority_decides_comes_with_no_table_in_a_training(
    column: str, value: str, tmp_path: Path, by: As
) -> None:
    path = table(tmp_path, f"A-1,김,{value}\n", head=f"case,names,{column}\n")
    looked = look_through(by("changbai.clerk"), path)
    assert (looked.ready, looked.rejected) == (0, 1)
    with pytest.raises(EntryError, match="Nothing was imported"):
        take_in(by("changbai.clerk"), path)


@pytest.mark.parametrize("number", ["C-1961-9999", "c-1961-0900", "G-1961-0007", "Q-2026-1"])
def test_a_number_of_the_offices_own_series_comes_with_no_table(
    number: str, tmp_path: Path, by: As
) -> None:
    looked = look_through(by("changbai.clerk"), table(tmp_path, GOOD.replace("A-1", number)))
    assert "no office gives of itself" in str(looked.problems[0].problems[0])


def test_a_number_of_another_office_comes_with_no_table(tmp_path: Path, by: As) -> None:
    Office.objects.create(code="changbai-2", name="A second county", parent=None)
    looked = look_through(by("changbai.clerk"), table(tmp_path, GOOD.replace("A-1", "2-A-1")))
    assert "no office gives of itself" in str(looked.problems[0].problems[0])


def test_the_key_of_another_request_imports_nothing(
    tmp_path: Path, by: As, case: dict[str, CaseFile]
) -> None:
    clerk = by("changbai.clerk", "used")
    record(clerk, case["0001"].file, [Draft(EntryKind.NOTE, {"text": "x"})])
    with pytest.raises(EntryError, match="used before"):
        take_in(clerk, table(tmp_path, GOOD))
