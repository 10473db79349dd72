"""Views of the list of case files that somebody saved under a name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.offices.models import User


class SavedView(models.Model):
    """Filters of the list, as its address has them, under a name of somebody's own."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=80)
    filters = models.CharField(max_length=1000)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("user", "name"), name="one_view_a_name"),)

    def __str__(self) -> str:
        return self.name
