"""A register of many telegrams: its pages, exports and registering; SQLite and PostgreSQL.

    python -m bench.register [--telegrams N] [--database sqlite|postgresql|both]

A deployment is made in a folder of its own, and N invented telegrams are put into the
registers of four of its offices (100,000 unless said), with copies, answers, in-trays and
cancellations. Their readings are those of a few texts, each with its own numbers: reading
a hundred thousand is measured in ``bench.telegrams``. Each page is asked for by 1 and by 16
people at once; so is an empty page of the same server, and what is printed is the ratio to
it in that run. Then 16 processes register at once, with 100 telegrams in the register and
with N.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import http.client
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.deployments import Deployment, Server, postgresql

from bench.casework import ask, cookies, percentiles

NUMBER, SERIES = "777777", "Seriesx"
"""Stand in the texts where each telegram has its own number and its register's series."""
NAMES = {"tonghua": "Tonghua", "changbai": "Changba", "yanbian": "Yanbian", "fao": "Foreign"}
PLACES = ("Linhe", "Dongkou", "Beishan", "Nanhe", "Heyuan")
MONTHS = ("January", "March", "April", "June", "September", "November")
REGISTERS = ("tonghua", "tonghua", "tonghua", "tonghua", "tonghua", "tonghua", "changbai",
             "changbai", "yanbian", "fao")  # fmt: skip
AT_ONCE = 16


def text(which: int) -> str:
    """One of 84 texts; the last answers a telegram of a day that is not there."""
    place, other = PLACES[which % 5], PLACES[(which + 2) % 5]
    month = MONTHS[which % 6]
    answered = "February 2" if which % 84 == 83 else f"{month} {1 + which % 28}"
    return f"""Telegram Received, {other} Foreign Affairs Office

Cable Precedence: {("Urgent", "Priority", "Routine")[which % 3]}

Received Telegram No. (61) {SERIES}-{NUMBER}

Fishermen of Group {NUMBER} Ask for Nets in {place} County

To the {other} Regional Committee, copying the {place} Prefectural Committee:

Telegram of {answered} received, reply as follows:

1. Group {NUMBER} of the fishermen who came to {other} should be counted and given nets.
2. Whoever asks to stay is put on a list, which goes to {place}.

If there are problems with the opinions above, ask the Ministry of Waters for guidance.

{place} Provincial Committee

{month} {1 + which % 28}, 1961

{SERIES} Document No. (61) {NUMBER}

Distribution: Secretariat, Fisheries ({1 + which % 4}), General Office (2), Treaty Office

One copy retained for files, total of {6 + which % 4} copies
"""


