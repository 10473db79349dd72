"""Which words of a source a rulebook encodes, and which it leaves out.

Every sentence is encoded, marked as no rule with a reason, marked as open with a
reason, or unaccounted for. Quotations are compared word by word: runs of white
space, the shapes of quotation marks and dashes, and how Unicode composes an accent
make no difference, anything else does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from operator import eq
from typing import Literal

from decretal.nodes.rules import Pin, Rulebook
from decretal.rulebook.passages import Paragraph, Sentence, paragraphs
from decretal.source import Span, Text

Standing = Literal["encoded", "no rule", "open", "unaccounted"]

_SHAPES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'"}
    | dict.fromkeys("‐‑‒–—−", "-")
)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one sentence: by what it is encoded, or why it is not."""

    sentence: Sentence
    standing: Standing
    by: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misquotation:
    """A quotation or place that the source does not have.

    ``place`` is where it stands in the rulebook, ``elsewhere`` where in the source
    the words do stand, ``nearest`` the words that are most like them.
    """

    place: Span | None
    cited: str
    words: str
    message: str
    elsewhere: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The account of every sentence of a source."""

    accounts: tuple[Account, ...]
    misquotations: tuple[Misquotation, ...]

    @property
    def unaccounted(self) -> tuple[Account, ...]:
        """The sentences of which the rulebook says nothing."""
        return tuple(each for each in self.accounts if each.standing == "unaccounted")

    @property
    def complete(self) -> bool:
        """Whether every sentence is accounted for and every quotation stands."""
        return not self.unaccounted and not self.misquotations

    def count(self, standing: Standing) -> int:
        """How many sentences stand so."""
        return sum(each.standing == standing for each in self.accounts)


def coverage(rulebook: Rulebook, source: Text) -> Coverage:
    """Hold a rulebook against the source that it encodes."""
    found = paragraphs(source)
    wrong: list[Misquotation] = []
    by: dict[tuple[int, int], list[str]] = {}
    no_rule: dict[tuple[int, int], list[str]] = {}
    still_open: dict[tuple[int, int], list[str]] = {}
    for name, pins in _encodings(rulebook):
        _account(pins, name, by, found, wrong)
    for passage in rulebook.not_rules:
        _account(passage.pins, passage.reason, no_rule, found, wrong)
    for left in rulebook.open_passages:
        _account(left.pins, left.reason, still_open, found, wrong)
    for quotation in rulebook.quotations:
        if not any(same_words(quotation.words, each.words) for each in found):
            wrong.append(_misquotation(quotation.span, "", quotation.words, found))
    return Coverage(
        tuple(
            _standing(sentence, by, no_rule, still_open)
            for paragraph in found
            for sentence in paragraph.sentences
        ),
        tuple(sorted(wrong, key=lambda each: each.place.start if each.place else 0)),
    )


Ledger = dict[tuple[int, int], list[str]]


def _standing(sentence: Sentence, by: Ledger, no_rule: Ledger, still_open: Ledger) -> Account:
    at = (sentence.paragraph, sentence.number)
    names = tuple(dict.fromkeys(by.get(at, ())))
    if at in still_open:
        return Account(sentence, "open", names, tuple(dict.fromkeys(still_open[at])))
    if names:
        return Account(sentence, "encoded", names, tuple(dict.fromkeys(no_rule.get(at, ()))))
    if at in no_rule:
        return Account(sentence, "no rule", (), tuple(dict.fromkeys(no_rule[at])))
    return Account(sentence, "unaccounted")


def _encodings(rulebook: Rulebook) -> Iterator[tuple[str, tuple[Pin, ...]]]:
    """What can encode words of the source, by the name under which it is reported."""
    yield "directive", rulebook.pins
    if rulebook.scope:
        yield "scope", rulebook.scope.pins
    for kind, things in (
        ("authority", rulebook.authorities),
        ("fact", rulebook.facts),
        ("act", rulebook.acts),
        ("disposition", rulebook.dispositions),
        ("interpretation", rulebook.interpretations),
        ("reference", rulebook.references),
    ):
        for thing in things:
            yield f"{kind} {thing.name}", thing.pins
    for rule in rulebook.rules:
        yield f"rule {rule.label}", rule.pins
    for norm in rulebook.norms:
        yield f"{norm.operator.value} {norm.text}", norm.pins


def _account(
    pins: Sequence[Pin],
    name: str,
    ledger: Ledger,
    found: Sequence[Paragraph],
    wrong: list[Misquotation],
) -> None:
    for pin in pins:
        sentences = _pinned(pin, found)
        if sentences is None:
            cited = _cited(pin)
            last = found[pin.paragraph - 1] if pin.paragraph <= len(found) else None
            has = (
                f"¶{last.number} has {_counted(len(last.sentences), 'sentence')}"
                if last
                else f"the source has {_counted(len(found), 'paragraph')}"
            )
            wrong.append(Misquotation(pin.span, cited, "", f"{cited} does not exist: {has}."))
            continue
        for sentence in sentences:
            if not pin.words:
                ledger.setdefault((sentence.paragraph, sentence.number), []).append(name)
        where = found[pin.paragraph - 1].words if pin.sentence is None else sentences[0].words
        for words in pin.words:
            if not same_words(words, where):
                wrong.append(_misquotation(pin.span, _cited(pin), words, found))
                continue
            for sentence in _holding(words, found[pin.paragraph - 1], sentences):
                ledger.setdefault((sentence.paragraph, sentence.number), []).append(name)


def _pinned(pin: Pin, found: Sequence[Paragraph]) -> tuple[Sentence, ...] | None:
    if pin.paragraph > len(found):
        return None
    sentences = found[pin.paragraph - 1].sentences
    if pin.sentence is None:
        return sentences
    if pin.sentence > len(sentences):
        return None
    return (sentences[pin.sentence - 1],)


def _holding(words: str, paragraph: Paragraph, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences that words stand in; those that they touch, if they run over a stop."""
    holding = [sentence for sentence in sentences if same_words(words, sentence.words)]
    if holding:
        return holding
    for many in range(2, len(sentences) + 1):
        for first in range(len(sentences) - many + 1):
            run = sentences[first : first + many]
            begin, end = run[0].span.start, run[-1].span.end
            at = paragraph.span.start
            if same_words(words, paragraph.words[begin - at : end - at]):
                return run
    return sentences


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _cited(pin: Pin) -> str:
    return f"¶{pin.paragraph}" + (f".{pin.sentence}" if pin.sentence else "")


