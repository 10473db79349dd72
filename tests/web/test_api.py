"""The API: the same as the pages, with the same rights, for programs."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from decretal.casework.models import CaseFile, EntryKind, Happening, LogLine
from decretal.casework.tokens import make_token, revoke, revoke_all
from decretal.offices.models import Token, User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"
FACT = {
    "fact": "spouse",
    "value": "none",
    "happened_on": "1961-12-15",
    "evidence": "Marriage register.",
}


class Program:
    """A program that works in somebody's name with a token."""

    def __init__(self, user: User) -> None:
        self._client = Client(enforce_csrf_checks=True)
        self.token, self.words = make_token(user, "a test")

    def get(self, path: str, **asked: Any) -> HttpResponse:
        return self._client.get(f"{ROOT}{path}", asked, headers=self._bearer())  # type: ignore[return-value]

    def post(self, path: str, said: object, **headers: str) -> HttpResponse:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post(  # type: ignore[return-value]
            f"{ROOT}{path}",
            said if isinstance(said, bytes) else json.dumps(said),
            content_type="application/json",
            headers=self._bearer() | sent,
        )

    def upload(self, path: str, **sent: object) -> HttpResponse:
        return self._client.post(f"{ROOT}{path}", sent, headers=self._bearer())  # type: ignore[return-value]

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.words}"}


def told(response: HttpResponse) -> dict[str, Any]:
    """The problem that an answer tells."""
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(response.content)
    assert found["status"] == response.status_code
    assert found["code"]
    assert found["title"]
    assert found["detail"]
    assert "Traceback" not in response.content.decode()
    return found


def read(response: HttpResponse, status: int = 200) -> Any:
    assert response.status_code == status, response.content
    return json.loads(response.content)


@pytest.fixture
def investigator(people: Mapping[str, User]) -> Program:
    return Program(people["changbai.investigator"])


@pytest.fixture
def decider(people: Mapping[str, User]) -> Program:
    return Program(people["tonghua.decider"])


# reading -------------------------------------------------------------------------


def test_the_list_is_that_of_the_page(investigator: Program, case: dict[str, CaseFile]) -> None:
    found = read(investigator.get("/cases"))
    assert found["count"] == len(case)
    assert {each["number"] for each in found["items"]} == {c.number for c in case.values()}


def test_the_list_is_filtered_and_searched_as_on_the_page(investigator: Program) -> None:
    waiting = read(investigator.get("/cases", waits="investigation"))["items"]
    assert waiting
    assert {each["waits_for"] for each in waiting} == {"investigation"}
    (found,) = read(investigator.get("/cases", q="琴剛乭"))["items"]
    assert found["names"] == ["금강돌", "Kŭm Kang-dol", "琴剛乭"]


