"""The register: numbers without gaps, copies that add up, nothing changed or deleted."""

from __future__ import annotations

import datetime
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.deployments import Deployment
from tests.registry.offices import DAY, DRAFT, RAW, Offices

from decretal.errors import (
    EntryError,
    NoRightError,
    NotReadyError,
    ReturnRefusedError,
)
from decretal.offices.models import Posting, Role, User
from decretal.registry.read import read_bytes
from decretal.registry.register import tray
from decretal.registry.register.copies import distribute, held, pass_on, reckon
from decretal.registry.register.handling import cancel, dispatch, handle
from decretal.registry.register.models import InTray, Telegram
from decretal.registry.register.precedence import declare, known_rank, rank_of, term_of
from decretal.registry.register.registering import (
    Meant,
    proposed,
    register_incoming,
    register_outgoing,
)
from decretal.registry.register.threads import answerable, thread
from decretal.registry.register.together import together
from decretal.registry.telegram import Handling, TelegramReading
from decretal.registry.write import Copies


def waiting(offices: Offices) -> list[int]:
    """The keys of the telegrams that wait at the Lakeside Committee."""
    tray_of = InTray.objects.filter(office=offices.lake).order_by("telegram")
    return list(tray_of.values_list("telegram", flat=True))


# numbers -----------------------------------------------------------------------------


def test_each_office_way_and_series_counts_for_itself_and_anew_each_year(
    offices: Offices,
) -> None:
    lake, mill = offices.by(offices.lake), offices.by(offices.mill)
    meant = Meant()
    next_year = replace(lake, today=datetime.date(1964, 1, 1))
    marks = [
        register_incoming(lake, RAW, meant).mark,
        register_incoming(lake, RAW, meant).mark,
        register_incoming(mill, RAW, meant).mark,
        register_incoming(lake, RAW, meant, series="secret").mark,
        register_outgoing(lake, DRAFT).mark,
        register_incoming(next_year, RAW, meant).mark,
    ]
    assert marks == [
        "LAKE-IN-1963-0001",
        "LAKE-IN-1963-0002",
        "MILL-IN-1963-0001",
        "LAKE-IN-SECRET-1963-0001",
        "LAKE-OUT-1963-0001",
        "LAKE-IN-1964-0001",
    ]


def test_what_fails_takes_no_number(offices: Offices) -> None:
    asked = offices.by(offices.lake)
    with pytest.raises(EntryError, match="no date of a telegram"):
        register_incoming(asked, RAW, Meant(dated="soon"))
    theirs = register_incoming(offices.by(offices.mill), RAW, Meant())
    with pytest.raises(NoRightError):
        register_outgoing(asked, DRAFT, answers=theirs)
    assert register_incoming(asked, RAW, Meant()).number == 1
    assert register_outgoing(asked, DRAFT).number == 1


def test_the_same_request_registers_once(offices: Offices) -> None:
    asked = offices.by(offices.lake, key="form 1")
    first, again = (register_incoming(asked, RAW, Meant()) for _ in range(2))
    assert first == again
    assert waiting(offices) == [first.pk]


def test_an_outgoing_telegram_bears_its_number_and_reads_back(offices: Offices) -> None:
    sent = register_outgoing(offices.by(offices.lake), DRAFT)
    reading = read_bytes(bytes(sent.raw))
    assert [number.text for number in reading.numbers] == ["Lakeside Committee Document No. (63) 1"]
    assert reading.date is not None
    assert reading.date.iso == "1963-03-09"
    assert sent.sender_number == "Lakeside Committee Document No. (63) 1"


def test_what_was_found_and_what_it_was_taken_to_mean_stay_apart(offices: Offices) -> None:
    meant = replace(proposed(read_bytes(RAW)), sender="The mill's night desk")
    made = register_incoming(offices.by(offices.lake), RAW, meant)
    made.refresh_from_db()
    assert made.found["issuer"] == "Mill Committee"
    assert made.meant["sender"] == {"value": "The mill's night desk", "corrected": True}
    assert made.meant["dated"] == {"value": "1963-03-08", "corrected": False}
    assert bytes(made.raw) == RAW


