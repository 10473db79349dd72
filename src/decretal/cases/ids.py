"""Which cases were read already, in little memory for however many there are."""

from __future__ import annotations

from array import array
from typing import Final

_FIRST_SIZE: Final = 1_024
_ALL_BITS: Final = (1 << 64) - 1


class SeenIds:
    """Remembers the row in which each case was first read, in about 30 bytes a case.

    It holds 64 bits of each name: that two of a million names are taken for one
    by mistake is as likely as to win a lottery's jackpot, and would be reported.
    """

    def __init__(self) -> None:
        self._marks = array("Q", bytes(8 * _FIRST_SIZE))
        self._rows = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def first_row(self, case: str, row: int) -> int | None:
        """The row in which a case was read before; None, and it is remembered, if it was not."""
        mark = hash(case) & _ALL_BITS or 1
        marks = self._marks
        last = len(marks) - 1
        place = mark & last
        while found := marks[place]:
            if found == mark:
                return self._rows[place]
            place = (place + 1) & last
        marks[place] = mark
        self._rows[place] = row
        self._count += 1
        if 3 * self._count > 2 * last:
            self._grow()
        return None

    def _grow(self) -> None:
        old = zip(self._marks, self._rows, strict=True)
        size = 2 * len(self._marks)
        marks, rows = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        last = size - 1
        for mark, row in old:
            if mark:
                place = mark & last
                while marks[place]:
                    place = (place + 1) & last
                marks[place] = mark
                rows[place] = row
        self._marks, self._rows = marks, rows
