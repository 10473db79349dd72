"""Filling an empty home with the example."""

from __future__ import annotations

from django.db import transaction

from decretal.casework.deployment import Mode, deployment
from decretal.casework.example.care import make_care
from decretal.casework.example.education import make_sessions
from decretal.casework.example.files import make_files
from decretal.casework.example.guidance import make_guidance
from decretal.casework.example.incidents import make_incidents
from decretal.casework.example.offices import make_offices, make_people
from decretal.casework.example.register import make_register
from decretal.casework.example.travels import make_travels
from decretal.errors import DeploymentError
from decretal.offices.models import Office, User

PASSWORD = "an-invented-1961"


def is_empty() -> bool:
    """Whether nothing was set up yet."""
    return not Office.objects.exists()


def make() -> dict[str, User]:
    """Make offices, people and files, all or nothing; gives the people by their names.

    Raises DeploymentError in live mode, and where something was set up before.
    """
    if deployment().mode is Mode.LIVE:
        raise DeploymentError(
            "The example is invented, and this deployment is live.",
            advice="Declare a training: DECRETAL_MODE=training.",
        )
    if not is_empty():
        raise DeploymentError(
            "There are offices here already, so the example is not made.",
            advice="Use another DECRETAL_HOME.",
        )
    with transaction.atomic():
        people = make_people(make_offices(), PASSWORD)
        make_register(people)
        files = make_files(people)
        make_care(people, files)
        make_sessions(people)
        make_incidents(people)
        make_guidance(people, files)
        make_travels(people)
    return people
