"""The names that a rulebook declares, and the types of those that expressions see.

Owns that no name is declared twice or taken from the language, and looking a name
up with a word on what may have been meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice

from decretal.errors import (
    DeclaredTwiceError,
    ReservedNameError,
    UndeclaredError,
    WrongEntryError,
)
from decretal.nodes.rules import Option
from decretal.nodes.types import Basic, ChoiceType, ContextType, ListType, Type
from decretal.rulebook.blocks import Mapping as Block
from decretal.rulebook.blocks import Scalar, Series
from decretal.rulebook.entries import Fault, Item, clipped, day, text_of, wrong_entry
from decretal.rulebook.kinds import TYPES
from decretal.source import Span
from decretal.spelling import closest, fold, quoted

# Several kinds share one space of names where a reader could take one for the other.
_SPACES = {
    "fact": "a fact, an interpretation or an act",
    "interpretation": "a fact, an interpretation or an act",
    "act": "a fact, an interpretation or an act",
    "disposition": "a disposition",
    "authority": "an authority",
    "rule": "a rule",
    "reference": "a reference",
}


# What the columns of a case file are called that hold no fact.
_COLUMNS = frozenset(
    {"case", "id", "caseid", "casenumber", "caseno", "casename", "acts", "facts", "outcome"}
)

_NUMBER = re.compile(r"[+-]?[0-9]{1,34}(?:\.[0-9]{1,34})?")


@dataclass(frozen=True)
class Visible:
    """The names that an expression may use, with their types.

    ``readings`` are those of interpretations: they are never unknown.
    """

    types: Mapping[str, Type]
    readings: Collection[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The names alone, made once: the reader of expressions asks for them each time."""
        return frozenset(self.types)


@dataclass
class Declarations:
    """What is declared: for each kind the names with their items, in reading order."""

    items: dict[str, dict[str, Item]] = field(
        default_factory=lambda: {kind: {} for kind in _SPACES}
    )
    types: dict[str, Type] = field(default_factory=dict)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def names(self, kind: str) -> Collection[str]:
        """The names declared of a kind."""
        return self.items[kind]

    @cached_property
    def in_conditions(self) -> Visible:
        """What conditions and terms see: facts and interpretations."""
        return Visible(self.types, self.options)

    @cached_property
    def in_readings(self) -> Visible:
        """What a precedence may hang on: interpretations alone."""
        return Visible({name: self.types[name] for name in self.options}, self.options)

    @cached_property
    def in_from_acts(self) -> Visible:
        """What computes a fact: the acts of the case, however the text is read."""
        # Facts of the same case are left out: what acts say depends on acts alone.
        return Visible({**self.in_readings.types, "acts": self.acts_type}, self.options)

    @cached_property
    def days(self) -> Mapping[str, str]:
        """What a term can be counted from: acts and facts that are dates."""
        dates = (name for name in self.items["fact"] if self.types[name] is Basic.DATE)
        return {name: name for name in (*self.items["act"], *dates)}

    @cached_property
    def acts_type(self) -> Type:
        """What ``acts`` is in an expression that computes a fact from them."""
        act = ContextType(
            (
                ("act", ChoiceType(tuple(self.items["act"]))),
                ("on", Basic.DATE),
                ("outcome", Basic.STRING),
                ("by", Basic.STRING),
            )
        )
        return ListType(act)


def declare(items: Iterable[Item], fault: Fault) -> Declarations:
    """Collect the names of all items; clashes and odd types are passed to ``fault``."""
    found = Declarations()
    taken: dict[tuple[str, str], tuple[str, Span]] = {}
    for item in items:
        if item.kind not in _SPACES:
            continue
        name = text_of(item, item.kind, fault)
        if not name:
            continue
        space = _SPACES[item.kind]
        # A label is a citation, and 1-1 is another one than 11.
        same_as = name.casefold() if item.kind == "rule" else fold(name)
        earlier = taken.get((space, same_as))
        if earlier is not None:
            same = "" if earlier[0] == name else f' (as "{earlier[0]}")'
            fault(
                DeclaredTwiceError(
                    f'"{clipped(name)}" is declared twice as {space}; the first time{same} at '
                    f"{earlier[1]}.",
                    place=item.span,
                    advice="Names that differ only in case, spaces or hyphens are the same name: "
                    "rename one, or delete it.",
                )
            )
            continue
        taken[space, same_as] = (name, item.span)
        found.items[item.kind][name] = item
        if item.kind in ("fact", "interpretation"):
            _refuse_reserved(name, item, fault)
        if item.kind == "fact":
            found.types[name] = fact_type(item, fault)
        elif item.kind == "interpretation":
            options = options_of(item, fault)
            found.options[name] = options
            found.types[name] = ChoiceType(tuple(option.name for option in options))
    return found


def _refuse_reserved(name: str, item: Item, fault: Fault) -> None:
    from decretal.feel.names import (
        BUILT_IN_FUNCTIONS,
        KEYWORDS,
        LONGEST_NAME,
        RULEBOOK_FUNCTIONS,
        is_name,
    )

    for words, what in (
        (KEYWORDS, "a word of the expression language"),
        (BUILT_IN_FUNCTIONS, "a function of the expression language"),
        (RULEBOOK_FUNCTIONS, "a function of the expression language"),
        (frozenset(TYPES), "a type of the expression language"),
        (frozenset({"acts", "item", "?", "not"}), "a word of the expression language"),
    ):
        if name in words:
            fault(
                ReservedNameError(
                    f'"{name}" is {what}, and cannot name a {item.kind}.',
                    place=item.span,
                    advice="Add a word to it.",
                )
            )
            return
    folded = fold(name)
    if item.kind == "fact" and (folded in _COLUMNS or folded.startswith("expected")):
        fault(
            ReservedNameError(
                f'A column "{name}" of a case file holds no fact.',
                place=item.span,
                advice="Add a word before it.",
            )
        )
        return
    if len(name) > LONGEST_NAME:
        advice = f"Shorten it to {LONGEST_NAME} characters at most."
    elif not name[0].isalpha() or not is_name(name):
        advice = "Begin with a letter, and use letters, digits, spaces, hyphens and apostrophes."
    else:
        return
    fault(
        ReservedNameError(
            f'"{clipped(name)}" cannot be used in an expression.', place=item.span, advice=advice
        )
    )


