"""The regular expressions of XPath (F&O 3.1, section 5.6), which FEEL takes over.

They are XML Schema's with anchors, reluctant quantifiers, groups and
back-references. Each is read here in full, so that what XPath refuses is refused,
and written again for the ``regex`` package: unlike the standard library's ``re``
it knows Unicode's categories and blocks, and stops after a time limit, so that no
pattern searches for ever.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from decretal.feel.notes import MOST_CHARACTERS, Exhausted, NoValue

SECONDS = 1.0
LONGEST = 20_000
_DEEPEST = 100
_MOST_REPEATS = 100_000

_CATEGORY = re.compile("L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?")
_SINGLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", **{c: c for c in "\\|.?*+(){}-[]^$"}}
# XML 1.0, productions 4 and 4a: what may begin a name, and what may be in one.
_NAME_START = (
    ":A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_CHARACTER = _NAME_START + r"\-.0-9" + "\xb7\u0300-\u036f\u203f-\u2040"
_CLASS_ESCAPES = {
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "i": f"[{_NAME_START}]",
    "I": f"[^{_NAME_START}]",
    "c": f"[{_NAME_CHARACTER}]",
    "C": f"[^{_NAME_CHARACTER}]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
}
_ANY_CHARACTER = "(?s:.)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was read; ``groups`` is how many capture."""

    source: str
    compiled: Any
    groups: int
    literal: bool

    def found_in(self, string: str) -> bool:
        """Whether it matches somewhere."""
        return self._matched(lambda: self.compiled.search(string, timeout=SECONDS)) is not None

    def replaced_in(self, string: str, replacement: str) -> str:
        """The string with every match replaced."""
        parts = [replacement] if self.literal else _replacement(replacement, self.groups)
        pieces: list[str] = []
        place = size = 0
        for match in self._matches(string):
            texts = (p if isinstance(p, str) else match.group(p) or "" for p in parts)
            pieces += [string[place : match.start()], *texts]
            size += sum(map(len, pieces[-1 - len(parts) :]))
            if size > MOST_CHARACTERS:
                raise NoValue(f"A string has at most {MOST_CHARACTERS:,} characters.")
            place = match.end()
        return "".join(pieces) + string[place:]

    def split(self, string: str) -> Iterator[str]:
        """The parts between the matches."""
        place = 0
        for match in self._matches(string):
            yield string[place : match.start()]
            place = match.end()
        yield string[place:]

    def _matches(self, string: str) -> list[Any]:
        if self.found_in_nothing():
            # F&O 3.1, error FORX0003
            raise NoValue(f'The pattern "{self.source}" matches the empty string.')
        found: list[Any] = self._matched(
            lambda: list(self.compiled.finditer(string, timeout=SECONDS))
        )
        return found

    def found_in_nothing(self) -> bool:
        """Whether it matches the empty string."""
        return self.found_in("")

    def _matched(self, search: Any) -> Any:
        try:
            return search()
        except TimeoutError:
            raise Exhausted(
                f'The pattern "{self.source}" takes more than {SECONDS:g} second here.'
            ) from None


@lru_cache(maxsize=256)
def compile_pattern(source: str, flags: str) -> Pattern:
    """The pattern with XPath's flags; raises NoValue where XPath refuses it."""
    regex = _engine()

    for flag in flags:
        if flag not in "smixq":
            raise NoValue(f'"{flag}" is not a flag of a pattern: they are s, m, i, x and q.')
    if len(source) > LONGEST:
        raise NoValue("The pattern is too long.")
    options = regex.VERSION0 | (regex.IGNORECASE if "i" in flags else 0)
    if "q" in flags:
        return Pattern(source, regex.compile(regex.escape(source), options), 0, True)
    reader = _Reader(_without_space(source) if "x" in flags else source, flags)
    try:
        compiled = regex.compile(reader.read(), options)
    except (regex.error, OverflowError) as refused:
        raise NoValue(f'"{source}" is not a pattern: {refused}.') from None
    return Pattern(source, compiled, reader.groups, False)


def _engine() -> Any:
    """The package, which has no type hints, at its first use."""
    return importlib.import_module("regex")


def _without_space(source: str) -> str:
    """Without the white space outside of brackets, as the flag x wants it."""
    kept: list[str] = []
    depth, escaped = 0, False
    for character in source:
        if depth == 0 and character in " \t\n\r":
            continue
        kept.append(character)
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            depth += (character == "[") - (character == "]" and depth > 0)
    return "".join(kept)


