"""The text as such: its encoding was assumed (T001), characters are lost (T002), nothing
was found (T003), a line has no end (T004), a date can be read in two ways (T180).

Owns what the reader could not be sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decretal.registry.telegram import Certainty, Finding, TelegramReading, When

_LONG_LINE: Final = 20_000
# What stands in no text, unlike form feeds, which part pages.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TWO_NUMBERS: Final = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]")
# From the beginning of a line only: from anywhere, a line a little shorter takes seconds.
_LINE: Final = re.compile(rf"(?<![^\r\n])[^\r\n]{{{_LONG_LINE},}}")


def text(reading: TelegramReading) -> Iterator[Finding]:
    """What is odd about the text itself."""
    source, received = reading.source, reading.received
    start = source.span(0, min(1, len(source.content)))
    if received.sure is not Certainty.STATED:
        surely = "is likely" if received.sure is Certainty.PLACED else "is no more than possible"
        yield Finding(
            "T001",
            f"The file does not say how it is encoded. {received.encoding.upper()} was assumed,"
            f" which {surely}: {received.reason}.",
            start,
        )
    lost = source.content.count("\ufffd")
    if lost:
        at = source.content.index("\ufffd")
        many = "character is" if lost == 1 else "characters are"
        yield Finding(
            "T002",
            f"{lost:,} {many} lost: in {received.encoding.upper()} their bytes are none.",
            source.span(at, at + 1),
        )
    # Old files end with a 1A.
    controls = [match.start() for match in _CONTROL.finditer(source.content.rstrip("\x1a"))]
    if controls:
        many = f"{len(controls):,} characters are" if len(controls) > 1 else "A character is"
        code = f"U+{ord(source.content[controls[0]]):04X}"
        yield Finding(
            "T002",
            f"{many} for machines and not for readers, such as {code} here: what stood in the"
            " place may be lost.",
            source.span(controls[0], controls[0] + 1),
        )
    if not _anything(reading):
        yield Finding(
            "T003", "Nothing was found here that a telegram has: it may be something else.", start
        )
    match = _LINE.search(source.content)
    if match is not None:
        yield Finding(
            "T004",
            f"A line has {len(match[0]):,} characters. It was taken for one paragraph; what else"
            " stands in it was not looked for.",
            source.span(match.start(), match.start() + 1),
        )
    dates = (reading.date, *(answered.date for answered in reading.answers))
    for date in dates:
        if date is not None and _is_either_way(date):
            yield Finding(
                "T180",
                f'"{date.text}" may have the day or the month first; only the year was read.',
                date.span,
            )


def _is_either_way(date: When) -> bool:
    """Whether it has two numbers and a year, and only the year was read."""
    return (
        date.sure is Certainty.SUPPOSED
        and date.month is None
        and _TWO_NUMBERS.search(date.text) is not None
    )


def _anything(reading: TelegramReading) -> bool:
    return any(
        (
            reading.heading,
            reading.precedence,
            reading.station,
            reading.numbers,
            reading.to,
            reading.answers,
            reading.provisions,
            reading.issuer,
            reading.date,
            reading.distribution,
            reading.total,
            reading.times,
            reading.subject,
            reading.source_note,
        )
    )
