"""Which names there may be, and how a name is found that was written otherwise."""

from __future__ import annotations

import pytest

from decretal.nodes.types import Basic, ChoiceType, ContextType, ListType
from decretal.rulebook.kinds import TYPES

from .orders import FACTS, errors, order, read


def fact(name: str, *more: str, type_: str = "boolean") -> str:
    said = "".join(f"  {line}\n" for line in more)
    return f"- fact: {name}\n  question: q\n  type: {type_}\n{said}"


@pytest.mark.parametrize(
    "name",
    [
        "spouse",
        "offence in China",
        "not registered",
        "if needed",
        "born and raised",
        "member's card",
        "stay-permit",
        "no. of attempts",
        "Größe",
        "配偶",
        "a",
        "true name",
    ],
)
def test_a_name_can_be_used_as_it_is_declared(name: str) -> None:
    rule = f"- rule: r\n  if: |\n    {name} and not({name})\n  then: keep\n"
    assert read(FACTS, fact(name), rule).facts[-1].name == name


@pytest.mark.parametrize(
    "name",
    [
        *("and", "in", "true", "null", "if", "count", "not", "date", "is known", "is unknown"),
        *("acts", "item", "number", "days and time duration"),
    ],
)
def test_a_word_of_the_language_is_no_name(name: str) -> None:
    for block in (
        fact(f"'{name}'"),
        f"- interpretation: '{name}'\n  question: q\n  options: {{a: One., b: Two.}}\n  default: a",
    ):
        (error,) = errors(order(block))
        assert error.code == "E308"
        assert "Add a word to it." in error.advice


@pytest.mark.parametrize(
    "name",
    [
        *("1960", "(a)", "a=b", "a, b", "a<b", "a[1]", "a:b", "a#b", '"a"', "a//b", "a/*b"),
        *("?", "_a", "-a", "a" * 201),
    ],
)
def test_a_name_that_no_expression_could_read_is_none(name: str) -> None:
    (error,) = errors(order(fact("|-\n    " + name)))
    assert error.code == "E308"


def test_a_name_may_be_so_long_and_no_longer() -> None:
    assert read(fact("a " * 99 + "ab")).facts[0].name == "a " * 99 + "ab"
    (error,) = errors(order(fact("a " * 99 + "abc")))
    assert "Shorten it to 200 characters" in error.advice


@pytest.mark.parametrize("other", ["Here", "HERE", "h-ere", "he re", "he_re"])
def test_names_that_differ_in_case_spaces_or_hyphens_are_one(other: str) -> None:
    (error,) = errors(order(FACTS, fact(other)))
    assert (error.code, "is declared twice" in error.message) == ("E307", True)


def test_a_fact_and_an_interpretation_are_not_named_alike() -> None:
    block = "- interpretation: Size\n  question: q\n  options: {a: One., b: Two.}\n  default: a"
    assert [error.code for error in errors(order(FACTS, block))] == ["E307"]


def test_an_act_a_disposition_and_an_authority_may_be() -> None:
    assert read(FACTS, "- act: keep\n- authority: size").acts[0].name == "keep"


def test_a_fact_and_an_act_are_not_for_a_term_may_count_from_either() -> None:
    (error,) = errors(order(FACTS, "- act: here"))
    assert (error.code, "a fact, an interpretation or an act" in error.message) == ("E307", True)


@pytest.mark.parametrize(
    "name", ["case", "Case number", "facts", "outcome", "expected status", "Expected"]
)
def test_a_column_that_holds_no_fact_names_none(name: str) -> None:
    (error,) = errors(order(fact(name)))
    assert (error.code, "holds no fact" in error.message) == ("E308", True)


@pytest.mark.parametrize(
    ("listed", "word"),
    [("[a, A]", "A"), ("[not stated, not-stated]", "not-stated"), ("[1-5, 15]", "15")],
)
def test_values_that_a_file_could_not_tell_apart_are_refused(listed: str, word: str) -> None:
    (error,) = errors(order(fact("f", f"values: {listed}", type_="string")))
    assert error.message == f'The value "{word}" is listed twice.'


def test_readings_that_a_command_could_not_tell_apart_are_refused() -> None:
    block = "- interpretation: i\n  question: q\n  options: {a b: One., A-B: Two.}\n  default: a b"
    (error,) = errors(order(block))
    assert (error.code, error.message) == ("E307", 'The reading "A-B" is listed twice.')


