"""Pages of the register: what is seen by whom, registered, answered, cancelled, exported."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from decretal.casework.models import Happening, LogLine
from decretal.offices.models import User
from decretal.registry.register.models import InTray, Telegram, Way

from .conftest import SignedIn

TEXT = """Cable Precedence: Urgent

To the Tonghua Regional Committee:

Telegram of November 15 received, reply as follows:

1. Wait for the answer of the province.

Yanbian Prefectural Committee

December 18, 1961
"""
RAFT = "TONGHUA-IN-1961-0002"
ORDER = "JILIN-OUT-1961-0001"


def page(browser: Client, address: str) -> str:
    found = browser.get(address)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def streamed(browser: Client, address: str) -> bytes:
    found: Any = browser.get(address)
    assert found.status_code == 200
    content = b"".join(found.streaming_content)
    found.close()
    return content


def read(browser: Client, text: str = TEXT) -> tuple[str, dict[str, str]]:
    """The page on which a text is confirmed, and the form as it stands there."""
    shown = browser.post("/register/incoming/", {"text": text}).content.decode()
    form = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', shown))
    form |= dict(re.findall(r'<textarea id="\w+" name="(\w+)" rows="2">([^<]*)</textarea>', shown))
    return shown, form


# what is shown -----------------------------------------------------------------------


def test_the_in_tray_has_the_highest_precedence_first_and_then_what_is_due(
    signed_in: SignedIn,
) -> None:
    shown = page(signed_in("tonghua.registrar"), "/register/tray/")
    marks = re.findall(r">(TONGHUA-IN-1961-\d{4})<", shown)
    assert marks[0] == RAFT
    ranks = [InTray.objects.get(telegram__mark=mark).rank for mark in marks]
    assert ranks == sorted(ranks)
    assert "term of Jilin Provincial Committee" in shown


def test_today_shows_the_in_tray(signed_in: SignedIn) -> None:
    assert RAFT in page(signed_in("tonghua.clerk"), "/")
    shown = page(signed_in("consulate.clerk"), "/lists/")
    assert re.search(r'aria-labelledby="in-tray".*CONSULATE-IN-1961-0002', shown, re.S)


def test_a_telegram_is_shown_with_text_apparatus_thread_copies_and_times(
    signed_in: SignedIn,
) -> None:
    shown = page(signed_in("jilin.registrar"), f"/register/telegrams/{ORDER}/")
    for each in (
        "Apparatus",
        "JILIN-IN-1961-0001",
        "26 sent, 1 kept, 27 in all",
        "Research Section",
        "09:15",
    ):
        assert each in shown
    assert "otherwise than found" not in shown


def test_a_reference_to_what_is_not_registered_is_told(signed_in: SignedIn) -> None:
    shown = page(signed_in("tonghua.registrar"), f"/register/telegrams/{RAFT}/")
    assert "nobody said which telegram of the register that is" in shown
    together = page(signed_in("tonghua.registrar"), "/register/findings/?office=tonghua")
    assert "T152" in together
    assert "T152" in together
    told = re.findall(r'href="/register/telegrams/([^/]+)/"', together)
    assert RAFT in told
    assert "TONGHUA-IN-1961-0003" not in told, "the second is cancelled"


def test_whoever_received_a_telegram_is_led_from_its_mark_to_their_own(
    signed_in: SignedIn,
) -> None:
    found = signed_in("yanbian.clerk").get(f"/register/telegrams/{ORDER}/")
    assert found.headers["Location"] == "/register/telegrams/YANBIAN-IN-1961-0001/"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("tonghua.clerk", 200),
        ("jilin.clerk", 200),
        ("yanbian.clerk", 404),
        ("fao.clerk", 404),
        ("consulate.clerk", 404),
    ],
)
def test_a_telegram_is_seen_by_the_offices_concerned_and_those_above(
    signed_in: SignedIn, name: str, status: int
) -> None:
    assert signed_in(name).get(f"/register/telegrams/{RAFT}/").status_code == status


def test_the_consulate_sees_what_was_addressed_to_it_and_nothing_else(
    signed_in: SignedIn,
) -> None:
    browser = signed_in("consulate.clerk")
    for address in ("/register/", "/register/tray/", "/register/findings/"):
        shown = page(browser, address)
        assert set(re.findall(r"[A-Z]+-(?:IN|OUT)-1961", shown)) <= {
            "CONSULATE-IN-1961",
            "CONSULATE-OUT-1961",
        }
        assert "CHANGBAI-C-" not in shown


def test_the_number_of_queries_does_not_grow_with_the_register(
    signed_in: SignedIn, people: dict[str, User]
) -> None:
    browser = signed_in("tonghua.registrar")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(browser, "/register/")
            page(browser, "/register/tray/")
        return len(found)

    queries()
    few = queries()
    first = Telegram.objects.get(mark=RAFT)
    made = [
        Telegram(
            mark=f"TONGHUA-IN-1961-{number}", way=Way.INCOMING, office=first.office, year=1961,
            number=number, rank=3, file_name="x", raw=b"x", sha256="0", term=first.term,
            due_on=first.due_on, registered_by=people["tonghua.registrar"],
            registered_on=first.registered_on, registered_at=first.registered_at,
        )
        for number in range(5001, 5031)
    ]  # fmt: skip
    Telegram.objects.bulk_create(made)
    InTray.objects.bulk_create(
        InTray(telegram=each, office=each.office, rank=3, due_on=each.due_on) for each in made
    )
    assert queries() <= few


# registering -------------------------------------------------------------------------


def test_what_was_found_is_shown_with_how_sure_it_is_before_anything_is_registered(
    signed_in: SignedIn,
) -> None:
    before = Telegram.objects.count()
    shown, form = read(signed_in("tonghua.registrar"))
    assert Telegram.objects.count() == before
    assert "Yanbian Prefectural Committee" in form["sender"]
    assert form["dated"] == "1961-12-18"
    assert form["answers_mark"] == "TONGHUA-OUT-1961-0001", "the date is that of the question"
    assert "by its form and place" in shown


def test_what_the_registrar_corrects_stands_beside_what_was_found(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    _, form = read(browser)
    form |= {"sender": "Yanbian, the night desk", "answers_mark": ""}
    found: Any = browser.post("/register/incoming/", form, follow=True)
    assert "otherwise than found" in found.content.decode()
    made = Telegram.objects.order_by("-pk")[0]
    assert made.found["issuer"] == "Yanbian Prefectural Committee"
    assert made.sender == "Yanbian, the night desk"
    assert bytes(made.raw) == TEXT.encode()


def test_the_same_form_twice_registers_once(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    _, form = read(browser)
    before = Telegram.objects.count()
    for _ in range(2):
        assert browser.post("/register/incoming/", form).status_code == 302
    assert Telegram.objects.count() == before + 1


def test_a_file_is_kept_byte_by_byte(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    raw = "外交部收电\n发：通化地委\n".encode("gb18030")
    file = io.BytesIO(raw)
    file.name = "cable.txt"
    shown = browser.post("/register/incoming/", {"file": file}).content.decode()
    form = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', shown))
    browser.post("/register/incoming/", {**form, "dated": ""})
    assert bytes(Telegram.objects.order_by("-pk")[0].raw) == raw


@pytest.mark.parametrize("change", [{"dated": "soon"}, {"raw": "%"}, {"dated": "1961-13-45"}])
def test_what_cannot_be_meant_is_refused_with_what_to_do(
    signed_in: SignedIn, change: dict[str, str]
) -> None:
    browser = signed_in("tonghua.registrar")
    _, form = read(browser)
    found = browser.post("/register/incoming/", {**form, **change})
    assert found.status_code == 422


def test_what_was_typed_stands_on_the_form_again_where_something_in_it_is_refused(
    signed_in: SignedIn,
) -> None:
    browser = signed_in("tonghua.registrar")
    _, form = read(browser)
    typed = {
        "subject": "Of the <ferry>", "dated": "1961-02-30", "to": "One\nTwo", "answers_mark": "",
        "series": "secret",
    }  # fmt: skip
    found = browser.post("/register/incoming/", {**form, **typed})
    shown = found.content.decode()
    assert found.status_code == 422
    assert "1961-02-30&quot; is given as the date, and no calendar has it." in shown
    for name, value in {**typed, "subject": "Of the &lt;ferry&gt;", "raw": form["raw"]}.items():
        assert re.search(rf'name="{name}"[^>]*(value="|>){re.escape(value)}["<]', shown), name
    assert browser.post("/register/incoming/", {**form, **typed, "dated": ""}).status_code == 302


def test_a_draft_that_is_refused_is_not_lost(signed_in: SignedIn) -> None:
    draft = {"subject": "The raft", "to": "Public Security Department", "body": "Bell:\a"}
    browser = signed_in("tonghua.registrar")
    found = browser.post("/register/outgoing/", {**draft, "answers": RAFT, "registers": ""})
    shown = found.content.decode()
    assert found.status_code == 400
    assert 'role="alert"' in shown
    assert ">Bell:\a</textarea>" in shown
    assert f'name="answers" value="{RAFT}"' in shown


def test_a_correction_that_is_refused_is_not_lost(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    address = f"/register/telegrams/{RAFT}/correct/"
    found = browser.post(address, {"sender": "A ferryman", "dated": "1961-13", "reason": "Slip."})
    assert found.status_code == 422
    shown = found.content.decode()
    assert 'value="A ferryman"' in shown
    assert ">Slip.</textarea>" in shown


@pytest.mark.parametrize(("mark", "status"), [("tonghua-out-1961-0001", 302), ("NOBODY-1", 422)])
def test_a_mark_is_taken_however_it_is_written_and_a_wrong_one_costs_nothing(
    signed_in: SignedIn, mark: str, status: int
) -> None:
    browser = signed_in("tonghua.registrar")
    _, form = read(browser)
    found = browser.post("/register/incoming/", {**form, "answers_mark": mark})
    assert found.status_code == status
    if status == 422:
        shown = found.content.decode()
        assert "No telegram that you see has the mark &quot;NOBODY-1&quot;." in shown
        assert 'value="Yanbian Prefectural Committee"' in shown


@pytest.mark.parametrize(
    ("referer", "leads_back"),
    [
        (f"http://testserver/register/telegrams/{RAFT}/", True),
        (f"http://elsewhere.example/register/telegrams/{RAFT}/", False),
        ("http://testserver//elsewhere.example/", False),
        ("", False),
    ],
)
def test_a_refusal_leads_back_to_the_form_and_nowhere_else(
    signed_in: SignedIn, referer: str, leads_back: bool
) -> None:
    form = {"kind": "proofread", "on": "1961-12-20", "clock": "25:61"}
    found = signed_in("tonghua.registrar").post(
        f"/register/telegrams/{RAFT}/handle/", form, headers={"Referer": referer}
    )
    assert found.status_code == 422
    shown = found.content.decode()
    assert (f'<a href="/register/telegrams/{RAFT}/">Back to the form</a>' in shown) is leads_back
    assert "elsewhere" not in shown


def test_words_that_are_no_known_precedence_are_said_to_count_as_routine(
    signed_in: SignedIn,
) -> None:
    browser = signed_in("tonghua.registrar")
    told = "not a known precedence: counts as routine"
    _, form = read(browser)
    made: Any = browser.post("/register/incoming/", {**form, "precedence": "Thunderbolt"})
    assert told in page(browser, made.headers["Location"])
    assert page(browser, "/register/tray/").count(told) == 1
    assert told not in page(browser, f"/register/telegrams/{RAFT}/")


def test_copies_are_proposed_as_the_text_distributes_them(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    text = TEXT + "\nDistribution: Reading Room (3), Border Section\n\nOne copy retained\n"
    _, form = read(browser, text)
    made: Any = browser.post("/register/incoming/", form)
    shown = page(browser, made.headers["Location"])
    assert ">Reading Room (3)\nBorder Section (1)</textarea>" in shown


def test_what_was_sent_offers_no_cancelling(signed_in: SignedIn) -> None:
    browser = signed_in("jilin.registrar")
    assert "cancel/" not in page(browser, f"/register/telegrams/{ORDER}/")
    found = browser.post(f"/register/telegrams/{ORDER}/cancel/", {"reason": "Not so."})
    assert found.status_code == 422
    assert "Send another telegram" in found.content.decode()


def test_what_one_office_sent_and_another_has_is_one_telegram(signed_in: SignedIn) -> None:
    shown = page(signed_in("jilin.registrar"), "/register/findings/")
    assert "T152" in shown
    assert "T151" not in shown


def test_an_outgoing_telegram_is_shown_approved_sent_and_answered(signed_in: SignedIn) -> None:
    registrar, decider = signed_in("tonghua.registrar"), signed_in("tonghua.decider")
    form = {
        "answers": RAFT,
        "precedence": "Urgent",
        "subject": "The raft",
        "to": "Public Security Department",
        "body": "Of the raft:\n1. Who saw it?\n2. Where is it now?",
    }
    shown = registrar.post("/register/outgoing/", {**form, "show": ""}).content.decode()
    assert "2. Where is it now?" in shown
    made: Any = registrar.post("/register/outgoing/", {**form, "registers": ""})
    address = made.headers["Location"]
    day = {"on": "1961-12-20"}
    assert registrar.post(f"{address}send/", day).status_code == 422, "not approved"
    assert registrar.post(f"{address}handle/", {"kind": "approved", **day}).status_code == 403
    assert decider.post(f"{address}handle/", {"kind": "approved", **day}).status_code == 302
    assert registrar.post(f"{address}send/", day).status_code == 302
    mark = address.strip("/").split("/")[-1]
    assert Telegram.objects.get(sent_as__mark=mark).office.code == "security"
    assert not InTray.objects.filter(telegram__mark=RAFT).exists(), "it is answered"


def test_a_cancelled_telegram_stays_with_its_number_and_reason(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    address = f"/register/telegrams/{RAFT}/"
    assert browser.post(f"{address}cancel/", {"reason": ""}).status_code == 422
    assert browser.post(f"{address}cancel/", {"reason": "Another office's."}).status_code == 302
    assert "Another office" in page(browser, address)
    assert (
        browser.post(f"{address}handle/", {"kind": "filed", "on": "1961-12-20"}).status_code == 422
    )
    assert RAFT in page(browser, "/register/?state=cancelled")


def test_a_copy_is_traced_to_who_holds_it(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    address = f"/register/telegrams/{RAFT}/"
    form = {"copies": "First Section (2)\nChangbai County", "on": "1961-12-20"}
    assert browser.post(f"{address}distribute/", form).status_code == 302
    assert signed_in("changbai.clerk").get(address).status_code == 200, "it holds a copy"
    assert 'name="reason"' in page(browser, address)
    moved = browser.post(
        f"{address}copies/1/pass/",
        {"to": "Yanbian Prefectural Committee", "on": "1961-12-20", "reason": "For the ferry."},
    )
    assert moved.status_code == 302
    told = "20 Dec 1961 to Yanbian Prefectural Committee: For the ferry. (recorded by Shao Mo-shui)"
    assert told in page(browser, address)
    assert signed_in("yanbian.clerk").get(address).status_code == 200
    kept = browser.post(f"{address}copies/4/pass/", {"to": "Somebody", "on": "1961-12-20"})
    assert kept.status_code == 422


def test_a_term_is_the_offices_own_and_says_so(signed_in: SignedIn) -> None:
    decider = signed_in("tonghua.decider")
    assert "Jilin Provincial Committee" in page(decider, "/register/terms/")
    form = {"rank": "1", "days": "2", "reason": "The line is slow."}
    assert decider.post("/register/terms/", form).status_code == 302
    assert "The line is slow." in page(signed_in("changbai.clerk"), "/register/terms/")
    assert decider.post("/register/terms/", {**form, "days": "9999"}).status_code == 422
    assert signed_in("tonghua.clerk").post("/register/terms/", form).status_code == 403


# files -------------------------------------------------------------------------------


def test_the_register_is_exported_as_catalogue_cmif_and_tei(signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    seen = Telegram.objects.visible_to(User.objects.get(username="tonghua.registrar")).count()
    rows = list(csv.DictReader(io.StringIO(streamed(browser, "/register/export/csv").decode())))
    assert len(rows) == seen
    assert {row["cancelled"] for row in rows} >= {"Registered twice: it is the one of yesterday."}
    tree = etree.fromstring(streamed(browser, "/register/export/cmif"))
    assert len(tree.findall(".//{*}correspDesc")) == seen
    with zipfile.ZipFile(io.BytesIO(streamed(browser, "/register/export/tei"))) as archive:
        assert len(archive.namelist()) == seen
    assert LogLine.objects.filter(happening=Happening.EXPORTED, subject="register").count() == 3


@pytest.mark.parametrize("form", ["pdf", "stamp"])
def test_a_telegram_and_its_stamp_page_are_set_on_paper(signed_in: SignedIn, form: str) -> None:
    found = signed_in("jilin.registrar").get(f"/register/telegrams/{ORDER}/as/{form}")
    assert found.content.startswith(b"%PDF-")


def test_a_telegram_comes_out_as_it_came(signed_in: SignedIn) -> None:
    found = signed_in("tonghua.clerk").get(f"/register/telegrams/{RAFT}/as/txt")
    assert found.content == bytes(Telegram.objects.get(mark=RAFT).raw)


def test_in_live_mode_nothing_is_registered_for_the_state_of_origin_or_for_outsiders(
    signed_in: SignedIn, declare: Callable[[str], None]
) -> None:
    registrar = signed_in("tonghua.registrar")
    declare("live")
    for to in ("Korean Consulate General", "An office that nobody knows"):
        form = {"to": to, "subject": "Names", "body": "A name.", "registers": ""}
        assert registrar.post("/register/outgoing/", form).status_code == 403
    assert not Telegram.objects.filter(subject="Names").exists()


def test_a_telegram_that_is_not_as_it_was_registered_says_so(signed_in: SignedIn) -> None:
    registrar = signed_in("tonghua.registrar")
    address = f"/register/telegrams/{RAFT}/"
    assert "not as it was registered" not in page(registrar, address)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER registry_telegram_no_update")
    Telegram.objects.filter(mark=RAFT).update(sender="Somebody else")
    shown = page(registrar, address)
    assert "This telegram is not as it was registered: do not rely on it." in shown
    assert "the telegram does not say what was registered" in shown
