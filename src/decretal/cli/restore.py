"""``decretal restore``: an empty deployment from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from decretal.cli.casework import ready, set_up
from decretal.cli.progress import reported


def run(
    file: Annotated[
        Path, typer.Argument(help="The backup to read.", readable=False, show_default=False)
    ],
) -> int:
    """Fill an empty deployment from a backup, all or nothing, and verify it."""
    ready()
    set_up()
    from decretal.casework.backup import restore

    with reported("Reading", "rows") as progress:
        manifest = restore(file, progress)
    print(f"{manifest['files']} files, {manifest['entries']} entries are restored.")
    print(f"seal {manifest['seal']}")
    return 0
