"""Which words of a source a rulebook encodes, and which it leaves out.

Every sentence is encoded, marked as no rule with a reason, marked as open with a
reason, or unaccounted for. Quotations are compared word by word: runs of white
space and the shapes of quotation marks and dashes make no difference, anything
else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
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
        tuple(wrong),
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
                f"¶{last.number} has {len(last.sentences)} sentence(s)"
                if last
                else f"the source has {len(found)} paragraphs"
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
            # Words that run over a full stop belong to every sentence they touch.
            holding = [s for s in sentences if same_words(words, s.words)] or sentences
            for sentence in holding:
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
    wanted = re.escape(_plain(words))
    return re.search(rf"(?<!\w){wanted}(?!\w)", _plain(text)) is not None


def _plain(words: str) -> str:
    return " ".join(words.translate(_SHAPES).split())


def _nearest(words: str, found: Sequence[Paragraph]) -> str:
    """The run of words in the source, of the same number, that is most like these."""
    wanted = _plain(words).split()
    best, nearest = 0.5, ""
    for paragraph in found:
        have = _plain(paragraph.words).split()
        for at in range(max(1, len(have) - len(wanted) + 1)):
            run = have[at : at + len(wanted)]
            matcher = SequenceMatcher(None, wanted, run, autojunk=False)
            if matcher.real_quick_ratio() <= best or matcher.quick_ratio() <= best:
                continue
            if (ratio := matcher.ratio()) > best:
                best, nearest = ratio, " ".join(run)
    return nearest
