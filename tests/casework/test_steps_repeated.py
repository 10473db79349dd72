"""Each step that goes by telegram, killed, repeated and taken several times at once.

One process takes the steps and forks: a child is killed within the transaction, or several
take the same step at once. What is in the database is counted from outside.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.deployments import Deployment

CODE = """
import datetime, json, os, signal, time

from django.db import connection

from decretal.casework import correspondence, guidance, lists, project, record, transfers
from decretal.casework.entries import act
from decretal.casework.law import law
from decretal.casework.lists import Answer
from decretal.casework.models import CaseFile, Entry, File, Shared
from decretal.casework.record import Request
from decretal.offices.models import Office, User
from decretal.registry.register.models import Copy, Handled, InTray, Link, Telegram

DAY = datetime.date(1961, 12, 20)
people = {user.username: user for user in User.objects.select_related("office")}
cases = {case.number[-4:]: case.number for case in CaseFile.objects.all()}
drawn_up = lists.open_list(Request(people["tonghua.clerk"]), [cases["0007"]]).number


def by(name, key):
    return Request(people[name], key)


def file(number):
    return File.objects.select_related("office").get(number=number)


def case(end):
    return file(cases[end])


STEPS = {
    "list sent": lambda k: lists.send(by("tonghua.decider", k), file(drawn_up), on=DAY),
    "list superseded": lambda k: lists.supersede(
        by("tonghua.decider", k), file(drawn_up), "A name was wrong."
    ),
    "list reported": lambda k: lists.report(
        by("fao.decider", k), file("TONGHUA-L-1961-0003"), on=DAY
    ),
    "list answered": lambda k: lists.answer(
        by("consulate.decider", k), file("TONGHUA-L-1961-0002"), {1: Answer("agrees", "N 4")},
        on=DAY,
    ),
    "guidance passed on": lambda k: guidance.pass_on(
        by("tonghua.decider", k), file("CHANGBAI-Q-1961-0001"), "We would wait."
    ),
    "guidance returned": lambda k: guidance.return_(
        by("jilin.decider", k), file("CHANGBAI-Q-1961-0001"), "Say more."
    ),
    "permission asked for": lambda k: transfers.ask_permission(
        by("tonghua.decider", k), case("0011"), on=DAY, because="Since 1958."
    ),
    "permission given": lambda k: record.record(
        by("jilin.decider", k), case("0026"),
        act(law().procedure.steps["permission"], DAY, "granted"),
    ),
    "file sent": lambda k: transfers.send(
        by("tonghua.decider", k), case("0006"), Office.objects.get(code="yanbian"), on=DAY,
        because="Relatives.",
    ),
    "file accepted": lambda k: transfers.accept(by("fad.decider", k), case("0025"), on=DAY),
}
POINTS = [
    (correspondence, "register_outgoing"), (correspondence, "dispatch"), (project, "project"),
    (record, "_log"),
]


def counts():
    tables = (Entry, Telegram, Copy, Handled, InTray, Link, Shared)
    return [table.objects.count() for table in tables]


def child(work):
    connection.close()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(1)
        os._exit(0)
    return pid


def killed(module, name, work):
    def killing():
        whole = getattr(module, name)

        def kill(*arguments, **named):
            whole(*arguments, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, kill)
        work()

    return os.waitpid(child(killing), 0)[1]


told = {}
for name, step in STEPS.items():
    before = counts()
    key = name.replace(" ", "-")
    ends = [killed(module, point, lambda: step(key)) for module, point in POINTS]
    after_kills = counts()
    at_once = [os.waitpid(pid, 0)[1] for pid in [child(lambda: step(key)) for _ in range(3)]]
    once = counts()
    step(key)
    told[name] = {
        "killed": ends, "left": after_kills == before, "at once": at_once,
        "telegrams": once[1] - before[1], "again": counts() == once,
    }
print("TOLD " + json.dumps(told))
"""
EXPECTED = {
    # One goes out, and comes in with each office that it goes to or is copied to.
    "list sent": 2,
    "list superseded": 2,
    "list reported": 2,
    "list answered": 3,
    "guidance passed on": 2,
    "guidance returned": 2,
    "permission asked for": 2,
    "permission given": 3,
    "file sent": 2,
    "file accepted": 3,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of each step."""
    deployment = Deployment(tmp_path_factory.mktemp("home"))
    with deployment.served("--example"):
        pass
    process = deployment.python(CODE)
    out, err = process.communicate(timeout=300)
    lines = [line for line in out.splitlines() if line.startswith("TOLD ")]
    assert lines, out + err
    assert "0 breaks" in deployment.run("verify").stdout
    found: dict[str, Any] = json.loads(lines[0].removeprefix("TOLD "))
    return found


def test_every_step_that_goes_by_telegram_is_tried(told: dict[str, Any]) -> None:
    assert told.keys() == EXPECTED.keys()


@pytest.mark.parametrize("step", EXPECTED)
def test_a_step_that_is_killed_leaves_neither_entries_nor_telegrams(
    told: dict[str, Any], step: str
) -> None:
    assert told[step]["killed"] == [9, 9, 9, 9], "each child was killed where it was to be"
    assert told[step]["left"]


@pytest.mark.parametrize(("step", "telegrams"), EXPECTED.items())
def test_a_step_that_is_taken_three_times_at_once_sends_one_telegram(
    told: dict[str, Any], step: str, telegrams: int
) -> None:
    assert told[step]["at once"] == [0, 0, 0]
    assert told[step]["telegrams"] == telegrams


@pytest.mark.parametrize("step", EXPECTED)
def test_a_step_that_is_repeated_by_the_same_request_sends_nothing_more(
    told: dict[str, Any], step: str
) -> None:
    assert told[step]["again"]
