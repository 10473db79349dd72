"""Likely slips of the pen: T170 in fixed phrases, T171 digits in words and letters in
numbers, T172 words twice.

Owns what is likely one. A slip is told only where the form of a telegram has a word of
its own, or where no spelling could be meant; the words of the body are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

from decretal.registry.telegram import Finding, TelegramReading
from decretal.source import Span

_FORMULAS: Final = {
    "retained": ("retained", "kept", "copies", "archives", "registry", "stored", "reserved"),
    "total": ("total", "copies", "altogether", "printed"),
    "times": ("received", "approved", "proofread", "transcribed", "copied", "dispatched"),
    "precedence": (
        "priority", "urgent", "extra", "advance", "immediate", "routine", "ordinary", "deferred",
        "most", "operational",
    ),
    "labels": (
        "distribution", "precedence", "subject", "received", "approved", "copied", "proofread",
        "transcribed", "retained", "reference", "classification", "confidential", "priority",
        "urgent",
    ),
}  # fmt: skip
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Words with a letter at their end that is easily taken for a digit.
_ENDING_SO: Final = (
    "april all will shall until general council consul central provincial national official"
    " several special total well full still local regional political control school also into"
    " this was has his its is as thus sends asks yes"
)
_COMMON: Final = frozenset(_ENDING_SO.split())
# Capitalised in their own languages, and beside a year no slips for English ones.
_FOREIGN: Final = (
    "Januar Februar Juni Juli Oktober Dezember Janvier Avril Juin Juillet Septembre Octobre"
    " Novembre Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre"
    " Aprile Settembre Ottobre Dicembre Ianuarie Februarie Martie Aprilie Iunie Iulie"
    " Septembrie Octombrie Noiembrie Decembrie Janeiro Setembro Outubro Novembro"
)
_FOREIGN_MONTHS: Final = frozenset(_FOREIGN.split())
# Words beside them that are no slips, however like one of them they are.
_KNOWN: Final = frozenset(
    {"archive", "copier", "copy", "copies", "approve", "receive", "receiver", "remained", "urgency"}
)
_WORD: Final = re.compile(r"[A-Za-z]{5,}")
_MONTH_LIKE: Final = re.compile(
    r"\b(?P<word>[A-Z][a-z]{2,9})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:1[89]|20)\d\d\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?P<word2>[A-Z][a-z]{2,9})\.?,?\s+(?:1[89]|20)\d\d\b"
)
# Forms of the same word, or other words made of it: "References", "Urgently", "reprinted".
_ENDINGS: Final = ("s", "ly", "er", "or", "ar", "al", "ing", "ment", "ent", "able", "ed")
_DIGIT_IN_WORD: Final = re.compile(r"\b(?:[A-Z]?[a-z]{2,}[015][a-z]*|l\d{1,3}(?!\w))\b")
_LETTER_IN_NUMBER: Final = re.compile(r"\b(?:\d+O\d*|\d*O\d{2,}|\d+[lI]\d+)\b")
# "Recieved at 0915", "Coppied on the 29th"; "total of 27 copeis".
_AT: Final = re.compile(r"\b(?P<word>[A-Z][a-z]{5,11}) (?:at|on)(?: the)? \d")
_OF_COPIES: Final = re.compile(r"\b[Tt]otal(?: of|:)? \d+ (?P<word>[a-z]{5,8})\b")
# Over the end of a line it is easily done.
_TWICE: Final = re.compile(
    r"\b(?P<word>the|of|to|and|in|a|is|are|be|by|for|with|at|from|not)"
    r"(?:[ \t]+|[ \t]*\r?\n)(?P=word)\b"
    r"|\bbe[ ]+(?!able|sure|so|that|to|and|or|nor|not|but|if|will|would|shall|should|can|could"
    r"|may|might|must)[a-z]+[ ]+be\b"
)
_MOST: Final = 20
"""So many slips of a kind are told one by one."""
_LONGEST: Final = 200_000


def slips(reading: TelegramReading) -> Iterator[Finding]:
    """Words that are likely slips."""
    places = [("retained", reading.retained), ("total", reading.total)]
    for name, count in places:
        if count is not None:
            yield from _formula(count.text, count.span, name)
    if reading.precedence is not None and reading.precedence.text.isascii():
        yield from _formula(reading.precedence.text, reading.precedence.span, "precedence")
    for words in (*reading.unread, *reading.heading):
        label = words.text.partition(":")[0]
        if label != words.text and len(label) < 40:
            yield from _formula(label, words.span, "labels")
    content = reading.source.content[:_LONGEST]
    yield from _some(_phrases(reading, content))
    yield from _some(_months(reading, content))
    yield from _some(_digits(reading, content))
    yield from _some(_twice(reading, content))


def _phrases(reading: TelegramReading, content: str) -> Iterator[Finding]:
    """Fixed phrases that were not read, for the slip is in the word that they are known by."""
    for phrase, name in ((_AT, "times"), (_OF_COPIES, "total")):
        for match in phrase.finditer(content):
            yield from _formula(match["word"], reading.source.span(*match.span("word")), name)


def _some(findings: Iterator[Finding]) -> Iterator[Finding]:
    """The first of many of a kind, and how many more there are."""
    yield from islice(findings, _MOST)
    first = next(findings, None)
    if first is not None:
        more = 1 + sum(1 for _ in findings)
        yield Finding(first.code, f"{first.message} There are {more:,} such from here.", first.span)


def _twice(reading: TelegramReading, content: str) -> Iterator[Finding]:
    for match in _TWICE.finditer(content):
        word = match["word"] or "be"
        yield Finding(
            "T172",
            f'"{" ".join(match[0].split())}" has "{word}" twice.',
            reading.source.span(*match.span()),
        )


def _digits(reading: TelegramReading, content: str) -> Iterator[Finding]:
    """Digits in words, and letters in numbers."""
    for match in _DIGIT_IN_WORD.finditer(content):
        if _is_mark_of_note(match[0]):
            continue
        yield Finding(
            "T171",
            f'"{match[0]}" has a digit in a word; 0, 1 and 5 are easily taken for O, l and S.',
            reading.source.span(*match.span()),
        )
    for match in _LETTER_IN_NUMBER.finditer(content):
        yield Finding(
            "T171",
            f'"{match[0]}" has a letter in a number; O, I and l are easily taken for 0 and 1.',
            reading.source.span(*match.span()),
        )


def _formula(text: str, span: Span, name: str) -> Iterator[Finding]:
    known = _FORMULAS[name]
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word in known or word in _KNOWN:
            continue
        meant = max(known, key=lambda each: SequenceMatcher(None, word, each).ratio())
        if SequenceMatcher(None, word, meant).ratio() < 0.8 or _is_made_of(word, meant):
            continue
        at = span.words.find(match[0])
        place = Span(span.text, span.start + at, span.start + at + len(match[0]))
        yield Finding(
            "T170",
            f'"{match[0]}" stands where such a telegram has "{meant}".',
            place if at >= 0 else span,
            (f'A slip for "{meant}".', "It is what was meant."),
        )


def _is_mark_of_note(word: str) -> bool:
    """Whether a digit at the end is the mark of a footnote, as printed telegrams have them.

    It is one unless the word with a letter instead is a common one: "Apri1", and "State1".
    """
    if not word[-1].isdigit() or word.startswith("l"):
        return False
    return word[:-1].lower() + {"0": "o", "1": "l", "5": "s"}[word[-1]] not in _COMMON


def _is_made_of(word: str, meant: str) -> bool:
    """Whether it is another word of the same stem, and so may well be what was meant."""
    another_ending = any(word.endswith(end) and not meant.endswith(end) for end in _ENDINGS)
    return word.endswith(meant) or another_ending


def _months(reading: TelegramReading, content: str) -> Iterator[Finding]:
    for match in _MONTH_LIKE.finditer(content):
        name = "word" if match["word"] else "word2"
        word = match[name]
        if any(month == word or month[:3] == word or word == "Sept" for month in _MONTHS):
            continue
        if word in _FOREIGN_MONTHS:
            continue
        meant = max(_MONTHS, key=lambda each: SequenceMatcher(None, word, each).ratio())
        if SequenceMatcher(None, word, meant).ratio() >= 0.75:
            yield Finding(
                "T170",
                f'"{word}" stands where a date has a month. Likely "{meant}"; it was not read so.',
                reading.source.span(*match.span(name)),
            )
