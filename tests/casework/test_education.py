"""Sessions of cadre education: the register, who attended, who is still to come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework.education import (
    attendance,
    came_later,
    hold,
    office_duties,
    register_of,
    withdraw,
)
from decretal.casework.education_standing import write_sessions
from decretal.casework.models import Attendance, File, Session
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, User

from .conftest import As

DAY = datetime.date(1961, 12, 15)


@pytest.fixture
def tonghua(people: Mapping[str, User]) -> Office:
    office = people["tonghua.clerk"].office
    assert office is not None
    return office


def held(by: As, *attended: str, who: str = "tonghua.clerk", key: str = "") -> File:
    return hold(
        by(who, key), topic="The reply", held_by="Gu", on=DAY, attended=attended, documents="It"
    )


def latest() -> Session:
    return Session.objects.order_by("-pk")[0]


def test_a_session_stands_in_the_one_register_of_the_office(by: As, tonghua: Office) -> None:
    first = held(by, "tonghua.clerk")
    second = held(by, "tonghua.decider", "changbai.clerk", who="tonghua.registrar")
    assert first.pk == second.pk
    assert register_of(tonghua) == first
    found = latest()
    assert (found.topic, found.held_by, found.day, found.documents) == (
        "The reply",
        "Gu",
        DAY,
        "It",
    )
    assert sorted(each.user.username for each in found.attendances.all()) == [
        "changbai.clerk",
        "tonghua.decider",
    ]


def test_who_is_still_to_come_stands_first(by: As, tonghua: Office) -> None:
    held(by, "tonghua.decider")
    found = {each.username: each.sessions for each in attendance(tonghua)}  # type: ignore[attr-defined]
    assert found["tonghua.decider"] == 1
    assert found["changbai.decider"] == 0
    assert "jilin.clerk" not in found
    assert list(found.values()) == sorted(found.values())


def test_the_duty_is_open_until_a_session_was_held(by: As, tonghua: Office) -> None:
    (duty,) = office_duties(tonghua)  # the example has one session
    assert (duty.norm.provision, duty.is_ours, duty.is_open, duty.sessions) == (
        "II.1",
        True,
        False,
        1,
    )
    withdraw(by("tonghua.clerk"), latest().sequence, "It did not take place.")
    (duty,) = office_duties(tonghua)
    assert (duty.is_open, duty.last) == (True, None)
    held(by, "tonghua.clerk")
    (duty,) = office_duties(tonghua)
    assert (duty.is_open, duty.last) == (False, DAY)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("tonghua.decider", "may not hold sessions"),
        ("changbai.clerk", "gives session of cadre education"),
        ("jilin.clerk", "gives session of cadre education"),
        ("consulate.clerk", "may not hold sessions"),
    ],
)
def test_only_the_office_that_the_text_names_holds_sessions(who: str, said: str, by: As) -> None:
    with pytest.raises(NoRightError, match=said):
        held(by, "tonghua.clerk", who=who)


def test_who_attended_is_of_the_office_or_below_it(by: As) -> None:
    before = Session.objects.count()
    for name in ("jilin.clerk", "consulate.clerk", "nobody"):
        with pytest.raises(EntryError, match="is nobody of"):
            held(by, name)
    with pytest.raises(EntryError, match="0 people are marked"):
        held(by)
    assert Session.objects.count() == before


def test_what_a_session_was_on_and_who_held_it_is_said(by: As) -> None:
    for topic, held_by in ((" ", "x"), ("x", " ")):
        with pytest.raises(EntryError, match="not said"):
            hold(
                by("tonghua.clerk"),
                topic=topic,
                held_by=held_by,
                on=DAY,
                attended=["tonghua.clerk"],
            )
    with pytest.raises(EntryError, match="lies after"):
        hold(
            by("tonghua.clerk"),
            topic="x",
            held_by="x",
            on=datetime.date(1961, 12, 21),
            attended=["tonghua.clerk"],
        )


def test_a_form_that_comes_twice_records_once(by: As) -> None:
    before = Session.objects.count()
    held(by, "tonghua.clerk", key="s")
    held(by, "tonghua.clerk", key="s")
    assert Session.objects.count() == before + 1


def test_who_was_forgotten_is_added(by: As) -> None:
    sequence = latest().sequence
    came_later(by("tonghua.clerk"), sequence, ["tonghua.decider", "tonghua.clerk"])
    names = {each.user.username for each in latest().attendances.all()}
    assert {"tonghua.decider", "tonghua.clerk", "changbai.clerk"} <= names


def test_a_withdrawn_session_counts_for_nobody(by: As, tonghua: Office) -> None:
    sequence = latest().sequence
    with pytest.raises(EntryError, match="No reason"):
        withdraw(by("tonghua.clerk"), sequence, " ")
    withdraw(by("tonghua.clerk"), sequence, "A mistake.")
    assert latest().withdrawn
    assert all(each.sessions == 0 for each in attendance(tonghua))  # type: ignore[attr-defined]
    with pytest.raises(NotReadyError, match="withdrawn"):
        came_later(by("tonghua.clerk"), sequence, ["tonghua.decider"])


def test_another_office_changes_no_session(by: As) -> None:
    with pytest.raises(EntryError, match="has no session"):
        withdraw(by("changbai.clerk"), latest().sequence, "x")


def test_sessions_are_seen_from_above_and_not_from_beside(people: Mapping[str, User]) -> None:
    def sees(who: str) -> bool:
        return Session.objects.visible_to(people[who]).exists()

    assert [sees(who) for who in ("tonghua.clerk", "jilin.clerk", "mfa.clerk")] == [True] * 3
    others = ("changbai.clerk", "yanbian.clerk", "consulate.clerk")
    assert not any(sees(who) for who in others)


def test_the_register_can_be_rebuilt(by: As, tonghua: Office) -> None:
    held(by, "tonghua.decider")
    register = register_of(tonghua)
    assert register is not None

    def rows() -> list[object]:
        sessions = Session.objects.order_by("sequence").values_list("sequence", "topic", "day")
        present = Attendance.objects.order_by("session__sequence", "user")
        return [list(sessions), list(present.values_list("session__sequence", "user"))]

    before = rows()
    write_sessions([register])
    assert rows() == before