@pytest.mark.parametrize("type_", TYPES)
def test_each_type_is_one_of_the_language(type_: str) -> None:
    assert read(fact("f", type_=type_)).facts[0].type is Basic(type_)


def test_a_string_with_values_is_a_choice_and_numbers_in_it_are_words() -> None:
    (found,) = read(fact("f", "values: [1, 1.10, yes, 1961-11-25]", type_="string")).facts
    assert found.type == ChoiceType(("1", "1.10", "yes", "1961-11-25"))


def test_values_of_a_number_are_refused() -> None:
    (error,) = errors(order(fact("f", "values: [1, 2]", type_="number")))
    assert (error.code, "make its type string" in error.advice) == ("E306", True)


@pytest.mark.parametrize(
    "bound", ["1_000", "1e3", "Infinity", "nan", "three", "", "0x1F", "1" * 40]
)
def test_a_bound_is_written_in_digits(bound: str) -> None:
    (error,) = errors(order(fact("f", f"minimum: {bound}", type_="number")))
    assert error.code == "E306"


@pytest.mark.parametrize("day", ["19611125", "1961-W47-6", "25.11.1961", "1961-2-29", "1961-02-29"])
def test_a_day_is_written_year_month_day(day: str) -> None:
    (error,) = errors(order(fact("f", f"minimum: {day}", type_="date")))
    assert (error.code, "a date such as 1961-11-25" in error.message) == ("E306", True)


def test_a_bound_of_a_whole_number_is_whole() -> None:
    assert read(fact("f", "whole: yes", "minimum: 1.0", type_="number")).facts[0].whole
    (error,) = errors(order(fact("f", "whole: yes", "minimum: 0.5", type_="number")))
    assert "a whole number" in error.message


def test_a_least_value_above_the_greatest_is_refused() -> None:
    same = fact("f", "minimum: 3", "maximum: 3", type_="number")
    assert read(same).facts[0].minimum == read(same).facts[0].maximum
    (error,) = errors(order(fact("f", "minimum: 4", "maximum: 3", type_="number")))
    assert "not less than the minimum, 4" in error.message


def test_what_acts_are_to_an_expression() -> None:
    from decretal.rulebook.declarations import declare
    from decretal.rulebook.entries import outline

    items = outline(order("- act: opening\n- act: closing"), lambda error: None).items
    assert declare(items, lambda error: None).acts_type == ListType(
        ContextType(
            (
                ("act", ChoiceType(("opening", "closing"))),
                ("on", Basic.DATE),
                ("outcome", Basic.STRING),
                ("by", Basic.STRING),
            )
        )
    )


@pytest.mark.parametrize("values", ["cart, horse", '"cart, horse"', "cart,horse,", "cart ,  horse"])
def test_values_without_brackets_are_told_once(values: str) -> None:
    vehicle = f"- fact: vehicle\n  question: q\n  type: string\n  values: {values}\n"
    rule = '- rule: r\n  if: vehicle = "horse"\n  then: keep\n'
    (error,) = errors(order(FACTS, vehicle, rule))
    assert (error.code, error.advice[:18]) == ("E306", "Write [cart, horse")


# whose act it is ---------------------------------------------------------------------

OFFICES = "- authority: Valley Office\n- authority: Post Office\n"


@pytest.mark.parametrize(
    ("by", "whose"),
    [
        ("", ()),
        ("  by: Post Office\n", ("Post Office",)),
        ("  by: [Post Office, Valley Office]\n", ("Post Office", "Valley Office")),
        ("  by: [Post Office, Post Office]\n", ("Post Office",)),
    ],
)
def test_an_act_says_whose_it_is(by: str, whose: tuple[str, ...]) -> None:
    assert read(OFFICES, "- act: answer\n" + by).acts[0].by == whose


def test_an_act_is_of_declared_authorities_only() -> None:
    (error,) = errors(order(OFFICES, "- act: answer\n  by: [Valley Office, Pots Office]"))
    assert (error.code, str(error.place)) == ("E309", "order.md:18:23")
    assert error.advice == 'Did you mean "Post Office"?'


def test_an_act_says_by_an_authority_and_not_by_a_block() -> None:
    (error,) = errors(order(OFFICES, "- act: answer\n  by: {office: Post Office}"))
    assert error.code == "E306"