def _misquotation(
    place: Span | None, cited: str, words: str, found: Sequence[Paragraph]
) -> Misquotation:
    elsewhere = tuple(
        sentence.place
        for paragraph in found
        for sentence in paragraph.sentences
        if same_words(words, sentence.words)
    )
    here = f"at {cited}" if cited else "in the source"
    message = f'"{words}" does not stand {here}.'
    if elsewhere:
        return Misquotation(place, cited, words, message, elsewhere)
    return Misquotation(place, cited, words, message, (), _nearest(words, found))


def same_words(words: str, text: str) -> bool:
    """Whether words stand in a text, as whole words."""
    wanted = plain(words)
    if not wanted:
        return True
    before = r"(?<!\w)" if _is_spaced(wanted[0]) else ""
    after = r"(?!\w)" if _is_spaced(wanted[-1]) else ""
    return re.search(before + re.escape(wanted) + after, plain(text)) is not None


def _is_spaced(character: str) -> bool:
    """Whether it belongs to a word of a script whose words stand apart; not of Chinese."""
    return character.isalnum() and unicodedata.category(character) != "Lo"


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Words without what quotations of them may differ in."""
    return " ".join(unicodedata.normalize("NFC", words).translate(_SHAPES).split())


def _nearest(words: str, found: Sequence[Paragraph]) -> str:
    """The run of words in the source, of the same number, that is most like these."""
    wanted = [_bare(word) for word in plain(words).split()]
    best, nearest = (0.5, 0), ""
    for paragraph in found:
        have = plain(paragraph.words).split()
        bare = [_bare(word) for word in have]
        for at, shared in _shared(wanted, bare):
            run = bare[at : at + len(wanted)]
            # No run is more like them than the words that both have allow.
            if 2 * shared / (len(wanted) + len(run)) < best[0]:
                continue
            ratio = SequenceMatcher(None, wanted, run, autojunk=False).ratio()
            # Of runs that are equally like, the one with more words in their places.
            likeness = (ratio, sum(map(eq, wanted, run)))
            if ratio > 0.5 and likeness > best:
                best, nearest = likeness, " ".join(have[at : at + len(wanted)])
    return nearest


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]").casefold()


def _shared(wanted: Sequence[str], have: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each run of as many words, how many of those wanted are in it."""
    lacking = Counter(wanted)
    shared = 0
    for end, word in enumerate(have):
        lacking[word] -= 1
        shared += lacking[word] >= 0
        at = end - len(wanted)
        if at >= 0:
            shared -= lacking[have[at]] >= 0
            lacking[have[at]] += 1
        if at >= -1:
            yield at + 1, shared
    if len(have) < len(wanted):
        yield 0, shared
