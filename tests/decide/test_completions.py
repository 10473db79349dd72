"""The engine against every completion, one by one, on random small rulebooks."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from decretal.decide.conditions import conditions_of
from decretal.decide.engine import Engine
from decretal.decide.trees import known_name, with_known_names
from decretal.feel.evaluation import run
from decretal.feel.values import UNKNOWN
from decretal.nodes.rules import Rulebook, Status
from decretal.nodes.walk import mentioned

from .completions import kleene, whole
from .strategies import Sample, cases, samples

often = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@often
@given(samples(), st.data())
def test_a_case_comes_out_as_all_its_completions_do(sample: Sample, data: st.DataObject) -> None:
    engine = Engine(sample.book)
    for _ in range(3):
        case = data.draw(cases(sample))
        expected = whole(sample.book, sample.columns, case)
        found = engine.decide(case)
        assert found.status is expected.status
        assert found.disposition == expected.disposition
        assert set(found.dispositions) == expected.dispositions
        assert set(found.additions) == expected.additions
        assert set(found.possible_dispositions) == expected.possible_dispositions
        assert set(found.possible_additions) == expected.possible_additions
        assert set(found.still_matters) == expected.still_matters
        assert set(found.matters_for_disposition) == expected.matters_for_disposition
        assert set(found.matters_for_additions) == expected.matters_for_additions


@often
@given(samples(), st.data())
def test_an_exception_that_holds_never_lets_its_rule_hold(
    sample: Sample, data: st.DataObject
) -> None:
    engine = Engine(sample.book)
    case = data.draw(cases(sample))
    states = {
        rule.rule: rule.state
        for provision in engine.explain(case).provisions
        for rule in provision.rules
    }
    for rule in sample.book.rules:
        for each in rule.exceptions_to:
            stands = each.reading is None or run(each.reading, engine.choices) is True
            if stands and states.get(rule.label) == "holds":
                assert states[each.rule] in ("fails", "set aside")


@often
@given(samples(), st.data())
def test_learning_more_never_turns_one_decided_outcome_into_another(
    sample: Sample, data: st.DataObject
) -> None:
    assume(not any(known_name(name) in asked_about(sample.book) for name in sample.columns))
    engine = Engine(sample.book)
    case = data.draw(cases(sample))
    before = engine.decide(case)
    more = {
        name: case.get(name, data.draw(st.sampled_from(list(values))))
        for name, values in sample.columns.items()
    }
    after = engine.decide(more)
    if before.status is not Status.UNDETERMINED:
        assert after.status is before.status
    if before.status is Status.DECIDED:
        assert after.disposition == before.disposition
    assert set(before.dispositions) <= set(after.dispositions)
    assert set(before.additions) <= set(after.additions)
    assert set(after.possible_dispositions) <= set(before.possible_dispositions)
    assert set(after.still_matters) == set()


@often
@given(samples(), st.data())
def test_where_kleenes_logic_answers_the_engine_answers_the_same(
    sample: Sample, data: st.DataObject
) -> None:
    case = data.draw(cases(sample))
    for rule in sample.book.rules:
        said = kleene(rule.condition, sample.book, case)
        if said is UNKNOWN:
            continue
        alone = replace(rule, disposition="yes", addition=None, exceptions_to=())
        found = Engine(replace(sample.book, scope=None, rules=(alone,))).decide(case)
        assert found.status is (Status.DECIDED if said else Status.SILENT)


@often
@given(samples(), st.data())
def test_every_case_can_be_explained(sample: Sample, data: st.DataObject) -> None:
    engine = Engine(sample.book)
    case = data.draw(cases(sample))
    explanation = engine.explain(case)
    assert explanation.decision == engine.decide(case)
    assert json.loads(json.dumps(explanation.to_dict())) == explanation.to_dict()
    asked = [question.fact for question in explanation.questions]
    assert set(asked) == set(explanation.decision.still_matters)
    assert explanation.text.startswith("The case is ") or "meets silence" in explanation.text


def asked_about(book: Rulebook) -> set[str]:
    """The names in the conditions of a rulebook, with those for whether a fact is known."""
    return {name for each in conditions_of(book) for name in mentioned(with_known_names(each))}
