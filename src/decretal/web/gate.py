"""The gate: who comes in, and what becomes of what is refused.

Owns that a route without a declared right is refused; that a page is for people who are
signed in and have its right; that whatever casework refuses is said on a page, with the
status that fits, and stands in the log. It also sends the headers that keep pages from
loading anything that is not ours. What is refused to a program is said in ``problems``.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from decretal.casework.access import demand
from decretal.errors import (
    CaseworkError,
    DecretalError,
    EntryError,
    FileChangedError,
    NoRightError,
    NotReadyError,
    ReturnRefusedError,
)
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.web.pages.failures import noted, refused
from decretal.web.problems import is_api
from decretal.web.rights import ANYBODY, rights_of
from decretal.web.who_asks import let_in

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
_METHODS = ("GET", "HEAD", "POST")


class Gate:
    """Middleware through which every request comes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.began_at = timezone.now()  # type: ignore[attr-defined]
        response = self._answer(request)
        if response.status_code == 405 and not getattr(response, "is_said", False):
            response = _wrong_method(request, response.headers.get("Allow", ""))
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            # What is shown of people stays in no cache.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; that to HEAD is the one to GET, without what it holds."""
        if request.method != "HEAD":
            return self._get_response(request)
        request.method = "GET"
        response = self._get_response(request)
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            response.content = b""
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponseBase | None:
        """Let in, or send to the door."""
        del arguments
        if is_api(request) and (stopped := let_in(request)) is not None:
            return stopped
        rights = rights_of(view, request.method or "")
        if not isinstance(rights, frozenset) and rights != ANYBODY:
            noted(request, "no right declared")
            return refused(
                request, NoRightError("This page declares no right, so nobody may see it."), 403
            )
        if isinstance(rights, frozenset):
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
            try:
                _demand_one(user, rights)
            except NoRightError as error:
                noted(request, error.code)
                return refused(request, error, 403)
        if not is_api(request) and request.method not in _METHODS:
            return _wrong_method(request, ", ".join(_METHODS))
        return _unshowable(request, named)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say on a page what casework refused."""
        if not isinstance(error, DecretalError):
            return None
        noted(request, error.code, error)
        return refused(request, error, status_of(error))


def status_of(error: DecretalError) -> int:
    """The status with which a refusal is answered."""
    return _STATUS.get(type(error), 400)


def _demand_one(user: User, rights: frozenset[Right]) -> None:
    if any(has_right(user, right) for right in rights):
        return
    demand(user, min(rights, key=lambda right: right.value))


def _wrong_method(request: HttpRequest, allow: str) -> HttpResponse:
    noted(request, "405")
    allow = ", ".join(sorted(allow.replace(" ", "").split(",")))
    error = CaseworkError(
        f"This address does not answer {(request.method or '')[:20]}.",
        advice=f"It answers {allow}." if allow else "",
    )
    response = refused(request, error, 405)
    response["Allow"] = allow
    response.is_said = True  # type: ignore[attr-defined]
    return response


def _unshowable(request: HttpRequest, named: dict[str, object]) -> HttpResponse | None:
    """Refuse a request whose address or form holds what no text holds."""
    said = [str(value) for value in named.values()]
    forms = [request.GET] if is_api(request) else [request.GET, request.POST]
    for form in forms:
        for name, values in form.lists():
            said += [name, *map(str, values)]
    if not any("\0" in text or any("\ud800" <= c <= "\udfff" for c in text) for text in said):
        return None
    noted(request, "characters that no text holds")
    error = EntryError(
        "The address or the form holds a character that no text holds.", advice="Remove it."
    )
    return refused(request, error, 400)
