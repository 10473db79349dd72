"""Which gap of the directive a case file is, and how far a request for guidance has got.

Owns the projections ``Gap`` and ``GuidanceRequest``. Two files have the same gap where the
directive is silent or contradicts itself in both, under the same provisions, and the facts
that decide it are the same: a choice by its value, a number or a day by the side of what it
is compared with on which it lies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from decretal.casework.law import Law
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.models.guidance import Gap, GuidanceMember, GuidanceRequest, Stage
from decretal.casework.standing import Standing
from decretal.nodes.rules import Status
from decretal.nodes.types import Basic, ChoiceType
from decretal.offices.models import Office

WAITS = "guidance"
_DECIDING = ("status", "dispositions", "provisions", "deciding")

# the gap of a case file -----------------------------------------------------------------


def gap_of(found: Standing) -> dict[str, object] | None:
    """The gap of a case file in words; None where the directive has an answer."""
    answer = found.answer
    if answer.status not in (Status.SILENT, Status.CONFLICT):
        return None
    told = found.explanation
    additions = {rule.label for rule in found.law.rulebook.rules if rule.addition is not None}
    deciding = {
        said
        for provision in told.provisions
        for rule in provision.rules
        if rule.rule not in additions
        for reason in rule.reasons
        if (said := _deciding(reason, found.law))
    }
    return {
        "status": answer.status.value,
        "dispositions": list(answer.dispositions),
        "provisions": list(answer.provisions),
        "deciding": sorted(deciding),
        "readings": [
            {
                "interpretation": each.interpretation,
                "provision": each.provision,
                "reading": each.reading,
                "otherwise": [list(pair) for pair in each.otherwise],
            }
            for each in told.readings
        ],
    }


def key_of(gap: Mapping[str, object]) -> str:
    """The same for the same gap, however the readings concerned differ from file to file."""
    deciding = {name: gap.get(name) for name in _DECIDING}
    canonical = json.dumps(deciding, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _deciding(reason: str, law: Law) -> str:
    """A reason without what would tell one person from another of the same gap."""
    names = (name for name in law.facts if reason.startswith(f"{name} is "))
    name = max(names, key=len, default="")
    if not name:
        return ""
    kind = law.facts[name].type
    value, _comma, compared = reason.removeprefix(f"{name} is ").partition(", ")
    if isinstance(kind, ChoiceType) or kind is Basic.BOOLEAN:
        # A value may hold a comma of its own; what is compared begins in one of two ways.
        for beginning in (", and ", ", which ", ", not ", ", neither "):
            value = reason.removeprefix(f"{name} is ").split(beginning)[0]
            if value != reason.removeprefix(f"{name} is "):
                break
        return f"{name} is {value}"
    if compared.startswith("which is "):
        return f"{name} is {compared.removeprefix('which is ')}"
    for ending in (" is asked for", " would do"):
        if compared.startswith("and ") and compared.endswith(ending):
            asked = compared.removeprefix("and ").removesuffix(ending)
            return f"{name} is {_opposite(asked)}"
    return name


def _opposite(compared: str) -> str:
    """The other side of what a number or a day is compared with."""
    for begins, other in (("less than ", "at least "), ("more than ", "at most ")):
        if compared.startswith(begins):
            return other + compared.removeprefix(begins)
        if compared.startswith(other):
            return begins + compared.removeprefix(other)
    for ends, other in ((" or earlier", "after "), (" or later", "before ")):
        if compared.endswith(ends):
            return other + compared.removesuffix(ends)
    return f"not {compared}"


def is_answered(found: Standing) -> bool:
    """Whether the Ministry has answered on the gap that the file is now."""
    answers = found.acts_of(found.law.procedure.steps.get("guidance answered"))
    gap = gap_of(found) if answers else None
    if gap is None:
        return False
    key = key_of(gap)
    return any(said_of(each.payload).get("gap") == key for each in answers)


def is_asked(found: Standing) -> bool:
    """Whether guidance was asked for on the gap that the file is now."""
    asked = found.acts_of(found.law.procedure.steps.get("guidance asked"))
    gap = gap_of(found) if asked else None
    return gap is not None and any(
        said_of(each.payload).get("gap") == key_of(gap) for each in asked
    )


def guidance_in(found: Standing) -> list[dict[str, object]]:
    """The guidance that stands in a case file, the latest first."""
    acts = found.acts_of(found.law.procedure.steps.get("guidance answered"))
    return [
        {"said": said_of(each.payload), "day": each.day, "office": each.entry.office}
        for each in reversed(acts)
    ]


def said_of(payload: Mapping[str, object]) -> Mapping[str, object]:
    """The details of an act."""
    details = payload.get("details")
    return details if isinstance(details, dict) else {}


def write_gaps(rows: Sequence[tuple[CaseFile, Standing]], *, is_new: bool) -> None:
    """Write which of these case files wait for guidance, and on what."""
    pks = [case.pk for case, _ in rows]
    if not is_new:
        for start in range(0, len(pks), 500):
            Gap.objects.filter(pk__in=pks[start : start + 500]).delete()
    made = []
    for case, found in rows:
        gap = gap_of(found) if case.waits_for == WAITS else None
        if gap is not None:
            made.append(
                Gap(
                    case_id=case.pk,
                    office_id=case.office_id,
                    key=key_of(gap),
                    said=gap,
                    asked=is_asked(found),
                )
            )
    Gap.objects.bulk_create(made, batch_size=200)


# a request ------------------------------------------------------------------------------


def write_requests(files: Sequence[File]) -> None:
    """Write what these requests come to."""
    entries: dict[int, list[Entry]] = {file.pk: [] for file in files}
    found = Entry.objects.filter(file__in=files).select_related("office")
    for entry in found.order_by("file_id", "sequence"):
        entries[entry.file_id].append(entry)
    offices = {office.code: office for office in Office.objects.all()}
    fields = [
        field.name for field in GuidanceRequest._meta.concrete_fields if field.name not in ("file",)
    ]
    for file in files:
        members = members_of(entries[file.pk])
        made = _request(file, entries[file.pk], offices)
        made.members = len(members)
        GuidanceRequest.objects.bulk_create(
            [made], update_conflicts=True, update_fields=fields, unique_fields=["file"]
        )
        GuidanceMember.objects.filter(request=file.pk).delete()
        cases = CaseFile.objects.filter(number__in=members).values_list("pk", flat=True)
        GuidanceMember.objects.bulk_create(
            [GuidanceMember(request_id=file.pk, case_id=pk) for pk in cases], batch_size=500
        )


def members_of(entries: Iterable[Entry]) -> list[str]:
    """The numbers of the files that wait, as the entries of a request have them."""
    found: dict[str, None] = {}
    for entry in entries:
        if entry.kind == EntryKind.MEMBER:
            number = str(entry.payload["case"])
            if entry.payload.get("out"):
                found.pop(number, None)
            else:
                found[number] = None
    return list(found)


def _request(
    file: File, entries: Sequence[Entry], offices: Mapping[str, Office]
) -> GuidanceRequest:
    opened = entries[0]
    made = GuidanceRequest(
        file=file,
        number=file.number,
        office=opened.office,
        lies_at=opened.office,
        stage=Stage.DRAFT,
        title=str(opened.payload["title"])[:300],
        gap=str(opened.payload["key"]),
        lies_since=opened.recorded_on,
        drafted_on=opened.recorded_on,
    )
    for entry in entries:
        step = entry.payload.get("step") if entry.kind == EntryKind.STEP else None
        match step:
            case "revised":
                made.title = str(entry.payload["title"])[:300]
            case "passed" | "returned":
                made.lies_at = offices[str(entry.payload["to"])]
                made.lies_since = entry.recorded_on
                made.returned = step == "returned"
                at_home = made.lies_at.pk == made.office_id
                made.stage = Stage.DRAFT if at_home else Stage.UNDER_WAY
            case "answered":
                made.stage = Stage.ANSWERED
                made.answered_on = entry.recorded_on
            case _:
                pass
    return made
