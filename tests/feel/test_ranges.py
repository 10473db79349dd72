"""Ranges: as values, from text, and how points and ranges stand to one another."""

from __future__ import annotations

import pytest
from tests.feel.told import is_null_with_a_note, told


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[1..3].start", "1"),
        ("[1..3].end", "3"),
        ("[1..3).start included", "true"),
        ("[1..3).end included", "false"),
        ("(< 3).start", "null"),
        ("(< 3).end", "3"),
        ("(< 3).start included", "false"),
        ("(<= 3).end included", "true"),
        ("(> 3).start", "3"),
        ("(> 3).end", "null"),
        ("(>= 3).start included", "true"),
        ("(null..3].start", "null"),
        ("{a: 2, r: [a..a + 1]}.r", "[2..3]"),
        ("[3..3]", "[3..3]"),
        ("string([1..3))", '"[1..3)"'),
        ("string((>= 3))", '"(>= 3)"'),
        ('range("[1..3]")', "[1..3]"),
        ('range("]1..3[")', "(1..3)"),
        ('range("(1 .. 3]")', "(1..3]"),
        ('range("[-3..-1]")', "[-3..-1]"),
        ('range("[2..)") = (>= 2)', "true"),
        ('range("(2..)") = (> 2)', "true"),
        ('range("(..2]") = (<= 2)', "true"),
        ('range("(..2)") = (< 2)', "true"),
        (r'range("[\"a\"..\"c\"]")', '["a".."c"]'),
        (r'range("[@\"1960-01-01\"..@\"1960-12-31\"]").end', '@"1960-12-31"'),
        (r'range("[date(\"1960-01-01\")..date(1960, 12, 31)]").end', '@"1960-12-31"'),
        (r'range("[duration(\"P1D\")..@\"P2D\")").end', '@"P2D"'),
        ("range(string([1..3])) = [1..3]", "true"),
    ],
)
def test_ranges_as_values(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "[3..1]",
        '[1.."3"]',
        "[true..false]",
        "[[1]..[2]]",
        'range("")',
        'range("1..3")',
        'range("[..3]")',
        'range("[1..]")',
        'range("(..)")',
        'range("[3..1]")',
        'range("[1..null]")',
        'range("[1..2+1]")',
        'range("[a..b]")',
        'range("(> 5)")',
        'range("[1..3")',
        'range("[1, 2]")',
        r'range("[\"a\"..3]")',
        r'range("[@\"x\"..@\"1960-01-01\"]")',
        r'range("[date(string(\"1960-01-01\"))..@\"1960-12-31\"]")',
        "range(null)",
        "range(5)",
        'range("[1..3]", 1)',
        'range(text: "[1..3]")',
    ],
)
def test_what_is_no_range(expression: str) -> None:
    assert is_null_with_a_note(expression)


