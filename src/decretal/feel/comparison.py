"""Equality, order, identity, and being in a range (DMN 1.5, 10.3.2.13, tables 53 to 55).

Every answer is true, false, or ``NoValue`` with the reason: values of unlike
kinds are neither equal nor unequal. No operand here is UNKNOWN as a whole; that
is the evaluator's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from operator import ge, gt, le, lt

from decretal.feel.notes import NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.durations import NANOS_A_SECOND
from decretal.feel.values import UNKNOWN, Context, Range, Value, in_words, kind_of

_NESTED = (list, Context, Range)
_ORDERS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def equal(left: Value, right: Value) -> bool:
    """``left = right``; raises NoValue for values of unlike kinds."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is not type(right):
        if kind_of(left) == kind_of(right):  # two kinds of function
            return left is right
        raise NoValue(f"{_sentence(left)} and {in_words(right)} cannot be compared.")
    if kind is Decimal or kind is str or kind is bool:
        return left == right
    if left is right:
        return True
    match left, right:
        case list(), list():
            return len(left) == len(right) and _all_equal(zip(left, right, strict=True))
        case Context(), Context():
            if left.keys() != right.keys():
                return False
            return _all_equal((left[name], right[name]) for name in left)
        case Range(), Range():
            return (
                left.operator == right.operator
                and left.low_included == right.low_included
                and left.high_included == right.high_included
                and _all_equal(((left.low, right.low), (left.high, right.high)))
            )
        case (Time(), Time()) | (DateTime(), DateTime()):
            # A local time is equal to no time that has a place in UTC.
            keys = _moments(left, right)
            return keys is not None and keys[0] == keys[1]
        case _:
            return left == right


def ordered(operator: str, left: Value, right: Value) -> bool:
    """``left < right`` and its like; raises NoValue where there is no order."""
    compare = _ORDERS[operator]
    match left, right:
        case Decimal(), Decimal():
            return compare(left, right)  # type: ignore[no-any-return]
        case str(), str():
            return compare(left, right)  # type: ignore[no-any-return]
        case Date(), Date():
            return compare(left.number, right.number)  # type: ignore[no-any-return]
        case (Time(), Time()) | (DateTime(), DateTime()):
            keys = _moments(left, right)
            if keys is None:
                raise NoValue(
                    f"{_sentence(left)} with an offset from UTC and one without cannot be compared."
                )
            return compare(*keys)  # type: ignore[no-any-return]
        case DaysAndTimeDuration(), DaysAndTimeDuration():
            return compare(left, right)  # type: ignore[no-any-return]
        case YearsAndMonthsDuration(), YearsAndMonthsDuration():
            return compare(left, right)  # type: ignore[no-any-return]
    if left is None or right is None:
        raise NoValue(f"null cannot be compared with {operator}.")
    if kind_of(left) == kind_of(right):
        raise NoValue(f"{_sentence(left)} is neither less nor greater than another.")
    raise NoValue(f"{_sentence(left)} and {in_words(right)} cannot be compared.")


def less(left: Value, right: Value) -> bool:
    """``left < right``"""
    return ordered("<", left, right)


def identical(left: Value, right: Value) -> bool:
    """``is(left, right)``: the same kind and the same value in every part.

    Two times with unlike offsets are not identical even at the same instant.
    """
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    match left, right:
        case list(), list():
            return len(left) == len(right) and all(map(identical, left, right))
        case Context(), Context():
            return left.keys() == right.keys() and all(
                identical(left[name], right[name]) for name in left
            )
        case Range(), Range():
            return (
                left.operator == right.operator
                and left.low_included == right.low_included
                and left.high_included == right.high_included
                and identical(left.low, right.low)
                and identical(left.high, right.high)
            )
        case _:
            return left == right


def in_range(value: Value, range_: Range) -> bool:
    """Whether the value lies in the range; raises NoValue where it has no order with an end."""
    match range_.operator:
        case "=":
            return equal(value, range_.low)
        case "!=":
            return not equal(value, range_.low)
        case "<" | "<=" as operator:
            return ordered(operator, value, range_.high)
        case ">" | ">=" as operator:
            return ordered(operator, value, range_.low)
        case _:
            above = ordered(">=" if range_.low_included else ">", value, range_.low)
            below = ordered("<=" if range_.high_included else "<", value, range_.high)
            return above and below


def contains_unknown(value: Value) -> bool:
    """Whether UNKNOWN is the value, or an item of it at any depth."""
    if value is UNKNOWN:
        return True
    items: Iterable[Value]
    if isinstance(value, list):
        items = value
    elif isinstance(value, Context):
        items = value.values()
    else:
        return isinstance(value, Range) and UNKNOWN in (value.low, value.high)
    for item in items:
        if item is UNKNOWN:
            return True
        if type(item) in _NESTED and contains_unknown(item):
            return True
    return False


def _moments(left: Value, right: Value) -> tuple[int, int] | None:
    """Both as numbers on one scale; None where one is local and the other is not.

    Within one zone and without a date the times are compared as clocks show them.
    """
    match left, right:
        case Time(), Time():
            if left.is_local is not right.is_local:
                return None
            if left.zone is not None and left.zone == right.zone:
                return left.nanoseconds, right.nanoseconds
            return _in_utc(left), _in_utc(right)
        case DateTime(), DateTime():
            if left.is_local is not right.is_local:
                return None
            return left.instant, right.instant
    return None


def _in_utc(time: Time) -> int:
    return time.nanoseconds - (time.utc_offset or 0) * NANOS_A_SECOND


def _all_equal(pairs: Iterable[tuple[Value, Value]]) -> bool:
    """Kleene's conjunction: one inequality decides, whatever cannot be compared."""
    refusal: NoValue | None = None
    for left, right in pairs:
        try:
            if not equal(left, right):
                return False
        except NoValue as refused:
            refusal = refused
    if refusal is not None:
        raise refusal
    return True


def _sentence(value: Value) -> str:
    words = in_words(value)
    return words[0].upper() + words[1:] if value is not None else words
