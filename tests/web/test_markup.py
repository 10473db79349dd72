"""What people write or upload is shown as what it is: no markup, no formula, no wrong table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, Happening, LogLine
from decretal.casework.record import Request
from decretal.offices.models import User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db


def refusals() -> int:
    return LogLine.objects.filter(happening=Happening.REFUSED).count()


# markup and formulas -------------------------------------------------------------

MARKUP = (
    '<script>alert("x")</script>',
    "\"><img src=x onerror=alert('x')>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    '#import "x"; $ x $ *bold* `code` @ref <label>',
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "@SUM(A1)",
    "-2",
)


@pytest.fixture
def marked(people: Mapping[str, User]) -> list[str]:
    """The numbers of files whose particulars hold markup and formulas, one for each."""
    clerk = Request(people["changbai.clerk"])
    return [open_case(clerk, [name], home=name).number for name in MARKUP]


def test_markup_in_a_name_is_shown_as_what_it_is(marked: list[str], signed_in: SignedIn) -> None:
    browser = signed_in("changbai.clerk")
    pages = [browser.get("/"), browser.get("/cases/")]
    pages += [browser.get(reverse("case", args=[number])) for number in marked]
    pages += [browser.get(reverse("papers-of-file", args=[number])) for number in marked]
    for page in pages:
        assert page.status_code == 200
        said = page.content.decode()
        assert "<script>alert" not in said
        assert "<img src=x" not in said
    assert "{{ settings.SECRET_KEY }}" in pages[4].content.decode()
    assert "&lt;script&gt;alert" in pages[2].content.decode()


def test_a_formula_in_a_name_is_none_in_an_export(marked: list[str], signed_in: SignedIn) -> None:
    response = signed_in("changbai.clerk").get("/exports/cases.csv")
    said = b"".join(response).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said)))
    assert len(rows) > len(marked)
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
            assert not re.match(r"-\d*\D", cell), cell


# uploads -------------------------------------------------------------------------


class AtOnce:
    """A thread whose work is done when it is started."""

    def __init__(self, *, target: Callable[[], None], **_: object) -> None:
        self._target = target

    def start(self) -> None:
        self._target()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("decretal.casework.import_jobs.threading.Thread", AtOnce)


def upload(browser: Client, name: str, content: bytes) -> HttpResponseBase:
    return browser.post("/import/", {"table": SimpleUploadedFile(name, content)})


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("name", ["a.pdf", "a.exe", "a.html", "a.csv.exe", "table", "../../a.sh"])
def test_an_upload_that_is_no_table_by_its_name_is_refused(name: str, signed_in: SignedIn) -> None:
    files, before = CaseFile.objects.count(), refusals()
    response = upload(signed_in("changbai.clerk"), name, b"%PDF-1.7")
    assert response.status_code in (400, 422)
    assert "This was not done" in response.content.decode()  # type: ignore[attr-defined]
    assert (CaseFile.objects.count(), refusals()) == (files, before + 1)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("a.csv", b"\x7fELF\x02\x01\x01" + bytes(100)),
        ("a.csv", b""),
        ("a.csv", b'number,names\n"' + b"x" * 100_000),
        ("a.xlsx", b"no zip at all"),
        ("a.xlsx", b"PK\x03\x04" + bytes(200)),
        ("a.json", b"[" * 100_000),
        ("a.json", b'{"a": 1}'),
        ("a.parquet", b"PAR1" + bytes(50)),
    ],
)
def test_an_upload_that_is_no_table_opens_nothing_and_says_why(
    name: str, content: bytes, signed_in: SignedIn
) -> None:
    files = CaseFile.objects.count()
    browser = signed_in("changbai.clerk")
    began = upload(browser, name, content)
    if began.status_code == 302:
        page = browser.get(began["Location"]).content.decode()
        assert re.search(r"\[E\d{3}\]", page), "the page says what is wrong, with its code"
        browser.post(began["Location"] + "take/")
    else:
        assert began.status_code in (400, 422)
    assert CaseFile.objects.count() == files


@pytest.mark.usefixtures("at_once")
def test_the_import_of_somebody_else_is_not_there(signed_in: SignedIn) -> None:
    table = b"number,names\r\nT-1,\xea\xb9\x80\r\n"
    there = upload(signed_in("changbai.clerk"), "a.csv", table)["Location"]
    theirs = signed_in("tonghua.clerk").get(there)
    nothing = signed_in("tonghua.clerk").get(f"/import/{'0' * 32}/")
    assert theirs.status_code == nothing.status_code
    assert theirs.status_code >= 400
    assert re.sub(rb"[A-Za-z0-9]{64}", b"", theirs.content) == re.sub(
        rb"[A-Za-z0-9]{64}", b"", nothing.content
    )
