"""Numeric functions, and those that make one number of a list (DMN 1.5, 10.3.4.4 and 10.3.4.5)."""

from __future__ import annotations

from collections import Counter
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from decretal.feel import decimals
from decretal.feel.builtins.declare import built_in
from decretal.feel.notes import NoValue
from decretal.feel.temporal import DaysAndTimeDuration, Duration, YearsAndMonthsDuration
from decretal.feel.values import Value, in_words

_TWO = Decimal(2)


@built_in("decimal", "n: number, scale: number")
def decimal(n: Decimal, scale: Decimal) -> Decimal:
    """The number with that many decimals; a half goes to the even neighbour."""
    return decimals.round_to(n, scale, ROUND_HALF_EVEN)


@built_in("floor", "n: number", "n: number, scale: number")
def floor(n: Decimal, scale: Decimal = decimals.ZERO) -> Decimal:
    """The greatest number with that many decimals, or none, that is not greater."""
    return decimals.round_to(n, scale, ROUND_FLOOR)


@built_in("ceiling", "n: number", "n: number, scale: number")
def ceiling(n: Decimal, scale: Decimal = decimals.ZERO) -> Decimal:
    """The least number with that many decimals, or none, that is not less."""
    return decimals.round_to(n, scale, ROUND_CEILING)


@built_in("round up", "n: number, scale: number")
def round_up(n: Decimal, scale: Decimal) -> Decimal:
    """The number rounded away from 0."""
    return decimals.round_to(n, scale, ROUND_UP)


@built_in("round down", "n: number, scale: number")
def round_down(n: Decimal, scale: Decimal) -> Decimal:
    """The number rounded towards 0."""
    return decimals.round_to(n, scale, ROUND_DOWN)


@built_in("round half up", "n: number, scale: number")
def round_half_up(n: Decimal, scale: Decimal) -> Decimal:
    """The number rounded to the nearest, a half away from 0."""
    return decimals.round_to(n, scale, ROUND_HALF_UP)


@built_in("round half down", "n: number, scale: number")
def round_half_down(n: Decimal, scale: Decimal) -> Decimal:
    """The number rounded to the nearest, a half towards 0."""
    return decimals.round_to(n, scale, ROUND_HALF_DOWN)


@built_in("abs", "n: number|days and time duration|years and months duration")
def absolute(n: Decimal | Duration) -> Decimal | Duration:
    """The size of a number or duration."""
    match n:
        case Decimal():
            return n.copy_abs()
        case DaysAndTimeDuration():
            return DaysAndTimeDuration(abs(n.nanoseconds))
        case YearsAndMonthsDuration():
            return YearsAndMonthsDuration(abs(n.total_months))


@built_in("modulo", "dividend: number, divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """The remainder of a division, with the sign of the divisor."""
    return decimals.modulo(dividend, divisor)


@built_in("sqrt", "number: number")
def square_root(number: Decimal) -> Decimal:
    """The square root."""
    return decimals.square_root(number)


@built_in("log", "number: number")
def logarithm(number: Decimal) -> Decimal:
    """The natural logarithm."""
    return decimals.natural_logarithm(number)


@built_in("exp", "number: number")
def exponential(number: Decimal) -> Decimal:
    """Euler's number to that power."""
    return decimals.exponential(number)


@built_in("odd", "number: number")
def odd(number: Decimal) -> bool:
    """Whether it is a whole number that 2 does not divide."""
    return decimals.is_integer(number) and decimals.modulo(number, _TWO) == 1


@built_in("even", "number: number")
def even(number: Decimal) -> bool:
    """Whether it is a whole number that 2 divides."""
    return decimals.is_integer(number) and not decimals.modulo(number, _TWO)


@built_in("sum", "list: list", "...2 n1: any")
def total(items: list[Value]) -> Decimal:
    """The sum of numbers; of an empty list, null."""
    return _sum(_some_numbers(items, "sum"))


@built_in("mean", "list: list", "...2 n1: any")
def mean(items: list[Value]) -> Decimal:
    """The average of numbers; of an empty list, null."""
    return _mean(_some_numbers(items, "mean"))


@built_in("product", "list: list", "...2 n1: any")
def product(items: list[Value]) -> Decimal:
    """The product of numbers; of an empty list, null."""
    result = decimals.ONE
    for number in _some_numbers(items, "product"):
        result = decimals.multiply(result, number)
    return result


@built_in("median", "list: list", "...2 n1: any")
def median(items: list[Value]) -> Decimal:
    """The middle of numbers in order, or the average of the two in the middle."""
    numbers = sorted(_some_numbers(items, "median"))
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return _mean(numbers[middle - 1 : middle + 1])


@built_in("stddev", "list: list", "...2 n1: any")
def standard_deviation(items: list[Value]) -> Decimal:
    """The standard deviation of a sample of at least two numbers."""
    numbers = _numbers(items, "stddev")
    if len(numbers) < 2:
        raise NoValue("A standard deviation needs at least two numbers.")
    average = _mean(numbers)
    differences = (decimals.subtract(number, average) for number in numbers)
    squares = _sum([decimals.multiply(difference, difference) for difference in differences])
    return decimals.square_root(decimals.divide(squares, Decimal(len(numbers) - 1)))


@built_in("mode", "list: list", "...2 n1: any")
def mode(items: list[Value]) -> list[Value]:
    """The numbers that occur most often, in order."""
    numbers = Counter(_numbers(items, "mode"))
    most = max(numbers.values(), default=0)
    return [*sorted(number for number, times in numbers.items() if times == most)]


def _numbers(items: list[Value], function: str) -> list[Decimal]:
    for item in items:
        if not isinstance(item, Decimal):
            raise NoValue(f"{function} takes numbers, and {in_words(item)} is among them.")
    return items  # type: ignore[return-value]


def _some_numbers(items: list[Value], function: str) -> list[Decimal]:
    if not items:
        raise NoValue(f"An empty list has no {function}.")
    return _numbers(items, function)


def _sum(numbers: list[Decimal]) -> Decimal:
    result = numbers[0]
    for number in numbers[1:]:
        result = decimals.add(result, number)
    return result


def _mean(numbers: list[Decimal]) -> Decimal:
    return decimals.divide(_sum(numbers), Decimal(len(numbers)))
