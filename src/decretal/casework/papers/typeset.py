"""From the content of a paper to PDF.

Owns that content reaches the template as data and never as markup, and that the same
content makes the same bytes. The papers are PDF/A-2a and PDF/UA-1: for archives, and
for readers of screens. How they look is left to the templates beside this module.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from decretal.casework.papers.contents import Heading, Kind, Paper, WrittenName, kind_of
from decretal.casework.papers.marks import check_mode, mark_of
from decretal.casework.papers.type_faces import face_for, fonts, language_of, printable
from decretal.errors import PaperError

_TEMPLATES: Final = {
    Kind.ROLL: "roll.typ",
    Kind.LIST: "list.typ",
    Kind.CASE: "case.typ",
    Kind.NOTICE: "notice.typ",
}
_STANDARDS: Final = ["a-2a", "ua-1"]
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
    import typst

    check_mode(kind_of(paper), paper.heading.mode)
    folder = _folder()
    made = datetime.combine(paper.heading.made_on, time(), UTC)
    try:
        made_paper = typst.compile(
            str(folder / _TEMPLATES[kind_of(paper)]),
            root=str(folder),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data_of(paper), ensure_ascii=False)},
            pdf_standards=list(_STANDARDS),  # type: ignore[arg-type]  # a list of its literals
            timestamp=made,
        )
    except typst.TypstError as error:
        raise PaperError(
            f"{kind_of(paper).capitalize()} {paper.heading.number} cannot be set: {error.message}.",
            advice="This is a fault of Decretal: please report it.",
        ) from error
    assert isinstance(made_paper, bytes)
    return made_paper


@cache
def _folder() -> Path:
    """The folder of the templates; they are read from the package, wherever it is."""
    folder = files("decretal.casework.papers")
    if isinstance(folder, Path):
        return folder
    copied = Path(mkdtemp(prefix="decretal-papers-"))
    for name in ("look.typ", *_TEMPLATES.values()):
        (copied / name).write_bytes((folder / name).read_bytes())
    return copied


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