# Each relation with what it says of points and ranges; a comma parts the two.
RELATIONS: dict[str, dict[bool, str]] = {
    "before": {
        True: "1, 2; 1, [2..3]; 1, (1..3]; [1..2], 3; [1..2), 2; [1..2], [3..4]; "
        "[1..2), [2..3]; [1..2], (2..3]; (< 2), 2; (<= 2), (> 2)",
        False: "2, 1; 2, 2; 1, [1..3]; [1..2], 2; [1..2], [2..3]; [3..4], [1..2]; "
        "(<= 2), 2; (> 1), 5; 5, (< 9)",
    },
    "after": {
        True: "2, 1; 4, [1..3]; 3, [1..3); [2..3], 1; (1..3], 1; [3..4], [1..2]; (> 2), 2",
        False: "1, 2; 2, 2; 3, [1..3]; [1..3], 1; [2..3], [1..2]; (>= 2), 2",
    },
    "meets": {
        True: "[1..2], [2..3]",
        False: "[1..2), [2..3]; [1..2], (2..3]; [1..2], [3..4]; [2..3], [1..2]; (> 1), (> 1)",
    },
    "met by": {True: "[2..3], [1..2]", False: "(2..3], [1..2]; [2..3], [1..2); [1..2], [2..3]"},
    "overlaps": {
        True: "[1..3], [2..4]; [2..4], [1..3]; [1..9], [2..3]; [1..2], [2..3]; (> 1), (< 2)",
        False: "[1..2], [3..4]; [1..2), [2..3]; [1..2], (2..3]; (< 1), (>= 1)",
    },
    "overlaps before": {
        True: "[1..3], [2..4]; [1..2], [2..4]; [1..3], (1..3]; (< 3), [2..4]",
        False: "[2..4], [1..3]; [1..2), [2..4]; [1..2], (2..4]; [1..9], [2..4]; [1..3], [1..3]",
    },
    "overlaps after": {
        True: "[2..4], [1..3]; (1..3], [1..3]; (> 2), [1..3]",
        False: "[1..3], [2..4]; (3..4], [1..3]; [1..3], [1..3]",
    },
    "finishes": {
        True: "3, [1..3]; [2..3], [1..3]; [1..3], [1..3]; (1..3], [1..3]; [2..3), (1..3); "
        "[2..3], (<= 3)",
        False: "3, [1..3); 2, [1..3]; [2..3), [1..3]; [0..3], [1..3]; [1..3], (1..3]; 3, (> 1)",
    },
    "finished by": {
        True: "[1..3], 3; [1..3], [2..3]; [1..3], (1..3]; (<= 3), 3",
        False: "[1..3), 3; [2..3], [1..3]; (1..3], [1..3]",
    },
    "includes": {
        True: "[1..3], 1; [1..3], 2; [1..3], 3; [1..3], [1..3]; [1..3], (1..3); [1..3), [2..3); "
        "(> 1), 9; (> 1), [2..3]; (>= 1), (> 1)",
        False: "(1..3], 1; [1..3), 3; [1..3], 4; (1..3), [1..3]; [1..3], [2..4]; [1..3], (> 1)",
    },
    "during": {
        True: "2, [1..3]; [2..3], [1..3]; (1..3), [1..3]; 9, (> 1)",
        False: "1, (1..3]; [1..3], (1..3]; [0..2], [1..3]; (> 1), [1..3]",
    },
    "starts": {
        True: "1, [1..3]; [1..2], [1..3]; [1..3), [1..3]; [1..3], [1..3]; (1..2], (> 1)",
        False: "1, (1..3]; 2, [1..3]; (1..2], [1..3]; [1..4], [1..3]; [1..3], [1..3)",
    },
    "started by": {
        True: "[1..3], 1; [1..3], [1..2]; (> 1), (1..2]",
        False: "(1..3], 1; [1..2], [1..3]; [1..3], (1..2]",
    },
    "coincides": {
        True: "1, 1; [1..3], [1..3]; (< 3), (< 3)",
        False: "1, 2; [1..3], [1..3); [1..3], [1..4]; (< 3), (<= 3); (< 3), (> 3)",
    },
}
FACTS = [
    (f"{name}({pair})", answer)
    for name, answers in RELATIONS.items()
    for answer, pairs in answers.items()
    for pair in pairs.split("; ")
]


@pytest.mark.parametrize(("expression", "answer"), FACTS)
def test_how_points_and_ranges_stand_to_one_another(expression: str, answer: bool) -> None:
    assert told(expression) == ("true" if answer else "false")


@pytest.mark.parametrize(
    "expression",
    [
        'before(@"1960-12-31", [@"1961-01-01"..@"1961-12-31"])',
        'during(@"1960-05-01", (<= @"1960-12-31"))',
        'overlaps(["a".."m"], ["k".."z"])',
        'meets([@"PT1H"..@"PT2H"], [@"PT2H"..@"PT3H"])',
        "before(point1: 1, point2: 2)",
        "includes(range: [1..3], point: 2)",
        "finishes(range1: [2..3], range2: [1..3])",
    ],
)
def test_relations_hold_of_all_that_has_an_order(expression: str) -> None:
    assert told(expression) == "true"


@pytest.mark.parametrize(
    "expression",
    [
        'before(1, "2")',
        "before(1)",
        "before(1, 2, 3)",
        "before(null, 1)",
        "before(true, false)",
        "before([1], [2, 3])",
        "meets(1, [1..2])",
        "overlaps([1..2], 2)",
        "coincides(1, [1..1])",
        'coincides(1, "1")',
        "during([1..2], 1)",
        'includes([1..3], "2")',
        "starts([1..2], 1)",
        "includes((!= 2), 3)",
        "before(point: 1, point2: 2)",
        "overlaps(null, [1..2])",
        "before(1, (null..5])",
    ],
)
def test_relations_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("before(range: [1..2], point: 3)", "true"),
        ("before(point: 3, range: [1..2])", "false"),
        ("after(range: [4..5], point: 3)", "true"),
        ("after(point: 3, range: [4..5])", "false"),
    ],
)
def test_the_order_of_names_tells_a_point_before_a_range_from_a_range_before_a_point(
    expression: str, value: str
) -> None:
    assert told(expression) == value
