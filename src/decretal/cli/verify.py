"""``decretal verify``: every chain, every paper and telegram, and the seal over all of them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from decretal.cli.casework import ready, set_up
from decretal.cli.progress import reported


def run(
    *,
    seal: Annotated[
        str | None,
        typer.Option(
            metavar="SEAL",
            help="A seal that was written down before: is it still what the files come to?",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Recompute the chain of every file and of the register, and say the seal over all of them.

    The exit status is 1 if anything is not as it was recorded, or the seal is not the one given.
    """
    ready()
    set_up()
    from decretal.casework.verifying import verify

    with reported("Verifying", "files and telegrams") as progress:
        found = verify(progress)
    for each in found.broken:
        print(f"BROKEN {each}", file=sys.stderr)
    print(
        f"{found.files} files, {found.entries} entries, {found.telegrams} telegrams, "
        f"{len(found.broken)} breaks."
    )
    print(f"seal {found.seal}")
    if seal is not None and seal.strip().lower() != found.seal:
        print("This is not the seal that was given: files came, grew or changed.", file=sys.stderr)
        return 1
    return 1 if found.broken else 0
