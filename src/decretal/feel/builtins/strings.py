"""String functions (DMN 1.5, 10.3.4.3). Positions count Unicode characters from 1."""

from __future__ import annotations

from decimal import Decimal

from decretal.feel.builtins.declare import built_in
from decretal.feel.builtins.regular_expressions import Pattern, compile_pattern
from decretal.feel.decimals import integer
from decretal.feel.notes import MOST_CHARACTERS, Evaluation, NoValue
from decretal.feel.values import Value, in_words


@built_in("substring", "string: string, start position: number, length?: number?")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str:
    """The part of a string from a position, counted from the end if negative."""
    position = integer(start)
    if position == 0 or abs(position) > len(string):
        raise NoValue(f"A string of {len(string)} characters has no position {start}.")
    first = position - 1 if position > 0 else len(string) + position
    if length is None:
        return string[first:]
    if length < 1:
        raise NoValue("The length of a substring is at least 1.")
    return string[first : first + integer(length)]


@built_in("string length", "string: string")
def string_length(string: str) -> Decimal:
    """The number of characters."""
    return Decimal(len(string))


@built_in("upper case", "string: string")
def upper_case(string: str) -> str:
    """The string in upper case."""
    return string.upper()


@built_in("lower case", "string: string")
def lower_case(string: str) -> str:
    """The string in lower case."""
    return string.lower()


@built_in("substring before", "string: string, match: string")
def substring_before(string: str, match: str) -> str:
    """What stands before the first match; empty if there is none."""
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@built_in("substring after", "string: string, match: string")
def substring_after(string: str, match: str) -> str:
    """What stands after the first match; empty if there is none."""
    return string.partition(match)[2] if match else string


@built_in("contains", "string: string, match: string")
def contains(string: str, match: str) -> bool:
    """Whether the string contains the match."""
    return match in string


@built_in("starts with", "string: string, match: string")
def starts_with(string: str, match: str) -> bool:
    """Whether the string begins with the match."""
    return string.startswith(match)


@built_in("ends with", "string: string, match: string")
def ends_with(string: str, match: str) -> bool:
    """Whether the string ends with the match."""
    return string.endswith(match)


@built_in("matches", "input: string, pattern: string, flags?: string?", takes_evaluation=True)
def matches(evaluation: Evaluation, string: str, pattern: str, flags: str | None = None) -> bool:
    """Whether a regular expression of XPath matches somewhere in the string."""
    return _compiled(evaluation, pattern, flags).found_in(string)


@built_in(
    "replace",
    "input: string, pattern: string, replacement: string, flags?: string?",
    takes_evaluation=True,
)
def replace(
    evaluation: Evaluation, string: str, pattern: str, replacement: str, flags: str | None = None
) -> str:
    """The string with each match of a regular expression replaced; $1 is a group."""
    return _compiled(evaluation, pattern, flags).replaced_in(string, replacement)


@built_in("split", "string: string, delimiter: string", takes_evaluation=True)
def split(evaluation: Evaluation, string: str, delimiter: str) -> list[Value]:
    """The parts of a string between the matches of a regular expression."""
    return list(_compiled(evaluation, delimiter, None).split(string))


@built_in("string join", "list: list, delimiter?: string?")
def string_join(items: list[Value], delimiter: str | None = None) -> str:
    """The strings of a list in one, with a delimiter between them; nulls are left out."""
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
        elif item is not None:
            raise NoValue(f"string join takes a list of strings, and {in_words(item)} is in it.")
    between = delimiter or ""
    if sum(map(len, texts)) + len(between) * len(texts) > MOST_CHARACTERS:
        raise NoValue(f"A string has at most {MOST_CHARACTERS:,} characters.")
    return between.join(texts)


def _compiled(evaluation: Evaluation, pattern: str, flags: str | None) -> Pattern:
    evaluation.spend(1 + len(pattern) // 64)
    return compile_pattern(pattern, flags or "")
