"""Small rulebooks, written as expressions, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from decretal.feel.parse import parse
from decretal.nodes.expressions import Expression
from decretal.nodes.rules import (
    ExceptionTo,
    Fact,
    Interpretation,
    Norm,
    Option,
    Provision,
    Rule,
    Rulebook,
    Scope,
)
from decretal.nodes.types import Basic, ChoiceType


def choice(name: str, *values: str) -> Fact:
    return Fact(name, ChoiceType(values))


def boolean(name: str) -> Fact:
    return Fact(name, Basic.BOOLEAN)


def whole(name: str) -> Fact:
    return Fact(name, Basic.NUMBER, whole=True)


def number(name: str) -> Fact:
    return Fact(name, Basic.NUMBER)


def date_fact(name: str) -> Fact:
    return Fact(name, Basic.DATE)


def text(name: str) -> Fact:
    return Fact(name, Basic.STRING)


def reading(name: str, *options: str) -> Interpretation:
    """An interpretation; the first option is the default."""
    return Interpretation(name, f"{name}?", tuple(map(Option, options)), options[0])


class Book:
    """Builds a rulebook line by line."""

    def __init__(
        self, *facts: Fact, readings: Sequence[Interpretation] = (), scope: str | None = None
    ) -> None:
        self.names = [fact.name for fact in facts] + [each.name for each in readings]
        self._book = Rulebook(
            "test",
            "A test",
            facts=facts,
            interpretations=tuple(readings),
            scope=None if scope is None else Scope(self.feel(scope), "To whom"),
        )

    def feel(self, text: str) -> Expression:
        return parse(text, names=self.names)

    def rule(
        self,
        label: str,
        condition: str,
        then: str | None = None,
        *,
        adds: str | None = None,
        over: Sequence[str | tuple[str, str]] = (),
    ) -> Book:
        """A rule in a provision of its own; ``over`` has the rules that it prevails over."""
        exceptions = tuple(
            ExceptionTo(each) if isinstance(each, str) else ExceptionTo(each[0], self.feel(each[1]))
            for each in over
        )
        rule = Rule(label, label, self.feel(condition), then, adds, exceptions)
        self._book = replace(
            self._book,
            rules=(*self._book.rules, rule),
            provisions=(*self._book.provisions, Provision(label, "")),
        )
        return self

    def norm(self, norm: Norm) -> Book:
        self._book = replace(self._book, norms=(*self._book.norms, norm))
        return self

    @property
    def book(self) -> Rulebook:
        return self._book
