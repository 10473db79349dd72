"""``decretal backup``: all that a deployment keeps, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from decretal.cli.casework import ready, set_up
from decretal.cli.progress import reported


def run(
    file: Annotated[
        Path, typer.Argument(help="The backup to write.", readable=False, show_default=False)
    ],
) -> int:
    """Write a backup of files, papers, offices and people, while others go on working.

    It holds what the files hold: keep it as they are kept.
    """
    ready()
    set_up()
    from decretal.casework.backup import back_up

    with reported("Writing", "rows") as progress:
        manifest = back_up(file, progress)
    print(f"{file}: {manifest['files']} files, {manifest['entries']} entries.")
    print(f"seal {manifest['seal']}")
    return 1 if manifest["broken"] else 0
