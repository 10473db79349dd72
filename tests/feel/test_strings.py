"""Strings, and the regular expressions of XPath."""

from __future__ import annotations

import time

import pytest
from tests.feel.told import is_null_with_a_note, told

from decretal.feel import evaluate


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('"border" + "land"', '"borderland"'),
        ('"" + ""', '""'),
        ('substring("telegram", 5)', '"gram"'),
        ('substring("telegram", 1, 4)', '"tele"'),
        ('substring("telegram", -4)', '"gram"'),
        ('substring("telegram", -4, 2)', '"gr"'),
        ('substring("telegram", 8)', '"m"'),
        ('substring("telegram", -8, 1)', '"t"'),
        ('substring("telegram", 7, 100)', '"am"'),
        ('substring("telegram", 5, null)', '"gram"'),
        ('substring("a\U0001f40eb", 2, 1)', '"\U0001f40e"'),
        ('substring(start position: 2, string: "abc")', '"bc"'),
        ('string length("")', "0"),
        ('string length("\U0001f40e\U0001f600")', "2"),
        (r'string length("a\nb")', "3"),
        ('upper case("Yanbian 1")', '"YANBIAN 1"'),
        ('lower case("JILIN")', '"jilin"'),
        ('substring before("61-B", "-")', '"61"'),
        ('substring before("61-B", "x")', '""'),
        ('substring before("61-B", "")', '""'),
        ('substring after("61-B", "-")', '"B"'),
        ('substring after("61-B", "x")', '""'),
        ('substring after("61-B", "")', '"61-B"'),
        ('contains("Tonghua", "hua")', "true"),
        ('contains("Tonghua", "Hua")', "false"),
        ('contains("Tonghua", "")', "true"),
        ('starts with("Tonghua", "Tong")', "true"),
        ('starts with("Tonghua", "tong")', "false"),
        ('ends with("Tonghua", "hua")', "true"),
        ('ends with("Tonghua", "")', "true"),
        ('string join(["a", "b"], ", ")', '"a, b"'),
        ('string join(["a", null, "b"], "-")', '"a-b"'),
        ('string join(["a", "b"])', '"ab"'),
        ('string join(["a", "b"], null)', '"ab"'),
        ('string join([], "-")', '""'),
        ('string join("a", "-")', '"a"'),
        ('split("a b  c", " ")', '["a", "b", "", "c"]'),
        (r'split("2 copies, 5 copies", "\\s*\\d\\s*copies,?\\s*")', '["", "", ""]'),
        ('split("abc", ";")', '["abc"]'),
        ('split(";a;", ";")', '["", "a", ""]'),
    ],
)
def test_string_functions(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        '"a" - "b"',
        '"a" + 1',
        '"a" * 2',
        'substring("abc", 0)',
        'substring("abc", 4)',
        'substring("abc", -4)',
        'substring("abc", 1, 0)',
        'substring("abc", 1, -1)',
        "substring(null, 1)",
        'substring("abc")',
        'substring("abc", "1")',
        "string length(5)",
        "upper case(null)",
        'contains("a")',
        'contains("a", null)',
        'starts with(1, "1")',
        'string join(["a", 1])',
        "string join(null)",
        'split("a", null)',
        'split("abc", "")',
        'split("a", "[")',
    ],
)
def test_string_functions_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)


