"""Restoration of citizenship: decided, recorded, registered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework import restoration
from decretal.casework.entries import act, fact
from decretal.casework.models import CaseFile, File, Restoration
from decretal.casework.project import rebuild
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 18)


@pytest.fixture
def member(case: dict[str, CaseFile]) -> File:
    """Somebody of China's own minority; the restoration is decided."""
    return case["0009"].file


def restore(by: As, file: File, who: str = "tonghua.decider", key: str = "") -> None:
    restoration.restore(
        by(who, key), file, on=DAY, basis="Household register of 1948.", told="In Korean, by Nam."
    )


def test_a_restoration_stands_in_the_register(
    member: File, by: As, people: Mapping[str, User]
) -> None:
    restore(by, member)
    row = Restoration.objects.visible_to(people["tonghua.clerk"]).get(case=member.pk)
    assert (row.number, row.restored_on) == ("TONGHUA-R-1961-0002", DAY)
    assert row.case.number == "CHANGBAI-C-1961-0009"
    assert not restoration.is_due(standing(member))
    assert not Restoration.objects.visible_to(people["yanbian.clerk"]).exists()


def test_a_restoration_is_recorded_once(member: File, by: As) -> None:
    restore(by, member, key="k")
    restore(by, member, key="k")
    with pytest.raises(NotReadyError, match="recorded in"):
        restore(by, member)
    assert len(standing(member).acts_of("restoration of citizenship")) == 1


def test_nobody_is_restored_before_it_is_decided(case: dict[str, CaseFile], by: As) -> None:
    minority = fact("determination", "member of China's Korean minority", DAY, evidence="Register.")
    record(by("changbai.investigator"), case["0002"].file, [minority])
    with pytest.raises(NotReadyError, match="nobody has decided"):
        restore(by, case["0002"].file)


def test_a_determination_that_changed_is_decided_again(member: File, by: As) -> None:
    korean = fact("determination", "Korean citizen", DAY, evidence="A second statement.")
    record(by("changbai.investigator"), member, [korean])
    with pytest.raises(NotReadyError):
        restore(by, member)


@pytest.mark.parametrize("who", ["tonghua.clerk", "changbai.decider", "jilin.decider"])
def test_only_who_may_decide_there_restores(who: str, member: File, by: As) -> None:
    with pytest.raises(NoRightError):
        restore(by, member, who)


def test_a_restoration_is_recorded_with_its_record(member: File, by: As) -> None:
    with pytest.raises(EntryError, match="does not say on what"):
        restoration.restore(by("tonghua.decider"), member, on=DAY, basis=" ", told="x")
    with pytest.raises(EntryError, match="a step of its own"):
        record(by("tonghua.decider"), member, act("restoration of citizenship", DAY))


def test_the_register_can_be_made_anew(member: File, by: As) -> None:
    restore(by, member)
    rows = Restoration.objects.filter(case=member.pk)
    before = list(rows.values())
    rows.delete()
    rebuild([member])
    assert list(Restoration.objects.filter(case=member.pk).values()) == before
