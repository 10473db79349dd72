"""The log: who read, recorded, exported, and what was refused. Never changed.

It says which file and what for, and holds no particulars of anybody.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.offices.models import Office, User


class Happening(models.TextChoices):
    """What is logged."""

    READ = "read", _("read")
    RECORDED = "recorded", _("recorded")
    REFUSED = "refused", _("refused")
    EXPORTED = "exported", _("exported")
    SIGNED_IN = "signed in", _("signed in")
    SIGN_IN_FAILED = "sign-in failed", _("sign-in failed")


class LogLine(models.Model):
    """One line of the log."""

    at = models.DateTimeField(_("at"), db_index=True)
    happening = models.CharField(_("what"), max_length=20, choices=Happening.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(_("file"), max_length=60, blank=True, db_index=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)

    objects: ClassVar[models.Manager[LogLine]] = models.Manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("line of the log")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.happening} {self.subject}"
