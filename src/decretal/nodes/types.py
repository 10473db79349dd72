"""The types of FEEL (DMN 1.5, 10.3.2) and of facts in a rulebook.

Owns what a type is; which value or expression has which type is left to
``feel``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Basic(Enum):
    """The types without parts; the value is the name in FEEL."""

    ANY = "Any"
    NULL = "Null"
    NUMBER = "number"
    STRING = "string"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATE_AND_TIME = "date and time"
    DAYS_AND_TIME_DURATION = "days and time duration"
    YEARS_AND_MONTHS_DURATION = "years and months duration"


@dataclass(frozen=True, slots=True)
class ListType:
    """``list<element>``"""

    element: Type


@dataclass(frozen=True, slots=True)
class RangeType:
    """``range<element>``"""

    element: Type


@dataclass(frozen=True, slots=True)
class ContextType:
    """``context<name: type, ...>``; entries in the order written."""

    entries: tuple[tuple[str, Type], ...]


@dataclass(frozen=True, slots=True)
class FunctionType:
    """``function<type, ...> -> type``"""

    parameters: tuple[Type, ...]
    result: Type


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """A string of which a rulebook lists the allowed values."""

    values: tuple[str, ...]


Type = Basic | ListType | RangeType | ContextType | FunctionType | ChoiceType
