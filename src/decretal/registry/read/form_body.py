"""The text of a form: its paragraphs and points.

Owns what is one paragraph there. Paragraphs that each begin with "Paragraph:" or "Point 2.1:"
are just that, with all words that follow; in a text without these, points are told by their
markers as in any other telegram.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decretal.registry.read import answers
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element
from decretal.registry.read.layout import Unit
from decretal.registry.read.provisions import Body, begins
from decretal.registry.telegram import Provision
from decretal.source import Text

_LINE: Final = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LABELLED: Final = re.compile(
    r"(?:Paragraph|(?P<marker>Point (?P<label>(?:[^\W_]{1,8}\.){0,5}[^\W_]{1,8})))"
    r": (?=\S)"
)
# Of several lists each has a Roman number.
_LIST: Final = re.compile(r"[IVXLC]+")
_STEP: Final = 4
_OPENINGS: Final = 3
"""A telegram that is answered is named in the first paragraphs, or not at all."""


def read_body(text: Text, start: int, end: int, draft: Draft) -> None:
    """Read the paragraphs between two places."""
    units = list(_paragraphs(text, start, end))
    if units and all(_LABELLED.match(_head(unit)) for unit in units):
        draft.body += map(_labelled, units)
        return
    body = Body()
    for place, unit in enumerate(units):
        opening = place < _OPENINGS and not draft.answers and not unit.is_long
        sought = opening and Element.ANSWERS not in draft.unsaid
        if not (sought and answers.claim(unit, draft, in_body=True)):
            body.add(unit)
    draft.body += body.finished()


def _paragraphs(text: Text, start: int, end: int) -> Iterator[Unit]:
    """Lines with blank ones around them; a line with a marker begins a paragraph as well."""
    content = text.content
    group: list[re.Match[str]] = []
    before: str | None = None
    blank = True
    last = start
    for match in _LINE.finditer(content, start, end):
        breaks = content[last : match.start()].replace("\r\n", "\n")
        last = match.end()
        words = match[0].strip()
        blank = blank or len(breaks) > 1
        if not words:
            blank = True
            continue
        if group and (blank or begins(words[:400], before)):
            yield _unit(text, group)
            group = []
        group.append(match)
        before, blank = words[-400:], False
    if group:
        yield _unit(text, group)


def _unit(text: Text, group: list[re.Match[str]]) -> Unit:
    first, last = group[0], group[-1]
    indent = len(first[0]) - len(first[0].lstrip())
    end = last.start() + len(last[0].rstrip())
    return Unit(text, first.start() + indent, end, len(group), indent)


def _head(unit: Unit) -> str:
    return unit.source.content[unit.start : min(unit.end, unit.start + 60)]


def _labelled(unit: Unit) -> Provision:
    match = _LABELLED.match(_head(unit))
    assert match is not None
    text = unit.source.content[unit.start + match.end() : unit.end]
    label = match["label"]
    return Provision(
        text=" ".join(text.split()),
        span=unit.span,
        label=label,
        marker=match["marker"],
        depth=0 if label is None else _depth(unit, label),
    )


def _depth(unit: Unit, label: str) -> int:
    """How deep a point is: as far as it is set in, or as many parts as its label has."""
    if unit.indent:
        return (unit.indent + 1) // _STEP
    parts = label.split(".")
    return len(parts) - (2 if len(parts) > 1 and _LIST.fullmatch(parts[0]) else 1)
