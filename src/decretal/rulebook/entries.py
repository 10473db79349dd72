"""From blocks to entries: each item with its kind, its keys and its provision.

Owns what can be said of an item without knowing the others: its kind and keys are
of the table in ``kinds``, and each key holds something of its form. What the items
mean together is left to ``build``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from decretal.errors import (
    DeclaredTwiceError,
    DecretalError,
    MissingKeyError,
    PinError,
    UnknownKeyError,
    UnknownKindError,
    WrongEntryError,
    YamlError,
)
from decretal.nodes.rules import Pin, Provision, Quotation
from decretal.rulebook.blocks import Field, Mapping, Scalar, Series, Value, read_block
from decretal.rulebook.kinds import KINDS
from decretal.rulebook.markdown import BlockQuotation, Fence, Heading, Prose, scan
from decretal.source import Span, Text
from decretal.spelling import closest, quoted

Fault = Callable[[DecretalError], None]

_LABEL = re.compile(r"(.+?)\s+(?:—|–|-)\s+(.+)$")
_PLACE = re.compile(r"(?:¶|[Pp])\s*([0-9]{1,6})(?:\.([0-9]{1,6}))?$")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_MOST_ITEMS = 100_000


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a rulebook says, before it is understood."""

    kind: str
    fields: dict[str, Field]
    provision: str
    span: Span

    def get(self, key: str) -> Value | None:
        """What stands under a key, None if the key is not there."""
        found = self.fields.get(key)
        return None if found is None else found.value


@dataclass
class Outline:
    """A file as headings with what stands below them, in reading order."""

    provisions: list[Provision] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)


def outline(text: Text, fault: Fault) -> Outline:
    """The items of a file; whatever is wrong with one is passed to ``fault``."""
    found = Outline()
    prose: dict[str, list[str]] = {}
    label = ""
    for part in scan(text):
        match part:
            case Heading():
                label = _heading(part, found, fault) or label
            case Prose():
                prose.setdefault(label, []).append(part.words)
            case BlockQuotation():
                found.quotations.append(Quotation(part.words, span=part.span))
            case Fence():
                if part.language in ("yaml", "yml"):
                    for item in _items(part, label, fault):
                        if len(found.items) < _MOST_ITEMS:
                            found.items.append(item)
    found.provisions = [
        Provision(p.label, p.title, " ".join(prose.get(p.label, [])), span=p.span)
        for p in found.provisions
    ]
    return found


def _heading(part: Heading, found: Outline, fault: Fault) -> str | None:
    """The label that a heading opens, None if it is a plain heading."""
    match = _LABEL.match(part.words)
    if match is None:
        return None
    label, title = " ".join(match[1].split()), match[2].strip()
    for earlier in found.provisions:
        if earlier.label.casefold() == label.casefold():
            fault(
                DeclaredTwiceError(
                    f'A second provision is labelled "{label}"; the first stands at '
                    f"{earlier.span}.",
                    place=part.span,
                    advice="Give each provision a label of its own: it is what decisions cite.",
                )
            )
            return label
    found.provisions.append(Provision(label, title, span=part.span))
    return label


def _items(fence: Fence, provision: str, fault: Fault) -> Iterator[Item]:
    if not fence.closed:
        fault(
            YamlError(
                "This block is never closed.",
                place=fence.span,
                advice="End it with a line of the same marks, such as ```.",
            )
        )
        return
    try:
        value = read_block(fence.content)
    except YamlError as error:
        fault(error)
        return
    if value is None:
        return
    for each in value.items if isinstance(value, Series) else (value,):
        if not isinstance(each, Mapping) or not each.fields:
            fault(
                YamlError(
                    "A block, or each item of its list, begins with its kind, as in "
                    "`fact: spouse`; this does not.",
                    place=each.span,
                    advice=f"The kinds are {quoted(KINDS, 'and')}.",
                )
            )
            continue
        if item := _item(each, provision, fault):
            yield item


def _item(block: Mapping, provision: str, fault: Fault) -> Item | None:
    kind = block.fields[0].key
    if kind not in KINDS:
        meant = closest(kind, KINDS)
        inside = [f.key for f in block.fields if f.key in KINDS]
        if inside:
            advice = f'Put "{inside[0]}" first: the first key names the kind.'
        elif meant:
            advice = f'Did you mean "{meant}"?'
        else:
            advice = f"The kinds are {quoted(KINDS, 'and')}."
        fault(
            UnknownKindError(
                f'"{kind}" is no kind of block.', place=block.fields[0].key_span, advice=advice
            )
        )
        return None
    keys = KINDS[kind]
    fields: dict[str, Field] = {}
    for each in block.fields:
        if each.key in keys:
            fields[each.key] = each
            continue
        meant = closest(each.key, keys)
        fault(
            UnknownKeyError(
                f'A block of the kind "{kind}" has no key "{each.key}".',
                place=each.key_span,
                advice=f'Did you mean "{meant}"?'
                if meant
                else f"Its keys are {quoted(keys, 'and')}.",
            )
        )
    for key, says in keys.items():
        if says.required and key not in fields:
            fault(
                MissingKeyError(
                    f'This block of the kind "{kind}" does not say "{key}": {says.says}.',
                    place=block.fields[0].key_span,
                    advice=f"Add a line `{key}: ...`.",
                )
            )
    return Item(kind, fields, provision, block.fields[0].key_span)


