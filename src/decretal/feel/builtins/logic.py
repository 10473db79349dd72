"""Functions on truth (DMN 1.5, 10.3.4.2 and 10.3.4.4), identity, and what is known."""

from __future__ import annotations

from decretal.feel.builtins.declare import built_in
from decretal.feel.comparison import identical
from decretal.feel.notes import NoValue
from decretal.feel.values import UNKNOWN, Unknown, Value, in_words


@built_in("not", "negand: any", strict=False)
def negation(negand: Value) -> Value:
    """True of false, false of true."""
    match negand:
        case bool():
            return not negand
        case None | Unknown():
            return negand
        case _:
            raise NoValue(f"not takes true or false, not {in_words(negand)}.")


@built_in("all", "list: list", "...2 b1: any")
def every(items: list[Value]) -> Value:
    """False if any item is false, true if all are true, otherwise null."""
    if any(item is False for item in items):
        return False
    return _true_or_null(items, "all", True)


@built_in("any", "list: list", "...2 b1: any")
def some(items: list[Value]) -> Value:
    """True if any item is true, false if all are false, otherwise null."""
    if any(item is True for item in items):
        return True
    return _true_or_null(items, "any", False)


@built_in("is", "value1: any, value2: any")
def is_identical(left: Value, right: Value) -> bool:
    """Whether two values are the same in every part, offsets and zones included."""
    return identical(left, right)


@built_in("is known", "value: any", strict=False)
def is_known(value: Value) -> bool:
    """Whether a fact has been established; of a rulebook, not of the standard."""
    return value is not UNKNOWN


@built_in("is unknown", "value: any", strict=False)
def is_unknown(value: Value) -> bool:
    """Whether a fact has not been established; of a rulebook, not of the standard."""
    return value is UNKNOWN


def _true_or_null(items: list[Value], name: str, answer: bool) -> bool:
    for item in items:
        if not isinstance(item, bool):
            raise NoValue(f"{name} takes true and false, and {in_words(item)} is among them.")
    return answer
