"""Papers that are issued by many at once, in processes of their own, on both databases."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.deployments import Deployment

_ISSUE = """
import sys
from decretal.casework.models import File
from decretal.casework.papers import Kind
from decretal.casework.papers.issue import issue
from decretal.casework.record import Request
from decretal.offices.models import User
clerk = User.objects.select_related("office").get(username="tonghua.clerk")
file = File.objects.get(number=sys.argv[1])
for _ in range(5):
    print(issue(Request(clerk), file, Kind.CASE).number)
"""
_TAMPER = """
from django.db import connection, DatabaseError
for statement in ("UPDATE casework_paper SET sha256 = 'x'", "DELETE FROM casework_paper"):
    try:
        connection.cursor().execute(statement)
    except DatabaseError as error:
        print(str(error).splitlines()[0])
"""
# Dies while the paper's number is taken and its bytes are made, before anything is kept.
_DIE = """
import os
from decretal.casework.papers import issue
from decretal.casework.papers.contents import Kind
from decretal.casework.models import File
from decretal.casework.record import Request
from decretal.offices.models import User
issue.record = lambda *_: os._exit(9)
clerk = User.objects.select_related("office").get(username="tonghua.clerk")
issue.issue(Request(clerk), File.objects.get(number="CHANGBAI-C-1961-0003"), Kind.CASE)
"""


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    with ExitStack() as opened:
        database = ""
        if request.param == "PostgreSQL":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # its own, about a folder for sockets
                from pgserver.postgres_server import get_server

                server = get_server(tmp_path_factory.mktemp("postgresql"))
            opened.callback(server.cleanup)
            database = server.get_uri()
        made = Deployment(tmp_path_factory.mktemp("home"), database=database)
        with made.served("--example"):
            pass
        yield made


def together(deployment: Deployment, code: str, *arguments: str) -> list[str]:
    """What processes said that ran at the same time, in lines."""
    said: list[str] = []
    for process in [deployment.python(code, each) for each in arguments]:
        out, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        said += out.splitlines()
    return said


def test_papers_issued_at_once_leave_no_gap_and_share_no_number(deployment: Deployment) -> None:
    died = deployment.python(_DIE)
    died.communicate(timeout=120)
    assert died.returncode == 9
    files = ("CHANGBAI-C-1961-0003", "CHANGBAI-C-1961-0003", "CHANGBAI-C-1961-0004")
    numbers = together(deployment, _ISSUE, *files)
    assert sorted(int(number[-4:]) for number in numbers) == list(range(1, 16))
    assert " 0 breaks" in deployment.run("verify").stdout


def test_the_database_refuses_to_alter_papers(deployment: Deployment) -> None:
    together(deployment, _ISSUE, "CHANGBAI-C-1961-0004")
    said = together(deployment, _TAMPER, "")
    assert len(said) == 2
    assert all("entries are neither changed nor deleted" in each for each in said)
