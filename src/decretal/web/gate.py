"""The gate: who comes in, and what becomes of what is refused.

Owns three things: a route without a declared right is refused; a page is for people who
are signed in and have its right; whatever casework refuses is said on a page, with the
status that fits. It also sends the headers that keep pages from loading anything that is
not ours.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url

from decretal.casework.access import demand
from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.errors import (
    DecretalError,
    EntryError,
    FileChangedError,
    NoRightError,
    NotReadyError,
    ReturnRefusedError,
)
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.pages.failures import refused
from decretal.web.rights import ANYBODY, rights_of

_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_STATUS: dict[type[DecretalError], int] = {
    NoRightError: 403,
    ReturnRefusedError: 403,
    FileChangedError: 409,
    NotReadyError: 422,
    EntryError: 422,
}


class Gate:
    """Middleware through which every request comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            # What is shown of people stays in no cache.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponseBase | None:
        """Let in, or send to the door."""
        del arguments, named
        rights = rights_of(view)
        if rights == ANYBODY:
            return None
        if not isinstance(rights, frozenset):
            return refused(
                request, NoRightError("This page declares no right, so nobody may see it."), 403
            )
        user = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        try:
            _demand_one(user, rights)
        except NoRightError as error:
            note(user, Happening.REFUSED, "", f"{request.method} {request.path}"[:500])
            return refused(request, error, 403)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say on a page what casework refused."""
        if not isinstance(error, DecretalError):
            return None
        return refused(request, error, _STATUS.get(type(error), 400))


def _demand_one(user: User, rights: frozenset[Right]) -> None:
    if any(has_right(user, right) for right in rights):
        return
    demand(user, min(rights, key=lambda right: right.value))
