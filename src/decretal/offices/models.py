"""Offices in their hierarchy, people with their roles, and delegations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Length
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

moved = Signal()
"""Sent when an office, with all below it, came to stand elsewhere or to be of another state."""


class Role(models.TextChoices):
    """What somebody does in an office; one person may have several roles."""

    CLERK = "clerk", _("clerk")
    INVESTIGATOR = "investigator", _("investigator")
    DECIDER = "decider", _("decider")
    REGISTRAR = "registrar", _("registrar")
    AUDITOR = "auditor", _("auditor")


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, as the hierarchy has them."""

    def under(self, office: Office) -> OfficeQuerySet:
        """The office and all below it."""
        return self.filter(path__startswith=office.path)

    def above(self, office: Office) -> OfficeQuerySet:
        """The offices above it, the nearest first."""
        return self.filter(code__in=office.codes_above).order_by(Length("path").desc())


class Office(models.Model):
    """An office; ``authority`` is the rulebook's name for what it is.

    ``state`` is empty for an office of the state whose directive this is, and names
    the other state otherwise. ``path`` holds the codes from the top, each between
    slashes, so that all below an office share its path as a prefix.
    """

    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = models.CharField(_("name"), max_length=200, unique=True)
    authority = models.CharField(_("authority"), max_length=200, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("under")
    )
    path = models.CharField(max_length=1000, editable=False, unique=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("office")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the path, here and in all offices below."""
        above = self.parent.path if self.parent is not None else "/"
        self.path = f"{above}{self.code}/"
        before = Office.objects.filter(pk=self.pk).values_list("path", "state").first()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        self._keep_below()
        if before is not None and before != (self.path, self.state):
            moved.send(Office, office=self)

    def _keep_below(self) -> None:
        for office in self.below.all():
            path = f"{self.path}{office.code}/"
            if office.path != path:
                Office.objects.filter(pk=office.pk).update(path=path)
                office.path = path
                office._keep_below()

    @property
    def codes_above(self) -> list[str]:
        """The codes of the offices above, from the top."""
        return self.path.strip("/").split("/")[:-1]

    @property
    def is_foreign(self) -> bool:
        """Whether it belongs to another state."""
        return bool(self.state)

    def is_under(self, other: Office) -> bool:
        """Whether it is ``other`` or stands below it."""
        return self.path.startswith(other.path)


class User(AbstractUser):
    """A named person in an office."""

    office = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("office"),
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the person; asked of the database once for an object."""
        found: frozenset[Role] | None = self.__dict__.get("_roles")
        if found is None:
            found = frozenset(Role(each.role) for each in self.postings.all())
            self.__dict__["_roles"] = found
        return found


class Posting(models.Model):
    """A role that somebody has in their office."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "role"), name="one_posting_a_role"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Series(models.Model):
    """The numbers that an office gives in a year, without gaps; see ``next_number``."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="series")
    name = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Series]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "name", "year"), name="one_series_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.name} {self.year}: {self.last}"


class Delegation(models.Model):
    """An office acts for an authority, in one act, or in all where ``act`` is empty."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="delegations")
    authority = models.CharField(_("authority"), max_length=200)
    act = models.CharField(_("act"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "authority", "act"), name="one_delegation"),
        )

    def __str__(self) -> str:
        return f"{self.office} acts for {self.authority}: {self.act or 'all acts'}"


class Token(models.Model):
    """A key with which a program acts for a person over the API, until a day.

    Only its hash is kept. ``begins`` is shown so that people can tell theirs apart.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    purpose = models.CharField(_("what for"), max_length=100)
    begins = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    used_on = models.DateField(_("last used on"), null=True)

    objects: ClassVar[models.Manager[Token]] = models.Manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("token")

    def __str__(self) -> str:
        return f"{self.user}: {self.begins}"


class FailedSignIns(models.Model):
    """How often signing in failed of late, for a name, an address, or both together.

    ``of`` is a keyed hash: what people type there may be a password, and an address is
    personal.
    """

    of = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[FailedSignIns]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.count} until {self.last_at:%Y-%m-%d %H:%M}"
