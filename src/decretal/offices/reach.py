"""How far somebody's office and rights reach: their office, those below it, what they may.

Owns the questions that every layer above asks in the same words. Which files or telegrams
somebody sees is left to these layers.
"""

from __future__ import annotations

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
