"""The pages of care, of what is overdue, of an office's terms, and of education."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decretal.casework.decisions import decide
from decretal.casework.models import CaseFile, InCare, OpenDuty, Session, Term
from decretal.casework.record import Request
from decretal.offices.models import User

from .conftest import SignedIn


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert browser.get(address).status_code == 200
    return len(counted)


def test_care_is_recorded_for_several_on_one_page(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    clerk = signed_in("changbai.clerk")
    numbers = [case["0007"].number, case["0012"].number]
    shown = clerk.get("/care/").content.decode()
    assert all(f'value="{number}"' in shown for number in numbers)
    assert "overdue since" in shown
    assert "states no interval" in shown
    said = {
        "case": numbers,
        "given": "Shoes",
        "given_by": "The store",
        "happened_on": "1961-12-20",
        "key": "g",
    }
    assert clerk.post("/care/give/", said).status_code == 302
    assert clerk.post("/care/give/", said).status_code == 302
    assert InCare.objects.filter(given="Shoes").count() == 2
    assert "Shoes" in clerk.get(f"/cases/{numbers[0]}/").content.decode()
    assert clerk.post("/care/give/", {**said, "case": [], "key": "h"}).status_code == 422


def test_somebody_who_may_not_give_is_shown_no_form(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    shown = signed_in("tonghua.clerk").get("/care/").content.decode()
    assert case["0012"].number in shown
    assert "Record for all who are marked" not in shown
    assert case["0012"].number not in signed_in("yanbian.clerk").get("/care/").content.decode()


def test_a_move_and_a_release_stand_on_the_page(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    clerk = signed_in("changbai.clerk")
    address = f"/cases/{case['0003'].number}/"
    place = f"/care/{case['0003'].number}/place/"
    said = {"what": "move", "place": "Schoolhouse", "reason": "Room", "happened_on": "1961-12-10"}
    assert clerk.post(place, {**said, "key": "m"}).status_code == 302
    assert "Schoolhouse" in clerk.get(address).content.decode()
    said = {"what": "release", "reason": "On the word of Gu", "happened_on": "1961-12-12"}
    assert clerk.post(place, {**said, "key": "r"}).status_code == 302
    assert "released" in clerk.get(address).content.decode()
    assert CaseFile.objects.get(pk=case["0003"].pk).held_since is None
    assert signed_in("yanbian.clerk").post(place, said).status_code == 404


def test_a_term_is_shown_as_the_offices_own(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    assert case
    said = {"matter": "care", "days": "3", "reason": "It is cold."}
    assert signed_in("changbai.decider").post("/terms/", said).status_code == 302
    shown = signed_in("tonghua.clerk").get("/terms/").content.decode()
    assert "It is cold." in shown
    assert "Qiao Song-lin" in shown
    assert signed_in("changbai.clerk").post("/terms/", said).status_code == 403
    wrong = {**said, "days": "some"}
    assert signed_in("changbai.decider").post("/terms/", wrong).status_code == 422
    assert Term.objects.filter(days=3).count() == 1


def test_what_is_overdue_and_what_departs_stands_on_a_page(
    signed_in: SignedIn, case: dict[str, CaseFile], people: dict[str, User]
) -> None:
    file = case["0006"].file
    request = Request(people["tonghua.decider"])
    decide(request, file, "persuade and hand over", on=case["0006"].opened_on, reason="TOO OLD")
    duty = OpenDuty.objects.filter(case=case["0011"]).first()
    assert duty is not None
    OpenDuty.objects.filter(pk=duty.pk).update(due="1961-12-19")
    for who in ("tonghua.clerk", "jilin.clerk"):
        shown = signed_in(who).get("/overdue/").content.decode()
        assert "TOO OLD" in shown
        assert case["0006"].number in shown
        assert duty.text in shown
    shown = signed_in("yanbian.clerk").get("/overdue/").content.decode()
    assert "TOO OLD" not in shown
    assert duty.text not in shown


def test_a_session_is_recorded_and_changed(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    assert case
    clerk = signed_in("tonghua.clerk")
    assert "Record a session" in clerk.get("/education/").content.decode()
    assert clerk.get("/education/hold/").status_code == 200
    said = {
        "topic": "READ ALOUD",
        "held_by": "Gu",
        "happened_on": "1961-12-18",
        "attended": ["tonghua.decider"],
        "key": "s",
    }
    assert clerk.post("/education/hold/", said).status_code == 302
    sequence = Session.objects.get(topic="READ ALOUD").sequence
    change = f"/education/{sequence}/"
    assert clerk.get(change).status_code == 200
    more = {"what": "attended", "attended": ["tonghua.auditor"]}
    assert clerk.post(change, more).status_code == 302
    shown = clerk.get("/education/").content.decode()
    assert "READ ALOUD" in shown
    assert "Yan Jing-zi" in shown
    assert clerk.post(change, {"what": "withdraw", "reason": "x"}).status_code == 302
    assert "withdrawn" in clerk.get("/education/").content.decode()
    county = signed_in("changbai.clerk")
    assert county.get("/education/hold/").status_code == 403
    assert "not a duty of your office" in county.get("/education/").content.decode()


def test_the_pages_ask_the_database_as_often_for_many(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    browser = signed_in("tonghua.clerk")
    addresses = ("/care/", "/care/?show=overdue", "/overdue/", "/terms/", "/education/")
    one = CaseFile.objects.filter(pk=case["0012"].pk)
    InCare.objects.exclude(case=case["0012"]).delete()
    one.update(departs=True, waits_for="decision", outdated=True)
    OpenDuty.objects.filter(case=case["0012"]).update(due="1961-12-01")
    before = [queries(browser, address) for address in addresses]
    for each in case.values():
        InCare.objects.update_or_create(
            case=each, defaults={"office": each.office, "counted_from": "1961-11-01"}
        )
    CaseFile.objects.update(departs=True, waits_for="decision", outdated=True)
    OpenDuty.objects.update(due="1961-12-01")
    assert [queries(browser, address) for address in addresses] == before