# Each line: what is searched, the pattern, the flags, whether it matches.
@pytest.mark.parametrize(
    ("string", "pattern", "flags", "found"),
    [
        ("telegram", "gra", "", True),
        ("telegram", "^tele", "", True),
        ("telegram", "^gram", "", False),
        ("telegram", "gram$", "", True),
        ("a\n", "^a$", "", False),
        ("a\nb", "^b$", "", False),
        ("a\nb", "^b$", "m", True),
        ("a\n", "\n^$", "m", False),
        ("a\nb", "a.b", "", False),
        ("a\rb", "a.b", "", False),
        ("a\nb", "a.b", "s", True),
        ("JILIN", "jilin", "", False),
        ("JILIN", "jilin", "i", True),
        ("K", "[a-z]", "i", True),
        ("k", "[^K]", "i", False),
        ("a b", "a b", "x", False),
        ("ab", "a b", "x", True),
        ("a b", "a[ ]b", "x", True),
        ("a.b", "a.b", "q", True),
        ("axb", "a.b", "q", False),
        ("A.B", "a.b", "qi", True),
        ("x", r"\p{L}", "", True),
        ("7", r"\p{L}", "", False),
        ("7", r"\P{L}", "", True),
        ("é", r"\p{Ll}", "", True),
        ("é", r"\p{Lu}", "i", False),
        ("α", r"\p{IsGreek}", "", True),
        ("a", r"\p{IsGreek}", "", False),
        ("a", r"\P{IsGreek}", "", True),
        ("吉", r"\p{IsCJKUnifiedIdeographs}", "", True),
        ("_", r"^\i$", "", True),
        ("-", r"^\i$", "", False),
        ("-", r"^\c$", "", True),
        (" ", r"^\C$", "", True),
        ("٣", r"^\d$", "", True),
        ("x", r"^\D$", "", True),
        ("\u00a0", r"^\s$", "", False),
        ("\t", r"^\s$", "", True),
        ("_", r"^\w$", "", False),
        ("字", r"^\w$", "", True),
        ("m", "^[a-z-[aeiou]]$", "", True),
        ("e", "^[a-z-[aeiou]]$", "", False),
        ("E", "^[a-z-[aeiou]]$", "i", False),
        ("b", r"^[\w-[a\d]]$", "", True),
        ("3", r"^[\w-[a\d]]$", "", False),
        ("-", "^[a-]$", "", True),
        ("-", "^[-a]$", "", True),
        ("^", "^[a^]$", "", True),
        ("]", r"^[\]]$", "", True),
        ("$", r"^\$$", "", True),
        ("aa", r"^(.)\1$", "", True),
        ("ab", r"^(.)\1$", "", False),
        ("b", r"^(a)?b\1$", "", True),
        ("aaa", "^a{3}$", "", True),
        ("aaa", "^a{2}$", "", False),
        ("aaaa", "^a{2,}$", "", True),
        ("aaaa", "^a{1,3}$", "", False),
        ("", "^a*?$", "", True),
        ("ab", "^(?:a|b)+$", "", True),
        ("", "", "", True),
        ("\U0001f40e", "^.$", "", True),
        ("&&", "^[&&]+$", "", True),
    ],
)
def test_a_pattern_matches(string: str, pattern: str, flags: str, found: bool) -> None:
    given = {"s": string, "p": pattern, "f": flags}
    assert evaluate("matches(s, p, f)", given).value is found


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "a)",
        "[",
        "[]",
        "[a",
        "]",
        "}",
        "a{",
        "a{,3}",
        "a{3,2}",
        "a{1000000}",
        "*",
        "a**",
        "a{2}{3}",
        "+a",
        "(?=a)",
        "(?i)a",
        r"\1",
        r"(a)\2",
        r"(a\1)",
        r"[a\1]",
        r"\0",
        r"\b",
        r"\u0041",
        r"\p{Foo}",
        r"\p{IsNowhere}",
        r"\p{L",
        r"\pL",
        "[z-a]",
        r"[a-\d]",
        "[a[b]]",
        "[a-[b]c]",
        "a\\",
        "(" * 200 + ")" * 200,
    ],
)
def test_what_is_no_pattern_of_xpath_is_refused(pattern: str) -> None:
    result = evaluate("matches(s, p)", {"s": "a", "p": pattern})
    assert result.value is None
    assert "pattern" in result.notes[0].message


def test_an_unknown_flag_is_refused() -> None:
    assert is_null_with_a_note('matches("a", "a", "g")')
    assert told('matches("a", "A", "ii")') == "true"


@pytest.mark.parametrize(
    ("string", "pattern", "replacement", "value"),
    [
        ("1961-11-25", "-", "/", "1961/11/25"),
        ("25.11.1961", r"(\d+)\.(\d+)\.(\d+)", "$3-$2-$1", "1961-11-25"),
        ("abc", "b", "[$0]", "a[b]c"),
        ("abc", "(x)?b", "<$1>", "a<>c"),
        ("abc", "b", r"\$", "a$c"),
        ("abc", "b", r"\\", "a\\c"),
        ("abc", "(b)", "$12", "ab2c"),
        ("abc", "b", "$1", "ac"),
        ("aaa", "a{2}", "b", "ba"),
        ("aaa", "a+?", "b", "bbb"),
        ("abc", "x", "y", "abc"),
    ],
)
def test_a_match_is_replaced(string: str, pattern: str, replacement: str, value: str) -> None:
    given = {"s": string, "p": pattern, "r": replacement}
    assert evaluate("replace(s, p, r)", given).value == value


def test_flags_of_a_replacement() -> None:
    assert told('replace("AbA", "a", "-", "i")') == '"-b-"'
    assert told('replace("a.b", ".", "$1", "q")') == '"a$1b"'


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [("b*", "x"), ("b", "$"), ("b", "$x"), ("b", r"\n"), ("b", "\\"), ("(", "x")],
)
def test_what_is_no_replacement_is_refused(pattern: str, replacement: str) -> None:
    result = evaluate("replace(s, p, r)", {"s": "abc", "p": pattern, "r": replacement})
    assert result.value is None
    assert result.notes


def test_a_pattern_that_would_search_for_ever_is_stopped() -> None:
    before = time.process_time()
    result = evaluate("for i in 1..50 return matches(s, p)", {"s": "a" * 60 + "c", "p": "(a|aa)+b"})
    assert result.value is None
    assert "takes more than 1 second" in result.notes[-1].message
    assert time.process_time() - before < 10
