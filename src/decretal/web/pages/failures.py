"""Pages for what is refused, not found or broken: each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from decretal.errors import CaseworkError, DecretalError
from decretal.web.rights import open_to_anybody


def refused(request: HttpRequest, error: DecretalError, status: int) -> HttpResponse:
    """Say what was refused, and why; in place where htmx asks for a part of a page."""
    response = render(
        request,
        "web/failures/part.html" if getattr(request, "htmx", False) else "web/failures/page.html",
        {"error": error, "message": error.message, "advice": error.advice, "code": error.code},
        status=status,
    )
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "#said"
        response["HX-Reswap"] = "innerHTML"
    return response


@open_to_anybody
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: most often one that was open for too long."""
    del reason
    error = CaseworkError(
        _("This form is too old, or did not come from here. Nothing was recorded."),
        advice=_("Open the page anew and send the form again."),
    )
    return refused(request, error, 403)


@open_to_anybody
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or no such file for whoever asks: the same words for both."""
    del exception
    error = CaseworkError(
        _("There is nothing here for you."),
        advice=_("Check the address, or go back to today's work."),
    )
    return refused(request, error, 404)


@open_to_anybody
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of Decretal's own. Nothing of it is shown, and nothing was recorded."""
    return HttpResponse(
        "<!doctype html><html lang=en><title>A fault</title><h1>A fault of Decretal</h1>"
        "<p>Nothing was recorded. Please try again, and tell whoever keeps this system."
        "<p><a href='/'>Back</a>",
        status=500,
    )
