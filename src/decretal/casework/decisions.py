"""Decisions: the directive proposes, a named person with the right to it decides.

Owns what a decision keeps: what the directive said, what was decided, and why it
departs where it does.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from decretal.casework.access import demand, office_of
from decretal.casework.entries import Draft
from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.record import Request, record, refusals_logged
from decretal.casework.standing import Standing, proposal, standing
from decretal.errors import EntryError, NotReadyError
from decretal.nodes.rules import Status
from decretal.offices.rights import Right
from decretal.spelling import quoted


def dispositions() -> tuple[str, ...]:
    """The dispositions that somebody may decide on: those that are no addition."""
    rules = law().rulebook.rules
    return tuple(dict.fromkeys(rule.disposition for rule in rules if rule.disposition))


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
