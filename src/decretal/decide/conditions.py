"""The conditions of a rulebook as decision diagrams.

Owns the way from a condition to a diagram: ``and``, ``or``, ``not`` and ``if`` are
operations on diagrams, and what stands between them, a leaf, is asked of FEEL
for one value of each class of its facts. Classes that no leaf tells apart are
made one. What rules make of conditions is left to ``outcome``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from decretal.decide.classes import Classes, LineClasses, ListedClasses, WordClasses
from decretal.decide.components import Component, component, linked
from decretal.decide.cuts import Cuts, cuts_of, tell_apart
from decretal.decide.diagram import LARGEST, Diagrams, Node
from decretal.decide.scene import MOST_COMBINATIONS, scene_of
from decretal.decide.trees import negated, with_known_names
from decretal.errors import TooManyCombinationsError
from decretal.feel.values import Value
from decretal.nodes.expressions import (
    BooleanLiteral,
    Conjunction,
    Disjunction,
    Expression,
    If,
)
from decretal.nodes.rules import Rulebook

Truth = bool | None


@dataclass(frozen=True)
class Leaf:
    """A condition without ``and``, ``or``, ``not`` and ``if``, and the names it depends on."""

    expression: Expression
    names: tuple[str, ...]
    is_linked: bool


class Conditions:
    """The conditions of one rulebook over the classes of its facts.

    ``names`` has the names in the order in which diagrams ask for them:
    interpretations, whether facts are known, then facts. ``linked`` has the
    facts that are compared with each other; their classes depend on which of
    them are known.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        order: Sequence[str],
        largest: int = LARGEST,
        today: datetime.date | None = None,
    ) -> None:
        self.diagrams = Diagrams(largest)
        self.conditions = {each: with_known_names(each) for each in conditions_of(rulebook)}
        trees = list(self.conditions.values())
        self.scene: Final = scene_of(rulebook, trees, today)
        met: dict[str, None] = {}
        for tree in trees:
            met.update(self.scene.mentioned(tree))
        facts = {fact.name for fact in rulebook.facts}
        interpretations = {each.name for each in rulebook.interpretations}
        asked = [name for name in met if name in self.scene.closed and name not in facts]
        self.names: Final = (
            *(name for name in asked if name in interpretations),
            *(name for name in asked if name not in interpretations),
            *(name for name in order if name in met and name in facts),
        )
        self.level: Final = {name: level for level, name in enumerate(self.names)}
        self._rulebook = rulebook
        cuts = Cuts()
        for tree in trees:
            cuts.add(cuts_of(tree, self.scene))
        self.leaves: Final[dict[Expression, Leaf]] = {}
        self.components: Final = self._components(cuts, trees)
        self.linked: Final = frozenset(n for each in self.components for n in each.facts)
        for tree in trees:
            self._find_leaves(tree)
        self.classes: Final[dict[str, Classes]] = {
            name: self._classes(name, cuts) for name in self.names if name not in self.linked
        }
        self._leaf_nodes: Final[dict[Expression, Node]] = {}
        self._merge()

    # classes -------------------------------------------------------------------

    def _classes(self, name: str, cuts: Cuts) -> Classes:
        values = self.scene.closed.get(name)
        if values is not None:
            return ListedClasses.of_values(values)
        if name in self.scene.scales:
            scale = self.scene.scales[name]
            thresholds = set(cuts.thresholds.get(name, ()))
            if name in cuts.told_apart:
                assert scale.low is not None
                assert scale.high is not None
                thresholds |= {scale.low + n for n in range(int(scale.high - scale.low) + 1)}
            return LineClasses.cut(scale, thresholds)
        return WordClasses.of_words(cuts.words.get(name, ()))

    def _components(self, cuts: Cuts, trees: Iterable[Expression]) -> list[Component]:
        facts = {fact.name: fact for fact in self._rulebook.facts}
        pairs = [(a, b) for a, b, _ in cuts.differences] + list(cuts.same)
        found: list[Component] = []
        for group in linked(facts, pairs):
            if len(group) == 1:
                continue
            if cuts.told_apart.isdisjoint(group):
                found.append(component(group, cuts, self.scene.scales, facts))
            else:
                # Every value of one of them is told apart, so of all.
                for name in group:
                    tell_apart(facts[name], self.scene, cuts)
        return found

    def _find_leaves(self, tree: Expression) -> None:
        for leaf in leaves_of(tree):
            if leaf not in self.leaves:
                names = [name for name in self.scene.mentioned(leaf) if name in self.level]
                names.sort(key=self.level.__getitem__)
                self.leaves[leaf] = Leaf(leaf, tuple(names), not self.linked.isdisjoint(names))

    def _merge(self) -> None:
        """Make one of the classes that no leaf tells apart."""
        everything = self.candidates({})
        raw = {
            leaf: self.ask(each, everything if each.is_linked else {})
            for leaf, each in self.leaves.items()
        }
        kept = self._groups(raw, self.classes)
        for name, groups in kept.items():
            self.classes[name] = self.classes[name].merged(groups)
        firsts = {
            self.level[name]: [groups.index(group) for group in range(max(groups) + 1)]
            for name, groups in kept.items()
        }
        for leaf in self.leaves:
            self._leaf_nodes[leaf] = self.diagrams.select(raw[leaf], firsts)

    def _groups(
        self, raw: Mapping[Expression, Node], classes: Mapping[str, Classes]
    ) -> dict[str, list[int]]:
        kept: dict[str, list[int]] = {}
        for name, each in classes.items():
            level = self.level[name]
            asking = [raw[leaf] for leaf, what in self.leaves.items() if name in what.names]
            seen: dict[tuple[Node, ...], int] = {}
            kept[name] = [
                seen.setdefault(
                    tuple(self.diagrams.restrict(node, {level: index}) for node in asking),
                    len(seen),
                )
                for index in range(len(each.representatives))
            ]
        return kept

    # leaves -----------------------------------------------------------------------

    def candidates(self, known: Mapping[str, Value]) -> dict[str, Sequence[Value]]:
        """For facts that are compared with each other values that are as good as all."""
        found: dict[str, Sequence[Value]] = {}
        for each in self.components:
            given = {name: known[name] for name in each.facts if name in known}
            found.update({name: [value] for name, value in given.items()})
            found.update(each.candidates(given))
        return found

    def ask(self, leaf: Leaf, columns: Mapping[str, Sequence[Value]]) -> Node:
        """The diagram of a leaf; ``columns`` has the values of linked facts."""
        values = [
            columns[name] if name in columns else self.classes[name].representatives
            for name in leaf.names
        ]
        if prod(map(len, values)) > MOST_COMBINATIONS:
            raise TooManyCombinationsError(
                f"One comparison depends on {len(values)} facts with "
                f"{prod(map(len, values)):,} combinations of values.",
                place=leaf.expression.span,
                advice="Split it into conditions on fewer facts, joined by `and` and `or`.",
            )
        setting: dict[str, Value] = {}

        def walk(depth: int) -> Node:
            if depth == len(values):
                value = self.scene.value(leaf.expression, setting)
                return self.diagrams.terminal(value if isinstance(value, bool) else None)
            name = leaf.names[depth]
            children: list[Node] = []
            for value in values[depth]:
                setting[name] = value
                children.append(walk(depth + 1))
            return self.diagrams.node(self.level[name], tuple(children))

        return walk(0)

    def leaf_node(self, leaf: Expression) -> Node:
        """The diagram of a leaf when no linked fact is known."""
        return self._leaf_nodes[leaf]


def conditions_of(rulebook: Rulebook) -> list[Expression]:
    """Everything in a rulebook that is asked of a case, in reading order."""
    found = [] if rulebook.scope is None else [rulebook.scope.condition]
    found += [rule.condition for rule in rulebook.rules]
    found += [norm.condition for norm in rulebook.norms if norm.condition is not None]
    return found


def leaves_of(tree: Expression) -> Iterable[Expression]:
    """The leaves of a condition, in reading order."""
    match tree:
        case Conjunction(left=left, right=right) | Disjunction(left=left, right=right):
            yield from leaves_of(left)
            yield from leaves_of(right)
        case If(condition=condition, consequence=consequence, alternative=alternative):
            yield from leaves_of(condition)
            yield from leaves_of(consequence)
            yield from leaves_of(alternative)
        case BooleanLiteral():
            pass
        case _:
            operand = negated(tree)
            if operand is not None:
                yield from leaves_of(operand)
            else:
                yield tree
