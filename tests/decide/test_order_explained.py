"""What still matters under the order of 1961, and how its decisions are explained."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest

from decretal.cases.case import Case
from decretal.cases.read import read_cases
from decretal.decide import Explanation
from decretal.nodes.rules import Status

from .order import (
    CROSSER,
    FOLDER,
    MARRIED,
    MINORITY,
    OLD,
    WORN_OUT,
    act,
    engine,
    read,
    states,
    without,
)


def explained(*changes: Mapping[str, object]) -> Explanation:
    facts = dict(CROSSER)
    for change in changes:
        facts |= change
    return engine().explain(Case("A-1", facts))


def told(explanation: Explanation, provision: str) -> dict[str, str]:
    (found,) = (each for each in explanation.provisions if each.label == provision)
    return {rule.state: rule.text for rule in found.rules}


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


# explanations ------------------------------------------------------------------------------------


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
