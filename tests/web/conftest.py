"""The invented deployment, and browsers of its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from decretal.casework.deployment import deployment
from decretal.casework.example import is_empty, make
from decretal.casework.models import CaseFile
from decretal.offices.models import User

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The example stands in the database before the first test; each test rolls back."""
    del django_db_setup
    with django_db_blocker.unblock():
        if is_empty():
            make()


@pytest.fixture
def people(db: None) -> Mapping[str, User]:
    """The people of the example, by names such as ``tonghua.decider``."""
    del db
    return {user.username: user for user in User.objects.select_related("office")}


@pytest.fixture
def case(people: Mapping[str, User]) -> dict[str, CaseFile]:
    """The case files of the example, by the last four digits of their numbers."""
    del people
    return {found.number[-4:]: found for found in CaseFile.objects.select_related("file__office")}


@pytest.fixture
def signed_in(people: Mapping[str, User]) -> SignedIn:
    """Makes browsers of people who are signed in: ``signed_in("tonghua.decider")``."""

    def browser(name: str) -> Client:
        client = Client()
        client.force_login(people[name])
        return client

    return browser


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Makes the deployment another one: ``declare("live")``; it is what it was afterwards."""

    def declared(mode: str) -> None:
        monkeypatch.setenv("DECRETAL_MODE", mode)
        if mode == "live":
            monkeypatch.delenv("DECRETAL_DAY")
        deployment.cache_clear()

    yield declared
    monkeypatch.undo()
    deployment.cache_clear()
