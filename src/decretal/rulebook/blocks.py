"""YAML as it was written: mappings, lists and scalars that know where they stand.

Every scalar is text: no word becomes a truth value and no number a float behind
the author's back. Owns the reading of YAML from its events, with limits that keep
hostile input cheap. Which keys a block may have is left to ``kinds``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from decretal.errors import YamlError
from decretal.rulebook.scalars import alignment
from decretal.rulebook.yaml_mistakes import mistake
from decretal.source import Excerpt, Span

DEEPEST = 12
"""How deeply a block may be nested; the format itself needs four levels."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text; ``excerpt`` knows where each of its characters stands."""

    text: str
    excerpt: Excerpt
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """``key: value``"""

    key: str
    key_span: Span
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order written, with no key twice."""

    fields: tuple[Field, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Series:
    """A list."""

    items: tuple[Value, ...]
    span: Span


Value = Scalar | Mapping | Series


def read_block(content: Excerpt) -> Value | None:
    """The value of a fenced block; None if it is empty. Raises YamlError."""
    import yaml

    swift = getattr(yaml, "CSafeLoader", None)
    if swift is not None:
        # libyaml reads the same many times as fast. What it refuses is read again by the
        # other, whose complaints are the ones that ``yaml_mistakes`` knows.
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _read(content, yaml.parse(content.content, Loader=swift))
    try:
        return _read(content, yaml.parse(content.content, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        raise _malformed(content, error) from None
    except yaml.reader.ReaderError as error:
        place = content.span(error.position, error.position)
        raise YamlError(
            "This block contains a character that YAML does not allow.",
            place=place,
            advice="Delete it; it is most likely invisible.",
        ) from None
    except (ValueError, OverflowError):
        raise YamlError(
            "This block contains an escape or a number that YAML does not allow.",
            place=content.span(0, 0),
            advice="Write the character itself.",
        ) from None


def _malformed(content: Excerpt, error: Any) -> YamlError:
    found = mistake(error.problem or "", error.context or "")
    mark = error.problem_mark or error.context_mark
    if found.at == "context":
        mark = error.context_mark or mark
    at = min(mark.index, len(content.content)) if mark else 0
    return YamlError(found.found, place=content.span(at, at), advice=found.advice)


class _Open:
    """A mapping or list that is still being read."""

    def __init__(self, is_mapping: bool, start: int) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.items: list[Value] = []
        self.fields: list[Field] = []
        self.key: Scalar | None = None
        self.keys: set[str] = set()


def _read(content: Excerpt, events: Any) -> Value | None:
    import yaml

    stack: list[_Open] = []
    whole: Value | None = None
    for event in events:
        value: Value | None = None
        if isinstance(event, yaml.DocumentStartEvent) and whole is not None:
            raise _refused(content, event, "a second document", "Delete the line `---`.")
        if isinstance(event, yaml.AliasEvent):
            raise _refused(content, event, "an alias", "Write the value out, or quote it.")
        if getattr(event, "anchor", None):
            raise _refused(content, event, "an anchor", "Put quotation marks around the value.")
        if getattr(event, "tag", None):
            raise _refused(content, event, "a tag", "Put quotation marks around the value.")
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(stack) >= DEEPEST:
                raise _refused(
                    content, event, f"more than {DEEPEST} levels", "Put quotation marks around it."
                )
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            stack.append(_Open(is_mapping, _first(event)))
            continue
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closing = stack.pop()
            span = content.span(closing.start, _last(event))
            if closing.is_mapping:
                value = Mapping(tuple(closing.fields), span)
            else:
                value = Series(tuple(closing.items), span)
        elif isinstance(event, yaml.ScalarEvent):
            value = _scalar(content, event)
        if value is None:
            continue
        if not stack:
            whole = value
        else:
            _put(content, stack[-1], value)
    return whole


def _put(content: Excerpt, into: _Open, value: Value) -> None:
    if not into.is_mapping:
        into.items.append(value)
    elif into.key is None:
        if not isinstance(value, Scalar):
            raise YamlError(
                "A key is a word, and this is a list or a block.",
                place=value.span,
                advice="Put quotation marks around a text that begins with [ or {.",
            )
        into.key = value
    else:
        key = " ".join(into.key.text.split())
        if key in into.keys:
            raise YamlError(
                f'The key "{key}" stands here twice.',
                place=into.key.span,
                advice="Merge the two, or make a list of them.",
            )
        into.keys.add(key)
        into.fields.append(Field(key, into.key.span, value))
        into.key = None


def _first(event: Any) -> int:
    index: int = event.start_mark.index
    return index


def _last(event: Any) -> int:
    index: int = event.end_mark.index
    return index


def _refused(content: Excerpt, event: Any, what: str, advice: str) -> YamlError:
    place = content.span(_first(event), _last(event))
    return YamlError(f"A rulebook's blocks have no use for {what}.", place=place, advice=advice)


def _scalar(content: Excerpt, event: Any) -> Scalar:
    start, end = _first(event), _last(event)
    raw, value = content.content, event.value
    if event.style in (None, ""):
        _refuse_lost_words(content, end)
    if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise _refused(content, event, "half a character", "Write the character itself.")
    within = alignment(raw, start, end, value, event.style)
    offsets = tuple(content.offsets[at] for at in within)
    return Scalar(value, Excerpt(content.of, value, offsets), content.span(start, end))


def _refuse_lost_words(content: Excerpt, end: int) -> None:
    """A comment behind a value is most likely a part of it: "Document #4"."""
    raw = content.content
    at = end
    while raw[at : at + 1] in (" ", "\t"):
        at += 1
    if raw[at : at + 1] == "#":
        raise YamlError(
            "What stands behind # is a comment, and is not read.",
            place=content.span(at, at + 1),
            advice="Put quotation marks around the whole value; a comment stands on a line of its "
            "own.",
        )
