"""How a value is written down on one line: as JSON, as it stood in a file, cut where it is long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

_LONGEST = 2_000


def compact(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    match value:
        case Decimal():
            if value.is_finite() and value == value.to_integral_value() and value.adjusted() < 30:
                return int(value)
            near = float(value)
            return near if Decimal(repr(near)) == value else str(value)
        case date() | datetime() | time():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case set() | frozenset() | tuple():
            return list(value)
        case _:
            return str(value)


def as_found(value: object) -> str:
    """A value as it stood in the file, cut where it is very long."""
    match value:
        case None:
            text = ""
        case str():
            text = value
        case bool():
            text = "true" if value else "false"
        case list() | dict():
            text = compact(value)
        case _:
            text = str(value)
    return shortened(text, _LONGEST)


def shortened(text: str, longest: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
