"""The same person twice is proposed, with what speaks for it and against it."""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from bench.invented import people

from decretal.casework.duplicates import EMPTY, FIELDS, Likeness, Person, propose

CHOL_SU = Person("A-1", ("김철수",), "1932-05-07", "male", "회령", "1961-03-01")
AGAIN = Person("B-7", ("Kim Ch'ŏl-su",), "1932", "male", "Hoeryŏng", "1961-03-05")
YONG_HUI = Person("C-3", ("리영희",), "1941", "female", "무산", "1960-07-01")


def pairs(found: Iterable[Likeness]) -> set[tuple[str, str]]:
    return {(each.left, each.right) for each in found}


def agreements(likeness: Likeness) -> dict[str, str]:
    return {each.field: each.agreement for each in likeness.compared}


def only(*persons: Person, at_least: float = 0.0001) -> Likeness:
    found = list(propose(persons, at_least=at_least))
    assert len(found) == 1
    return found[0]


def test_one_person_in_two_scripts_is_proposed_and_others_are_not() -> None:
    assert pairs(propose([CHOL_SU, AGAIN, YONG_HUI])) == {("A-1", "B-7")}


def test_a_proposal_says_how_each_field_agrees_and_what_it_weighs() -> None:
    found = only(CHOL_SU, AGAIN)
    assert agreements(found) == {
        "names": "sounding alike",
        "born": "same year",
        "sex": "same",
        "home": "in part or in another script",
        "crossed": "within a month",
    }
    assert tuple(each.field for each in found.compared) == FIELDS
    assert all(each.weight > 0 for each in found.compared)
    assert found.probability > 0.9


def test_the_weights_of_the_fields_and_the_odds_beforehand_are_the_weight_of_the_pair() -> None:
    files, _ = people(300)
    found = list(propose(files, at_least=0.001))
    beforehand = {
        round(each.weight - sum(field.weight for field in each.compared), 6) for each in found
    }
    assert len(found) > 3
    assert len(beforehand) == 1
    assert beforehand.pop() < 0


def test_what_is_not_said_weighs_nothing() -> None:
    found = only(CHOL_SU, Person("B", ("Kim Cheolsu",), "1932-05-07"))
    silent = {each.field: each.weight for each in found.compared if each.agreement == EMPTY}
    assert silent == {"sex": 0, "home": 0, "crossed": 0}


def test_what_differs_speaks_against() -> None:
    other = Person("B", ("김철수",), "1932-05-07", "female", "신의주", "1958-01-01")
    weights = {each.field: each.weight for each in only(CHOL_SU, other).compared}
    assert weights["names"] > 0
    assert weights["sex"] < 0
    assert weights["home"] < 0
    assert weights["crossed"] < 0


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("1932-05-07", "1932-05-07", "same day"),
        ("1932-05-07", "1932-07-05", "same year, day and month exchanged or one of them different"),
        ("1932-05-07", "1932-05-17", "same year, day and month exchanged or one of them different"),
        ("1932-05-07", "1932-11-30", "same year, another day"),
        ("1932-05-07", "1932", "same year"),
        ("1932", "1932", "same year"),
        ("1932-05", "1932-06", "same year"),
        ("1932", "1933", "a year apart"),
        ("1932", "1934", "two years apart"),
        ("1932", "1935", "different"),
        ("1932", "1942", "ten years apart"),
        ("1932", "1922", "ten years apart"),
        ("1932", "", EMPTY),
        ("1932", "unknown", EMPTY),
        ("1932", "193", EMPTY),
        ("1932", "19320507", EMPTY),
    ],
)
def test_births_agree_by_day_year_and_nearness(left: str, right: str, agreement: str) -> None:
    said = only(
        Person("A", ("김철수",), left, home="회령"), Person("B", ("김철수",), right, home="회령")
    )
    assert agreements(said)["born"] == agreement


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("김철수", "김철수", "written alike"),
        ("Kim Chol-su", "KIM CH'ŎLSU", "written alike"),
        ("Kim Chul-soo", "KIM CH'ŎLSU", "sounding alike"),
        ("金哲洙", "Jin Zhezhu", "sounding alike"),
        ("Lee Chul-soo", "리철수", "sounding alike"),
        ("김철수", "김철호", "surname and one syllable alike"),
        ("김철수", "김명수", "surname and one syllable alike"),
        ("김철수", "박철수", "given name alike"),
        ("김철수", "Kim Young-ho", "surname alike"),
        ("김철수", "박영호", "different"),
        ("Vladimir", "vladimir", "written alike"),
    ],
)
def test_names_agree_by_letters_sound_and_parts(left: str, right: str, agreement: str) -> None:
    rest = ("1932-05-07", "male", "회령", "1961-03-01")
    said = only(Person("A", (left,), *rest), Person("B", (right,), *rest))
    assert agreements(said)["names"] == agreement


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("회령", "회령", "same"),
        ("Hoeryong", "hoeryŏng", "same"),
        ("회령", "Hoeryŏng", "in part or in another script"),
        ("회령", "함북 회령", "in part or in another script"),
        ("淸津", "Ch'ŏngjin", "in part or in another script"),
        ("Hoeryong", "Hoeryeong", "in part or in another script"),
        ("회령", "무산", "different"),
        ("회령", "Tonghua", EMPTY),
        ("회령", "", EMPTY),
    ],
)
def test_homes_agree_across_scripts(left: str, right: str, agreement: str) -> None:
    said = only(
        Person("A", ("김철수",), "1932", home=left), Person("B", ("김철수",), "1932", home=right)
    )
    assert agreements(said)["home"] == agreement


