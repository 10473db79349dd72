"""A source as paragraphs and sentences, numbered as pins number them.

A paragraph is a line that is not empty; a sentence ends with a full stop, question
mark or exclamation mark before white space and a capital letter, an opening bracket
or a quotation mark. Numbers at the head of a list item, common abbreviations and
initials end none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from decretal.source import Span, Text

_END = re.compile(
    r"[.!?。！？]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W\d_a-z]|\s*$)|[。！？]+[”’」』）]*"
)
_LIST_NUMBER = re.compile(r"\s*(?:\(?[0-9]{1,3}[.)]|\(?[A-Za-z][.)]|[IVXLC]{1,6}\.)\s+")
_ABBREVIATIONS = frozenset(
    {
        "no",
        "nos",
        "art",
        "arts",
        "para",
        "paras",
        "par",
        "sec",
        "cf",
        "vol",
        "pp",
        "p",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "st",
        "ca",
        "approx",
        "dept",
        "gov",
        "hon",
        "jr",
        "sr",
        "tel",
        "etc",
        "vs",
        "ed",
        "eds",
        "fol",
        "ff",
    }
)


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
    for line in source.content.splitlines(keepends=True):
        start, at = at, at + len(line)
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
    for end in _END.finditer(words):
        if end.end() <= least or _is_abbreviation(words, end.start(), end.end()):
            continue
        if words[begin : end.end()].strip():
            found.append((begin, end.end()))
        begin = end.end() + len(words[end.end() :]) - len(words[end.end() :].lstrip())
    if words[begin:].strip():
        found.append((begin, len(words)))
    return found


def _is_abbreviation(words: str, stop: int, end: int) -> bool:
    if words[stop:end] != "." or end >= len(words):
        return False
    word = re.search(r"([^\W\d_]+)$", words[:stop])
    if word is None:
        return False
    # A single capital is an initial: "J. Doe".
    return word[1].lower() in _ABBREVIATIONS or (len(word[1]) == 1 and word[1].isupper())
