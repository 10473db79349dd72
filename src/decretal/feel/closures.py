"""A function literal together with the scope in which it was written."""

from __future__ import annotations

from dataclasses import dataclass

from decretal.feel.meaning import Scope
from decretal.feel.values import FeelFunction
from decretal.nodes.expressions import FunctionLiteral


@dataclass(frozen=True, slots=True, eq=False)
class Closure(FeelFunction):
    """A function literal and the scope in which it was written."""

    node: FunctionLiteral
    scope: Scope

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names as written."""
        return tuple(parameter.name for parameter in self.node.parameters)

    def __eq__(self, other: object) -> bool:
        # DMN 1.5, table 53: the same parameters, body and scope.
        return isinstance(other, Closure) and self.node == other.node and self.scope is other.scope

    def __hash__(self) -> int:
        return hash(id(self.scope))

    def __str__(self) -> str:
        return f"function({', '.join(self.parameter_names)}) ..."
