"""In which order the diagrams ask for facts.

The order changes nothing about the answers, only how large the diagrams become.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from decretal.nodes.expressions import Expression
from decretal.nodes.walk import mentioned


def orders(
    names: Sequence[str], scope: Expression | None, conditions: Sequence[Expression]
) -> list[tuple[str, ...]]:
    """Orders to try, the likeliest first: facts of the scope and those that most
    conditions mention come early; else in the order of first mention."""
    first = mentioned(scope) if scope is not None else {}
    places = {name: place for place, name in enumerate(names)}
    counts: Counter[str] = Counter()
    mentions: dict[str, None] = {}
    for condition in conditions:
        found = mentioned(condition)
        counts.update(found.keys())
        mentions.update(found)
    frequent = sorted(names, key=lambda name: (name not in first, -counts[name], places[name]))
    met = {name: place for place, name in enumerate(mentions)}
    reading = sorted(names, key=lambda name: (met.get(name, len(met)), places[name]))
    return list(dict.fromkeys((tuple(frequent), tuple(reading), tuple(reversed(reading)))))
