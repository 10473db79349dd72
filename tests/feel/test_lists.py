"""Lists, filters, for, some, every, paths, contexts."""

from __future__ import annotations

import pytest
from tests.feel.told import is_null_with_a_note, notes_of, told

from decretal.feel import evaluate


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("list contains([1, 2], 2)", "true"),
        ("list contains([1, 2], 3)", "false"),
        ("list contains([1, null], null)", "true"),
        ('list contains([1, "a"], "a")', "true"),
        ("list contains([[1]], [1])", "true"),
        ("sublist([5, 6, 7], 2)", "[6, 7]"),
        ("sublist([5, 6, 7], 1, 2)", "[5, 6]"),
        ("sublist([5, 6, 7], -2)", "[6, 7]"),
        ("sublist([5, 6, 7], -3, 1)", "[5]"),
        ("append([1], 2, [3])", "[1, 2, [3]]"),
        ("append([], null)", "[null]"),
        ("append(1, 2)", "[1, 2]"),
        ("concatenate([1], [2, [3]])", "[1, 2, [3]]"),
        ("concatenate([1])", "[1]"),
        ("concatenate(1, [2])", "[1, 2]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("insert before([1, 2], -1, 9)", "[1, 9, 2]"),
        ("insert before([1], 1, null)", "[null, 1]"),
        ("remove([4, 5, 6], 2)", "[4, 6]"),
        ("remove([4, 5, 6], -1)", "[4, 5]"),
        ("list replace([4, 5, 6], 2, 9)", "[4, 9, 6]"),
        ("list replace([4, 5, 6], -3, null)", "[null, 5, 6]"),
        ("list replace([4, 5, 6], function(item, newItem) item > newItem, 4)", "[4, 4, 4]"),
        ("list replace(newItem: 1, list: [5], position: 1)", "[1]"),
        ("list replace(newItem: 1, list: [5], match: function(i, n) i = 5)", "[1]"),
        ("reverse([1, 2, 3])", "[3, 2, 1]"),
        ("reverse([])", "[]"),
        ("index of([4, 5, 4], 4)", "[1, 3]"),
        ("index of([4], 5)", "[]"),
        ("index of([null, 4], null)", "[1]"),
        ("union([1, 2], [2, 3], [1])", "[1, 2, 3]"),
        ("distinct values([2, 1, 2.0, null, null])", "[2, 1, null]"),
        ('distinct values([1, "1", true])', '[1, "1", true]'),
        ("distinct values([[1], [1], {a: 1}, {a: 1}])", "[[1], {a: 1}]"),
        ('count(distinct values([@"10:00:00Z", @"11:00:00+01:00"]))', "1"),
        ("flatten([1, [2, [3, []]]])", "[1, 2, 3]"),
        ("flatten([])", "[]"),
        ("sort([3, 1, 2], function(a, b) a < b)", "[1, 2, 3]"),
        ("sort([3, 1, 2], function(a, b) a > b)", "[3, 2, 1]"),
        ("sort(precedes: function(a, b) a.n < b.n, list: [{n: 2}, {n: 1}]).n", "[1, 2]"),
        ('sort([[2, "a"], [1, "b"], [2, "c"]], function(x, y) x[1] < y[1])[2][2]', '"a"'),
        ('sort(["b", "a"])', '["a", "b"]'),
        ("sort([], function(a, b) a < b)", "[]"),
    ],
)
def test_list_functions(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "list contains(null, 1)",
        "list contains([1])",
        "sublist([1, 2], 0)",
        "sublist([1, 2], 3)",
        "sublist([1, 2], 1, 3)",
        "sublist([1, 2], 1, 0)",
        "append(null, 1)",
        "append([1])",
        "concatenate([1], null)",
        "concatenate()",
        "insert before([1], 2, 1)",
        "insert before([], 1, 1)",
        "insert before([1], 0, 1)",
        "remove([1], 2)",
        'remove([1], "1")',
        "list replace([1], 0, 5)",
        "list replace([1], 2, 5)",
        "list replace([1], function(item) true, 5)",
        "list replace([1], function(item, newItem) item, 5)",
        "reverse(null)",
        "index of(null, 1)",
        "flatten(null)",
        "distinct values()",
        "sort([1, 2], function(a) true)",
        "sort([1, 2], function(a, b) a + b)",
        'sort([1, "a"], function(a, b) a < b)',
        "sort([1, 2], 5)",
    ],
)
def test_list_functions_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("[4, 5, 6][1]", "4"),
        ("[4, 5, 6][-1]", "6"),
        ("[4, 5, 6][-3]", "4"),
        ("[[1, 2], [3]][1][2]", "2"),
        ("7[1]", "7"),
        ("7[item > 6]", "[7]"),
        ("7[false]", "[]"),
        ("[4, 5, 6][item > 4]", "[5, 6]"),
        ("[4, 5, 6][item > 4][1]", "5"),
        ("[4, 5, 6][even(item)]", "[4, 6]"),
        ("[4, null][item = null]", "[null]"),
        ("[4, null, 6][item > 4]", "[6]"),
        ("[4, 5][true]", "[4, 5]"),
        ("[4, 5][null]", "[]"),
        ("[{n: 1}, {n: 2}][n = 2]", "[{n: 2}]"),
        ("[{n: 1}, {n: 2}][item.n = 2]", "[{n: 2}]"),
        ("[{item: 1}, {item: 2}][item = 2]", "[{item: 2}]"),
        ("[{n: 1}, {m: 2}][n = 1]", "[{n: 1}]"),
        ("{n: 2, r: [4, 5, 6][n]}.r", "5"),
        ("{n: 5, r: [4, 5, 6][item = n]}.r", "[5]"),
        ("{n: 5, r: [{n: 1}, {n: 2}][n = 1]}.r", "[{n: 1}]"),
        ("[4, 5, 6][count([1, 2])]", "5"),
        ("[4, 5, 6][if true then 3 else 1]", "6"),
        ("[][item > 1]", "[]"),
        ("{a: {b: 5}}.a.b", "5"),
        ("[{a: 1}, {a: 2}].a", "[1, 2]"),
        ("[{a: 1}, {b: 2}].a", "[1, null]"),
        ("[{a: [1]}, {a: [2, 3]}].a", "[[1], [2, 3]]"),
        ('[@"1961-11-25", @"1960-01-01"].year', "[1961, 1960]"),
        ("[].a", "[]"),
    ],
)
def test_filters_and_paths(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "[4, 5][0]",
        "[4, 5][3]",
        "[4, 5][-3]",
        "[4, 5][1.5]",
        "7[2]",
        "null[1]",
        "null[item > 1]",
        "{a: 1}.b",
        "(5).a",
    ],
)
def test_filters_and_paths_that_find_nothing(expression: str) -> None:
    assert is_null_with_a_note(expression)


