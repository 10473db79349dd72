"""The roll and the list as CSV, for whoever goes on with them in a spreadsheet.

Owns which columns they have. That no cell is taken for a formula is owed to ``cases``.
"""

from __future__ import annotations

import io

from decretal.cases.write import writer_of
from decretal.casework.papers.contents import ListOfNames, NominalRoll, WrittenName, kind_of
from decretal.casework.papers.marks import check_mode, mark_of

_ROLL = (
    "no.",
    "file",
    "names",
    "born",
    "determination",
    "disposition",
    "provisions",
    "done before",
    "missing",
    "mark",
)


def to_csv(paper: NominalRoll | ListOfNames) -> bytes:
    """The roll or the list as CSV in UTF-8, with the mark of the mode in every row."""
    check_mode(kind_of(paper), paper.heading.mode)
    mark = mark_of(paper.heading)
    stream = io.BytesIO()
    if isinstance(paper, NominalRoll):
        writer = writer_of("csv", stream, _ROLL)
        for place, member in enumerate(paper.members, start=1):
            done = [each.text for each in member.preconditions if each.is_met]
            missing = [each.missing for each in member.preconditions if not each.is_met]
            writer.write(
                (
                    place,
                    member.file,
                    _names(member.names),
                    member.born,
                    member.determination,
                    member.disposition,
                    member.provisions,
                    done,
                    missing,
                    mark,
                )
            )
    else:
        writer = writer_of("csv", stream, ("no.", "names", *paper.needed, "answer", "mark"))
        for place, person in enumerate(paper.persons, start=1):
            needed = (*person.needed, *[""] * (len(paper.needed) - len(person.needed)))
            writer.write((place, _names(person.names), *needed, person.answer, mark))
    writer.close()
    return stream.getvalue()


def _names(names: tuple[WrittenName, ...]) -> list[str]:
    return [name.text for name in names]
