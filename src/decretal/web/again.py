"""Forms that are shown again, as they were filled in, where something in them was refused.

Owns that nobody has to type a long form twice: its page is shown with what was typed and
with why nothing was recorded. Other forms are short; from these the page of the refusal
leads back to where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


@dataclass(frozen=True, slots=True)
class Again:
    """The page of a form, with what somebody typed."""

    template: str
    shown: Callable[[], Mapping[str, object]]


def keep(request: HttpRequest, template: str, shown: Callable[[], Mapping[str, object]]) -> None:
    """From here on, what is refused is said above this form; it is made only then."""
    request.again = Again(template, shown)  # type: ignore[attr-defined]


def kept(request: HttpRequest) -> Again | None:
    """The form that is shown again, if its page asked for that."""
    found = getattr(request, "again", None)
    return found if isinstance(found, Again) else None


def came_from(request: HttpRequest) -> str:
    """The page of this deployment on which a form stood, if the browser says which."""
    if request.method != "POST":
        return ""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}):
        return ""
    found = urlsplit(said)
    if not found.path.startswith("/") or found.path.startswith("//"):
        return ""
    return found.path + (f"?{found.query}" if found.query else "")
