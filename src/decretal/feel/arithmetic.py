"""The five operators on two values (DMN 1.5, 10.3.2.13, tables 56 to 58).

Owns which kinds an operator takes. Numbers are left to ``decimals``, dates and
durations to ``temporal.arithmetic``. Raises NoValue where there is no result.
"""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from decretal.feel import decimals
from decretal.feel.notes import MOST_CHARACTERS, NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal import arithmetic as temporal
from decretal.feel.values import Value, in_words
from decretal.nodes.expressions import ArithmeticOperator

_NUMBERS = {
    "+": decimals.add,
    "-": decimals.subtract,
    "*": decimals.multiply,
    "/": decimals.divide,
    "**": decimals.power,
}


def calculate(operator: ArithmeticOperator, left: Value, right: Value) -> Value:
    """``left operator right``"""
    if type(left) is Decimal and type(right) is Decimal:
        return _NUMBERS[operator](left, right)
    try:
        result = _calculate(operator, left, right)
    except ValueError as refused:
        raise NoValue(str(refused)) from None
    if result is None:
        raise NoValue(f"{operator} has no meaning between {in_words(left)} and {in_words(right)}.")
    return result


def negate(operand: Value) -> Value:
    """``-operand``"""
    match operand:
        case Decimal():
            return decimals.negative(operand)
        case DaysAndTimeDuration():
            return DaysAndTimeDuration(-operand.nanoseconds)
        case YearsAndMonthsDuration():
            return YearsAndMonthsDuration(-operand.total_months)
        case _:
            raise NoValue(f"{in_words(operand).capitalize()} has no negative.")


def _calculate(operator: ArithmeticOperator, left: Value, right: Value) -> Value:
    match operator:
        case "+":
            return _sum(left, right)
        case "-":
            return _difference(left, right)
        case "*":
            return _product(left, right)
        case "/":
            return _quotient(left, right)
        case "**":
            return None
        case _:
            assert_never(operator)


def _sum(left: Value, right: Value) -> Value:
    match left, right:
        case str(), str():
            if len(left) + len(right) > MOST_CHARACTERS:
                raise NoValue(f"A string has at most {MOST_CHARACTERS:,} characters.")
            return left + right
        case DaysAndTimeDuration(), DaysAndTimeDuration():
            return temporal.bounded_time(left.nanoseconds + right.nanoseconds)
        case YearsAndMonthsDuration(), YearsAndMonthsDuration():
            return temporal.bounded_months(left.total_months + right.total_months)
        case ((Date() | Time() | DateTime()), (DaysAndTimeDuration() | YearsAndMonthsDuration())):
            return _later(left, right)
        case ((DaysAndTimeDuration() | YearsAndMonthsDuration()), (Date() | Time() | DateTime())):
            return _later(right, left)
        case _:
            return None


def _difference(left: Value, right: Value) -> Value:
    match left, right:
        case ((Date() | DateTime()), (Date() | DateTime())):
            return temporal.between_moments(left, right)
        case Time(), Time():
            return temporal.between_times(left, right)
        case _, (DaysAndTimeDuration() | YearsAndMonthsDuration()):
            negated = negate(right)
            return _sum(left, negated) if not isinstance(left, str) else None
        case _:
            return None


def _later(moment: Date | Time | DateTime, by: Value) -> Value:
    match moment, by:
        case Date(), DaysAndTimeDuration():
            return temporal.add_to_date(moment, by)
        case Date(), YearsAndMonthsDuration():
            return temporal.add_months(moment, by)
        case DateTime(), DaysAndTimeDuration():
            return temporal.add_to_date_and_time(moment, by)
        case DateTime(), YearsAndMonthsDuration():
            return temporal.add_months_to_date_and_time(moment, by)
        case Time(), DaysAndTimeDuration():
            return temporal.add_to_time(moment, by)
        case _:
            return None


def _product(left: Value, right: Value) -> Value:
    match left, right:
        case DaysAndTimeDuration(), Decimal():
            return temporal.bounded_time(_scaled(left.nanoseconds, right))
        case YearsAndMonthsDuration(), Decimal():
            return temporal.bounded_months(_scaled(left.total_months, right))
        case Decimal(), (DaysAndTimeDuration() | YearsAndMonthsDuration()):
            return _product(right, left)
        case _:
            return None


def _quotient(left: Value, right: Value) -> Value:
    match left, right:
        case DaysAndTimeDuration(), Decimal():
            return temporal.bounded_time(_divided(left.nanoseconds, right))
        case YearsAndMonthsDuration(), Decimal():
            return temporal.bounded_months(_divided(left.total_months, right))
        case DaysAndTimeDuration(), DaysAndTimeDuration():
            return _ratio(left.nanoseconds, right.nanoseconds)
        case YearsAndMonthsDuration(), YearsAndMonthsDuration():
            return _ratio(left.total_months, right.total_months)
        case _:
            return None


def _scaled(units: int, factor: Decimal) -> int:
    """A whole number of months or nanoseconds: a fraction of one is dropped."""
    return decimals.integer(decimals.multiply(Decimal(units), factor))


def _divided(units: int, divisor: Decimal) -> int:
    if not divisor:
        raise NoValue("A duration cannot be divided by 0.")
    return decimals.integer(decimals.divide(Decimal(units), divisor))


def _ratio(dividend: int, divisor: int) -> Decimal:
    if not divisor:
        raise NoValue("A duration cannot be divided by a duration of 0.")
    return decimals.of_ratio(dividend, divisor)
