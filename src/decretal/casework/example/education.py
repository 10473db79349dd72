"""A session of cadre education in the example."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from decretal.casework.education import hold
from decretal.casework.record import Request
from decretal.offices.models import User


def make_sessions(people: Mapping[str, User]) -> None:
    """One session at Tonghua, which not everybody attended."""
    hold(
        Request(people["tonghua.registrar"]),
        topic="Why the committee wants crossers returned, and that nobody may be treated rudely",
        held_by="Gu Da-quan",
        on=datetime.date(1961, 12, 4),
        attended=["tonghua.clerk", "tonghua.investigator", "changbai.clerk"],
        documents="The reply of 25 November, read aloud.",
    )
