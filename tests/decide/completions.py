"""What docs/meaning.md says, done the long way: every completion, one by one.

Asks FEEL for every condition in every completion. Knows nothing of classes and
diagrams.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from decretal.feel.evaluation import run
from decretal.feel.values import UNKNOWN, Value, from_python
from decretal.nodes.expressions import Argument, Expression, Invocation, Name
from decretal.nodes.rules import Rulebook, Status
from decretal.nodes.walk import mentioned

Outcome = tuple[Status, frozenset[str], frozenset[str]]
Facts = Mapping[str, object]


@dataclass(frozen=True)
class Whole:
    """A case as its completions have it."""

    status: Status
    disposition: str | None
    dispositions: frozenset[str]
    additions: frozenset[str]
    possible_dispositions: frozenset[str]
    possible_additions: frozenset[str]
    still_matters: frozenset[str]
    matters_for_disposition: frozenset[str]
    matters_for_additions: frozenset[str]


def completions(columns: Mapping[str, Sequence[object]], case: Facts) -> Iterator[Facts]:
    names = list(columns)
    for values in product(*([case[n]] if n in case else columns[n] for n in names)):
        yield dict(zip(names, values, strict=True))


def outcome(
    book: Rulebook,
    case: Facts,
    completion: Facts,
    answers: dict[tuple[object, ...], bool] | None = None,
) -> Outcome:
    """What one completion comes to; ``answers`` remembers what FEEL said before."""
    remembered = {} if answers is None else answers
    scope: dict[str, Value] = {each.name: each.default for each in book.interpretations}
    scope |= {name: from_python(value) for name, value in completion.items()}
    for fact in book.facts:
        scope[f"known {fact.name}"] = fact.name in case

    def true(condition: Expression) -> bool:
        key = (id(condition), *(completion.get(name) for name in mentioned(condition)))
        if key not in remembered:
            answer = run(_asking_the_case(condition), scope)
            assert isinstance(answer, bool)
            remembered[key] = answer
        return remembered[key]

    if book.scope is not None and not true(book.scope.condition):
        return Status.OUTSIDE, frozenset(), frozenset()
    rules = {rule.label: rule for rule in book.rules}

    def holds(label: str) -> bool:
        if not true(rules[label].condition):
            return False
        return not any(
            holds(other.label)
            for other in book.rules
            for each in other.exceptions_to
            if each.rule == label and (each.reading is None or true(each.reading))
        )

    holding = [rule for rule in book.rules if holds(rule.label)]
    main = frozenset(rule.disposition for rule in holding if rule.disposition)
    beside = frozenset(rule.addition for rule in holding if rule.addition)
    by_count = {0: Status.SILENT, 1: Status.DECIDED}
    return by_count.get(len(main), Status.CONFLICT), main, beside


def _asking_the_case(condition: Expression) -> Expression:
    """The condition with ``is known(fact)`` as a name that the case has a value for."""
    from decretal.decide.trees import with_parts

    def change(node: object) -> object:
        match node:
            case Invocation(
                function=Name(name="is known" | "is unknown" as asked), arguments=(argument,)
            ):
                assert isinstance(argument.value, Name)
                known = Name(f"known {argument.value.name}")
                if asked == "is known":
                    return known
                return Invocation(Name("not"), (Argument(known),))
            case _:
                return with_parts(node, change)  # type: ignore[type-var, arg-type]

    return change(condition)  # type: ignore[return-value]


def whole(book: Rulebook, columns: Mapping[str, Sequence[object]], case: Facts) -> Whole:
    """The answer for a case, out of all its completions."""
    names = list(columns)
    answers: dict[tuple[object, ...], bool] = {}
    outcomes = {
        tuple(completion[name] for name in names): outcome(book, case, completion, answers)
        for completion in completions(columns, case)
    }
    found = set(outcomes.values())
    statuses = {status for status, _, _ in found}
    led_to = {main for _, main, _ in found}
    status = statuses.pop() if len(statuses) == 1 else Status.UNDETERMINED
    if status is Status.DECIDED and len(led_to) > 1:
        status = Status.UNDETERMINED
    settled = status in (Status.DECIDED, Status.CONFLICT)
    always = frozenset.intersection(*led_to) if settled else frozenset[str]()
    added = {beside for _, _, beside in found}
    additions = frozenset.intersection(*added)

    def matters(part: slice) -> frozenset[str]:
        differing: set[str] = set()
        for place, name in enumerate(names):
            if name in case:
                continue
            seen: dict[tuple[object, ...], object] = {}
            for values, result in outcomes.items():
                others = values[:place] + values[place + 1 :]
                if seen.setdefault(others, result[part]) != result[part]:
                    differing.add(name)
        return frozenset(differing)

    return Whole(
        status=status,
        disposition=next(iter(always)) if status is Status.DECIDED else None,
        dispositions=always,
        additions=additions,
        possible_dispositions=frozenset().union(*led_to),
        possible_additions=frozenset().union(*added) - additions,
        still_matters=matters(slice(0, 3)),
        matters_for_disposition=matters(slice(0, 2)),
        matters_for_additions=matters(slice(2, 3)),
    )


def kleene(condition: Expression, book: Rulebook, case: Facts) -> Value:
    """What FEEL says of a condition when the facts that the case does not have are unknown."""
    scope: dict[str, Value] = {each.name: each.default for each in book.interpretations}
    for fact in book.facts:
        value = case.get(fact.name)
        scope[fact.name] = UNKNOWN if value is None else from_python(value)
    return run(condition, scope)
