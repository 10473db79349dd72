"""The register of correspondence over the API: what stands in it, as one sees it.

Owns the routes by which telegrams are read. Registering them and what is done with them is
``api.registering``.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.registry.register.copies import Held, reckon
from decretal.registry.register.listing import FILTERS
from decretal.registry.register.listing import page as page_of
from decretal.registry.register.models import Telegram
from decretal.registry.register.registering import meant_of
from decretal.registry.register.seeing import seen, sees_whole
from decretal.registry.register.threads import thread as thread_of
from decretal.registry.register.together import together
from decretal.registry.register.tray import in_tray
from decretal.registry.register.verifying import faults_of
from decretal.web.api.schemas import Page
from decretal.web.api.steps import part_of
from decretal.web.asked import user_of
from decretal.web.pages import register as pages
from decretal.web.rights import allowed

router = Router(tags=["register"])
AT_ONCE = 50
_FILES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The file.",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}


class Chosen(Schema):
    """Which telegrams are asked for."""

    q: Annotated[str, Field(max_length=200, description="Words of mark, subject, sender.")] = ""
    way: Annotated[str, Field(max_length=20, description="incoming or outgoing")] = ""
    series: Annotated[str, Field(max_length=40)] = ""
    year: Annotated[str, Field(max_length=5)] = ""
    office: Annotated[str, Field(max_length=60, description="The code of an office.")] = ""
    state: Annotated[str, Field(max_length=20, description="waits or cancelled")] = ""
    matter: Annotated[str, Field(max_length=60, description="The number of a file.")] = ""


class TelegramRow(Schema):
    """A telegram, as lists have it."""

    mark: str
    way: str
    office: str
    sender: str
    subject: str
    precedence: str
    rank: int = Field(description="0 goes first.")
    due_on: datetime.date | None = Field(description="Told to those whose register it is.")
    dated: str = Field(description="As precise as the text: 1961-11-25, 1961-11, --11-15.")
    sender_number: str
    matter: str = Field(description="Told to those whose register it is.")
    registered_on: datetime.date | None = Field(description="Told to those whose register it is.")
    cancelled: bool


class TelegramRows(Schema):
    """Some of the telegrams that one sees and asks for, the latest first."""

    items: list[TelegramRow]
    after: str = Field(
        description="Send it back as `after` for those that follow; empty at the end."
    )


class Waiting(TelegramRow):
    """A telegram in an in-tray."""

    term_of: str = Field(description="The office that set the term by which it is due.")


class InTray(Page):
    """What waits in one's own office: the highest precedence first, then what is due."""

    items: list[Waiting]


class FindingShown(Schema):
    """What can be said of telegrams only together."""

    code: str
    mark: str
    message: str


class Findings(Schema):
    """The findings on the telegrams that one asks for."""

    items: list[FindingShown]
    after: str


class Meant(Schema):
    """What an element was taken to mean, and whether that departs from what was found."""

    value: str | list[str]
    corrected: bool


class HandledShown(Schema):
    """What was done with a telegram, by whom and when."""

    kind: str
    by: str
    office: str
    on: datetime.date
    clock: str
    note: str


class MoveShown(Schema):
    """A copy that was passed on."""

    to: str
    on: datetime.date
    by: str
    reason: str


class CopyShown(Schema):
    """A numbered copy, for whom it was made and who holds it now."""

    number: int
    name: str
    kept: bool
    made_on: datetime.date
    holder: str
    since: datetime.date
    moves: list[MoveShown]


class OwnCopyShown(Schema):
    """A copy that one's office got, where the register is another's."""

    number: int
    since: datetime.date
    passed_to: str
    passed_on: datetime.date | None


class Reckoned(Schema):
    """The copies counted, beside what the text states."""

    sent: int
    kept: int
    total: int
    stated_total: int | None
    stated_kept: int | None
    adds_up: bool


class Change(Schema):
    """What an element was taken to mean before, and after."""

    before: str | list[str]
    after: str | list[str]


class Corrected(Schema):
    """That a telegram was taken to mean something else, and why."""

    changes: dict[str, Change]
    reason: str
    by: str
    on: datetime.date


