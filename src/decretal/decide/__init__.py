"""Deciding: what a directive says of a case, and why.

    >>> from decretal import decide, explain, read_rulebook
    >>> rulebook = read_rulebook("rulebooks/jilin-1961")
    >>> decide(rulebook, {"determination": "other"}).status.value
    'outside'

For many cases under one rulebook, make an ``Engine`` and ask it. What the
answers mean is laid down in ``docs/meaning.md``.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Final

from decretal.cases.case import Case
from decretal.decide.decision import Decision
from decretal.decide.duties import Duty, DutyState
from decretal.decide.engine import Engine
from decretal.decide.examples import Mismatch, mismatches
from decretal.decide.explanation import Explanation
from decretal.nodes.rules import Rulebook

__all__ = [
    "Decision",
    "Duty",
    "DutyState",
    "Engine",
    "Explanation",
    "Mismatch",
    "decide",
    "explain",
    "mismatches",
]

MOST_ENGINES: Final = 16
"""How many engines are kept for rulebooks that were asked before."""

_Key = tuple[int, tuple[tuple[str, str], ...], datetime.date | None, datetime.date]
_engines: dict[_Key, Engine] = {}


def decide(
    rulebook: Rulebook,
    case: Case | Mapping[str, object],
    *,
    choose: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
) -> Decision:
    """What a directive says of a case.

    ``case`` is a case as ``read_cases`` gives it, or a mapping of facts by their names;
    what is not in it is unknown. ``choose`` picks options of interpretations; the
    others keep their defaults. ``as_of`` leaves out what came after that day.
    """
    return _engine(rulebook, choose, as_of).decide(case)


def explain(
    rulebook: Rulebook,
    case: Case | Mapping[str, object],
    *,
    choose: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
) -> Explanation:
    """What a directive says of a case, and why, provision by provision.

    Takes what ``decide`` takes.
    """
    return _engine(rulebook, choose, as_of).explain(case)


def _engine(
    rulebook: Rulebook, choose: Mapping[str, str] | None, as_of: datetime.date | None
) -> Engine:
    """The engine for a rulebook, compiled when it is first asked for.

    A rulebook is known by its identity: comparing two would take longer than
    deciding. The engine holds on to it, so no other can take its place.
    """
    # A rulebook may ask for today's date, so an engine is good for a day.
    key = (id(rulebook), tuple(sorted((choose or {}).items())), as_of, datetime.date.today())
    engine = _engines.get(key)
    if engine is None:
        engine = Engine(rulebook, choices=choose, as_of=as_of)
        if len(_engines) >= MOST_ENGINES:
            del _engines[next(iter(_engines))]
        _engines[key] = engine
    return engine


class _Deciding(ModuleType):
    """This package, which can be called as the function of its name.

    ``from decretal import decide`` gives the one or the other, depending on what was
    imported before; both decide.
    """

    def __call__(
        self,
        rulebook: Rulebook,
        case: Case | Mapping[str, object],
        *,
        choose: Mapping[str, str] | None = None,
        as_of: datetime.date | None = None,
    ) -> Decision:
        return decide(rulebook, case, choose=choose, as_of=as_of)


sys.modules[__name__].__class__ = _Deciding
