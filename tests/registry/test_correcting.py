"""What a telegram was taken to mean is corrected beside what stood before, never instead of it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from decretal.casework.example import is_empty, make
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import User
from decretal.registry.register import tray
from decretal.registry.register.asked import Asked
from decretal.registry.register.correcting import correct
from decretal.registry.register.models import Correction, InTray, Telegram
from decretal.registry.register.registering import meant_of
from decretal.registry.register.verifying import verify

DAY = datetime.date(1961, 12, 20)
RAFT = "TONGHUA-IN-1961-0002"
WHY = "The word stands in a quotation."


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The example stands in the database before the first test; each test rolls back."""
    del django_db_setup
    with django_db_blocker.unblock():
        if is_empty():
            make()


@pytest.fixture
def raft(db: None) -> Telegram:
    """An urgent telegram that waits at Tonghua."""
    del db
    return Telegram.objects.get(mark=RAFT)


def by(name: str, key: str = "") -> Asked:
    return Asked(User.objects.select_related("office").get(username=name), DAY, key)


@pytest.fixture
def browser(db: None) -> Callable[[str], Client]:
    del db

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return signed_in


def test_a_correction_says_who_when_why_and_what_stood_before(raft: Telegram) -> None:
    before = meant_of(raft)
    meant = replace(before, subject="Of a raft", to=("Tonghua Regional Committee", "Jilin"))
    made = correct(by("tonghua.registrar"), raft, meant, reason=f" {WHY} ")
    assert (made.by.username, made.on, made.reason) == ("tonghua.registrar", DAY, WHY)
    assert made.changes == {
        "subject": {"before": before.subject, "after": "Of a raft"},
        "to": {"before": list(before.to), "after": ["Tonghua Regional Committee", "Jilin"]},
    }
    now = Telegram.objects.get(mark=RAFT)
    assert meant_of(now) == meant
    assert now.now["subject"] == "Of a raft"


def test_the_text_what_was_found_and_what_was_registered_stay(raft: Telegram) -> None:
    kept = (bytes(raft.raw), raft.sha256, raft.found, raft.meant, raft.subject, raft.precedence)
    correct(by("tonghua.registrar"), raft, replace(meant_of(raft), subject="Other"), reason=WHY)
    now = Telegram.objects.get(mark=RAFT)
    assert (bytes(now.raw), now.sha256, now.found, now.meant, now.subject, now.precedence) == kept


def test_the_latest_correction_counts_and_all_of_them_stay(raft: Telegram) -> None:
    for subject in ("First", "Second"):
        meant = replace(meant_of(Telegram.objects.get(mark=RAFT)), subject=subject)
        correct(by("tonghua.registrar"), raft, meant, reason=WHY)
    first, second = Correction.objects.filter(telegram=raft)
    assert second.changes == {"subject": {"before": "First", "after": "Second"}}
    assert first.changes["subject"]["after"] == "First"
    assert Telegram.objects.get(mark=RAFT).now["subject"] == "Second"


def test_a_corrected_precedence_moves_the_telegram_in_the_tray_and_is_rebuilt_so(
    raft: Telegram,
) -> None:
    """Registered on the 19th as extra urgent. Jilin set itself ten days for what is routine."""
    place = InTray.objects.get(telegram=raft)
    assert place.rank == 0
    meant = replace(meant_of(raft), precedence="")
    made = correct(by("tonghua.registrar"), raft, meant, reason=WHY)
    later = datetime.date(1961, 12, 29)
    assert (made.rank, made.due_on) == (3, later)
    assert InTray.objects.filter(telegram=raft).values_list("rank", "due_on")[0] == (3, later)
    tray.rebuild()
    assert InTray.objects.filter(telegram=raft).values_list("rank", "due_on")[0] == (3, later)
    meant = replace(meant, precedence=raft.precedence)
    again = correct(by("tonghua.registrar"), raft, meant, reason=WHY)
    assert (again.rank, again.due_on, again.term) == (0, place.due_on, raft.term)


