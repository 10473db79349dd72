"""The right that each route takes.

A view says it with ``allowed``; ``gate`` refuses a view that says nothing. The right is
what somebody must have to come in at all: which files, and what the text gives to the
office, is asked where something is read or recorded. A view that answers several methods
by several functions, as those of the API do, has a right for each method.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from decretal.offices.rights import Right

View = TypeVar("View", bound=Callable[..., Any])
Declared = frozenset[Right] | str | None

ANYBODY = "anybody"
"""For the pages that nobody needs to sign in for."""


def allowed(*rights: Right) -> Callable[[View], View]:
    """Declare that a view takes one of these rights."""

    def declare(view: View) -> View:
        view.rights = frozenset(rights)  # type: ignore[attr-defined]
        return view

    return declare


def open_to_anybody(view: View) -> View:
    """Declare that a view is for whoever comes, signed in or not."""
    view.rights = ANYBODY  # type: ignore[attr-defined]
    return view


def rights_of(view: object, method: str = "GET") -> Declared:
    """What a view declares for a method; None where it declares nothing.

    For a method that the view does not answer it is what any of its methods takes:
    whoever has none of those is not told that the method is the wrong one.
    """
    declared = getattr(view, "rights", None)
    if declared is None:
        declared = getattr(getattr(view, "view_class", None), "rights", None)
    if isinstance(declared, Mapping):
        return declared[method] if method in declared else _any_of(list(declared.values()))
    return declared if isinstance(declared, (frozenset, str)) else None


def _any_of(declared: list[Declared]) -> Declared:
    if not declared or any(each is None for each in declared):
        return None
    if ANYBODY in declared:
        return ANYBODY
    return frozenset(right for each in declared if isinstance(each, frozenset) for right in each)
