"""Papers as they were issued: their number, their bytes, and from what they were made.

Owns the table, which is append-only: a paper is never made anew under its number. What
stands on a paper is left to ``casework.papers``, issuing to ``casework.papers.issue``.
"""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.files import File, FileKind, Shared
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class PaperKind(models.TextChoices):
    """The papers there are; the values are those of ``papers.Kind``."""

    ROLL = "nominal roll", _("nominal roll")
    LIST = "list of names", _("list of names")
    CASE = "case file", _("case file")
    NOTICE = "decision notice", _("decision notice")


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers, as people see them."""

    def visible_to(self, user: User) -> PaperQuerySet:
        """The papers of the files that somebody sees; see ``access.seen``.

        Said without a join to what was shared, which would count every paper twice over.
        """
        if not user.is_active or user.office is None:
            return self.none()
        shared = Q(file__in=Shared.objects.filter(office=user.office).values("file"))
        if user.office.is_foreign:
            lists = self.filter(shared, file__kind=FileKind.LIST)
            return lists if has_right(user, Right.READ_LISTS) else self.none()
        if not has_right(user, Right.READ):
            return self.none()
        below = Q(file__office__in=offices_seen_by(user))
        return self.filter(below | shared).exclude(file__kind=FileKind.COMPLAINT)

    def without_bytes(self) -> PaperQuerySet:
        """The papers without what is printed on them, for lists."""
        return self.defer("pdf", "csv")


class Paper(models.Model):
    """A paper that was issued, and never changes.

    ``file`` had ``length`` entries when it was made, the last of hash ``head``. ``csv``
    is empty for papers that are no tables.
    """

    number = models.CharField(_("number"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="papers")
    file = models.ForeignKey(File, models.PROTECT, related_name="papers")
    length = models.PositiveIntegerField(_("entries"))
    head = models.CharField(_("hash of the last entry"), max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="papers")
    made_on = models.DateField(_("date"))
    made_at = models.DateTimeField(_("made at"))
    pdf = models.BinaryField()
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    csv = models.BinaryField(default=bytes)
    csv_sha256 = models.CharField(max_length=64, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("paper")

    def __str__(self) -> str:
        return self.number

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are still those that were issued."""
        return (
            hashlib.sha256(bytes(self.pdf)).hexdigest() == self.sha256
            and (hashlib.sha256(bytes(self.csv)).hexdigest() if self.csv else "") == self.csv_sha256
        )
