"""A time that repeats the digits of a number: T120.

Owns the comparison. Somebody who copies a form may have copied a number into the place
of a time; it may be chance as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decretal.registry.telegram import Finding, TelegramReading

_SHORTEST: Final = 3
"""A time may have lost its first 0, and a number of two digits is like too many times."""


def coincidences(reading: TelegramReading) -> Iterator[Finding]:
    """Handling times whose four digits are those of a number of the telegram."""
    for time in reading.times:
        if time.time is None:
            continue
        digits = time.time.replace(":", "")
        for number in reading.numbers:
            if len(number.number) >= _SHORTEST and number.number.zfill(4) == digits:
                yield Finding(
                    "T120",
                    f'"{time.text}" repeats the digits of the number "{number.text}"'
                    f" ({number.span.line}:{number.span.column}).",
                    time.span,
                    (
                        f"It was {time.kind} at {time.time}, and that is chance.",
                        f"The {number.number} is the number, copied into the place of a time.",
                    ),
                )
                break