def _replacement(text: str, groups: int) -> list[str | int]:
    """The parts of a replacement: texts, and numbers of groups."""
    parts: list[str | int] = []
    place = 0
    while place < len(text):
        character = text[place]
        following = text[place + 1 : place + 2]
        if character == "\\":
            if following not in ("\\", "$"):
                # F&O 3.1, error FORX0004
                raise NoValue(r"In a replacement \ stands before \ or $ only.")
            parts.append(following)
            place += 2
        elif character == "$":
            if not (following.isascii() and following.isdigit()):
                raise NoValue(r"In a replacement $ stands before a digit; write \$ for itself.")
            place += 1
            number = 0
            start = place
            # As many digits as name a group; a first digit that names none is empty.
            while place < len(text) and text[place].isascii() and text[place].isdigit():
                longer = number * 10 + int(text[place])
                if place > start and longer > groups:
                    break
                number, place = longer, place + 1
            parts.append(number if number <= groups else "")
        else:
            parts.append(character)
            place += 1
    return parts


class _Reader:
    """Reads a pattern by its grammar and writes it for ``regex`` as it goes."""

    def __init__(self, source: str, flags: str) -> None:
        self._source = source
        self._place = 0
        self._depth = 0
        self._dot = _ANY_CHARACTER if "s" in flags else r"[^\n\r]"
        self._multiline = "m" in flags
        self._closed: set[int] = set()
        self.groups = 0

    def read(self) -> str:
        written = self._alternatives()
        if self._place < len(self._source):
            raise self._refused("a closing parenthesis that nothing opens")
        return written

    def _peek(self, count: int = 1) -> str:
        return self._source[self._place : self._place + count]

    def _take(self) -> str:
        character = self._peek()
        if not character:
            raise self._refused("the pattern ends too early")
        self._place += 1
        return character

    def _refused(self, reason: str) -> NoValue:
        return NoValue(f'"{self._source}" is not a pattern: {reason}.')

    # regExp ::= branch ( "|" branch )*

    def _alternatives(self) -> str:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refused("its groups are nested too deep")
        branches = [self._branch()]
        while self._peek() == "|":
            self._place += 1
            branches.append(self._branch())
        self._depth -= 1
        return "|".join(branches)

    def _branch(self) -> str:
        pieces: list[str] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._atom() + self._quantifier())
        return "".join(pieces)

    def _quantifier(self) -> str:
        character = self._peek()
        if character in ("?", "*", "+") and character:
            self._place += 1
            written = character
        elif character == "{":
            written = self._quantity()
        else:
            return ""
        if self._peek() == "?":
            self._place += 1
            written += "?"
        return written

    def _quantity(self) -> str:
        end = self._source.find("}", self._place)
        least, comma, most = self._source[self._place + 1 : end].partition(",")
        digits = [least] + ([most] if most else [])
        if end < 0 or not all(d.isascii() and d.isdigit() and len(d) < 9 for d in digits):
            raise self._refused("a quantity is written {2}, {2,} or {2,4}")
        if most and int(most) < int(least):
            raise self._refused(f"{{{least},{most}}} ends before it starts")
        if max(map(int, digits)) > _MOST_REPEATS:
            raise self._refused(f"a quantity is at most {_MOST_REPEATS}")
        self._place = end + 1
        return f"{{{least}{comma}{most}}}"

    def _atom(self) -> str:
        match self._take():
            case "(":
                return self._group()
            case "[":
                return self._bracket()
            case "\\":
                return self._escape()
            case ".":
                return self._dot
            case "^":
                # Not after a newline that ends the string (F&O 3.1, 5.6.1.1).
                return r"(?:\A|(?<=\n)(?!\Z))" if self._multiline else r"(?:\A)"
            case "$":
                return r"(?:(?=\n)|(?<!\n)\Z)" if self._multiline else r"(?:\Z)"
            case "?" | "*" | "+" | "{" | "}" | "]" as character:
                raise self._refused(f'"{character}" has no meaning there; write "\\{character}"')
            case character:
                return _escaped(character)

    def _group(self) -> str:
        if self._peek() == "?":
            if self._peek(2) != "?:":
                raise self._refused('after "(?" only ":" may follow')
            self._place += 2
            number = 0
        else:
            self.groups += 1
            number = self.groups
        inside = self._alternatives()
        if self._peek() != ")":
            raise self._refused("a parenthesis is not closed")
        self._place += 1
        if number:
            self._closed.add(number)
            return f"({inside})"
        return f"(?:{inside})"

    def _escape(self) -> str:
        if self._peek().isascii() and self._peek().isdigit():
            return self._back_reference()
        single = _SINGLE_ESCAPES.get(self._peek())
        if single is not None:
            self._place += 1
            return _escaped(single)
        return self._class_escape()

    def _back_reference(self) -> str:
        number = 0
        start = self._place
        while self._peek().isascii() and self._peek().isdigit():
            longer = number * 10 + int(self._peek())
            if self._place > start and longer > self.groups:
                break
            number = longer
            self._place += 1
        if number not in self._closed:
            raise self._refused(f"\\{number} refers to no group that is closed before it")
        # A group that took no part in the match is empty (F&O 3.1, 5.6.1).
        return f"(?({number})\\{number}|)"

    def _class_escape(self) -> str:
        """``\\d``, ``\\p{Lu}`` and their like; case does not matter to them."""
        letter = self._take()
        written = _CLASS_ESCAPES.get(letter)
        if written is not None:
            return f"(?-i:{written})"
        if letter not in ("p", "P"):
            raise self._refused(f'"\\{letter}" has no meaning')
        end = self._source.find("}", self._place)
        if self._peek() != "{" or end < 0:
            raise self._refused(f"\\{letter} is followed by a category in braces")
        name = self._source[self._place + 1 : end]
        self._place = end + 1
        if name.startswith("Is"):
            return f"(?-i:\\{letter}{{{self._block(name[2:])}}})"
        if not _CATEGORY.fullmatch(name):
            raise self._refused(f'there is no category of characters "{name}"')
        return f"(?-i:\\{letter}{{{name}}})"

    def _block(self, name: str) -> str:
        regex = _engine()
        block = f"In{name}"
        if not name or not all(c.isascii() and (c.isalnum() or c == "-") for c in name):
            raise self._refused(f'there is no block of characters "Is{name}"')
        try:
            regex.compile(f"\\p{{{block}}}")
        except regex.error:
            raise self._refused(f'there is no block of characters "Is{name}"') from None
        return block

    # charClassExpr ::= "[" charGroup "]", with a subtraction at the end of the group

    def _bracket(self) -> str:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refused("its brackets are nested too deep")
        negative = self._peek() == "^"
        self._place += negative
        ranges: list[str] = []
        classes: list[str] = []
        subtracted = ""
        first = True
        while self._peek() != "]":
            if self._peek(2) == "-[" and not first:
                self._place += 2
                subtracted = self._bracket()
                if self._peek() != "]":
                    raise self._refused("nothing may follow a subtraction inside brackets")
                break
            self._bracket_part(ranges, classes)
            first = False
        if first:
            raise self._refused("there is nothing inside its brackets")
        self._place += 1
        self._depth -= 1
        written = _one_of(ranges, classes, negative)
        return f"(?:(?!{subtracted}){written})" if subtracted else written

    def _bracket_part(self, ranges: list[str], classes: list[str]) -> None:
        if self._peek() == "\\" and self._peek(2)[1:] not in _SINGLE_ESCAPES:
            self._place += 1
            classes.append(self._class_escape())
            return
        low = self._bracket_character()
        if self._peek() == "-" and self._peek(2) not in ("-]", "-["):
            self._place += 1
            if self._peek() == "\\" and self._peek(2)[1:] not in _SINGLE_ESCAPES:
                raise self._refused("a range ends with a character")
            high = self._bracket_character()
            if high < low:
                raise self._refused(f'the range "{low}-{high}" ends before it starts')
            ranges.append(f"{_escaped(low)}-{_escaped(high)}")
        else:
            ranges.append(_escaped(low))

    def _bracket_character(self) -> str:
        character = self._take()
        if character == "\\":
            return _SINGLE_ESCAPES[self._take()]
        if character == "[":
            raise self._refused('inside brackets "[" is written "\\["')
        return character


def _one_of(ranges: list[str], classes: list[str], negative: bool) -> str:
    if not classes:
        return f"[{'^' if negative else ''}{''.join(ranges)}]"
    choices = ([f"[{''.join(ranges)}]"] if ranges else []) + classes
    if negative:
        return f"(?:(?!{'|'.join(choices)}){_ANY_CHARACTER})"
    return f"(?:{'|'.join(choices)})"


def _escaped(character: str) -> str:
    """The character itself, whatever it would mean to ``regex``."""
    if character.isalnum() or character == "_" or not character.isascii():
        return character
    return f"\\x{ord(character):02x}"
