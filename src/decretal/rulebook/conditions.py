"""The expressions of a rulebook: read, typed, and held to what a rulebook admits.

Owns what an expression of a rulebook may not say though FEEL could: a fact is never
null, whether it is known is asked by its name, a reading is no fact, a term is a
duration. Whether a condition can be decided is left to ``decide``.
"""

from __future__ import annotations

from collections.abc import Iterator

from decretal.errors import (
    AskedWhetherKnownError,
    DecretalError,
    NeverNullError,
    NullInRulebookError,
    ReadingOfFactsError,
    SeveralErrors,
    UnexpectedTypeError,
    UnknownNameError,
)
from decretal.nodes.expressions import (
    Comparison,
    Expression,
    If,
    Invocation,
    Name,
    Node,
    NullLiteral,
)
from decretal.nodes.types import Basic, Type
from decretal.nodes.walk import mentioned, walk
from decretal.rulebook.blocks import Scalar
from decretal.rulebook.declarations import Visible
from decretal.rulebook.entries import Fault
from decretal.source import Span
from decretal.spelling import closest

WHETHER_KNOWN = ("is known", "is unknown")
_DURATIONS = (Basic.DAYS_AND_TIME_DURATION, Basic.YEARS_AND_MONTHS_DURATION)


def condition(words: Scalar, names: Visible, fault: Fault) -> Expression | None:
    """A condition over facts and interpretations: true, false or unknown, never null."""
    tree = _parsed(words, names, fault)
    if tree is None:
        return None
    _typed(tree, names, fault, expected=Basic.BOOLEAN, nulls=False)
    return tree


def reading(words: Scalar, readings: Visible, names: Visible, fault: Fault) -> Expression | None:
    """A condition over interpretations alone."""
    tree = _parsed(words, names, fault)
    if tree is None:
        return None
    facts = [name for name in mentioned(tree) if name in names.types and name not in readings.types]
    if facts:
        fault(
            ReadingOfFactsError(
                f'A precedence hangs on how the text is read, and "{facts[0]}" is a fact.',
                place=next(n.span for n in walk(tree) if isinstance(n, Name) and n.name in facts),
                advice="Put what depends on facts into the condition of the rule.",
            )
        )
        return None
    sound = _typed(tree, readings, fault, expected=Basic.BOOLEAN, nulls=False)
    return tree if sound else None


def duration(words: Scalar, names: Visible, fault: Fault) -> Expression | None:
    """The length of a term; null where the text states none."""
    tree = _parsed(words, names, fault)
    if tree is None or not _typed(tree, names, fault):
        return tree
    from decretal.feel.advice import is_a, sentence
    from decretal.feel.check import check

    for branch in _branches(tree):
        type_ = check(branch, names.types).type
        if type_ in (*_DURATIONS, Basic.NULL, Basic.ANY):
            continue
        fault(
            UnexpectedTypeError(
                f"{sentence(is_a(branch, type_))}, and a term is a duration, or null where the "
                "text states none.",
                place=branch.span,
                advice='Write ten days as duration("P10D"), two months as duration("P2M").',
            )
        )
    return tree


def from_acts(words: Scalar, names: Visible, type_: Type, fault: Fault) -> Expression | None:
    """What computes a fact from acts; null where they do not tell."""
    tree = _parsed(words, names, fault)
    if tree is not None:
        _typed(tree, names, fault, expected=type_)
    return tree


def asks_whether_known(node: Node) -> bool:
    """Whether this is ``is known(...)`` or ``is unknown(...)``."""
    return (
        isinstance(node, Invocation)
        and isinstance(node.function, Name)
        and node.function.name in WHETHER_KNOWN
    )


def _parsed(words: Scalar, names: Visible, fault: Fault) -> Expression | None:
    from decretal.feel.parse import parse

    try:
        return parse(words.excerpt, names=names.words)
    except SeveralErrors as several:
        for each in several.errors:
            fault(each)
    except DecretalError as error:
        fault(error)
    return None


def _typed(
    tree: Expression,
    names: Visible,
    fault: Fault,
    *,
    expected: Type | None = None,
    nulls: bool = True,
) -> bool:
    """Whether nothing is wrong with an expression; what is, is passed on."""
    from decretal.feel.check import check

    errors: list[DecretalError] = [*_computed_questions(tree, names)]
    asked = [error.place for error in errors]
    for mistake in check(tree, names.types, expected=expected).errors:
        # What is wrong inside such a question has been said.
        if not any(_within(mistake.place, place) for place in asked):
            errors.append(_explained(mistake, names))
    if not nulls:
        # One mistake, one error: the null itself is what should not be there.
        errors = [error for error in errors if not isinstance(error, NeverNullError)]
        errors += _nulls(tree, names)
    for error in errors:
        fault(error)
    return not errors


def _within(inner: object, outer: object) -> bool:
    if not (isinstance(inner, Span) and isinstance(outer, Span)):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _explained(mistake: DecretalError, names: Visible) -> DecretalError:
    if isinstance(mistake, UnknownNameError) and isinstance(mistake.place, Span):
        if mistake.place.words == "acts" and "acts" not in names.types:
            mistake.advice = (
                'Acts are seen by "from acts" alone: declare a fact that is computed from them, '
                "and ask for that."
            )
        elif "acts" in names.types and closest(mistake.place.words, names.types) is None:
            mistake.advice = (
                'What is computed from acts sees "acts" and the interpretations, and no facts.'
            )
    return mistake


def _nulls(tree: Expression, names: Visible) -> Iterator[DecretalError]:
    compared: dict[int, str] = {}
    for node in walk(tree):
        match node:
            case Comparison(_, Name(name), NullLiteral() as null) | Comparison(
                _, NullLiteral() as null, Name(name)
            ):
                compared[id(null)] = name
    for node in walk(tree):
        if isinstance(node, NullLiteral):
            name = compared.get(id(node), "the fact")
            yield NullInRulebookError(
                "This condition speaks of null, and a fact is never null: it is known or unknown.",
                place=node.span,
                advice=f"To ask which, write is known({name}) or is unknown({name})."
                if name not in names.readings
                else "An interpretation always has a reading.",
            )


def _computed_questions(tree: Expression, names: Visible) -> Iterator[DecretalError]:
    for node in walk(tree):
        if not (isinstance(node, Invocation) and asks_whether_known(node)):
            continue
        match node.arguments:
            case (argument,) if isinstance(argument.value, Name):
                if argument.value.name in names.readings:
                    yield AskedWhetherKnownError(
                        f'"{argument.value.name}" is an interpretation, and its reading is always '
                        "known: the one that was chosen, or the default.",
                        place=node.span,
                        advice='Compare it with a reading, as in interpretation = "reading".',
                    )
                continue
            case _:
                pass
        yield AskedWhetherKnownError(
            "Whether something is known is asked of one fact, by its name.",
            place=node.span,
            advice="Write is known(the fact), once for each fact.",
        )


def _branches(tree: Expression) -> Iterator[Expression]:
    match tree:
        case If(_, consequence, alternative):
            yield from _branches(consequence)
            yield from _branches(alternative)
        case _:
            yield tree
