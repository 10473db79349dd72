"""What the types of FEEL are to one another (DMN 1.5, 10.3.2.9): conformance, joins, names.

Owns relations between types. The type of an expression is found by ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import assert_never

from decretal.feel.show import quoted
from decretal.nodes.expressions import (
    ContextTypeExpression,
    FunctionTypeExpression,
    ListTypeExpression,
    NamedType,
    RangeTypeExpression,
    TypeExpression,
)
from decretal.nodes.types import (
    Basic,
    ChoiceType,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    Type,
)

# Also the bare words, for a list, range, context or function of anything.
NAMED_TYPES: Mapping[str, Type] = {
    **{basic.value: basic for basic in Basic},
    "list": ListType(Basic.ANY),
    "range": RangeType(Basic.ANY),
    "context": ContextType(()),
    "function": Basic.ANY,
}

_WITH_ARTICLE = {
    Basic.ANY: "a value of any type",
    Basic.NULL: "null",
    Basic.NUMBER: "a number",
    Basic.STRING: "a string",
    Basic.BOOLEAN: "true or false",
    Basic.DATE: "a date",
    Basic.TIME: "a time",
    Basic.DATE_AND_TIME: "a date and time",
    Basic.DAYS_AND_TIME_DURATION: "a duration in days and time",
    Basic.YEARS_AND_MONTHS_DURATION: "a duration in years and months",
}

_ORDERED = frozenset(
    {
        Basic.NUMBER,
        Basic.STRING,
        Basic.DATE,
        Basic.TIME,
        Basic.DATE_AND_TIME,
        Basic.DAYS_AND_TIME_DURATION,
        Basic.YEARS_AND_MONTHS_DURATION,
    }
)


def show_type(type_: Type) -> str:
    """The type as FEEL writes it; a choice as its values."""
    match type_:
        case Basic():
            return type_.value
        case ListType(element):
            return f"list<{show_type(element)}>"
        case RangeType(element):
            return f"range<{show_type(element)}>"
        case ContextType(entries):
            return f"context<{', '.join(f'{name}: {show_type(t)}' for name, t in entries)}>"
        case FunctionType(parameters, result):
            return f"function<{', '.join(map(show_type, parameters))}> -> {show_type(result)}"
        case ChoiceType(values):
            return " or ".join(map(quoted, values))
        case _:
            assert_never(type_)


def in_words(type_: Type) -> str:
    """The type for a sentence, with its article: "a date", "a list of numbers"."""
    match type_:
        case Basic():
            return _WITH_ARTICLE[type_]
        case ListType(Basic.ANY):
            return "a list"
        case ListType(element):
            return f"a list of {_plural(element)}"
        case RangeType(Basic.ANY):
            return "a range"
        case RangeType(element):
            return f"a range of {_plural(element)}"
        case ContextType():
            return "a context"
        case FunctionType():
            return "a function"
        case ChoiceType(values) if len(values) > 3:
            first = ", ".join(map(quoted, values[:2]))
            return f"a choice of {first} and {len(values) - 2} other values"
        case ChoiceType(values):
            return f"a choice of {', '.join(map(quoted, values))}"
        case _:
            assert_never(type_)


def _plural(type_: Type) -> str:
    match type_:
        case Basic.NUMBER | Basic.STRING | Basic.DATE | Basic.TIME:
            return f"{type_.value}s"
        case Basic.BOOLEAN:
            return "truth values"
        case Basic.DATE_AND_TIME:
            return "dates and times"
        case Basic.DAYS_AND_TIME_DURATION | Basic.YEARS_AND_MONTHS_DURATION:
            return "durations"
        case ListType():
            return "lists"
        case RangeType():
            return "ranges"
        case ContextType():
            return "contexts"
        case FunctionType():
            return "functions"
        case ChoiceType():
            return "strings"
        case _:
            return "values"


def conforms(a: Type, b: Type) -> bool:
    """Whether every value of type ``a`` is also one of type ``b`` (10.3.2.9.2)."""
    if b is Basic.ANY or a is Basic.NULL or a == b:
        return True
    match a, b:
        case ChoiceType(), Basic.STRING:
            return True
        case ChoiceType(), ChoiceType():
            return set(a.values) <= set(b.values)
        case ListType(), ListType():
            return conforms(a.element, b.element)
        case RangeType(), RangeType():
            return conforms(a.element, b.element)
        case ContextType(), ContextType():
            entries = dict(a.entries)
            return all(name in entries and conforms(entries[name], t) for name, t in b.entries)
        case FunctionType(), FunctionType():
            return (
                len(a.parameters) == len(b.parameters)
                and all(map(conforms, b.parameters, a.parameters))
                and conforms(a.result, b.result)
            )
        case _:
            return False


def may_be(a: Type, b: Type) -> bool:
    """Whether a value of type ``a`` can be one of type ``b``, as far as is known.

    Where a part of either is Any, nothing is known and nothing is wrong.
    """
    if Basic.ANY in (a, b) or Basic.NULL in (a, b):
        return True
    match a, b:
        case ChoiceType(), ChoiceType():
            return not set(a.values).isdisjoint(b.values)
        case (ChoiceType(), Basic.STRING) | (Basic.STRING, ChoiceType()):
            return True
        case ListType(), ListType():
            return may_be(a.element, b.element)
        case RangeType(), RangeType():
            return may_be(a.element, b.element)
        case ContextType(), ContextType():
            # A context with no entries listed is one of which nothing is known.
            left, right = dict(a.entries), dict(b.entries)
            if not left or not right:
                return True
            return all(name in left and may_be(left[name], t) for name, t in right.items())
        case FunctionType(), FunctionType():
            return (
                len(a.parameters) == len(b.parameters)
                and all(map(may_be, b.parameters, a.parameters))
                and may_be(a.result, b.result)
            )
        case _:
            return a == b


def join(a: Type, b: Type) -> Type:
    """The narrowest type known here that holds the values of both."""
    if conforms(a, b):
        return b
    if conforms(b, a):
        return a
    match a, b:
        case ChoiceType(), ChoiceType():
            return ChoiceType(tuple(dict.fromkeys((*a.values, *b.values))))
        case ListType(), ListType():
            return ListType(join(a.element, b.element))
        case RangeType(), RangeType():
            return RangeType(join(a.element, b.element))
        case ContextType(), ContextType():
            right = dict(b.entries)
            shared = ((name, join(t, right[name])) for name, t in a.entries if name in right)
            return ContextType(tuple(shared))
        case _:
            return Basic.ANY


def join_all(types: Iterable[Type]) -> Type:
    """The join of them all; Any if there are none."""
    found = tuple(types)
    return reduce(join, found) if found else Basic.ANY


def has_order(type_: Type) -> bool:
    """Whether < and > compare its values (table 54); a choice's have none."""
    return type_ in _ORDERED or type_ in (Basic.ANY, Basic.NULL)


