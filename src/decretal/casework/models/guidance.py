"""Gaps of the directive in case files, and requests for guidance on them.

Owns projections. ``Gap`` says of a case file on which the directive is silent or
contradicts itself which gap it is, so that files with the same one are found together.
``GuidanceRequest`` and ``GuidanceMember`` are what the entries of a request say.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by, seen
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import File
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class GapQuerySet(models.QuerySet["Gap"]):
    """Gaps, as people see them."""

    def visible_to(self, user: User) -> GapQuerySet:
        """Those of case files of the office and of all below it."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        return self.filter(office__in=offices_seen_by(user))


class Gap(models.Model):
    """What a case file is a gap of; ``key`` is the same for files with the same gap."""

    case = models.OneToOneField(CaseFile, models.CASCADE, primary_key=True, related_name="gap")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    asked = models.BooleanField(_("asked"), default=False)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        indexes = (models.Index(fields=("office", "asked", "key"), name="gap_office_key"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.key[:12]}"


class Stage(models.TextChoices):
    """How far a request has got."""

    DRAFT = "draft", _("draft")
    UNDER_WAY = "under way", _("under way")
    ANSWERED = "answered", _("answered")


class GuidanceRequestQuerySet(models.QuerySet["GuidanceRequest"]):
    """Requests, as people see them."""

    def visible_to(self, user: User) -> GuidanceRequestQuerySet:
        """Those of the office and of all below it, and those that came to it."""
        return self.filter(pk__in=File.objects.filter(seen(user)).values("pk"))

    def lying_at(self, user: User) -> GuidanceRequestQuerySet:
        """Those with which the office of somebody has to do something."""
        return self.filter(Q(lies_at=user.office), ~Q(stage=Stage.ANSWERED))


class GuidanceRequest(models.Model):
    """A request for guidance; ``office`` drafted it, and it now lies at ``lies_at``.

    ``returned`` says that it came back from above with a reason.
    """

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="guidance")
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    lies_at = models.ForeignKey(Office, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    returned = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=300)
    gap = models.CharField(max_length=64, blank=True)
    lies_since = models.DateField(_("there since"))
    drafted_on = models.DateField(_("drafted on"))
    answered_on = models.DateField(_("answered on"), null=True)
    members = models.PositiveIntegerField(_("files that wait"), default=0)

    objects = GuidanceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for guidance")
        indexes = (models.Index(fields=("lies_at", "stage"), name="guidance_lies_at"),)

    def __str__(self) -> str:
        return self.number


class GuidanceMember(models.Model):
    """A case file that waits for the answer to a request."""

    request = models.ForeignKey(GuidanceRequest, models.CASCADE, related_name="waiting")
    case = models.ForeignKey(CaseFile, models.CASCADE, related_name="guidance")

    objects: ClassVar[models.Manager[GuidanceMember]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("request", "case"), name="one_member_a_request"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} in {self.request_id}"
