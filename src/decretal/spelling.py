"""Names as people write them: in any case, with spaces, hyphens or underscores.

Owns when two spellings are the same name, and which name somebody may have
meant. What a name stands for is left to those who ask.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

_MANY = 200
"""Among more names than this, only those that begin or end alike are compared."""

_AS_ONE = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'"})


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name without what spellings of it differ in: case, spaces, hyphens, underscores."""
    plain = unicodedata.normalize("NFKC", name).translate(_AS_ONE).casefold()
    return "".join(
        c for c in plain if not (c.isspace() or c == "_" or unicodedata.category(c) == "Pd")
    )


class Names:
    """A set of names that can be looked up as people write them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._folded: dict[str, list[str]] = {}
        for name in self.names:
            self._folded.setdefault(fold(name), []).append(name)

    def match(self, word: str) -> str | None:
        """The name that is meant: the same, or the only one that is spelt like it."""
        if word in self.names:
            return word
        alike = self._folded.get(fold(word), [])
        return alike[0] if len(alike) == 1 else None

    def closest(self, word: str) -> str | None:
        """The name that somebody who wrote this may have meant."""
        return closest(word, self.names)


def closest(word: str, names: Iterable[str]) -> str | None:
    """The name that is most like a word, if any is like it."""
    from difflib import get_close_matches

    # Comparing takes time that grows with the length: nobody misspells a page.
    if len(word) > 200:
        return None
    by_fold = {fold(name): name for name in names}
    folded = fold(word)
    if folded in by_fold:
        return by_fold[folded]
    likely: Iterable[str] = by_fold
    if len(by_fold) > _MANY:
        alike = (n for n in by_fold if n[:2] == folded[:2] or n[-3:] == folded[-3:])
        likely = islice(alike, _MANY)
    close = get_close_matches(folded, likely, n=1, cutoff=0.6)
    return by_fold[close[0]] if close else None


def quoted(words: Iterable[str], last: str = "or") -> str:
    """Words in quotation marks as a list in a sentence."""
    marked = [f'"{word}"' for word in words]
    if len(marked) < 2:
        return "".join(marked)
    return f"{', '.join(marked[:-1])} {last} {marked[-1]}"
