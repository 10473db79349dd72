"""Reports of incidents, kept where the one accused does not come.

Owns the projection of files of the kind ``complaint`` and who sees them: nobody in the
office of the one accused, save whoever reported. What may be done with a report is left
to ``casework.complaints``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.casework.models.files import File
from decretal.offices.models import Office, User


class Course(models.TextChoices):
    """How far a report has got."""

    REPORTED = "reported", _("reported")
    TAKEN_UP = "taken up", _("taken up")
    FOUND = "found", _("found")
    CLOSED = "closed", _("closed")


class Finding(models.TextChoices):
    """What was found of an incident."""

    TRUE = "true", _("it happened")
    NOT_TRUE = "not true", _("it did not happen")
    OPEN = "not established", _("it could not be established")


class Complaint(models.Model):
    """A report of an incident; ``office`` is the one that looks into it.

    ``accused`` is empty where somebody unknown of ``accused_office`` is meant. There is
    no way to these rows but ``casework.complaints``.
    """

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="complaint")
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="+", verbose_name=_("looked into by")
    )
    accused_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    accused = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey(User, models.PROTECT, related_name="+")
    withheld = models.BooleanField(_("name withheld"), default=False)
    course = models.CharField(_("course"), max_length=20, choices=Course.choices)
    finding = models.CharField(_("finding"), max_length=20, choices=Finding.choices, blank=True)
    reported_on = models.DateField(_("reported on"))
    taken_up_on = models.DateField(_("taken up on"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)

    objects: ClassVar[models.Manager[Complaint]] = models.Manager()

    class Meta:
        verbose_name = _("report of an incident")
        indexes = (
            models.Index(fields=("office", "course", "reported_on"), name="complaint_office"),
            models.Index(fields=("reporter", "reported_on"), name="complaint_reporter"),
        )

    def __str__(self) -> str:
        return self.number


class ComplaintRead(models.Model):
    """Who opened a report, and when. It is kept apart from the log that others read."""

    file = models.ForeignKey(File, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[ComplaintRead]] = models.Manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.file_id} by {self.user_id}"
