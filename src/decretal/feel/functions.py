"""What a function is, and what happens when one is invoked (DMN 1.5, 10.3.2.13, table 62).

Owns closures, built-ins, and how arguments meet parameters. Which built-ins
there are is left to ``builtins``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from decretal.feel.closures import Closure
from decretal.feel.comparison import contains_unknown
from decretal.feel.instances import converted
from decretal.feel.meaning import MEANING, Scope
from decretal.feel.notes import MOST_CALLS_WITHIN_CALLS, Evaluation, Exhausted, NoValue
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.values import UNKNOWN, Context, FeelFunction, Range, Value, in_words

_STEPS_OF_A_CALL = 4

_CLASSES: dict[str, type] = {
    "number": Decimal,
    "string": str,
    "boolean": bool,
    "date": Date,
    "time": Time,
    "date and time": DateTime,
    "days and time duration": DaysAndTimeDuration,
    "years and months duration": YearsAndMonthsDuration,
    "list": list,
    "context": Context,
    "range": Range,
    "function": FeelFunction,
}


@dataclass(frozen=True, slots=True)
class BuiltInParameter:
    """A parameter of a built-in.

    ``kinds`` are the classes it takes, none for any. An optional parameter may be
    left out. A variable parameter is the last and takes at least ``least``
    arguments, as a list.
    """

    name: str
    kinds: tuple[type, ...] = ()
    kind_words: str = "Any"
    optional: bool = False
    takes_null: bool = True
    variable: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to invoke a built-in, with the Python function that does it."""

    parameters: tuple[BuiltInParameter, ...]
    body: Callable[..., Value]
    fewest: int
    most: int | None
    takes_evaluation: bool = False

    def takes(self, count: int) -> bool:
        """Whether so many positional arguments fit."""
        return count >= self.fewest and (self.most is None or count <= self.most)


