"""Facts that are compared with each other, and values enough to tell all cases apart.

Owns which facts belong together, and for the unknown ones among them a finite
set of values that is as good as all. Which of ``a - b <= n`` can be true
together is settled by finitely many values: if they can be, they are for values
that are sums of the numbers along a chain of comparisons that begins at a
threshold or a bound (the shortest paths by which difference constraints are
solved). A chain visits each fact once; whether a fact still matters is asked of
two values of it at a time, so it counts twice.

A number that need not be whole takes steps smaller than any sum of the numbers
can differ by, in place of the next whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Final, Protocol

from decretal.decide.classes import unlike
from decretal.decide.cuts import Cuts
from decretal.decide.scale import Scale, number_of
from decretal.errors import CannotCutError, TooManyCombinationsError
from decretal.feel.values import Value
from decretal.nodes.rules import Fact

MOST_CANDIDATES: Final = 3_000


class Component(Protocol):
    """Facts that are compared with each other, directly or through others."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Their names, in the rulebook's order."""

    def candidates(self, known: Mapping[str, Value]) -> dict[str, list[Value]]:
        """For each fact that is not known the values that are as good as all."""


@dataclass(frozen=True)
class LinkedTexts:
    """Texts that are asked to be the same; whatever else they say, n + 1 new ones will do."""

    facts: tuple[str, ...]
    words: frozenset[str]

    def candidates(self, known: Mapping[str, Value]) -> dict[str, list[Value]]:
        said = self.words | {each for each in known.values() if isinstance(each, str)}
        texts: list[Value] = [*sorted(said), *unlike(said, len(self.facts) + 1)]
        return {name: texts for name in self.facts if name not in known}


@dataclass(frozen=True)
class LinkedLines:
    """Numbers or dates that are compared with each other."""

    facts: tuple[str, ...]
    thresholds: Mapping[str, frozenset[Fraction]]
    differences: tuple[tuple[str, str, Fraction], ...]
    scales: Mapping[str, Scale]

    @property
    def dense(self) -> bool:
        """Whether the numbers need not be whole."""
        return self.scales[self.facts[0]].dense

    def candidates(self, known: Mapping[str, Value]) -> dict[str, list[Value]]:
        numbers = _numbers(self, {name: number_of(value) for name, value in known.items()})
        return {
            name: [self.scales[name].value(each) for each in found]
            for name, found in numbers.items()
        }


def linked(facts: Iterable[str], links: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    """The facts in groups of those that are linked, in their order."""
    order = list(facts)
    group = {fact: {fact} for fact in order}
    for link in links:
        whole: set[str] = set()
        for fact in link:
            whole |= group[fact]
        for fact in whole:
            group[fact] = whole
    return [
        tuple(fact for fact in order if fact in group[first])
        for first in order
        if next(fact for fact in order if fact in group[first]) == first
    ]


def component(
    names: tuple[str, ...], cuts: Cuts, scales: Mapping[str, Scale], facts: Mapping[str, Fact]
) -> Component:
    """The component of these facts; raises CannotCutError where kinds do not mix."""
    if not scales.keys() & names:
        return LinkedTexts(names, frozenset().union(*(cuts.words.get(n, ()) for n in names)))
    densities = {scales[name].dense for name in names}
    if len(densities) > 1:
        raise CannotCutError(
            f"{' and '.join(names)} are compared with each other, and only some of them "
            "are counted in whole numbers.",
            place=next((facts[name].span for name in names if scales[name].dense), None),
            advice="Say `whole: yes` of the numbers among them.",
        )
    return LinkedLines(
        names,
        {name: frozenset(cuts.thresholds.get(name, ())) for name in names},
        tuple(sorted(each for each in cuts.differences if each[0] in names)),
        {name: scales[name] for name in names},
    )


def _numbers(part: LinkedLines, known: Mapping[str, Fraction]) -> dict[str, list[Fraction]]:
    unknown = [name for name in part.facts if name not in known]
    thresholds = {name: set(part.thresholds[name]) for name in unknown}
    edges: list[tuple[str, str, Fraction]] = []
    for a, b, number in part.differences:
        if a in known and b in known:
            continue
        if b in known:
            thresholds[a].add(known[b] + number)
        elif a in known:
            thresholds[b].add(known[a] - number)
        else:
            edges.append((a, b, number))
    step = _step(part, thresholds, edges, len(unknown))
    # ``x <= y + n`` for every way in which a comparison can come out.
    arcs: dict[str, list[tuple[str, Fraction]]] = {name: [] for name in unknown}
    for a, b, number in edges:
        arcs[a] += [(b, each) for each in _at_most(number, step)]
        arcs[b] += [(a, each) for each in _at_most(-number, step)]
    farthest = 1 + sum(abs(n) for numbers in thresholds.values() for n in numbers)
    farthest += (len(unknown) + 2) * (sum(abs(n) + 1 for _, _, n in edges) + 1)
    reached: dict[str, set[Fraction]] = {}
    for name in unknown:
        scale = part.scales[name]
        bounds = [each for each in (scale.low, scale.high) if each is not None]
        far = max([Fraction(ceil(farthest)), *(abs(each) + farthest for each in bounds)])
        starts = {far if scale.high is None else scale.high}
        starts |= {each for n in thresholds[name] for each in _at_most(n, step)}
        reached[name] = starts
    for _ in range(len(unknown)):
        reached = {
            name: reached[name] | {start + n for other, n in arcs[name] for start in reached[other]}
            for name in unknown
        }
        if any(len(values) > MOST_CANDIDATES for values in reached.values()):
            raise TooManyCombinationsError(
                f"{', '.join(unknown)} are compared with each other in too many ways.",
                advice="Compare fewer facts with each other.",
            )
    return {
        name: sorted(each for each in values if part.scales[name].admits(each))
        for name, values in reached.items()
    }


def _at_most(number: Fraction, step: Fraction | None) -> list[Fraction]:
    """The numbers at which ``x <= number`` and ``x < number`` bound x."""
    if step is not None:
        return [number, number - step]
    if number.denominator == 1:
        return [number, number - 1]
    return [Fraction(floor(number))]


def _step(
    part: LinkedLines,
    thresholds: Mapping[str, Iterable[Fraction]],
    edges: Iterable[tuple[str, str, Fraction]],
    unknown: int,
) -> Fraction | None:
    """A power of ten so small that no chain of such steps makes up a difference."""
    if not part.dense:
        return None
    numbers = [n for each in thresholds.values() for n in each] + [n for _, _, n in edges]
    for scale in part.scales.values():
        numbers += [each for each in (scale.low, scale.high) if each is not None]
    whole = lcm(*(each.denominator for each in numbers)) if numbers else 1
    step = Fraction(1)
    while step * whole * 2 * (unknown + 2) >= 1:
        step /= 10
    return step
