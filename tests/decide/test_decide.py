"""What cases come to under small rulebooks, worked out by hand from docs/meaning.md."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from decretal.cases.case import Case
from decretal.decide import Engine, decide
from decretal.errors import (
    NoSuchReadingError,
    RowError,
    TooManyCombinationsError,
    UnknownColumnError,
)
from decretal.nodes.rules import Norm, Operator, Rulebook, Status

from .rulebooks import Book, boolean, choice, date_fact, number, reading, whole


def visitors() -> Book:
    """A general rule, a special one over it, an addition, a scope."""
    return (
        Book(
            choice("who", "citizen", "stranger"),
            boolean("visits"),
            boolean("offence"),
            scope='who = "citizen"',
        )
        .rule("general", "true", "persuade")
        .rule("special", "visits", "send back", over=["general"])
        .rule("crime", "offence", adds="the law on offenders")
    )


def test_the_only_rule_that_holds_decides() -> None:
    found = decide(visitors().book, {"who": "citizen", "visits": False, "offence": False})
    assert found.status is Status.DECIDED
    assert found.disposition == "persuade"
    assert found.dispositions == ("persuade",)
    assert found.provisions == ("general",)
    assert found.additions == ()
    assert found.still_matters == ()


def test_an_exception_takes_the_case_out_of_its_rule() -> None:
    found = decide(visitors().book, {"who": "citizen", "visits": True, "offence": False})
    assert found.disposition == "send back"
    assert found.provisions == ("special",)


def test_an_addition_stands_beside_the_disposition_and_is_cited() -> None:
    found = decide(visitors().book, {"who": "citizen", "visits": True, "offence": True})
    assert found.disposition == "send back"
    assert found.additions == ("the law on offenders",)
    assert found.provisions == ("special", "crime")


def test_whoever_fails_the_scope_is_outside_whatever_else_is_unknown() -> None:
    found = decide(visitors().book, {"who": "stranger"})
    assert found.status is Status.OUTSIDE
    assert found.still_matters == ()
    assert found.provisions == ("To whom",)
    assert found.disposition is None


def test_what_only_an_addition_hangs_on_leaves_the_case_decided() -> None:
    found = decide(visitors().book, {"who": "citizen", "visits": True})
    assert found.status is Status.DECIDED
    assert found.still_matters == ("offence",)
    assert found.matters_for_disposition == ()
    assert found.matters_for_additions == ("offence",)
    assert found.possible_additions == ("the law on offenders",)
    assert found.additions == ()


def test_an_open_case_names_what_it_may_come_to() -> None:
    found = decide(visitors().book, {"who": "citizen", "offence": True})
    assert found.status is Status.UNDETERMINED
    assert found.disposition is None
    assert found.dispositions == ()
    assert found.possible_dispositions == ("persuade", "send back")
    assert found.additions == ("the law on offenders",)
    assert found.still_matters == ("visits",)
    assert found.provisions == ("crime",)


def test_nothing_known_leaves_every_fact_to_matter_in_the_rulebooks_order() -> None:
    assert decide(visitors().book, {}).still_matters == ("who", "visits", "offence")


def test_no_rule_that_holds_is_silence() -> None:
    book = Book(boolean("a")).rule("r", "a", "x").book
    assert decide(book, {"a": False}).status is Status.SILENT
    assert decide(book, {"a": False}).provisions == ()


def test_silence_cites_what_takes_cases_out_and_what_speaks_of_silence() -> None:
    guidance = Norm(Operator.OBLIGATION, "ask", "Guidance", statuses=(Status.SILENT,))
    book = (
        Book(boolean("a"), boolean("b"))
        .rule("r", "a", "x")
        .rule("taken out", "b", over=["r"])
        .norm(guidance)
        .book
    )
    assert decide(book, {"a": True, "b": True}).provisions == ("taken out", "Guidance")
    assert decide(book, {"a": False, "b": False}).provisions == ("Guidance",)
    assert decide(book, {"a": True, "b": False}).provisions == ("r",)


def test_two_dispositions_without_precedence_conflict() -> None:
    book = Book(boolean("a")).rule("r", "a", "x").rule("s", "a", "y").book
    found = decide(book, {"a": True})
    assert found.status is Status.CONFLICT
    assert found.disposition is None
    assert found.dispositions == ("x", "y")
    assert found.provisions == ("r", "s")


def test_rules_with_the_same_disposition_agree() -> None:
    book = Book(boolean("a"), boolean("b")).rule("r", "a", "x").rule("s", "b", "x").book
    assert decide(book, {"a": True, "b": True}).disposition == "x"
    assert decide(book, {"a": True, "b": True}).provisions == ("r", "s")
    assert decide(book, {"a": True}).provisions == ("r",)


def test_a_case_is_decided_whichever_of_two_rules_holds() -> None:
    book = Book(boolean("a")).rule("r", "a", "x").rule("s", "not(a)", "x").book
    found = decide(book, {})
    assert found.disposition == "x"
    assert found.still_matters == ()
    assert found.provisions == ("r", "s")


def test_what_kleenes_logic_leaves_open_can_be_decided() -> None:
    book = Book(choice("spouse", "none", "one")).rule(
        "r", 'spouse = "none" or spouse != "none"', "x"
    )
    assert decide(book.book, {}).disposition == "x"


def test_a_conflict_in_every_completion_is_one_though_they_differ() -> None:
    book = (
        Book(boolean("a")).rule("r", "true", "x").rule("s", "a", "y").rule("t", "not(a)", "z").book
    )
    found = decide(book, {})
    assert found.status is Status.CONFLICT
    assert found.dispositions == ("x",)
    assert found.possible_dispositions == ("x", "y", "z")
    assert found.still_matters == ("a",)


def test_an_exception_to_an_exception_lets_the_rule_hold() -> None:
    book = (
        Book(boolean("a"), boolean("b"))
        .rule("r", "true", "x")
        .rule("s", "a", "y", over=["r"])
        .rule("t", "b", over=["s"])
        .book
    )
    assert decide(book, {"a": True, "b": False}).disposition == "y"
    assert decide(book, {"a": True, "b": True}).disposition == "x"
    assert decide(book, {"a": True}).still_matters == ("b",)
    assert decide(book, {"a": False}).still_matters == ()


def test_an_exception_that_is_itself_set_aside_is_none() -> None:
    book = (
        Book(boolean("a"))
        .rule("r", "true", "x")
        .rule("s", "a", "y", over=["r"])
        .rule("t", "a", "z", over=["s", "r"])
        .book
    )
    assert decide(book, {"a": True}).disposition == "z"


def test_precedence_can_hang_on_a_reading() -> None:
    book = (
        Book(boolean("a"), readings=[reading("which prevails", "neither", "the later")])
        .rule("r", "a", "x")
        .rule("s", "a", "y", over=[("r", 'which prevails = "the later"')])
        .book
    )
    assert decide(book, {"a": True}).status is Status.CONFLICT
    chosen = decide(book, {"a": True}, choose={"which prevails": "the later"})
    assert chosen.disposition == "y"


def test_a_reading_settles_a_condition() -> None:
    book = (
        Book(whole("n"), readings=[reading("how many", "three", "five")])
        .rule("r", 'n >= (if how many = "three" then 3 else 5)', "x")
        .book
    )
    assert decide(book, {"n": Decimal(3)}).disposition == "x"
    strictly = {"how many": "five"}
    assert decide(book, {"n": Decimal(4)}, choose=strictly).status is Status.SILENT
    assert decide(book, {"n": Decimal(5)}, choose=strictly).disposition == "x"


def test_a_reading_that_does_not_exist_is_refused() -> None:
    with pytest.raises(NoSuchReadingError):
        decide(visitors().book, {}, choose={"nothing": "else"})


def test_whether_a_fact_is_known_is_asked_of_the_case() -> None:
    book = (
        Book(boolean("a"), boolean("b"))
        .rule("asked", "is unknown(a)", "find out")
        .rule("done", "is known(a) and b", "go on")
        .book
    )
    assert decide(book, {}).disposition == "find out"
    assert decide(book, {}).still_matters == ()
    assert decide(book, {"a": False}).still_matters == ("b",)
    assert decide(book, {"a": False, "b": True}).disposition == "go on"


def test_a_fact_that_is_compared_and_asked_after() -> None:
    book = Book(whole("n")).rule("r", "is known(n) and n > 2", "x").book
    assert decide(book, {}).status is Status.SILENT
    assert decide(book, {"n": Decimal(3)}).disposition == "x"


def test_a_fact_that_no_rule_mentions_never_matters() -> None:
    book = Book(boolean("a"), boolean("b")).rule("r", "a", "x").book
    assert decide(book, {}).still_matters == ("a",)
    assert decide(book, {"a": True, "b": False}).disposition == "x"


def test_a_fact_that_only_a_duty_asks_for_does_not_matter() -> None:
    book = Book(boolean("a"), boolean("b"))
    book.rule("r", "a", "x").norm(
        Norm(Operator.OBLIGATION, "do", "P", condition=book.feel("b"), act="do it")
    )
    assert decide(book.book, {"a": True}).still_matters == ()


def test_a_rulebook_without_rules_is_silent() -> None:
    assert decide(Book(boolean("a")).book, {}).status is Status.SILENT


def test_a_scope_over_a_rulebook_without_rules_still_matters() -> None:
    found = decide(Book(boolean("a"), scope="a").book, {})
    assert found.status is Status.UNDETERMINED
    assert found.still_matters == ("a",)


def test_dispositions_come_in_the_rulebooks_order() -> None:
    found = decide(Book(boolean("a")).rule("r", "a", "b").rule("s", "a", "a").book, {"a": True})
    assert found.dispositions == ("b", "a")


# how cases may be given -----------------------------------------------------------------


def sorts() -> Rulebook:
    return (
        Book(
            choice("who", "citizen", "stranger"),
            boolean("offence in China"),
            whole("attempts"),
            date_fact("crossed on"),
            number("size"),
        )
        .rule(
            "r",
            'who = "citizen" and offence in China and attempts >= 3 '
            'and crossed on <= @"1960-12-31" and size > 1.5',
            "x",
        )
        .book
    )


def test_names_and_values_are_taken_as_people_write_them() -> None:
    record = {
        "Who": "Citizen",
        "offence_in_china": "yes",
        "ATTEMPTS": 3,
        "crossed-on": "1960-12-31",
        "size": 1.6,
    }
    assert decide(sorts(), record).disposition == "x"


def test_values_are_taken_as_python_has_them() -> None:
    record = {
        "who": "citizen",
        "offence in China": True,
        "attempts": 3,
        "crossed on": datetime.date(1960, 12, 31),
        "size": Decimal("1.6"),
    }
    assert decide(sorts(), record).disposition == "x"
    assert decide(sorts(), {**record, "size": 1}).status is Status.SILENT


def test_a_value_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(RowError, match="who"):
        decide(sorts(), {"who": "foreigner"})
    with pytest.raises(RowError, match="attempts"):
        decide(sorts(), {"attempts": Decimal("2.5")})


def test_a_case_with_a_value_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(RowError, match="who"):
        decide(sorts(), Case("A-1", {"who": "foreigner"}))
    with pytest.raises(RowError, match="crossed on"):
        decide(sorts(), Case("A-1", {"crossed on": "long ago"}))


def test_a_name_that_is_no_fact_is_refused() -> None:
    with pytest.raises(UnknownColumnError, match="attempt"):
        decide(sorts(), {"attemps": 3})


def test_an_empty_value_is_unknown() -> None:
    assert decide(sorts(), {"who": None}).status is Status.UNDETERMINED
    assert "who" in decide(sorts(), {"who": ""}).still_matters


def test_a_record_can_name_its_case() -> None:
    assert decide(sorts(), {"case": "A-1", "who": "stranger"}).case == "A-1"
    assert decide(sorts(), {"who": "stranger"}).case == ""


# engines ----------------------------------------------------------------------------------


def test_an_engine_answers_the_same_again_and_in_any_order() -> None:
    engine = Engine(sorts())
    cases: list[dict[str, object]] = [{"who": "citizen"}, {"who": "stranger"}, {"attempts": 2}, {}]
    first = [engine.decide(case) for case in cases]
    again = [engine.decide(case) for case in reversed(cases)]
    assert first == list(reversed(again))


def test_an_engine_makes_its_diagrams_afresh_when_they_grow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from decretal.decide import compiled

    monkeypatch.setattr(compiled, "MOST_NODES", 5)
    monkeypatch.setattr(compiled, "MOST_PATTERNS", 2)
    engine = Engine(sorts())
    for who in ("citizen", "stranger"):
        for attempts in (2, 3):
            for day in (datetime.date(1960, 12, 31), datetime.date(1961, 1, 1)):
                found = engine.decide({"who": who, "attempts": attempts, "crossed on": day})
                open_ = who == "citizen" and attempts == 3 and day.year == 1960
                assert found.status is (Status.UNDETERMINED if open_ else Status.SILENT)
                assert engine.explain({"who": who}).decision == engine.decide({"who": who})


def test_what_is_remembered_of_linked_facts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from decretal.decide import compiled

    monkeypatch.setattr(compiled, "MOST_VIEWS", 2)
    monkeypatch.setattr(compiled, "MOST_PATTERNS", 2)
    engine = Engine(Book(whole("n"), whole("m")).rule("r", "n < m", "x").book)
    for n in range(4):
        for m in range(4):
            expected = Status.DECIDED if n < m else Status.SILENT
            assert engine.decide({"n": n, "m": m}).status is expected
            assert engine.decide({"n": n}).still_matters == ("m",)


def test_today_is_the_day_as_of_which_is_asked() -> None:
    book = Book(date_fact("d")).rule("r", "d < today()", "past").book
    case = {"d": datetime.date(1961, 11, 25)}
    assert decide(book, case, as_of=datetime.date(1961, 11, 26)).disposition == "past"
    assert decide(book, case, as_of=datetime.date(1961, 11, 25)).status is Status.SILENT


def test_the_directive_speaks_on_the_days_on_which_it_is_in_force() -> None:
    book = replace(
        visitors().book,
        in_force_from=datetime.date(1961, 11, 25),
        in_force_until=datetime.date(1964, 6, 8),
    )
    case = {"who": "citizen", "visits": True, "offence": False}
    before = decide(book, case, as_of=datetime.date(1961, 11, 24))
    assert before.status is Status.OUTSIDE
    assert before.provisions == ()
    assert before.notes == (
        "On 24 November 1961 the directive was not yet in force: it is since 25 November 1961.",
    )
    assert decide(book, case, as_of=datetime.date(1961, 11, 25)).disposition == "send back"
    assert decide(book, case, as_of=datetime.date(1964, 6, 8)).disposition == "send back"
    after = decide(book, case, as_of=datetime.date(1964, 6, 9))
    assert after.status is Status.OUTSIDE
    assert "no longer in force" in after.notes[0]
    assert decide(book, case).disposition == "send back"


# how a decision shows itself -----------------------------------------------------------------


def test_a_decision_as_a_line() -> None:
    record = {"case": "A-1", "who": "citizen", "visits": True}
    assert str(decide(visitors().book, record)) == (
        "A-1 decided: send back (special), still matters: offence"
    )


def test_a_decision_as_data() -> None:
    assert decide(visitors().book, {"case": "A-1", "who": "citizen", "visits": True}).to_dict() == {
        "case": "A-1",
        "status": "decided",
        "disposition": "send back",
        "dispositions": ["send back"],
        "additions": [],
        "possible_dispositions": ["send back"],
        "possible_additions": ["the law on offenders"],
        "provisions": ["special"],
        "still_matters": ["offence"],
        "matters_for_disposition": [],
        "matters_for_additions": ["offence"],
        "notes": [],
    }


def test_a_decision_shows_at_a_prompt_what_it_is() -> None:
    book = Book(boolean("a")).rule("R", "a", "x").book
    assert repr(decide(book, {"case": "A-1", "a": True})) == "<Decision A-1 decided: x (R)>"
    assert repr(decide(book, {})) == "<Decision undetermined, still matters: a>"


def test_a_fact_that_cannot_be_read_is_told_in_a_sentence() -> None:
    book = Book(boolean("a")).rule("R", "a", "x").book
    with pytest.raises(RowError) as raised:
        decide(book, {"a": "perhaps"})
    assert str(raised.value).endswith("1 or 0). Correct the facts that you give.")


def test_a_decision_in_a_notebook_is_escaped() -> None:
    book = Book(boolean("a")).rule("r & s", "a", "<b>send back</b>").book
    shown = decide(book, {"case": "<script>", "a": True})._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "&lt;b&gt;send back" in shown
    assert "r &amp; s" in shown


def test_conditions_as_deep_and_as_long_as_feel_reads_them() -> None:
    deep = "not(" * 70 + "a" + ")" * 70
    assert decide(Book(boolean("a")).rule("r", deep, "x").book, {"a": True}).disposition == "x"
    long = " or ".join(f"n = {value}" for value in range(100))
    book = Book(whole("n")).rule("r", long, "x").book
    assert decide(book, {"n": 99}).disposition == "x"
    assert decide(book, {"n": 100}).status is Status.SILENT
    assert decide(book, {}).still_matters == ("n",)


def test_a_long_chain_of_exceptions() -> None:
    book = Book(*(boolean(f"f{n}") for n in range(100)))
    for n in range(100):
        book.rule(f"r{n}", f"f{n}", f"d{n % 2}", over=[f"r{n - 1}"] if n else [])
    engine = Engine(book.book)
    everything = {f"f{n}": True for n in range(100)}
    assert engine.decide(everything).disposition == "d1"
    assert engine.decide(everything | {"f99": False}).disposition == "d0"
    assert "f99" in engine.explain({f"f{n}": True for n in range(99)}).text


def test_conditions_that_ask_for_too_many_facts_in_a_chain_are_refused() -> None:
    book = Book(*(boolean(f"f{n}") for n in range(600)))
    for n in range(600):
        book.rule(f"r{n}", f"f{n}", f"d{n % 2}", over=[f"r{n - 1}"] if n else [])
    with pytest.raises(TooManyCombinationsError, match="one after the other"):
        Engine(book.book)