@pytest.mark.parametrize(
    "dated",
    ["1961-13", "1961-00-01", "1961-02-29", "--02-30", "---32", "---00", "0000", "19611125"],
)
def test_what_no_calendar_has_is_no_date_of_a_telegram(offices: Offices, dated: str) -> None:
    with pytest.raises(EntryError, match="date"):
        register_incoming(offices.by(offices.lake), RAW, Meant(dated=dated))


@pytest.mark.parametrize("dated", ["1961", "1961-12", "1960-02-29", "--02-29", "---31", ""])
def test_a_date_is_as_precise_as_it_is_known(offices: Offices, dated: str) -> None:
    assert register_incoming(offices.by(offices.lake), RAW, Meant(dated=dated)).dated == dated


# what it answers ---------------------------------------------------------------------


def _asking(reference: str, dated: str = "March 8, 1963") -> TelegramReading:
    said = f"To the Lakeside Committee:\n\n{reference} received, reply as follows:\n\n1. So it is."
    return read_bytes(f"{said}\n\nMill Committee\n\n{dated}\n".encode())


def test_a_number_that_is_answered_is_one_that_the_office_sent_in_that_year(
    offices: Offices,
) -> None:
    asked = offices.by(offices.lake)
    last_year = replace(asked, today=datetime.date(1962, 12, 30))
    register_incoming(last_year, RAW, Meant())
    old = register_outgoing(last_year, DRAFT)
    reading = _asking("Your telegram No. 1")
    assert reading.answers[0].number is not None
    assert answerable(offices.lake, reading) == old, "of the year before"
    new = register_outgoing(asked, DRAFT)
    assert answerable(offices.lake, reading) == new, "the latest"
    assert answerable(offices.lake, _asking("Your telegram No. 1 of December 30")) == old
    assert answerable(offices.lake, _asking("Your telegram No. 1", "March 8, 1966")) is None
    assert answerable(offices.lake, _asking("Your telegram No. 2")) is None


def test_a_day_without_a_year_is_the_last_such_day_before_the_answer(offices: Offices) -> None:
    asked = offices.by(offices.lake)
    sent = {
        year: register_outgoing(replace(asked, today=datetime.date(year, 3, 5)), DRAFT)
        for year in (1961, 1962, 1963)
    }
    reading = _asking("Telegram of March 5")
    assert answerable(offices.lake, reading) == sent[1963]
    assert answerable(offices.lake, _asking("Telegram of March 5", "March 4, 1963")) == sent[1962]
    register_incoming(asked, RAW, Meant(dated="1963-03-05"))
    assert answerable(offices.lake, reading) == sent[1963], "what it sent, before what it has"


# what is done with it ----------------------------------------------------------------


def test_a_cancelled_telegram_keeps_its_number_and_waits_no_more(
    offices: Offices, came: Telegram
) -> None:
    asked = offices.by(offices.lake)
    cancel(asked, came, "Registered twice.")
    assert waiting(offices) == []
    assert register_incoming(asked, RAW, Meant()).number == 2
    with pytest.raises(NotReadyError, match="is cancelled"):
        handle(asked, came, Handling.PROOFREAD, on=DAY)


def test_an_answer_takes_the_question_out_of_the_in_tray_until_it_is_cancelled(
    offices: Offices, came: Telegram
) -> None:
    asked = offices.by(offices.lake)
    answer = register_outgoing(asked, DRAFT, answers=came)
    assert waiting(offices) == []
    cancel(asked, answer, "Answered the wrong one.")
    assert waiting(offices) == [came.pk]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("09:15", "09:15"), ("0915", "09:15"), ("9:15", "09:15"), ("9.15", "09:15"),
     (" 2359 ", "23:59"), ("0:00", "00:00"), ("", "")],
)  # fmt: skip
def test_times_are_taken_as_telegrams_and_clocks_have_them(
    offices: Offices, came: Telegram, written: str, kept: str
) -> None:
    made = handle(offices.by(offices.lake), came, Handling.PROOFREAD, on=DAY, clock=written)
    assert made.clock == kept


