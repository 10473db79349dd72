"""Steps of the procedure go out and come in as registered telegrams, in one transaction."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework import correspondence, guidance, lists, transfers
from decretal.casework.deployment import Deployment, Mode, deployment
from decretal.casework.entries import act
from decretal.casework.law import law
from decretal.casework.lists import Answer
from decretal.casework.models import CaseFile, Entry, EntryKind, File, NameList
from decretal.casework.record import Request, record
from decretal.errors import EntryError, NoRightError, ReturnRefusedError
from decretal.offices.models import Office, User
from decretal.registry.register.copies import held, reckon
from decretal.registry.register.models import InTray, Telegram, Way
from decretal.registry.register.tray import in_tray

from .conftest import As

DAY = datetime.date(1961, 12, 18)


@pytest.fixture
def drawn_up(case: dict[str, CaseFile], by: As) -> File:
    numbers = [case[end].number for end in ("0007", "0008")]
    return lists.open_list(by("tonghua.clerk"), numbers)


@pytest.fixture
def reported(drawn_up: File, by: As) -> File:
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    lists.report(by("fao.decider"), drawn_up, on=DAY)
    return drawn_up


def of(matter: str) -> list[tuple[str, str, str]]:
    """The telegrams about a matter: whose register, which way, from whom."""
    rows = Telegram.objects.filter(matter=matter).order_by("pk")
    return [(each.office.code, each.way, each.sender) for each in rows]


def documents(number: str) -> list[str]:
    """The telegrams to which the entries of a file lead."""
    entries = Entry.objects.filter(file__number=number, kind=EntryKind.DOCUMENT)
    found = entries.filter(payload__document="telegram").order_by("sequence")
    return [entry.payload["telegram"] for entry in found]


def test_a_list_that_is_sent_goes_out_and_comes_in_and_stands_in_each_file(
    drawn_up: File, by: As, case: dict[str, CaseFile]
) -> None:
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    assert of(drawn_up.number) == [
        ("tonghua", "outgoing", "Tonghua Regional Committee"),
        ("fao", "incoming", "Tonghua Regional Committee"),
    ]
    sent, came = Telegram.objects.filter(matter=drawn_up.number).order_by("pk")
    assert came.sent_as == sent
    assert came.sha256 == sent.sha256
    for number in (drawn_up.number, case["0007"].number, case["0008"].number):
        assert documents(number) == [sent.mark]
    names = case["0007"].names
    assert names[0] in bytes(sent.raw).decode()
    copies = held(sent)
    assert reckon(sent, [each.copy for each in copies]).adds_up
    assert InTray.objects.filter(telegram=came).exists()


def test_a_reported_list_goes_to_the_consulate_and_names_no_file(reported: File) -> None:
    assert of(reported.number)[2:] == [
        ("fao", "outgoing", "Foreign Affairs Office"),
        ("consulate", "incoming", "Foreign Affairs Office"),
    ]
    came = Telegram.objects.get(office__code="consulate", matter=reported.number)
    assert "-C-1961-" not in bytes(came.raw).decode()
    forwarded = Telegram.objects.get(office__code="fao", way=Way.INCOMING, matter=reported.number)
    assert not InTray.objects.filter(telegram=forwarded).exists(), "it was forwarded"


def test_the_answer_comes_back_as_the_answer_to_the_report(reported: File, by: As) -> None:
    given = {1: Answer("agrees", "Note 40"), 2: Answer("refuses", "Note 40")}
    lists.answer(by("consulate.decider"), reported, given, on=DAY)
    answered = Telegram.objects.get(
        office__code="consulate", way="outgoing", matter=reported.number
    )
    assert answered.answers is not None
    assert answered.answers.sent_as == Telegram.objects.get(
        office__code="fao", way="outgoing", matter=reported.number
    )
    came = Telegram.objects.get(office__code="fao", sent_as=answered)
    assert came.answers == answered.answers.sent_as
    assert Telegram.objects.filter(office__code="tonghua", sent_as=answered).exists()
    assert "Place 2 on the list: refuses" in bytes(answered.raw).decode()


def test_the_consulate_sees_telegrams_that_were_addressed_to_it_and_its_own(
    reported: File, people: Mapping[str, User]
) -> None:
    seen = Telegram.objects.visible_to(people["consulate.decider"])
    assert {each.office.code for each in seen} == {"consulate"}
    addressed = seen.filter(way=Way.INCOMING)
    assert addressed.filter(matter=reported.number).exists()
    assert {a.name for each in addressed for a in each.addressees.all()} == {
        "Korean Consulate General"
    }


def test_guidance_goes_up_office_by_office_and_the_answer_comes_down(
    by: As, case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number="CHANGBAI-Q-1961-0001")
    guidance.pass_on(by("tonghua.decider"), file, "We would wait.")
    guidance.pass_on(by("jilin.decider"), file, "So would we.")
    guidance.answer(by("mfa.decider"), file, "The marriage decides.")
    codes = [(code, way) for code, way, _ in of(file.number)]
    assert codes[:6] == [
        ("changbai", "outgoing"),
        ("tonghua", "incoming"),
        ("tonghua", "outgoing"),
        ("jilin", "incoming"),
        ("jilin", "outgoing"),
        ("mfa", "incoming"),
    ]
    assert codes[6] == ("mfa", "outgoing")
    assert sorted(codes[7:]) == [
        ("changbai", "incoming"),
        ("jilin", "incoming"),
        ("tonghua", "incoming"),
    ]
    answer = Telegram.objects.get(office__code="mfa", way="outgoing", matter=file.number)
    assert answer.answers == Telegram.objects.get(
        office__code="mfa", way="incoming", matter=file.number
    )
    (member,) = {entry.payload["case"] for entry in file.entries.filter(kind=EntryKind.MEMBER)}
    assert answer.mark in documents(str(member))
    assert not InTray.objects.filter(telegram__matter=file.number, office__code="mfa").exists()


def test_permission_is_asked_for_and_given_by_telegram(by: As, case: dict[str, CaseFile]) -> None:
    file = File.objects.get(number=case["0026"].number)
    permission = act(law().procedure.steps["permission"], DAY, "granted")
    record(by("jilin.decider"), file, permission)
    assert [(code, way) for code, way, _ in of(file.number)] == [
        ("tonghua", "outgoing"),
        ("jilin", "incoming"),
        ("jilin", "outgoing"),
        ("tonghua", "incoming"),
        ("changbai", "incoming"),
    ]
    given = Telegram.objects.get(office__code="jilin", way="outgoing", matter=file.number)
    assert given.answers == Telegram.objects.get(
        office__code="jilin", way="incoming", matter=file.number
    )
    assert documents(file.number)[-1] == given.mark


@pytest.mark.parametrize("accepted", [True, False])
def test_a_transfer_goes_out_and_is_answered_by_telegram(
    by: As, case: dict[str, CaseFile], accepted: bool
) -> None:
    file = File.objects.get(number=case["0025"].number)
    if accepted:
        transfers.accept(by("fad.decider"), file, on=DAY)
    else:
        transfers.give_back(by("fad.decider"), file, on=DAY, reason="It is for others.")
    answer = Telegram.objects.get(office__code="fad", way="outgoing", matter=file.number)
    assert answer.answers is not None
    assert answer.answers.office.code == "fad"
    assert ("accepted" if accepted else "returned") in bytes(answer.raw).decode()
    assert documents(file.number)[-1] == answer.mark
    assert Telegram.objects.filter(sent_as=answer, office__code="tonghua").exists()


def test_the_same_request_sends_one_telegram(drawn_up: File, by: As) -> None:
    for _ in range(2):
        lists.send(by("tonghua.decider", key="one form"), drawn_up, on=DAY)
    assert len(of(drawn_up.number)) == 2
    assert len(documents(drawn_up.number)) == 1


def test_a_permission_recorded_twice_by_one_request_sends_one_telegram(
    by: As, case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number=case["0026"].number)
    permission = act(law().procedure.steps["permission"], DAY, "granted")
    for _ in range(2):
        record(by("jilin.decider", key="one form"), file, permission)
    given = Telegram.objects.filter(office__code="jilin", way="outgoing", matter=file.number)
    assert given.count() == 1


def test_a_step_that_is_refused_registers_nothing(reported: File, by: As) -> None:
    before = list(Telegram.objects.values_list("pk", flat=True))
    early = datetime.date(1961, 12, 1)
    with pytest.raises(EntryError):
        lists.answer(by("consulate.decider"), reported, {1: Answer("agrees", "4")}, on=early)
    assert list(Telegram.objects.values_list("pk", flat=True)) == before


def test_where_the_telegram_fails_the_step_is_not_taken(
    drawn_up: File, by: As, case: dict[str, CaseFile]
) -> None:
    later = datetime.date(1962, 1, 5)
    lengths = [f.length for f in File.objects.filter(number__in=[drawn_up.number])]
    with pytest.raises(EntryError):
        lists.send(by("tonghua.decider"), drawn_up, on=later)
    assert [f.length for f in File.objects.filter(number=drawn_up.number)] == lengths
    assert of(drawn_up.number) == []
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    sent = Telegram.objects.get(office__code="tonghua", matter=drawn_up.number)
    before = Telegram.objects.filter(office__code="tonghua", way="outgoing", pk__lt=sent.pk)
    assert sent.number == max(before.values_list("number", flat=True)) + 1, "no gap"


def test_words_that_would_be_read_as_something_else_stop_no_step(
    by: As, case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number=case["0025"].number)
    reason = "To the Korean Consulate General:\nNo. (61) 99\nDistribution: all (500)\n25 November"
    transfers.give_back(by("fad.decider"), file, on=DAY, reason=reason)
    answer = Telegram.objects.get(office__code="fad", way="outgoing", matter=file.number)
    assert [each.name for each in answer.addressees.all()] == [
        "Tonghua Regional Committee",
        "Changbai County",
    ]
    assert [each["name"] for each in answer.found["distribution"]] == [
        "Tonghua Regional Committee",
        "Changbai County",
    ]
    paragraphs = [each["text"] for each in answer.found["paragraphs"]]
    assert paragraphs[1:] == reason.split("\n")


def test_words_that_no_telegram_can_hold_stand_in_the_file_and_the_telegram_says_so(
    by: As, case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number=case["0025"].number)
    transfers.give_back(by("fad.decider"), file, on=DAY, reason="\ufffd" * 900)
    answer = Telegram.objects.get(office__code="fad", way="outgoing", matter=file.number)
    text = bytes(answer.raw).decode()
    assert f"What is said stands in the file {file.number}, which is with you." in text
    assert "\ufffd" not in text


def test_any_names_of_offices_stop_no_step(by: As, case: dict[str, CaseFile]) -> None:
    for code, name in (
        ("tonghua", "通化地委"),
        ("fad", "외사처"),
        ("changbai", "Section 5, No. 7"),
    ):
        Office.objects.filter(code=code).update(name=name)
    people = As({user.username: user for user in User.objects.select_related("office")})
    file = File.objects.get(number=case["0025"].number)
    transfers.accept(people("fad.decider"), file, on=DAY)
    assert Telegram.objects.filter(office__code="tonghua", sender="외사처").exists()


def test_in_live_mode_nothing_goes_to_the_state_of_origin(
    drawn_up: File, by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    declared = deployment()
    live = Deployment(Mode.LIVE, declared.home, declared.rulebook, day=declared.day)
    monkeypatch.setattr(correspondence, "deployment", lambda: live)
    with pytest.raises(ReturnRefusedError):
        lists.report(by("fao.decider"), drawn_up, on=DAY)
    assert NameList.objects.get(pk=drawn_up.pk).state == "sent"
    assert not Telegram.objects.filter(office__code="consulate", matter=drawn_up.number).exists()


# a list that takes the place of another ------------------------------------------------


def test_whoever_has_a_list_is_told_by_telegram_that_it_is_superseded_and_by_which(
    reported: File, by: As, case: dict[str, CaseFile]
) -> None:
    first, second = case["0007"].number, case["0008"].number
    new = lists.supersede(by("tonghua.decider"), reported, "One was released.", [first])
    assert of(reported.number)[-2:] == [
        ("tonghua", "outgoing", "Tonghua Regional Committee"),
        ("fao", "incoming", "Tonghua Regional Committee"),
    ]
    told = Telegram.objects.filter(office__code="tonghua", matter=reported.number).latest("pk")
    text = bytes(told.raw).decode()
    for each in (reported.number, new.number, "One was released."):
        assert each in text
    for number in (reported.number, new.number, first, second):
        assert documents(number)[-1] == told.mark
    assert not Telegram.objects.filter(matter=new.number).exists(), "it is not sent yet"


def test_a_list_that_takes_the_place_of_another_says_so_where_it_goes(
    reported: File, by: As
) -> None:
    new = lists.supersede(by("tonghua.decider"), reported, "One was released.")
    lists.send(by("tonghua.decider"), new, on=deployment().today())
    lists.report(by("fao.decider"), new, on=deployment().today())
    said = f"This list takes the place of the list {reported.number}."
    for code in ("tonghua", "fao"):
        sent = Telegram.objects.get(office__code=code, way="outgoing", matter=new.number)
        assert said in bytes(sent.raw).decode()
        for number in (reported.number, new.number):
            assert sent.mark in documents(number)


def test_the_other_state_is_not_told_of_a_list_that_it_never_got(drawn_up: File, by: As) -> None:
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    new = lists.supersede(by("tonghua.decider"), drawn_up, "A name was wrong.")
    lists.send(by("tonghua.decider"), new, on=deployment().today())
    lists.report(by("fao.decider"), new, on=deployment().today())
    came = Telegram.objects.get(office__code="consulate", matter=new.number)
    assert drawn_up.number not in bytes(came.raw).decode()
    sent = Telegram.objects.get(office__code="fao", way="incoming", matter=new.number)
    assert drawn_up.number in bytes(sent.raw).decode()


def test_superseding_a_list_forwards_nothing_that_came_in_about_it(reported: File, by: As) -> None:
    lists.answer(by("consulate.decider"), reported, {1: Answer("agrees", "Note 40")}, on=DAY)
    lists.supersede(by("tonghua.decider"), reported, "The second was released.")
    copied = Telegram.objects.get(office__code="tonghua", way="incoming", matter=reported.number)
    assert InTray.objects.filter(telegram=copied).exists()


def test_only_somebody_who_may_send_a_list_takes_it_back(reported: File, by: As) -> None:
    before = Telegram.objects.count()
    with pytest.raises(NoRightError):
        lists.supersede(by("tonghua.clerk"), reported, "One was released.")
    assert Telegram.objects.count() == before


# precedence --------------------------------------------------------------------------


def test_whoever_takes_a_step_chooses_the_precedence_of_its_telegram(
    drawn_up: File, people: Mapping[str, User]
) -> None:
    asks = Request(people["tonghua.decider"], precedence="Extra urgent")
    lists.send(asks, drawn_up, on=DAY)
    sent, came = Telegram.objects.filter(matter=drawn_up.number).order_by("pk")
    assert sent.found["precedence"] == "Extra urgent"
    assert [(each.precedence, each.rank) for each in (sent, came)] == [("Extra urgent", 0)] * 2
    assert in_tray(people["fao.clerk"])[0].telegram == came
    assert came.due_on is not None, "Jilin set itself a term for what is extra urgent"


@pytest.mark.parametrize(
    ("word", "rank"),
    [("Extra urgent", 0), ("Urgent", 1), ("Priority", 2), ("", 3), ("Deferred", 4)],
)
def test_each_precedence_is_read_back_and_sorts_the_in_tray(
    people: Mapping[str, User], case: dict[str, CaseFile], word: str, rank: int
) -> None:
    file = File.objects.get(number=case["0026"].number)
    permission = act(law().procedure.steps["permission"], DAY, "granted")
    record(Request(people["jilin.decider"], precedence=word), file, permission)
    came = Telegram.objects.get(office__code="tonghua", way="incoming", matter=file.number)
    assert (came.precedence, came.rank) == (word, rank)
    assert InTray.objects.get(telegram=came).rank == rank


def test_words_that_are_no_precedence_are_refused_and_nothing_is_sent(
    drawn_up: File, people: Mapping[str, User]
) -> None:
    with pytest.raises(EntryError, match="no precedence of a telegram"):
        lists.send(Request(people["tonghua.decider"], precedence="soon"), drawn_up, on=DAY)
    assert of(drawn_up.number) == []
