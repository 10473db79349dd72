"""FEEL, the expression language of DMN 1.5, for itself.

    >>> from decretal.feel import evaluate
    >>> evaluate("sum([1, 2, 3]) / 4").value
    Decimal('1.5')

Everything here is imported when it is first used: ``import decretal.feel`` costs
next to nothing, and the parser is loaded with the first text. To read an
expression once and evaluate it often, see ``decretal.feel.parse`` and ``run``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decretal.errors import FeelSyntaxError, FeelValueError
    from decretal.feel.evaluation import Result, evaluate, run, run_tests
    from decretal.feel.interchange import answer_lines, from_json, from_typed, to_typed
    from decretal.feel.notes import Evaluation, Note
    from decretal.feel.temporal import (
        Date,
        DateTime,
        DaysAndTimeDuration,
        Time,
        YearsAndMonthsDuration,
    )
    from decretal.feel.values import (
        UNKNOWN,
        Context,
        FeelFunction,
        Range,
        Unknown,
        Value,
        from_python,
        to_python,
    )

_MODULES = {
    "decretal.errors": ("FeelSyntaxError", "FeelValueError"),
    "decretal.feel.evaluation": ("Result", "evaluate", "run", "run_tests"),
    "decretal.feel.interchange": ("answer_lines", "from_json", "from_typed", "to_typed"),
    "decretal.feel.notes": ("Evaluation", "Note"),
    "decretal.feel.temporal": (
        "Date",
        "DateTime",
        "DaysAndTimeDuration",
        "Time",
        "YearsAndMonthsDuration",
    ),
    "decretal.feel.values": (
        "UNKNOWN",
        "Context",
        "FeelFunction",
        "Range",
        "Unknown",
        "Value",
        "from_python",
        "to_python",
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "UNKNOWN",
    "Context",
    "Date",
    "DateTime",
    "DaysAndTimeDuration",
    "Evaluation",
    "FeelFunction",
    "FeelSyntaxError",
    "FeelValueError",
    "Note",
    "Range",
    "Result",
    "Time",
    "Unknown",
    "Value",
    "YearsAndMonthsDuration",
    "answer_lines",
    "evaluate",
    "from_json",
    "from_python",
    "from_typed",
    "run",
    "run_tests",
    "to_python",
    "to_typed",
]


def __getattr__(name: str) -> object:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(module), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
