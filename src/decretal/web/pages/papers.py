"""Papers: those of a file, issuing one, and having it as it was issued.

Owns the pages, and the part of a case file's page that leads there. What stands on a
paper, and that it never changes, is left to ``casework.papers``.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from decretal.casework.log import note
from decretal.casework.models import CaseFile, File, FileKind, Happening
from decretal.casework.models.papers import Paper, PaperKind
from decretal.casework.papers.contents import Kind
from decretal.casework.papers.issue import issue, kinds_for
from decretal.casework.standing import Standing
from decretal.errors import BrokenChainError, PaperError
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.web.asked import recording, said, user_of
from decretal.web.pages.cases import PANELS, Panel
from decretal.web.rights import allowed

PAGE = 50
_MOST_ON_A_CASE = 5
_PAGES = {FileKind.CASE: "case", FileKind.GROUP: "group", FileKind.LIST: "list"}
_FORMS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """The papers of all files that one sees, the latest first."""
    user = user_of(request)
    found = Paper.objects.visible_to(user).without_bytes().select_related("file", "office")
    kind = request.GET.get("kind", "")
    if kind:
        found = found.filter(kind=kind)
    page = Paginator(found.select_related("made_by"), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "web/papers/list.html", {"page": page, "kinds": PaperKind.choices, "kind": kind}
    )


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def of_file(request: HttpRequest, number: str) -> HttpResponse:
    """The papers of one file, and those that can be issued from it."""
    file = file_with(request, number)
    found = Paper.objects.without_bytes().filter(file=file).select_related("office", "made_by")
    return render(
        request,
        "web/papers/of_file.html",
        {"file": file, "papers": found, "kinds": kinds_for(file), "back": way_to(file)},
    )


@allowed(Right.ISSUE_PAPER)
@require_POST
def issue_(request: HttpRequest, number: str) -> HttpResponse:
    """Issue a paper from a file as it stands."""
    file = file_with(request, number)
    try:
        kind = Kind(said(request, "kind"))
    except ValueError:
        raise PaperError(
            f'"{said(request, "kind")[:40]}" is no paper.', advice="Choose one from the page."
        ) from None
    paper = issue(recording(request), file, kind)
    messages.success(request, _("%(number)s is issued.") % {"number": paper.number})
    return redirect("papers-of-file", number)


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def paper(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """A paper as it was issued, byte by byte."""
    user = user_of(request)
    found = Paper.objects.visible_to(user).select_related("file").filter(number=number).first()
    if found is None:
        note(user, Happening.REFUSED, number[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    content = {"csv": bytes(found.csv), "pdf": bytes(found.pdf)}.get(form)
    if not content:
        raise Http404
    if not found.is_whole:
        raise BrokenChainError(
            f"{number} is no longer what was issued: its bytes do not have the hash that was "
            "recorded.",
            advice="Do not rely on it. Tell whoever keeps this system.",
        )
    note(user, Happening.READ, found.file.number, f"paper {number} as {form}")
    response = HttpResponse(content, content_type=_FORMS[form])
    named = content_disposition_header(form == "csv", f"{number}.{form}")
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def way_to(file: File) -> str:
    """The address of the page of a file; that of all papers where it has none."""
    route = _PAGES.get(FileKind(file.kind))
    return reverse(route, args=[file.number]) if route else reverse("papers")


def file_with(request: HttpRequest, number: str) -> File:
    """A file of any kind that whoever asks may see; any other is not there."""
    user = user_of(request)
    found = File.objects.visible_to(user).select_related("office").filter(number=number).first()
    if found is None:
        note(user, Happening.REFUSED, number[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    return found


def _panel(user: User, case: CaseFile, standing: Standing) -> dict[str, object]:
    del user, standing
    found = Paper.objects.without_bytes().filter(file=case.file).select_related("made_by")
    return {"papers": found[:_MOST_ON_A_CASE], "kinds": kinds_for(case.file)}


PANELS.append(Panel("web/papers/panel.html", _panel))

urls = [
    path("papers/", papers, name="papers"),
    path("papers/of/<str:number>/", of_file, name="papers-of-file"),
    path("papers/of/<str:number>/issue/", issue_, name="issue-paper"),
    path("papers/<str:number>.pdf", paper, {"form": "pdf"}, name="paper"),
    path("papers/<str:number>.csv", paper, {"form": "csv"}, name="paper-csv"),
]
