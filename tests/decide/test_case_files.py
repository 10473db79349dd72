"""What a case file says on a day: facts with days, and facts counted from acts."""

from __future__ import annotations

import datetime
from dataclasses import replace

from decretal.cases.case import Case, RecordedAct
from decretal.decide import Engine
from decretal.feel.parse import parse
from decretal.nodes.rules import Fact, Rulebook, Status

from .rulebooks import Book, boolean, date_fact, reading, whole


def day(number: int) -> datetime.date:
    return datetime.date(1961, 12, number)


def counted(expression: str, fact: Fact | None = None) -> Rulebook:
    fact = fact or replace(whole("attempts"), minimum=None)
    fact = replace(fact, from_acts=parse(expression, names=["acts", "how"]))
    other = boolean("refuses")
    return (
        Book(fact, other, readings=[reading("how", "all", "one a day")])
        .rule("worn out", "attempts >= 3 and refuses", "list")
        .rule("not yet", "attempts < 3 and refuses", "persuade")
        .book
    )


ALL = 'count(acts[act = "attempt"])'
THREE = (
    RecordedAct("attempt", day(1), "no answer"),
    RecordedAct("confinement", day(1)),
    RecordedAct("attempt", day(2), "refuses"),
    RecordedAct("attempt", day(2), "refuses", "county"),
)


def test_a_fact_is_counted_from_the_acts() -> None:
    engine = Engine(counted(ALL))
    assert engine.decide(Case("A", {"refuses": True}, THREE)).disposition == "list"
    assert engine.decide(Case("A", {"refuses": True}, THREE[:3])).disposition == "persuade"
    assert engine.decide(Case("A", {"refuses": True}, ())).disposition == "persuade"


def test_without_acts_the_fact_stands_as_it_was_given() -> None:
    engine = Engine(counted(ALL))
    assert engine.decide(Case("A", {"refuses": True})).still_matters == ("attempts",)
    assert engine.decide(Case("A", {"refuses": True, "attempts": 3})).disposition == "list"


def test_the_count_from_acts_prevails_and_that_is_noted() -> None:
    found = Engine(counted(ALL)).decide(Case("A", {"refuses": True, "attempts": 5}, THREE[:3]))
    assert found.disposition == "persuade"
    assert found.notes == (
        "attempts is 5 by what was established and 2 by the acts on record; the acts prevail.",
    )


def test_nothing_is_noted_where_both_agree() -> None:
    found = Engine(counted(ALL)).decide(Case("A", {"refuses": True, "attempts": 3}, THREE))
    assert found.notes == ()


def test_a_reading_can_decide_what_counts() -> None:
    rulebook = counted(
        'if how = "one a day" then count(distinct values(acts[act = "attempt"].on)) '
        'else count(acts[act = "attempt" and outcome in ("refuses", "no answer")])'
    )
    case = Case("A", {"refuses": True}, THREE)
    assert Engine(rulebook).decide(case).disposition == "list"
    assert Engine(rulebook, choices={"how": "one a day"}).decide(case).disposition == "persuade"


def test_acts_without_outcome_or_authority_have_null_there() -> None:
    rulebook = counted("count(acts[outcome = null and by = null])")
    assert Engine(rulebook).decide(Case("A", {"refuses": True}, THREE)).disposition == "persuade"


def test_acts_after_the_day_do_not_count() -> None:
    rulebook = counted(ALL)
    case = Case("A", {"refuses": True}, THREE)
    assert Engine(rulebook, as_of=day(2)).decide(case).disposition == "list"
    assert Engine(rulebook, as_of=day(1)).decide(case).disposition == "persuade"


def test_what_was_established_after_the_day_is_unknown() -> None:
    rulebook = counted(ALL)
    case = Case("A", {"refuses": True, "attempts": 3}, established={"refuses": day(5)})
    assert Engine(rulebook, as_of=day(5)).decide(case).disposition == "list"
    before = Engine(rulebook, as_of=day(4)).decide(case)
    assert before.status is Status.UNDETERMINED
    assert before.still_matters == ("refuses",)


def test_a_fact_without_a_day_was_known_throughout() -> None:
    rulebook = counted(ALL)
    case = Case("A", {"refuses": True, "attempts": 3})
    assert Engine(rulebook, as_of=day(1)).decide(case).disposition == "list"


def test_a_count_that_is_no_allowed_value_is_left_out_and_noted() -> None:
    rulebook = counted("count(acts) - 10", replace(whole("attempts"), minimum=None))
    below = replace(rulebook.facts[0], minimum=0)  # type: ignore[arg-type]
    engine = Engine(replace(rulebook, facts=(below, rulebook.facts[1])))
    found = engine.decide(Case("A", {"refuses": True}, THREE))
    assert found.still_matters == ("attempts",)
    assert found.notes == (
        "attempts could not be counted from the acts: they give -6, which is no allowed value.",
    )


def test_a_count_that_depends_on_an_unknown_fact_is_unknown() -> None:
    rulebook = counted("if refuses then count(acts) else 0")
    engine = Engine(rulebook)
    assert set(engine.decide(Case("A", {}, THREE)).still_matters) == {"attempts", "refuses"}
    assert engine.decide(Case("A", {"refuses": True}, THREE)).disposition == "list"


def test_a_date_can_be_taken_from_the_acts() -> None:
    first = replace(date_fact("began"), from_acts=parse("min(acts.on)", names=["acts"]))
    rulebook = Book(first).rule("r", 'began <= @"1961-12-01"', "early").book
    engine = Engine(rulebook)
    assert engine.decide(Case("A", {}, THREE)).disposition == "early"
    assert engine.decide(Case("A", {}, THREE[2:])).status is Status.SILENT


def test_other_readings_are_compared_with_what_they_would_count() -> None:
    rulebook = counted(
        f'if how = "one a day" then count(distinct values(acts[act = "attempt"].on)) else {ALL}'
    )
    explained = Engine(rulebook).explain(Case("A", {"refuses": True}, THREE))
    (found,) = explained.readings
    assert found.interpretation == "how"
    assert found.reading == "all"
    assert found.is_default
    assert found.otherwise == (("one a day", "decided: persuade"),)
