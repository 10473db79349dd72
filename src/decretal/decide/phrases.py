"""Sentences about single conditions, that can be read out.

Owns how a leaf of a condition is put in words: what the fact is, what is asked
for, what is not known. The values of facts are left open as slots, since the
sentence is the same for all cases of a pattern. What has no form of its own is
shown as FEEL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from decretal.decide.trees import known_name
from decretal.decide.words import compared, in_words, joined
from decretal.feel.evaluation import run
from decretal.feel.show import show
from decretal.feel.values import Range, Value
from decretal.nodes.expressions import (
    Between,
    Comparison,
    Expression,
    ExpressionTest,
    In,
    Name,
    Node,
    Test,
    UnaryComparison,
)
from decretal.nodes.rules import Rulebook
from decretal.nodes.walk import mentioned


class Slot(str):
    """The name of a fact, in the place of its value."""

    __slots__ = ()


Parts = tuple[str, ...]
"""A text with slots."""

_NEGATED: Final = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_TURNED: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def filled(parts: Parts, words: Mapping[str, str]) -> str:
    """The text with the values in its slots."""
    return "".join([words[part] if type(part) is Slot else part for part in parts])


@dataclass(frozen=True, slots=True)
class Goal:
    """What a leaf asks one fact to be, and what is added of a value that meets it."""

    fact: str
    asked: str
    met: str = ""


class Phrases:
    """Puts leaves in words, under one choice of readings."""

    def __init__(self, rulebook: Rulebook, choices: Mapping[str, str]) -> None:
        self._facts = {fact.name: fact for fact in rulebook.facts}
        self._choices: dict[str, Value] = dict(choices)
        self._known_names = {known_name(name): name for name in self._facts}

    # sentences ------------------------------------------------------------------

    def settled(
        self,
        leaf: Expression,
        truth: bool,
        wanted: bool | None,
        known: frozenset[str],
        would_do: bool = False,
    ) -> Parts:
        """A leaf that is true or false, where ``wanted`` is asked for, or would do."""
        if not self._facts_in(leaf):
            return self._without_facts(leaf, truth)
        goal = self._goal(leaf, truth if wanted is None else wanted)
        if goal is None:
            return self._shown(leaf, truth, known)
        is_met = wanted is None or truth is wanted
        if goal.fact not in known:
            return (f"{goal.fact} is {'always' if is_met else 'never'} {goal.asked}",)
        if is_met:
            return (f"{goal.fact} is ", Slot(goal.fact), goal.met)
        asked = "would do" if would_do else "is asked for"
        return (f"{goal.fact} is ", Slot(goal.fact), f", and {goal.asked} {asked}")

    def unsettled(self, leaf: Expression, wanted: bool | None, known: frozenset[str]) -> Parts:
        """A leaf of which it is not known whether it is as it is wanted."""
        goal = self._goal(leaf, wanted is not False)
        if goal is not None:
            return (f"whether {goal.fact} is {goal.asked} is not known",)
        given = [name for name in self._facts_in(leaf) if name in known]
        return (f"whether {show(leaf)} is not known", *_values(given))

    def _without_facts(self, leaf: Expression, truth: bool) -> Parts:
        """A leaf about what the file knows, or how the text is read."""
        names = list(mentioned(leaf))
        if isinstance(leaf, Name) and leaf.name in self._known_names:
            return (f"{self._known_names[leaf.name]} is {'known' if truth else 'not known'}",)
        readings = [name for name in names if name in self._choices]
        if not readings:
            return (f"{show(leaf)} is {'true' if truth else 'false'}",)
        return (
            joined([f'"{name}" is read as {in_words(self._choices[name])}' for name in readings]),
        )

    def _shown(self, leaf: Expression, truth: bool, known: frozenset[str]) -> Parts:
        facts = self._facts_in(leaf)
        said = f"{show(leaf)} is {'true' if truth else 'false'}"
        if not known.issuperset(facts):
            said += " in any case"
        return (said, *_values([name for name in facts if name in known]))

    def _facts_in(self, node: Node) -> list[str]:
        return [name for name in mentioned(node) if name in self._facts]

    # what is asked for ------------------------------------------------------------

    def _goal(self, leaf: Expression, positive: bool) -> Goal | None:
        """What a leaf about one fact asks of it; None if there are no simple words for it."""
        match leaf:
            case Name(name=name) if name in self._facts:
                return Goal(name, in_words(positive))
            case Comparison(operator=operator, left=Name(name=name), right=right) if (
                name in self._facts and not self._facts_in(right)
            ):
                return self._compared(name, operator, right, positive)
            case Comparison(operator=operator, left=left, right=Name(name=name)) if (
                name in self._facts and not self._facts_in(left)
            ):
                return self._compared(name, _TURNED[operator], left, positive)
            case Between(value=Name(name=name), low=low, high=high) if (
                name in self._facts and not self._facts_in(low) and not self._facts_in(high)
            ):
                words = f"between {self._words(low)} and {self._words(high)}"
                asked = words if positive else f"not {words}"
                return Goal(name, asked, f", which is {asked}")
            case In(value=Name(name=name), tests=tests) if name in self._facts:
                return self._in_tests(name, tests, positive)
            case _:
                return None

    def _compared(self, fact: str, operator: str, other: Expression, positive: bool) -> Goal | None:
        value = run(other, self._choices)
        if value is None or isinstance(value, list | dict | Range):
            return None
        operator = operator if positive else _NEGATED[operator]
        if isinstance(value, bool):
            return Goal(fact, in_words(value is (operator == "=")))
        asked = compared(operator, value)
        match operator:
            case "=":
                return Goal(fact, asked)
            case "!=":
                return Goal(fact, asked, f", not {in_words(value)}")
            case _:
                return Goal(fact, asked, f", which is {asked}")

    def _in_tests(self, fact: str, tests: Sequence[Test], positive: bool) -> Goal | None:
        words: list[str] = []
        are_values = True
        for test in tests:
            match test:
                case UnaryComparison(operator=operator, endpoint=endpoint) if not self._facts_in(
                    endpoint
                ):
                    words.append(compared(operator, run(endpoint, self._choices)))
                    are_values = False
                case ExpressionTest(expression=expression) if not (
                    self._facts_in(expression) or "?" in mentioned(expression)
                ):
                    value = run(expression, self._choices)
                    for item in value if isinstance(value, list) else [value]:
                        are_values = are_values and not isinstance(item, Range)
                        words.append(
                            _range_in_words(item) if isinstance(item, Range) else in_words(item)
                        )
                case _:
                    return None
        if not words:
            return None
        if positive:
            asked = joined(words, "or")
            return Goal(fact, asked, "" if are_values else f", which is {asked}")
        if len(words) == 1:
            return Goal(fact, f"other than {words[0]}", f", not {words[0]}")
        asked = f"neither {joined(words, 'nor')}"
        return Goal(fact, asked, f", {asked}")

    def _words(self, expression: Expression) -> str:
        return in_words(run(expression, self._choices))


def _values(facts: Sequence[str]) -> Parts:
    """What the facts are, as the end of a sentence."""
    parts: list[str] = []
    for place, name in enumerate(facts):
        before = ", as " if place == 0 else (" and " if place == len(facts) - 1 else ", ")
        parts += (f"{before}{name} is ", Slot(name))
    return tuple(parts)


def _range_in_words(value: Range) -> str:
    if value.operator:
        return in_words(value)
    if value.low_included and value.high_included:
        return f"between {in_words(value.low)} and {in_words(value.high)}"
    low = compared(">=" if value.low_included else ">", value.low)
    high = compared("<=" if value.high_included else "<", value.high)
    return f"{low} and {high}"
