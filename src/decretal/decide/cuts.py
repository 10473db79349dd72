"""Where the conditions cut the values of open-ended facts.

Owns the reading of a condition as comparisons, each of which is settled once it
is known where the facts lie between finitely many points: thresholds of one
fact, differences of two, words that a text is compared with. A comparison that
cannot be read so is refused (E330). Making classes of the pieces is left to
``classes`` and ``components``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, cast

from decretal.decide.linear import Form, FormReader, NotLinear, difference
from decretal.decide.monotone import switching_points
from decretal.decide.scene import Scene
from decretal.decide.trees import rewritten
from decretal.decide.words import joined
from decretal.errors import CannotCutError
from decretal.feel.show import show
from decretal.feel.values import Range, Value
from decretal.nodes.expressions import (
    AnyTest,
    Between,
    Comparison,
    Expression,
    ExpressionTest,
    Filter,
    For,
    If,
    In,
    Invocation,
    Iteration,
    ListLiteral,
    Name,
    NegatedTests,
    Node,
    Quantified,
    RangeLiteral,
    Test,
    UnaryComparison,
)
from decretal.nodes.rules import Fact
from decretal.nodes.walk import parts

MOST_VALUES: Final = 40_000
"""How many values a fact may have whose values are all told apart."""

MOST_ITEMS: Final = 1_000
"""How many items of a list are gone through one by one."""


@dataclass
class Cuts:
    """What the facts are compared with.

    ``differences`` has (a, b, n) where ``a - b`` is compared with ``n``;
    ``same`` has the texts that are compared with each other; the values of a
    fact that is ``told_apart`` are each a class.
    """

    thresholds: dict[str, set[Fraction]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    differences: set[tuple[str, str, Fraction]] = field(default_factory=set)
    same: set[tuple[str, str]] = field(default_factory=set)
    told_apart: set[str] = field(default_factory=set)

    def add(self, other: Cuts) -> None:
        """Add the cuts of another condition."""
        for name, numbers in other.thresholds.items():
            self.thresholds.setdefault(name, set()).update(numbers)
        for name, words in other.words.items():
            self.words.setdefault(name, set()).update(words)
        self.differences |= other.differences
        self.same |= other.same
        self.told_apart |= other.told_apart


class _NotCut(Exception):
    """The node does not cut its facts."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


def cuts_of(condition: Expression, scene: Scene) -> Cuts:
    """Where a condition cuts its facts; raises CannotCutError where it does not."""
    cuts = Cuts()
    try:
        _determine(condition, scene, cuts)
    except _NotCut as refused:
        raise _error(refused.node, scene) from None
    return cuts


def _error(node: Node, scene: Scene) -> CannotCutError:
    names = sorted(scene.open_in(node))
    facts = joined([f'"{name}"' for name in names]) or "its facts"
    if scene.words.intersection(names):
        advice = "List the values that the fact may have, or compare it with = and != alone."
    elif scene.others.intersection(names):
        advice = "Use a number, date, string or boolean as the fact."
    else:
        advice = (
            "Compare the fact with a constant, or two facts by their difference; or give it a "
            "minimum and a maximum; or make what is computed here a fact of its own."
        )
    words = node.span.words if node.span is not None else show(cast(Expression, node))
    return CannotCutError(
        f"`{words}` does not cut the values of {facts} into finitely many classes.",
        place=node.span,
        advice=advice,
    )


def _determine(node: Node, scene: Scene, cuts: Cuts) -> None:
    """Cut so that the node has one value in each class."""
    if not scene.open_in(node):
        return
    match node:
        case Name(name=name):
            _tell_apart(node, name, scene, cuts)
        case Comparison(operator=operator, left=left, right=right):
            _compare(node, left, right, scene, cuts, ordered=operator not in _EQUALITY)
        case Between(value=value, low=low, high=high):
            _compare(node, value, low, scene, cuts, ordered=True)
            _compare(node, value, high, scene, cuts, ordered=True)
        case In(value=value, tests=tests):
            for test in tests:
                _test(node, value, test, scene, cuts)
        case (
            Quantified(iterations=iterations, condition=body)
            | For(iterations=iterations, body=body)
        ):
            _iterate(node, iterations, body, scene, cuts)
        case Invocation(function=Name(name="count"), arguments=(argument,)):
            match argument.value:
                case Filter(source=ListLiteral(items=items), condition=condition):
                    # How many items pass depends on the condition, not on the items.
                    for item in items:
                        _determine(rewritten(condition, {"item": item}), scene, cuts)
                case _:
                    _determine(argument.value, scene, cuts)
        case Filter(source=source, condition=condition):
            _determine(source, scene, cuts)
            for item, inner in _items(node, source, scene):
                _determine(rewritten(condition, {"item": item}), inner, cuts)
        case Invocation(function=Name(name="list contains"), arguments=(items_, item_)):
            for item, inner in _items(node, items_.value, scene):
                _compare(node, item, item_.value, inner, cuts, ordered=False)
        case Invocation(function=Name(name=name), arguments=arguments) if name in _ON_A_LINE:
            points = [point for each in arguments for point in _points(each.value)]
            for index, left in enumerate(points):
                for right in points[:index]:
                    _compare(node, left, right, scene, cuts, ordered=True)
        case _:
            for part in parts(node):
                _determine(part, scene, cuts)


