"""The register of restorations, projected from the entries that record them.

Nothing here is anybody's source: ``casework.restoration_standing`` writes it in the
transaction of the entries.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.casework.models.cases import CaseFile
from decretal.offices.models import Office, User


class RestorationQuerySet(models.QuerySet["Restoration"]):
    """Restorations, as people see them."""

    def visible_to(self, user: User) -> RestorationQuerySet:
        """Those of the case files that somebody sees."""
        return self.filter(case__in=CaseFile.objects.visible_to(user))


class Restoration(models.Model):
    """A line of the register of restorations."""

    case = models.OneToOneField(
        CaseFile, models.CASCADE, primary_key=True, related_name="restoration"
    )
    number = models.CharField(_("number in the register"), max_length=80, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="restorations")
    restored_on = models.DateField(_("restored on"))
    restored_by = models.CharField(_("restored by"), max_length=200)

    objects = RestorationQuerySet.as_manager()

    class Meta:
        ordering = ("-restored_on", "-pk")
        indexes = (models.Index(fields=("office", "-restored_on"), name="restoration_office"),)

    def __str__(self) -> str:
        return self.number
