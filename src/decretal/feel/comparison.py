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
        case (Time(), Time()) | (DateTime(), DateTime()):
            one, other = _moments(left, right)
            return one == other
        case (list(), list()) | (Context(), Context()) | (Range(), Range()):
            return _equal_parts(left, right, set())
        case _:
            return left == right


def _equal_parts(left: Value, right: Value, found: set[tuple[int, int]]) -> bool:
    """Whether structures are equal in all parts.

    Kleene's conjunction: one inequality decides, whatever cannot be compared.
    ``found`` holds the pairs that are equal: a list that holds one list twice, as
    that does another, is much larger to walk than it is.
    """
    parts = _pairs(left, right)
    if parts is None:
        return False
    refusal: NoValue | None = None
    for one, other in parts:
        try:
            if type(one) in _NESTED and type(one) is type(other):
                pair = (id(one), id(other))
                if one is other or pair in found:
                    continue
                if not _equal_parts(one, other, found):
                    return False
                found.add(pair)
            elif not equal(one, other):
                return False
        except NoValue as refused:
            refusal = refused
    if refusal is not None:
        raise refusal
    return True


def _pairs(left: Value, right: Value) -> Iterable[tuple[Value, Value]] | None:
    """The parts that must be equal, or None if the structures differ in shape."""
    match left, right:
        case list(), list():
            return zip(left, right, strict=True) if len(left) == len(right) else None
        case Context(), Context():
            if left.keys() != right.keys():
                return None
            return ((left[name], right[name]) for name in left)
        case Range(), Range():
            alike = (
                left.operator == right.operator
                and left.low_included == right.low_included
                and left.high_included == right.high_included
            )
            return ((left.low, right.low), (left.high, right.high)) if alike else None
        case _:
            return None


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
            return compare(*_moments(left, right))  # type: ignore[no-any-return]
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
    return _identical(left, right, set())


def _identical(left: Value, right: Value, found: set[tuple[int, int]]) -> bool:
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    if type(left) not in _NESTED:
        return left == right
    pair = (id(left), id(right))
    if pair not in found:
        parts = _pairs(left, right)
        if parts is None or not all(_identical(*part, found) for part in parts):
            return False
        found.add(pair)
    return True


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
            return between(value, range_)


def between(value: Value, range_: Range) -> bool:
    """Whether the value lies between two ends: one end can decide against it alone."""
    refusal: NoValue | None = None
    ends = (
        (">=" if range_.low_included else ">", range_.low),
        ("<=" if range_.high_included else "<", range_.high),
    )
    for operator, end in ends:
        try:
            if not ordered(operator, value, end):
                return False
        except NoValue as refused:
            refusal = refused
    if refusal is not None:
        raise refusal
    return True


def contains_unknown(value: Value) -> bool:
    """Whether UNKNOWN is the value, or an item of it at any depth."""
    if value is UNKNOWN:
        return True
    if type(value) not in _NESTED:
        return False
    seen: set[int] = set()
    pending: list[Value] = [value]
    while pending:
        for part in _parts(pending.pop()):
            if part is UNKNOWN:
                return True
            if type(part) in _NESTED and id(part) not in seen:
                seen.add(id(part))
                pending.append(part)
    return False


def _parts(value: Value) -> Iterable[Value]:
    match value:
        case list():
            return value
        case Context():
            return value.values()
        case Range():
            return (value.low, value.high)
        case _:
            return ()


def _moments(left: Value, right: Value) -> tuple[int, int]:
    """Two times, or two dates with times, as numbers on one scale.

    One without an offset takes that of the other (DMN 1.5, table 54), so that what
    the clocks show is compared; as it is for times in one zone.
    """
    match left, right:
        case Time(), Time():
            if left.is_local or right.is_local or (left.zone and left.zone == right.zone):
                return left.nanoseconds, right.nanoseconds
            return _in_utc(left), _in_utc(right)
        case DateTime(), DateTime():
            if left.is_local or right.is_local:
                return left.clock, right.clock
            return left.instant, right.instant
        case _:
            raise AssertionError("only moments have a place on a clock")


def _in_utc(time: Time) -> int:
    return time.nanoseconds - (time.utc_offset or 0) * NANOS_A_SECOND


def _sentence(value: Value) -> str:
    words = in_words(value)
    return words[0].upper() + words[1:] if value is not None else words
