"""``decretal duplicates``: compare all case files, for a night when there are many."""

from __future__ import annotations

import time

from decretal.cli.casework import ready, set_up


def run() -> int:
    """Compare all case files; the pairs that may be of one person stand on the pages then.

    Nothing is merged: that takes a person, and a reason.
    """
    ready()
    set_up()
    from decretal.casework.likenesses import look

    start = time.monotonic()
    found = look(None)
    pairs = "1 pair is" if found == 1 else f"{found:,} pairs are"
    print(f"{pairs} alike, found in {time.monotonic() - start:.1f} seconds.")
    print('Look at them on the page "The same person twice".')
    return 0
