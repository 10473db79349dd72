"""A progress bar for what takes longer than a second, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final, TypeVar

T = TypeVar("T")

_PATIENCE: Final = 1.0
_EVERY: Final = 256


def shown(
    items: Iterable[T], fraction: Callable[[], float | None], *, quietly: bool = False
) -> Iterator[T]:
    """The same items, with a bar on standard error if they take their time.

    ``quietly`` shows none: the terminal is busy with the result itself.
    """
    if quietly or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    began = monotonic()
    bar = Progress(
        TextColumn("Deciding"),
        BarColumn(),
        TextColumn("{task.fields[count]:,} rows"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=None, count=0)
    try:
        for count, item in enumerate(items, start=1):
            yield item
            if count % _EVERY == 0 and monotonic() - began > _PATIENCE:
                done = fraction()
                total = None if done is None else 1.0
                bar.start()
                bar.update(task, completed=done or 0, total=total, count=count)
    finally:
        bar.stop()


@contextmanager
def reported(what: str, unit: str) -> Iterator[Callable[[int, float | None], None]]:
    """Gives what is called with how much is done, and the fraction where it is known."""
    if not sys.stderr.isatty():
        yield lambda done, fraction: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    began = monotonic()
    bar = Progress(
        TextColumn(what),
        BarColumn(),
        TextColumn("{task.fields[count]:,} " + unit),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=None, count=0)

    def report(done: int, fraction: float | None) -> None:
        if monotonic() - began > _PATIENCE:
            bar.start()
            total = None if fraction is None else 1.0
            bar.update(task, completed=fraction or 0, total=total, count=done)

    try:
        yield report
    finally:
        bar.stop()
