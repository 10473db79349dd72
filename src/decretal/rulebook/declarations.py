"""The names that a rulebook declares, and the types of those that expressions see.

Owns that no name is declared twice or taken from the language, and looking a name
up with a word on what may have been meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from decretal.errors import (
    DeclaredTwiceError,
    ReservedNameError,
    UndeclaredError,
)
from decretal.nodes.rules import Option
from decretal.nodes.types import Basic, ChoiceType, ContextType, ListType, Type
from decretal.rulebook.blocks import Mapping as Block
from decretal.rulebook.blocks import Scalar, Series
from decretal.rulebook.entries import Fault, Item, text_of, wrong_entry
from decretal.rulebook.kinds import TYPES
from decretal.source import Span
from decretal.spelling import closest, fold, quoted

# Several kinds share one space of names where a reader could take one for the other.
_SPACES = {
    "fact": "a fact or an interpretation",
    "interpretation": "a fact or an interpretation",
    "act": "an act",
    "disposition": "a disposition",
    "authority": "an authority",
    "rule": "a rule",
    "reference": "a reference",
}


@dataclass
class Declarations:
    """What is declared: for each kind the names with their items, in reading order."""

    items: dict[str, dict[str, Item]] = field(
        default_factory=lambda: {kind: {} for kind in _SPACES}
    )
    types: dict[str, Type] = field(default_factory=dict)
    options: dict[str, tuple[Option, ...]] = field(default_factory=dict)

    def names(self, kind: str) -> Iterable[str]:
        """The names declared of a kind."""
        return self.items[kind]

    @property
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

    def readings(self) -> dict[str, Type]:
        """The types of the interpretations alone."""
        return {name: self.types[name] for name in self.options}


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
        earlier = taken.get((space, fold(name)))
        if earlier is not None:
            same = "" if earlier[0] == name else f' (as "{earlier[0]}")'
            fault(
                DeclaredTwiceError(
                    f'"{name}" is declared twice as {space}; the first time{same} at {earlier[1]}.',
                    place=item.span,
                    advice="Names that differ only in case, spaces or hyphens are the same name: "
                    "rename one, or delete it.",
                )
            )
            continue
        taken[space, fold(name)] = (name, item.span)
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
    from decretal.feel.names import BUILT_IN_FUNCTIONS, KEYWORDS, RULEBOOK_FUNCTIONS

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
    if not name[0].isalpha() or any(c in name for c in '"#;,()[]{}<>=:|&^%$@!\\'):
        fault(
            ReservedNameError(
                f'"{name}" cannot be used in an expression.',
                place=item.span,
                advice="Begin with a letter, and use letters, digits, spaces, hyphens and "
                "apostrophes.",
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
        fault(wrong_entry(item, "values", "left out", advice="Only a string lists its values."))
        return kind
    return ChoiceType(values_of(item, "values", fault))


def values_of(item: Item, key: str, fault: Fault) -> tuple[str, ...]:
    """A list of values, none twice."""
    value = item.get(key)
    if value is None:
        return ()
    found: dict[str, str] = {}
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
                    f'The value "{word}" is listed twice.',
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
    return tuple(
        Option(
            each.key,
            " ".join(each.value.text.split()) if isinstance(each.value, Scalar) else "",
            span=each.key_span,
        )
        for each in value.fields
    )


def bound_of(item: Item, key: str, type_: Type, fault: Fault) -> Decimal | date | None:
    """The least or greatest value of a number or a date."""
    value = item.get(key)
    if value is None:
        return None
    word = value.text.strip() if isinstance(value, Scalar) else ""
    try:
        if type_ is Basic.NUMBER and (number := Decimal(word)).is_finite():
            return number
        if type_ is Basic.DATE:
            return date.fromisoformat(word)
    except (InvalidOperation, ValueError):
        pass
    if type_ is Basic.NUMBER:
        fault(wrong_entry(item, key, "a number"))
    elif type_ is Basic.DATE:
        fault(wrong_entry(item, key, "a date such as 1961-11-25"))
    elif type_ is not Basic.ANY:
        fault(wrong_entry(item, key, "left out", advice="Only a number or a date is bounded."))
    return None


def look_up(word: str, names: Iterable[str], what: str, span: Span, fault: Fault) -> str | None:
    """The name, if it is declared; if not, the mistake with a likely correction."""
    names = list(names)
    word = " ".join(word.split())
    if word in names:
        return word
    meant = closest(word, names)
    advice = f'Did you mean "{meant}"?' if meant else f"Declare it, or name {_one_of(names, what)}."
    fault(UndeclaredError(f'"{word}" is not declared as {what}.', place=span, advice=advice))
    return None


def _one_of(names: list[str], what: str) -> str:
    if not names:
        return f"{what} that is; there is none yet"
    return f"one of {quoted(names[:8])}" + (" or another one" if len(names) > 8 else "")


def visible(declarations: Declarations, *, with_acts: bool = False) -> Mapping[str, Type]:
    """The names that an expression may use, with their types."""
    if with_acts:
        return {**declarations.types, "acts": declarations.acts_type}
    return declarations.types