_EQUALITY: Final = frozenset({"=", "!="})

_ON_A_LINE: Final = frozenset(
    {
        *("before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after"),
        *("finishes", "finished by", "includes", "during", "starts", "started by", "coincides"),
    }
)
"""The functions that ask how points and ranges lie to each other (DMN 1.5, 10.3.4.11)."""


def _points(expression: Expression) -> Iterable[Expression]:
    match expression:
        case RangeLiteral(low=low, high=high):
            return [end for end in (low, high) if end is not None]
        case _:
            return [expression]


def tell_apart(fact: Fact, scene: Scene, cuts: Cuts) -> None:
    """Make each value of a fact a class; raises CannotCutError where they are too many."""
    try:
        _tell_apart(Name(fact.name, span=fact.span), fact.name, scene, cuts)
    except _NotCut as refused:
        raise _error(refused.node, scene) from None


def _tell_apart(node: Node, name: str, scene: Scene, cuts: Cuts) -> None:
    scale = scene.scales.get(name)
    if scale is None or scale.dense or scale.low is None or scale.high is None:
        raise _NotCut(node)
    if scale.high - scale.low >= MOST_VALUES:
        raise _NotCut(node)
    cuts.told_apart.add(name)


def _compare(
    node: Node, left: Expression, right: Expression, scene: Scene, cuts: Cuts, *, ordered: bool
) -> None:
    """Cut so that it is settled whether two are equal, or which is greater if ``ordered``."""
    facts = scene.open_in(left) | scene.open_in(right)
    if not facts:
        return
    for way in (_by_forms, _by_words, _by_search, _by_parts):
        if ordered and way is _by_words:
            continue
        attempt = Cuts()
        try:
            way(node, left, right, scene, attempt)
        except _NotCut:
            continue
        cuts.add(attempt)
        return
    raise _NotCut(node)


def _by_forms(node: Node, left: Expression, right: Expression, scene: Scene, cuts: Cuts) -> None:
    """Both are sums of facts."""
    reader = FormReader(scene)
    try:
        lefts, rights = reader.forms(left), reader.forms(right)
    except NotLinear:
        raise _NotCut(node) from None
    for a in lefts:
        for b in rights:
            if a.kind is b.kind:
                _cut_at_zero(node, a, b, cuts)
    for condition in reader.conditions:
        _determine(condition, scene, cuts)


def _cut_at_zero(node: Node, left: Form, right: Form, cuts: Cuts) -> None:
    if left.step is not None or right.step is not None:
        rounded, plain = (left, right) if left.step is not None else (right, left)
        if plain.terms or plain.step is not None or rounded.step is None:
            raise _NotCut(node)
        inner = Form(rounded.kind, rounded.terms, rounded.constant)
        for number in _around((plain.constant - rounded.shift) / rounded.factor, rounded.step):
            _cut_at_zero(node, inner, Form(rounded.kind, (), number), cuts)
        return
    rest = difference(left, right)
    match rest:
        case Form(terms=()):
            pass
        case Form(terms=((fact, times),), constant=number):
            cuts.thresholds.setdefault(fact, set()).add(-number / times)
        case Form(terms=((a, times), (b, other)), constant=number) if times == -other:
            cuts.differences.add((a, b, -number / times))
        case _:
            raise _NotCut(node)


def _around(number: Fraction, step: Fraction) -> list[Fraction]:
    """Every point at which a rounding to steps can pass the number, and some more."""
    below = number // step * step
    return [below + half * step / 2 for half in range(-3, 6)]


def _by_words(node: Node, left: Expression, right: Expression, scene: Scene, cuts: Cuts) -> None:
    """Both are texts, and it is asked whether they are the same."""
    lefts, rights = _words(node, left, scene, cuts), _words(node, right, scene, cuts)
    for a in lefts:
        for b in rights:
            match a, b:
                case Name(name=x), Name(name=y):
                    if x != y:
                        cuts.same.add((min(x, y), max(x, y)))
                case (Name(name=x), str() as word) | (str() as word, Name(name=x)):
                    cuts.words.setdefault(x, set()).add(word)


