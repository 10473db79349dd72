"""Numbers: decimal128 arithmetic (DMN 1.5, 10.3.2.3.1).

Owns the one arithmetic context of FEEL, 34 digits and half-even. Python's own
global context is neither read nor changed, so every operation here names this
one. Where there is no number as a result, ``NoValue`` says why.
"""

from __future__ import annotations

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from decretal.feel.notes import NoValue

DIGITS = 34
SMALLEST_SCALE = -6111
LARGEST_SCALE = 6176
LARGEST_EXPONENT = 999_999_999

CONTEXT = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
# Wide enough for any integer part that FEEL's numbers have.
_EXACT = Context(prec=2 * 6200, Emin=-99_999, Emax=99_999, traps=[InvalidOperation])

ZERO = Decimal(0)
ONE = Decimal(1)


def rounded(number: Decimal) -> Decimal:
    """The number within decimal128."""
    try:
        return _unsigned_zero(CONTEXT.plus(number))
    except (Overflow, InvalidOperation):
        raise NoValue("The number is too large for FEEL, which goes up to 10**6145.") from None


def add(left: Decimal, right: Decimal) -> Decimal:
    """``left + right``"""
    try:
        return CONTEXT.add(left, right)
    except Overflow:
        raise _too_large() from None


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """``left - right``"""
    try:
        return CONTEXT.subtract(left, right)
    except Overflow:
        raise _too_large() from None


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """``left * right``"""
    try:
        return _unsigned_zero(CONTEXT.multiply(left, right))
    except Overflow:
        raise _too_large() from None


def divide(left: Decimal, right: Decimal) -> Decimal:
    """``left / right``"""
    if not right:
        raise NoValue("A number cannot be divided by 0.")
    try:
        return _unsigned_zero(CONTEXT.divide(left, right))
    except Overflow:
        raise _too_large() from None


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """``base ** exponent``; a fraction of a power is within decimal128's last digit."""
    if abs(exponent) > LARGEST_EXPONENT:
        raise NoValue(f"An exponent is at most {LARGEST_EXPONENT:,}.")
    if not exponent:
        return ONE
    if not base and exponent < 0:
        raise NoValue("0 has no negative power: that would be a division by 0.")
    try:
        return _unsigned_zero(CONTEXT.power(base, exponent))
    except Overflow:
        raise _too_large() from None
    except InvalidOperation:
        raise NoValue("A negative number has no power with a fraction.") from None


def negative(number: Decimal) -> Decimal:
    """``-number``; there is one zero, without a sign."""
    return CONTEXT.minus(number) if number else number


def square_root(number: Decimal) -> Decimal:
    """The root of a number that is not negative."""
    if number < 0:
        raise NoValue("A negative number has no square root.")
    return CONTEXT.sqrt(number)


def exponential(number: Decimal) -> Decimal:
    """e to the power of the number."""
    try:
        return CONTEXT.exp(number)
    except Overflow:
        raise _too_large() from None


def natural_logarithm(number: Decimal) -> Decimal:
    """The logarithm to the base e of a positive number."""
    if number <= 0:
        raise NoValue("Only a positive number has a logarithm.")
    return CONTEXT.ln(number)


def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """``dividend - divisor * floor(dividend / divisor)``: it has the divisor's sign."""
    if not divisor:
        raise NoValue("A number has no remainder by 0.")
    remainder = _EXACT.remainder(dividend, divisor)
    if remainder and (remainder < 0) != (divisor < 0):
        remainder = _EXACT.add(remainder, divisor)
    return rounded(remainder)


def round_to(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """The number with that many digits after the point, rounded as ``decimal`` names it.

    A scale with a fraction loses it. Outside decimal128's scales there is no value.
    """
    places = integer(scale)
    if not SMALLEST_SCALE <= places <= LARGEST_SCALE:
        raise NoValue(f"The scale {scale} is outside {SMALLEST_SCALE} to {LARGEST_SCALE}.")
    exponent = number.as_tuple().exponent
    if not number or not isinstance(exponent, int) or -exponent <= places:
        # Nothing to round away. More zeros would not fit beside 34 digits.
        return number
    unit = Decimal((0, (1,), -places))
    return rounded(number.quantize(unit, rounding=rounding, context=_EXACT))


def integer(number: Decimal) -> int:
    """The number without its fraction."""
    return int(number)


def is_integer(number: Decimal) -> bool:
    """Whether the number has no fraction."""
    return number == number.to_integral_value()


def of_ratio(numerator: int, denominator: int) -> Decimal:
    """An exact quotient of integers, rounded once."""
    return divide(Decimal(numerator), Decimal(denominator))


def number_text(number: Decimal) -> str:
    """The digits without an exponent, as FEEL's ``string`` writes them."""
    return format(number, "f")


def _unsigned_zero(number: Decimal) -> Decimal:
    return number if number else number.copy_abs()


def _too_large() -> NoValue:
    return NoValue("The result is too large for a number: FEEL's go up to 10**6145.")
