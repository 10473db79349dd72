"""One cell as a value of its fact.

Owns what people and programs write for a value of each type, and the words in
which a cell is refused. An empty cell, JSON's null and the word "unknown" mean
that nobody has established the fact: then the value is None.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from decretal.cases.formats.rows import NotRead
from decretal.errors import MissingIdError, NotAllowedError, OutOfBoundsError
from decretal.nodes.rules import Fact
from decretal.nodes.types import Basic, ChoiceType
from decretal.spelling import Names, quoted

Reading: TypeAlias = Callable[[object], object]

_LONGEST_ID: Final = 200
_TRUTH: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
# The digits that a number of FEEL has (DMN 1.5, 10.3.2.3.1: IEEE 754 decimal128).
_DIGITS: Final = 34
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})([T ]00:00(:00(\.0+)?)?(Z|[+-]\d\d:\d\d)?)?")
# Halves of characters, which broken bytes and careless programs leave behind.
_LONE: Final = re.compile("[\ud800-\udfff]")
_DATE: Final = "a date as year-month-day, such as 1961-11-25"
_OTHER_DATE: Final = re.compile(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})\.?", re.ASCII)


def reading_of(fact: Fact) -> Reading:
    """How a cell of this fact's column is read; raises a ``RowError`` for what it refuses."""
    match fact.type:
        case ChoiceType(values):
            read = _choice(values)
        case Basic.BOOLEAN:
            read = _boolean
        case Basic.NUMBER:
            read = _number(fact)
        case Basic.DATE:
            read = _date(fact)
        case Basic.STRING:
            read = text
        case _:
            read = _temporal(fact.type)
    allows_the_word = isinstance(fact.type, ChoiceType) and "unknown" in fact.type.values

    def reading(cell: object) -> object:
        if isinstance(cell, str):
            cell = cell.strip()
            if not cell or (not allows_the_word and cell.lower() == "unknown"):
                return None
        elif cell is None:
            return None
        elif isinstance(cell, NotRead):
            raise NotAllowedError(cell.expected)
        return read(cell)

    return reading


def text(cell: object) -> str:
    """A cell as text; a number stands for its digits."""
    match cell:
        case str():
            if "\x00" in cell or (not cell.isascii() and _LONE.search(cell)):
                raise NotAllowedError("text that every program can read")
            return cell.strip()
        case bool():
            raise NotAllowedError("text")
        case int() | float() | Decimal():
            number = _decimal(cell)
            whole = number == number.to_integral_value()
            return str(int(number) if whole else number)
        case _:
            raise NotAllowedError("text")


def case_id(cell: object) -> str:
    """The name or number of a case, which every row has."""
    if isinstance(cell, NotRead):
        raise NotAllowedError(cell.expected)
    found = "" if cell is None else text(cell)
    if not found:
        raise MissingIdError("the name or number of the case")
    if len(found) > _LONGEST_ID:
        raise NotAllowedError(f"a name or number of at most {_LONGEST_ID} characters")
    return found


def date(cell: object) -> datetime.date:
    """A date, which a program may give as its midnight."""
    match cell:
        case datetime.datetime():
            if cell.time() != datetime.time():
                raise NotAllowedError("a date without a time of day")
            return cell.date()
        case datetime.date():
            return cell
        case str():
            return _written_date(cell.strip())
        case bool():
            raise NotAllowedError(_DATE)
        case int() | float() | Decimal():
            raise NotAllowedError(f"{_DATE}; in Excel, give the cell the format of a date")
        case _:
            raise NotAllowedError(_DATE)


def _written_date(found: str) -> datetime.date:
    if match := _ISO.fullmatch(found):
        year, month, day = (int(part) for part in match.groups()[:3])
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise NotAllowedError(f"{_DATE}; there is no such day") from None
    if match := _OTHER_DATE.fullmatch(found):
        days = _readings(*match.groups())
        if days:
            meant = quoted(day.isoformat() for day in days)
            raise NotAllowedError(f"{_DATE}; did you mean {meant}?")
    raise NotAllowedError(_DATE)


def _readings(first: str, second: str, third: str) -> Sequence[datetime.date]:
    """The days that somebody who wrote three numbers may have meant."""
    if len(first) == 4:
        orders = [(first, second, third)]
    elif len(third) == 4:
        orders = [(third, second, first), (third, first, second)]
    else:
        return ()
    days: dict[datetime.date, None] = {}
    for year, month, day in orders:
        try:
            days[datetime.date(int(year), int(month), int(day))] = None
        except ValueError:
            continue
    return list(days)


