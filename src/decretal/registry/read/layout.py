"""The text of a telegram as lines, and lines as units: what belongs together.

Owns where a line that was broken to fit the page goes on. A unit is a heading, a labelled
line, a paragraph. What it is, is left to the modules of the elements. ``begins`` says
whether a line certainly begins something new; it is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

from decretal.registry.dates import MONTH
from decretal.registry.read.lost_breaks import breaks_in
from decretal.registry.telegram import Certainty, Words
from decretal.source import Excerpt, Span, Text

LONGEST: Final = 6_000
"""A unit of more characters is a paragraph of the body, whatever it begins with."""

_LINE: Final = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_GAP: Final = re.compile(r"[ \u3000]{3,}|\t+")
_GOES_ON: Final = re.compile(
    r"(?:[,，、&\-–(]|\b(?:the|of|and|in|to|for|a|an|on|at|by|with|from|or|that|which))$", re.I
)
_COLUMNS: Final = re.compile(r"\S{2}[^.)、]\s{4,}\S|\S{3}\t+\S")
_CLOCK: Final = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\.?", re.I)
_MONTH_LAST: Final = re.compile(rf"[\s,]{MONTH}$", re.I)
_DAY_FIRST: Final = re.compile(r"\d{1,2},? (?:19|20)\d\d\b")
_HALF: Final = re.compile(r"[ap]\. ?m\.?", re.I)
_DAY_LAST: Final = re.compile(rf"[\s,]{MONTH} \d{{1,2}},$", re.I)
_YEAR_FIRST: Final = re.compile(r"(?:19|20)\d\d(?:$|[.,]|\s?[-–—])")
_HEADED: Final = re.compile(
    r"(?:\[?\d{1,4}[.\]]? )?(?:(?:Circular )?(?:Telegram|TELEGRAM|Airgram) (?:From|FROM|from)"
    r"|The [A-Z][^.:]{10,80} to)\b"
)
_NAME: Final = re.compile(r"(?:[A-Z][A-Za-z’'()]+(?: |$)|(?:of|the|and|for|in) ){1,6}\d?")
_RULE: Final = re.compile(r"^[\s\-_=*~.·—–#]{3,}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it."""

    start: int
    end: int
    indent: int
    after_blank: bool


@dataclass(frozen=True)
class Unit:
    """Lines that belong together; ``text`` has their words with single spaces."""

    source: Text = field(repr=False)
    start: int
    end: int
    lines: int = 1
    indent: int = 0
    after_blank: bool = True
    goes_on: bool = False
    """Whether it goes on from the unit before it, across the end of a page."""

    @cached_property
    def text(self) -> str:
        """The words, with every run of white space as one space."""
        return " ".join(self.source.content[self.start : self.end].split())

    @property
    def is_long(self) -> bool:
        """Whether it can only be a paragraph."""
        return self.end - self.start > LONGEST

    @cached_property
    def excerpt(self) -> Excerpt:
        """``text`` with the place of each of its characters."""
        characters: list[str] = []
        offsets: list[int] = []
        content = self.source.content
        for at in range(self.start, self.end):
            if not content[at].isspace():
                characters.append(content[at])
                offsets.append(at)
            elif characters and characters[-1] != " ":
                characters.append(" ")
                offsets.append(at)
        return Excerpt(self.source, "".join(characters), (*offsets, self.end))

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.source, self.start, self.end)

    def words(self, start: int, end: int, sure: Certainty = Certainty.STATED) -> Words:
        """Part of its text as an element, without white space around it."""
        start, end = self.trimmed(start, end)
        return Words(self.text[start:end], self.excerpt.span(start, end), sure)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Part of its text without white space around it."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        return start, start + len(part.strip())

    def whole(self, sure: Certainty = Certainty.STATED) -> Words:
        """All of it as an element."""
        return Words(self.text, self.span, sure)

    def rest(self, offset: int) -> Unit:
        """What stands from an offset of its text on."""
        text = self.text
        while offset < len(text) and text[offset] == " ":
            offset += 1
        start = self.excerpt.offsets[offset]
        return Unit(self.source, start, self.end, self.lines, self.indent, self.after_blank)

    def gaps(self) -> tuple[int, ...]:
        """Where in its words a wide gap parts two columns."""
        raw = self.source.content[self.start : self.end]
        if self.is_long or ("\t" not in raw and "   " not in raw):
            return ()
        wide = {self.start + gap.end() for gap in _GAP.finditer(raw) if "\n" not in gap[0]}
        return tuple(at for at, offset in enumerate(self.excerpt.offsets) if offset in wide)

    def cells(self) -> tuple[Unit, ...]:
        """The columns of a line that has wide gaps in it."""
        if self.is_long:
            return (self,)
        found = []
        at = self.start
        content = self.source.content
        for gap in _GAP.finditer(content, self.start, self.end):
            if "\n" not in gap[0] and gap.start() > at:
                found.append(Unit(self.source, at, gap.start(), 1, self.indent, True))
                at = gap.end()
        if not found:
            return (self,)
        return (*found, Unit(self.source, at, self.end, 1, self.indent, True))


