"""Reading as of one instant, while others go on writing.

Owns how each database does that. What holds rows against each other has to read them so:
else what is written meanwhile would look like what was put in behind the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read within it is of one instant; nobody waits for it, and it writes nothing.

    Within a transaction it is that transaction that is read in.
    """
    if connection.in_atomic_block:
        yield
        return
    # SQLite's writers begin with the lock (IMMEDIATE); who only reads takes none.
    wrapper = cast("Any", connection)
    mode = getattr(wrapper, "transaction_mode", None)
    if connection.vendor == "sqlite":
        wrapper.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            wrapper.transaction_mode = mode
