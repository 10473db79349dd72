"""Reporting an incident and looking into it; and what the one accused sees is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver

from decretal.casework.models import CaseFile, Complaint, File, LogLine
from decretal.casework.standing import standing
from decretal.offices.models import User
from decretal.web.urls import urlpatterns

from .conftest import SignedIn

_TOKENS = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]*"|name="key" value="[^"]*"|X-CSRFToken": "[^"]*"'
)
REPORT = {
    "accused": "user:changbai.investigator",
    "what": "Shouted at the person in the yard.",
    "case": "CHANGBAI-C-1961-0003",
    "happened_on": "1961-12-18",
    "withheld": "yes",
}


def routes(patterns: Sequence[object], before: str = "") -> Iterator[str]:
    """The routes of all pages, of the API as well."""
    for pattern in patterns:
        assert isinstance(pattern, URLPattern | URLResolver)
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def addresses(number: str) -> list[str]:
    """The addresses of all pages, those of one file with the number of a case file."""
    found = []
    for route in routes(urlpatterns):
        for form in ("csv", "parquet"):
            filled = route.replace("<str:number>", number).replace("<str:form>", form)
            if "<" not in filled and "sign-out" not in filled:
                found.append(f"/{filled}")
    return list(dict.fromkeys(found))


def seen_by(client: Client, number: str) -> dict[str, tuple[int, bytes]]:
    """What somebody is shown everywhere, apart from tokens; nothing of the visit stays."""
    pages = {}
    with transaction.atomic():
        for address in [*addresses(number), f"/cases/?q={number}", "/cases/?q=마루한"]:
            response = client.get(address)
            content = b"".join(response) if response.streaming else response.content
            pages[address] = (response.status_code, _TOKENS.sub(b"", content))
        transaction.set_rollback(True)
    return pages


@pytest.mark.parametrize(
    "who", ["changbai.investigator", "changbai.decider", "changbai.clerk", "yanbian.decider"]
)
def test_what_the_one_accused_sees_is_the_same_whether_or_not_there_is_a_report(
    who: str, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    number = case["0003"].number
    accused = signed_in(who)
    before = seen_by(accused, number)
    assert len(before) > 20
    assert before[f"/cases/{number}/"][0] == (404 if who == "yanbian.decider" else 200)

    reporter, looker = signed_in("changbai.registrar"), signed_in("tonghua.decider")
    assert reporter.post("/incidents/report/", {**REPORT, "key": "r"}).status_code == 302
    incident = Complaint.objects.latest("pk").number
    assert seen_by(accused, number) == before
    for step, said in (
        ("take-up", {}),
        ("hear", {"who": "The cook", "said": "It was so.", "happened_on": "1961-12-19"}),
        ("find", {"finding": "not established", "reasons": "Nobody else was there."}),
        ("close", {"done": "All there were told that it is forbidden."}),
    ):
        assert looker.post(f"/incidents/{incident}/{step}/", said).status_code == 302
        if step in ("hear", "close"):
            assert seen_by(accused, number) == before
    assert accused.get(f"/incidents/{incident}/").content == (
        accused.get("/incidents/I-1961-AAAAAAAAAA/").content
    ) or _TOKENS.sub(b"", accused.get(f"/incidents/{incident}/").content) == _TOKENS.sub(
        b"", accused.get("/incidents/I-1961-AAAAAAAAAA/").content
    )


def test_the_one_accused_is_refused_as_if_there_were_nothing(
    signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    assert people
    signed_in("changbai.registrar").post("/incidents/report/", {**REPORT, "key": "r"})
    incident = Complaint.objects.latest("pk").number
    accused = signed_in("changbai.decider")
    for step in ("take-up", "hear", "find", "close"):
        answers = [
            accused.post(f"/incidents/{number}/{step}/", {"happened_on": "1961-12-19"})
            for number in (incident, "I-1961-AAAAAAAAAA")
        ]
        assert answers[0].status_code == answers[1].status_code == 404
        first, second = (_TOKENS.sub(b"", answer.content) for answer in answers)
        assert first == second


def test_the_log_holds_nothing_of_reports(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    assert case
    before = LogLine.objects.count()
    reporter = signed_in("changbai.registrar")
    reporter.post("/incidents/report/", {**REPORT, "key": "r"})
    reporter.post("/incidents/report/", {**REPORT, "what": " "})
    reporter.get(f"/incidents/{Complaint.objects.latest('pk').number}/")
    said = {"accused_office": "changbai", "what": " "}
    assert reporter.post("/api/v1/incidents", said, "application/json").status_code >= 400
    looker = signed_in("tonghua.decider")
    assert (
        looker.post(f"/incidents/{Complaint.objects.latest('pk').number}/find/").status_code == 422
    )
    assert LogLine.objects.count() == before


@pytest.mark.parametrize("before", ["", "/api/v1"])
def test_of_a_stranger_the_log_tells_that_somebody_knocked_and_not_where(
    before: str, signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    signed_in("changbai.registrar").post("/incidents/report/", {**REPORT, "key": "r"})
    number = Complaint.objects.latest("pk").number
    stranger = signed_in("changbai.investigator")
    lines = []
    for each in (number, "I-1961-AAAAAAAAAA"):
        last = LogLine.objects.latest("pk").pk
        stranger.get(f"{before}/incidents/{each}/" if not before else f"{before}/incidents/{each}")
        lines.append([line.detail for line in LogLine.objects.filter(pk__gt=last)])
    assert lines[0] == lines[1] == [f"nothing there GET {before}/incidents/"]


def test_who_reported_sees_that_it_was_taken_up_and_what_came_of_it(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    reporter, looker = signed_in("changbai.registrar"), signed_in("tonghua.decider")
    reporter.post("/incidents/report/", {**REPORT, "key": "r"})
    incident = Complaint.objects.latest("pk").number
    page = f"/incidents/{incident}/"
    assert "It was not taken up yet" in reporter.get(page).content.decode()
    looker.post(f"{page}take-up/")
    assert "It is being looked into" in reporter.get(page).content.decode()
    looker.post(f"{page}hear/", {"who": "Cook", "said": "SECRET", "happened_on": "1961-12-19"})
    looker.post(f"{page}find/", {"finding": "true", "reasons": "WHY"})
    shown = reporter.get(page).content.decode()
    assert "it happened" not in shown
    looker.post(
        f"{page}close/",
        {"done": "He was moved.", "in_the_file": "Shouted at.", "happened_on": "1961-12-18"},
    )
    shown = reporter.get(page).content.decode()
    assert "it happened" in shown
    assert "He was moved." in shown
    assert "SECRET" not in shown
    assert "WHY" not in shown
    file = looker.get("/cases/CHANGBAI-C-1961-0003/").content.decode()
    assert "breached" in file
    assert "Nam Tal-rae, Changbai County</small></p>\n  <dl" not in file
    assert incident not in file


def test_a_name_that_is_withheld_is_not_shown(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    signed_in("changbai.registrar").post("/incidents/report/", {**REPORT, "key": "r"})
    page = f"/incidents/{Complaint.objects.latest('pk').number}/"
    shown = signed_in("tonghua.decider").get(page).content.decode()
    assert "name withheld" in shown
    assert "Nam Tal-rae" not in shown


def test_somebody_unknown_is_reported_and_a_looker_chosen(
    signed_in: SignedIn, case: dict[str, CaseFile]
) -> None:
    assert case
    reporter = signed_in("jilin.clerk")
    part = reporter.get("/incidents/report/lookers/?accused=office:tonghua").content.decode()
    assert "Yanbian Prefectural Committee" in part
    assert "Tonghua" not in part
    said = {"accused": "office:tonghua", "what": "Pushed.", "to": "yanbian", "key": "y"}
    assert reporter.post("/incidents/report/", said).status_code == 302
    found = Complaint.objects.latest("pk")
    assert (found.office.code, found.accused) == ("yanbian", None)
    assert reporter.post("/incidents/report/", {"what": "x"}).status_code == 422


def test_a_page_of_reports_asks_the_database_as_often_for_many(
    signed_in: SignedIn,
    case: dict[str, CaseFile],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    assert case
    reporter, looker = signed_in("changbai.registrar"), signed_in("tonghua.decider")
    for number in range(12):
        reporter.post("/incidents/report/", {**REPORT, "key": f"r{number}"})
    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        shown = looker.get("/incidents/").content.decode()
    assert shown.count("CHANGBAI") == 0
    assert shown.count("I-1961-") == 24


def test_a_broken_chain_is_said_on_the_page(signed_in: SignedIn, case: dict[str, CaseFile]) -> None:
    assert case
    signed_in("changbai.registrar").post("/incidents/report/", {**REPORT, "key": "r"})
    found = Complaint.objects.latest("pk")
    looker = signed_in("tonghua.decider")
    page = f"/incidents/{found.number}/"
    assert "is broken" not in looker.get(page).content.decode()
    File.objects.filter(pk=found.pk).update(head="0" * 64)
    assert "is broken" in looker.get(page).content.decode()


def test_in_live_mode_an_incident_is_reported_and_looked_into(
    signed_in: SignedIn, case: dict[str, CaseFile], declare: Callable[[str], None]
) -> None:
    declare("live")
    reporter, looker = signed_in("changbai.registrar"), signed_in("tonghua.decider")
    assert reporter.post("/incidents/report/", {**REPORT, "key": "r"}).status_code == 302
    page = f"/incidents/{Complaint.objects.latest('pk').number}/"
    for step, said in (
        ("take-up", {}),
        ("hear", {"who": "Cook", "said": "So it was.", "happened_on": "1961-12-19"}),
        ("find", {"finding": "true", "reasons": "Two saw it."}),
        (
            "close",
            {"done": "Moved.", "in_the_file": "Shouted at.", "happened_on": "1961-12-18"},
        ),
    ):
        assert looker.post(f"{page}{step}/", said).status_code == 302
    assert standing(case["0003"].file).acts_of("rude treatment")
