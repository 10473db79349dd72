"""Registered telegrams: what came or went, under which number, and what became of it.

Every table here is append-only but ``InTray``, which is a projection of the others, as are
those of ``projections``: a telegram is never changed, a mistake is cancelled with its number
kept. Where a copy is now is what its moves say. ``Link`` has the hashes of the others;
``chain`` says what they cover.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from decretal.offices.models import Office, User
from decretal.offices.reach import offices_seen_by
from decretal.offices.rights import Right, has_right
from decretal.registry.register.projections import Brief, Heading, Sight
from decretal.registry.telegram import Handling

__all__ = [
    "WIDE",
    "Address",
    "Addressee",
    "Brief",
    "Cancellation",
    "Copy",
    "CopyMove",
    "Handled",
    "Heading",
    "InTray",
    "Link",
    "PrecedenceTerm",
    "Sight",
    "Telegram",
    "TelegramQuerySet",
    "Way",
    "sees_a_register",
]  # fmt: skip
_KINDS = [(each.value, each.value) for each in Handling]
WIDE = ("raw", "found", "meant")
"""The columns that hold a text, or as much as one: no list loads them."""


class Way(models.TextChoices):
    """Which way a telegram went, seen from the office that registered it."""

    INCOMING = "incoming", _("incoming")
    OUTGOING = "outgoing", _("outgoing")


class Address(models.TextChoices):
    """What a telegram is to an addressee."""

    TO = "to", _("for action")
    COPIED = "copied", _("copied")
    REPORTING = "reporting_to", _("reporting to")


class PrecedenceTerm(models.Model):
    """How many days a precedence may wait, as an office set itself; the latest counts.

    No telegram and no directive states these terms. ``days`` is empty where the office
    withdrew the term.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="precedence_terms")
    rank = models.PositiveSmallIntegerField(_("precedence"))
    days = models.PositiveSmallIntegerField(_("days"), null=True)
    reason = models.CharField(_("reason"), max_length=500)
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_on = models.DateField(_("declared on"))
    entered_at = models.DateTimeField(_("entered at"))

    objects: ClassVar[models.Manager[PrecedenceTerm]] = models.Manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("term of a precedence")

    def __str__(self) -> str:
        return f"{self.office}: {self.rank}, {self.days}"


def sees_a_register(user: User) -> bool:
    """Whether somebody sees at least the register of their own office."""
    if not user.is_active or user.office is None:
        return False
    return has_right(user, Right.READ_LISTS if user.office.is_foreign else Right.READ)


class TelegramQuerySet(models.QuerySet["Telegram"]):
    """Telegrams, as people see them."""

    def visible_to(self, user: User) -> TelegramQuerySet:
        """Those that the office or one below it registered, or of which it holds a copy.

        An office of another state sees its own register: what was addressed to it, and
        what it sent itself.
        """
        if user.office is None or not sees_a_register(user):
            return self.none()
        if user.office.is_foreign:
            return self.filter(office=user.office)
        # Asked of each telegram by an index: a list of all that are held would be long.
        given = Copy.objects.filter(office=user.office, telegram=OuterRef("pk"))
        handed = CopyMove.objects.filter(office=user.office, copy__telegram=OuterRef("pk"))
        return self.filter(Q(office__in=offices_seen_by(user)) | Exists(given) | Exists(handed))

    def for_list(self) -> TelegramQuerySet:
        """Without the text and what was found in it."""
        return self.defer(*WIDE).select_related("office").prefetch_related("corrections")


