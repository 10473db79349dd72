"""``decretal rebuild``: what lists and searches need, written anew from the entries."""

from __future__ import annotations

from decretal.cli.casework import ready, set_up
from decretal.cli.progress import reported


def run() -> int:
    """Write the projections of all files anew from their entries.

    Needed after the rulebook or its readings have changed; nothing is lost by it.
    """
    ready()
    set_up()
    from decretal.casework.verifying import rebuild

    with reported("Rebuilding", "files") as progress:
        done = rebuild(progress)
    print(f"{done} case files are rebuilt.")
    return 0
