"""Recording: chains, repetition, what changed, rights, and what the database refuses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from django.db import DatabaseError, connection, transaction

from decretal.casework.chain import breaks
from decretal.casework.corrections import correct
from decretal.casework.decisions import decide
from decretal.casework.entries import Draft, act, fact
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, Entry, EntryKind, File, Happening, LogLine, OpenDuty
from decretal.casework.project import write
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 15)
NOTE = Draft(EntryKind.NOTE, {"text": "seen"})


def chain_of(file: File) -> list[str]:
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    return [str(each) for each in breaks(file.number, file.length, file.head, entries)]


def test_every_chain_of_the_example_holds(case: dict[str, CaseFile]) -> None:
    assert len(case) >= 14
    assert [each for found in case.values() for each in chain_of(found.file)] == []


def test_an_entry_follows_the_one_before_it(case: dict[str, CaseFile], by: As) -> None:
    file = case["0001"].file
    head, length = file.head, file.length
    (entry,) = record(by("changbai.clerk"), file, [NOTE])
    assert (entry.previous, entry.sequence, file.head) == (head, length + 1, entry.hash)
    assert chain_of(File.objects.get(pk=file.pk)) == []


@pytest.mark.parametrize("statement", ["UPDATE casework_entry SET evidence = 'x'",
                                       "DELETE FROM casework_entry",
                                       "UPDATE casework_logline SET detail = 'x'",
                                       "DELETE FROM casework_logline"])  # fmt: skip
@pytest.mark.usefixtures("case")
def test_the_database_refuses_to_change_or_delete(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_changed_entry_breaks_the_chain(case: dict[str, CaseFile]) -> None:
    file = case["0001"].file
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    entries[1].evidence = "something else"
    (found,) = breaks(file.number, file.length, file.head, entries)
    assert (found.sequence, found.said) == (2, "it does not say what was recorded")


def test_a_missing_entry_breaks_the_chain(case: dict[str, CaseFile]) -> None:
    file = case["0001"].file
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    assert breaks(file.number, file.length, file.head, [entries[0], *entries[2:]])
    assert breaks(file.number, file.length, file.head, entries[:-1])


def test_the_same_request_records_once(case: dict[str, CaseFile], by: As) -> None:
    file = case["0001"].file
    first = record(by("changbai.clerk", "key-1"), file, [NOTE, NOTE])
    again = record(by("changbai.clerk", "key-1"), file, [NOTE, NOTE])
    assert [entry.pk for entry in first] == [entry.pk for entry in again]
    assert Entry.objects.filter(file=file, kind=EntryKind.NOTE).count() == 2


def test_a_request_for_another_file_is_refused(case: dict[str, CaseFile], by: As) -> None:
    record(by("changbai.clerk", "key-1"), case["0001"].file, [NOTE])
    with pytest.raises(EntryError, match="used before"):
        record(by("changbai.clerk", "key-1"), case["0002"].file, [NOTE])


def test_who_comes_second_is_told_what_changed(case: dict[str, CaseFile], by: As) -> None:
    file = case["0001"].file
    seen = file.length
    record(by("changbai.investigator", seen=seen), file, [NOTE])
    with pytest.raises(FileChangedError, match=r"Ma Cheng-he \(Changbai County\): note"):
        record(by("changbai.clerk", seen=seen), file, [NOTE])
    assert file.entries.filter(kind=EntryKind.NOTE).count() == 1


def test_opening_twice_with_one_key_opens_one_file(by: As) -> None:
    first = open_case(by("changbai.clerk", "key-2"), ["새이름"])
    again = open_case(by("changbai.clerk", "key-2"), ["새이름"])
    assert first.pk == again.pk


def test_numbers_of_files_have_no_gap(by: As) -> None:
    numbers = [open_case(by("changbai.clerk"), [f"이름{n}"]).number for n in range(3)]
    ends = [int(number[-4:]) for number in numbers]
    assert ends == list(range(ends[0], ends[0] + 3))


@pytest.mark.parametrize(
    ("who", "draft"),
    [
        ("changbai.clerk", fact("spouse", "none", DAY, evidence="register")),
        ("changbai.decider", fact("spouse", "none", DAY, evidence="register")),
        ("tonghua.auditor", NOTE),
        ("consulate.decider", NOTE),
        ("yanbian.clerk", NOTE),
        ("fao.clerk", NOTE),
    ],
)
def test_who_has_no_right_records_nothing_and_it_is_logged(
    who: str, draft: Draft, case: dict[str, CaseFile], by: As
) -> None:
    file = case["0001"].file
    with pytest.raises(NoRightError):
        record(by(who), file, [draft])
    assert File.objects.get(pk=file.pk).length == file.length
    line = LogLine.objects.filter(happening=Happening.REFUSED).first()
    assert line is not None
    assert line.subject == file.number


def test_what_the_text_gives_to_one_authority_no_other_does(
    case: dict[str, CaseFile], by: As
) -> None:
    permission = act("permission of the Provincial Committee", DAY, "granted")
    with pytest.raises(NoRightError, match="Jilin Provincial Committee"):
        record(by("tonghua.decider"), case["0011"].file, permission)
    record(by("jilin.decider"), case["0011"].file, permission)
    assert standing(case["0011"].file).facts["provincial permission"].value == "granted"


def test_a_delegation_lets_the_county_act(case: dict[str, CaseFile], by: As) -> None:
    record(by("changbai.investigator"), case["0002"].file, act("investigation", DAY))
    referral = "referral under the law on foreign offenders"
    drafts = act(referral, DAY, None, {"to": "the court"})
    with pytest.raises(NoRightError, match="does not act for it"):
        record(by("changbai.investigator"), case["0010"].file, drafts)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (fact("spouse", "nobody", DAY, evidence="x"), 'spouse cannot be "nobody"'),
        (fact("spouse", "none", DAY), "without evidence"),
        (fact("spuose", "none", DAY, evidence="x"), 'no fact "spuose"'),
        (fact("crossed on", "1961-02-30", DAY, evidence="x"), "crossed on cannot be"),
        (fact("spouse", "none", datetime.date(1961, 12, 21), evidence="x"), "lies after"),
        (fact("spouse", "none", DAY, evidence="x" * 2001), "2001 characters"),
        (fact("spouse", "none", DAY, evidence="a\x00b"), "U\\+0000"),
        (act("attempt at persuasion", DAY, "refuses to return")[0], 'does not say "held by"'),
        (act("investigation", DAY, "done")[0], "has no outcomes"),
        (act("attempt at persuasion", DAY, "ran away")[0], "came out as"),
        (act("dance", DAY)[0], 'no act "dance"'),
    ],
)
def test_what_is_not_as_it_should_be_is_refused(
    draft: Draft, said: str, case: dict[str, CaseFile], by: As
) -> None:
    with pytest.raises(EntryError, match=said):
        record(by("changbai.investigator"), case["0001"].file, [draft])


def test_a_correction_stands_beside_the_entry(case: dict[str, CaseFile], by: As) -> None:
    file = case["0002"].file
    found = standing(file).facts["determination"].by.entry
    correct(
        by("changbai.investigator"),
        file,
        found.sequence,
        reason="The register was misread.",
        instead={"fact": "determination", "value": "member of China's Korean minority"},
    )
    now = standing(file)
    assert now.facts["determination"].value == "member of China's Korean minority"
    assert now.answer.disposition == "restore citizenship"
    assert Entry.objects.get(pk=found.pk).payload["value"] == "Korean citizen"


def test_a_withdrawn_fact_is_unknown(case: dict[str, CaseFile], by: As) -> None:
    file = case["0002"].file
    found = standing(file).facts["determination"].by.entry
    correct(by("changbai.investigator"), file, found.sequence, reason="Another person's.")
    assert "determination" not in standing(file).facts


def test_a_decision_is_not_corrected_but_followed(case: dict[str, CaseFile], by: As) -> None:
    decision = standing(case["0003"].file).decision
    assert decision is not None
    with pytest.raises(EntryError, match="cannot be corrected"):
        correct(by("tonghua.decider"), case["0003"].file, decision.entry.sequence, reason="x")


def test_a_departure_needs_a_reason_and_both_stand(case: dict[str, CaseFile], by: As) -> None:
    file = case["0006"].file
    with pytest.raises(EntryError, match="without a reason"):
        decide(by("tonghua.decider"), file, "persuade and hand over", on=DAY)
    decide(by("tonghua.decider"), file, "persuade and hand over", on=DAY, reason="Too old to walk.")
    decision = standing(file).decision
    assert decision is not None
    assert decision.payload["departs"] is True
    assert decision.payload["proposed"] == {
        "status": "decided",
        "dispositions": ["send back"],
        "additions": [],
        "provisions": ["I.2"],
    }
    assert CaseFile.objects.get(pk=file.pk).departs


@pytest.mark.parametrize("who", ["changbai.decider", "jilin.decider", "fao.decider"])
def test_only_the_office_that_the_text_names_decides(
    who: str, case: dict[str, CaseFile], by: As
) -> None:
    with pytest.raises(NoRightError):
        decide(by(who), case["0006"].file, "send back", on=DAY)


def test_nothing_takes_effect_before_somebody_decided(case: dict[str, CaseFile], by: As) -> None:
    with pytest.raises(NotReadyError, match="nobody has decided"):
        record(by("tonghua.decider"), case["0006"].file, act("sending back", DAY))
    decide(by("tonghua.decider"), case["0006"].file, "send back", on=DAY)
    record(by("tonghua.decider"), case["0006"].file, act("sending back", DAY))
    assert CaseFile.objects.get(pk=case["0006"].pk).returned_on == DAY


def test_a_third_refusal_decides_nothing_by_itself(case: dict[str, CaseFile]) -> None:
    assert (case["0012"].status, case["0012"].decided) == ("silent", "")
    assert case["0012"].waits_for == "guidance"


def test_as_known_on_a_day_the_file_is_as_it_was(case: dict[str, CaseFile], by: As) -> None:
    file = case["0001"].file
    earlier = Draft(EntryKind.NOTE, {"text": "early"}, recorded_on=datetime.date(1961, 12, 1))
    record(by("changbai.clerk"), file, [earlier])
    then = standing(file, known_on=datetime.date(1961, 12, 2))
    assert [each.kind for each in then.entries] == [EntryKind.NOTE]
    assert then.facts == {}


def test_projections_can_be_rebuilt(case: dict[str, CaseFile]) -> None:
    def rows() -> list[object]:
        duties = OpenDuty.objects.order_by("case", "text").values_list(
            "case", "office", "bearer", "text", "provision", "act", "due", "first"
        )
        return [list(CaseFile.objects.order_by("pk").values()), list(duties)]

    before = rows()
    files = list(File.objects.filter(kind="case"))
    write([(file, standing(file)) for file in files])
    assert rows() == before


def test_an_office_sees_what_is_below_it_and_nothing_beside(
    people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    def count(who: str) -> int:
        return CaseFile.objects.visible_to(people[who]).count()

    assert count("changbai.clerk") == count("tonghua.clerk") == count("mfa.clerk") == len(case)
    assert [count(who) for who in ("yanbian.clerk", "fao.clerk", "consulate.decider")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("fact_name", "value"), [("consulate answer", "agrees"), ("provincial permission", "granted")]
)
def test_what_an_authority_decides_is_no_fact_that_somebody_else_finds(
    fact_name: str, value: str, case: dict[str, CaseFile], by: As
) -> None:
    draft = fact(fact_name, value, DAY, evidence="Heard of it.")
    with pytest.raises(EntryError, match="is what an act comes to"):
        record(by("tonghua.investigator"), case["0011"].file, [draft])


def test_nothing_takes_effect_on_a_day_before_it_was_decided(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0006"].file
    decide(by("tonghua.decider"), file, "send back", on=DAY)
    with pytest.raises(NotReadyError, match="on which it was decided"):
        record(by("tonghua.decider"), file, act("sending back", DAY - datetime.timedelta(days=1)))
    record(by("tonghua.decider"), file, act("sending back", DAY))
