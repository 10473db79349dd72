"""The routes of the API put together, each with the right that it declares.

Owns what becomes of what is refused on the way, and its description. ``gate`` reads the
rights from the views that stand here, and refuses one that declares none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, include, path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from decretal.errors import (
    DecretalError,
    DraftError,
    FileChangedError,
    KeyUsedError,
    ReadsOtherwiseError,
    SeveralErrors,
    UnreadableRequestError,
    UnseenError,
)
from decretal.offices.rights import Right
from decretal.web.api import (
    care,
    cases,
    documents,
    duplicates,
    education,
    groups,
    guidance,
    importing,
    incidents,
    lists,
    overdue,
    papers,
    register,
    registering,
    schemas,
    transfers,
    views,
)
from decretal.web.gate import status_of
from decretal.web.pages.failures import not_found, noted
from decretal.web.problems import problem_of
from decretal.web.rights import allowed, rights_of
from decretal.web.who_asks import Session, Token

ROUTERS = (
    cases.router,
    documents.router,
    groups.router,
    lists.router,
    transfers.router,
    care.router,
    incidents.router,
    guidance.router,
    education.router,
    register.router,
    registering.router,
    papers.router,
    importing.router,
    views.router,
    duplicates.router,
    overdue.router,
)
_ROOT = "/api/v1/"
_STATUS: dict[type[DecretalError], int] = {
    DraftError: 422,
    FileChangedError: 412,
    KeyUsedError: 422,
    ReadsOtherwiseError: 422,
    SeveralErrors: 422,
    UnseenError: 428,
}

api = NinjaAPI(
    title="Decretal",
    version="1",
    description="The casework of a directive, for programs: the same as the pages, with the "
    "same rights. What is refused comes as a problem with a code and advice (RFC 9457).",
    auth=[Token(), Session()],
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for router in ROUTERS:
    api.add_router("", router)


# what is refused -----------------------------------------------------------------


@api.exception_handler(DecretalError)
def refused(request: HttpRequest, error: DecretalError) -> HttpResponse:
    """What casework refuses."""
    noted(request, error.code, error)
    return problem_of(error, _STATUS.get(type(error), status_of(error)))


@api.exception_handler(ValidationError)
def not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request that is not as the description says. What was sent is not sent back."""
    noted(request, UnreadableRequestError.code)
    wrong = [
        {"where": "/".join(map(str, each["loc"])), "what": str(each["msg"])}
        for each in error.errors[:20]
    ]
    told = UnreadableRequestError(
        "; ".join(f"{each['where']}: {each['what']}" for each in wrong[:3]) + ".",
        advice="The description of the API says what each route takes.",
    )
    return problem_of(told, 422, more={"errors": wrong})


@api.exception_handler(Http404)
def nothing_here(request: HttpRequest, error: Http404) -> HttpResponse:
    """No such file, or none for whoever asks: the same words for both."""
    return not_found(request, error)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    is_big = isinstance(error.__cause__, RequestDataTooBig)
    return _unreadable(request, error.status_code, is_big=is_big)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """A body that is larger than anything that is recorded."""
    del error
    return _unreadable(request, 413, is_big=True)


def _unreadable(request: HttpRequest, status: int, *, is_big: bool) -> HttpResponse:
    noted(request, UnreadableRequestError.code)
    if is_big:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        told = UnreadableRequestError(
            f"The body is larger than {limit} bytes. Nothing was recorded.", advice="Send less."
        )
        return problem_of(told, 413)
    told = UnreadableRequestError(
        "The body is no JSON. Nothing was recorded.", advice="Send JSON in UTF-8."
    )
    return problem_of(told, status)


# what it is ----------------------------------------------------------------------


@cache
def schema() -> dict[str, Any]:
    """The description of the API, as OpenAPI has it."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=_ROOT))
    found["components"]["schemas"]["Problem"] = schemas.Problem.model_json_schema()
    problem = {
        "description": "Refused: the code says what, the advice what to do.",
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
    for methods in found["paths"].values():
        for method, each in methods.items():
            each["responses"]["default"] = problem
            if method == "post":
                each.setdefault("parameters", []).extend(_HEADERS)
    return found


_HEADERS = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "maxLength": 200},
        "description": "The request's own key: repeated with it, the request records once.",
    },
    {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "schema": {"type": "string"},
        "description": "The ETag of the file as it was read: if the file has grown since, "
        "nothing is recorded and the answer (412) says what changed.",
    },
]


@allowed(Right.SIGN_IN)
@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of the API, for programs."""
    del request
    return JsonResponse(schema())


@allowed(Right.SIGN_IN)
@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """The description of the API, for people. It loads nothing from anywhere."""
    found = schema()
    routes = [
        {
            "method": method.upper(),
            "path": where,
            "summary": each.get("description") or each.get("summary"),
            "parameters": [
                (given["name"], given["in"], _said_of(given) or _said_of(given["schema"]))
                for given in each.get("parameters", [])
            ],
            "body": _name_of(each.get("requestBody", {})),
            "gives": [_name_of(given) for given in each["responses"].values()],
            "anchor": each["operationId"],
        }
        for where, methods in found["paths"].items()
        for method, each in methods.items()
    ]
    shapes = [
        {
            "name": name,
            "description": shape.get("description", ""),
            "fields": [
                (field, _type_of(said), field in shape.get("required", ()), _said_of(said))
                for field, said in shape.get("properties", {}).items()
            ],
        }
        for name, shape in sorted(found["components"]["schemas"].items())
    ]
    return render(
        request,
        "web/api/docs.html",
        {"routes": routes, "shapes": shapes},
    )


def _said_of(said: dict[str, Any]) -> str:
    return str(said.get("description", ""))


def _name_of(said: dict[str, Any]) -> str:
    for content in said.get("content", {}).values():
        return _type_of(content["schema"])
    return ""


def _type_of(said: dict[str, Any]) -> str:
    if "$ref" in said:
        return str(said["$ref"]).rsplit("/", 1)[-1]
    for several in ("anyOf", "allOf", "oneOf"):
        if several in said:
            return " | ".join(dict.fromkeys(_type_of(each) for each in said[several]))
    if said.get("type") == "array":
        return f"[{_type_of(said.get('items', {}))}]"
    return str(said.get("format") or said.get("type") or "anything")


# where it is ---------------------------------------------------------------------


def _patterns() -> list[URLPattern]:
    """The routes, each view bearing the rights of its methods."""
    found = [each for each in api.urls[0] if isinstance(each, URLPattern)]
    found = [each for each in found if each.name != "api-root"]
    views = [view for router in ROUTERS for view in router.path_operations.values()]
    answered = [view for view in views for _ in view.operations]
    for pattern, view in zip(found, answered, strict=True):
        rights = {
            method: rights_of(operation.view_func)
            for operation in view.operations
            for method in operation.methods
        }
        pattern.callback.rights = rights  # type: ignore[attr-defined]
    return found


urls = [
    path(
        _ROOT[1:],
        include(
            (
                [
                    path("openapi.json", openapi, name="openapi"),
                    path("docs", docs, name="docs"),
                    *_patterns(),
                ],
                "api",
            )
        ),
    )
]
