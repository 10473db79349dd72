"""Text as it may be shown: what comes from files must not steer a terminal."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A text without the characters that steer a terminal; its lines stay lines."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\n" else " " if c.isspace() else "\ufffd" for c in text
    )


def one_line(text: str) -> str:
    """The same on one line."""
    return plain(text.replace("\n", " "))


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
