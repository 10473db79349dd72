"""Two files of one person: merged or kept apart by a named person, and undone.

Owns what is recorded of it, in both files or in none. A file that was merged stays as it
is, can be read, and leads to the other; what the other takes over from it is chosen
entry by entry, stands there as new entries that name where they come from, and is
withdrawn when the merger is undone. Finding pairs is left to ``likenesses``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from django.db import transaction

from decretal.casework.access import demand
from decretal.casework.deployment import deployment
from decretal.casework.effects import takes_effect
from decretal.casework.entries import MOST_NAMES, Draft
from decretal.casework.law import law
from decretal.casework.likenesses import ordered
from decretal.casework.models.files import EntryKind, File, FileKind
from decretal.casework.models.likenesses import Likeness, Verdict
from decretal.casework.record import Request, record_all, recorded_under, refusals_logged
from decretal.casework.standing import Effective, Standing, standing
from decretal.errors import EntryError, FileChangedError, NoRightError, NotReadyError
from decretal.offices.rights import Right

TAKEN = frozenset({EntryKind.FACT, EntryKind.ACT})
"""The kinds of entries that a file can take over from another."""
TAKEN_FROM = "taken from"
"""What names the other file in an entry that was taken over."""


def verdict_between(left: File, right: File) -> Effective | None:
    """The entry of the left file that says what was found of the two; none, or undone: None."""
    latest = None
    for each in standing(left).of(EntryKind.IDENTITY):
        if each.said("other") == right.number:
            latest = each
    return None if latest is None or latest.said("verdict") == Verdict.UNDONE else latest


def leads_to(file: File) -> str:
    """The number of the file into which this one was merged; empty for one that was not."""
    return standing(file).merged_into


def merge(
    request: Request,
    file: File,
    into: File,
    *,
    reason: str,
    taken: Collection[int] = (),
    seen: int | None = None,
) -> None:
    """Record in both files that they are of one person, and that ``into`` goes on.

    ``taken`` are the entries of ``file`` that the other takes over, and ``seen`` is the
    length of the other as it was shown. Raises EntryError without a reason or for
    entries that cannot be taken over, NotReadyError where either was merged before,
    FileChangedError and NoRightError as recording does.
    """

    def work() -> None:
        found, other = _undecided(file, into)
        brought = list(_brought(found, other, taken))
        told = {"reason": reason.strip()}
        record_all(
            request.for_step(),
            [
                (file, [_said(Verdict.MERGED, into, into=into.number, **told)]),
                (into, [_said(Verdict.MERGES, file, **told), *brought]),
            ],
        )
        _project(file, into, Verdict.MERGED)

    _decide(request, file, into, reason, seen, work)


def keep_apart(
    request: Request, file: File, other: File, *, reason: str, seen: int | None = None
) -> None:
    """Record in both files that they are of two people."""

    def work() -> None:
        _undecided(file, other)
        told = {"reason": reason.strip()}
        record_all(
            request.for_step(),
            [
                (file, [_said(Verdict.APART, other, **told)]),
                (other, [_said(Verdict.APART, file, **told)]),
            ],
        )
        _project(file, other, Verdict.APART)

    _decide(request, file, other, reason, seen, work)


def undo(
    request: Request, file: File, other: File, *, reason: str, seen: int | None = None
) -> None:
    """Record in both files that what was found of them does not stand.

    What one took over from the other is withdrawn. Raises NotReadyError where nothing
    was found of the two.
    """

    def work() -> None:
        before = verdict_between(file, other)
        if before is None:
            raise NotReadyError(
                f"Nobody has found anything of {file.number} and {other.number}.",
                advice="Merge them, or keep them apart.",
            )
        told = {"reason": reason.strip(), "undoes": before.said("verdict")}
        record_all(
            request.for_step(),
            [
                (here, [_said(Verdict.UNDONE, there, **told), *_withdrawn(here, there, told)])
                for here, there in ((file, other), (other, file))
            ],
        )
        _project(file, other, None)

    _decide(request, file, other, reason, seen, work)


def takeable(found: Standing) -> list[Effective]:
    """The entries of a file that another can take over.

    Not those that every file begins with, nor acts that take effect on a person or are
    recorded by a step of their own: these were done in their file.
    """
    procedure = law().procedure
    return [
        each
        for each in found.of(*TAKEN)
        if procedure.at_opening.get(each.said("fact")) != each.said("value")
        and each.said("act") not in procedure.recorded_elsewhere
        and not takes_effect(law(), each.said("act"))
    ]


def _decide(
    request: Request,
    file: File,
    other: File,
    reason: str,
    seen: int | None,
    work: Callable[[], None],
) -> None:
    def transacted() -> None:
        with transaction.atomic():
            _refuse(request, file, other, reason)
            before = recorded_under(request)
            if before is not None and before.file_id == file.pk:
                return  # the same request again: it was done
            held = {
                each.pk: each
                for each in File.objects.select_for_update()
                .filter(pk__in=(file.pk, other.pk))
                .order_by("pk")
            }
            if seen is not None and held[other.pk].length != seen:
                raise FileChangedError(
                    f"{other.number} has changed since you opened it. Nothing was recorded.",
                    advice="Look at what is new, and decide then.",
                )
            work()

    refusals_logged(request.actor, file.number, transacted)


def _refuse(request: Request, file: File, other: File, reason: str) -> None:
    demand(request.actor, Right.MERGE)
    visible = File.objects.visible_to(request.actor).filter(kind=FileKind.CASE)
    if set(visible.filter(pk__in=(file.pk, other.pk)).values_list("pk", flat=True)) != {
        file.pk,
        other.pk,
    }:
        raise NoRightError(
            "You do not see both of these files.", advice="Leave it to an office above both."
        )
    if file.pk == other.pk:
        raise EntryError(f"{file.number} is given twice.", advice="Give two files.")
    if not reason.strip():
        raise EntryError("No reason is given.", advice="Say what you compared, and what told you.")


def _undecided(file: File, other: File) -> tuple[Standing, Standing]:
    both = standing(file), standing(other)
    for each in both:
        if into := each.merged_into:
            raise NotReadyError(
                f"{each.number} was merged into {into}.", advice="Undo that first, or go on there."
            )
    if (before := verdict_between(file, other)) is not None:
        raise NotReadyError(
            f"{before.entry.author} ({before.entry.office}) has found of {file.number} and "
            f"{other.number}: {Verdict(before.said('verdict')).label}.",
            advice="Undo that first, with a reason.",
        )
    return both


def _said(verdict: Verdict, other: File, **more: str) -> Draft:
    return Draft(EntryKind.IDENTITY, {"verdict": verdict.value, "other": other.number, **more})


def _brought(found: Standing, into: Standing, taken: Collection[int]) -> Iterator[Draft]:
    names = tuple(dict.fromkeys((*into.names, *found.names)))[:MOST_NAMES]
    if names != into.names:
        yield Draft(
            EntryKind.PERSON, {"names": list(names), TAKEN_FROM: found.number}, follows=True
        )
    offered = {each.entry.sequence: each for each in takeable(found)}
    if wrong := sorted(set(taken) - set(offered)):
        raise EntryError(
            f"Entry {wrong[0]} of {found.number} cannot be taken over.",
            advice="Choose facts and acts that stand, but none of a step of its own.",
        )
    for sequence in sorted(set(taken)):
        yield _taken(found.number, offered[sequence])


def _taken(number: str, each: Effective) -> Draft:
    place = f"{number}, entry {each.entry.sequence}"
    reference = each.entry.reference
    return Draft(
        each.kind,
        {**each.payload, TAKEN_FROM: number, "entry there": each.entry.sequence},
        each.happened_on,
        each.entry.evidence,
        f"{place}: {reference}"[:500] if reference else place,
        follows=True,
    )


def _withdrawn(here: File, there: File, told: dict[str, str]) -> Sequence[Draft]:
    return [
        Draft(
            EntryKind.CORRECTION,
            {"corrects": each.entry.sequence, "reason": told["reason"], "withdraws": True},
            follows=True,
        )
        for each in standing(here).of(EntryKind.PERSON, *TAKEN)
        if each.entry.payload.get(TAKEN_FROM) == there.number
    ]


def _project(file: File, other: File, verdict: Verdict | None) -> None:
    left, right = ordered(file, other)
    told = Verdict.MERGES if verdict is Verdict.MERGED and left == other else verdict
    never_proposed = {"probability": 0.0, "weight": 0.0, "proposed_on": deployment().today()}
    Likeness.objects.update_or_create(
        left=left,
        right=right,
        defaults={"verdict": told or ""},
        create_defaults={"verdict": told or "", **never_proposed},
    )
