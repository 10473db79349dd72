"""``decretal explain``: why one case comes out as it does."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Final

import typer

from decretal.cli import options
from decretal.cli.plain import one_line, plain
from decretal.errors import NoSuchCaseError
from decretal.spelling import closest, fold, quoted

if TYPE_CHECKING:
    from decretal.cases.case import Case
    from decretal.cases.read import CaseReader
    from decretal.cases.rejects import Rejected

_MOST_REMEMBERED: Final = 10_000
_MOST_LISTED: Final = 10


def run(
    rulebook: options.Rulebook,
    cases: options.Cases,
    *,
    case: Annotated[
        str, typer.Option(metavar="ID", help="Which case to explain.", show_default=False)
    ],
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help="text, to read out, or json.")
    ] = "text",
    as_of: options.AsOf = None,
    choose: options.Choose = None,
    acts: options.Acts = None,
    keep: options.Keep = None,
    input_format: options.InputFormat = None,
) -> int:
    """Explain one case, provision by provision.

    It says what held, what would have held but for an exception, what failed and
    on which fact, and what to find out first.
    """
    from decretal.cases.read import read_cases
    from decretal.cases.rejects import Rejected
    from decretal.decide.engine import Engine
    from decretal.rulebook import read_rulebook

    choices, day = options.chosen(choose), options.day(as_of)
    form = options.one_of("--format", format, ("text", "json"))
    engine = Engine(read_rulebook(rulebook), choices=choices, as_of=day)
    reader = read_cases(
        engine.rulebook,
        cases,
        format=input_format,
        acts=acts,
        keep=keep or (),
        with_expected=False,
    )
    with closing(reader):
        found = _find(reader, case)
    if isinstance(found, Rejected):
        sys.stderr.write(one_line(f"{reader.name}, {found}") + "\n")
        return 1
    explanation = engine.explain(found)
    if form == "json":
        said = json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2)
    else:
        said = plain(explanation.text)
    sys.stdout.write(said.rstrip("\n") + "\n")
    return 0


def _find(reader: CaseReader, case: str) -> Case | Rejected:
    """The case of that name, or the only one whose name is spelt like it."""
    alike: list[Case | Rejected] = []
    names: list[str] = []
    for entry in reader:
        if entry.id == case:
            return entry
        if entry.id is not None:
            if fold(entry.id) == fold(case):
                alike.append(entry)
            if len(names) < _MOST_REMEMBERED:
                names.append(entry.id)
    if len(alike) == 1:
        return alike[0]
    meant = closest(case, names)
    listed = f"{'Its cases' if len(names) <= _MOST_LISTED else 'The first'} are"
    raise NoSuchCaseError(
        f'{reader.name} has no case "{case}".',
        advice=f'Did you mean "{meant}"?'
        if meant
        else f"{listed} {quoted(names[:_MOST_LISTED], 'and')}."
        if names
        else "It has no cases at all.",
    )
