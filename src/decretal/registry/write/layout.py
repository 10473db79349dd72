"""Blocks of a telegram's text, and which numbers stand at its head.

Owns what the ways of laying out a telegram have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decretal.registry.telegram import Role
from decretal.registry.write.draft import Draft, OwnNumber


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the telegram with blank ones around them; ``part`` says what they are."""

    part: str
    text: str


def numbers_above(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[OwnNumber]:
    """The numbers at the head: those of the office that received it, or all of them."""
    for own in draft.numbers:
        if (above or own.role is not Role.ISSUING) and not _said(own, draft, plainly):
            yield own


def numbers_below(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[OwnNumber]:
    """The numbers at the foot."""
    for own in draft.numbers:
        if not above and own.role is Role.ISSUING and not _said(own, draft, plainly):
            yield own


def _said(own: OwnNumber, draft: Draft, plainly: frozenset[str]) -> bool:
    """Whether a heading holds the number already: said twice, it would be read twice."""
    return "numbers" in plainly and any(own.number in line for line in draft.heading)
