"""The invented deployment, made once and shared by the tests of casework."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pytest_django.plugin import DjangoDbBlocker

from decretal.casework.example import is_empty, make
from decretal.casework.models import CaseFile
from decretal.casework.record import Request
from decretal.offices.models import User


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


class As:
    """Requests of people, by their names."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self._people = people

    def __call__(self, name: str, key: str = "", seen: int | None = None) -> Request:
        """Somebody's request."""
        return Request(self._people[name], key, seen)


@pytest.fixture
def by(people: Mapping[str, User]) -> As:
    """Makes requests: ``by("tonghua.decider")``."""
    return As(people)
