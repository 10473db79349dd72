"""The words of type errors: how an operand is named, and what is likely meant.

Owns advice. Which error it is, and whether it is one, is left to ``check``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches

from decretal.feel.mistakes import OPERATORS_IN_WORDS
from decretal.feel.show import quoted, show
from decretal.feel.temporal.read import read_temporal
from decretal.feel.types import in_words
from decretal.nodes.expressions import (
    AtLiteral,
    Expression,
    Name,
    NumberLiteral,
    StringLiteral,
)
from decretal.nodes.types import Basic, ChoiceType, ListType, RangeType, Type

DAYS = Basic.DAYS_AND_TIME_DURATION
MONTHS = Basic.YEARS_AND_MONTHS_DURATION

_FEWEST_YEARS, _MOST_YEARS = Decimal(1000), Decimal(2999)


def text_of(node: Expression) -> str:
    """The node as FEEL, cut if it is long."""
    text = show(node)
    return text if len(text) <= 60 else text[:57] + "..."


def named(node: Expression) -> str:
    """The node for a sentence: literals as they are, all else in quotation marks."""
    match node:
        case NumberLiteral() | StringLiteral() | AtLiteral():
            return text_of(node)
        case _:
            return f'"{text_of(node)}"'


def is_a(node: Expression, type_: Type) -> str:
    """``"crossed on" is a date``"""
    return f"{named(node)} is {in_words(type_)}"


def sentence(words: str) -> str:
    """The words with a capital, where they begin with a letter."""
    return words[:1].upper() + words[1:]


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``"""
    series = list(words)
    if len(series) < 2:
        return "".join(series)
    return f"{', '.join(series[:-1])} {last} {series[-1]}"


def did_you_mean(word: str, known: Collection[str]) -> str | None:
    """The known word that is most like this one, whatever its capitals and spaces."""
    by_fold = {_folded(candidate): candidate for candidate in known}
    folded = _folded(word)
    if folded in by_fold:
        return by_fold[folded]
    close = get_close_matches(folded, by_fold, n=1, cutoff=0.65)
    return by_fold[close[0]] if close else None


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


# comparisons -------------------------------------------------------------------------


def on_unlike(left: Expression, a: Type, right: Expression, b: Type) -> str:
    """What to do about a comparison of two values of unlike types."""
    for (this, this_type), (other, other_type) in (
        ((left, a), (right, b)),
        ((right, b), (left, a)),
    ):
        advice = _on_pair(this, this_type, other, other_type)
        if advice is not None:
            return advice
    return "Compare values of the same type."


def _on_pair(this: Expression, a: Type, other: Expression, b: Type) -> str | None:
    text = text_of(this)
    match a, b:
        case ListType(), _:
            return f"Write {text_of(other)} in {text}, or list contains({text}, {text_of(other)})."
        case RangeType(), _:
            return f"Write {text_of(other)} in {text}."
        case Basic.DATE | Basic.DATE_AND_TIME, Basic.NUMBER:
            match other:
                case NumberLiteral(value) if _FEWEST_YEARS <= value <= _MOST_YEARS:
                    return (
                        f'Compare it with date("{value:.0f}-12-31"), or use {_part(this, "year")}.'
                    )
                case _:
                    return f"Use a part of it, such as {_part(this, 'year')}."
        case ((Basic.DATE | Basic.TIME | Basic.DATE_AND_TIME), (Basic.STRING | ChoiceType())):
            assert isinstance(a, Basic)
            return f"Write {a.value}({text_of(other)})." + _unless_temporal(other)
        case ((Basic.DAYS_AND_TIME_DURATION | Basic.YEARS_AND_MONTHS_DURATION), Basic.STRING):
            return f"Write duration({text_of(other)})." + _unless_temporal(other)
        case Basic.DATE_AND_TIME, Basic.DATE:
            return f"Take the date alone: date({text})."
        case Basic.DATE_AND_TIME, Basic.TIME:
            return f"Take the time alone: time({text})."
        case Basic.DAYS_AND_TIME_DURATION, Basic.NUMBER:
            return f"Compare {_part(this, 'days')}, or write {_duration(other, 'D')}."
        case Basic.YEARS_AND_MONTHS_DURATION, Basic.NUMBER:
            return f"Compare {_part(this, 'years')}, or write {_duration(other, 'Y')}."
        case Basic.DAYS_AND_TIME_DURATION, Basic.YEARS_AND_MONTHS_DURATION:
            return "A month has no fixed number of days: use days on both sides, or months on both."
        case ChoiceType(values), _:
            return f"Compare it with one of its values, as in {text} = {quoted(values[0])}."
        case Basic.BOOLEAN, _:
            return f"Write {text} alone where it must be true, or not({text})."
        case Basic.STRING, Basic.NUMBER if isinstance(other, NumberLiteral):
            return f"Write {quoted(text_of(other))}, with quotation marks, or number({text})."
        case Basic.NUMBER, Basic.STRING:
            match other:
                case StringLiteral(digits) if is_number(digits):
                    return f"Write {digits.strip()}, without quotation marks."
                case _:
                    return f"Turn the number into a string with string({text})."
        case _:
            return None


