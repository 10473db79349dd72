"""What may stand in a condition: facts and interpretations with their values.

Owns which names are closed, that is, have a list of values, and which are
open-ended; and asking FEEL what an expression is worth. Cutting the lines of the
open-ended ones is left to ``cuts``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from decretal.decide.scale import OPEN_ENDED, Scale, scale_of
from decretal.decide.trees import known_name
from decretal.errors import TooManyCombinationsError
from decretal.feel.evaluation import run
from decretal.feel.notes import Evaluation
from decretal.feel.temporal import DateTime, Time
from decretal.feel.values import Value
from decretal.nodes.expressions import (
    Argument,
    AtLiteral,
    Expression,
    Invocation,
    Name,
    Node,
    StringLiteral,
)
from decretal.nodes.rules import Rulebook
from decretal.nodes.types import Basic, ChoiceType
from decretal.nodes.walk import mentioned, parts

MOST_COMBINATIONS: Final = 20_000

BOTH: Final[tuple[Value, ...]] = (True, False)


class Scene:
    """The names of a rulebook, sorted by how their values can be told apart.

    ``closed`` has the values of those with a list; ``scales`` the lines of those
    that lie on one; ``words`` those that are free text; ``others`` the rest.
    ``constants`` are names that stand for one value, as the item of a list does.
    """

    def __init__(
        self,
        closed: Mapping[str, tuple[Value, ...]],
        scales: Mapping[str, Scale],
        words: frozenset[str],
        others: frozenset[str],
        constants: Mapping[str, Value] | None = None,
        today: datetime.date | None = None,
    ) -> None:
        self.closed = closed
        self.scales = scales
        self.words = words
        self.others = others
        self.constants = dict(constants or {})
        self._today = today
        self._open = frozenset(scales) | words | others
        self._seen: dict[int, tuple[Node, dict[str, None]]] = {}

    def with_constants(self, constants: Mapping[str, Value]) -> Scene:
        """The same scene with more names that stand for one value."""
        return Scene(
            self.closed,
            self.scales,
            self.words,
            self.others,
            {**self.constants, **constants},
            self._today,
        )

    def mentioned(self, node: Node) -> dict[str, None]:
        """The names in a tree, in the order of their first mention."""
        entry = self._seen.get(id(node))
        if entry is None:
            entry = self._seen[id(node)] = (node, mentioned(node))
        return entry[1]

    def open_in(self, node: Node) -> frozenset[str]:
        """The open-ended facts in a tree."""
        return self._open & self.mentioned(node).keys()

    def closed_in(self, node: Node) -> tuple[str, ...]:
        """The closed names in a tree, in the order of their first mention."""
        return tuple(name for name in self.mentioned(node) if name in self.closed)

    def settings(self, node: Node) -> Iterator[dict[str, Value]]:
        """Every combination of values of the closed names in a tree."""
        names = self.closed_in(node)
        columns = [self.closed[name] for name in names]
        if prod(map(len, columns)) > MOST_COMBINATIONS:
            raise TooManyCombinationsError(
                f"One comparison depends on {len(names)} facts with "
                f"{prod(map(len, columns)):,} combinations of values.",
                place=getattr(node, "span", None),
                advice="Split it into conditions on fewer facts, joined by `and` and `or`.",
            )
        for values in product(*columns):
            yield dict(zip(names, values, strict=True))

    def values(self, expression: Expression) -> list[Value]:
        """The values, each once, of an expression without open-ended facts."""
        found: list[Value] = []
        for setting in self.settings(expression):
            value = self.value(expression, setting)
            if not any(type(value) is type(other) and value == other for other in found):
                found.append(value)
        return found

    def value(self, expression: Expression, setting: Mapping[str, Value]) -> Value:
        """What an expression is worth when its facts have these values."""
        return run(expression, {**self.constants, **setting}, evaluation_on(self._today))


def evaluation_on(today: datetime.date | None) -> Evaluation | None:
    """An evaluation in which that day is ``today()``; by default the real one."""
    if today is None:
        return None
    noon = datetime.datetime.combine(today, datetime.time(12), datetime.UTC)
    return Evaluation(clock=lambda: noon)


def scene_of(
    rulebook: Rulebook, conditions: Iterable[Expression], today: datetime.date | None = None
) -> Scene:
    """The scene of a rulebook with these conditions."""
    closed: dict[str, tuple[Value, ...]] = {
        each.name: tuple(option.name for option in each.options)
        for each in rulebook.interpretations
    }
    scales: dict[str, Scale] = {}
    words: set[str] = set()
    others: set[str] = set()
    in_utc = any(fact.type in _MOMENTS for fact in rulebook.facts) and any(
        map(_names_a_place_in_utc, conditions)
    )
    for fact in rulebook.facts:
        closed[known_name(fact.name)] = BOTH
        match fact.type:
            case ChoiceType(values=values):
                closed[fact.name] = values
            case Basic.BOOLEAN:
                closed[fact.name] = BOTH
            case Basic.STRING:
                words.add(fact.name)
            case kind if kind in OPEN_ENDED:
                scales[fact.name] = scale_of(fact, in_utc=in_utc)
            case _:
                others.add(fact.name)
    return Scene(closed, scales, frozenset(words), frozenset(others), None, today)


_MOMENTS: Final = frozenset({Basic.TIME, Basic.DATE_AND_TIME})


def _names_a_place_in_utc(condition: Expression) -> bool:
    """Whether a time in a condition says how it relates to UTC."""
    waiting: list[Node] = [condition]
    while waiting:
        each = waiting.pop()
        waiting.extend(parts(each))
        match each:
            case (
                AtLiteral()
                | Invocation(
                    function=Name(name=("time" | "date and time")),
                    arguments=(Argument(value=StringLiteral()),),
                )
            ):
                value = run(each, {})
                if isinstance(value, Time | DateTime) and not value.is_local:
                    return True
    return False
