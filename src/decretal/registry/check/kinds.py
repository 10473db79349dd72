"""What each code of a finding means, in a few words: for lists of findings by kind."""

from __future__ import annotations

from typing import Final

KINDS: Final = {
    "T001": "the encoding was assumed",
    "T002": "characters are lost",
    "T003": "nothing that a telegram has",
    "T004": "a line without end",
    "T101": "copies add up under some reading only",
    "T102": "copies do not add up",
    "T110": "the year in a number is not that of the date",
    "T120": "a time repeats a number",
    "T130": "times out of order",
    "T131": "a day without a month",
    "T132": "handled before its date",
    "T133": "approved after its date",
    "T140": "lists restart their numbers",
    "T141": "a number left out in a list",
    "T142": "a number twice in a list",
    "T150": "a number missing in a series",
    "T151": "a number on two telegrams",
    "T152": "answers a telegram that is not here",
    "T170": "a likely slip in a fixed phrase",
    "T171": "a digit in a word, or a letter in a number",
    "T172": "a word twice",
    "T180": "day and month may be either",
    "T181": "a day that its month does not have",
}