class Cancelled(Schema):
    """That it was registered by mistake, and why."""

    reason: str
    by: str
    on: datetime.date


class TelegramShown(TelegramRow):
    """A telegram: what was found in it, what that was taken to mean, what was done with it.

    Whoever holds a copy sees what was found, and that copy; all else is empty for them.
    """

    whole: bool = Field(description="Whether the register is one's own, or of an office below.")

    series: str
    year: int
    number: int
    to: list[str]
    copied: list[str]
    reporting_to: list[str]
    answers: str = Field(description="The mark of the telegram that it answers, if registered.")
    answers_text: str
    sent_as: str = Field(description="The mark under which an office here sent it.")
    sha256: str
    registered_by: str
    registered_at: datetime.datetime | None
    waits: bool
    cancellation: Cancelled | None
    meant: dict[str, Meant] = Field(description="What it is taken to mean now.")
    corrections: list[Corrected]
    found: dict[str, Any] = Field(description="As `decretal telegram read --format json` has it.")
    handled: list[HandledShown]
    copies: list[CopyShown]
    own_copies: list[OwnCopyShown]
    reckoned: Reckoned | None
    chain_holds: bool = Field(description="Whether all of it is as it was registered.")


def row_of(user: User, found: Telegram) -> dict[str, object]:
    """A telegram, as lists have it for somebody."""
    own = {
        n: getattr(found, n) for n in TelegramRow.model_fields if n not in ("office", "cancelled")
    }
    now, due = found.now, found.now_due
    own |= {name: now[name] for name in ("sender", "subject", "precedence", "dated")}
    own |= {"sender_number": now["number"], "rank": due.rank, "due_on": due.due_on}
    if not sees_whole(user, found):
        own |= {"due_on": None, "matter": "", "registered_on": None}
    return {**own, "office": found.office.code, "cancelled": found.is_cancelled}


def _chosen(said: Chosen) -> dict[str, str]:
    return {name: str(getattr(said, name)).strip() for name in FILTERS}


# the register ------------------------------------------------------------------------


@router.get("/register", response=TelegramRows, url_name="register")
@allowed(Right.READ, Right.READ_LISTS)
def register(
    request: HttpRequest, said: Query[Chosen], after: Annotated[str, Query(max_length=140)] = ""
) -> dict[str, object]:
    """The telegrams that you see, the latest first."""
    user = user_of(request)
    found = page_of(user, _chosen(said), AT_ONCE, after=after)
    return {"items": [row_of(user, each) for each in found.rows], "after": found.after}


@router.get("/register/tray", response=InTray, url_name="in-tray")
@allowed(Right.READ, Right.READ_LISTS)
def tray(request: HttpRequest, page: Annotated[int, Query(ge=1)] = 1) -> dict[str, object]:
    """What waits in your own office: the highest precedence first, then what is due first."""
    user = user_of(request)
    told, part = part_of(in_tray(user), page)
    return {**told.dict(), "items": [_waiting(user, each.telegram) for each in part]}


def _waiting(user: User, found: Telegram) -> dict[str, object]:
    term = found.now_due.term
    return {
        **row_of(user, found),
        "term_of": term.office.code if term is not None else "",
    }


@router.get("/register/findings", response=Findings, url_name="register-findings")
@allowed(Right.READ, Right.READ_LISTS)
def findings(
    request: HttpRequest, said: Query[Chosen], after: Annotated[str, Query(max_length=140)] = ""
) -> dict[str, object]:
    """Gaps and repetitions of the senders' numbers, and references to nothing.

    A thousand telegrams are held against each other at a time.
    """
    found = together(user_of(request), _chosen(said), after=after)
    items = [
        {"code": each.code, "mark": each.span.text.name, "message": each.message}
        for each in found.findings
    ]
    return {"items": items, "after": found.page.after}


@router.get("/register/export/{str:form}", url_name="export-register", openapi_extra=_FILES)
@allowed(Right.EXPORT)
def export_(request: HttpRequest, form: str, said: Query[Chosen]) -> HttpResponseBase:
    """The telegrams that you see and ask for in a file: `csv`, `cmif`, or `tei` in a ZIP."""
    del said  # checked; the page reads the address
    return pages.export_(request, form)