class Telegram(models.Model):
    """A telegram as it was registered. Never changed, never deleted.

    ``raw`` is the text as it came or went, byte by byte. ``found`` is what was found in it
    as ``registry.as_data`` has it, ``meant`` what the registrar took it to mean. ``mark``
    names it in the register. ``matter`` is the number of what it is about, as whoever had
    it registered calls it. ``sent_as`` leads from an incoming telegram to the outgoing one
    of an office of this deployment, of which it has the text.
    """

    mark = models.CharField(_("mark"), max_length=140, unique=True)
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="telegrams")
    series = models.CharField(_("series"), max_length=40, blank=True)
    year = models.PositiveIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    sender = models.CharField(_("from"), max_length=300, blank=True)
    sender_office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    precedence = models.CharField(_("precedence"), max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField(_("order of precedence"))
    due_on = models.DateField(_("due"), null=True)
    term = models.ForeignKey(PrecedenceTerm, models.PROTECT, null=True, related_name="+")
    dated = models.CharField(_("dated"), max_length=10, blank=True)
    sender_number = models.CharField(_("number of the sender"), max_length=300, blank=True)
    file_name = models.CharField(max_length=200)
    raw = models.BinaryField()
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    found = models.JSONField(default=dict)
    meant = models.JSONField(default=dict)
    matter = models.CharField(_("about"), max_length=60, blank=True, db_index=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    answers_text = models.CharField(_("answers"), max_length=500, blank=True)
    sent_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="received_as")
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_on = models.DateField(_("registered on"))
    registered_at = models.DateTimeField(_("registered at"))
    key = models.CharField(max_length=64, null=True, unique=True)

    objects = TelegramQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("telegram")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "way", "series", "year", "number"), name="one_number_a_telegram"
            ),
        )
        indexes = (
            models.Index(fields=("office", "way", "year", "-id"), name="telegram_office_year"),
            # By these the telegram is looked up that another one answers.
            models.Index(fields=("office", "number"), name="telegram_office_number"),
            models.Index(fields=("office", "dated"), name="telegram_office_dated"),
        )

    def __str__(self) -> str:
        return self.mark

    @property
    def now(self) -> dict[str, str]:
        """What its elements are taken to mean now: as registered, save what was corrected."""
        said = {
            "sender": self.sender,
            "subject": self.subject,
            "precedence": self.precedence,
            "dated": self.dated,
            "number": self.sender_number,
            "answers": self.answers_text,
        }
        for each in self.corrections.all():
            said |= {name: change["after"] for name, change in each.changes.items()}
        return said

    @property
    def now_due(self) -> Telegram | Correction:
        """What says its rank, by when it is due, and by whose term: itself, or a correction."""
        ranked = [each for each in self.corrections.all() if each.rank is not None]
        return ranked[-1] if ranked else self

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled; its number is kept."""
        return hasattr(self, "cancellation")


class Addressee(models.Model):
    """To whom a telegram is addressed; ``office`` where it is one of this deployment."""

    telegram = models.ForeignKey(Telegram, models.PROTECT, related_name="addressees")
    address = models.CharField(max_length=20, choices=Address.choices)
    name = models.CharField(max_length=300)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager[Addressee]] = models.Manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} ({self.address})"


class Handled(models.Model):
    """What was done with a telegram, by whom and when. ``clock`` is empty if unknown."""

    telegram = models.ForeignKey(Telegram, models.PROTECT, related_name="handled")
    kind = models.CharField(_("what"), max_length=20, choices=_KINDS)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    clock = models.CharField(_("time"), max_length=5, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    entered_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Handled]] = models.Manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.telegram_id}: {self.kind} {self.on}"


class Correction(models.Model):
    """That a telegram was taken to mean something else than it does; the latest counts.

    ``changes`` has for each element what stood ``before`` and what stands ``after``. ``rank``,
    ``due_on`` and ``term`` are given where the precedence is among them.
    """

    telegram = models.ForeignKey(Telegram, models.PROTECT, related_name="corrections")
    changes = models.JSONField(_("what is corrected"))
    rank = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    term = models.ForeignKey(PrecedenceTerm, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    entered_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Correction]] = models.Manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.telegram_id} corrected: {', '.join(self.changes)}"


class Cancellation(models.Model):
    """That a telegram was registered by mistake; its number is kept, and nothing deleted."""

    telegram = models.OneToOneField(Telegram, models.PROTECT, related_name="cancellation")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    entered_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Cancellation]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.telegram_id} cancelled: {self.reason}"


class Copy(models.Model):
    """A numbered copy of a telegram, and who got it first; one of them is kept."""

    telegram = models.ForeignKey(Telegram, models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField(_("copy"))
    name = models.CharField(_("for"), max_length=300)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    is_kept = models.BooleanField(_("kept"), default=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField(_("made on"))

    objects: ClassVar[models.Manager[Copy]] = models.Manager()

    class Meta:
        ordering = ("telegram_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("telegram", "number"), name="one_copy_a_number"),
            models.UniqueConstraint(
                fields=("telegram",), condition=Q(is_kept=True), name="one_copy_is_kept"
            ),
        )
        indexes = (models.Index(fields=("office", "telegram"), name="copy_office"),)

    def __str__(self) -> str:
        return f"{self.telegram_id}, copy {self.number}"


class CopyMove(models.Model):
    """A copy that was passed on; the latest move says who holds it."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="moves")
    name = models.CharField(_("to"), max_length=300)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    entered_at = models.DateTimeField()

    objects: ClassVar[models.Manager[CopyMove]] = models.Manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("office", "copy"), name="move_office"),)

    def __str__(self) -> str:
        return f"{self.copy_id} to {self.name}"


class InTray(models.Model):
    """An incoming telegram that waits: neither answered, filed, forwarded nor cancelled.

    A projection, which ``tray.rebuild`` makes anew. ``sorted_on`` is ``due_on``, or the last
    of all days where nothing is due, so that an index holds the order.
    """

    telegram = models.OneToOneField(
        Telegram, models.CASCADE, primary_key=True, related_name="in_tray"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="in_tray")
    rank = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    sorted_on = models.DateField(default=datetime.date.max)

    objects: ClassVar[models.Manager[InTray]] = models.Manager()

    class Meta:
        indexes = (
            models.Index(fields=("office", "rank", "sorted_on", "telegram"), name="tray_office"),
        )

    def __str__(self) -> str:
        return f"{self.telegram_id} waits"


class Link(models.Model):
    """That something was registered: a link of the chain of a telegram, or of an office's terms.

    ``table`` and ``row`` say what, ``hash`` covers all that it says and the link before it.
    ``sequence`` counts from 1. A row that has none was not put in by the program. ``key`` is
    the request's own, so that the same request records once.
    """

    chain = models.CharField(max_length=140)
    sequence = models.PositiveIntegerField()
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    key = models.CharField(max_length=64, null=True)

    objects: ClassVar[models.Manager[Link]] = models.Manager()

    class Meta:
        ordering = ("chain", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("chain", "sequence"), name="one_link_a_place"),
        )
        indexes = (models.Index(fields=("key",), condition=Q(key__isnull=False), name="link_key"),)

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.table}"
