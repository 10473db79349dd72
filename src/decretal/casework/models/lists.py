"""Projections of lists of names: who stands on which, where it is, what was answered.

Nothing here is anybody's source: ``casework.list_standing`` writes it from the entries
of the list's file, in their transaction.
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


class ListState(models.TextChoices):
    """Where a list is."""

    DRAWN_UP = "drawn up", _("being drawn up")
    SENT = "sent", _("sent")
    REPORTED = "reported", _("reported")
    ANSWERED = "answered", _("answered")
    SUPERSEDED = "superseded", _("superseded")


class NameListQuerySet(models.QuerySet["NameList"]):
    """Lists of names, as people see them."""

    def visible_to(self, user: User) -> NameListQuerySet:
        """Those of the office and of all below it, and those that were sent to it.

        An office of another state sees the latter alone.
        """
        if user.office is None or not user.is_active:
            return self.none()
        shared = Q(pk__in=Shared.objects.filter(office=user.office).values("file"))
        if user.office.is_foreign:
            return self.filter(shared) if has_right(user, Right.READ_LISTS) else self.none()
        if not has_right(user, Right.READ):
            return self.none()
        return self.filter(Q(office__in=offices_seen_by(user)) | shared)


class NameList(models.Model):
    """What a list of names comes to.

    ``content_hash`` is that of the list as it was sent: number, office, names in their
    order, and nothing else. ``by_list`` is the one that supersedes it.
    """

    file = models.OneToOneField(File, models.CASCADE, primary_key=True, related_name="name_list")
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="name_lists")
    state = models.CharField(_("state"), max_length=20, choices=ListState.choices, db_index=True)
    size = models.PositiveIntegerField(_("names"), default=0)
    unanswered = models.PositiveIntegerField(_("without an answer"), default=0)
    opened_on = models.DateField(_("opened on"))
    sent_on = models.DateField(_("sent on"), null=True)
    reported_on = models.DateField(_("reported on"), null=True)
    content_hash = models.CharField(_("hash of the content"), max_length=64, blank=True)
    supersedes = models.CharField(_("supersedes"), max_length=60, blank=True)
    by_list = models.CharField(_("superseded by"), max_length=60, blank=True)
    touched_on = models.DateField(_("last entry"))

    objects = NameListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of names")
        indexes = (models.Index(fields=("office", "state", "-touched_on"), name="list_office"),)

    def __str__(self) -> str:
        return self.number


class ListedName(models.Model):
    """A person on a list; on one list at most on which the answer is open."""

    name_list = models.ForeignKey(NameList, models.CASCADE, related_name="listed")
    case = models.ForeignKey(CaseFile, models.PROTECT, related_name="list_places")
    place = models.PositiveIntegerField()
    names = models.JSONField(default=list)
    answer = models.CharField(_("answer"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True)
    reference = models.CharField(_("reference"), max_length=500, blank=True)
    is_open = models.BooleanField()

    objects: ClassVar[models.Manager[ListedName]] = models.Manager()

    class Meta:
        ordering = ("name_list", "place")
        constraints = (
            models.UniqueConstraint(fields=("name_list", "case"), name="once_on_a_list"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(is_open=True), name="one_open_list_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name_list_id}/{self.place}"
