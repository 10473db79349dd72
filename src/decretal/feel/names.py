"""What a name is in FEEL (DMN 1.5, 10.3.1.2, rules 26 to 32), and which names FEEL brings along.

Owns the characters of names, white space inside them, the keywords, and the
names of the built-in functions and properties. Finding the longest declared
name in a text is left to ``lexer``, what a built-in takes and gives to
``signatures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Rules 61 and 62: white space and vertical space. U+FEFF, U+1680 and U+180E are
# also in the ranges of rule 28; as white space they separate names.
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
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
    "and between else every false for function if in instance null or return satisfies some "
    "then true".split()
)

# DMN 1.5, tables 70 to 80, and 10.3.4.
BUILT_IN_FUNCTIONS = frozenset(
    {
        # conversion
        "date",
        "date and time",
        "time",
        "number",
        "string",
        "duration",
        "years and months duration",
        # boolean
        "not",
        # string
        "substring",
        "string length",
        "upper case",
        "lower case",
        "substring before",
        "substring after",
        "replace",
        "contains",
        "starts with",
        "ends with",
        "matches",
        "split",
        "string join",
        # list
        "list contains",
        "count",
        "min",
        "max",
        "sum",
        "mean",
        "all",
        "any",
        "sublist",
        "append",
        "concatenate",
        "insert before",
        "remove",
        "list replace",
        "reverse",
        "index of",
        "union",
        "distinct values",
        "flatten",
        "product",
        "median",
        "stddev",
        "mode",
        # numeric
        "decimal",
        "floor",
        "ceiling",
        "round up",
        "round down",
        "round half up",
        "round half down",
        "abs",
        "modulo",
        "sqrt",
        "log",
        "exp",
        "odd",
        "even",
        # date and time
        "is",
        "now",
        "today",
        # range
        "range",
        "before",
        "after",
        "meets",
        "met by",
        "overlaps",
        "overlaps before",
        "overlaps after",
        "finishes",
        "finished by",
        "includes",
        "during",
        "starts",
        "started by",
        "coincides",
        # temporal
        "day of year",
        "day of week",
        "month of year",
        "week of year",
        # sort
        "sort",
        # context
        "get value",
        "get entries",
        "context",
        "context put",
        "context merge",
    }
)

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

_SPACES = re.compile(f"[{SPACE}]++")
_PLAIN_NAME = re.compile(f"{WORD}(?: [{NAME_PART}]++(?:'[{NAME_PART}]++)*+)*+")
_NAME = re.compile(f"[{NAME_START}][{NAME_PART}{NAME_SYMBOLS} ]*+")
_FIRST_WORD = re.compile(WORD)


def normalised(name: str) -> str:
    """The name with each run of white space made one space, and none at its ends."""
    return _SPACES.sub(" ", name).strip(" ")


def is_name(name: str) -> bool:
    """Whether it can be declared and then be read in an expression."""
    return name not in KEYWORDS and normalised(name) == name and bool(_NAME.fullmatch(name))


def is_plain(name: str) -> bool:
    """Whether it is read as one name even where nobody has declared it.

    A plain name is words with spaces between them, none of which is a keyword
    or a symbol.
    """
    if not _PLAIN_NAME.fullmatch(name):
        return False
    return KEYWORDS.isdisjoint(name.split(" "))


class NameIndex:
    """The names that are not plain, by their first word, the longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        by_word: dict[str, list[str]] = {}
        for name in {normalised(n) for n in names}:
            if is_name(name) and not is_plain(name):
                word = _FIRST_WORD.match(name)
                if word:
                    by_word.setdefault(word.group(), []).append(name)
        self._patterns = {word: longest_of(group) for word, group in by_word.items()}

    def match(self, word: str, content: str, start: int) -> re.Match[str] | None:
        """The longest name at ``start`` of ``content``, which begins with ``word``."""
        pattern = self._patterns.get(word)
        return pattern.match(content, start) if pattern else None


def longest_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the longest of these names, whatever the white space inside it."""
    alternatives = []
    for name in sorted(names, key=len, reverse=True):
        words = f"[{SPACE}]++".join(re.escape(part) for part in name.split(" "))
        inside = re.fullmatch(f"[{NAME_PART}]", name[-1])
        alternatives.append(words + (f"(?![{NAME_PART}])" if inside else ""))
    return re.compile("|".join(alternatives))


@lru_cache(maxsize=256)
def index_of(names: frozenset[str]) -> NameIndex:
    """The index of these names and of FEEL's own."""
    return NameIndex(names | BUILT_IN_FUNCTIONS | TYPE_NAMES)
