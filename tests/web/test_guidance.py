"""The pages of guidance, walked as the offices would."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decretal.casework.models import CaseFile, Gap, GuidanceRequest

from .conftest import SignedIn


def test_a_gap_is_asked_passed_on_answered_and_decided(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    number = case["0012"].number
    clerk, tonghua = signed_in("tonghua.clerk"), signed_in("tonghua.decider")
    shown = clerk.get(f"/cases/{number}/").content.decode()
    assert "The order is silent on this file: it waits for guidance." in shown
    key = Gap.objects.get(pk=case["0012"].pk).key
    assert f"/guidance/draft/{key}/" in shown
    assert f"/guidance/draft/{key}/" in clerk.get("/guidance/").content.decode()
    draft = clerk.get(f"/guidance/draft/{key}/").content.decode()
    assert f'value="{number}" checked' in draft
    assert "has no rule that says what becomes of" in draft
    said = {"title": "What becomes of them?", "text": "WORDS", "case": [number], "key": "d"}
    response = clerk.post(f"/guidance/draft/{key}/", said)
    assert response.status_code == 302
    page = response["Location"]
    revised = {"title": "And now?", "text": "OTHER WORDS", "case": [number]}
    assert clerk.get(f"{page}revise/").status_code == 200
    assert clerk.post(f"{page}revise/", revised).status_code == 302
    assert "OTHER WORDS" in clerk.get(page).content.decode()
    for who in ("tonghua.decider", "jilin.decider"):
        browser = signed_in(who)
        assert "The opinion of your office" in browser.get(page).content.decode()
        assert browser.post(f"{page}pass/", {"opinion": f"OPINION of {who}"}).status_code == 302
    ministry = signed_in("mfa.decider")
    shown = ministry.get(page).content.decode()
    assert "OPINION of jilin.decider" in shown
    assert page in ministry.get("/guidance/").content.decode()
    assert ministry.post(f"{page}answer/", {"answer": "THEY MAY STAY"}).status_code == 302
    for address in (page, f"/cases/{number}/", f"/cases/{number}/decision/"):
        assert "THEY MAY STAY" in tonghua.get(address).content.decode()
    assert "Have not taken note" in tonghua.get(page).content.decode()
    assert tonghua.post(f"{page}note/").status_code == 302
    assert "Take note of the answer" not in tonghua.get(page).content.decode()


def test_a_request_can_be_returned(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    assert case
    found = GuidanceRequest.objects.get()  # the example's, which lies at Tonghua
    page = f"/guidance/{found.number}/"
    browser = signed_in("tonghua.decider")
    assert browser.post(f"{page}return/", {"reason": "Say more."}).status_code == 302
    shown = signed_in("changbai.clerk").get(page).content.decode()
    assert "Say more." in shown
    assert "Change the draft" in shown


@pytest.mark.parametrize("who", ["yanbian.decider", "fao.decider", "security.decider"])
def test_an_office_beside_the_way_finds_nothing(
    who: str, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    found = GuidanceRequest.objects.get()
    browser = signed_in(who)
    assert browser.get(f"/guidance/{found.number}/").status_code == 404
    assert found.number not in browser.get("/guidance/").content.decode()
    key = Gap.objects.filter(asked=False)[0].key
    assert browser.get(f"/guidance/draft/{key}/").status_code in (403, 404)


def test_who_may_not_answer_is_refused_and_shown_no_form(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    page = f"/guidance/{GuidanceRequest.objects.get().number}/"
    for who in ("tonghua.decider", "jilin.decider", "mfa.clerk"):
        browser = signed_in(who)
        assert "answer-text" not in browser.get(page).content.decode()
        assert browser.post(f"{page}answer/", {"answer": "x"}).status_code == 403


def test_the_pages_ask_the_database_as_often_for_many(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    browser = signed_in("tonghua.clerk")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(address).status_code == 200
        return len(counted)

    key = Gap.objects.get(pk=case["0012"].pk).key
    addresses = ("/guidance/", f"/guidance/draft/{key}/", f"/cases/{case['0012'].number}/")
    before = [queries(address) for address in addresses]
    Gap.objects.all().delete()
    others = [each for each in case.values() if each.number != case["0012"].number]
    for number, each in enumerate(others):
        gap = {"status": "silent", "provisions": [], "deciding": [], "readings": []}
        name = f"k{number}" if number > 5 else key
        Gap.objects.create(case=each, office=each.office, key=name, said=gap)
    assert [queries(address) for address in addresses] == before
