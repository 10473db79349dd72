"""Rulebooks: Markdown to a rulebook, checked, and held against its source.

What a rulebook says is in ``decretal.nodes.rules``; what it means for a case is
left to ``decide``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decretal.rulebook.accounts import Coverage, coverage
    from decretal.rulebook.choices import choose
    from decretal.rulebook.inspection import inspect
    from decretal.rulebook.json_schema import schema
    from decretal.rulebook.read import read_rulebook

__all__ = ["Coverage", "choose", "coverage", "inspect", "read_rulebook", "schema"]

_HOME = {
    "Coverage": "accounts",
    "choose": "choices",
    "coverage": "accounts",
    "inspect": "inspection",
    "read_rulebook": "read",
    "schema": "json_schema",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
