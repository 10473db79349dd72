"""Lists of names: drawn up, sent, reported, answered for each person.

Owns the steps of a list from the office that draws it up to the answer of the other
state's office. What a list comes to is ``list_standing``; which office may do which of
its acts is the rulebook's.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from decretal.casework.access import demand, office_of, offices_seen_by
from decretal.casework.entries import Draft, act
from decretal.casework.finding import find
from decretal.casework.law import law
from decretal.casework.list_standing import (
    NO_ANSWER_YET,
    Listed,
    ListStanding,
    content_hash,
    list_standing,
)
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import EntryKind, File, FileKind, Shared
from decretal.casework.models.lists import ListedName, ListState
from decretal.casework.record import Request, open_file, record, record_all, refusals_logged
from decretal.casework.steps import elsewhere, lock, opened_before, standings, take
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, User
from decretal.offices.rights import Right
from decretal.spelling import quoted

MOST = 200


@dataclass(frozen=True, slots=True)
class ListActs:
    """The acts of the three steps of a list, in the rulebook's words."""

    sent: str
    reported: str
    answered: str


def list_acts() -> ListActs:
    """The acts of a list."""
    steps = law().procedure.steps
    return ListActs(steps["list sent"], steps["list reported"], steps["list answered"])


def answers() -> tuple[str, ...]:
    """What can be answered for a person; the last is that there is no answer yet."""
    return (*law().outcomes[list_acts().answered], NO_ANSWER_YET)


def candidates(user: User, words: str = "") -> QuerySet[CaseFile]:
    """The case files that could go on a list: decided so, held here or below, and
    on no list that is open."""
    disposition = law().procedure.dispositions["list"]
    listed = ListedName.objects.filter(case=OuterRef("pk"), is_open=True)
    return (
        find(user, {"decided": disposition, "q": words})
        .filter(office__in=offices_seen_by(user), returned_on=None, merged_into="", outdated=False)
        .exclude(waits_for="acceptance")
        .exclude(Exists(listed))
    )


def open_list(request: Request, numbers: Sequence[str] = ()) -> File:
    """Draw a list up, with its first names or without any."""

    def work() -> File:
        with transaction.atomic():
            _demand_keeper(request)
            before = opened_before(request, FileKind.LIST)
            if before is not None:
                return before
            members = _added(request, numbers, [])
            return open_file(request.for_step(), FileKind.LIST, [Draft(EntryKind.OPENED), *members])

    return refusals_logged(request.actor, "", work)


def add(request: Request, file: File, numbers: Sequence[str]) -> None:
    """Put names on a list that was not sent yet."""

    def work() -> None:
        found = _being_drawn_up(request, file)
        if not numbers:
            raise EntryError("Nobody is chosen.", advice="Choose whom to put on the list.")
        record(request.for_step(), file, _added(request, numbers, found.listed))

    take(request, file, work)


def remove(request: Request, file: File, number: str, reason: str) -> None:
    """Take a name off a list that was not sent yet, with a reason."""

    def work() -> None:
        found = _being_drawn_up(request, file)
        if number not in [each.file for each in found.listed]:
            raise EntryError(f"{number} is not on {file.number}.", advice="Look at its names.")
        payload = {"file": number, "change": "removed", "reason": _needed(reason)}
        record(request.for_step(), file, [Draft(EntryKind.MEMBER, payload)])

    take(request, file, work)


def send(
    request: Request, file: File, *, on: datetime.date, evidence: str = "", reference: str = ""
) -> None:
    """Send the list to the office that reports it; from then on it is fixed.

    Raises NotReadyError with what is missing for whom.
    """
    acts = list_acts()

    def work() -> None:
        demand(request.actor, Right.SEND_LIST)
        law().demand_act(office_of(request.actor), acts.sent)
        found = _in_state(file, ListState.DRAWN_UP)
        if not found.listed:
            raise NotReadyError(
                f"There is no name on {file.number}.", advice="Put somebody on it first."
            )
        to = receiving(acts.reported)
        files = _locked(found)
        stand = standings(files)
        outdated = [n for n, each in stand.items() if each.is_decision_outdated]
        if outdated:
            raise NotReadyError(
                f"What the order says of {quoted(outdated, 'and')} has changed since it was "
                "decided. Nothing was sent.",
                advice="Have it decided again, or take the name off the list.",
            )
        gone = [f"{n} {elsewhere(each)}" for n, each in stand.items() if elsewhere(each)]
        if gone:
            raise NotReadyError(
                f"{'; '.join(gone)}. Nothing was sent.", advice="Take the name off the list."
            )
        names = [list(stand[each.file].names) for each in found.listed]
        nameless = [e.file for e, n in zip(found.listed, names, strict=True) if not n]
        if nameless:
            raise NotReadyError(
                f"{quoted(nameless, 'and')} has no name on record. Nothing was sent.",
                advice="Record the name first: it is all that the list says.",
            )
        digest = content_hash(file.number, file.office.name, names)
        said: dict[str, object] = {
            "step": "sent",
            "to": to.code,
            "names": names,
            "content_hash": digest,
        }
        step = Draft(EntryKind.STEP, said, on, evidence, reference)
        details = {"list": file.number, "hash": digest}
        record_all(
            request.for_step(),
            [
                (file, [step]),
                *((each, []) for each in _superseded(found)),
                *(
                    (e, act(acts.sent, on, None, details, evidence=evidence, reference=reference))
                    for e in files
                ),
            ],
        )

    take(request, file, work)


