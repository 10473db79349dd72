"""Telegrams held against each other, as a registry has them: series and references.

T150 a number is missing in a series, T151 a number stands twice, T152 a telegram answers
one that is not here. Owns what can be said only of several telegrams.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from decretal.registry.telegram import Answered, Finding, Number, Role, TelegramReading

_WIDEST: Final = 50
"""Two numbers further apart are of a series of which most is not at hand."""
Series = dict[tuple[Role, str, int | None], list[tuple[int, Number]]]


def check_together(readings: Iterable[TelegramReading]) -> Iterator[Finding]:
    """What is odd about several telegrams that stand in one registry."""
    series: Series = {}
    answers: list[Answered] = []
    dates: set[str] = set()
    numbers: set[str] = set()
    for reading in readings:
        for number in reading.numbers:
            if number.role in (Role.RECEIVING, Role.ISSUING):
                numbers.add(number.number.lstrip("0"))
                if number.series is not None and number.number.isdigit():
                    key = (number.role, number.series.casefold(), number.year)
                    series.setdefault(key, []).append((int(number.number), number))
        if reading.date is not None:
            dates |= {reading.date.iso, "--" + reading.date.iso[5:]}
        answers += reading.answers
    yield from _in_series(series)
    yield from _unanswered(answers, numbers, dates)


def _in_series(series: Series) -> Iterator[Finding]:
    for entries in series.values():
        entries.sort(key=lambda entry: entry[0])
        for (before, first), (after, second) in pairwise(entries):
            if before == after:
                yield Finding(
                    "T151",
                    f'The number "{second.text}" stands on two telegrams: also at {first.span}.',
                    second.span,
                )
            elif 1 < after - before <= _WIDEST:
                missing = (
                    f"{before + 1} is"
                    if after - before == 2
                    else f"{before + 1} to {after - 1} are"
                )
                yield Finding(
                    "T150",
                    f'Between "{first.text}" and "{second.text}" {missing} not here.',
                    second.span,
                )


def _unanswered(
    answers: Iterable[Answered], numbers: set[str], dates: set[str]
) -> Iterator[Finding]:
    for answered in answers:
        number, date = answered.number, answered.date
        if number is not None:
            here = number.number.lstrip("0") in numbers
        elif date is not None:
            here = date.iso in dates
        else:
            continue
        if not here:
            yield Finding(
                "T152",
                f'"{answered.text}": the telegram that is answered is not in the registry.',
                answered.span,
            )
