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
from typing import assert_never

from decretal.errors import (
    DeclaredTwiceError,
    DecretalError,
    MisplacedError,
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
from decretal.rulebook.markdown import (
    YAML,
    BlockQuotation,
    Comment,
    Fence,
    Heading,
    Prose,
    Unread,
    scan,
)
from decretal.source import Span, Text
from decretal.spelling import closest, quoted

Fault = Callable[[DecretalError], None]

_LABEL = re.compile(r"(.+?) (?:—|–|-) (.+)")
_PLACE = re.compile(r"(?:¶|[Pp])\s*([0-9]{1,6})(?:\.([0-9]{1,6}))?")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_KEY = re.compile(r"\s*(?:-\s+)?([a-z][a-z ]{0,30}):(?:\s|$)")


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
    return _Outliner(fault).read(text)


class _Outliner:
    """Reads a file once, and knows under which provision it is."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.found = Outline()
        self.prose: dict[str, list[str]] = {}
        self.labels: dict[str, Provision] = {}
        self.above: list[tuple[int, str]] = []

    def read(self, text: Text) -> Outline:
        for part in scan(text):
            match part:
                case Heading():
                    self._heading(part)
                case Prose():
                    self.prose.setdefault(self.label, []).append(part.words)
                case BlockQuotation():
                    self.found.quotations.append(Quotation(part.words, span=part.span))
                case Fence(language) if language in YAML:
                    self.found.items.extend(_items(part, self.label, self.fault))
                case Fence():
                    self._refuse_unmarked(part)
                case Comment(closed):
                    if not closed:
                        self._misplaced(
                            "This comment is never closed, and hides all that follows.",
                            "End it with -->.",
                            part.span,
                        )
                case Unread():
                    self._misplaced(
                        "A block stands here in a list or a quotation, or is indented by four "
                        "spaces or more, and is not read.",
                        "Move it to the left margin.",
                        part.span,
                    )
                case _:
                    assert_never(part)
        self.found.provisions = [
            Provision(p.label, p.title, " ".join(self.prose.get(p.label, [])), span=p.span)
            for p in self.found.provisions
        ]
        return self.found

    @property
    def label(self) -> str:
        """The provision that is being read; empty outside any."""
        return self.above[-1][1] if self.above else ""

    def _heading(self, part: Heading) -> None:
        # A heading ends what stands under those of its own level and of lower ones.
        while self.above and self.above[-1][0] >= part.level:
            self.above.pop()
        named = _LABEL.fullmatch(" ".join(part.words.split()))
        if named is None:
            return
        label, title = named[1], named[2]
        self.above.append((part.level, label))
        if earlier := self.labels.get(label.casefold()):
            self.fault(
                DeclaredTwiceError(
                    f'A second provision is labelled "{clipped(label)}"; the first stands at '
                    f"{earlier.span}.",
                    place=part.span,
                    advice="Give each provision a label of its own: it is what decisions cite.",
                )
            )
            return
        self.labels[label.casefold()] = Provision(label, title, span=part.span)
        self.found.provisions.append(self.labels[label.casefold()])

    def _refuse_unmarked(self, part: Fence) -> None:
        """A block that is not marked as YAML is shown to readers, and says nothing."""
        first = _FIRST_KEY.match(part.content.content)
        unmarked = part.language == "" or closest(part.language, YAML) is not None
        if first and first[1] in KINDS and unmarked:
            self._misplaced(
                f'This block says "{first[1]}", and is not marked as one that is read.',
                "Begin it with ```yaml; if it is an illustration, begin it with ```text.",
                part.span,
            )

    def _misplaced(self, message: str, advice: str, place: Span) -> None:
        self.fault(MisplacedError(message, place=place, advice=advice))


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
            lacks_space = isinstance(each, Scalar) and re.match(r"[a-z ]+:\S", each.text)
            fault(
                YamlError(
                    "A block, or each item of its list, begins with its kind, as in "
                    "`fact: spouse`; this does not.",
                    place=each.span,
                    advice="Put a space behind the colon."
                    if lacks_space
                    else f"The kinds are {quoted(KINDS, 'and')}.",
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
                f'"{clipped(kind)}" is no kind of block.',
                place=block.fields[0].key_span,
                advice=advice,
            )
        )
        return None
    keys = KINDS[kind]
    fields: dict[str, Field] = {}
    misspelt: set[str] = set()
    for each in block.fields:
        if each.key in keys:
            fields[each.key] = each
            continue
        meant = closest(each.key, keys)
        if meant:
            misspelt.add(meant)
            advice = f'Did you mean "{meant}"?'
        elif each.key in KINDS:
            advice = f'It begins a block of its own: put "- " before it, and before "{kind}".'
        else:
            advice = f"Its keys are {quoted(keys, 'and')}."
        fault(
            UnknownKeyError(
                f'In {this(kind)}, "{clipped(each.key)}" is no key.',
                place=each.key_span,
                advice=advice,
            )
        )
    for key, says in keys.items():
        if says.required and key not in fields and key not in misspelt:
            fault(
                MissingKeyError(
                    f'{this(kind).capitalize()} does not say "{key}": {says.says}.',
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
            return day(value.text.strip())
        except ValueError:
            pass
    fault(_wrong(item, key, value.span, _shown(value), "a date such as 1961-11-25"))
    return None


def day(words: str) -> date:
    """A day as a rulebook writes it; ISO 8601 has other ways, and one is enough."""
    if not _DAY.fullmatch(words):
        raise ValueError(words)
    return date.fromisoformat(words)


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
        place = _PLACE.fullmatch(each.key)
        if place is None or int(place[1]) == 0 or (place[2] and int(place[2]) == 0):
            advice = "Write ¶9 for the ninth paragraph, ¶9.2 for its second sentence."
            if _PLACE.fullmatch("¶" + each.key):
                advice = f'Did you mean "¶{each.key}"?'
            if isinstance(each.value, Scalar) and not each.value.text:
                advice = "Put quotation marks around words that contain a comma. " + advice
            fault(
                PinError(
                    f'"{clipped(each.key)}" is no place in a source.',
                    place=each.key_span,
                    advice=advice,
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


def clipped(words: str) -> str:
    """Words for a message, the beginning of them if they are long."""
    words = " ".join(words[:200].split())
    return words if len(words) <= 60 else words[:57] + "..."


def _shown(value: Value) -> str:
    if isinstance(value, Scalar):
        words = value.text.strip()
        return f'"{clipped(words)}"' if words else "nothing"
    return "a list or a block"


def _wrong(item: Item, key: str, place: Span, found: str, expected: str) -> WrongEntryError:
    return WrongEntryError(
        f'In {this(item.kind)}, "{key}" is {found}, and must be {expected}.', place=place
    )


def this(kind: str) -> str:
    """``this fact``; the kinds that are no nouns are blocks."""
    return f'this block "{kind}"' if kind in ("not a rule", "open") else f"this {kind}"


def wrong_entry(item: Item, key: str, expected: str, *, advice: str = "") -> WrongEntryError:
    """The error that a key holds something else than it must."""
    value = item.get(key)
    assert value is not None
    error = _wrong(item, key, value.span, _shown(value), expected)
    error.advice = advice or error.advice
    return error
