"""What moves between offices: files on their way, and permissions that were asked for.

Owns the way from the entries of a case file to its transfers and requests for
permission. The steps themselves are ``transfers``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from decretal.casework.models.files import EntryKind, File
from decretal.casework.models.transfers import PermissionAsked, Transfer, TransferState
from decretal.casework.standing import Effective, Standing
from decretal.offices.models import Office

REQUEST: Final = "request for permission"


@dataclass(frozen=True, slots=True)
class Moved:
    """A file that was sent to another office, and what that office answered."""

    sent: Effective
    answered: Effective | None = None

    @property
    def state(self) -> TransferState:
        """How far the transfer is."""
        if self.answered is None:
            return TransferState.SENT
        return TransferState(self.answered.said("state"))

    @property
    def sender(self) -> str:
        """The code of the office that sent it."""
        return self.sent.said("from")

    @property
    def to(self) -> str:
        """The code of the office that it was sent to."""
        return self.sent.said("to")


@dataclass(frozen=True, slots=True)
class Asked:
    """A permission that was asked for, and what was answered."""

    asked: Effective
    answered: Effective | None = None


def transfers_of(found: Standing) -> list[Moved]:
    """The transfers of a case file, in order."""
    moved: list[Moved] = []
    for each in found.of(EntryKind.TRANSFER):
        if each.said("state") == TransferState.SENT:
            moved.append(Moved(each))
        elif moved:
            moved[-1] = Moved(moved[-1].sent, each)
    return moved


def in_flight(found: Standing) -> Moved | None:
    """The transfer that was neither accepted nor returned yet, if there is one."""
    moved = transfers_of(found)
    return moved[-1] if moved and moved[-1].answered is None else None


def permissions_of(found: Standing) -> list[Asked]:
    """The requests for permission in a case file, each with the first answer after it."""
    answers = found.acts_of(found.law.procedure.steps.get("permission"))
    return [
        Asked(
            each,
            next((a for a in answers if a.entry.sequence > each.entry.sequence), None),
        )
        for each in found.of(EntryKind.DOCUMENT)
        if each.said("document") == REQUEST
    ]


def write_transfers(standings: Sequence[tuple[File, Standing]]) -> None:
    """Write the transfers and the requests for permission of these case files."""
    offices = _Offices()
    moved = [_row(file, each, offices) for file, found in standings for each in transfers_of(found)]
    asked = [
        _asked(file, each, offices) for file, found in standings for each in permissions_of(found)
    ]
    if moved:
        Transfer.objects.bulk_create(
            moved,
            batch_size=200,
            update_conflicts=True,
            update_fields=["state", "answered_on", "answer"],
            unique_fields=["case", "sequence"],
        )
    if asked:
        PermissionAsked.objects.bulk_create(
            asked,
            batch_size=200,
            update_conflicts=True,
            update_fields=["answer", "answered_on"],
            unique_fields=["case", "sequence"],
        )


def _row(file: File, each: Moved, offices: _Offices) -> Transfer:
    return Transfer(
        case_id=file.pk,
        sequence=each.sent.entry.sequence,
        from_office_id=offices.key(each.sender),
        to_office_id=offices.key(each.to),
        state=each.state,
        sent_on=each.sent.day,
        because=each.sent.said("because")[:1000],
        under_order=bool(each.sent.payload.get("act")),
        answered_on=_day(each.answered),
        answer=each.answered.said("reason")[:1000] if each.answered else "",
    )


def _asked(file: File, each: Asked, offices: _Offices) -> PermissionAsked:
    return PermissionAsked(
        case_id=file.pk,
        sequence=each.asked.entry.sequence,
        from_office_id=each.asked.entry.office_id,
        to_office_id=offices.key(each.asked.said("to")),
        asked_on=each.asked.day,
        because=each.asked.said("because")[:1000],
        answer=each.answered.said("outcome")[:60] if each.answered else "",
        answered_on=_day(each.answered),
    )


class _Offices:
    """The keys of offices by their codes; asked of the database where one is needed."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}

    def key(self, code: str) -> int:
        if not self._keys:
            self._keys = dict(Office.objects.values_list("code", "pk"))
        return self._keys[code]


def _day(each: Effective | None) -> datetime.date | None:
    return each.day if each is not None else None


def open_references(found: Standing, labels: Iterable[str] = ()) -> list[tuple[str, str, str]]:
    """Texts that the provisions of this case point to and that are not at hand.

    Each with its note and the provision that points to it.
    """
    wanted = {*found.answer.provisions, *labels}
    return [
        (each.name, each.note, each.provision)
        for each in found.law.rulebook.references
        if not each.at_hand and each.provision in wanted
    ]
