"""Verifying names whatever was done to the register behind the program, beneath the triggers."""

from __future__ import annotations

import datetime
import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from tests.deployments import Deployment, postgresql
from tests.registry.offices import DAY, RAW, Offices

from decretal.casework.verifying import verify as verify_all
from decretal.offices.models import Role, Series
from decretal.registry.register import sights, tray
from decretal.registry.register.chain import COVERED
from decretal.registry.register.copies import distribute, pass_on
from decretal.registry.register.handling import cancel, dispatch, handle
from decretal.registry.register.models import (
    Addressee,
    Cancellation,
    Copy,
    CopyMove,
    Handled,
    InTray,
    Link,
    PrecedenceTerm,
    Telegram,
)
from decretal.registry.register.precedence import declare
from decretal.registry.register.projections import Brief, Heading, Sight
from decretal.registry.register.registering import Meant, register_incoming
from decretal.registry.register.verifying import faults_of, verify
from decretal.registry.telegram import Handling


@pytest.fixture
def registered(offices: Offices, came: Telegram, approved: Telegram) -> Offices:
    """A register in which everything was done that is done with telegrams."""
    lake = offices.by(offices.lake)
    copy, *_ = distribute(lake, came, [("First Section", 2)], on=DAY)
    pass_on(lake, copy, "Mill Committee", on=DAY)
    pass_on(lake, copy, "The miller", on=DAY)
    handle(lake, came, Handling.PROOFREAD, on=DAY, clock="09:15", note="Twice.")
    twice = register_incoming(lake, RAW, Meant(to=("Lakeside Committee", "Mill Committee")))
    cancel(lake, twice, "Registered twice.")
    register_incoming(lake, RAW, Meant(precedence="Urgent"))
    dispatch(lake, approved, on=DAY)
    declare(offices.by(offices.lake, Role.DECIDER), 1, 5, "The line is slow.")
    declare(offices.by(offices.lake, Role.DECIDER), 1, 3, "The line is repaired.")
    return offices


def found() -> list[str]:
    """What verifying finds."""
    return [str(each) for each in verify().faults]


def unguarded(*tables: str) -> None:
    """Take away the triggers, as somebody would who has the database."""
    with connection.cursor() as cursor:
        for table in tables:
            for operation in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER registry_{table}_no_{operation}")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_the_program_registered_holds(registered: Offices) -> None:
    assert found() == []
    marks = Telegram.objects.filter(office__in=[registered.lake, registered.mill])
    # Three came, one of which is cancelled; one went out and came in elsewhere.
    assert marks.count() == 5
    assert verify().telegrams == Telegram.objects.count()


def test_every_table_and_every_field_of_the_register_is_covered() -> None:
    left = {
        "telegram": {"id", "raw"},  # by its SHA-256
        "addressee": {"telegram"},  # whose chain it is
        "handled": {"id", "telegram"},
        "copy": {"id", "telegram"},
        "copymove": {"id"},
        "cancellation": {"id", "telegram"},
        "correction": {"id", "telegram"},
        "precedenceterm": {"id"},
    }
    tables = {
        str(model._meta.model_name): model for model in apps.get_app_config("registry").get_models()
    }
    made_anew = {"intray", "link", "sight", "heading", "brief"}
    assert tables.keys() - made_anew == COVERED.keys() == left.keys()
    for name, model in tables.items():
        if name in COVERED:
            fields = {field.name for field in model._meta.concrete_fields}
            assert fields == {*COVERED[name], *left[name]}, name


# a row that was changed --------------------------------------------------------------

Rows = type[models.Model]
CHANGES: list[tuple[Rows, dict[str, object], str]] = [
    (Telegram, {"sender": "Somebody else"}, "the telegram does not say what was registered"),
    (Telegram, {"registered_on": datetime.date(1963, 3, 1)}, "the telegram does not say"),
    (Telegram, {"meant": {}}, "the telegram does not say what was registered"),
    (Telegram, {"raw": b"To the Lakeside Committee: no."}, "its text is not the one"),
    (Addressee, {"name": "Somebody else"}, "the list of its addressees does not say"),
    (Handled, {"clock": "10:15"}, "what was done with it does not say what was registered"),
    (Copy, {"name": "Somebody else"}, "a copy does not say what was registered"),
    (CopyMove, {"name": "Somebody else"}, "the move of a copy does not say"),
    (Cancellation, {"reason": "No reason."}, "its cancellation does not say"),
    (PrecedenceTerm, {"days": 300}, "a term does not say what was registered"),
    (Link, {"hash": "0" * 64}, "does not say what was registered"),
    (Link, {"previous": "0" * 64}, "does not follow the one before it"),
]


