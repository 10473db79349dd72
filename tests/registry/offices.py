"""Invented offices with people of their own, for the tests of the register."""

from __future__ import annotations

import datetime

from decretal.offices.models import Office, Posting, Role, User
from decretal.registry.register.asked import Asked
from decretal.registry.write import Draft, Point

DAY = datetime.date(1963, 3, 9)
RAW = b"To the Lakeside Committee:\n\n1. So it is.\n\nMill Committee\n\nMarch 8, 1963\n"
DRAFT = Draft(
    precedence="Urgent",
    subject="A question on the ferry",
    to=("Mill Committee",),
    body=(Point("Who keeps the ferry?"),),
)


class Offices:
    """Two offices with a registrar and a decider each, one above them, one abroad."""

    def __init__(self) -> None:
        self.top = Office.objects.create(code="top", name="Hill Committee")
        self.lake = Office.objects.create(code="lake", name="Lakeside Committee", parent=self.top)
        self.mill = Office.objects.create(code="mill", name="Mill Committee", parent=self.top)
        self.abroad = Office.objects.create(
            code="abroad", name="Harbour Consulate", state="the other state"
        )

    def by(self, office: Office, role: Role = Role.REGISTRAR, key: str = "") -> Asked:
        """A request of somebody in an office."""
        name = f"{office.code}.{role.value}"
        user, is_new = User.objects.get_or_create(username=name, office=office)
        if is_new:
            Posting.objects.create(user=user, role=role)
        return Asked(user, DAY, key)
