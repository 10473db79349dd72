"""An invented ferry order, with a fact of each type, to read case files under."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import pytest

from decretal import Case, Rejected
from decretal.cases.read import read_cases
from decretal.nodes.expressions import BooleanLiteral
from decretal.nodes.rules import Act, Authority, Disposition, Fact, Rule, Rulebook
from decretal.nodes.types import Basic, ChoiceType

Rows: TypeAlias = list[Case | Rejected]
Read: TypeAlias = Callable[..., Rows]


@pytest.fixture(scope="session")
def ferry() -> Rulebook:
    always = BooleanLiteral(value=True)
    return Rulebook(
        name="ferry",
        title="Order on the ferry",
        authorities=(Authority(name="Harbour Office"),),
        facts=(
            Fact(name="kind of passenger", type=ChoiceType(("resident", "visitor", "crew's kin"))),
            Fact(name="has a ticket", type=Basic.BOOLEAN),
            Fact(
                name="crossed on",
                type=Basic.DATE,
                minimum=date(1900, 1, 1),
                maximum=date(1999, 12, 31),
            ),
            Fact(
                name="crossings",
                type=Basic.NUMBER,
                whole=True,
                minimum=Decimal(0),
                maximum=Decimal(500),
            ),
            Fact(name="fare", type=Basic.NUMBER, minimum=Decimal("0.5")),
            Fact(name="ship", type=Basic.STRING),
            Fact(name="waited", type=Basic.DAYS_AND_TIME_DURATION),
            Fact(name="left at", type=Basic.TIME),
        ),
        acts=(
            Act(name="warning", outcomes=("heeded", "ignored")),
            Act(name="inspection of the deck"),
        ),
        dispositions=(
            Disposition(name="admit"),
            Disposition(name="turn away"),
            Disposition(name="ask for the fare"),
        ),
        rules=(
            Rule(label="1", provision="1", condition=always, disposition="admit"),
            Rule(label="2", provision="2", condition=always, addition="ask for the fare"),
        ),
    )


@pytest.fixture
def read(ferry: Rulebook, tmp_path: Path) -> Read:
    """Write a case file and read it; all its rows."""

    def reading(
        content: str | bytes,
        name: str = "cases.csv",
        *,
        keep: Sequence[str] = (),
        acts: str | Path | None = None,
    ) -> Rows:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with read_cases(ferry, path, keep=keep, acts=acts) as reader:
            return list(reader)

    return reading