def test_a_correction_is_in_the_chain_and_cannot_be_changed(raft: Telegram) -> None:
    made = correct(
        by("tonghua.registrar"), raft, replace(meant_of(raft), subject="Other"), reason=WHY
    )
    assert verify().faults == []
    for change in (
        lambda: Correction.objects.filter(pk=made.pk).update(reason="Another."),
        lambda: Correction.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_correction_that_nobody_entered_is_found(raft: Telegram) -> None:
    Correction.objects.create(
        telegram=raft, changes={"subject": {"before": "", "after": "Forged"}}, reason="None.",
        by=User.objects.get(username="tonghua.registrar"), on=DAY, entered_at=raft.registered_at,
    )  # fmt: skip
    assert [str(each) for each in verify().faults] == [
        f"{RAFT}: a correction of what it was taken to mean was not put in by the program "
        f"(row {Correction.objects.get().pk})"
    ]


def test_the_same_request_corrects_once(raft: Telegram) -> None:
    meant = replace(meant_of(raft), subject="Other")
    made = [correct(by("tonghua.registrar", "k"), raft, meant, reason=WHY) for _ in range(2)]
    assert made[0] == made[1]
    assert Correction.objects.count() == 1


@pytest.mark.parametrize("name", ["tonghua.clerk", "jilin.registrar", "fao.registrar"])
def test_only_a_registrar_of_the_office_corrects(raft: Telegram, name: str) -> None:
    with pytest.raises(NoRightError):
        correct(by(name), raft, replace(meant_of(raft), subject="Other"), reason=WHY)
    assert not Correction.objects.exists()


def test_what_went_out_or_was_cancelled_is_not_corrected(raft: Telegram) -> None:
    out = Telegram.objects.get(mark="TONGHUA-OUT-1961-0001")
    cancelled = Telegram.objects.filter(office=raft.office).exclude(cancellation=None)[0]
    for each in (out, cancelled):
        with pytest.raises(NotReadyError):
            correct(by("tonghua.registrar"), each, replace(meant_of(each), subject="O"), reason=WHY)


@pytest.mark.parametrize(("subject", "reason"), [("Other", " "), ("Other", "x" * 501), (None, WHY)])
def test_a_correction_without_a_reason_or_without_a_change_is_refused(
    raft: Telegram, subject: str | None, reason: str
) -> None:
    meant = meant_of(raft) if subject is None else replace(meant_of(raft), subject=subject)
    with pytest.raises(EntryError):
        correct(by("tonghua.registrar"), raft, meant, reason=reason)


def test_what_cannot_be_meant_is_refused(raft: Telegram) -> None:
    with pytest.raises(EntryError, match="no date of a telegram"):
        correct(by("tonghua.registrar"), raft, replace(meant_of(raft), dated="soon"), reason=WHY)


# the pages, the API, the exports --------------------------------------------------------


def test_the_page_shows_what_stands_and_what_stood_and_lists_find_it(
    raft: Telegram, browser: Callable[[str], Client]
) -> None:
    registrar = browser("tonghua.registrar")
    address = f"/register/telegrams/{RAFT}/"
    assert f'href="{address}correct/"' in registrar.get(address).content.decode()
    assert f'href="{address}correct/"' not in browser("tonghua.clerk").get(address).content.decode()
    shown = registrar.get(f"{address}correct/").content.decode()
    assert f'value="{raft.sender}"' in shown
    now = meant_of(raft)
    form = {name: "\n".join(v) if isinstance(v, tuple) else v for name, v in (
        (name, getattr(now, name)) for name in (
            "sender", "subject", "precedence", "dated", "number", "to", "copied", "reporting_to",
            "answers",
        )
    )}  # fmt: skip
    form |= {"sender": "The ferry house", "reason": WHY}
    found = registrar.post(f"{address}correct/", form)
    assert found.headers["Location"] == address
    page = registrar.get(address).content.decode()
    for each in (f"{raft.sender} → The ferry house", WHY, "otherwise than found"):
        assert each in page
    assert RAFT in registrar.get("/register/?q=ferry house").content.decode()
    assert "The ferry house" in registrar.get("/register/tray/").content.decode()


def test_the_api_corrects_and_tells_the_latest(
    raft: Telegram, browser: Callable[[str], Client]
) -> None:
    registrar = browser("tonghua.registrar")
    address = f"/api/v1/register/telegrams/{RAFT}"
    told = registrar.get(address).json()
    meant = {name: each["value"] for name, each in told["meant"].items()}
    said = {"meant": {**meant, "subject": "Of a raft"}, "reason": WHY}
    for _ in range(2):
        done = registrar.post(
            f"{address}/correct", json.dumps(said), content_type="application/json",
            headers={"Idempotency-Key": "once"},
        )  # fmt: skip
        assert done.status_code == 201, done.content
    now = registrar.get(address).json()
    assert now["subject"] == "Of a raft"
    assert now["meant"]["subject"] == {"value": "Of a raft", "corrected": True}
    (each,) = now["corrections"]
    assert each["changes"] == {"subject": {"before": told["subject"], "after": "Of a raft"}}
    assert now["found"] == told["found"]


def test_the_catalogue_has_the_latest(raft: Telegram, browser: Callable[[str], Client]) -> None:
    meant = replace(meant_of(raft), subject="Of a raft", dated="1961-12-01")
    correct(by("tonghua.registrar"), raft, meant, reason=WHY)
    found: Any = browser("tonghua.registrar").get("/register/export/csv")
    rows = csv.DictReader(io.StringIO(b"".join(found.streaming_content).decode()))
    found.close()
    (row,) = (row for row in rows if row["register mark"] == RAFT)
    assert row["taken to be about"] == "Of a raft"
    assert row["taken to be dated"] == "1961-12-01"
    assert row["taken to be from"] == raft.sender
