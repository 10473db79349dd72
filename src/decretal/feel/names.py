"""What a name is in FEEL (DMN 1.5, 10.3.1.2, rules 26 to 32), and which names FEEL brings along.

Owns the characters of names, white space inside them, the keywords, and the
names of properties and types. Finding the longest declared
name in a text is left to ``lexer``, what a built-in takes and gives to
``signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from decretal.feel.signatures import SIGNATURES

# Rules 61 and 62: white space and vertical space. U+FEFF, U+1680 and U+180E are
# also in the ranges of rule 28; as white space they separate names.
SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)
# Rule 28, without the white space that its ranges contain.
NAME_START = (
    "?A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
# Rule 29.
NAME_PART = NAME_START + "0-9\xb7\u0300-\u036f\u203f-\u2040"
# Rule 30: symbols that a declared name may contain.
NAME_SYMBOLS = "./\\-'\u2019+*"

# An apostrophe between letters has no other meaning in FEEL: "day's" is one word.
WORD = f"[{NAME_START}][{NAME_PART}]*+(?:'[{NAME_PART}]++)*+"

KEYWORDS = frozenset(
    {"and", "between", "else", "every", "false", "for", "function", "if", "in", "instance"}
    | {"null", "or", "return", "satisfies", "some", "then", "true"}
)

BUILT_IN_FUNCTIONS = frozenset(SIGNATURES)

# Not of the standard: a rulebook asks whether a fact has been established.
RULEBOOK_FUNCTIONS = frozenset({"is known", "is unknown"})

# DMN 1.5, table 65 (properties of values) and 10.3.2.7 (of ranges).
PROPERTIES = frozenset(
    {
        "year",
        "month",
        "day",
        "weekday",
        "hour",
        "minute",
        "second",
        "time offset",
        "timezone",
        "years",
        "months",
        "days",
        "hours",
        "minutes",
        "seconds",
        "start",
        "end",
        "start included",
        "end included",
    }
)

TYPE_NAMES = frozenset(
    {
        "Any",
        "Null",
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
        "list",
        "range",
        "context",
        "function",
    }
)

LONGEST_NAME = 200
"""How many characters a name with symbols or keywords may have."""

_SPACES = re.compile(f"[{SPACE}]++")
_PLAIN_NAME = re.compile(f"{WORD}(?: [{NAME_PART}]++(?:'[{NAME_PART}]++)*+)*+")
_NAME = re.compile(f"[{NAME_START}][{NAME_PART}{NAME_SYMBOLS} ]*+")
_COMMENT = re.compile(r"/[/*]")
_FIRST_WORD = re.compile(WORD)
_PIECE = re.compile(f"[{NAME_PART}]++(?:'[{NAME_PART}]++)*+|[{NAME_SYMBOLS}]|[{SPACE}]++")


def normalised(name: str) -> str:
    """The name with each run of white space made one space, and none at its ends."""
    return _SPACES.sub(" ", name).strip(" ")


def is_name(name: str) -> bool:
    """Whether it can be declared and then be read in an expression."""
    return (
        name not in KEYWORDS
        and normalised(name) == name
        and bool(_NAME.fullmatch(name))
        and not _COMMENT.search(name)
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
    return bool(_PLAIN_NAME.fullmatch(name)) and KEYWORDS.isdisjoint(words)


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
        first = _FIRST_WORD.match(name)
        if first and len(name) <= LONGEST_NAME and is_name(name) and not is_plain(name):
            self._names.add(name)
            word = first.group()
            self._longest[word] = max(len(name), self._longest.get(word, 0))

    def match(self, word: str, content: str, start: int) -> int:
        """Where the longest name that begins with ``word`` at ``start`` ends, or 0."""
        longest = self._longest.get(word)
        if longest is None:
            return 0
        found, place, name = 0, start, ""
        while (piece := _PIECE.match(content, place)) and len(name) < longest:
            name += " " if piece.group()[0] in SPACE else piece.group()
            place = piece.end()
            if name in self._names:
                found = place
        return found


@lru_cache(maxsize=256)
def index_of(names: frozenset[str]) -> NameIndex:
    """The index of these names and of FEEL's own."""
    return NameIndex(names | BUILT_IN_FUNCTIONS | TYPE_NAMES)
