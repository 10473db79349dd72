"""The page of a case file offers what the person who looks at it may do, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction
from django.test import Client

from decretal.casework import merging, transfers
from decretal.casework.law import law
from decretal.casework.models import CaseFile, File
from decretal.casework.record import Request
from decretal.offices.models import Office, User

from .conftest import SignedIn

DAY = "1961-12-20"
PEOPLE = (
    "changbai.clerk", "changbai.investigator", "changbai.decider", "tonghua.investigator",
    "tonghua.decider", "tonghua.auditor", "jilin.decider", "security.decider", "mfa.decider",
)  # fmt: skip
# Investigated, decided for a group, a visitor, transferred, and on its way.
FILES = ("0002", "0003", "0006", "0024", "0025")
MOST = 3
"""So many of the corrections that one page offers are tried."""


def offered(browser: Client, number: str) -> list[str]:
    """The addresses to which the page of a file leads for something that can be done with it."""
    found = browser.get(f"/cases/{number}/?all=1")
    if found.status_code == 404:
        return []
    links = re.findall(rf'href="(/cases/{number}/[^"#?]+)"', found.content.decode())
    return list(dict.fromkeys(links))


def tried(addresses: list[str]) -> list[str]:
    corrections = [each for each in addresses if "/correct/" in each]
    return [each for each in addresses if each not in corrections[MOST:]]


def form(shown: str) -> dict[str, str]:
    """What is sent to record an act, or to withdraw an entry."""
    asked = law().procedure.details.values()
    details = {f"detail:{key}": "So." for each in asked for key in each}
    outcomes = re.findall(r'name="outcome" value="([^"]+)"', shown)
    said = {"happened_on": DAY, "reason": "Another person's.", "withdraw": "yes", **details}
    return said | {"outcome": outcomes[0]} if outcomes else said


def ask(browser: Client, address: str) -> Iterator[tuple[str, int]]:
    shown = browser.get(address)
    yield f"GET {address}", shown.status_code
    if "/correct/" in address or "/act/" in address:
        with transaction.atomic():
            found = browser.post(address, form(shown.content.decode()))
            yield f"POST {address}", found.status_code
            transaction.set_rollback(True)


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_is_refused_what_the_page_offered_them(
    signed_in: SignedIn, case: dict[str, CaseFile], name: str
) -> None:
    browser = signed_in(name)
    refused = [
        (what, status)
        for end in FILES
        for address in tried(offered(browser, case[end].number))
        for what, status in ask(browser, address)
        if status >= 400
    ]
    assert refused == []


def test_corrections_are_offered_to_those_alone_who_may_make_them(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    number = case["0002"].number

    def corrections(name: str) -> list[int]:
        found = offered(signed_in(name), number)
        return sorted(int(each.split("/")[-2]) for each in found if "/correct/" in each)

    # Opened with two facts and the particulars; three facts, a confinement, and food that was
    # given. Investigators alone establish facts; clerks record acts as they do.
    assert corrections("changbai.clerk") == [4, 8, 9]
    assert corrections("changbai.investigator") == [2, 3, 4, 5, 6, 7, 8, 9]
    assert corrections("tonghua.investigator") == [2, 3, 4, 5, 6, 7, 8, 9]
    assert corrections("changbai.registrar") == [4]
    assert corrections("tonghua.auditor") == []


def test_an_office_that_held_a_file_is_offered_no_decision_on_it(
    signed_in: SignedIn, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number=case["0006"].number)
    decide = f"/cases/{file.number}/decision/"
    browser = signed_in("tonghua.decider")
    assert decide in offered(browser, file.number)
    transfers.send(Request(people["tonghua.decider"]), file, Office.objects.get(code="yanbian"),
                   on=case["0006"].touched_on, because="Relatives.")  # fmt: skip
    assert decide in offered(browser, file.number), "it is held here until it is accepted"
    transfers.accept(Request(people["yanbian.decider"]), file, on=case["0006"].touched_on)
    assert decide not in offered(browser, file.number)
    assert browser.get(decide).status_code == 403
    found = browser.post(decide, {"disposition": "send back", "happened_on": DAY})
    assert found.status_code == 403
    assert "is held by Yanbian Prefectural Committee" in found.content.decode()


def test_a_file_that_was_merged_offers_nothing_but_corrections(
    signed_in: SignedIn, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    gone, into = (File.objects.get(number=case[end].number) for end in ("0002", "0006"))
    merging.merge(Request(people["tonghua.investigator"]), gone, into, reason="One.")
    for name in ("changbai.clerk", "changbai.investigator", "tonghua.decider"):
        kinds = {each.split("/")[3] for each in offered(signed_in(name), gone.number)}
        assert kinds <= {"correct", "persuasion", "papers"}, name
