"""Study, training and live: what is marked, what is refused, and how the order is spoken of."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from decretal.casework.decisions import decide
from decretal.casework.deployment import deployment
from decretal.casework.entries import act
from decretal.casework.law import law
from decretal.casework.models import CaseFile, Happening, LogLine
from decretal.casework.record import Request, record
from decretal.casework.standing import standing
from decretal.errors import DeploymentError, ReturnRefusedError
from decretal.offices.models import User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db
DAY = datetime.date(1961, 12, 18)
SOURCE = Path(__file__).parents[2] / "src" / "decretal"
MARKS = {
    "study": "STUDY: closed files of the past.",
    "training": "TRAINING: every person and file here is invented.",
}
Declare = Callable[[str], None]


@pytest.mark.parametrize("mode", ["study", "training", "live"])
@pytest.mark.parametrize(
    "address", ["/", "/cases/", "/sign-in/", "/order/", "/nothing/here/", "case"]
)
def test_study_and_training_are_marked_on_every_page(
    mode: str, address: str, declare: Declare, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    declare(mode)
    browser = Client() if address == "/sign-in/" else signed_in("changbai.clerk")
    asked = reverse("case", args=[case["0001"].number]) if address == "case" else address
    page = browser.get(asked).content.decode()
    assert {each for each, mark in MARKS.items() if mark in page} == {mode} - {"live"}


# what live mode refuses ----------------------------------------------------------

REFUSED = {
    "hand-over": ("tonghua.decider", "0003", None),
    "sending back": ("tonghua.decider", "0006", None),
    "contact with border representatives": ("tonghua.investigator", "0003", {"with": "them"}),
    "list reported to the Consulate General": ("fao.decider", "0007", None),
}


def test_the_acts_that_return_a_person_or_tell_the_state_of_origin_are_these() -> None:
    procedure = law().procedure
    assert procedure.returns | procedure.tells_origin == REFUSED.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_live_mode_records_no_return_and_tells_the_state_of_origin_of_nobody(
    name: str, declare: Declare, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    who, number, details = REFUSED[name]
    declare("live")
    file = case[number].file
    length = file.length
    with pytest.raises(ReturnRefusedError, match="Higher law forbids") as told:
        record(Request(people[who]), file, act(name, DAY, None, details))
    assert "cannot be recorded here yet" in told.value.advice
    assert CaseFile.objects.get(pk=case[number].pk).file.length == length
    line = LogLine.objects.filter(happening=Happening.REFUSED).first()
    assert line is not None
    assert (line.subject, line.detail[:4]) == (file.number, "E603")


@pytest.mark.parametrize("name", REFUSED)
def test_a_step_that_has_asked_for_its_rights_is_refused_as_well(
    name: str, declare: Declare, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    who, number, details = REFUSED[name]
    declare("live")
    request = Request(people[who]).for_step()
    with pytest.raises(ReturnRefusedError):
        record(request, case[number].file, act(name, DAY, None, details))


def test_live_mode_says_on_the_page_and_over_the_api_why_it_refuses(
    declare: Declare, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    declare("live")
    browser = signed_in("tonghua.investigator")
    name = "contact with border representatives"
    said = {"happened_on": "1961-12-18", "detail:with": "them"}
    page = browser.post(reverse("act", args=[case["0003"].number, name]), said)
    assert page.status_code == 403
    assert "Higher law forbids to return anyone to persecution or torture" in page.content.decode()
    told = browser.post(
        f"/api/v1/cases/{case['0003'].number}/acts",
        {"act": name, "happened_on": "1961-12-18", "details": {"with": "them"}},
        content_type="application/json",
    )
    assert (told.status_code, told.json()["code"]) == (403, "E603")
    assert "persecution or torture" in told.json()["detail"]


@pytest.mark.parametrize("mode", ["study", "training"])
def test_other_modes_record_what_live_refuses(
    mode: str, declare: Declare, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    declare(mode)
    decide(Request(people["tonghua.decider"]), case["0006"].file, "send back", on=DAY)
    record(Request(people["tonghua.decider"]), case["0006"].file, act("sending back", DAY))
    assert CaseFile.objects.get(pk=case["0006"].pk).returned_on == DAY


def test_live_mode_records_what_returns_nobody(
    declare: Declare, people: Mapping[str, User], case: dict[str, CaseFile]
) -> None:
    declare("live")
    record(Request(people["changbai.investigator"]), case["0002"].file, act("investigation", DAY))


# wording -------------------------------------------------------------------------


def _sources() -> list[Path]:
    folders = ("web", "casework", "offices", "decide")
    return [
        path
        for folder in folders
        for path in sorted((SOURCE / folder).rglob("*"))
        if path.suffix in (".py", ".html", ".typ", ".js", ".po", ".css")
    ]


def test_nothing_is_ever_said_to_be_recommended() -> None:
    said = {
        str(path.relative_to(SOURCE)): found
        for path in _sources()
        if (found := re.findall(r"(?i)recommend\w*|advis(?:able|es)\b|\bshould be returned\b",
                                path.read_text(encoding="utf-8")))
    }  # fmt: skip
    assert said == {}


def test_the_order_is_spoken_of_by_its_year(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    browser = signed_in("changbai.clerk")
    page = browser.get(reverse("case", args=[case["0003"].number])).content.decode()
    assert "What the order of 1961 says" in page
    assert "people decide" in page


def test_live_mode_takes_no_rulebook_that_does_not_say_which_acts_return_a_person(
    declare: Declare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = (deployment().rulebook / "rulebook.md").read_text(encoding="utf-8")
    (tmp_path / "rulebook.md").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DECRETAL_RULEBOOK", str(tmp_path))
    declare("live")
    law.cache_clear()
    try:
        with pytest.raises(DeploymentError, match="which acts return a person"):
            law()
    finally:
        law.cache_clear()


@pytest.mark.parametrize("instead", [{"act": "hand-over"}, {"act": "sending back"}])
def test_live_mode_has_no_return_by_a_correction(
    instead: dict[str, str], declare: Declare, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    declare("live")
    browser = signed_in("changbai.investigator")
    path = f"/api/v1/cases/{case['0002'].number}"
    done = {"act": "investigation", "happened_on": "1961-12-18"}
    recorded = browser.post(f"{path}/acts", done, content_type="application/json").json()
    told = browser.post(
        f"{path}/entries/{recorded['entries'][0]}/corrections",
        {"reason": "x", "instead": instead},
        content_type="application/json",
    )
    assert told.status_code in (403, 422)
    assert not [each for each in standing(case["0002"].file).acts if each.said("act") in REFUSED]
