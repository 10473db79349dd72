"""``decretal export``: the case files that somebody sees, as a table."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from decretal.cli.casework import person, ready, set_up
from decretal.errors import OverwriteError


def run(
    file: Annotated[
        Path,
        typer.Argument(
            help="The table to write: .csv, .xlsx or .parquet.", readable=False, show_default=False
        ),
    ],
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who exports: the name to sign in with.")],
) -> int:
    """Export the case files that somebody may see. It is logged."""
    ready()
    set_up()
    from decretal.casework.exports import export_cases
    from decretal.casework.finding import find

    if file.exists():
        raise OverwriteError(f"{file} is there already.", advice="Name another file.")
    user = person(by)
    made = export_cases(user, find(user, {}), file.suffix.lstrip(".").lower())
    with file.open("wb") as target:
        shutil.copyfileobj(made.content, target)
    print(f"{file}: {made.rows} files.")
    return 0
