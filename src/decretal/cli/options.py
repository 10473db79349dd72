"""What several commands take in the same way: rulebooks, readings, days, case files.

``readable=False`` keeps Typer from looking at a file: whoever reads it says what is
wrong with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from decretal.errors import CommandError
from decretal.spelling import quoted

Rulebook: TypeAlias = Annotated[
    Path,
    typer.Argument(
        help="The rulebook: its Markdown file, or the folder with its rulebook.md.",
        readable=False,
        show_default=False,
    ),
]
Cases: TypeAlias = Annotated[
    Path,
    typer.Argument(
        help="The case file: CSV, Excel, JSON, JSON lines or Parquet; - is standard input.",
        readable=False,
        show_default=False,
    ),
]
Choose: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--choose",
        metavar="NAME=OPTION",
        help="Read an interpretation so, and not by its default. May be given several times.",
        show_default=False,
    ),
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Leave out what was established or done after this day, such as 1961-12-31.",
        show_default=False,
    ),
]
Acts: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--acts",
        metavar="FILE",
        help="A table of acts with the columns case, act, on, outcome, by, note.",
        readable=False,
        show_default=False,
    ),
]
Keep: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="COLUMN",
        help="Carry a column along that is no fact. May be given several times.",
        show_default=False,
    ),
]
InputFormat: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="FORMAT",
        help="What the case file is, where its name does not say: csv, xlsx, json, jsonl, parquet.",
        show_default=False,
    ),
]


def chosen(pairs: Sequence[str] | None) -> dict[str, str]:
    """The readings that were chosen, by the names of their interpretations."""
    choices: dict[str, str] = {}
    for pair in pairs or ():
        name, separator, option = pair.partition("=")
        if not separator or not name.strip() or not option.strip():
            raise CommandError(
                f'--choose takes NAME=OPTION, and "{pair}" is not that.',
                advice='For example: --choose "short period=ten days".',
            )
        if name.strip() in choices:
            raise CommandError(
                f'--choose gives "{name.strip()}" two readings.', advice="Choose one of them."
            )
        choices[name.strip()] = option.strip()
    return choices


def day(text: str | None) -> datetime.date | None:
    """The day that --as-of gives."""
    from decretal.cases.values import date
    from decretal.errors import RowError

    if text is None:
        return None
    try:
        return date(text)
    except RowError as error:
        raise CommandError(
            f'--as-of has "{text}".', advice=f"Expected is {error.message}."
        ) from None


def one_of(option: str, given: str, allowed: tuple[str, ...]) -> str:
    """An option's value, which is one of a few."""
    if given not in allowed:
        raise CommandError(f'{option} is {quoted(allowed)}, and not "{given}".')
    return given
