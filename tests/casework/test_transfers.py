"""Long stayers: permission asked for and given, the file sent, accepted or returned."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework import groups, transfers
from decretal.casework.care import move
from decretal.casework.chain import breaks
from decretal.casework.decisions import decide
from decretal.casework.entries import act, fact, person
from decretal.casework.models import (
    CaseFile,
    File,
    OpenDuty,
    PermissionAsked,
    Transfer,
    TransferState,
)
from decretal.casework.project import rebuild
from decretal.casework.record import Request, record
from decretal.casework.standing import standing
from decretal.casework.transfer_standing import open_references
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, Posting, Role, User

from .conftest import As

DAY = datetime.date(1961, 12, 18)
WHY = "Here since 1958."


@pytest.fixture
def stayer(case: dict[str, CaseFile]) -> File:
    """Somebody who crossed in 1958 and is determined not to return."""
    return case["0011"].file


@pytest.fixture
def security(people: Mapping[str, User]) -> Office:
    office = people["security.decider"].office
    assert office is not None
    return office


def ask(by: As, file: File, who: str = "tonghua.decider") -> None:
    transfers.ask_permission(by(who), file, on=DAY, because=WHY)


def permit(by: As, file: File, outcome: str = "granted") -> None:
    record(by("jilin.decider"), file, act("permission of the Provincial Committee", DAY, outcome))


def send(by: As, file: File, to: Office, who: str = "tonghua.decider") -> None:
    transfers.send(by(who), file, to, on=DAY, because=WHY)


@pytest.fixture
def permitted(stayer: File, by: As) -> File:
    ask(by, stayer)
    permit(by, stayer)
    decide(by("tonghua.decider"), stayer, "transfer", on=DAY)
    return stayer


def test_a_long_stayer_goes_from_the_request_to_acceptance(
    permitted: File, security: Office, by: As, people: Mapping[str, User]
) -> None:
    send(by, permitted, security)
    assert CaseFile.objects.get(file=permitted).waits_for == "acceptance"
    assert CaseFile.objects.visible_to(people["security.clerk"]).filter(file=permitted).exists()
    transfers.accept(by("security.decider"), permitted, on=DAY)
    now = CaseFile.objects.select_related("file").get(file=permitted)
    assert (now.office, now.file.office, now.waits_for) == (security, security, "")
    assert standing(permitted).acts_of("transfer")
    assert Transfer.objects.get(case=now).state == TransferState.ACCEPTED


@pytest.mark.parametrize("who", ["tonghua.decider", "changbai.clerk", "jilin.clerk"])
def test_whoever_saw_the_file_before_sees_it_still(
    who: str, permitted: File, security: Office, by: As, people: Mapping[str, User]
) -> None:
    send(by, permitted, security)
    transfers.accept(by("security.decider"), permitted, on=DAY)
    assert CaseFile.objects.visible_to(people[who]).filter(file=permitted).exists()


def test_a_returned_file_is_where_it_was_and_the_duty_is_open_again(
    permitted: File, security: Office, by: As, people: Mapping[str, User]
) -> None:
    send(by, permitted, security)
    duties = OpenDuty.objects.filter(case=permitted.pk, act="transfer")
    assert not duties.exists()
    transfers.give_back(by("security.decider"), permitted, on=DAY, reason="The day is unproved.")
    now = CaseFile.objects.select_related("office").get(file=permitted)
    assert (now.office.code, duties.count()) == ("changbai", 1)
    assert not CaseFile.objects.visible_to(people["security.clerk"]).filter(pk=now.pk).exists()
    row = Transfer.objects.visible_to(people["security.clerk"]).get(case=now)
    assert (row.state, row.answer) == (TransferState.RETURNED, "The day is unproved.")
    send(by, permitted, security)
    assert Transfer.objects.filter(case=now).count() == 2


def test_a_transfer_is_seen_by_both_offices_and_by_nobody_beside(
    permitted: File, security: Office, by: As, people: Mapping[str, User]
) -> None:
    send(by, permitted, security)

    def sees(who: str) -> bool:
        return Transfer.objects.visible_to(people[who]).filter(case=permitted.pk).exists()

    assert all(map(sees, ("tonghua.clerk", "changbai.clerk", "security.clerk", "jilin.clerk")))
    assert not any(map(sees, ("fad.decider", "yanbian.clerk", "consulate.decider")))


def test_a_permission_waits_at_the_provincial_committee(
    stayer: File, by: As, people: Mapping[str, User]
) -> None:
    ask(by, stayer)
    row = PermissionAsked.objects.visible_to(people["jilin.clerk"]).get(case=stayer.pk)
    assert (row.to_office.code, row.answer) == ("jilin", "")
    with pytest.raises(NotReadyError, match="no permission to be asked for"):
        ask(by, stayer)
    permit(by, stayer)
    row.refresh_from_db()
    assert (row.answer, row.answered_on) == ("granted", DAY)


def test_without_permission_nobody_is_transferred(stayer: File, security: Office, by: As) -> None:
    decide(by("tonghua.decider"), stayer, "transfer", on=DAY)
    with pytest.raises(NotReadyError, match="transfer the person without permission"):
        send(by, stayer, security)
    assert not Transfer.objects.filter(case=stayer.pk).exists()


def test_a_refused_permission_leads_where_the_text_leads(stayer: File, by: As) -> None:
    ask(by, stayer)
    permit(by, stayer, "refused")
    now = CaseFile.objects.get(file=stayer)
    assert (now.status, now.waits_for) == ("silent", "guidance")


@pytest.mark.parametrize("code", ["yanbian", "jilin", "fao"])
def test_a_long_stayer_goes_only_where_the_order_says(code: str, permitted: File, by: As) -> None:
    with pytest.raises(EntryError, match="Public Security Department"):
        send(by, permitted, Office.objects.get(code=code))


def test_any_file_goes_to_another_office_that_accepts_it(
    case: dict[str, CaseFile], by: As, people: Mapping[str, User]
) -> None:
    file, yanbian = case["0002"].file, Office.objects.get(code="yanbian")
    send(by, file, yanbian, "changbai.decider")
    transfers.accept(by("yanbian.decider"), file, on=DAY, said="The family is here.")
    assert CaseFile.objects.get(file=file).office == yanbian
    assert not standing(file).acts_of("transfer")
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    held = File.objects.get(pk=file.pk)
    assert not breaks(held.number, held.length, held.head, entries)
    assert CaseFile.objects.visible_to(people["changbai.clerk"]).filter(file=file).exists()


@pytest.mark.parametrize("who", ["changbai.clerk", "tonghua.investigator"])
def test_who_decides_nothing_sends_nothing(
    who: str, case: dict[str, CaseFile], security: Office, by: As
) -> None:
    with pytest.raises(NoRightError):
        send(by, case["0002"].file, security, who)


def test_an_office_sends_no_file_of_another(
    case: dict[str, CaseFile], security: Office, by: As
) -> None:
    with pytest.raises(NoRightError, match="no such file"):
        send(by, case["0002"].file, security, "yanbian.decider")


def test_a_file_goes_to_no_other_state(case: dict[str, CaseFile], by: As) -> None:
    with pytest.raises(EntryError, match="does not go to Korean Consulate General"):
        send(by, case["0002"].file, Office.objects.get(code="consulate"), "changbai.decider")


@pytest.mark.parametrize("who", ["fad.decider", "tonghua.decider", "yanbian.decider"])
def test_only_the_addressee_accepts(who: str, permitted: File, security: Office, by: As) -> None:
    send(by, permitted, security)
    with pytest.raises(NoRightError):
        transfers.accept(by(who), permitted, on=DAY)
    with pytest.raises(NoRightError):
        transfers.give_back(by(who), permitted, on=DAY, reason="x")


def test_a_file_is_on_one_way_at_a_time(permitted: File, security: Office, by: As) -> None:
    send(by, permitted, security)
    with pytest.raises(NotReadyError):
        send(by, permitted, security)
    transfers.accept(by("security.decider"), permitted, on=DAY)
    with pytest.raises(NotReadyError, match="not on its way"):
        transfers.accept(by("security.decider"), permitted, on=DAY)


def test_who_is_in_an_open_group_is_not_sent_away(
    case: dict[str, CaseFile], security: Office, by: As
) -> None:
    groups.open_group(by("tonghua.clerk"), "One", [case["0003"].number])
    with pytest.raises(NotReadyError, match="is in the group"):
        send(by, case["0003"].file, security)


def test_a_reason_is_needed_and_days_go_forward(permitted: File, security: Office, by: As) -> None:
    with pytest.raises(EntryError, match="No reason"):
        transfers.send(by("tonghua.decider"), permitted, security, on=DAY, because=" ")
    send(by, permitted, security)
    with pytest.raises(EntryError, match="No reason"):
        transfers.give_back(by("security.decider"), permitted, on=DAY, reason="")
    before = DAY - datetime.timedelta(days=1)
    with pytest.raises(EntryError, match="was sent on"):
        transfers.accept(by("security.decider"), permitted, on=before)


def test_sending_twice_with_one_key_sends_once(permitted: File, security: Office, by: As) -> None:
    for _ in range(2):
        request = by("tonghua.decider", "k")
        transfers.send(request, permitted, security, on=DAY, because=WHY)
    assert Transfer.objects.filter(case=permitted.pk).count() == 1


def test_the_report_that_is_not_at_hand_is_an_open_reference(
    stayer: File, case: dict[str, CaseFile]
) -> None:
    ((name, _, provision),) = open_references(standing(stayer))
    assert name.startswith("Report on the Handling of Korean Illegal")
    assert provision == "1960 or earlier"
    ((law, _, provision),) = open_references(standing(case["0010"].file))
    assert (law, provision) == ("law on foreign citizens who commit crimes in China", "I.5")
    assert open_references(standing(case["0003"].file)) == []


def test_transfers_can_be_projected_anew(permitted: File, security: Office, by: As) -> None:
    send(by, permitted, security)
    transfers.give_back(by("security.decider"), permitted, on=DAY, reason="Unproved.")

    def rows() -> list[object]:
        return [
            list(model.objects.order_by("sequence").values())
            for model in (Transfer, PermissionAsked)
        ]

    before = rows()
    rebuild([permitted])
    assert rows() == before


def test_who_sees_a_file_and_does_not_hold_it_finds_nothing_in_it(
    permitted: File, security: Office, by: As
) -> None:
    found = fact("offence in China", "yes", DAY, evidence="A file of the police.")
    named = person(["Another name"])
    people = User.objects.filter(office=security)
    finder = Request(people.first() or by("security.decider").actor)
    Posting.objects.get_or_create(user=finder.actor, role=Role.INVESTIGATOR)
    finder = Request(User.objects.get(pk=finder.actor.pk))
    send(by, permitted, security)
    for draft in (found, named):
        with pytest.raises(NoRightError, match="does not work on it"):
            record(finder, permitted, [draft])
    transfers.accept(by("security.decider"), permitted, on=DAY)
    record(finder, permitted, [found, named])
    for who, draft in (("changbai.investigator", found), ("tonghua.investigator", named)):
        with pytest.raises(NoRightError, match="does not work on it"):
            record(by(who), permitted, [draft])
    with pytest.raises(NoRightError, match="does not work on it"):
        move(by("changbai.clerk"), permitted, "Elsewhere", on=DAY, reason="x")