def resolve(written: TypeExpression, declared: Mapping[str, Type] | None = None) -> Type:
    """The type that is written; a name that is unknown is Any (see ``unknown_names``)."""
    match written:
        case NamedType(name):
            known = (declared or {}).get(name)
            return known if known is not None else NAMED_TYPES.get(name, Basic.ANY)
        case ListTypeExpression(element):
            return ListType(resolve(element, declared))
        case RangeTypeExpression(element):
            return RangeType(resolve(element, declared))
        case ContextTypeExpression(entries):
            return ContextType(tuple((name, resolve(t, declared)) for name, t in entries))
        case FunctionTypeExpression(parameters, result):
            return FunctionType(
                tuple(resolve(parameter, declared) for parameter in parameters),
                resolve(result, declared),
            )
        case _:
            assert_never(written)


def unknown_names(
    written: TypeExpression, declared: Mapping[str, Type] | None = None
) -> Iterator[NamedType]:
    """The names in a type as written that are those of no type."""
    match written:
        case NamedType(name):
            if name not in NAMED_TYPES and name not in (declared or {}):
                yield written
        case ListTypeExpression(element) | RangeTypeExpression(element):
            yield from unknown_names(element, declared)
        case ContextTypeExpression(entries):
            for _, entry in entries:
                yield from unknown_names(entry, declared)
        case FunctionTypeExpression(parameters, result):
            for part in (*parameters, result):
                yield from unknown_names(part, declared)
        case _:
            assert_never(written)
