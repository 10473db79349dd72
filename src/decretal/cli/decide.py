"""``decretal decide``: every case of a file under a rulebook."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from os.path import realpath
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Annotated, Final, Protocol

import typer

from decretal.cli import options
from decretal.cli.plain import one_line
from decretal.errors import CommandError, OverwriteError

if TYPE_CHECKING:
    from decretal.cases.formats.opening import Format
    from decretal.cases.read import CaseReader
    from decretal.cases.rejects import Rejected
    from decretal.cases.write import Output, RejectsFile, RowWriter
    from decretal.decide.decision import Decision
    from decretal.decide.duties import Duty

COLUMNS: Final = ("case", "status", "disposition", "additions", "provisions", "still_matters")
DUTY_COLUMNS: Final = ("duties", "forbidden", "permitted")
_LISTS: Final = ("additions", "provisions", "still_matters", *DUTY_COLUMNS)
_MOST_SAID: Final = 5


def run(
    rulebook: options.Rulebook,
    cases: options.Cases,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the decisions to this file; its ending says in which format.",
            readable=False,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="The format of the output: csv, xlsx, json, jsonl or parquet.",
            show_default=False,
        ),
    ] = None,
    as_of: options.AsOf = None,
    choose: options.Choose = None,
    acts: options.Acts = None,
    keep: options.Keep = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where rows go that cannot be read. By default beside the output,"
            " or beside the case file where there is none.",
            readable=False,
            show_default=False,
        ),
    ] = None,
    input_format: options.InputFormat = None,
) -> int:
    """Decide the cases in a file under a rulebook.

    Without --output or --format the decisions are shown as a table. A row that
    cannot be read is written to a file of rejects and counted, and the exit status
    is 1; all other rows are decided.
    """
    from decretal.cases.formats.opening import format_named
    from decretal.cases.read import read_cases
    from decretal.cases.rejects import Rejected
    from decretal.cases.write import RejectsFile
    from decretal.cli.progress import shown
    from decretal.decide.engine import Engine
    from decretal.rulebook import read_rulebook

    choices, day = options.chosen(choose), options.day(as_of)
    as_format = format_named(format) if format else None
    to_file = None if output is None or str(output) == "-" else output
    if output is not None and to_file is None and as_format is None:
        raise CommandError(
            "--output - writes to standard output, in which format?",
            advice="Say so with --format, or leave out both to see a table.",
        )
    engine = Engine(read_rulebook(rulebook), choices=choices, as_of=day)
    rejected_to = rejects or _beside(to_file, cases)
    _refuse_to_overwrite(to_file, rejected_to, [cases, acts, rulebook, rulebook / "rulebook.md"])
    reader = read_cases(
        engine.rulebook,
        cases,
        format=input_format,
        acts=acts,
        keep=keep or (),
        with_expected=False,
    )
    tally = _Tally()
    with closing(reader), ExitStack() as stack:
        sink = _sink(stack, reader, to_file, as_format)
        rejects_file = stack.enter_context(
            RejectsFile(rejected_to, format=as_format if to_file and not rejects else None)
        )
        for entry in shown(reader, reader.fraction, quietly=to_file is None and _is_read()):
            if isinstance(entry, Rejected):
                rejects_file.add(entry)
                tally.reject(entry)
            else:
                decision = engine.decide(entry)
                sink.write(decision, entry.kept)
                tally.count(decision)
        sink.close()
    tally.tell(reader, rejects_file, to_file)
    return 1 if rejects_file.count else 0


def _is_read() -> bool:
    """Whether somebody reads standard output as it comes: a terminal, a pager, a program."""
    try:
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return True


def _beside(output: Path | None, cases: Path) -> Path:
    """Where rejected rows go: beside the output, or else beside the case file."""
    from decretal.cases.formats.opening import ENDINGS

    beside = output or cases
    if str(beside) == "-":
        return Path("rejects.csv")
    known = output is not None or beside.suffix.lower() in ENDINGS
    return beside.parent / f"{beside.stem}.rejects{beside.suffix if known else '.csv'}"


def _refuse_to_overwrite(
    output: Path | None, rejects: Path, sources: Sequence[Path | None]
) -> None:
    read = {realpath(source) for source in sources if source is not None and str(source) != "-"}
    for made in (output, rejects):
        if made is not None and realpath(made) in read:
            raise OverwriteError(
                f"{made} would be overwritten, and it is read from.",
                advice="Give the output another name.",
            )
    if output is not None and realpath(output) == realpath(rejects):
        raise OverwriteError(
            f"{output} cannot hold both the decisions and the rejected rows.",
            advice="Give --rejects another name.",
        )


class _Sink(Protocol):
    """Where decisions go."""

    def write(self, decision: Decision, kept: Mapping[str, object]) -> None: ...

    def close(self) -> None: ...


def _sink(
    stack: ExitStack, reader: CaseReader, output: Path | None, format: Format | None
) -> _Sink:
    from decretal.cases.formats.opening import format_by_ending
    from decretal.cases.write import Output, writer_of

    if output is None and format is None:
        return _Table(reader)
    duties = DUTY_COLUMNS if reader.has_acts else ()
    columns = (*COLUMNS, *duties, *_kept_columns(reader))
    lists = [column for column in columns if column in _LISTS]
    if output is None:
        assert format is not None
        _refuse_a_terminal(format)
        return _Printed(writer_of(format, sys.stdout.buffer, columns, lists), reader, format)
    file = stack.enter_context(Output(output, columns, format=format, lists=lists))
    return _Rows(file, reader, format or format_by_ending(output))


def _kept_columns(reader: CaseReader) -> list[str]:
    """The columns that are carried along; our own names are not taken twice."""
    ours = {*COLUMNS, *DUTY_COLUMNS}
    return [f"{name} (in the file)" if name in ours else name for name in reader.kept]


def _refuse_a_terminal(format: Format) -> None:
    if format in ("xlsx", "parquet") and sys.stdout.isatty():
        raise CommandError(
            f"A terminal cannot show {format}.", advice="Write it to a file with --output."
        )


class _Rows:
    """Decisions as rows of a file, which is closed by whoever opened it."""

    def __init__(self, writer: RowWriter | Output, reader: CaseReader, format: Format) -> None:
        self._writer = writer
        self._kept = reader.kept
        self._with_duties = reader.has_acts
        self._of_duty = _as_data if format in ("json", "jsonl") else str

    def write(self, decision: Decision, kept: Mapping[str, object]) -> None:
        cells = _cells(decision)
        if self._with_duties:
            for duties in (decision.open_duties, decision.forbidden, decision.permitted):
                cells.append([self._of_duty(duty) for duty in duties])
        cells += (kept.get(name) for name in self._kept)
        self._writer.write(cells)

    def close(self) -> None:
        """Nothing is left to write."""


class _Printed(_Rows):
    """Decisions as rows on standard output."""

    def __init__(self, writer: RowWriter, reader: CaseReader, format: Format) -> None:
        super().__init__(writer, reader, format)
        self._ending = writer.close

    def close(self) -> None:
        self._ending()
        sys.stdout.buffer.flush()


def _as_data(duty: Duty) -> object:
    return duty.to_dict()


class _Table:
    """Decisions as a table to look at, with what is to be done below it."""

    def __init__(self, reader: CaseReader) -> None:
        from decretal.cli.tables import ShownTable

        self._kept = reader.kept
        self._table = ShownTable((*COLUMNS, *_kept_columns(reader)))

    def write(self, decision: Decision, kept: Mapping[str, object]) -> None:
        from decretal.cli.tables import duty_lines

        cells = [*_cells(decision), *(kept.get(name) for name in self._kept)]
        self._table.write(cells, duty_lines(decision))

    def close(self) -> None:
        self._table.close()


def _cells(decision: Decision) -> list[object]:
    return [
        decision.case,
        decision.status.value,
        "; ".join(decision.dispositions) or None,
        list(decision.additions),
        list(decision.provisions),
        list(decision.still_matters),
    ]


class _Tally:
    """What is told at the end: how many of each, and what was wrong."""

    def __init__(self) -> None:
        self._statuses: Counter[str] = Counter()
        self._rejected: list[str] = []
        self._notes: list[str] = []
        self._noted = 0
        self.with_duties = 0

    def count(self, decision: Decision) -> None:
        self._statuses[decision.status.value] += 1
        if decision.duties is not None:
            self.with_duties += 1
        self._noted += len(decision.notes)
        if len(self._notes) < _MOST_SAID:
            self._notes += (f"{decision.case}: {note}" for note in decision.notes)

    def reject(self, rejected: Rejected) -> None:
        if len(self._rejected) < _MOST_SAID:
            self._rejected.append(str(rejected))

    def tell(self, reader: CaseReader, rejects: RejectsFile, output: Path | None) -> None:
        """Say on standard error what came out."""
        from decretal.nodes.rules import Status

        found = [
            f"{self._statuses[status.value]:,} {status.value}"
            for status in Status
            if self._statuses[status.value]
        ]
        lines = [f"{_many(reader.cases, 'case')}{': ' if found else ''}{', '.join(found)}."]
        if output is not None:
            lines[0] += f" They stand in {output}."
        if self._noted:
            lines += _some(self._notes, self._noted, f"{_many(self._noted, 'note')}:")
        if reader.blank:
            lines.append(f"{_many(reader.blank, 'blank row')} passed over.")
        if self.with_duties and not reader.has_acts:
            lines.append(
                "Acts appear for the first time late in the file: duties are left out."
                " Move a case with acts to its beginning."
            )
        if rejects.count:
            what = f"{_many(reader.rejected, 'row')} rejected"
            if reader.stray_acts:
                what += f", and {_many(reader.stray_acts, 'row')} of acts"
            what += f"; what was wrong stands in {rejects.path}:"
            lines += _some(self._rejected, rejects.count, what)
        sys.stdout.flush()
        sys.stderr.write("".join(one_line(line) + "\n" for line in lines))


def _some(said: Sequence[str], count: int, heading: str) -> list[str]:
    shown = said[:_MOST_SAID]
    more = [f"  and {count - len(shown):,} more"] if count > len(shown) else []
    return [heading, *(f"  {line}" for line in shown), *more]


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
