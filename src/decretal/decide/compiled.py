"""A rulebook compiled under one choice of readings, and the patterns met so far.

Owns the compiling, the way from known facts to their pattern, and what is
remembered between cases.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from decretal.decide.conditions import Conditions, conditions_of
from decretal.decide.order import orders
from decretal.decide.pattern import Pattern
from decretal.decide.scene import BOTH
from decretal.decide.trees import known_name
from decretal.decide.view import View
from decretal.errors import TooManyCombinationsError
from decretal.feel.values import from_python
from decretal.nodes.rules import Rulebook

MOST_PATTERNS: Final = 8_192
"""How many patterns are remembered."""

MOST_VIEWS: Final = 1_024
"""For how many settings of facts that are compared with each other views are remembered."""

MOST_NODES: Final = 300_000
"""How many nodes cases may add to the diagrams before these are made afresh."""

_BUDGETS: Final = (15_000, 60_000, 200_000, 600_000)

K = TypeVar("K")
V = TypeVar("V")


class Compiled:
    """The diagrams of a rulebook under one choice of readings.

    ``today`` is what ``today()`` says in a condition, by default the day of compiling.
    ``shared`` is the same rulebook compiled under another choice: the classes of facts
    do not depend on it.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        choices: Mapping[str, str],
        today: datetime.date | None = None,
        shared: Compiled | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.choices = choices
        self._today = today
        if shared is None:
            self._start(_conditions(rulebook, choices, today))
        else:
            self._start(shared.conditions)

    def _start(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.view = View(self.rulebook, conditions, self.choices, {})
        self.view.check()
        self._alternatives: dict[tuple[str, str], Compiled] = {}
        self._patterns: dict[tuple[View, tuple[int, ...]], Pattern] = {}
        self._views: dict[tuple[object, ...], View] = {}
        self._views_by_leaves: dict[tuple[int, ...], View] = {}
        self._full = len(conditions.diagrams) + MOST_NODES
        self.linked = tuple(name for name in conditions.names if name in conditions.linked)
        self._asked: list[tuple[str, Callable[[object], int], int]] = []
        flags: list[tuple[str, int, int, int]] = []
        facts = {fact.name for fact in self.rulebook.facts}
        known = {known_name(name): name for name in facts}
        for name, classes in conditions.classes.items():
            level = conditions.level[name]
            if name in facts:
                self._asked.append((name, classes.finder(), level))
            elif name in known:
                find = classes.finder()
                flags.append((known[name], find(BOTH[0]), find(BOTH[1]), level))
        self._flags = tuple(flags)

    def pattern(self, facts: Mapping[str, object]) -> Pattern:
        """The pattern of known facts, whose values must be allowed ones."""
        get = facts.get
        key = [-1 if (value := get(name)) is None else find(value) for name, find, _ in self._asked]
        if self._flags:
            key += [yes if name in facts else no for name, yes, no, _ in self._flags]
        view = self._view_of(facts) if self.linked else self.view
        found = self._patterns.get((view, tuple(key)))
        return found if found is not None else self._new(view, tuple(key))

    def _new(self, view: View, key: tuple[int, ...]) -> Pattern:
        levels = [level for _, _, level in self._asked] + [level for *_, level in self._flags]
        known = {level: index for level, index in zip(levels, key, strict=True) if index >= 0}
        pattern = Pattern(view, known)
        if len(self.conditions.diagrams) > self._full:
            self._start(_conditions(self.rulebook, self.choices, self._today))
            return pattern
        if len(self._patterns) >= MOST_PATTERNS:
            del self._patterns[next(iter(self._patterns))]
        self._patterns[(view, key)] = pattern
        return pattern

    def _view_of(self, facts: Mapping[str, object]) -> View:
        """The view for what is known of the facts that are compared with each other."""
        key = tuple([facts.get(name) for name in self.linked])
        view = self._views.get(key)
        if view is None:
            known = {
                name: from_python(value)
                for name, value in zip(self.linked, key, strict=True)
                if value is not None
            }
            columns = self.conditions.candidates(known)
            leaves = {
                expression: self.conditions.ask(leaf, columns)
                for expression, leaf in self.conditions.leaves.items()
                if leaf.is_linked
            }
            nodes = tuple(leaves.values())
            view = self._views_by_leaves.get(nodes)
            if view is None:
                view = View(self.rulebook, self.conditions, self.choices, leaves)
                _remember(self._views_by_leaves, nodes, view, MOST_VIEWS)
            _remember(self._views, key, view, MOST_PATTERNS)
        return view

    def alternative(self, interpretation: str, option: str) -> Compiled:
        """The same rulebook with another option of one interpretation."""
        found = self._alternatives.get((interpretation, option))
        if found is None:
            choices = {**self.choices, interpretation: option}
            found = Compiled(self.rulebook, choices, self._today, self)
            self._alternatives[(interpretation, option)] = found
        return found


def _remember(memory: dict[K, V], key: K, value: V, most: int) -> None:
    if len(memory) >= most:
        del memory[next(iter(memory))]
    memory[key] = value


def _conditions(
    rulebook: Rulebook, choices: Mapping[str, str], today: datetime.date | None
) -> Conditions:
    """The conditions in the first order of facts in which the diagrams stay small."""
    scope = None if rulebook.scope is None else rulebook.scope.condition
    names = [fact.name for fact in rulebook.facts]
    tried = orders(names, scope, conditions_of(rulebook))
    refusal: TooManyCombinationsError | None = None
    for budget in _BUDGETS:
        for order in tried:
            try:
                conditions = Conditions(rulebook, order, budget, today)
                view = View(rulebook, conditions, choices, {})
                _ = view.outcome
            except TooManyCombinationsError as refused:
                refusal = refused
            except RecursionError:
                refusal = TooManyCombinationsError(
                    "The conditions ask for too many facts one after the other.",
                    advice="Split the rulebook, or make one fact of several.",
                )
            else:
                conditions.diagrams.largest = budget + 4 * MOST_NODES
                return conditions
    assert refusal is not None
    raise refusal
