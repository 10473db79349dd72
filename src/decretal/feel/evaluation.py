"""From an expression to its value.

``evaluate`` reads an expression and evaluates it once; ``run`` evaluates a tree
that was read before, as often as one likes. Neither raises for what goes wrong
inside FEEL: the value is null and a note says why. What each node means stands
in ``operations``, ``iteration`` and ``unary_tests``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from decretal.errors import FeelValueError
from decretal.feel import iteration, operations  # noqa: F401  they give nodes their meaning
from decretal.feel.comparison import contains_unknown
from decretal.feel.meaning import MEANING, Scope
from decretal.feel.notes import Evaluation, Exhausted, Note, NoValue
from decretal.feel.unary_tests import passes
from decretal.feel.values import Context, Value, from_python, to_python
from decretal.feel.written import literal_of
from decretal.nodes.expressions import Expression, Test

TOO_DEEP = "The expression is nested too deep, or a function invokes itself without end."


@dataclass(frozen=True, slots=True)
class Result:
    """The value of an expression, and what was wrong on the way."""

    value: Value
    notes: tuple[Note, ...]

    def python(self) -> object:
        """Plain Python: dates as ``datetime.date``, contexts as ``dict``, and so on.

        What Python cannot hold, such as a duration in months, stays as it is.
        """
        return to_python(self.value)

    def literal(self) -> str:
        """The value as FEEL would write it; raises FeelValueError if it is too large."""
        try:
            return literal_of(self.value)
        except NoValue as refused:
            raise FeelValueError(str(refused)) from None


def evaluate(
    expression: str | Expression,
    context: Mapping[str, object] | None = None,
    *,
    clock: Callable[[], datetime.datetime] | None = None,
) -> Result:
    """Evaluate one expression with the names and values of a context.

    Values are plain Python or FEEL's own. ``clock`` is what ``now()`` and
    ``today()`` ask; by default the computer's. Raises FeelSyntaxError if the
    text is no expression, and FeelValueError if a value is none of FEEL's.
    """
    given = from_python(context or {})
    assert isinstance(given, Context)
    if isinstance(expression, str):
        from decretal.feel.parse import parse

        expression = parse(expression, names=names_in(given))
    evaluation = Evaluation(may_be_unknown=contains_unknown(given))
    if clock is not None:
        evaluation.clock = clock
    value = run(expression, given, evaluation)
    return Result(value, tuple(evaluation.notes))


def run(
    expression: Expression,
    scope: Mapping[str, Value] | Scope,
    evaluation: Evaluation | None = None,
) -> Value:
    """The value of a tree in a scope of FEEL values; notes go to the evaluation."""
    if evaluation is None:
        evaluation = Evaluation()
    inside = scope if isinstance(scope, Scope) else Scope(scope)
    try:
        return MEANING[type(expression)](expression, inside, evaluation)
    except Exhausted as reached:
        evaluation.note(str(reached), expression.span)
    except RecursionError:
        evaluation.note(TOO_DEEP, expression.span)
    return None


def run_tests(
    tests: Sequence[Test],
    value: Value,
    scope: Mapping[str, Value] | Scope,
    evaluation: Evaluation | None = None,
) -> Value:
    """Whether a value passes unary tests, such as those of a decision table's cell."""
    if evaluation is None:
        evaluation = Evaluation()
    inside = scope if isinstance(scope, Scope) else Scope(scope)
    try:
        return passes(tests, value, inside, evaluation)
    except Exhausted as reached:
        evaluation.note(str(reached))
    except RecursionError:
        evaluation.note(TOO_DEEP)
    return None


def names_in(value: Value) -> Iterator[str]:
    """All names in a context and in what it holds: the parser wants those with symbols."""
    pending = [value]
    seen: set[int] = set()
    while pending:
        part = pending.pop()
        if isinstance(part, (Context, list)) and id(part) not in seen:
            seen.add(id(part))
            if isinstance(part, Context):
                yield from part
                pending.extend(part.values())
            else:
                pending.extend(part)
