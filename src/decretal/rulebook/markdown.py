"""The Markdown of a rulebook: headings, fenced blocks, block quotations, prose.

Owns finding these in a file, by CommonMark's rules for headings (4.2, 4.3), fences
(4.5), comments (4.6, the second kind of HTML block) and block quotations (5.1), so
that what a reader of the rendered page sees is what is read. What stands in a
block is left to ``blocks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decretal.source import Excerpt, Span, Text

YAML = ("yaml", "yml")
_LIST_MARKS = " \t>-*+.)0123456789"


@dataclass(frozen=True, slots=True)
class Heading:
    """``## words``, or words with a line of ``===`` or ``---`` below them."""

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
    """One paragraph of lines that begin with ``>``, as one run of words."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, or a line of anything else."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Comment:
    """``<!-- words -->``, which a rendered page does not show."""

    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Unread:
    """A fence of YAML deep in a list or a quotation, where no block is read."""

    span: Span


Part = Heading | Fence | BlockQuotation | Prose | Comment | Unread


def scan(text: Text) -> Iterator[Part]:
    """The parts of a file, in reading order."""
    return _Scanner(text).parts()


class _Scanner:
    def __init__(self, text: Text) -> None:
        self.text = text
        # Only these end a line; str.splitlines knows more, and editors do not.
        self.lines = text.content.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.at = 0
        self.paragraph: list[str] = []
        self.paragraph_start = 0
        self.in_list = False

    def parts(self) -> Iterator[Part]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if self.paragraph and not self.in_list and (level := _underlined(line)):
                words = " ".join(self.paragraph)
                self.paragraph = []
                yield Heading(level, words, self._span(self.paragraph_start, self.at - 1))
                self.at += 1
            elif not line.strip():
                yield from self._end_of_paragraph()
                self.in_list = False
                self.at += 1
            elif self._begins_something(line):
                yield from self._end_of_paragraph()
                yield from self._something(line)
            elif _is_thematic_break(line):
                yield from self._end_of_paragraph()
                self.at += 1
            else:
                if _is_list_item(line):
                    yield from self._end_of_paragraph()
                if not self.paragraph:
                    self.paragraph_start = self.at
                    self.in_list = self.in_list or _is_indented(line) or _is_list_item(line)
                if _hides_yaml(line):
                    yield Unread(self._span(self.at, self.at))
                self.paragraph.append(line.strip())
                self.at += 1
        yield from self._end_of_paragraph()

    def _span(self, first: int, last: int) -> Span:
        """From the beginning of a line to the end of another."""
        return self.text.span(self.starts[first], self.starts[last] + len(self.lines[last]))

    def _end_of_paragraph(self) -> Iterator[Part]:
        if self.paragraph:
            words = " ".join(self.paragraph)
            self.paragraph = []
            yield Prose(words, self._span(self.paragraph_start, self.at - 1))

    def _begins_something(self, line: str) -> bool:
        return (
            _opening(line) is not None
            or _heading(line) is not None
            or _quoted(line) is not None
            or _comments(line)
        )

    def _something(self, line: str) -> Iterator[Part]:
        if opening := _opening(line):
            yield self._fence(*opening)
        elif heading := _heading(line):
            level, words = heading
            start = self.starts[self.at]
            first = start + (line.find(words, level) if words else len(line))
            yield Heading(level, words, self.text.span(first, start + len(line)))
            self.at += 1
        elif _comments(line):
            yield self._comment()
        else:
            yield from self._quotation()

    def _comment(self) -> Comment:
        first = self.at
        # The mark that opens it may share its line with the one that closes it.
        rest = self.lines[first].split("<!--", 1)[1]
        closed = "-->" in rest
        while not closed and self.at + 1 < len(self.lines):
            self.at += 1
            closed = "-->" in self.lines[self.at]
        self.at += 1
        return Comment(closed, self._span(first, first))

    def _quotation(self) -> Iterator[Part]:
        """Each paragraph of a quotation, its last lines perhaps without their mark."""
        words: list[str] = []
        first = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at]
            inner = _quoted(line)
            if inner is None and not (words and line.strip() and not self._interrupts(line)):
                break
            if inner is not None and _hides_yaml(inner):
                yield Unread(self._span(self.at, self.at))
            inner = line.strip() if inner is None else inner
            if inner:
                if not words:
                    first = self.at
                words.append(" ".join(inner.split()))
            elif words:
                yield BlockQuotation(" ".join(words), self._span(first, self.at - 1))
                words = []
            self.at += 1
        if words:
            yield BlockQuotation(" ".join(words), self._span(first, self.at - 1))

    def _interrupts(self, line: str) -> bool:
        return _is_thematic_break(line) or _is_list_item(line) or self._begins_something(line)

    def _fence(self, indent: int, fence: str, info: str) -> Fence:
        opened = self.at
        content: list[str] = []
        offsets: list[int] = []
        self.at += 1
        closed = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if _closes(line, fence):
                closed = True
                break
            cut = min(indent, len(line) - len(line.lstrip(" ")))
            start = self.starts[self.at]
            last = self.at == len(self.lines) - 1
            content.append(line[cut:] + ("" if last else "\n"))
            offsets.extend(range(start + cut, start + len(line) + (not last)))
            self.at += 1
        end = min(self.starts[self.at], len(self.text.content))
        offsets.append(end)
        self.at += 1
        words = info.split()
        language = words[0].lower() if words else ""
        excerpt = Excerpt(self.text, "".join(content), tuple(offsets))
        return Fence(language, excerpt, closed, self._span(opened, opened))


def _is_indented(line: str) -> bool:
    """By four columns or more, which makes code of it and nothing else."""
    return line.startswith("    ") or line[: 4 - len(line[:4].lstrip(" "))].endswith("\t")


def _unindented(line: str) -> str:
    return "" if _is_indented(line) else line.lstrip(" ")


def _opening(line: str) -> tuple[int, str, str] | None:
    """The indentation, fence and info string of an opening fence."""
    words = _unindented(line)
    if not words.startswith(("```", "~~~")):
        return None
    info = words.lstrip(words[0])
    if words[0] == "`" and "`" in info:
        return None
    return len(line) - len(words), words[: len(words) - len(info)], info.strip()


def _closes(line: str, fence: str) -> bool:
    words = _unindented(line).rstrip(" \t")
    return len(words) >= len(fence) and words == fence[0] * len(words)


def _heading(line: str) -> tuple[int, str] | None:
    """The level and words of a heading with marks before it."""
    words = _unindented(line)
    rest = words.lstrip("#")
    level = len(words) - len(rest)
    if not 1 <= level <= 6 or (rest and rest[0] not in " \t"):
        return None
    rest = rest.strip(" \t")
    without = rest.rstrip("#")
    if without != rest and (not without or without[-1] in " \t"):
        rest = without.rstrip(" \t")
    return level, rest


def _underlined(line: str) -> int:
    """The level of the heading that this line makes of the paragraph above it, or 0."""
    marks = _unindented(line).rstrip(" \t")
    if marks and marks == marks[0] * len(marks):
        return {"=": 1, "-": 2}.get(marks[0], 0)
    return 0


def _quoted(line: str) -> str | None:
    """What stands behind the marks of a quotation, None if it is none."""
    words = _unindented(line)
    if not words.startswith(">"):
        return None
    return words.lstrip("> \t").rstrip()


def _comments(line: str) -> bool:
    return _unindented(line).startswith("<!--")


def _is_thematic_break(line: str) -> bool:
    marks = "".join(_unindented(line).split())
    return len(marks) > 2 and marks[0] in "-_*" and marks == marks[0] * len(marks)


def _is_list_item(line: str) -> bool:
    words = line.lstrip(" ")
    if words[:1] in ("-", "*", "+"):
        return words[1:2] in ("", " ", "\t")
    digits = words[: len(words) - len(words.lstrip("0123456789"))]
    return 0 < len(digits) < 10 and words[len(digits) : len(digits) + 1] in (".", ")")


def _hides_yaml(line: str) -> bool:
    words = line.lstrip(_LIST_MARKS)
    if not words.startswith(("```", "~~~")):
        return False
    info = words.lstrip(words[0]).split()
    return bool(info) and info[0].lower() in YAML
