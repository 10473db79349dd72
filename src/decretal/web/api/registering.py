"""Registering over the API, and what is done with a telegram: approved, sent, copied, cancelled.

Owns the routes. A text is read first and registered with what somebody took it to mean; a
draft is checked first and registered as it reads. Reading the register is ``api.register``.
"""

from __future__ import annotations

import base64
import binascii
import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field, model_validator

from decretal.casework.access import office_of
from decretal.casework.correspondence import asked
from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.errors import EntryError
from decretal.offices.rights import Right
from decretal.registry.as_data import as_data
from decretal.registry.read import read_bytes
from decretal.registry.register import copies as copying
from decretal.registry.register import correcting, handling, precedence
from decretal.registry.register.asked import Asked
from decretal.registry.register.models import Telegram
from decretal.registry.register.registering import (
    MOST_BYTES,
    draft_for,
    proposed,
    register_incoming,
    register_outgoing,
)
from decretal.registry.register.registering import Meant as TakenToMean
from decretal.registry.register.threads import answerable
from decretal.registry.telegram import Handling
from decretal.registry.write import Draft, write_text
from decretal.web.api.recording import key_of
from decretal.web.api.schemas import Taken
from decretal.web.api.steps import Reason
from decretal.web.asked import user_of
from decretal.web.pages.register import telegram_of
from decretal.web.rights import allowed

router = Router(tags=["register"])

Line = Annotated[str, Field(min_length=1, max_length=300)]
Lines = Annotated[list[Line], Field(max_length=100)]
Mark = Annotated[str, Field(max_length=140)]
SeriesName = Annotated[str, Field(max_length=20, pattern="^[a-z0-9]*$")]
Clock = Annotated[str, Field(max_length=5, description="09:15; empty if unknown.")]
Paragraph = Annotated[str, Field(min_length=1, max_length=20_000)]


