"""Rewriting conditions without regard to what they mean.

Owns putting expressions in the place of names. ``is known(fact)`` and ``is
unknown(fact)`` ask about the case file and not about the person, so they become
names of their own here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from decretal.nodes.expressions import Argument, Expression, Invocation, Name, Node
from decretal.nodes.walk import field_names

N = TypeVar("N", bound=Node)

IS_KNOWN = "is known"
IS_UNKNOWN = "is unknown"


def with_parts(node: N, change: Callable[[Node], Node]) -> N:
    """The node with each of its parts changed; the same node if none is."""
    changes: dict[str, Any] = {}
    for name in field_names(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            new = change(value)
            if new is not value:
                changes[name] = new
        elif isinstance(value, tuple):
            items = tuple(change(item) if isinstance(item, Node) else item for item in value)
            if any(new is not old for new, old in zip(items, value, strict=True)):
                changes[name] = items
    return replace(node, **changes) if changes else node


def rewritten(node: N, put: Mapping[str, Expression]) -> N:
    """The tree with expressions in the place of names."""
    if isinstance(node, Name):
        return cast(N, put.get(node.name, node))

    def change(part: Node) -> Node:
        return rewritten(part, put)

    return with_parts(node, change)


def known_name(fact: str) -> str:
    """The name under which a condition asks whether a fact is known."""
    return f"{IS_KNOWN}({fact})"


def with_known_names(node: N) -> N:
    """The tree with each ``is known(fact)`` and ``is unknown(fact)`` made a name."""
    match node:
        case Invocation(
            function=Name(name=("is known" | "is unknown") as asked),
            arguments=(Argument(value=Name(name=fact)),),
        ):
            known = Name(known_name(fact), span=node.span)
            if asked == IS_KNOWN:
                return cast(N, known)
            return cast(N, Invocation(Name("not"), (Argument(known),), span=node.span))

    def change(part: Node) -> Node:
        return with_known_names(part)

    return with_parts(node, change)


def negated(node: Expression) -> Expression | None:
    """What ``not(...)`` is about, None if the node is no negation."""
    match node:
        case Invocation(function=Name(name="not"), arguments=(Argument(value=operand),)):
            return operand
    return None