@dataclass(frozen=True, slots=True, eq=False)
class BuiltIn(FeelFunction):
    """A function of the standard; ``strict`` unless it takes UNKNOWN as an argument."""

    name: str
    signatures: tuple[Signature, ...]
    summary: str
    strict: bool = True

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the first signature."""
        return tuple(parameter.name for parameter in self.signatures[0].parameters)

    def __str__(self) -> str:
        return self.name


def invoke(
    function: FeelFunction,
    positional: Sequence[Value],
    named: Mapping[str, Value],
    evaluation: Evaluation,
) -> Value:
    """The value of an invocation; raises NoValue if the arguments do not fit."""
    evaluation.spend(_STEPS_OF_A_CALL)
    match function:
        case BuiltIn():
            return _invoke_built_in(function, positional, named, evaluation)
        case Closure():
            return _invoke_closure(function, positional, named, evaluation)
        case _:
            raise NoValue("This function cannot be invoked.")


def _invoke_closure(
    function: Closure,
    positional: Sequence[Value],
    named: Mapping[str, Value],
    evaluation: Evaluation,
) -> Value:
    node = function.node
    if node.external:
        raise NoValue("A function with an external body has no meaning here.")
    if named:
        # What is not supplied by name is null (DMN 1.5, table 63).
        arguments = {name: named.get(name) for name in function.parameter_names}
        for name in named:
            if name not in arguments:
                raise NoValue(f'The function takes {_listed(function)}, and no "{name}".')
    else:
        if len(positional) != len(node.parameters):
            raise NoValue(
                f"The function takes {_listed(function)}, and {len(positional)} "
                f"{'argument is' if len(positional) == 1 else 'arguments are'} given."
            )
        arguments = dict(zip(function.parameter_names, positional, strict=True))
    for parameter in node.parameters:
        if parameter.type is not None and arguments[parameter.name] is not UNKNOWN:
            value = arguments[parameter.name]
            arguments[parameter.name] = converted(value, parameter.type, parameter.name)
    evaluation.calls += 1
    if evaluation.calls > MOST_CALLS_WITHIN_CALLS:
        raise Exhausted(f"More than {MOST_CALLS_WITHIN_CALLS} functions call one another.")
    try:
        return MEANING[type(node.body)](node.body, Scope(arguments, function.scope), evaluation)
    finally:
        evaluation.calls -= 1


def _invoke_built_in(
    function: BuiltIn,
    positional: Sequence[Value],
    named: Mapping[str, Value],
    evaluation: Evaluation,
) -> Value:
    if function.strict and evaluation.may_be_unknown:
        for argument in named.values() if named else positional:
            if contains_unknown(argument):
                return UNKNOWN
    refusal: NoValue | None = None
    signatures: Sequence[Signature] = function.signatures
    if named and len(signatures) > 1:
        # before(range, point) and before(point, range) differ in nothing but the order
        # in which their parameters are named.
        written = list(named)
        signatures = sorted(signatures, key=lambda s: [p.name for p in s.parameters] != written)
    for signature in signatures:
        try:
            arguments = _bind(function, signature, positional, named, evaluation)
        except NoValue as refused:
            # What is said about a value is more to the point than a number of arguments.
            if refusal is None or isinstance(refused, _WrongArgument):
                refusal = refused
            continue
        if signature.takes_evaluation:
            return signature.body(evaluation, *arguments)
        return signature.body(*arguments)
    assert refusal is not None
    raise refusal


class _WrongArgument(NoValue):
    """An argument that is not what the parameter takes."""


def _bind(
    function: BuiltIn,
    signature: Signature,
    positional: Sequence[Value],
    named: Mapping[str, Value],
    evaluation: Evaluation,
) -> list[Value]:
    parameters = signature.parameters
    if named:
        names = {parameter.name for parameter in parameters}
        for name in named:
            if name not in names:
                raise NoValue(f'{function.name} has no parameter "{name}".')
        # What is not supplied by name is null (DMN 1.5, table 63).
        given = [named.get(parameter.name) for parameter in parameters]
        omitted = [p.optional and p.name not in named for p in parameters]
    else:
        if not signature.takes(len(positional)):
            raise NoValue(
                f"{function.name} does not take {len(positional)} "
                f"argument{'' if len(positional) == 1 else 's'}."
            )
        given = list(positional[: len(parameters)])
        omitted = [False] * len(given)
    arguments: list[Value] = []
    for parameter, value, absent in zip(parameters, given, omitted, strict=False):
        if parameter.variable:
            rest = [value] if named else positional[len(arguments) :]
            arguments.append([_fitted(function, parameter, item, evaluation) for item in rest])
            break
        arguments.append(None if absent else _fitted(function, parameter, value, evaluation))
    else:
        if signature.most is None and len(arguments) < len(parameters):
            arguments.append([])
    return arguments


def _fitted(
    function: BuiltIn, parameter: BuiltInParameter, value: Value, evaluation: Evaluation
) -> Value:
    """The argument as the parameter takes it (DMN 1.5, 10.3.2.9.4)."""
    if value is None:
        if parameter.takes_null:
            return None
        raise _WrongArgument(f'{function.name} takes no null as "{parameter.name}".')
    if isinstance(value, list):
        evaluation.spend(len(value) // 8)
    elif isinstance(value, str):
        evaluation.spend(len(value) // 1024)
    kinds = parameter.kinds
    if not kinds or isinstance(value, kinds):
        return value
    if list in kinds:
        return [value]
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], kinds):
        return value[0]
    raise _WrongArgument(
        f'{function.name} takes a {parameter.kind_words} as "{parameter.name}", '
        f"not {in_words(value)}."
    )


def signature_of(
    text: str, body: Callable[..., Value], *, takes_evaluation: bool = False
) -> Signature:
    """A signature from its text, such as ``string: string, length?: number?``.

    ``?`` after a name makes the parameter optional, ``?`` after a kind lets null in;
    ``|`` stands between kinds; ``...`` before a name takes any number of
    arguments, with the fewest after it: ``...2 items: any``.
    """
    parameters = tuple(_parameter(part.strip()) for part in text.split(",") if part.strip())
    variable = bool(parameters) and parameters[-1].variable
    fewest = sum(p.least if p.variable else not p.optional for p in parameters)
    most = None if variable else len(parameters)
    return Signature(parameters, body, fewest, most, takes_evaluation)


def _parameter(text: str) -> BuiltInParameter:
    name, _, kind = (part.strip() for part in text.partition(":"))
    variable = name.startswith("...")
    least = 0
    if variable:
        count, _, name = name[3:].partition(" ")
        least = int(count)
    optional = name.endswith("?")
    takes_null = kind.endswith("?") or kind == "any"
    kind = kind.rstrip("?")
    kinds = () if kind == "any" else tuple(_CLASSES[k.strip()] for k in kind.split("|"))
    words = " or ".join(k.strip() for k in kind.split("|"))
    return BuiltInParameter(name.rstrip("?"), kinds, words, optional, takes_null, variable, least)


def _listed(function: FeelFunction) -> str:
    names = function.parameter_names
    if not names:
        return "no arguments"
    return ("argument " if len(names) == 1 else "arguments ") + ", ".join(names)