def report(
    request: Request, file: File, *, on: datetime.date, evidence: str = "", reference: str = ""
) -> None:
    """Report the list to the other state's office, which from then on sees it.

    Raises ReturnRefusedError in live mode.
    """
    acts = list_acts()

    def work() -> None:
        demand(request.actor, Right.SEND_LIST)
        law().demand_act(office_of(request.actor), acts.reported)
        law().demand_mode(acts.reported)
        _demand_sent_to(request, file)
        found = _in_state(file, ListState.SENT)
        assert found.sent is not None
        _not_before(on, found.sent.day, "it was sent")
        to = receiving(acts.answered)
        step = Draft(EntryKind.STEP, {"step": "reported", "to": to.code}, on, evidence, reference)
        details = {"list": file.number, "hash": found.content_hash}
        record_all(
            request.for_step(),
            [
                (file, [step]),
                *((each, []) for each in _superseded(found)),
                *(
                    (
                        each,
                        act(acts.reported, on, None, details, evidence=evidence,
                            reference=reference),
                    )
                    for each in _locked(found)
                ),
            ],
        )  # fmt: skip

    take(request, file, work)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for a person, and under which reference."""

    answer: str
    reference: str = ""


def answer(request: Request, file: File, given: Mapping[int, Answer], *, on: datetime.date) -> None:
    """Record answers, by the places on the list: on the list and in the case files.

    An answer that settles something establishes the fact in the person's file.
    """
    acts = list_acts()

    def work() -> None:
        demand(request.actor, Right.ANSWER_LIST)
        law().demand_act(office_of(request.actor), acts.answered)
        _demand_sent_to(request, file)
        found = _in_state(file, ListState.REPORTED)
        assert found.reported is not None
        _not_before(on, found.reported.day, "it was reported")
        listed = _answerable(found, given)
        files = {each.number: each for each in lock(_keys(each.file for each in listed))}
        drafts: list[Draft] = []
        works: list[tuple[File, list[Draft]]] = []
        for each in listed:
            said = given[each.place]
            reference = said.reference.strip()
            drafts.append(
                Draft(
                    EntryKind.ANSWER,
                    {"place": each.place, "answer": said.answer},
                    on,
                    reference=reference,
                )
            )
            if said.answer != NO_ANSWER_YET:
                details = {"list": file.number, "place": str(each.place)}
                done = act(acts.answered, on, said.answer, details, reference=reference)
                works.append((files[each.file], done))
        record_all(request.for_step(), [(file, drafts), *works])

    take(request, file, work)


def supersede(request: Request, file: File, reason: str, without: Sequence[str] = ()) -> File:
    """Draw up a new list in place of one that was sent, with all that wait for an answer.

    The old list stands as it was sent, and is answered no more: the office that it was sent
    to is told so by telegram. So whoever supersedes it is one who may send it. ``without``
    are the files whose names the new list leaves off.
    """

    def work() -> File:
        with transaction.atomic():
            lock([file.pk])
            _demand_keeper(request)
            demand(request.actor, Right.SEND_LIST)
            before = opened_before(request, FileKind.LIST)
            if before is not None:
                return before
            found = _in_state(file, ListState.SENT, ListState.REPORTED)
            why = _needed(reason)
            kept = [each.file for each in found.unanswered if each.file not in without]
            left = [each.file for each in found.unanswered if each.file in without]
            waiting = lock(_keys([*kept, *left]))
            opened = Draft(EntryKind.OPENED, {"supersedes": file.number, "reason": why})
            new = open_file(request.for_step(), FileKind.LIST, [opened])
            step = Draft(EntryKind.STEP, {"step": "superseded", "by": new.number, "reason": why})
            said = f"Left off when {file.number} was superseded by {new.number}: {why}"
            note = Draft(EntryKind.NOTE, {"text": said})
            # The old list lets its names go before the new one takes them.
            members = [Draft(EntryKind.MEMBER, {"file": n, "change": "added"}) for n in kept]
            # The old list lets its names go before the new one takes them. The telegram that
            # tells of it stands in both, and in the file of everyone who waited.
            works = [(file, [step]), (new, members)]
            works += [(each, [note] if each.number in left else []) for each in waiting]
            record_all(replace(request.for_step(), key=""), works)
            return new

    return refusals_logged(request.actor, file.number, work)


def receiving(name: str) -> Office:
    """The office whose act the next step of a list is."""
    doers = law().doers(name)
    office = Office.objects.filter(authority__in=doers).order_by("path").first()
    if office is None:
        raise NotReadyError(
            f"There is no office here for {quoted(sorted(doers), 'or')}.",
            advice="Have it set up; the list goes there.",
        )
    return office


def _answerable(found: ListStanding, given: Mapping[int, Answer]) -> list[Listed]:
    if not given:
        raise EntryError("No answer is given.", advice="Answer for at least one person.")
    listed = {each.place: each for each in found.listed}
    known = answers()
    for place, said in given.items():
        if place not in listed:
            raise EntryError(
                f"There is no place {place} on {found.number}.", advice="Open the page anew."
            )
        if said.answer not in known:
            raise EntryError(
                f'"{said.answer[:40]}" is no answer for place {place}.',
                advice=f"Choose {quoted(known, 'or')}.",
            )
        if listed[place].is_answered:
            raise NotReadyError(
                f"Place {place} of {found.number} was answered: {listed[place].answer}.",
                advice="Answer for the others; a changed answer goes to a new list.",
            )
        if said.answer != NO_ANSWER_YET and not said.reference.strip():
            raise EntryError(
                f"The answer for place {place} has no reference.",
                advice="Give the number and date of the note or letter that it stands in.",
            )
    return [listed[place] for place in sorted(given)]


def _demand_keeper(request: Request) -> None:
    demand(request.actor, Right.KEEP_LIST)
    law().demand_act(office_of(request.actor), list_acts().sent)


def _demand_sent_to(request: Request, file: File) -> None:
    if not Shared.objects.filter(file=file, office=office_of(request.actor)).exists():
        raise NoRightError("There is no such list for you.", advice="Check its number.")


def _not_before(on: datetime.date, day: datetime.date, what: str) -> None:
    if on < day:
        raise EntryError(f"{on} is given, and {what} on {day}.", advice="Correct the day.")


def _in_state(file: File, *states: ListState) -> ListStanding:
    found = list_standing(file)
    if found.state not in states:
        raise NotReadyError(
            f"{file.number} is {found.state.label}; for this step it has to be "
            f"{quoted([str(state.label) for state in states], 'or')}.",
            advice="A list that was sent is fixed: a change makes a new list.",
        )
    return found


def _superseded(found: ListStanding) -> list[File]:
    """The file of the list that one supersedes: telegrams that name it stand there too."""
    return list(File.objects.select_related("office").filter(number=found.supersedes or None))


def _being_drawn_up(request: Request, file: File) -> ListStanding:
    _demand_keeper(request)
    return _in_state(file, ListState.DRAWN_UP)


def _keys(numbers: Iterable[str]) -> list[int]:
    return list(File.objects.filter(number__in=list(numbers)).values_list("pk", flat=True))


def _locked(found: ListStanding) -> list[File]:
    return lock(_keys([each.file for each in found.listed]))


def _added(request: Request, numbers: Sequence[str], listed: Sequence[Listed]) -> list[Draft]:
    wanted = list(dict.fromkeys(numbers))
    if len(wanted) + len(listed) > MOST:
        raise EntryError(
            f"A list takes {MOST} names, and this would be {len(wanted) + len(listed)}.",
            advice="Draw a second list up.",
        )
    # Locked before they are looked at, so that two lists cannot take in the same person.
    lock(_keys(wanted))
    free = set(candidates(request.actor).filter(number__in=wanted).values_list("number", flat=True))
    refused = [number for number in wanted if number not in free]
    if refused:
        seen = CaseFile.objects.visible_to(request.actor).filter(number__in=refused)
        if seen.count() < len(refused):
            raise NoRightError("There is no such file for you.", advice="Check its number.")
        disposition = law().procedure.dispositions["list"]
        raise NotReadyError(
            f"{quoted(refused, 'and')} cannot go on a list: on it are people whose file "
            f'somebody decided as "{disposition}", as the order stands now, and who are on no '
            "other list that waits for an answer.",
            advice="Decide the file first, or supersede the other list.",
        )
    return [Draft(EntryKind.MEMBER, {"file": number, "change": "added"}) for number in wanted]


def _needed(reason: str) -> str:
    if not reason.strip():
        raise EntryError("No reason is given.", advice="Say why: it stands in the list's file.")
    return reason.strip()
