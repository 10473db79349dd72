"""The order of 1961 and a crosser of whom every fact is known, for its tests."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from decretal.cases.case import Case, RecordedAct
from decretal.decide import Decision, DutyState, Engine
from decretal.rulebook import read_rulebook

FOLDER = Path(__file__).parents[2] / "rulebooks" / "jilin-1961"
KOREAN, MINORITY = "Korean citizen", "member of China's Korean minority"
CHINESE_SPOUSE = "Chinese citizen of Korean nationality"
REFUSER = "a refuser whom no exception covers"
LONG_STAYER = "a long stayer with a Chinese spouse"


@functools.cache
def engine(**choices: str) -> Engine:
    rulebook = read_rulebook(FOLDER)
    return Engine(
        rulebook, choices={name.replace("_", " "): option for name, option in choices.items()}
    )


def read(choices: Mapping[str, str]) -> Engine:
    return engine(**{name.replace(" ", "_"): option for name, option in choices.items()})


CROSSER: dict[str, object] = {
    "determination": KOREAN,
    "crossed on": datetime.date(1961, 8, 14),
    "has papers": False,
    "came to visit relatives": False,
    "spouse": "none",
    "persuasion attempts": Decimal(1),
    "refuses to return": False,
    "determined not to return": False,
    "offence in China": False,
    "consulate answer": "none yet",
    "provincial permission": "none yet",
}
"""A Korean citizen who crossed in 1961 and of whom nothing else is to be said."""

OLD = {"crossed on": datetime.date(1959, 5, 20), "determined not to return": True}
WORN_OUT = {"persuasion attempts": Decimal(3), "refuses to return": True}
MARRIED = {"spouse": CHINESE_SPOUSE}


def decided(*changes: Mapping[str, object], **choices: str) -> Decision:
    facts = dict(CROSSER)
    for change in changes:
        facts |= change
    chosen = {name.replace("_", " "): option for name, option in choices.items()}
    return read(chosen).decide(Case("A-1", facts))


def without(*names: str) -> dict[str, object]:
    return {name: value for name, value in CROSSER.items() if name not in names}


def act(name: str, day: int, outcome: str | None = None) -> RecordedAct:
    return RecordedAct(name, datetime.date(1961, 12, day), outcome)


def states(decision: Decision) -> dict[str, DutyState]:
    assert decision.duties is not None
    return {duty.text: duty.state for duty in decision.duties}
