"""Guidance: what the directive leaves open is asked of the Ministry, office by office.

Owns the steps of a request: drafted with the files that wait, passed on with an opinion,
returned with a reason, answered. That guidance was asked for is recorded in each file that
waits when an office to which the directive gives this passes the request on; the answer
when it is given; each in one transaction with the step. First drafts are ``gap_words``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, QuerySet

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import deployment
from decretal.casework.entries import Draft, act
from decretal.casework.guidance_standing import members_of
from decretal.casework.law import law
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.models.guidance import Gap, GuidanceMember, GuidanceRequest, Stage
from decretal.casework.record import Request, open_file, record_all, refusals_logged
from decretal.casework.steps import opened_before, take
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right

MOST_FILES = 500
Works = list[tuple[File, list[Draft]]]

# the way up -----------------------------------------------------------------------------


def answering_act() -> str:
    """The act by which guidance is given."""
    return law().procedure.steps["guidance answered"]


def asking_act() -> str:
    """The act by which guidance is asked for."""
    return law().procedure.steps["guidance asked"]


def next_office(office: Office) -> Office | None:
    """The office to which a request goes from here; None for the one that answers."""
    if law().may_do(office, answering_act()):
        return None
    if office.parent is not None and not office.parent.is_foreign:
        return office.parent
    doers = law().doers(answering_act())
    return Office.objects.filter(authority__in=doers, state="").exclude(pk=office.pk).first()


def way_up(office: Office) -> list[Office]:
    """The offices through which a request goes, from this one to the one that answers."""
    found = [office]
    while (after := next_office(found[-1])) is not None and after not in found:
        found.append(after)
    return found


# drafting -------------------------------------------------------------------------------


def _unasked_gaps(user: User) -> QuerySet[Gap]:
    """The gaps of files on which nothing was asked, and that are in no open request."""
    taken = GuidanceMember.objects.exclude(request__stage=Stage.ANSWERED).values("case")
    return Gap.objects.visible_to(user).filter(asked=False).exclude(pk__in=taken)


def gaps(user: User) -> QuerySet[Any, Any]:
    """The gaps on which nothing was asked, with how many files wait on each."""
    found = _unasked_gaps(user).values("key")
    return found.annotate(count=Count("pk"), first=Max("pk")).order_by("-count", "key")


def waiting(user: User, key: str) -> QuerySet[CaseFile]:
    """The case files with the same gap on which nothing was asked, in no open request."""
    alike = _unasked_gaps(user).filter(key=key).values("pk")
    found = CaseFile.objects.visible_to(user).filter(pk__in=alike)
    return found.select_related("file", "office").order_by("pk")


def draft(request: Request, key: str, *, title: str, text: str, numbers: Sequence[str]) -> File:
    """Draft a request with the files that wait. Raises NoRightError, EntryError, NotReadyError."""

    def work() -> File:
        demand(request.actor, Right.ASK_GUIDANCE)
        before = opened_before(request, FileKind.GUIDANCE)
        if before is not None:
            return before
        office = office_of(request.actor)
        if not any(law().may_do(each, asking_act()) for each in way_up(office)):
            law().demand_act(office, asking_act())
        _demand_words(title, text)
        members = _members(request.actor, key, numbers)
        gap = Gap.objects.filter(pk=members[0].pk).values_list("said", flat=True).first()
        payload = {
            "step": "drafted",
            "title": title.strip(),
            "text": text.strip(),
            "key": key,
            "gap": gap,
        }
        drafts = [Draft(EntryKind.OPENED, payload), *(_member(each.number) for each in members)]
        return open_file(request.for_step(), FileKind.GUIDANCE, drafts)

    return refusals_logged(request.actor, "", work)


def _member(number: str, *, out: bool = False) -> Draft:
    return Draft(EntryKind.MEMBER, {"case": number, **({"out": "yes"} if out else {})})


def _members(actor: User, key: str, numbers: Sequence[str]) -> list[CaseFile]:
    wanted = list(dict.fromkeys(numbers))
    if not 1 <= len(wanted) <= MOST_FILES:
        raise EntryError(
            f"{len(wanted)} files are chosen; a request is for 1 to {MOST_FILES}.",
            advice="Mark the files that wait for the answer.",
        )
    found = {case.number: case for case in waiting(actor, key).filter(number__in=wanted)}
    for number in wanted:
        if number not in found:
            if not CaseFile.objects.visible_to(actor).filter(number=number).exists():
                raise NoRightError("There is no such file for you.", advice="Check its number.")
            raise NotReadyError(
                f"{number} does not wait with this question: it is another one, or it was asked.",
                advice="Open the page anew; it proposes the files with the same gap.",
            )
    return [found[number] for number in wanted]


def _demand_words(title: str, text: str) -> None:
    if not title.strip() or len(title) > 300:
        raise EntryError(
            "The request has no title, or one of more than 300 characters.",
            advice="Say in a line what is asked.",
        )
    if not text.strip():
        raise EntryError("The request asks nothing.", advice="Say the gap in words.")


def revise(request: Request, file: File, *, title: str, text: str, numbers: Sequence[str]) -> None:
    """Change a draft, or a request that came back: its words and the files that wait."""

    def works(found: GuidanceRequest) -> Works:
        demand(request.actor, Right.ASK_GUIDANCE)
        if found.stage != Stage.DRAFT:
            raise NotReadyError(
                f"{found.number} was passed on.", advice="It can be changed if it comes back."
            )
        _demand_words(title, text)
        now = members_of(file.entries.order_by("sequence"))
        wanted = list(dict.fromkeys(numbers))
        if not wanted:
            raise EntryError("No file waits.", advice="Leave one of the files in.")
        new = [number for number in wanted if number not in now]
        if new:
            _members(request.actor, found.gap, new)
        gone = [number for number in now if number not in wanted]
        if gone and _is_asked(found):
            raise NotReadyError(
                f"It stands in {gone[0]} already that guidance was asked for.",
                advice="Leave it in the request.",
            )
        words = {"step": "revised", "title": title.strip(), "text": text.strip()}
        drafts = [Draft(EntryKind.STEP, words)]
        drafts += [_member(number) for number in new]
        drafts += [_member(number, out=True) for number in gone]
        return [(file, drafts)]

    _step(request, file, works)


# up, down, and the answer ---------------------------------------------------------------


def pass_on(request: Request, file: File, opinion: str) -> None:
    """Pass a request on to the next office, with an opinion."""

    def works(found: GuidanceRequest) -> Works:
        demand(request.actor, Right.PASS_GUIDANCE)
        office = office_of(request.actor)
        after = next_office(office)
        if after is None:
            raise NotReadyError(
                f"{office} is the one that answers.", advice="Answer it, or return it."
            )
        _demand_text(opinion, "the opinion of your office")
        passed = {"step": "passed", "to": after.code, "opinion": opinion.strip()}
        made: Works = [(file, [Draft(EntryKind.STEP, passed)])]
        if law().may_do(office, asking_act()):
            asked = act(asking_act(), deployment().today(), None, _details(found))
            made += [(member, asked) for member in _unasked(found)]
        return made

    _step(request, file, works)


def return_(request: Request, file: File, reason: str) -> None:
    """Return a request to the office that passed it on, with the reason."""

    def works(found: GuidanceRequest) -> Works:
        demand(request.actor, Right.PASS_GUIDANCE)
        if found.stage == Stage.DRAFT:
            raise NotReadyError(
                f"{found.number} was drafted here.", advice="Change it, or pass it on."
            )
        _demand_text(reason, "the reason")
        passes = file.entries.filter(payload__step="passed", payload__to=found.lies_at.code)
        came = passes.select_related("office").order_by("-sequence")[0]
        back = {"step": "returned", "to": came.office.code, "reason": reason.strip()}
        return [(file, [Draft(EntryKind.STEP, back)])]

    _step(request, file, works)


def answer(request: Request, file: File, text: str) -> None:
    """Answer a request; the answer stands in each file that waits, in one transaction."""

    def works(found: GuidanceRequest) -> Works:
        demand(request.actor, Right.ANSWER_GUIDANCE)
        law().demand_act(office_of(request.actor), answering_act())
        _demand_text(text, "the answer")
        details = {**_details(found), "answer": text.strip()}
        given = act(answering_act(), deployment().today(), None, details)
        answered = Draft(EntryKind.STEP, {"step": "answered", "answer": text.strip()})
        return [(file, [answered]), *((member, given) for member in _member_files(found))]

    _step(request, file, works)


def take_note(request: Request, file: File) -> None:
    """Record that an office on the way has taken note of the answer."""

    def work() -> None:
        demand(request.actor, Right.PASS_GUIDANCE)
        office = office_of(request.actor)
        if office.pk not in {each.pk for each in to_take_note(file)}:
            raise NotReadyError(
                f"{office} has taken note, or was not on the way of {file.number}.",
                advice="Nothing is left to do.",
            )
        record_all(request.for_step(), [(file, [Draft(EntryKind.STEP, {"step": "noted"})])])

    take(request, file, work)


def to_take_note(file: File) -> list[Office]:
    """The offices that passed a request on, and have not taken note of its answer."""
    entries = list(file.entries.select_related("office").order_by("sequence"))
    if not any(entry.payload.get("step") == "answered" for entry in entries):
        return []
    noted = {entry.office_id for entry in entries if entry.payload.get("step") == "noted"}
    passed = [entry.office for entry in entries if entry.payload.get("step") == "passed"]
    return list({each.pk: each for each in reversed(passed) if each.pk not in noted}.values())


def _step(request: Request, file: File, works: Callable[[GuidanceRequest], Works]) -> None:
    def work() -> None:
        with transaction.atomic():
            found = (
                GuidanceRequest.objects.visible_to(request.actor)
                .select_related("lies_at", "office")
                .filter(pk=file.pk)
                .first()
            )
            if found is None:
                raise NoRightError("There is no such request for you.", advice="Check its number.")
            if found.stage == Stage.ANSWERED:
                raise NotReadyError(
                    f"{found.number} is answered.", advice="Draft another one where it is not."
                )
            if found.lies_at_id != office_of(request.actor).pk:
                raise NoRightError(
                    f"{found.number} lies at {found.lies_at}.", advice="Leave it to that office."
                )
            record_all(request.for_step(), works(found))

    take(request, file, work)


def _details(found: GuidanceRequest) -> dict[str, str]:
    return {"request": found.number, "asked": found.title, "gap": found.gap}


def _demand_text(text: str, what: str) -> None:
    if not text.strip():
        raise EntryError(f"It is not said: {what}.", advice="Write it.")


def _member_files(found: GuidanceRequest) -> list[File]:
    members = GuidanceMember.objects.filter(request=found).values("case")
    return list(File.objects.filter(pk__in=members).select_related("office").order_by("pk"))


def _asked_entries(found: GuidanceRequest) -> QuerySet[Entry]:
    return Entry.objects.filter(
        kind=EntryKind.ACT,
        payload__act=asking_act(),
        payload__details__request=found.number,
        file__in=GuidanceMember.objects.filter(request=found).values("case"),
    )


def _is_asked(found: GuidanceRequest) -> bool:
    return _asked_entries(found).exists()


def _unasked(found: GuidanceRequest) -> list[File]:
    asked = set(_asked_entries(found).values_list("file", flat=True))
    return [file for file in _member_files(found) if file.pk not in asked]
