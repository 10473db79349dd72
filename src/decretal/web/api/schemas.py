"""What the API takes and gives, with its types and limits.

Owns the shapes of case files; those of a step of the procedure stand beside its routes.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

from decretal.casework.entries import LONGEST_NAME, LONGEST_TEXT, MOST_NAMES

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Short = Annotated[str, Field(max_length=LONGEST_NAME)]
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Value = bool | Annotated[str, Field(max_length=LONGEST_NAME)] | None


class Taken(Schema):
    """What a program sends: no fields that are not known, no characters no text holds."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def refuse_unshowable(cls, said: Any) -> Any:
        """Refuse what no database keeps."""
        _refuse_unshowable(getattr(said, "_obj", said))
        return said


def _refuse_unshowable(said: object) -> None:
    match said:
        case str():
            if "\0" in said or any("\ud800" <= c <= "\udfff" for c in said):
                raise ValueError("holds a character that no text holds")
        case dict():
            for key, value in said.items():
                _refuse_unshowable(key)
                _refuse_unshowable(value)
        case list():
            for value in said:
                _refuse_unshowable(value)
        case _:
            pass


class Problem(Schema):
    """What was refused: what was found, what was expected, what to do next (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    advice: str


class Recorded(Schema):
    """What was recorded, or had been by an earlier request with the same key."""

    number: str = Field(description="The number of the file.")
    length: int = Field(description="How many entries the file has now.")
    entries: list[int] = Field(description="The places of the entries that were recorded.")


class Page(Schema):
    """Which part of a list it is."""

    count: int = Field(description="How many there are in all.")
    page: int
    pages: int


class CaseRow(Schema):
    """A case file, as lists have it."""

    number: str
    office: str
    names: list[str]
    born: str
    status: str = Field(description="What the order says: decided, silent, conflict ...")
    disposition: str = Field(description="The disposition that the order provides.")
    additions: list[str]
    provisions: list[str]
    decided: str = Field(description="What a named person decided; empty where nobody has.")
    decided_on: datetime.date | None
    departs: bool = Field(description="Whether the decision departs from the order.")
    outdated: bool
    waits_for: str
    open_duties: int
    due: datetime.date | None
    opened_on: datetime.date
    touched_on: datetime.date


class CaseRows(Page):
    """A page of the case files that one sees."""

    items: list[CaseRow]


class FactFound(Schema):
    """A fact that is established; what is not among them is unknown, never false."""

    fact: str
    value: Value
    evidence: str
    reference: str
    on: datetime.date
    entry: int


class EntryShown(Schema):
    """An entry, as it was recorded."""

    sequence: int
    kind: str
    payload: dict[str, Any]
    author: str
    office: str
    happened_on: datetime.date | None
    recorded_on: datetime.date
    entered_at: datetime.datetime
    evidence: str
    reference: str
    corrected_by: list[int]
    withdrawn: bool
    hash: str


class DutyShown(Schema):
    """A duty of the order, with its provision."""

    bearer: str
    text: str
    provision: str
    act: str
    due: datetime.date | None
    state: str
    first: list[str]


class Why(Schema):
    """One provision, and what it says of this case."""

    provision: str
    title: str
    said: list[str]


class Question(Schema):
    """A fact that still matters; the most telling comes first."""

    fact: str
    question: str
    evidence: str
    answers: dict[str, str] = Field(description="What the order says after each answer.")


class Answer(Schema):
    """What the order says of the case, and why. People decide."""

    status: str
    dispositions: list[str]
    additions: list[str]
    provisions: list[str]
    still_matters: list[str]
    summary: str
    scope: str
    why: list[Why]


class DecisionShown(Schema):
    """What a named person decided."""

    disposition: str
    by: str
    office: str
    on: datetime.date
    departs: bool
    reason: str
    outdated: bool


class CaseShown(Schema):
    """A case file: who, what the order says and why, what is open, what can be done."""

    number: str
    length: int
    office: str
    known_on: datetime.date | None
    names: list[str]
    born: str
    sex: str
    home: str
    answer: Answer
    decision: DecisionShown | None
    questions: list[Question]
    facts: list[FactFound]
    open_duties: list[DutyShown]
    forbidden: list[DutyShown]
    permitted: list[DutyShown]
    acts: list[str] = Field(description="The acts that you may record now, one by one.")
    entries: list[EntryShown]
    chain_holds: bool = Field(description="Whether every entry says what was recorded.")
    waits_for: str


class CaseOpened(Taken):
    """A person for whom a case file is opened."""

    names: Annotated[list[Name], Field(min_length=1, max_length=MOST_NAMES)]
    born: Annotated[str, Field(max_length=20)] = ""
    sex: Annotated[str, Field(max_length=20)] = ""
    home: Short = ""


class ByTelegram(Taken):
    """With which precedence the telegram goes, where a step goes by one."""

    precedence: Literal["", "Extra urgent", "Urgent", "Priority", "Deferred"] = Field(
        "", description="Of the telegram by which this goes out; empty is routine."
    )


class Evidence(Taken):
    """On what something rests."""

    evidence: Annotated[str, Field(max_length=2000)] = ""
    reference: Annotated[str, Field(max_length=500)] = ""


class FactTaken(Evidence):
    """A fact with its value; null says that it is unknown again."""

    fact: Name
    value: Value
    happened_on: datetime.date


class ActTaken(Evidence, ByTelegram):
    """An act that was done."""

    act: Name
    happened_on: datetime.date
    outcome: Short | None = None
    details: dict[Short, Text] = Field(default_factory=dict)


class NoteTaken(Taken):
    """A note."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class DecisionTaken(Taken):
    """What you decide. Where it departs from the order, it needs a reason."""

    disposition: Name
    on: datetime.date | None = None
    reason: Text = ""


class CorrectionTaken(Taken):
    """What stands instead of an entry; nothing where it is withdrawn."""

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    withdraw: bool = False
    instead: dict[Short, Any] = Field(
        default_factory=dict, description="The keys of the payload that change."
    )
    happened_on: datetime.date | None = None
    evidence: Annotated[str, Field(max_length=2000)] = ""
