"""The same on PostgreSQL: a real one, with many people at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.deployments import Deployment, postgresql, wait_until

if TYPE_CHECKING:
    from pgserver.postgres_server import PostgresServer

_OPEN_MANY = """
import sys
from decretal.casework.intake import open_case
from decretal.casework.record import Request
from decretal.offices.models import User
clerk = User.objects.select_related("office").get(username="changbai.clerk")
for n in range(int(sys.argv[1])):
    print(open_case(Request(clerk), [f"이름{n}"]).number)
"""
_SAME_FILE = """
import sys
from decretal.casework.entries import Draft
from decretal.casework.models import EntryKind, File
from decretal.casework.record import Request, record
from decretal.offices.models import User
clerk = User.objects.select_related("office").get(username="changbai.clerk")
for n in range(int(sys.argv[1])):
    file = File.objects.get(number="CHANGBAI-C-1961-0001")
    record(Request(clerk), file, [Draft(EntryKind.NOTE, {"text": f"{sys.argv[2]} {n}"})])
"""
_TAMPER = """
import sys
from django.db import connection, DatabaseError
for statement in ("UPDATE casework_entry SET evidence = 'x'", "DELETE FROM casework_entry"):
    try:
        connection.cursor().execute(statement)
    except DatabaseError as error:
        print(str(error).splitlines()[0])
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with postgresql(tmp_path_factory.mktemp("postgresql")) as server:
        yield server


@pytest.fixture(scope="module")
def deployment(cluster: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    cluster.psql("CREATE DATABASE decretal")
    made = Deployment(tmp_path_factory.mktemp("home"), database=cluster.get_uri("decretal"))
    with made.served("--example"):
        pass
    return made


def together(deployment: Deployment, code: str, *arguments: tuple[str, ...]) -> list[str]:
    """Processes that run at the same time, and what they said."""
    running = [deployment.python(code, *each) for each in arguments]
    said = []
    for process in running:
        out, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        said.append(out)
    return said


def test_the_example_stands_and_every_chain_holds(deployment: Deployment) -> None:
    assert " 0 breaks" in deployment.run("verify").stdout


def test_numbers_given_at_once_have_no_gap_and_no_repetition(deployment: Deployment) -> None:
    said = together(deployment, _OPEN_MANY, *[("15",)] * 4)
    numbers = sorted(int(number[-4:]) for out in said for number in out.split())
    assert numbers == list(range(numbers[0], numbers[0] + 60))


def test_entries_of_many_at_once_are_one_chain(deployment: Deployment) -> None:
    together(deployment, _SAME_FILE, *[("15", f"writer {n}") for n in range(4)])
    assert " 0 breaks" in deployment.run("verify").stdout


def test_the_database_refuses_to_change_or_delete(deployment: Deployment) -> None:
    (said,) = together(deployment, _TAMPER, ())
    assert said.count("entries are neither changed nor deleted") == 2


def test_a_backup_of_postgresql_is_restored_into_sqlite(
    deployment: Deployment, tmp_path: Path
) -> None:
    seal = deployment.run("backup", str(tmp_path / "all.zip")).stdout.split("seal ")[1]
    other = Deployment(tmp_path / "home")
    assert other.run("restore", str(tmp_path / "all.zip")).stdout.endswith(f"seal {seal}")
    assert f"seal {seal}" in other.run("verify").stdout
    assert "case files are rebuilt" in other.run("rebuild").stdout


def test_a_backup_of_sqlite_is_restored_into_postgresql(
    deployment: Deployment, tmp_path: Path
) -> None:
    again = deployment.run("restore", str(tmp_path / "none.zip"), check=False)
    assert (again.returncode, "[E608]" in again.stderr) == (2, True)


def test_a_database_that_goes_is_said_and_what_comes_back_is_whole(
    deployment: Deployment, cluster: PostgresServer
) -> None:
    file = "cases/CHANGBAI-C-1961-0002/"
    with deployment.served() as server:
        clerk = server.signed_in("changbai.clerk")
        token = clerk.token(file)
        sent = {"text": "across the gap", "key": "gap-1", "seen": ""}
        cluster.psql("ALTER DATABASE decretal ALLOW_CONNECTIONS false")
        cluster.psql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'decretal'"
        )
        for _moment in wait_until("the database to go"):
            status, page = clerk.send(f"{file}note/", token, **sent)
            if status != 200:
                break
        assert status == 503
        assert "Nothing was recorded" in page
        cluster.psql("ALTER DATABASE decretal ALLOW_CONNECTIONS true")
        for _moment in wait_until("the database to come back"):
            status, _ = clerk.send(f"{file}note/", token, **sent)
            if status == 200:
                break
        clerk.send(f"{file}note/", token, **sent)
        _, page = clerk.get(file)
        assert page.count("across the gap") == 1
    assert " 0 breaks" in deployment.run("verify").stdout
