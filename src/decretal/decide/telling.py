"""The reasoning for a pattern, told once for all its cases.

Owns which sentences an explanation has, and in which order. They are made once
for a pattern with slots for the values of facts, and filled in for each case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from decretal.decide.explanation import ProvisionExplanation, Question, Reasoning, RuleExplanation
from decretal.decide.held import Held
from decretal.decide.pattern import Pattern
from decretal.decide.phrases import Parts, Phrases, Slot, filled
from decretal.decide.questions import questions
from decretal.decide.reasons import Reason, Reasons
from decretal.decide.words import in_words, joined
from decretal.feel.values import from_python
from decretal.nodes.rules import Rule, Status
from decretal.nodes.walk import mentioned

MOST_REMEMBERED: Final = 64
"""For how many sets of values the filled-in sentences are kept."""


@dataclass(frozen=True, slots=True)
class _RuleTold:
    """A rule's explanation with slots."""

    rule: str
    state: str
    leads_to: str | None
    text: Parts
    reasons: tuple[Parts, ...]
    exceptions: tuple[str, ...]
    depends_on: tuple[str, ...]

    def with_values(self, words: Mapping[str, str]) -> RuleExplanation:
        return RuleExplanation(
            self.rule,
            self.state,
            self.leads_to,
            filled(self.text, words),
            tuple([filled(reason, words) for reason in self.reasons]),
            self.exceptions,
            self.depends_on,
        )


