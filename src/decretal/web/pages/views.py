"""Saved views: the filters of the list of case files, under a name of one's own."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from decretal.casework.finding import FILTERS
from decretal.errors import EntryError
from decretal.offices.rights import Right
from decretal.web.asked import said, user_of
from decretal.web.rights import allowed

MOST = 40


@allowed(Right.READ)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the filters under a name; a name that is there already gets the new ones."""
    user, name = user_of(request), said(request, "name")
    if not name or len(name) > 80:
        raise EntryError(_("A view needs a name of 80 letters at most."), advice=_("Give it one."))
    asked = [(key, value) for key, value in parse_qsl(said(request, "filters")) if key in FILTERS]
    if user.saved_views.exclude(name=name).count() >= MOST:
        raise EntryError(_("There are as many views as there may be."), advice=_("Remove one."))
    user.saved_views.update_or_create(name=name, defaults={"filters": urlencode(asked)[:1000]})
    messages.success(request, _("The view is saved as %(name)s.") % {"name": name})
    return redirect(f"{reverse('cases')}?{urlencode(asked)}")


@allowed(Right.READ)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove a view of one's own."""
    user_of(request).saved_views.filter(name=said(request, "name")).delete()
    messages.success(request, _("The view is removed."))
    return redirect("cases")


urls = [
    path("views/save/", save, name="save-view"),
    path("views/remove/", remove, name="remove-view"),
]
