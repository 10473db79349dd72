"""The order of 1961 as a user meets it: every provision, reading and boundary by hand."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from decretal.cases.case import Case, RecordedAct
from decretal.cases.read import read_cases
from decretal.decide import Decision, DutyState, Engine, Explanation, mismatches
from decretal.nodes.rules import Status
from decretal.rulebook import read_rulebook

FOLDER = Path(__file__).parents[2] / "rulebooks" / "jilin-1961"
KOREAN, MINORITY = "Korean citizen", "member of China's Korean minority"
CHINESE_SPOUSE = "Chinese citizen of Korean nationality"
REFUSER = "a refuser whom no exception covers"
LONG_STAYER = "a long stayer with a Chinese spouse"


@functools.cache
def engine(**choices: str) -> Engine:
    rulebook = read_rulebook(FOLDER)
    return Engine(
        rulebook, choices={name.replace("_", " "): option for name, option in choices.items()}
    )


def read(choices: Mapping[str, str]) -> Engine:
    return engine(**{name.replace(" ", "_"): option for name, option in choices.items()})


CROSSER: dict[str, object] = {
    "determination": KOREAN,
    "crossed on": datetime.date(1961, 8, 14),
    "has papers": False,
    "came to visit relatives": False,
    "spouse": "none",
    "persuasion attempts": Decimal(1),
    "refuses to return": False,
    "determined not to return": False,
    "offence in China": False,
    "consulate answer": "none yet",
    "provincial permission": "none yet",
}
"""A Korean citizen who crossed in 1961 and of whom nothing else is to be said."""

OLD = {"crossed on": datetime.date(1959, 5, 20), "determined not to return": True}
WORN_OUT = {"persuasion attempts": Decimal(3), "refuses to return": True}
MARRIED = {"spouse": CHINESE_SPOUSE}


def decided(*changes: Mapping[str, object], **choices: str) -> Decision:
    facts = dict(CROSSER)
    for change in changes:
        facts |= change
    chosen = {name.replace("_", " "): option for name, option in choices.items()}
    return read(chosen).decide(Case("A-1", facts))


def without(*names: str) -> dict[str, object]:
    return {name: value for name, value in CROSSER.items() if name not in names}


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


# the unknown -----------------------------------------------------------------------------------


def test_with_nothing_known_every_fact_matters() -> None:
    found = engine().decide(Case("", {}))
    assert found.status is Status.UNDETERMINED
    assert set(found.still_matters) == set(CROSSER)
    assert set(found.possible_dispositions) == {
        "persuade and hand over",
        "send back",
        "exception list",
        "foreign resident",
        "restore citizenship",
        "transfer",
    }
    assert found.possible_additions == ("law on foreign offenders",)


def test_of_a_member_of_the_minority_only_two_facts_matter() -> None:
    found = engine().decide(Case("", {"determination": MINORITY}))
    assert found.status is Status.UNDETERMINED
    assert set(found.still_matters) == {"has papers", "offence in China"}
    assert found.matters_for_disposition == ("has papers",)
    assert set(found.matters_for_additions) == {"has papers", "offence in China"}


def test_of_a_stranger_nothing_matters() -> None:
    found = engine().decide(Case("", {"determination": "other"}))
    assert found.status is Status.OUTSIDE
    assert found.still_matters == ()


@pytest.mark.parametrize(
    ("unknown", "changes", "matters"),
    [
        ("spouse", WORN_OUT, ("spouse",)),
        ("spouse", {"persuasion attempts": Decimal(2), "refuses to return": True}, ()),
        ("crossed on", {"determined not to return": True}, ("crossed on",)),
        ("crossed on", {}, ()),
        ("persuasion attempts", {}, ()),
        ("persuasion attempts", {"refuses to return": True}, ("persuasion attempts",)),
        ("refuses to return", {"persuasion attempts": Decimal(2)}, ()),
        ("refuses to return", {"persuasion attempts": Decimal(3)}, ("refuses to return",)),
        ("consulate answer", {**WORN_OUT, **MARRIED}, ("consulate answer",)),
        ("consulate answer", WORN_OUT, ()),
        ("provincial permission", OLD, ("provincial permission",)),
        ("provincial permission", {}, ()),
        ("came to visit relatives", {}, ("came to visit relatives",)),
        ("came to visit relatives", OLD, ()),
        ("has papers", {}, ("has papers",)),
        ("offence in China", {}, ("offence in China",)),
        ("determined not to return", {}, ()),
        (
            "determined not to return",
            {"crossed on": OLD["crossed on"]},
            ("determined not to return",),
        ),
    ],
)
def test_one_unknown_fact_matters_or_does_not(
    unknown: str, changes: Mapping[str, object], matters: tuple[str, ...]
) -> None:
    facts = {name: value for name, value in {**CROSSER, **changes}.items() if name != unknown}
    assert engine().decide(Case("", facts)).still_matters == matters


def test_a_case_is_decided_though_three_facts_are_unknown() -> None:
    facts = without("spouse", "crossed on", "consulate answer")
    found = engine().decide(Case("", facts))
    assert found.disposition == "persuade and hand over"
    assert found.still_matters == ()


# acts, duties, days ------------------------------------------------------------------------------


def act(name: str, day: int, outcome: str | None = None) -> RecordedAct:
    return RecordedAct(name, datetime.date(1961, 12, day), outcome)


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


def states(decision: Decision) -> dict[str, DutyState]:
    assert decision.duties is not None
    return {duty.text: duty.state for duty in decision.duties}


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


# explanations ------------------------------------------------------------------------------------


def explained(*changes: Mapping[str, object]) -> Explanation:
    facts = dict(CROSSER)
    for change in changes:
        facts |= change
    return engine().explain(Case("A-1", facts))


def told(explanation: Explanation, provision: str) -> dict[str, str]:
    (found,) = (each for each in explanation.provisions if each.label == provision)
    return {rule.state: rule.text for rule in found.rules}


def test_the_explanation_of_a_refuser() -> None:
    found = explained(WORN_OUT)
    assert found.summary == (
        "Case A-1 meets silence: no rule of the directive says what becomes of it. "
        "Guidance bears on that."
    )
    assert told(found, "I.1") == {
        "fails": "Rule I.1 does not hold: persuasion attempts is 3, and less than 3 would do; "
        "refuses to return is yes, and no would do."
    }
    assert [reading.text for reading in found.readings] == [
        '"a refuser whom no exception covers" is read as "silence", which is the default. '
        'Read as "the first principle still governs", the case would be decided: '
        "persuade and hand over."
    ]


def test_the_explanation_of_a_visitor() -> None:
    found = explained({"came to visit relatives": True})
    assert told(found, "I.1")["set aside"].endswith("But I.2 is an exception to it, and holds.")
    assert told(found, "I.2") == {
        "holds": 'Rule I.2 holds and leads to "send back": determination is "Korean citizen"; '
        "came to visit relatives is yes; has papers is no."
    }


def test_the_explanation_of_a_long_stayer_gives_the_day() -> None:
    found = explained(OLD)
    assert (
        "crossed on is 20 May 1959, which is 31 December 1960 or earlier"
        in told(found, "1960 or earlier")["holds"]
    )


def test_what_to_find_out_first_of_a_refuser() -> None:
    facts = {name: value for name, value in {**CROSSER, **WORN_OUT}.items() if name != "spouse"}
    (question,) = engine().explain(Case("", facts)).questions
    assert question.text == (
        "spouse: Whom, if anyone, is the person married to? "
        'If "none", "Korean citizen", "other Chinese citizen" or "other": silence. '
        'If "Chinese citizen of Korean nationality": exception list.'
    )


def test_every_case_beside_the_rulebook_can_be_explained() -> None:
    for file in ("cases.csv", "case-files.jsonl"):
        for case in read_cases(engine().rulebook, FOLDER / file):
            assert isinstance(case, Case)
            found = engine().explain(case)
            assert found.decision == engine().decide(case)
            assert found.text.startswith(f"Case {case.id} ")
            assert found.to_dict()["case"] == case.id


def test_every_reading_of_the_order_can_be_decided() -> None:
    for interpretation in engine().rulebook.interpretations:
        for option in interpretation.options:
            found = read({interpretation.name: option.name}).decide(Case("", CROSSER))
            assert found.disposition == "persuade and hand over"


def test_confinement_of_all_is_a_reading() -> None:
    case = Case("", {"determination": MINORITY, "has papers": False}, ())
    confine = "confine the person while persuading them to return"
    assert confine in states(engine().decide(case))
    narrow = read({"who is confined": "those who are to return"})
    assert confine not in states(narrow.decide(case))
    assert confine in states(narrow.decide(Case("", CROSSER, ())))


@pytest.mark.parametrize(
    ("option", "attempts", "due"),
    [
        ("at the first refusal", 0, False),
        ("at the first refusal", 1, True),
        ("after three attempts", 2, False),
        ("after three attempts", 3, True),
    ],
)
def test_when_persuasion_has_failed_is_a_reading(option: str, attempts: int, due: bool) -> None:
    made = tuple(act("attempt at persuasion", number + 1) for number in range(attempts))
    facts = {**without("persuasion attempts"), "refuses to return": True}
    found = read({"when persuasion has failed": option}).decide(Case("", facts, made))
    assert ("provide suitable food and clothing" in states(found)) is due


@pytest.mark.parametrize(
    ("facts", "outside", "by_its_own_words"),
    [
        ({"determination": MINORITY}, Status.OUTSIDE, "restore citizenship"),
        ({}, Status.OUTSIDE, None),
        ({"came to visit relatives": True}, Status.OUTSIDE, None),
        (
            {"crossed on": datetime.date(1960, 12, 31), "determined not to return": True},
            Status.OUTSIDE,
            "transfer",
        ),
    ],
)
def test_whom_the_order_reaches_among_people_with_papers_is_a_reading(
    facts: dict[str, object], outside: Status, by_its_own_words: str | None
) -> None:
    case = {**CROSSER, "has papers": True, **facts}
    assert engine().decide(case).status is outside
    wide = read({"crossers with papers": "each principle by its own words"})
    assert wide.decide(case).disposition == by_its_own_words


def test_where_the_third_principle_prevails_a_refusal_by_korea_is_silence() -> None:
    case = {
        **CROSSER,
        "spouse": "Chinese citizen of Korean nationality",
        "persuasion attempts": 3,
        "refuses to return": True,
        "crossed on": datetime.date(1958, 5, 5),
        "determined not to return": True,
        "consulate answer": "refuses",
        "provincial permission": "granted",
    }
    prevails = read({"a long stayer with a Chinese spouse": "the third principle prevails"})
    assert prevails.decide(case).status is Status.SILENT


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
