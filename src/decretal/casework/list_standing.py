"""What a list of names comes to: who stands on it, where it is, what was answered.

Owns the way from the entries of a list's file to its state, and what of it is shown to
the office that answers. The steps themselves are ``lists``.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.models.lists import ListedName, ListState, NameList
from decretal.casework.standing import Effective, effective

NO_ANSWER_YET = "no answer yet"


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on a list. ``names`` are those that were sent, empty before."""

    place: int
    file: str
    names: tuple[str, ...] = ()
    answer: str = ""
    answered: Effective | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the answer is one that settles something."""
        return self.answer not in ("", NO_ANSWER_YET)


@dataclass
class ListStanding:
    """A list as its entries have it."""

    number: str
    entries: list[Effective] = field(repr=False)
    state: ListState = ListState.DRAWN_UP
    listed: list[Listed] = field(default_factory=list)
    sent: Effective | None = None
    reported: Effective | None = None
    content_hash: str = ""
    supersedes: str = ""
    by_list: str = ""

    @property
    def unanswered(self) -> list[Listed]:
        """Those for whom no answer has come."""
        return [each for each in self.listed if not each.is_answered]


def list_standing(file: File, entries: Sequence[Entry] | None = None) -> ListStanding:
    """A list as it stands."""
    if entries is None:
        entries = list(file.entries.select_related("office", "author").order_by("sequence"))
    found = ListStanding(file.number, effective(entries))
    for each in found.entries:
        match each.kind:
            case EntryKind.OPENED:
                found.supersedes = each.said("supersedes")
            case EntryKind.MEMBER:
                _member(found, each)
            case EntryKind.STEP:
                _step(found, each)
            case EntryKind.ANSWER:
                _answer(found, each)
            case _:
                pass
    if found.state is ListState.REPORTED and not found.unanswered:
        found.state = ListState.ANSWERED
    return found


def _member(found: ListStanding, each: Effective) -> None:
    files = [listed.file for listed in found.listed]
    if each.said("change") == "added":
        files.append(each.said("file"))
    else:
        files.remove(each.said("file"))
    found.listed = [Listed(place, file) for place, file in enumerate(files, start=1)]


def _step(found: ListStanding, each: Effective) -> None:
    match each.said("step"):
        case "sent":
            found.state, found.sent = ListState.SENT, each
            found.content_hash = each.said("content_hash")
            names = each.payload.get("names")
            assert isinstance(names, list)
            found.listed = [
                replace(listed, names=tuple(map(str, written)))
                for listed, written in zip(found.listed, names, strict=True)
            ]
        case "reported":
            found.state, found.reported = ListState.REPORTED, each
        case "superseded":
            found.state, found.by_list = ListState.SUPERSEDED, each.said("by")
        case _:
            pass


def _answer(found: ListStanding, each: Effective) -> None:
    place = int(each.said("place"))
    found.listed[place - 1] = replace(
        found.listed[place - 1], answer=each.said("answer"), answered=each
    )


def content_hash(number: str, office: str, names: Sequence[Sequence[str]]) -> str:
    """The hash of what a list says: number, office, and the names in their order.

    Whoever holds the list can compute it anew; nothing enters it that is not on the list.
    """
    content: Mapping[str, object] = {
        "list": number,
        "office": office,
        "names": [list(each) for each in names],
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def write_lists(files: Sequence[File]) -> None:
    """Write what these lists come to."""
    for file in files:
        found = list_standing(file)
        row, _ = NameList.objects.update_or_create(
            file=file,
            defaults={
                "number": file.number,
                "office": file.office,
                "state": found.state,
                "size": len(found.listed),
                "unanswered": len(found.unanswered),
                "opened_on": found.entries[0].entry.recorded_on,
                "sent_on": _day(found.sent),
                "reported_on": _day(found.reported),
                "content_hash": found.content_hash,
                "supersedes": found.supersedes,
                "by_list": found.by_list,
                "touched_on": max(each.entry.recorded_on for each in found.entries),
            },
        )
        keys = dict(
            CaseFile.objects.filter(number__in=[each.file for each in found.listed]).values_list(
                "number", "pk"
            )
        )
        ListedName.objects.filter(name_list=row).delete()
        ListedName.objects.bulk_create(
            ListedName(
                name_list=row,
                case_id=keys[each.file],
                place=each.place,
                names=list(each.names),
                answer=each.answer,
                answered_on=_day(each.answered),
                reference=each.answered.entry.reference if each.answered else "",
                is_open=found.state is not ListState.SUPERSEDED and not each.is_answered,
            )
            for each in found.listed
        )


def _day(each: Effective | None) -> datetime.date | None:
    return each.day if each is not None else None
