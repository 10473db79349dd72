"""Bad input and intruders: refused with words, recorded, and never shown as what it is not."""

from __future__ import annotations

import csv
import http.client
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import DisallowedHost
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from tests.deployments import Deployment

from decretal.casework import sign_ins
from decretal.casework.example import PASSWORD
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, EntryKind, Happening, LogLine
from decretal.casework.record import Request
from decretal.casework.server_log import Formatter
from decretal.casework.tokens import make_token, usable
from decretal.offices.models import FailedSignIns, User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def sign_in(client: Client, name: str, password: str, **more: str) -> int:
    said = {"username": name, "password": password, **more}
    return client.post("/sign-in/", said).status_code


def refusals() -> int:
    return LogLine.objects.filter(happening=Happening.REFUSED).count()


# the deployment ------------------------------------------------------------------


def test_djangos_deployment_check_finds_nothing(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DECRETAL_")
    } | {
        "DECRETAL_HOME": str(tmp_path),
        "DECRETAL_MODE": "live",
        "DECRETAL_HTTPS": "yes",
        "DECRETAL_HOSTS": "cases.example",
        "DECRETAL_RULEBOOK": str(ROOT / "rulebooks" / "jilin-1961"),
        "DJANGO_SETTINGS_MODULE": "decretal.casework.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


def test_what_is_served_over_https_is_served_over_nothing_else(tmp_path: Path) -> None:
    deployment = Deployment(tmp_path, more={"DECRETAL_HTTPS": "yes"})
    with deployment.served() as server:
        plain = http.client.HTTPConnection(server.url.split("//")[1].strip("/"))
        plain.request("GET", "/sign-in/")
        answer = plain.getresponse()
        assert answer.status == 301
        assert str(answer.headers["Location"]).startswith("https://")
        answer.read()
        plain.request("GET", "/sign-in/", headers={"X-Forwarded-Proto": "https"})
        answer = plain.getresponse()
        assert answer.status == 200
        assert "Secure" in str(answer.headers["Set-Cookie"])
        assert "max-age=31536000" in str(answer.headers["Strict-Transport-Security"])
        plain.close()


def test_every_answer_has_the_headers_that_keep_others_out(client: Client) -> None:
    for address in ("/sign-in/", "/nothing-here/", "/api/v1/cases", "/"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cache-Control"].startswith(("no-store", "max-age=0"))


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client) -> None:
    assert sign_in(client, "changbai.clerk", PASSWORD) == 302
    session, against_forging = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert session["httponly"]
    assert session["samesite"] == against_forging["samesite"] == "Lax"


def test_a_name_of_another_host_is_not_answered(client: Client) -> None:
    with pytest.raises(DisallowedHost):
        client.get("/", headers={"Host": "evil.example"}).wsgi_request.get_host()
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


# signing in ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"],
)
def test_signing_in_leads_nowhere_else(elsewhere: str, client: Client) -> None:
    response = client.post(
        f"/sign-in/?next={elsewhere}",
        {"username": "changbai.clerk", "password": PASSWORD, "next": elsewhere},
    )
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    response = client.get("/cases/?q=x")
    assert response["Location"] == "/sign-in/?next=/cases/%3Fq%3Dx"
    said = {"username": "changbai.clerk", "password": PASSWORD, "next": "/cases/?q=x"}
    assert client.post("/sign-in/", said)["Location"] == "/cases/?q=x"


def test_a_session_from_before_signing_in_is_not_the_one_after(client: Client) -> None:
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = before = session.session_key or ""
    sign_in(client, "changbai.clerk", PASSWORD)
    after = client.cookies["sessionid"].value
    assert before != after
    other = Client()
    other.cookies["sessionid"] = before
    assert other.get("/cases/").status_code == 302


def test_a_session_that_was_left_opens_nothing(client: Client) -> None:
    sign_in(client, "changbai.clerk", PASSWORD)
    kept = client.cookies["sessionid"].value
    assert client.post("/sign-out/").status_code == 302
    other = Client()
    other.cookies["sessionid"] = kept
    assert other.get("/cases/")["Location"].startswith("/sign-in/")


def test_leaving_takes_a_form_of_ours(signed_in: SignedIn) -> None:
    browser = signed_in("changbai.clerk")
    assert browser.get("/sign-out/").status_code == 405
    assert browser.get("/cases/").status_code == 200


def test_a_closed_account_is_out_at_once(signed_in: SignedIn, people: Mapping[str, User]) -> None:
    browser = signed_in("changbai.clerk")
    User.objects.filter(pk=people["changbai.clerk"].pk).update(is_active=False)
    assert browser.get("/cases/").status_code == 302


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(client: Client) -> None:
    def told(name: str) -> bytes:
        said = {"username": name, "password": "wrong"}
        return re.sub(rb"[A-Za-z0-9]{64}", b"", client.post("/sign-in/", said).content)

    assert told("changbai.clerk") == told("nobody.here")