@pytest.mark.parametrize(
    ("right", "agreement"),
    [
        ("1961-03-01", "same day"),
        ("1961-04-01", "within a month"),
        ("1961-04-02", "within a year"),
        ("1962-03-02", "within a year"),
        ("1962-03-03", "different"),
        ("1961", EMPTY),
        ("1961-02-30", EMPTY),
    ],
)
def test_crossings_agree_by_how_near_they_are(right: str, agreement: str) -> None:
    said = only(CHOL_SU, Person("B", ("김철수",), "1932", crossed=right))
    assert agreements(said)["crossed"] == agreement


def test_a_name_that_many_bear_weighs_less() -> None:
    crowd = [Person(f"X{n}", ("김영수",), str(1800 + n)) for n in range(90)]
    rare = [Person("R1", ("석은월",), "1932"), Person("R2", ("석은월",), "1932")]
    common = [Person("C1", ("김영수",), "1932"), Person("C2", ("김영수",), "1932")]
    found = {
        (each.left, each.right): each.compared[0].weight
        for each in propose([*crowd, *rare, *common], at_least=0.0001)
    }
    assert found["R1", "R2"] > found["C1", "C2"] + 3


def test_an_empty_register_and_a_single_file_propose_nothing() -> None:
    assert list(propose([])) == []
    assert list(propose([CHOL_SU])) == []


def test_people_of_whom_nothing_is_said_are_not_proposed() -> None:
    assert list(propose([Person("A", ()), Person("B", ()), Person("C", ("",))])) == []


def test_what_everybody_is_called_is_no_reason_to_compare_everybody() -> None:
    crowd = [Person(f"N{n:04}", ("unknown",), "1932", home="회령") for n in range(101)]
    assert list(propose(crowd, at_least=0.0001)) == []
    assert len(list(propose(crowd[:100], at_least=0.0001))) == 100 * 99 / 2


def test_each_pair_is_proposed_once_and_the_likeliest_first() -> None:
    files, _ = people(500)
    found = list(propose(files, at_least=0.01))
    assert len(pairs(found)) == len(found)
    assert not pairs(found) & {(right, left) for left, right in pairs(found)}
    weights = [each.weight for each in found]
    assert weights == sorted(weights, reverse=True)


def test_the_same_files_give_the_same_proposals_on_any_number_of_threads() -> None:
    first = list(propose(people(1_500)[0], threads=1))
    assert list(propose(people(1_500)[0], threads=2)) == first
    assert len(first) > 5


def test_most_of_those_written_twice_are_found_among_few_others() -> None:
    files, same = people(2_000)
    found = pairs(propose(files))
    assert len(same) == 60
    assert len(found & same) >= 40
    assert len(found - same) <= 12


def test_nothing_is_said_on_the_console_or_warned_of_in_the_log(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        list(propose(people(1_200)[0]))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_stopping_early_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = propose([CHOL_SU, AGAIN])
    assert len(list(islice(found, 1))) == 1
    assert list(tmp_path.iterdir()) != []
    found.close()
    assert list(tmp_path.iterdir()) == []


def test_splink_is_loaded_only_where_it_is_used() -> None:
    said = (
        "import decretal.casework.duplicates, sys; print({'splink', 'duckdb'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