def _part(node: Expression, name: str) -> str:
    text = text_of(node)
    return f"{text}.{name}" if isinstance(node, Name) or text.endswith(")") else f"({text}).{name}"


def _unless_temporal(node: Expression) -> str:
    if not isinstance(node, StringLiteral):
        return ""
    try:
        read_temporal(node.value)
    except ValueError:
        return ' Dates are written "1961-11-25", durations "P30D" or "P2Y".'
    return ""


def _duration(node: Expression, unit: str) -> str:
    match node:
        case NumberLiteral(value) if value == value.to_integral_value():
            return f'duration("P{value:.0f}{unit}")'
        case _:
            return f'a duration such as duration("P30{unit}")'


def is_number(text: str) -> bool:
    digits = text.strip().replace(".", "", 1)
    return digits.isascii() and digits.isdigit()


# arithmetic and conditions -------------------------------------------------------------


def on_arithmetic(left: Expression, a: Type, right: Expression, b: Type) -> str:
    """What to do about an operation that there is not."""
    dates = (Basic.DATE, Basic.DATE_AND_TIME)
    for (other, other_type), this_type in (((right, b), a), ((left, a), b)):
        if this_type in dates and other_type is Basic.NUMBER:
            return f"Write the number as a duration: {_duration(other, 'D')}."
        if this_type is Basic.STRING and other_type is Basic.NUMBER:
            return f"Turn the number into a string: string({text_of(other)})."
        match other:
            case StringLiteral(value) if this_type is Basic.NUMBER and is_number(value):
                return f"Write {value.strip()}, without quotation marks."
        if this_type in (DAYS, MONTHS) and other_type is Basic.NUMBER:
            return f"Write the number as a duration: {_duration(other, 'D')}."
        if isinstance(other_type, ListType):
            return f"Take one of its items, or sum({text_of(other)})."
    if a in dates and b in dates:
        return "Two dates can be subtracted, and a duration added to one."
    return (
        "Arithmetic takes numbers; + joins strings, and dates and durations can be added "
        "and subtracted."
    )


def on_condition(node: Expression, type_: Type) -> str:
    """What to do about a value that is used as a condition and is none."""
    text = text_of(node)
    match type_:
        case ChoiceType(values):
            return f"Compare it with one of its values, as in {text} = {quoted(values[0])}."
        case Basic.NUMBER:
            return f"Compare it with a number, as in {text} > 0."
        case Basic.STRING:
            return f'Compare it with a string, as in {text} = "...".'
        case Basic.DATE:
            return f'Compare it with a date, as in {text} <= date("1960-12-31").'
        case ListType(Basic.BOOLEAN):
            return f"Write any({text}) or all({text})."
        case ListType():
            return f"Ask something of it, as in count({text}) > 0."
        case _:
            return "Compare it with something."


# names -------------------------------------------------------------------------------


def on_unknown_name(name: str, known: Mapping[str, Type], functions: Collection[str]) -> str:
    """What was likely meant by a name that nothing declares."""
    for kind in known.values():
        if isinstance(kind, ChoiceType):
            for value in kind.values:
                if value.casefold() == name.casefold():
                    return f"Write {quoted(value)}, with quotation marks, for the value."
    words = name.split(" ")
    for keyword in ("AND", "OR", "And", "Or", "IN", "IF", "THEN", "ELSE", "BETWEEN"):
        if keyword in words[1:]:
            return f'Write "{keyword.lower()}" in small letters.'
    if len(words) > 2 and words[-2] == "is" and words[-1] in ("known", "unknown"):
        return f"Write is {words[-1]}({' '.join(words[:-2])})."
    for start in sorted((k for k in known if name.startswith(k + " ")), key=len, reverse=True):
        rest = name.removeprefix(start + " ")
        for phrase, operator in OPERATORS_IN_WORDS:
            if rest == phrase or rest.startswith(phrase + " "):
                value = rest.removeprefix(phrase).strip()
                return f"Write {start} {operator} {value}".rstrip() + "."
    meant = did_you_mean(name, known)
    if meant is not None:
        return f"Did you mean {quoted(meant)}?"
    function = did_you_mean(name, functions)
    if function is not None:
        return f"Did you mean the function {function}(...)?"
    if not known:
        return "No names are declared here."
    shown = sorted(known)[:8]
    more = "" if len(known) <= len(shown) else ", among others"
    return f"Declared are {listed(map(quoted, shown))}{more}."
