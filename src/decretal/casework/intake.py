"""Intake: a case file is opened for a person.

Owns opening one. Many at once, from a table, is ``importing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from decretal.casework.entries import Draft, fact, opening, person
from decretal.casework.models.files import File, FileKind
from decretal.casework.record import Request, open_file


def open_case(
    request: Request,
    names: Sequence[str],
    *,
    born: str = "",
    sex: str = "",
    home: str = "",
    number: str | None = None,
    facts: Mapping[str, object] | None = None,
    evidence: str = "",
    on: datetime.date | None = None,
) -> File:
    """Open a case file, with what is known of the person when it is opened."""
    drafts: list[Draft] = [
        *opening(),
        person(list(names), born=born, sex=sex, home=home),
        *(
            fact(name, value, on, evidence=evidence, follows=True)
            for name, value in (facts or {}).items()
            if value not in (None, "")
        ),
    ]
    return open_file(request, FileKind.CASE, drafts, number=number or None)
