"""What stands in a telegram from elsewhere is shown and exported as what it is.

Markup is no markup on any page of the register, a formula none in a table, and a mark that
turns the direction of what follows, or that has no width, is seen.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import etree
from pypdf import PdfReader

from decretal.casework import guidance
from decretal.casework.correspondence import asked
from decretal.casework.intake import open_case
from decretal.casework.models import File
from decretal.casework.record import Request
from decretal.offices.models import User
from decretal.registry.register.copies import distribute, pass_on
from decretal.registry.register.handling import cancel, handle
from decretal.registry.register.models import Telegram
from decretal.registry.register.precedence import declare
from decretal.registry.register.registering import Meant, register_incoming
from decretal.registry.telegram import Handling
from decretal.web.unseen import shown

from .conftest import SignedIn
from .html import read as parsed
from .test_api import Program
from .test_api import read as answered

pytestmark = pytest.mark.django_db
BIDI = "\u202eetis\u202c"
EVIL = (
    '<script>alert("x")</script>',
    "\"><img src=x onerror=alert('x')>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "\t=1",
    f"To the {BIDI} Harbour\u2066\u200b",
)
TEXT = """To the {0}:

Telegram of {0} received, reply as follows:

1. {0}

{0}

December 18, 1961

Distribution: {0} (2)
"""


@pytest.fixture
def marks(people: Mapping[str, User]) -> list[str]:
    """Telegrams whose every element holds markup, a formula or a turned word, one for each."""
    registrar = asked(people["tonghua.registrar"])
    day = registrar.today
    found = []
    for evil in EVIL:
        meant = Meant(
            sender=evil, subject=evil, precedence=evil, dated="1961-12-18", number=evil,
            to=(evil,), copied=(evil,), reporting_to=(evil,), answers=evil,
        )  # fmt: skip
        made = register_incoming(registrar, TEXT.format(evil).encode(), meant, name=evil)
        copy, *_ = distribute(registrar, made, [(evil.strip(), 1)], on=day)
        pass_on(registrar, copy, f"{evil} again", on=day, reason=evil)
        handle(registrar, made, Handling.PROOFREAD, on=day, note=evil)
        found.append(made.mark)
    declare(asked(people["tonghua.decider"]), 3, 9, EVIL[0])
    cancelled = register_incoming(registrar, b"So it is.", Meant(subject=EVIL[1]))
    cancel(registrar, cancelled, EVIL[0])
    return [*found, cancelled.mark]


def content(browser: Client, address: str, **form: object) -> bytes:
    response: Any = browser.post(address, form) if form else browser.get(address)
    assert response.status_code == 200, address
    said = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return bytes(said)


def pages(browser: Client, marks: list[str]) -> dict[str, str]:
    """Every page of the register on which something of these telegrams stands."""
    addresses = [
        "/", "/register/", "/register/?q=script", f"/register/?q={BIDI}", "/register/tray/",
        "/register/findings/", "/register/terms/", "/register/?state=cancelled",
    ]  # fmt: skip
    addresses += [reverse("telegram", args=[mark]) for mark in marks]
    addresses += [f"/register/outgoing/?answers={mark}" for mark in marks]
    addresses += [reverse("cancel-telegram", args=[mark]) for mark in marks[:-1]]
    found = {address: content(browser, address).decode() for address in addresses}
    for n, evil in enumerate(EVIL):
        read = content(browser, "/register/incoming/", text=TEXT.format(evil))
        found[f"/register/incoming/ {n}"] = read.decode()
        draft = {"subject": evil, "to": evil, "body": evil, "distribution": evil}
        response = browser.post("/register/outgoing/", draft)
        found[f"/register/outgoing/ {n}"] = response.content.decode()
    return found


def test_no_page_of_the_register_holds_markup_of_a_telegram(
    marks: list[str], signed_in: SignedIn
) -> None:
    for address, said in pages(signed_in("tonghua.registrar"), marks).items():
        assert "<script>alert" not in said, address
        assert "<img src=x" not in said, address
        assert not parsed(said).of("img"), address
        assert "SECRET_KEY" not in said or "{{ settings.SECRET_KEY }}" in said, address


def test_what_turns_words_or_has_no_width_is_seen_on_every_page(
    marks: list[str], signed_in: SignedIn
) -> None:
    seen = 0
    for address, said in pages(signed_in("tonghua.registrar"), marks).items():
        # What a form holds goes back as it came.
        bare = re.sub(r"<textarea\b.*?</textarea>|<[^>]*>", "", said, flags=re.DOTALL)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", bare), address
        seen += "〔U+202E〕etis〔U+202C〕" in bare
    assert seen > 4


def test_a_form_gives_back_what_it_was_given(signed_in: SignedIn) -> None:
    text = TEXT.format(f"{BIDI} Harbour")
    said = content(signed_in("tonghua.registrar"), "/register/incoming/", text=text).decode()
    proposed = re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>([^<]*)</textarea>', said)
    assert (dict(proposed)["to"]).strip() == f"{BIDI} Harbour"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a\u202eb</p>", "<p>a〔U+202E〕b</p>"),
        ('<input value="a\u202eb">', '<input value="a\u202eb">'),
        ("<textarea>\u202e</textarea>\u202e", "<textarea>\u202e</textarea>〔U+202E〕"),
        ("<p>می\u200cخواهم</p>", "<p>می\u200cخواهم</p>"),
        ("<p>\U000e0041\ufeff\u061c</p>", "<p>〔U+E0041〕〔U+FEFF〕〔U+061C〕</p>"),
        ("<p>강\u0301 é</p>", "<p>강\u0301 é</p>"),
    ],
)
def test_what_is_seen_by_its_number_and_what_stays(page: str, expected: str) -> None:
    assert shown(page) == expected


# exports -----------------------------------------------------------------------------


def test_no_cell_of_the_catalogue_is_a_formula(marks: list[str], signed_in: SignedIn) -> None:
    browser = signed_in("tonghua.registrar")
    said = content(browser, "/register/export/csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said, newline="")))
    assert {row[0] for row in rows} >= set(marks)
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
            assert not re.match(r"-\d*\D", cell), cell
    assert BIDI in said, "a table holds what the telegram says"


def test_tei_and_cmif_are_whole_and_hold_no_markup_of_a_telegram(
    marks: list[str], signed_in: SignedIn
) -> None:
    browser = signed_in("tonghua.registrar")
    cmif = etree.fromstring(content(browser, "/register/export/cmif"))
    assert not cmif.xpath("//*[local-name()='script' or local-name()='img']")
    archive = zipfile.ZipFile(io.BytesIO(content(browser, "/register/export/tei")))
    assert {f"{mark}.xml" for mark in marks} <= set(archive.namelist())
    assert all(re.fullmatch(r"[A-Z0-9-]+\.xml", name) for name in archive.namelist())
    for mark in marks:
        alone = content(browser, reverse("telegram-text", args=[mark, "xml"]))
        for tei in (etree.fromstring(archive.read(f"{mark}.xml")), etree.fromstring(alone)):
            assert not tei.xpath("//*[local-name()='script' or local-name()='img']")
    text = "".join(map(str, etree.fromstring(archive.read(f"{marks[0]}.xml")).itertext()))
    assert EVIL[0] in text


def test_a_stamp_page_shows_markup_and_turned_words_as_what_they_are(
    marks: list[str], signed_in: SignedIn
) -> None:
    browser = signed_in("tonghua.registrar")
    for mark, evil in zip(marks, EVIL, strict=False):
        pdf = content(browser, reverse("telegram-text", args=[mark, "stamp"]))
        said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", said), mark
        if "SECRET" in evil:
            assert "{{settings.SECRET_KEY}}" in re.sub(r"\s", "", said)
        if BIDI in evil:
            assert "U+202E" in said


def test_the_text_as_it_came_is_nothing_that_a_browser_opens(
    marks: list[str], signed_in: SignedIn
) -> None:
    browser = signed_in("tonghua.registrar")
    for mark, evil in zip(marks, EVIL, strict=False):
        response = browser.get(reverse("telegram-text", args=[mark, "txt"]))
        assert response.content == TEXT.format(evil).encode()
        assert response["Content-Type"] == "application/octet-stream"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"] == f'attachment; filename="{mark}.txt"'


def test_a_program_gets_what_stands_there_as_json(
    marks: list[str], people: Mapping[str, User]
) -> None:
    program = Program(people["tonghua.registrar"])
    for mark, evil in zip(marks, EVIL, strict=False):
        response = program.get(f"/register/telegrams/{mark}")
        assert response["Content-Type"].startswith("application/json")
        assert answered(response)["subject"] == evil
        assert answered(response)["copies"][0]["moves"][0]["reason"] == evil.strip()


# telegrams of casework ---------------------------------------------------------------


def test_words_of_a_step_are_in_its_telegram_and_in_the_file_as_what_they_are(
    people: Mapping[str, User], signed_in: SignedIn
) -> None:
    file = File.objects.get(number="CHANGBAI-Q-1961-0001")
    words = "\n".join(each.strip() for each in EVIL)
    guidance.pass_on(Request(people["tonghua.decider"]), file, words)
    sent = Telegram.objects.get(office__code="tonghua", way="outgoing", matter=file.number)
    came = Telegram.objects.get(sent_as=sent)
    addresses = [
        ("tonghua.decider", reverse("telegram", args=[sent.mark])),
        ("jilin.registrar", reverse("telegram", args=[came.mark])),
        ("tonghua.decider", reverse("file-telegram", args=[file.number, sent.mark])),
        ("jilin.decider", reverse("guidance-request", args=[file.number])),
    ]
    for name, address in addresses:
        said = content(signed_in(name), address).decode()
        assert "&lt;script&gt;alert" in said, address
        assert "<script>alert" not in said, address
        assert "<img src=x" not in said, address
        bare = re.sub(r"<textarea\b.*?</textarea>|<[^>]*>", "", said, flags=re.DOTALL)
        assert BIDI not in bare, address
        assert "〔U+202E〕etis〔U+202C〕" in bare, address
    pdf = content(signed_in("tonghua.decider"), reverse("telegram-text", args=[sent.mark, "pdf"]))
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "{{settings.SECRET_KEY}}" in re.sub(r"\s", "", printed)
    assert "U+202E" in printed
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", printed)


def test_names_with_markup_are_in_their_file_as_what_they_are(
    people: Mapping[str, User], signed_in: SignedIn
) -> None:
    clerk = Request(people["changbai.clerk"])
    numbers = [open_case(clerk, [evil.strip()], home=evil).number for evil in EVIL[:3]]
    numbers.append(open_case(clerk, [f"{BIDI} Harbour"]).number)
    browser = signed_in("changbai.clerk")
    for number in numbers:
        said = content(browser, reverse("case", args=[number])).decode()
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    assert "〔U+202E〕etis〔U+202C〕 Harbour" in said


def test_a_telegram_that_was_changed_shows_no_markup_of_the_change(
    marks: list[str], signed_in: SignedIn
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER registry_telegram_no_update")
    Telegram.objects.filter(mark=marks[0]).update(sha256=EVIL[0][:64], matter=EVIL[0][:60])
    said = content(signed_in("tonghua.registrar"), reverse("telegram", args=[marks[0]])).decode()
    assert "This telegram is not as it was registered" in said
    assert "<script>alert" not in said
