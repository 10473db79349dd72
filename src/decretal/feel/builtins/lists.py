"""List functions and sorting (DMN 1.5, 10.3.4.4 and 10.3.4.10). Positions count from 1.

An item given where a list is wanted is a list of one, which is done before a
function is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cmp_to_key

from decretal.feel.builtins.declare import built_in
from decretal.feel.comparison import equal, less
from decretal.feel.decimals import integer
from decretal.feel.functions import invoke
from decretal.feel.notes import MOST_ITEMS, Evaluation, NoValue
from decretal.feel.temporal import DateTime, Time
from decretal.feel.values import Context, FeelFunction, Range, Value, in_words


@built_in("list contains", "list: list, element: any")
def list_contains(items: list[Value], element: Value) -> bool:
    """Whether the element is in the list; null may be."""
    return any(_same(item, element) for item in items)


@built_in("count", "list: list")
def count(items: list[Value]) -> Decimal:
    """The number of items."""
    return Decimal(len(items))


@built_in("min", "list: list", "...2 c1: any")
def minimum(items: list[Value]) -> Value:
    """The least item; of an empty list, null."""
    return _extreme(items, "min", least=True)


@built_in("max", "list: list", "...2 c1: any")
def maximum(items: list[Value]) -> Value:
    """The greatest item; of an empty list, null."""
    return _extreme(items, "max", least=False)


@built_in("sublist", "list: list, start position: number, length?: number?")
def sublist(items: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value]:
    """The items from a position, counted from the end if negative."""
    first = _index(items, start)
    if length is None:
        return items[first:]
    number = integer(length)
    if number < 1 or first + number > len(items):
        raise NoValue(f"There are not {length} items from position {start}.")
    return items[first : first + number]


@built_in("append", "list: list, ...1 item: any")
def append(items: list[Value], added: list[Value]) -> list[Value]:
    """The list with items added at its end."""
    return _bounded(items, added)


@built_in("concatenate", "...1 list: list")
def concatenate(lists: list[list[Value]]) -> list[Value]:
    """The items of all the lists in one."""
    return _bounded(*lists)


@built_in("insert before", "list: list, position: number, newItem: any")
def insert_before(items: list[Value], position: Decimal, item: Value) -> list[Value]:
    """The list with an item inserted at a position."""
    index = _index(items, position)
    return [*items[:index], item, *items[index:]]


@built_in("remove", "list: list, position: number")
def remove(items: list[Value], position: Decimal) -> list[Value]:
    """The list without the item at a position."""
    index = _index(items, position)
    return items[:index] + items[index + 1 :]


@built_in("list replace", "list: list, position: number, newItem: any")
def replace_at(items: list[Value], position: Decimal, item: Value) -> list[Value]:
    """The list with an item replaced at a position, or wherever a function says so."""
    index = _index(items, position)
    return [*items[:index], item, *items[index + 1 :]]


@built_in("list replace", "list: list, match: function, newItem: any", takes_evaluation=True)
def replace_matching(
    evaluation: Evaluation, items: list[Value], match: FeelFunction, new: Value
) -> list[Value]:
    """The list with every item replaced for which the function is true."""
    replaced: list[Value] = []
    for item in items:
        matched = invoke(match, (item, new), {}, evaluation)
        if not isinstance(matched, bool):
            raise NoValue(f"The function answers {in_words(matched)}, not true or false.")
        replaced.append(new if matched else item)
    return replaced


@built_in("reverse", "list: list")
def reverse(items: list[Value]) -> list[Value]:
    """The list backwards."""
    return items[::-1]


@built_in("index of", "list: list, match: any")
def index_of(items: list[Value], match: Value) -> list[Value]:
    """The positions at which an item is in the list, as a list."""
    return [Decimal(i) for i, item in enumerate(items, 1) if _same(item, match)]


@built_in("union", "...1 list: list", takes_evaluation=True)
def union(evaluation: Evaluation, lists: list[list[Value]]) -> list[Value]:
    """The items of all the lists, each once."""
    return _distinct(evaluation, _bounded(*lists))


@built_in("distinct values", "list: list", takes_evaluation=True)
def distinct_values(evaluation: Evaluation, items: list[Value]) -> list[Value]:
    """The items of the list, each once, in the order of their first."""
    return _distinct(evaluation, items)


@built_in("flatten", "list: list")
def flatten(items: list[Value]) -> list[Value]:
    """The items of the list, and of the lists in it at any depth."""
    flat: list[Value] = []
    # An own stack: lists made by iteration can be nested deeper than Python recurses.
    pending: list[Iterator[Value]] = [iter(items)]
    while pending:
        for item in pending[-1]:
            if isinstance(item, list):
                pending.append(iter(item))
                break
            flat.append(item)
            if len(flat) > MOST_ITEMS:
                raise _too_long()
        else:
            pending.pop()
    return flat


@built_in("sort", "list: list, precedes?: function?", takes_evaluation=True)
def sort(
    evaluation: Evaluation, items: list[Value], precedes: FeelFunction | None = None
) -> list[Value]:
    """The list in the order in which a function of two items says which precedes.

    Without the function, in the order of ``<``, which the standard does not have.
    """

    def before(left: Value, right: Value) -> bool:
        if precedes is None:
            return less(left, right)
        answer = invoke(precedes, (left, right), {}, evaluation)
        if not isinstance(answer, bool):
            raise NoValue(f"The function answers {in_words(answer)}, not true or false.")
        return answer

    def order(left: Value, right: Value) -> int:
        if before(left, right):
            return -1
        return 1 if before(right, left) else 0

    return sorted(items, key=cmp_to_key(order))


def _index(items: list[Value], position: Decimal) -> int:
    """From a position, negative from the end, to Python's index."""
    whole = integer(position)
    if whole == 0 or abs(whole) > len(items):
        raise NoValue(f"A list of {len(items)} items has no position {position}.")
    return whole - 1 if whole > 0 else len(items) + whole


def _same(left: Value, right: Value) -> bool:
    try:
        return equal(left, right)
    except NoValue:
        return False


def _extreme(items: list[Value], name: str, *, least: bool) -> Value:
    if not items:
        raise NoValue(f"An empty list has no {name}.")
    best = items[0]
    try:
        less(best, best)
        for item in items[1:]:
            if less(item, best) if least else less(best, item):
                best = item
    except NoValue as refused:
        raise NoValue(f"There is no {name} of these items. {refused}") from None
    return best


def _distinct(evaluation: Evaluation, items: Iterable[Value]) -> list[Value]:
    """Each value once; only those that can be equal though written unlike are compared."""
    seen: set[Value] = set()
    structures: list[Value] = []
    kept: list[Value] = []
    for item in items:
        if isinstance(item, (list, Context, Range, Time, DateTime)):
            evaluation.spend(1 + len(structures))
            if any(_same(item, earlier) for earlier in structures):
                continue
            structures.append(item)
        else:
            # True and 1 are one key to Python, but numbers here are never int.
            key: Value = item if not isinstance(item, bool) else f"\0{item}"
            if key in seen:
                continue
            seen.add(key)
        kept.append(item)
    return kept


def _bounded(*lists: list[Value]) -> list[Value]:
    if sum(map(len, lists)) > MOST_ITEMS:
        raise _too_long()
    return [item for items in lists for item in items]


def _too_long() -> NoValue:
    return NoValue(f"A list has at most {MOST_ITEMS:,} items.")
