"""Signing in, leaving, waiting after failures, and new passwords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from decretal.casework import sign_ins
from decretal.casework.example import PASSWORD
from decretal.casework.models import LogLine
from decretal.casework.tokens import make_token, usable
from decretal.offices.models import FailedSignIns, User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db


def sign_in(client: Client, name: str, password: str, **more: str) -> int:
    said = {"username": name, "password": password, **more}
    return client.post("/sign-in/", said).status_code


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
