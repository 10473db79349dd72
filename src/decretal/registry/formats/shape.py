"""What a telegram must be that comes back from a file which somebody may have changed.

Owns that each field holds what its structure says, and that dates, times and languages are
written as they are read: whoever uses a telegram afterwards need not ask again.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from decretal.registry.telegram import TelegramReading, Time, When
from decretal.source import Span, Text

# As XML Schema writes them: 1961-11-25, 1961-11, 1961, --11-15, --11, ---29.
_DATE: Final = re.compile(
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    r"|--(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|---(?:0[1-9]|[12]\d|3[01]))"
)
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def demand_shape(reading: TelegramReading) -> None:
    """Raises ValueError, with the place in words, for what no reading holds."""
    _demand(reading, "telegram")
    if reading.language is not None and not _LANGUAGE.fullmatch(reading.language):
        raise ValueError(f'"{reading.language}" is no language')


def _demand(element: Any, where: str) -> None:
    for name, hint in _hints(type(element)).items():
        _demand_type(hint, getattr(element, name), f"{where}, {name}")
    match element:
        case When():
            _demand_form(_DATE, element.iso, "date", where)
        case Time():
            _demand_form(_DATE, element.date, "date", where)
            _demand_form(_TIME, element.time, "time", where)
            if element.day is not None and not 1 <= element.day <= 31:
                raise ValueError(f"{where}: {element.day} is no day")
        case _:
            pass


def _demand_form(form: re.Pattern[str], text: str | None, what: str, where: str) -> None:
    if text is not None and not form.fullmatch(text):
        raise ValueError(f'{where}: "{text}" is no {what}')


def _demand_type(hint: Any, value: object, where: str) -> None:
    if get_origin(hint) in (Union, UnionType):
        if value is None:
            return
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        if not isinstance(value, tuple):
            raise ValueError(f"{where}: a list is expected")
        for each in value:
            _demand_type(get_args(hint)[0], each, where)
    elif not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError(f"{where}: {value!r} stands where {_NAMES.get(hint, hint.__name__)} does")
    elif isinstance(value, Span):
        if not (type(value.start) is int and type(value.end) is int):
            raise ValueError(f"{where}: a place is two numbers")
    elif is_dataclass(value) and not isinstance(value, Text):
        _demand(value, where)


_NAMES: Final = {str: "a text", int: "a number", bool: "true or false"}
_HINTS: Final[dict[type[Any], dict[str, Any]]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    # Kept, for they are worked out from the text of the annotations.
    if kind not in _HINTS:
        hints = get_type_hints(kind)
        _HINTS[kind] = {each.name: hints[each.name] for each in fields(kind)}
    return _HINTS[kind]
