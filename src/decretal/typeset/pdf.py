"""From a template and its data to PDF.

Owns that content reaches a template as data and never as markup, and that the same data
makes the same bytes. The PDF is PDF/A-2a and PDF/UA-1: for archives, and for readers of
screens.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from decretal.errors import PaperError
from decretal.typeset.type_faces import fonts

_STANDARDS: Final = ["a-2a", "ua-1"]


def to_pdf(package: str, template: str, data: object, *, called: str, made: datetime) -> bytes:
    """A template of a package, filled with data, as PDF.

    ``called`` is what the paper is called where it cannot be set, ``made`` the time that
    the PDF says it was made at.
    """
    import typst

    folder = _folder(package)
    try:
        pdf = typst.compile(
            str(folder / template),
            root=str(folder),
            font_paths=fonts(),
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=list(_STANDARDS),  # type: ignore[arg-type]  # a list of its literals
            timestamp=made,
        )
    except typst.TypstError as error:
        raise PaperError(
            f"{called} cannot be set: {error.message}.",
            advice="This is a fault of Decretal: please report it.",
        ) from error
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _folder(package: str) -> Path:
    """The folder of a package's templates, wherever the package is."""
    folder = files(package)
    if isinstance(folder, Path):
        return folder
    copied = Path(mkdtemp(prefix="decretal-papers-"))
    for each in folder.iterdir():
        if each.name.endswith(".typ"):
            (copied / each.name).write_bytes(each.read_bytes())
    return copied
