"""Writing the log. What it holds is ``models.log``; it names files, never people."""

from __future__ import annotations

from django.utils import timezone

from decretal.casework.models.log import Happening, LogLine
from decretal.offices.models import User


def note(user: User | None, happening: Happening, subject: str = "", detail: str = "") -> None:
    """Write a line of the log."""
    LogLine.objects.create(
        at=timezone.now(),
        happening=happening,
        user=user,
        office=user.office if user is not None else None,
        subject=subject[:60],
        detail=detail[:500],
    )
