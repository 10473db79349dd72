"""The steps of the procedure over the API: what the pages of the offices do, programs do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from decretal.casework.models import (
    CaseFile,
    Complaint,
    Gap,
    Group,
    GroupState,
    Happening,
    LogLine,
)
from decretal.offices.models import User

from .test_api import Program, read, told

pytestmark = pytest.mark.django_db
FIXED = "TONGHUA-G-1961-0002"
REPORTED = "TONGHUA-L-1961-0002"
HAND_OVER = {"happened_on": "1961-12-18", "place": "The bridge", "to": "The other side"}

Of = Callable[[str], Program]


@pytest.fixture
def of(people: Mapping[str, User]) -> Of:
    return lambda name: Program(people[name])


# groups --------------------------------------------------------------------------


def test_a_group_says_what_is_missing_for_whom(of: Of, case: dict[str, CaseFile]) -> None:
    clerk = of("tonghua.clerk")
    numbers = [case["0004"].number, case["0005"].number]
    opened = read(clerk.post("/groups", {"called": "The third", "files": numbers}), 201)
    found = read(clerk.get(f"/groups/{opened['number']}"))
    assert [each["file"] for each in found["members"]] == numbers
    ready = {each["file"]: each["ready"] for each in found["members"]}
    assert ready == {numbers[0]: True, numbers[1]: False}
    missing = [p["missing"] for p in found["members"][1]["preconditions"] if p["missing"]]
    assert missing, "the contact with the representatives is missing"


def test_a_hand_over_is_recorded_for_all_once_and_only_by_who_has_seen_the_group(of: Of) -> None:
    decider = of("tonghua.decider")
    path = f"/groups/{FIXED}/hand-over"
    assert told(decider.post(path, HAND_OVER))["code"] == "E633"
    seen = decider.get(f"/groups/{FIXED}")["ETag"]
    headers = {"If_Match": seen, "Idempotency_Key": "over"}
    first = read(decider.post(path, HAND_OVER, **headers), 201)
    again = read(decider.post(path, HAND_OVER, **headers), 201)
    assert first == again
    members = Group.objects.get(number=FIXED).members.values_list("case__returned_on", flat=True)
    assert [str(each) for each in members] == ["1961-12-18", "1961-12-18"]
    other = decider.post(path, HAND_OVER, If_Match=seen)
    assert other.status_code == 412


def test_a_hand_over_is_refused_in_live_mode(of: Of, declare: Callable[[str], None]) -> None:
    decider = of("tonghua.decider")
    declare("live")
    refused = told(decider.post(f"/groups/{FIXED}/hand-over", HAND_OVER, If_Match="*"))
    assert (refused["code"], refused["status"]) == ("E603", 403)
    assert Group.objects.get(number=FIXED).state == GroupState.FIXED


# lists ---------------------------------------------------------------------------


def test_the_consulate_gets_names_and_nothing_else_and_answers(of: Of) -> None:
    consulate = of("consulate.decider")
    lists = read(consulate.get("/lists"))["items"]
    assert [each["number"] for each in lists] == [REPORTED, "TONGHUA-L-1961-0001"]
    found = read(consulate.get(f"/lists/{REPORTED}"))
    (name,) = found["names"]
    assert (name["names"], name["file"], name["answer"]) == (["소담이", "So Tam-i"], None, "")
    assert "CHANGBAI" not in str(found)
    said = {"happened_on": "1961-12-19", "answers": [{"place": 1, "answer": "agrees"}]}
    answered = consulate.post(f"/lists/{REPORTED}/answers", said)
    if answered.status_code == 422:  # the answer needs its reference
        said["answers"] = [{"place": 1, "answer": "agrees", "reference": "Note 40"}]
        answered = consulate.post(f"/lists/{REPORTED}/answers", said)
    read(answered, 201)
    ours = read(of("tonghua.clerk").get(f"/lists/{REPORTED}"))
    assert (ours["names"][0]["answer"], ours["unanswered"]) == ("agrees", 0)
    assert ours["names"][0]["file"] == "CHANGBAI-C-1961-0022"


@pytest.mark.parametrize(
    "path",
    ["/cases", "/groups", "/transfers", "/care", "/incidents", "/guidance", "/education",
     "/registers/residents", "/guidance/gaps"],
)  # fmt: skip
def test_the_consulate_gets_nothing_but_its_lists(path: str, of: Of) -> None:
    assert of("consulate.decider").get(path).status_code == 403


def test_a_list_that_was_not_reported_is_not_there_for_the_consulate(of: Of) -> None:
    consulate = of("consulate.decider")
    assert consulate.get("/lists/TONGHUA-L-1961-0003").status_code == 404


# transfers, registers, care ------------------------------------------------------


def test_a_file_goes_to_another_office_that_accepts_it(of: Of, case: dict[str, CaseFile]) -> None:
    number = case["0025"].number
    fad = of("fad.decider")
    (moving,) = read(fad.get("/transfers", state="sent"))["items"]
    assert (moving["file"], moving["to"]) == (number, "fad")
    read(fad.post(f"/cases/{number}/transfer/accept", {"happened_on": "1961-12-19"}), 201)
    assert CaseFile.objects.get(number=number).office.code == "fad"


def test_the_registers_have_those_who_are_in_them(of: Of) -> None:
    clerk = of("tonghua.clerk")
    residents = read(clerk.get("/registers/residents"))["items"]
    assert [each["names"] for each in residents] == [["단비울", "Tan Pi-ul"]]
    restored = read(clerk.get("/registers/restorations"))["items"]
    assert [each["since"] for each in restored] == ["1961-12-11"]


def test_care_is_given_to_several_or_to_none(of: Of, case: dict[str, CaseFile]) -> None:
    clerk = of("changbai.clerk")
    held = [each["file"] for each in read(clerk.get("/care", show="held"))["items"]]
    given = {"given": "Rice", "given_by": "The cook", "happened_on": "1961-12-19"}
    one_who_is_not = [held[0], case["0014"].number]
    assert clerk.post("/care", {**given, "files": one_who_is_not}).status_code == 422
    assert read(clerk.post("/care", {**given, "files": held[:2]}), 201)["files"]


# incidents and guidance ----------------------------------------------------------


def test_a_name_that_was_withheld_is_withheld_and_the_log_says_nothing(of: Of) -> None:
    said = {"accused_office": "changbai", "what": "A guard shouted.", "withheld": True}
    lines = LogLine.objects.exclude(happening=Happening.READ).count()
    reporter = of("changbai.registrar")
    number = read(reporter.post("/incidents", said), 201)["number"]
    looker = of("tonghua.investigator")
    found = read(looker.get(f"/incidents/{number}"))
    assert (found["looks"], found["steps"][0]["by"]) == (True, "")
    assert "Nam" not in str(found)
    read(looker.post(f"/incidents/{number}/take-up", None), 201)
    later = list(LogLine.objects.order_by("id")[lines:].values("subject", "detail"))
    assert number not in str(later)
    assert of("changbai.decider").get(f"/incidents/{number}").status_code == 404


def test_whoever_reported_sees_what_came_of_it_and_no_more(of: Of) -> None:
    number = Complaint.objects.get().number
    found = read(of("yanbian.clerk").get(f"/incidents/{number}"))
    assert (found["looks"], found["finding"]) == (False, "")
    assert len(found["steps"]) == 1


def test_a_gap_becomes_a_request_that_goes_up(of: Of, case: dict[str, CaseFile]) -> None:
    clerk = of("changbai.clerk")
    gap = Gap.objects.get(case__number=case["0012"].number)
    assert gap.key in {each["key"] for each in read(clerk.get("/guidance/gaps"))["items"]}
    said = {"gap": gap.key, "title": "A gap", "text": "What now?", "files": [case["0012"].number]}
    number = read(clerk.post("/guidance", said), 201)["number"]
    decider = of("changbai.decider")
    read(decider.post(f"/guidance/{number}/pass", {"opinion": "Let them stay."}), 201)
    found = read(of("tonghua.decider").get(f"/guidance/{number}"))
    assert (found["lies_at"], found["text"]) == ("tonghua", "What now?")
    assert found["waiting"] == [case["0012"].number]


def test_a_session_of_education_is_held_and_withdrawn(of: Of) -> None:
    clerk = of("tonghua.clerk")
    before = read(clerk.get("/education"))
    said = {
        "happened_on": "1961-12-18",
        "topic": "Why returning matters",
        "held_by": "Nam Tal-rae",
        "attended": ["tonghua.decider"],
    }
    held = read(clerk.post("/education", said), 201)
    after = read(clerk.get("/education"))
    assert after["count"] == before["count"] + 1
    path = f"/education/{held['length']}/withdraw"
    read(clerk.post(path, {"reason": "It was not held."}), 201)
    shown = {each["entry"]: each["withdrawn"] for each in read(clerk.get("/education"))["items"]}
    assert shown[held["length"]] is True
