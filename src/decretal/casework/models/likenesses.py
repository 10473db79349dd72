"""Pairs of case files that may be of one person, as they were proposed.

Owns the table, which is a projection: the proposals can be made anew at any time, and
``verdict`` is what the entries of both files say. What a proposal rests on is left to
``casework.duplicates``, what becomes of it to ``casework.merging``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import seen
from decretal.casework.models.files import File
from decretal.offices.models import User


class Verdict(models.TextChoices):
    """What a person found of two files; in one that was merged, the other leads on."""

    MERGED = "merged", _("merged into the other")
    MERGES = "merges", _("holds what the other held")
    APART = "apart", _("kept apart")
    UNDONE = "undone", _("undone")


class LikenessQuerySet(models.QuerySet["Likeness"]):
    """Pairs, as people see them."""

    def visible_to(self, user: User) -> LikenessQuerySet:
        """The pairs of which somebody sees both files."""
        visible = File.objects.filter(seen(user))
        # Asked pair by pair: there are few pairs and many files.
        return self.filter(
            Exists(visible.filter(pk=OuterRef("left"))),
            Exists(visible.filter(pk=OuterRef("right"))),
        )

    def open(self) -> LikenessQuerySet:
        """The pairs of which nobody has decided, and neither file leads elsewhere."""
        return self.filter(verdict="", left__case__merged_into="", right__case__merged_into="")


class Likeness(models.Model):
    """Two case files that may be of one person; ``left`` was opened before ``right``.

    ``compared`` says, for each field, how it agrees and what that weighs.
    """

    left = models.ForeignKey(File, models.CASCADE, related_name="+")
    right = models.ForeignKey(File, models.CASCADE, related_name="+")
    probability = models.FloatField(_("probability"))
    weight = models.FloatField(_("weight"))
    compared = models.JSONField(default=list)
    proposed_on = models.DateField(_("proposed on"))
    verdict = models.CharField(_("verdict"), max_length=10, blank=True, choices=Verdict.choices)

    objects: ClassVar[models.Manager[Likeness]] = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ("-weight", "pk")
        verbose_name = _("likeness")
        constraints = (
            models.UniqueConstraint(fields=("left", "right"), name="one_likeness_a_pair"),
        )
        indexes = (models.Index(fields=("verdict", "-weight"), name="likeness_verdict"),)

    @property
    def in_words(self) -> str:
        """How likely the two are one person, where nothing is certain."""
        return "> 99 %" if self.probability > 0.99 else f"{self.probability:.0%}".replace("%", " %")

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}"