def name_of(model: Rows) -> str:
    return str(model._meta.model_name)


@pytest.mark.parametrize(("model", "changed", "said"), CHANGES)
def test_a_row_that_was_changed_is_named(
    registered: Offices, model: Rows, changed: dict[str, object], said: str
) -> None:
    del registered
    unguarded(name_of(model))
    rows = model._default_manager.order_by("pk")
    assert rows.filter(pk=rows.last().pk).update(**changed) == 1  # type: ignore[union-attr]
    names = found()
    assert names
    assert any(said in each for each in names), names


def test_a_change_names_the_telegram_and_no_other(registered: Offices, came: Telegram) -> None:
    del registered
    unguarded("telegram")
    Telegram.objects.filter(pk=came.pk).update(subject="Another")
    assert found() == ["LAKE-IN-1963-0001: the telegram does not say what was registered (link 1)"]
    came.refresh_from_db()
    assert [each.said for each in faults_of(came)] == [
        "the telegram does not say what was registered (link 1)"
    ]


def test_somebody_put_in_anothers_place_is_named(registered: Offices, came: Telegram) -> None:
    other = registered.by(registered.mill).actor
    unguarded("handled")
    Handled.objects.filter(telegram=came).update(by=other)
    (fault,) = found()
    assert fault.startswith("LAKE-IN-1963-0001: what was done with it does not say")


def test_a_text_with_a_hash_made_to_fit_is_named(registered: Offices, came: Telegram) -> None:
    del registered
    raw = b"To the Lakeside Committee: no."
    unguarded("telegram")
    Telegram.objects.filter(pk=came.pk).update(raw=raw, sha256=hashlib.sha256(raw).hexdigest())
    assert found() == ["LAKE-IN-1963-0001: the telegram does not say what was registered (link 1)"]


# a row that was removed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Addressee, "the list of its addressees does not say what was registered"),
        (Handled, "what was done with it is gone"),
        (CopyMove, "the move of a copy is gone"),
        (Cancellation, "its cancellation is gone"),
        (PrecedenceTerm, "a term is gone"),
        (Link, "was not put in by the program"),
    ],
)
def test_a_row_that_was_removed_is_named(registered: Offices, model: Rows, said: str) -> None:
    del registered
    unguarded(name_of(model))
    last = model._default_manager.order_by("pk").last()
    assert last is not None
    execute(f"DELETE FROM {model._meta.db_table} WHERE id = {last.pk}")
    names = found()
    assert any(said in each for each in names), names


def test_a_copy_that_was_removed_is_named_with_what_does_not_add_up(
    registered: Offices, came: Telegram
) -> None:
    del registered
    unguarded("copy", "copymove")
    execute(f"DELETE FROM registry_copy WHERE telegram_id = {came.pk} AND is_kept")
    assert found() == [
        "LAKE-IN-1963-0001: a copy is gone (link 5)",
        "LAKE-IN-1963-0001: 0 of its copies are kept, and one should be",
    ]
    first = Copy.objects.get(telegram=came, number=1)
    execute(f"DELETE FROM registry_copymove WHERE copy_id = {first.pk}")
    execute(f"DELETE FROM registry_copy WHERE id = {first.pk}")
    assert "LAKE-IN-1963-0001: its copies do not count from 1 to 1, each once" in found()


def test_a_link_from_the_middle_is_missed(registered: Offices, came: Telegram) -> None:
    del registered
    unguarded("link")
    Link.objects.filter(chain=came.mark, sequence=2).delete()
    assert found()[:2] == [
        "LAKE-IN-1963-0001: link 2 of its chain is missing",
        f"LAKE-IN-1963-0001: the list of its addressees was not put in by the program "
        f"(row {came.pk})",
    ]


def test_a_telegram_that_was_removed_with_all_its_rows_is_missed_in_its_series(
    registered: Offices, came: Telegram
) -> None:
    del registered
    execute("PRAGMA defer_foreign_keys = on")
    gone(came)
    names = found()
    assert "LAKE-IN-1963-0001: the telegram is gone" in names
    assert "lake, telegrams incoming 1963: the number 1 is missing" in names
    unguarded("link")
    Link.objects.filter(chain=came.mark).delete()
    assert found() == ["lake, telegrams incoming 1963: the number 1 is missing"]


