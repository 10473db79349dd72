"""What a directive says of one case, ready to be shown.

Owns the answer's parts and how they are written out: as a line, as data, as a
table for a notebook. How they come about is left to ``engine``.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from decretal.nodes.rules import Operator, Status

if TYPE_CHECKING:
    from decretal.decide.duties import Duty


@dataclass(frozen=True, slots=True)
class Answer:
    """What cases have in common that no condition tells apart."""

    status: Status
    dispositions: tuple[str, ...] = ()
    additions: tuple[str, ...] = ()
    possible_dispositions: tuple[str, ...] = ()
    possible_additions: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    still_matters: tuple[str, ...] = ()
    matters_for_disposition: tuple[str, ...] = ()
    matters_for_additions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a directive says of one case; see ``docs/meaning.md``.

    ``duties`` is None if the case came without a record of acts. ``notes`` say what
    should be known about how the answer came about.
    """

    case: str
    answer: Answer
    duties: tuple[Duty, ...] | None = None
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """Decided, undetermined, silent, conflict or outside."""
        return self.answer.status

    @property
    def disposition(self) -> str | None:
        """The disposition of a decided case."""
        answer = self.answer
        return answer.dispositions[0] if answer.status is Status.DECIDED else None

    @property
    def dispositions(self) -> tuple[str, ...]:
        """The disposition of a decided case, or those that are in conflict."""
        return self.answer.dispositions

    @property
    def additions(self) -> tuple[str, ...]:
        """What follows beside the main disposition, whatever the unknown facts are."""
        return self.answer.additions

    @property
    def possible_dispositions(self) -> tuple[str, ...]:
        """The dispositions to which some completion of the case leads."""
        return self.answer.possible_dispositions

    @property
    def possible_additions(self) -> tuple[str, ...]:
        """The further additions that some completion of the case has."""
        return self.answer.possible_additions

    @property
    def provisions(self) -> tuple[str, ...]:
        """The labels of the provisions on which the answer rests."""
        return self.answer.provisions

    @property
    def still_matters(self) -> tuple[str, ...]:
        """The unknown facts that can make a difference to the outcome."""
        return self.answer.still_matters

    @property
    def matters_for_disposition(self) -> tuple[str, ...]:
        """Those of them that can make a difference to status or dispositions."""
        return self.answer.matters_for_disposition

    @property
    def matters_for_additions(self) -> tuple[str, ...]:
        """Those of them that can make a difference to the additions."""
        return self.answer.matters_for_additions

    @property
    def open_duties(self) -> tuple[Duty, ...]:
        """The obligations that are still to be met."""
        return tuple(duty for duty in self.duties or () if duty.is_open)

    @property
    def forbidden(self) -> tuple[Duty, ...]:
        """The prohibitions that are in force."""
        return self._in_force(Operator.PROHIBITION)

    @property
    def permitted(self) -> tuple[Duty, ...]:
        """The permissions that are in force."""
        return self._in_force(Operator.PERMISSION)

    def _in_force(self, operator: Operator) -> tuple[Duty, ...]:
        return tuple(
            duty for duty in self.duties or () if duty.operator is operator and duty.is_in_force
        )

    def __repr__(self) -> str:
        return f"<Decision {self}>"

    def __str__(self) -> str:
        said = self.status.value
        if self.dispositions:
            said += f": {'; '.join(self.dispositions)}"
        if self.additions:
            said += f", in addition: {'; '.join(self.additions)}"
        if self.provisions:
            said += f" ({'; '.join(self.provisions)})"
        if self.still_matters:
            said += f", still matters: {'; '.join(self.still_matters)}"
        return f"{self.case} {said}" if self.case else said

    def to_dict(self) -> dict[str, object]:
        """The whole decision as data for JSON."""
        data: dict[str, object] = {
            "case": self.case,
            "status": self.status.value,
            "disposition": self.disposition,
            "dispositions": list(self.dispositions),
            "additions": list(self.additions),
            "possible_dispositions": list(self.possible_dispositions),
            "possible_additions": list(self.possible_additions),
            "provisions": list(self.provisions),
            "still_matters": list(self.still_matters),
            "matters_for_disposition": list(self.matters_for_disposition),
            "matters_for_additions": list(self.matters_for_additions),
            "notes": list(self.notes),
        }
        if self.duties is not None:
            data["duties"] = [duty.to_dict() for duty in self.duties]
        return data

    def _repr_html_(self) -> str:
        rows = [("case", self.case)] if self.case else []
        rows.append(("status", self.status.value))
        for name, values in (
            ("disposition", self.dispositions),
            ("additions", self.additions),
            ("provisions", self.provisions),
            ("still matters", self.still_matters),
            ("duties", tuple(map(str, self.open_duties))),
            ("forbidden", tuple(map(str, self.forbidden))),
            ("permitted", tuple(map(str, self.permitted))),
            ("notes", self.notes),
        ):
            if values:
                rows.append((name, "\n".join(values)))
        cells = "".join(
            f'<tr><th style="text-align:left">{escape(name)}</th>'
            f'<td style="text-align:left;white-space:pre-line">{escape(value)}</td></tr>'
            for name, value in rows
        )
        return f"<table>{cells}</table>"