class Telling:
    """Tells the reasoning for the cases of one pattern."""

    def __init__(self, pattern: Pattern, phrases: Phrases, known: Iterable[str]) -> None:
        self._pattern = pattern
        self._phrases = phrases
        self._known = frozenset(known)
        self._reasons = Reasons(pattern)
        self._answer, self._more = _summary(pattern)
        self._scope = self._tell_scope()
        self._provisions = self._tell_provisions()
        self._questions: tuple[Question, ...] = questions(pattern)
        texts = [self._scope]
        for _, _, rules in self._provisions:
            for rule in rules:
                texts += [rule.text, *rule.reasons]
        self._slots = tuple(
            dict.fromkeys(str(part) for text in texts for part in text if type(part) is Slot)
        )
        self._remembered: dict[tuple[object, ...], Reasoning] = {}

    def reasoning(self, facts: Mapping[str, object]) -> Reasoning:
        """The reasoning for a case with these known facts."""
        key = tuple([facts[name] for name in self._slots])
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            found = self._remembered[key] = self._filled(
                {
                    name: in_words(from_python(value))
                    for name, value in zip(self._slots, key, strict=True)
                }
            )
        return found

    def _filled(self, words: Mapping[str, str]) -> Reasoning:
        return Reasoning(
            self._answer,
            self._more,
            filled(self._scope, words),
            tuple(
                [
                    ProvisionExplanation(
                        label, title, tuple([rule.with_values(words) for rule in rules])
                    )
                    for label, title, rules in self._provisions
                ]
            ),
            self._questions,
        )

    # scope --------------------------------------------------------------------------

    def _tell_scope(self) -> Parts:
        scope = self._pattern.view.rulebook.scope
        if scope is None:
            return ()
        where = f"{scope.provision}: " if scope.provision else ""
        why = self._why(self._reasons.of(scope.condition), self._pattern.speaks)
        match self._pattern.speaks:
            case Held.YES:
                return (f"{where}the directive speaks of this case", *_because(why), ".")
            case Held.NO:
                return (f"{where}the directive does not speak of this case", *_because(why), ".")
            case Held.MAYBE:
                facts = joined(self._pattern.depends(self._pattern.view.speaks), "and")
                said = f"{where}whether the directive speaks of this case depends on {facts}"
                return (said, *_because(why), ". If it does:")

    # rules ------------------------------------------------------------------------------

    def _tell_provisions(self) -> tuple[tuple[str, str, tuple[_RuleTold, ...]], ...]:
        """The provisions that have rules, with what became of these."""
        if self._pattern.status is Status.OUTSIDE:
            return ()
        rulebook = self._pattern.view.rulebook
        titles = {provision.label: provision.title for provision in rulebook.provisions}
        by_provision: dict[str, list[_RuleTold]] = {label: [] for label in titles}
        for rule in rulebook.rules:
            by_provision.setdefault(rule.provision, []).append(self._tell_rule(rule))
        return tuple(
            (label, titles.get(label, ""), tuple(rules))
            for label, rules in by_provision.items()
            if rules
        )

    def _tell_rule(self, rule: Rule) -> _RuleTold:
        pattern = self._pattern
        asked, held = pattern.conditions[rule.label], pattern.rules[rule.label]
        prevailing = [
            label
            for label in pattern.view.exceptions[rule.label]
            if pattern.rules[label] is not Held.NO
        ]
        surely = [label for label in prevailing if pattern.rules[label] is Held.YES]
        found = self._reasons.of(rule.condition)
        reasons = self._why(found, asked)
        why = _because(reasons)
        open_facts = {name for each in found if each.truth is None for name in mentioned(each.leaf)}
        name = f"Rule {rule.label}"
        leads = _leads(rule, pattern.view.exceptions)
        depends: tuple[str, ...] = ()
        match asked, held:
            case _, Held.YES:
                state, text = "holds", (f"{name} holds{leads}", *why, ".")
            case Held.NO, _:
                state, text = "fails", (f"{name} does not hold", *why, ".")
                prevailing = []
            case Held.YES, Held.NO:
                state = "set aside"
                text = (f"{name} would hold", *why, f". But {_prevails(surely, prevailing)}.")
            case _, Held.NO:
                state = "set aside"
                one = (
                    f"its exception {prevailing[0]}"
                    if len(prevailing) == 1
                    else f"one of its exceptions {joined(prevailing, 'or')}"
                )
                text = (
                    f"{name} is set aside, whatever is still found out: where its condition is "
                    f"true, {one} holds.",
                )
            case _:
                state = "may hold"
                depends = pattern.depends(pattern.view.holds(rule.label))
                text = (
                    f"{name} may hold{leads.replace(' and', ', and then', 1)}",
                    *why,
                    ".",
                )
                if prevailing:
                    text += (f" {_may_prevail(prevailing)}.",)
                if not open_facts.issuperset(depends):
                    text += (f" It depends on {joined(depends)}.",)
        return _RuleTold(
            rule.label,
            state,
            rule.disposition or rule.addition,
            text,
            reasons,
            tuple(prevailing),
            depends,
        )

    def _why(self, reasons: Sequence[Reason], held: Held) -> tuple[Parts, ...]:
        """The reasons in words for a condition that holds, fails or may hold."""
        found: list[Parts] = []
        whatever: dict[str, None] = {}
        for each in reasons:
            if each.truth is not None:
                found.append(
                    self._phrases.settled(
                        each.leaf, each.truth, each.wanted, self._known, each.would_do
                    )
                )
            elif held is Held.MAYBE:
                found.append(self._phrases.unsettled(each.leaf, each.wanted, self._known))
            else:
                # What the parts leave open, the whole settles.
                whatever.update(dict.fromkeys(mentioned(each.leaf)))
        facts = [fact.name for fact in self._pattern.view.rulebook.facts if fact.name in whatever]
        if facts:
            verb = "is" if len(facts) == 1 else "are"
            found.append((f"that is so whatever {joined(facts)} {verb}",))
        return tuple(found)


def _because(reasons: Sequence[Parts]) -> Parts:
    """The reasons after a colon."""
    parts: list[str] = []
    for place, reason in enumerate(reasons):
        parts.append("; " if place else ": ")
        parts += reason
    return tuple(parts)


