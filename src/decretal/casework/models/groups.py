"""Projections of groups: which people are to be handed over together, and how far it is.

Nothing here is anybody's source: ``casework.group_standing`` writes it from the entries
of the group's file, in their transaction.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import offices_seen_by
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import File, Shared
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right


class GroupState(models.TextChoices):
    """How far a group is."""

    PUT_TOGETHER = "put together", _("being put together")
    FIXED = "fixed", _("fixed")
    HANDED_OVER = "handed over", _("handed over")
    RECEIVED = "received", _("received, and closed")
    DISSOLVED = "dissolved", _("dissolved")


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, as people see them."""

    def visible_to(self, user: User) -> GroupQuerySet:
        """Those of the office and of all below it, and those that were sent to it."""
        if user.office is None or user.office.is_foreign or not has_right(user, Right.READ):
            return self.none()
        return self.filter(
            Q(office__in=offices_seen_by(user))
            | Q(pk__in=Shared.objects.filter(office=user.office).values("file"))
        )


class Group(models.Model):
    """What a group comes to; ``called`` is the name that the office gave it."""

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="group")
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="groups")
    called = models.CharField(_("called"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=GroupState.choices, db_index=True)
    size = models.PositiveIntegerField(_("people"), default=0)
    opened_on = models.DateField(_("opened on"))
    handed_over_on = models.DateField(_("handed over on"), null=True)
    received_on = models.DateField(_("received on"), null=True)
    touched_on = models.DateField(_("last entry"))

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        indexes = (models.Index(fields=("office", "state", "-touched_on"), name="group_office"),)

    def __str__(self) -> str:
        return self.number


class GroupMember(models.Model):
    """A case file in a group; a person is in one open group at most."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    case = models.ForeignKey(CaseFile, models.PROTECT, related_name="group_places")
    place = models.PositiveIntegerField()
    is_open = models.BooleanField()

    objects: ClassVar[models.Manager[GroupMember]] = models.Manager()

    class Meta:
        ordering = ("group", "place")
        constraints = (
            models.UniqueConstraint(fields=("group", "case"), name="once_in_a_group"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(is_open=True), name="one_open_group_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group_id}/{self.place}"
