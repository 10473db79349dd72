"""Which rule prevails over which: labels resolved, circles refused.

An exception is to a rule, or to a provision and so to all its rules. Exceptions
must form no circle under any combination of readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import prod

from decretal.errors import AmbiguousRuleError, CircularExceptionError, UndeclaredError
from decretal.nodes.expressions import (
    Comparison,
    Conjunction,
    Disjunction,
    Expression,
    Name,
    StringLiteral,
)
from decretal.nodes.rules import ExceptionTo, Option, Rule
from decretal.nodes.walk import mentioned
from decretal.rulebook.entries import Fault, clipped
from decretal.source import Span
from decretal.spelling import closest, quoted

MOST_COMBINATIONS = 4096
"""How many combinations of readings may decide whether exceptions run in a circle."""

Edges = Mapping[str, Sequence[ExceptionTo]]


class Labels:
    """What the label of a rule or a provision stands for."""

    def __init__(self, rules: Iterable[tuple[str, str]]) -> None:
        self.provisions: dict[str, list[str]] = {}
        self.rules: dict[str, str] = {}
        for label, provision in rules:
            self.rules[label] = provision
            self.provisions.setdefault(provision, []).append(label)
        self.provisions.pop("", None)

    def resolve(self, word: str, span: Span, fault: Fault) -> tuple[str, ...]:
        """The labels of the rules that a word stands for; empty if there are none."""
        word = " ".join(word.split())
        of_provision = self.provisions.get(word, [])
        if word in self.rules:
            others = [label for label in of_provision if label != word]
            if others:
                fault(
                    AmbiguousRuleError(
                        f'"{clipped(word)}" is the label of a rule, and of a provision that also '
                        f"has {quoted(map(clipped, others[:8]), 'and')}; which is meant cannot be "
                        "told.",
                        place=span,
                        advice="Give the rule a label of its own.",
                    )
                )
                return ()
            return (word,)
        if of_provision:
            return tuple(of_provision)
        every = {**self.rules, **self.provisions}
        meant = closest(word, every)
        known = quoted(map(clipped, list(every)[:20]), "and")
        fault(
            UndeclaredError(
                f'"{clipped(word)}" is not the label of a rule, nor of a provision that has rules.',
                place=span,
                advice=f'Did you mean "{meant}"?' if meant else f"There are {known}.",
            )
        )
        return ()


def refuse_circles(
    rules: Sequence[Rule], options: Mapping[str, tuple[Option, ...]], fault: Fault
) -> None:
    """Report circles of exceptions, each under the first readings that close it.

    A circle stays within rules of which each can be reached from each other, so only
    the readings between these are combined.
    """
    spans = {rule.label: rule.span for rule in rules}
    edges: Edges = {
        rule.label: [e for e in rule.exceptions_to if e.rule in spans] for rule in rules
    }
    order = {label: place for place, label in enumerate(edges)}
    for together in _components(edges):
        inside = {
            label: [e for e in edges[label] if e.rule in together]
            for label in sorted(together, key=order.__getitem__)
        }
        if not any(inside.values()):
            continue
        if error := _circular(inside, options):
            error.place = spans[next(iter(inside))] if error.place is None else error.place
            fault(error)


def _circular(
    edges: Edges, options: Mapping[str, tuple[Option, ...]]
) -> CircularExceptionError | None:
    hanging = [e.reading for each in edges.values() for e in each if e.reading is not None]
    names = [name for name in options if any(name in mentioned(each) for each in hanging)]
    if prod(len(options[name]) for name in names) > MOST_COMBINATIONS:
        return CircularExceptionError(
            f"These exceptions hang on {len(names)} interpretations at once: whether they run in "
            f"a circle cannot be told. The rules are {quoted(list(edges)[:8], 'and')}.",
            advice="Let fewer interpretations decide which of them prevails.",
        )
    for chosen in product(*([o.name for o in options[name]] for name in names)):
        choice = dict(zip(names, chosen, strict=True))
        standing = {
            label: [e for e in each if e.reading is None or stands(e.reading, choice)]
            for label, each in edges.items()
        }
        circle = _circle({label: [e.rule for e in each] for label, each in standing.items()})
        if circle:
            return _told(circle, standing, choice)
    return None


def _told(circle: list[str], standing: Edges, choice: Mapping[str, str]) -> CircularExceptionError:
    round_ = [*circle, circle[0]]
    if len(circle) == 1:
        message = f'"{clipped(circle[0])}" is an exception to itself'
    else:
        steps = in_a_circle(circle, "is an exception to")
        message = f"These exceptions run in a circle: {steps}"
    closing = [e for a, b in pairwise(round_) for e in standing[a] if e.rule == b]
    decisive = {name for e in closing if e.reading is not None for name in mentioned(e.reading)}
    under = [f'"{name}" is "{option}"' for name, option in choice.items() if name in decisive]
    advice = "Delete one of them, or let each hang on another reading of the text."
    if len(circle) == 1:
        advice = "Name the rules that it prevails over; a provision stands for all its rules."
    return CircularExceptionError(
        message + (f", where {' and '.join(under)}." if under else "."),
        place=next(e.span for e in standing[circle[0]] if e.rule == round_[1]),
        advice=advice,
    )


def in_a_circle(names: Sequence[str], word: str) -> str:
    """``"a" is under "b" is under "a"``, cut if it is long."""
    steps = [f'"{clipped(name)}"' for name in names]
    if len(steps) > 10:
        steps[8:] = [f"{len(steps) - 8} others"]
    return f" {word} ".join([*steps, steps[0]])


def stands(reading: Expression, choice: Mapping[str, str]) -> bool:
    """Whether a condition over interpretations is true of the readings chosen."""
    # Nearly all are comparisons, for which the whole of FEEL need not be loaded.
    match reading:
        case Comparison("=", Name(name), StringLiteral(value)):
            return choice[name] == value
        case Comparison("!=", Name(name), StringLiteral(value)):
            return choice[name] != value
        case Conjunction(left, right):
            return stands(left, choice) and stands(right, choice)
        case Disjunction(left, right):
            return stands(left, choice) or stands(right, choice)
        case _:
            from decretal.feel import evaluate

            return evaluate(reading, dict(choice)).value is True


def _components(edges: Edges) -> Iterator[set[str]]:
    """The rules that reach each other, together (Tarjan 1972, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in edges:
        if start in index:
            continue
        path: list[tuple[str, Iterator[ExceptionTo]]] = []
        waiting: str | None = start
        while waiting is not None or path:
            if waiting is not None:
                index[waiting] = low[waiting] = len(index)
                stack.append(waiting)
                on_stack.add(waiting)
                path.append((waiting, iter(edges[waiting])))
                waiting = None
            label, rest = path[-1]
            for edge in rest:
                if edge.rule not in index:
                    waiting = edge.rule
                    break
                if edge.rule in on_stack:
                    low[label] = min(low[label], index[edge.rule])
            if waiting is not None:
                continue
            path.pop()
            if path:
                low[path[-1][0]] = min(low[path[-1][0]], low[label])
            if low[label] == index[label]:
                together: set[str] = set()
                while label not in together:
                    together.add(stack.pop())
                on_stack -= together
                yield together


def _circle(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """The labels of one circle, in order; empty if there is none."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        on_path: set[str] = set()
        waiting: list[tuple[str, bool]] = [(start, True)]
        while waiting:
            label, entering = waiting.pop()
            if not entering:
                path.pop()
                on_path.discard(label)
                done.add(label)
                continue
            if label in on_path:
                return path[path.index(label) :]
            if label in done:
                continue
            path.append(label)
            on_path.add(label)
            waiting.append((label, False))
            waiting.extend((target, True) for target in reversed(edges[label]))
    return []
