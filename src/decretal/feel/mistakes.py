"""The words for a mistake in an expression: what was found, what was due, what to do.

Owns the recognisers, one for each kind of mistake that people make, tried in
order. That there is a mistake, and at which token, is found by ``parse``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from difflib import get_close_matches

from decretal.errors import FeelSyntaxError
from decretal.feel.failure import (
    CLOSED_FROM,
    CLOSES,
    FORMS,
    Failure,
    ends_operand,
    keyword_of,
    named,
    open_brackets,
    open_forms,
    quoted,
    sentence,
    what_was_due,
    words_owed,
)
from decretal.feel.lexer import Token
from decretal.feel.names import KEYWORDS
from decretal.source import Span

Recogniser = Callable[[Failure], FeelSyntaxError | None]

_FOREIGN = {
    "==": "=",
    "===": "=",
    "!==": "!=",
    "<>": "!=",
    "=<": "<=",
    "=>": ">=",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "^": "**",
    "\xd7": "*",
    "\u2212": "-",
    "\u2013": "-",
    "\u2014": "-",
    ";": ",",
}
_CURLY_QUOTES = "\u201c\u201d\u201e\u201f\xab\xbb\u2018\u2019\u201a\u201b`"
_INFIX = frozenset(
    {"PLUS", "MINUS", "TIMES", "DIVIDE", "POWER", "COMPARE", "_AND", "_OR", "_BETWEEN", "_IN"}
)
_BEGINS_OPERAND = frozenset(
    {"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL", "LPAR", "LBRACKET", "LBRACE"}
    | {"IF", "FOR", "SOME", "EVERY", "FUNCTION", "NOT"}
)
_BEFORE_A_VALUE = frozenset(
    {"IF", "FOR", "SOME", "EVERY", "_THEN", "_ELSE", "_RETURN", "_SATISFIES", "_INSTANCE_OF"}
    | {"_COLON", "FUNCTION", "_DOTDOT"}
)
# What people write for an operator, the longest first.
OPERATORS_IN_WORDS = (
    ("is greater than or equal to", ">="),
    ("is less than or equal to", "<="),
    ("is not equal to", "!="),
    ("is greater than", ">"),
    ("is less than", "<"),
    ("is more than", ">"),
    ("is at least", ">="),
    ("is at most", "<="),
    ("is equal to", "="),
    ("is before", "<"),
    ("is after", ">"),
    ("greater than", ">"),
    ("less than", "<"),
    ("more than", ">"),
    ("at least", ">="),
    ("at most", "<="),
    ("is not", "!="),
    ("does not equal", "!="),
    ("equals", "="),
    ("equal to", "="),
    ("is", "="),
    ("are", "="),
    ("plus", "+"),
    ("minus", "-"),
    ("times", "*"),
    ("divided by", "/"),
)
_BEFORE_A_VALUE = frozenset(
    {"IF", "FOR", "SOME", "EVERY", "_THEN", "_ELSE", "_RETURN", "_SATISFIES", "_INSTANCE_OF"}
    | {"_COLON", "FUNCTION", "_DOTDOT"}
)
# What people write for an operator, longest first.
_IN_WORDS = (
    ("is greater than or equal to", ">="),
    ("is less than or equal to", "<="),
    ("is not equal to", "!="),
    ("is greater than", ">"),
    ("is less than", "<"),
    ("is more than", ">"),
    ("is at least", ">="),
    ("is at most", "<="),
    ("is equal to", "="),
    ("greater than", ">"),
    ("less than", "<"),
    ("more than", ">"),
    ("at least", ">="),
    ("at most", "<="),
    ("is not", "!="),
    ("does not equal", "!="),
    ("equals", "="),
    ("equal to", "="),
    ("is", "="),
    ("are", "="),
    ("plus", "+"),
    ("minus", "-"),
    ("times", "*"),
    ("divided by", "/"),
)


def explain(failure: Failure) -> FeelSyntaxError:
    """The error to raise: of the first recogniser that knows the mistake."""
    for recognise in RECOGNISERS:
        error = recognise(failure)
        if error is not None:
            return error
    return _error(
        failure.place,
        f"{sentence(failure.found)}, and {what_was_due(failure)} was expected.",
        "Write the missing part, or take this away.",
    )


def _error(place: Span, message: str, advice: str) -> FeelSyntaxError:
    return FeelSyntaxError(message, place=place, advice=advice)


# recognisers, from the most to the least particular ---------------------------------


def nothing_at_all(failure: Failure) -> FeelSyntaxError | None:
    """An empty source, or one of comments only."""
    if failure.before or failure.bad is not None:
        return None
    return _error(
        failure.source.span(0, len(failure.source.content)),
        "There is nothing to read here, and an expression was expected.",
        'Write one, for example: age >= 18 and spouse = "none".',
    )


def not_of_this_language(failure: Failure) -> FeelSyntaxError | None:
    """A character or operator that FEEL does not have."""
    bad = failure.bad
    if bad is None or bad.type != "MISTAKE":
        return None
    written = str(bad.value)
    if written in _FOREIGN:
        right = _FOREIGN[written]
        return _error(
            bad.span,
            f"{quoted(written)} is not an operator of FEEL.",
            f'Write "{right}" instead.',
        )
    if written == '"':
        return _error(
            bad.span,
            "The string that begins here has no closing quotation mark.",
            'Close it with ". A quotation mark inside a string is written \\".',
        )
    if written == "/*":
        return _error(bad.span, "The comment that begins here is not closed.", "Close it with */.")
    if written == "surrogate":
        return _error(
            bad.span,
            "An escape in this string stands for no character.",
            "Write \\u with four, or \\U with six hexadecimal digits of a character.",
        )
    if written == "@":
        return _error(
            bad.span,
            "After @ no string stands here, and a date, time or duration was expected.",
            'Write it in double quotation marks, as in @"1961-11-25".',
        )
    if written[0] in "'" + _CURLY_QUOTES:
        text = written.strip("'" + _CURLY_QUOTES) or "..."
        return _error(
            bad.span,
            f"{quoted(written[0])} does not begin a string; strings stand in straight "
            "double quotation marks.",
            f'Write "{text}".',
        )
    if written == "!":
        return _error(bad.span, '"!" is not an operator of FEEL.', "Write not(...) instead.")
    if written == "%":
        return _error(
            bad.span, '"%" is not an operator of FEEL.', "Write modulo(dividend, divisor)."
        )
    if written[0].isdigit() or written[0] == ".":
        return _error(
            bad.span,
            f"{quoted(written)} is larger or smaller than a number of FEEL can be.",
            "Numbers have 34 digits and exponents from -6176 to 6144.",
        )
    name = unicodedata.name(written[0], f"U+{ord(written[0]):04X}")
    shown = quoted(written) if written.isprintable() else "A character"
    return _error(
        bad.span,
        f"{shown} ({name}) has no meaning in FEEL outside of a string.",
        "Take it away, or put the text in double quotation marks.",
    )


def decimal_comma(failure: Failure) -> FeelSyntaxError | None:
    """``3,5`` where no list is open."""
    last, bad = failure.last, failure.bad
    if bad is None or bad.type != "_COMMA" or last is None or last.type != "NUMBER":
        return None
    digits = re.match("[0-9]+", failure.source.content[bad.end :])
    if last.end != bad.start or not digits:
        return None
    number = f"{last.value}.{digits.group()}"
    return _error(
        bad.span,
        "A comma stands inside a number, and decimals are written with a point.",
        f"Write {number}.",
    )


def operator_in_words(failure: Failure) -> FeelSyntaxError | None:
    """``spouse is "none"``, ``count at least 3``."""
    last, bad = failure.last, failure.bad
    if last is None or last.type != "NAME" or bad is None or bad.type not in _BEGINS_OPERAND:
        return None
    name = str(last.value)
    if name == "not":
        return _error(
            last.span, f"After not, {named(bad)} stands here.", "Write not(...), with parentheses."
        )
    for words, operator in OPERATORS_IN_WORDS:
        if name.endswith(" " + words):
            return _error(
                last.span,
                f"{quoted(words)} is not an operator of FEEL.",
                f"Write {name.removesuffix(words)}{operator} {bad.span.words}.",
            )
    return None


def misspelt_keyword(failure: Failure) -> FeelSyntaxError | None:
    """``if a thne b else c``, ``x = "a" AND y``."""
    due = {keyword_of(kind) for kind in failure.due} & KEYWORDS
    if failure.bad is not None and failure.bad.type == "NAME":
        due |= {"and", "or"}
        found = _alike(failure.bad, due, first=True)
        if found and ends_operand(failure.last):
            return found
    # A name has swallowed the word: "a thne b" looks like one name.
    owed = set(words_owed(failure))
    for token in reversed(failure.before):
        if token.type == "NAME" and owed:
            found = _alike(token, owed, first=False)
            if found:
                return found
    return None


def _alike(token: Token, keywords: Collection[str], *, first: bool) -> FeelSyntaxError | None:
    words = str(token.value).split(" ")
    for word in words[:1] if first else words:
        close = get_close_matches(word.lower(), keywords, n=1, cutoff=0.6)
        if close and word not in KEYWORDS:
            return _error(
                token.span,
                f'{quoted(word)} is not a word of FEEL, and "{close[0]}" was expected.',
                f'Write "{close[0]}", in small letters, if that is meant.',
            )
    return None


def missing_word(failure: Failure) -> FeelSyntaxError | None:
    """An if without then or else, a for without return, and the like."""
    form = open_forms(failure.before)[-1:]
    if not form or not ends_operand(failure.last):
        return None
    token, done = form[0]
    if token.type not in FORMS:
        return None
    word, needed, shape = FORMS[token.type]
    if len(done) >= len(needed):
        return None
    missing = needed[len(done)]
    if failure.bad is not None and failure.bad.type == missing:
        return None
    if failure.bad is not None and failure.bad.type in _BEGINS_OPERAND:
        return None
    if missing == "_AND":
        message = f'This "between" has no upper end: {failure.found}, and "and" was expected.'
    else:
        message = (
            f'This "{word}" has no "{keyword_of(missing)}": {failure.found}, '
            f'and "{keyword_of(missing)}" was expected.'
        )
    return _error(token.span, message, f"Complete it: {shape}")


def trailing_dot(failure: Failure) -> FeelSyntaxError | None:
    """``birthday.`` with nothing after it."""
    last = failure.last
    if last is None or last.type != "_DOT":
        return None
    return _error(
        last.span,
        f"After the dot {failure.found}, and the name of a property was expected.",
        "Name the property, as in crossed on.year, or take the dot away.",
    )


def missing_operand(failure: Failure) -> FeelSyntaxError | None:
    """An operator, or a word such as then, with nothing on one of its sides."""
    last, bad = failure.last, failure.bad
    if bad is not None and bad.type in _INFIX and (last is None or not ends_operand(last)):
        words = bad.span.words
        if last is None or last.type in CLOSES or last.type in ("_COMMA", "_COLON"):
            return _error(
                bad.span,
                f'Nothing stands before "{words}", and a value to its left was expected.',
                f"Write what it applies to, as in age {words} ...",
            )
        return _error(
            bad.span,
            f'After "{last.span.words}", {named(bad)} stands here, and a value was expected.',
            "Take one of the two away, or write the value between them.",
        )
    if last is not None and last.type in _INFIX | _BEFORE_A_VALUE:
        words = last.span.words
        due = "a value" if "NUMBER" in failure.due else what_was_due(failure)
        return _error(
            last.span,
            f'After "{words}", {failure.found}, and {due} was expected.',
            f"Write what comes after it, or take {quoted(words)} away.",
        )
    return None


def range_without_brackets(failure: Failure) -> FeelSyntaxError | None:
    """``a..b`` on its own."""
    if failure.bad is None or failure.bad.type != "_DOTDOT":
        return None
    return _error(
        failure.bad.span,
        '".." stands here, outside of the brackets of a range.',
        "Write [a..b] with both ends included, or (a..b) with neither.",
    )


def mixed_arguments(failure: Failure) -> FeelSyntaxError | None:
    """``f(1, b: 2)`` and ``f(a: 1, 2)``."""
    opened = open_brackets(failure.before)
    if not opened or opened[-1].type != "LPAR" or failure.bad is None or failure.last is None:
        return None
    named_last = failure.bad.type == "_COLON" and failure.last.type == "NAME"
    named_first = failure.last.type == "_COMMA" and set(failure.due) == {"NAME"}
    if not (named_last or named_first):
        return None
    return _error(
        failure.bad.span,
        "Some arguments of this function are named and others are not.",
        "Name all of them, as in substring(string: text, start position: 2), or none.",
    )


def unbalanced_bracket(failure: Failure) -> FeelSyntaxError | None:
    """A bracket that is not closed, or closed by another one, or closes nothing."""
    opened = open_brackets(failure.before)
    bad = failure.bad
    if bad is None:
        if not opened:
            return None
        first = opened[-1]
        return _error(
            first.span,
            f"The {first.span.words} that stands here is never closed.",
            f"Write {CLOSES[first.type]} where it ends.",
        )
    if bad.type in ("_THEN", "_ELSE", "_RETURN", "_SATISFIES") and opened:
        wanted = CLOSES[opened[-1].type]
        return _error(
            bad.span,
            f"{quoted(bad.span.words)} stands here, and {_still_open(opened[-1])}.",
            f"Write {wanted} first.",
        )
    if bad.type not in CLOSED_FROM:
        return None
    if not opened:
        return _error(
            bad.span,
            f"This {bad.span.words} closes nothing.",
            "Take it away, or open a bracket before it.",
        )
    wanted = CLOSES[opened[-1].type]
    if opened[-1].type in CLOSED_FROM[bad.type] and bad.span.words == wanted:
        return None
    return _error(
        bad.span,
        f"{quoted(bad.span.words)} stands here, and {_still_open(opened[-1])}.",
        f"Write {wanted} first.",
    )


def _still_open(bracket: Token) -> str:
    span = bracket.span
    return f"the {span.words} of line {span.line}, column {span.column} is still open"


def missing_colon(failure: Failure) -> FeelSyntaxError | None:
    """``{name = 1}`` and ``{1: 2}``."""
    opened = open_brackets(failure.before)
    if not opened or opened[-1].type != "LBRACE" or failure.bad is None:
        return None
    if set(failure.due) == {"_COLON"}:
        return _error(
            failure.place,
            f"After a key of a context, {named(failure.bad)} stands here, and a colon was "
            "expected.",
            f"Write {{{failure.before[-1].span.words}: ...}}.",
        )
    if "NAME" in failure.due and "STRING" in failure.due and "NUMBER" not in failure.due:
        return _error(
            failure.place,
            f"{sentence(named(failure.bad))} stands here, and the key of a context was expected.",
            "Write a name or a string, a colon, and the value: {name: ...}. A list is "
            "written [...].",
        )
    return None


def missing_operator(failure: Failure) -> FeelSyntaxError | None:
    """Two values side by side."""
    last, bad = failure.last, failure.bad
    if bad is None or bad.type not in _BEGINS_OPERAND or not ends_operand(last):
        return None
    assert last is not None
    inside = open_brackets(failure.before)
    comma = ", or a comma," if inside and inside[-1].type in ("LBRACKET", "LPAR") else ""
    return _error(
        bad.span,
        f"{sentence(named(bad))} stands directly after {named(last)}, and an operator{comma} "
        "was expected.",
        "Write what joins them, such as = or and."
        if not comma
        else "Write what joins them, such as = or and, or separate them with a comma.",
    )


def stray_comma(failure: Failure) -> FeelSyntaxError | None:
    """A comma outside of all brackets, or two of them, or one at the end of a list."""
    last, bad = failure.last, failure.bad
    if bad is not None and bad.type == "_COMMA" and not open_brackets(failure.before):
        return _error(
            bad.span,
            "A comma stands here, outside of all brackets, and the end of the expression or an "
            "operator was expected.",
            "Join conditions with and or or; put the members of a list in [...].",
        )
    if last is not None and last.type == "_COMMA":
        return _error(
            last.span,
            f"After the comma {failure.found}, and another item was expected.",
            "Write the item, or take the comma away.",
        )
    return None


RECOGNISERS: tuple[Recogniser, ...] = (
    nothing_at_all,
    not_of_this_language,
    decimal_comma,
    operator_in_words,
    misspelt_keyword,
    trailing_dot,
    missing_operand,
    range_without_brackets,
    missing_word,
    missing_colon,
    mixed_arguments,
    stray_comma,
    unbalanced_bracket,
    missing_operator,
)
