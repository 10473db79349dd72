"""Signing in and out. Both are logged; failures say the same whatever was wrong."""

from __future__ import annotations

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.urls import path

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.offices.models import User
from decretal.web.rights import ANYBODY


class SignIn(views.LoginView):
    """The page on which people sign in."""

    rights = ANYBODY
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let somebody in."""
        user = form.get_user()
        if isinstance(user, User):
            note(user, Happening.SIGNED_IN)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Keep somebody out. The name is not logged: people type passwords there."""
        note(None, Happening.SIGN_IN_FAILED)
        return super().form_invalid(form)


class SignOut(views.LogoutView):
    """Leaving."""

    rights = ANYBODY


urls = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
]
