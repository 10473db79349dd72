"""Who sees which files, and who may record in them: the one place that knows.

Owns what ``visible_to`` means for files. How far an office reaches is ``offices.reach``,
which role may do what at all ``offices.rights``, what the text gives to which authority
``casework.law``.
"""

from __future__ import annotations

from django.db.models import Q

from decretal.offices.models import User
from decretal.offices.reach import demand, office_of, offices_seen_by
from decretal.offices.rights import Right, has_right

__all__ = ["demand", "office_of", "offices_seen_by", "seen"]


def seen(user: User, prefix: str = "") -> Q:
    """The condition under which somebody sees a file, ``prefix`` leading to it.

    A foreign office sees only lists that were sent to it; complaints have a door of
    their own.
    """
    if not user.is_active or user.office is None:
        return Q(pk__in=())
    shared = Q(**{f"{prefix}shared_with__office": user.office})
    if user.office.is_foreign:
        return (
            shared & Q(**{f"{prefix}kind": "list"})
            if has_right(user, Right.READ_LISTS)
            else Q(pk__in=())
        )
    if not has_right(user, Right.READ):
        return Q(pk__in=())
    is_complaint = Q(**{f"{prefix}kind": "complaint"})
    return (Q(**{f"{prefix}office__in": offices_seen_by(user)}) | shared) & ~is_complaint
