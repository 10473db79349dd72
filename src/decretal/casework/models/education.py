"""Sessions of cadre education and who attended: projections of registers of sessions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.files import File
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class SessionQuerySet(models.QuerySet["Session"]):
    """Sessions, as people see them."""

    def visible_to(self, user: User) -> SessionQuerySet:
        """Those of the office and of all below it."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        return self.filter(office__in=offices_seen_by(user))


class Session(models.Model):
    """A session that an office held; ``sequence`` is the entry that records it."""

    file = models.ForeignKey(File, models.CASCADE, related_name="sessions")
    sequence = models.PositiveIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="sessions")
    day = models.DateField(_("day"))
    topic = models.CharField(_("on what"), max_length=500)
    held_by = models.CharField(_("held by"), max_length=200)
    documents = models.CharField(_("documents"), max_length=2000, blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-sequence")
        verbose_name = _("session of education")
        constraints = (
            models.UniqueConstraint(fields=("file", "sequence"), name="one_session_an_entry"),
        )
        indexes = (models.Index(fields=("office", "-day"), name="session_office_day"),)

    def __str__(self) -> str:
        return f"{self.day}: {self.topic}"


class Attendance(models.Model):
    """Somebody who attended a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(User, models.PROTECT, related_name="attendances")

    objects: ClassVar[models.Manager[Attendance]] = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "user"), name="one_attendance"),)

    def __str__(self) -> str:
        return f"{self.user_id} at {self.session_id}"
