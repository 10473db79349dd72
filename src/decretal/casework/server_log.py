"""What goes to the server's log: paths, codes and places in the program, nobody's words.

Owns the form of its lines. The words of an exception may hold what somebody wrote, or a
row of the database: of those only the class is told, and where it happened.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class Formatter(logging.Formatter):
    """Lines whose exceptions are told by class and place."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The class and the places, and those of what it was raised from."""
        told: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            told.append(f"{type(error).__module__}.{type(error).__qualname__}, at")
            told += [
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(told)

    def format(self, record: logging.LogRecord) -> str:
        """One line; an exception's words are not kept from an earlier formatting."""
        record.exc_text = None
        told = super().format(record)
        record.exc_text = None
        return told
