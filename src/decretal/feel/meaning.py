"""Where a name is looked up, and which function gives a node its meaning.

Owns scopes and the table from node classes to functions. The functions register
themselves; they stand in ``evaluate``, ``iteration`` and ``tests``. They call each
other through the table, so that one level of a tree costs one frame of Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from decretal.feel.notes import Evaluation
from decretal.feel.values import Value


class Scope:
    """Names with values, and the scope around them."""

    __slots__ = ("names", "outer")

    def __init__(self, names: Mapping[str, Value], outer: Scope | None = None) -> None:
        self.names = names
        self.outer = outer


Meaning = Callable[[Any, Scope, Evaluation], Value]
MEANING: dict[type, Meaning] = {}

M = TypeVar("M", bound=Meaning)


def means(*nodes: type) -> Callable[[M], M]:
    """Register the decorated function as the meaning of these classes of nodes."""

    def register(function: M) -> M:
        for node in nodes:
            MEANING[node] = function
        return function

    return register
