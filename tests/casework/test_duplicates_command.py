"""``decretal duplicates`` and decisions of many at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest
from tests.deployments import Deployment

_OPEN_TWO = """
from decretal.casework.intake import open_case
from decretal.casework.record import Request
from decretal.offices.models import User
clerk = User.objects.select_related("office").get(username="changbai.clerk")
for name in ("김철수", "Kim Ch'ŏl-su"):
    print(open_case(Request(clerk), [name], born="1932", sex="male", home="회령").number)
"""
_DECIDE = """
import sys
from decretal.casework import merging
from decretal.casework.models import File
from decretal.casework.record import Request
from decretal.errors import NotReadyError
from decretal.offices.models import User
who = User.objects.select_related("office").get(username="changbai.investigator")
doing, left, right = sys.argv[1:]
left, right = (File.objects.get(number=number) for number in (left, right))
try:
    getattr(merging, doing)(Request(who), left, right, reason="Compared side by side.")
    print("done")
except NotReadyError as error:
    print(error)
"""
_COUNT = """
from decretal.casework.models import Entry, Likeness
print(Entry.objects.filter(kind="identity").count(), Likeness.objects.exclude(verdict="").count())
"""


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "SQLite":
        made = Deployment(home)
        with made.served("--example"):
            pass
        yield made
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about a folder for sockets
        from pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgresql"))
    made = Deployment(home, database=server.get_uri())
    with made.served("--example"):
        pass
    yield made
    server.cleanup()


def said(deployment: Deployment, code: str, *arguments: str) -> list[str]:
    out, wrong = deployment.python(code, *arguments).communicate(timeout=120)
    assert not wrong, wrong
    return out.splitlines()


def test_one_of_many_decisions_at_once_is_recorded_and_the_others_are_told(
    deployment: Deployment,
) -> None:
    left, right = said(deployment, _OPEN_TWO)
    compared = deployment.run("duplicates")
    assert compared.stdout.startswith("1 pair is alike, found in ")
    assert compared.stderr == ""
    asked = [
        ("merge", left, right),
        ("merge", right, left),
        ("keep_apart", left, right),
        ("keep_apart", right, left),
    ]
    running = [deployment.python(_DECIDE, *each) for each in asked]
    answers = [process.communicate(timeout=120) for process in running]
    assert [wrong for _, wrong in answers] == [""] * 4
    done = [out for out, _ in answers if out == "done\n"]
    assert len(done) == 1
    assert all("Undo that first" in out for out, _ in answers if out != "done\n")
    assert said(deployment, _COUNT) == ["2 1"]
    assert deployment.run("duplicates").stdout.startswith(("0 pairs are", "1 pair is"))
    deployment.run("rebuild")
    assert said(deployment, _COUNT) == ["2 1"]
    assert " 0 breaks" in deployment.run("verify").stdout
