"""Finding case files: by number, by name in whatever script, by what they come to.

Owns what the filters of a list mean. Which files somebody sees is left to ``access``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from decretal.casework.deployment import deployment
from decretal.casework.models import CaseFile, NameKey
from decretal.casework.names import query
from decretal.offices.models import User

FILTERS = ("q", "status", "disposition", "decided", "waits", "office", "departs", "overdue")


def find(user: User, wanted: Mapping[str, str]) -> QuerySet[CaseFile]:
    """The case files that somebody sees and that fit all that is wanted.

    ``q`` is a number, or a name as far as it is typed.
    """
    found = CaseFile.objects.visible_to(user)
    exact = {
        "status": "status",
        "disposition": "disposition",
        "decided": "decided",
        "waits": "waits_for",
        "office": "office__code",
    }
    for name, field in exact.items():
        if wanted.get(name):
            found = found.filter(**{field: wanted[name]})
    if wanted.get("departs") == "yes":
        found = found.filter(departs=True)
    if wanted.get("overdue") == "yes":
        found = found.filter(due__lt=deployment().today())
    return _searched(found, wanted["q"]) if wanted.get("q") else found


def _searched(found: QuerySet[CaseFile], words: str) -> QuerySet[CaseFile]:
    by_number = found.filter(number__iexact=words)
    if by_number.exists():
        return by_number
    # A name as it stands there, or else as far as somebody has typed it: a letter is no name.
    exact = found.filter(_called(words, typing=False))
    is_letter = len(words) == 1 and words.isascii()
    return exact if not is_letter and exact.exists() else found.filter(_called(words, typing=True))


def _called(words: str, *, typing: bool) -> Q:
    # Each part is looked up once in the index of keys, not once for each file.
    asked = Q(pk__in=())
    for way in query(words, typing=typing):
        all_parts = Q()
        for keys in way:
            all_parts &= Q(pk__in=NameKey.objects.filter(key__in=sorted(keys)).values("case"))
        asked |= all_parts
    return asked
