"""From characters to tokens.

Owns everything about FEEL that depends on more than one token at a time and so
has no place in the grammar: the longest declared name, names that the
expression itself introduces, which brackets open a range and which close one.
What is no token at all comes out as one of type ``MISTAKE``, so that the
earliest mistake is the one that is reported; ``mistakes`` finds the words for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from decretal.errors import TooDeepError
from decretal.feel.names import (
    NAME_PART,
    NAME_START,
    NAME_SYMBOLS,
    SPACE,
    WORD,
    NameIndex,
    normalised,
    skeleton,
)
from decretal.source import Excerpt, Span, Text

DEEPEST = 150
"""How deep brackets, and the tree, may be nested: what reads the tree recurses."""

# No group is repeated possessively: the first releases of Python 3.11 get that wrong
# where there is something to go back to within the group.
_SKIPPED = re.compile(rf"(?:[{SPACE}]++|//[^\n\r]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*\*/)*")
_WORD = re.compile(WORD)
_NUMBER = re.compile(r"(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?")
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"', re.DOTALL)
_AT = re.compile(rf"@[{SPACE}]*+(?=\")")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{6}|\\[nrt\"'\\]"
)
_SYMBOL = re.compile(r"\*\*|\.\.|->|[<>!]=|[-+*/<>=.,:()\[\]{}]")
# Written in other languages, and never right here.
_FOREIGN = re.compile(
    r"===?|=<|=>|&&|\|\||<>|!==|!(?!=)|%|\^|&|\||;|`|~|#|\$|\\|'[^'\n]*'?|@"
    '|[\u201c\u201e\xab\u2018\u201a][^\n"\u201c\u201d\u2018\u2019\xab\xbb]*[\u201c\u201d\u2018\u2019\xbb]?'
)
_SPACES = f"[{SPACE}]++"
# What may follow in an undeclared name: a word, or digits as in "case 1".
_NEXT_WORD = re.compile(rf"{_SPACES}((?:{WORD}|[0-9][{NAME_PART}]*+(?!\.[0-9])))")
_OF = re.compile(rf"{_SPACES}of(?![{NAME_PART}])")
_BRACE_NEXT = re.compile(rf"[{SPACE}]*+\{{")
# A slash that does not begin a comment may stand in a name.
_NO_SLASH = NAME_PART + NAME_SYMBOLS.replace("/", "")
_SLASH = r"/(?![/*])"
_LABEL = rf"[{NAME_START}][{_NO_SLASH}{SPACE}]*+(?:{_SLASH}[{_NO_SLASH}{SPACE}]*+)*"
_KEY = re.compile(rf"({_LABEL}):")
_PARAMETER = re.compile(rf"({_LABEL})(?=[:,)])")
_REST = rf"[{_NO_SLASH}]*+(?:{_SLASH}[{_NO_SLASH}]*+)*"
_VARIABLE = re.compile(
    rf"([{NAME_START}]{_REST}(?:{_SPACES}(?!in(?![{NAME_PART}]))(?=[{_NO_SLASH}]|{_SLASH}){_REST})*)"
    rf"(?={_SPACES}in(?![{NAME_PART}]))"
)

_KEYWORD_TYPES = {
    "and": "_AND",
    "between": "_BETWEEN",
    "else": "_ELSE",
    "every": "EVERY",
    "false": "FALSE",
    "for": "FOR",
    "function": "FUNCTION",
    "if": "IF",
    "in": "_IN",
    "null": "NULL",
    "or": "_OR",
    "return": "_RETURN",
    "satisfies": "_SATISFIES",
    "some": "SOME",
    "then": "_THEN",
    "true": "TRUE",
}
_SYMBOL_TYPES = {
    "**": "POWER",
    "..": "_DOTDOT",
    "->": "_ARROW",
    "+": "PLUS",
    "-": "MINUS",
    "*": "TIMES",
    "/": "DIVIDE",
    ".": "_DOT",
    ",": "_COMMA",
    ":": "_COLON",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LBRACKET",
    "]": "RBRACKET",
    "{": "LBRACE",
    "}": "RBRACE",
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), "COMPARE"),
}
_ENDS_OPERAND = frozenset(
    {"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL"}
    | {"RPAR", "RBRACKET", "RBRACE", "RANGLE", "RANGE_CLOSE"}
)
_TYPE_WORDS = {"list": "LIST", "range": "RANGE", "context": "CONTEXT"}
# Keywords that cannot begin an operand.
_INFIX = frozenset(
    {"and", "between", "else", "in", "instance", "or", "return", "satisfies", "then"}
)
_SHORT_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


@dataclass(slots=True)
class Token:
    """A word of the grammar, with what it means and where it stands."""

    type: str
    value: str | Decimal
    span: Span
    start: int
    end: int

    # Lark copies these from the last token to the one that marks the end.
    start_pos: ClassVar[None] = None
    line: ClassVar[None] = None
    column: ClassVar[None] = None
    end_line: ClassVar[None] = None
    end_column: ClassVar[None] = None
    end_pos: ClassVar[None] = None


class Lexer:
    """Reads the tokens of one source, once."""

    def __init__(self, source: Text | Excerpt, names: NameIndex, *, unary: bool = False) -> None:
        self.source = source
        self.read: list[Token] = []
        self._content = source.content
        self._bones = skeleton(source.content)
        self._names = names
        self._unary = unary
        self._introduced = NameIndex()
        # Open brackets, innermost last: ( [ { <, "p" for the parentheses of a
        # function's parameters, "]" for a range opened by it, "f" for the head of
        # a for, some or every; and whether ".." was seen inside each.
        self._open: list[str] = []
        self._dotted: list[bool] = []

    def tokens(self) -> Iterator[Token]:
        """The tokens in reading order; each is also kept in ``read``."""
        end, place = len(self._content), 0
        before = ""
        while True:
            skipped = _SKIPPED.match(self._bones, place)
            place = skipped.end() if skipped else place
            if place >= end:
                return
            token = self._next(place, before)
            self.read.append(token)
            if len(self._open) > DEEPEST:
                raise TooDeepError(
                    f"Brackets are nested more than {DEEPEST} deep here.",
                    place=token.span,
                    advice="Split the expression into parts that have names.",
                )
            yield token
            place, before = token.end, token.type

    def _token(self, kind: str, value: str | Decimal, start: int, end: int) -> Token:
        return Token(kind, value, self.source.span(start, end), start, end)

    def _next(self, place: int, before: str) -> Token:
        content = self._content
        label = self._label(place, before)
        if label is not None:
            return label
        character = content[place]
        if word := _WORD.match(self._bones, place):
            return self._word(word, before)
        if number := _NUMBER.match(content, place):
            return self._number(number)
        if character == '"':
            return self._string(place, place)
        if at := _AT.match(self._bones, place):
            token = self._string(at.end(), place)
            return token if token.type == "MISTAKE" else self._as_at(token)
        return self._symbol(place, before)

    # names ---------------------------------------------------------------------

    def _label(self, place: int, before: str) -> Token | None:
        """A name that is introduced here, of whatever symbols: a key, a variable."""
        inside = self._open[-1] if self._open else ""
        opens = before in ("LPAR", "LBRACE", "LANGLE")
        if inside == "f" and before in ("FOR", "SOME", "EVERY", "_COMMA"):
            pattern = _VARIABLE
        elif inside == "p" and (opens or before == "_COMMA"):
            pattern = _PARAMETER
        elif inside and inside in "({<" and (opens or before == "_COMMA"):
            pattern = _KEY
        else:
            return None
        found = pattern.match(self._bones, place)
        if found is None:
            return None
        end = place + len(found.group(1).rstrip(SPACE))
        label = normalised(self._content[place:end])
        if inside != "(":
            self._introduced.add(label)
        return self._token("NAME", label, place, end)

    def _longest(self, word: str, place: int) -> int:
        """Where the longest declared or introduced name at ``place`` ends, or 0."""
        content, bones = self._content, self._bones
        return max(
            self._names.match(word, content, bones, place),
            self._introduced.match(word, content, bones, place),
        )

    def _word_at(self, place: int) -> str:
        """The word that begins at ``place``, empty if none does."""
        word = _WORD.match(self._bones, place)
        return self._content[place : word.end()] if word else ""

    def _word(self, word: re.Match[str], before: str) -> Token:
        content, start, end = self._content, word.start(), word.end()
        first = content[start:end]
        named = self._longest(first, start)
        if named:
            end = named
        elif before != "_DOT":
            keyword = self._keyword(first, start, end, before)
            if keyword is not None:
                return keyword
            if first == "not":
                return self._token("NAME", first, start, end)
        # Two operands never stand side by side, so words that do are one name.
        while following := _NEXT_WORD.match(self._bones, end):
            part = content[following.start(1) : following.end(1)]
            longer = self._longest(part, following.start(1))
            if longer:
                end = longer
            elif part in _KEYWORD_TYPES or (
                part == "instance" and _OF.match(self._bones, following.end())
            ):
                break
            else:
                end = following.end()
        return self._token("NAME", normalised(content[start:end]), start, end)

    def _keyword(self, word: str, start: int, end: int, before: str) -> Token | None:
        kind = _KEYWORD_TYPES.get(word)
        if kind is None:
            if word == "instance" and (of := _OF.match(self._bones, end)):
                kind, end = "_INSTANCE_OF", of.end()
            elif word == "external" and before == "RPAR" and _BRACE_NEXT.match(self._bones, end):
                kind = "EXTERNAL"
            elif word in _TYPE_WORDS and self._expects_type(before) and self._follows(end, "<"):
                kind = _TYPE_WORDS[word]
            elif word == "not" and self._unary and not self.read and self._negates_all(end):
                kind = "NOT"
            else:
                return None
        elif kind in ("FOR", "SOME", "EVERY"):
            self._push("f")
        elif kind in ("_RETURN", "_SATISFIES") and self._open and self._open[-1] == "f":
            self._pop()
        return self._token(kind, word, start, end)

    def _expects_type(self, before: str) -> bool:
        inside = self._open[-1] if self._open else ""
        if before == "_COLON":
            return inside in ("p", "<")
        return before in ("_INSTANCE_OF", "_ARROW", "LANGLE") or (
            before == "_COMMA" and inside == "<"
        )

    def _follows(self, place: int, character: str) -> bool:
        skipped = _SKIPPED.match(self._bones, place)
        return self._content.startswith(character, skipped.end() if skipped else place)

    def _negates_all(self, place: int) -> bool:
        """Whether the ``not`` before ``place`` takes all that follows in parentheses."""
        if not self._follows(place, "("):
            return False
        ahead = Lexer(self.source, self._names)
        closed = False
        for token in ahead.tokens():
            if closed:
                return False
            closed = token.type == "RPAR" and not ahead._open
        return closed

    # literals ------------------------------------------------------------------

    def _number(self, number: re.Match[str]) -> Token:
        start, end = number.span()
        try:
            value = Decimal(number.group())
        except InvalidOperation:
            return self._token("MISTAKE", number.group(), start, end)
        # The exponents of IEEE 754 decimal128, which DMN 1.5, 10.3.2.3.1 prescribes.
        if value and not -6176 <= value.adjusted() <= 6144:
            return self._token("MISTAKE", number.group(), start, end)
        return self._token("NUMBER", value, start, end)

    def _string(self, quote: int, start: int) -> Token:
        found = _STRING.match(self._content, quote)
        if not found:
            return self._token("MISTAKE", '"', start, quote + 1)
        written = found.group()[1:-1]
        value = _ESCAPE.sub(_unescaped, written) if "\\" in written else written
        if any("\ud800" <= c <= "\udfff" for c in value):
            return self._token("MISTAKE", "surrogate", start, found.end())
        return self._token("STRING", value, start, found.end())

    def _as_at(self, token: Token) -> Token:
        return Token("AT", token.value, token.span, token.start, token.end)

    # symbols and brackets --------------------------------------------------------

    def _symbol(self, place: int, before: str) -> Token:
        content = self._content
        inside = self._open[-1] if self._open else ""
        if inside == "<" and content[place] == ">":
            self._pop()
            return self._token("RANGLE", ">", place, place + 1)
        if content[place] == "<" and before in ("LIST", "RANGE", "CONTEXT", "FUNCTION"):
            self._push("<")
            return self._token("LANGLE", "<", place, place + 1)
        if content.startswith("/*", place):
            return self._token("MISTAKE", "/*", place, place + 2)
        if foreign := _FOREIGN.match(content, place):
            return self._token("MISTAKE", foreign.group(), place, foreign.end())
        found = _SYMBOL.match(content, place)
        if not found:
            return self._token("MISTAKE", content[place], place, place + 1)
        symbol = found.group()
        kind = _SYMBOL_TYPES[symbol]
        if symbol in "()[]{}":
            kind = self._bracket(symbol, kind, place, before)
        elif symbol == ".." and self._open:
            self._dotted[-1] = True
        elif symbol == ":" and before == "STRING" and inside == "{":
            self._introduced.add(str(self.read[-1].value))
        return self._token(kind, symbol, place, found.end())

    def _bracket(self, symbol: str, kind: str, place: int, before: str) -> str:
        match symbol:
            case "(":
                self._push("p" if before == "FUNCTION" else "(")
            case "{":
                self._push("{")
            case "[":
                if before in _ENDS_OPERAND and self._closes_range(place):
                    self._close("([]")
                    return "RANGE_CLOSE"
                self._push("[")
            case "]":
                if before not in _ENDS_OPERAND and self._opens_range(place, before):
                    self._push("]")
                    return "RANGE_OPEN"
                self._close("([]")
            case ")":
                self._close("([]p")
            case "}":
                self._close("{")
        return kind

    def _closes_range(self, place: int) -> bool:
        """Whether the ``[`` after an operand is the end of ``a..b[``."""
        if not self._open or self._open[-1] == "f" or not self._dotted[-1]:
            return False
        skipped = _SKIPPED.match(self._bones, place + 1)
        following = skipped.end() if skipped else place + 1
        if following >= len(self._content):
            return True
        if word := self._word_at(following):
            return word in _INFIX and not self._longest(word, following)
        character = self._content[following]
        return character in ")]},:=!<>*/+" or self._content.startswith("..", following)

    def _opens_range(self, place: int, before: str) -> bool:
        """Whether the ``]`` where an operand should be is the start of ``]a..b``."""
        skipped = _SKIPPED.match(self._bones, place + 1)
        following = skipped.end() if skipped else place + 1
        if word := self._word_at(following):
            return word not in _INFIX or bool(self._longest(word, following))
        if _NUMBER.match(self._content, following):
            return True
        # After "[", a bracket or sign more likely follows the empty list "[]".
        begins = '"@' if before == "LBRACKET" else '"@([{-]'
        character = self._content[following : following + 1]
        return bool(character) and character in begins

    def _push(self, bracket: str) -> None:
        self._open.append(bracket)
        self._dotted.append(False)

    def _pop(self) -> None:
        self._open.pop()
        self._dotted.pop()

    def _close(self, brackets: str) -> None:
        while self._open and self._open[-1] == "f":
            self._pop()
        if self._open and self._open[-1] in brackets:
            self._pop()


def _unescaped(escape: re.Match[str]) -> str:
    written = escape.group()
    match written[1]:
        case "u":
            # A pair of surrogates is one character.
            units = [int(code, 16) for code in written[2:].split("\\u")]
            if len(units) == 2:
                return chr(0x10000 + (units[0] - 0xD800) * 0x400 + units[1] - 0xDC00)
            return chr(units[0])
        case "U":
            code = int(written[2:], 16)
            return chr(code) if code <= 0x10FFFF else "\ud800"
        case letter:
            return _SHORT_ESCAPES[letter]