def test_after_some_failures_there_is_a_wait_and_then_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "changbai.clerk"
    free = sign_ins.FREE["name at address"]
    assert [sign_in(client, name, "wrong") for _ in range(free)] == [200] * free
    waiting = client.post("/sign-in/", {"username": name, "password": PASSWORD})
    assert waiting.status_code == 429
    assert 0 < int(waiting["Retry-After"]) <= 15
    assert "nobody is locked out" in waiting.content.decode()
    later = timezone.now() + timedelta(seconds=16)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert sign_in(client, name, PASSWORD) == 302


def test_one_failure_less_means_no_wait(client: Client) -> None:
    for _ in range(sign_ins.FREE["name at address"] - 1):
        sign_in(client, "changbai.clerk", "wrong")
    assert sign_in(client, "changbai.clerk", PASSWORD) == 302


def test_the_wait_doubles_and_is_never_longer_than_the_longest() -> None:
    waits = []
    for _ in range(40):
        sign_ins.failed("a name", "10.0.0.1")
        waits.append(sign_ins.wait_for("a name", "10.0.0.1"))
    assert waits[:7] == [0, 0, 0, 0, 15, 30, 60]
    assert max(waits) == waits[-1] == 15 * 60


def test_nobody_is_kept_out_by_failures_from_elsewhere() -> None:
    for _ in range(sign_ins.FREE["name"] - 1):
        sign_ins.failed("a name", "10.0.0.1")
    assert sign_ins.wait_for("a name", "10.0.0.2") == 0
    assert sign_ins.wait_for("a name", "10.0.0.1") > 0
    assert sign_ins.wait_for("another", "10.0.0.1") > 0, "the address itself has to wait"


def test_failures_are_forgotten_and_hold_neither_name_nor_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(10):
        sign_ins.failed("a-password-in-the-wrong-field", "10.0.0.1")
    kept = str(list(FailedSignIns.objects.values()))
    assert "password" not in kept
    assert "10.0.0.1" not in kept
    later = timezone.now() + sign_ins.FORGOTTEN_AFTER + timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert sign_ins.wait_for("a-password-in-the-wrong-field", "10.0.0.1") == 0
    sign_ins.failed("other", "10.0.0.2")
    assert FailedSignIns.objects.count() == 3


def test_signing_in_is_logged_without_what_was_typed(client: Client) -> None:
    sign_in(client, "s3cret-typed-as-name", "s3cret")
    sign_in(client, "changbai.clerk", PASSWORD)
    lines = list(LogLine.objects.order_by("id").values("happening", "detail", "subject"))[-2:]
    assert [line["happening"] for line in lines] == ["sign-in failed", "signed in"]
    assert "s3cret" not in str(lines)


# passwords -----------------------------------------------------------------------


def change(browser: Client, old: str, new: str, again: str | None = None) -> int:
    said = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return browser.post("/account/password/", said).status_code


@pytest.mark.parametrize("new", ["short", "password1234", "123456789012", "changbai.clerk", ""])
def test_a_weak_password_is_refused(
    new: str, signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    assert change(signed_in("changbai.clerk"), PASSWORD, new) == 422
    assert User.objects.get(pk=people["changbai.clerk"].pk).check_password(PASSWORD)


def test_the_old_password_is_needed_and_cannot_be_guessed(signed_in: SignedIn) -> None:
    browser = signed_in("changbai.clerk")
    new = "seven quiet herons"
    assert change(browser, PASSWORD, new, "seven loud herons") == 422
    free = sign_ins.FREE["name at address"]
    assert [change(browser, "wrong", new) for _ in range(free)] == [422] * free
    assert change(browser, PASSWORD, new) == 429


def test_a_new_password_closes_other_sessions_and_tokens(
    client: Client, people: Mapping[str, User]
) -> None:
    clerk = people["changbai.clerk"]
    other = Client()
    sign_in(client, clerk.username, PASSWORD)
    sign_in(other, clerk.username, PASSWORD)
    make_token(clerk, "a program")
    assert change(client, PASSWORD, "seven quiet herons") == 302
    assert client.get("/cases/").status_code == 200
    assert other.get("/cases/").status_code == 302
    assert not usable(clerk).exists()
    assert LogLine.objects.filter(detail="password changed, 1 tokens revoked").exists()


# forged and broken requests ------------------------------------------------------


def test_a_form_that_does_not_come_from_here_is_refused_with_a_page(
    people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["changbai.clerk"])
    before = refusals()
    response = browser.post(reverse("note", args=[case["0001"].number]), {"text": "forged"})
    assert response.status_code == 403
    assert "Nothing was recorded" in response.content.decode()
    assert 'href="/"' in response.content.decode()
    assert refusals() == before + 1
    assert not case["0001"].file.entries.filter(kind=EntryKind.NOTE).exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["/", "/cases/", "/sign-in/", "/account/", "/offices/"])
