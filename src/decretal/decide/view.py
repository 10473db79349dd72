"""What a rulebook says once its readings are chosen: rules and outcomes as diagrams.

Owns when a rule holds, and the outcome of every completion, as ``docs/meaning.md``
states them. What that comes to for one case is left to ``pattern``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from decretal.decide.conditions import Conditions
from decretal.decide.diagram import Node
from decretal.decide.trees import negated
from decretal.errors import NoTruthValueError
from decretal.feel.evaluation import run
from decretal.feel.values import Value
from decretal.nodes.expressions import (
    BooleanLiteral,
    Conjunction,
    Disjunction,
    Expression,
    If,
)
from decretal.nodes.rules import Norm, Rulebook, Status
from decretal.nodes.walk import mentioned


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a completion comes to."""

    status: Status
    dispositions: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()


OUTSIDE = Outcome(Status.OUTSIDE)


class View:
    """A rulebook under one choice of readings.

    ``linked`` has the diagrams of the leaves that depend on facts that are compared with
    each other, for what is known of these.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        conditions: Conditions,
        choices: Mapping[str, str],
        linked: Mapping[Expression, Node],
    ) -> None:
        self.rulebook = rulebook
        self.conditions = conditions
        self.choices = choices
        self._linked = linked
        self._readings = {
            conditions.level[each.name]: [option.name for option in each.options].index(
                choices[each.name]
            )
            for each in rulebook.interpretations
            if each.name in conditions.level
        }
        self.interpretations = self._interpretations_asked()
        self._rules = {rule.label: rule for rule in rulebook.rules}
        self._nodes: dict[Expression, Node] = {}
        self._leaves: dict[Expression, Node] = {}
        self._holding: dict[str, Node] = {}
        self._norms: dict[bool, tuple[Node, ...]] = {}
        self.exceptions = self._exceptions_that_stand()

    def _interpretations_asked(self) -> frozenset[str]:
        """The interpretations on which conditions and precedences depend."""
        names = {each.name for each in self.rulebook.interpretations}
        found = names & self.conditions.level.keys()
        for rule in self.rulebook.rules:
            for each in rule.exceptions_to:
                if each.reading is not None:
                    found |= names & mentioned(each.reading).keys()
        return frozenset(found)

    def _exceptions_that_stand(self) -> dict[str, tuple[str, ...]]:
        """For each rule the rules that prevail over it, under the readings chosen."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self._rules, ())
        scope: dict[str, Value] = dict(self.choices)
        for rule in self.rulebook.rules:
            for each in rule.exceptions_to:
                if each.reading is None or run(each.reading, scope) is True:
                    found[each.rule] = (*found[each.rule], rule.label)
        return found

    # conditions -----------------------------------------------------------------

    def truth(self, condition: Expression) -> Node:
        """The diagram of a condition of the rulebook."""
        return self.part(self.conditions.conditions[condition])

    def part(self, tree: Expression) -> Node:
        """The diagram of a condition, or of a part of one, as ``conditions`` has it."""
        node = self._nodes.get(tree)
        if node is None:
            node = self._nodes[tree] = self._made(tree)
        return node

    def _made(self, tree: Expression) -> Node:
        diagrams = self.conditions.diagrams
        match tree:
            case BooleanLiteral(value=value):
                return diagrams.terminal(value)
            case Conjunction(left=left, right=right):
                return diagrams.conjunction(self.part(left), self.part(right))
            case Disjunction(left=left, right=right):
                return diagrams.disjunction(self.part(left), self.part(right))
            case If(condition=condition, consequence=consequence, alternative=alternative):
                return diagrams.choice(
                    self.part(condition), self.part(consequence), self.part(alternative)
                )
            case _:
                operand = negated(tree)
                if operand is not None:
                    return diagrams.negation(self.part(operand))
                return self.leaf(tree)

    def leaf(self, tree: Expression) -> Node:
        """The diagram of a leaf under the readings chosen."""
        node = self._leaves.get(tree)
        if node is None:
            node = self._linked.get(tree)
            if node is None:
                node = self.conditions.leaf_node(tree)
            node = self.conditions.diagrams.restrict(node, self._readings)
            self._leaves[tree] = node
        return node

    # rules ------------------------------------------------------------------------

    def holds(self, label: str) -> Node:
        """Whether a rule holds: its condition is true, and no exception to it holds."""
        node = self._holding.get(label)
        if node is None:
            diagrams = self.conditions.diagrams
            node = self.truth(self._rules[label].condition)
            for exception in self.exceptions[label]:
                node = diagrams.conjunction(node, diagrams.negation(self.holds(exception)))
            self._holding[label] = node
        return node

    @cached_property
    def speaks(self) -> Node:
        """Whether the directive speaks of the case at all."""
        scope = self.rulebook.scope
        if scope is None:
            return self.conditions.diagrams.true
        return self.truth(scope.condition)

    @cached_property
    def outcome(self) -> Node:
        """The outcome of each completion."""
        diagrams = self.conditions.diagrams
        dispositions = self._following(dispositions_of(self.rulebook), "disposition")
        additions = self._following(additions_of(self.rulebook), "addition")
        inside = diagrams.pair(
            dispositions,
            additions,
            lambda main, beside: _outcome(
                cast("tuple[str, ...]", main), cast("tuple[str, ...]", beside)
            ),
        )
        return diagrams.pair(
            self.speaks, inside, lambda speaks, outcome: outcome if speaks is True else OUTSIDE
        )

    def _following(self, names: Iterable[str], kind: str) -> Node:
        """Which of the names follow from rules that hold."""
        diagrams = self.conditions.diagrams
        found = diagrams.terminal(())
        for name in names:
            follows = diagrams.false
            for rule in self.rulebook.rules:
                if getattr(rule, kind) == name:
                    follows = diagrams.disjunction(follows, self.holds(rule.label))
            found = diagrams.pair(
                found,
                follows,
                lambda names, holds, name=name: (*names, name) if holds is True else names,  # type: ignore[misc]
            )
        return found

    # norms -----------------------------------------------------------------------------

    def norms(self, status: Status) -> tuple[Node, ...]:
        """Whether each norm arises, in a case of this status."""
        # All other statuses are told apart by the outcome itself.
        open_yet = status is Status.UNDETERMINED
        found = self._norms.get(open_yet)
        if found is None:
            found = tuple([self._arises(norm, open_yet) for norm in self.rulebook.norms])
            self._norms[open_yet] = found
        return found

    def _arises(self, norm: Norm, open_yet: bool) -> Node:
        diagrams = self.conditions.diagrams
        node = diagrams.true if norm.condition is None else self.truth(norm.condition)
        if norm.follows:
            follows = diagrams.false
            for label in norm.follows:
                follows = diagrams.disjunction(follows, self.holds(label))
            node = diagrams.conjunction(node, follows)
        named = norm.statuses
        if Status.UNDETERMINED in named and open_yet:
            return diagrams.conjunction(node, self.speaks)
        fits = diagrams.map(
            lambda outcome: _fits(cast(Outcome, outcome).status, named), self.outcome
        )
        return diagrams.conjunction(node, fits)

    # checks --------------------------------------------------------------------------------

    def check(self) -> None:
        """Raises NoTruthValueError if a condition is null for some values of its facts."""
        for condition in self.conditions.conditions:
            node = self.truth(condition)
            where = self.conditions.diagrams.witness(node, None)
            if where is not None:
                raise self._without_truth(condition, where)

    def _without_truth(self, condition: Expression, where: Mapping[int, int]) -> NoTruthValueError:
        from decretal.decide.words import in_words, joined

        columns = self.conditions.candidates({})
        indices = {self.conditions.names[level]: index for level, index in where.items()}
        facts = [fact.name for fact in self.rulebook.facts if fact.name in indices]
        values = []
        for name in [*facts, *(name for name in indices if name not in facts)]:
            column = columns.get(name) or self.conditions.classes[name].representatives
            values.append(f"{name} is {in_words(column[indices[name]])}")
        when = f" when {joined(values, 'and')}" if values else ""
        return NoTruthValueError(
            f"This condition is neither true nor false{when}.",
            place=condition.span,
            advice="Say what it should be then, for instance with `if ... then ... else ...`.",
        )


def dispositions_of(rulebook: Rulebook) -> tuple[str, ...]:
    """The main dispositions that rules lead to, in reading order."""
    return _named(rulebook, (rule.disposition for rule in rulebook.rules))


def additions_of(rulebook: Rulebook) -> tuple[str, ...]:
    """What rules add, in reading order."""
    return _named(rulebook, (rule.addition for rule in rulebook.rules))


def _named(rulebook: Rulebook, names: Iterable[str | None]) -> tuple[str, ...]:
    found = dict.fromkeys(name for name in names if name is not None)
    declared = [each.name for each in rulebook.dispositions]
    order = {name: place for place, name in enumerate(declared)}
    return tuple(sorted(found, key=lambda name: order.get(name, len(order))))


def _outcome(dispositions: tuple[str, ...], additions: tuple[str, ...]) -> Outcome:
    match len(dispositions):
        case 0:
            return Outcome(Status.SILENT, (), additions)
        case 1:
            return Outcome(Status.DECIDED, dispositions, additions)
        case _:
            return Outcome(Status.CONFLICT, dispositions, additions)


def _fits(status: Status, named: tuple[Status, ...]) -> bool:
    return status in named if named else status is not Status.OUTSIDE
