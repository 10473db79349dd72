"""The same person twice over the API: pairs that were proposed, two files, a verdict.

Owns the routes. A pair is shown to whoever sees both files. What is alike is left to
``casework.duplicates``, what is recorded to ``casework.merging``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from decretal.casework import likenesses, merging
from decretal.casework.log import note
from decretal.casework.models import CaseFile, Happening, Likeness
from decretal.casework.record import Request
from decretal.casework.standing import Standing, standing
from decretal.errors import EntryError
from decretal.offices.rights import Right
from decretal.web.api.recording import key_of
from decretal.web.api.schemas import Page
from decretal.web.api.steps import Number, Reason, part_of
from decretal.web.asked import case_of, user_of
from decretal.web.pages.duplicates import look_at_all
from decretal.web.rights import allowed

router = Router(tags=["duplicates"])


class ComparedShown(Schema):
    """A field of two files: how it agrees, and what that weighs (twice as likely is 1)."""

    field: str
    agreement: str
    weight: float


class PairRow(Schema):
    """Two files that may be of one person."""

    left: str
    right: str
    probability: float
    compared: list[ComparedShown]
    verdict: str = Field(description="What a person found of the two; empty where nobody did.")


class PairRows(Page):
    """A page of pairs, the likeliest first."""

    items: list[PairRow]


class Looked(Schema):
    """How many pairs are alike."""

    pairs: int


class TakeableShown(Schema):
    """An entry that the other file can take over."""

    entry: int
    kind: str
    said: str


class Side(Schema):
    """One of two files."""

    number: str
    length: int
    names: list[str]
    born: str
    sex: str
    home: str
    merged_into: str
    takeable: list[TakeableShown]


class PairShown(Schema):
    """Two files side by side."""

    sides: list[Side]
    probability: float | None
    compared: list[ComparedShown]
    verdict: str


class Found(StrEnum):
    """What is found of two files."""

    MERGE = "merge"
    APART = "apart"
    UNDO = "undo"


class VerdictTaken(Reason):
    """What is found of two files, and on which state of each it rests."""

    found: Found
    goes_on: Annotated[str, Field(max_length=60, description="Which of them goes on.")] = ""
    take: Annotated[
        list[Annotated[int, Field(ge=1, le=99_999_999)]],
        Field(max_length=1000, description="Entries that the one that goes on takes over."),
    ] = Field(default_factory=list)
    seen: dict[Number, Annotated[int, Field(ge=0, le=99_999_999)]] = Field(
        description="The length of each file, as it was seen."
    )


@router.get("/duplicates", response=PairRows, url_name="duplicates")
@allowed(Right.READ)
def duplicates(
    request: HttpRequest,
    shown: Annotated[str, Query(max_length=20, description="decided, or nothing")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> dict[str, object]:
    """The pairs that may be of one person and of which nobody decided; or those decided on."""
    found = Likeness.objects.visible_to(user_of(request)).select_related("left", "right")
    found = found.exclude(verdict="") if shown == "decided" else found.open()
    told, part = part_of(found, page)
    return {**told.dict(), "items": [_row(each) for each in part]}


def _row(each: Likeness) -> dict[str, object]:
    return {
        "left": each.left.number,
        "right": each.right.number,
        "probability": each.probability,
        "compared": each.compared,
        "verdict": each.verdict,
    }


@router.post("/duplicates/look", response={201: Looked}, url_name="look-for-duplicates")
@allowed(Right.MERGE)
def look(request: HttpRequest) -> Status[Looked]:
    """Compare all files now; with very many, `decretal duplicates` does it."""
    return Status(201, Looked(pairs=look_at_all(user_of(request))))


@router.get("/duplicates/{str:left}/{str:right}", response=PairShown, url_name="duplicate")
@allowed(Right.READ)
def duplicate(request: HttpRequest, left: str, right: str) -> dict[str, object]:
    """Two files side by side: what agrees, what it weighs, what can be taken over."""
    cases = case_of(request, left), case_of(request, right)
    for number, other in ((left, right), (right, left)):
        note(user_of(request), Happening.READ, number, f"API, beside {other}")
    files = cases[0].file, cases[1].file
    alike = likenesses.compare(*files)
    verdict = merging.verdict_between(*files)
    compared = alike.compared if alike is not None else ()
    return {
        "sides": [_side(case, standing(case.file)) for case in cases],
        "probability": alike.probability if alike is not None else None,
        "compared": [{n: getattr(e, n) for n in ComparedShown.model_fields} for e in compared],
        "verdict": verdict.said("verdict") if verdict is not None else "",
    }


def _side(case: CaseFile, found: Standing) -> dict[str, object]:
    return {
        "number": case.number,
        "length": case.file.length,
        "names": list(found.names),
        **{name: str(found.person.get(name, "")) for name in ("born", "sex", "home")},
        "merged_into": case.merged_into,
        "takeable": [
            {
                "entry": each.entry.sequence,
                "kind": str(each.kind),
                "said": each.said("fact") or each.said("act"),
            }
            for each in merging.takeable(found)
        ],
    }


@router.post(
    "/duplicates/{str:left}/{str:right}", response={201: PairShown}, url_name="judge-duplicate"
)
@allowed(Right.MERGE)
def judge(request: HttpRequest, left: str, right: str, said: VerdictTaken) -> Status[PairShown]:
    """Merge two files, keep them apart, or undo what was found of them; `seen` says of what."""
    first, second = case_of(request, left), case_of(request, right)
    if set(said.seen) != {left, right}:
        raise EntryError(
            "It is not said which state of the two files it rests on.",
            advice="Read the pair, and send the length of each as seen.",
        )
    if said.found is Found.MERGE and said.goes_on not in (left, right):
        raise EntryError("It is not said which of the two files goes on.", advice="Name one.")
    if said.goes_on == left:
        first, second = second, first
    asked = Request(user_of(request), key_of(request), said.seen[first.number])
    seen = said.seen[second.number]
    files = first.file, second.file
    match said.found:
        case Found.MERGE:
            merging.merge(asked, *files, reason=said.reason, taken=said.take, seen=seen)
        case Found.APART:
            merging.keep_apart(asked, *files, reason=said.reason, seen=seen)
        case Found.UNDO:
            merging.undo(asked, *files, reason=said.reason, seen=seen)
    return Status(201, PairShown.model_validate(duplicate(request, left, right)))
