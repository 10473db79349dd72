"""Groups: people who are to be handed over together, for all of them or for none.

Owns the steps from putting a group together to the receipt that closes it. What has to
precede the hand-over of each member is ``group_standing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from decretal.casework.access import demand, office_of, offices_seen_by
from decretal.casework.entries import Draft, act
from decretal.casework.finding import find
from decretal.casework.group_standing import (
    GroupStanding,
    group_acts,
    group_standing,
    preconditions,
)
from decretal.casework.law import law
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import EntryKind, File, FileKind
from decretal.casework.models.groups import GroupMember, GroupState
from decretal.casework.record import Request, open_file, record, record_all, refusals_logged
from decretal.casework.steps import lock, opened_before, standings, take
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import User
from decretal.offices.rights import Right
from decretal.spelling import quoted

FEWEST = 2
MOST = 200


def candidates(user: User, words: str = "") -> QuerySet[CaseFile]:
    """The case files that could be put into a group: decided so, held here or below, and in
    no open one."""
    disposition = law().procedure.dispositions["group"]
    in_a_group = GroupMember.objects.filter(case=OuterRef("pk"), is_open=True)
    return (
        find(user, {"decided": disposition, "q": words})
        .filter(office__in=offices_seen_by(user), returned_on=None, merged_into="")
        .exclude(waits_for="acceptance")
        .exclude(Exists(in_a_group))
    )


def open_group(request: Request, called: str, numbers: Sequence[str] = ()) -> File:
    """Put a group together, with its first members or without any."""

    def work() -> File:
        with transaction.atomic():
            _demand_keeper(request)
            before = opened_before(request, FileKind.GROUP)
            if before is not None:
                return before
            members = _added(request, numbers, [])
            opened = Draft(EntryKind.OPENED, {"called": called.strip()})
            return open_file(request.for_step(), FileKind.GROUP, [opened, *members])

    return refusals_logged(request.actor, "", work)


def add(request: Request, file: File, numbers: Sequence[str]) -> None:
    """Take case files into a group that is not fixed yet."""

    def work() -> None:
        found = _being_put_together(request, file)
        if not numbers:
            raise EntryError("Nobody is chosen.", advice="Choose whom to take into the group.")
        record(request.for_step(), file, _added(request, numbers, found.members))

    take(request, file, work)


def remove(request: Request, file: File, number: str, reason: str) -> None:
    """Take a case file out of a group that is not fixed yet, with a reason."""

    def work() -> None:
        found = _being_put_together(request, file)
        if number not in found.members:
            raise EntryError(f"{number} is not in {file.number}.", advice="Look at its members.")
        payload = {"file": number, "change": "removed", "reason": _needed(reason)}
        record(request.for_step(), file, [Draft(EntryKind.MEMBER, payload)])

    take(request, file, work)


def fix(request: Request, file: File) -> None:
    """Fix who is in the group; the roll is made of these, and nobody is added or removed."""

    def work() -> None:
        found = _being_put_together(request, file)
        if len(found.members) < FEWEST:
            raise NotReadyError(
                f"{file.number} has {len(found.members)} of the {FEWEST} people that make a "
                "group: the order speaks of handing over together.",
                advice="Take in whoever is still to be handed over.",
            )
        record(request.for_step(), file, [_step("fixed", members=list(found.members))])

    take(request, file, work)


def open_again(request: Request, file: File, reason: str) -> None:
    """Undo the fixing, with a reason, so that members can be added and removed."""

    def work() -> None:
        _demand_keeper(request)
        _in_state(file, GroupState.FIXED)
        record(request.for_step(), file, [_step("opened again", reason=_needed(reason))])

    take(request, file, work)


def dissolve(request: Request, file: File, reason: str) -> None:
    """Give a group up before the hand-over; its members are free for another one."""

    def work() -> None:
        _demand_keeper(request)
        _in_state(file, GroupState.PUT_TOGETHER, GroupState.FIXED)
        record(request.for_step(), file, [_step("dissolved", reason=_needed(reason))])

    take(request, file, work)


def contact(
    request: Request,
    file: File,
    *,
    on: datetime.date,
    said: str,
    evidence: str = "",
    reference: str = "",
) -> None:
    """Record the contact with the other side's representatives for all members at once.

    It is recorded in the files of those for whom there was none yet.
    """

    def work() -> None:
        demand(request.actor, Right.ACT)
        _, name = group_acts()
        law().demand_act(office_of(request.actor), name)
        law().demand_mode(name)
        found = _in_state(file, GroupState.PUT_TOGETHER, GroupState.FIXED)
        files = _member_files(found)
        stand = standings(files)
        lacking = [each for each in files if not stand[each.number].acts_of(name)]
        if not lacking:
            raise EntryError(
                "There is nobody in the group for whom a contact is still to be recorded.",
                advice="A further contact about one person is recorded in the person's file.",
            )
        details = {"with": said.strip()}
        step = _step("representatives contacted", on, members=[f.number for f in lacking])
        record_all(
            request.for_step(),
            [
                (file, [step]),
                *(
                    (each, act(name, on, None, details, evidence=evidence, reference=reference))
                    for each in lacking
                ),
            ],
        )

    take(request, file, work)


def hand_over(
    request: Request,
    file: File,
    *,
    on: datetime.date,
    place: str,
    to: str,
    evidence: str = "",
    reference: str = "",
) -> None:
    """Record that the whole group was handed over: in every member's file, or in none.

    Raises NotReadyError with what is missing for whom, ReturnRefusedError in live mode.
    """

    def work() -> None:
        demand(request.actor, Right.HAND_OVER)
        name, _ = group_acts()
        law().demand_act(office_of(request.actor), name)
        law().demand_mode(name)
        found = _in_state(file, GroupState.FIXED)
        if not place.strip() or not to.strip():
            raise EntryError(
                "The hand-over does not say where it was, or to whom.",
                advice="Give the place, and who received the people.",
            )
        members = lock(each.pk for each in _member_files(found))
        _demand_all_ready(file, members)
        said = {"place": place.strip(), "to": to.strip(), "group": file.number}
        step = _step("handed over", on, evidence, reference, members=found.members, **said)
        record_all(
            request.for_step(),
            [
                (file, [step]),
                *(
                    (each, act(name, on, None, said, evidence=evidence, reference=reference))
                    for each in members
                ),
            ],
        )

    take(request, file, work)


def receive(
    request: Request, file: File, *, on: datetime.date, by: str, reference: str, evidence: str = ""
) -> None:
    """Record the receipt of the other side, which closes the group."""

    def work() -> None:
        demand(request.actor, Right.HAND_OVER)
        name, _ = group_acts()
        law().demand_act(office_of(request.actor), name)
        found = _in_state(file, GroupState.HANDED_OVER)
        assert found.handed_over is not None
        if not by.strip() or not reference.strip():
            raise EntryError(
                "The receipt does not say who signed it, or under which reference it is kept.",
                advice="Give both.",
            )
        if on < found.handed_over.day:
            raise EntryError(
                f"The receipt is of {on}, and the hand-over of {found.handed_over.day}.",
                advice="Correct the day.",
            )
        step = _step("received", on, evidence, reference.strip(), by=by.strip())
        record(request.for_step(), file, [step])

    take(request, file, work)


def _demand_all_ready(file: File, members: Sequence[File]) -> None:
    lacks = [
        f"{number}: {', '.join(each.said for each in asked if not each.is_met)}"
        for number, asked in (
            (number, preconditions(found)) for number, found in standings(members).items()
        )
        if not all(each.is_met for each in asked)
    ]
    if lacks:
        raise NotReadyError(
            f"{file.number} cannot be handed over. {'; '.join(lacks)}. Nothing was recorded.",
            advice="Do what is missing, or open the group again and take these people out.",
        )


def _demand_keeper(request: Request) -> None:
    demand(request.actor, Right.KEEP_GROUP)
    name, _ = group_acts()
    law().demand_act(office_of(request.actor), name)


def _in_state(file: File, *states: GroupState) -> GroupStanding:
    found = group_standing(file)
    if found.state not in states:
        raise NotReadyError(
            f"{file.number} is {found.state.label}; for this step it has to be "
            f"{quoted([str(state.label) for state in states], 'or')}.",
            advice="Look at the group as it stands now.",
        )
    return found


def _being_put_together(request: Request, file: File) -> GroupStanding:
    _demand_keeper(request)
    return _in_state(file, GroupState.PUT_TOGETHER)


def _member_files(found: GroupStanding) -> list[File]:
    files = {each.number: each for each in File.objects.filter(number__in=found.members)}
    return [files[number] for number in found.members]


def _added(request: Request, numbers: Sequence[str], members: Sequence[str]) -> list[Draft]:
    wanted = list(dict.fromkeys(numbers))
    if len(wanted) + len(members) > MOST:
        raise EntryError(
            f"A group takes {MOST} people, and this would be {len(wanted) + len(members)}.",
            advice="Put a second group together.",
        )
    # Locked before they are looked at, so that two groups cannot take in the same person.
    lock(File.objects.filter(number__in=wanted).values_list("pk", flat=True))
    free = set(candidates(request.actor).filter(number__in=wanted).values_list("number", flat=True))
    refused = [number for number in wanted if number not in free]
    if refused:
        disposition = law().procedure.dispositions["group"]
        seen = set(
            CaseFile.objects.visible_to(request.actor)
            .filter(number__in=refused)
            .values_list("number", flat=True)
        )
        if not seen.issuperset(refused):
            raise NoRightError("There is no such file for you.", advice="Check its number.")
        raise NotReadyError(
            f"{quoted(refused, 'and')} cannot be taken in: a member is a file that somebody "
            f'decided as "{disposition}", of a person who is here and in no other open group.',
            advice="Decide the file first, or take the person out of the other group.",
        )
    return [Draft(EntryKind.MEMBER, {"file": number, "change": "added"}) for number in wanted]


def _needed(reason: str) -> str:
    if not reason.strip():
        raise EntryError("No reason is given.", advice="Say why: it stands in the group's file.")
    return reason.strip()


def _step(
    step: str,
    on: datetime.date | None = None,
    evidence: str = "",
    reference: str = "",
    **said: object,
) -> Draft:
    return Draft(EntryKind.STEP, {"step": step, **said}, on, evidence, reference)
