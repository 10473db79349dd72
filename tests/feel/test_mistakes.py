from __future__ import annotations

import pytest

from decretal.errors import FeelSyntaxError
from decretal.feel.parse import parse, parse_unary_tests


def mistake(source: str) -> FeelSyntaxError:
    with pytest.raises(FeelSyntaxError) as error:
        parse(source)
    return error.value


@pytest.mark.parametrize(
    ("source", "column", "message", "advice"),
    [
        # operators of other languages
        ("a == b", 3, '"==" is not an operator of FEEL.', 'Write "=" instead.'),
        ("a === b", 3, '"===" is not an operator of FEEL.', 'Write "=" instead.'),
        ("a <> b", 3, '"<>" is not an operator of FEEL.', 'Write "!=" instead.'),
        ("a !== b", 3, '"!==" is not an operator of FEEL.', 'Write "!=" instead.'),
        ("a =< b", 3, '"=<" is not an operator of FEEL.', 'Write "<=" instead.'),
        ("a => b", 3, '"=>" is not an operator of FEEL.', 'Write ">=" instead.'),
        ("a ≥ b", 3, '"≥" is not an operator of FEEL.', 'Write ">=" instead.'),
        ("a && b", 3, '"&&" is not an operator of FEEL.', 'Write "and" instead.'),
        ("a || b", 3, '"||" is not an operator of FEEL.', 'Write "or" instead.'),
        ("a ^ b", 3, '"^" is not an operator of FEEL.', 'Write "**" instead.'),
        ("a − b", 3, '"−" is not an operator of FEEL.', 'Write "-" instead.'),
        ("!a", 1, '"!" is not an operator of FEEL.', "Write not(...) instead."),
        ("a % b", 3, '"%" is not an operator of FEEL.', "Write modulo(dividend, divisor)."),
        # strings, comments, characters
        ("a = 'none'", 5, '"\'" does not begin a string', 'Write "none".'),
        ("a = “none”", 5, '"“" does not begin a string', 'Write "none".'),
        ("a = „none“", 5, '"„" does not begin a string', 'Write "none".'),
        ('a = "none', 5, "has no closing quotation mark.", 'Close it with ".'),
        ("a /* b", 3, "The comment that begins here is not closed.", "Close it with */."),
        ("a § b", 3, '"§" (SECTION SIGN) has no meaning in FEEL', "Take it away"),
        ("a \0", 3, "A character (U+0000) has no meaning in FEEL", "Take it away"),
        (r'"\uD83D"', 1, "An escape in this string stands for no character.", "Write \\u"),
        ("@1961", 1, "After @ no string stands here", '@"1961-11-25"'),
        ("1e9999", 1, '"1e9999" is larger or smaller than a number', "34 digits"),
        # numbers
        ("a > 3,5", 6, "A comma stands inside a number", "Write 3.5."),
        # words for operators
        ('a is "x"', 1, '"is" is not an operator of FEEL.', 'Write a = "x".'),
        ('a is not "x"', 1, '"is not" is not an operator of FEEL.', 'Write a != "x".'),
        ('a is at least @"P1D"', 1, '"is at least" is not an operator', 'Write a >= @"P1D".'),
        ("not true", 1, 'After not, "true" stands here.', "Write not(...), with parentheses."),
        ("not a", 1, 'After not, "a" stands here.', "Write not(...), with parentheses."),
        # keywords misspelt
        ("if a thne b else c", 4, '"thne" is not a word of FEEL, and "then"', 'Write "then"'),
        ("if a then b esle c", 11, '"esle" is not a word of FEEL, and "else"', 'Write "else"'),
        ('a = "b" AND c', 9, '"AND" is not a word of FEEL, and "and"', 'Write "and"'),
        ('a = "b" adn c', 9, '"adn" is not a word of FEEL, and "and"', 'Write "and"'),
        # words missing
        ("if a then b", 1, 'This "if" has no "else": the expression ends here', "Complete it: if"),
        ("if a b else c", 1, 'This "if" has no "then": "else" stands here', "Complete it: if"),
        ("(if a then b)", 2, 'This "if" has no "else": ")" stands here', "Complete it: if"),
        ("for a in b c", 1, 'This "for" has no "return"', "Complete it: for"),
        ("for a b return c", 1, 'This "for" has no "in"', "Complete it: for"),
        ("some a in b", 1, 'This "some" has no "satisfies"', "Complete it: some"),
        ("every a in b c > 1", 1, 'This "every" has no "satisfies"', "Complete it: every"),
        ("a between 1", 3, 'This "between" has no upper end', "... between ... and ..."),
        ("a between 1 or 2", 3, 'This "between" has no upper end', "... between ... and ..."),
        # brackets
        ("(a", 1, "The ( that stands here is never closed.", "Write ) where it ends."),
        ("f(a, [1, 2)", 11, '")" stands here, and the [ of line 1, column 6', "Write ] first."),
        ("[1, 2", 1, "The [ that stands here is never closed.", "Write ] where it ends."),
        ("{a: 1", 1, "The { that stands here is never closed.", "Write } where it ends."),
        ("a)", 2, "This ) closes nothing.", "Take it away"),
        ("(a}", 3, '"}" stands here, and the ( of line 1, column 1', "Write ) first."),
        ("if (a then b else c", 7, '"then" stands here, and the ( of line 1', "Write ) first."),
        # operands and operators missing
        (
            "a and",
            3,
            'After "and", the expression ends here, and a value',
            "Write what comes after",
        ),
        ("a +", 3, 'After "+", the expression ends here, and a value', "Write what comes after"),
        ("a + * b", 5, 'After "+", "*" stands here, and a value', "Take one of the two away"),
        ("a and or b", 7, 'After "and", "or" stands here', "Take one of the two away"),
        ("> 5", 1, 'Nothing stands before ">"', "as in age > ..."),
        ("if", 1, 'After "if", the expression ends here, and a value', "Write what comes after"),
        ("a instance of", 3, 'After "instance of", the expression ends', "Write what comes after"),
        ('a "b"', 3, '"b" stands directly after "a", and an operator was expected.', "such as ="),
        ("[1 2]", 4, "an operator, or a comma, was expected.", "separate them with a comma"),
        ("a.", 2, "After the dot the expression ends here", "Name the property"),
        ("a..b", 2, '".." stands here, outside of the brackets of a range.', "Write [a..b]"),
        # commas and colons
        ("a, b", 2, "A comma stands here, outside of all brackets", "Join conditions with and"),
        ("[1,]", 3, 'After the comma "]" stands here', "take the comma away"),
        ("[1,,2]", 3, 'After the comma "," stands here', "take the comma away"),
        ("{a = 1}", 4, 'After a key of a context, "=" stands here', "Write {a: ...}."),
        ("{1: 2}", 2, '"1" stands here, and the key of a context was expected.', "{name: ...}"),
        ("f(a: 1, 2)", 9, "Some arguments of this function are named", "Name all of them"),
        ("f(1, a: 2)", 7, "Some arguments of this function are named", "Name all of them"),
        # nothing
        ("", 1, "There is nothing to read here", "Write one, for example"),
        ("// a", 1, "There is nothing to read here", "Write one, for example"),
        # anything else
        ("f(,)", 3, '"," stands here, and a value or ) was expected.', "Write the missing part"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_way_out(
    source: str, column: int, message: str, advice: str
) -> None:
    error = mistake(source)
    assert error.code == "E101"
    assert str(error.place) == f"expression:1:{column}"
    assert message in error.message
    assert advice in error.advice


def test_of_several_mistakes_the_first_is_named() -> None:
    assert '"=="' in mistake("a == b && c").message
    assert 'After "and"' in mistake("a and or b == c").message


def test_a_mistake_has_its_line_and_column() -> None:
    assert str(mistake("a\n  and b ==\n c").place) == "expression:2:9"


def test_the_end_of_the_expression_is_before_its_last_white_space() -> None:
    assert str(mistake("function(a)  \n\n").place) == "expression:1:12"


def test_a_mistake_in_a_unary_test_is_named_too() -> None:
    with pytest.raises(FeelSyntaxError, match="The \\( that stands here is never closed"):
        parse_unary_tests("not(1, 2")


def test_an_error_reads_like_this() -> None:
    assert str(mistake('spouse == "none"')) == (
        'expression:1:8 [E101] "==" is not an operator of FEEL. Write "=" instead.'
    )
