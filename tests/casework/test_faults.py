"""A server that is killed, a full disk, a database that goes: what was said to be recorded is."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest
from tests.deployments import Deployment, Person, wait_until

KILLS = 8
FILE = "cases/CHANGBAI-C-1961-0001/"


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    made = Deployment(tmp_path_factory.mktemp("home"))
    with made.served("--example"):
        pass
    return made


def notes(deployment: Deployment) -> list[str]:
    """The notes in the file, read past the program."""
    with sqlite3.connect(deployment.home / "decretal.sqlite3") as database:
        found = database.execute(
            "SELECT json_extract(payload, '$.text') FROM casework_entry WHERE kind = 'note'"
        ).fetchall()
    database.close()
    return [text for (text,) in found]


class Writers:
    """People who write notes until the server is gone, and keep what was acknowledged."""

    def __init__(self, people: list[Person]) -> None:
        self.acknowledged: list[str] = []
        self._threads = [
            threading.Thread(target=self._write, args=(person, number))
            for number, person in enumerate(people)
        ]

    def _write(self, person: Person, number: int) -> None:
        try:
            token = person.token(FILE)
            for count in range(10_000):
                text = f"{id(self)}-{number}-{count}"
                status, page = person.send(
                    f"{FILE}note/", token, text=text, key=f"{text}-key", seen=""
                )
                if status != 200 or "The note is in the file." not in page:
                    return
                self.acknowledged.append(text)
        except (OSError, HTTPException):
            return  # the server is gone

    def __enter__(self) -> Writers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        for thread in self._threads:
            thread.join()


def test_a_server_that_is_killed_loses_nothing_that_it_acknowledged(
    deployment: Deployment,
) -> None:
    chance = random.Random(1961)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        with deployment.served() as server:
            people = [server.signed_in(f"changbai.{role}") for role in ("clerk", "investigator")]
            with Writers(people) as writers:
                for _moment in wait_until("a first note"):
                    if writers.acknowledged:
                        break
                time.sleep(chance.uniform(0, 0.4))
                server.kill()
            acknowledged += writers.acknowledged
        assert set(acknowledged) <= set(notes(deployment))
    assert len(acknowledged) >= KILLS
    assert "0 breaks" in deployment.run("verify").stdout


def test_a_request_that_is_sent_again_after_a_kill_records_once(deployment: Deployment) -> None:
    sent = {"text": "sent again", "key": "again-1", "seen": ""}
    for _ in range(2):
        with deployment.served() as server:
            clerk = server.signed_in("changbai.clerk")
            clerk.send(f"{FILE}note/", clerk.token(FILE), **sent)
            server.kill()
    assert notes(deployment).count("sent again") == 1


def test_a_double_click_records_once(deployment: Deployment) -> None:
    with deployment.served() as server:
        clerk = server.signed_in("changbai.clerk")
        token = clerk.token(FILE)
        sent = {"text": "clicked twice", "key": "twice-1", "seen": ""}
        clicks = [
            threading.Thread(target=clerk.send, args=(f"{FILE}note/", token), kwargs=sent)
            for _ in range(4)
        ]
        for click in clicks:
            click.start()
        for click in clicks:
            click.join()
    assert notes(deployment).count("clicked twice") == 1


def test_the_second_of_two_people_is_told_what_changed(deployment: Deployment) -> None:
    with deployment.served() as server:
        clerk, other = (server.signed_in(f"changbai.{role}") for role in ("clerk", "investigator"))
        _, page = other.get(FILE)
        seen = page.split('name="seen" value="')[1].split('"')[0]
        clerk.post(f"{FILE}", text="first", key="first-1", seen=seen)
        token = clerk.token(FILE)
        clerk.send(f"{FILE}note/", token, text="first", key="first-1", seen=seen)
        status, page = other.send(
            f"{FILE}note/", other.token(FILE), text="second", key="second-1", seen=seen
        )
    assert status == 409
    assert "has changed since you opened it" in page
    assert "Paek Un-san" in page
    assert (notes(deployment).count("first"), notes(deployment).count("second")) == (1, 0)


def test_a_full_disk_is_said_and_loses_nothing(deployment: Deployment) -> None:
    deployment.run("verify")  # which leaves no log of SQLite's behind: it grows from nothing
    acknowledged = []
    with deployment.served(largest=1_500_000) as server:
        clerk = server.signed_in("changbai.clerk")
        token = clerk.token(FILE)
        for count in range(400):
            text = f"before it is full {count} " + "x" * 2000
            status, page = clerk.send(
                f"{FILE}note/", token, text=text, key=f"full-{count}", seen=""
            )
            if "The note is in the file." not in page:
                break
            acknowledged.append(text)
        assert status == 503
        assert "has no room to write" in page
        server.kill()
    assert acknowledged
    assert set(acknowledged) <= set(notes(deployment))
    # The note, or only the page that shows it, had no room: the words say which.
    assert ("Nothing was recorded" in page) is not (text in notes(deployment))
    with deployment.served() as server:  # there is room again
        clerk = server.signed_in("changbai.clerk")
        status, _ = clerk.send(
            f"{FILE}note/", clerk.token(FILE), text=text, key=f"full-{count}", seen=""
        )
        assert status == 200
    assert notes(deployment).count(text) == 1
    assert "0 breaks" in deployment.run("verify").stdout


def test_an_interrupted_import_leaves_nothing(deployment: Deployment, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    rows = "\n".join(f"K-{n},이름{n},Korean citizen,no" for n in range(5000))
    table.write_text(f"case,names,determination,has papers\n{rows}\n", encoding="utf-8")
    importing = deployment.python(
        "from decretal.cli import main\nimport sys\nsys.exit(main(sys.argv[1:]))",
        *("import", str(table), "--by", "changbai.clerk"),
    )
    wal = deployment.home / "decretal.sqlite3-wal"
    for _moment in wait_until("the import to write"):
        if (wal.exists() and wal.stat().st_size > 500_000) or importing.poll() is not None:
            break
    importing.kill()
    importing.communicate()
    with sqlite3.connect(deployment.home / "decretal.sqlite3") as database:
        (count,) = database.execute(
            "SELECT count(*) FROM casework_file WHERE number LIKE 'CHANGBAI-K-%'"
        ).fetchone()
    database.close()
    assert count in (0, 5000)
    assert "0 breaks" in deployment.run("verify").stdout


def test_a_tampered_database_is_found_and_shown(deployment: Deployment) -> None:
    with sqlite3.connect(deployment.home / "decretal.sqlite3") as database:
        database.execute("DROP TRIGGER casework_entry_no_update")
        database.execute(
            "UPDATE casework_entry SET evidence = 'another' WHERE file_id = "
            "(SELECT id FROM casework_file WHERE number = 'CHANGBAI-C-1961-0002') AND sequence = 5"
        )
    database.close()
    done = deployment.run("verify", check=False)
    assert done.returncode == 1
    assert "BROKEN CHANGBAI-C-1961-0002, entry 5" in done.stderr
    with deployment.served() as server:
        _, page = server.signed_in("changbai.clerk").get("cases/CHANGBAI-C-1961-0002/")
    assert "The chain of this file is broken" in page
