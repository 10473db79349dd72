"""Saved views of the list: one's own, under a name, with the filters that there are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client

from decretal.offices.models import User


@pytest.fixture
def clerk(people: Mapping[str, User]) -> Client:
    client = Client()
    client.force_login(people["tonghua.clerk"])
    return client


def test_a_view_is_saved_and_leads_to_the_same_list(clerk: Client) -> None:
    clerk.post("/views/save/", {"name": "Silent", "filters": "status=silent&evil=1"})
    page = clerk.get("/cases/").content.decode()
    assert '<a href="/cases/?status=silent">Silent</a>' in page
    found = clerk.get("/cases/?status=silent").content.decode()
    assert "CHANGBAI-C-1961-0012" in found
    assert "CHANGBAI-C-1961-0003" not in found


def test_a_view_is_seen_by_nobody_else(clerk: Client, people: Mapping[str, User]) -> None:
    clerk.post("/views/save/", {"name": "Mine alone", "filters": "status=silent"})
    other = Client()
    other.force_login(people["tonghua.decider"])
    assert "Mine alone" not in other.get("/cases/").content.decode()
    other.post("/views/remove/", {"name": "Mine alone"})
    assert "Mine alone" in clerk.get("/cases/").content.decode()


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_a_view_needs_a_name(clerk: Client, name: str) -> None:
    assert clerk.post("/views/save/", {"name": name, "filters": ""}).status_code == 422


@pytest.mark.parametrize(
    "words", ["김강돌", "Kum Kang-dol", "금강돌", "琴剛乭", "Geum", "CHANGBAI-C-1961-0002"]
)
def test_a_person_is_found_however_the_name_is_written(clerk: Client, words: str) -> None:
    page = clerk.get("/cases/", {"q": words}).content.decode()
    is_another = words == "김강돌"
    assert ("CHANGBAI-C-1961-0002" in page) is not is_another


def test_the_queries_of_the_list_do_not_grow_with_its_rows(
    clerk: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        clerk.get("/cases/")