def test_a_method_that_no_page_has_is_refused_with_a_page(
    method: str, address: str, signed_in: SignedIn
) -> None:
    before = refusals()
    response = getattr(signed_in("changbai.clerk"), method)(address)
    assert response.status_code == 405
    assert response["Allow"]
    assert "This was not done" in response.content.decode()
    assert refusals() == before + 1


def test_the_head_of_a_page_is_that_of_the_page(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    browser = signed_in("changbai.clerk")
    for address in ("/", "/cases/", reverse("case", args=[case["0001"].number])):
        head, page = browser.head(address), browser.get(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["Content-Type"] == page["Content-Type"]


def test_a_head_asks_for_the_same_right(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    address = reverse("case", args=[case["0001"].number])
    assert signed_in("consulate.clerk").head(address).status_code == 403
    assert signed_in("yanbian.clerk").head(address).status_code == 404
    assert Client().head(address).status_code == 302


def test_too_many_fields_and_too_big_a_form_are_refused_with_a_page(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    browser = signed_in("changbai.clerk")
    address = reverse("note", args=[case["0001"].number])
    for form in ({f"field{n}": "x" for n in range(1001)}, {"text": "x" * 3_000_000}):
        before = refusals()
        response = browser.post(address, _encoded(form), _FORM)
        assert response.status_code == 413
        assert "more than is taken at once" in response.content.decode()
        assert refusals() == before + 1
    assert not case["0001"].file.entries.filter(kind=EntryKind.NOTE).exists()


_FORM = "application/x-www-form-urlencoded"


def _encoded(form: Mapping[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in form.items())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 4000, 302),
        ("x" * 4001, 422),
        ("a%00b", 400),
        ("a%ED%A0%80b", 302),  # no UTF-8: what cannot be read is replaced by a mark for it
        ("a%07b", 422),
        ("%EE%80%80", 422),
        ("", 422),
        ("%20%20", 422),
    ],
)
def test_a_text_that_is_too_long_or_no_text_is_refused(
    text: str, status: int, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    before = refusals()
    address = reverse("note", args=[case["0001"].number])
    response = signed_in("changbai.clerk").post(address, f"text={text}", _FORM)
    assert response.status_code == status
    assert refusals() - before == (status != 302)


@pytest.mark.parametrize("address", ["/cases/?q=a%00b", "/cases/a%00b/", "/cases/?page=a%00"])
def test_an_address_with_what_no_text_holds_is_refused(address: str, signed_in: SignedIn) -> None:
    before = refusals()
    assert signed_in("changbai.clerk").get(address).status_code == 400
    assert refusals() == before + 1


@pytest.mark.parametrize(
    "asked",
    [
        "page=0", "page=-1", "page=9999999", "page=x", "page=" + "9" * 500, "status=nothing",
        "q=" + "%EA%B9%80" * 500, "q=%FF%FE", "q=%25%27--", "overdue=1961-12-01",
        "office=" + "x" * 5000, "departs=maybe",
    ],
)  # fmt: skip
def test_no_search_breaks_the_list(asked: str, signed_in: SignedIn) -> None:
    assert signed_in("changbai.clerk").get(f"/cases/?{asked}").status_code == 200


@pytest.mark.parametrize("day", ["tomorrow", "1961-02-30", "9" * 40, "1961-12-20' OR 1=1"])
def test_what_is_no_day_is_told(day: str, signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    browser = signed_in("changbai.investigator")
    number = case["0001"].number
    assert browser.get(f"/cases/{number}/", {"known_on": day}).status_code == 422
    said = {"value": "none", "happened_on": day, "evidence": "x"}
    assert browser.post(reverse("establish", args=[number, "spouse"]), said).status_code == 422


@pytest.mark.parametrize("day", ["1961-12-21", "2999-01-01", "9999-12-31"])
def test_a_day_in_the_future_is_refused(
    day: str, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    said = {"value": "none", "happened_on": day, "evidence": "x"}
    address = reverse("establish", args=[case["0001"].number, "spouse"])
    before = refusals()
    response = signed_in("changbai.investigator").post(address, said)
    assert response.status_code == 422
    assert "lies after" in response.content.decode()
    assert refusals() == before + 1


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("establish", ["{}", "nothing"]), ("establish", ["{}", "<script>"]),
        ("act", ["{}", "dance"]), ("correction", ["{}", 0]), ("correction", ["{}", 999999]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_the_order_or_the_file_does_not_have_is_told_and_no_fault(
    route: str, arguments: list[object], method: str, signed_in: SignedIn,
    case: dict[str, CaseFile],
) -> None:  # fmt: skip
    given = [case["0001"].number if each == "{}" else each for each in arguments]
    browser = signed_in("changbai.investigator")
    said = {"happened_on": "1961-12-15", "value": "x", "evidence": "x", "reason": "x"}
    response = getattr(browser, method)(reverse(route, args=given), said)
    assert response.status_code in (404, 422)
    assert "<script>" not in response.content.decode()


@pytest.mark.parametrize(
    ("key", "seen", "status"),
    [("k" * 65, "1", 422), ("k", "99999999999", 302), ("k", "-1", 302), ("k", "x", 302)],
)
def test_a_key_or_a_length_that_is_none_does_no_harm(
    key: str, seen: str, status: int, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    said = {"text": "seen", "key": key, "seen": seen}
    address = reverse("note", args=[case["0001"].number])
    assert signed_in("changbai.clerk").post(address, said).status_code == status


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


# nothing personal in logs --------------------------------------------------------


def test_neither_log_holds_what_people_wrote(
    signed_in: SignedIn, case: dict[str, CaseFile], caplog: pytest.LogCaptureFixture
) -> None:
    mark = "숨은표식Hidden"
    caplog.set_level(logging.DEBUG)
    clerk, investigator = signed_in("changbai.clerk"), signed_in("changbai.investigator")
    opened = clerk.post("/cases/open/", {"name": mark, "home": mark, "born": "1930"})
    number = opened["Location"].strip("/").split("/")[-1]
    clerk.get("/cases/", {"q": mark})
    b"".join(clerk.get("/exports/cases.csv", {"q": mark}))
    clerk.post(reverse("note", args=[number]), {"text": mark})
    clerk.post(reverse("note", args=[number]), {"text": mark * 1000})
    clerk.post(reverse("papers-of-file", args=[number]), {"text": mark})
    address = reverse("establish", args=[number, "spouse"])
    said = {"value": mark, "happened_on": mark, "evidence": mark, "reference": mark}
    investigator.post(address, said)
    investigator.post(address, said | {"happened_on": "1961-12-15"})
    investigator.post(address, said | {"value": "none", "happened_on": "1961-12-15"})
    clerk.post("/sign-in/", {"username": mark, "password": mark})
    clerk.post("/account/password/", {"old_password": mark})
    clerk.post("/api/v1/cases", f'{{"names": "{mark}"}}', content_type="application/json")
    lines = str(list(LogLine.objects.values("subject", "detail")))
    assert mark not in lines
    assert "Hidden" not in lines
    assert mark not in caplog.text
    assert clerk.get(reverse("case", args=[number])).content.decode().count(mark) >= 3


def test_a_fault_is_logged_by_its_class_and_place_and_not_in_its_words() -> None:
    try:
        try:
            raise KeyError("Kim")
        except KeyError as error:
            raise ValueError("Kim was born in 1930") from error
    except ValueError as error:
        told = Formatter().format(
            logging.LogRecord(
                "x", logging.ERROR, __file__, 1, "Internal Server Error: %s", ("/cases/",),
                (ValueError, error, error.__traceback__),
            )
        )  # fmt: skip
    assert "Kim" not in told
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "test_intruders.py" in told


@pytest.mark.parametrize(
    ("address", "form", "broken"),
    [
        ("/offices/", "text/html", "decretal.web.pages.offices.render"),
        ("/api/v1/cases", "application/problem+json", "decretal.web.api.cases.find"),
    ],
)
def test_a_fault_shows_nothing_of_itself(
    address: str,
    form: str,
    broken: str,
    people: Mapping[str, User],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_(*_: object, **__: object) -> None:
        raise RuntimeError("the words of the fault")

    monkeypatch.setattr(broken, break_)
    browser = Client(raise_request_exception=False)
    browser.force_login(people["changbai.clerk"])
    response = browser.get(address)
    assert response.status_code == 500
    assert response["Content-Type"].startswith(form)
    assert "the words of the fault" not in response.content.decode()
    assert "Nothing was recorded" in response.content.decode()


@override_settings(DEBUG=False)
def test_no_page_tells_of_the_routes_that_there_are(client: Client) -> None:
    said = client.get("/no/such/page/").content.decode()
    assert "There is nothing here for you" in said
    assert "sign-in/" not in re.sub(r"next=[^\"]*", "", said) or "urlconf" not in said.lower()
