"""Lists of names: sent, reported, answered for each person, superseded."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping

import pytest

from decretal.casework import law, lists, merging
from decretal.casework.decisions import decide
from decretal.casework.deployment import Deployment, Mode, deployment
from decretal.casework.entries import act, fact, person
from decretal.casework.list_standing import NO_ANSWER_YET, list_standing, write_lists
from decretal.casework.lists import Answer
from decretal.casework.models import (
    CaseFile,
    Entry,
    EntryKind,
    File,
    ListedName,
    ListState,
    NameList,
    OpenDuty,
)
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import EntryError, NoRightError, NotReadyError, ReturnRefusedError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 18)


@pytest.fixture
def two(case: dict[str, CaseFile]) -> list[str]:
    """Two files that are decided for the list."""
    return [case[end].number for end in ("0007", "0008")]


@pytest.fixture
def drawn_up(two: list[str], by: As) -> File:
    return lists.open_list(by("tonghua.clerk"), two)


@pytest.fixture
def sent(drawn_up: File, by: As) -> File:
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    return drawn_up


@pytest.fixture
def reported(sent: File, by: As) -> File:
    lists.report(by("fao.decider"), sent, on=DAY)
    return sent


def answer(by: As, file: File, said: Mapping[int, str], who: str = "consulate.decider") -> None:
    given = {place: Answer(each, f"Note {place}") for place, each in said.items()}
    lists.answer(by(who), file, given, on=DAY)


def test_consent_makes_a_foreign_resident_once_somebody_decides(
    reported: File, case: dict[str, CaseFile], by: As
) -> None:
    answer(by, reported, {1: "agrees", 2: "agrees"})
    file = case["0007"].file
    found = standing(file)
    assert found.answer.disposition == "foreign resident"
    assert CaseFile.objects.get(pk=file.pk).resident_since is None
    decide(by("tonghua.decider"), file, "foreign resident", on=DAY)
    assert CaseFile.objects.get(pk=file.pk).resident_since == DAY
    assert NameList.objects.get(file=reported).state == ListState.ANSWERED


def test_an_answer_is_the_consulates_entry_in_the_case_file(
    reported: File, case: dict[str, CaseFile], by: As, people: Mapping[str, User]
) -> None:
    answer(by, reported, {1: "agrees"})
    (entry,) = standing(case["0007"].file).acts_of("answer of the Consulate General")
    assert entry.entry.author == people["consulate.decider"]
    assert (entry.said("outcome"), entry.entry.reference) == ("agrees", "Note 1")
    assert standing(case["0007"].file).facts["consulate answer"].value == "agrees"
    assert standing(case["0008"].file).facts["consulate answer"].value == "none yet"


def test_a_refusal_leads_where_the_text_leads(
    reported: File, case: dict[str, CaseFile], by: As
) -> None:
    answer(by, reported, {1: "refuses"})
    now = CaseFile.objects.get(pk=case["0007"].pk)
    assert (now.status, now.waits_for) == ("silent", "guidance")


def test_no_answer_yet_settles_nothing(reported: File, case: dict[str, CaseFile], by: As) -> None:
    answer(by, reported, {1: NO_ANSWER_YET})
    assert standing(case["0007"].file).answer.disposition == "exception list"
    assert NameList.objects.get(file=reported).unanswered == 2
    answer(by, reported, {1: "agrees"})
    assert NameList.objects.get(file=reported).unanswered == 1


def test_sending_and_reporting_are_acts_in_every_file(reported: File, two: list[str]) -> None:
    for name, office in (
        ("list sent to the provincial Foreign Affairs Office", "tonghua"),
        ("list reported to the Consulate General", "fao"),
    ):
        done = Entry.objects.filter(payload__act=name, file__number__in=two)
        assert sorted(done.values_list("file__number", flat=True)) == two
        assert set(done.values_list("office__code", flat=True)) == {office}


def test_the_duty_to_report_is_met(sent: File, two: list[str], by: As) -> None:
    duty = "report the list to the Korean Consulate General"
    open_duties = OpenDuty.objects.filter(text=duty, office__code="fao", case__number__in=two)
    assert open_duties.count() == 2
    lists.report(by("fao.decider"), sent, on=DAY)
    assert open_duties.count() == 0


def test_a_list_that_was_sent_is_fixed(sent: File, two: list[str], by: As) -> None:
    with pytest.raises(NotReadyError, match="is fixed"):
        lists.remove(by("tonghua.clerk"), sent, two[0], "Why.")
    with pytest.raises(NotReadyError, match="is fixed"):
        lists.add(by("tonghua.clerk"), sent, two)


def test_a_name_corrected_later_does_not_change_what_was_sent(
    sent: File, case: dict[str, CaseFile], by: As
) -> None:
    before = NameList.objects.get(file=sent).content_hash
    record(by("changbai.clerk"), case["0007"].file, [person(["다른이름"])])
    write_lists([sent])
    assert ListedName.objects.get(name_list=sent.pk, place=1).names == ["버들꽃", "Pŏ Tŭl-kkot"]
    assert NameList.objects.get(file=sent).content_hash == before


def test_the_hash_is_of_number_office_and_names(sent: File) -> None:
    content = {
        "list": sent.number,
        "names": [["버들꽃", "Pŏ Tŭl-kkot"], ["하늘빛", "Ha Nŭl-bit", "河訥斌"]],
        "office": "Tonghua Regional Committee",
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    assert NameList.objects.get(file=sent).content_hash == hashlib.sha256(written).hexdigest()


def test_a_change_makes_a_new_list_that_supersedes(reported: File, two: list[str], by: As) -> None:
    new = lists.supersede(by("tonghua.decider", "k"), reported, "One was released.", two[:1])
    assert lists.supersede(by("tonghua.decider", "k"), reported, "One was released.") == new
    old = NameList.objects.get(file=reported)
    assert (old.state, old.by_list) == (ListState.SUPERSEDED, new.number)
    assert [each.file for each in list_standing(new).listed] == two[1:]
    note = Entry.objects.get(kind=EntryKind.NOTE, file__number=two[0])
    assert "One was released." in note.payload["text"]
    with pytest.raises(NotReadyError, match="superseded"):
        answer(by, reported, {1: "agrees"})
    lists.send(by("tonghua.decider"), new, on=DAY)


def test_answers_given_stay_when_a_list_is_superseded(
    reported: File, two: list[str], by: As
) -> None:
    answer(by, reported, {1: "agrees"})
    new = lists.supersede(by("tonghua.decider"), reported, "Asked anew.")
    assert [each.file for each in list_standing(new).listed] == two[1:]
    assert ListedName.objects.get(name_list=reported.pk, place=1).answer == "agrees"


def test_a_person_is_on_one_open_list(drawn_up: File, two: list[str], by: As) -> None:
    with pytest.raises(NotReadyError, match="on no other list"):
        lists.open_list(by("tonghua.decider"), two[:1])
    assert ListedName.objects.filter(is_open=True, case__number__in=two).count() == 2
    assert drawn_up.number.startswith("TONGHUA-L-1961-")


def test_where_one_file_changed_nothing_is_sent(
    drawn_up: File, two: list[str], case: dict[str, CaseFile], by: As
) -> None:
    minority = fact("determination", "member of China's Korean minority", DAY, evidence="Register.")
    record(by("changbai.investigator"), case["0008"].file, [minority])
    with pytest.raises(NotReadyError, match="0008"):
        lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    sent = Entry.objects.filter(payload__act__startswith="list sent", file__number__in=two)
    assert not sent.exists()


def test_a_file_without_a_decision_goes_on_no_list(case: dict[str, CaseFile], by: As) -> None:
    for end in ("0003", "0013"):
        with pytest.raises(NotReadyError, match="exception list"):
            lists.open_list(by("tonghua.clerk"), [case[end].number])


@pytest.mark.parametrize("who", ["changbai.clerk", "fao.clerk", "consulate.decider"])
def test_only_the_office_that_sends_lists_draws_them_up(who: str, by: As) -> None:
    with pytest.raises(NoRightError):
        lists.open_list(by(who))


@pytest.mark.parametrize("who", ["tonghua.clerk", "fao.decider", "consulate.decider"])
def test_only_who_may_decide_there_sends(who: str, drawn_up: File, by: As) -> None:
    with pytest.raises(NoRightError):
        lists.send(by(who), drawn_up, on=DAY)


@pytest.mark.parametrize("who", ["tonghua.decider", "fao.clerk", "fad.decider", "jilin.decider"])
def test_only_the_foreign_affairs_office_reports(who: str, sent: File, by: As) -> None:
    with pytest.raises(NoRightError):
        lists.report(by(who), sent, on=DAY)


@pytest.mark.parametrize("who", ["consulate.clerk", "fao.decider", "tonghua.decider"])
def test_only_the_consulate_answers(who: str, reported: File, by: As) -> None:
    with pytest.raises(NoRightError):
        answer(by, reported, {1: "agrees"}, who)


def test_a_list_that_was_not_reported_is_not_there_for_the_consulate(
    sent: File, by: As, people: Mapping[str, User]
) -> None:
    with pytest.raises(NoRightError, match="no such list"):
        answer(by, sent, {1: "agrees"})
    consulate = people["consulate.decider"]
    assert not NameList.objects.visible_to(consulate).filter(file=sent).exists()
    assert not File.objects.visible_to(consulate).filter(pk=sent.pk).exists()
    assert set(File.objects.visible_to(consulate).values_list("kind", flat=True)) == {"list"}


def test_the_foreign_affairs_office_sees_the_list_and_no_file(
    sent: File, people: Mapping[str, User]
) -> None:
    assert NameList.objects.visible_to(people["fao.clerk"]).filter(file=sent).exists()
    assert not CaseFile.objects.visible_to(people["fao.clerk"]).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "No answer is given"),
        ({3: Answer("agrees", "x")}, "no place 3"),
        ({1: Answer("perhaps", "x")}, "is no answer"),
        ({1: Answer("agrees", " ")}, "has no reference"),
    ],
)
def test_an_answer_that_is_not_as_it_should_be_is_refused(
    given: Mapping[int, Answer], said: str, reported: File, by: As
) -> None:
    with pytest.raises(EntryError, match=said):
        lists.answer(by("consulate.decider"), reported, given, on=DAY)


def test_a_person_is_answered_for_once(reported: File, by: As) -> None:
    answer(by, reported, {1: "agrees"})
    with pytest.raises(NotReadyError, match="was answered: agrees"):
        answer(by, reported, {1: "refuses", 2: "agrees"})
    assert list_standing(reported).listed[1].answer == ""


def test_a_repeated_answer_is_recorded_once(reported: File, by: As) -> None:
    for _ in range(2):
        request = by("consulate.decider", "k")
        lists.answer(request, reported, {1: Answer("agrees", "Note 1")}, on=DAY)
    assert Entry.objects.filter(kind=EntryKind.ANSWER, file=reported).count() == 1


def test_an_answer_is_recorded_in_no_file_alone(case: dict[str, CaseFile], by: As) -> None:
    drafts = act("answer of the Consulate General", DAY, "agrees")
    with pytest.raises(EntryError, match="a step of its own"):
        record(by("tonghua.decider"), case["0007"].file, drafts)


def test_live_mode_sends_and_does_not_report(
    drawn_up: File, by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = deployment()
    live = Deployment(Mode.LIVE, declared.home, declared.rulebook, day=declared.day)
    monkeypatch.setattr(law, "deployment", lambda: live)
    lists.send(by("tonghua.decider"), drawn_up, on=DAY)
    with pytest.raises(ReturnRefusedError, match="tells the state of origin"):
        lists.report(by("fao.decider"), drawn_up, on=DAY)
    assert list_standing(drawn_up).state is ListState.SENT


def test_days_go_forward(sent: File, by: As) -> None:
    before = DAY - datetime.timedelta(days=1)
    with pytest.raises(EntryError, match="it was sent on"):
        lists.report(by("fao.decider"), sent, on=before)
    lists.report(by("fao.decider"), sent, on=DAY)
    with pytest.raises(EntryError, match="it was reported on"):
        lists.answer(by("consulate.decider"), sent, {1: Answer("agrees", "x")}, on=before)


def test_lists_can_be_projected_anew(reported: File, by: As) -> None:
    answer(by, reported, {1: "agrees"})

    def rows() -> list[object]:
        listed = ListedName.objects.order_by("place").values("case", "place", "names", "answer")
        return [list(NameList.objects.values()), list(listed)]

    before = rows()
    write_lists([reported])
    assert rows() == before


def test_whose_file_was_merged_is_on_no_list_that_is_sent(
    drawn_up: File, case: dict[str, CaseFile], by: As
) -> None:
    merging.merge(
        by("tonghua.decider"), case["0007"].file, case["0001"].file, reason="The same person."
    )
    with pytest.raises(NotReadyError, match="was merged into"):
        lists.send(by("tonghua.decider"), drawn_up, on=DAY)
