"""Projections of case files: what lists and searches need, rebuilt from entries.

Nothing here is anybody's source: ``casework.project`` writes it in the transaction of
the entries, and can write it anew.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.files import File, Shared
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Case files, as people see them."""

    def visible_to(self, user: User) -> CaseFileQuerySet:
        """Those of the office and of all below it, and those that were sent to it."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        return self.filter(
            Q(office__in=offices_seen_by(user))
            | Q(pk__in=Shared.objects.filter(office=user.office).values("file"))
        )


class CaseFile(models.Model):
    """What a case file comes to.

    ``status``, ``disposition``, ``additions`` and ``provisions`` are what the directive
    says, ``decided`` is what a named person decided. ``due`` is the first last day among
    the open duties.
    """

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="case")
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="case_files")
    name = models.CharField(_("name"), max_length=300, blank=True)
    names = models.JSONField(default=list)
    born = models.CharField(_("born"), max_length=20, blank=True)
    status = models.CharField(_("status"), max_length=20, db_index=True)
    disposition = models.CharField(_("disposition"), max_length=200, blank=True)
    additions = models.JSONField(default=list)
    provisions = models.JSONField(default=list)
    still_matters = models.JSONField(default=list)
    decided = models.CharField(_("decided"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    departs = models.BooleanField(_("departs"), default=False)
    outdated = models.BooleanField(_("outdated"), default=False)
    opened_on = models.DateField(_("opened on"))
    touched_on = models.DateField(_("last entry"))
    due = models.DateField(_("due"), null=True)
    open_duties = models.PositiveIntegerField(_("open duties"), default=0)
    held_at = models.CharField(_("held at"), max_length=200, blank=True)
    held_since = models.DateField(_("held since"), null=True)
    fed_on = models.DateField(_("food and clothing last given"), null=True)
    returned_on = models.DateField(_("returned on"), null=True)
    resident_since = models.DateField(_("foreign resident since"), null=True)
    waits_for = models.CharField(_("waits for"), max_length=60, blank=True)
    merged_into = models.CharField(_("merged into"), max_length=60, blank=True)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("case file")
        indexes = (
            models.Index(fields=("office", "-touched_on", "-file"), name="case_office_touched"),
            models.Index(fields=("office", "status", "disposition"), name="case_office_status"),
            models.Index(fields=("office", "due"), name="case_office_due"),
            models.Index(fields=("office", "name"), name="case_office_name"),
            models.Index(fields=("office", "waits_for", "touched_on"), name="case_office_waits"),
            models.Index(
                fields=("office", "-decided_on"), condition=Q(departs=True), name="case_departs"
            ),
        )

    def __str__(self) -> str:
        return self.number


class NameKey(models.Model):
    """A key under which a person of a file is found; see ``casework.names``."""

    case = models.ForeignKey(CaseFile, models.CASCADE, related_name="name_keys")
    key = models.CharField(max_length=60)

    objects: ClassVar[models.Manager[NameKey]] = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "case"), name="one_key_a_case"),)

    def __str__(self) -> str:
        return self.key


class OpenDuty(models.Model):
    """An obligation that is open in a case file, as the directive states it."""

    case = models.ForeignKey(CaseFile, models.CASCADE, related_name="duties")
    office = models.ForeignKey(Office, models.PROTECT, related_name="duties")
    bearer = models.CharField(_("who"), max_length=200, blank=True)
    text = models.CharField(_("duty"), max_length=500)
    provision = models.CharField(_("provision"), max_length=100)
    act = models.CharField(_("act"), max_length=200, blank=True)
    due = models.DateField(_("due"), null=True)
    first = models.JSONField(default=list)

    objects: ClassVar[models.Manager[OpenDuty]] = models.Manager()

    class Meta:
        verbose_name = _("open duty")
        indexes = (models.Index(fields=("office", "due"), name="duty_office_due"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.text}"
