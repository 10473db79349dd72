"""``decretal telegram``: what stands in a telegram, where, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from decretal.cli import options
from decretal.cli.plain import one_line
from decretal.errors import CommandError

if TYPE_CHECKING:
    from decretal.registry.telegram import TelegramReading
    from decretal.source import Span

_LONGEST = 96


def run(
    action: Annotated[
        str,
        typer.Argument(
            metavar="read|edition|write",
            help="read: find what stands in it; edition: make a page of its text and apparatus;"
            " write: make a telegram of a draft.",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The text of a telegram, or what was exported of one as TEI or JSON; - is"
            " standard input. A folder of telegrams to read. The draft to write, as YAML or JSON.",
            readable=False,
            show_default=False,
        ),
    ],
    *,
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="text, to read, json, or tei. For a folder, json is one telegram a line; with"
            " --output, json and tei write a file for each telegram as well.",
        ),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to this file, or for a folder of telegrams into this folder.",
            readable=False,
            show_default=False,
        ),
    ] = None,
) -> int:
    """Read a telegram: its numbers, addressees, provisions, distribution, times.

    Everything that is found has its line and column. What is odd about the telegram is
    listed last; nothing in it is corrected. The exit status is 1 if there are findings.
    """
    from decretal.cli import telegram_made as made

    options.one_of("What to do", action, ("read", "edition", "write"))
    form = options.one_of("--format", format, ("text", "json", "tei"))
    if action != "read" and form != "text":
        raise CommandError(
            f"--format goes with read, and not with {action}.",
            advice="Leave it out; --output with a name in .pdf writes a telegram on paper."
            if action == "write"
            else "Leave it out: an edition is a page of HTML.",
        )
    if action == "edition":
        return made.edition(file, output)
    if action == "write":
        return made.write(file, output)
    if file.is_dir():
        return made.box(file, output, form)
    reading = made.reading_of(file)
    made.put(output, _shown(reading, form), source=file)
    return 1 if reading.findings else 0


def _shown(reading: TelegramReading, form: str) -> str:
    if form == "json":
        from decretal.registry.formats.json import to_json

        return to_json(reading)
    if form == "tei":
        from decretal.registry.formats.tei import to_tei

        return to_tei(reading).decode("utf-8") + "\n"
    return "".join(one_line(line) + "\n" for line in lines(reading))


def lines(reading: TelegramReading) -> Iterator[str]:
    """A reading as text: each element with its place, then the findings."""
    received = reading.received
    yield f"{reading.source.name}: {len(received.raw):,} bytes, {received.encoding}"
    yield f"sha-256 {received.sha256}"
    yield ""
    yield from _elements(reading)
    if reading.body:
        yield ""
        for provision in reading.body:
            yield _row(provision.span, provision.label or "-", provision.text)
    yield ""
    count = len(reading.findings)
    yield f"{count} finding{'' if count == 1 else 's'}{':' if count else '.'}"
    for finding in reading.findings:
        yield f"  {finding}"
        yield from (f"      {each}" for each in finding.readings)


def _elements(reading: TelegramReading) -> Iterator[str]:
    if reading.direction is not None:
        yield f"{'':8}{'direction':16}{reading.direction}"
    for name in ("heading", "classification"):
        yield from (_row(each.span, name, each.text) for each in getattr(reading, name))
    for name in ("precedence", "station"):
        if (words := getattr(reading, name)) is not None:
            yield _row(words.span, name, words.text)
    for number in reading.numbers:
        yield _row(number.span, f"{number.role} no.", number.text)
    if reading.subject is not None:
        yield _row(reading.subject.span, "subject", reading.subject.text)
    for name in ("to", "copied", "reporting_to"):
        shown = name.replace("_", " ")
        yield from (_row(each.span, shown, each.text) for each in getattr(reading, name))
    for answered in reading.answers:
        yield _row(answered.span, "answers", answered.text)
    for name in ("issuer", "signature", "dateline"):
        if (words := getattr(reading, name)) is not None:
            yield _row(words.span, name, words.text)
    if reading.date is not None:
        yield _row(reading.date.span, "date", f"{reading.date.iso} ({reading.date.text})")
    for entry in reading.distribution:
        count = "no count" if entry.copies is None else f"{entry.copies}"
        yield _row(entry.span, "distribution", f"{entry.name}: {count}")
    for name in ("retained", "total"):
        if (found := getattr(reading, name)) is not None:
            yield _row(found.span, name, f"{found.count} ({found.text})")
    for time in reading.times:
        said = [str(time.kind)]
        if time.date is not None:
            said.append(time.date)
        elif time.day is not None:
            said.append(f"day {time.day}, no month")
        said += [each for each in (time.time, time.by and f"by {time.by}") if each]
        yield _row(time.span, "time", ", ".join(said))
    for name in ("stamps", "notes", "unread"):
        shown = {"stamps": "stamp", "notes": "note", "unread": "not read"}[name]
        yield from (_row(each.span, shown, each.text) for each in getattr(reading, name))
    if reading.source_note is not None:
        yield _row(reading.source_note.span, "source note", reading.source_note.text)


def _row(span: Span, name: str, text: str) -> str:
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{f'{span.line}:{span.column}':8}{name:16}{shown}"
