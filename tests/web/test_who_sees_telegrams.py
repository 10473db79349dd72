"""What of a telegram somebody sees: of a file, of a copy, and of another state."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from decretal.casework import lists, transfers
from decretal.casework.correspondence import asked
from decretal.casework.lists import Answer
from decretal.casework.models import CaseFile, Entry, File, Happening, LogLine
from decretal.casework.record import Request
from decretal.offices.models import Office, User
from decretal.registry.register import copies, handling
from decretal.registry.register.models import Telegram
from decretal.registry.register.registering import register_outgoing
from decretal.registry.telegram import Handling
from decretal.registry.write import Draft, Point

from .conftest import SignedIn

DAY = datetime.date(1961, 12, 18)
TODAY = datetime.date(1961, 12, 20)
RAFT = "TONGHUA-IN-1961-0002"


def page(browser: Client, address: str) -> str:
    found = browser.get(address)
    assert found.status_code == 200, (address, found.status_code)
    return found.content.decode()


def documents(file: File | CaseFile) -> list[str]:
    """The telegrams to which the entries of a file lead, in order."""
    entries = Entry.objects.filter(file__number=file.number, payload__document="telegram")
    return [entry.payload["telegram"] for entry in entries.order_by("sequence")]


# as documents of a file --------------------------------------------------------------


def test_whoever_sees_a_file_sees_its_telegrams_as_documents_of_it_and_no_register(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    """The file is on its way to the Foreign Affairs Department, which sees it."""
    file = case["0025"]
    browser = signed_in("fad.decider")
    shown = page(browser, f"/cases/{file.number}/?all=1")
    asked_for, granted, sent = documents(file)
    for mark in (asked_for, granted, sent):
        address = f"/files/{file.number}/telegrams/{mark}/"
        assert f'href="{address}"' in shown
        text = page(browser, address)
        assert file.number in text
        for inner in (
            "Handled</h2>",
            "Copies</h2>",
            "Thread",
            "Registered</dt>",
            "stamp",
        ):
            assert inner not in text
        others = {each.number for each in case.values()} - {file.number}
        assert not any(number in text for number in others)
    for mark in (asked_for, granted):
        assert browser.get(f"/register/telegrams/{mark}/").status_code == 404
        assert "In the register" not in page(browser, f"/files/{file.number}/telegrams/{mark}/")
    told = browser.get(f"/api/v1/files/{file.number}/telegrams/{granted}").json()
    assert "The permission is granted." in told["text"]
    assert set(told) == {"mark", "sender", "subject", "dated", "precedence", "to", "copied",
                         "reporting_to", "sha256", "text", "said"}  # fmt: skip
    assert "The permission is granted." in page(
        browser, f"/files/{file.number}/telegrams/{granted}/"
    )


def test_the_document_leads_to_the_register_where_that_is_seen_too(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    file = case["0025"]
    sent = documents(file)[-1]
    shown = page(signed_in("tonghua.clerk"), f"/files/{file.number}/telegrams/{sent}/")
    assert f'href="/register/telegrams/{sent}/"' in shown


@pytest.mark.parametrize("name", ["yanbian.clerk", "fao.decider"])
def test_whoever_does_not_see_the_file_sees_no_document_of_it(
    signed_in: SignedIn, case: dict[str, CaseFile], name: str
) -> None:
    file = case["0025"]
    before = LogLine.objects.filter(happening=Happening.REFUSED).count()
    for mark in (documents(file)[0], "TONGHUA-OUT-1961-9999"):
        found = signed_in(name).get(f"/files/{file.number}/telegrams/{mark}/")
        assert found.status_code == 404
    assert LogLine.objects.filter(happening=Happening.REFUSED).count() == before + 2


def test_a_telegram_that_stands_in_another_file_is_no_document_of_this_one(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    of_another = documents(case["0026"])[0]
    browser = signed_in("tonghua.clerk")
    assert browser.get(f"/files/{case['0025'].number}/telegrams/{of_another}/").status_code == 404
    assert browser.get(f"/files/{case['0026'].number}/telegrams/{of_another}/").status_code == 200


def test_of_a_list_whoever_sees_one_file_and_not_the_list_sees_what_it_says_of_that_person(
    signed_in: SignedIn, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    """The second on the list is refused, and goes to Yanbian."""
    first, second = case["0007"], case["0008"]
    made = lists.open_list(Request(people["tonghua.clerk"]), [first.number, second.number])
    lists.send(Request(people["tonghua.decider"]), made, on=DAY)
    lists.report(Request(people["fao.decider"]), made, on=DAY)
    given = {1: Answer("agrees", "Note 71"), 2: Answer("refuses", "Note 72")}
    lists.answer(Request(people["consulate.decider"]), made, given, on=DAY)
    file = File.objects.get(number=second.number)
    yanbian = Office.objects.get(code="yanbian")
    # Decided anew, so that the file is free to go where the relatives are.
    transfers.send(Request(people["tonghua.decider"]), file, yanbian, on=DAY, because="Relatives.")
    transfers.accept(Request(people["yanbian.decider"]), file, on=DAY)
    browser = signed_in("yanbian.clerk")
    sent, reported, answered = documents(file)[:3]
    for mark, own in (
        (sent, second.names[0]),
        (reported, second.names[0]),
        (answered, "Place 2 on the list: refuses, Note 72."),
    ):
        shown = page(browser, f"/files/{file.number}/telegrams/{mark}/")
        assert escape(own) in shown
        told = browser.get(f"/api/v1/files/{file.number}/telegrams/{mark}").json()
        assert (told["text"], len(told["said"])) == (None, 1)
        for other in (*first.names, first.number, "Note 71", "Place 1"):
            assert escape(other) not in shown
            assert other not in str(told)
    whole = page(signed_in("tonghua.clerk"), f"/files/{file.number}/telegrams/{sent}/")
    assert escape(first.names[0]) in whole, "whoever sees the list sees the whole of it"


def test_an_office_of_another_state_gets_no_document_of_any_file(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    browser = signed_in("consulate.decider")
    name_list = File.objects.get(number="TONGHUA-L-1961-0002")
    for file in (case["0025"], name_list):
        mark = documents(file)[0]
        assert browser.get(f"/files/{file.number}/telegrams/{mark}/").status_code == 403
        assert browser.get(f"/api/v1/files/{file.number}/telegrams/{mark}").status_code == 403


# whoever holds a copy ----------------------------------------------------------------


@pytest.fixture
def distributed(people: Mapping[str, User]) -> Telegram:
    """Copies 1 and 2 to a section, 3 to Changbai, 4 to Yanbian by way of the section, 5 kept."""
    found = Telegram.objects.get(mark=RAFT)
    registrar = asked(people["tonghua.registrar"])
    handling.handle(registrar, found, Handling.TRANSLATED, on=DAY, note="By the night desk.")
    to = [("First Section", 2), ("Changbai County", 1), ("Second Section", 1)]
    made = copies.distribute(registrar, found, to, on=DAY)
    copies.pass_on(registrar, made[3], "Yanbian Prefectural Committee", on=DAY, reason="Theirs.")
    return found


@pytest.mark.parametrize(
    ("name", "copy"), [("changbai.clerk", "Copy 3, here since"), ("yanbian.clerk", "Copy 4, here")]
)
def test_a_holder_sees_text_apparatus_and_its_own_copy_and_nothing_of_the_office_that_registered(
    signed_in: SignedIn, distributed: Telegram, name: str, copy: str
) -> None:
    browser = signed_in(name)
    shown = page(browser, f"/register/telegrams/{RAFT}/")
    assert "Apparatus" in shown
    assert copy in shown
    inner = (
        "First Section", "Second Section", "night desk", "translated", "Handled</h2>",
        "taken to mean", "Theirs.", "term that", "Registered</dt>", "Mo-shui", "/as/stamp",
    )  # fmt: skip
    for each in inner:
        assert each not in shown, each
    assert len(re.findall(r"Copy \d, here since", shown)) == 1
    told = browser.get(f"/api/v1/register/telegrams/{RAFT}").json()
    assert (told["whole"], len(told["own_copies"])) == (False, 1)
    for name_of, empty in (
        ("handled", []), ("copies", []), ("meant", {}), ("matter", ""), ("registered_by", ""),
        ("registered_on", None), ("registered_at", None), ("due_on", None), ("reckoned", None),
        ("cancellation", None), ("waits", False),
    ):  # fmt: skip
        assert told[name_of] == empty, name_of
    rows = browser.get("/api/v1/register").json()["items"]
    (row,) = (each for each in rows if each["mark"] == RAFT)
    assert (row["due_on"], row["matter"], row["registered_on"]) == (None, "", None)
    assert browser.get(f"/register/telegrams/{RAFT}/as/stamp").status_code == 404
    assert browser.get(f"/register/telegrams/{RAFT}/as/txt").status_code == 200


def test_a_holder_reads_who_else_got_copies_as_the_text_states_it(
    signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    registrar, decider = asked(people["jilin.registrar"]), asked(people["jilin.decider"])
    order = Telegram.objects.get(mark="JILIN-OUT-1961-0001")
    stated = [each["name"] for each in order.found["distribution"]]
    assert decider.actor.office == registrar.actor.office
    made = copies.distribute(registrar, order, [("Public Security Department", 1)], on=TODAY)
    shown = page(signed_in("security.clerk"), f"/register/telegrams/{order.mark}/")
    assert "Who else gets copies, as the text states it" in shown
    assert stated
    assert all(escape(each) in shown for each in stated)
    assert f"Copy {made[0].number}, here since 20 Dec 1961" in shown


@pytest.mark.parametrize("name", ["tonghua.clerk", "jilin.clerk"])
def test_the_office_that_registered_it_and_those_above_see_all_of_it(
    signed_in: SignedIn, distributed: Telegram, name: str
) -> None:
    shown = page(signed_in(name), f"/register/telegrams/{RAFT}/")
    for each in ("First Section", "Yanbian Prefectural Committee", "night desk", "Registered</dt>"):
        assert each in shown


def test_a_holder_who_passed_its_copy_on_sees_to_whom_and_not_where_it_went_then(
    signed_in: SignedIn, people: Mapping[str, User], distributed: Telegram
) -> None:
    third = distributed.copies.get(number=3)
    copies.pass_on(asked(people["changbai.registrar"]), third, "The night school", on=TODAY)
    copies.pass_on(asked(people["tonghua.registrar"]), third, "The archive", on=TODAY)
    shown = page(signed_in("changbai.clerk"), f"/register/telegrams/{RAFT}/")
    assert "The night school" in shown
    assert "The archive" not in shown


def test_copies_are_passed_on_from_the_page_by_whoever_may(
    signed_in: SignedIn, distributed: Telegram
) -> None:
    def offered(name: str) -> list[str]:
        shown = page(signed_in(name), f"/register/telegrams/{RAFT}/")
        return re.findall(r"/copies/(\d)/pass/", shown)

    assert offered("tonghua.registrar") == ["1", "2", "3", "4"]
    assert offered("changbai.registrar") == ["3"]
    assert offered("jilin.registrar") == [], "it is above, and holds none"
    assert offered("changbai.clerk") == []


@pytest.mark.parametrize("chosen", ["matter=CHANGBAI-C-1961-0025", "state=waits"])
def test_what_became_of_a_telegram_is_not_found_out_by_filters(
    signed_in: SignedIn, people: Mapping[str, User], case: dict[str, CaseFile], chosen: str
) -> None:
    """Yanbian holds copies of two telegrams: one is about a file, the other waits."""
    waits = Telegram.objects.get(mark=RAFT)
    about = Telegram.objects.get(mark=documents(case["0025"])[-1])
    for each in (waits, about):
        to = [("Yanbian Prefectural Committee", 1)]
        copies.distribute(asked(people["tonghua.registrar"]), each, to, on=TODAY)
    browser = signed_in("yanbian.clerk")
    assert {waits.mark, about.mark} <= set(re.findall(r"TONGHUA-[A-Z]+-1961-\d{4}",
                                                      page(browser, "/register/")))  # fmt: skip
    items = browser.get(f"/api/v1/register?{chosen}").json()["items"]
    assert {item["office"] for item in items} <= {"yanbian"}
    shown = page(browser, f"/register/?{chosen}")
    assert waits.mark not in shown
    assert about.mark not in shown
    assert "About</dt>" not in page(browser, f"/register/telegrams/{about.mark}/")


# an office of another state ----------------------------------------------------------


@pytest.fixture
def moved(people: Mapping[str, User]) -> None:
    """The Foreign Affairs Office moves its copy of an answer about, and writes of other things."""
    registrar, decider = asked(people["fao.registrar"]), asked(people["fao.decider"])
    answer = Telegram.objects.filter(office__code="consulate", way="outgoing").latest("pk")
    (copy,) = answer.copies.filter(office__code="fao")
    copies.pass_on(registrar, copy, "The inner room", on=TODAY, reason="To be weighed.")
    came = Telegram.objects.get(sent_as=answer, office__code="fao")
    handling.handle(registrar, came, Handling.TRANSLATED, on=TODAY, note="Of the inner room.")
    draft = Draft(to=("Ministry of Foreign Affairs",), subject="The inner room", body=(Point("?"),))
    made = register_outgoing(registrar, draft)
    handling.handle(decider, made, Handling.APPROVED, on=TODAY)


def pages(browser: Client) -> dict[str, str]:
    """All pages that the consulate has, by their addresses: from each to each."""
    found: dict[str, str] = {}
    waiting = ["/register/", "/register/tray/", "/register/findings/", "/lists/"]
    while waiting:
        address = waiting.pop()
        if address not in found and "/as/pdf" not in address and "/as/stamp" not in address:
            shown = found[address] = page(browser, address)
            waiting += re.findall(r'href="(/(?:register|lists)/[^"#?]*)"', shown)
    return found


def test_the_other_state_sees_its_letters_and_lists_and_nothing_of_our_files_or_hands(
    signed_in: SignedIn, people: Mapping[str, User], case: dict[str, CaseFile], moved: None
) -> None:
    browser = signed_in("consulate.decider")
    asked_for = pages(browser)
    assert any("/register/telegrams/CONSULATE-IN-" in each for each in asked_for)
    assert any("/register/telegrams/CONSULATE-OUT-" in each for each in asked_for)
    assert any("/as/xml" in each for each in asked_for)
    names = [str(user) for user in people.values() if user.office and not user.office.is_foreign]
    inner = [*names, "inner room", "To be weighed", "translated", "Research Section", "-C-1961-",
             "-G-1961-", "-Q-1961-", "-P-1961-", "approved by"]  # fmt: skip
    inner += [each.number for each in case.values()]
    for address, shown in asked_for.items():
        for each in inner:
            assert escape(each) not in shown, (address, each)
        # Marks of registers other than its own; numbers of lists are on the lists themselves.
        assert set(re.findall(r"[A-Z]+-(?:IN|OUT)-", shown)) <= {"CONSULATE-IN-", "CONSULATE-OUT-"}


def test_the_stamp_page_of_the_other_state_names_none_of_our_people(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch, moved: None
) -> None:
    told: list[dict[str, Any]] = []

    def to_pdf(package: str, template: str, data: dict[str, Any], **more: object) -> bytes:
        del package, template, more
        told.append(data)
        return b"%PDF-"

    monkeypatch.setattr("decretal.registry.register.stamp.to_pdf", to_pdf)
    browser = signed_in("consulate.decider")
    marks = Telegram.objects.filter(office__code="consulate").values_list("mark", flat=True)
    for mark in marks:
        assert browser.get(f"/register/telegrams/{mark}/as/stamp").status_code == 200
    assert len(told) == len(marks) > 2
    for each in ("Kou-an", "Xin-feng", "inner room", "FAO-", "TONGHUA-OUT"):
        assert each not in str(told)


def test_what_goes_to_the_other_state_is_numbered_apart_and_says_nothing_of_handling_and_copies(
    people: Mapping[str, User], moved: None
) -> None:
    lists.report(Request(people["fao.decider"]), File.objects.get(number="TONGHUA-L-1961-0003"),
                 on=TODAY)  # fmt: skip
    sent = Telegram.objects.filter(office__code="fao", way="outgoing", series="consular")
    # Two lists were reported in the example, and this is the third: nothing between them counts.
    assert [each.number for each in sent.order_by("pk")] == [1, 2, 3]
    assert [each.mark for each in sent.order_by("pk")][-1] == "FAO-OUT-CONSULAR-1961-0003"
    for each in Telegram.objects.filter(sent_as__in=sent, office__code="consulate"):
        assert each.found["times"] == []
        assert each.found["distribution"] == []
        assert each.found["total"] is None
        assert "Consular Document" in each.sender_number


def test_a_registrar_numbers_what_goes_to_the_other_state_apart_as_well(
    people: Mapping[str, User],
) -> None:
    draft = Draft(to=("Korean Consulate General",), subject="Names", body=(Point("When?"),))
    made = register_outgoing(asked(people["tonghua.registrar"]), draft)
    assert made.mark == "TONGHUA-OUT-CONSULAR-1961-0001"
    with pytest.raises(Exception, match='stands in the series "consular"'):
        register_outgoing(asked(people["tonghua.registrar"]), draft, series="secret")


@pytest.mark.parametrize("words", ["inner room", "Du Kou-an", "FAO-OUT", "CHANGBAI-C", "1149"])
def test_the_other_state_finds_nothing_by_searching(
    signed_in: SignedIn, words: str, moved: None
) -> None:
    browser = signed_in("consulate.decider")
    for address in (f"/register/?q={words}", f"/register/?matter={words}"):
        assert "/register/telegrams/" not in page(browser, address)
    assert browser.get(f"/cases/?q={words}").status_code == 403


def test_the_other_state_counts_its_own_alone(signed_in: SignedIn, moved: None) -> None:
    browser = signed_in("consulate.decider")
    own = Telegram.objects.filter(office__code="consulate").count()
    shown = page(browser, "/register/")
    assert len(set(re.findall(r"/register/telegrams/([^/\"]+)/", shown))) == own
    assert browser.get("/register/export/csv").status_code == 403
    for path in ("/api/v1/cases", "/api/v1/guidance", "/api/v1/groups", "/api/v1/transfers"):
        assert browser.get(path).status_code == 403
    items = browser.get("/api/v1/register").json()["items"]
    assert len(items) == own
    for item in items:
        told = str(browser.get(f"/api/v1/register/telegrams/{item['mark']}").json())
        told += str(browser.get(f"/api/v1/register/telegrams/{item['mark']}/thread").json())
        for each in ("inner room", "Kou-an", "Xin-feng", "FAO-", "TONGHUA-OUT", "-C-1961-"):
            assert each not in told, (item["mark"], each)
    listed = browser.get("/api/v1/lists").json()
    assert listed["count"] == 2, "those that were reported"
    for row in listed["items"]:
        told = browser.get(f"/api/v1/lists/{row['number']}").json()
        assert {name["file"] for name in told["names"]} == {None}


# files of the register ---------------------------------------------------------------


def test_a_catalogue_tells_a_holder_nothing_of_handling(
    signed_in: SignedIn, distributed: Telegram
) -> None:
    def row(name: str) -> dict[str, str]:
        found: Any = signed_in(name).get("/register/export/csv")
        content = b"".join(found.streaming_content).decode()
        found.close()
        return next(r for r in csv.DictReader(io.StringIO(content)) if r["register mark"] == RAFT)

    assert row("tonghua.clerk")["registered by"] == "Shao Mo-shui"
    holder = row("yanbian.clerk")
    inner = ("registered on", "registered by", "cancelled", "answers")
    assert {holder[name] for name in inner} == {""}
    assert holder["SHA-256"] == distributed.sha256
