"""Care in the example: food and clothing given, a move, a release, an office's own term."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from decretal.casework.care import give, move, release
from decretal.casework.models import File, Matter
from decretal.casework.record import Request
from decretal.casework.terms import declare_term
from decretal.offices.models import User


def make_care(people: Mapping[str, User], files: Mapping[str, File]) -> None:
    """Some were given what they need, one waits too long by the county's own term."""
    clerk = Request(people["changbai.clerk"])
    declare_term(
        Request(people["changbai.decider"]),
        Matter.CARE,
        7,
        "The store of the county is filled once a week.",
    )
    give(
        clerk,
        [files["list 1"].number, files["list 2"].number],
        given="Padded coat, rice for a week",
        given_by="Store of the county",
        on=datetime.date(1961, 12, 13),
        evidence="Receipt book of the store.",
    )
    give(
        clerk,
        [files["silence"].number],
        given="Rice for a week",
        given_by="Store of the county",
        on=datetime.date(1961, 12, 4),
    )
    move(
        clerk,
        files["offender"],
        "Guest house of the commune, Changbai",
        on=datetime.date(1961, 12, 9),
        reason="The reception house is full; on the word of Qiao Song-lin.",
    )
    release(
        clerk,
        files["investigated"],
        on=datetime.date(1961, 12, 18),
        reason="Taken in by a cousin while the facts are looked into; on the word of Gu Da-quan.",
    )
