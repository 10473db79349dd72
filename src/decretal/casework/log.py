"""Writing the log. What it holds is ``models.log``; it names files, never people."""

from __future__ import annotations

from django.utils import timezone

from decretal.casework.models.log import Happening, LogLine
from decretal.errors import DecretalError
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


def note_refused(
    user: User | None, error: DecretalError, subject: str = "", detail: str = ""
) -> None:
    """Write that something was refused: once, however many doors it comes by.

    The words of the error are left out, since they may name people.
    """
    if getattr(error, "is_noted", False):
        return
    error.is_noted = True  # type: ignore[attr-defined]
    said = f"{error.code} {type(error).__name__}"
    note(user, Happening.REFUSED, subject, f"{said} {detail}".strip())
