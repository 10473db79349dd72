"""Whom care is owed, and the terms that an office sets itself.

Owns two tables. ``InCare`` is a projection of case files: who is held or is to be given
food and clothing, and since when. ``Term`` is a record: an interval that an office
declared as its own, which the directive does not state. What is overdue by it is left to
``casework.care`` and ``casework.overdue``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Shared
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class InCareQuerySet(models.QuerySet["InCare"]):
    """People in care, as somebody sees them."""

    def visible_to(self, user: User) -> InCareQuerySet:
        """Those whose case files somebody sees."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        return self.filter(
            Q(office__in=offices_seen_by(user))
            | Q(pk__in=Shared.objects.filter(office=user.office).values("file"))
        )


class InCare(models.Model):
    """Somebody who is held, or to whom the directive wants food and clothing given.

    ``counted_from`` is the day from which an office's own interval is counted: when care
    was last given, or else since when it is owed or the person is held.
    """

    case = models.OneToOneField(CaseFile, models.CASCADE, primary_key=True, related_name="care")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    held_at = models.CharField(_("held at"), max_length=200, blank=True)
    held_since = models.DateField(_("held since"), null=True)
    owed_since = models.DateField(_("food and clothing owed since"), null=True)
    given_on = models.DateField(_("last given"), null=True)
    given = models.CharField(_("what was given"), max_length=500, blank=True)
    given_by = models.CharField(_("who gave it"), max_length=200, blank=True)
    counted_from = models.DateField()

    objects = InCareQuerySet.as_manager()

    class Meta:
        verbose_name = _("person in care")
        indexes = (
            models.Index(fields=("office", "counted_from", "case"), name="care_office_counted"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}"


class Matter(models.TextChoices):
    """What an office may set itself a term for."""

    CARE = "care", _("food and clothing: days from one giving to the next")
    DUTY = "duty", _("an overdue duty: days before the office above is shown it too")
    DECISION = "decision", _("a decision that waits: days from the last entry")
    COMPLAINT = "complaint", _("a report of an incident: days in which it is taken up")


class Term(models.Model):
    """A term that an office declared as its own; the latest of a matter counts.

    ``days`` is empty where the office withdrew the term. Never changed.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="terms")
    matter = models.CharField(_("matter"), max_length=20, choices=Matter.choices)
    days = models.PositiveSmallIntegerField(_("days"), null=True)
    reason = models.CharField(_("reason"), max_length=500)
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_on = models.DateField(_("declared on"))
    entered_at = models.DateTimeField(_("entered at"))

    objects: ClassVar[models.Manager[Term]] = models.Manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("term of an office")

    def __str__(self) -> str:
        return f"{self.office}: {self.matter}, {self.days}"
