"""Forged and broken requests: refused with words, recorded, and told nothing."""

from __future__ import annotations

import http.client
import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.exceptions import DisallowedHost
from django.test import Client, override_settings
from django.urls import reverse
from tests.deployments import Deployment

from decretal.casework.example import PASSWORD
from decretal.casework.models import CaseFile, EntryKind, Happening, LogLine
from decretal.casework.server_log import Formatter
from decretal.offices.models import User

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