def _choice(values: Sequence[str]) -> Reading:
    names = Names(values)
    expected = quoted(values) if len(values) <= 12 else f"one of its {len(values)} values"

    def reading(cell: object) -> object:
        if isinstance(cell, str):
            if (value := names.match(cell)) is not None:
                return value
            if meant := names.closest(cell):
                raise NotAllowedError(f'{expected}; did you mean "{meant}"?')
        raise NotAllowedError(expected)

    return reading


def _boolean(cell: object) -> object:
    match cell:
        case bool():
            return cell
        case str() if (truth := _TRUTH.get(cell.lower())) is not None:
            return truth
        case int() | float() | Decimal() if cell in (0, 1):
            return bool(cell)
        case _:
            raise NotAllowedError("yes or no (also true or false, 1 or 0)")


def _number(fact: Fact) -> Reading:
    expected = "a whole number" if fact.whole else "a number"

    def reading(cell: object) -> object:
        match cell:
            case bool():
                raise NotAllowedError(expected)
            case str() if _NUMBER.fullmatch(cell) and len(cell) <= 100:
                number = _decimal(Decimal(cell))
            case str() if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[+-]?\d+,\d+", cell):
                raise NotAllowedError(f"{expected}, with a point for decimals and no commas")
            case int() | float() | Decimal():
                number = _decimal(cell)
            case _:
                raise NotAllowedError(expected)
        if fact.whole:
            if number != number.to_integral_value():
                raise NotAllowedError(expected)
            number = Decimal(int(number))
        _check_bounds(fact, number)
        return number

    return reading


def _decimal(cell: float | Decimal) -> Decimal:
    number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if not number.is_finite():
        raise NotAllowedError("a number; leave the cell empty if it is unknown")
    if len(number.as_tuple().digits) > _DIGITS or not -_DIGITS < number.adjusted() < _DIGITS:
        raise NotAllowedError(f"a number of at most {_DIGITS} digits")
    return number


def _date(fact: Fact) -> Reading:
    def reading(cell: object) -> object:
        found = date(cell)
        _check_bounds(fact, found)
        return found

    return reading


def _check_bounds(fact: Fact, value: Decimal | datetime.date) -> None:
    # A bound has the type of its fact: numbers meet numbers, dates meet dates.
    low, high = fact.minimum, fact.maximum
    if (low is None or value >= low) and (high is None or value <= high):  # type: ignore[operator]
        return
    kind = "a date" if isinstance(value, datetime.date) else "a number"
    match low, high:
        case None, _:
            bounds = f"not above {high}"
        case _, None:
            bounds = f"not below {low}"
        case _:
            bounds = f"from {low} to {high}"
    raise OutOfBoundsError(f"{kind} {bounds}")


def _temporal(kind: object) -> Reading:
    from decretal.feel.temporal import read
    from decretal.feel.values import from_python, kind_of, to_python

    readers: Mapping[object, tuple[Callable[[str], object], str]] = {
        Basic.TIME: (read.read_time, "a time, such as 14:30:00"),
        Basic.DATE_AND_TIME: (
            read.read_date_and_time,
            "a date and time, such as 1961-11-25T14:30:00",
        ),
        Basic.DAYS_AND_TIME_DURATION: (read.read_duration, "days and hours, such as P10D or PT12H"),
        Basic.YEARS_AND_MONTHS_DURATION: (read.read_duration, "years and months, such as P1Y6M"),
    }
    if not isinstance(kind, Basic) or kind not in readers:
        raise ValueError(f"no cell holds a value of type {kind}")
    from_text, expected = readers[kind]

    def reading(cell: object) -> object:
        if isinstance(cell, str):
            try:
                value = from_text(cell)
            except ValueError:
                raise NotAllowedError(expected) from None
        elif isinstance(cell, datetime.time | datetime.datetime | datetime.timedelta):
            value = from_python(cell)
        else:
            raise NotAllowedError(expected)
        if kind_of(value) != kind.value:  # type: ignore[arg-type]
            raise NotAllowedError(expected)
        return to_python(value)  # type: ignore[arg-type]

    return reading


def is_empty(cell: object) -> bool:
    """Whether a cell holds nothing at all."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
