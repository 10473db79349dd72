"""Case files are found by names in whatever script, whole or as far as they are typed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from decretal.casework.finding import find
from decretal.casework.intake import open_case
from decretal.casework.record import Request
from decretal.offices.models import User

pytestmark = pytest.mark.django_db

NAMES = {
    "Hangul": "김철수",
    "Chinese": "李英姬",
    "McCune": "Pak Hŏn-yŏng",
    "own": "Lim Young-sook",
    "longer": "김철숙",
    "letter": "Iva K",
}


@pytest.fixture
def numbers(people: Mapping[str, User]) -> dict[str, str]:
    """The numbers of the files, to say whom they are of."""
    clerk = Request(people["changbai.clerk"])
    return {open_case(clerk, [name]).number: of for of, name in NAMES.items()}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Gim Cheolsu", {"Hangul"}),
        ("金哲洙", {"Hangul"}),
        ("김철수", {"Hangul"}),
        ("Kim Chol-suk", {"longer"}),
        ("Kim", {"Hangul", "longer"}),
        ("Ri Yong Hui", {"Chinese"}),
        ("Li", {"Chinese"}),
        ("박헌영", {"McCune"}),
        ("임영숙", {"own"}),
        ("영숙", {"own"}),
        ("김처", {"Hangul", "longer"}),
        ("Kim Cheols", {"Hangul", "longer"}),
        ("Pak H", {"McCune"}),
        ("K", {"Hangul", "longer", "letter"}),
        ("최", set()),
        ("Kim Vladimir", set()),
        ("'; DROP TABLE casework_file; --", set()),
    ],
)
def test_who_is_asked_for_is_found_and_others_are_not(
    people: Mapping[str, User], numbers: dict[str, str], asked: str, found: set[str]
) -> None:
    answer = find(people["changbai.clerk"], {"q": asked}).values_list("number", flat=True)
    assert {numbers[number] for number in answer if number in numbers} == found


def test_a_name_is_found_by_those_who_see_the_file_only(
    people: Mapping[str, User], numbers: dict[str, str]
) -> None:
    assert find(people["tonghua.clerk"], {"q": "박헌영"}).count() == 1
    assert find(people["yanbian.clerk"], {"q": "박헌영"}).count() == 0
    assert find(people["consulate.clerk"], {"q": "박헌영"}).count() == 0
    assert len(numbers) == len(NAMES)


def test_a_number_finds_its_file(people: Mapping[str, User], numbers: dict[str, str]) -> None:
    number = next(iter(numbers))
    assert [each.number for each in find(people["changbai.clerk"], {"q": number.lower()})] == [
        number
    ]
