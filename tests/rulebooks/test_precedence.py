"""Which rule prevails over which, and that none prevails over itself."""

from __future__ import annotations

import pytest

from decretal.errors import CircularExceptionError
from decretal.nodes.rules import Rulebook
from decretal.rulebook import read_rulebook
from decretal.rulebook.precedence import MOST_COMBINATIONS
from decretal.source import Text

from .orders import FACTS, HEAD, errors, order, places, read


def rule(label: str, *exceptions: str, condition: str = "here") -> str:
    to = f"  exception to: [{', '.join(exceptions)}]\n" if exceptions else ""
    return f"- rule: {label}\n  if: {condition}\n  then: keep\n{to}"


def hanging(label: str, over: str, where: str) -> str:
    return (
        f"- rule: {label}\n  if: here\n  then: keep\n  exception to:\n"
        f"    - rule: {over}\n      where: |\n        {where}\n"
    )


def reading(name: str, options: tuple[str, ...] = ("yes", "no")) -> str:
    each = ", ".join(f"{option}: It is {option}." for option in options)
    return (
        f"- interpretation: {name}\n  question: Which?\n  options: {{{each}}}\n"
        f"  default: {options[0]}\n"
    )


def circles(*blocks: str) -> list[str]:
    """The messages of all circles of exceptions."""
    found = errors(order(FACTS, *blocks))
    assert all(isinstance(error, CircularExceptionError) for error in found)
    return [error.message for error in found]


def over(book: Rulebook, label: str) -> list[str]:
    (found,) = (each for each in book.rules if each.label == label)
    return [exception.rule for exception in found.exceptions_to]


# labels ---------------------------------------------------------------------------


def test_an_exception_is_to_a_rule_wherever_it_stands() -> None:
    assert over(read(FACTS, rule("a", "b") + rule("b")), "a") == ["b"]


def test_an_exception_to_a_provision_is_one_to_all_its_rules() -> None:
    below = "## 2 — Two\n\n```yaml\n" + rule("c", "1") + "```\n"
    book = read(FACTS, rule("a") + rule("b"))
    assert [each.label for each in book.rules] == ["a", "b"]
    text = order(FACTS, rule("a") + rule("b")).content
    assert over(read_rulebook(Text("a.md", text + below)), "c") == ["a", "b"]


def test_a_rule_that_is_all_of_its_provision_may_have_its_label() -> None:
    text = order(FACTS, rule("1")).content + "## 2 — Two\n\n```yaml\n" + rule("2", "1") + "```\n"
    assert over(read_rulebook(Text("a.md", text)), "2") == ["1"]


def test_the_same_rule_named_twice_is_one_exception() -> None:
    assert over(read(FACTS, rule("a", "b", "b") + rule("b")), "a") == ["b"]


def test_labels_that_differ_in_a_hyphen_are_two() -> None:
    book = read(FACTS, rule("1-1") + rule("11", "1-1"))
    assert over(book, "11") == ["1-1"]


def test_labels_that_differ_in_capitals_are_one() -> None:
    # The head has ten lines, the facts nine, with their fences and an empty line 22.
    assert places(FACTS, rule("a") + rule("A")) == ["26:3 E307"]


def test_a_label_is_cited_as_it_is_written() -> None:
    (error,) = errors(order(FACTS, rule("a", "B") + rule("b")))
    assert (error.code, error.advice) == ("E309", 'Did you mean "b"?')


# provisions -------------------------------------------------------------------------


def test_a_heading_without_a_label_ends_a_provision_of_its_level() -> None:
    text = f"{HEAD}## Definitions\n\n```yaml\n{FACTS}{rule('a')}```\n"
    (error,) = errors(Text("a.md", text))
    assert (error.code, "stands under no provision" in error.message) == ("E316", True)


def test_a_heading_below_it_does_not() -> None:
    text = f"{HEAD}### Definitions\n\n```yaml\n{FACTS}{rule('a')}```\n"
    assert read_rulebook(Text("a.md", text)).rules[0].provision == "1"


def test_a_provision_within_another_goes_back_to_it() -> None:
    text = (
        f"{HEAD}### 1.a — Within\n\n```yaml\n{FACTS}{rule('a')}```\n\n"
        f"### Remarks\n\n```yaml\n{rule('b')}```\n\n# Other\n\n## 2 — Two\n\n"
        f"```yaml\n{rule('c')}```\n"
    )
    book = read_rulebook(Text("a.md", text))
    assert [(each.label, each.provision) for each in book.rules] == [
        ("a", "1.a"),
        ("b", "1"),
        ("c", "2"),
    ]