# what a key holds -----------------------------------------------------------------


def text_of(item: Item, key: str, fault: Fault) -> str:
    """Words on one line; empty if the key is not there."""
    value = item.get(key)
    if value is None:
        return ""
    if isinstance(value, Scalar):
        if words := " ".join(value.text.split()):
            return words
        fault(_wrong(item, key, value.span, "nothing", "words"))
        return ""
    fault(_wrong(item, key, value.span, "a list or a block", "words"))
    return ""


def names_of(item: Item, key: str, fault: Fault) -> list[Scalar]:
    """One name or several, each with its place."""
    value = item.get(key)
    if value is None:
        return []
    found = []
    for each in value.items if isinstance(value, Series) else (value,):
        if isinstance(each, Scalar) and each.text.strip():
            found.append(each)
        else:
            what = "nothing" if isinstance(each, Scalar) else "a list or a block"
            fault(_wrong(item, key, each.span, what, "a name, or a list of names"))
    return found


def expression_of(item: Item, key: str, fault: Fault) -> Scalar | None:
    """The words of an expression, not yet read."""
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar) and value.text.strip():
        return value
    what = "nothing" if isinstance(value, Scalar) else "a list or a block"
    error = _wrong(item, key, value.span, what, "an expression")
    if not isinstance(value, Scalar):
        error.advice = "Put | after the key and the expression on the next line, indented."
    fault(error)
    return None


def date_of(item: Item, key: str, fault: Fault) -> date | None:
    """A day, written year-month-day."""
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, Scalar):
        try:
            return date.fromisoformat(value.text.strip())
        except ValueError:
            pass
    fault(_wrong(item, key, value.span, _shown(value), "a date such as 1961-11-25"))
    return None


def yes_or_no(item: Item, key: str, fault: Fault, default: bool) -> bool:
    """``yes`` or ``no``"""
    value = item.get(key)
    if value is None:
        return default
    if isinstance(value, Scalar) and (word := value.text.strip().casefold()) in _YES:
        return _YES[word]
    fault(_wrong(item, key, value.span, _shown(value), "yes or no"))
    return default


def count_of(item: Item, key: str, fault: Fault) -> int:
    """A whole number from 1; 1 if the key is not there."""
    value = item.get(key)
    if value is None:
        return 1
    if isinstance(value, Scalar) and re.fullmatch(r"[1-9][0-9]{0,5}", value.text.strip()):
        return int(value.text)
    fault(_wrong(item, key, value.span, _shown(value), "a whole number from 1"))
    return 1


def pins_of(item: Item, fault: Fault) -> tuple[Pin, ...]:
    """The places of the source under the key ``source``."""
    value = item.get("source")
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        fault(
            PinError(
                "The places in the source are written as `¶9.1: the words quoted`.",
                place=value.span,
                advice="Put each place on a line of its own, with a colon after it.",
            )
        )
        return ()
    pins = []
    for each in value.fields:
        place = _PLACE.match(each.key)
        if place is None or int(place[1]) == 0 or place[2] == "0":
            fault(
                PinError(
                    f'"{each.key}" is no place in a source.',
                    place=each.key_span,
                    advice="Write ¶9 for the ninth paragraph, ¶9.2 for its second sentence.",
                )
            )
            continue
        words = []
        for quote in each.value.items if isinstance(each.value, Series) else (each.value,):
            if not isinstance(quote, Scalar):
                fault(_wrong(item, "source", quote.span, "a block", "the words quoted"))
            elif quote.text.strip():
                words.append(" ".join(quote.text.split()))
        sentence = int(place[2]) if place[2] else None
        pins.append(Pin(int(place[1]), sentence, tuple(words), span=each.key_span))
    return tuple(pins)


def _shown(value: Value) -> str:
    if isinstance(value, Scalar):
        words = value.text.strip()
        return f'"{words[:60]}"' if words else "nothing"
    return "a list or a block"


def _wrong(item: Item, key: str, place: Span, found: str, expected: str) -> WrongEntryError:
    return WrongEntryError(
        f'"{key}" of this block of the kind "{item.kind}" is {found}, and must be {expected}.',
        place=place,
        advice="Correct it.",
    )


def wrong_entry(item: Item, key: str, expected: str, *, advice: str = "") -> WrongEntryError:
    """The error that a key holds something else than it must."""
    value = item.get(key)
    assert value is not None
    error = _wrong(item, key, value.span, _shown(value), expected)
    error.advice = advice or error.advice
    return error
