"""Signing in and out. Both are logged; failures say the same whatever was wrong.

Owns the door. Whoever fails again and again waits, as ``casework.sign_ins`` says; the
password is not even looked at meanwhile. The account itself is ``password`` and ``tokens``.
"""

from __future__ import annotations

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.urls import path

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.casework.sign_ins import failed, succeeded, wait_for
from decretal.offices.models import User
from decretal.web.rights import ANYBODY


class SignIn(views.LoginView):
    """The page on which people sign in."""

    rights = ANYBODY
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *arguments: str, **named: object) -> HttpResponse:
        """Look at name and password, or have somebody wait."""
        seconds = wait_for(*_who_tries(request))
        if not seconds:
            return super().post(request, *arguments, **named)
        note(None, Happening.SIGN_IN_FAILED, "", "has to wait")
        response = self.render_to_response({"wait": seconds, "next": self.get_redirect_url()})
        response.status_code = 429
        response["Retry-After"] = str(seconds)
        return response

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let somebody in."""
        user = form.get_user()
        if isinstance(user, User):
            succeeded(*_who_tries(self.request))
            note(user, Happening.SIGNED_IN)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Keep somebody out. The name is not logged: people type passwords there."""
        failed(*_who_tries(self.request))
        note(None, Happening.SIGN_IN_FAILED)
        return super().form_invalid(form)


def _who_tries(request: HttpRequest) -> tuple[str, str]:
    return request.POST.get("username", ""), request.META.get("REMOTE_ADDR", "")


class SignOut(views.LogoutView):
    """Leaving."""

    rights = ANYBODY


urls = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    path("sign-out/", SignOut.as_view(), name="sign-out"),
]
