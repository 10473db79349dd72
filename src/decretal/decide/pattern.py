"""What all cases have in common whose known facts are of the same classes.

Owns status, dispositions, additions, the provisions cited and the facts that
still matter, as ``docs/meaning.md`` states them, and how far each rule, norm and
leaf of a condition is settled. A pattern knows classes and no values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import cast

from decretal.decide.decision import Answer
from decretal.decide.diagram import Node
from decretal.decide.held import Held
from decretal.decide.view import Outcome, View, additions_of, dispositions_of
from decretal.nodes.rules import Rule, Status


class Pattern:
    """The answer for a pattern of classes; ``known`` has the class at each level."""

    def __init__(self, view: View, known: Mapping[int, int]) -> None:
        self.view = view
        self.known = dict(known)
        self._diagrams = view.conditions.diagrams
        self.outcome: Node = self._restricted(view.outcome)
        self.outcomes = cast("frozenset[Outcome]", self._diagrams.possible(self.outcome))
        statuses = {outcome.status for outcome in self.outcomes}
        self.status = statuses.pop() if len(statuses) == 1 else Status.UNDETERMINED
        if self.status is Status.DECIDED and len(self.outcomes) > 1:
            led_to = {outcome.dispositions for outcome in self.outcomes}
            self.status = Status.DECIDED if len(led_to) == 1 else Status.UNDETERMINED
        self.answer = self._answer()

    def _answer(self) -> Answer:
        main, beside = dispositions_of(self.view.rulebook), additions_of(self.view.rulebook)
        led_to = {outcome.dispositions for outcome in self.outcomes}
        added = {outcome.additions for outcome in self.outcomes}
        settled = self.status in (Status.DECIDED, Status.CONFLICT)
        dispositions = _in_all(main, led_to) if settled else ()
        additions = _in_all(beside, added)
        matters = self._names(self.outcome)
        for_disposition: tuple[str, ...] = ()
        for_additions: tuple[str, ...] = ()
        if matters:
            for_disposition = self._names(self._diagrams.map(_without_additions, self.outcome))
            for_additions = self._names(
                self._diagrams.map(lambda each: cast(Outcome, each).additions, self.outcome)
            )
        return Answer(
            status=self.status,
            dispositions=dispositions,
            additions=additions,
            possible_dispositions=_in_some(main, led_to),
            possible_additions=tuple(
                name for name in _in_some(beside, added) if name not in additions
            ),
            provisions=self._provisions(dispositions, additions),
            still_matters=matters,
            matters_for_disposition=for_disposition,
            matters_for_additions=for_additions,
        )

    def _restricted(self, node: Node) -> Node:
        return self._diagrams.restrict(node, self.known)

    def _names(self, node: Node) -> tuple[str, ...]:
        """The facts that make a difference, in the rulebook's order."""
        names = self.view.conditions.names
        found = {names[level] for level in self._diagrams.support(node)}
        return tuple(fact.name for fact in self.view.rulebook.facts if fact.name in found)

    # rules, norms, conditions ---------------------------------------------------

    @cached_property
    def speaks(self) -> Held:
        """Whether the directive speaks of the case."""
        return self.held(self.view.speaks)

    def held(self, node: Node) -> Held:
        """In how many completions a diagram is true."""
        possible = self._diagrams.possible(self._restricted(node))
        if True not in possible:
            return Held.NO
        return Held.YES if len(possible) == 1 else Held.MAYBE

    def held_within(self, node: Node) -> Held:
        """The same among the completions of which the directive speaks, if there are any."""
        if self.speaks is not Held.MAYBE:
            return self.held(node)
        speaks = self._restricted(self.view.speaks)
        both = self._diagrams.conjunction(speaks, self._restricted(node))
        if both == self._diagrams.false:
            return Held.NO
        return Held.YES if both == speaks else Held.MAYBE

    @cached_property
    def rules(self) -> dict[str, Held]:
        """How far each rule is settled, by its label."""
        return {
            rule.label: self.held_within(self.view.holds(rule.label))
            for rule in self.view.rulebook.rules
        }

    @cached_property
    def conditions(self) -> dict[str, Held]:
        """How far the condition of each rule is settled, by the rule's label."""
        return {
            rule.label: self.held_within(self.view.truth(rule.condition))
            for rule in self.view.rulebook.rules
        }

    @cached_property
    def norms(self) -> tuple[Held, ...]:
        """How far it is settled that each norm arises."""
        return tuple(map(self.held, self.view.norms(self.status)))

    def depends(self, node: Node) -> tuple[str, ...]:
        """The unknown facts that make a difference to a diagram."""
        return self._names(self._restricted(node))

    def truth(self, node: Node) -> bool | None:
        """Whether a diagram is true in all completions, or in none; None if neither."""
        match self.held(node):
            case Held.YES:
                return True
            case Held.NO:
                return False
            case Held.MAYBE:
                return None

    # provisions -----------------------------------------------------------------

    def _provisions(self, dispositions: Iterable[str], additions: Iterable[str]) -> tuple[str, ...]:
        """The provisions on which the answer rests."""
        rulebook = self.view.rulebook
        if self.status is Status.OUTSIDE:
            assert rulebook.scope is not None
            return (rulebook.scope.provision,) if rulebook.scope.provision else ()
        cited = {*self.grounds(*dispositions), *self.grounds(*additions)}
        if self.status is Status.SILENT:
            cited |= self._taken_out()
            cited |= {
                norm.provision
                for norm, node in zip(rulebook.norms, self.view.norms(self.status), strict=True)
                if Status.SILENT in norm.statuses and self.held(node) is Held.YES
            }
        return self._in_reading_order(cited)

    def grounds(self, *names: str) -> tuple[str, ...]:
        """The provisions of the rules that lead to dispositions or additions."""
        cited: set[str] = set()
        for name in names:
            cited |= self._grounds(
                rule
                for rule in self.view.rulebook.rules
                if name in (rule.disposition, rule.addition)
            )
        return self._in_reading_order(cited)

    def _in_reading_order(self, cited: Iterable[str]) -> tuple[str, ...]:
        labels = [provision.label for provision in self.view.rulebook.provisions]
        order = {label: place for place, label in enumerate(labels)}
        return tuple(sorted(cited, key=lambda label: (order.get(label, len(order)), label)))

    def _grounds(self, rules: Iterable[Rule]) -> set[str]:
        """Where rules that lead to the same stand: those that hold, else those that may."""
        candidates = list(rules)
        for held in (Held.YES, Held.MAYBE):
            found = {rule.provision for rule in candidates if self.rules[rule.label] is held}
            if found:
                return found
        return set()

    def _taken_out(self) -> set[str]:
        """Where the rules stand that hold and lead to nothing: they take cases out of others."""
        return {
            rule.provision
            for rule in self.view.rulebook.rules
            if rule.disposition is None
            and rule.addition is None
            and self.rules[rule.label] is Held.YES
        }


def _without_additions(outcome: object) -> Outcome:
    each = cast(Outcome, outcome)
    return Outcome(each.status, each.dispositions)


def _in_all(order: Iterable[str], sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    each = list(sets)
    return tuple(name for name in order if all(name in names for names in each))


def _in_some(order: Iterable[str], sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    each = list(sets)
    return tuple(name for name in order if any(name in names for names in each))
