"""The meaning of for, some, every and filters (DMN 1.5, 10.3.2.13 and 10.3.2.14).

Owns what is gone through, item by item, and how many items that may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from decretal.feel import decimals
from decretal.feel.meaning import MEANING, Scope, means
from decretal.feel.notes import MOST_ITEMS, Evaluation, NoValue
from decretal.feel.temporal import Date
from decretal.feel.values import UNKNOWN, Context, Range, Value, in_words
from decretal.nodes.expressions import (
    Between,
    Comparison,
    Conjunction,
    Disjunction,
    Expression,
    Filter,
    For,
    In,
    InstanceOf,
    Iteration,
    Negation,
    NumberLiteral,
    Quantified,
)


class _UnknownDomain(Exception):
    """What is to be gone through is unknown."""


class _Partial(dict[str, Value]):
    """The name ``partial``: the results of the iterations before, copied when asked for.

    Whoever asks may keep the list, and it must not grow with the results.
    """

    def __init__(self, results: list[Value], evaluation: Evaluation) -> None:
        super().__init__(partial=results)
        self._evaluation = evaluation

    def __getitem__(self, name: str) -> Value:
        results = super().__getitem__(name)
        assert isinstance(results, list)
        self._evaluation.spend(len(results) // 256)
        return list(results)


@means(For)
def for_each(node: For, scope: Scope, evaluation: Evaluation) -> Value:
    results: list[Value] = []
    body = node.body
    meaning = MEANING[type(body)]
    outer = Scope(_Partial(results, evaluation), scope)
    try:
        for inside in _combinations(node.iterations, outer, evaluation):
            evaluation.spend()
            if len(results) >= MOST_ITEMS:
                raise NoValue(f"A list has at most {MOST_ITEMS:,} items.")
            results.append(meaning(body, inside, evaluation))
    except _UnknownDomain:
        return UNKNOWN
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None
    return results


@means(Quantified)
def quantified(node: Quantified, scope: Scope, evaluation: Evaluation) -> Value:
    # some is a disjunction, every a conjunction, of the conditions for all items.
    decisive = node.quantifier == "some"
    undecided: Value = not decisive
    meaning = MEANING[type(node.condition)]
    try:
        for inside in _combinations(node.iterations, scope, evaluation):
            evaluation.spend()
            answer = meaning(node.condition, inside, evaluation)
            if answer is decisive:
                return decisive
            if answer is UNKNOWN:
                undecided = UNKNOWN
            elif not isinstance(answer, bool) and undecided is not UNKNOWN:
                if answer is not None:
                    evaluation.note(
                        f"{node.quantifier} takes true or false, not {in_words(answer)}.",
                        node.condition.span,
                    )
                undecided = None
    except _UnknownDomain:
        return UNKNOWN
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None
    return undecided


def _combinations(
    iterations: tuple[Iteration, ...], scope: Scope, evaluation: Evaluation
) -> Iterator[Scope]:
    """A scope for each combination of items; a later domain may use earlier names."""
    first, *rest = iterations
    for item in _items(first, scope, evaluation):
        inside = Scope({first.name: item}, scope)
        if rest:
            yield from _combinations(tuple(rest), inside, evaluation)
        else:
            yield inside


def _items(iteration: Iteration, scope: Scope, evaluation: Evaluation) -> Iterator[Value]:
    domain = MEANING[type(iteration.domain)](iteration.domain, scope, evaluation)
    if iteration.end is not None:
        end = MEANING[type(iteration.end)](iteration.end, scope, evaluation)
        if domain is UNKNOWN or end is UNKNOWN:
            raise _UnknownDomain
        return _steps(domain, end)
    match domain:
        case _ if domain is UNKNOWN:
            raise _UnknownDomain
        case None:
            raise NoValue(f'There is nothing to go through for "{iteration.name}", but null.')
        case list():
            return iter(domain)
        case Range():
            return _within(domain)
        case _:
            return iter([domain])


def _within(range_: Range) -> Iterator[Value]:
    """The integers or days of a range, without the ends that it leaves out."""
    if not (range_.has_low and range_.has_high) or range_.operator:
        raise NoValue("A range that is open at one end cannot be gone through.")
    for value in _steps(range_.low, range_.high):
        if value == range_.low and not range_.low_included:
            continue
        if value == range_.high and not range_.high_included:
            continue
        yield value


def _steps(start: Value, end: Value) -> Iterator[Value]:
    """From start to end, up or down, both included."""
    match start, end:
        case Decimal(), Decimal():
            first, last = start, end
            distance = decimals.subtract(last, first).copy_abs()
            _refuse_too_many(distance)
            step = decimals.ONE if first <= last else decimals.negative(decimals.ONE)
            for index in range(decimals.integer(distance) + 1):
                yield decimals.add(first, decimals.multiply(step, Decimal(index)))
        case Date(), Date():
            days = end.number - start.number
            _refuse_too_many(Decimal(abs(days)))
            direction = 1 if days >= 0 else -1
            for number in range(start.number, end.number + direction, direction):
                yield Date.of_number(number)
        case _:
            raise NoValue(
                f"From {in_words(start)} to {in_words(end)} there are no steps: "
                "only numbers and dates have them."
            )


def _refuse_too_many(distance: Decimal) -> None:
    if distance >= MOST_ITEMS:
        raise NoValue(f"The range has more than {MOST_ITEMS:,} items.")


# filters ---------------------------------------------------------------------------


@means(Filter)
def filtered(node: Filter, scope: Scope, evaluation: Evaluation) -> Value:
    source = MEANING[type(node.source)](node.source, scope, evaluation)
    if source is UNKNOWN:
        return UNKNOWN
    if source is None:
        evaluation.note("There is nothing to filter, but null.", node.span)
        return None
    items: list[Value] = source if isinstance(source, list) else [source]
    condition = node.condition
    if not _is_condition(condition):
        position = _position(condition, scope, evaluation)
        if position is UNKNOWN and not items:
            return UNKNOWN
        if isinstance(position, Decimal):
            return _item_at(items, position, node, evaluation)
    meaning = MEANING[type(condition)]
    kept: list[Value] = []
    noted = False
    for item in items:
        evaluation.spend()
        inside = Scope({"item": item}, scope)
        if isinstance(item, Context):
            inside = Scope(item, inside)
        answer = meaning(condition, inside, evaluation)
        if answer is True:
            kept.append(item)
        elif answer is UNKNOWN:
            return UNKNOWN
        elif answer is not False and answer is not None and not noted:
            noted = True
            evaluation.note(
                f"A filter takes true or false, or a position, not {in_words(answer)}.",
                condition.span,
            )
    return kept


def _is_condition(condition: Expression) -> bool:
    """Whether the node can only be true or false, and so is no position."""
    return isinstance(
        condition, (Comparison, Conjunction, Disjunction, Between, In, InstanceOf, Quantified)
    )


def _position(condition: Expression, scope: Scope, evaluation: Evaluation) -> Value:
    """The condition outside of any item; what is wrong with it there is no one's business."""
    if isinstance(condition, (NumberLiteral, Negation)):
        return MEANING[type(condition)](condition, scope, evaluation)
    before = len(evaluation.notes)
    value = MEANING[type(condition)](condition, scope, evaluation)
    if isinstance(value, Decimal) or value is UNKNOWN:
        return value
    del evaluation.notes[before:]
    return None


def _item_at(items: list[Value], position: Decimal, node: Filter, evaluation: Evaluation) -> Value:
    index = decimals.integer(position)
    if decimals.is_integer(position) and 1 <= abs(index) <= len(items):
        return items[index - 1 if index > 0 else len(items) + index]
    evaluation.note(f"A list of {len(items)} items has no position {position}.", node.span)
    return None
