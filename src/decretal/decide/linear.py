"""Expressions as sums of facts: what an expression may be worth, in facts.

Owns linear forms (``2 * attempts + 1``) and rounded ones, and the reading of an
expression as a finite set of forms of which it always equals one. The sign of an
expression is then settled by the signs of its forms, since ``if``, ``min``,
``max`` and ``abs`` only choose among them. What the signs are compared for is
left to ``cuts``.

The unit is a day for dates, a nanosecond for times and for durations in days, a
month for durations in months.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from decretal.decide.scale import kind_of_value, number_of
from decretal.decide.scene import Scene
from decretal.feel.temporal.durations import NANOS_A_DAY
from decretal.feel.values import Value
from decretal.nodes.expressions import (
    Arithmetic,
    Expression,
    If,
    Invocation,
    ListLiteral,
    Name,
    Negation,
    Path,
)
from decretal.nodes.types import Basic

MOST_FORMS: Final = 500


class NotLinear(Exception):
    """The expression is no sum of facts; the argument is the part that is not."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sum of multiples of facts and a constant, of one kind.

    If ``step`` is set the form is ``factor`` times the multiple of ``step``
    that lies less than one step from the sum, plus ``shift``.
    """

    kind: Basic
    terms: tuple[tuple[str, Fraction], ...] = ()
    constant: Fraction = Fraction(0)
    step: Fraction | None = None
    factor: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)

    def times(self, number: Fraction, kind: Basic | None = None) -> Form:
        """The form multiplied by a number."""
        kind = self.kind if kind is None else kind
        if not number:
            return Form(kind)
        if self.step is not None:
            return replace(self, kind=kind, factor=self.factor * number, shift=self.shift * number)
        terms = tuple((fact, times * number) for fact, times in self.terms)
        return Form(kind, terms, self.constant * number)

    def plus(self, other: Form, kind: Basic) -> Form | None:
        """The sum of two forms, None if rounding stands in the way."""
        if self.step is not None or other.step is not None:
            rounded, plain = (self, other) if self.step is not None else (other, self)
            if plain.terms or plain.step is not None:
                return None
            return replace(rounded, kind=kind, shift=rounded.shift + plain.constant)
        sums = dict(self.terms)
        for fact, times in other.terms:
            sums[fact] = sums.get(fact, Fraction(0)) + times
        terms = tuple(sorted((fact, times) for fact, times in sums.items() if times))
        return Form(kind, terms, self.constant + other.constant)


class FormReader:
    """Reads expressions as forms; ``conditions`` collects the conditions of each
    ``if`` on the way, by which it depends which form is meant."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.conditions: list[Expression] = []

    def forms(self, expression: Expression) -> frozenset[Form]:
        """The forms of which the expression always equals one; null is none."""
        found = frozenset(self._forms(expression))
        if len(found) > MOST_FORMS:
            raise NotLinear(expression)
        return found

    def _forms(self, expression: Expression) -> Iterable[Form]:
        if not self._scene.open_in(expression):
            return self._constants(expression)
        match expression:
            case Name(name=name):
                scale = self._scene.scales.get(name)
                if scale is None:
                    raise NotLinear(expression)
                return (Form(scale.kind, ((name, Fraction(1)),)),)
            case Negation(operand=operand):
                return (form.times(Fraction(-1)) for form in self.forms(operand))
            case Arithmetic(operator=operator, left=left, right=right):
                combine = _COMBINE.get(operator)
                if combine is None:
                    raise NotLinear(expression)
                rights = self.forms(right)
                return _all(expression, (combine(a, b) for a in self.forms(left) for b in rights))
            case If(condition=condition, consequence=consequence, alternative=alternative):
                self.conditions.append(condition)
                return self.forms(consequence) | self.forms(alternative)
            case Path(source=source, name="days"):
                return _all(expression, map(_days, self.forms(source)))
            case Invocation(function=Name(name=name), arguments=arguments):
                if any(argument.name is not None for argument in arguments):
                    raise NotLinear(expression)
                return self._invoked(expression, name, [each.value for each in arguments])
            case _:
                raise NotLinear(expression)

    def _constants(self, expression: Expression) -> Iterable[Form]:
        for value in self._scene.values(expression):
            if value is not None:
                yield constant(value, expression)

    def _invoked(
        self, expression: Expression, name: str, arguments: Sequence[Expression]
    ) -> Iterable[Form]:
        match name, arguments:
            case (("min" | "max"), [ListLiteral(items=items)]):
                return self._any_of(items)
            case (("min" | "max"), [_, _, *_]):
                return self._any_of(arguments)
            case "sum", [ListLiteral(items=items)] if items:
                return self._sum(expression, items)
            case "sum", [_, _, *_]:
                return self._sum(expression, arguments)
            case "abs", [operand]:
                forms = self.forms(operand)
                return forms | {form.times(Fraction(-1)) for form in forms}
            case (("floor" | "ceiling"), [operand]):
                return self._rounded(expression, operand, Fraction(1))
            case _, [operand, digits] if name in _ROUNDING and not self._scene.open_in(digits):
                steps = [
                    Fraction(10) ** -int(number_of(value))
                    for value in self._scene.values(digits)
                    if kind_of_value(value) is Basic.NUMBER
                ]
                return frozenset().union(
                    *(self._rounded(expression, operand, step) for step in steps)
                )
            case _:
                raise NotLinear(expression)

    def _any_of(self, expressions: Sequence[Expression]) -> Iterable[Form]:
        return frozenset().union(*map(self.forms, expressions))

    def _sum(self, expression: Expression, items: Sequence[Expression]) -> Iterable[Form]:
        sums = self.forms(items[0])
        for item in items[1:]:
            forms = self.forms(item)
            if len(sums) * len(forms) > MOST_FORMS:
                raise NotLinear(expression)
            sums = frozenset(_all(expression, (_plus(a, b) for a in sums for b in forms)))
        return sums

    def _rounded(
        self, expression: Expression, operand: Expression, step: Fraction
    ) -> frozenset[Form]:
        forms = self.forms(operand)
        if any(form.step is not None or form.kind is not Basic.NUMBER for form in forms):
            raise NotLinear(expression)
        return frozenset(replace(form, step=step) for form in forms)