def test_the_last_telegram_of_a_series_is_missed_too(registered: Offices) -> None:
    del registered
    gone(Telegram.objects.get(mark="LAKE-IN-1963-0003"))
    names = found()
    assert "lake, telegrams incoming 1963: the number 3 is missing" in names


def test_a_series_of_which_nothing_is_left_is_missed(registered: Offices) -> None:
    del registered
    gone(Telegram.objects.get(mark="MILL-IN-1963-0001"))
    assert "mill, telegrams incoming 1963: the number 1 is missing" in found()


def gone(telegram: Telegram) -> None:
    """Remove a telegram with all that belongs to it, but not its chain."""
    key = telegram.pk
    unguarded("telegram", "addressee", "handled", "cancellation", "copy", "copymove")
    execute(f"DELETE FROM registry_intray WHERE telegram_id = {key}")
    execute(
        "DELETE FROM registry_copymove WHERE copy_id IN "
        f"(SELECT id FROM registry_copy WHERE telegram_id = {key})"
    )
    for table in ("copy", "handled", "addressee", "cancellation"):
        execute(f"DELETE FROM registry_{table} WHERE telegram_id = {key}")
    execute(f"DELETE FROM registry_telegram WHERE id = {key}")


# a row that was put in ---------------------------------------------------------------


def test_rows_that_were_put_in_are_named(registered: Offices, came: Telegram) -> None:
    who = registered.by(registered.lake).actor
    at = came.registered_at
    copy = Copy.objects.get(telegram=came, number=2)
    rows = (
        (
            Handled.objects.create(telegram=came, kind="filed", by=who, on=DAY, entered_at=at),
            "what was done with it",
        ),
        (
            CopyMove.objects.create(copy=copy, name="Mr. X", by=who, on=DAY, entered_at=at),
            "the move of a copy",
        ),
        (
            Cancellation.objects.create(telegram=came, reason="No.", by=who, on=DAY, entered_at=at),
            "its cancellation",
        ),
        (
            Copy.objects.create(telegram=came, number=4, name="Mr. X", made_by=who, made_on=DAY),
            "a copy",
        ),
    )
    names = found()
    for row, called in rows:
        said = f"{came.mark}: {called} was not put in by the program (row {row.pk})"
        assert said in names
    term = PrecedenceTerm.objects.create(
        office=registered.mill, rank=1, days=2, reason="So.", declared_by=who,
        declared_on=DAY, entered_at=at,
    )  # fmt: skip
    assert f"terms of mill: a term was not put in by the program (row {term.pk})" in found()


def test_an_addressee_that_was_put_in_is_named(registered: Offices, came: Telegram) -> None:
    del registered
    Addressee.objects.create(telegram=came, address="to", name="Somebody else")
    assert found() == [
        "LAKE-IN-1963-0001: the list of its addressees does not say what was registered (link 2)"
    ]


def test_a_telegram_that_was_put_in_is_named(registered: Offices, came: Telegram) -> None:
    del registered
    InTray.objects.filter(pk=came.pk).delete()
    came.pk, came.mark, came.number = None, "LAKE-IN-1963-0004", 4
    came.save(force_insert=True)
    names = found()
    said = f"the telegram was not put in by the program (row {came.pk})"
    assert f"LAKE-IN-1963-0004: {said}" in names
    said = "3 numbers were given, and the number 4 stands there"
    assert f"lake, telegrams incoming 1963: {said}" in names


def test_a_number_that_stands_twice_is_named(registered: Offices, came: Telegram) -> None:
    del registered
    # The same rows in a table that refuses nothing.
    execute("PRAGMA legacy_alter_table = on")
    execute("ALTER TABLE registry_telegram RENAME TO guarded")
    execute("CREATE TABLE registry_telegram AS SELECT * FROM guarded")
    execute("CREATE UNIQUE INDEX only_id ON registry_telegram (id)")
    execute("PRAGMA legacy_alter_table = off")
    rows = Telegram.objects.filter(mark="LAKE-IN-1963-0003")
    rows.update(number=came.number)
    said = "the number 1 stands twice, the second time on LAKE-IN-1963-0003"
    assert f"lake, telegrams incoming 1963: {said}" in found()


# what is computed from the rest ------------------------------------------------------


