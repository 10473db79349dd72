"""The Markdown of a rulebook: headings, fenced blocks, block quotations, prose.

Owns finding these in a file, by CommonMark's rules for fences (4.5), ATX headings
(4.2) and block quotations (5.1). What stands in a block is left to ``blocks``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from decretal.source import Excerpt, Span, Text

_OPENING = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*([^\n]*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+([^\n]*?))?(?:[ \t]+#+)?[ \t]*$")
_QUOTE = re.compile(r" {0,3}>[ ]?([^\n]*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """``## words``"""

    level: int
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; ``language`` is the first word of its info string."""

    language: str
    content: Excerpt
    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """Lines that begin with ``>``, as one run of words."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A line of anything else."""

    words: str
    span: Span


Part = Heading | Fence | BlockQuotation | Prose


def scan(text: Text) -> Iterator[Part]:
    """The parts of a file, in reading order."""
    lines = text.content.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    at = 0
    while at < len(lines):
        line = lines[at].rstrip("\n")
        start = starts[at]
        if opening := _opening(line):
            part, at = _fence(text, lines, starts, at, *opening)
            yield part
            continue
        if quote := _QUOTE.match(line):
            words = [quote[1]]
            end = at + 1
            while end < len(lines) and (more := _QUOTE.match(lines[end].rstrip("\n"))):
                words.append(more[1])
                end += 1
            span = text.span(start, starts[end])
            yield BlockQuotation(" ".join(" ".join(words).split()), span)
            at = end
            continue
        if heading := _HEADING.match(line):
            words_of = heading[2] or ""
            first = start + (heading.start(2) if heading[2] else len(line))
            span = text.span(first, start + len(line))
            yield Heading(len(heading[1]), words_of.strip(), span)
        elif line.strip():
            yield Prose(line.strip(), text.span(start, start + len(line)))
        at += 1


def _opening(line: str) -> tuple[int, str, str] | None:
    """The indentation, fence and info string of an opening fence."""
    found = _OPENING.match(line)
    if found is None or (found[2][0] == "`" and "`" in found[3]):
        return None
    return len(found[1]), found[2], found[3].strip()


def _fence(
    text: Text, lines: list[str], starts: list[int], at: int, indent: int, fence: str, info: str
) -> tuple[Fence, int]:
    closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    content: list[str] = []
    offsets: list[int] = []
    line = at + 1
    closed = False
    while line < len(lines):
        if closing.match(lines[line].rstrip("\n")):
            closed = True
            break
        words = lines[line]
        cut = min(indent, len(words) - len(words.lstrip(" ")))
        content.append(words[cut:])
        offsets.extend(range(starts[line] + cut, starts[line] + len(words)))
        line += 1
    end = starts[min(line, len(lines))]
    offsets.append(end)
    span = text.span(starts[at], starts[at] + len(lines[at].rstrip("\n")))
    language = info.split()[0].lower() if info.split() else ""
    excerpt = Excerpt(text, "".join(content), tuple(offsets))
    return Fence(language, excerpt, closed, span), min(line + 1, len(lines))