# one telegram ------------------------------------------------------------------------


@router.get("/register/telegrams/{str:mark}", response=TelegramShown, url_name="telegram")
@allowed(Right.READ, Right.READ_LISTS)
def telegram(request: HttpRequest, mark: str) -> dict[str, object]:
    """A telegram with reading and meaning, handling, copies and whether its chain holds.

    The text itself is another address: `as/txt`.
    """
    found = pages.telegram_of(request, mark)
    note(user_of(request), Happening.READ, mark[:60], "API")
    named = {str(address): list(names) for address, names in meant_of(found).named().items()}
    user = user_of(request)
    shown = seen(user, found)
    reckoned = reckon(found, [each.copy for each in shown.copies])
    simple = (
        "series",
        "year",
        "number",
        "answers_text",
        "sha256",
        "found",
    )
    return {
        **row_of(user, found),
        **named,
        "whole": shown.is_whole,
        **{name: getattr(found, name) for name in simple},
        "answers": shown.answers,
        "sent_as": shown.sent_as,
        "registered_by": str(shown.registered_by) if shown.registered_by is not None else "",
        "registered_at": found.registered_at if shown.is_whole else None,
        "meant": _meant(found) if shown.is_whole else {},
        "corrections": [
            {"changes": each.changes, "reason": each.reason, "by": str(each.by), "on": each.on}
            for each in found.corrections.select_related("by")
        ]
        if shown.is_whole
        else [],
        "waits": shown.is_whole and hasattr(found, "in_tray"),
        "cancellation": _cancelled(found) if shown.is_whole else None,
        "handled": [
            {
                **{name: getattr(each, name) for name in ("kind", "on", "clock", "note")},
                "by": str(each.by),
                "office": str(each.by.office),
            }
            for each in shown.handled
        ],
        "copies": [_copy(each) for each in shown.copies],
        "own_copies": [
            {name: getattr(each, name) for name in OwnCopyShown.model_fields}
            for each in shown.own_copies
        ],
        "reckoned": {name: getattr(reckoned, name) for name in Reckoned.model_fields}
        if shown.is_whole
        else None,
        "chain_holds": not faults_of(found),
    }


def _meant(found: Telegram) -> dict[str, dict[str, object]]:
    """What each element is taken to mean now, in the form in which it was registered."""
    said = {name: dict(each) for name, each in found.meant.items()}
    for correction in found.corrections.all():
        for name, change in correction.changes.items():
            said[name] = {"value": change["after"], "corrected": True}
    return said


def _cancelled(found: Telegram) -> dict[str, object] | None:
    if not found.is_cancelled:
        return None
    told = found.cancellation
    return {"reason": told.reason, "by": str(told.by), "on": told.on}


def _copy(each: Held) -> dict[str, object]:
    return {
        "number": each.copy.number,
        "name": each.copy.name,
        "kept": each.copy.is_kept,
        "made_on": each.copy.made_on,
        "holder": each.name,
        "since": each.since,
        "moves": [
            {"to": move.name, "on": move.on, "by": str(move.by), "reason": move.reason}
            for move in each.moves
        ],
    }


@router.get(
    "/register/telegrams/{str:mark}/thread", response=list[TelegramRow], url_name="telegram-thread"
)
@allowed(Right.READ, Right.READ_LISTS)
def thread(request: HttpRequest, mark: str) -> list[dict[str, object]]:
    """What it answers, what answers it, and the same text in other registers, as far as you see."""
    user = user_of(request)
    return [row_of(user, each) for each in thread_of(user, pages.telegram_of(request, mark))]


@router.get(
    "/register/telegrams/{str:mark}/as/{str:form}", url_name="telegram-text", openapi_extra=_FILES
)
@allowed(Right.READ, Right.READ_LISTS)
def text(request: HttpRequest, mark: str, form: str) -> HttpResponseBase:
    """The text as it came, byte by byte (`txt`), TEI (`xml`), on paper (`pdf`), `stamp`."""
    return pages.text(request, mark, form)
