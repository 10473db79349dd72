"""What each column of a case file is: a fact, the case's name, an expected outcome.

Owns matching columns to facts, whatever their case, spaces, hyphens or
underscores. A column that matches nothing is an error, for a misspelt fact
would be decided as if nobody had established it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from decretal.cases import expected
from decretal.cases.acts import ID_NAMES
from decretal.cases.rejects import REJECT_COLUMNS
from decretal.cases.shown import shortened
from decretal.cases.values import Reading, reading_of
from decretal.errors import (
    CaseFileError,
    NoCaseColumnError,
    SameColumnError,
    SeveralErrors,
    UnknownColumnError,
)
from decretal.nodes.rules import Rulebook
from decretal.spelling import Names, closest, fold, quoted

_MOST_ERRORS: Final = 10
_LONGEST_NAME: Final = 60
_ESTABLISHED: Final = fold("established on")


@dataclass(frozen=True, slots=True)
class IsCase:
    """The name or number of the case."""


@dataclass(frozen=True, slots=True)
class IsFact:
    """A fact's value."""

    name: str
    read: Reading


@dataclass(frozen=True, slots=True)
class IsDay:
    """The day on which a fact was established."""

    name: str


@dataclass(frozen=True, slots=True)
class IsExpected:
    """A part of the expected outcome, or all of it in an object."""

    part: str


@dataclass(frozen=True, slots=True)
class IsActs:
    """The acts recorded in the case."""


@dataclass(frozen=True, slots=True)
class IsNested:
    """The facts of a record, in an object of their own."""


@dataclass(frozen=True, slots=True)
class IsKept:
    """Something that is carried along, or passed over."""


Role: TypeAlias = IsCase | IsFact | IsDay | IsExpected | IsActs | IsNested | IsKept

WHOLE_OUTCOME: Final = "outcome"
_OWN_NAMES: Final[dict[str, Role]] = {
    "acts": IsActs(),
    "expected": IsExpected(WHOLE_OUTCOME),
    "expectedoutcome": IsExpected(WHOLE_OUTCOME),
    "facts": IsNested(),
}


class Columns:
    """The roles of columns under a rulebook.

    ``keep`` names those to carry along, ``keep_if_there`` those that may be missing.
    """

    def __init__(
        self, rulebook: Rulebook, keep: Sequence[str] = (), keep_if_there: Sequence[str] = ()
    ) -> None:
        self._facts = Names(fact.name for fact in rulebook.facts)
        self._readings = {fact.name: reading_of(fact) for fact in rulebook.facts}
        self._wanted = {fold(name): name for name in keep}
        self._keep = {fold(name): name for name in keep_if_there} | self._wanted

    def is_kept(self, column: str) -> bool:
        """Whether somebody asked for this column to be carried along."""
        return fold(column) in self._keep

    def role(self, column: str) -> Role | None:
        """What a column is, None if it matches nothing."""
        fact = self._facts.match(column)
        if fact is not None:
            return IsFact(fact, self._readings[fact])
        folded = fold(column)
        if folded in self._keep:
            return IsKept()
        if folded in ID_NAMES:
            return IsCase()
        if folded in _OWN_NAMES:
            return _OWN_NAMES[folded]
        if (part := expected.part_of(column)) is not None:
            return IsExpected(part)
        if folded.endswith(_ESTABLISHED):
            fact = self._facts.match(folded.removesuffix(_ESTABLISHED))
            return IsDay(fact) if fact is not None else None
        return None

    def of_table(self, columns: Sequence[str], name: str) -> tuple[Role, ...]:
        """The roles of a table's columns; raises all that is wrong with them at once."""
        roles = [self.role(column) for column in columns]
        if not any(isinstance(role, IsCase) for role in roles):
            # Whoever keeps the only column of names wants it twice.
            roles = [
                IsCase() if isinstance(role, IsKept) and fold(column) in ID_NAMES else role
                for column, role in zip(columns, roles, strict=True)
            ]
        if set(REJECT_COLUMNS) <= set(columns):
            # A file of rejected rows, corrected and given again.
            roles = [
                IsKept() if column in REJECT_COLUMNS and not isinstance(role, IsFact) else role
                for column, role in zip(columns, roles, strict=True)
            ]
        self._check(columns, roles, name)
        return tuple(role for role in roles if role is not None)

    def _check(self, columns: Sequence[str], roles: Sequence[Role | None], name: str) -> None:
        errors: list[CaseFileError] = []
        seen: dict[Role, str] = {}
        for number, (column, role) in enumerate(zip(columns, roles, strict=True), start=1):
            if role is None:
                errors.append(self.unknown(column, name, number))
            elif not isinstance(role, IsKept) and role in seen:
                errors.append(same(seen[role], column, name, role))
            else:
                seen[role] = column
        if IsCase() not in seen:
            errors.append(
                NoCaseColumnError(
                    f"{name} has no column with the name or number of the case.",
                    advice='Name it "case".',
                )
            )
        folded = {fold(column) for column in columns}
        for kept in (word for key, word in self._wanted.items() if key not in folded):
            meant = closest(kept, columns)
            advice = f'Did you mean "{meant}"?' if meant else "Leave out --keep."
            errors.append(UnknownColumnError(f'{name} has no column "{kept}".', advice=advice))
        refuse(errors, name)

    def unknown(self, column: str, name: str, number: int | None = None) -> UnknownColumnError:
        """The error of a column that matches nothing."""
        if not column:
            return UnknownColumnError(
                f"{name}: column {number} has no name.",
                advice="Name it after a fact, or remove it.",
            )
        names = ("case", *self._facts.names)
        meant = closest(column, names)
        column = shortened(column, _LONGEST_NAME)
        rest = f'Carry it along unread with --keep "{column}", or remove it.'
        advice = (
            f'Did you mean "{meant}"? Otherwise: {rest[0].lower()}{rest[1:]}'
            if meant
            else f"The facts are {quoted(self._facts.names, 'and')}. {rest}"
        )
        return UnknownColumnError(
            f'{name}: the column "{column}" matches no fact of the rulebook.', advice=advice
        )


def refuse(errors: Sequence[CaseFileError], name: str) -> None:
    """Raise what is wrong with a file's columns; of very many mistakes, the first few."""
    shown = [*errors[:_MOST_ERRORS]]
    if len(errors) > len(shown):
        shown.append(
            CaseFileError(
                f"{name} has {len(errors) - len(shown):,} more columns that are wrong.",
                advice="Is it the right file?",
            )
        )
    if errors:
        raise shown[0] if len(shown) == 1 else SeveralErrors(shown)


def same(first: str, second: str, name: str, role: Role) -> SameColumnError:
    """The error of two columns that mean the same thing."""
    match role:
        case IsCase():
            what = "the name of the case"
        case IsFact(fact, _):
            what = f'the fact "{fact}"'
        case _:
            what = "the same thing"
    return SameColumnError(
        f'{name}: the columns "{first}" and "{second}" both stand for {what}.',
        advice="Remove one of them.",
    )