def lines_of(text: Text) -> Iterator[Line]:
    """The lines that are not blank; ruled lines count as blank."""
    content = text.content
    blank = True
    last = 0
    for match in _LINE.finditer(content):
        start, end = match.span()
        # Between two lines stands one break, or a blank line.
        if content.count("\n", last, start) > 1 or content.count("\r", last, start) > 1:
            blank = True
        line = match[0]
        stripped = line.strip()
        last = end
        if not stripped or (len(stripped) < 200 and _RULE.match(stripped)):
            blank = True
            continue
        indent = len(line) - len(line.lstrip())
        at = start + indent
        for place in breaks_in(stripped):
            part = stripped[at - start - indent : place].rstrip()
            yield Line(at, at + len(part), indent, blank)
            at, blank = start + indent + place, True
        yield Line(at, start + indent + len(stripped), indent, blank)
        blank = False


_UNBROKEN: Final = 220
_HEAD_LINES: Final = 400
_FOOT_LINES: Final = 800
Begins: TypeAlias = Callable[[str, str | None], bool]


_MARKER: Final = re.compile(
    r"(?:[-•]\s?)?(?:\d{1,2}[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|[a-z][.)]|[ivx]{1,4}[.)])"
)


def says_marker(line: str) -> bool:
    """Whether a line is no more than the number of what stands below it."""
    return len(line) < 9 and _MARKER.fullmatch(line) is not None


def units_of(text: Text, begins: Begins, begins_inside: Begins) -> list[Unit]:
    """Lines put together to units.

    ``begins(line, before)`` says whether a line begins something; ``before`` is the line
    before it. ``begins_inside`` says the same where no head and no foot can be.
    """
    lines = list(lines_of(text))
    width = _width(text, lines)
    units: list[Unit] = []
    group: list[Line] = []
    content = text.content
    before: str | None = None
    for place, line in enumerate(lines):
        near = place < _HEAD_LINES or place >= len(lines) - _FOOT_LINES
        # Only the beginning and the end of a line say whether something begins there.
        words = content[line.start : min(line.end, line.start + 400)]
        if (
            group
            and before is not None
            and not line.after_blank
            and (says_marker(before) or _dates_on(before, words))
        ):
            # A number on a line of its own is that of the next line.
            pass
        elif group and (
            (line.after_blank and not _belongs_to_name(before, words))
            or before is None
            or _COLUMNS.search(before)
            or _COLUMNS.search(words)
            or (begins if near else begins_inside)(words, before)
            or not _goes_on(before, group[-1].end - group[-1].start, words, width)
        ):
            units.append(_unit(text, group))
            group = []
        group.append(line)
        before = content[max(line.start, line.end - 400) : line.end]
    if group:
        units.append(_unit(text, group))
    return units


def _dates_on(before: str, words: str) -> bool:
    """Whether a date goes on from the line before: "Moscow, February" and "2, 1962, 6 p.m."."""
    if _CLOCK.match(words) and len(words) < 24:
        # "Rec'd: February 9, 1956" and below it "3:47 a.m."
        return before.rstrip(",")[-1:].isdigit()
    if _HALF.fullmatch(words):
        # "12:39" and below it "p.m."
        return before[-3:-2] in (":", ".") and before[-2:].isdigit()
    if _MONTH_LAST.search(before) and _DAY_FIRST.match(words):
        return True
    return _DAY_LAST.search(before) is not None and _YEAR_FIRST.match(words) is not None


_OF_WHAT: Final = re.compile(r"(?:in|to|of|for|at)\s(?:the\s)?\[?[A-Z][\w .\]]{1,30}$")


def _belongs_to_name(before: str | None, words: str) -> bool:
    """ "Embassy of the Republic", a blank line, "in Tarsonia": the name goes on."""
    return (
        before is not None
        and len(before) <= 60
        and before[0].isupper()
        and before[-1].isalnum()
        and _OF_WHAT.match(words) is not None
    )


def _unit(text: Text, group: Sequence[Line]) -> Unit:
    first = group[0]
    return Unit(text, first.start, group[-1].end, len(group), first.indent, first.after_blank)


def _width(text: Text, lines: Sequence[Line]) -> int:
    """How wide the page is: what nine in ten of the lines keep to that have one below them.

    Where a paragraph stands on one long line, no line was broken to fit a page.
    """
    if any(line.end - line.start > _UNBROKEN for line in lines):
        return 0
    lengths = sorted(
        here.end - here.start + here.indent
        for here, below in pairwise(lines)
        if not below.after_blank and here.end - here.start <= 120
    )
    return lengths[len(lengths) * 9 // 10] if len(lengths) > 2 else 0


def goes_on_after(line: str) -> bool:
    """Whether a line ends in the middle of something: with a comma, or with "of the"."""
    return _GOES_ON.search(line) is not None


def _goes_on(before: str, length: int, words: str, width: int) -> bool:
    """Whether a line goes on from the one before it, which had to be broken."""
    if length > min(160, max(110, width * 1.25)):
        # Nobody broke that line to fit a page.
        return False
    if words[0].islower() or goes_on_after(before):
        return True
    if length > 54 and _HEADED.match(before) and _NAME.fullmatch(words):
        # A heading of two lines: "Telegram From the Embassy in X to the Department", "of State".
        return True
    if before.startswith("To ") and before[-1] not in ".:：" and words[-1] in ":：":
        # An address that takes two lines.
        return True
    east_asian = words[0] > "\u3000" and before[-1] > "\u3000"
    if length > 35 and before.count(",") >= 2 and "," in words[:60] and before[-1] not in ".;:!":
        return True
    if width < (26 if east_asian else 40):
        return False
    first = 1 if east_asian else len(words.split(maxsplit=1)[0]) + 1
    return length + first > width * 0.9
