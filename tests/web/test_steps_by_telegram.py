"""Pages and API of the steps that go by telegram: with which precedence, and who sees what."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest

from decretal.casework import lists
from decretal.casework.models import CaseFile
from decretal.casework.record import Request
from decretal.offices.models import User
from decretal.registry.register.models import Telegram

from .conftest import SignedIn

DAY = "1961-12-18"
REQUEST = "CHANGBAI-Q-1961-0001"


def latest(code: str) -> Telegram:
    return Telegram.objects.filter(office__code=code, way="outgoing").latest("pk")


@pytest.fixture
def drawn_up(case: dict[str, CaseFile], people: dict[str, User]) -> str:
    return lists.open_list(Request(people["tonghua.clerk"]), [case["0007"].number]).number


# precedence --------------------------------------------------------------------------


def test_each_form_by_which_something_goes_out_offers_the_precedence(
    signed_in: SignedIn, case: dict[str, CaseFile], drawn_up: str
) -> None:
    tonghua, jilin = signed_in("tonghua.decider"), signed_in("jilin.decider")
    permission = "permission of the Provincial Committee"
    for browser, address in (
        (tonghua, f"/lists/{drawn_up}/send/"),
        (tonghua, "/lists/TONGHUA-L-1961-0003/supersede/"),
        (signed_in("fao.decider"), "/lists/TONGHUA-L-1961-0003/report/"),
        (signed_in("consulate.decider"), "/lists/TONGHUA-L-1961-0002/answer/"),
        (tonghua, f"/cases/{case['0011'].number}/permission/"),
        (tonghua, f"/cases/{case['0006'].number}/transfer/"),
        (signed_in("fad.decider"), f"/cases/{case['0025'].number}/transfer/answer/"),
        (jilin, f"/cases/{case['0026'].number}/act/{permission}/"),
        (tonghua, f"/guidance/{REQUEST}/"),
    ):
        shown = browser.get(address).content.decode()
        assert re.findall(r'<select id="precedence[^"]*" name="precedence">', shown), address
    confinement = f"/cases/{case['0001'].number}/act/confinement/"
    assert 'name="precedence"' not in signed_in("changbai.clerk").get(confinement).content.decode()


def test_the_page_of_a_request_has_no_two_fields_of_one_name(signed_in: SignedIn) -> None:
    shown = signed_in("tonghua.decider").get(f"/guidance/{REQUEST}/").content.decode()
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_the_chosen_precedence_stands_on_the_telegram(signed_in: SignedIn, drawn_up: str) -> None:
    form = {"happened_on": DAY, "precedence": "Urgent"}
    found = signed_in("tonghua.decider").post(f"/lists/{drawn_up}/send/", form)
    assert found.status_code == 302
    assert (latest("tonghua").precedence, latest("tonghua").rank) == ("Urgent", 1)


def test_a_precedence_that_is_none_is_refused(signed_in: SignedIn, drawn_up: str) -> None:
    form = {"happened_on": DAY, "precedence": "At leisure"}
    found = signed_in("tonghua.decider").post(f"/lists/{drawn_up}/send/", form)
    assert found.status_code == 422
    assert "Choose" in found.content.decode()


def test_the_precedence_is_chosen_over_the_api_as_well(
    signed_in: SignedIn, case: dict[str, CaseFile], drawn_up: str
) -> None:
    browser = signed_in("tonghua.decider")

    def sent(address: str, said: Mapping[str, object]) -> int:
        return browser.post(
            f"/api/v1/{address}", json.dumps(said), content_type="application/json",
            headers={"If-Match": "*"},
        ).status_code  # fmt: skip

    send = f"lists/{drawn_up}/send"
    assert sent(send, {"happened_on": DAY, "precedence": "soon"}) == 422
    assert sent(send, {"happened_on": DAY, "precedence": "Priority"}) == 201
    assert latest("tonghua").rank == 2
    asked = {"happened_on": DAY, "because": "Since 1958.", "precedence": "Extra urgent"}
    assert sent(f"cases/{case['0011'].number}/permission", asked) == 201
    assert sent(f"guidance/{REQUEST}/pass", {"opinion": "Wait.", "precedence": "Deferred"}) == 201
    assert latest("tonghua").rank == 4
