"""Hand-worked cases against what the engine says of them."""

from __future__ import annotations

from dataclasses import replace

from decretal.cases.case import Case, Expected
from decretal.decide import Engine, mismatches
from decretal.nodes.rules import Status

from .rulebooks import Book, boolean

BOOK = (
    Book(boolean("a"), boolean("b"))
    .rule("r", "a", "x")
    .rule("s", "b", "y")
    .rule("t", "b", adds="z")
    .book
)
BOTH = Case("A-1", {"a": True, "b": True}, row=7)


def found(case: Case) -> list[str]:
    return [str(each) for each in mismatches(Engine(BOOK), [case])]


def test_a_case_that_expects_nothing_has_no_mismatch() -> None:
    assert found(BOTH) == []
    assert found(replace(BOTH, expected=Expected())) == []


def test_a_case_that_comes_out_as_expected_has_none() -> None:
    expected = Expected(Status.CONFLICT, ("y", "x"), ("z",), ())
    assert found(replace(BOTH, expected=expected)) == []


def test_each_part_that_differs_is_told() -> None:
    expected = Expected(Status.DECIDED, ("x",), (), ("b",))
    assert found(replace(BOTH, expected=expected)) == [
        'row 7, case A-1: status should be "decided", and is "conflict"',
        'row 7, case A-1: disposition should be "x", and is "x; y"',
        'row 7, case A-1: additions should be nothing, and is "z"',
        'row 7, case A-1: still matters should be "b", and is nothing',
    ]