_ROUNDING: Final = frozenset(
    {"decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"}
)

_LENGTHS: Final = frozenset({Basic.DAYS_AND_TIME_DURATION, Basic.YEARS_AND_MONTHS_DURATION})


def constant(value: Value, expression: Expression) -> Form:
    """The form of a value."""
    kind = kind_of_value(value)
    if kind is None:
        raise NotLinear(expression)
    return Form(kind, (), number_of(value))


def difference(left: Form, right: Form) -> Form | None:
    """What is left after subtracting like from like; None if rounding stands in the way."""
    return left.plus(right.times(Fraction(-1)), left.kind)


def _all(expression: Expression, forms: Iterable[Form | None]) -> Iterable[Form]:
    for form in forms:
        if form is None:
            raise NotLinear(expression)
        yield form


def _plus(left: Form, right: Form) -> Form | None:
    days = Basic.DAYS_AND_TIME_DURATION
    match left.kind, right.kind:
        case (a, b) if a is b and (a is Basic.NUMBER or a in _LENGTHS):
            return left.plus(right, a)
        case (Basic.DATE, Basic.DAYS_AND_TIME_DURATION):
            return _shifted(left, right)
        case (Basic.DAYS_AND_TIME_DURATION, Basic.DATE):
            return _shifted(right, left)
        case (Basic.DATE_AND_TIME, b) if b is days:
            return left.plus(right, Basic.DATE_AND_TIME)
        case (a, Basic.DATE_AND_TIME) if a is days:
            return left.plus(right, Basic.DATE_AND_TIME)
        case _:
            return None


def _shifted(date: Form, length: Form) -> Form | None:
    """A date later by a duration, as long as that is whole days."""
    if length.terms or length.step is not None or length.constant % NANOS_A_DAY:
        return None
    return date.plus(length.times(Fraction(1, NANOS_A_DAY)), Basic.DATE)


def _minus(left: Form, right: Form) -> Form | None:
    negative = right.times(Fraction(-1))
    match left.kind, right.kind:
        case (Basic.DATE, Basic.DATE):
            days = left.plus(negative, Basic.DATE)
            return (
                None
                if days is None
                else days.times(Fraction(NANOS_A_DAY), Basic.DAYS_AND_TIME_DURATION)
            )
        case (Basic.DATE_AND_TIME, Basic.DATE_AND_TIME) | (Basic.TIME, Basic.TIME):
            return left.plus(negative, Basic.DAYS_AND_TIME_DURATION)
        case (Basic.DATE | Basic.DATE_AND_TIME, Basic.DAYS_AND_TIME_DURATION):
            return _plus(left, negative)
        case (a, b) if a is b and (a is Basic.NUMBER or a in _LENGTHS):
            return left.plus(negative, a)
        case _:
            return None


def _times(left: Form, right: Form) -> Form | None:
    if left.terms or left.step is not None:
        left, right = right, left
    if left.terms or left.step is not None or left.kind is not Basic.NUMBER:
        return None
    return _scaled(right, left.constant)


def _over(left: Form, right: Form) -> Form | None:
    if right.terms or right.step is not None or right.kind is not Basic.NUMBER:
        return None
    if not right.constant:
        # Null whatever the facts are: the evaluator will say so.
        return Form(left.kind)
    return _scaled(left, 1 / right.constant)


def _scaled(form: Form, number: Fraction) -> Form | None:
    """A multiple; of a duration only a whole one, since others are rounded."""
    if form.kind is Basic.NUMBER or (form.kind in _LENGTHS and number.denominator == 1):
        return form.times(number)
    return None


def _days(form: Form) -> Form | None:
    """The whole days of a duration, rounded towards zero."""
    if form.kind is not Basic.DAYS_AND_TIME_DURATION or form.step is not None:
        return None
    days = form.times(Fraction(1, NANOS_A_DAY), Basic.NUMBER)
    if all(times.denominator == 1 for _, times in days.terms) and days.constant.denominator == 1:
        return days
    return replace(days, step=Fraction(1))


_COMBINE: Final[dict[str, Callable[[Form, Form], Form | None]]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _over,
}
