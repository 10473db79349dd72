"""What a name is in FEEL (DMN 1.5, 10.3.1.2, rules 26 to 32), and which names FEEL brings along.

Owns the characters of names, white space inside them, the keywords, and the
finding of the longest declared name at a place. What a built-in takes and gives is
left to ``signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from decretal.feel.signatures import SIGNATURES
from decretal.nodes.types import Basic

# Rules 61 and 62: white space and vertical space. U+FEFF, U+1680 and U+180E are
# also in the ranges of rule 28; as white space they separate names.
_SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
# Rule 28, beyond ASCII: the first and last of each range.
_STARTS = (
    *((0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF)),
    *((0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF)),
    *((0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF)),
)
# Rule 29, what it adds to rule 28 beyond ASCII.
_PARTS = ((0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))

# The characters of ``skeleton``, for use in the classes of patterns.
SPACE = "\t\n\v\f\r "
NAME_START = "?A-Z_a-z"
NAME_PART = "?A-Z_a-z0-9"
# Rule 30: symbols that a declared name may contain.
NAME_SYMBOLS = "./\\-'+*"

# An apostrophe between letters has no other meaning in FEEL: "day's" is one word.
_APOSTROPHES = f"(?:'[{NAME_PART}]++)*(?!'[{NAME_PART}])"
WORD = f"[{NAME_START}][{NAME_PART}]*+{_APOSTROPHES}"

KEYWORDS = frozenset(
    {"and", "between", "else", "every", "false", "for", "function", "if", "in", "instance"}
    | {"null", "or", "return", "satisfies", "some", "then", "true"}
)

BUILT_IN_FUNCTIONS = frozenset(SIGNATURES)

# Not of the standard: a rulebook asks whether a fact has been established.
RULEBOOK_FUNCTIONS = frozenset({"is known", "is unknown"})

LONGEST_NAME = 200
"""How many characters a name with symbols or keywords may have."""

_PLAIN_NAME = re.compile(f"{WORD}(?: [{NAME_PART}]++{_APOSTROPHES})*")
_NAME = re.compile(f"[{NAME_START}][{NAME_PART}{NAME_SYMBOLS} ]*+")
_COMMENT = re.compile(r"/[/*]")
_FIRST_WORD = re.compile(WORD)
_PIECE = re.compile(f"[{NAME_PART}]++{_APOSTROPHES}|[{NAME_SYMBOLS}]|[{SPACE}]++")
_TO_ONE_SPACE = dict.fromkeys(map(ord, _SPACES), " ")


class _Kinds(dict[int, str]):
    """For each character beyond ASCII one of ASCII that is of its kind."""

    def __missing__(self, code: int) -> str:
        if code < 0x80:
            kind = chr(code)
        elif chr(code) in _SPACES:
            kind = " "
        elif chr(code) == "\u2019":
            kind = "'"
        elif any(first <= code <= last for first, last in _STARTS):
            kind = "a"
        elif any(first <= code <= last for first, last in _PARTS):
            kind = "0"
        else:
            kind = "\0"
        self[code] = kind
        return kind


_KINDS = _Kinds()


def skeleton(text: str) -> str:
    """The text with its characters beyond ASCII replaced by some of ASCII of their kind.

    Patterns over all of Unicode take long to make; over the skeleton they are short,
    and what they find stands at the same place in the text.
    """
    return text if text.isascii() else text.translate(_KINDS)


def normalised(name: str) -> str:
    """The name with each run of white space made one space, and none at its ends."""
    return " ".join(word for word in name.translate(_TO_ONE_SPACE).split(" ") if word)


def is_name(name: str) -> bool:
    """Whether it can be declared and then be read in an expression."""
    bones = skeleton(name)
    return (
        name not in KEYWORDS
        and normalised(name) == name
        and bool(_NAME.fullmatch(bones))
        and not _COMMENT.search(bones)
    )


def is_plain(name: str) -> bool:
    """Whether it is read as one name even where nobody has declared it.

    A plain name is words with spaces between them, none of which is a keyword
    or a symbol, and the first of which is not "not": for "not registered" may
    be meant as not(registered).
    """
    words = name.split(" ")
    if len(words) > 1 and words[0] == "not":
        return False
    return bool(_PLAIN_NAME.fullmatch(skeleton(name))) and KEYWORDS.isdisjoint(words)


class NameIndex:
    """Names that are not plain, to be found at a place in a text, the longest first."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        # By the first word, the length of the longest name that begins with it.
        self._longest: dict[str, int] = {}
        for name in names:
            self.add(normalised(name))

    def add(self, name: str) -> None:
        """Take in a name; one that is plain, or is none, needs no finding."""
        first = _FIRST_WORD.match(skeleton(name))
        if first and len(name) <= LONGEST_NAME and is_name(name) and not is_plain(name):
            self._names.add(name)
            word = name[: first.end()]
            self._longest[word] = max(len(name), self._longest.get(word, 0))

    def match(self, word: str, content: str, bones: str, start: int) -> int:
        """Where the longest name that begins with ``word`` at ``start`` ends, or 0.

        ``bones`` is the skeleton of ``content``.
        """
        longest = self._longest.get(word)
        if longest is None:
            return 0
        found, place, name = 0, start, ""
        while (piece := _PIECE.match(bones, place)) and len(name) < longest:
            space = piece.group()[0] in SPACE
            name += " " if space else content[place : piece.end()]
            place = piece.end()
            if name in self._names:
                found = place
        return found


@lru_cache(maxsize=256)
def index_of(names: frozenset[str]) -> NameIndex:
    """The index of these names and of FEEL's own."""
    return NameIndex((*names, *BUILT_IN_FUNCTIONS, *(basic.value for basic in Basic)))
