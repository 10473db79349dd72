"""The routes of the pages and of the API, as Django has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A route with its name, the pattern of its address, and its view."""

    name: str
    pattern: str
    view: object


def routes() -> list[Route]:
    """All of them; a route of the API with several methods is there for each."""
    return list(_walk(get_resolver().url_patterns))


def _walk(
    found: Iterable[URLPattern | URLResolver], before: str = "", space: Sequence[str] = ()
) -> Iterator[Route]:
    for each in found:
        if isinstance(each, URLResolver):
            inner = (*space, each.namespace) if each.namespace else space
            yield from _walk(each.url_patterns, before + str(each.pattern), inner)
        else:
            name = ":".join((*space, each.name or "?"))
            yield Route(name, before + str(each.pattern), each.callback)
