"""FEEL held against cases of the DMN Technology Compatibility Kit.

``python -m bench.conformance CASES.jsonl`` evaluates every case of the file and
writes ``docs/conformance.md`` anew, failures included. The project holds none of
the kit's cases. One line of the file is one case::

    {"id": "folder/...", "expression": "1 + 1", "inputs": {"name": VALUE},
     "expected": VALUE, "error": false}

VALUE is ``{"t": type, "v": value}``, where the type is XML Schema's or ``list``,
``context`` or ``null``; ``error`` says that the standard wants an error reported.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from decretal.errors import DecretalError
from decretal.feel import Note, Value, evaluate, from_typed
from decretal.feel.comparison import identical
from decretal.feel.values import Context

PAGE = Path(__file__).parent.parent / "docs" / "conformance.md"
TOLERANCE = Decimal("1e-8")
_KINDS = {
    "dateTime": "date and time",
    **dict.fromkeys(("decimal", "double", "integer", "int", "float", "long"), "number"),
}
_NOT_IN_THE_CASE = re.compile(r'(?:Nothing is named|There is no type) "([^"]+)"')


@dataclass(slots=True)
class Tally:
    """How many of how many came out right, of one sort of case."""

    right: int = 0
    all: int = 0

    def count(self, is_right: bool) -> None:
        self.right += is_right
        self.all += 1

    def __str__(self) -> str:
        return f"{self.right}/{self.all}" if self.all else ""

    @property
    def percent(self) -> str:
        return f"{100 * self.right / self.all:.2f} %" if self.all else "no cases"


@dataclass(slots=True)
class Scores:
    """The three figures of the kit: cases that want a value, null, an error.

    ``whole`` counts those of the first that hold everything that they use.
    """

    values: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    nulls: Tally = field(default_factory=Tally)
    errors: Tally = field(default_factory=Tally)

    def count(self, case: Mapping[str, Any], is_right: bool, notes: tuple[Note, ...]) -> None:
        if case["expected"]["t"] == "null":
            self.nulls.count(is_right)
        else:
            self.values.count(is_right)
            if not any(_missing(notes)):
                self.whole.count(is_right)
        if case["error"]:
            self.errors.count(is_right and bool(notes))


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that came out otherwise, and the names that it uses but does not hold."""

    id: str
    missing: tuple[str, ...]


def run(cases: Iterable[Mapping[str, Any]]) -> tuple[Scores, dict[str, Scores], list[Failure]]:
    """The scores of all cases, those of each folder, and the failures."""
    total = Scores()
    folders: dict[str, Scores] = defaultdict(Scores)
    failures: list[Failure] = []
    for case in cases:
        value, notes = _answer(case)
        is_right = _same(value, _read(case["expected"]))
        for scores in (total, folders[case["id"].partition("/")[0]]):
            scores.count(case, is_right, notes)
        if not is_right:
            failures.append(Failure(case["id"], tuple(_missing(notes))))
    return total, dict(sorted(folders.items())), failures


def _answer(case: Mapping[str, Any]) -> tuple[Value, tuple[Note, ...]]:
    try:
        given = {name: _read(value) for name, value in case["inputs"].items()}
        result = evaluate(case["expression"], given)
    except DecretalError as mistake:
        return None, (Note(str(mistake)),)
    return result.value, result.notes


def _read(written: Mapping[str, Any]) -> Value:
    """The value of a case's own form, by way of typed JSON."""
    kind = written["t"]
    match kind:
        case "null":
            return None
        case "list":
            return [_read(item) for item in written["v"]]
        case "context":
            return Context((name, _read(item)) for name, item in written["v"].items())
        case _:
            return from_typed({"type": _KINDS.get(kind, kind), "value": written["v"]})


def _same(got: Value, wanted: Value) -> bool:
    """Whether the answer is the one expected; numbers within a hundred-millionth."""
    match got, wanted:
        case Decimal(), Decimal():
            return abs(got - wanted) <= TOLERANCE * max(Decimal(1), abs(wanted))
        case list(), list():
            return len(got) == len(wanted) and all(map(_same, got, wanted))
        case Context(), Context():
            return got.keys() == wanted.keys() and all(_same(got[k], wanted[k]) for k in got)
        case _:
            return identical(got, wanted)


def _missing(notes: Iterable[Note]) -> Iterator[str]:
    seen: set[str] = set()
    for note in notes:
        for name in _NOT_IN_THE_CASE.findall(note.message):
            if name not in seen:
                seen.add(name)
                yield name


def page(total: Scores, folders: Mapping[str, Scores], failures: list[Failure]) -> str:
    """The page, in Markdown."""
    lacking = sum(bool(failure.missing) for failure in failures)
    lines = [
        "# How FEEL conforms",
        "",
        "Decretal's FEEL is held against cases of the DMN Technology Compatibility Kit of the",
        "dmn-tck working group, compliance levels 2 and 3: those cases that need no more than an",
        "expression and its input. The project holds none of them. Given a file of cases,",
        "`python -m bench.conformance CASES.jsonl` writes this page anew.",
        "",
        "| figure | right | of all | what it counts |",
        "| --- | ---: | ---: | --- |",
        f"| values | {total.values} | {total.values.percent} | cases that expect a value |",
        f"| - of these | {total.whole} | {total.whole.percent} | those that hold every name and "
        "type that they use |",
        f"| nulls | {total.nulls} | {total.nulls.percent} | cases that expect null |",
        f"| errors | {total.errors} | {total.errors.percent} | cases in which the standard wants "
        "an error reported, answered null with one |",
        "",
        "Nearly half of the cases expect null, so an evaluator that always gives up looks good:",
        "the first figure is the one to quote.",
        "",
        f"## What fails: {len(failures)}",
        "",
        f"Of these, {lacking} use a function, a type or a result of the decision model around "
        "them, which",
        "the case itself does not hold: only the model could answer. What is missing is named "
        "beside",
        f"the case. {total.values.right - total.whole.right} more note such a name and come out "
        "right: some ask whether items have",
        "an entry that not all have, the others have",
        "[two conveniences](feel.md#where-the-standard-leaves-room) to thank, that a type which",
        "nobody declared counts as Any and that a list sorts without a function.",
        "",
        "| case | not in the case |",
        "| --- | --- |",
        *(f"| {f.id} | {', '.join(f.missing) or 'nothing is missing'} |" for f in failures),
        "",
        "## By folder",
        "",
        "| folder | values | nulls | errors |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {name} | {s.values} | {s.nulls} | {s.errors} |" for name, s in folders.items()),
        "",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Score the cases of a file and write the page."""
    if len(arguments) != 1:
        print("usage: python -m bench.conformance CASES.jsonl", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            total, folders, failures = run(json.loads(line) for line in file if line.strip())
    except (OSError, ValueError, KeyError) as mistake:
        print(f"{arguments[0]} is no file of cases: {mistake!r}", file=sys.stderr)
        return 2
    PAGE.write_text(page(total, folders, failures), encoding="utf-8")
    for name in ("values", "nulls", "errors"):
        tally = getattr(total, name)
        print(f"{name} {tally} {tally.percent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
