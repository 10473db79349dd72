"""Who asks over the API: a person's token, or the session of one who is signed in.

Owns letting them in, and what the description of the API says of it. A token needs no
other proof; a session that changes anything needs the token against forged forms.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.casework.tokens import person_with
from decretal.errors import CaseworkError, SignInError
from decretal.offices.models import User
from decretal.web.problems import problem_of


def let_in(request: HttpRequest) -> HttpResponseBase | None:
    """Find out who asks; gives what to answer to one who is not let in."""
    header = request.headers.get("Authorization", "")
    if header:
        scheme, _, words = header.partition(" ")
        user = person_with(words.strip()) if scheme.lower() == "bearer" else None
        if user is None:
            note(None, Happening.SIGN_IN_FAILED, "", "token")
            return _to_the_door("The token is not good: unknown, expired or revoked.")
        request.user = user
        return None
    if not isinstance(request.user, User):
        return _to_the_door("Nobody is signed in.")
    if check_csrf(request) is not None:
        note(request.user, Happening.REFUSED, "", "forged or too old")
        error = CaseworkError(
            "The request does not prove that it comes from here. Nothing was recorded.",
            advice="Send the cookie csrftoken back in the header X-CSRFToken, or use a token.",
        )
        return problem_of(error, 403)
    return None


def _to_the_door(said: str) -> HttpResponse:
    error = SignInError(
        said, advice="Make a token on the page of your account, and send it as a bearer token."
    )
    response = problem_of(error, 401)
    response["WWW-Authenticate"] = 'Bearer realm="decretal"'
    return response


class Token(HttpBearer):
    """A token of a person, made and revoked on the page of their account."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Who was let in by the gate."""
        del token
        return request.user if isinstance(request.user, User) else None


class Session(APIKeyCookie):
    """The session of somebody who is signed in; what records needs X-CSRFToken as well."""

    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=False)  # the gate asked for it

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        """Who was let in by the gate."""
        del key
        return request.user if isinstance(request.user, User) else None