def _leads(rule: Rule, standing: Mapping[str, Sequence[str]]) -> str:
    """What follows; ``standing`` has for each rule its exceptions, as the text is read."""
    if rule.disposition is not None:
        return f' and leads to "{rule.disposition}"'
    if rule.addition is not None:
        return f' and adds "{rule.addition}"'
    rules = dict.fromkeys(each.rule for each in rule.exceptions_to)
    over = joined([label for label in rules if rule.label in standing[label]], "and")
    return f" and takes the case out of {over}" if over else ""


def _prevails(surely: Sequence[str], prevailing: Sequence[str]) -> str:
    if surely:
        verb = (
            "is an exception to it, and holds"
            if len(surely) == 1
            else ("are exceptions to it, and hold")
        )
        return f"{joined(surely, 'and')} {verb}"
    return f"one of its exceptions holds in any case: {joined(prevailing, 'or')}"


def _may_prevail(prevailing: Sequence[str]) -> str:
    if len(prevailing) == 1:
        return f"{prevailing[0]} is an exception to it, and may hold"
    return f"{joined(prevailing, 'and')} are exceptions to it, and may hold"


# the summary ----------------------------------------------------------------------------


def _summary(pattern: Pattern) -> tuple[str, tuple[str, ...]]:
    answer = pattern.answer
    more: list[str] = []
    match answer.status:
        case Status.DECIDED:
            said = f"is decided: {answer.dispositions[0]}{_under(pattern, answer.dispositions)}."
            meanings = {each.name: each.means for each in pattern.view.rulebook.dispositions}
            if meaning := meanings.get(answer.dispositions[0]):
                more.append(meaning)
            if not answer.matters_for_disposition and _has_unknown(pattern):
                more.append("Nothing that is still unknown can change that.")
        case Status.UNDETERMINED:
            said = f"is undetermined: it may come to {_possibilities(pattern)}."
            facts = joined(answer.matters_for_disposition, "and")
            more.append(f"That depends on {facts}.")
        case Status.SILENT:
            said = "meets silence: no rule of the directive says what becomes of it."
            if answer.provisions:
                verb = "bears" if len(answer.provisions) == 1 else "bear"
                more.append(f"{joined(answer.provisions)} {verb} on that.")
        case Status.CONFLICT:
            names = answer.dispositions or answer.possible_dispositions
            both = "both" if len(names) == 2 else "all"
            said = f"is in conflict: {joined(names)} {both} follow{_under(pattern, names)}."
            more.append("The directive does not say which prevails.")
        case Status.OUTSIDE:
            said = "is outside the directive, which does not speak of it."
    if answer.additions:
        under = _under(pattern, answer.additions)
        more.append(f"In addition: {joined(answer.additions)}{under}.")
    if answer.possible_additions:
        facts = joined(answer.matters_for_additions, "and")
        more.append(
            f"What may follow in addition: {joined(answer.possible_additions)}. "
            f"That depends on {facts}."
        )
    return said, tuple(more)


def _under(pattern: Pattern, names: Sequence[str]) -> str:
    where = pattern.grounds(*names)
    return f", under {joined(where)}" if where else ""


def _possibilities(pattern: Pattern) -> str:
    """What the completions come to, each once."""
    statuses = {outcome.status for outcome in pattern.outcomes}
    alone = {each.dispositions[0] for each in pattern.outcomes if each.status is Status.DECIDED}
    found = [name for name in pattern.answer.possible_dispositions if name in alone]
    if Status.CONFLICT in statuses:
        found.append("a conflict")
    if Status.SILENT in statuses:
        found.append("silence")
    if Status.OUTSIDE in statuses:
        found.append("being outside the directive")
    return joined(found, "or")


def _has_unknown(pattern: Pattern) -> bool:
    conditions = pattern.view.conditions
    return any(
        conditions.level[fact.name] not in pattern.known
        for fact in pattern.view.rulebook.facts
        if fact.name in conditions.level and fact.name not in conditions.linked
    )
