"""Checking a telegram that was read: what is odd about it, where, and why.

Owns the order of the findings; each module owns one kind. None of them corrects the text,
or chooses between readings of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from decretal.registry.check.calendar import calendar
from decretal.registry.check.coincidences import coincidences
from decretal.registry.check.copies import copies
from decretal.registry.check.lists import lists
from decretal.registry.check.order import order
from decretal.registry.check.slips import slips
from decretal.registry.check.text import text
from decretal.registry.check.together import check_together
from decretal.registry.check.years import years
from decretal.registry.telegram import Finding, TelegramReading

__all__ = ["check", "check_together"]

_CHECKS: Final[tuple[Callable[[TelegramReading], Iterator[Finding]], ...]] = (
    text,
    years,
    lists,
    copies,
    order,
    coincidences,
    slips,
    calendar,
)


def check(reading: TelegramReading) -> tuple[Finding, ...]:
    """Every finding, in the order in which they stand in the text."""
    found = [finding for each in _CHECKS for finding in each(reading)]
    return tuple(sorted(found, key=lambda finding: (finding.span.start, finding.code)))
