"""The order of 1961 as a user meets it: every provision, reading and boundary by hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest

from decretal.cases.case import Case
from decretal.cases.read import read_cases
from decretal.decide import mismatches
from decretal.nodes.rules import Status

from .order import (
    CROSSER,
    FOLDER,
    MARRIED,
    MINORITY,
    OLD,
    REFUSER,
    WORN_OUT,
    decided,
    engine,
    read,
    states,
)


def test_the_cases_beside_the_rulebook_come_out_as_they_were_worked_out() -> None:
    for file in ("cases.csv", "case-files.jsonl"):
        cases = [
            each for each in read_cases(engine().rulebook, FOLDER / file) if isinstance(each, Case)
        ]
        assert cases
        assert all(case.expected is not None for case in cases)
        assert list(mismatches(engine(), cases)) == []


# I.1 -----------------------------------------------------------------------------------------


def test_a_crosser_is_persuaded_and_handed_over() -> None:
    found = decided()
    assert found.disposition == "persuade and hand over"
    assert found.provisions == ("I.1",)
    assert found.additions == ()


@pytest.mark.parametrize(("attempts", "status"), [(2, "decided"), (3, "silent"), (4, "silent")])
def test_a_refuser_meets_silence_from_the_third_attempt(attempts: int, status: str) -> None:
    refuser = {"persuasion attempts": Decimal(attempts), "refuses to return": True}
    found = decided(refuser)
    assert found.status.value == status
    assert found.disposition == ("persuade and hand over" if status == "decided" else None)
    assert found.provisions == (("I.1",) if status == "decided" else ("Guidance",))


def test_three_attempts_without_a_refusal_change_nothing() -> None:
    found = decided({"persuasion attempts": Decimal(3)})
    assert found.disposition == "persuade and hand over"


def test_a_refuser_can_be_read_to_stay_under_the_first_principle() -> None:
    found = read({REFUSER: "the first principle still governs"}).decide(
        Case("", {**CROSSER, **WORN_OUT})
    )
    assert found.disposition == "persuade and hand over"


# I.2 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [{}, WORN_OUT, {"spouse": "other Chinese citizen"}])
def test_a_visitor_of_relatives_is_sent_back(more: Mapping[str, object]) -> None:
    found = decided({"came to visit relatives": True}, more)
    assert found.disposition == "send back"
    assert found.provisions == ("I.2",)


def test_a_visitor_who_is_an_exception_is_not_sent_back() -> None:
    found = decided({"came to visit relatives": True}, WORN_OUT, MARRIED)
    assert found.disposition == "exception list"


def test_a_visitor_who_crossed_long_ago_is_not_sent_back() -> None:
    assert decided({"came to visit relatives": True}, OLD).disposition == "transfer"


# I.3 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attempts", "disposition"),
    [(2, "persuade and hand over"), (3, "exception list"), (4, "exception list")],
)
def test_who_is_married_and_refuses_is_an_exception_from_the_third_attempt(
    attempts: int, disposition: str
) -> None:
    refuser = {"persuasion attempts": Decimal(attempts), "refuses to return": True}
    assert decided(MARRIED, refuser).disposition == disposition


def test_marriage_without_refusal_is_no_exception() -> None:
    found = decided(MARRIED, {"persuasion attempts": Decimal(3)})
    assert found.disposition == "persuade and hand over"


@pytest.mark.parametrize("spouse", ["none", "Korean citizen", "other Chinese citizen", "other"])
def test_no_other_marriage_makes_an_exception(spouse: str) -> None:
    assert decided(WORN_OUT, {"spouse": spouse}).status is Status.SILENT


def test_with_koreas_agreement_the_person_stays_as_a_foreign_resident() -> None:
    found = decided(MARRIED, WORN_OUT, {"consulate answer": "agrees"})
    assert found.disposition == "foreign resident"
    assert found.provisions == ("I.3",)


REFUSED = {**MARRIED, **WORN_OUT, "consulate answer": "refuses"}


@pytest.mark.parametrize(
    ("option", "disposition"),
    [
        ("silence", None),
        ("the name stays on the list", "exception list"),
        ("the first principle governs again", "persuade and hand over"),
    ],
)
def test_what_follows_a_refusal_by_the_consulate_is_a_reading(
    option: str, disposition: str | None
) -> None:
    found = decided(REFUSED, refusal_by_the_consulate=option)
    assert found.disposition == disposition
    if disposition is None:
        assert found.status is Status.SILENT
        assert found.provisions == ("I.3", "Guidance")


# I.4, I.5 ------------------------------------------------------------------------------------


def test_a_member_of_the_minority_has_citizenship_restored_whatever_else() -> None:
    for more in ({}, WORN_OUT, MARRIED, OLD, {"came to visit relatives": True}):
        found = decided({"determination": MINORITY}, more)
        assert found.disposition == "restore citizenship"
        assert found.provisions == ("I.4",)


def test_an_offence_adds_the_law_on_foreign_offenders() -> None:
    found = decided({"offence in China": True})
    assert found.disposition == "persuade and hand over"
    assert found.additions == ("law on foreign offenders",)
    assert found.provisions == ("I.1", "I.5")


@pytest.mark.parametrize(
    ("option", "additions"),
    [("anyone", ("law on foreign offenders",)), ("foreign citizens only", ())],
)
def test_whether_the_clause_reaches_a_chinese_citizen_is_a_reading(
    option: str, additions: tuple[str, ...]
) -> None:
    found = decided(
        {"determination": MINORITY, "offence in China": True},
        an_offender_who_proves_to_be_a_Chinese_citizen=option,
    )
    assert found.disposition == "restore citizenship"
    assert found.additions == additions
    korean = decided(
        {"offence in China": True}, an_offender_who_proves_to_be_a_Chinese_citizen=option
    )
    assert korean.additions == ("law on foreign offenders",)


def test_an_offence_is_added_to_silence_and_to_conflict() -> None:
    assert decided(WORN_OUT, {"offence in China": True}).additions == ("law on foreign offenders",)
    both = decided(WORN_OUT, MARRIED, OLD, {"offence in China": True})
    assert both.status is Status.CONFLICT
    assert both.additions == ("law on foreign offenders",)


# 1960 or earlier -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "disposition"),
    [
        (datetime.date(1960, 12, 30), "transfer"),
        (datetime.date(1960, 12, 31), "transfer"),
        (datetime.date(1961, 1, 1), "persuade and hand over"),
    ],
)
def test_the_year_ends_on_its_last_day(day: datetime.date, disposition: str) -> None:
    found = decided({"crossed on": day, "determined not to return": True})
    assert found.disposition == disposition


def test_a_long_stayer_who_is_not_determined_to_stay_is_as_anyone() -> None:
    found = decided({"crossed on": datetime.date(1959, 5, 20)})
    assert found.disposition == "persuade and hand over"


def test_a_long_stayer_who_refuses_after_three_attempts_is_still_transferred() -> None:
    assert decided(OLD, WORN_OUT).disposition == "transfer"


@pytest.mark.parametrize(
    ("permission", "option", "disposition"),
    [
        ("none yet", "the rule holds, and the permission is sought", "transfer"),
        ("none yet", "silence", None),
        ("granted", "the rule holds, and the permission is sought", "transfer"),
        ("granted", "silence", "transfer"),
    ],
)
def test_what_the_order_says_before_the_permission_is_a_reading(
    permission: str, option: str, disposition: str | None
) -> None:
    found = decided(OLD, {"provincial permission": permission}, before_the_permission=option)
    assert found.disposition == disposition


@pytest.mark.parametrize(
    ("option", "disposition"),
    [
        ("silence", None),
        ("the first two principles govern again", "persuade and hand over"),
    ],
)
def test_what_follows_a_refused_permission_is_a_reading(
    option: str, disposition: str | None
) -> None:
    refused = {"provincial permission": "refused"}
    found = decided(OLD, refused, refusal_of_the_permission=option)
    assert found.disposition == disposition
    if disposition is None:
        assert found.provisions == ("1960 or earlier", "Guidance")
    visitor = decided(
        OLD, refused, {"came to visit relatives": True}, refusal_of_the_permission=option
    )
    assert visitor.disposition == (None if disposition is None else "send back")


@pytest.mark.parametrize(
    ("option", "answer", "dispositions"),
    [
        ("conflict", "none yet", ("exception list", "transfer")),
        ("conflict", "agrees", ("foreign resident", "transfer")),
        ("the third principle prevails", "none yet", ("exception list",)),
        ("the third principle prevails", "agrees", ("foreign resident",)),
        ("the rule of 1960 prevails", "none yet", ("transfer",)),
        ("the rule of 1960 prevails", "agrees", ("transfer",)),
    ],
)
def test_between_the_long_stay_and_the_marriage_the_order_gives_no_precedence(
    option: str, answer: str, dispositions: tuple[str, ...]
) -> None:
    found = decided(
        OLD,
        MARRIED,
        WORN_OUT,
        {"consulate answer": answer},
        a_long_stayer_with_a_Chinese_spouse=option,
    )
    assert found.dispositions == dispositions
    assert found.status is (Status.CONFLICT if len(dispositions) == 2 else Status.DECIDED)
    if found.status is Status.CONFLICT:
        assert found.provisions == ("I.3", "1960 or earlier")


# scope ---------------------------------------------------------------------------------------


def test_others_are_outside_whatever_they_did() -> None:
    for more in ({}, OLD, {"offence in China": True}, {"has papers": True}):
        found = decided({"determination": "other"}, more)
        assert found.status is Status.OUTSIDE
        assert found.provisions == ("To whom",)


def test_those_with_papers_are_outside() -> None:
    assert decided({"has papers": True}).status is Status.OUTSIDE
    assert decided({"has papers": True, "determination": MINORITY}).status is Status.OUTSIDE
    assert decided({"has papers": True}, OLD).status is Status.OUTSIDE


@pytest.mark.parametrize(
    ("day", "status"),
    [(datetime.date(1960, 12, 31), "decided"), (datetime.date(1961, 1, 1), "outside")],
)
def test_the_rule_of_1960_can_be_read_to_reach_those_with_papers(
    day: datetime.date, status: str
) -> None:
    found = decided(
        {"has papers": True, "crossed on": day, "determined not to return": True},
        crossers_with_papers="the rule of 1960 reaches them",
    )
    assert found.status.value == status
    assert found.disposition == ("transfer" if status == "decided" else None)


def test_no_other_rule_reaches_those_with_papers_then() -> None:
    papers = {"has papers": True, "crossed on": datetime.date(1959, 5, 20)}
    reading = {"crossers_with_papers": "the rule of 1960 reaches them"}
    assert decided(papers, **reading).status is Status.SILENT
    visitor = decided(papers, {"came to visit relatives": True}, **reading)
    assert visitor.status is Status.SILENT


def test_an_exception_does_not_reach_those_with_papers_then() -> None:
    papers = {"has papers": True, "crossed on": datetime.date(1959, 5, 20)}
    reading = {"crossers_with_papers": "the rule of 1960 reaches them"}
    assert decided(papers, MARRIED, WORN_OUT, **reading).status is Status.SILENT
    transferred = decided(papers, MARRIED, WORN_OUT, OLD, **reading)
    assert transferred.disposition == "transfer"


@pytest.mark.parametrize("facts", [{**MARRIED, **WORN_OUT}, OLD, {"determination": MINORITY}])
def test_whom_the_offence_clause_alone_reaches_no_other_rule_reaches(
    facts: dict[str, object],
) -> None:
    found = decided(
        {"has papers": True, "offence in China": True},
        facts,
        whom_the_offence_clause_reaches="whoever crossed",
    )
    assert found.status is Status.SILENT
    assert found.additions == ("law on foreign offenders",)


@pytest.mark.parametrize("facts", [{"determination": "other"}, {"has papers": True}])
def test_whom_the_offence_clause_alone_reaches_is_not_confined(facts: dict[str, object]) -> None:
    wide = read({"whom the offence clause reaches": "whoever crossed"})
    found = wide.decide(Case("", {**CROSSER, "offence in China": True, **facts}, ()))
    assert "confine the person while persuading them to return" not in states(found)


def test_the_offence_clause_can_be_read_to_reach_whoever_crossed() -> None:
    reading = {"whom_the_offence_clause_reaches": "whoever crossed"}
    found = decided({"determination": "other", "offence in China": True}, **reading)
    assert found.status is Status.SILENT
    assert found.additions == ("law on foreign offenders",)
    assert decided({"determination": "other"}, **reading).status is Status.OUTSIDE
