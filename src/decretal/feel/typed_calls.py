"""Whether the arguments of an invocation fit a function's signatures, and what it gives.

Owns the matching of arguments with parameters by number, name and type. The
signatures stand in ``signatures``, the types of arguments come from ``check``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from decretal.errors import (
    ArgumentCountError,
    ArgumentTypeError,
    FeelTypeError,
    NoSuchMomentError,
    UnknownArgumentError,
)
from decretal.feel.advice import did_you_mean, is_a, is_number, listed, sentence, text_of
from decretal.feel.signatures import FormalParameter, Signature
from decretal.feel.temporal.durations import YearsAndMonthsDuration
from decretal.feel.temporal.read import (
    read_date,
    read_date_and_time,
    read_duration,
    read_time,
)
from decretal.feel.typed_operators import DURATIONS
from decretal.feel.types import in_words, may_be, show_type
from decretal.nodes.expressions import Argument, Invocation, StringLiteral
from decretal.nodes.types import Basic, FunctionType, ListType, Type

_READERS = {
    "date": read_date,
    "time": read_time,
    "date and time": read_date_and_time,
    "duration": read_duration,
}


@dataclass(frozen=True, slots=True)
class Given:
    """An argument and the type of its value."""

    argument: Argument
    type: Type


def call_built_in(
    name: str, signatures: Sequence[Signature], call: Invocation, arguments: Sequence[Given]
) -> tuple[Type, list[FeelTypeError]]:
    """The type of a built-in's value for these arguments, and what is wrong with them."""
    fitting = [bound for s in signatures if (bound := _bound(s, arguments)) is not None]
    if not fitting:
        return _common_result(signatures), [_no_fit(name, signatures, call, arguments)]
    best: list[FeelTypeError] | None = None
    for signature, parameters in fitting:
        errors = _misfits(name, fitting, parameters, arguments)
        if not errors:
            types = [typed.type for typed in _in_order(signature, parameters, arguments)]
            result = signature.result if not callable(signature.result) else signature.result(types)
            return _of_literal(name, result, arguments)
        if best is None or len(errors) < len(best):
            best = errors
    return _common_result(signatures), best or []


def call_function(
    function: FunctionType,
    names: Sequence[str] | None,
    call: Invocation,
    arguments: Sequence[Given],
) -> tuple[Type, list[FeelTypeError]]:
    """The same for a function that is a value; ``names`` are its parameters', if known."""
    if names is None and any(typed.argument.name is not None for typed in arguments):
        return function.result, []
    parameters = tuple(
        FormalParameter(names[i] if names else f"argument {i + 1}", (type_,))
        for i, type_ in enumerate(function.parameters)
    )
    signature = Signature(parameters, function.result)
    return call_built_in(text_of(call.function), (signature,), call, arguments)


Bound = tuple[Signature, tuple[FormalParameter, ...]]


def _bound(signature: Signature, arguments: Sequence[Given]) -> Bound | None:
    """The parameter of each argument, if their number and names fit."""
    parameters = signature.parameters
    if arguments and arguments[0].argument.name is not None:
        by_name = {parameter.name: parameter for parameter in parameters}
        names = [typed.argument.name for typed in arguments]
        needed = {p.name for p in parameters if not p.optional}
        if len(set(names)) != len(names) or not needed <= set(names) <= set(by_name):
            return None
        return signature, tuple(by_name[name] for name in names if name is not None)
    count = len(arguments)
    if count < signature.fewest or (signature.most is not None and count > signature.most):
        return None
    padded = parameters + parameters[-1:] * (count - len(parameters))
    return signature, padded[:count]


def _in_order(
    signature: Signature, parameters: Sequence[FormalParameter], arguments: Sequence[Given]
) -> list[Given]:
    order = {parameter.name: place for place, parameter in enumerate(signature.parameters)}
    paired = zip(parameters, arguments, strict=True)
    return [typed for _, typed in sorted(paired, key=lambda pair: order[pair[0].name])]


def _misfits(
    name: str,
    fitting: Sequence[Bound],
    parameters: Sequence[FormalParameter],
    arguments: Sequence[Given],
) -> list[FeelTypeError]:
    errors: list[FeelTypeError] = []
    for place, (parameter, typed) in enumerate(zip(parameters, arguments, strict=True)):
        if any(_takes(type_, typed.type) for type_ in parameter.types):
            continue
        wanted: dict[str, None] = {}
        for _, others in fitting:
            for type_ in others[place].types:
                wanted[show_type(type_) if isinstance(type_, FunctionType) else in_words(type_)] = (
                    None
                )
        errors.append(
            ArgumentTypeError(
                f"{name} takes {listed(wanted, 'or')} as {parameter.name}, and "
                f"{is_a(typed.argument.value, typed.type)}.",
                place=typed.argument.value.span,
                advice=_on_argument(name, parameter, typed),
            )
        )
    return errors


