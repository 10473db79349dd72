"""The words for a mistake in an expression.

Owns which mistake it is and what to say about it. That there is one is found
by ``parse``.
"""

from __future__ import annotations

from decretal.errors import FeelSyntaxError
from decretal.feel.lexer import Lexer


def explain(lexer: Lexer, expected: frozenset[str]) -> FeelSyntaxError:
    """The error for the last token that was read, where one of ``expected`` was due."""
    token = lexer.read[-1]
    return FeelSyntaxError(f"unexpected {token.span.words}", place=token.span)