def test_numbers_that_were_given_back_are_named(registered: Offices) -> None:
    del registered
    Series.objects.filter(office__code="lake", name="telegrams incoming").update(last=1)
    assert found() == [
        "lake, telegrams incoming 1963: 1 numbers were given, and the number 3 stands there"
    ]


def test_an_in_tray_that_is_not_what_the_register_says_is_named(
    registered: Offices, came: Telegram
) -> None:
    last = Telegram.objects.get(mark="LAKE-IN-1963-0003")
    InTray.objects.filter(pk=came.pk).delete()
    InTray.objects.filter(pk=last.pk).update(rank=4)
    InTray.objects.filter(telegram__office=registered.mill).update(office=registered.lake)
    cancelled = Telegram.objects.get(mark="LAKE-IN-1963-0002")
    tray.put_in([cancelled])
    again = "; decretal rebuild makes the in-trays anew"
    assert found() == [
        f"LAKE-IN-1963-0001: it waits, and is in no in-tray{again}",
        f"LAKE-IN-1963-0002: it is in an in-tray, and waits no more{again}",
        f"LAKE-IN-1963-0003: its place in the in-tray is another{again}",
        f"MILL-IN-1963-0001: its place in the in-tray is another{again}",
    ]
    tray.rebuild()
    sights.rebuild()
    assert found() == []


@pytest.mark.parametrize("model", [Sight, Heading, Brief])
def test_a_list_that_does_not_have_what_was_registered_is_named(
    registered: Offices, came: Telegram, model: Rows
) -> None:
    said = "the lists do not have it as it was registered; decretal rebuild makes them anew"
    rows = model._default_manager.filter(telegram=came)
    if model is Sight:  # it is hidden from the office above
        rows = rows.filter(office=registered.top)
    assert rows.delete()[0] == 1
    assert found() == [f"LAKE-IN-1963-0001: {said}"]
    sights.rebuild()
    assert found() == []
    changed: dict[str, dict[str, object]] = {
        "sight": {"state": ""},
        "heading": {"words": "x"},
        "brief": {"said": {}},
    }
    model._default_manager.filter(telegram=came).update(**changed[name_of(model)])
    assert found() == [f"LAKE-IN-1963-0001: {said}"]


def test_a_copy_that_is_kept_and_moved_or_moved_before_it_was_there_is_named(
    registered: Offices, came: Telegram
) -> None:
    who = registered.by(registered.lake).actor
    kept = Copy.objects.get(telegram=came, is_kept=True)
    early = datetime.date(1963, 1, 1)
    CopyMove.objects.create(
        copy=kept, name="Mr. X", by=who, on=early, entered_at=came.registered_at
    )
    names = found()
    assert "LAKE-IN-1963-0001: copy 3 is the one that is kept, and was passed on" in names
    assert "LAKE-IN-1963-0001: copy 3 was passed on before whoever held it had it" in names


# deployments -------------------------------------------------------------------------

_OFFICES = """
offices:
  - code: lake
    name: Lakeside Committee
    authority: Tonghua Regional Committee
    people:
      - {name: lake.registrar, family name: Mo, given name: Li, roles: [registrar]}
"""
_REGISTER = """
import datetime
from decretal.offices.models import User
from decretal.registry.register.asked import Asked
from decretal.registry.register.copies import distribute
from decretal.registry.register.handling import cancel
from decretal.registry.register.registering import Meant, register_incoming
who = User.objects.select_related("office").get(username="lake.registrar")
asked = Asked(who, datetime.date(1961, 12, 20))
for n in range(120):
    meant = Meant(to=("Mill", "\\U0001f4dc \\xe9"))
    made = register_incoming(asked, b"To the Mill: so it is.", meant)
    if n % 10 == 0:
        distribute(asked, made, [("First Section", 2)], on=asked.today)
    if n % 40 == 0:
        cancel(asked, made, "Registered twice.")
"""
_WHILE = """
import datetime, time
from decretal.offices.models import User
from decretal.registry.register.asked import Asked
from decretal.registry.register.copies import distribute, pass_on
from decretal.registry.register.handling import handle
from decretal.registry.register.registering import Meant, register_incoming
from decretal.registry.telegram import Handling
who = User.objects.select_related("office").get(username="lake.registrar")
asked = Asked(who, datetime.date(1961, 12, 20))
for n in range(40):
    made = register_incoming(asked, b"To the Mill: so it is.", Meant(to=("Mill",)))
    for _ in range(4):
        handle(asked, made, Handling.PROOFREAD, on=asked.today)
    copy, *_ = distribute(asked, made, [("First Section", 2)], on=asked.today)
    pass_on(asked, copy, "Second Section", on=asked.today)
    time.sleep(0.1)
"""
_BACKWARDS = """
from django.core.management import call_command
call_command("migrate", "registry", "0001", verbosity=0)
"""
_TAMPER = """
from django.db import connection
where = " ON registry_handled" if connection.vendor == "postgresql" else ""
with connection.cursor() as cursor:
    on = " ON registry_copy" if connection.vendor == "postgresql" else ""
    cursor.execute("DROP TRIGGER registry_copy_no_update" + on)
    cursor.execute(
        "UPDATE registry_copy SET name = 'Nobody' WHERE number = 2 AND telegram_id ="
        " (SELECT id FROM registry_telegram WHERE mark = 'LAKE-IN-1961-0011')"
    )
"""


