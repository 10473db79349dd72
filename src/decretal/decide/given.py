"""A case as a program gives it: a mapping of facts instead of a case file's row.

Owns telling a mapping that can be taken as it stands from one that is read as a row
of a case file is, with names and values as people write them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, cast

from decretal.cases.case import Case
from decretal.errors import RowError
from decretal.nodes.rules import Fact, Rulebook
from decretal.nodes.types import Basic, ChoiceType

_ID_NAMES: Final = ("case", "id")


class Given:
    """Takes cases of one rulebook as mappings."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._fits = {fact.name: _fits(fact) for fact in rulebook.facts}

    def case(self, record: Mapping[str, object]) -> Case:
        """The case in a mapping; raises a CaseFileError where it cannot be read."""
        fits = self._fits
        for name, value in record.items():
            check = fits.get(name)
            if check is None or not check(value):
                return self._read(record)
        return Case("", record)

    def refuse(self, facts: Mapping[str, object]) -> None:
        """Raises a CaseFileError for facts whose values are not allowed."""
        self._read({name: value for name, value in facts.items() if name in self._fits})

    def _read(self, record: Mapping[str, object]) -> Case:
        from decretal.cases.formats.rows import Records
        from decretal.cases.read import CaseReader

        named = any(name.casefold() in _ID_NAMES for name in record)
        row = record if named else {"case": "case", **record}
        (found,) = CaseReader(self._rulebook, Records(iter([(1, row)])), "the case")
        if isinstance(found, Case):
            return found if named else Case("", found.facts, found.acts, found.established)
        said = "; ".join(map(str, found.problems))
        raise RowError(
            said if said.endswith("?") else f"{said}.", advice="Correct the facts that you give."
        )


def _fits(fact: Fact) -> Callable[[object], bool]:
    """Whether a value is one of the fact as it stands."""

    def is_within(value: Decimal | datetime.date) -> bool:
        # A bound has the type of its fact: numbers meet numbers, dates meet dates.
        low, high = cast("Decimal | None", fact.minimum), cast("Decimal | None", fact.maximum)
        number = cast(Decimal, value)
        return (low is None or number >= low) and (high is None or number <= high)

    match fact.type:
        case ChoiceType(values=values):
            listed = frozenset(values)
            return lambda value: type(value) is str and value in listed
        case Basic.BOOLEAN:
            return lambda value: value is True or value is False
        case Basic.NUMBER:

            def is_number(value: object) -> bool:
                if type(value) is int:
                    return is_within(Decimal(value))
                return (
                    type(value) is Decimal
                    and value.is_finite()
                    and (not fact.whole or value == value.to_integral_value())
                    and is_within(value)
                )

            return is_number
        case Basic.DATE:
            return lambda value: type(value) is datetime.date and is_within(value)
        case _:
            return lambda value: False