def fact_type(item: Item, fault: Fault) -> Type:
    """The type of a fact; ``Any`` where it is not said properly."""
    word = text_of(item, "type", fault)
    values = item.get("values")
    kind = next((basic for basic in Basic if basic.value == word and word in TYPES), None)
    if kind is None:
        if word:
            meant = closest(word, (*TYPES, "yes or no", "text"))
            plain = {"yes or no": "boolean", "text": "string"}.get(meant or "", meant)
            advice = f'Did you mean "{plain}"?' if plain else f"The types are {quoted(TYPES)}."
            fault(wrong_entry(item, "type", "a type", advice=advice))
        return Basic.ANY
    if values is None:
        return kind
    if kind is not Basic.STRING:
        advice = f"A {kind.value} lists no values: make its type string, or leave them out."
        fault(wrong_entry(item, "values", "left out", advice=advice))
        return kind
    return ChoiceType(values_of(item, "values", fault)) if values else kind


def values_of(item: Item, key: str, fault: Fault) -> tuple[str, ...]:
    """A list of values, none twice."""
    value = item.get(key)
    if value is None:
        return ()
    found: dict[str, str] = {}
    if isinstance(value, Series) and not value.items:
        fault(wrong_entry(item, key, "one or more values", advice="Add them, or leave it out."))
    if isinstance(value, Scalar) and "," in value.text:
        words = [" ".join(word.split()) for word in value.text.split(",")]
        advice = f"Write [{clipped(', '.join(words))}]."
        fault(wrong_entry(item, key, "a list of values in brackets", advice=advice))
        # As they were meant, so that nobody is told of each of them again.
        return tuple({fold(word): word for word in words if word}.values())
    for each in value.items if isinstance(value, Series) else (value,):
        word = " ".join(each.text.split()) if isinstance(each, Scalar) else ""
        if not word or ";" in word:
            fault(
                wrong_entry(
                    item,
                    key,
                    "a list of values in words",
                    advice="Write [one, another]; a value is not empty and has no semicolon.",
                )
            )
        elif fold(word) in found:
            fault(
                DeclaredTwiceError(
                    f'The value "{clipped(word)}" is listed twice.',
                    place=each.span,
                    advice="Values that differ only in case, spaces or hyphens are the same.",
                )
            )
        else:
            found[fold(word)] = word
    return tuple(found.values())


def options_of(item: Item, fault: Fault) -> tuple[Option, ...]:
    """The readings of an interpretation."""
    value = item.get("options")
    if value is None:
        return ()
    if not isinstance(value, Block) or len(value.fields) < 2:
        fault(
            wrong_entry(
                item,
                "options",
                "two or more readings, each with what it means",
                advice="Put each on a line of its own: `reading: what it means`.",
            )
        )
        return ()
    found: dict[str, Option] = {}
    for each in value.fields:
        words = " ".join(each.value.text.split()) if isinstance(each.value, Scalar) else ""
        if fold(each.key) in found:
            fault(
                DeclaredTwiceError(
                    f'The reading "{clipped(each.key)}" is listed twice.',
                    place=each.key_span,
                    advice="Readings that differ only in case, spaces or hyphens are the same.",
                )
            )
            continue
        if not words or not each.key:
            fault(
                WrongEntryError(
                    f'The reading "{clipped(each.key)}" does not say what it means.',
                    place=each.key_span,
                    advice="Say it in a sentence behind the colon.",
                )
            )
        found[fold(each.key)] = Option(each.key, words, span=each.key_span)
    return tuple(found.values())


def bound_of(item: Item, key: str, type_: Type, fault: Fault) -> Decimal | date | None:
    """The least or greatest value of a number or a date."""
    value = item.get(key)
    if value is None:
        return None
    word = value.text.strip() if isinstance(value, Scalar) else ""
    if type_ is Basic.NUMBER:
        if _NUMBER.fullmatch(word):
            return Decimal(word)
        fault(wrong_entry(item, key, "a number such as 3 or 0.5"))
    elif type_ is Basic.DATE:
        try:
            return day(word)
        except ValueError:
            fault(wrong_entry(item, key, "a date such as 1961-11-25"))
    elif type_ is not Basic.ANY:
        fault(wrong_entry(item, key, "left out", advice="Only a number or a date is bounded."))
    return None


def look_up(word: str, names: Collection[str], what: str, span: Span, fault: Fault) -> str | None:
    """The name, if it is declared; if not, the mistake with a likely correction.

    ``names`` is a mapping or a set: it is looked into, not gone through.
    """
    word = " ".join(word.split())
    if word in names:
        return word
    meant = closest(word, names)
    if meant:
        advice = f'Did you mean "{meant}"?'
    elif names:
        shown = [clipped(name) for name in islice(names, 8)]
        others = " or another one" if len(names) > len(shown) else ""
        one_of = "one of " if len(shown) > 1 else ""
        advice = f"Declare it, or name {one_of}{quoted(shown)}{others}."
    else:
        advice = f"Declare it: this rulebook declares {what.replace('an ', 'no ', 1)} yet."
    fault(
        UndeclaredError(f'"{clipped(word)}" is not declared as {what}.', place=span, advice=advice)
    )
    return None
