"""Ranges from text (DMN 1.5, 10.3.4.1, grammar rules 66 and 67).

The ends are literals, and may be missing beside a round bracket: ``[2..)``.
The parser reads the ends; nothing in the text is evaluated but the conversion
functions that stand for literals.
"""

from __future__ import annotations

import re

from decretal.errors import FeelSyntaxError
from decretal.feel.arithmetic import negate
from decretal.feel.builtins.declare import BUILT_INS
from decretal.feel.comparison import less
from decretal.feel.decimals import rounded
from decretal.feel.functions import invoke
from decretal.feel.notes import Evaluation, NoValue
from decretal.feel.temporal.read import read_temporal
from decretal.feel.values import Operator, Range, Value
from decretal.nodes.expressions import (
    AtLiteral,
    Expression,
    Invocation,
    Name,
    Negation,
    NumberLiteral,
    RangeLiteral,
    StringLiteral,
)

LONGEST = 10_000
_LITERAL_FUNCTIONS = ("date", "time", "date and time", "duration")
_NO_START = re.compile(r"\s*[(\]]\s*\.\.(.+)([)\]\[])\s*", re.DOTALL)
_NO_END = re.compile(r"\s*([(\[\]])(.+)\.\.\s*[)\[]\s*", re.DOTALL)


def read_range(text: str) -> Range:
    """``[1..3]``, ``(..3]`` or ``[1..)``; raises NoValue for anything else."""
    if len(text) > LONGEST:
        raise NoValue("The text is too long for a range.")
    if without_start := _NO_START.fullmatch(text):
        end, bracket = without_start.groups()
        operator: Operator = "<=" if bracket == "]" else "<"
        return Range(None, _literal(_parsed(end), text), False, bracket == "]", operator)
    if without_end := _NO_END.fullmatch(text):
        bracket, start = without_end.groups()
        operator = ">=" if bracket == "[" else ">"
        return Range(_literal(_parsed(start), text), None, bracket == "[", False, operator)
    node = _parsed(text)
    if not isinstance(node, RangeLiteral) or node.low is None or node.high is None:
        raise NoValue(f'"{text}" is not a range.')
    low, high = _literal(node.low, text), _literal(node.high, text)
    if less(high, low):
        raise NoValue(f'"{text}" ends before it starts.')
    return Range(low, high, node.low_included, node.high_included)


def _parsed(text: str) -> Expression:
    from decretal.feel.parse import parse

    try:
        return parse(text)
    except FeelSyntaxError as mistake:
        raise NoValue(f'"{text}" is not a range: {mistake.message}') from None


def _literal(node: Expression, text: str) -> Value:
    match node:
        case NumberLiteral():
            return rounded(node.value)
        case Negation(NumberLiteral()):
            return negate(_literal(node.operand, text))
        case StringLiteral():
            return node.value
        case AtLiteral():
            try:
                return read_temporal(node.text)
            except ValueError as refused:
                raise NoValue(str(refused)) from None
        case Invocation(Name(name), arguments) if name in _LITERAL_FUNCTIONS:
            given = [
                a.value.value
                for a in arguments
                if a.name is None and isinstance(a.value, (StringLiteral, NumberLiteral))
            ]
            if len(given) == len(arguments):
                return invoke(BUILT_INS[name], given, {}, Evaluation())
    raise NoValue(f'The ends of the range "{text}" are not both literals.')
