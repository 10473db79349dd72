"""One's own password: changed by whoever knows the old one, by the rules of the settings.

A new password signs out every other session and revokes all tokens, since whoever
changes it may do so because somebody else knew the old one.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.casework.sign_ins import failed, succeeded, wait_for
from decretal.casework.tokens import revoke_all
from decretal.offices.rights import Right
from decretal.web.asked import user_of
from decretal.web.rights import allowed


@allowed(Right.SIGN_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password."""
    user = user_of(request)
    form: PasswordChangeForm = PasswordChangeForm(user, request.POST or None)
    tries = user.username, request.META.get("REMOTE_ADDR", "")
    seconds = wait_for(*tries) if request.method == "POST" else 0
    if request.method == "POST" and not seconds:
        if form.is_valid():
            form.save()
            update_session_auth_hash(request, user)
            succeeded(*tries)
            revoked = revoke_all(user)
            note(user, Happening.RECORDED, "", f"password changed, {revoked} tokens revoked")
            messages.success(
                request, _("Your password is changed. Other sessions and all tokens are closed.")
            )
            return redirect("account")
        if "old_password" in form.errors:
            failed(*tries)
        note(user, Happening.REFUSED, "", "password not changed")
    status = 429 if seconds else 422 if request.method == "POST" else 200
    return render(
        request, "web/account/password.html", {"form": form, "wait": seconds}, status=status
    )


urls = [path("account/password/", password, name="password")]
