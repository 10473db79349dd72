"""Casework with many files: its pages, an import, a long file; SQLite and PostgreSQL.

    python -m bench.casework [--files N] [--database sqlite|postgresql|both]

A deployment is made in a folder of its own, N invented files are imported with the
command (100,000 unless said, of some 10 entries each), and the command serves them. Each
page is asked for by 1 and by 16 people at once; so is an empty page of the same server,
and what is printed is the ratio to it, at the median and at the 95th percentile of that
run. The people ask from the same machine, and take some of its time.
"""

from __future__ import annotations

import argparse
import csv
import http.client
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.deployments import Deployment, Server, postgresql

SEED = 1961
SECONDS = 6.0
FAMILY = [
    "김",
    "리",
    "박",
    "최",
    "정",
    "강",
    "조",
    "윤",
    "장",
    "임",
    "한",
    "오",
    "서",
    "신",
    "권",
    "황",
    "안",
    "송",
    "류",
    "홍",
]
GIVEN = [
    "철",
    "수",
    "영",
    "희",
    "순",
    "명",
    "호",
    "길",
    "춘",
    "옥",
    "분",
    "금",
    "성",
    "일",
    "재",
    "덕",
    "봉",
    "남",
    "화",
    "선",
]
SPOUSES = ("none", "Korean citizen", "Chinese citizen of Korean nationality", "other")
HEAD = (
    *("case", "names", "born", "sex", "home", "determination", "has papers"),
    *("crossed on", "came to visit relatives", "spouse", "offence in China"),
)
LONG = "CHANGBAI-C-1961-0001"
_GROW = """
from decretal.casework.entries import Draft
from decretal.casework.models import EntryKind, File
from decretal.casework.record import Request, record
from decretal.offices.models import User
clerk = User.objects.select_related("office").get(username="changbai.clerk")
file = File.objects.get(number="CHANGBAI-C-1961-0001")
record(Request(clerk), file, [Draft(EntryKind.NOTE, {"text": f"note {n}"}) for n in range(1000)])
"""


def write_table(path: Path, files: int) -> None:
    """A table of invented people: six facts a row, so some ten entries a file."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for number in range(files):
            name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, 2))
            rows.writerow(
                (
                    *(f"B-{number:06d}", name, chance.randint(1890, 1945)),
                    *(chance.choice(("female", "male")), "Hyesan", "Korean citizen", "no"),
                    f"1961-{chance.randint(1, 11):02d}-{chance.randint(1, 28):02d}",
                    *(chance.choice(("yes", "no")), chance.choice(SPOUSES)),
                    chance.choice(("yes", "no", "no", "no")),
                )
            )


def cookies(server: Server) -> str:
    """The cookies of somebody who is signed in."""
    person = server.signed_in("tonghua.decider")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.cookies)


def ask(url: str, path: str, cookie: str, people: int) -> list[float]:
    """The seconds that each answer took, people asking again and again for some seconds."""
    parts = urlsplit(url)
    end = time.perf_counter() + SECONDS
    taken: list[list[float]] = [[] for _ in range(people)]

    def one(times: list[float]) -> None:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
        while time.perf_counter() < end:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                raise AssertionError(f"{path}: {answer.status}")
        connection.close()

    threads = [threading.Thread(target=one, args=(times,)) for times in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seconds for times in taken for seconds in times]


def percentiles(times: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def measure(deployment: Deployment, files: int, folder: Path) -> None:
    """Import, serve, ask."""
    with deployment.served("--example"):
        pass
    table = folder / "people.csv"
    write_table(table, files)
    began = time.perf_counter()
    deployment.run("import", str(table), "--by", "changbai.clerk", seconds=3000)
    took = time.perf_counter() - began
    print(f"  import of {files:,} files: {took:.1f} s, {files / took:,.0f} files a second")
    grown = deployment.python(_GROW)
    if grown.wait() != 0:
        raise AssertionError(grown.stderr.read() if grown.stderr else "")
    grown.communicate()
    with deployment.served() as server:
        cookie = cookies(server)
        pages = {
            "today": "/",
            "case files": "/cases/",
            "case files, silent": "/cases/?status=silent",
            "search of a name": "/cases/?q=" + quote("김철수"),
            "a file of 10 entries": f"/cases/CHANGBAI-B-{files // 2:06d}/",
            "a file of 1,000 entries": f"/cases/{LONG}/",
            "the order": "/order/",
        }
        for people in (1, 16):
            empty = percentiles(ask(server.url.rstrip("/"), "/alive/", cookie, people))
            print(
                f"  {people} at once; an empty page takes {empty[0] * 1000:.1f} ms "
                f"(95%: {empty[1] * 1000:.1f} ms)"
            )
            for name, path in pages.items():
                times = ask(server.url.rstrip("/"), path, cookie, people)
                median, late = percentiles(times)
                print(
                    f"    {name:26} {median / empty[0]:7.1f} times, 95% {late / empty[1]:7.1f}"
                    f"   ({median * 1000:.0f} ms, {late * 1000:.0f} ms, {len(times)} asked)"
                )


def main(files: int = 100_000, database: str = "both") -> None:
    """Measure and print."""
    print(f"Casework with {files:,} files")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if database in ("sqlite", "both"):
            print("  SQLite")
            measure(Deployment(folder / "sqlite"), files, folder)
        if database in ("postgresql", "both"):
            print("  PostgreSQL")
            with postgresql(folder / "cluster") as cluster:
                measure(
                    Deployment(folder / "postgresql", database=cluster.get_uri()), files, folder
                )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--database", default="both", choices=("sqlite", "postgresql", "both"))
    given = parser.parse_args()
    main(given.files, given.database)
