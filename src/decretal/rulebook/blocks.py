"""YAML as it was written: mappings, lists and scalars that know where they stand.

Every scalar is text: no word becomes a truth value and no number a float behind
the author's back. Owns the reading of YAML from its events, with limits that keep
hostile input cheap. Which keys a block may have is left to ``kinds``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from decretal.errors import YamlError
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

    try:
        return _read(content, yaml.parse(content.content, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = content.span(mark.index, mark.index) if mark else content.span(0, 0)
        raise YamlError(
            f"This block is not well-formed YAML: {error.problem or error.context}.",
            place=place,
            advice=_advice(error.problem or ""),
        ) from None
    except yaml.reader.ReaderError as error:
        place = content.span(error.position, error.position)
        raise YamlError(
            "This block contains a character that YAML does not allow.",
            place=place,
            advice="Delete it; it is most likely invisible.",
        ) from None


def _advice(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "A text that contains a colon needs quotation marks, or a > and a new line."
    if "could not find expected ':'" in problem:
        return "Each line of a block reads `key: value`; longer texts are indented."
    if "tab" in problem or "\\t" in problem:
        return "Indent with spaces, not with tabs."
    if "alias" in problem or "anchor" in problem:
        return "A value that begins with & or * needs quotation marks."
    return "Check the indentation and the quotation marks."


class _Open:
    """A mapping or list that is still being read."""

    def __init__(self, is_mapping: bool, start: int) -> None:
        self.is_mapping = is_mapping
        self.start = start
        self.items: list[Value] = []
        self.fields: list[Field] = []
        self.key: Scalar | None = None


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
        if any(field.key == key for field in into.fields):
            raise YamlError(
                f'The key "{key}" stands here twice.',
                place=into.key.span,
                advice="Merge the two, or make a list of them.",
            )
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
    raw = content.content
    first = start
    if event.style in ("'", '"'):
        first = start + 1
    elif event.style in ("|", ">"):
        line_end = raw.find("\n", start)
        first = len(raw) if line_end < 0 else line_end + 1
    within = _alignment(raw, first, end, event.value, event.style)
    offsets = tuple(content.offsets[at] for at in within)
    return Scalar(
        event.value, Excerpt(content.of, event.value, offsets), content.span(start, max(start, end))
    )


def _alignment(raw: str, first: int, end: int, value: str, style: str | None) -> Sequence[int]:
    """For each character of a scalar's value, and its end, where it stands in the block.

    Folding and indentation change white space only, so every other character is
    found by going forward; quotation marks and escapes are stepped over.
    """
    at = first
    found: list[int] = []
    for character in value:
        if style == '"' and at < end and raw[at] == "\\":
            at = _past_line_escapes(raw, at)
            if raw[at : at + 1] == "\\":
                found.append(at)
                at += _escape_length(raw, at)
                continue
        if character.isspace():
            found.append(min(at, end))
            if at < end and raw[at] == character:
                at += 1
            continue
        while at < end and raw[at].isspace():
            at += 1
        if style == '"' and raw[at : at + 1] == "\\":
            at = _past_line_escapes(raw, at)
            if raw[at : at + 1] == "\\":
                found.append(at)
                at += _escape_length(raw, at)
                continue
        found.append(min(at, end))
        at += 2 if style == "'" and character == "'" else 1
    found.append(min(at, end))
    return found


def _escape_length(raw: str, at: int) -> int:
    return 2 + {"x": 2, "u": 4, "U": 8}.get(raw[at + 1 : at + 2], 0)


def _past_line_escapes(raw: str, at: int) -> int:
    """Past backslashes that only join two lines (YAML 1.1, 5.7)."""
    while raw[at : at + 2] == "\\\n":
        at += 2
        while at < len(raw) and raw[at] in " \t":
            at += 1
    return at
