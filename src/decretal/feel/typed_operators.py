"""The types that operators and properties take and give (DMN 1.5, tables 50 to 56 and 65).

Pure tables and relations, over types alone. Which nodes they are asked about,
and what to say where they answer None, is left to ``check``.
"""

from __future__ import annotations

from collections.abc import Mapping

from decretal.feel.types import has_order, may_be
from decretal.nodes.expressions import ArithmeticOperator
from decretal.nodes.types import (
    Basic,
    ChoiceType,
    ContextType,
    ListType,
    RangeType,
    Type,
)

NUMBER = Basic.NUMBER
STRING = Basic.STRING
DATE = Basic.DATE
TIME = Basic.TIME
MOMENT = Basic.DATE_AND_TIME
DAYS = Basic.DAYS_AND_TIME_DURATION
MONTHS = Basic.YEARS_AND_MONTHS_DURATION
DURATIONS = (DAYS, MONTHS)

_SUMS: dict[tuple[Type, Type], Type] = {
    (NUMBER, NUMBER): NUMBER,
    (STRING, STRING): STRING,
    (DAYS, DAYS): DAYS,
    (MONTHS, MONTHS): MONTHS,
    (DATE, DAYS): DATE,
    (DATE, MONTHS): DATE,
    (MOMENT, DAYS): MOMENT,
    (MOMENT, MONTHS): MOMENT,
    (TIME, DAYS): TIME,
}
_DIFFERENCES: dict[tuple[Type, Type], Type] = {
    **{pair: result for pair, result in _SUMS.items() if pair != (STRING, STRING)},
    (DATE, DATE): DAYS,
    (DATE, MOMENT): DAYS,
    (MOMENT, DATE): DAYS,
    (MOMENT, MOMENT): DAYS,
    (TIME, TIME): DAYS,
}
_PRODUCTS: dict[tuple[Type, Type], Type] = {
    (NUMBER, NUMBER): NUMBER,
    (DAYS, NUMBER): DAYS,
    (MONTHS, NUMBER): MONTHS,
}
_QUOTIENTS: dict[tuple[Type, Type], Type] = {
    **_PRODUCTS,
    (DAYS, DAYS): NUMBER,
    (MONTHS, MONTHS): NUMBER,
}
_RESULTS: Mapping[ArithmeticOperator, dict[tuple[Type, Type], Type]] = {
    "+": {**_SUMS, **{(b, a): result for (a, b), result in _SUMS.items()}},
    "-": _DIFFERENCES,
    "*": {**_PRODUCTS, **{(b, a): result for (a, b), result in _PRODUCTS.items()}},
    "/": _QUOTIENTS,
    "**": {(NUMBER, NUMBER): NUMBER},
}

_OF_DATES: dict[str, Type] = dict.fromkeys(("year", "month", "day", "weekday"), NUMBER)
_OF_TIMES: dict[str, Type] = {
    **dict.fromkeys(("hour", "minute", "second"), NUMBER),
    "time offset": DAYS,
    "timezone": STRING,
}
_OF_DAYS: dict[str, Type] = dict.fromkeys(("days", "hours", "minutes", "seconds"), NUMBER)
PROPERTIES: Mapping[Type, Mapping[str, Type]] = {
    DATE: _OF_DATES,
    TIME: _OF_TIMES,
    MOMENT: {**_OF_DATES, **_OF_TIMES},
    DAYS: _OF_DAYS,
    MONTHS: dict.fromkeys(("years", "months"), NUMBER),
}


def unknown(type_: Type) -> bool:
    """Whether nothing is known of the value: it is of any type, or null."""
    return type_ in (Basic.ANY, Basic.NULL)


def arithmetic(operator: ArithmeticOperator, left: Type, right: Type) -> Type | None:
    """The type of ``left operator right``; None if there is no such operation."""
    left, right = _plain(left), _plain(right)
    table = _RESULTS[operator]
    if unknown(left) or unknown(right):
        fitting = {
            result
            for (a, b), result in table.items()
            if (unknown(left) or a == left) and (unknown(right) or b == right)
        }
        if not fitting:
            return None
        return fitting.pop() if len(fitting) == 1 else Basic.ANY
    return table.get((left, right))


def alike(left: Type, right: Type) -> bool:
    """Whether two values of these types can be compared for equality (table 53)."""
    if isinstance(left, ContextType) and isinstance(right, ContextType):
        return True
    return may_be(_plain(left), _plain(right)) or may_be(_plain(right), _plain(left))


def comparable(left: Type, right: Type) -> bool:
    """Whether two values of these types have an order between them (table 54)."""
    return has_order(left) and has_order(right) and alike(left, right)


def properties_of(type_: Type) -> Mapping[str, Type] | None:
    """The properties of the values of a type; None if they are not known."""
    match type_:
        case Basic.ANY | Basic.NULL:
            return None
        case ContextType(entries):
            return dict(entries) or None
        case RangeType(element):
            ends: dict[str, Type] = dict.fromkeys(("start", "end"), element)
            return {**ends, **dict.fromkeys(("start included", "end included"), Basic.BOOLEAN)}
        case ListType(element):
            inner = properties_of(element)
            return None if inner is None else {n: ListType(t) for n, t in inner.items()}
        case _:
            return PROPERTIES.get(type_, {})


def _plain(type_: Type) -> Type:
    """The type without the values of a choice."""
    match type_:
        case ChoiceType():
            return STRING
        case ListType(element):
            return ListType(_plain(element))
        case _:
            return type_
