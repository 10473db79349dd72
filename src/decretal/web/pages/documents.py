"""A telegram as a document of a file: its text, for whoever sees the file.

Owns the page. What the register has of the telegram is ``pages.register``.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from decretal.casework.documents import Document, document
from decretal.casework.log import note
from decretal.casework.models import FileKind, Happening
from decretal.offices.rights import Right
from decretal.registry.formats.edition import side_by_side
from decretal.registry.register.models import Telegram
from decretal.web.asked import user_of
from decretal.web.rights import allowed

PAGES = {FileKind.CASE: "case", FileKind.LIST: "list", FileKind.GUIDANCE: "guidance-request"}
"""The routes of the files in which telegrams stand."""


def document_of(request: HttpRequest, number: str, mark: str) -> Document:
    """A document of a file; what is not there for whoever asks is logged."""
    user = user_of(request)
    found = document(user, number, mark)
    if found is None:
        note(user, Happening.REFUSED, number[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    note(user, Happening.READ, number, mark)
    return found


@allowed(Right.READ)
@require_GET
def file_telegram(request: HttpRequest, number: str, mark: str) -> HttpResponse:
    """The telegram to which an entry of a file leads."""
    found = document_of(request, number, mark)
    return render(
        request,
        "web/documents/page.html",
        {
            "found": found,
            "telegram": found.telegram,
            "addressees": found.telegram.addressees.all(),
            # Escaped where it is made.
            "edition": mark_safe(side_by_side(found.reading)) if found.is_whole else "",
            "back": PAGES[FileKind(found.file.kind)],
            "is_in_register": Telegram.objects.visible_to(user_of(request))
            .filter(mark=mark)
            .exists(),
        },
    )


urls = [path("files/<str:number>/telegrams/<str:mark>/", file_telegram, name="file-telegram")]
