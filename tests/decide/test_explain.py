"""Explanations under small rulebooks: sentences written by hand."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from decretal.cases.case import Case, RecordedAct
from decretal.decide import Engine, Explanation, explain
from decretal.nodes.rules import Disposition, Norm, Operator, Provision, Rulebook

from .rulebooks import Book, boolean, choice, date_fact, reading, whole


def order() -> Rulebook:
    """An invented order: guests are sent on, those who are ill stay."""
    facts = (
        replace(choice("who", "guest", "resident"), question="Who is this?"),
        replace(boolean("is ill"), question="Is the person ill?", evidence="A doctor's note."),
        whole("nights"),
        boolean("owes rent"),
    )
    book = (
        Book(*facts, scope='who = "guest"', readings=[reading("a long stay", "silence", "goes")])
        .rule("G.1", 'nights <= 2 or a long stay = "goes"', "send on")
        .rule("G.2", "is ill", "let stay", over=["G.1"])
        .rule("G.3", "owes rent", adds="collect the rent")
        .book
    )
    return replace(
        book,
        provisions=tuple(
            Provision(each.label, title)
            for each, title in zip(book.provisions, ("Guests", "The ill", "Rent"), strict=True)
        ),
        dispositions=(Disposition("send on", "Sent on in the morning."), Disposition("let stay")),
    )


def explained(**facts: object) -> Explanation:
    return explain(order(), {name.replace("_", " "): value for name, value in facts.items()})


def texts(explanation: Explanation) -> dict[str, str]:
    return {rule.rule: rule.text for each in explanation.provisions for rule in each.rules}


def states(explanation: Explanation) -> dict[str, str]:
    return {rule.rule: rule.state for each in explanation.provisions for rule in each.rules}


def test_a_whole_explanation_as_text() -> None:
    record = {"case": "A-1", "who": "guest", "is ill": True, "nights": 2, "owes rent": False}
    assert explain(order(), record).text == (
        "Case A-1 is decided: let stay, under G.2.\n"
        "\n"
        'To whom: the directive speaks of this case: who is "guest".\n'
        "\n"
        "G.1 (Guests)\n"
        "  Rule G.1 would hold: nights is 2, which is at most 2. "
        "But G.2 is an exception to it, and holds.\n"
        "\n"
        "G.2 (The ill)\n"
        '  Rule G.2 holds and leads to "let stay": is ill is yes.\n'
        "\n"
        "G.3 (Rent)\n"
        "  Rule G.3 does not hold: owes rent is no, and yes is asked for.\n"
    )


def test_the_summary_says_what_the_disposition_means() -> None:
    assert explained(who="guest", is_ill=False, nights=1, owes_rent=True).summary == (
        "The case is decided: send on, under G.1. Sent on in the morning. "
        "In addition: collect the rent, under G.3."
    )


def test_the_summary_of_a_decided_case_with_unknown_facts() -> None:
    assert explained(who="guest", is_ill=True).summary == (
        "The case is decided: let stay, under G.2. Nothing that is still unknown can change that. "
        "What may follow in addition: collect the rent. That depends on owes rent."
    )


def test_the_summary_of_an_open_case() -> None:
    assert explained(who="guest", owes_rent=False).summary == (
        "The case is undetermined: it may come to send on, let stay or silence. "
        "That depends on is ill and nights."
    )


def test_the_summary_of_silence_and_of_a_case_outside() -> None:
    assert explained(who="guest", is_ill=False, nights=3, owes_rent=False).summary == (
        "The case meets silence: no rule of the directive says what becomes of it."
    )
    assert explained(who="resident").summary == (
        "The case is outside the directive, which does not speak of it."
    )


def test_the_summary_of_a_conflict() -> None:
    book = Book(boolean("a")).rule("P", "a", "x").rule("Q", "a", "y").book
    assert explain(book, {"a": True}).summary == (
        "The case is in conflict: x and y both follow, under P and Q. "
        "The directive does not say which prevails."
    )


def test_outside_the_directive_no_rule_is_gone_through() -> None:
    found = explained(who="resident")
    assert found.provisions == ()
    assert found.scope == (
        'To whom: the directive does not speak of this case: who is "resident", and "guest" '
        "is asked for."
    )


def test_an_open_scope_says_what_it_depends_on() -> None:
    found = explained(is_ill=False, nights=1, owes_rent=False)
    assert found.scope == (
        "To whom: whether the directive speaks of this case depends on who: "
        'whether who is "guest" is not known. If it does:'
    )
    assert states(found) == {"G.1": "holds", "G.2": "fails", "G.3": "fails"}


def test_a_rule_that_may_hold_says_on_what_that_depends() -> None:
    found = explained(who="guest")
    assert texts(found)["G.1"] == (
        'Rule G.1 may hold, and then leads to "send on": whether nights is at most 2 is not known. '
        "G.2 is an exception to it, and may hold. It depends on is ill and nights."
    )
    assert texts(found)["G.2"] == (
        'Rule G.2 may hold, and then leads to "let stay": whether is ill is yes is not known.'
    )
    assert found.provisions[0].rules[0].depends_on == ("is ill", "nights")
    assert found.provisions[0].rules[0].exceptions == ("G.2",)


def test_a_rule_that_is_set_aside_whatever_is_found_out() -> None:
    found = explained(who="guest", is_ill=True)
    assert states(found)["G.1"] == "set aside"
    assert texts(found)["G.1"] == (
        "Rule G.1 is set aside, whatever is still found out: where its condition is true, "
        "its exception G.2 holds."
    )


def test_a_rule_that_only_takes_cases_out_says_of_which() -> None:
    book = Book(boolean("a")).rule("P", "true", "x").rule("Q", "true", "y")
    book.rule("R", "a", over=["P", "Q"])
    assert texts(explain(book.book, {"a": True}))["R"] == (
        "Rule R holds and takes the case out of P and Q: a is yes."
    )


@pytest.mark.parametrize(
    ("option", "out"),
    [("P", " and takes the case out of P"), ("both", " and takes the case out of P and Q")],
)
def test_a_rule_takes_cases_out_of_what_it_prevails_over_as_the_text_is_read(
    option: str, out: str
) -> None:
    book = Book(boolean("a"), readings=[reading("over what", "P", "both")])
    book.rule("P", "true", "x").rule("Q", "true", "y")
    book.rule("R", "a", over=["P", ("Q", 'over what = "both"')])
    found = Engine(book.book, choices={"over what": option}).explain(Case("A-1", {"a": True}))
    assert texts(found)["R"] == f"Rule R holds{out}: a is yes."


def test_a_rule_that_takes_cases_out_of_nothing_as_the_text_is_read_only_holds() -> None:
    book = Book(boolean("a"), readings=[reading("over what", "nothing", "P")])
    book.rule("P", "true", "x").rule("R", "a", over=[("P", 'over what = "P"')])
    assert texts(explain(book.book, {"a": True}))["R"] == "Rule R holds: a is yes."


def test_several_exceptions_that_hold_are_all_named() -> None:
    book = Book(boolean("a")).rule("P", "true", "x")
    book.rule("Q", "a", "y", over=["P"]).rule("R", "a", "y", over=["P"])
    assert texts(explain(book.book, {"a": True}))["P"] == (
        "Rule P would hold. But Q and R are exceptions to it, and hold."
    )
    either = Book(boolean("a")).rule("P", "true", "x")
    either.rule("Q", "a", "y", over=["P"]).rule("R", "not(a)", "z", over=["P"])
    assert texts(explain(either.book, {}))["P"] == (
        "Rule P would hold. But one of its exceptions holds in any case: Q or R."
    )


# what to find out ----------------------------------------------------------------------------


def test_what_settles_most_is_asked_first() -> None:
    found = explained()
    assert found.questions[0].fact == "who"
    assert found.questions[0].text == (
        'who: Who is this? If "guest": open between let stay, send on and silence, and additions '
        'are open. If "resident": outside the directive.'
    )


def test_an_answer_counts_as_often_as_there_are_values_that_give_it() -> None:
    # Three of the four kin settle the case, and one of the three answers. That the
    # three kin are one class to the rules is no reason to ask for the answer first.
    book = (
        Book(choice("answer", "yes", "no", "none"), choice("kin", "a", "b", "c", "d"))
        .rule("r", 'kin = "d" and answer = "yes"', "x")
        .rule("s", 'kin = "d" and answer = "no"', "y")
        .book
    )
    assert [question.fact for question in explain(book, {}).questions] == ["kin", "answer"]


def test_an_answer_says_what_the_case_would_come_to() -> None:
    (question,) = explained(who="guest", is_ill=False, owes_rent=False).questions
    assert question.fact == "nights"
    assert question.answers == (("at most 2", "send on"), ("at least 3", "silence"))
    (about_rent,) = explained(who="guest", is_ill=True).questions
    assert about_rent.answers == (
        ("yes", "let stay, and in addition collect the rent"),
        ("no", "let stay"),
    )


def test_a_question_carries_the_evidence_that_it_needs() -> None:
    question = explained(who="guest", nights=1, owes_rent=False).questions[0]
    assert question.to_dict() == {
        "fact": "is ill",
        "question": "Is the person ill?",
        "evidence": "A doctor's note.",
        "answers": [{"if": "yes", "then": "let stay"}, {"if": "no", "then": "send on"}],
    }


def test_a_fact_compared_with_another_is_asked_for_too() -> None:
    book = Book(date_fact("x"), date_fact("y")).rule("r", "x < y", "z").book
    assert [question.fact for question in explain(book, {}).questions] == ["x", "y"]


def test_nothing_is_asked_that_does_not_matter() -> None:
    assert explained(who="resident").questions == ()


# how the text was read -------------------------------------------------------------------------


def test_a_reading_that_would_change_the_case_is_told() -> None:
    (found,) = explained(who="guest", is_ill=False, nights=3, owes_rent=False).readings
    assert found.text == (
        '"a long stay" is read as "silence", which is the default. '
        'Read as "goes", the case would be decided: send on.'
    )


def test_a_reading_that_would_change_nothing_is_not() -> None:
    assert explained(who="guest", is_ill=True, nights=3).readings == ()


def test_the_other_way_round() -> None:
    chosen = Engine(order(), choices={"a long stay": "goes"})
    found = chosen.explain({"who": "guest", "is ill": False, "nights": 3, "owes rent": False})
    (told,) = found.readings
    assert told.text == (
        '"a long stay" is read as "goes". Read as "silence", the case would be met with silence.'
    )


def test_a_reading_without_a_truth_value_is_told_as_impossible() -> None:
    book = Book(whole("n"), readings=[reading("how", "plainly", "oddly")])
    book.rule("r", 'if how = "plainly" then n > 2 else 1 / 0 > n', "x")
    (told,) = explain(book.book, {"n": 3}).readings
    assert told.otherwise == (("oddly", "impossible to decide (E331)"),)


# duties, notes, data ------------------------------------------------------------------------------


def with_duties(facts: Mapping[str, object]) -> Explanation:
    made = Book(boolean("a"), readings=[reading("term", "none", "three days")]).rule("r", "a", "x")
    norm = Norm(
        Operator.OBLIGATION,
        "ask",
        "P",
        bearer="office",
        act="ask",
        within=made.feel('if term = "three days" then @"P3D" else null'),
        counted_from="begin",
    )
    begun = RecordedAct("begin", datetime.date(1961, 12, 1))
    return explain(made.norm(norm).book, Case("A-1", facts, (begun,)))


def test_duties_stand_in_the_explanation_and_so_does_what_a_reading_changes_in_them() -> None:
    found = with_duties({"a": True})
    assert "  Office must ask (P): open\n" in found.text
    (told,) = found.readings
    assert told.otherwise == (
        ("three days", 'the same, but with "ask" overdue, last day 4 December 1961'),
    )


def test_an_explanation_as_data_is_whole() -> None:
    found = explained(who="guest", is_ill=True, nights=2)
    data = json.loads(json.dumps(found.to_dict()))
    assert data["decision"]["disposition"] == "let stay"
    assert data["summary"] == found.summary
    assert data["scope"] == found.scope
    assert [each["label"] for each in data["provisions"]] == ["G.1", "G.2", "G.3"]
    assert data["provisions"][0] == {
        "label": "G.1",
        "title": "Guests",
        "rules": [
            {
                "rule": "G.1",
                "state": "set aside",
                "leads_to": "send on",
                "text": "Rule G.1 would hold: nights is 2, which is at most 2. "
                "But G.2 is an exception to it, and holds.",
                "reasons": ["nights is 2, which is at most 2"],
                "exceptions": ["G.2"],
                "depends_on": [],
            }
        ],
    }
    assert data["find_out"][0]["fact"] == "owes rent"
    assert data["readings"] == []


def test_what_is_done_with_the_data_does_not_reach_the_next_explanation() -> None:
    facts = {"who": "guest", "is ill": True, "nights": 2}
    first = explain(order(), facts).to_dict()
    before = json.dumps(first)
    provisions = first["provisions"]
    assert isinstance(provisions, list)
    provisions.clear()
    assert json.dumps(explain(order(), facts).to_dict()) == before


def test_an_explanation_in_a_notebook_is_escaped() -> None:
    book = Book(choice("who", "<i>", "b")).rule("r", 'who = "<i>"', "x").book
    shown = explain(book, {"who": "<i>"})._repr_html_()
    assert "<i>" not in shown
    assert "&lt;i&gt;" in shown


def test_cases_of_one_pattern_are_told_with_their_own_values() -> None:
    engine = Engine(order())
    for nights in (0, 1, 2, 1):
        found = engine.explain({"who": "guest", "is ill": False, "nights": nights})
        assert f"nights is {nights}, which is at most 2" in found.text


def test_a_case_that_is_not_in_force_is_told_why() -> None:
    day = datetime.date
    book = replace(order(), in_force_from=day(1961, 11, 25))
    found = Engine(book, as_of=day(1961, 11, 24)).explain({"who": "guest"})
    assert found.summary == (
        "The case is outside the directive. "
        "On 24 November 1961 the directive was not yet in force: it is since 25 November 1961."
    )


def test_where_there_is_too_much_to_go_through_the_questions_come_as_they_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from decretal.decide import questions

    monkeypatch.setattr(questions, "MOST_STEPS", 1)
    found = Engine(order()).explain({}).questions
    assert {question.fact for question in found} == {"who", "is ill", "nights", "owes rent"}
    assert found[0].fact == "who"
    assert all(question.answers == () for question in found)