class TextTaken(Taken):
    """The text of a telegram: as `text`, or byte by byte as `base64`."""

    text: Annotated[str, Field(max_length=MOST_BYTES)] = ""
    base64: Annotated[str, Field(max_length=MOST_BYTES * 4 // 3 + 4)] = ""
    name: Annotated[str, Field(max_length=200, description="The name of its file.")] = ""

    @model_validator(mode="after")
    def demand_one(self) -> TextTaken:
        """Refuse two texts, and none."""
        if bool(self.text) == bool(self.base64):
            raise ValueError("give the text as text, or as base64")
        return self


class MeantTaken(Taken):
    """What each element of a text is taken to mean; what is left out is not there."""

    sender: Annotated[str, Field(max_length=300)] = ""
    subject: Annotated[str, Field(max_length=500)] = ""
    precedence: Annotated[str, Field(max_length=100)] = ""
    dated: Annotated[str, Field(max_length=10)] = ""
    number: Annotated[str, Field(max_length=300)] = ""
    to: Lines = Field(default_factory=list)
    copied: Lines = Field(default_factory=list)
    reporting_to: Lines = Field(default_factory=list)
    answers: Annotated[str, Field(max_length=500)] = ""


class MeantAnew(Reason):
    """What each element is taken to mean from now on, all of them, and why."""

    meant: MeantTaken


class WasRead(Schema):
    """What was found in a text; nothing is registered."""

    sha256: str
    found: dict[str, Any] = Field(description="As `decretal telegram read --format json` has it.")
    meant: dict[str, str | list[str]] = Field(description="A first proposal; a person confirms it.")
    may_answer: str = Field(description="A telegram of your register that it may answer, or empty.")


class IncomingTaken(TextTaken):
    """A text that came in, with what somebody took it to mean."""

    meant: MeantTaken
    series: SeriesName = ""
    answers: Annotated[Mark, Field(description="The mark of the telegram that it answers.")] = ""


class CopiesTaken(Taken):
    """Who gets how many copies."""

    name: Line
    copies: Annotated[int, Field(ge=1, le=copying.MOST)] = 1


class OutgoingTaken(Taken):
    """A draft: paragraphs, and lists of points that are numbered, as it is to go out."""

    subject: Annotated[str, Field(max_length=500)] = ""
    precedence: Annotated[str, Field(max_length=100)] = ""
    to: Lines = Field(default_factory=list)
    copied: Lines = Field(default_factory=list)
    reporting_to: Lines = Field(default_factory=list)
    body: Annotated[
        list[Paragraph | Annotated[list[Paragraph | list[Paragraph]], Field(max_length=500)]],
        Field(max_length=500),
    ] = Field(default_factory=list)
    distribution: Annotated[list[CopiesTaken], Field(max_length=100)] = Field(default_factory=list)
    answers: Annotated[Mark, Field(description="The mark of the telegram that it answers.")] = ""
    series: SeriesName = ""


class Checked(Schema):
    """How a draft is written and read; it gets its number when it is registered."""

    text: str
    found: dict[str, Any]


class Registered(Schema):
    """What was registered, or had been by an earlier request with the same key."""

    mark: str
    number: int
    sha256: str


class HandledTaken(Taken):
    """What was done with a telegram, and when."""

    kind: Handling
    on: datetime.date
    clock: Clock = ""
    note: Annotated[str, Field(max_length=500)] = ""


class Did(Schema):
    """What was recorded of a telegram."""

    mark: str
    kind: str


class SentTaken(Taken):
    """When a telegram was sent."""

    on: datetime.date
    clock: Clock = ""


class Sent(Schema):
    """A telegram that was sent, and how many offices here have it in their in-tray."""

    mark: str
    offices: int


class DistributionTaken(Taken):
    """For whom copies are numbered."""

    copies: Annotated[list[CopiesTaken], Field(min_length=1, max_length=100)]
    on: datetime.date


class Numbered(Schema):
    """The numbers of copies."""

    mark: str
    numbers: list[int]


class MoveTaken(Taken):
    """To whom a copy went."""

    to: Line
    on: datetime.date
    reason: Annotated[str, Field(max_length=500)] = ""


class TermShown(Schema):
    """The term that counts for your office, and whose it is; `days` is null where there is none."""

    rank: int
    precedence: str
    days: int | None
    office: str
    reason: str


class TermTaken(Reason):
    """A term that your office sets itself; without days it is withdrawn."""

    rank: Annotated[int, Field(ge=0, le=9)]
    days: Annotated[int, Field(ge=0, le=precedence.LONGEST)] | None


def _asked(request: HttpRequest) -> Asked:
    return asked(user_of(request), key_of(request))


def _noted(request: HttpRequest, found: Telegram, what: str) -> None:
    note(user_of(request), Happening.RECORDED, found.mark[:60], what)


def _answered(request: HttpRequest, mark: str) -> Telegram | None:
    return telegram_of(request, mark) if mark else None


# coming in ---------------------------------------------------------------------------


@router.post("/register/read", response=WasRead, url_name="read-telegram")
@allowed(Right.REGISTER)
def read(request: HttpRequest, said: TextTaken) -> dict[str, object]:
    """Read a text and say what was found in it; nothing is registered."""
    raw = _raw(said)
    reading = read_bytes(raw, name=said.name or "telegram")
    fits = answerable(office_of(user_of(request)), reading)
    meant = proposed(reading)
    return {
        "sha256": reading.received.sha256,
        "found": as_data(reading),
        "meant": {name: getattr(meant, name) for name in MeantTaken.model_fields},
        "may_answer": fits.mark if fits is not None else "",
    }


def _raw(said: TextTaken) -> bytes:
    try:
        raw = base64.b64decode(said.base64, validate=True) if said.base64 else said.text.encode()
    except (binascii.Error, ValueError):
        raise EntryError("base64 holds no base64.", advice="Encode the bytes anew.") from None
    if not raw.strip() or len(raw) > MOST_BYTES:
        raise EntryError(
            f"The telegram has no text, or more than {MOST_BYTES:,} bytes.",
            advice="Send the text of one telegram.",
        )
    return raw


@router.post("/register/incoming", response={201: Registered}, url_name="register-incoming")
@allowed(Right.REGISTER)
def incoming(request: HttpRequest, said: IncomingTaken) -> Status[Registered]:
    """Register what came in, with what a person took each element to mean."""
    found = register_incoming(
        _asked(request),
        _raw(said),
        _meant(said.meant),
        name=said.name or "telegram",
        series=said.series,
        answers=_answered(request, said.answers),
    )
    return _registered(request, found)


def _meant(said: MeantTaken) -> TakenToMean:
    return TakenToMean(
        sender=said.sender,
        subject=said.subject,
        precedence=said.precedence,
        dated=said.dated,
        number=said.number,
        to=tuple(said.to),
        copied=tuple(said.copied),
        reporting_to=tuple(said.reporting_to),
        answers=said.answers,
    )


def _registered(request: HttpRequest, found: Telegram) -> Status[Registered]:
    _noted(request, found, "registered")
    return Status(201, Registered(mark=found.mark, number=found.number, sha256=found.sha256))


# going out ---------------------------------------------------------------------------


@router.post("/register/outgoing/check", response=Checked, url_name="check-outgoing")
@allowed(Right.REGISTER)
def check(request: HttpRequest, said: OutgoingTaken) -> dict[str, object]:
    """Say how a draft is written, and how that reads; nothing is registered."""
    written = write_text(_draft(request, said, _answered(request, said.answers)))
    return {"text": written, "found": as_data(read_bytes(written.encode(), name="draft.txt"))}


@router.post("/register/outgoing", response={201: Registered}, url_name="register-outgoing")
@allowed(Right.REGISTER)
def outgoing(request: HttpRequest, said: OutgoingTaken) -> Status[Registered]:
    """Register a draft: it is numbered, written, and read back to what is meant."""
    answers = _answered(request, said.answers)
    draft = _draft(request, said, answers)
    found = register_outgoing(_asked(request), draft, series=said.series, answers=answers)
    return _registered(request, found)


def _draft(request: HttpRequest, said: OutgoingTaken, answers: Telegram | None) -> Draft:
    return draft_for(
        _asked(request),
        {
            "precedence": said.precedence or None,
            "subject": said.subject or None,
            "to": said.to,
            "copied": said.copied,
            "reporting_to": said.reporting_to,
            "body": said.body,
        },
        [(each.name, each.copies) for each in said.distribution],
        answers,
    )


# what is done with one ---------------------------------------------------------------


@router.post(
    "/register/telegrams/{str:mark}/handled", response={201: Did}, url_name="handle-telegram"
)
@allowed(Right.REGISTER, Right.DECIDE)
def handle(request: HttpRequest, mark: str, said: HandledTaken) -> Status[Did]:
    """Record what was done with a telegram: a registrar does, somebody who decides approves."""
    found = telegram_of(request, mark)
    handling.handle(_asked(request), found, said.kind, on=said.on, clock=said.clock, note=said.note)
    _noted(request, found, str(said.kind))
    return Status(201, Did(mark=mark, kind=str(said.kind)))


@router.post("/register/telegrams/{str:mark}/send", response={201: Sent}, url_name="send-telegram")
@allowed(Right.REGISTER)
def send(request: HttpRequest, mark: str, said: SentTaken) -> Status[Sent]:
    """Send an approved telegram to its addressees: offices here have it in their in-tray."""
    found = telegram_of(request, mark)
    made = handling.dispatch(_asked(request), found, on=said.on, clock=said.clock)
    _noted(request, found, "sent")
    return Status(201, Sent(mark=mark, offices=len(made)))


@router.post(
    "/register/telegrams/{str:mark}/copies",
    response={201: Numbered},
    url_name="distribute-telegram",
)
@allowed(Right.REGISTER)
def distribute(request: HttpRequest, mark: str, said: DistributionTaken) -> Status[Numbered]:
    """Number copies for those who get them, and one that is kept with the first of them."""
    found = telegram_of(request, mark)
    given = [(each.name, each.copies) for each in said.copies]
    made = copying.distribute(_asked(request), found, given, on=said.on)
    _noted(request, found, "copies")
    return Status(201, Numbered(mark=mark, numbers=[each.number for each in made]))


@router.post(
    "/register/telegrams/{str:mark}/copies/{int:number}/pass",
    response={201: Numbered},
    url_name="pass-copy-on",
)
@allowed(Right.REGISTER)
def pass_on(request: HttpRequest, mark: str, number: int, said: MoveTaken) -> Status[Numbered]:
    """Record that a copy went to somebody else."""
    found = telegram_of(request, mark)
    copy = found.copies.select_related("office").filter(number=number).first()
    if copy is None:
        raise EntryError(f"{mark} has no copy {number}.", advice="Look at its copies.")
    copying.pass_on(_asked(request), copy, said.to, on=said.on, reason=said.reason)
    _noted(request, found, f"copy {number}")
    return Status(201, Numbered(mark=mark, numbers=[number]))


@router.post(
    "/register/telegrams/{str:mark}/correct", response={201: Did}, url_name="correct-telegram"
)
@allowed(Right.REGISTER)
def correct(request: HttpRequest, mark: str, said: MeantAnew) -> Status[Did]:
    """Correct what a telegram that came in was taken to mean; what stood before is kept."""
    found = telegram_of(request, mark)
    correcting.correct(_asked(request), found, _meant(said.meant), reason=said.reason)
    _noted(request, found, "corrected")
    return Status(201, Did(mark=mark, kind="corrected"))


@router.post(
    "/register/telegrams/{str:mark}/cancel", response={201: Did}, url_name="cancel-telegram"
)
@allowed(Right.REGISTER)
def cancel(request: HttpRequest, mark: str, said: Reason) -> Status[Did]:
    """Cancel what was registered by mistake: its number and its text are kept."""
    found = telegram_of(request, mark)
    handling.cancel(_asked(request), found, said.reason)
    _noted(request, found, "cancelled")
    return Status(201, Did(mark=mark, kind="cancelled"))


# terms -------------------------------------------------------------------------------


@router.get("/register/terms", response=list[TermShown], url_name="precedence-terms")
@allowed(Right.READ)
def terms(request: HttpRequest) -> list[dict[str, object]]:
    """By when a telegram of each precedence is due in your office, and by whose term."""
    office = office_of(user_of(request))
    found = [
        (rank, words, precedence.term_of(office, rank)) for rank, words in precedence.RANKS.items()
    ]
    return [
        {
            "rank": rank,
            "precedence": words,
            "days": term.days if term is not None else None,
            "office": term.office.code if term is not None else "",
            "reason": term.reason if term is not None else "",
        }
        for rank, words, term in found
    ]


@router.post("/register/terms", response={201: TermShown}, url_name="declare-term")
@allowed(Right.DECIDE)
def declare(request: HttpRequest, said: TermTaken) -> Status[TermShown]:
    """Set your office a term for a precedence, or withdraw it; nobody else sets it."""
    made = precedence.declare(_asked(request), said.rank, said.days, said.reason)
    shown = TermShown(
        rank=made.rank, precedence=precedence.RANKS[made.rank], days=made.days,
        office=made.office.code, reason=made.reason,
    )  # fmt: skip
    return Status(201, shown)
