"""Which values are of a type as written, and how they are made to be (DMN 1.5, 10.3.2.9).

Owns ``instance of``, type conformance, and the conversion that an invocation
makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from decretal.feel.closures import Closure
from decretal.feel.notes import NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
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
    "Any": object,
    "Null": (),
}
_WITH_PARTS = ("list", "range", "context", "function")


def is_instance(value: Value, type_: TypeExpression) -> bool:
    """``value instance of type``; null is an instance of Null alone."""
    _refuse_without_parts(type_)
    if value is None:
        return isinstance(type_, NamedType) and type_.name == "Null"
    return conforms(value, type_)


def _refuse_without_parts(type_: TypeExpression) -> None:
    """A list, range, context or function says of what (DMN 1.5, table 61)."""
    if isinstance(type_, NamedType) and type_.name in _WITH_PARTS:
        raise NoValue(f"{type_.name} is no type by itself; write {type_.name}<...>.")


def conforms(value: Value, type_: TypeExpression) -> bool:
    """Whether the value may stand where the type is wanted; null may anywhere."""
    return _conforms(value, type_, set())


def _conforms(value: Value, type_: TypeExpression, found: set[tuple[int, int]]) -> bool:
    if value is None:
        return True
    match type_:
        case NamedType():
            return isinstance(value, _CLASSES.get(type_.name, object))
        case FunctionTypeExpression():
            return isinstance(value, FeelFunction) and _function_conforms(value, type_)
    # What holds the same list many times is looked at once.
    pair = (id(value), id(type_))
    if pair not in found:
        if not _parts_conform(value, type_, found):
            return False
        found.add(pair)
    return True


def _parts_conform(
    value: Value,
    type_: ListTypeExpression | RangeTypeExpression | ContextTypeExpression,
    found: set[tuple[int, int]],
) -> bool:
    match type_:
        case ListTypeExpression(element):
            return isinstance(value, list) and all(_conforms(v, element, found) for v in value)
        case RangeTypeExpression(element):
            return isinstance(value, Range) and all(
                _conforms(end, element, found) for end in (value.low, value.high)
            )
        case ContextTypeExpression(entries):
            return isinstance(value, Context) and all(
                name in value and _conforms(value[name], entry, found) for name, entry in entries
            )
        case _:
            assert_never(type_)


def undeclared(type_: TypeExpression) -> Iterator[str]:
    """The names in a type that name none.

    FEEL by itself declares no types, a decision model around it does. What is not
    declared is Any, as in gradual typing: it holds every value and is noted.
    """
    match type_:
        case NamedType():
            if type_.name not in _CLASSES and type_.name not in _WITH_PARTS:
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


def converted(value: Value, type_: TypeExpression, name: str) -> Value:
    """The value as the parameter of that name takes it; raises NoValue if it cannot be.

    Of the standard's conversions an invocation makes only that from a list of one
    item to the item.
    """
    if conforms(value, type_):
        return value
    if isinstance(value, list) and len(value) == 1 and conforms(value[0], type_):
        return value[0]
    raise NoValue(f'"{name}" is a {words_of(type_)}, and {in_words(value)} is given.')


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
