"""Reports of incidents: who looks into them, who sees them, and what comes of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework.chain import breaks
from decretal.casework.complaint_standing import write_complaints
from decretal.casework.complaints import (
    close,
    find,
    hear,
    looked_into_by,
    may_look_into,
    read,
    report,
    reported_by,
    take_up,
    untaken,
)
from decretal.casework.models import (
    CaseFile,
    Complaint,
    ComplaintRead,
    Entry,
    EntryKind,
    File,
    LogLine,
    Matter,
)
from decretal.casework.standing import standing
from decretal.casework.terms import declare_term
from decretal.decide.duties import DutyState
from decretal.errors import DecretalError, EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.models import Office, User

from .conftest import As

DAY = datetime.date(1961, 12, 18)
WORDS = "Shouted at and pushed in the yard."


@pytest.fixture
def changbai(people: Mapping[str, User]) -> Office:
    office = people["changbai.clerk"].office
    assert office is not None
    return office


@pytest.fixture
def reported(
    people: Mapping[str, User], case: dict[str, CaseFile], by: As, changbai: Office
) -> str:
    """The number of a report by a colleague of the one accused, on a case file."""
    return report(
        by("changbai.registrar", "k"),
        office=changbai,
        accused=people["changbai.investigator"],
        what=WORDS,
        on=DAY,
        case=case["0003"].number,
    ).number


def found_true(by: As, number: str) -> None:
    take_up(by("tonghua.investigator"), number)
    hear(by("tonghua.investigator"), number, who="The cook", said="It was so.", on=DAY)
    find(by("tonghua.investigator"), number, finding="true", reasons="Two saw it.")


def test_a_report_goes_to_the_office_above(reported: str) -> None:
    found = Complaint.objects.get(number=reported)
    assert (found.office.code, found.course, found.accused_office.code) == (
        "tonghua",
        "reported",
        "changbai",
    )


@pytest.mark.parametrize(
    "who",
    [
        "changbai.investigator",
        "changbai.decider",
        "changbai.clerk",
        "tonghua.clerk",
        "tonghua.auditor",
        "yanbian.decider",
        "jilin.decider",
        "mfa.decider",
        "fao.decider",
        "consulate.decider",
    ],
)
def test_nobody_sees_it_but_who_looks_into_it_and_who_reported(
    who: str, reported: str, people: Mapping[str, User], by: As
) -> None:
    assert read(people[who], reported) is None
    assert not looked_into_by(people[who]).filter(number=reported).exists()
    assert not reported_by(people[who]).filter(number=reported).exists()
    assert not File.objects.visible_to(people[who]).filter(number=reported).exists()
    with pytest.raises(NoRightError):
        take_up(by(who), reported)


def test_those_who_look_into_it_and_who_reported_see_it(
    reported: str, people: Mapping[str, User]
) -> None:
    for who, looks in (("tonghua.decider", True), ("changbai.registrar", False)):
        found = read(people[who], reported)
        assert found is not None
        assert (found[0].number, found[1]) == (reported, looks)
    assert ComplaintRead.objects.filter(file__number=reported).count() == 2


def test_the_one_accused_does_not_see_it_after_moving_to_the_office_that_looks(
    reported: str, people: Mapping[str, User]
) -> None:
    accused = people["changbai.investigator"]
    accused.office = people["tonghua.decider"].office
    accused.save()
    assert read(accused, reported) is None


def test_who_reported_does_not_look_into_it(by: As, people: Mapping[str, User]) -> None:
    office = people["changbai.clerk"].office
    assert office is not None
    number = report(by("tonghua.decider"), office=office, what=WORDS).number
    with pytest.raises(NoRightError):
        take_up(by("tonghua.decider"), number)
    assert read(people["tonghua.investigator"], number) is not None


def test_the_number_is_drawn_and_no_series_counts_it(by: As, changbai: Office) -> None:
    numbers = [report(by("changbai.clerk"), office=changbai, what=WORDS).number for _ in range(3)]
    assert len({number[-10:] for number in numbers}) == 3
    assert not changbai.series.filter(name="files I").exists()


def test_the_log_says_nothing_of_it(
    by: As, people: Mapping[str, User], changbai: Office, case: dict[str, CaseFile]
) -> None:
    del case
    before = LogLine.objects.count()
    number = report(
        by("changbai.clerk"), office=changbai, accused=people["changbai.investigator"], what=WORDS
    ).number
    take_up(by("tonghua.decider"), number)
    with pytest.raises(DecretalError):
        take_up(by("changbai.investigator"), number)
    with pytest.raises(DecretalError):
        report(by("changbai.clerk"), office=changbai, what=" ")
    assert LogLine.objects.count() == before


def test_nothing_stands_in_the_case_file_before_it_is_closed(
    reported: str, case: dict[str, CaseFile], by: As
) -> None:
    length = case["0003"].file.length
    found_true(by, reported)
    assert File.objects.get(pk=case["0003"].pk).length == length


def test_what_was_found_true_stands_in_the_case_file_and_the_prohibition_as_breached(
    reported: str, case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    found_true(by, reported)
    close(
        by("tonghua.decider"),
        reported,
        done="Taken off the work; the person was asked for pardon.",
        in_the_file="Shouted at and pushed.",
        happened_on=DAY,
    )
    now = standing(File.objects.get(pk=file.pk))
    (incident,) = now.acts_of("rude treatment")
    assert incident.payload["details"] == {
        "found by": "Tonghua Regional Committee",
        "of": "Changbai County",
        "what happened": "Shouted at and pushed.",
    }
    assert reported not in str(incident.payload)
    (forbidden,) = [duty for duty in now.answer.forbidden if duty.act == "rude treatment"]
    assert (forbidden.state, forbidden.provision) == (DutyState.BREACHED, "II.2")
    closed = Complaint.objects.get(number=reported)
    assert (closed.course, closed.finding) == ("closed", "true")


@pytest.mark.parametrize("finding", ["not true", "not established"])
def test_what_was_not_found_true_leaves_the_case_file_as_it_is(
    finding: str, reported: str, case: dict[str, CaseFile], by: As
) -> None:
    length = case["0003"].file.length
    take_up(by("tonghua.investigator"), reported)
    hear(by("tonghua.investigator"), reported, who="The cook", said="No.", on=DAY)
    find(by("tonghua.investigator"), reported, finding=finding, reasons="Nobody saw it.")
    close(by("tonghua.decider"), reported, done="Nothing.")
    assert File.objects.get(pk=case["0003"].pk).length == length


@pytest.mark.parametrize("named", ["Nam Tal-rae", "changbai.registrar", "nam"])
def test_the_case_file_does_not_name_who_reported(named: str, reported: str, by: As) -> None:
    found_true(by, reported)
    with pytest.raises(EntryError, match="names whoever reported"):
        close(
            by("tonghua.decider"),
            reported,
            done="x",
            in_the_file=f"Seen by {named} in the yard.",
            happened_on=DAY,
        )
    assert Complaint.objects.get(number=reported).course == "found"


def test_closing_records_in_both_files_or_in_none(
    reported: str, case: dict[str, CaseFile], by: As
) -> None:
    found_true(by, reported)
    length = case["0003"].file.length
    late = datetime.date(1961, 12, 21)
    for text, on in (("", DAY), ("x", None), ("x", late)):
        with pytest.raises(EntryError):
            close(by("tonghua.decider"), reported, done="x", in_the_file=text, happened_on=on)
    assert Complaint.objects.get(number=reported).course == "found"
    assert File.objects.get(pk=case["0003"].pk).length == length


def test_the_steps_come_in_their_order(reported: str, by: As) -> None:
    with pytest.raises(NotReadyError):
        hear(by("tonghua.decider"), reported, who="x", said="y", on=DAY)
    with pytest.raises(NotReadyError):
        find(by("tonghua.decider"), reported, finding="true", reasons="x")
    take_up(by("tonghua.decider"), reported)
    with pytest.raises(NotReadyError, match="taken up by Tonghua"):
        take_up(by("tonghua.decider"), reported)
    with pytest.raises(NotReadyError, match="Nobody has been heard"):
        find(by("tonghua.decider"), reported, finding="true", reasons="x")
    with pytest.raises(EntryError):
        hear(by("tonghua.decider"), reported, who=" ", said="y", on=DAY)
    hear(by("tonghua.decider"), reported, who="x", said="y", on=DAY)
    with pytest.raises(EntryError, match="no finding"):
        find(by("tonghua.decider"), reported, finding="perhaps", reasons="x")
    with pytest.raises(NotReadyError):
        close(by("tonghua.decider"), reported, done="x")


def test_only_somebody_who_decides_closes(reported: str, by: As) -> None:
    found_true(by, reported)
    with pytest.raises(NoRightError):
        close(by("tonghua.investigator"), reported, done="x", in_the_file="y", happened_on=DAY)


def test_a_form_that_comes_twice_records_once(reported: str, by: As) -> None:
    for _ in range(2):
        take_up(by("tonghua.decider", "t"), reported)
        hear(by("tonghua.decider", "h"), reported, who="x", said="y", on=DAY)
    steps = Entry.objects.filter(file__number=reported, kind=EntryKind.STEP)
    assert [entry.payload["step"] for entry in steps] == ["taken up", "heard"]


def test_who_comes_second_is_told(reported: str, by: As) -> None:
    take_up(by("tonghua.decider"), reported)
    hear(by("tonghua.decider", seen=2), reported, who="x", said="y", on=DAY)
    with pytest.raises(FileChangedError):
        hear(by("tonghua.investigator", seen=2), reported, who="x", said="y", on=DAY)


def test_reporting_twice_with_one_key_reports_once(
    reported: str, people: Mapping[str, User], by: As, changbai: Office
) -> None:
    again = report(by("changbai.registrar", "k"), office=changbai, what=WORDS)
    assert again.number == reported
    assert reported_by(people["changbai.registrar"]).count() == 1


@pytest.mark.parametrize(
    ("days", "seen_by"),
    [
        (0, ["tonghua"]),
        (1, ["tonghua"]),
        (2, ["tonghua", "jilin"]),
        (3, ["tonghua", "jilin", "mfa"]),
    ],
)
def test_what_nobody_takes_up_climbs(
    days: int, seen_by: list[str], reported: str, people: Mapping[str, User]
) -> None:
    today = datetime.date(1961, 12, 20)
    Complaint.objects.filter(number=reported).update(
        reported_on=today - datetime.timedelta(days=days)
    )
    codes = ("changbai", "tonghua", "jilin", "mfa", "yanbian", "fao")
    seen = [
        code
        for code in codes
        if looked_into_by(people[f"{code}.decider"]).filter(number=reported).exists()
    ]
    assert seen == seen_by
    late = [
        code
        for code in codes
        if untaken(people[f"{code}.decider"]).filter(number=reported).exists()
    ]
    assert late == (seen_by if days > 1 else [])
    assert reported


def test_an_office_may_set_itself_more_days(
    reported: str, people: Mapping[str, User], by: As
) -> None:
    declare_term(by("tonghua.decider"), Matter.COMPLAINT, 5, "invented")
    Complaint.objects.filter(number=reported).update(reported_on=datetime.date(1961, 12, 15))
    assert not looked_into_by(people["jilin.decider"]).filter(number=reported).exists()
    Complaint.objects.filter(number=reported).update(reported_on=datetime.date(1961, 12, 14))
    assert looked_into_by(people["jilin.decider"]).filter(number=reported).exists()
    assert reported


def test_an_office_above_that_takes_it_up_looks_into_it(
    reported: str, people: Mapping[str, User], by: As
) -> None:
    Complaint.objects.filter(number=reported).update(reported_on=datetime.date(1961, 12, 10))
    take_up(by("jilin.decider"), reported)
    found = Complaint.objects.get(number=reported)
    assert (found.office.code, found.file.office.code) == ("jilin", "jilin")
    assert not looked_into_by(people["tonghua.decider"]).filter(number=reported).exists()
    assert not looked_into_by(people["mfa.decider"]).filter(number=reported).exists()


def test_the_office_above_or_one_beside_looks_into_it(people: Mapping[str, User]) -> None:
    def codes(who: str) -> list[str]:
        office = people[who].office
        assert office is not None
        return [each.code for each in may_look_into(office)]

    assert codes("changbai.clerk") == ["tonghua"]
    assert codes("tonghua.clerk") == ["jilin", "fad", "fao", "security", "yanbian"]
    assert codes("mfa.clerk") == ["jilin"]


def test_the_office_of_the_one_accused_cannot_be_chosen(
    people: Mapping[str, User], by: As, changbai: Office
) -> None:
    for to in (changbai, people["yanbian.clerk"].office, people["consulate.clerk"].office):
        with pytest.raises(EntryError, match="cannot look into"):
            report(by("tonghua.clerk"), office=changbai, what=WORDS, to=to)


@pytest.mark.parametrize("who", ["consulate.clerk", "consulate.decider"])
def test_an_office_of_another_state_reports_nothing(who: str, by: As, changbai: Office) -> None:
    with pytest.raises(NoRightError):
        report(by(who), office=changbai, what=WORDS)


def test_a_report_that_cannot_be_is_refused(
    people: Mapping[str, User], by: As, changbai: Office
) -> None:
    consulate = people["consulate.clerk"].office
    assert consulate is not None
    before = Complaint.objects.count()
    with pytest.raises(EntryError, match="not of this state"):
        report(by("tonghua.clerk"), office=consulate, what=WORDS)
    with pytest.raises(EntryError, match="is not of"):
        report(by("tonghua.clerk"), office=changbai, accused=people["tonghua.decider"], what=WORDS)
    with pytest.raises(EntryError, match="You report yourself"):
        report(by("changbai.clerk"), office=changbai, accused=people["changbai.clerk"], what=WORDS)
    with pytest.raises(NoRightError, match="no such file"):
        report(by("yanbian.clerk"), office=changbai, what=WORDS, case="CHANGBAI-C-1961-0003")
    assert Complaint.objects.count() == before


def test_its_chain_holds_and_its_projection_can_be_rebuilt(reported: str, by: As) -> None:
    found_true(by, reported)
    file = File.objects.get(number=reported)
    entries = list(file.entries.select_related("author", "office").order_by("sequence"))
    assert breaks(file.number, file.length, file.head, entries) == []
    before = list(Complaint.objects.values())
    write_complaints([file])
    assert list(Complaint.objects.values()) == before
