"""Under which keys a person's name is found, however it is written.

Owns how a name in Hangul, in Chinese characters or in Latin letters is cut into a
surname and the syllables of a given name, and when two spellings may be one name.
A key is a place in the name with a syllable in Hangul, ``s:김``, ``1:철``, ``2:수``, after
the law of initial sounds; a word that is no Korean name has a key for each of its
beginnings, ``w:vla``, and for its whole, ``w:vladimir.``. Keys are compared for
equality only, so that any index finds them. Spellings are in ``names_spelling``,
characters in ``names_chinese``; where keys are kept is left to the projections, and how
alike two people are to ``duplicates``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import Final

from decretal.casework import names_chinese as chinese
from decretal.casework import names_spelling as spelling

Wanted = tuple[frozenset[str], ...]
"""For each part of what was asked for, the keys of which a name must have one."""

_LONGEST: Final = 120
"""Letters of a name that are read: nobody's name is a page."""
_WORDS: Final = 8
_WAYS: Final = 12
"""Ways in which one text is read: more than these differ in nothing that matters."""
_BEGINNING: Final = 12
"""A word is told from others by so many letters."""
_MOST_GIVEN: Final = 3
_SOUNDS: Final = 24

_SURELY: Final = frozenset("김이박최정강조윤장임")
"""Surnames so common that a name which begins with one is not read the other way round."""

