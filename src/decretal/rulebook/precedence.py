"""Which rule prevails over which: labels resolved, circles refused.

An exception is to a rule, or to a provision and so to all its rules. Exceptions
must form no circle under any combination of readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product

from decretal.errors import AmbiguousRuleError, CircularExceptionError, UndeclaredError
from decretal.nodes.expressions import Expression
from decretal.nodes.rules import Option, Rule
from decretal.nodes.walk import mentioned
from decretal.rulebook.entries import Fault
from decretal.source import Span
from decretal.spelling import closest, quoted

MOST_COMBINATIONS = 4096
"""How many combinations of readings are tried for circles."""


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
            if others or (of_provision and self.rules[word] != word):
                fault(
                    AmbiguousRuleError(
                        f'"{word}" is the label of a rule and of a provision that also has '
                        f"{quoted(others, 'and')}; which is meant cannot be told.",
                        place=span,
                        advice="Give the rule a label of its own.",
                    )
                )
                return ()
            return (word,)
        if of_provision:
            return tuple(of_provision)
        every = list(dict.fromkeys([*self.rules, *self.provisions]))
        meant = closest(word, every)
        fault(
            UndeclaredError(
                f'"{word}" is not the label of a rule, nor of a provision that has rules.',
                place=span,
                advice=f'Did you mean "{meant}"?'
                if meant
                else f"The labels are {quoted(every[:20], 'and')}.",
            )
        )
        return ()


def refuse_circles(
    rules: Sequence[Rule], options: Mapping[str, tuple[Option, ...]], fault: Fault
) -> None:
    """Report a circle of exceptions, under the first combination of readings that has one."""
    hanging = [
        exception.reading
        for rule in rules
        for exception in rule.exceptions_to
        if exception.reading is not None
    ]
    names = [name for name in options if any(name in mentioned(each) for each in hanging)]
    combinations = product(*([o.name for o in options[name]] for name in names))
    for chosen in islice(combinations, MOST_COMBINATIONS):
        choice = dict(zip(names, chosen, strict=True))
        edges = {
            rule.label: [
                e.rule
                for e in rule.exceptions_to
                if e.reading is None or _stands(e.reading, choice)
            ]
            for rule in rules
        }
        if circle := _circle(edges):
            place = next(rule.span for rule in rules if rule.label == circle[0])
            under = "".join(f'; {name} read as "{option}"' for name, option in choice.items())
            steps = " is an exception to ".join(f'"{label}"' for label in [*circle, circle[0]])
            fault(
                CircularExceptionError(
                    f"These exceptions run in a circle: {steps}{under}.",
                    place=place,
                    advice="Delete one of them, or make it hang on another reading.",
                )
            )
            return


def _stands(reading: Expression, choice: Mapping[str, str]) -> bool:
    from decretal.feel import evaluate

    return evaluate(reading, dict(choice)).value is True


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
            if label in done or label not in edges:
                continue
            path.append(label)
            on_path.add(label)
            waiting.append((label, False))
            waiting.extend((target, True) for target in edges[label])
    return []
