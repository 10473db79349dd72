"""What a request asks for, read once and the same everywhere: who, which file, which day.

Owns reading forms' common fields: the request's key, the length of the file as it was
seen, dates. What is wrong with them is said as an EntryError.
"""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest

from decretal.casework.deployment import deployment
from decretal.casework.log import note
from decretal.casework.models import CaseFile, File, Happening
from decretal.casework.record import Request
from decretal.errors import EntryError
from decretal.offices.models import User


def user_of(request: HttpRequest) -> User:
    """Who asks; the gate lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def case_of(request: HttpRequest, number: str) -> CaseFile:
    """A case file that whoever asks may see; any other is not there, and that is logged."""
    user = user_of(request)
    found = (
        CaseFile.objects.visible_to(user)
        .select_related("file", "office")
        .filter(number=number)
        .first()
    )
    if found is None:
        note(user, Happening.REFUSED, number[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    return found


def file_of(request: HttpRequest, number: str, kind: str) -> File:
    """A file of a kind that whoever asks may see."""
    user = user_of(request)
    found = (
        File.objects.visible_to(user).select_related("office").filter(number=number, kind=kind)
    ).first()
    if found is None:
        note(user, Happening.REFUSED, number[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    return found


def recording(request: HttpRequest) -> Request:
    """Who records, with the form's key and the length of the file as the form saw it.

    Where a step goes by telegram, the form says with which precedence.
    """
    seen = request.POST.get("seen", "")
    key = request.POST.get("key", "")
    if len(key) > 64:
        raise EntryError("The form's key is too long.", advice="Open the page anew.")
    return Request(
        user_of(request),
        key,
        int(seen) if seen.isdecimal() and len(seen) < 9 else None,
        precedence=said(request, "precedence"),
    )


def said(request: HttpRequest, name: str) -> str:
    """A field of the form, without the white space around it."""
    return request.POST.get(name, "").strip()


def day(request: HttpRequest, name: str = "happened_on", *, needed: bool = True) -> datetime.date:
    """A day of the form; today's where none is needed and none is given."""
    found = date_in(said(request, name))
    if found is not None:
        return found
    if needed:
        raise EntryError("No day is given.", advice="Write it as 1961-12-20.")
    return deployment().today()


def date_in(written: str) -> datetime.date | None:
    """A day as it is written in forms and addresses; None where nothing is written."""
    if not written:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise EntryError(f'"{written[:40]}" is no day.', advice="Write it as 1961-12-20.") from None
