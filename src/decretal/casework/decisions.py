"""Decisions: the directive proposes, a named person with the right to it decides.

Owns who may decide a file and on which day, and what a decision keeps: what the directive
said, what was decided, and why it departs where it does.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import Mode, deployment
from decretal.casework.entries import Draft
from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.record import Request, demand_holder, record, refusals_logged
from decretal.casework.standing import Standing, proposal, standing
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.nodes.rules import Status
from decretal.offices.models import User
from decretal.offices.rights import Right, has_right
from decretal.spelling import quoted


def dispositions() -> tuple[str, ...]:
    """The dispositions that somebody may decide on: those that are no addition."""
    rules = law().rulebook.rules
    return tuple(dict.fromkeys(rule.disposition for rule in rules if rule.disposition))


def may_be_decided(actor: User, file: File, found: Standing) -> list[str]:
    """The dispositions on which somebody may decide in a file; none where others decide."""
    office = office_of(actor)
    if not has_right(actor, Right.DECIDE) or not file.office.is_under(office) or found.merged_into:
        return []
    return [each for each in dispositions() if law().may_decide(office, each)]


def demand_may_decide(actor: User, file: File, found: Standing) -> None:
    """Raises what is in the way of somebody who may decide on nothing in a file."""
    demand(actor, Right.DECIDE)
    demand_holder(actor, file)
    if found.merged_into:
        raise NotReadyError(
            f"{file.number} was merged into {found.merged_into}.", advice="Decide that one."
        )
    if not may_be_decided(actor, file, found):
        raise NoRightError(
            f"The order gives no decision to {actor.office}.",
            advice="Leave it to the office to which the order gives it.",
        )


def departs(found: Standing, disposition: str) -> bool:
    """Whether a decision is another than the directive's."""
    return found.answer.status is not Status.DECIDED or disposition != found.answer.disposition


def decide(
    request: Request,
    file: File,
    disposition: str,
    *,
    on: datetime.date,
    reason: str = "",
    others: Sequence[Draft] = (),
) -> list[Entry]:
    """Record what somebody decides for a case, beside what the directive says.

    ``others`` are entries that the decision brings with it. Raises EntryError for a
    departure without a reason, NoRightError where others decide, NotReadyError where
    nothing is left to decide.
    """
    return refusals_logged(
        request.actor,
        file.number,
        lambda: _decide(request, file, disposition, on, reason, others),
    )


def _decide(
    request: Request,
    file: File,
    disposition: str,
    on: datetime.date,
    reason: str,
    others: Sequence[Draft],
) -> list[Entry]:
    demand(request.actor, Right.DECIDE)
    if disposition not in dispositions():
        raise EntryError(
            f'"{disposition}" is no disposition of the order.',
            advice=f"Choose {quoted(dispositions(), 'or')}.",
        )
    law().demand_decision(office_of(request.actor), disposition)
    found = standing(file)
    if found.answer.status is Status.OUTSIDE and not reason.strip():
        raise NotReadyError(
            f"The order does not speak of {file.number}: there is nothing in it to decide.",
            advice="Close the file with a note, or say why it is decided all the same.",
        )
    is_departing = departs(found, disposition)
    if is_departing and not reason.strip():
        said = "; ".join(found.answer.dispositions) or found.answer.status.value
        raise EntryError(
            f'The order says "{said}", and you decide "{disposition}", without a reason.',
            advice="Give the reason: both stand in the file.",
        )
    _demand_day(found, disposition, on, is_departing=is_departing)
    draft = Draft(
        EntryKind.DECISION,
        {
            "disposition": disposition,
            "additions": list(found.answer.additions),
            "departs": is_departing,
            "reason": reason.strip(),
            "proposed": proposal(found.answer),
            "summary": found.explanation.summary,
        },
        on,
    )
    return record(request, file, [draft, *others])


def _demand_day(
    found: Standing, disposition: str, on: datetime.date, *, is_departing: bool
) -> None:
    """Raises EntryError for a day on which it cannot have been decided.

    Neither before the directive was in force, nor before the file was opened, nor before
    what was found or done by which the directive says so. A study takes in what was decided
    then, as it was.
    """
    since = law().rulebook.in_force_from
    if since is not None and on < since:
        raise EntryError(
            f"{on} is given, and the order is in force since {since}: it decided nothing before.",
            advice="Correct the day; what was decided before belongs under an earlier text.",
        )
    if deployment().mode is Mode.STUDY:
        return
    opened = min(each.day for each in found.entries)
    if on < opened:
        raise EntryError(
            f"{on} is given, and nothing stands in {found.number} before {opened}.",
            advice="Correct the day.",
        )
    then = found.as_of(on).answer
    if not is_departing and (then.status is not Status.DECIDED or then.disposition != disposition):
        raise EntryError(
            f"{on} is given, and by what had been found and done until then the order did not "
            f'say "{disposition}" of {found.number}.',
            advice="Correct the day, or those of the entries on which the decision rests.",
        )
