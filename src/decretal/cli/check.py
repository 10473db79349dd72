"""``decretal check``: is a rulebook sound, are its examples right, is its source covered?"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, get_args

import typer

from decretal.cli import options
from decretal.cli.plain import one_line
from decretal.errors import DecretalError, SeveralErrors

if TYPE_CHECKING:
    from decretal.decide.engine import Engine
    from decretal.nodes import rules
    from decretal.rulebook import Coverage
    from decretal.rulebook.accounts import Misquotation

_LONGEST_WORDS: Final = 100


def run(
    rulebook: options.Rulebook,
    *,
    source: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The text that the rulebook encodes.",
            readable=False,
            show_default=False,
        ),
    ] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text, to read, or json.")] = "text",
) -> int:
    """Check a rulebook.

    It is read, its names are resolved, its conditions are type-checked, and it is
    compiled. The case files beside it (case*.csv and so on) are decided and compared
    with what they expect. With --source, every sentence of the source is accounted
    for, and every quotation is looked up. The exit status is 1 if an example fails, a
    sentence is unaccounted for or a quotation is wrong.
    """
    from decretal.decide.engine import Engine
    from decretal.rulebook import coverage, inspect, read_rulebook
    from decretal.rulebook.read import find, read_source

    form = options.one_of("--format", format, ("text", "json"))
    read = read_rulebook(rulebook)
    engine = Engine(read)
    report = _Report(
        name=read.name,
        title=read.title,
        counts=_counts(read),
        warnings=tuple(map(str, inspect(read))),
        examples=tuple(_examples(engine, find(rulebook).parent)),
        source=None if source is None else str(source),
        coverage=None if source is None else coverage(read, read_source(source)),
    )
    if form == "json":
        sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(one_line(line) + "\n" for line in report.lines())
    return 1 if report.findings else 0


def _counts(rulebook: rules.Rulebook) -> dict[str, int]:
    counts = {"provisions": len(rulebook.provisions), "facts": len(rulebook.facts)}
    counts |= {"rules": len(rulebook.rules), "acts": len(rulebook.acts)}
    for norm in rulebook.norms:
        name = f"{norm.operator.value}s"
        counts[name] = counts.get(name, 0) + 1
    return counts | {
        "interpretations": len(rulebook.interpretations),
        "authorities": len(rulebook.authorities),
    }


@dataclass(frozen=True, slots=True)
class _Examples:
    """The examples of one case file, and what was wrong with them."""

    file: str
    count: int
    problems: tuple[str, ...] = ()


def _examples(engine: Engine, folder: Path) -> Iterator[_Examples]:
    from decretal.cases.formats.opening import ENDINGS

    for path in sorted(folder.glob("case*")):
        if path.suffix.lower() in ENDINGS and ".rejects" not in path.suffixes:
            yield _examples_in(engine, path)


def _examples_in(engine: Engine, path: Path) -> _Examples:
    from decretal.cases.read import read_cases
    from decretal.cases.rejects import Rejected
    from decretal.decide import mismatches

    count = 0
    problems: list[str] = []
    try:
        with read_cases(engine.rulebook, path) as reader:
            for entry in reader:
                if isinstance(entry, Rejected):
                    problems.append(str(entry))
                else:
                    count += entry.expected is not None
                    problems += map(str, mismatches(engine, [entry]))
    except SeveralErrors as errors:
        problems += map(str, errors.errors)
    except DecretalError as error:
        problems.append(str(error))
    return _Examples(str(path), count, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Report:
    """All that was found out about a rulebook."""

    name: str
    title: str
    counts: Mapping[str, int]
    warnings: tuple[str, ...] = ()
    examples: tuple[_Examples, ...] = ()
    source: str | None = None
    coverage: Coverage | None = None

    @property
    def findings(self) -> int:
        """How much there is to put right."""
        wrong = sum(len(file.problems) for file in self.examples)
        if self.coverage is not None:
            wrong += len(self.coverage.unaccounted) + len(self.coverage.misquotations)
        return wrong

    def lines(self) -> Iterator[str]:
        """The report as text."""
        yield f"{self.name}: {self.title}"
        yield ", ".join(_many(count, name) for name, count in self.counts.items()) + "."
        if self.warnings:
            yield ""
            yield f"{_many(len(self.warnings), 'warnings')}:"
            yield from (f"  {warning}" for warning in self.warnings)
        for file in self.examples:
            yield ""
            said = "as expected" if not file.problems else f"{len(file.problems)} not as expected"
            yield f"{file.file}: {_many(file.count, 'examples')}, {said}."
            yield from (f"  {problem}" for problem in file.problems)
        if self.coverage is not None:
            yield ""
            yield from _coverage_lines(self.source or "", self.coverage)
        yield ""
        yield f"{_many(self.findings, 'findings')}." if self.findings else "All is well."

    def to_dict(self) -> dict[str, object]:
        """The report as data for JSON."""
        data: dict[str, object] = {
            "rulebook": self.name,
            "title": self.title,
            "counts": dict(self.counts),
            "warnings": list(self.warnings),
            "examples": [
                {"file": file.file, "count": file.count, "problems": list(file.problems)}
                for file in self.examples
            ],
            "findings": self.findings,
        }
        if self.coverage is not None:
            data["coverage"] = _coverage_data(self.source or "", self.coverage)
        return data


def _coverage_lines(source: str, coverage: Coverage) -> Iterator[str]:
    from decretal.rulebook.accounts import Standing

    counts = ", ".join(f"{coverage.count(each)} {each}" for each in get_args(Standing))
    yield f"{source}: {_many(len(coverage.accounts), 'sentences')}: {counts}."
    for account in coverage.accounts:
        yield f"  {account.sentence.place:6} {account.standing}: {_shown(account.sentence.words)}"
        for what in (*account.by, *account.reasons):
            yield f"           {what}"
    if coverage.misquotations:
        yield ""
        yield f"{_many(len(coverage.misquotations), 'quotations')} not in the source:"
        yield from (f"  {_said(each)}" for each in coverage.misquotations)


def _said(wrong: Misquotation) -> str:
    said = f"{wrong.place} {wrong.message}" if wrong.place else wrong.message
    if wrong.elsewhere:
        return f"{said} It stands at {', '.join(wrong.elsewhere)}."
    return f'{said} Did you mean "{wrong.nearest}"?' if wrong.nearest else said


def _coverage_data(source: str, coverage: Coverage) -> dict[str, object]:
    return {
        "source": source,
        "sentences": [
            {
                "place": account.sentence.place,
                "words": account.sentence.words,
                "standing": account.standing,
                "by": list(account.by),
                "reasons": list(account.reasons),
            }
            for account in coverage.accounts
        ],
        "misquotations": [
            {
                "place": str(wrong.place) if wrong.place else None,
                "cited": wrong.cited,
                "words": wrong.words,
                "message": wrong.message,
                "elsewhere": list(wrong.elsewhere),
                "nearest": wrong.nearest,
            }
            for wrong in coverage.misquotations
        ],
    }


def _shown(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_WORDS else plain[: _LONGEST_WORDS - 1] + "…"


def _many(count: int, what: str) -> str:
    one = {"authorities": "authority"}.get(what, what.removesuffix("s"))
    return f"{count:,} {one if count == 1 else what}"
