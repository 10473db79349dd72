"""Tables by which the lists and the findings of the register find their telegrams.

Each is a projection of the tables of ``models``, written with them by ``sights`` and made
anew by ``decretal rebuild``. They are narrow, and every question of a
page is one range of an index. They hold nothing back: a telegram that somebody removed is
missed by ``verifying``, and not refused by them. Who may see a telegram is never read from
here alone: that is ``Telegram.objects.visible_to``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from decretal.offices.models import Office


class Sight(models.Model):
    """That a telegram stands in the register as an office sees it; one row for each of these.

    ``of`` is the office that registered it. ``state`` says whether it waits in an in-tray or
    is cancelled. Whoever sees it by a copy alone (``is_held``) is told neither that nor what it
    is about: both are empty there.
    """

    WAITS: ClassVar = "waits"
    CANCELLED: ClassVar = "cancelled"

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    telegram = models.ForeignKey(
        "registry.Telegram", models.CASCADE, related_name="sights", db_constraint=False
    )
    of = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10)
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveIntegerField()
    matter = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, blank=True)
    is_held = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Sight]] = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "telegram"), name="one_sight"),)
        indexes = tuple(
            models.Index(fields=("office", name, "telegram"), name=f"sight_{name}")
            for name in ("of", "way", "series", "year", "matter", "state")
        )

    def __str__(self) -> str:
        return f"{self.office_id} sees {self.telegram_id}"


class Heading(models.Model):
    """The words under which a telegram is searched for: mark, subject and sender, folded."""

    telegram = models.OneToOneField(
        "registry.Telegram",
        models.CASCADE,
        primary_key=True,
        related_name="heading",
        db_constraint=False,
    )
    words = models.TextField()

    objects: ClassVar[models.Manager[Heading]] = models.Manager()

    def __str__(self) -> str:
        return self.words


class Brief(models.Model):
    """What of a telegram is held against others: its numbers, its date, what it answers.

    ``said`` is as ``briefs`` writes it.
    """

    telegram = models.OneToOneField(
        "registry.Telegram",
        models.CASCADE,
        primary_key=True,
        related_name="brief",
        db_constraint=False,
    )
    said = models.JSONField()

    objects: ClassVar[models.Manager[Brief]] = models.Manager()

    def __str__(self) -> str:
        return str(self.telegram_id)
