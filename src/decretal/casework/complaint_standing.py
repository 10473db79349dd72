"""What a report of an incident has come to, as its entries say.

Owns the projection ``Complaint``.
"""

from __future__ import annotations

from collections.abc import Sequence

from decretal.casework.models.complaints import Complaint, Course
from decretal.casework.models.files import Entry, File
from decretal.offices.models import Office, User

_COURSES = {
    "taken up": Course.TAKEN_UP,
    "heard": Course.TAKEN_UP,
    "found": Course.FOUND,
    "closed": Course.CLOSED,
}


def write_complaints(files: Sequence[File]) -> None:
    """Write what these reports come to."""
    entries: dict[int, list[Entry]] = {file.pk: [] for file in files}
    for entry in Entry.objects.filter(file__in=files).order_by("file_id", "sequence"):
        entries[entry.file_id].append(entry)
    offices = {office.code: office.pk for office in Office.objects.all()}
    said = [each[0].payload for each in entries.values() if each]
    people = {
        user.username: user.pk
        for user in User.objects.filter(username__in={str(each["accused"]) for each in said})
    }
    numbers = {str(each["case"]) for each in said if each["case"]}
    cases = {file.number: file.pk for file in File.objects.filter(number__in=numbers)}
    made = [
        _complaint(file, entries[file.pk], offices, people, cases)
        for file in files
        if entries[file.pk]
    ]
    fields = [
        field.name for field in Complaint._meta.concrete_fields if field.name not in ("file",)
    ]
    Complaint.objects.bulk_create(
        made, update_conflicts=True, update_fields=fields, unique_fields=["file"], batch_size=200
    )


def _complaint(
    file: File,
    entries: Sequence[Entry],
    offices: dict[str, int],
    people: dict[str, int],
    cases: dict[str, int],
) -> Complaint:
    opened = entries[0]
    made = Complaint(
        file=file,
        number=file.number,
        office_id=offices[str(opened.payload["office"])],
        accused_office_id=offices[str(opened.payload["accused_office"])],
        accused_id=people.get(str(opened.payload["accused"])),
        case_id=cases.get(str(opened.payload["case"])),
        reporter_id=opened.author_id,
        withheld=bool(opened.payload["withheld"]),
        course=Course.REPORTED,
        reported_on=opened.recorded_on,
    )
    for entry in entries[1:]:
        made.course = _COURSES[str(entry.payload["step"])]
        if made.course is Course.TAKEN_UP:
            made.office_id = entry.office_id
            made.taken_up_on = made.taken_up_on or entry.recorded_on
        if "finding" in entry.payload:
            made.finding = str(entry.payload["finding"])
        if made.course is Course.CLOSED:
            made.closed_on = entry.recorded_on
    return made
