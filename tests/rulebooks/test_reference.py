"""The page about rulebooks tells of every block and every key."""

from __future__ import annotations

import re

from decretal.feel.check import check
from decretal.feel.parse import parse
from decretal.nodes.types import Basic, ChoiceType, Type
from decretal.rulebook.kinds import KINDS

from .examples import PAGE
from .reference import reference, with_reference


def test_the_page_has_the_kinds_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_reference(page) == page


def test_every_key_of_every_kind_is_in_the_reference() -> None:
    tables = reference().split("### ")[1:-1]
    assert [table.partition("\n")[0] for table in tables] == list(KINDS)
    for table, keys in zip(tables, KINDS.values(), strict=True):
        rows = [row.split(" | ")[0].strip("| *") for row in table.splitlines()[4:] if row]
        assert rows == list(keys)


def test_every_condition_that_the_page_shows_is_one() -> None:
    names: dict[str, Type] = {
        **dict.fromkeys(("asks for a reward", "A", "B", "C"), Basic.BOOLEAN),
        "kind": ChoiceType(("thing of value", "food", "other")),
        "age": Basic.NUMBER,
        "found on": Basic.DATE,
    }
    _, _, section = PAGE.read_text(encoding="utf-8").partition("\n## Conditions\n")
    conditions = re.findall(r"^\| `([^`]+)` \|", section.partition("\n## ")[0], re.MULTILINE)
    assert len(conditions) == 14
    for condition in conditions:
        tree = parse(condition, names=names)
        assert check(tree, names, expected=Basic.BOOLEAN).errors == (), condition
