"""Case files over the API: found, read as known on a day, opened, and recorded in.

Owns the routes. What they call is what the pages call.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import entries as drafts
from decretal.casework.chain import breaks
from decretal.casework.corrections import correct
from decretal.casework.decisions import decide
from decretal.casework.deployment import deployment
from decretal.casework.finding import find
from decretal.casework.intake import open_case
from decretal.casework.log import note as log
from decretal.casework.models import CaseFile, Entry, EntryKind, File, Happening
from decretal.casework.record import record
from decretal.casework.standing import Effective, Standing, standing
from decretal.decide import Duty
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.web.api import schemas
from decretal.web.api.recording import request_of, tag
from decretal.web.asked import case_of, user_of
from decretal.web.pages.cases import PAGE, acts_for
from decretal.web.rights import allowed

router = Router(tags=["case files"])
Asked = Annotated[str, Field(max_length=200)]


class Filters(Schema):
    """The filters of the page with the list."""

    q: Asked = Field("", description="A number, or a name in whatever script, as far as typed.")
    status: Asked = ""
    disposition: Asked = ""
    decided: Asked = ""
    waits: Asked = ""
    office: Asked = Field("", description="The code of an office.")
    departs: Asked = Field("", description="`yes` for decisions that depart.")
    overdue: datetime.date | None = Field(None, description="Due before this day.")


@router.get("/cases", response=schemas.CaseRows, url_name="cases")
@allowed(Right.READ)
def cases(
    request: HttpRequest, filters: Query[Filters], page: Annotated[int, Query(ge=1)] = 1
) -> dict[str, object]:
    """The case files that you see, found as on the page."""
    wanted = {name: str(value) for name, value in filters.dict().items() if value}
    found = find(user_of(request), wanted).select_related("office")
    shown = Paginator(found.order_by("-touched_on", "-pk"), PAGE)
    part = shown.get_page(page)
    return {
        "count": shown.count,
        "page": part.number,
        "pages": shown.num_pages,
        "items": [_row(each) for each in part.object_list],
    }


def _row(case: CaseFile) -> dict[str, object]:
    names = [name for name in schemas.CaseRow.model_fields if name != "office"]
    return {name: getattr(case, name) for name in names} | {"office": case.office.code}


@router.post("/cases", response={201: schemas.Recorded}, url_name="open-case")
@allowed(Right.OPEN_FILE)
def open_(
    request: HttpRequest, said: schemas.CaseOpened, response: HttpResponse
) -> Status[dict[str, object]]:
    """Open a case file for a person."""
    file = open_case(request_of(request), said.names, born=said.born, sex=said.sex, home=said.home)
    return recorded(response, file, list(file.entries.all()))


@router.get("/cases/{str:number}", response=schemas.CaseShown, url_name="case")
@allowed(Right.READ)
def case(
    request: HttpRequest,
    number: str,
    response: HttpResponse,
    known_on: datetime.date | None = None,
) -> dict[str, object]:
    """A case file as it stands, or as it was known on a day."""
    found = case_of(request, number)
    user = user_of(request)
    entries = list(found.file.entries.select_related("office", "author").order_by("sequence"))
    shown = standing(found.file, known_on=known_on, entries=entries)
    log(user, Happening.READ, number, f"API, as known on {known_on}" if known_on else "API")
    if known_on is None:
        tag(response, found.file)
    whole = not breaks(found.number, found.file.length, found.file.head, entries)
    return _shown(user, found, shown, known_on) | {"chain_holds": whole}


def _shown(
    user: User, found: CaseFile, shown: Standing, known_on: datetime.date | None
) -> dict[str, object]:
    answer, explanation = shown.answer, shown.explanation
    return {
        "number": found.number,
        "length": len(shown.entries),
        "office": found.office.code,
        "known_on": known_on,
        "names": list(shown.names),
        **{key: str(shown.person.get(key, "")) for key in ("born", "sex", "home")},
        "answer": {
            "status": answer.status.value,
            "dispositions": list(answer.dispositions),
            "additions": list(answer.additions),
            "provisions": list(answer.provisions),
            "still_matters": list(answer.still_matters),
            "summary": explanation.summary,
            "scope": explanation.scope,
            "why": [
                {
                    "provision": each.label,
                    "title": each.title,
                    "said": [rule.text for rule in each.rules],
                }
                for each in explanation.provisions
            ],
        },
        "decision": _decision(shown),
        "questions": [
            {
                "fact": each.fact,
                "question": each.question,
                "evidence": each.evidence,
                "answers": dict(each.answers),
            }
            for each in explanation.questions
        ],
        "facts": [
            {
                "fact": name,
                "value": _value(each.value),
                "evidence": each.by.entry.evidence,
                "reference": each.by.entry.reference,
                "on": each.by.day,
                "entry": each.by.entry.sequence,
            }
            for name, each in shown.facts.items()
        ],
        "open_duties": [_duty(each) for each in shown.open_duties],
        "forbidden": [_duty(each) for each in answer.forbidden],
        "permitted": [_duty(each) for each in answer.permitted],
        "acts": [str(each["name"]) for each in acts_for(user, found, shown)]
        if known_on is None
        else [],
        "entries": [_entry(each) for each in shown.entries],
        "waits_for": found.waits_for,
    }


def _decision(shown: Standing) -> dict[str, object] | None:
    decision = shown.decision
    if decision is None:
        return None
    return {
        "disposition": decision.said("disposition"),
        "by": str(decision.entry.author),
        "office": decision.entry.office.code,
        "on": decision.day,
        "departs": bool(decision.payload.get("departs")),
        "reason": decision.said("reason"),
        "outdated": shown.is_decision_outdated,
    }


def _value(value: object) -> str | bool:
    return value if isinstance(value, bool) else str(value)


def _duty(duty: Duty) -> dict[str, object]:
    return {
        "bearer": duty.bearer or "",
        "text": duty.text,
        "provision": duty.provision,
        "act": duty.act or "",
        "due": duty.due,
        "state": duty.state.value,
        "first": list(duty.first),
    }


def _entry(each: Effective) -> dict[str, object]:
    entry = each.entry
    return {
        "sequence": entry.sequence,
        "kind": entry.kind,
        "payload": entry.payload,
        "author": str(entry.author),
        "office": entry.office.code,
        "happened_on": entry.happened_on,
        "recorded_on": entry.recorded_on,
        "entered_at": entry.entered_at,
        "evidence": entry.evidence,
        "reference": entry.reference,
        "corrected_by": [by.sequence for by in each.corrected_by],
        "withdrawn": each.withdrawn,
        "hash": entry.hash,
    }


def recorded(
    response: HttpResponse, file: File, entries: Sequence[Entry]
) -> Status[dict[str, object]]:
    """What an answer says of what was recorded."""
    tag(response, file)
    sequences = [entry.sequence for entry in entries]
    return Status(201, {"number": file.number, "length": file.length, "entries": sequences})


@router.post("/cases/{str:number}/facts", response={201: schemas.Recorded}, url_name="establish")
@allowed(Right.ESTABLISH)
def establish(
    request: HttpRequest, number: str, said: schemas.FactTaken, response: HttpResponse
) -> Status[dict[str, object]]:
    """Establish a fact, with its evidence."""
    file = case_of(request, number).file
    value = said.value if said.value is None else _written(said.value)
    draft = drafts.fact(
        said.fact, value, said.happened_on, evidence=said.evidence, reference=said.reference
    )
    return recorded(response, file, record(request_of(request, file), file, [draft]))


def _written(value: str | bool) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


@router.post("/cases/{str:number}/acts", response={201: schemas.Recorded}, url_name="act")
@allowed(Right.ACT, Right.DECIDE)
def act(
    request: HttpRequest, number: str, said: schemas.ActTaken, response: HttpResponse
) -> Status[dict[str, object]]:
    """Record an act that was done in one file; steps with several files have their own routes."""
    file = case_of(request, number).file
    done = drafts.act(
        said.act,
        said.happened_on,
        said.outcome,
        said.details,
        evidence=said.evidence,
        reference=said.reference,
    )
    asks = request_of(request, file, precedence=said.precedence)
    return recorded(response, file, record(asks, file, done))


@router.post("/cases/{str:number}/notes", response={201: schemas.Recorded}, url_name="note")
@allowed(Right.WRITE_FILE)
def write(
    request: HttpRequest, number: str, said: schemas.NoteTaken, response: HttpResponse
) -> Status[dict[str, object]]:
    """Write a note into the file."""
    file = case_of(request, number).file
    draft = drafts.Draft(EntryKind.NOTE, {"text": said.text})
    return recorded(response, file, record(request_of(request, file), file, [draft]))


@router.post("/cases/{str:number}/decisions", response={201: schemas.Recorded}, url_name="decision")
@allowed(Right.DECIDE)
def decision(
    request: HttpRequest, number: str, said: schemas.DecisionTaken, response: HttpResponse
) -> Status[dict[str, object]]:
    """Decide the case. You must have read it: `If-Match` says in which state."""
    file = case_of(request, number).file
    entries = decide(
        request_of(request, file, must_have_seen=True),
        file,
        said.disposition,
        on=said.on or deployment().today(),
        reason=said.reason,
    )
    return recorded(response, file, entries)


@router.post(
    "/cases/{str:number}/entries/{int:sequence}/corrections",
    response={201: schemas.Recorded},
    url_name="correction",
)
@allowed(Right.CORRECT)
def correction(
    request: HttpRequest,
    number: str,
    sequence: int,
    said: schemas.CorrectionTaken,
    response: HttpResponse,
) -> Status[dict[str, object]]:
    """Correct an entry, or withdraw it: by a further entry."""
    file = case_of(request, number).file
    instead = None if said.withdraw else dict(said.instead)
    entries = correct(
        request_of(request, file),
        file,
        sequence,
        reason=said.reason,
        instead=instead,
        happened_on=said.happened_on,
        evidence=said.evidence,
    )
    return recorded(response, file, entries)
