"""Why a case comes out as it does, provision by provision.

Owns the parts of an explanation and how they are written out: as text that can
be read out, as data, as HTML for a notebook. What they say is left to
``telling``, ``questions`` and ``alternatives``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from decretal.decide.decision import Decision


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """What became of a rule.

    ``state`` is "holds", "set aside" (its condition is true and an exception to it
    holds), "fails" or "may hold". ``leads_to`` is its disposition or addition.
    ``exceptions`` has the rules that prevail over it, as far as they hold or may hold;
    ``depends_on`` the unknown facts on which it depends whether it holds.
    """

    rule: str
    state: str
    leads_to: str | None
    text: str
    reasons: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The part as data for JSON."""
        return {
            "rule": self.rule,
            "state": self.state,
            "leads_to": self.leads_to,
            "text": self.text,
            "reasons": list(self.reasons),
            "exceptions": list(self.exceptions),
            "depends_on": list(self.depends_on),
        }


@dataclass(frozen=True, slots=True)
class ProvisionExplanation:
    """What became of the rules of a provision."""

    label: str
    title: str
    rules: tuple[RuleExplanation, ...]

    def to_dict(self) -> dict[str, object]:
        """The part as data for JSON."""
        return {
            "label": self.label,
            "title": self.title,
            "rules": [rule.to_dict() for rule in self.rules],
        }


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to find out, and what the case comes to with each answer."""

    fact: str
    question: str
    evidence: str
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The question in a sentence or two."""
        said = f"{self.fact}: {self.question}" if self.question else f"{self.fact}."
        for answer, then in self.answers:
            said += f" If {answer}: {then}."
        return said

    def to_dict(self) -> dict[str, object]:
        """The part as data for JSON."""
        return {
            "fact": self.fact,
            "question": self.question,
            "evidence": self.evidence,
            "answers": [{"if": answer, "then": then} for answer, then in self.answers],
        }


@dataclass(frozen=True, slots=True)
class ReadingExplanation:
    """A reading that was used, and what the case would come to under another."""

    interpretation: str
    provision: str
    reading: str
    is_default: bool
    otherwise: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The reading in a sentence or two."""
        default = ", which is the default" if self.is_default else ""
        said = f'"{self.interpretation}" is read as "{self.reading}"{default}.'
        for option, then in self.otherwise:
            said += f' Read as "{option}", the case would be {then}.'
        return said

    def to_dict(self) -> dict[str, object]:
        """The part as data for JSON."""
        return {
            "interpretation": self.interpretation,
            "provision": self.provision,
            "reading": self.reading,
            "is_default": self.is_default,
            "otherwise": [{"reading": option, "then": then} for option, then in self.otherwise],
        }


@dataclass(frozen=True)
class Reasoning:
    """The part of an explanation that is the same for all cases with the same facts.

    ``answer`` says of the case what it comes to, ``more`` what else there is to say of that.
    """

    answer: str
    more: tuple[str, ...]
    scope: str
    provisions: tuple[ProvisionExplanation, ...]
    questions: tuple[Question, ...]

    @cached_property
    def text(self) -> str:
        """Everything but the summary, in sections."""
        sections = [self.scope] if self.scope else []
        for provision in self.provisions:
            title = f" ({provision.title})" if provision.title else ""
            lines = [f"{provision.label}{title}", *(rule.text for rule in provision.rules)]
            sections.append("\n  ".join(lines))
        if self.questions:
            lines = ["What to find out, first what settles most"]
            lines += [f"{n}. {each.text}" for n, each in enumerate(self.questions, start=1)]
            sections.append("\n  ".join(lines))
        return "\n\n".join(sections)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a case comes out as it does; ``text`` can be read out."""

    decision: Decision
    reasoning: Reasoning = field(repr=False)
    readings: tuple[ReadingExplanation, ...] = ()

    @property
    def summary(self) -> str:
        """What the directive says of the case, in a few sentences."""
        subject = f"Case {self.decision.case}" if self.decision.case else "The case"
        return " ".join((f"{subject} {self.reasoning.answer}", *self.reasoning.more))

    @property
    def scope(self) -> str:
        """Whether the directive speaks of the case, and why."""
        return self.reasoning.scope

    @property
    def provisions(self) -> tuple[ProvisionExplanation, ...]:
        """What became of each rule, in reading order."""
        return self.reasoning.provisions

    @property
    def questions(self) -> tuple[Question, ...]:
        """The facts that still matter, first the one that settles most."""
        return self.reasoning.questions

    @property
    def text(self) -> str:
        """The whole explanation in plain words."""
        sections = [self.summary]
        if self.reasoning.text:
            sections.append(self.reasoning.text)
        if self.readings:
            lines = ["How the text was read", *(reading.text for reading in self.readings)]
            sections.append("\n  ".join(lines))
        if self.decision.duties:
            lines = ["What is to be done, and what is forbidden or permitted"]
            sections.append("\n  ".join([*lines, *map(str, self.decision.duties)]))
        if self.decision.notes:
            sections.append("\n  ".join(["Notes", *self.decision.notes]))
        return "\n\n".join(sections) + "\n"

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, object]:
        """The whole explanation as data for JSON, with the decision."""
        return {
            "case": self.decision.case,
            "summary": self.summary,
            "decision": self.decision.to_dict(),
            "scope": self.scope,
            "provisions": [provision.to_dict() for provision in self.provisions],
            "find_out": [question.to_dict() for question in self.questions],
            "readings": [reading.to_dict() for reading in self.readings],
        }

    def _repr_html_(self) -> str:
        return f'<pre style="white-space:pre-wrap">{escape(self.text)}</pre>'
