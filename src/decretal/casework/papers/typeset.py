"""From the content of a paper to PDF.

Owns the template of each paper, and its content as data: text that can be printed, dates
in words. Setting it is left to ``decretal.typeset``, how it looks to the templates beside
this module.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Final

from decretal.casework.papers.contents import Heading, Kind, Paper, WrittenName, kind_of
from decretal.casework.papers.marks import check_mode, mark_of
from decretal.typeset.pdf import to_pdf as typeset
from decretal.typeset.type_faces import face_for, language_of, printable

_TEMPLATES: Final = {
    Kind.ROLL: "roll.typ",
    Kind.LIST: "list.typ",
    Kind.CASE: "case.typ",
    Kind.NOTICE: "notice.typ",
}
# By name here, so that the bytes do not hang on the locale of the server.
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def to_pdf(paper: Paper) -> bytes:
    """The paper as PDF; the same content makes the same bytes."""
    kind = kind_of(paper)
    check_mode(kind, paper.heading.mode)
    return typeset(
        "decretal.casework.papers",
        _TEMPLATES[kind],
        data_of(paper),
        called=f"{kind.capitalize()} {paper.heading.number}",
        made=datetime.combine(paper.heading.made_on, time(), UTC),
    )


def data_of(value: object) -> object:
    """Content as data for a template: text that can be printed, dates in words."""
    match value:
        case WrittenName():
            return {
                "text": printable(value.text),
                "face": face_for(value.script),
                "language": language_of(value.script),
            }
        case None | bool() | int():
            return value
        case Enum():
            return str(value.value)
        case str():
            return printable(value)
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        case date():
            return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
        case tuple():
            return [data_of(each) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            said = {each.name: data_of(getattr(value, each.name)) for each in fields(value)}
            if isinstance(value, Heading):
                said["mark"] = printable(mark_of(value))
                said["day"] = [value.made_on.year, value.made_on.month, value.made_on.day]
            return said
        case _:
            raise TypeError(f"a paper holds no {type(value).__name__}")
