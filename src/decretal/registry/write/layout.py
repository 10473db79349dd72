"""Blocks of a telegram's text.

Owns what the ways of laying out a telegram have in common.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the telegram with blank ones around them; ``part`` says what they are."""

    part: str
    text: str
