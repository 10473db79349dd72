"""Where something stands: texts, excerpts of them, and spans.

Owns positions and nothing else. Line and column count from 1, offsets count
characters of the decoded text from 0, and an end is exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_LINE_END: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Text:
    """A whole text with the name under which it is reported."""

    name: str
    content: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.content)))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column (both from 1) of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets of this text."""
        return Span(self, start, end)


@dataclass(frozen=True)
class Excerpt:
    """Words taken out of a text, each character remembering where it stood.

    A FEEL expression inside a quoted or folded YAML value is an excerpt: its
    characters are not contiguous in the file, its mistakes are still reported
    at the file's own lines and columns.

    ``offsets`` has one entry for each character of ``content`` and one more
    for the end.
    """

    of: Text = field(repr=False)
    content: str
    offsets: tuple[int, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.offsets) != len(self.content) + 1:
            raise ValueError("an excerpt needs one offset a character and one for its end")

    def span(self, start: int, end: int) -> Span:
        """The span, in the outer text, between two offsets of this excerpt."""
        first = self.offsets[start]
        last = self.offsets[end - 1] + 1 if end > start else first
        return Span(self.of, first, last)


@dataclass(frozen=True)
class Span:
    """A stretch of a text; ``str`` gives ``name:line:column``."""

    text: Text = field(repr=False)
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which the span begins, from 1."""
        return self.text.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column at which the span begins, from 1."""
        return self.text.position(self.start)[1]

    @property
    def words(self) -> str:
        """The characters that the span covers."""
        return self.text.content[self.start : self.end]

    def __str__(self) -> str:
        line, column = self.text.position(self.start)
        return f"{self.text.name}:{line}:{column}"
