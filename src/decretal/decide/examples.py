"""Hand-worked cases against what the engine says of them.

Owns the comparison. What a case file may expect is laid down in ``cases``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decretal.cases.case import Case
from decretal.decide.decision import Decision
from decretal.decide.engine import Engine


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A part of an outcome that is not what a hand-worked case expects."""

    case: str
    row: int
    part: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"row {self.row}, " if self.row else ""
        expected = f'"{self.expected}"' if self.expected else "nothing"
        found = f'"{self.found}"' if self.found else "nothing"
        return f"{where}case {self.case}: {self.part} should be {expected}, and is {found}"


def mismatches(engine: Engine, cases: Iterable[Case]) -> Iterator[Mismatch]:
    """Where cases come out otherwise than they expect; what they do not say is not held
    against them, and the order of names does not count."""
    for case in cases:
        if case.expected is not None:
            yield from compare(case, engine.decide(case))


def compare(case: Case, decision: Decision) -> Iterator[Mismatch]:
    """Where one case comes out otherwise than it expects."""
    expected = case.expected
    if expected is None:
        return
    if expected.status is not None and expected.status is not decision.status:
        yield Mismatch(case.id, case.row, "status", expected.status.value, decision.status.value)
    for part, wanted, found in (
        ("disposition", expected.dispositions, decision.dispositions),
        ("additions", expected.additions, decision.additions),
        ("still matters", expected.still_matters, decision.still_matters),
    ):
        if wanted is not None and set(wanted) != set(found):
            yield Mismatch(case.id, case.row, part, "; ".join(wanted), "; ".join(found))
