"""What the commands of casework have in common: Django made ready, the database set up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from decretal.errors import CommandError, DeploymentError

if TYPE_CHECKING:
    from decretal.offices.models import User


def ready() -> None:
    """Make Django ready; raises DeploymentError for a deployment that is not declared."""
    from decretal.casework.deployment import deployment

    where = deployment()
    try:
        (where.home / "static").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeploymentError(
            f"The folder {where.home} cannot be made: {error.strerror}.",
            advice="Name another one with DECRETAL_HOME.",
        ) from None
    os.environ["DJANGO_SETTINGS_MODULE"] = "decretal.casework.settings"
    import django

    django.setup()


def set_up() -> None:
    """Bring the database to the state that this version needs."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise DeploymentError(
            f"The database cannot be used: {str(error).splitlines()[0]}.",
            advice="See whether it runs, and what DECRETAL_DATABASE says.",
        ) from None


def person(name: str) -> User:
    """Somebody with an account; raises CommandError where there is nobody of that name."""
    from decretal.offices.models import User

    found = User.objects.select_related("office").filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(
            f'Nobody signs in as "{name}".', advice="Give the name of an account with --by."
        )
    return found
