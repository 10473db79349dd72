"""Saved views: the filters of the list of case files, under a name of somebody's own.

Owns how many there may be, and that a name has one view.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from decretal.casework.finding import FILTERS
from decretal.casework.models.views import SavedView
from decretal.errors import EntryError
from decretal.offices.models import User

MOST: Final = 40


def save_view(user: User, name: str, filters: Sequence[tuple[str, str]]) -> SavedView:
    """Save filters under a name; a name that is there already gets the new ones."""
    if not name or len(name) > 80:
        raise EntryError("A view needs a name of 80 letters at most.", advice="Give it one.")
    if user.saved_views.exclude(name=name).count() >= MOST:
        raise EntryError("There are as many views as there may be.", advice="Remove one.")
    kept = [(key, value) for key, value in filters if key in FILTERS]
    saved, _ = user.saved_views.update_or_create(
        name=name, defaults={"filters": urlencode(kept)[:1000]}
    )
    return saved


def remove_view(user: User, name: str) -> None:
    """Remove a view of one's own, if there is one of that name."""
    user.saved_views.filter(name=name).delete()