def test_a_file_says_what_the_order_says_and_why(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    found = read(investigator.get(f"/cases/{case['0003'].number}"))
    assert found["answer"]["dispositions"] == ["persuade and hand over"]
    assert "I.2" in found["answer"]["provisions"] or found["answer"]["provisions"]
    assert found["decision"]["by"] == "Gu Da-quan"
    assert found["chain_holds"] is True
    assert found["entries"][0]["kind"] == "opened"
    assert {each["fact"] for each in found["facts"]} >= {"determination", "spouse"}


def test_a_file_is_read_as_known_on_a_day_and_reading_is_logged(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    number = case["0003"].number
    found = read(investigator.get(f"/cases/{number}", known_on="1961-12-01"))
    assert (found["entries"], found["decision"], found["known_on"]) == ([], None, "1961-12-01")
    line = LogLine.objects.first()
    assert line is not None
    assert (line.happening, line.subject) == (Happening.READ, number)
    assert line.detail == "API, as known on 1961-12-01"


def test_a_file_that_one_does_not_see_is_not_there(
    people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    yanbian = Program(people["yanbian.clerk"])
    other = yanbian.get(f"/cases/{case['0001'].number}")
    nothing = yanbian.get("/cases/NOBODY-C-1961-0001")
    assert other.status_code == nothing.status_code == 404
    assert other.content == nothing.content
    line = LogLine.objects.filter(happening=Happening.REFUSED).first()
    assert line is not None
    assert told(other)["code"] == "E600"


# recording -----------------------------------------------------------------------


def test_a_fact_is_established_and_the_answer_names_the_new_state(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    number = case["0001"].number
    before = investigator.get(f"/cases/{number}")
    response = investigator.post(f"/cases/{number}/facts", FACT, If_Match=before["ETag"])
    found = read(response, 201)
    assert found["entries"] == [found["length"]]
    after = investigator.get(f"/cases/{number}")
    assert response["ETag"] == after["ETag"] != before["ETag"]
    assert [f["value"] for f in read(after)["facts"] if f["fact"] == "spouse"] == ["none"]


def test_who_comes_second_is_told_what_changed(
    investigator: Program, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    number = case["0001"].number
    seen = investigator.get(f"/cases/{number}")["ETag"]
    Program(people["changbai.clerk"]).post(f"/cases/{number}/notes", {"text": "Seen."})
    response = investigator.post(f"/cases/{number}/facts", FACT, If_Match=seen)
    assert response.status_code == 412
    assert "Paek Un-san (Changbai County): note" in told(response)["detail"]
    assert not case["0001"].file.entries.filter(payload__fact="spouse").exists()


def test_the_state_of_another_file_is_none_of_this_one(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    seen = investigator.get(f"/cases/{case['0002'].number}")["ETag"]
    response = investigator.post(f"/cases/{case['0001'].number}/facts", FACT, If_Match=seen)
    assert (response.status_code, told(response)["code"]) == (422, "E605")


def test_a_repeated_request_records_once(investigator: Program, case: dict[str, CaseFile]) -> None:
    path = f"/cases/{case['0001'].number}/facts"
    first = read(investigator.post(path, FACT, Idempotency_Key="one"), 201)
    again = read(investigator.post(path, FACT, Idempotency_Key="one"), 201)
    assert first == again
    assert case["0001"].file.entries.filter(payload__fact="spouse").count() == 1


def test_a_repeated_request_is_answered_although_the_file_has_grown_by_it(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    number = case["0001"].number
    seen = investigator.get(f"/cases/{number}")["ETag"]
    headers = {"Idempotency_Key": "one", "If_Match": seen}
    first = investigator.post(f"/cases/{number}/facts", FACT, **headers)
    again = investigator.post(f"/cases/{number}/facts", FACT, **headers)
    assert read(first, 201) == read(again, 201)


def test_a_key_that_was_used_for_something_else_is_refused(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    path = f"/cases/{case['0001'].number}/facts"
    investigator.post(path, FACT, Idempotency_Key="one")
    other = FACT | {"value": "Chinese citizen of Korean nationality"}
    response = investigator.post(path, other, Idempotency_Key="one")
    assert (response.status_code, told(response)["code"]) == (422, "E632")
    assert case["0001"].file.entries.filter(payload__fact="spouse").count() == 1


def test_the_key_of_one_person_is_not_that_of_another(
    investigator: Program, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    path = f"/cases/{case['0001'].number}/notes"
    investigator.post(path, {"text": "one"}, Idempotency_Key="one")
    Program(people["changbai.clerk"]).post(path, {"text": "one"}, Idempotency_Key="one")
    assert case["0001"].file.entries.filter(kind=EntryKind.NOTE).count() == 2


def test_a_file_is_opened_once(people: Mapping[str, User]) -> None:
    clerk = Program(people["changbai.clerk"])
    said = {"names": ["새이름", "Sae I-rŭm"], "born": "1940", "sex": "female"}
    first = read(clerk.post("/cases", said, Idempotency_Key="new"), 201)
    again = read(clerk.post("/cases", said, Idempotency_Key="new"), 201)
    assert first == again
    assert read(clerk.get(f"/cases/{first['number']}"))["names"] == ["새이름", "Sae I-rŭm"]


def test_an_act_takes_its_details(investigator: Program, case: dict[str, CaseFile]) -> None:
    path = f"/cases/{case['0001'].number}/acts"
    act = {
        "act": "attempt at persuasion",
        "happened_on": "1961-12-16",
        "outcome": "refuses to return",
        "details": {"held by": "Ma Cheng-he"},
    }
    response = investigator.post(path, act)
    assert (response.status_code, told(response)["code"]) == (422, "E605")
    keys = ("held by", "language", "interpreter", "explained", "voluntary")
    done = investigator.post(path, act | {"details": dict.fromkeys(keys, "as it was")})
    assert len(read(done, 201)["entries"]) == 2  # the act, and the refusal that it establishes


def test_a_decision_has_to_name_the_state_it_rests_on(
    decider: Program, case: dict[str, CaseFile]
) -> None:
    number = case["0006"].number
    said = {"disposition": "send back", "on": "1961-12-15"}
    blind = decider.post(f"/cases/{number}/decisions", said)
    assert (blind.status_code, told(blind)["code"]) == (428, "E633")
    seen = decider.get(f"/cases/{number}")["ETag"]
    assert decider.post(f"/cases/{number}/decisions", said, If_Match=seen).status_code == 201
    decision = read(decider.get(f"/cases/{number}"))["decision"]
    assert (decision["disposition"], decision["departs"]) == ("send back", False)


def test_a_departure_without_a_reason_is_refused(
    decider: Program, case: dict[str, CaseFile]
) -> None:
    said = {"disposition": "persuade and hand over"}
    response = decider.post(f"/cases/{case['0006'].number}/decisions", said, If_Match="*")
    assert response.status_code == 422
    assert "without a reason" in told(response)["detail"]


def test_a_correction_stands_beside_the_entry(
    investigator: Program, case: dict[str, CaseFile]
) -> None:
    number = case["0002"].number
    found = read(investigator.get(f"/cases/{number}"))
    (entry,) = (each["entry"] for each in found["facts"] if each["fact"] == "determination")
    said = {"reason": "Misread.", "instead": {"value": "member of China's Korean minority"}}
    path = f"/cases/{number}/entries/{entry}/corrections"
    read(investigator.post(path, said), 201)
    after = read(investigator.get(f"/cases/{number}"))
    assert after["answer"]["dispositions"] == ["restore citizenship"]
    assert after["entries"][entry - 1]["payload"]["value"] == "Korean citizen"
    assert after["entries"][entry - 1]["corrected_by"] == [after["length"]]
    withdrawn = read(investigator.post(path, {"reason": "Another's.", "withdraw": True}), 201)
    assert withdrawn["length"] == after["length"] + 1


# rights --------------------------------------------------------------------------


def test_what_the_page_refuses_the_api_refuses(
    decider: Program, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    path = f"/cases/{case['0001'].number}/facts"
    refusals = [
        decider.post(path, FACT),
        Program(people["tonghua.auditor"]).post(path, FACT),
        Program(people["consulate.decider"]).get("/cases"),
    ]
    assert [each.status_code for each in refusals] == [403, 403, 403]
    assert {told(each)["code"] for each in refusals} == {"E601"}


def test_nobody_comes_in_without_a_token_or_a_session(client: Client) -> None:
    for headers in ({}, {"Authorization": "Bearer decretal_guess"}, {"Authorization": "Basic a"}):
        response = client.get(f"{ROOT}/cases", headers=headers)
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert told(response)["code"] == "E630"  # type: ignore[arg-type]


def test_a_session_comes_in_and_records_only_with_the_token_against_forged_forms(
    people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["changbai.clerk"])
    assert browser.get(f"{ROOT}/cases").status_code == 200
    path, said = f"{ROOT}/cases/{case['0001'].number}/notes", {"text": "seen"}
    forged = browser.post(path, said, content_type="application/json")
    assert forged.status_code == 403
    assert not case["0001"].file.entries.filter(kind=EntryKind.NOTE).exists()
    browser.get("/account/")
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    sent = browser.post(path, said, content_type="application/json", headers=headers)
    assert sent.status_code == 201


def test_a_token_is_kept_as_a_hash_and_ends(people: Mapping[str, User]) -> None:
    clerk = people["changbai.clerk"]
    program = Program(clerk)
    kept = Token.objects.get(pk=program.token.pk)
    assert program.words not in str(kept.__dict__)
    assert program.get("/cases").status_code == 200
    assert Token.objects.get(pk=kept.pk).used_on == timezone.now().date()
    Token.objects.filter(pk=kept.pk).update(expires_at=timezone.now())
    assert program.get("/cases").status_code == 401


def test_a_revoked_token_and_that_of_a_closed_account_open_nothing(
    people: Mapping[str, User],
) -> None:
    clerk = people["changbai.clerk"]
    revoked, closed = Program(clerk), Program(people["changbai.registrar"])
    revoke(clerk, revoked.token)
    assert revoked.get("/cases").status_code == 401
    User.objects.filter(pk=people["changbai.registrar"].pk).update(is_active=False)
    assert closed.get("/cases").status_code == 401


def test_a_token_is_made_shown_once_and_revoked_on_the_page_by_its_person(
    signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    browser = signed_in("changbai.clerk")
    made = browser.post("/account/tokens/", {"purpose": "the register", "days": "30"})
    (token,) = Token.objects.filter(user=people["changbai.clerk"])
    words = made.content.decode().split("<code>")[1].split("</code>")[0]
    assert words.startswith(token.begins)
    assert words not in browser.get("/account/").content.decode()
    assert token.expires_at - token.made_at == datetime.timedelta(days=30)
    address = f"/account/tokens/{token.pk}/revoke/"
    assert signed_in("changbai.decider").post(address).status_code == 404
    assert Token.objects.get(pk=token.pk).revoked_at is None
    browser.post(address)
    assert Token.objects.get(pk=token.pk).revoked_at is not None
    details = set(LogLine.objects.values_list("detail", flat=True))
    assert {
        f"token {token.pk} made, good for 30 days",
        f"token {token.pk} revoked",
    } <= details


@pytest.mark.parametrize(
    ("purpose", "days"), [("", "30"), ("x" * 101, "30"), ("x", "0"), ("x", "366"), ("x", "many")]
)
def test_a_token_without_purpose_or_end_is_not_made(
    purpose: str, days: str, signed_in: SignedIn
) -> None:
    said = {"purpose": purpose, "days": days}
    assert signed_in("changbai.clerk").post("/account/tokens/", said).status_code == 422
    assert not Token.objects.exists()


def test_all_tokens_are_revoked_at_once(people: Mapping[str, User]) -> None:
    clerk = people["changbai.clerk"]
    Program(clerk), Program(clerk)
    assert (revoke_all(clerk), revoke_all(clerk)) == (2, 0)


# what is no request --------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"text": ' + b"9" * 5000 + b"}", 400),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', 413),
        ({"text": ""}, 422),
        ({"text": "x" * 4001}, 422),
        ({"text": "a\x00b"}, 422),
        (b'{"text": "\\ud800"}', 422),
        ({"text": {"a": "b"}}, 422),
        ({"text": "x", "more": "y"}, 422),
        ([], 422),
        (b"", 422),
    ],
)
def test_what_is_no_request_is_refused_with_words_and_recorded_nowhere(
    said: Any, status: int, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    clerk = Program(people["changbai.clerk"])
    lines = LogLine.objects.filter(happening=Happening.REFUSED).count()
    response = clerk.post(f"/cases/{case['0001'].number}/notes", said)
    assert response.status_code == status, response.content
    assert told(response)["code"] == "E631"
    assert not case["0001"].file.entries.filter(kind=EntryKind.NOTE).exists()
    assert LogLine.objects.filter(happening=Happening.REFUSED).count() == lines + 1


@pytest.mark.parametrize("headers", [{"Idempotency_Key": "k" * 201}, {"If_Match": '"x/1"'}])
def test_headers_that_say_nothing_are_refused(
    headers: dict[str, str], investigator: Program, case: dict[str, CaseFile]
) -> None:
    response = investigator.post(f"/cases/{case['0001'].number}/facts", FACT, **headers)
    assert (response.status_code, told(response)["code"]) == (422, "E605")


def test_a_method_that_no_route_has_is_told_as_a_problem(
    investigator: Program, people: Mapping[str, User]
) -> None:
    headers = {"Authorization": f"Bearer {investigator.words}"}
    response = Client().delete(f"{ROOT}/cases", headers=headers)
    assert (response.status_code, response["Allow"]) == (405, "GET, POST")
    assert told(response)["code"] == "E600"  # type: ignore[arg-type]


# its description -----------------------------------------------------------------


def test_the_description_is_openapi_with_every_route_and_types(signed_in: SignedIn) -> None:
    found = signed_in("changbai.clerk").get(f"{ROOT}/openapi.json").json()
    assert found["openapi"].startswith("3.")
    assert "/api/v1/cases/{number}/facts" in found["paths"]
    for where, methods in found["paths"].items():
        for method, each in methods.items():
            assert each["description"], where
            good = [code for code in each["responses"] if code != "default"]
            assert good, where
            assert each["responses"]["default"]["content"]["application/problem+json"]
            assert each["security"], (where, method)
    fact = found["components"]["schemas"]["FactTaken"]
    assert fact["additionalProperties"] is False
    assert fact["properties"]["happened_on"]["format"] == "date"


def test_the_page_of_the_api_loads_nothing_from_elsewhere(signed_in: SignedIn) -> None:
    page = signed_in("changbai.clerk").get(f"{ROOT}/docs").content.decode()
    assert "POST /api/v1/cases/{number}/facts" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "<script>" not in page


def test_the_description_is_whole_every_reference_leads_somewhere(signed_in: SignedIn) -> None:
    found = signed_in("changbai.clerk").get(f"{ROOT}/openapi.json").json()
    shapes = found["components"]["schemas"]
    named = set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(found)))
    assert named <= shapes.keys()
    assert '"$ref": "#/$defs' not in json.dumps(found)
    operations = [each for methods in found["paths"].values() for each in methods.values()]
    names = [each["operationId"] for each in operations]
    assert len(set(names)) == len(names)
    for where, methods in found["paths"].items():
        for each in methods.values():
            given = {one["name"] for one in each.get("parameters", []) if one["in"] == "path"}
            assert given == set(re.findall(r"\{(\w+)\}", where)), where
    for name, shape in shapes.items():
        Draft202012Validator.check_schema(shape)
        assert set(shape.get("required", ())) <= shape.get("properties", {}).keys(), name
