"""A source as paragraphs and sentences, numbered as pins number them.

A paragraph is a line that is not empty; a sentence ends with a full stop, question
mark or exclamation mark before white space and a word that does not begin with a
small letter, or with one of the stops that Chinese and Japanese write. A numbered
item begins one. The numbers of items, common abbreviations and initials end none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from decretal.source import Span, Text

_NUMBER_OF_AN_ITEM = r"(?:\(?[0-9]{1,3}[.)]|\([a-z]{1,4}\))\s"
_END = re.compile(
    r"[.!?。！？]++[\"'”’»)\]]*+"
    rf"(?=\s+[\"'“‘«(\[]*[^\W\d_]|\s+{_NUMBER_OF_AN_ITEM}|\s*$)"
    r"|[。！？]++[”’」』）]*+"
)
_LIST_NUMBER = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)]|\(?[A-Za-z][.)]|[IVXLC]{1,6}\.)\s+")
_ITEM_FOLLOWS = re.compile(rf"\s+{_NUMBER_OF_AN_ITEM}")
# "as follows: 1. Go there. 2. Come back."
_ITEM_BEGINS = re.compile(r"[:;,.!?。！？\"'”’»)\]]\s+[0-9]{1,3}\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LONGEST_ABBREVIATION = 10
_LATIN = re.compile(r"\b(?:e\.g|i\.e)\Z", re.IGNORECASE)
# Titles: a name follows.
_BEFORE_A_NAME = frozenset(
    {"approx", "ca", "cf", "col", "dept", "dr", "gen", "gov", "hon", "messrs"}
    | {"mr", "mrs", "ms", "prof", "rev", "st", "tel", "vs"}
)
# "No. 5", "Art. IV", "pp. (12)"; but "He said no. They left."
_BEFORE_A_NUMBER = frozenset(
    {"art", "arts", "ch", "ed", "eds", "fig", "fol", "no", "nos"}
    | {"p", "par", "para", "paras", "pp", "sec", "vol"}
)
_NUMBER = re.compile(r"\s+[(\[]?(?:[0-9]|[IVXLC]+\b|[A-Z]\b)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; both numbers count from 1."""

    paragraph: int
    number: int
    words: str
    span: Span

    @property
    def place(self) -> str:
        """As a pin names it, such as ``¶9.1``."""
        return f"¶{self.paragraph}.{self.number}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line that is not empty, with its sentences."""

    number: int
    words: str
    sentences: tuple[Sentence, ...]
    span: Span


def paragraphs(source: Text) -> tuple[Paragraph, ...]:
    """The paragraphs of a source, in reading order."""
    found: list[Paragraph] = []
    at = 0
    for line in source.content.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip():
            continue
        first = start + len(line) - len(line.lstrip())
        last = start + len(line.rstrip())
        number = len(found) + 1
        words = source.content[first:last]
        sentences = tuple(
            Sentence(number, n, words[a:b], source.span(first + a, first + b))
            for n, (a, b) in enumerate(_sentences(words), 1)
        )
        found.append(Paragraph(number, words, sentences, source.span(first, last)))
    return tuple(found)


def _sentences(words: str) -> list[tuple[int, int]]:
    number = _LIST_NUMBER.match(words)
    begin = 0
    least = number.end() if number else 0
    found: list[tuple[int, int]] = []
    for stop in _END.finditer(words):
        end = stop.end()
        if end <= least or not _ends_a_sentence(words, stop.start(), end):
            continue
        found.append((begin, end))
        begin = end
        while begin < len(words) and words[begin].isspace():
            begin += 1
    if begin < len(words):
        found.append((begin, len(words)))
    return found


def _ends_a_sentence(words: str, stop: int, end: int) -> bool:
    if words[stop:end] == ".":
        before = words[max(0, stop - _LONGEST_ABBREVIATION) : stop]
        found = _LAST_WORD.search(before)
        word = found[0] if found else ""
        if word.lower() in _BEFORE_A_NUMBER and _NUMBER.match(words, end):
            return False
        if _ITEM_BEGINS.search(before) or _LATIN.search(before):
            return False
        # A single capital is an initial: "J. Doe".
        is_initial = len(word) == 1 and word.isupper()
        if end < len(words) and (word.lower() in _BEFORE_A_NAME or is_initial):
            return False
    if words[stop] not in ".!?" or _ITEM_FOLLOWS.match(words, end):
        return True
    following = next((c for c in islice(words, end, end + 200) if c.isalpha()), "")
    return not following.islower()
