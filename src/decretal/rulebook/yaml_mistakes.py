"""What is wrong with YAML, in words for people who do not know it.

Owns the translation of the parser's complaints. Where a complaint is not known
here, it is passed on as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_ON_ITS_OWN_LINE = "Put | after the key, and the value on the next line, indented."
_QUOTE_IT = "Put it in quotation marks, or put | after the key and the value on the next line."


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was found and what to do; ``at`` is the mark to point to."""

    found: str
    advice: str
    at: Literal["problem", "context"] = "problem"


# In order: the first whose words stand in the problem, and whose context in the context.
_KNOWN: tuple[tuple[str, str, Mistake], ...] = (
    (
        "mapping values are not allowed",
        "",
        Mistake("A second colon stands in this value.", _QUOTE_IT),
    ),
    (
        "could not find expected ':'",
        "",
        Mistake(
            "This line has no colon after its key.",
            "Each line reads `key: value`, and the further lines of a text are indented.",
            "context",
        ),
    ),
    (
        "found unexpected end of stream",
        "quoted scalar",
        Mistake(
            "This quotation mark is never closed.",
            "Close it, or put the value on a line of its own, below |.",
            "context",
        ),
    ),
    (
        "found unknown escape character",
        "",
        Mistake(
            "In double quotation marks a backslash has a meaning of its own.",
            "Use single quotation marks, or put | after the key and the value on the next line.",
        ),
    ),
    (
        "found character '\\t'",
        "",
        Mistake("A tab stands where there may be spaces only.", "Indent with spaces."),
    ),
    (
        "that cannot start any token",
        "",
        Mistake("A value cannot begin with this character.", _ON_ITS_OWN_LINE),
    ),
    (
        "expected alphabetic or numeric character",
        "",
        Mistake("A value cannot begin with & or *.", _QUOTE_IT),
    ),
    (
        "expected chomping or indentation indicators",
        "",
        Mistake(
            "After | or > the value begins on the next line.",
            "Break the line after it and indent the value, or put it in quotation marks.",
        ),
    ),
    (
        "expected a comment or a line break",
        "",
        Mistake("After | or > the value begins on the next line.", "Break the line after it."),
    ),
    (
        "but found '<scalar>'",
        "flow",
        Mistake(
            "A comma is missing in this list.",
            "Put a comma between any two of its values, and quotation marks around one that "
            "contains a comma or a bracket.",
        ),
    ),
    (
        "",
        "while parsing a flow sequence",
        Mistake(
            "This list is never closed, or closed wrongly.",
            "End it with ], and put quotation marks around a value that contains a comma, a "
            "colon or a bracket.",
            "context",
        ),
    ),
    (
        "",
        "while parsing a flow mapping",
        Mistake(
            "This { is never closed, or closed wrongly.",
            "End it with }, and put quotation marks around a value that contains a comma, a "
            "colon or a bracket.",
            "context",
        ),
    ),
    (
        "but found '<scalar>'",
        "while parsing a block mapping",
        Mistake(
            "Something stands here that belongs to no key.",
            "A value that begins with a quotation mark must end with it: put | after the key and "
            "the value on the next line. Otherwise check the indentation.",
        ),
    ),
    (
        "",
        "while parsing a block mapping",
        Mistake(
            "This line is not indented like those to which it belongs.",
            "Begin all keys of one item in the same column, and each item of a list with `- `.",
        ),
    ),
    (
        "",
        "while parsing a block collection",
        Mistake(
            "This line is not indented like the items of the list above it.",
            "Begin each item with `- ` in the same column, and its other keys two columns further.",
        ),
    ),
    (
        "expected '<document start>'",
        "",
        Mistake(
            "This line does not go on with what stands above it.",
            "Begin all keys of one item in the same column, and each item of a list with `- `.",
        ),
    ),
    (
        "sequence entries are not allowed",
        "",
        Mistake("A list begins on a line of its own.", "Break the line before the `- `."),
    ),
)


def mistake(problem: str, context: str) -> Mistake:
    """What a complaint of the parser means."""
    for words, where, known in _KNOWN:
        if words in problem and where in context:
            return known
    said = problem or context or "it cannot be read"
    return Mistake(
        f"This block is not well-formed YAML: {said}.",
        "Check the indentation and the quotation marks.",
    )
