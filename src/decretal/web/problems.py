"""What is refused to a program: RFC 9457's problem details, with a code and advice.

Owns their form. Which status a refusal has is left to ``gate``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse

from decretal.errors import DecretalError

PREFIX = "/api/"


def is_api(request: HttpRequest) -> bool:
    """Whether a request is a program's."""
    return request.path_info.startswith(PREFIX)


def problem_of(
    error: DecretalError, status: int, *, more: Mapping[str, object] | None = None
) -> HttpResponse:
    """A refusal with its code: what was found, what was expected, what to do next."""
    title = (type(error).__doc__ or "").strip().splitlines()[0].rstrip(".")
    return JsonResponse(
        {
            "type": f"urn:decretal:{error.code}",
            "title": title,
            "status": status,
            "code": error.code,
            "detail": error.message,
            "advice": error.advice,
            **(more or {}),
        },
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
