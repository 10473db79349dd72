"""One's own account: who one is, one's password, and tokens for programs.

Owns the page; what a token is, and that it is shown once, is left to ``casework.tokens``.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.casework.tokens import MOST_DAYS, USUAL_DAYS, make_token, revoke
from decretal.errors import EntryError
from decretal.offices.models import Token
from decretal.offices.rights import Right
from decretal.web.asked import said, user_of
from decretal.web.rights import allowed

_SHOWN = 50


@allowed(Right.SIGN_IN)
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return _page(request, "")


@allowed(Right.SIGN_IN)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once: going back or forth does not show it again."""
    days = said(request, "days")
    if not days.isdecimal() or len(days) > 5:
        raise EntryError("The days are no number.", advice=f"Choose from 1 to {MOST_DAYS}.")
    _token, words = make_token(user_of(request), said(request, "purpose"), days=int(days))
    return _page(request, words)


@allowed(Right.SIGN_IN)
@require_POST
def revoke_(request: HttpRequest, token: int) -> HttpResponse:
    """Make one's own token good for nothing."""
    user = user_of(request)
    found = Token.objects.filter(user=user, pk=token).first()
    if found is None:
        note(user, Happening.REFUSED, "", f"{request.method} {request.path}")
        raise Http404
    revoke(user, found)
    messages.success(request, _("The token is revoked."))
    return redirect("account")


def _page(request: HttpRequest, words: str) -> HttpResponse:
    tokens = Token.objects.filter(user=user_of(request))[:_SHOWN]
    return render(
        request,
        "web/account/page.html",
        {
            "tokens": tokens,
            "words": words,
            "now": timezone.now(),
            "most_days": MOST_DAYS,
            "usual_days": USUAL_DAYS,
        },
    )


urls = [
    path("account/", account, name="account"),
    path("account/tokens/", make, name="make-token"),
    path("account/tokens/<int:token>/revoke/", revoke_, name="revoke-token"),
]
