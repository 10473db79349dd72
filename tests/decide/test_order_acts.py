"""What the order of 1961 makes of acts, duties and days."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from decretal.cases.case import Case
from decretal.decide import DutyState, Engine
from decretal.nodes.rules import Status
from decretal.rulebook import read_rulebook

from .order import CROSSER, FOLDER, MARRIED, OLD, act, engine, read, states, without

# acts, duties, days ------------------------------------------------------------------------------


def test_what_makes_an_attempt_is_a_reading() -> None:
    acts = (
        act("attempt at persuasion", 1, "refuses to return"),
        act("attempt at persuasion", 3, "refuses to return"),
        act("attempt at persuasion", 3, "no answer"),
    )
    facts = {**without("persuasion attempts"), **MARRIED, "refuses to return": True}
    case = Case("", facts, acts)
    assert engine().decide(case).disposition == "exception list"
    for option in ("one a day", "only one that was answered"):
        two = read({"what makes an attempt": option}).decide(case)
        assert two.disposition == "persuade and hand over"


@pytest.mark.parametrize(
    ("option", "last_day"),
    [
        ("not stated", None),
        ("ten days", datetime.date(1961, 12, 12)),
        ("thirty days", datetime.date(1962, 1, 1)),
    ],
)
def test_how_long_a_short_period_is_is_a_reading(
    option: str, last_day: datetime.date | None
) -> None:
    case = Case("", {**CROSSER, "came to visit relatives": True}, (act("investigation", 2),))
    duties = read({"short period": option}).decide(case).duties
    assert duties is not None
    (sending,) = (duty for duty in duties if duty.act == "sending back")
    assert sending.due == last_day
    assert sending.bearer == "Tonghua Regional Committee"
    assert sending.provision == "I.2"
    assert sending.first == ("tell the person that crossing so was not right",)


def test_a_hand_over_waits_for_what_must_come_before_it() -> None:
    case = Case("", CROSSER, (act("review of the information", 1), act("recording of the name", 2)))
    found = engine().decide(replace(case, facts=without("persuasion attempts")))
    (hand_over,) = (duty for duty in found.duties or () if duty.act == "hand-over")
    assert hand_over.state is DutyState.OPEN
    assert hand_over.first == (
        "persuade the person to return",
        "contact the border defence representatives",
        "investigate the person's situation",
    )


def test_a_hand_over_without_contact_is_a_breach_of_what_comes_before() -> None:
    found = states(engine().decide(Case("", CROSSER, (act("hand-over", 9),))))
    assert found["contact the border defence representatives"] is DutyState.BREACHED
    assert found["hand the person over to Korea, as one of a group"] is DutyState.DONE


def test_the_transfer_is_forbidden_without_permission() -> None:
    found = engine().decide(Case("", {**CROSSER, **OLD}, ()))
    assert [duty.text for duty in found.forbidden] == [
        "treat the person rudely",
        "transfer the person without permission",
    ]
    assert states(found)["decide whether the transfer is permitted"] is DutyState.OPEN
    granted = engine().decide(Case("", {**CROSSER, **OLD, "provincial permission": "granted"}, ()))
    assert [duty.text for duty in granted.forbidden] == ["treat the person rudely"]
    transfer = (
        "transfer the person to the Public Security Department and the Foreign Affairs Department"
    )
    assert states(granted)[transfer] is DutyState.OPEN


def test_rude_treatment_is_a_breach() -> None:
    found = states(engine().decide(Case("", CROSSER, (act("rude treatment", 4),))))
    assert found["treat the person rudely"] is DutyState.BREACHED


@pytest.mark.parametrize(("attempts", "owed"), [(0, False), (1, True), (3, True)])
def test_food_and_clothing_are_owed_once_an_attempt_failed(attempts: int, owed: bool) -> None:
    acts = tuple(act("attempt at persuasion", day + 1) for day in range(attempts))
    facts = {**without("persuasion attempts"), "refuses to return": True}
    found = states(engine().decide(Case("", facts, acts)))
    assert ("provide suitable food and clothing" in found) is owed


def test_silence_and_conflict_are_taken_to_the_ministry() -> None:
    ask = "ask the Ministry of Foreign Affairs for guidance"
    silent = engine().decide(
        Case(
            "",
            {**without("persuasion attempts"), "refuses to return": True},
            tuple(act("attempt at persuasion", day) for day in (1, 2, 3)),
        )
    )
    assert silent.status is Status.SILENT
    assert states(silent)[ask] is DutyState.OPEN
    assert ask not in states(engine().decide(Case("", CROSSER, ())))


def test_a_foreign_resident_is_permitted_to_stay() -> None:
    acts = tuple(act("attempt at persuasion", day) for day in (1, 2, 3))
    facts = {
        **without("persuasion attempts"),
        **MARRIED,
        "refuses to return": True,
        "consulate answer": "agrees",
    }
    found = engine().decide(Case("", facts, acts))
    assert [duty.text for duty in found.permitted] == ["handle the person as a foreign resident"]


def test_the_order_speaks_from_its_own_day() -> None:
    rulebook = engine().rulebook
    the_day_before = Engine(rulebook, as_of=datetime.date(1961, 11, 24))
    assert the_day_before.decide(Case("", CROSSER)).status is Status.OUTSIDE
    the_day = Engine(rulebook, as_of=datetime.date(1961, 11, 25))
    assert the_day.decide(Case("", CROSSER)).disposition == "persuade and hand over"


def test_as_of_a_day_later_attempts_do_not_count() -> None:
    acts = tuple(act("attempt at persuasion", day) for day in (1, 6, 12))
    facts = {**without("persuasion attempts"), **MARRIED, "refuses to return": True}
    case = Case("", facts, acts)
    rulebook = engine().rulebook
    before = Engine(rulebook, as_of=datetime.date(1961, 12, 11)).decide(case)
    assert before.disposition == "persuade and hand over"
    after = Engine(rulebook, as_of=datetime.date(1961, 12, 12)).decide(case)
    assert after.disposition == "exception list"


# the list -------------------------------------------------------------------------------


def test_the_list_is_reported_to_the_consulate_once_it_was_sent() -> None:
    made = tuple(act("attempt at persuasion", day) for day in (1, 6, 12))
    facts = {**without("persuasion attempts"), **MARRIED, "refuses to return": True}
    send = "send a list with the person's name to the provincial Foreign Affairs Office"
    for acts, first in (
        (made, (send,)),
        ((*made, act("list sent to the provincial Foreign Affairs Office", 13)), ()),
    ):
        duties = engine().decide(Case("", facts, acts)).duties or ()
        (report,) = (each for each in duties if each.bearer == "Foreign Affairs Office")
        assert report.first == first


# whose act it is -------------------------------------------------------------------------


def test_acts_are_theirs_whose_the_order_says_they_are() -> None:
    assert {act.name: act.by for act in read_rulebook(FOLDER).acts if act.by} == {
        "list reported to the Consulate General": ("Foreign Affairs Office",),
        "answer of the Consulate General": ("Korean Consulate General",),
        "permission of the Provincial Committee": ("Jilin Provincial Committee",),
        "guidance from the Ministry": ("Ministry of Foreign Affairs",),
    }