def _words(node: Node, expression: Expression, scene: Scene, cuts: Cuts) -> list[Name | Value]:
    """Of which texts, or facts that are texts, an expression always is one."""
    if not scene.open_in(expression):
        return list(scene.values(expression))
    match expression:
        case Name(name=name) if name in scene.words:
            cuts.words.setdefault(name, set())
            return [expression]
        case If(condition=condition, consequence=consequence, alternative=alternative):
            _determine(condition, scene, cuts)
            return [
                *_words(node, consequence, scene, cuts),
                *_words(node, alternative, scene, cuts),
            ]
        case _:
            raise _NotCut(node)


def _by_search(node: Node, left: Expression, right: Expression, scene: Scene, cuts: Cuts) -> None:
    """Both rise or fall steadily with one fact whose values can be counted."""
    facts = scene.open_in(left) | scene.open_in(right)
    if len(facts) != 1:
        raise _NotCut(node)
    (fact,) = facts
    points = switching_points(left, right, fact, scene)
    if points is None:
        raise _NotCut(node)
    cuts.thresholds.setdefault(fact, set()).update(points)


def _by_parts(node: Node, left: Expression, right: Expression, scene: Scene, cuts: Cuts) -> None:
    """Both have one value in each class."""
    _determine(left, scene, cuts)
    _determine(right, scene, cuts)


def _test(node: Node, value: Expression, test: Test, scene: Scene, cuts: Cuts) -> None:
    match test:
        case AnyTest():
            pass
        case NegatedTests(tests=tests):
            for each in tests:
                _test(node, value, each, scene, cuts)
        case UnaryComparison(operator=operator, endpoint=endpoint):
            _compare(node, value, endpoint, scene, cuts, ordered=operator not in _EQUALITY)
        case ExpressionTest(expression=expression):
            if "?" in scene.mentioned(expression):
                _determine(rewritten(expression, {"?": value}), scene, cuts)
            else:
                _member(node, value, expression, scene, cuts)


def _member(
    node: Node, value: Expression, expression: Expression, scene: Scene, cuts: Cuts
) -> None:
    """Whether a value equals another, lies in a range, or is in a list."""
    match expression:
        case RangeLiteral():
            for end in _points(expression):
                _compare(node, value, end, scene, cuts, ordered=True)
        case ListLiteral(items=items):
            for item in items:
                _member(node, value, item, scene, cuts)
        case _ if scene.open_in(expression):
            _compare(node, value, expression, scene, cuts, ordered=False)
        case _:
            for each in scene.values(expression):
                _against(node, value, each, scene, cuts)


def _against(
    node: Node, value: Expression, other: Value, scene: Scene, cuts: Cuts, *, ordered: bool = False
) -> None:
    match other:
        case Range(low=low, high=high):
            for end in (low, high):
                if end is not None:
                    _against(node, value, end, scene, cuts, ordered=True)
        case list():
            for item in other:
                _against(node, value, item, scene, cuts)
        case _:
            name, inner = _bound(other, scene)
            _compare(node, value, name, inner, cuts, ordered=ordered)


def _bound(value: Value, scene: Scene) -> tuple[Name, Scene]:
    """A name that stands for a value, and the scene in which it does."""
    name = f"constant {len(scene.constants) + 1}"
    return Name(name), scene.with_constants({name: value})


def _items(node: Node, expression: Expression, scene: Scene) -> Iterable[tuple[Expression, Scene]]:
    """The items of a list, each with the scene in which it means something."""
    if isinstance(expression, ListLiteral):
        return [(item, scene) for item in expression.items]
    if scene.open_in(expression):
        raise _NotCut(node)
    found: list[tuple[Expression, Scene]] = []
    for value in scene.values(expression):
        for item in value if isinstance(value, list) else [value]:
            found.append(_bound(item, scene))
    if len(found) > MOST_ITEMS:
        raise _NotCut(node)
    return found


def _iterate(
    node: Node, iterations: Sequence[Iteration], body: Expression, scene: Scene, cuts: Cuts
) -> None:
    """Go through the items one by one."""
    if not iterations:
        _determine(body, scene, cuts)
        return
    first, rest = iterations[0], iterations[1:]
    if first.end is not None:
        domain: Expression = For((Iteration("item", first.domain, first.end),), Name("item"))
    elif isinstance(first.domain, RangeLiteral):
        domain = For((Iteration("item", first.domain),), Name("item"))
    else:
        domain = first.domain
    for item, inner in _items(node, domain, scene):
        put = {first.name: item}
        later = [rewritten(each, put) for each in rest]
        _iterate(node, later, rewritten(body, put), inner, cuts)
