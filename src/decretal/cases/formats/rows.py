"""What every format gives: a table with named columns, or records that name their own.

Owns the shape only. Cells are as the format has them: text in a CSV file, dates
and numbers where the format knows them, None where it has nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is not one; ``expected`` says what it should have been."""

    number: int
    expected: str
    found: str = ""
    record: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotRead:
    """A cell that the format itself could not give; ``expected`` says what it should hold."""

    expected: str
    found: str = ""

    def __str__(self) -> str:
        return self.found


def _nothing() -> None:
    return None


@dataclass(slots=True)
class Table:
    """Rows whose cells stand under the same columns, numbered as their reader numbers them.

    ``acts`` is a second table in the same file. ``fraction`` says how much of
    the file has been read, between 0 and 1, or None where that is not known.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[object]] | Broken]
    acts: Table | None = None
    fraction: Callable[[], float | None] = _nothing
    close: Callable[[], None] = _nothing


@dataclass(slots=True)
class Records:
    """Rows that each name their own cells."""

    rows: Iterator[tuple[int, Mapping[str, object]] | Broken]
    fraction: Callable[[], float | None] = _nothing
    close: Callable[[], None] = _nothing