def _run(made: Deployment, code: str) -> None:
    process = made.python(code)
    _, wrong = process.communicate(timeout=240)
    assert process.returncode == 0, wrong


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    """Both kinds, with 120 telegrams that were registered before there was a chain."""
    made = Deployment(tmp_path_factory.mktemp("home"))
    if request.param == "SQLite":
        yield _filled(made)
        return
    with postgresql(tmp_path_factory.mktemp("postgresql")) as server:
        made.database = server.get_uri()
        yield _filled(made)


def _filled(made: Deployment) -> Deployment:
    offices = made.home / "offices.yaml"
    offices.write_text(_OFFICES, encoding="utf-8")
    made.run("offices", str(offices))
    _run(made, _REGISTER)
    _run(made, _BACKWARDS)
    return made


def test_what_stood_in_the_register_is_chained_kept_in_the_backup_and_held_against_the_seal(
    deployment: Deployment, tmp_path: Path
) -> None:
    done = deployment.run("verify").stdout
    assert "120 telegrams, 0 breaks." in done
    seal = done.split("seal ")[1].strip()
    assert deployment.run("backup", str(tmp_path / "all.zip")).stdout.strip().endswith(seal)
    other = Deployment(tmp_path / "other")
    other.run("restore", str(tmp_path / "all.zip"))
    assert "120 telegrams, 0 breaks." in other.run("verify", "--seal", seal).stdout
    # A backup as it was before the register had chains: there are no files, and so its
    # seal is that of nothing.
    with (
        zipfile.ZipFile(tmp_path / "all.zip") as source,
        zipfile.ZipFile(tmp_path / "old.zip", "w") as old,
    ):
        manifest = json.loads(source.read("manifest.json"))
        for each in ("link", "sight", "heading", "brief"):
            del manifest["tables"][f"registry.{each}.jsonl"]
        manifest["seal"] = hashlib.sha256(b"").hexdigest()
        for name in manifest["tables"]:
            old.writestr(name, source.read(name))
        old.writestr("manifest.json", json.dumps(manifest))
    older = Deployment(tmp_path / "older")
    older.run("restore", str(tmp_path / "old.zip"))
    assert "120 telegrams, 0 breaks." in older.run("verify", "--seal", seal).stdout
    writers = [deployment.python(_WHILE) for _ in range(2)]
    while any(writer.poll() is None for writer in writers):
        assert " telegrams, 0 breaks." in deployment.run("verify").stdout
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    _run(deployment, _TAMPER)
    done_again = deployment.run("verify", check=False)
    assert done_again.returncode == 1
    said = "BROKEN LAKE-IN-1961-0011: a copy does not say what was registered (link 4)"
    assert said in done_again.stderr
    assert "200 telegrams, 1 breaks." in done_again.stdout


def test_the_seal_shows_that_the_end_of_a_chain_was_cut_off(
    registered: Offices, came: Telegram
) -> None:
    del registered
    before = verify_all()
    assert not before.broken
    unguarded("link", "handled")
    last = Link.objects.filter(chain=came.mark).order_by("-sequence").first()
    assert last is not None
    assert last.table == "handled"
    execute(f"DELETE FROM registry_handled WHERE id = {last.row}")
    Link.objects.filter(pk=last.pk).delete()
    after = verify_all()
    assert not after.broken, "what was cut off whole is seen by the seal alone"
    assert after.seal != before.seal
