"""Telegrams as documents of the files in which they stand, over the API.

Owns the route. The register itself has others.
"""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from decretal.offices.rights import Right
from decretal.web.pages.documents import document_of
from decretal.web.rights import allowed

router = Router(tags=["case files"])


class DocumentShown(Schema):
    """A telegram as a document of a file, and nothing of the register."""

    mark: str
    sender: str
    subject: str
    dated: str
    precedence: str
    to: list[str]
    copied: list[str]
    reporting_to: list[str]
    sha256: str
    text: str | None = Field(description="Null where it names others, whose files are not seen.")
    said: list[str] = Field(description="Then: what it says of the person of the file.")


@router.get(
    "/files/{str:number}/telegrams/{str:mark}", response=DocumentShown, url_name="file-telegram"
)
@allowed(Right.READ)
def file_telegram(request: HttpRequest, number: str, mark: str) -> dict[str, object]:
    """The telegram to which an entry of a file leads; the file is of any kind."""
    found = document_of(request, number, mark)
    named: dict[str, list[str]] = {"to": [], "copied": [], "reporting_to": []}
    for each in found.telegram.addressees.all():
        named[each.address].append(each.name)
    names = ("mark", "sender", "subject", "dated", "precedence", "sha256")
    return {
        **{name: getattr(found.telegram, name) for name in names},
        **named,
        "text": found.reading.source.content if found.is_whole else None,
        "said": list(found.said),
    }
