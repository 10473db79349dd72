"""``decretal import``: case files from a table, all or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from decretal.cli.casework import person, ready, set_up
from decretal.cli.plain import one_line
from decretal.cli.progress import reported


def run(
    table: Annotated[
        Path,
        typer.Argument(
            help="CSV, Excel, JSON, JSON lines or Parquet.", readable=False, show_default=False
        ),
    ],
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who imports: the name to sign in with.")],
    acts: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A table of acts beside it.", readable=False, show_default=False
        ),
    ] = None,
    look: Annotated[
        bool, typer.Option("--look", help="Look through it, and import nothing.")
    ] = False,
    leave_rejected: Annotated[
        bool, typer.Option("--leave-rejected", help="Import the others where rows are rejected.")
    ] = False,
) -> int:
    """Import case files from a table: all of it, or nothing.

    Rejected rows are told, written to a file beside the table, and make the exit status 1.
    """
    ready()
    set_up()
    from decretal.cases.write import RejectsFile
    from decretal.casework.importing import look_through, take_in
    from decretal.casework.record import Request

    request = Request(person(by))
    with reported("Looking through", "rows") as progress:
        found = look_through(request, table, acts=acts, progress=progress)
    if found.problems:
        path = table.with_name(f"{table.stem}.rejects.csv")
        with RejectsFile(path) as rejects:
            for each in found.problems:
                rejects.add(each)
        print(f"{found.rejected} rows cannot be imported; see {path}:", file=sys.stderr)
        for each in found.problems[:5]:
            print(
                f"  row {each.row} {one_line('; '.join(map(str, each.problems)))}", file=sys.stderr
            )
    if look or (found.problems and not leave_rejected):
        print(f"{found.ready} rows can be imported. Nothing was imported.")
        return 1 if found.problems else 0
    with reported("Importing", "files") as progress:
        opened, _ = take_in(
            request, table, acts=acts, leave_rejected=leave_rejected, progress=progress
        )
    print(f"{opened} files are open.")
    return 1 if found.problems else 0
