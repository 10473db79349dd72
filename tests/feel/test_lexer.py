from __future__ import annotations

import re
from decimal import Decimal

import pytest

from decretal.feel import lexer as lexer_module
from decretal.feel import names as names_module
from decretal.feel.lexer import Lexer
from decretal.feel.names import index_of, is_name, is_plain, normalised
from decretal.feel.signatures import SIGNATURES
from decretal.source import Excerpt, Text

DECLARED = frozenset({"offence in China", "a-b", "profit and loss", "not registered", "x.y"})


def types(source: str, *, unary: bool = False) -> str:
    lexer = Lexer(Text("test", source), index_of(DECLARED), unary=unary)
    return " ".join(token.type for token in lexer.tokens())


def values(source: str) -> list[object]:
    return [token.value for token in Lexer(Text("test", source), index_of(DECLARED)).tokens()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("12", Decimal(12)),
        ("0.50", Decimal("0.50")),
        (".5", Decimal("0.5")),
        ("1.5e-3", Decimal("0.0015")),
        ("2E+3", Decimal(2000)),
        ('""', ""),
        ('"a\\nb\\tc"', "a\nb\tc"),
        (r'"say \"yes\", \'no\', \\ "', "say \"yes\", 'no', \\ "),
        (r'"\u00e9"', "é"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\s is kept for patterns"', r"\s is kept for patterns"),
        ('"two\nlines"', "two\nlines"),
        ('@"2020-01-31"', "2020-01-31"),
        ("crossed   on", "crossed on"),
        ("crossed\n\ton", "crossed on"),
        ("crossed\u00a0on", "crossed on"),
        ("offence\nin  China", "offence in China"),
        ("date  and time", "date and time"),
        ("day's pay", "day's pay"),
        ("Extra days case 1", "Extra days case 1"),
        ("🐎", "🐎"),
        ("étude", "étude"),
        ("?", "?"),
    ],
)
def test_one_token_has_this_value(source: str, expected: object) -> None:
    assert values(source) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # names: the longest that is declared
        ("offence in x", ["offence", "in", "x"]),
        ("offence in Chinatown", ["offence", "in", "Chinatown"]),
        ("profit and loss and x", ["profit and loss", "and", "x"]),
        ("a-b", ["a-b"]),
        ("a - b", ["a", "-", "b"]),
        ("a-b-c", ["a-b", "-", "c"]),
        ("a-bc", ["a", "-", "bc"]),
        ("x.y.z", ["x.y", ".", "z"]),
        ("not registered", ["not registered"]),
        ("not known", ["not", "known"]),
        # keywords end an undeclared name
        ("a b and c d", ["a b", "and", "c d"]),
        ("x instance of y", ["x", "instance", "y"]),
        ("instance", ["instance"]),
        ("a 1.5", ["a", Decimal("1.5")]),
        # after a dot every word is a property
        ("x.if", ["x", ".", "if"]),
        # a name that the expression itself introduces
        ("{p-q: 1, r: p-q}", ["{", "p-q", ":", Decimal(1), ",", "r", ":", "p-q", "}"]),
        ('{"p-q": 1}.p-q', ["{", "p-q", ":", Decimal(1), "}", ".", "p-q"]),
        ("p-q", ["p", "-", "q"]),
        ("for p-q in r return p-q", ["for", "p-q", "in", "r", "return", "p-q"]),
        ("function(p-q, s) p-q", ["function", "(", "p-q", ",", "s", ")", "p-q"]),
        ("f(start position: 1)", ["f", "(", "start position", ":", Decimal(1), ")"]),
        # comments
        ("1 + /* 2 + */ 3 // + 4", [Decimal(1), "+", Decimal(3)]),
        ('"// no comment"', ["// no comment"]),
        ("a // b\n+ c", ["a", "+", "c"]),
        # numbers beside dots
        ("1..2", [Decimal(1), "..", Decimal(2)]),
        ("1...5", [Decimal(1), "..", Decimal("0.5")]),
        ("1.a", [Decimal(1), ".", "a"]),
        ("2**-1", [Decimal(2), "**", "-", Decimal(1)]),
    ],
)
def test_tokens_have_these_values(source: str, expected: list[object]) -> None:
    assert values(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[1..2]", "LBRACKET NUMBER _DOTDOT NUMBER RBRACKET"),
        ("]1..2[", "RANGE_OPEN NUMBER _DOTDOT NUMBER RANGE_CLOSE"),
        ("[1..x[", "LBRACKET NUMBER _DOTDOT NAME RANGE_CLOSE"),
        ("[1..x[ and y", "LBRACKET NUMBER _DOTDOT NAME RANGE_CLOSE _AND NAME"),
        ("[1..x[1]]", "LBRACKET NUMBER _DOTDOT NAME LBRACKET NUMBER RBRACKET RBRACKET"),
        ("[1..x[-1]]", "LBRACKET NUMBER _DOTDOT NAME LBRACKET MINUS NUMBER RBRACKET RBRACKET"),
        ("[]", "LBRACKET RBRACKET"),
        ("[][1]", "LBRACKET RBRACKET LBRACKET NUMBER RBRACKET"),
        ("[]1..2[]", "LBRACKET RANGE_OPEN NUMBER _DOTDOT NUMBER RANGE_CLOSE RBRACKET"),
        ("f()[1]", "NAME LPAR RPAR LBRACKET NUMBER RBRACKET"),
        ("[1,]", "LBRACKET NUMBER _COMMA RBRACKET"),
    ],
)
def test_brackets_open_and_close_ranges(source: str, expected: str) -> None:
    assert types(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x instance of list<list<a>>", "LIST LANGLE LIST LANGLE NAME RANGLE RANGLE"),
        ("x instance of range<a> < b", "RANGE LANGLE NAME RANGLE COMPARE NAME"),
        ("x instance of context<p: a>", "CONTEXT LANGLE NAME _COLON NAME RANGLE"),
        ("x instance of function<>->a", "FUNCTION LANGLE RANGLE _ARROW NAME"),
    ],
)
def test_angle_brackets_in_types_are_no_comparisons(source: str, expected: str) -> None:
    assert types(source) == "NAME _INSTANCE_OF " + expected


