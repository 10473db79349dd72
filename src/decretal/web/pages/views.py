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
from decretal.casework.views import remove_view, save_view
from decretal.offices.rights import Right
from decretal.web.asked import said, user_of
from decretal.web.rights import allowed


@allowed(Right.READ)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the filters under a name; a name that is there already gets the new ones."""
    name = said(request, "name")
    asked = [(key, value) for key, value in parse_qsl(said(request, "filters")) if key in FILTERS]
    save_view(user_of(request), name, asked)
    messages.success(request, _("The view is saved as %(name)s.") % {"name": name})
    return redirect(f"{reverse('cases')}?{urlencode(asked)}")


@allowed(Right.READ)
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Remove a view of one's own."""
    remove_view(user_of(request), said(request, "name"))
    messages.success(request, _("The view is removed."))
    return redirect("cases")


urls = [
    path("views/save/", save, name="save-view"),
    path("views/remove/", remove, name="remove-view"),
]
