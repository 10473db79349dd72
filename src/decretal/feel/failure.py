"""Where reading stopped, and what the tokens up to there show.

Owns the facts about a failure: which brackets and forms are still open, what
was due. Which mistake it is and what to say is left to ``mistakes``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from decretal.feel.lexer import Token
from decretal.source import Excerpt, Span, Text

CLOSES = {
    "LPAR": ")",
    "LBRACKET": "]",
    "RANGE_OPEN": "]",
    "LBRACE": "}",
    "LANGLE": ">",
}
CLOSED_FROM = {
    "RPAR": ("LPAR", "LBRACKET", "RANGE_OPEN"),
    "RBRACKET": ("LPAR", "LBRACKET", "RANGE_OPEN"),
    "RANGE_CLOSE": ("LPAR", "LBRACKET", "RANGE_OPEN"),
    "RBRACE": ("LBRACE",),
    "RANGLE": ("LANGLE",),
}
_ENDS_OPERAND = frozenset(
    {"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL", "RPAR", "RBRACKET", "RBRACE"}
)
# Which word each form needs next, and what the form looks like as a whole.
FORMS = {
    "IF": ("if", ("_THEN", "_ELSE"), "if ... then ... else ..."),
    "FOR": ("for", ("_IN", "_RETURN"), "for name in list return ..."),
    "SOME": ("some", ("_IN", "_SATISFIES"), "some name in list satisfies ..."),
    "EVERY": ("every", ("_IN", "_SATISFIES"), "every name in list satisfies ..."),
    "_BETWEEN": ("between", ("_AND",), "... between ... and ..."),
}
_DUE = (
    ("_THEN", "then"),
    ("_ELSE", "else"),
    ("_RETURN", "return"),
    ("_SATISFIES", "satisfies"),
    ("NUMBER", "a value"),
    ("NAME", "a name"),
    ("RPAR", ")"),
    ("RBRACKET", "]"),
    ("RBRACE", "}"),
    ("RANGLE", ">"),
    ("LANGLE", "<"),
    ("LPAR", "("),
    ("_ARROW", "->"),
    ("_COLON", "a colon"),
    ("_IN", "in"),
    ("_AND", "and"),
    ("_COMMA", "a comma"),
    ("_DOTDOT", ".."),
    ("TIMES", "an operator"),
    ("$END", "the end of the expression"),
)


@dataclass(frozen=True)
class Failure:
    """Where reading stopped.

    ``bad`` is the token that did not fit, None where the source ended too
    early; ``before`` are the tokens up to it; ``due`` are the types of the
    tokens that would have fitted.
    """

    source: Text | Excerpt
    before: tuple[Token, ...]
    bad: Token | None
    due: Collection[str]

    @property
    def last(self) -> Token | None:
        """The last token that fitted."""
        return self.before[-1] if self.before else None

    @property
    def place(self) -> Span:
        """Where the token that did not fit stands, or where the source ends."""
        if self.bad is not None:
            return self.bad.span
        end = len(self.source.content.rstrip())
        return self.source.span(end, end)

    @property
    def found(self) -> str:
        """What was found there, for a message."""
        return "the expression ends here" if self.bad is None else f"{named(self.bad)} stands here"


def open_brackets(tokens: Collection[Token]) -> list[Token]:
    opened: list[Token] = []
    for token in tokens:
        if token.type in CLOSES:
            opened.append(token)
        elif token.type in CLOSED_FROM and opened:
            opened.pop()
    return opened


def open_forms(tokens: Collection[Token]) -> list[tuple[Token, list[str]]]:
    """The forms of words that are begun, each with those of its words that were read.

    Brackets are in the list too, so that a form outside of an open bracket does
    not count for what stands inside.
    """
    forms: list[tuple[Token, list[str]]] = []
    for token in tokens:
        if token.type in FORMS or token.type in CLOSES:
            forms.append((token, []))
        elif token.type in CLOSED_FROM:
            while forms and forms[-1][0].type not in CLOSES:
                forms.pop()
            if forms:
                forms.pop()
        else:
            while forms and forms[-1][0].type in FORMS:
                needed = FORMS[forms[-1][0].type][1]
                done = forms[-1][1]
                if len(done) < len(needed) and token.type == needed[len(done)]:
                    done.append(token.type)
                    if token.type == "_AND":
                        forms.pop()
                    break
                # A form that is complete, or is broken off by another one's word.
                if token.type not in ("_THEN", "_ELSE", "_RETURN", "_SATISFIES"):
                    break
                forms.pop()
    while forms and forms[-1][0].type in FORMS:
        if len(forms[-1][1]) < len(FORMS[forms[-1][0].type][1]):
            break
        forms.pop()
    return forms


def words_owed(failure: Failure) -> list[str]:
    forms = open_forms(failure.before)
    owed = []
    for token, done in reversed(forms):
        if token.type not in FORMS:
            break
        owed += [keyword_of(kind) for kind in FORMS[token.type][1][len(done) : len(done) + 1]]
    return owed


def ends_operand(token: Token | None) -> bool:
    """Whether an operand may end with this token."""
    return token is not None and token.type in _ENDS_OPERAND


def keyword_of(kind: str) -> str:
    return kind.removeprefix("_").lower()


def what_was_due(failure: Failure) -> str:
    due = [words for kind, words in _DUE if kind in failure.due]
    if "a value" in due:
        due = [words for words in due if words not in ("a name", "(")]
    if "an operator" in due:
        due = [words for words in due if words not in ("and", "in", "(")]
    return " or ".join(due[:3]) or "something else"


def named(token: Token) -> str:
    words = token.span.words
    return quoted(words) if token.type != "STRING" else words[:40]


def quoted(words: str) -> str:
    shown = words if len(words) <= 40 else words[:37] + "..."
    return f'"{shown}"'


def sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