def test_a_filter_that_is_neither_true_nor_false_is_noted_once() -> None:
    assert told('[4, 5]["a"]') == "[]"
    assert len(notes_of('[4, 5]["a"]')) == 1


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("for i in [4, 5] return i + 1", "[5, 6]"),
        ("for i in [] return i", "[]"),
        ("for i in 7 return i", "[7]"),
        ("for i in 2..4 return i", "[2, 3, 4]"),
        ("for i in 4..2 return i", "[4, 3, 2]"),
        ("for i in 3..3 return i", "[3]"),
        ("for i in -1..1 return i", "[-1, 0, 1]"),
        ("for i in 0.5..2 return i", "[0.5, 1.5]"),
        ("for i in [2..4] return i", "[2, 3, 4]"),
        ("for i in (2..4) return i", "[3]"),
        ("for i in [2..2) return i", "[]"),
        (
            'for d in @"1961-02-27"..@"1961-03-01" return d.day',
            "[27, 28, 1]",
        ),
        ('for d in @"1961-03-01"..@"1961-02-28" return d.day', "[1, 28]"),
        ("for i in [1, 2], j in [10, 20] return i + j", "[11, 21, 12, 22]"),
        ("for i in [[1, 2], [3]], j in i return j", "[1, 2, 3]"),
        ("for i in 1..2, j in i..2 return [i, j]", "[[1, 1], [1, 2], [2, 2]]"),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
        ("for i in 1..3 return count(partial)", "[0, 1, 2]"),
        ("for i in 1..2, j in 1..2 return count(partial)", "[0, 1, 2, 3]"),
        ("for i in 1..3 return partial", "[[], [[]], [[], [[]]]]"),
        ("for item in [1, 2] return item * 2", "[2, 4]"),
        ("{n: 3, r: for i in 1..n return n - i}.r", "[2, 1, 0]"),
        ("some i in [1, 5] satisfies i > 4", "true"),
        ("some i in [1, 2] satisfies i > 4", "false"),
        ("some i in [] satisfies true", "false"),
        ("some i in [null, 5] satisfies i > 4", "true"),
        ("some i in [null, 1] satisfies i > 4", "null"),
        ("some i in [1, 2], j in [2, 3] satisfies i = j", "true"),
        ("some i in 5 satisfies i = 5", "true"),
        ("every i in [5, 6] satisfies i > 4", "true"),
        ("every i in [5, 3] satisfies i > 4", "false"),
        ("every i in [] satisfies false", "true"),
        ("every i in [null, 3] satisfies i > 4", "false"),
        ("every i in [null, 5] satisfies i > 4", "null"),
        ("every i in 1..3 satisfies i < 4", "true"),
        ('some i in [1] satisfies "yes"', "null"),
    ],
)
def test_going_through_items(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "for i in null return i",
        "for i in 1..null return i",
        'for i in "a".."c" return i',
        'for i in 1..@"1961-11-25" return i',
        'for i in @"10:00:00"..@"11:00:00" return i',
        "for i in (> 5) return i",
        'for i in ["a".."c"] return i',
        "some i in null satisfies true",
        "every i in null satisfies true",
    ],
)
def test_what_cannot_be_gone_through(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("{a: 1, b: a + 1, c: {d: a + b}}.c.d", "3"),
        ('{"two words": 1}.two words', "1"),
        ("{a: b, b: 1}.a", "null"),
        ("{}", "{}"),
        ('get value({a: 1}, "a")', "1"),
        ('get value({a: 1}, "b")', "null"),
        ('get value({a: {b: 2}}, ["a", "b"])', "2"),
        ('get value({a: 1}, ["a", "b"])', "null"),
        ('get value(m: {"two words": 1}, key: "two words")', "1"),
        ("get entries({a: 1, b: null})", '[{key: "a", value: 1}, {key: "b", value: null}]'),
        ("get entries({})", "[]"),
        ('context([{key: "a", value: 1}, {key: "b", value: [2]}])', "{a: 1, b: [2]}"),
        ('context({key: "a", value: null, more: 3})', "{a: null}"),
        ("context([])", "{}"),
        ('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
        ('context put({a: 1, b: 2}, "a", 3)', "{a: 3, b: 2}"),
        ('context put({}, "a", null)', "{a: null}"),
        ('context put({a: {b: 1}}, ["a", "c"], 2)', "{a: {b: 1, c: 2}}"),
        ('context put({a: 1}, ["b"], 2)', "{a: 1, b: 2}"),
        ('{c: {a: {b: 1}}, d: context put(c, ["a", "b"], 2), r: c}.r', "{a: {b: 1}}"),
        ("context merge([{a: 1}, {b: 2}, {a: 3}])", "{a: 3, b: 2}"),
        ("context merge({a: 1})", "{a: 1}"),
        ("context merge([])", "{}"),
    ],
)
def test_contexts(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "{a: 1, a: 2}",
        "get value({a: 1}, null)",
        "get value({a: 1}, 1)",
        "get value({a: 1}, [])",
        'get value(null, "a")',
        "get entries(null)",
        "get entries([1, 2])",
        'context([{key: "a"}])',
        "context([{key: 1, value: 1}])",
        'context([{key: "a", value: 1}, {key: "a", value: 2}])',
        "context([1])",
        "context(null)",
        'context put({}, "a")',
        "context put({}, null, 1)",
        "context put({}, [], 1)",
        'context put({}, ["a", 1], 1)',
        'context put({a: 1}, ["a", "b"], 1)',
        'context put(null, "a", 1)',
        "context merge([{a: 1}, 2])",
        "context merge(null)",
    ],
)
def test_contexts_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)


def test_a_function_does_not_change_what_it_is_given() -> None:
    items = [3, 1, 2]
    evaluate("sort(xs, function(a, b) a < b)", {"xs": items})
    assert items == [3, 1, 2]
    assert told('{c: {a: 1}, d: context put(c, "b", 2), r: c}.r') == "{a: 1}"
