"""Invented telegrams in the example: a question, the order that answers it, and others.

The exchange has the form of the order of 1961, with the telegram that it answers, and none
of its words. The terms are those of an invented office, as an example of what an office may
set itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from decretal.offices.models import User
from decretal.registry.register.asked import Asked
from decretal.registry.register.copies import distribute, held, pass_on
from decretal.registry.register.handling import cancel, dispatch, handle
from decretal.registry.register.models import Telegram
from decretal.registry.register.precedence import declare
from decretal.registry.register.registering import Meant, register_incoming, register_outgoing
from decretal.registry.telegram import Handling
from decretal.registry.write import Copies, Draft, Point, Reference

TERMS: Final = {0: 0, 1: 1, 2: 3, 3: 10, 4: 30}
"""Days that the invented province lets each precedence wait."""
_DISTRIBUTION: Final = (
    ("First Secretariat", 5),
    ("Public Security Department", 1),
    ("Committee for Civil Affairs", 1),
    ("Research Section", 7),
    ("Section for Overseas Affairs", 1),
    ("Trade Section", 1),
    ("Reading Room", 3),
    ("General Section", 2),
    ("Second Department", 1),
    ("Consular Section", 1),
    ("Section for Treaties", 1),
    ("Archives Section", 1),
    ("The envoy abroad", 1),
)
_FROM_THE_STATION: Final = """Cable Precedence: Extra Urgent

Received at Tonghua Station

Linjiang Border Station Document No. (61) 77

A Raft on the River

To the Tonghua Regional Committee:

Telegram of December 2 received, reply as follows:

1. A raft with four people was seen below the ford at dawn.
2. Two of them are ill and were brought to the kitchen.

Linjiang Border Station

December 19, 1961

Distribution: Tonghua Regional Committee (2), Border Section

One copy retained for files, total of 5 copies

Approved on the 19th, at 0640. Copied at 0655
"""


def make_register(people: Mapping[str, User]) -> None:
    """A question and its answer of November, and what lies in the in-tray of December."""

    def by(name: str, month: int, day: int) -> Asked:
        return Asked(people[name], datetime.date(1961, month, day))

    for rank, days in TERMS.items():
        reason = "So that what is urgent is not left lying; set for this exercise."
        declare(by("jilin.decider", 11, 14), rank, days, reason)
    question = _question(by("tonghua.registrar", 11, 15), by("tonghua.decider", 11, 15))
    came = question.received_as.get()
    handle(by("jilin.registrar", 11, 16), came, Handling.RECEIVED, on=_day(11, 16), clock="08:20")
    _order(by("jilin.registrar", 11, 25), by("jilin.registrar", 11, 29),
           by("jilin.decider", 11, 29), came)  # fmt: skip
    order = Telegram.objects.get(office__code="tonghua", answers=question)
    filed = by("tonghua.registrar", 11, 30)
    handle(filed, order, Handling.FILED, on=_day(11, 30), note="It is worked by from today.")
    _from_the_station(by("tonghua.registrar", 12, 19))
    twice = _from_the_station(by("tonghua.registrar", 12, 20))
    cancel(by("tonghua.registrar", 12, 20), twice, "Registered twice: it is the one of yesterday.")


def _day(month: int, day: int) -> datetime.date:
    return datetime.date(1961, month, day)


def _question(registrar: Asked, decider: Asked) -> Telegram:
    sent = register_outgoing(
        registrar,
        Draft(
            precedence="Urgent",
            subject="People in Changbai Who Ask to Stay",
            to=("Jilin Provincial Committee",),
            body=(
                Point("Since the river is low, families have come to Changbai and ask to stay."),
                Point("Which of them are to be sent home, and by whom?", "1"),
                Point("What of those who have married here?", "2"),
            ),
            distribution=(Copies("Jilin Provincial Committee", 2),),
            retained=1,
            total=3,
        ),
    )
    handle(decider, sent, Handling.APPROVED, on=_day(11, 15), clock="17:40")
    distribute(registrar, sent, [("Jilin Provincial Committee", 2)], on=_day(11, 15))
    dispatch(registrar, sent, on=_day(11, 15), clock="18:05")
    return sent


def _order(drafting: Asked, registrar: Asked, decider: Asked, question: Telegram) -> None:
    """The order itself: its addressees, its copies and how it was handled, all invented."""
    sent = register_outgoing(
        drafting,
        Draft(
            precedence="Priority",
            subject="On People Who Crossed the Border and Ask to Stay",
            to=("Tonghua Regional Committee",),
            copied=("Yanbian Prefectural Committee",),
            reporting_to=("Ministry of Foreign Affairs",),
            answers=(Reference(date="--11-15"),),
            body=(
                Point("Each case is decided under the provisions that stand under The order.", "1"),
                Point("Where these are silent, ask.", "2"),
            ),
            date="1961-11-25",
            distribution=tuple(Copies(name, count) for name, count in _DISTRIBUTION),
            retained=1,
            total=27,
        ),
        answers=question,
    )
    handle(decider, sent, Handling.APPROVED, on=_day(11, 29), clock="09:15")
    distribute(registrar, sent, _DISTRIBUTION, on=_day(11, 29))
    handle(registrar, sent, Handling.COPIED, on=_day(11, 29), clock="14:30")
    dispatch(registrar, sent, on=_day(11, 29), clock="15:10")
    reading = next(each for each in held(sent) if each.name == "Reading Room")
    pass_on(registrar, reading.copy, "Research Section", on=_day(11, 29), reason="To be studied.")


def _from_the_station(registrar: Asked) -> Telegram:
    return register_incoming(
        registrar,
        _FROM_THE_STATION.encode(),
        Meant(
            sender="Linjiang Border Station",
            subject="A Raft on the River",
            precedence="Extra Urgent",
            dated="1961-12-19",
            number="Linjiang Border Station Document No. (61) 77",
            to=("Tonghua Regional Committee",),
            answers="Telegram of December 2",
        ),
        name="raft.txt",
    )
