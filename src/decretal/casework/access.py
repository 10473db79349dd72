"""Who sees which files, and who may record in them: the one place that knows.

Owns what ``visible_to`` means. Which role may do what at all is ``offices.rights``,
what the text gives to which authority is ``casework.law``.
"""

from __future__ import annotations

from django.db.models import Q

from decretal.errors import NoRightError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right, roles_with


def office_of(user: User) -> Office:
    """The office of somebody; raises NoRightError for one who is in none."""
    if user.office is None:
        raise NoRightError(
            f"{user} is in no office.", advice="Ask whoever keeps the accounts to name one."
        )
    return user.office


def offices_seen_by(user: User) -> list[int]:
    """The keys of the office of somebody and of all below it; asked once for an object."""
    found: list[int] | None = user.__dict__.get("_offices_seen")
    if found is None:
        office = office_of(user)
        found = list(
            Office.objects.filter(path__startswith=office.path).values_list("pk", flat=True)
        )
        user.__dict__["_offices_seen"] = found
    return found


def demand(user: User, right: Right) -> None:
    """Raises NoRightError where somebody does not have a right."""
    if has_right(user, right):
        return
    foreign = user.office is not None and user.office.is_foreign
    roles = sorted(role.label for role in roles_with(right, foreign=foreign))
    needed = (
        f"that takes the role of {' or '.join(map(str, roles))}" if roles else "nobody there may"
    )
    raise NoRightError(
        f"{user} may not {right.value}: {needed}.", advice="Leave it to somebody who may."
    )


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
