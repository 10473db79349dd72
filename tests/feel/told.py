"""What FEEL answers, in the words of FEEL: one line states one fact."""

from __future__ import annotations

from decretal.feel import Note, evaluate
from decretal.feel.written import literal_of


def told(expression: str, **context: object) -> str:
    """The value of an expression, written as a literal."""
    return literal_of(evaluate(expression, context).value)


def notes_of(expression: str, **context: object) -> tuple[Note, ...]:
    """What was wrong with it."""
    return evaluate(expression, context).notes


def is_null_with_a_note(expression: str, **context: object) -> bool:
    """Whether there is no value, and a note that says why and where."""
    result = evaluate(expression, context)
    return result.value is None and bool(result.notes) and result.notes[0].span is not None
