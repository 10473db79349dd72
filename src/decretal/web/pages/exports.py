"""Exports: the list of case files, as it is filtered on the page, in a file.

Owns the page that hands it out. What is in it, and that it is logged, is left to
``casework.exports``.
"""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.urls import path
from django.views.decorators.http import require_GET

from decretal.casework.exports import export_cases
from decretal.offices.rights import Right
from decretal.web.asked import user_of
from decretal.web.pages.cases import asked_for, found_for
from decretal.web.rights import allowed


@allowed(Right.EXPORT)
@require_GET
def cases(request: HttpRequest, form: str) -> FileResponse:
    """The case files that the list shows with the same filters, all of them."""
    user = user_of(request)
    chosen = asked_for(request)
    made = export_cases(user, found_for(user, chosen), form, filters=chosen)
    response = FileResponse(
        made.content, as_attachment=True, filename=made.name, content_type=made.media_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


urls = [path("exports/cases.<str:form>", cases, name="export-cases")]