@pytest.mark.parametrize("written", ["25:61", "24:00", "9:60", "noon", "15", "09:15:00"])
def test_what_is_no_time_of_a_day_is_refused(
    offices: Offices, came: Telegram, written: str
) -> None:
    with pytest.raises(EntryError, match="no time"):
        handle(offices.by(offices.lake), came, Handling.PROOFREAD, on=DAY, clock=written)


def test_nothing_is_approved_before_it_was_registered_nor_sent_before_it_was_approved(
    offices: Offices,
) -> None:
    asked, decider = offices.by(offices.lake), offices.by(offices.lake, Role.DECIDER)
    sent = register_outgoing(asked, DRAFT)
    before, after = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)
    asked, decider = replace(asked, today=after), replace(decider, today=after)
    with pytest.raises(EntryError, match="was registered on 1963-03-09"):
        handle(decider, sent, Handling.APPROVED, on=before)
    handle(decider, sent, Handling.APPROVED, on=after, clock="0915")
    with pytest.raises(EntryError, match="was approved on 1963-03-10 09:15"):
        dispatch(asked, sent, on=DAY, clock="23:00")
    with pytest.raises(EntryError, match="was approved on 1963-03-10 09:15"):
        dispatch(asked, sent, on=after, clock="09:14")
    assert len(dispatch(asked, sent, on=after, clock="09:15")) == 1


def test_what_was_sent_is_not_cancelled(offices: Offices) -> None:
    asked = offices.by(offices.lake)
    sent = register_outgoing(asked, DRAFT)
    handle(offices.by(offices.lake, Role.DECIDER), sent, Handling.APPROVED, on=DAY)
    (received,) = dispatch(asked, sent, on=DAY)
    with pytest.raises(NotReadyError, match="was sent"):
        cancel(asked, sent, "Not so.")
    cancel(offices.by(offices.mill), received, "It was for another mill.")


def test_the_in_tray_made_anew_is_the_same(offices: Offices, came: Telegram) -> None:
    asked = offices.by(offices.lake)
    filed, answered = (register_incoming(asked, RAW, Meant()) for _ in range(2))
    handle(asked, filed, Handling.FILED, on=DAY)
    register_outgoing(asked, DRAFT, answers=answered)
    before = list(
        InTray.objects.order_by("telegram").values()
    )  # of other offices too, where there are any
    assert waiting(offices) == [came.pk]
    assert tray.rebuild() == len(before)
    assert list(InTray.objects.order_by("telegram").values()) == before


@pytest.mark.parametrize("role", [Role.CLERK, Role.DECIDER, Role.AUDITOR])
def test_only_a_registrar_registers(offices: Offices, role: Role) -> None:
    asked = offices.by(offices.lake, role)
    with pytest.raises(NoRightError):
        register_incoming(asked, RAW, Meant())
    with pytest.raises(NoRightError):
        register_outgoing(asked, DRAFT)


def test_only_somebody_who_decides_approves_and_nothing_goes_out_before(
    offices: Offices,
) -> None:
    registrar = offices.by(offices.lake)
    sent = register_outgoing(registrar, DRAFT)
    with pytest.raises(NotReadyError, match="not approved"):
        dispatch(registrar, sent, on=DAY)
    with pytest.raises(NotReadyError, match="not approved"):
        distribute(registrar, sent, [("Mill Committee", 1)], on=DAY)
    with pytest.raises(NoRightError):
        handle(registrar, sent, Handling.APPROVED, on=DAY)
    with pytest.raises(NoRightError):
        handle(offices.by(offices.mill, Role.DECIDER), sent, Handling.APPROVED, on=DAY)


def test_what_is_sent_comes_in_with_the_addressee_as_the_same_text(
    offices: Offices, approved: Telegram
) -> None:
    registrar = offices.by(offices.lake)
    (received,) = dispatch(registrar, approved, on=DAY)
    assert received.mark == "MILL-IN-1963-0001"
    assert received.sha256 == approved.sha256
    assert dispatch(registrar, approved, on=DAY) == [received], "sent once"
    mill = offices.by(offices.mill)
    answer = register_outgoing(mill, replace(DRAFT, to=("Lakeside Committee",)), answers=received)
    handle(offices.by(offices.mill, Role.DECIDER), answer, Handling.APPROVED, on=DAY)
    (back,) = dispatch(mill, answer, on=DAY)
    assert back.answers == approved, "the thread goes on in the register of whoever asked"
    marks = [each.mark for each in thread(registrar.actor, approved)]
    assert marks == ["LAKE-OUT-1963-0001", "LAKE-IN-1963-0001"]
    above = [each.mark for each in thread(offices.by(offices.top).actor, approved)]
    assert above == [
        "LAKE-OUT-1963-0001",
        "MILL-IN-1963-0001",
        "MILL-OUT-1963-0001",
        "LAKE-IN-1963-0001",
    ]


