"""Lists of the register: pages, filters, search, rights; none of them grows with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.registry.offices import DAY, DRAFT, RAW, Offices

from decretal.offices.models import Office, Role, User
from decretal.registry.read import read_bytes
from decretal.registry.register import sights, tray
from decretal.registry.register.asked import Asked
from decretal.registry.register.copies import distribute, pass_on
from decretal.registry.register.exports import FORMS, export
from decretal.registry.register.handling import cancel, dispatch, handle
from decretal.registry.register.listing import page, wanted
from decretal.registry.register.models import Brief, Heading, Sight, Telegram, Way
from decretal.registry.register.registering import (
    Meant,
    register_incoming,
    register_outgoing,
)
from decretal.registry.register.threads import answerable, thread
from decretal.registry.register.together import together
from decretal.registry.telegram import Handling


def marks(
    user: User, count: int = 50, after: str = "", before: str = "", **chosen: str
) -> list[str]:
    """The marks on a page of the register."""
    return [each.mark for each in page(user, chosen, count, after=after, before=before).rows]


def grown(offices: Offices, telegrams: int) -> None:
    """Put telegrams into the register of the Lakeside Committee as they would stand there."""
    by = offices.by(offices.lake).actor
    start = Telegram.objects.count() + 5000
    made = Telegram.objects.bulk_create(
        Telegram(
            mark=f"LAKE-IN-1963-{number:04}", way=Way.INCOMING, office=offices.lake, year=1963,
            number=number, subject="A ferry", rank=3, file_name="x", raw=RAW, sha256="0",
            dated="1963-03-08", registered_by=by, registered_on=DAY, registered_at=timezone.now(),
        )
        for number in range(start, start + telegrams)
    )  # fmt: skip
    tray.put_in(made)
    sights.rebuild()


# pages -------------------------------------------------------------------------------


def test_pages_follow_each_other_by_the_mark_of_a_telegram(offices: Offices) -> None:
    asked = offices.by(offices.lake)
    five, four, three, two, one = reversed(
        [register_incoming(asked, RAW, Meant()).mark for _ in range(5)]
    )
    first = page(asked.actor, {}, 2)
    assert [each.mark for each in first.rows] == [five, four]
    assert (first.before, first.after) == ("", four)
    middle = page(asked.actor, {}, 2, after=four)
    assert [each.mark for each in middle.rows] == [three, two]
    assert (middle.before, middle.after) == (three, two)
    last = page(asked.actor, {}, 2, after=two)
    assert [each.mark for each in last.rows] == [one]
    assert (last.before, last.after) == (one, "")
    assert marks(asked.actor, 2, before=one) == [three, two]
    assert marks(asked.actor, 2, before=three) == [five, four]
    assert marks(asked.actor, 2, before=five) == [five, four], "there is nothing before"


def test_a_mark_that_one_does_not_see_leads_to_no_place_in_the_list(offices: Offices) -> None:
    theirs = register_incoming(offices.by(offices.mill), RAW, Meant())
    asked = offices.by(offices.lake)
    mine = register_incoming(asked, RAW, Meant()).mark
    register_incoming(offices.by(offices.mill), RAW, Meant())
    assert marks(asked.actor, after=theirs.mark) == [mine]
    assert marks(asked.actor, before=theirs.mark) == [mine]
    assert marks(asked.actor, after="no mark") == [mine]


def test_filters_narrow_the_list(offices: Offices, came: Telegram) -> None:
    asked = offices.by(offices.lake)
    sent = register_outgoing(asked, DRAFT)
    secret = register_incoming(asked, RAW, Meant(subject="ÉTÉ"), series="secret")
    later = register_incoming(replace(asked, today=datetime.date(1964, 1, 1)), RAW, Meant())
    cancel(asked, later, "Registered twice.")
    of_step = register_outgoing(asked, DRAFT, matter="F-1")
    theirs = register_incoming(offices.by(offices.mill), RAW, Meant())
    top = offices.by(offices.top).actor
    assert marks(top, way="outgoing") == [of_step.mark, sent.mark]
    assert marks(top, series="secret") == [secret.mark]
    assert marks(top, year="1964") == [later.mark]
    assert marks(top, office="mill") == [theirs.mark]
    assert marks(top, office="nowhere") == []
    assert marks(top, matter="F-1") == [of_step.mark]
    assert marks(top, state="cancelled") == [later.mark]
    assert marks(top, state="waits") == [theirs.mark, secret.mark, came.mark]
    assert marks(top, state="waits", office="lake", series="secret") == [secret.mark]
    assert marks(top, q="été") == [secret.mark], "letters are folded"
    assert marks(top, q="mill-in-1963") == [theirs.mark]
    assert marks(top, q="ferry", year="1963") == [of_step.mark, sent.mark]
    assert marks(top, q="%") == [], "it stands for itself"


# rights ------------------------------------------------------------------------------


def everything(offices: Offices) -> None:
    """Telegrams of every kind of way between the offices, and a copy handed on."""
    lake, mill = offices.by(offices.lake), offices.by(offices.mill)
    came = register_incoming(lake, RAW, Meant())
    register_incoming(mill, RAW, Meant())
    register_incoming(offices.by(offices.top), RAW, Meant())
    sent = register_outgoing(lake, replace(DRAFT, to=("Mill Committee", "Harbour Consulate")))
    handle(offices.by(offices.lake, Role.DECIDER), sent, Handling.APPROVED, on=DAY)
    dispatch(lake, sent, on=DAY)
    first, second, *_ = distribute(
        lake, came, [("Mill Committee", 1), ("First Section", 1), ("Harbour Consulate", 1)], on=DAY
    )
    pass_on(lake, first, "Hill Committee", on=DAY)
    other = register_incoming(lake, RAW, Meant())
    (copy, *_) = distribute(lake, other, [("First Section", 1)], on=DAY)
    pass_on(lake, copy, "Mill Committee", on=DAY)
    pass_on(offices.by(offices.mill), copy, "Somebody", on=DAY)
    cancel(lake, other, "Registered twice.")
    del second


@pytest.mark.parametrize("office", ["top", "lake", "mill", "abroad"])
def test_the_list_holds_what_one_sees_and_all_of_it(offices: Offices, office: str) -> None:
    everything(offices)
    user = offices.by(Office.objects.get(code=office)).actor
    seen = Telegram.objects.visible_to(user).order_by("-pk").values_list("mark", flat=True)
    assert marks(user) == list(seen)
    assert len(marks(user)) > 0


def test_the_views_made_anew_are_the_same(offices: Offices) -> None:
    everything(offices)

    def rows() -> list[list[tuple[object, ...]]]:
        names = ("office", "telegram", "of", "way", "series", "year", "matter", "state", "is_held")
        return [
            sorted(Sight.objects.values_list(*names)),
            sorted(Heading.objects.values_list("telegram", "words")),
            list(Brief.objects.order_by("telegram").values_list("telegram", "said")),
        ]

    before = rows()
    tray.rebuild()
    sights.rebuild()
    assert rows() == before


def test_an_office_that_comes_under_another_is_seen_from_there_and_no_more_from_before(
    offices: Offices, came: Telegram
) -> None:
    above, apart = offices.by(offices.top).actor, offices.by(offices.mill).actor
    assert (marks(above), marks(apart)) == ([came.mark], [])
    lake = Office.objects.get(code="lake")
    lake.parent = offices.mill
    lake.save()
    assert (marks(above), marks(User.objects.get(pk=apart.pk))) == ([came.mark], [came.mark])
    lake.parent = None
    lake.save()
    both = User.objects.filter(pk__in=(above.pk, apart.pk))
    assert [marks(user) for user in both] == [[], []]


def test_what_the_views_say_too_much_is_not_shown(offices: Offices, came: Telegram) -> None:
    mill = offices.by(offices.mill).actor
    Sight.objects.create(
        office=offices.mill, telegram=came, of=offices.lake, way=came.way, year=came.year
    )
    assert marks(mill) == []
    assert together(mill, {}).looked_at == 0
    assert b"LAKE-IN" not in b"".join(export(mill, {}, "csv")[0])


# nothing grows with the register -----------------------------------------------------

Work = Callable[[User, Telegram], object]
PAGES: Mapping[str, Work] = {
    "a list": lambda user, _: page(user, {}, 5),
    "a further page": lambda user, last: page(user, {}, 5, after=last.mark),
    "a page before": lambda user, last: page(user, {}, 2, before=last.mark),
    "a filtered list": lambda user, _: page(user, {"year": "1963", "way": "incoming"}, 5),
    "a search": lambda user, _: page(user, {"q": "ferry"}, 5),
    "an in-tray": lambda user, _: tray.in_tray_page(user, 5),
    "a further page of it": lambda user, last: tray.in_tray_page(user, 5, after=last.mark),
    "findings": lambda user, _: together(user, {}),
    "a thread": lambda user, last: thread(user, last),
    "the beginning of an export": lambda user, _: next(export(user, {}, "csv")[0]),
    "registering": lambda user, last: register_incoming(
        Asked(user, DAY), RAW, Meant(), answers=last
    ),
    "what is answered": lambda user, last: answerable(
        last.office, read_bytes(b"To the Mill:\n\nTelegram of March 8 received.\n")
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_number_of_queries_is_that_of_a_small_register(offices: Offices, name: str) -> None:
    user = offices.by(offices.lake).actor
    counted = []
    for telegrams in (10, 190):
        grown(offices, telegrams)
        last = Telegram.objects.filter(office=offices.lake).order_by("pk")[7]
        with CaptureQueriesContext(connection) as queries:
            PAGES[name](User.objects.select_related("office").get(pk=user.pk), last)
        counted.append(len(queries))
    few, many = counted
    assert many <= few


def plan(rows: QuerySet[Any, Any]) -> str:
    """How the database finds the first rows."""
    return rows[:51].explain()


@pytest.mark.parametrize(
    ("chosen", "index"),
    [
        ({}, "one_sight"),
        ({"year": "1963"}, "sight_year"),
        ({"office": "lake"}, "sight_of"),
        ({"way": "outgoing"}, "sight_way"),
        ({"series": "secret"}, "sight_series"),
        ({"matter": "F-1"}, "sight_matter"),
        ({"state": "waits"}, "sight_state"),
    ],
)
def test_a_list_is_a_range_of_an_index_and_is_not_sorted(
    offices: Offices, chosen: dict[str, str], index: str
) -> None:
    grown(offices, 200)
    rows = wanted(offices.by(offices.lake).actor, chosen).order_by("-telegram_id")
    said = plan(rows.values("telegram"))
    assert f"INDEX {index} " in said.replace("sqlite_autoindex_registry_sight_1", "one_sight")
    assert "SCAN" not in said
    assert "TEMP B-TREE" not in said


def test_an_in_tray_is_a_range_of_an_index_and_is_not_sorted(offices: Offices) -> None:
    grown(offices, 200)
    said = plan(tray.in_tray(offices.by(offices.lake).actor))
    assert "tray_office" in said
    assert "TEMP B-TREE" not in said


def test_a_telegram_is_found_by_its_mark_and_its_copies_by_theirs(offices: Offices) -> None:
    grown(offices, 200)
    seen = Telegram.objects.visible_to(offices.by(offices.lake).actor)
    said = plan(seen.filter(mark="LAKE-IN-1963-5007"))
    assert "SCAN" not in said


# exports -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_an_export_is_sent_on_while_it_is_made(offices: Offices, form: str) -> None:
    grown(offices, 200)
    pieces, _, _ = export(offices.by(offices.lake).actor, {}, form)
    with CaptureQueriesContext(connection) as begun:
        next(pieces)
    with CaptureQueriesContext(connection) as rest:
        assert sum(map(len, pieces)) > 10_000
    assert len(begun) > 0
    # Three more times fifty: their keys, they themselves, and how they were corrected.
    assert len(rest) == 9
