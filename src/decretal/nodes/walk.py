"""Walking a tree without regard to what it means.

Owns which parts a node has and which names it mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from decretal.nodes.expressions import Name, Node

_FIELD_NAMES: dict[str, tuple[str, ...]] = {}


def field_names(node: Node) -> tuple[str, ...]:
    """The names of a node's fields, save where it stands."""
    kind = type(node).__name__
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(node) if field.name != "span")
        _FIELD_NAMES[kind] = names
    return names


def parts(node: Node) -> Iterator[Node]:
    """The nodes that a node is made of, in reading order."""
    for name in field_names(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Node):
                    yield item


def mentioned(node: Node) -> dict[str, None]:
    """The names in a tree, in the order of their first mention."""
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Name):
            found[each.name] = None
        else:
            waiting.extend(reversed(list(parts(each))))
    return found


def walk(node: Node) -> Iterator[Node]:
    """The node and all that it is made of, in reading order."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(list(parts(each))))