def test_where_nothing_may_leave_it_goes_to_offices_here_and_of_this_state_alone(
    offices: Offices, came: Telegram
) -> None:
    registrar = replace(offices.by(offices.lake), home_only=True)
    for to in ("Harbour Consulate", "An office of which nobody knows"):
        with pytest.raises(ReturnRefusedError):
            register_outgoing(registrar, replace(DRAFT, to=(to,)))
        with pytest.raises(ReturnRefusedError):
            register_outgoing(registrar, replace(DRAFT, distribution=(Copies(to, 1),)))
        with pytest.raises(ReturnRefusedError):
            distribute(registrar, came, [(to, 1)], on=DAY)
    copies = distribute(registrar, came, [("Mill Committee", 1)], on=DAY)
    with pytest.raises(ReturnRefusedError):
        pass_on(registrar, copies[0], "Harbour Consulate", on=DAY)
    assert register_outgoing(registrar, DRAFT).number == 1


# copies ------------------------------------------------------------------------------


def test_copies_are_numbered_one_is_kept_and_they_add_up(offices: Offices, came: Telegram) -> None:
    registrar = offices.by(offices.lake)
    distribute(registrar, came, [("First Section", 2), ("Mill Committee", 1)], on=DAY)
    copies = held(came)
    assert [(c.copy.number, c.name, c.copy.is_kept) for c in copies] == [
        (1, "First Section", False),
        (2, "First Section", False),
        (3, "Mill Committee", False),
        (4, "Lakeside Committee", True),
    ]
    counted = reckon(came, [each.copy for each in copies])
    assert (counted.sent, counted.kept, counted.total, counted.adds_up) == (3, 1, 4, True)
    distribute(registrar, came, [("Second Section", 1)], on=DAY)
    counted = reckon(came, [each.copy for each in held(came)])
    assert (counted.sent, counted.kept, counted.total) == (4, 1, 5), "no second one is kept"


def test_a_text_that_states_another_total_does_not_add_up(offices: Offices) -> None:
    raw = RAW + b"\nOne copy retained for files, total of 9 copies\n"
    made = register_incoming(offices.by(offices.lake), raw, Meant())
    distribute(offices.by(offices.lake), made, [("First Section", 2)], on=DAY)
    counted = reckon(made, [each.copy for each in held(made)])
    assert (counted.total, counted.stated_total, counted.adds_up) == (3, 9, False)


def test_a_copy_is_traced_from_hand_to_hand(offices: Offices, came: Telegram) -> None:
    registrar = offices.by(offices.lake)
    copy, *_, kept = distribute(registrar, came, [("First Section", 1)], on=DAY)
    pass_on(registrar, copy, "Mill Committee", on=DAY, reason="To be read there.")
    mill = offices.by(offices.mill)
    assert Telegram.objects.visible_to(mill.actor).filter(pk=came.pk).exists()
    pass_on(mill, copy, "The miller", on=DAY)
    (now, *_) = held(came)
    assert (now.name, [move.name for move in now.moves]) == (
        "The miller",
        ["Mill Committee", "The miller"],
    )
    with pytest.raises(NoRightError, match="is held by The miller"):
        pass_on(mill, copy, "Somebody", on=DAY)
    with pytest.raises(NotReadyError, match="is kept"):
        pass_on(registrar, kept, "Somebody", on=DAY)


