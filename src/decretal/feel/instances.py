"""Which values are of a type as written, and how they are made to be (DMN 1.5, 10.3.2.9).

Owns ``instance of``, type conformance, and the conversions that an invocation
makes: an item to a list of one, a list of one to its item, a date to a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from decretal.feel.functions import Closure
from decretal.feel.notes import NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.moments import at_midnight_utc
from decretal.feel.values import Context, FeelFunction, Range, Value, in_words
from decretal.nodes.expressions import (
    BooleanLiteral,
    ContextTypeExpression,
    FunctionTypeExpression,
    ListTypeExpression,
    NamedType,
    NumberLiteral,
    RangeTypeExpression,
    StringLiteral,
    TypeExpression,
)

_CLASSES: dict[str, type | tuple[type, ...]] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysAndTimeDuration,
    "years and months duration": YearsAndMonthsDuration,
    "list": list,
    "context": Context,
    "range": Range,
    "function": FeelFunction,
    "Any": object,
    "Null": (),
}


def is_instance(value: Value, type_: TypeExpression) -> bool:
    """``value instance of type``; null is an instance of Null alone."""
    if value is None:
        return isinstance(type_, NamedType) and type_.name == "Null"
    return conforms(value, type_)


def conforms(value: Value, type_: TypeExpression) -> bool:
    """Whether the value may stand where the type is wanted; null may anywhere."""
    if value is None:
        return True
    match type_:
        case NamedType():
            return isinstance(value, _CLASSES.get(type_.name, object))
        case ListTypeExpression():
            return isinstance(value, list) and all(conforms(v, type_.element) for v in value)
        case RangeTypeExpression():
            return isinstance(value, Range) and all(
                conforms(end, type_.element) for end in (value.low, value.high)
            )
        case ContextTypeExpression():
            return isinstance(value, Context) and all(
                name in value and conforms(value[name], entry) for name, entry in type_.entries
            )
        case FunctionTypeExpression():
            return isinstance(value, FeelFunction) and _function_conforms(value, type_)
        case _:
            assert_never(type_)


def undeclared(type_: TypeExpression) -> Iterator[str]:
    """The names in a type that name none.

    FEEL by itself declares no types, a decision model around it does. What is not
    declared is Any, as in gradual typing: it holds every value and is noted.
    """
    match type_:
        case NamedType():
            if type_.name not in _CLASSES:
                yield type_.name
        case ListTypeExpression() | RangeTypeExpression():
            yield from undeclared(type_.element)
        case ContextTypeExpression():
            for _, entry in type_.entries:
                yield from undeclared(entry)
        case FunctionTypeExpression():
            for parameter in (*type_.parameters, type_.result):
                yield from undeclared(parameter)
        case _:
            assert_never(type_)


def converted(value: Value, type_: TypeExpression) -> Value:
    """The value as the type wants it; raises NoValue if it cannot be."""
    if conforms(value, type_):
        return value
    if isinstance(value, list) and len(value) == 1 and conforms(value[0], type_):
        return value[0]
    if not isinstance(value, list):
        match type_:
            case ListTypeExpression(element) if conforms(value, element):
                return [value]
    if isinstance(value, Date) and isinstance(type_, NamedType) and type_.name == "date and time":
        return at_midnight_utc(value)
    raise NoValue(f"{words_of(type_).capitalize()} is wanted here, not {in_words(value)}.")


def words_of(type_: TypeExpression) -> str:
    """The type as it would be written."""
    match type_:
        case NamedType():
            return type_.name
        case ListTypeExpression():
            return f"list<{words_of(type_.element)}>"
        case RangeTypeExpression():
            return f"range<{words_of(type_.element)}>"
        case ContextTypeExpression():
            entries = (f"{name}: {words_of(entry)}" for name, entry in type_.entries)
            return f"context<{', '.join(entries)}>"
        case FunctionTypeExpression():
            parameters = ", ".join(map(words_of, type_.parameters))
            return f"function<{parameters}> -> {words_of(type_.result)}"
        case _:
            assert_never(type_)


def _function_conforms(function: FeelFunction, wanted: FunctionTypeExpression) -> bool:
    """As many parameters, each taking what is wanted of it, and a result that fits.

    The type of a body is only known here where it is a literal.
    """
    if len(function.parameter_names) != len(wanted.parameters):
        return False
    if not isinstance(function, Closure):
        return True
    for parameter, type_ in zip(function.node.parameters, wanted.parameters, strict=True):
        if parameter.type is not None and not _type_conforms(type_, parameter.type):
            return False
    result = _type_of_literal(function)
    return result is None or _type_conforms(NamedType(result), wanted.result)


def _type_of_literal(function: Closure) -> str | None:
    match function.node.body:
        case NumberLiteral():
            return "number"
        case StringLiteral():
            return "string"
        case BooleanLiteral():
            return "boolean"
        case _:
            return None


def _type_conforms(given: TypeExpression, wanted: TypeExpression) -> bool:
    match given, wanted:
        case _, NamedType(name) if name not in _CLASSES or name == "Any":
            return True
        case NamedType("Null"), _:
            return True
        case NamedType(), NamedType():
            return given.name == wanted.name
        case ListTypeExpression(), ListTypeExpression():
            return _type_conforms(given.element, wanted.element)
        case RangeTypeExpression(), RangeTypeExpression():
            return _type_conforms(given.element, wanted.element)
        case ContextTypeExpression(), ContextTypeExpression():
            entries = dict(given.entries)
            return all(
                name in entries and _type_conforms(entries[name], entry)
                for name, entry in wanted.entries
            )
        case FunctionTypeExpression(), FunctionTypeExpression():
            return (
                len(given.parameters) == len(wanted.parameters)
                and all(map(_type_conforms, wanted.parameters, given.parameters))
                and _type_conforms(given.result, wanted.result)
            )
        case _:
            return False