def test_outside_of_types_list_is_a_name() -> None:
    assert types("list < 5") == "NAME COMPARE NUMBER"


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("not(1, 2)", "NOT"),
        ("not((1..2])", "NOT"),
        ("not(a) and b", "NAME"),
        ("not(a)(b)", "NAME"),
        ("a", "NAME"),
    ],
)
def test_not_negates_unary_tests_if_it_takes_all_of_them(source: str, first: str) -> None:
    assert types(source, unary=True).split()[0] == first
    assert types(source).split()[0] == "NAME"


@pytest.mark.parametrize(
    "source", ['"', "'a'", "==", "&&", "§", "\0", r'"\uD83D"', "1e9999", "/* a", "“a”"]
)
def test_what_is_no_token_is_a_mistake(source: str) -> None:
    assert types(source).split()[0] == "MISTAKE"


def test_a_token_knows_its_place_in_the_text_around_an_excerpt() -> None:
    text = Text("rules.md", "when: |\n  a =\n  b\n")
    # The words "a =\nb" without their indentation.
    excerpt = Excerpt(text, "a =\nb", (10, 11, 12, 13, 16, 17))
    tokens = list(Lexer(excerpt, index_of(frozenset())).tokens())
    assert [(t.span.line, t.span.column, t.span.words) for t in tokens] == [
        (2, 3, "a"),
        (2, 5, "="),
        (3, 3, "b"),
    ]


@pytest.mark.parametrize(
    ("name", "can_be_declared", "needs_no_declaration"),
    [
        ("spouse", True, True),
        ("crossed on", True, True),
        ("day's pay", True, True),
        ("offence in China", True, False),
        ("a-b", True, False),
        ("not registered", True, False),
        ("a//b", False, False),
        ("in", False, False),
        ("1st attempt", False, False),
        (" spouse", False, False),
        ("crossed  on", False, False),
        ("", False, False),
    ],
)
def test_what_a_name_may_be(name: str, can_be_declared: bool, needs_no_declaration: bool) -> None:
    assert is_name(name) is can_be_declared
    assert is_plain(name) is needs_no_declaration


def test_white_space_in_a_name_is_one_space() -> None:
    assert normalised(" crossed \n\u2003 on ") == "crossed on"


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_each_built_in_name_is_one_token(name: str) -> None:
    assert values(name) == [name]


def test_no_pattern_repeats_a_group_possessively() -> None:
    # Before 3.11.5 Python matches less, or more, where a group can be gone back into.
    patterns = [
        value.pattern
        for module in (lexer_module, names_module)
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    ]
    assert len(patterns) > 15
    assert [each for each in patterns if re.search(r"(?<!\\)\)[*+?}]\+", each)] == []
