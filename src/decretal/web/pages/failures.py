"""Pages for what is refused, not found or broken: each says what to do next.

Owns the words and the line in the log. What programs are told has its form in ``problems``.
"""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from decretal.casework.log import note, note_refused
from decretal.casework.models import Happening, LogLine
from decretal.errors import (
    CaseworkError,
    DecretalError,
    NoRightError,
    StorageError,
    UnforeseenError,
    UnreadableRequestError,
)
from decretal.offices.models import User
from decretal.web import again
from decretal.web.problems import is_api, problem_of
from decretal.web.rights import open_to_anybody

NOTHING_THERE = "nothing there"


def noted(request: HttpRequest, why: str, error: DecretalError | None = None) -> None:
    """Write into the log what was refused: the way and the code, nobody's words.

    Of a report of an incident the log tells nothing that those from whom it is kept could
    read out of it: that a stranger knocked, but never at which, nor what befell others.
    """
    path, incidents, _number = f"{request.path}/".partition("/incidents/")
    if incidents and (error is not None or why not in (NOTHING_THERE, NoRightError.code)):
        return
    path = path + incidents if incidents else request.path
    user = getattr(request, "user", None)
    who = user if isinstance(user, User) else None
    way = f"{(request.method or '')[:20]} {path}"
    if error is not None:
        note_refused(who, error, "", way)
    else:
        note(who, Happening.REFUSED, "", f"{why} {way}")


def _is_noted(request: HttpRequest) -> bool:
    """Whether what is refused now was written into the log already, where it was found out."""
    began_at = getattr(request, "began_at", None)
    return (
        began_at is not None
        and LogLine.objects.filter(
            at__gte=began_at, happening=Happening.REFUSED, user=request.user.pk
        ).exists()
    )


def refused(request: HttpRequest, error: DecretalError, status: int) -> HttpResponse:
    """Say what was refused, and why: in place where htmx asks for a part of a page, above the
    form where its page keeps what was typed."""
    if is_api(request):
        return problem_of(error, status)
    why = {"error": error, "message": error.message, "advice": error.advice, "code": error.code}
    form = again.kept(request)
    if getattr(request, "htmx", False):
        template, shown = "web/failures/part.html", why
    elif form is not None:
        template, shown = form.template, {**form.shown(), "refused": why}
    else:
        template, shown = "web/failures/page.html", {**why, "came_from": again.came_from(request)}
    response = render(request, template, shown, status=status)
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "#said"
        response["HX-Reswap"] = "innerHTML"
    return response


@open_to_anybody
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: most often one that was open for too long."""
    del reason
    noted(request, "forged or too old")
    error = CaseworkError(
        _("This form is too old, or did not come from here. Nothing was recorded."),
        advice=_("Open the page anew and send the form again."),
    )
    return refused(request, error, 403)


@open_to_anybody
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or no such file for whoever asks: the same words for both."""
    del exception
    if isinstance(getattr(request, "user", None), User) and not _is_noted(request):
        noted(request, NOTHING_THERE)
    error = CaseworkError(
        _("There is nothing here for you."),
        advice=_("Check the address, or go back to today's work."),
    )
    return refused(request, error, 404)


@open_to_anybody
def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that is too big, has too many fields, or is no request."""
    is_big = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    noted(request, type(exception).__name__)
    if is_big:
        error = UnreadableRequestError(
            _("What was sent is more than is taken at once. Nothing was recorded."),
            advice=_("Send less, or in several parts."),
        )
    else:
        error = UnreadableRequestError(
            _("What was sent cannot be read. Nothing was recorded."),
            advice=_("Open the page anew and try again."),
        )
    return refused(request, error, 413 if is_big else 400)


@open_to_anybody
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of Decretal's own, or of the database. Nothing of it is shown or recorded."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return _without_database(request)
    if is_api(request):
        error = UnforeseenError(
            "A fault of Decretal. Nothing was recorded.",
            advice="Try again with the same key, and tell whoever keeps this system.",
        )
        return problem_of(error, 500)
    return HttpResponse(
        '<!doctype html><html lang="en"><title>A fault</title><h1>A fault of Decretal</h1>'
        "<p>Nothing was recorded. Please try again, and tell whoever keeps this system.</p>"
        '<p><a href="/">Back</a></p></html>',
        status=500,
    )


def _without_database(request: HttpRequest) -> HttpResponse:
    """The database is gone, or cannot write: whoever asks may try again, with the same form."""
    # A page that only shows something may follow on what was recorded: it says nothing of that.
    is_form = request.method not in ("GET", "HEAD")
    error = StorageError(
        "The database cannot be reached, or has no room to write."
        + (" Nothing was recorded." if is_form else " This page cannot be shown."),
        advice="Try again later; sending the same form again records it once.",
    )
    if is_api(request):
        return problem_of(error, 503)
    response = HttpResponse(
        '<!doctype html><html lang="en"><title>Not now</title><h1>Not now</h1>'
        f"<p>{error.message} {error.advice}</p><p><a href='/'>Back</a></p></html>",
        status=503,
    )
    response["Retry-After"] = "10"
    return response
