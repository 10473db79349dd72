"""Groups: put together, checked for each member, handed over for all or none, closed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from django.db.models import QuerySet

from decretal.casework import groups, law, merging
from decretal.casework.decisions import decide
from decretal.casework.deployment import Deployment, Mode, deployment
from decretal.casework.entries import act, fact
from decretal.casework.group_standing import group_standing, preconditions, write_groups
from decretal.casework.models import (
    CaseFile,
    Entry,
    EntryKind,
    File,
    Group,
    GroupMember,
    GroupState,
    Happening,
    LogLine,
)
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import (
    EntryError,
    FileChangedError,
    NoRightError,
    NotReadyError,
    ReturnRefusedError,
)
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 18)


@pytest.fixture
def three(case: dict[str, CaseFile]) -> list[str]:
    """Three files that are decided for a hand-over; the third lacks the contact."""
    return [case[end].number for end in ("0003", "0004", "0005")]


@pytest.fixture
def group(three: list[str], by: As) -> File:
    return groups.open_group(by("tonghua.clerk"), "The first of December", three)


def hand_over(by: As, group: File, who: str = "tonghua.decider", key: str = "") -> None:
    groups.hand_over(
        by(who, key),
        group,
        on=DAY,
        place="The bridge",
        to="The border representatives",
        evidence="Roll signed by both sides.",
    )


def handed_over(numbers: list[str]) -> QuerySet[Entry]:
    return Entry.objects.filter(payload__act="hand-over", file__number__in=numbers)


def ready(by: As, group: File) -> None:
    groups.contact(by("tonghua.clerk"), group, on=DAY, said="The representatives; names alone.")
    groups.fix(by("tonghua.clerk"), group)


def test_a_group_goes_from_its_members_to_the_receipt(
    group: File, three: list[str], by: As
) -> None:
    ready(by, group)
    hand_over(by, group)
    assert set(CaseFile.objects.filter(number__in=three).values_list("returned_on")) == {(DAY,)}
    groups.receive(by("tonghua.decider"), group, on=DAY, by="The officer", reference="No. 7")
    row = Group.objects.get(file=group)
    assert (row.state, row.size, row.handed_over_on, row.received_on) == (
        GroupState.RECEIVED, 3, DAY, DAY,
    )  # fmt: skip


def test_what_is_missing_is_said_for_whom(group: File, three: list[str], by: As) -> None:
    groups.fix(by("tonghua.clerk"), group)
    lacks = f"{three[2]}: not done: contact the border defence representatives"
    with pytest.raises(NotReadyError, match=lacks):
        hand_over(by, group)
    assert not handed_over(three)


def test_the_hand_over_of_all_is_one_entry_in_each_file(
    group: File, three: list[str], by: As
) -> None:
    ready(by, group)
    hand_over(by, group)
    done = handed_over(three)
    assert sorted(done.values_list("file__number", flat=True)) == three
    assert len(set(done.values_list("entered_at", flat=True))) == 1


def test_where_one_member_is_not_ready_nobody_is_handed_over(
    group: File, three: list[str], case: dict[str, CaseFile], by: As
) -> None:
    ready(by, group)
    offence = fact("offence in China", "yes", DAY, evidence="Answer of the bureau.")
    record(by("changbai.investigator"), case["0004"].file, [offence])
    with pytest.raises(NotReadyError, match="0004: the directive says something else now"):
        hand_over(by, group)
    assert not handed_over(three)
    assert group_standing(group).state is GroupState.FIXED


def test_a_repeated_hand_over_is_recorded_once(group: File, three: list[str], by: As) -> None:
    ready(by, group)
    hand_over(by, group, key="the same")
    hand_over(by, group, key="the same")
    assert handed_over(three).count() == 3
    with pytest.raises(NotReadyError, match="is handed over"):
        hand_over(by, group, key="another")


def test_opening_twice_with_one_key_opens_one_group(three: list[str], by: As) -> None:
    first = groups.open_group(by("tonghua.clerk", "k"), "One", three)
    assert groups.open_group(by("tonghua.clerk", "k"), "One", three) == first
    assert Group.objects.filter(called="One").count() == 1


@pytest.mark.parametrize(
    "who", ["changbai.clerk", "tonghua.investigator", "jilin.decider", "fao.decider"]
)
def test_only_the_office_whose_hand_over_it_is_puts_a_group_together(who: str, by: As) -> None:
    with pytest.raises(NoRightError):
        groups.open_group(by(who), "Ours")


@pytest.mark.parametrize("who", ["tonghua.clerk", "changbai.decider", "jilin.decider"])
def test_only_who_may_decide_there_records_the_hand_over(who: str, group: File, by: As) -> None:
    ready(by, group)
    with pytest.raises(NoRightError):
        hand_over(by, group, who)


def test_a_person_is_in_one_open_group(group: File, three: list[str], by: As) -> None:
    with pytest.raises(NotReadyError, match="in no other open group"):
        groups.open_group(by("tonghua.clerk"), "The second", three[:1])
    groups.dissolve(by("tonghua.clerk"), group, "The bridge is closed.")
    second = groups.open_group(by("tonghua.clerk"), "The second", three[:1])
    member = GroupMember.objects.get(is_open=True, case__number=three[0])
    assert member.group.file == second


def test_a_file_that_is_decided_otherwise_is_no_member(case: dict[str, CaseFile], by: As) -> None:
    for end in ("0002", "0007"):
        with pytest.raises(NotReadyError, match="persuade and hand over"):
            groups.open_group(by("tonghua.clerk"), "Wrong", [case[end].number])


def test_a_file_that_is_not_seen_is_not_there(by: As) -> None:
    with pytest.raises(NoRightError, match="no such file"):
        groups.open_group(by("tonghua.clerk"), "Wrong", ["YANBIAN-C-1961-0001"])


def test_a_fixed_group_is_opened_again_with_a_reason(group: File, three: list[str], by: As) -> None:
    groups.fix(by("tonghua.clerk"), group)
    with pytest.raises(NotReadyError, match="is fixed"):
        groups.remove(by("tonghua.clerk"), group, three[0], "Ill.")
    with pytest.raises(EntryError, match="No reason"):
        groups.open_again(by("tonghua.clerk"), group, " ")
    groups.open_again(by("tonghua.clerk"), group, "One is ill.")
    groups.remove(by("tonghua.clerk"), group, three[0], "Ill.")
    assert group_standing(group).members == three[1:]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_are_no_group(count: int, three: list[str], by: As) -> None:
    file = groups.open_group(by("tonghua.clerk"), "Few", three[:count])
    with pytest.raises(NotReadyError, match="handing over together"):
        groups.fix(by("tonghua.clerk"), file)


def test_two_are_a_group(three: list[str], by: As) -> None:
    file = groups.open_group(by("tonghua.clerk"), "Two", three[:2])
    groups.fix(by("tonghua.clerk"), file)
    assert group_standing(file).state is GroupState.FIXED


def test_a_contact_for_all_is_recorded_for_whom_there_was_none(
    group: File, three: list[str], by: As
) -> None:
    said = "The representatives; names alone."
    groups.contact(by("tonghua.investigator"), group, on=DAY, said=said)
    entries = Entry.objects.filter(happened_on=DAY, kind=EntryKind.ACT, file__number__in=three)
    assert [each.file.number for each in entries] == three[2:]
    with pytest.raises(EntryError, match="nobody in the group"):
        groups.contact(by("tonghua.investigator"), group, on=DAY, said=said)


def refuse_and_decide(case: CaseFile, by: As, reason: str = "") -> None:
    details = dict.fromkeys(law.law().procedure.details["attempt at persuasion"], "said")
    drafts = act("attempt at persuasion", DAY, "refuses to return", details)
    record(by("changbai.investigator"), case.file, drafts)
    decide(by("tonghua.decider"), case.file, "persuade and hand over", on=DAY, reason=reason)


def test_whoever_refuses_goes_with_no_group_unless_somebody_weighed_it(
    case: dict[str, CaseFile], by: As
) -> None:
    refuse_and_decide(case["0003"], by)
    unmet = [each.said for each in preconditions(standing(case["0003"].file)) if not each.is_met]
    assert len(unmet) == 1
    assert "refuses to return, on 18 December 1961" in unmet[0]
    decide(
        by("tonghua.decider"), case["0003"].file, "persuade and hand over", on=DAY,
        reason="Said no out of fear of the road, and asked to go with the sister.",
    )  # fmt: skip
    assert all(each.is_met for each in preconditions(standing(case["0003"].file)))


def test_a_hand_over_is_recorded_in_no_file_alone(case: dict[str, CaseFile], by: As) -> None:
    with pytest.raises(EntryError, match="a step of its own"):
        record(by("tonghua.decider"), case["0003"].file, act("hand-over", DAY))


def test_live_mode_refuses_the_contact_and_the_hand_over(
    group: File, three: list[str], by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(by, group)
    declared = deployment()
    live = Deployment(Mode.LIVE, declared.home, declared.rulebook, day=declared.day)
    monkeypatch.setattr(law, "deployment", lambda: live)
    with pytest.raises(ReturnRefusedError, match="In live mode"):
        hand_over(by, group)
    with pytest.raises(ReturnRefusedError, match="In live mode"):
        groups.contact(by("tonghua.clerk"), group, on=DAY, said="x")
    assert not handed_over(three)


def test_a_receipt_is_not_older_than_the_hand_over(group: File, by: As) -> None:
    ready(by, group)
    hand_over(by, group)
    before = DAY - datetime.timedelta(days=1)
    with pytest.raises(EntryError, match="The receipt is of"):
        groups.receive(by("tonghua.decider"), group, on=before, by="x", reference="y")
    with pytest.raises(EntryError, match="who signed"):
        groups.receive(by("tonghua.decider"), group, on=DAY, by="", reference="y")


def test_groups_are_seen_by_the_office_and_those_above(
    group: File, people: Mapping[str, User]
) -> None:
    def sees(who: str) -> bool:
        return Group.objects.visible_to(people[who]).filter(file=group).exists()

    assert sees("tonghua.clerk")
    assert sees("jilin.clerk")
    assert not any(map(sees, ("changbai.clerk", "fao.decider", "consulate.decider")))


def test_a_group_can_be_projected_anew(group: File, by: As) -> None:
    ready(by, group)
    before = list(Group.objects.values()), list(GroupMember.objects.values("case", "place"))
    write_groups([group])
    assert before == (
        list(Group.objects.values()),
        list(GroupMember.objects.values("case", "place")),
    )


def test_a_refused_hand_over_is_logged_once(group: File, by: As) -> None:
    groups.fix(by("tonghua.clerk"), group)
    before = LogLine.objects.filter(happening=Happening.REFUSED).count()
    with pytest.raises(NotReadyError):
        hand_over(by, group)
    with pytest.raises(FileChangedError):
        groups.open_again(by("tonghua.clerk", seen=1), group, "Why.")
    lines = LogLine.objects.filter(happening=Happening.REFUSED)
    assert lines.count() == before + 2
    assert lines[0].subject == group.number


def test_whose_file_was_merged_is_not_handed_over(
    group: File, three: list[str], case: dict[str, CaseFile], by: As
) -> None:
    merging.merge(
        by("tonghua.decider"), case["0003"].file, case["0001"].file, reason="The same person."
    )
    ready(by, group)
    with pytest.raises(NotReadyError, match=f"{three[0]}: was merged into {case['0001'].number}"):
        hand_over(by, group)
    assert not handed_over(three)
