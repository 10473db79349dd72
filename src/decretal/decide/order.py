"""In which order the diagrams ask for facts.

The order changes nothing about the answers, only how large the diagrams become.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from decretal.nodes.expressions import Expression
from decretal.nodes.walk import mentioned

MANY: Final = 5
"""A fact is asked by many conditions if it is asked by one in so many."""


def orders(
    names: Sequence[str], scope: Expression | None, conditions: Sequence[Expression]
) -> list[tuple[str, ...]]:
    """Orders to try, the likeliest first.

    What conditions ask together should stay together, as it does in the order of first
    mention; facts of the scope, and those that many conditions ask, come before.
    """
    first = mentioned(scope) if scope is not None else {}
    counts: Counter[str] = Counter()
    mentions: dict[str, None] = {}
    for condition in conditions:
        found = mentioned(condition)
        counts.update(found.keys())
        mentions.update(found)
    places = {name: place for place, name in enumerate(names)}
    met = {name: place for place, name in enumerate(mentions)}
    reading = sorted(names, key=lambda name: (met.get(name, len(met)), places[name]))
    many = len(conditions) / MANY

    def rank(name: str) -> tuple[bool, int]:
        often = counts[name] if counts[name] >= many else 0
        return name not in first, -often

    mixed = sorted(reading, key=rank)
    frequent = sorted(reading, key=lambda name: (name not in first, -counts[name]))
    return list(dict.fromkeys((tuple(mixed), tuple(reading), tuple(frequent))))
