"""The page about errors: what it calls wrong is that error, what it calls right is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from decretal import errors
from decretal.decide import Engine
from decretal.errors import DecretalError, SeveralErrors
from decretal.feel.check import check
from decretal.feel.parse import parse
from decretal.nodes.types import Type
from decretal.rulebook import read_rulebook

from .orders import order

PAGE = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")
_, _, EXAMPLES = PAGE.partition("\n## Code by code")
FACTS = re.findall(r"^```text\n(.*?)^```", EXAMPLES, re.DOTALL | re.MULTILINE)[0]
_ROW = re.compile(r"^\| \*\*(E[12]\d\d)\*\* \| `(.+?)` \| `(.+?)` \|$", re.MULTILINE)
EXPRESSIONS = _ROW.findall(EXAMPLES)
_PAIR = re.compile(r"```text\n(.*?)^```\n\nBut:\n\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [
    (section[:4], *found.groups())
    for section in EXAMPLES.split("\n#### ")[1:]
    if (found := _PAIR.search(section))
]


def names() -> dict[str, Type]:
    return {fact.name: fact.type for fact in read_rulebook(order(FACTS)).facts}


def wrong_with(expression: str) -> Iterator[str]:
    """The codes of what is wrong with an expression."""
    try:
        for error in check(parse(expression, names=names()), names()).errors:
            yield error.code
    except DecretalError as error:
        yield error.code


@pytest.mark.parametrize(("code", "wrong", "right"), EXPRESSIONS)
def test_an_expression_is_wrong_or_right_as_the_page_says(
    code: str, wrong: str, right: str
) -> None:
    assert list(wrong_with(wrong)) == [code]
    assert list(wrong_with(right)) == []


def wrong_with_block(block: str) -> Iterator[str]:
    """The codes of what is wrong with a rulebook that has a block."""
    try:
        Engine(read_rulebook(order(FACTS, block)))
    except SeveralErrors as several:
        yield from (error.code for error in several.errors)
    except DecretalError as error:
        yield error.code


@pytest.mark.parametrize(("code", "wrong", "right"), BLOCKS, ids=[each[0] for each in BLOCKS])
def test_a_block_is_wrong_or_right_as_the_page_says(code: str, wrong: str, right: str) -> None:
    assert set(wrong_with_block(wrong)) == {code}
    assert list(wrong_with_block(right)) == []


def test_every_code_has_an_example() -> None:
    codes = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, DecretalError)
    }
    shown = set(re.findall(r"(?:\*\*|#### )([EW]\d{3})\b", EXAMPLES))
    # What casework and the registry refuse is tried by their own tests.
    lacking = {code for code in codes - shown if code[1] not in "67"}
    assert lacking == {"E000", "E001", "E200", "W300"}
    assert shown <= codes
    assert len(EXPRESSIONS) + len(BLOCKS) > 30
