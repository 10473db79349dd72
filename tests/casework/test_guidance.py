"""Guidance: gaps, requests on their way, and answers that stand in each file that waits."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from decretal.casework.decisions import decide
from decretal.casework.entries import act, fact
from decretal.casework.gap_words import first_draft, first_title
from decretal.casework.guidance import (
    answer,
    draft,
    gaps,
    pass_on,
    return_,
    revise,
    take_note,
    to_take_note,
    waiting,
    way_up,
)
from decretal.casework.guidance_standing import _opposite, gap_of, key_of, write_requests
from decretal.casework.intake import open_case
from decretal.casework.models import (
    CaseFile,
    Entry,
    EntryKind,
    File,
    Gap,
    GuidanceMember,
    GuidanceRequest,
    LogLine,
    OpenDuty,
)
from decretal.casework.project import write
from decretal.casework.record import record
from decretal.casework.standing import standing
from decretal.errors import EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 15)
ATTEMPT = {
    "held by": "x",
    "language": "Korean",
    "interpreter": "x",
    "explained": "x",
    "voluntary": "x",
}


@pytest.fixture
def silent(case: dict[str, CaseFile]) -> CaseFile:
    return case["0012"]


def alike(by: As, *, spouse: str = "none", crossed: str = "1961-10-02") -> File:
    """A file in which the same is silent; its days and counts are others."""
    facts = {
        "determination": "Korean citizen",
        "has papers": "no",
        "came to visit relatives": "no",
        "offence in China": "no",
        "spouse": spouse,
        "determined not to return": "yes",
        "crossed on": crossed,
    }
    file = open_case(by("changbai.clerk"), ["다른이"])
    found = [fact(name, value, DAY, evidence="x") for name, value in facts.items()]
    record(by("changbai.investigator"), file, found)
    for _ in range(4):
        attempt = act("attempt at persuasion", DAY, "refuses to return", ATTEMPT)
        record(by("changbai.investigator"), file, attempt)
    return file


def drafted(by: As, silent: CaseFile, who: str = "tonghua.clerk", **more: object) -> File:
    key = Gap.objects.get(pk=silent.pk).key
    numbers = more.get("numbers") or [silent.number]
    assert isinstance(numbers, list)
    return draft(by(who), key, title="What becomes of them?", text="A gap.", numbers=numbers)


def state(file: File) -> tuple[str, str]:
    found = GuidanceRequest.objects.select_related("lies_at").get(file=file)
    return found.lies_at.code, found.stage


def test_files_with_the_same_gap_are_found_together(
    silent: CaseFile, people: Mapping[str, User], by: As
) -> None:
    same, married = alike(by), alike(by, spouse="Korean citizen")
    key = Gap.objects.get(pk=silent.pk).key
    found = [case.pk for case in waiting(people["tonghua.clerk"], key)]
    assert found == [silent.pk, same.pk]
    assert Gap.objects.get(pk=married.pk).key != key
    counts = {row["key"]: row["count"] for row in gaps(people["tonghua.clerk"])}
    assert counts[key] == 2
    assert not gaps(people["yanbian.clerk"]).exists()


def test_a_gap_names_no_day_and_no_number_of_the_person(silent: CaseFile) -> None:
    gap = gap_of(standing(silent.file))
    assert gap is not None
    deciding = gap["deciding"]
    assert isinstance(deciding, list)
    assert "persuasion attempts is at least 3" in deciding
    assert "crossed on is after 31 December 1960" in deciding
    assert 'spouse is "none"' in deciding
    assert "1961" not in str(deciding)
    assert key_of(gap) == Gap.objects.get(pk=silent.pk).key


def test_a_first_draft_says_the_gap_and_its_readings_and_names_nobody(silent: CaseFile) -> None:
    gap = gap_of(standing(silent.file))
    assert gap is not None
    text = first_draft(gap, 2)
    assert "has no rule that says what becomes of" in text
    assert '"the first principle still governs"' in text
    assert "(decided: persuade and hand over)" in text
    assert "2 files wait" in text
    assert silent.number not in text
    assert silent.name.split(" ", maxsplit=1)[0] not in text
    assert first_title(gap) == "What becomes of a refuser whom no exception covers?"


def test_a_first_draft_on_a_conflict_says_what_contradicts_what(case: dict[str, CaseFile]) -> None:
    gap = gap_of(standing(case["0013"].file))
    assert gap is not None
    text = first_draft(gap, 1)
    assert 'provides "exception list" and "transfer" for the same person' in text
    assert "One file waits" in text
    assert first_title(gap) == "Which prevails: exception list or transfer?"


def test_a_request_goes_up_office_by_office_and_the_answer_stands_in_each_file(
    silent: CaseFile, people: Mapping[str, User], by: As
) -> None:
    other = alike(by)
    request = drafted(by, silent, "changbai.clerk", numbers=[silent.number, other.number])
    assert state(request) == ("changbai", "draft")
    pass_on(by("changbai.decider"), request, "We are for leaving them here.")
    assert state(request) == ("tonghua", "under way")
    # The directive gives the asking to Tonghua: until it passes the request on, nothing is asked.
    assert not standing(silent.file).acts_of("request for guidance")
    pass_on(by("tonghua.decider"), request, "So are we.")
    assert state(request) == ("jilin", "under way")
    for file in (silent.file, other):
        (asked,) = standing(file).acts_of("request for guidance")
        assert asked.entry.office.code == "tonghua"
    asking = OpenDuty.objects.filter(act="request for guidance", case__in=[silent.pk, other.pk])
    assert not asking.exists()
    assert CaseFile.objects.get(pk=silent.pk).waits_for == "guidance"
    pass_on(by("jilin.decider"), request, "No opinion.")
    answer(by("mfa.decider"), request, "They may stay until spring.")
    assert state(request) == ("mfa", "answered")
    for file in (silent.file, other):
        (given,) = standing(file).acts_of("guidance from the Ministry")
        assert given.payload["details"]["answer"] == "They may stay until spring."  # type: ignore[index]
        assert given.entry.office.code == "mfa"
        assert CaseFile.objects.get(pk=file.pk).waits_for == "decision"
    decide(
        by("tonghua.decider"),
        silent.file,
        "foreign resident",
        on=DAY,
        reason="As the Ministry says.",
    )
    assert CaseFile.objects.get(pk=silent.pk).waits_for == ""
    assert [office.code for office in to_take_note(request)] == ["jilin", "tonghua", "changbai"]
    for code in ("jilin", "tonghua", "changbai"):
        take_note(by(f"{code}.decider"), request)
    assert to_take_note(request) == []
    with pytest.raises(NotReadyError):
        take_note(by("jilin.decider"), request)


def test_a_file_that_meets_another_gap_waits_again(silent: CaseFile, by: As) -> None:
    request = drafted(by, silent)
    for code in ("tonghua", "jilin"):
        pass_on(by(f"{code}.decider"), request, "x")
    answer(by("mfa.decider"), request, "They may stay.")
    change = fact("spouse", "Korean citizen", DAY, evidence="x")
    record(by("changbai.investigator"), silent.file, [change])
    assert CaseFile.objects.get(pk=silent.pk).waits_for == "guidance"


def test_a_request_is_returned_changed_and_passed_on_again(silent: CaseFile, by: As) -> None:
    other = alike(by)
    request = drafted(by, silent)
    pass_on(by("tonghua.decider"), request, "x")
    return_(by("jilin.decider"), request, "Say how many there are.")
    assert state(request) == ("tonghua", "draft")
    with pytest.raises(NotReadyError, match="guidance was asked for"):
        revise(by("tonghua.clerk"), request, title="t", text="x", numbers=[other.number])
    revise(
        by("tonghua.clerk"),
        request,
        title="Two ask.",
        text="There are two.",
        numbers=[silent.number, other.number],
    )
    assert GuidanceRequest.objects.get(file=request).title == "Two ask."
    assert GuidanceMember.objects.filter(request=request.pk).count() == 2
    pass_on(by("tonghua.decider"), request, "Now it says so.")
    for file in (silent.file, other):
        assert len(standing(file).acts_of("request for guidance")) == 1


def test_a_return_goes_to_the_office_that_passed_it_on(silent: CaseFile, by: As) -> None:
    request = drafted(by, silent, "changbai.clerk")
    pass_on(by("changbai.decider"), request, "x")
    pass_on(by("tonghua.decider"), request, "x")
    return_(by("jilin.decider"), request, "x")
    assert state(request) == ("tonghua", "under way")
    return_(by("tonghua.decider"), request, "x")
    assert state(request) == ("changbai", "draft")
    with pytest.raises(NotReadyError, match="drafted here"):
        return_(by("changbai.decider"), request, "x")


@pytest.mark.parametrize(
    ("compared", "opposite"),
    [
        ("less than 3", "at least 3"),
        ("at least 3", "less than 3"),
        ("more than 3", "at most 3"),
        ("at most 3", "more than 3"),
        ("1 May 1960 or earlier", "after 1 May 1960"),
        ("1 May 1960 or later", "before 1 May 1960"),
        ("3", "not 3"),
    ],
)
def test_a_fact_is_said_by_the_side_on_which_it_lies(compared: str, opposite: str) -> None:
    assert _opposite(compared) == opposite


def test_a_gap_in_an_open_request_is_not_proposed_again(
    case: dict[str, CaseFile], people: Mapping[str, User]
) -> None:
    key = Gap.objects.get(pk=case["0013"].pk).key  # the example's request lies at Tonghua
    user = people["tonghua.clerk"]
    assert key not in {row["key"] for row in gaps(user)}
    assert not waiting(user, key).exists()


@pytest.mark.parametrize("who", ["jilin.decider", "tonghua.decider", "fao.decider", "mfa.clerk"])
def test_only_the_ministry_answers(who: str, silent: CaseFile, by: As) -> None:
    request = drafted(by, silent)
    for code in ("tonghua", "jilin"):
        pass_on(by(f"{code}.decider"), request, "x")
    before = Entry.objects.count()
    with pytest.raises(NoRightError):
        answer(by(who), request, "No.")
    assert Entry.objects.count() == before
    assert LogLine.objects.filter(subject=request.number, happening="refused").exists()


def test_the_ministry_answers_only_what_lies_there(silent: CaseFile, by: As) -> None:
    request = drafted(by, silent)
    pass_on(by("tonghua.decider"), request, "x")
    with pytest.raises(NoRightError, match="lies at Jilin"):
        answer(by("mfa.decider"), request, "x")
    pass_on(by("jilin.decider"), request, "x")
    with pytest.raises(NotReadyError, match="is the one that answers"):
        pass_on(by("mfa.decider"), request, "x")
    answer(by("mfa.decider"), request, "x")
    for step in (answer, pass_on, return_):
        with pytest.raises(NotReadyError, match="is answered"):
            step(by("mfa.decider"), request, "x")


@pytest.mark.parametrize("step", [pass_on, return_, answer])
def test_nothing_goes_on_without_words(step: object, silent: CaseFile, by: As) -> None:
    assert callable(step)
    request = drafted(by, silent)
    for code in ("tonghua", "jilin"):
        pass_on(by(f"{code}.decider"), request, "x")
    if step is pass_on:
        return_(by("mfa.decider"), request, "x")
    with pytest.raises(EntryError, match="not said"):
        step(by("jilin.decider" if step is pass_on else "mfa.decider"), request, " ")


def test_a_draft_is_of_files_that_wait_with_the_same_gap(
    silent: CaseFile, case: dict[str, CaseFile], by: As
) -> None:
    with pytest.raises(NotReadyError, match="does not wait with this question"):
        drafted(by, silent, numbers=[silent.number, case["0001"].number])
    with pytest.raises(NoRightError, match="no such file"):
        drafted(by, silent, numbers=["NOWHERE-1"])
    with pytest.raises(NoRightError):
        drafted(by, silent, "yanbian.clerk")
    with pytest.raises(NoRightError):
        drafted(by, silent, "tonghua.auditor")
    with pytest.raises(NoRightError, match="gives request for guidance"):
        drafted(by, silent, "jilin.clerk")
    for title, text in ((" ", "x"), ("x", " "), ("x" * 301, "x")):
        with pytest.raises(EntryError):
            draft(
                by("tonghua.clerk"),
                Gap.objects.get(pk=silent.pk).key,
                title=title,
                text=text,
                numbers=[silent.number],
            )
    drafted(by, silent)
    with pytest.raises(NotReadyError):
        drafted(by, silent)


def test_a_form_that_comes_twice_records_once(silent: CaseFile, by: As) -> None:
    key = Gap.objects.get(pk=silent.pk).key
    first, again = (
        draft(by("tonghua.clerk", "d"), key, title="t", text="x", numbers=[silent.number])
        for _ in range(2)
    )
    assert first.pk == again.pk
    for _ in range(2):
        pass_on(by("tonghua.decider", "p"), first, "x")
    assert state(first) == ("jilin", "under way")
    assert len(standing(silent.file).acts_of("request for guidance")) == 1


def test_who_comes_second_is_told(silent: CaseFile, by: As) -> None:
    request = drafted(by, silent)
    length = request.length
    revise(by("tonghua.clerk"), request, title="t", text="x", numbers=[silent.number])
    with pytest.raises(FileChangedError):
        pass_on(by("tonghua.decider", seen=length), request, "x")
    assert not standing(silent.file).acts_of("request for guidance")


def test_the_way_up_is_that_of_the_hierarchy(people: Mapping[str, User]) -> None:
    office = people["changbai.clerk"].office
    assert office is not None
    assert [each.code for each in way_up(office)] == ["changbai", "tonghua", "jilin", "mfa"]


def test_offices_on_the_way_see_the_request_and_others_do_not(
    silent: CaseFile, people: Mapping[str, User], by: As
) -> None:
    request = drafted(by, silent)
    pass_on(by("tonghua.decider"), request, "x")

    def sees(who: str) -> bool:
        found = GuidanceRequest.objects.visible_to(people[who])
        return found.filter(file=request).exists()

    assert [sees(f"{code}.decider") for code in ("tonghua", "jilin", "mfa")] == [True] * 3
    others = ("changbai.decider", "fao.decider", "yanbian.decider", "consulate.decider")
    assert not any(sees(who) for who in others)


def test_what_is_kept_of_requests_and_gaps_can_be_rebuilt(
    silent: CaseFile, case: dict[str, CaseFile], by: As
) -> None:
    request = drafted(by, silent)
    pass_on(by("tonghua.decider"), request, "x")

    def rows() -> list[object]:
        members = GuidanceMember.objects.order_by("case").values_list("request", "case")
        return [
            list(Gap.objects.order_by("pk").values()),
            list(GuidanceRequest.objects.order_by("pk").values()),
            list(members),
        ]

    before = rows()
    write([(each.file, standing(each.file)) for each in case.values()])
    write_requests(list(File.objects.filter(kind="guidance")))
    assert rows() == before
    assert Entry.objects.filter(file=request, kind=EntryKind.MEMBER).count() == 1
