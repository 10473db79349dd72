"""One decision of the order of 1961 with its whole explanation, beside peers.

    python -m bench.one_decision

Every engine first has to decide all fully known hand-worked cases as they were
worked out by hand. Then each decides the same cases in turn, many a round; a
round gives every engine's time in microseconds a decision, and the ratios are
taken within the round. Medians over the rounds are printed, with the least and
the greatest. This is done for one case again and again, and for cases of which
no two are alike, so that nothing remembered from the last one helps.

Decretal is timed twice: with the explanation as data (``to_dict``) and as the
words that a person reads (``text``). Of the peers, zen-engine answers with its
trace, OpenFisca-Core with the log of its tracer, and the function by hand with
one sentence for each rule. OpenFisca is made for many people at once; this is
not its strength.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.peers import by_hand, with_openfisca, with_zen
from decretal import Engine, read_cases, read_rulebook
from decretal.cases.case import Case

RULEBOOK = Path(__file__).parent.parent / "rulebooks" / "jilin-1961"
TIMED = "CB-012"
ATTEMPTS = "persuasion attempts"
SLOW = {"OpenFisca-Core, with its log"}
ROUNDS = 11
MOST, FEW = 1000, 20

Decide = Callable[[Case], tuple[set[str], set[str]]]


def engines() -> dict[str, Decide]:
    """Each engine as a function from a case to dispositions and additions."""
    engine = Engine(read_rulebook(RULEBOOK))

    def as_data(case: Case) -> tuple[set[str], set[str]]:
        explanation = engine.explain(case)
        explanation.to_dict()
        return set(explanation.decision.dispositions), set(explanation.decision.additions)

    def as_words(case: Case) -> tuple[set[str], set[str]]:
        explanation = engine.explain(case)
        len(explanation.text)
        return set(explanation.decision.dispositions), set(explanation.decision.additions)

    def peer(decide: Callable[[Any], tuple[set[str], set[str], object]]) -> Decide:
        return lambda case: decide(case.facts)[:2]

    return {
        "Decretal, explained as data": as_data,
        "Decretal, explained in words": as_words,
        "zen-engine, with its trace": peer(with_zen.prepare()),
        "OpenFisca-Core, with its log": peer(with_openfisca.prepare()),
        "Python by hand, with sentences": peer(by_hand.prepare()),
    }


def hand_worked() -> list[Case]:
    """The hand-worked cases of which every fact is known."""
    rulebook = read_rulebook(RULEBOOK)
    cases = [
        case for case in read_cases(rulebook, RULEBOOK / "cases.csv") if isinstance(case, Case)
    ]
    # The peers take no Decimal; to Decretal an int is as good.
    known = [
        replace(case, facts={**case.facts, ATTEMPTS: int(str(case.facts[ATTEMPTS]))})
        for case in cases
        if len(case.facts) == len(rulebook.facts)
    ]
    assert all(isinstance(case.facts["crossed on"], date) for case in known)
    return known


def agree(decide: Decide, cases: list[Case]) -> list[str]:
    """The cases that an engine decides otherwise than by hand."""
    wrong = []
    for case in cases:
        expected = case.expected
        assert expected is not None
        wanted = (set(expected.dispositions or ()), set(expected.additions or ()))
        if decide(case) != wanted:
            wrong.append(case.id)
    return wrong


def all_different(cases: list[Case], number: int) -> list[Case]:
    """Cases like the hand-worked ones, no two alike: each crossed on a day of its own."""
    first = date(1955, 1, 1)
    return [
        replace(
            cases[i % len(cases)],
            id=f"D-{i}",
            facts={**cases[i % len(cases)].facts, "crossed on": first + timedelta(days=i)},
        )
        for i in range(number)
    ]


def main() -> None:
    """Check, time, print."""
    cases = hand_worked()
    found = engines()
    for name, decide in found.items():
        if wrong := agree(decide, cases):
            raise SystemExit(f"{name} decides otherwise than by hand: {', '.join(wrong)}")
    print(f"All {len(found)} engines agree with the {len(cases)} fully known hand-worked cases.")
    timed = next(case for case in cases if case.id == TIMED)
    table(f"One case, {TIMED}, again and again", found, [timed] * MOST)
    print()
    table(f"{MOST:,} cases, no two alike", found, all_different(cases, MOST))


def table(title: str, found: dict[str, Decide], cases: list[Case]) -> None:
    """Time every engine in turn and print its median beside Decretal's."""
    times: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(ROUNDS):
        for name, decide in found.items():
            some = cases[:FEW] if name in SLOW else cases
            start = time.perf_counter()
            for case in some:
                decide(case)
            times[name].append((time.perf_counter() - start) / len(some) * 1e6)
    first = next(iter(found))
    print(f"{title:36}{'µs a decision':>28}{'times ' + first.split(',')[0]:>18}")
    for name, each in times.items():
        ratio = statistics.median(t / own for t, own in zip(each, times[first], strict=True))
        spread = f"{statistics.median(each):.1f} ({min(each):.1f} .. {max(each):.1f})"
        print(f"  {name:34}{spread:>28}{ratio:>18.2f}")


if __name__ == "__main__":
    main()
