"""Which facts to find out, and in which order.

Owns the order: first the fact whose answer leaves, on average over its listed values
(or over its classes, where none are listed), the fewest outcomes; then the one that
leaves the fewest other facts open; then the rulebook's own order. Where there is too
much to go through, the order is that in which the diagram asks.
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from decretal.decide.explanation import Question
from decretal.decide.pattern import Pattern
from decretal.decide.view import Outcome
from decretal.decide.words import joined
from decretal.nodes.rules import Status

MOST_ANSWERS = 6
"""How many different answers are spelt out."""

MOST_OUTCOMES = 3
"""How many outcomes of an answer are spelt out."""


MOST_STEPS = 200_000
"""How much going through a diagram is worth the order of the questions."""


def questions(pattern: Pattern) -> tuple[Question, ...]:
    """The facts that still matter, first the one that settles most."""
    conditions = pattern.view.conditions
    diagrams = conditions.diagrams
    facts = {fact.name: fact for fact in pattern.view.rulebook.facts}
    names = pattern.answer.still_matters
    if len(names) * diagrams.size(pattern.outcome) > MOST_STEPS:
        names = tuple(sorted(names, key=conditions.level.__getitem__))
        return tuple(Question(n, facts[n].question, facts[n].evidence) for n in names)
    ranked: list[tuple[Fraction, Fraction, int, Question]] = []
    for place, name in enumerate(names):
        level = conditions.level[name]
        nodes = [
            diagrams.restrict(pattern.outcome, {level: index})
            for index in range(diagrams.width(pattern.outcome, level))
        ]
        classes = conditions.classes.get(name)
        weights = [1] * len(nodes) if classes is None else classes.weights()
        each = list(zip(weights, nodes, strict=True))
        left = sum(weight * len(diagrams.possible(node)) for weight, node in each)
        still = sum(weight * len(diagrams.support(node)) for weight, node in each)
        whole = sum(weights)
        fact = facts[name]
        question = Question(name, fact.question, fact.evidence, _answers(pattern, name, nodes))
        ranked.append((Fraction(left, whole), Fraction(still, whole), place, question))
    ranked.sort(key=lambda question: question[:3])
    return tuple(question for *_, question in ranked)


def _answers(pattern: Pattern, name: str, nodes: list[int]) -> tuple[tuple[str, str], ...]:
    """What the case comes to with each answer, answers that come to the same together."""
    conditions = pattern.view.conditions
    classes = conditions.classes.get(name)
    if classes is None:
        # Its classes depend on the facts that it is compared with.
        return ()
    alike: dict[frozenset[Outcome], list[int]] = {}
    for index, node in enumerate(nodes):
        outcomes = cast("frozenset[Outcome]", conditions.diagrams.possible(node))
        alike.setdefault(outcomes, []).append(index)
    if not 1 < len(alike) <= MOST_ANSWERS:
        return ()
    told = [(_comes_to(outcomes), indices) for outcomes, indices in alike.items()]
    # What comes to the same as far as it is told is told together.
    together: dict[str, list[int]] = {}
    for said, indices in told:
        together.setdefault(said, []).extend(indices)
    if len(together) == 1:
        return ()
    return tuple((classes.name(indices), said) for said, indices in together.items())


def _comes_to(outcomes: frozenset[Outcome]) -> str:
    """The outcomes in words."""
    main = sorted({_main(outcome) for outcome in outcomes})
    if len(main) > MOST_OUTCOMES:
        return "still open"
    said = main[0] if len(main) == 1 else f"open between {joined(main)}"
    additions = {outcome.additions for outcome in outcomes}
    if len(additions) == 1:
        (names,) = additions
        return f"{said}, and in addition {joined(names, 'and')}" if names else said
    return f"{said}, and additions are open"


def _main(outcome: Outcome) -> str:
    match outcome.status:
        case Status.CONFLICT:
            return f"a conflict of {joined(outcome.dispositions, 'and')}"
        case Status.SILENT:
            return "silence"
        case Status.OUTSIDE:
            return "outside the directive"
        case _:
            return joined(outcome.dispositions, "and")
