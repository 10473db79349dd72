"""The expressions of a rulebook: read, typed, and held to what a rulebook admits.

Owns what a condition of a rulebook may not say though FEEL could: a fact is never
null, whether it is known is asked by its name, and a reading is no fact.
"""

from __future__ import annotations

from collections.abc import Mapping

from decretal.errors import (
    AskedWhetherKnownError,
    DecretalError,
    NullInRulebookError,
    ReadingOfFactsError,
    SeveralErrors,
)
from decretal.nodes.expressions import Expression, Invocation, Name, NullLiteral
from decretal.nodes.types import Basic, Type
from decretal.nodes.walk import mentioned, walk
from decretal.rulebook.blocks import Scalar
from decretal.rulebook.entries import Fault

WHETHER_KNOWN = ("is known", "is unknown")


def condition(words: Scalar, names: Mapping[str, Type], fault: Fault) -> Expression | None:
    """A condition over facts and interpretations: true, false or unknown, never null."""
    tree = expression(words, names, fault, expected=Basic.BOOLEAN)
    if tree is None:
        return None
    for node in walk(tree):
        if isinstance(node, NullLiteral):
            fault(
                NullInRulebookError(
                    "This condition speaks of null, and a fact is never null: it is known or "
                    "unknown.",
                    place=node.span,
                    advice="To ask which, write is known(the fact) or is unknown(the fact).",
                )
            )
    return tree


def reading(
    words: Scalar, readings: Mapping[str, Type], names: Mapping[str, Type], fault: Fault
) -> Expression | None:
    """A condition over interpretations alone."""
    tree = expression(words, names, fault, expected=Basic.BOOLEAN)
    if tree is None:
        return None
    facts = [name for name in mentioned(tree) if name in names and name not in readings]
    if facts:
        fault(
            ReadingOfFactsError(
                f'A precedence hangs on how the text is read, and "{facts[0]}" is a fact.',
                place=words.span,
                advice="Put what depends on facts into the condition of the rule.",
            )
        )
        return None
    return tree


def expression(
    words: Scalar, names: Mapping[str, Type], fault: Fault, *, expected: Type | None = None
) -> Expression | None:
    """An expression, parsed and type-checked; None if it is not one."""
    from decretal.feel.check import check
    from decretal.feel.parse import parse

    try:
        tree = parse(words.excerpt, names=names)
    except SeveralErrors as several:
        for each in several.errors:
            fault(each)
        return None
    except DecretalError as error:
        fault(error)
        return None
    _refuse_computed_questions(tree, names, fault)
    for mistake in check(tree, names, expected=expected).errors:
        fault(mistake)
    return tree


def _refuse_computed_questions(tree: Expression, names: Mapping[str, Type], fault: Fault) -> None:
    for node in walk(tree):
        if not (isinstance(node, Invocation) and asks_whether_known(node)):
            continue
        arguments = node.arguments
        if len(arguments) != 1 or not isinstance(arguments[0].value, Name):
            fault(
                AskedWhetherKnownError(
                    "Whether something is known is asked of one fact, by its name.",
                    place=node.span,
                    advice="Write is known(the fact).",
                )
            )


def asks_whether_known(node: Invocation) -> bool:
    """Whether an invocation is of ``is known`` or ``is unknown``."""
    return isinstance(node.function, Name) and node.function.name in WHETHER_KNOWN
