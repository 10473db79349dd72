"""Numbers in words: English ones, Roman ones, Chinese ones.

Owns their values, up to what paragraphs, copies and days need.
"""

from __future__ import annotations

import re
from typing import Final

# fmt: off
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
# fmt: on
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH: Final = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * (place + 2) for place, word in enumerate(_TENS)
}
_CHINESE: Final = {c: v for v, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}

ENGLISH_NUMBER: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES[::-1])})"
)
COUNT: Final = rf"(?:\d{{1,5}}|{ENGLISH_NUMBER})"
CHINESE_NUMBER: Final = r"[〇○零一二三四五六七八九十百两]{1,7}"


def english(words: str) -> int | None:
    """The value of digits or of an English number below a hundred."""
    if words.isascii() and words.isdigit():
        return int(words)
    parts = re.split(r"[- ]", words.lower())
    values = [_ENGLISH.get(part) for part in parts]
    known = [value for value in values if value is not None]
    if not known or len(known) != len(values) or len(known) > 2:
        return None
    if len(known) == 2 and not (known[0] >= 20 and 0 < known[1] < 10):
        return None
    return sum(known)


def chinese(words: str) -> int | None:
    """The value of a Chinese number below a thousand, or of digits one by one (一九六一)."""
    if words.isascii() and words.isdigit():
        return int(words)
    if not words or any(c not in _CHINESE and c not in "十百" for c in words):
        return None
    if not set(words) & set("十百"):
        return int("".join(str(_CHINESE[c]) for c in words))
    total = 0
    digit: int | None = None
    for c in words:
        if c in "十百":
            total += (10 if c == "十" else 100) * (1 if digit is None else digit)
            digit = None
        else:
            digit = _CHINESE[c]
    return total + (digit or 0)


_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WELL_FORMED: Final = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def roman(words: str) -> int | None:
    """The value of a Roman number below a hundred, if it is written as one should."""
    lower = words.lower()
    if not lower or not _WELL_FORMED.fullmatch(lower):
        return None
    values = [_ROMAN[c] for c in lower]
    return sum(
        -value if after > value else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def as_roman(number: int) -> str:
    """A number from 1 to 99 in Roman letters; a larger one in digits."""
    if not 0 < number < 100:
        return str(number)
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[number // 10] + ones[number % 10]