# precedence --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("Extra Urgent Advance", 0),
        ("特急", 0),
        ("Urgent", 1),
        ("NIACT", 1),
        ("Priority", 2),
        ("", 3),
        ("Routine", 3),
        ("Deferred", 4),
        ("加急", 1),
        ("平急", 2),
        ("平", 3),
        ("보통", 3),
        ("대지급", 0),
        ("Not urgent", 3),
        ("Low  Priority", 4),
        ("Out of turn", 1),
        ("Thunderbolt", 3),
    ],
)
def test_the_words_of_a_precedence_have_a_rank(words: str, rank: int) -> None:
    assert rank_of(words) == rank


@pytest.mark.parametrize(("words", "rank"), [("Routine", 3), ("Thunderbolt", None), ("", None)])
def test_what_is_no_known_precedence_has_no_rank_of_its_own(words: str, rank: int | None) -> None:
    assert known_rank(words) == rank


def test_without_a_term_of_an_office_nothing_is_due(came: Telegram) -> None:
    assert (came.due_on, came.term) == (None, None)


def test_a_term_counts_below_until_an_office_sets_its_own_or_withdraws_it(
    offices: Offices,
) -> None:
    top, lake = offices.by(offices.top, Role.DECIDER), offices.by(offices.lake, Role.DECIDER)
    theirs = declare(top, 1, 2, "What is urgent is read at once.")
    assert term_of(offices.lake, 1) == theirs
    own = declare(lake, 1, 5, "The line is slow.")
    assert term_of(offices.lake, 1) == own
    urgent = Meant(precedence="Urgent")
    due = register_incoming(offices.by(offices.lake), RAW, urgent).due_on
    assert due == datetime.date(1963, 3, 14)
    declare(lake, 1, None, "The line is repaired.")
    assert term_of(offices.lake, 1) == theirs


# the whole register ------------------------------------------------------------------


def test_gaps_repetitions_and_references_to_nothing_are_found_together(
    offices: Offices,
) -> None:
    asked = offices.by(offices.lake)

    def text(number: int, body: str = "1. So it is.") -> bytes:
        said = f"Mill Document No. (63) {number}\n\nTo the Lakeside Committee:\n\n{body}\n"
        return f"{said}\nMill Committee\n\nMarch 8, 1963\n".encode()

    answering = "Telegram of January 2, 1963 received, reply as follows:\n\n1. So it is."
    for raw in (text(4), text(4), text(6), text(7, answering)):
        register_incoming(asked, raw, Meant())
    found = together(asked.actor, {})
    assert sorted(each.code for each in found.findings) == ["T150", "T151", "T152"]
    assert (found.looked_at, found.are_all) == (4, True)


def test_of_telegrams_together_each_counts_once_and_a_cancelled_one_is_no_gap(
    offices: Offices,
) -> None:
    lake, top = offices.by(offices.lake), offices.by(offices.top)
    first, second, third = (register_outgoing(lake, DRAFT) for _ in range(3))
    handle(offices.by(offices.lake, Role.DECIDER), first, Handling.APPROVED, on=DAY)
    dispatch(lake, first, on=DAY)
    cancel(lake, second, "It says what the first says.")
    register_incoming(offices.by(offices.mill), bytes(third.raw), Meant())
    found = together(top.actor, {})
    assert (found.findings, found.looked_at) == ((), 3)
    twice = register_incoming(offices.by(offices.mill), bytes(third.raw), Meant())
    register_incoming(lake, bytes(third.raw), Meant())
    assert together(offices.by(offices.mill).actor, {}).findings[0].code == "T151"
    cancel(offices.by(offices.mill), twice, "Registered twice.")
    left = together(offices.by(offices.mill).actor, {}).findings
    assert [each.code for each in left] == ["T150"], "it never had the second"


def test_a_reference_that_somebody_linked_is_not_told_as_missing(offices: Offices) -> None:
    asked = offices.by(offices.lake)
    sent = register_outgoing(asked, DRAFT)  # of 9 March
    text = bytes(_asking("Telegram of March 7").received.raw)
    register_incoming(asked, text, Meant())
    assert [each.code for each in together(asked.actor, {}).findings] == ["T152"]
    register_incoming(asked, text + b"\n", Meant(), answers=sent)
    assert [each.code for each in together(asked.actor, {}).findings] == ["T152"], "the first only"


