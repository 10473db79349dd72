"""Decisions as tables: drawn by Rich on a terminal, plain and aligned elsewhere.

Owns only how a table looks. On a terminal Rich fits it to the width and colours
it, unless NO_COLOR is set; elsewhere columns stand two spaces apart and nothing
is cut, so that it can be read in a pager or a log.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from decretal.cases.formats.delimited import as_text
from decretal.cli.plain import one_line, plain, width

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from decretal.decide.decision import Decision

# Columns are as wide as the first rows need; so many are waited for.
_ROWS_AT_ONCE: Final = 500
_NARROWEST: Final = 12
_GAP: Final = 2

_STYLES: Final = {
    "decided": "green",
    "undetermined": "cyan",
    "silent": "yellow",
    "conflict": "red",
    "outside": "dim",
}


class ShownTable:
    """Rows shown a few hundred at a time, on a terminal or as plain text."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self._rows: list[tuple[str, ...]] = []
        self._below: list[str] = []
        self._widths: list[int] = []
        self._drawn = sys.stdout.isatty()

    def write(self, cells: Iterable[object], below: Sequence[str] = ()) -> None:
        """Show a row, and below the table some lines on it."""
        self._below += below
        self._rows.append(tuple(one_line(as_text(cell)) for cell in cells))
        if len(self._rows) >= _ROWS_AT_ONCE:
            self._show()

    def close(self) -> None:
        """Show what is left."""
        if self._rows or not self._widths:
            self._show()

    def _show(self) -> None:
        if self._drawn:
            self._draw()
        else:
            self._align()
        self._rows.clear()
        for line in self._below:
            sys.stdout.write(plain(line) + "\n")
        self._below.clear()

    def _align(self) -> None:
        for row in self._heading_and_rows():
            cells = zip(row, self._widths, strict=True)
            line = "  ".join(cell + " " * (wide - width(cell)) for cell, wide in cells)
            sys.stdout.write(line.rstrip() + "\n")

    def _heading_and_rows(self) -> list[tuple[str, ...]]:
        if self._widths:
            return self._rows
        table = [self._columns, *self._rows]
        self._widths = [max(map(width, column)) for column in zip(*table, strict=True)]
        return table

    def _draw(self) -> None:
        from rich.console import Console

        console = Console(highlight=False)
        first = not self._widths
        if first:
            self._heading_and_rows()
            self._widths = _fitted(self._widths, console.width)
        if sum(self._widths) + _GAP * (len(self._widths) - 1) <= console.width:
            self._draw_rows(console, with_heading=first)
        else:
            self._draw_blocks(console)

    def _draw_rows(self, console: Console, *, with_heading: bool) -> None:
        from rich import box
        from rich.table import Table

        table = Table(
            box=box.SIMPLE_HEAD,
            show_header=with_heading,
            # The box puts one space between columns, this a second.
            padding=(0, _GAP - 1, 0, 0),
            pad_edge=False,
            show_edge=False,
        )
        for name, wide in zip(self._columns, self._widths, strict=True):
            table.add_column(name, overflow="fold", width=wide)
        for row in self._rows:
            table.add_row(*map(_styled, self._columns, row))
        console.print(table)

    def _draw_blocks(self, console: Console) -> None:
        """Each case on lines of its own, where the terminal is too narrow for columns."""
        for row in self._rows:
            for name, cell in zip(self._columns, row, strict=True):
                if cell:
                    console.print(f"{name}: ", _styled(name, cell), sep="", overflow="fold")
            console.print()


def _styled(column: str, cell: str) -> Text:
    from rich.text import Text

    return Text(cell, style=_STYLES.get(cell, "") if column == "status" else "")


def _fitted(widths: Sequence[int], available: int) -> list[int]:
    """Widths that fit a terminal: the widest columns give way first, case and status never."""
    fitted = list(widths)
    while sum(fitted) + _GAP * (len(fitted) - 1) > available:
        widest = max(range(2, len(fitted)), key=fitted.__getitem__)
        if fitted[widest] <= _NARROWEST:
            break
        fitted[widest] -= 1
    return fitted


def duty_lines(decision: Decision) -> list[str]:
    """What is to be done, forbidden and permitted in a case; empty if it came without acts."""
    parts = (
        ("to do", decision.open_duties),
        ("forbidden", decision.forbidden),
        ("permitted", decision.permitted),
    )
    lines = [f"  {name:9}  {duty}" for name, duties in parts for duty in duties]
    return ["", f"{decision.case}:", *lines] if lines else []
