"""The register over the API: read, registered, sent, passed on, cancelled, each once."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import connection
from lxml import etree

from decretal.casework.models import Happening, LogLine
from decretal.offices.models import User
from decretal.registry.register.models import Copy, CopyMove, Handled, InTray, Telegram
from decretal.registry.register.verifying import verify

from .test_api import Program, read, told

pytestmark = pytest.mark.django_db

Of = Callable[[str], Program]
RAFT = "TONGHUA-IN-1961-0002"
ORDER = "JILIN-OUT-1961-0001"
DAY = "1961-12-19"
TEXT = """Cable Precedence: Urgent

To the Tonghua Regional Committee:

Telegram of November 15 received, reply as follows:

1. Wait for the answer of the province.

Yanbian Prefectural Committee

December 18, 1961
"""
DRAFT = {
    "subject": "A question on the ferry",
    "precedence": "Urgent",
    "to": ["Yanbian Prefectural Committee"],
    "copied": ["Archives of the Region"],
    "body": ["The ferry is asked about.", ["Who keeps it?", "Who pays?"]],
}


@pytest.fixture
def of(people: Mapping[str, User]) -> Of:
    return lambda name: Program(people[name])


@pytest.fixture
def registrar(of: Of) -> Program:
    return of("tonghua.registrar")


def path(mark: str, step: str = "") -> str:
    return f"/register/telegrams/{mark}{step}"


def streamed(response: Any) -> bytes:
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    response.close()
    return content


# reading -----------------------------------------------------------------------------


def test_the_list_is_that_of_the_page_and_goes_on_after_a_mark(
    registrar: Program, people: Mapping[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Telegram.objects.visible_to(people["tonghua.registrar"]).order_by("-pk")
    marks = list(seen.values_list("mark", flat=True))
    assert len(marks) > 7
    monkeypatch.setattr("decretal.web.api.register.AT_ONCE", 3)
    found: list[str] = []
    after = ""
    while True:
        page = read(registrar.get("/register", after=after))
        found += [each["mark"] for each in page["items"]]
        after = page["after"]
        if not after:
            break
        assert len(page["items"]) == 3
    assert found == marks


def test_the_list_is_filtered(registrar: Program) -> None:
    cancelled = read(registrar.get("/register", state="cancelled", way="incoming"))["items"]
    assert cancelled
    assert all(each["cancelled"] and each["way"] == "incoming" for each in cancelled)
    (found,) = read(registrar.get("/register", q=RAFT))["items"]
    assert (found["mark"], found["office"]) == (RAFT, "tonghua")
    assert read(registrar.get("/register", year="1899"))["items"] == []


def test_the_in_tray_has_the_highest_precedence_first(registrar: Program) -> None:
    found = read(registrar.get("/register/tray"))
    ranks = [each["rank"] for each in found["items"]]
    assert ranks == sorted(ranks)
    assert found["count"] == InTray.objects.filter(office__code="tonghua").count() == len(ranks)


def test_a_telegram_has_reading_and_meaning_copies_and_handling(of: Of) -> None:
    found = read(of("jilin.registrar").get(path(ORDER)))
    assert found["found"]["issuer"] == found["meant"]["sender"]["value"]
    assert (found["reckoned"]["total"], found["reckoned"]["stated_total"]) == (27, 27)
    assert found["reckoned"]["adds_up"] is True
    assert [each["number"] for each in found["copies"]] == list(range(1, 28))
    assert "approved" in {each["kind"] for each in found["handled"]}
    assert found["chain_holds"] is True
    line = LogLine.objects.first()
    assert line is not None
    assert (line.happening, line.subject, line.detail) == (Happening.READ, ORDER, "API")


def test_a_telegram_that_was_changed_behind_the_program_says_so(registrar: Program) -> None:
    assert read(registrar.get(path(RAFT)))["chain_holds"] is True
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER registry_telegram_no_update")
    Telegram.objects.filter(mark=RAFT).update(sender="Somebody else")
    assert read(registrar.get(path(RAFT)))["chain_holds"] is False


def test_the_text_comes_as_it_came_and_as_tei(registrar: Program) -> None:
    kept = bytes(Telegram.objects.get(mark=RAFT).raw)
    assert registrar.get(path(RAFT, "/as/txt")).content == kept
    tei = etree.fromstring(registrar.get(path(RAFT, "/as/xml")).content)
    assert etree.QName(tei).localname == "TEI"
    assert registrar.get(path(RAFT, "/as/stamp")).content.startswith(b"%PDF")
    assert told(registrar.get(path(RAFT, "/as/doc")))["code"] == "E600"


def test_the_register_comes_out_as_catalogue_cmif_and_tei(registrar: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(
        streamed(registrar.get("/register/export/csv", way="incoming")).decode("utf-8-sig")
    )))  # fmt: skip
    assert RAFT in {row["register mark"] for row in rows}
    assert {row["way"] for row in rows} == {"incoming"}
    cmif = etree.fromstring(streamed(registrar.get("/register/export/cmif")))
    assert etree.QName(cmif).localname == "TEI"
    with zipfile.ZipFile(io.BytesIO(streamed(registrar.get("/register/export/tei")))) as archive:
        assert f"{RAFT}.xml" in archive.namelist()
    assert told(registrar.get("/register/export/xls"))["code"] == "E600"


def test_what_can_be_said_only_together_is_found(of: Of) -> None:
    found = read(of("tonghua.registrar").get("/register/findings"))["items"]
    assert {each["code"] for each in found} <= {"T150", "T151", "T152"}
    assert "T152" in {each["code"] for each in found}
    assert all(Telegram.objects.filter(mark=each["mark"]).exists() for each in found)


def test_the_consulate_gets_its_own_register_and_nothing_else(of: Of) -> None:
    consulate = of("consulate.decider")
    assert all(each["office"] == "consulate" for each in read(consulate.get("/register"))["items"])
    assert consulate.get(path(ORDER)).content == consulate.get(path("NOBODY-IN-1961-0001")).content
    assert told(consulate.get("/register/export/csv"))["code"] == "E601"


# coming in ---------------------------------------------------------------------------


def test_a_text_is_read_and_nothing_is_registered(registrar: Program) -> None:
    before = Telegram.objects.count()
    found = read(registrar.post("/register/read", {"text": TEXT}))
    assert found["meant"]["sender"] == "Yanbian Prefectural Committee"
    assert found["meant"]["to"] == ["Tonghua Regional Committee"]
    assert found["meant"]["dated"] == "1961-12-18"
    assert found["found"]["precedence"] == "Urgent"
    assert Telegram.objects.count() == before


def test_what_was_read_is_registered_with_what_it_was_taken_to_mean(registrar: Program) -> None:
    raw = base64.b64encode(TEXT.encode()).decode()
    meant = read(registrar.post("/register/read", {"base64": raw}))["meant"]
    said = {
        "base64": raw,
        "name": "cable.txt",
        "meant": {**meant, "sender": "The night desk of Yanbian"},
    }
    first = read(registrar.post("/register/incoming", said, Idempotency_Key="one"), 201)
    again = read(registrar.post("/register/incoming", said, Idempotency_Key="one"), 201)
    assert first == again
    made = Telegram.objects.get(mark=first["mark"])
    assert bytes(made.raw) == TEXT.encode()
    assert made.meant["sender"] == {"value": "The night desk of Yanbian", "corrected": True}
    assert made.meant["dated"] == {"value": "1961-12-18", "corrected": False}
    assert InTray.objects.filter(telegram=made).exists()
    other = registrar.post("/register/incoming", {**said, "name": "b"}, Idempotency_Key="one")
    assert told(other)["code"] == "E632"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"text": "So.", "base64": "U28u"},
        {"base64": "no base64!"},
        {"text": " \n "},
        {"text": "So it is.", "series": "Not A Series"},
        {"text": "So it is.", "meant": {"dated": "soon"}},
        {"text": "So it is.", "meant": {"from": "Somebody"}},
        {"text": "So it is.\0"},
    ],
)
def test_what_is_no_telegram_is_refused_and_takes_no_number(
    registrar: Program, said: dict[str, object]
) -> None:
    before = Telegram.objects.count()
    refused = registrar.post("/register/incoming", {"meant": {}, **said})
    assert refused.status_code == 422
    assert told(refused)["advice"]
    assert Telegram.objects.count() == before


def test_a_telegram_of_another_office_is_answered_by_nobody(registrar: Program) -> None:
    said = {"text": "So it is.", "meant": {}, "answers": "MFA-IN-1961-9999"}
    assert told(registrar.post("/register/incoming", said))["code"] == "E600"


# going out ---------------------------------------------------------------------------


def test_a_draft_is_checked_registered_approved_copied_and_sent(of: Of, registrar: Program) -> None:
    checked = read(registrar.post("/register/outgoing/check", DRAFT))
    assert "1. Who keeps it?" in checked["text"]
    assert [each["text"] for each in checked["found"]["provisions"]] == [
        "Who keeps it?",
        "Who pays?",
    ]
    sent = read(registrar.post("/register/outgoing", DRAFT, Idempotency_Key="out"), 201)
    assert read(registrar.post("/register/outgoing", DRAFT, Idempotency_Key="out"), 201) == sent
    mark = sent["mark"]
    assert told(registrar.post(path(mark, "/send"), {"on": DAY}))["code"] == "E604"
    approved = {"kind": "approved", "on": "1961-12-20", "clock": "09:15"}
    assert told(registrar.post(path(mark, "/handled"), approved))["code"] == "E601"
    read(of("tonghua.decider").post(path(mark, "/handled"), approved), 201)
    given = [{"name": "Yanbian Prefectural Committee"}, {"name": "Archives", "copies": 2}]
    copies = {"copies": given, "on": "1961-12-20"}
    numbered = read(registrar.post(path(mark, "/copies"), copies, Idempotency_Key="c"), 201)
    assert numbered["numbers"] == [1, 2, 3, 4]
    again = read(registrar.post(path(mark, "/copies"), copies, Idempotency_Key="c"), 201)
    assert again == numbered
    assert Copy.objects.filter(telegram__mark=mark).count() == 4
    done = read(registrar.post(path(mark, "/send"), {"on": "1961-12-20"}), 201)
    assert done["offices"] == 1
    (came,) = Telegram.objects.filter(sent_as__mark=mark)
    assert came.office.code == "yanbian"
    thread = read(registrar.get(path(mark, "/thread")))
    assert [each["mark"] for each in thread] == [mark], "Yanbian's register is not Tonghua's"
    assert verify().faults == []


def test_in_live_mode_nothing_goes_to_another_state(
    registrar: Program, declare: Callable[[str], None]
) -> None:
    declare("live")
    said = {**DRAFT, "to": ["Korean Consulate General"]}
    refused = told(registrar.post("/register/outgoing", said))
    assert (refused["code"], refused["status"]) == ("E603", 403)


def test_a_draft_that_would_be_read_otherwise_is_refused(registrar: Program) -> None:
    said = {"to": ["Archives"], "subject": "\ufffd" * 500}
    before = Telegram.objects.count()
    refused = registrar.post("/register/outgoing", said)
    assert refused.status_code == 422
    assert told(refused)["code"] == "E713"
    assert Telegram.objects.count() == before


# what is done with one ---------------------------------------------------------------


def test_handling_is_recorded_once_for_a_key(registrar: Program) -> None:
    said = {"kind": "proofread", "on": "1961-12-20", "clock": "10:00", "note": "Two slips."}
    before = Handled.objects.filter(telegram__mark=RAFT, kind="proofread").count()
    for _ in range(2):
        read(registrar.post(path(RAFT, "/handled"), said, Idempotency_Key="h"), 201)
    rows = Handled.objects.filter(telegram__mark=RAFT, kind="proofread")
    assert rows.count() == before + 1
    read(registrar.post(path(RAFT, "/handled"), said), 201)
    assert rows.count() == before + 2, "without a key it was done twice"
    other = {**said, "note": "Three."}
    refused = registrar.post(path(RAFT, "/handled"), other, Idempotency_Key="h")
    assert told(refused)["code"] == "E632"
    assert told(registrar.post(path(RAFT, "/handled"), {**said, "kind": "eaten"}))["status"] == 422


def test_a_copy_is_passed_on_once_for_a_key_and_the_kept_one_never(registrar: Program) -> None:
    given = {"copies": [{"name": "First Section"}], "on": "1961-12-20"}
    number = read(registrar.post(path(RAFT, "/copies"), given), 201)["numbers"][0]
    said = {"to": "Second Section", "on": "1961-12-20", "reason": "To be read."}
    where = path(RAFT, f"/copies/{number}/pass")
    for _ in range(2):
        read(registrar.post(where, said, Idempotency_Key="m"), 201)
    (move,) = CopyMove.objects.filter(copy__telegram__mark=RAFT, copy__number=number)
    assert move.name == "Second Section"
    copies = read(registrar.get(path(RAFT)))["copies"]
    (copy,) = (each for each in copies if each["number"] == number)
    assert (copy["holder"], copy["moves"][0]["reason"]) == ("Second Section", "To be read.")
    (kept,) = (each["number"] for each in copies if each["kept"])
    assert told(registrar.post(path(RAFT, f"/copies/{kept}/pass"), said))["code"] == "E604"
    assert told(registrar.post(path(RAFT, "/copies/499/pass"), said))["code"] == "E605"


def test_a_mistake_is_cancelled_with_a_reason_and_its_number_is_kept(registrar: Program) -> None:
    where = path(RAFT, "/cancel")
    assert registrar.post(where, {}).status_code == 422
    assert told(registrar.post(where, {"reason": " "}))["code"] == "E605"
    for _ in range(2):
        read(registrar.post(where, {"reason": "Registered twice."}, Idempotency_Key="x"), 201)
    found = read(registrar.get(path(RAFT)))
    assert found["cancellation"]["reason"] == "Registered twice."
    assert (found["cancelled"], found["waits"]) == (True, False)


# terms -------------------------------------------------------------------------------


def test_a_term_is_declared_by_who_decides_and_counts_from_then_on(of: Of) -> None:
    said = {"rank": 2, "days": 3, "reason": "So it is done here."}
    assert told(of("tonghua.registrar").post("/register/terms", said))["code"] == "E601"
    decider = of("tonghua.decider")
    read(decider.post("/register/terms", said, Idempotency_Key="t"), 201)
    read(decider.post("/register/terms", {**said, "days": 5}), 201)
    read(decider.post("/register/terms", said, Idempotency_Key="t"), 201)  # repeated, not anew
    (found,) = (e for e in read(decider.get("/register/terms")) if e["rank"] == 2)
    assert (found["days"], found["office"]) == (5, "tonghua")
    read(decider.post("/register/terms", {**said, "days": None, "reason": "No more."}), 201)


# the description ---------------------------------------------------------------------


def test_the_description_says_what_each_route_takes(of: Of) -> None:
    found = read(of("changbai.clerk").get("/openapi.json"))
    where = "/api/v1/register/telegrams/{mark}/copies/{number}/pass"
    assert found["paths"][where]["post"]["tags"] == ["register"]
    taken = found["components"]["schemas"]["IncomingTaken"]
    assert taken["additionalProperties"] is False
    assert taken["required"] == ["meant"]
    file = found["paths"]["/api/v1/register/export/{form}"]["get"]["responses"]["200"]
    assert "application/octet-stream" in file["content"]
