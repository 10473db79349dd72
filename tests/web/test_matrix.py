"""Who may come where: every page and route, for every role of every kind of office.

``matrix.txt`` says it cell by cell. A route that it does not have fails here, and so does
a cell that is another. What is asked of each route so that it has something to answer
stands below: the address, and a form that would be recorded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from decretal.casework.models import CaseFile, File, Happening, LogLine
from decretal.offices.models import Office, Posting, Role, User
from decretal.web.rights import rights_of

from .asked import ADDRESSES, Known, address_of, form_of, known
from .routes import routes

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parent / "matrix.txt"
OFFICES = ("changbai", "tonghua", "jilin", "fao", "yanbian", "mfa", "consulate")
ROLES = (Role.CLERK, Role.INVESTIGATOR, Role.DECIDER, Role.REGISTRAR, Role.AUDITOR)
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Row:
    """What becomes of one request of everybody; a letter for each, a word for each office."""

    route: str
    method: str
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"


def read() -> dict[str, Row]:
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    rows = [Row(route, method, tuple(cells)) for route, method, *cells in filter(_is_row, lines)]
    assert len({row.name for row in rows}) == len(rows), "a row stands twice"
    return {row.name: row for row in rows}


def _is_row(words: list[str]) -> bool:
    return bool(words) and not words[0].startswith("#")


ROWS = read()


@dataclass(frozen=True)
class World:
    """What is asked for, and the sessions of everybody; of nobody there is none."""

    what: Known
    sessions: Mapping[str, Sequence[str]]

    def browser(self, office: str, place: int) -> Client:
        """A fresh browser of somebody."""
        client = Client(raise_request_exception=False)
        if self.sessions[office][place]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[office][place]
        return client


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """People of every role in every office, signed in once; each cell is rolled back."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        found = {code: [_signed_in(code, role) for role in ROLES] for code in OFFICES}
        yield World(known(), {**found, "anybody": [""]})
        transaction.set_rollback(True)


def _signed_in(code: str, role: Role) -> str:
    """The session of somebody; who is not in the example is made."""
    office = Office.objects.get(code=code)
    user, is_new = User.objects.get_or_create(username=f"{code}.{role}", office=office)
    if is_new:
        Posting.objects.create(user=user, role=role)
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def letter(response: HttpResponseBase) -> str:
    """What became of a request, in a letter."""
    location = response.headers.get("Location", "")
    if response.status_code == 302 and location.startswith("/sign-in/"):
        return "d"
    letters = {
        200: "o", 201: "o", 202: "o", 302: "o",
        401: "k", 403: "-", 404: "0", 405: "x",
        400: "?", 409: "?", 412: "?", 413: "?", 422: "?", 428: "?", 429: "?",
    }  # fmt: skip
    return letters[response.status_code]


def ask(client: Client, row: Row, what: Known) -> HttpResponseBase:
    """One request: with everything that it takes."""
    address = reverse(row.route, kwargs=dict(address_of(row.route, what)))
    if row.method == "GET":
        return client.get(address)
    form = form_of(row.route, what)
    if row.route.startswith("api:"):
        headers = {"If-Match": "*"}
        said = json.dumps(form)
        return client.post(address, said, content_type="application/json", headers=headers)
    return client.post(address, form)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_everybody_comes_where_the_table_says_and_nowhere_else(row: Row, world: World) -> None:
    found: list[str] = []
    for office, sessions in world.sessions.items():
        cells = ""
        for place in range(len(sessions)):
            with transaction.atomic():
                response = ask(world.browser(office, place), row, world.what)
                cells += letter(response)
                response.close()
                transaction.set_rollback(True)
        found.append(cells)
    assert tuple(found) == row.cells, f"{row.route} {row.method} {' '.join(found)}"


def test_the_table_has_every_route_and_no_other() -> None:
    there = {f"{method} {route.name}" for route in routes() for method in METHODS}
    assert sorted(there - ROWS.keys()) == [], "write these into matrix.txt, cell by cell"
    assert sorted(ROWS.keys() - there) == [], "these are no routes any more"


def test_every_route_declares_a_right_for_every_method() -> None:
    undeclared = [
        f"{method} {route.name}"
        for route in routes()
        for method in (*METHODS, "PUT", "DELETE", "OPTIONS")
        if rights_of(route.view, method) is None
    ]
    assert undeclared == []


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]
    assert sorted(name for name in names if names.count(name) > 1 or "?" in name) == []


# what is another office's --------------------------------------------------------

OTHERS = [
    row
    for row in ROWS.values()
    if row.route in ADDRESSES and "0" in row.cells[OFFICES.index("yanbian")]
]


def plain(response: HttpResponseBase) -> bytes:
    """An answer without what differs each time: the token against forged forms."""
    said = getattr(response, "content", b"")
    return re.sub(rb"[A-Za-z0-9]{64}", b"token", said)


@pytest.mark.parametrize("row", OTHERS, ids=[row.name for row in OTHERS])
def test_what_is_another_offices_is_answered_as_what_does_not_exist_and_recorded(
    row: Row, world: World
) -> None:
    place = row.cells[OFFICES.index("yanbian")].index("0")
    answers = []
    for each in (world.what, world.what.nothing()):
        with transaction.atomic():
            before = LogLine.objects.filter(happening=Happening.REFUSED).count()
            answers.append(ask(world.browser("yanbian", place), row, each))
            after = LogLine.objects.filter(happening=Happening.REFUSED).count()
            assert after == before + 1, "what was refused stands in the log, once"
            transaction.set_rollback(True)
    theirs, nothing = answers
    assert theirs.status_code == nothing.status_code == 404
    assert plain(theirs) == plain(nothing)
    # The cookie against forged forms differs each time, and stands nowhere else.
    assert theirs.headers.items() == nothing.headers.items()


def test_what_the_table_asks_for_is_of_the_county_and_the_region_above_it(world: World) -> None:
    assert CaseFile.objects.get(number=world.what.fresh).office.code == "changbai"
    assert File.objects.get(number=world.what.fixed).office.code == "tonghua"
