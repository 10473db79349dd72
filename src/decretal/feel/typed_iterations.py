"""What an iteration goes over (DMN 1.5, 10.3.2.14): lists, ranges, and counting.

Owns the judgement of one domain, by its type.
"""

from __future__ import annotations

from collections.abc import Iterator

from decretal.errors import FeelTypeError, NotIterableError
from decretal.feel.advice import sentence, text_of
from decretal.feel.typed_comparisons import Typed, wrong_with_comparison
from decretal.feel.typed_operators import unknown
from decretal.nodes.types import Basic, ListType, RangeType, Type

_COUNTABLE = (Basic.NUMBER, Basic.DATE)


def element_of(domain: Type) -> Type:
    """The type of what an iteration over a domain gives."""
    match domain:
        case ListType(element) | RangeType(element):
            return element
        case _:
            return Basic.ANY if unknown(domain) else domain


def wrong_with_domain(domain: Typed) -> Iterator[FeelTypeError]:
    """What is wrong with ``for x in domain``."""
    match domain.type:
        case ListType():
            pass
        case RangeType(element):
            if not unknown(element) and element not in _COUNTABLE:
                yield NotIterableError(
                    f"{sentence(domain.words)}, in which no value has a next one.",
                    place=domain.node.span,
                    advice="Iterate over a list, or over a range of numbers or dates.",
                )
        case type_ if not unknown(type_):
            yield NotIterableError(
                f"{sentence(domain.words)}, and a list or a range is wanted here.",
                place=domain.node.span,
                advice=f"Write [{text_of(domain.node)}] for a list of it alone.",
            )


def wrong_with_counting(start: Typed, end: Typed) -> Iterator[FeelTypeError]:
    """What is wrong with ``for x in start..end``."""
    uncountable = [t for t in (start, end) if not unknown(t.type) and t.type not in _COUNTABLE]
    for typed in uncountable:
        yield NotIterableError(
            f"{sentence(typed.words)}, and one counts from a number or date to another.",
            place=typed.node.span,
            advice="Write numbers, as in 1..10.",
        )
    if not uncountable:
        yield from wrong_with_comparison("<=", start, end, ())