_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘ʼʻ`´′＇"), "'")
_APART: Final = re.compile(r"[()\[\]{}（）/;|]+")
_COMMA: Final = re.compile(r"[,，、]")
_BETWEEN: Final = re.compile(r"[\s.·・_]+")
_HYPHENS: Final = re.compile(r"[-\u2010-\u2015\u2212]+")

_KOREAN, _PINYIN, _OWN = "Korean", "pinyin", ""
"""Whether Latin letters spell a name in Korean or in pinyin; other scripts spell neither."""


@dataclass(frozen=True)
class _Reading:
    """One way to read a name: each part with the syllables that it may be."""

    surname: frozenset[str] = frozenset()
    given: tuple[frozenset[str], ...] = ()
    words: tuple[str, ...] = ()

    def keys(self) -> Iterator[str]:
        yield from (f"s:{each}" for each in self.surname)
        for place, syllables in enumerate(self.given, start=1):
            yield from (f"{place}:{each}" for each in syllables)
        for word in self.words:
            yield from (f"w:{word[:end]}" for end in range(1, min(len(word), _BEGINNING) + 1))
            yield f"w:{word[:_BEGINNING]}."

    def wanted(self, *, typing: bool) -> Wanted:
        parts: list[frozenset[str]] = []
        if self.surname:
            parts.append(frozenset(f"s:{each}" for each in self.surname))
        # A syllable alone may be any of a given name; two are the whole of one.
        alone = not self.surname and len(self.given) == 1
        for place, syllables in enumerate(self.given, start=1):
            places = (1, 2) if alone else (place,)
            parts.append(frozenset(f"{where}:{each}" for where in places for each in syllables))
        for word in self.words:
            end = "" if typing and word is self.words[-1] else "."
            parts.append(frozenset({f"w:{word[:_BEGINNING]}{end}"}))
        return tuple(parts)


def script(name: str) -> str:
    """The script that most of a name is written in."""
    counts: dict[str, int] = {}
    for char in _plain(name):
        if kind := _kind(char):
            counts[kind] = counts.get(kind, 0) + 1
    # In a tie, that in which the name begins.
    return max(counts, key=lambda kind: counts[kind]) if counts else "none"


def keys(name: str) -> frozenset[str]:
    """The keys under which a name is kept."""
    found: set[str] = set()
    for one in _names(name):
        for reading in _read(one, asked=False, typing=False):
            found.update(reading.keys())
    return frozenset(found)


def query(text: str, *, typing: bool = False) -> tuple[Wanted, ...]:
    """What to look for: the ways to read a text, any of which may be what is meant.

    With ``typing`` the last syllable may still be at its beginning.
    """
    ways: list[Wanted] = [()]
    several = list(_names(text))
    for place, one in enumerate(several, start=1):
        more = [each.wanted(typing=False) for each in _read(one, asked=True, typing=False)]
        if typing and place == len(several):
            more += [each.wanted(typing=True) for each in _read(one, asked=True, typing=True)]
        both = islice(product(ways, _widest(more)), 2 * _WAYS)
        ways = [(*before, *after) for before, after in both]
    return tuple(way for way in ways if way)


def _widest(ways: list[Wanted]) -> list[Wanted]:
    """The ways without those that another one includes."""
    found: list[Wanted] = []
    for way in sorted(dict.fromkeys(ways), key=lambda way: -sum(map(len, way))):
        if not any(
            len(way) == len(each) and all(map(frozenset.issubset, way, each)) for each in found
        ):
            found.append(way)
    return found


def matches(ways: Iterable[Wanted], held: frozenset[str]) -> bool:
    """Whether a name with these keys is one of what was asked for."""
    return any(all(part & held for part in way) for way in ways)


def letters(name: str) -> str:
    """A name as it is compared letter by letter: no case, accents, marks or spaces."""
    return "".join(c for c in _plain(name) if _kind(c)).replace("ŏ", "o").replace("ŭ", "u")


def surname_and_given(name: str) -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """The surnames that a name may have, and the syllables of its given name."""
    surname: set[str] = set()
    given: list[set[str]] = []
    for one in _names(name):
        for reading in _read(one, asked=False, typing=False):
            surname |= reading.surname
            for place, syllables in enumerate(reading.given):
                if place == len(given):
                    given.append(set())
                given[place] |= syllables
    return frozenset(surname), tuple(frozenset(each) for each in given)


def joined(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """The sounds of a name or a word, each part of which may be one of several syllables."""
    return ("".join(each) for each in islice(product(*map(sorted, parts)), _SOUNDS))


def sounds(word: str) -> frozenset[str]:
    """What a word that is no person's name, a place's say, may sound like in Korean."""
    found: set[str] = set()
    for one in _names(word):
        for _, syllables in _given(_tokens(one), typing=False):
            found.update(joined(syllables))
    return frozenset(found) or frozenset(filter(None, (letters(word),)))


def _plain(text: str) -> str:
    """A text in one case, with composed syllables, and with no accent but the breve."""
    composed = unicodedata.normalize("NFKC", text[:_LONGEST]).translate(_APOSTROPHES).casefold()
    out: list[str] = []
    for char in composed:
        if "\u1100" <= char <= "\u1112":  # an initial that was typed alone
            out.append(spelling.INITIALS[ord(char) - 0x1100])
        elif char in "ŏŭ" or not _latin(char):
            out.append(char)
        else:
            out.append(unicodedata.normalize("NFD", char)[0])
    return "".join(out)


def _latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ")


def _kind(char: str) -> str:
    """The script of a letter; nothing for what is no letter."""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    if name.startswith("HANGUL "):
        return "Hangul"
    if name.startswith("CJK "):
        return "Chinese"
    if name.startswith(("HIRAGANA ", "KATAKANA ")):
        return "Kana"
    return name.split(" ")[0].capitalize() or "other"


def _names(text: str) -> Iterator[str]:
    """The names in a text that gives more than one: 김철수 (金哲洙)."""
    for part in _APART.split(_plain(text)):
        if any(_kind(c) for c in part):
            yield part


# -- cutting --------------------------------------------------------------------------------


def _tokens(text: str) -> list[str]:
    """The words of a name, each in one script."""
    found: list[str] = []
    for word in _BETWEEN.split(text):
        run, kind = "", ""
        for char in word:
            this = _kind(char) or kind
            if run and kind and this != kind and {this, kind} & {"Hangul", "Chinese"}:
                found.append(run)
                run = ""
            run, kind = run + char, this
        if kind:
            found.append(run)
    return [word for word in (_trim(each) for each in found) if word][:_WORDS]


def _trim(word: str) -> str:
    kept = "".join(c for c in word if _kind(c) or c == "'" or _HYPHENS.match(c))
    return _HYPHENS.sub("-", kept).strip("-'")


def _characters(word: str) -> bool:
    return _kind(word[0]) in {"Hangul", "Chinese"}


@lru_cache(maxsize=1)
def _surname_spellings() -> dict[str, dict[str, frozenset[str]]]:
    """For either way to spell, the surnames that a spelling stands for."""
    table = chinese.surnames()
    korean: dict[str, set[str]] = {}
    for surname in {reading for readings in table.readings.values() for reading in readings}:
        # Surnames of two syllables are spelt like their syllables, one after the other.
        spelt = product(*(tuple(dict.fromkeys(spelling.spellings(each))) for each in surname))
        for syllables in spelt:
            korean.setdefault("".join(syllables), set()).add(_plain_reading(surname))
    for surname, fixed in spelling.SURNAME_SPELLINGS.items():
        for each in fixed.split():
            korean.setdefault(each, set()).add(surname)
    pinyin = {each: _plain_readings(said) for each, said in table.pinyin.items()}
    return {_KOREAN: {each: frozenset(said) for each, said in korean.items()}, _PINYIN: pinyin}


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset().union(*_surname_spellings()[_KOREAN].values())


@lru_cache(maxsize=1)
def _given_spellings() -> dict[str, dict[str, frozenset[str]]]:
    pinyin = {each: _plain_readings(said) for each, said in chinese.given().pinyin.items()}
    return {_KOREAN: spelling.by_spelling(), _PINYIN: pinyin}


@lru_cache(maxsize=1)
def _given_beginnings() -> dict[str, dict[str, frozenset[str]]]:
    pinyin: dict[str, set[str]] = {}
    for spelt, said in _given_spellings()[_PINYIN].items():
        for end in range(1, len(spelt) + 1):
            pinyin.setdefault(spelt[:end], set()).update(said)
    return {
        _KOREAN: spelling.by_beginning(),
        _PINYIN: {begun: frozenset(said) for begun, said in pinyin.items()},
    }


def _plain_reading(reading: str) -> str:
    """A reading after the law of initial sounds, which reaches the first syllable only."""
    return spelling.plain(reading[0]) + reading[1:]


def _plain_readings(readings: Iterable[str]) -> frozenset[str]:
    return frozenset(_plain_reading(each) for each in readings)


@lru_cache(maxsize=4_096)
def _cut(word: str, way: str, typing: bool) -> tuple[tuple[frozenset[str], ...], ...]:
    """The ways to cut Latin letters into the fewest syllables, at most two; none if they do not."""
    table = _given_spellings()[way]
    last = _given_beginnings()[way] if typing else table
    whole = word.replace("'", "")
    if said := last.get(word) or last.get(whole):
        return ((said,),)
    found: dict[tuple[frozenset[str], ...], None] = {}
    for place in range(1, len(word)):
        head, tail = word[:place].rstrip("'"), word[place:]
        first = _before(head, tail, table, way)
        second = last.get(tail) or last.get(tail.strip("'"))
        if first and second:
            found[(first, second)] = None
    return tuple(found)


def _before(
    head: str, tail: str, table: dict[str, frozenset[str]], way: str
) -> frozenset[str] | None:
    """The syllables of a spelling that stands before another, which may change its sound."""
    said = table.get(head)
    if way == _PINYIN:
        return said
    more: set[str] = set(said or ())
    # 학명 is said and written Hangmyŏng, 덕록 Tŏngnok, 천리 Ch'ŏlli; 철호 is Ch'ŏrho.
    if head.endswith("ng") and tail[0] in "mn":
        more |= table.get(f"{head[:-2]}k", frozenset())
    elif head.endswith("m") and tail[0] in "mn":
        more |= table.get(f"{head[:-1]}p", frozenset())
    elif head.endswith("l") and tail[0] == "l":
        more |= table.get(f"{head[:-1]}n", frozenset())
    elif head.endswith("r"):
        more |= table.get(f"{head[:-1]}l", frozenset())
    return frozenset(more) or None


Given = tuple[str, tuple[frozenset[str], ...]]
"""Whether Korean or pinyin, and the syllables."""


def _given(words: Sequence[str], *, typing: bool) -> list[Given]:
    """The ways in which words are a given name."""
    found: list[Given] = []
    latin = not all(_characters(word) for word in words)
    for way in (_KOREAN, _PINYIN) if latin else (_OWN,):
        cuts: list[tuple[tuple[frozenset[str], ...], ...]] = []
        pieces = [piece for word in words for piece in word.split("-") if piece.strip("'")]
        for place, piece in enumerate(pieces, start=1):
            open_end = typing and place == len(pieces)
            if _characters(piece):
                cuts.append((_syllables(piece, typing=open_end),))
            else:
                cuts.append(_cut(piece.strip("'") if not open_end else piece, way, open_end))
        for chosen in islice(product(*cuts), _WAYS):
            syllables = tuple(each for cut in chosen for each in cut)
            if len(syllables) <= _MOST_GIVEN or way == _OWN:
                found.append((way, syllables))
    return found


def _syllables(word: str, *, typing: bool = False) -> tuple[frozenset[str], ...]:
    """The syllables of a given name in Hangul or in Chinese characters."""
    found = []
    for place, char in enumerate(word, start=1):
        if _kind(char) == "Chinese":
            said = chinese.given().readings.get(char) or chinese.surnames().readings.get(char)
            found.append(_plain_readings(said) if said else frozenset({char}))
        elif typing and place == len(word) and spelling.can_be_begun(char):
            found.append(spelling.begun_with(char))
        else:
            found.append(frozenset({spelling.plain(char)}))
    return tuple(found)


def _surname(word: str, *, typing: bool = False) -> dict[str, frozenset[str]]:
    """The surnames that a word may be, for either way to spell."""
    if _characters(word):
        if word in chinese.surnames().readings:
            return {_OWN: _plain_readings(chinese.surnames().readings[word])}
        if len(word) == 1 and typing and spelling.can_be_begun(word):
            begun = frozenset(
                each
                for each in _surnames()
                if each in spelling.begun_with(word) or each[0] == spelling.plain(word)
            )
            return {_OWN: begun} if begun else {}
        plain = spelling.plain(word[0]) + word[1:]
        return {_OWN: frozenset({plain})} if plain in _surnames() else {}
    plain = word.replace("-", "").replace("'", "")
    found: dict[str, frozenset[str]] = {}
    for way, table in _surname_spellings().items():
        said = table.get(word.replace("-", "")) or table.get(plain, frozenset())
        if typing:
            said = said.union(*(more for each, more in table.items() if each.startswith(plain)))
        if said:
            found[way] = said
    return found


# -- reading --------------------------------------------------------------------------------


def _read(text: str, *, asked: bool, typing: bool) -> list[_Reading]:
    """The ways to read one name: as kept, or as asked for, which may be a part of one."""
    if typing and (not text or text[-1].isspace()):
        typing = False
    first, comma, rest = (
        text.partition(match[0]) if (match := _COMMA.search(text)) else (text, "", "")
    )
    words = _tokens(first) + _tokens(rest)
    if not words:
        return []
    split = len(_tokens(first)) if comma and _tokens(rest) else 0
    found = _whole(words, split, typing)
    # A given name has two syllables, written as one word or as two.
    short = len("".join(words) if all(map(_characters, words)) else words) <= 2
    if not found or _surname("".join(words)) or (asked and short and not split):
        found += _part(words, typing=typing, asked=asked)
    if not found or (typing and not all(map(_characters, words))):
        found += _as_words(words, typing=typing)
    return list(dict.fromkeys(found))[:_WAYS]


def _whole(words: list[str], split: int, typing: bool) -> list[_Reading]:
    """A surname with a given name, in either order, or written as one word."""
    if split:
        return list(_pairs("".join(words[:split]), words[split:], typing))
    if len(words) > 1:
        first = list(_pairs(words[0], words[1:], typing))
        last = list(_backwards(words, typing)) if not _characters(words[0]) else []
        if first and any(each.surname & _SURELY for each in first):
            last = [each for each in last if each.surname & _SURELY]
        if not first and _characters(words[0]):
            last = list(_backwards(words, typing))
        if found := first + last:
            return found
    if len({_characters(word) for word in words}) > 1:
        return []
    return _unspaced("".join(words), typing)


def _unspaced(word: str, typing: bool) -> list[_Reading]:
    if _characters(word):
        found = [each for width in (2, 1) for each in _pairs(word[:width], [word[width:]], typing)]
        if not found and len(word) > 2:
            # No surname that we know: whatever stands first is one.
            found = [_Reading(_syllables(word[0])[0], _syllables(word[1:], typing=typing))]
        return found
    # Jongsu is a given name and Piao a surname; Kimjongsu is neither.
    if _surname(word) or _given([word], typing=typing):
        return []
    return [
        each
        for place in range(1, len(word))
        for each in _pairs(word[:place], [word[place:]], typing)
    ]


def _backwards(words: list[str], typing: bool) -> Iterator[_Reading]:
    """The surname at the end, where it may still be at its beginning."""
    return _combined(_surname(words[-1], typing=typing), words[:-1], False)


def _pairs(surname: str, words: Sequence[str], typing: bool) -> Iterator[_Reading]:
    return _combined(_surname(surname), words, typing)


def _combined(
    surnames: dict[str, frozenset[str]], words: Sequence[str], typing: bool
) -> Iterator[_Reading]:
    if not surnames or not any(words):
        return
    for way, syllables in _given(words, typing=typing):
        fits = [said for each, said in surnames.items() if _OWN in (each, way) or each == way]
        if fits:
            yield _Reading(frozenset().union(*fits), syllables)


def _part(words: list[str], *, typing: bool, asked: bool) -> list[_Reading]:
    """A surname alone, or a given name alone."""
    found: list[_Reading] = []
    surnames = _surname("".join(words), typing=typing)
    if surnames:
        found.append(_Reading(frozenset().union(*surnames.values())))
    if not surnames or asked:
        found += [_Reading(given=said) for _, said in _given(words, typing=typing)]
    return found


def _as_words(words: list[str], *, typing: bool) -> list[_Reading]:
    """Words that spell no Korean name, with a Korean surname before or after them."""
    plain = [word.replace("-", "").replace("'", "") for word in words]
    found = []
    if len(words) > 1:
        for surname, rest, begun in (
            (words[0], plain[1:], False),
            (words[-1], plain[:-1], typing),
        ):
            if not any(map(_characters, rest)) and (said := _surname(surname, typing=begun)):
                found.append(_Reading(frozenset().union(*said.values()), words=tuple(rest)))
    return found or [_Reading(words=tuple(plain))]
