"""Decretal: a written directive as a working, auditable procedure.

The public API. Each name is imported when it is first used, so that importing
``decretal`` costs next to nothing.
"""

__version__ = "0.1.0"

# Read by type checkers only; ``typing`` itself would slow the start of the command line.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from decretal.cases.case import Case, Expected, RecordedAct
    from decretal.cases.read import CaseReader, read_cases
    from decretal.cases.rejects import Problem, Rejected
    from decretal.decide import Decision, Engine, Explanation, decide, explain
    from decretal.errors import DecretalError, SeveralErrors
    from decretal.nodes.rules import Rulebook, Status
    from decretal.rulebook import Coverage, coverage, inspect, read_rulebook
    from decretal.source import Text

_HOME = {
    "Case": "decretal.cases.case",
    "CaseReader": "decretal.cases.read",
    "Coverage": "decretal.rulebook",
    "Decision": "decretal.decide",
    "DecretalError": "decretal.errors",
    "Engine": "decretal.decide",
    "Expected": "decretal.cases.case",
    "Explanation": "decretal.decide",
    "Problem": "decretal.cases.rejects",
    "RecordedAct": "decretal.cases.case",
    "Rejected": "decretal.cases.rejects",
    "Rulebook": "decretal.nodes.rules",
    "SeveralErrors": "decretal.errors",
    "Status": "decretal.nodes.rules",
    "Text": "decretal.source",
    "coverage": "decretal.rulebook",
    "decide": "decretal.decide",
    "explain": "decretal.decide",
    "inspect": "decretal.rulebook",
    "read_cases": "decretal.cases.read",
    "read_rulebook": "decretal.rulebook",
}

__all__ = [
    "Case",
    "CaseReader",
    "Coverage",
    "Decision",
    "DecretalError",
    "Engine",
    "Expected",
    "Explanation",
    "Problem",
    "RecordedAct",
    "Rejected",
    "Rulebook",
    "SeveralErrors",
    "Status",
    "Text",
    "__version__",
    "coverage",
    "decide",
    "explain",
    "inspect",
    "read_cases",
    "read_rulebook",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
