"""Care: places, food and clothing for several at once, an office's own term, climbing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework.care import give, in_care, move, overdue_care, release
from decretal.casework.care_standing import stays
from decretal.casework.entries import act
from decretal.casework.models import CaseFile, Entry, InCare, Matter, Term
from decretal.casework.project import write
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.casework.terms import Climb, declare_term
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 19)


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def number_of(people: Mapping[str, User], name: str) -> str:
    return CaseFile.objects.visible_to(people["changbai.clerk"]).get(name__contains=name).number


def given(by: As, numbers: list[str], who: str = "changbai.clerk", key: str = "") -> None:
    give(by(who, key), numbers, given="Rice", given_by="The store", on=DAY)


def test_what_is_given_to_several_is_recorded_for_all_of_them(
    people: Mapping[str, User], by: As
) -> None:
    numbers = [number_of(people, name) for name in ("버들꽃", "새벽길")]
    given(by, numbers)
    for case in CaseFile.objects.filter(number__in=numbers).select_related("care"):
        assert case.fed_on == DAY
        assert (case.care.given, case.care.given_by, case.care.counted_from) == (
            "Rice",
            "The store",
            DAY,
        )


def test_given_for_all_or_for_none(people: Mapping[str, User], by: As) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotReadyError, match="not in care"):
        given(by, [number_of(people, "버들꽃"), number_of(people, "한별아")])
    with pytest.raises(NoRightError, match="no such file"):
        given(by, [number_of(people, "버들꽃"), "CHANGBAI-C-1961-9999"])
    with pytest.raises(EntryError, match="Nobody is chosen"):
        given(by, [])
    assert Entry.objects.count() == before


def test_the_same_form_gives_once(people: Mapping[str, User], by: As) -> None:
    number = number_of(people, "버들꽃")
    given(by, [number], key="k")
    given(by, [number], key="k")
    assert Entry.objects.filter(file__number=number, happened_on=DAY).count() == 1


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("changbai.decider", "may not record care"),
        ("tonghua.clerk", "The order gives food and clothing given to"),
        ("yanbian.clerk", "The order gives food and clothing given to"),
        ("consulate.clerk", "may not record care"),
    ],
)
def test_only_the_local_authorities_record_what_they_gave(
    who: str, said: str, people: Mapping[str, User], by: As
) -> None:
    with pytest.raises(NoRightError, match=said):
        given(by, [number_of(people, "버들꽃")], who)


def test_what_was_given_and_by_whom_has_to_be_said(people: Mapping[str, User], by: As) -> None:
    with pytest.raises(EntryError, match='does not say "given by"'):
        give(
            by("changbai.clerk"), [number_of(people, "버들꽃")], given="Rice", given_by=" ", on=DAY
        )


def test_a_move_keeps_since_when_the_person_is_held(people: Mapping[str, User]) -> None:
    case = CaseFile.objects.select_related("file").get(number=number_of(people, "돌쇠범"))
    assert case.held_at == "Guest house of the commune, Changbai"
    assert case.held_since == day("1961-11-27")
    first, second = stays(standing(case.file))
    assert (first.until, second.since) == (day("1961-12-09"), day("1961-12-09"))


def test_who_is_released_is_held_no_longer(people: Mapping[str, User], by: As) -> None:
    case = CaseFile.objects.select_related("file").get(number=number_of(people, "금강돌"))
    assert (case.held_at, case.held_since) == ("", None)
    assert not InCare.objects.filter(pk=case.pk).exists()
    with pytest.raises(NotReadyError, match="is not held"):
        release(by("changbai.clerk"), case.file, on=DAY, reason="again")


def test_who_is_confined_again_is_held_since_then(people: Mapping[str, User], by: As) -> None:
    case = CaseFile.objects.select_related("file").get(number=number_of(people, "금강돌"))
    record(by("changbai.investigator"), case.file, act("confinement", DAY, None, {"place": "Yard"}))
    case.refresh_from_db()
    assert (case.held_at, case.held_since) == ("Yard", DAY)


@pytest.mark.parametrize(
    ("place", "on", "reason", "said"),
    [
        ("Elsewhere", "1961-12-08", "x", "lies before 1961-12-09"),
        ("Guest house of the commune, Changbai", "1961-12-19", "x", "already"),
        ("Elsewhere", "1961-12-19", " ", "No reason"),
        ("E" * 201, "1961-12-19", "x", "200 characters"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    place: str, on: str, reason: str, said: str, people: Mapping[str, User], by: As
) -> None:
    case = CaseFile.objects.select_related("file").get(number=number_of(people, "돌쇠범"))
    with pytest.raises(EntryError, match=said):
        move(by("changbai.clerk"), case.file, place, on=day(on), reason=reason)


def test_who_may_not_record_care_moves_nobody(people: Mapping[str, User], by: As) -> None:
    case = CaseFile.objects.select_related("file").get(number=number_of(people, "돌쇠범"))
    for who in ("changbai.decider", "yanbian.clerk", "fao.clerk"):
        with pytest.raises(NoRightError):
            move(by(who), case.file, "Elsewhere", on=DAY, reason="x")


def test_who_waits_longest_comes_first(people: Mapping[str, User]) -> None:
    found = list(in_care(people["changbai.clerk"]))
    assert [each.counted_from for each in found] == sorted(each.counted_from for each in found)
    assert in_care(people["yanbian.clerk"]).count() == 0
    assert in_care(people["consulate.decider"]).count() == 0


def test_food_and_clothing_are_owed_from_the_first_refusal(people: Mapping[str, User]) -> None:
    owed = {each.case.number: each.owed_since for each in in_care(people["changbai.clerk"])}
    assert owed[number_of(people, "새벽길")] == day("1961-11-29")
    assert owed[number_of(people, "바위솔")] == day("1961-12-05")
    assert owed[number_of(people, "마루한")] is None


def test_without_a_term_of_an_office_nothing_is_overdue(people: Mapping[str, User], by: As) -> None:
    declare_term(by("changbai.decider"), Matter.CARE, None, "withdrawn")
    assert overdue_care(people["changbai.clerk"]).count() == 0


@pytest.mark.parametrize(("days", "overdue"), [(15, True), (16, False), (17, False)])
def test_overdue_is_what_waits_longer_than_the_term(
    days: int, overdue: bool, people: Mapping[str, User], by: As
) -> None:
    declare_term(by("changbai.decider"), Matter.CARE, days, "invented")
    number = number_of(people, "새벽길")  # last given on 4 December, 16 days ago
    found = overdue_care(people["changbai.clerk"]).filter(case__number=number)
    assert found.exists() is overdue


@pytest.mark.parametrize(
    ("days", "seen_by"),
    [
        (16, []),
        (15, ["changbai", "tonghua"]),
        (8, ["changbai", "tonghua"]),
        (7, ["changbai", "tonghua", "jilin"]),
        (5, ["changbai", "tonghua", "jilin", "mfa"]),
    ],
)
def test_what_is_overdue_climbs_office_by_office(
    days: int, seen_by: list[str], people: Mapping[str, User], by: As
) -> None:
    declare_term(by("changbai.decider"), Matter.CARE, days, "invented")
    number = number_of(people, "새벽길")
    found = [
        code
        for code in ("changbai", "tonghua", "jilin", "mfa")
        if overdue_care(people[f"{code}.clerk"]).filter(case__number=number).exists()
    ]
    assert found == seen_by


def test_the_nearest_term_above_counts_where_an_office_has_none(
    people: Mapping[str, User], by: As
) -> None:
    declare_term(by("changbai.decider"), Matter.CARE, None, "left to Tonghua")
    declare_term(by("tonghua.decider"), Matter.CARE, 15, "invented")
    assert overdue_care(people["changbai.clerk"]).count() > 0


def test_a_term_is_declared_by_somebody_who_decides_and_with_a_reason(by: As) -> None:
    with pytest.raises(NoRightError):
        declare_term(by("changbai.clerk"), Matter.CARE, 7, "x")
    for days, reason in ((0, "x"), (367, "x"), (7, " "), (7, "x" * 501)):
        with pytest.raises(EntryError):
            declare_term(by("changbai.decider"), Matter.CARE, days, reason)
    with pytest.raises(EntryError, match="no term"):
        declare_term(by("changbai.decider"), "sleep", 7, "x")
    declare_term(by("changbai.decider"), Matter.CARE, 366, "x")
    declare_term(by("changbai.decider"), Matter.CARE, 366, "x")
    assert Term.objects.filter(days=366).count() == 1


def test_a_climb_without_days_counts_nothing() -> None:
    assert Climb(2, None).counted_before(DAY) is None
    assert Climb(0, 3).counted_before(DAY) == day("1961-12-16")
    assert Climb(1, 3).counted_before(DAY) == day("1961-12-16")
    assert Climb(2, 3).counted_before(DAY) == day("1961-12-13")


def test_who_is_in_care_can_be_rebuilt(case: dict[str, CaseFile]) -> None:
    before = list(InCare.objects.order_by("pk").values())
    assert before
    write([(each.file, standing(each.file)) for each in case.values()])
    assert list(InCare.objects.order_by("pk").values()) == before
