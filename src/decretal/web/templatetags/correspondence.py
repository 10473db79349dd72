"""The in-tray of somebody's office, for the pages on which it is a part."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from decretal.offices.models import User
from decretal.registry.register.models import InTray
from decretal.registry.register.precedence import CHOICES, RANKS, ROUTINE, known_rank
from decretal.registry.register.tray import in_tray

register = template.Library()
MOST = 10
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first telegrams of an in-tray, and how many more there are.

    Beyond ``COUNTED`` they are not counted: ``is_more_still`` says that there are others.
    """

    rows: list[InTray]
    more: int
    is_more_still: bool


@register.simple_tag
def in_tray_of(user: User) -> Waiting:
    """What waits first in somebody's office."""
    found = in_tray(user)
    rows = list(found[:MOST])
    more = found[MOST : MOST + COUNTED + 1].count() if len(rows) == MOST else 0
    return Waiting(rows, min(more, COUNTED), more > COUNTED)


@register.simple_tag
def precedences() -> tuple[str, ...]:
    """The words of a precedence that are offered; without one a telegram is routine."""
    return CHOICES


@register.filter
def counts_as(precedence: str) -> str:
    """As what the words of a precedence count, where they are none that is known."""
    return RANKS[ROUTINE] if precedence and known_rank(precedence) is None else ""
