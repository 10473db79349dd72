"""The right that each route takes.

A view says it with ``allowed``; ``gate`` refuses a view that says nothing. The right is
what somebody must have to come in at all: which files, and what the text gives to the
office, is asked where something is read or recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from decretal.offices.rights import Right

View = TypeVar("View", bound=Callable[..., Any])

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


def rights_of(view: object) -> frozenset[Right] | str | None:
    """What a view declares; None where it declares nothing."""
    declared = getattr(view, "rights", None)
    if declared is None:
        declared = getattr(getattr(view, "view_class", None), "rights", None)
    return declared if isinstance(declared, (frozenset, str)) else None
