"""Who asks for something to be registered, and what holds for all that is asked.

Owns that in a deployment for living people nothing leaves for whom nobody can tell that
it is no office of another state.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from decretal.errors import ReturnRefusedError
from decretal.offices.models import Office, User


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: by whom, on which day, with the form's key.

    ``by_step`` says that a step of the procedure asked for the rights itself; ``home_only``
    that nothing goes to an office of another state, nor to anybody outside.
    """

    actor: User
    today: datetime.date
    key: str = ""
    home_only: bool = False
    by_step: bool = False


def office_named(name: str) -> Office | None:
    """The office of this deployment with a name, if there is one."""
    return Office.objects.filter(name__iexact=name.strip()).first()


def demand_home(asked: Asked, name: str, office: Office | None) -> None:
    """Raises ReturnRefusedError for whom a deployment for living people tells nothing."""
    if not asked.home_only:
        return
    if office is None and _is_somebody_here(name):
        return
    if office is None or office.is_foreign:
        what = "an office of another state" if office is not None else "no office here"
        raise ReturnRefusedError(
            f"In live mode nothing goes to {name}: it is {what}. What it would learn of a "
            "person cannot be taken back, and nobody has examined whether that person may be "
            "harmed by it.",
            advice="Send it to an office that is set up here, and of this state.",
        )


def _is_somebody_here(name: str) -> bool:
    """Whether it is the full name of somebody with an account in an office of this state."""
    family, _, given = name.strip().partition(" ")
    found = User.objects.filter(is_active=True, first_name=family, last_name=given)
    return found.filter(office__state="").exclude(office=None).exists()