@pytest.mark.parametrize(
    "table",
    ["telegram", "addressee", "handled", "cancellation", "copy", "copymove", "precedenceterm"],
)
def test_the_database_refuses_to_change_or_delete_what_was_registered(
    offices: Offices, came: Telegram, table: str
) -> None:
    registrar = offices.by(offices.lake)
    copy, *_ = distribute(registrar, came, [("First Section", 1)], on=DAY)
    pass_on(registrar, copy, "Second Section", on=DAY)
    handle(registrar, came, Handling.PROOFREAD, on=DAY)
    declare(offices.by(offices.lake, Role.DECIDER), 1, 5, "The line is slow.")
    cancel(registrar, came, "Registered twice.")
    for statement in (f"UPDATE registry_{table} SET id = id", f"DELETE FROM registry_{table}"):
        refused = pytest.raises(DatabaseError, match="neither changed nor deleted")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# many at once ------------------------------------------------------------------------

_REGISTER = """
import datetime, sys
from decretal.offices.models import User
from decretal.registry.register.asked import Asked
from decretal.registry.register.registering import Meant, register_incoming
from decretal.errors import EntryError
registrar = User.objects.select_related("office").get(username="fao.registrar")
asked = Asked(registrar, datetime.date(1961, 12, 20))
for n in range(int(sys.argv[1])):
    try:  # every third one fails, and must leave no gap
        register_incoming(asked, b"So it is.", Meant(dated="soon" if n % 3 == 2 else ""))
    except EntryError:
        pass
"""
_NUMBERS = """
from decretal.registry.register.models import Telegram
rows = Telegram.objects.filter(office__code="fao", way="incoming", year=1961)
print(*rows.order_by("pk").values_list("number", flat=True))
"""
_ALL = """
from decretal.registry.register.models import Copy, InTray, Telegram
print(*Telegram.objects.order_by("pk").values_list("mark", "sha256"))
print(Copy.objects.count(), InTray.objects.count())
"""


def _said(process: subprocess.Popen[str]) -> str:
    out, wrong = process.communicate(timeout=240)
    assert process.returncode == 0, wrong
    return out


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def deployment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    if request.param == "SQLite":
        made = Deployment(tmp_path_factory.mktemp("home"))
        with made.served("--example"):
            pass
        yield made
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about a folder for sockets
        from pgserver.postgres_server import get_server

        server = get_server(tmp_path_factory.mktemp("postgresql"))
    made = Deployment(tmp_path_factory.mktemp("home"), database=server.get_uri())
    with made.served("--example"):
        pass
    yield made
    server.cleanup()


def test_numbers_given_at_once_have_no_gap_and_no_repetition(deployment: Deployment) -> None:
    running = [deployment.python(_REGISTER, "9") for _ in range(4)]
    for process in running:
        _said(process)
    numbers = sorted(int(each) for each in _said(deployment.python(_NUMBERS)).split())
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 24


def test_the_register_is_in_the_backup(tmp_path: Path) -> None:
    made = Deployment(tmp_path / "one")
    with made.served("--example"):
        pass
    made.run("backup", str(tmp_path / "all.zip"))
    other = Deployment(tmp_path / "two")
    other.run("restore", str(tmp_path / "all.zip"))
    assert _said(made.python(_ALL)) == _said(other.python(_ALL))


def test_what_is_done_by_one_form_is_recorded_once_and_the_form_is_nobody_elses(
    offices: Offices, came: Telegram
) -> None:
    asked = offices.by(offices.lake, key="a form")
    first, again = (distribute(asked, came, [("First Section", 2)], on=DAY) for _ in range(2))
    assert [each.pk for each in first] == [each.pk for each in again]
    assert came.copies.count() == 3
    moving = offices.by(offices.lake, key="another form")
    moves = [pass_on(moving, first[0], "Second Section", on=DAY) for _ in range(2)]
    assert moves[0] == moves[1]
    with pytest.raises(EntryError, match="used before"):
        handle(moving, came, Handling.PROOFREAD, on=DAY)
    other = User.objects.create(username="another", office=offices.lake)
    Posting.objects.create(user=other, role=Role.REGISTRAR)
    with pytest.raises(EntryError, match="used before"):
        pass_on(replace(moving, actor=other), first[0], "Second Section", on=DAY)
