"""What each built-in function takes and gives (DMN 1.5, 10.3.4, tables 70 to 80).

Owns the names of parameters, exactly as the standard has them, their types and
the types of results. A function with several forms has several signatures, in
the standard's order. What the functions do is left to ``builtins``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from decretal.nodes.types import Basic, ContextType, FunctionType, ListType, RangeType, Type

ANY = Basic.ANY
NUMBER = Basic.NUMBER
STRING = Basic.STRING
BOOLEAN = Basic.BOOLEAN
DATE = Basic.DATE
TIME = Basic.TIME
MOMENT = Basic.DATE_AND_TIME
DAYS = Basic.DAYS_AND_TIME_DURATION
MONTHS = Basic.YEARS_AND_MONTHS_DURATION

LIST = ListType(ANY)
RANGE = RangeType(ANY)
CONTEXT = ContextType(())
POINT = (NUMBER, STRING, DATE, TIME, MOMENT, DAYS, MONTHS)
"""What has an order, and so can be compared and be in a range."""

Result = Type | Callable[[Sequence[Type]], Type]


@dataclass(frozen=True, slots=True)
class FormalParameter:
    """A parameter and the types that it admits, one of which an argument has.

    An ``optional`` one may be left out; a ``repeated`` one, which is the last,
    takes at least one argument and all further ones.
    """

    name: str
    types: tuple[Type, ...]
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One form of a function; ``result`` may depend on the arguments' types."""

    parameters: tuple[FormalParameter, ...]
    result: Result

    @property
    def fewest(self) -> int:
        """How many arguments it needs."""
        return sum(not p.optional for p in self.parameters)

    @property
    def most(self) -> int | None:
        """How many arguments it takes; None for any number."""
        repeated = any(p.repeated for p in self.parameters)
        return None if repeated else len(self.parameters)


def _takes(result: Result, *parameters: FormalParameter) -> Signature:
    return Signature(parameters, result)


def _one(name: str, *types: Type) -> FormalParameter:
    return FormalParameter(name, types or (ANY,))


def _perhaps(name: str, *types: Type) -> FormalParameter:
    return FormalParameter(name, types or (ANY,), optional=True)


def _many(name: str, *types: Type) -> FormalParameter:
    return FormalParameter(name, types or (ANY,), repeated=True)


# results that depend on the arguments -------------------------------------------


def _same(arguments: Sequence[Type]) -> Type:
    return arguments[0]


def _same_list(arguments: Sequence[Type]) -> Type:
    return arguments[0] if isinstance(arguments[0], ListType) else LIST


def _member(arguments: Sequence[Type]) -> Type:
    first = arguments[0]
    if len(arguments) == 1:
        return first.element if isinstance(first, ListType) else first
    return first if all(argument == first for argument in arguments) else ANY


def _joined(arguments: Sequence[Type]) -> Type:
    return arguments[0] if all(argument == arguments[0] for argument in arguments) else LIST


def _with_items(arguments: Sequence[Type]) -> Type:
    first, *items = arguments
    if isinstance(first, ListType) and all(item == first.element for item in items):
        return first
    return LIST


def _innermost(arguments: Sequence[Type]) -> Type:
    element = arguments[0]
    while isinstance(element, ListType):
        element = element.element
    return ListType(element)


# the forms of functions over ranges ------------------------------------------------


def _points(first: str, second: str) -> Signature:
    return _takes(BOOLEAN, _one(first, *POINT), _one(second, *POINT))


def _point_and_range() -> Signature:
    return _takes(BOOLEAN, _one("point", *POINT), _one("range", RANGE))


def _range_and_point() -> Signature:
    return _takes(BOOLEAN, _one("range", RANGE), _one("point", *POINT))


def _ranges() -> Signature:
    return _takes(BOOLEAN, _one("range1", RANGE), _one("range2", RANGE))


def _aggregate(result: Result, parameter: str, *types: Type) -> tuple[Signature, ...]:
    """A function of a list or of the same items given one by one."""
    return (
        _takes(result, _one("list", LIST)),
        _takes(result, _many(parameter, *types)),
    )


