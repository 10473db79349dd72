"""What no telegram can say, whatever its form.

Owns the drafts that are refused before anything is written: what says nothing, words that
are no line, dates that there are none of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from typing import Final

from decretal.errors import DecretalError, DraftError, SeveralErrors
from decretal.registry.dates import is_iso
from decretal.registry.write.draft import BORNE, Draft
from decretal.registry.write.points import DEEPEST

_NO_CHARACTERS: Final = ("Cc", "Cs")


def refuse_the_impossible(draft: Draft) -> None:
    """Raise an error for what no telegram can say."""
    found = [*_mistakes(draft)]
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralErrors(found)


def _mistakes(draft: Draft) -> Iterator[DecretalError]:
    if draft == Draft():
        yield DraftError("The draft says nothing.", advice="Give it at least a subject, or a body.")
    for name, words in words_of(draft):
        if words != " ".join(words.split()) or not words:
            yield DraftError(
                f"{name} holds {words!r}, which is empty or has white space at its ends, a"
                " line break or several spaces in it.",
                advice="Write it in one line, its words with single spaces.",
            )
        elif any(unicodedata.category(character) in _NO_CHARACTERS for character in words):
            yield DraftError(
                f"{name} holds {words!r}, and with it a control character, or half of one.",
                advice="Leave it out.",
            )
    for name, iso in _dates(draft):
        if not is_iso(iso):
            yield DraftError(
                f'{name}: "{iso}" is no date of a telegram.',
                advice="Write 1963-03-09, 1963-03, 1963, --03-09 without a year, or ---09 for a day"
                " alone.",
            )
    for point in draft.body:
        if point.depth >= DEEPEST:
            yield DraftError(
                f"body: {point.label} stands {point.depth + 1} levels deep.",
                advice=f"Points have {DEEPEST} levels.",
            )
    for own in draft.numbers:
        if own.role not in BORNE:
            yield DraftError(
                f"numbers: {own.number} is {own.role}.",
                advice="A telegram bears receiving and issuing numbers; what it answers"
                " stands under answers.",
            )


def words_of(draft: Draft) -> Iterator[tuple[str, str]]:
    """All words of a draft, each with the element that they stand in."""
    for each in fields(draft):
        value = getattr(draft, each.name)
        for element in value if isinstance(value, tuple) else (value,):
            if isinstance(element, str):
                yield each.name, element
            elif element is not None and not isinstance(element, int):
                for part in fields(element):
                    words = getattr(element, part.name)
                    if isinstance(words, str) and not isinstance(words, StrEnum):
                        yield each.name, words


def _dates(draft: Draft) -> Iterator[tuple[str, str]]:
    if draft.date is not None:
        yield "date", draft.date
    for name in ("dateline", "answers", "times"):
        value = getattr(draft, name)
        for element in value if isinstance(value, tuple) else (value,):
            if element is not None and element.date is not None:
                yield name, element.date
