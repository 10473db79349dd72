"""Random small rulebooks, and cases under them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import prod

from hypothesis import strategies as st

from decretal.feel.show import show
from decretal.nodes.rules import Fact, Rulebook

from .rulebooks import Book, boolean, choice, date_fact, number, reading, whole

FIRST = datetime.date(1960, 12, 28)
DAYS = [FIRST + datetime.timedelta(days=n) for n in range(8)]
DISPOSITIONS = ("stay", "return", "list")
ADDITIONS = ("law", "care")


@dataclass(frozen=True)
class Sample:
    """A rulebook, and for each fact values that are as good as all it may have."""

    book: Rulebook
    columns: Mapping[str, Sequence[object]]

    def __repr__(self) -> str:
        lines = [f"facts {', '.join(self.columns)}"]
        if self.book.scope is not None:
            lines.append(f"scope {show(self.book.scope.condition)}")
        for rule in self.book.rules:
            over = ", ".join(
                each.rule + (f" where {show(each.reading)}" if each.reading else "")
                for each in rule.exceptions_to
            )
            then = rule.disposition or f"+ {rule.addition}"
            lines.append(f"{rule.label}: {show(rule.condition)} -> {then} over [{over}]")
        return "\n".join(lines)


def bounded(fact: Fact, values: Sequence[object]) -> Fact:
    low, high = values[0], values[-1]
    assert isinstance(low, Decimal | datetime.date)
    assert isinstance(high, Decimal | datetime.date)
    return replace(fact, minimum=low, maximum=high)


WHOLE = [Decimal(n) for n in range(5)]
# Comparisons below are with multiples of a half; quarters lie between them, twice over
# for two numbers that are compared with each other.
DENSE = [Decimal(n) / 8 for n in range(17)]

FACTS: dict[str, tuple[Fact, Sequence[object]]] = {
    "kind": (choice("kind", "a", "b", "c"), ["a", "b", "c"]),
    "rank": (choice("rank", "low", "high"), ["low", "high"]),
    "refuses": (boolean("refuses"), [True, False]),
    "offence in X": (boolean("offence in X"), [True, False]),
    "n": (bounded(whole("n"), WHOLE), WHOLE),
    "m": (bounded(whole("m"), WHOLE), WHOLE),
    "size": (bounded(number("size"), DENSE), DENSE),
    "d": (bounded(date_fact("d"), DAYS), DAYS),
    "e": (bounded(date_fact("e"), DAYS), DAYS),
}

LEAVES: dict[frozenset[str], list[str]] = {
    frozenset({"kind"}): ['kind = "a"', 'kind != "b"', 'kind in ("a", "c")', 'not(kind = "c")'],
    frozenset({"rank"}): ['rank = "low"', 'rank in ("high")'],
    frozenset({"refuses"}): ["refuses", "refuses = false", "is known(refuses)"],
    frozenset({"offence in X"}): ["offence in X", "offence in X != true"],
    frozenset({"kind", "refuses"}): [
        '(kind = "a") = refuses',
        'kind = (if refuses then "a" else "b")',
    ],
    frozenset({"refuses", "offence in X"}): [
        "count([refuses, offence in X][item = true]) = 1",
        "refuses = offence in X",
    ],
    frozenset({"n"}): [
        "n >= 3",
        "n < 2",
        "n = 1",
        "n != 4",
        "n in [1..3)",
        "n in (0, > 3)",
        "n between 1 and 2",
        "2 * n + 1 > 4",
        "3 <= n",
        "abs(n - 2) <= 1",
        "floor(n / 2) = 1",
        "some x in [1, 4] satisfies x = n",
        "list contains([0, 3], n)",
        "modulo(n, 2) = 1",
        "is unknown(n)",
    ],
    frozenset({"n", "refuses"}): ["n >= (if refuses then 3 else 1)"],
    frozenset({"n", "rank"}): ['(if rank = "low" then n else 4 - n) > 2'],
    frozenset({"n", "m"}): [
        "n < m",
        "n = m",
        "n - m >= 2",
        "m + 1 <= n",
        "max(n, m) > 3",
        "min([n, m + 1]) = 2",
        "n in [m..m + 1]",
    ],
    frozenset({"size"}): [
        "size > 1",
        "size <= 0.5",
        "size = 1.5",
        "size in (0.5..1]",
        "ceiling(size) = 1",
    ],
    frozenset({"d"}): [
        'd <= @"1960-12-31"',
        'd < date("1960-12-31")',
        'd = @"1961-01-01"',
        'd in [@"1960-12-29"..@"1960-12-31"]',
        "d.year >= 1961",
        "d.month = 12",
        "d.day in (1, 30)",
        'd + @"P1M" > @"1961-01-31"',
        'd - @"P2D" < @"1960-12-29"',
        'before(d, @"1960-12-30")',
        'years and months duration(d, @"1961-12-31") >= @"P1Y"',
    ],
    frozenset({"d", "e"}): [
        "d < e",
        "d = e",
        'e - d > @"P3D"',
        "(e - d).days >= 2",
        'd + @"P1D" <= e',
        "d in (> e)",
    ],
    frozenset({"d", "n"}): ['(d - @"1960-12-28").days >= n'],
}


@st.composite
def conditions(draw: st.DrawFn, leaves: Sequence[str], depth: int = 3) -> str:
    kind = draw(st.sampled_from(["leaf", "and", "or", "not", "if"] if depth else ["leaf"]))
    deeper = conditions(leaves, depth - 1)
    match kind:
        case "leaf":
            return draw(st.sampled_from(leaves))
        case "and" | "or":
            return f"({draw(deeper)}) {kind} ({draw(deeper)})"
        case "not":
            return f"not({draw(deeper)})"
        case _:
            return f"if {draw(deeper)} then {draw(deeper)} else ({draw(deeper)})"


def precedences(label: str) -> st.SearchStrategy[str | tuple[str, str]]:
    """A rule to prevail over, outright or in one reading only."""
    options: list[str | tuple[str, str]] = [
        label,
        (label, 'how it is read = "freely"'),
        (label, "true"),
    ]
    return st.sampled_from(options)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """A rulebook over two to four facts, with a scope, exceptions and additions."""
    names = draw(
        st.lists(st.sampled_from(sorted(FACTS)), min_size=2, max_size=4, unique=True).filter(
            lambda names: prod(len(FACTS[name][1]) for name in names) <= 700
        )
    )
    facts = [FACTS[name][0] for name in names]
    leaves = [leaf for about, each in LEAVES.items() if about <= set(names) for leaf in each]
    leaves += ['how it is read = "strictly"', "true"]
    scope = draw(st.none() | conditions(leaves, 1))
    book = Book(*facts, readings=[reading("how it is read", "strictly", "freely")], scope=scope)
    labels: list[str] = []
    for place in range(draw(st.integers(1, 4))):
        label = f"rule {place + 1}"
        kind = draw(st.sampled_from(["then", "then", "adds", "defeats"]))
        over = draw(st.lists(st.sampled_from(labels), unique=True)) if labels else []
        book.rule(
            label,
            draw(conditions(leaves)),
            draw(st.sampled_from(DISPOSITIONS)) if kind == "then" else None,
            adds=draw(st.sampled_from(ADDITIONS)) if kind == "adds" else None,
            over=[draw(precedences(each)) for each in over],
        )
        labels.append(label)
    return Sample(book.book, {name: FACTS[name][1] for name in names})


@st.composite
def cases(draw: st.DrawFn, sample: Sample) -> dict[str, object]:
    """A case that knows some of the facts."""
    case: dict[str, object] = {}
    for name, values in sample.columns.items():
        value = draw(st.none() | st.sampled_from(list(values)))
        if value is not None:
            case[name] = value
    return case
