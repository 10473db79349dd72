"""A report of an incident in the example, which another office looks into."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from decretal.casework.complaints import hear, report, take_up
from decretal.casework.record import Request
from decretal.offices.models import Office, User


def make_incidents(people: Mapping[str, User]) -> None:
    """Somebody unknown of the Public Security Department is meant; the province looks into it."""
    found = report(
        Request(people["yanbian.clerk"]),
        office=Office.objects.get(code="security"),
        what="At the station a guard shouted at a woman who had crossed, and took her bundle.",
        on=datetime.date(1961, 12, 16),
    )
    looker = Request(people["jilin.investigator"])
    take_up(looker, found.number)
    hear(
        looker,
        found.number,
        who="The keeper of the station's kitchen",
        said="There was shouting; who it was, she could not see.",
        on=datetime.date(1961, 12, 19),
    )
