"""Corrections: a further entry says what stands instead of an earlier one.

Owns which entries can be corrected, what of them, and by whom; and that the fact which an
act established follows the act.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Final

from decretal.casework.access import demand
from decretal.casework.effects import demand_ready, takes_effect
from decretal.casework.entries import Draft, check, fact
from decretal.casework.law import law
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.record import Request, record, refusals_logged
from decretal.casework.standing import Effective, Standing, standing
from decretal.errors import EntryError, NoRightError
from decretal.offices.models import User
from decretal.offices.rights import Right

_CHANGEABLE: Final[Mapping[EntryKind, frozenset[str]]] = {
    EntryKind.PERSON: frozenset({"names", "born", "sex", "home"}),
    EntryKind.FACT: frozenset({"value"}),
    EntryKind.ACT: frozenset({"outcome", "details"}),
    EntryKind.NOTE: frozenset({"text"}),
    EntryKind.PLACE: frozenset({"place", "reason"}),
}
"""What a correction may change: never which fact or which act it is."""

_RIGHTS: Final[Mapping[EntryKind, Right]] = {
    EntryKind.FACT: Right.ESTABLISH,
    EntryKind.ACT: Right.ACT,
    EntryKind.PLACE: Right.CARE,
}
CORRECTABLE = frozenset(_CHANGEABLE)


def correct(
    request: Request,
    file: File,
    sequence: int,
    *,
    reason: str,
    instead: Mapping[str, object] | None = None,
    happened_on: datetime.date | None = None,
    evidence: str = "",
) -> list[Entry]:
    """Record that an entry was mistaken; ``instead`` of None withdraws it.

    ``instead`` holds what changes of what stands now. Raises EntryError for an entry that is
    not there or is put right in another way, NoRightError where neither its office nor one
    above it corrects, or for whoever could not have recorded the entry.
    """

    def work() -> list[Entry]:
        found = standing(file)
        before = next((each for each in found.entries if each.entry.sequence == sequence), None)
        if before is None:
            raise EntryError(
                f"{file.number} has no entry {sequence}.",
                advice="Look at its entries; what is not there needs no correction.",
            )
        demand_correctable(request.actor, found, before)
        payload: dict[str, object] = {"corrects": sequence, "reason": reason.strip()}
        if instead is None:
            payload["withdraws"] = True
        else:
            payload["instead"] = _instead(file, found, before, instead, happened_on, evidence)
        drafts = [
            Draft(EntryKind.CORRECTION, payload, happened_on, evidence),
            *_following(found, before, payload, happened_on),
        ]
        return record(request, file, drafts)

    return refusals_logged(request.actor, file.number, work)


def correctable(actor: User, found: Standing, entries: Iterable[Effective]) -> frozenset[int]:
    """The places of those entries that somebody may correct."""

    def may_correct(each: Effective) -> bool:
        try:
            demand_correctable(actor, found, each)
        except (EntryError, NoRightError):
            return False
        return True

    return frozenset(each.entry.sequence for each in entries if may_correct(each))


def demand_correctable(actor: User, found: Standing, before: Effective) -> None:
    """Raises EntryError or NoRightError for an entry that somebody may not correct."""
    demand(actor, Right.CORRECT)
    sequence = before.entry.sequence
    if before.kind not in CORRECTABLE:
        raise EntryError(
            f"Entry {sequence} of {found.number} cannot be corrected.",
            advice="A decision is followed by another one.",
        )
    procedure = law().procedure
    if before.said("act") in procedure.recorded_elsewhere:
        raise EntryError(
            f"Entry {sequence} was recorded by a step that concerns more than this file.",
            advice="Record a note, and put it right where the step was taken.",
        )
    office = actor.office
    if office is None or not before.entry.office.is_under(office):
        raise NoRightError(
            f"Entry {sequence} is of {before.entry.office}, which or an office above which "
            "corrects it.",
            advice="Ask that office.",
        )
    if before.kind is EntryKind.ACT and before.said("act") in procedure.left_to_decision:
        demand(actor, Right.DECIDE)
    elif before.kind in _RIGHTS:
        demand(actor, _RIGHTS[before.kind])
    act = _act_behind(found, before)
    if act is not None:
        raise EntryError(
            f"Entry {sequence} follows from the act of entry {act.entry.sequence}.",
            advice="Correct the act: what it established follows.",
        )


def _instead(
    file: File,
    found: Standing,
    before: Effective,
    changes: Mapping[str, object],
    happened_on: datetime.date | None,
    evidence: str,
) -> dict[str, object]:
    for key, value in changes.items():
        is_same = before.payload.get(key) == value
        if not is_same and (key not in _CHANGEABLE[before.kind] or not _is_well_formed(key, value)):
            raise EntryError(
                f"Correcting entry {before.entry.sequence} cannot make that of its {key[:40]}.",
                advice="Withdraw the entry, and record what was meant as an entry of its own.",
            )
    changed = {**before.payload, **changes}
    act = changed.get("act")
    if isinstance(act, str) and before.kind is EntryKind.ACT:
        law().demand_mode(act)
        if before.withdrawn and takes_effect(law(), act):
            demand_ready(found, act)
    draft = Draft(
        before.kind,
        changed,
        happened_on or before.happened_on,
        evidence or before.entry.evidence,
    )
    check(draft, FileKind(file.kind))
    return changed


def _is_well_formed(key: str, value: object) -> bool:
    match key:
        case "value":
            return value is None or isinstance(value, (str, bool))
        case "names":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case "details":
            return isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
        case _:
            return isinstance(value, str)


def _established(each: Effective) -> tuple[str, str] | None:
    """The fact with its value that an act established when it was recorded."""
    said = each.entry.payload
    if each.kind is not EntryKind.ACT:
        return None
    return law().procedure.established_by(str(said.get("act")), str(said.get("outcome") or ""))


def _fact_of(found: Standing, act: Effective) -> Effective | None:
    """The entry of the fact that was recorded with an act, as what follows from it."""
    established = _established(act)
    # What follows stands right behind the act, and was entered in the same instant.
    (each,) = found.entries[act.entry.sequence : act.entry.sequence + 1] or (None,)
    is_of_it = (
        each is not None
        and established is not None
        and each.kind is EntryKind.FACT
        and each.entry.entered_at == act.entry.entered_at
        and each.entry.payload.get("fact") == established[0]
    )
    return each if is_of_it else None


def _act_behind(found: Standing, each: Effective) -> Effective | None:
    """The act from which a fact follows."""
    if each.kind is not EntryKind.FACT:
        return None
    place = each.entry.sequence - 2  # the entries stand in their order, from 1
    if place < 0:
        return None
    act = found.entries[place]
    return act if _fact_of(found, act) is each else None


def _following(
    found: Standing,
    act: Effective,
    payload: Mapping[str, object],
    happened_on: datetime.date | None,
) -> list[Draft]:
    """What becomes of the fact that an act established, or now establishes."""
    if act.kind is not EntryKind.ACT:
        return []
    instead = payload.get("instead")
    said = instead if isinstance(instead, Mapping) else {}
    name = act.said("act")
    now = law().procedure.established_by(name, str(said.get("outcome") or ""))
    before = _fact_of(found, act)
    reason = payload["reason"]
    if before is not None:
        corrected: dict[str, object] = {"corrects": before.entry.sequence, "reason": reason}
        if now is None:
            if before.withdrawn:
                return []
            corrected["withdraws"] = True
        else:
            corrected["instead"] = {**before.entry.payload, "fact": now[0], "value": now[1]}
        return [Draft(EntryKind.CORRECTION, corrected, happened_on, follows=True)]
    if now is None or _is_overtaken(found, act, now[0]):
        return []
    on = happened_on or act.happened_on
    return [fact(*now, on, evidence=f"the outcome of: {name}", follows=True)]


def _is_overtaken(found: Standing, act: Effective, name: str) -> bool:
    """Whether something later says of the fact what stands."""
    return any(
        each.said("fact") == name and each.entry.sequence > act.entry.sequence
        for each in found.of(EntryKind.FACT)
    )
