"""A mistake in a condition is told at its line and column of the file, counted by hand.

The first block begins on line 11 of the file; its lines are 12 and further.
"""

from __future__ import annotations

import pytest

from decretal.source import Text

from .orders import FACTS, HEAD, errors, places


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # "  if: " has six characters.
        ("- rule: r\n  if: size > here\n  then: keep", "24:14 E213"),
        ("- rule: r\n  if: here and sise > 3\n  then: keep", "24:16 E202"),
        ("- rule: r\n  if:    here and sise > 3\n  then: keep", "24:19 E202"),
        ("- rule: r\n  if:\n    here\n    and sise > 3\n  then: keep", "26:9 E202"),
        # The quotation mark is the seventh; '' is one character of the condition.
        ("- rule: r\n  if: 'here and sise > 3'\n  then: keep", "24:17 E202"),
        ("- rule: r\n  if: 'here and \"it''s\" = sise'\n  then: keep", "24:27 E202"),
        ('- rule: r\n  if: "here and sise > 3"\n  then: keep', "24:17 E202"),
        ('- rule: r\n  if: "here and \\"a\\" = sise"\n  then: keep', "24:25 E202"),
        ('- rule: r\n  if: "here\\tand\\u0020sise > 3"\n  then: keep', "24:23 E202"),
        ('- rule: r\n  if: "here \\\n     and sise > 3"\n  then: keep', "25:10 E202"),
        ("- rule: r\n  if: |\n    here\n      and sise > 3\n  then: keep", "26:11 E202"),
        ("- rule: r\n  if: |-\n        here and sise > 3\n  then: keep", "25:18 E202"),
        ("- rule: r\n  if: >\n    here\n    and sise > 3\n  then: keep", "26:9 E202"),
        ("- rule: r\n  if: >-\n\n    here\n\n    and sise > 3\n  then: keep", "28:9 E202"),
        ("- {rule: r, if: here and sise > 3, then: keep}", "23:26 E202"),
        # What the parser refuses, and what the checker does.
        ("- rule: r\n  if: |\n    here\n    and and here\n  then: keep", "26:9 E101"),
        ('- rule: r\n  if: |\n    here and "a\n  then: keep', "25:14 E101"),
        ("- rule: r\n  if: size\n  then: keep", "24:7 E205"),
        # The same in all that holds an expression.
        ("scope: sise > 3", "23:8 E202"),
        ("- fact: n\n  question: q\n  type: number\n  from acts: count(act)", "26:20 E202"),
        ("- permission: p\n  if: here and sise > 3", "24:16 E202"),
        (
            "- rule: a\n  if: here\n  then: keep\n- rule: b\n  if: here\n  exception to:\n"
            "    - rule: a\n      where: size > 3",
            "30:14 E315",
        ),
        (
            "- act: a\n- obligation: o\n  done by: a\n  within: |\n    if here then 3 else null\n"
            "  counted from: a",
            "27:18 E212",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(block: str, expected: str) -> None:
    # The facts take lines 12 to 19, so that the second block begins on line 22.
    assert places(FACTS, block) == [expected]


def test_an_indented_block_is_counted_with_its_indentation() -> None:
    text = f"{HEAD}1. A list:\n\n   ```yaml\n   - fact: a\n     type: boolean\n     question: q\n"
    text += "   - disposition: d\n   - rule: r\n     if: |\n       a\n       and b\n"
    text += "     then: d\n   ```\n"
    assert [str(error.place) for error in errors(Text("a.md", text))] == ["a.md:21:12"]
