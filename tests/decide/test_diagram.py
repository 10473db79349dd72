"""Decision diagrams, against tables of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decretal.decide.diagram import Diagrams
from decretal.errors import TooManyCombinationsError

WIDTHS = (2, 3, 2)
ROWS = list(product(*map(range, WIDTHS)))
Table = Mapping[tuple[int, ...], object]


def made(diagrams: Diagrams, value: Callable[[tuple[int, ...]], object]) -> int:
    def walk(row: tuple[int, ...]) -> int:
        if len(row) == len(WIDTHS):
            return diagrams.terminal(value(row))
        children = tuple(walk((*row, index)) for index in range(WIDTHS[len(row)]))
        return diagrams.node(len(row), children)

    return walk(())


def value_at(diagrams: Diagrams, node: int, row: tuple[int, ...]) -> object:
    return diagrams.value(diagrams.restrict(node, dict(enumerate(row))))


truths = st.fixed_dictionaries({row: st.sampled_from([True, False, None]) for row in ROWS})
often = settings(max_examples=60, deadline=None, derandomize=True)


def kleene_and(a: object, b: object) -> object:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


@often
@given(truths, truths, truths)
def test_operations_do_what_feel_does_with_values(a: Table, b: Table, c: Table) -> None:
    diagrams = Diagrams()
    x, y, z = (made(diagrams, table.__getitem__) for table in (a, b, c))
    conjunction, disjunction = diagrams.conjunction(x, y), diagrams.disjunction(x, y)
    negation, choice = diagrams.negation(x), diagrams.choice(x, y, z)
    pair = diagrams.pair(x, y, lambda left, right: (left, right))
    opposite = {True: False, False: True, None: None}
    for row in ROWS:
        assert value_at(diagrams, conjunction, row) is kleene_and(a[row], b[row])
        assert value_at(diagrams, negation, row) is opposite[a[row]]  # type: ignore[index]
        either = kleene_and(opposite[a[row]], opposite[b[row]])  # type: ignore[index]
        assert value_at(diagrams, disjunction, row) is opposite[either]  # type: ignore[index]
        assert value_at(diagrams, choice, row) is (b if a[row] is True else c)[row]
        assert value_at(diagrams, pair, row) == (a[row], b[row])


@often
@given(truths)
def test_equal_functions_are_the_same_node(table: Table) -> None:
    diagrams = Diagrams()
    node = made(diagrams, table.__getitem__)
    again = made(diagrams, lambda row: table[row])
    assert node == again
    assert diagrams.negation(diagrams.negation(node)) == node


@often
@given(truths)
def test_a_variable_is_in_the_support_if_and_only_if_it_makes_a_difference(table: Table) -> None:
    diagrams = Diagrams()
    node = made(diagrams, table.__getitem__)
    differing = {
        level
        for level in range(len(WIDTHS))
        for row in ROWS
        for index in range(WIDTHS[level])
        if table[row] is not table[(*row[:level], index, *row[level + 1 :])]
    }
    assert diagrams.support(node) == differing
    assert diagrams.possible(node) == set(table.values())


@often
@given(truths, st.sampled_from([True, False, None]))
def test_a_witness_leads_to_the_value(table: Table, value: bool | None) -> None:
    diagrams = Diagrams()
    node = made(diagrams, table.__getitem__)
    found = diagrams.witness(node, value)
    if found is None:
        assert value not in table.values()
    else:
        rest = diagrams.restrict(node, found)
        assert diagrams.is_constant(rest)
        assert diagrams.value(rest) is value


def test_selecting_children_keeps_their_order() -> None:
    diagrams = Diagrams()
    node = diagrams.node(1, tuple(map(diagrams.terminal, ("a", "b", "c"))))
    chosen = diagrams.select(node, {1: [2, 0]})
    assert diagrams.value(diagrams.restrict(chosen, {1: 0})) == "c"
    assert diagrams.value(diagrams.restrict(chosen, {1: 1})) == "a"


def test_a_function_of_several_values_has_no_value() -> None:
    diagrams = Diagrams()
    node = diagrams.node(0, (diagrams.true, diagrams.false))
    with pytest.raises(ValueError, match="not constant"):
        diagrams.value(node)
    assert diagrams.size(node) == 3
    assert diagrams.width(node, 0) == 2


def test_diagrams_that_grow_too_large_are_refused() -> None:
    diagrams = Diagrams(largest=10)
    with pytest.raises(TooManyCombinationsError, match="more than 10 ways") as refused:
        made(diagrams, lambda row: row)
    assert refused.value.code == "E332"
