"""Files and their entries: what was recorded, and nothing else.

Owns the two tables and with whom a file was shared. How entries come to be is left to
``casework.record``, what a file's state is to what computes it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from decretal.casework.access import seen
from decretal.offices.models import Office, User


class FileKind(models.TextChoices):
    """What a file is about; it says which entries it may hold."""

    CASE = "case", _("case file")
    GROUP = "group", _("group")
    LIST = "list", _("list of names")
    GUIDANCE = "guidance", _("request for guidance")
    COMPLAINT = "complaint", _("complaint")
    SESSIONS = "sessions", _("register of sessions")


class EntryKind(models.TextChoices):
    """What an entry records."""

    OPENED = "opened", _("opened")
    PERSON = "person", _("particulars")
    FACT = "fact", _("fact established")
    ACT = "act", _("act done")
    DOCUMENT = "document", _("document")
    DECISION = "decision", _("decision")
    CORRECTION = "correction", _("correction")
    TRANSFER = "transfer", _("transfer")
    MEMBER = "member", _("member")
    ANSWER = "answer", _("answer")
    IDENTITY = "identity", _("identity")
    PLACE = "place", _("place")
    NOTE = "note", _("note")
    STEP = "step", _("step")


class FileQuerySet(models.QuerySet["File"]):
    """Files, as people see them."""

    def visible_to(self, user: User) -> FileQuerySet:
        """The files that somebody sees; complaints have a door of their own."""
        return self.filter(seen(user)).exclude(kind=FileKind.COMPLAINT).distinct()


class File(models.Model):
    """A chained series of entries.

    ``office`` is the one that holds it now. ``length`` counts its entries and ``head``
    is the hash of the last: both are what the entries say, kept to lock and to compare.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=FileKind.choices)
    number = models.CharField(_("number"), max_length=60, unique=True)
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="files", verbose_name=_("office")
    )
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        indexes = (models.Index(fields=("kind", "office"), name="file_kind_office"),)

    def __str__(self) -> str:
        return self.number


class Entry(models.Model):
    """One entry of a file; see ``docs/casework.md``. Never changed, never deleted.

    ``key`` is the request's own, so that the same request records once. ``sequence``
    counts from 1.
    """

    file = models.ForeignKey(File, models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind.choices)
    payload = models.JSONField(default=dict)
    author = models.ForeignKey(User, models.PROTECT, related_name="entries")
    office = models.ForeignKey(Office, models.PROTECT, related_name="entries")
    happened_on = models.DateField(_("happened on"), null=True)
    recorded_on = models.DateField(_("recorded on"))
    entered_at = models.DateTimeField(_("entered at"))
    evidence = models.CharField(_("evidence"), max_length=2000, blank=True)
    reference = models.CharField(_("reference"), max_length=500, blank=True)
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Entry]] = models.Manager()

    class Meta:
        ordering = ("file_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("file", "sequence"), name="one_entry_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.file_id}/{self.sequence} {self.kind}"


class Shared(models.Model):
    """A file that was sent to an office, which may see it from then on.

    A projection, which ``casework.sharing`` writes from the entries of the file.
    """

    file = models.ForeignKey(File, models.PROTECT, related_name="shared_with")
    office = models.ForeignKey(Office, models.PROTECT, related_name="shared_files")
    because = models.CharField(max_length=200)
    since = models.DateField()

    objects: ClassVar[models.Manager[Shared]] = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "office"), name="shared_once"),)

    def __str__(self) -> str:
        return f"{self.file} with {self.office}: {self.because}"
