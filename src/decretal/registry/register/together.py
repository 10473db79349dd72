"""What can be said only of a whole register: gaps, repetitions, references to nothing.

Owns which telegrams are held against each other, and that this takes bounded time: a
thousand of those that are asked for, and then the thousand before them. The findings
themselves are ``registry.check.together``; that our own numbers have no gap is owed to the
database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from decretal.offices.models import User
from decretal.registry.check.together import check_together
from decretal.registry.register.briefs import reading_of
from decretal.registry.register.listing import Page, keys, wanted
from decretal.registry.register.models import Brief, Telegram
from decretal.registry.telegram import Finding

MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Together:
    """The findings, and how many telegrams they are of; ``page`` has the ways to others."""

    findings: tuple[Finding, ...]
    looked_at: int
    page: Page[int]

    @property
    def are_all(self) -> bool:
        """Whether all telegrams that are asked for were held against each other."""
        return not (self.page.before or self.page.after)


def together(
    user: User, chosen: Mapping[str, str], *, after: str = "", before: str = ""
) -> Together:
    """Hold telegrams against each other, at most a thousand: the latest, or those beyond."""
    found = keys(user, wanted(user, chosen), MOST, after=after, before=before)
    seen = Telegram.objects.visible_to(user).filter(pk__in=found.rows)
    named = {key: (mark, digest) for key, mark, digest in seen.values_list("pk", "mark", "sha256")}
    briefs = dict(Brief.objects.filter(pk__in=list(named)).values_list("pk", "said"))
    readings = (reading_of(briefs[key], *named[key]) for key in found.rows if key in named)
    return Together(tuple(check_together(readings)), len(named), found)