SIGNATURES: Mapping[str, tuple[Signature, ...]] = {
    # conversion
    "date": (
        _takes(DATE, _one("from", STRING, DATE, MOMENT)),
        _takes(DATE, _one("year", NUMBER), _one("month", NUMBER), _one("day", NUMBER)),
    ),
    "date and time": (
        _takes(MOMENT, _one("from", STRING, DATE, MOMENT)),
        _takes(MOMENT, _one("date", DATE, MOMENT), _one("time", TIME)),
    ),
    "time": (
        _takes(TIME, _one("from", STRING, TIME, MOMENT, DATE)),
        _takes(
            TIME,
            _one("hour", NUMBER),
            _one("minute", NUMBER),
            _one("second", NUMBER),
            _perhaps("offset", DAYS),
        ),
    ),
    "number": (
        # Not in the table, but what everybody writes.
        _takes(NUMBER, _one("from", STRING)),
        _takes(
            NUMBER,
            _one("from", STRING),
            _one("grouping separator", STRING),
            _one("decimal separator", STRING),
        ),
    ),
    "string": (_takes(STRING, _one("from")),),
    "duration": (_takes(ANY, _one("from", STRING, DAYS, MONTHS)),),
    "years and months duration": (
        _takes(MONTHS, _one("from", DATE, MOMENT), _one("to", DATE, MOMENT)),
    ),
    "range": (_takes(RANGE, _one("from", STRING)),),
    # boolean
    "not": (_takes(BOOLEAN, _one("negand", BOOLEAN)),),
    # string
    "substring": (
        _takes(
            STRING,
            _one("string", STRING),
            _one("start position", NUMBER),
            _perhaps("length", NUMBER),
        ),
    ),
    "string length": (_takes(NUMBER, _one("string", STRING)),),
    "upper case": (_takes(STRING, _one("string", STRING)),),
    "lower case": (_takes(STRING, _one("string", STRING)),),
    "substring before": (_takes(STRING, _one("string", STRING), _one("match", STRING)),),
    "substring after": (_takes(STRING, _one("string", STRING), _one("match", STRING)),),
    "replace": (
        _takes(
            STRING,
            _one("input", STRING),
            _one("pattern", STRING),
            _one("replacement", STRING),
            _perhaps("flags", STRING),
        ),
    ),
    "contains": (_takes(BOOLEAN, _one("string", STRING), _one("match", STRING)),),
    "starts with": (_takes(BOOLEAN, _one("string", STRING), _one("match", STRING)),),
    "ends with": (_takes(BOOLEAN, _one("string", STRING), _one("match", STRING)),),
    "matches": (
        _takes(BOOLEAN, _one("input", STRING), _one("pattern", STRING), _perhaps("flags", STRING)),
    ),
    "split": (_takes(ListType(STRING), _one("string", STRING), _one("delimiter", STRING)),),
    "string join": (_takes(STRING, _one("list", ListType(STRING)), _perhaps("delimiter", STRING)),),
    # list
    "list contains": (_takes(BOOLEAN, _one("list", LIST), _one("element")),),
    "count": (_takes(NUMBER, _one("list", LIST)),),
    "min": _aggregate(_member, "c1", *POINT),
    "max": _aggregate(_member, "c1", *POINT),
    "sum": _aggregate(NUMBER, "n1", NUMBER),
    "mean": _aggregate(NUMBER, "n1", NUMBER),
    "all": _aggregate(BOOLEAN, "b1", BOOLEAN),
    "any": _aggregate(BOOLEAN, "b1", BOOLEAN),
    "sublist": (
        _takes(
            _same_list,
            _one("list", LIST),
            _one("start position", NUMBER),
            _perhaps("length", NUMBER),
        ),
    ),
    "append": (_takes(_with_items, _one("list", LIST), _many("item")),),
    "concatenate": (_takes(_joined, _many("list", LIST)),),
    "insert before": (_takes(LIST, _one("list", LIST), _one("position", NUMBER), _one("newItem")),),
    "remove": (_takes(_same_list, _one("list", LIST), _one("position", NUMBER)),),
    "list replace": (
        _takes(LIST, _one("list", LIST), _one("position", NUMBER), _one("newItem")),
        _takes(
            LIST,
            _one("list", LIST),
            _one("match", FunctionType((ANY, ANY), BOOLEAN)),
            _one("newItem"),
        ),
    ),
    "reverse": (_takes(_same_list, _one("list", LIST)),),
    "index of": (_takes(ListType(NUMBER), _one("list", LIST), _one("match")),),
    "union": (_takes(_joined, _many("list", LIST)),),
    "distinct values": (_takes(_same_list, _one("list", LIST)),),
    "flatten": (_takes(_innermost, _one("list", LIST)),),
    "product": _aggregate(NUMBER, "n1", NUMBER),
    "median": _aggregate(NUMBER, "n1", NUMBER),
    "stddev": _aggregate(NUMBER, "n1", NUMBER),
    "mode": _aggregate(ListType(NUMBER), "n1", NUMBER),
    # numeric
    "decimal": (_takes(NUMBER, _one("n", NUMBER), _one("scale", NUMBER)),),
    "floor": (_takes(NUMBER, _one("n", NUMBER), _perhaps("scale", NUMBER)),),
    "ceiling": (_takes(NUMBER, _one("n", NUMBER), _perhaps("scale", NUMBER)),),
    "round up": (_takes(NUMBER, _one("n", NUMBER), _one("scale", NUMBER)),),
    "round down": (_takes(NUMBER, _one("n", NUMBER), _one("scale", NUMBER)),),
    "round half up": (_takes(NUMBER, _one("n", NUMBER), _one("scale", NUMBER)),),
    "round half down": (_takes(NUMBER, _one("n", NUMBER), _one("scale", NUMBER)),),
    "abs": (_takes(_same, _one("n", NUMBER, DAYS, MONTHS)),),
    "modulo": (_takes(NUMBER, _one("dividend", NUMBER), _one("divisor", NUMBER)),),
    "sqrt": (_takes(NUMBER, _one("number", NUMBER)),),
    "log": (_takes(NUMBER, _one("number", NUMBER)),),
    "exp": (_takes(NUMBER, _one("number", NUMBER)),),
    "odd": (_takes(BOOLEAN, _one("number", NUMBER)),),
    "even": (_takes(BOOLEAN, _one("number", NUMBER)),),
    # date and time
    "is": (_takes(BOOLEAN, _one("value1"), _one("value2")),),
    "now": (_takes(MOMENT),),
    "today": (_takes(DATE),),
    # range
    "before": (_points("point1", "point2"), _point_and_range(), _range_and_point(), _ranges()),
    "after": (_points("point1", "point2"), _point_and_range(), _range_and_point(), _ranges()),
    "meets": (_ranges(),),
    "met by": (_ranges(),),
    "overlaps": (_ranges(),),
    "overlaps before": (_ranges(),),
    "overlaps after": (_ranges(),),
    "finishes": (_point_and_range(), _ranges()),
    "finished by": (_range_and_point(), _ranges()),
    "includes": (_range_and_point(), _ranges()),
    "during": (_point_and_range(), _ranges()),
    "starts": (_point_and_range(), _ranges()),
    "started by": (_range_and_point(), _ranges()),
    "coincides": (_points("point1", "point2"), _ranges()),
    # temporal
    "day of year": (_takes(NUMBER, _one("date", DATE, MOMENT)),),
    "day of week": (_takes(STRING, _one("date", DATE, MOMENT)),),
    "month of year": (_takes(STRING, _one("date", DATE, MOMENT)),),
    "week of year": (_takes(NUMBER, _one("date", DATE, MOMENT)),),
    # sort
    "sort": (
        _takes(
            _same_list,
            _one("list", LIST),
            FormalParameter("precedes", (FunctionType((ANY, ANY), BOOLEAN),), optional=True),
        ),
    ),
    # context
    "get value": (
        _takes(ANY, _one("m", CONTEXT), _one("key", STRING)),
        _takes(ANY, _one("m", CONTEXT), _one("keys", ListType(STRING))),
    ),
    "get entries": (_takes(ListType(CONTEXT), _one("m", CONTEXT)),),
    "context": (_takes(CONTEXT, _one("entries", ListType(CONTEXT))),),
    "context put": (
        _takes(CONTEXT, _one("context", CONTEXT), _one("key", STRING), _one("value")),
        _takes(CONTEXT, _one("context", CONTEXT), _one("keys", ListType(STRING)), _one("value")),
    ),
    "context merge": (_takes(CONTEXT, _one("contexts", ListType(CONTEXT))),),
}
