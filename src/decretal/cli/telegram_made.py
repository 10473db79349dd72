"""What ``decretal telegram`` makes: an edition page, a telegram, what is known of a box."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from decretal.cli.plain import one_line
from decretal.cli.progress import reported
from decretal.errors import CommandError, OverwriteError

if TYPE_CHECKING:
    from typing import TextIO

    from decretal.registry.box import Box
    from decretal.registry.box.files import Each
    from decretal.registry.telegram import TelegramReading

_MOST_SAID = 10


def put(output: Path | None, content: str | bytes, *, source: Path) -> None:
    """Write to a file, which appears once it is whole, or to standard output."""
    if output is None:
        if isinstance(content, bytes):
            raise CommandError("A PDF needs a file.", advice="Give one with --output.")
        sys.stdout.write(content)
        return
    from decretal.cases.write import unwritable, whole_file

    try:
        same = output.exists() and source.exists() and output.samefile(source)
    except OSError as error:
        raise unwritable(output, error) from None
    if same:
        raise OverwriteError(
            f"{output} is what is read.", advice="Give another file with --output."
        )
    with whole_file(output) as stream:
        stream.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))


def reading_of(file: Path) -> TelegramReading:
    """The telegram in a file: read, or as it was read before it was exported as TEI or JSON."""
    from decretal.registry.formats.exported import from_exported
    from decretal.registry.read import read_bytes
    from decretal.registry.read.opening import raw_bytes

    name, raw = raw_bytes(file)
    return from_exported(name, raw) or read_bytes(raw, name=name)


def edition(file: Path, output: Path | None) -> int:
    """The edition page of a telegram."""
    from decretal.registry.formats.edition import edition as page_of

    reading = reading_of(file)
    put(output, page_of(reading), source=file)
    return 1 if reading.findings else 0


def write(file: Path, output: Path | None) -> int:
    """A telegram in the form of the period, from a draft."""
    from decretal.registry.write import write_text
    from decretal.registry.write.from_file import draft_of_file

    draft = draft_of_file(file)
    if output is not None and output.suffix.lower() == ".pdf":
        from decretal.registry.write.pdf import write_pdf

        today = datetime.combine(datetime.now(UTC).date(), time(), UTC)
        put(output, write_pdf(draft, made=today), source=file)
    else:
        put(output, write_text(draft), source=file)
    return 0


def box(folder: Path, output: Path | None, form: str) -> int:
    """A folder of telegrams: read, counted, and where a folder is given, written about."""
    from decretal.registry.as_data import as_data
    from decretal.registry.box import Box, read_box, write_box

    if output is None and form == "tei":
        raise CommandError(
            "A folder of telegrams is a file of TEI for each.",
            advice="Give a folder for them with --output.",
        )
    each: Each | None = "tei" if form == "tei" else "json" if form == "json" else None
    with reported("Reading", "telegrams") as report:
        if output is not None:
            found = write_box(folder, output, each=each, report=report)
        else:
            found = Box(folder)
            for reading in read_box(found, report=report):
                if form == "json":
                    line = json.dumps(as_data(reading), ensure_ascii=False)
                    sys.stdout.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")
    _say(found, output, to=sys.stderr if output is None and form == "json" else sys.stdout)
    return 1 if found.failures or found.findings or found.together() else 0


def _say(box: Box, output: Path | None, *, to: TextIO) -> None:
    from decretal.registry.check.kinds import KINDS

    names = {name for sender, receiver, _ in box.letters for name in (sender, receiver)}
    lines = [
        f"{_counted(box.telegrams, 'telegram')}, {_counted(len(names), 'name')},"
        f" {box.undated:,} without a year, {_counted(len(box.failures), 'file')} not read,"
        f" {box.left_alone:,} left alone."
    ]
    together = box.together()
    counts = box.findings.copy()
    counts.update(each.code for each in together)
    lines += [f"  {code}  {count:6,}  {KINDS[code]}" for code, count in sorted(counts.items())]
    lines += [f"  {each}" for each in together[:_MOST_SAID]]
    if len(together) > _MOST_SAID:
        lines.append(f"  and {len(together) - _MOST_SAID:,} more of the telegrams together.")
    if output is not None:
        lines.append(f"{output} has the catalogue, the findings and an overview to look at.")
    to.writelines(one_line(line) + "\n" for line in lines)
    for failure in box.failures[:_MOST_SAID]:
        sys.stderr.write(one_line(str(failure.error)) + "\n")
    if len(box.failures) > _MOST_SAID:
        sys.stderr.write(f"And {len(box.failures) - _MOST_SAID:,} more files are not read.\n")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