def fill(telegrams: int) -> None:
    """Put telegrams into the registers of the deployment whose settings are in force."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.utils import timezone

    from decretal.offices.models import Office, Series, User
    from decretal.registry.as_data import as_data
    from decretal.registry.read import read_bytes
    from decretal.registry.register import chained
    from decretal.registry.register.models import (
        Addressee,
        Cancellation,
        Copy,
        InTray,
        Telegram,
        Way,
    )
    from decretal.registry.register.precedence import rank_of
    from decretal.registry.register.registering import _as_meant, proposed
    from decretal.registry.register.sights import rebuild

    def model(table: str) -> Any:
        return apps.get_model("registry", table)

    offices = {each.code: each for each in Office.objects.all()}
    registrar = User.objects.get(username="tonghua.registrar")
    security = offices["security"]
    on = datetime.date(1961, 12, 20)
    models = []
    for which in range(84):
        reading = read_bytes(text(which).encode(), name="telegram.txt")
        said = proposed(reading)
        found, meant = json.dumps(as_data(reading)), json.dumps(_as_meant(said, said))
        models.append((text(which), found, meant, said, rank_of(said.precedence)))
    given = Series.objects.filter(name__startswith="telegrams ").select_related("office")
    last = {(each.office.code, each.name.split()[1], each.year): each.last for each in given}
    counted: dict[str, int] = {}
    first = Telegram.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    answered = {4: 1, 9: 5, 14: 5, 19: 12}  # threads of a few telegrams

    def rows() -> Iterator[Telegram]:
        for which in range(telegrams):
            raw, found, meant, said, rank = models[which % 84]
            office = offices[REGISTERS[which % 10]]
            counted[office.code] = of_its_own = counted.get(office.code, 0) + 1
            # Here and there a number is missing, or stands twice.
            own = f"{100_000 + of_its_own - of_its_own % 701 // 700 + of_its_own // 499:06}"

            def set_in(words: str, own: str = own, name: str = NAMES[office.code]) -> str:
                return words.replace(NUMBER, own).replace(SERIES, name)

            content = set_in(raw).encode()
            way = Way.INCOMING if which % 4 else Way.OUTGOING
            year = 1957 + which * 5 // telegrams
            key = (office.code, str(way), year)
            number = last[key] = last.get(key, 0) + 1
            letters = "IN" if way == Way.INCOMING else "OUT"
            back = answered.get(which % 20)
            answers = first + which - back if back else None
            yield Telegram(
                id=first + which,
                mark=f"{office.code.upper()}-{letters}-{year}-{number:04d}",
                way=way, office=office, year=year, number=number, sender=said.sender,
                subject=set_in(said.subject), precedence=said.precedence, rank=rank,
                dated=said.dated, sender_number=set_in(said.number),
                file_name="telegram.txt", raw=content, sha256=hashlib.sha256(content).hexdigest(),
                found=json.loads(set_in(found)),
                meant=json.loads(set_in(meant)),
                answers_id=answers, answers_text=said.answers, registered_by=registrar,
                registered_on=on, registered_at=timezone.now(),
            )  # fmt: skip

    made: list[Telegram] = []
    for each in rows():
        made.append(each)
        if len(made) == 2000 or each.pk == first + telegrams - 1:
            with transaction.atomic():
                Telegram.objects.bulk_create(made)
                Addressee.objects.bulk_create(
                    Addressee(telegram=t, address="to", name="Mill Committee") for t in made
                )
                Copy.objects.bulk_create(
                    Copy(telegram=t, number=n, name=str(office), office=office,
                         is_kept=n == 2, made_by=registrar, made_on=on)
                    for t in made if t.pk % 10 == 0
                    for n, office in ((1, security), (2, t.office))
                )  # fmt: skip
                InTray.objects.bulk_create(
                    InTray(telegram=t, office=t.office, rank=t.rank)
                    for t in made if t.way == Way.INCOMING and t.pk % 4 == 3
                )  # fmt: skip
                Cancellation.objects.bulk_create(
                    Cancellation(telegram=t, reason="Registered twice.", by=registrar, on=on,
                                 entered_at=timezone.now())
                    for t in made if t.pk % 100 == 1
                )  # fmt: skip
            made = []
    for (code, way, year), number in last.items():
        Series.objects.update_or_create(
            office=offices[code], name=f"telegrams {way}", year=year, defaults={"last": number}
        )
    last_seen = first - 1
    while chunk := chained.telegrams_after(model, last_seen):
        of = chained.rows_of(model, chunk)
        for each in chunk:
            chained._store(model, each.mark, "", chained.said_of(each, of[each.pk]))
        last_seen = chunk[-1].pk
    rebuild()
    # The keys were given here: PostgreSQL is told up to where.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Telegram]):
            cursor.execute(statement)


_FILL = """
import sys
from bench.register import fill
fill(int(sys.argv[1]))
"""
_MARKS = """
from decretal.registry.register.models import Telegram
rows = Telegram.objects.filter(office__code="tonghua").order_by("pk")
count = rows.count()
print(*(rows.values_list("mark", flat=True)[count * part // 4] for part in (1, 2, 3)))
"""
_REGISTER = """
import datetime, sys, time
from bench.register import text
from decretal.offices.models import User
from decretal.registry.read import read_bytes
from decretal.registry.register.asked import Asked
from decretal.registry.register.registering import proposed, register_incoming
asked = Asked(
    User.objects.select_related("office").get(username="mfa.registrar"),
    datetime.date(1961, 12, 20),
)
raw = text(1).encode()
meant = proposed(read_bytes(raw))
time.sleep(max(0, float(sys.argv[1]) - time.time()))
for n in range(20):
    began = time.perf_counter()
    register_incoming(asked, raw, meant)
    print(time.perf_counter() - began)
"""
_NUMBERS = """
from decretal.registry.register.models import Telegram
rows = Telegram.objects.filter(office__code="mfa", way="incoming", year=1961, series="")
print(*sorted(rows.values_list("number", flat=True)))
"""


def said(deployment: Deployment, code: str, *arguments: str) -> str:
    """What some code prints in a deployment."""
    process = deployment.python(code, *arguments)
    out, wrong = process.communicate()
    if process.returncode:
        raise AssertionError(wrong)
    return out


def first_bytes(server: Server, path: str, cookie: str) -> float:
    """The seconds until an answer begins."""
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    connection.getresponse().read(1)
    took = time.perf_counter() - began
    connection.close()
    return took


def register_at_once(deployment: Deployment, telegrams: int) -> None:
    """Processes that register in the same series at once; numbers must have no gap."""
    for people in (1, AT_ONCE):
        before = said(deployment, _NUMBERS).split()
        began = time.time() + 2 + people  # by then all of them are ready
        running = [deployment.python(_REGISTER, str(began)) for _ in range(people)]
        times = []
        for each in running:
            out, wrong = each.communicate()
            if each.returncode:
                raise AssertionError(wrong)
            times += [float(line) for line in out.split()]
        took = time.time() - began
        numbers = [int(each) for each in said(deployment, _NUMBERS).split()]
        if numbers != list(range(1, len(before) + 20 * people + 1)):
            raise AssertionError(f"numbers have a gap, or stand twice: {numbers}")
        print(
            f"    {people:2} at once, with {telegrams:,} there:"
            f" {statistics.median(times) * 1000:.0f} ms each at the median,"
            f" {len(times) / took:.0f} a second, no gap"
        )


def measure(deployment: Deployment, telegrams: int) -> None:
    """Fill, serve, ask."""
    with deployment.served("--example"):
        pass
    print("  Registering")
    said(deployment, _FILL, "100")
    register_at_once(deployment, 100)
    began = time.perf_counter()
    said(deployment, _FILL, str(telegrams))
    print(f"  filled in {time.perf_counter() - began:.0f} s")
    register_at_once(deployment, telegrams)
    early, middle, late = said(deployment, _MARKS).split()
    pages = {
        "the register": "/register/",
        "a further page": f"/register/?after={late}",
        "a page far behind": f"/register/?after={early}",
        "a page before": f"/register/?before={middle}",
        "of a year": "/register/?year=1957",
        "of an office and a year": "/register/?office=changbai&year=1958",
        "what waits": "/register/?state=waits",
        "cancelled": "/register/?state=cancelled",
        "a search": "/register/?q=Linhe",
        "a search that finds nothing": "/register/?q=" + quote("춘옥"),
        "in-tray": "/register/tray/",
        "findings": "/register/findings/",
        "a telegram with its thread": f"/register/telegrams/{middle}/",
        "today": "/",
    }
    with deployment.served() as server:
        cookie = cookies(server)
        for people in (1, AT_ONCE):
            empty = percentiles(ask(server.url.rstrip("/"), "/alive/", cookie, people))
            print(
                f"  {people} at once; an empty page takes {empty[0] * 1000:.1f} ms "
                f"(95%: {empty[1] * 1000:.1f} ms)"
            )
            for name, path in pages.items():
                times = ask(server.url.rstrip("/"), path, cookie, people)
                median, late_one = percentiles(times)
                print(
                    f"    {name:28} {median / empty[0]:7.1f} times, 95% {late_one / empty[1]:7.1f}"
                    f"   ({median * 1000:.0f} ms, {late_one * 1000:.0f} ms, {len(times)} asked)"
                )
        for form in ("csv", "cmif", "tei"):
            took = statistics.median(
                first_bytes(server, f"/register/export/{form}", cookie) for _ in range(5)
            )
            print(f"    {form + ', until it begins':28} {took * 1000:.0f} ms")


def main(telegrams: int = 100_000, database: str = "both") -> None:
    """Measure and print."""
    print(f"A register of {telegrams:,} telegrams")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if database in ("sqlite", "both"):
            print("  SQLite")
            measure(Deployment(folder / "sqlite"), telegrams)
        if database in ("postgresql", "both"):
            print("  PostgreSQL")
            with postgresql(folder / "cluster") as cluster:
                measure(Deployment(folder / "postgresql", database=cluster.get_uri()), telegrams)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--telegrams", type=int, default=100_000)
    parser.add_argument("--database", default="both", choices=("sqlite", "postgresql", "both"))
    given = parser.parse_args()
    main(given.telegrams, given.database)
