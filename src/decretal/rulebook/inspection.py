"""What a reader should look at in a rulebook that is otherwise well-formed."""

from __future__ import annotations

from collections.abc import Iterator

from decretal.errors import (
    NeverUsedWarning,
    NoSourceWarning,
    RuleAsksWhetherKnownWarning,
    RulebookWarning,
    SameForEverybodyWarning,
)
from decretal.nodes.expressions import BooleanLiteral, Expression
from decretal.nodes.rules import Rulebook
from decretal.nodes.walk import mentioned, walk
from decretal.rulebook.conditions import asks_whether_known
from decretal.source import Span


def inspect(rulebook: Rulebook) -> tuple[RulebookWarning, ...]:
    """The findings that stop nothing, in reading order: conditions that ask what is known
    or ask nothing, things never used, rules and norms that cite no words of the source."""
    found = (
        *_whether_known(rulebook),
        *_same_for_everybody(rulebook),
        *_never_used(rulebook),
        *_without_source(rulebook),
    )
    return tuple(sorted(found, key=_position))


def _position(finding: RulebookWarning) -> int:
    return finding.place.start if isinstance(finding.place, Span) else 0


def _conditions(rulebook: Rulebook) -> Iterator[Expression]:
    if rulebook.scope:
        yield rulebook.scope.condition
    for rule in rulebook.rules:
        yield rule.condition


def _whether_known(rulebook: Rulebook) -> Iterator[RulebookWarning]:
    for tree in _conditions(rulebook):
        for node in walk(tree):
            if asks_whether_known(node):
                yield RuleAsksWhetherKnownWarning(
                    "This condition asks what is known: finding out more can turn a case that was "
                    "decided.",
                    place=node.span,
                    advice="Ask it in obligations, not in rules, unless the text itself does.",
                )


def _same_for_everybody(rulebook: Rulebook) -> Iterator[RulebookWarning]:
    """Conditions that mention nothing; one that says `true` means what it says."""
    trees = [*_conditions(rulebook), *(n.condition for n in rulebook.norms if n.condition)]
    for tree in trees:
        if not mentioned(tree) and tree != BooleanLiteral(True):
            yield SameForEverybodyWarning(
                "This condition mentions no fact and no interpretation: it comes out the same for "
                "everybody.",
                place=tree.span,
                advice="If that is meant, write true. A name in quotation marks is no fact.",
            )


def _never_used(rulebook: Rulebook) -> Iterator[RulebookWarning]:
    trees = list(_conditions(rulebook))
    trees += [e.reading for rule in rulebook.rules for e in rule.exceptions_to if e.reading]
    trees += [n.condition for n in rulebook.norms if n.condition]
    trees += [n.within for n in rulebook.norms if n.within]
    trees += [fact.from_acts for fact in rulebook.facts if fact.from_acts]
    names = {name for tree in trees for name in mentioned(tree)}
    names |= {n.counted_from for n in rulebook.norms if n.counted_from}
    followed = {r.disposition or r.addition for r in rulebook.rules}
    for kind, things, used in (
        ("fact", rulebook.facts, names),
        ("interpretation", rulebook.interpretations, names),
        ("disposition", rulebook.dispositions, followed),
    ):
        for thing in things:
            if thing.name not in used:
                yield NeverUsedWarning(
                    f'The {kind} "{thing.name}" is declared and never used.',
                    place=thing.span,
                    advice="Delete it, or use it.",
                )


def _without_source(rulebook: Rulebook) -> Iterator[RulebookWarning]:
    for rule in rulebook.rules:
        if not rule.pins:
            yield _no_source("rule", rule.label, rule.span)
    for norm in rulebook.norms:
        if not norm.pins:
            yield _no_source(norm.operator.value, norm.text, norm.span)


def _no_source(kind: str, name: str, place: object) -> RulebookWarning:
    return NoSourceWarning(
        f'The {kind} "{name}" does not say which words of the source it encodes.',
        place=place,
        advice="Add `source:` with the paragraph and the words.",
    )
