"""Years in numbers that are not the year of the date: T110.

Owns the comparison. Which of the two is wrong, or whether a later registry gave the
number, the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from decretal.registry.telegram import Finding, Number, Role, TelegramReading, When


def years(reading: TelegramReading) -> Iterator[Finding]:
    """Numbers of this telegram with another year than its date, or than each other."""
    own = [
        number
        for number in reading.numbers
        if number.year is not None and number.role not in (Role.ANSWERED, Role.CITED)
    ]
    date = reading.date
    if date is not None and date.year is not None:
        for number in own:
            if number.year != date.year and not _is_of_next_year(number, date):
                agreeing = [each for each in own if each.year == date.year]
                yield Finding(
                    "T110",
                    f'The number "{number.text}" has the year {number.year_written}, and the'
                    f" telegram is dated {date.text}.",
                    number.span,
                    (
                        f"If ({number.year_written}) is a year, the number was given in"
                        f" {number.year}.",
                        f"If it is a slip, {date.year} is meant"
                        + (f', as in "{agreeing[0].text}".' if agreeing else "."),
                        "It may be no year, but a part of the number.",
                    ),
                )
        return
    for first, second in pairwise(own):
        if first.year != second.year:
            yield Finding(
                "T110",
                f'The numbers "{first.text}" and "{second.text}" are of different years, and the'
                " telegram gives no year to hold them against.",
                second.span,
            )


def _is_of_next_year(number: Number, date: When) -> bool:
    """Whether it was received in January, under the number of a new year, and sent before."""
    return (
        number.role is Role.RECEIVING and date.month == 12 and number.year == (date.year or 0) + 1
    )