@pytest.mark.parametrize("dash", ["—", "–", "-"])
def test_a_label_stands_before_a_dash(dash: str) -> None:
    book = read_rulebook(Text("a.md", f"{HEAD}## II.3-b  {dash}  Food {dash} and more\n"))
    assert (book.provisions[1].label, book.provisions[1].title) == (
        "II.3-b",
        f"Food {dash} and more",
    )


# circles ----------------------------------------------------------------------------


def test_a_rule_that_is_an_exception_to_itself() -> None:
    assert circles(rule("a", "a")) == ['"a" is an exception to itself.']


def test_two_rules_that_are_exceptions_to_each_other() -> None:
    assert circles(rule("a", "b"), rule("b", "a")) == [
        'These exceptions run in a circle: "a" is an exception to "b" is an exception to "a".'
    ]


def test_a_circle_of_three_with_others_beside_it() -> None:
    (message,) = circles(
        rule("x", "a") + rule("a", "y", "b") + rule("b", "c") + rule("c", "a") + rule("y")
    )
    assert message == (
        'These exceptions run in a circle: "a" is an exception to "b" is an exception to "c" is '
        'an exception to "a".'
    )


def test_two_circles_are_both_told() -> None:
    assert len(circles(rule("a", "b") + rule("b", "a") + rule("c", "d") + rule("d", "c"))) == 2


def test_ways_that_meet_again_are_no_circle() -> None:
    book = read(FACTS, rule("a", "b", "c") + rule("b", "d") + rule("c", "d") + rule("d"))
    assert over(book, "a") == ["b", "c"]


def test_readings_that_exclude_each_other_close_no_circle() -> None:
    options = ("neither", "a prevails", "b prevails")
    book = read(
        FACTS,
        reading("which", options)
        + hanging("a", "b", 'which = "a prevails"')
        + hanging("b", "a", 'which = "b prevails"'),
    )
    assert over(book, "a") == ["b"]
    assert over(book, "b") == ["a"]


def test_a_circle_under_one_combination_of_readings_only() -> None:
    (message,) = circles(
        reading("p")
        + reading("q")
        + reading("r")
        + hanging("a", "b", 'p = "no" and q = "yes"')
        + hanging("b", "a", 'q != "no" and r = "no"')
    )
    assert message == (
        'These exceptions run in a circle: "a" is an exception to "b" is an exception to "a", '
        'where "p" is "no" and "q" is "yes" and "r" is "no".'
    )


def test_only_the_readings_that_close_it_are_told() -> None:
    (message,) = circles(
        reading("q") + reading("p"),
        hanging("a", "b", 'p = "no"') + rule("b", "a", "c"),
        hanging("c", "a", 'q = "yes" and p = "no"'),
    )
    assert message.endswith('where "p" is "no".')


@pytest.mark.parametrize(
    "where",
    [
        'not(p != "no")',
        'p in ("no")',
        'if p = "no" then true else false',
        'p = "no" or p = "never"',
        'some x in ["no"] satisfies p = x',
    ],
)
def test_any_condition_over_readings_is_tried(where: str) -> None:
    options = ("yes", "no", "never")
    blocks = reading("p", options) + hanging("a", "b", where) + hanging("b", "a", 'p = "no"')
    assert circles(blocks)[0].endswith('where "p" is "no".')
    read(FACTS, reading("p", options) + hanging("a", "b", where) + hanging("b", "a", 'p = "yes"'))


def test_readings_beyond_those_that_bear_on_it_are_not_combined() -> None:
    many = "".join(reading(f"p{n}") for n in range(40))
    others = "".join(hanging(f"x{n}", f"y{n}", f'p{n} = "no"') + rule(f"y{n}") for n in range(40))
    assert len(read(FACTS, many, others).rules) == 80


def test_more_readings_than_can_be_combined_are_refused_and_not_passed_over() -> None:
    # 2 to the power of 12 is the limit.
    assert MOST_COMBINATIONS == 2**12
    for count, well in ((12, True), (13, False)):
        many = "".join(reading(f"p{n}") for n in range(count))
        half = count // 2
        first = " and ".join(f'p{n} = "no"' for n in range(half))
        second = 'p0 = "yes" and ' + " and ".join(f'p{n} = "no"' for n in range(half, count))
        blocks = many + hanging("a", "b", first) + hanging("b", "a", second)
        if well:
            assert len(read(FACTS, blocks).rules) == 2
        else:
            (message,) = circles(blocks)
            assert "hang on 13 interpretations at once" in message