def _on_argument(name: str, parameter: FormalParameter, typed: Given) -> str:
    text = text_of(typed.argument.value)
    match typed.argument.value:
        case StringLiteral(value) if parameter.types[0] is Basic.NUMBER:
            return (
                f"Write {value}, without quotation marks."
                if is_number(value)
                else "Write a number."
            )
    match parameter.types[0], typed.type:
        case Basic.STRING, _:
            return f"Turn it into a string: string({text})."
        case (Basic.DATE | Basic.TIME | Basic.DATE_AND_TIME) as wanted, Basic.STRING:
            return f"Write {wanted.value}({text})."
        case Basic.NUMBER, Basic.STRING:
            return f"Turn it into a number, or count its characters: string length({text})."
        case Basic.NUMBER, ListType():
            return "Take one of its items, as in (...)[1]."
        case Basic.BOOLEAN, _:
            return f"Compare it with something first, as in {name}({text} = ...)."
        case _:
            return "Give it a value of that type."


def _takes(wanted: Type, given: Type) -> bool:
    """Whether an argument fits, after the conversions of 10.3.2.9.4."""
    if may_be(given, wanted):
        return True
    match wanted:
        case ListType(element):
            return not isinstance(given, ListType) and may_be(given, element)
        case Basic.DATE_AND_TIME:
            return given is Basic.DATE
        case _:
            return False


def _no_fit(
    name: str, signatures: Sequence[Signature], call: Invocation, arguments: Sequence[Given]
) -> FeelTypeError:
    forms = listed((_form(name, signature) for signature in signatures), "or")
    if arguments and arguments[0].argument.name is not None:
        known = list(dict.fromkeys(p.name for s in signatures for p in s.parameters))
        seen: set[str] = set()
        for typed in arguments:
            given = typed.argument.name or ""
            if given not in known:
                meant = did_you_mean(given, known)
                return UnknownArgumentError(
                    f'{name} has no parameter "{given}".',
                    place=typed.argument.span,
                    advice=f'Did you mean "{meant}"?' if meant else f"Write {forms}.",
                )
            if given in seen:
                return UnknownArgumentError(
                    f'"{given}" is given twice.',
                    place=typed.argument.span,
                    advice="Take one of the two away.",
                )
            seen.add(given)
        missing = [
            p.name for p in signatures[0].parameters if not p.optional and p.name not in seen
        ]
        return ArgumentCountError(
            f"{name} is given {listed(sorted(seen))}, and no {listed(missing) or 'other'}.",
            place=call.span,
            advice=f"Write {forms}.",
        )
    count = len(arguments)
    number = {0: "no arguments", 1: "one argument"}.get(count, f"{count} arguments")
    return ArgumentCountError(
        f"{name} is given {number}, and takes {_numbers(signatures)}.",
        place=call.span,
        advice=f"Write {forms}.",
    )


def _numbers(signatures: Sequence[Signature]) -> str:
    if any(signature.most is None for signature in signatures):
        return f"{min(signature.fewest for signature in signatures)} or more"
    counts: set[int] = set()
    for signature in signatures:
        counts.update(range(signature.fewest, (signature.most or 0) + 1))
    return "none" if counts == {0} else listed((str(count) for count in sorted(counts)), "or")


def _form(name: str, signature: Signature) -> str:
    names = []
    for parameter in signature.parameters:
        text = parameter.name + (", ..." if parameter.repeated else "")
        names.append(f"[{text}]" if parameter.optional else text)
    return f"{name}({', '.join(names)})"


def _common_result(signatures: Sequence[Signature]) -> Type:
    results = {None if callable(s.result) else s.result for s in signatures}
    only = results.pop()
    return only if only is not None and not results else Basic.ANY


def _of_literal(
    name: str, result: Type, arguments: Sequence[Given]
) -> tuple[Type, list[FeelTypeError]]:
    """What a literal in ``date("...")`` and the like denotes."""
    read = _READERS.get(name)
    if read is None or len(arguments) != 1:
        return result, []
    given = arguments[0].type
    if name == "duration" and given in DURATIONS:
        return given, []
    value = arguments[0].argument.value
    if not isinstance(value, StringLiteral):
        return result, []
    try:
        denoted = read(value.value)
    except ValueError as error:
        return result, [moment_error(str(error), value)]
    if name == "duration":
        months = isinstance(denoted, YearsAndMonthsDuration)
        result = Basic.YEARS_AND_MONTHS_DURATION if months else Basic.DAYS_AND_TIME_DURATION
    return result, []


def moment_error(message: str, literal: StringLiteral | Argument) -> FeelTypeError:
    """The error for a literal of a moment or duration that there is not."""
    first, separator, rest = message.partition(". ")
    return NoSuchMomentError(
        sentence(first) + (separator.strip() or ("" if first.endswith(".") else ".")),
        place=literal.span,
        advice=rest or 'Dates are written "1961-11-25", durations "P30D" or "P2Y".',
    )
