"""Reduced ordered decision diagrams whose branches are the classes of facts.

Owns the graph: nodes that are made once for each content, operations on them,
their possible terminals and the variables that they depend on. What variables
and terminals stand for is left to ``conditions`` and ``outcome``.

A variable is a level, counted from 0 at the root. A node has one child for each
class of its variable; a node whose children are all the same is that child.
Equal functions are therefore the same node, and a variable occurs in a diagram
if and only if it makes a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Final

from decretal.errors import TooManyCombinationsError

LARGEST: Final = 400_000
"""How many nodes a set of diagrams may have."""

_BOTTOM: Final = 1 << 30
"""The level of terminals: below every variable."""

Node = int
Truth = bool | None
"""True, false, or null: FEEL's value where a condition has none."""


class Diagrams:
    """A set of diagrams that share their nodes; nodes are numbers."""

    def __init__(self, largest: int = LARGEST) -> None:
        self.largest = largest
        self._levels: list[int] = []
        self._children: list[tuple[Node, ...]] = []
        self._values: list[Hashable] = []
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._terminals: dict[tuple[type, Hashable], Node] = {}
        self._conjunctions: dict[tuple[Node, Node], Node] = {}
        self._negations: dict[Node, Node] = {}
        self._choices: dict[tuple[Node, Node, Node], Node] = {}
        self._possible: dict[Node, frozenset[Hashable]] = {}
        self._supports: dict[Node, int] = {}
        self.false: Final = self.terminal(False)
        self.true: Final = self.terminal(True)
        self.null: Final = self.terminal(None)

    def __len__(self) -> int:
        return len(self._levels)

    # making nodes --------------------------------------------------------------

    def terminal(self, value: Hashable) -> Node:
        """The terminal with this value."""
        key = (type(value), value)
        node = self._terminals.get(key)
        if node is None:
            node = self._terminals[key] = self._add(_BOTTOM, (), value)
        return node

    def node(self, level: int, children: tuple[Node, ...]) -> Node:
        """The function that asks a variable first and goes on with one of the children."""
        first = children[0]
        for child in children:
            if child != first:
                break
        else:
            return first
        key = (level, children)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._add(level, children, None)
        return node

    def _add(self, level: int, children: tuple[Node, ...], value: Hashable) -> Node:
        if len(self._levels) >= self.largest:
            raise TooManyCombinationsError(
                f"The conditions of the rulebook interlock in more than {self.largest:,} ways.",
                advice="Split the rulebook, or make one fact of several that are asked together.",
            )
        self._levels.append(level)
        self._children.append(children)
        self._values.append(value)
        return len(self._levels) - 1

    # truth ---------------------------------------------------------------------

    def conjunction(self, left: Node, right: Node) -> Node:
        """FEEL's ``and``: false if one is false, else null if one is null."""
        if left == right or right == self.true or left == self.false:
            return left
        if left == self.true or right == self.false:
            return right
        key = (left, right) if left < right else (right, left)
        node = self._conjunctions.get(key)
        if node is None:
            node = self._conjunctions[key] = self._both(left, right, self.conjunction, self._null)
        return node

    def _null(self, left: Node, right: Node) -> Node:
        return self.null

    def _both(
        self,
        left: Node,
        right: Node,
        walk: Callable[[Node, Node], Node],
        leaf: Callable[[Node, Node], Node],
    ) -> Node:
        """The node for two functions: ``walk`` of their children, ``leaf`` of terminals."""
        above, below = self._levels[left], self._levels[right]
        if above < below:
            return self.node(above, tuple([walk(a, right) for a in self._children[left]]))
        if below < above:
            return self.node(below, tuple([walk(left, b) for b in self._children[right]]))
        if above == _BOTTOM:
            return leaf(left, right)
        pairs = zip(self._children[left], self._children[right], strict=True)
        return self.node(above, tuple([walk(a, b) for a, b in pairs]))

    def negation(self, operand: Node) -> Node:
        """FEEL's ``not``; null stays null."""
        node = self._negations.get(operand)
        if node is None:
            if self._levels[operand] == _BOTTOM:
                value = self._values[operand]
                node = self.null if value is None else self.terminal(not value)
            else:
                node = self.node(
                    self._levels[operand],
                    tuple([self.negation(child) for child in self._children[operand]]),
                )
            self._negations[operand] = node
        return node

    def disjunction(self, left: Node, right: Node) -> Node:
        """FEEL's ``or``: true if one is true, else null if one is null."""
        return self.negation(self.conjunction(self.negation(left), self.negation(right)))

    def choice(self, condition: Node, consequence: Node, alternative: Node) -> Node:
        """FEEL's ``if``: the alternative where the condition is not true."""
        if condition == self.true or consequence == alternative:
            return consequence
        if self._levels[condition] == _BOTTOM:
            return alternative
        key = (condition, consequence, alternative)
        node = self._choices.get(key)
        if node is None:
            level = min(self._levels[part] for part in key)
            width = next(len(self._children[n]) for n in key if self._levels[n] == level)
            # A node that does not ask at this level is its own child.
            columns = [self._children[n] if self._levels[n] == level else (n,) * width for n in key]
            children = [self.choice(*parts) for parts in zip(*columns, strict=True)]
            node = self._choices[key] = self.node(level, tuple(children))
        return node

    # other functions --------------------------------------------------------------

    def pair(
        self, left: Node, right: Node, combine: Callable[[Hashable, Hashable], Hashable]
    ) -> Node:
        """The function whose value combines the values of two."""
        memo: dict[tuple[Node, Node], Node] = {}

        def leaf(a: Node, b: Node) -> Node:
            return self.terminal(combine(self._values[a], self._values[b]))

        def walk(a: Node, b: Node) -> Node:
            node = memo.get((a, b))
            if node is None:
                node = memo[(a, b)] = self._both(a, b, walk, leaf)
            return node

        return walk(left, right)

    def map(self, function: Callable[[Hashable], Hashable], node: Node) -> Node:
        """The function with each value replaced."""
        return self._rebuilt(
            node,
            lambda terminal: self.terminal(function(self._values[terminal])),
            lambda level, children, walk: self.node(
                level, tuple([walk(child) for child in children])
            ),
        )

    def restrict(self, node: Node, known: Mapping[int, int]) -> Node:
        """The function with some variables fixed to a class."""

        def ask(level: int, children: tuple[Node, ...], walk: Callable[[Node], Node]) -> Node:
            index = known.get(level)
            if index is not None:
                return walk(children[index])
            return self.node(level, tuple([walk(child) for child in children]))

        return self._rebuilt(node, lambda terminal: terminal, ask)

    def select(self, node: Node, kept: Mapping[int, Sequence[int]]) -> Node:
        """The function with only the kept children at each level, in their order."""

        def ask(level: int, children: tuple[Node, ...], walk: Callable[[Node], Node]) -> Node:
            indices = kept.get(level)
            chosen = children if indices is None else [children[index] for index in indices]
            return self.node(level, tuple([walk(child) for child in chosen]))

        return self._rebuilt(node, lambda terminal: terminal, ask)

    def _rebuilt(
        self,
        node: Node,
        leaf: Callable[[Node], Node],
        ask: Callable[[int, tuple[Node, ...], Callable[[Node], Node]], Node],
    ) -> Node:
        memo: dict[Node, Node] = {}

        def walk(each: Node) -> Node:
            made = memo.get(each)
            if made is None:
                level = self._levels[each]
                made = leaf(each) if level == _BOTTOM else ask(level, self._children[each], walk)
                memo[each] = made
            return made

        return walk(node)

    # reading -------------------------------------------------------------------------

    def value(self, node: Node) -> Hashable:
        """The value of a terminal."""
        if self._levels[node] != _BOTTOM:
            raise ValueError("the function is not constant")
        return self._values[node]

    def is_constant(self, node: Node) -> bool:
        """Whether the function has one value only."""
        return self._levels[node] == _BOTTOM

    def possible(self, node: Node) -> frozenset[Hashable]:
        """The values that the function takes."""
        values = self._possible.get(node)
        if values is None:
            if self._levels[node] == _BOTTOM:
                values = frozenset((self._values[node],))
            else:
                values = frozenset().union(*map(self.possible, set(self._children[node])))
            self._possible[node] = values
        return values

    def support(self, node: Node) -> frozenset[int]:
        """The variables that make a difference to the function."""
        mask = self._support(node)
        return frozenset(level for level in range(mask.bit_length()) if mask >> level & 1)

    def _support(self, node: Node) -> int:
        mask = self._supports.get(node)
        if mask is None:
            mask = 0 if self._levels[node] == _BOTTOM else 1 << self._levels[node]
            for child in set(self._children[node]):
                mask |= self._support(child)
            self._supports[node] = mask
        return mask

    def width(self, node: Node, level: int) -> int:
        """How many classes the variable has by which the function asks at this level."""
        waiting, seen = [node], {node}
        while waiting:
            each = waiting.pop()
            if self._levels[each] == level:
                return len(self._children[each])
            new = set(self._children[each]) - seen
            seen |= new
            waiting += new
        raise ValueError(f"the function does not ask at level {level}")

    def witness(self, node: Node, value: Hashable) -> dict[int, int] | None:
        """Classes of some variables for which the function has this value."""
        if value not in self.possible(node):
            return None
        found: dict[int, int] = {}
        while self._levels[node] != _BOTTOM:
            for index, child in enumerate(self._children[node]):
                if value in self.possible(child):
                    found[self._levels[node]] = index
                    node = child
                    break
        return found

    def size(self, node: Node) -> int:
        """How many nodes the diagram has, terminals included."""
        seen = {node}
        waiting = [node]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return len(seen)
