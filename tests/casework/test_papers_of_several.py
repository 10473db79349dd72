"""The roll of a group and a list of names, as papers of the files that they are made from."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping

import pytest
from django.test import Client
from pypdf import PdfReader

from decretal.casework import groups, lists
from decretal.casework.deployment import Deployment, Mode, deployment
from decretal.casework.entries import person
from decretal.casework.list_standing import list_standing
from decretal.casework.models import CaseFile, File, Paper
from decretal.casework.papers import Kind
from decretal.casework.papers import issue as issuing
from decretal.casework.papers.issue import issue, kinds_for
from decretal.casework.record import record
from decretal.errors import NotReadyError, ReturnRefusedError
from decretal.offices.models import User

from .conftest import As

DAY = datetime.date(1961, 12, 18)


def text_of(paper: Paper) -> str:
    pages = PdfReader(io.BytesIO(bytes(paper.pdf))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def group(case: dict[str, CaseFile], by: As) -> File:
    """Three people who are decided for a hand-over; the third lacks the contact."""
    numbers = [case[end].number for end in ("0003", "0004", "0005")]
    return groups.open_group(by("tonghua.clerk"), "The first of December", numbers)


@pytest.fixture
def sent(case: dict[str, CaseFile], by: As) -> File:
    """A list with two names that went up."""
    file = lists.open_list(by("tonghua.clerk"), [case[end].number for end in ("0007", "0008")])
    lists.send(by("tonghua.decider"), file, on=DAY)
    return file


def test_a_roll_waits_until_the_members_are_fixed(group: File, by: As) -> None:
    assert kinds_for(group) == (Kind.ROLL,)
    with pytest.raises(NotReadyError, match="would not say who is handed over"):
        issue(by("tonghua.clerk"), group, Kind.ROLL)


def test_a_roll_names_everybody_and_says_what_is_missing_for_whom(group: File, by: As) -> None:
    groups.fix(by("tonghua.clerk"), group)
    text = text_of(issue(by("tonghua.clerk"), group, Kind.ROLL))
    for said in ("마루한", "Ma Ru-han", "솔바람", "도라지", "The first of December"):
        assert said in text
    assert text.count("missing:") == 1
    assert "missing: not done: contact the border defence representatives" in text
    assert text.count("Korean citizen") == 3
    assert "done: record the person's name (I.1), 1 December 1961" in text


def test_a_roll_after_the_hand_over_says_to_whom_and_where(group: File, by: As) -> None:
    groups.contact(by("tonghua.clerk"), group, on=DAY, said="The representatives; names alone.")
    groups.fix(by("tonghua.clerk"), group)
    groups.hand_over(by("tonghua.decider"), group, on=DAY, place="The bridge", to="The officer")
    text = text_of(issue(by("tonghua.clerk"), group, Kind.ROLL))
    assert "To The officer" in text
    assert "Place The bridge" in text


def test_a_roll_comes_as_csv_too(group: File, by: As, people: Mapping[str, User]) -> None:
    groups.fix(by("tonghua.clerk"), group)
    paper = issue(by("tonghua.clerk"), group, Kind.ROLL)
    client = Client()
    client.force_login(people["tonghua.clerk"])
    had = client.get(f"/papers/{paper.number}.csv")
    assert had.headers["Content-Disposition"] == f'attachment; filename="{paper.number}.csv"'
    assert had.content == bytes(paper.csv)
    assert "마루한; Ma Ru-han" in had.content.decode()


def test_a_list_waits_until_it_is_sent(case: dict[str, CaseFile], by: As) -> None:
    file = lists.open_list(by("tonghua.clerk"), [case["0007"].number])
    with pytest.raises(NotReadyError, match="its names can still change"):
        issue(by("tonghua.clerk"), file, Kind.LIST)


def test_a_list_holds_the_names_that_were_sent_and_nothing_else(
    sent: File, case: dict[str, CaseFile], by: As
) -> None:
    paper = issue(by("tonghua.clerk"), sent, Kind.LIST)
    text = text_of(paper)
    for end in ("0007", "0008"):
        for name in case[end].names:
            assert name in text
        for absent in (case[end].number, str(case[end].born), "Hyesan"):
            assert absent not in text.replace(sent.number, "")
    assert list_standing(sent).content_hash in text.replace(" ", "")
    assert "What did the Korean Consulate General answer?" in text
    assert text.count("refuses") == 2  # as an answer that can be ticked, once a person
    assert "I.3" in text
    assert "Married" not in text


def test_a_name_that_is_recorded_later_does_not_change_the_list(
    sent: File, case: dict[str, CaseFile], by: As
) -> None:
    record(by("changbai.clerk"), case["0007"].file, [person(["Another Name"])])
    assert "Another Name" not in text_of(issue(by("tonghua.clerk"), sent, Kind.LIST))


def test_the_office_of_another_state_has_the_paper_of_the_list_it_was_sent_and_no_other(
    sent: File, group: File, by: As, people: Mapping[str, User]
) -> None:
    paper = issue(by("tonghua.clerk"), sent, Kind.LIST)
    groups.fix(by("tonghua.clerk"), group)
    issue(by("tonghua.clerk"), group, Kind.ROLL)
    foreign = next(user for user in people.values() if user.office and user.office.is_foreign)
    assert not Paper.objects.visible_to(foreign).exists()
    lists.report(by("fao.decider"), sent, on=DAY)
    assert list(Paper.objects.visible_to(foreign)) == [paper]


def test_in_live_mode_nobody_is_named_to_the_state_of_origin(
    sent: File, group: File, by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups.fix(by("tonghua.clerk"), group)
    here = deployment()
    live = Deployment(Mode.LIVE, here.home, here.rulebook)
    monkeypatch.setattr(issuing, "deployment", lambda: live)
    for file, kind in ((group, Kind.ROLL), (sent, Kind.LIST)):
        with pytest.raises(ReturnRefusedError, match="screening under higher law"):
            issue(by("tonghua.clerk"), file, kind)
    assert not Paper.objects.exists()


def test_the_papers_of_a_group_and_of_a_list_have_a_page_with_a_way_back(
    sent: File, group: File, people: Mapping[str, User]
) -> None:
    client = Client()
    client.force_login(people["tonghua.clerk"])
    for file, way in ((group, f"/groups/{group.number}/"), (sent, f"/lists/{sent.number}/")):
        page = client.get(f"/papers/of/{file.number}/").content.decode()
        assert f'<a href="{way}">{file.number}</a>' in page
        assert "Issue a paper" in page
