"""Importing a table of case files: looked through first, taken in when somebody says so."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from decretal.casework.import_jobs import begin, go_on, job, rejects_of
from decretal.casework.importing import PARTICULARS
from decretal.casework.law import law
from decretal.errors import EntryError
from decretal.offices.rights import Right
from decretal.web.asked import user_of
from decretal.web.rights import allowed


@allowed(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def importing(request: HttpRequest) -> HttpResponse:
    """Give a table."""
    if request.method == "GET":
        context = {"facts": list(law().facts), "particulars": PARTICULARS}
        return render(request, "web/importing/begin.html", context)
    upload = request.FILES.get("table")
    if upload is None:
        raise EntryError(_("No table was given."), advice=_("Choose a file."))
    return redirect("import", begin(user_of(request), upload))


@allowed(Right.IMPORT)
@require_GET
def one(request: HttpRequest, name: str) -> HttpResponse:
    """An import as it stands; the page asks again while it runs."""
    template = "part" if getattr(request, "htmx", False) else "page"
    found = job(user_of(request), name)
    return render(request, f"web/importing/{template}.html", {"job": found})


@allowed(Right.IMPORT)
@require_POST
def take(request: HttpRequest, name: str) -> HttpResponse:
    """Take the table in: all rows that can be read, or nothing."""
    go_on(user_of(request), name, leave_rejected=request.POST.get("leave_rejected") == "yes")
    messages.info(request, _("The table is being imported. Nothing is open until all of it is."))
    return redirect("import", name)


@allowed(Right.IMPORT)
@require_GET
def rejects(request: HttpRequest, name: str) -> FileResponse:
    """The rejected rows, each with what is wrong, to be corrected and given again."""
    found = rejects_of(user_of(request), name)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"), as_attachment=True, filename="rejects.csv")


urls = [
    path("import/", importing, name="importing"),
    path("import/<str:name>/", one, name="import"),
    path("import/<str:name>/take/", take, name="import-take"),
    path("import/<str:name>/rejects.csv", rejects, name="import-rejects"),
]
