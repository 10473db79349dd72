"""What can be said only of a whole register: gaps, repetitions, references to nothing.

Owns which telegrams are held against each other, and that this takes bounded time: a
thousand of those that are asked for, and then the thousand before them. The findings
themselves are ``registry.check.together``; that our own numbers have no gap is owed to the
database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
class _Row:
    """What of a registered telegram says whether it is the same as another one."""

    pk: int
    mark: str
    sha256: str
    office: int
    sent_as: int | None
    answers: int | None
    cancellation: int | None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was registered by mistake."""
        return self.cancellation is not None

    @property
    def is_linked(self) -> bool:
        """Whether somebody said which registered telegram it answers."""
        return self.answers is not None


_ROW: Final = ("pk", "mark", "sha256", "office_id", "sent_as_id", "answers_id", "cancellation")


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
    named = {row.pk: row for row in _once(user, [_Row(*each) for each in seen.values_list(*_ROW)])}
    briefs = dict(Brief.objects.filter(pk__in=list(named)).values_list("pk", "said"))
    readings = [
        reading_of(briefs[key], named[key].mark, named[key].sha256)
        for key in found.rows
        if key in named
    ]
    cancelled = {row.mark for row in named.values() if row.is_cancelled}
    # Where somebody said which telegram a text answers, it is not missing.
    linked = {named[key].mark for key in named if named[key].is_linked} - {
        each.source.name for each in readings if len(each.answers) > 1
    }
    findings = tuple(
        each
        for each in check_together(readings, cancelled=cancelled)
        if each.code != "T152" or each.span.text.name not in linked
    )
    return Together(findings, len(named), found)


def _once(user: User, rows: Sequence[_Row]) -> list[_Row]:
    """Each telegram once: the same text in the registers of several offices is one telegram.

    The register of somebody's own office stands for the others. What one office registered
    twice stays twice, unless it is cancelled.
    """
    stands: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (row.is_cancelled, row.office != user.office_id)):
        stands.setdefault(row.sha256, row.office)
    kept = [row for row in rows if stands[row.sha256] == row.office]
    # An office may have written to itself.
    keys_kept = {row.pk for row in kept}
    return [row for row in kept if row.sent_as not in keys_kept]
