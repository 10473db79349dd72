"""Projections of what moves between offices: files, and requests for permission.

Nothing here is anybody's source: ``casework.transfer_standing`` writes it from the
entries of the case file, in their transaction.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.cases import CaseFile
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class TransferState(models.TextChoices):
    """How far a transfer is."""

    SENT = "sent", _("on its way")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Transfers, as people see them."""

    def visible_to(self, user: User) -> TransferQuerySet:
        """Those that the office, or one below it, sent or was sent."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        offices = offices_seen_by(user)
        return self.filter(Q(from_office__in=offices) | Q(to_office__in=offices))


class Transfer(models.Model):
    """A file that was sent to another office, which accepts or returns it.

    ``sequence`` is that of the entry that sent it. ``under_order`` says that the transfer
    is the one for which the order provides.
    """

    case = models.ForeignKey(CaseFile, models.CASCADE, related_name="transfers")
    sequence = models.PositiveIntegerField()
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="transfers_out")
    to_office = models.ForeignKey(Office, models.PROTECT, related_name="transfers_in")
    state = models.CharField(_("state"), max_length=20, choices=TransferState.choices)
    sent_on = models.DateField(_("sent on"))
    because = models.CharField(_("because"), max_length=1000, blank=True)
    under_order = models.BooleanField(default=False)
    answered_on = models.DateField(_("answered on"), null=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ("-sent_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("case", "sequence"), name="sent_once"),)
        indexes = (
            models.Index(fields=("to_office", "state"), name="transfer_to"),
            models.Index(fields=("from_office", "state"), name="transfer_from"),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.from_office_id} to {self.to_office_id}"


class PermissionAskedQuerySet(models.QuerySet["PermissionAsked"]):
    """Requests for permission, as people see them."""

    def visible_to(self, user: User) -> PermissionAskedQuerySet:
        """Those that the office, or one below it, asked or was asked."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        offices = offices_seen_by(user)
        return self.filter(Q(from_office__in=offices) | Q(to_office__in=offices))


class PermissionAsked(models.Model):
    """A permission that was asked for; ``answer`` is empty where none was given yet."""

    case = models.ForeignKey(CaseFile, models.CASCADE, related_name="permissions_asked")
    sequence = models.PositiveIntegerField()
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="permissions_out")
    to_office = models.ForeignKey(Office, models.PROTECT, related_name="permissions_in")
    asked_on = models.DateField(_("asked on"))
    because = models.CharField(_("because"), max_length=1000, blank=True)
    answer = models.CharField(_("answer"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)

    objects = PermissionAskedQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("case", "sequence"), name="asked_once"),)
        indexes = (models.Index(fields=("to_office", "answer"), name="permission_to"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.answer or 'asked'}"
