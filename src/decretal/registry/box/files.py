"""What is written about a box, file by file.

Owns the files of the folder of results. Each appears under its name once it is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from decretal.cases.write import Output, unwritable
from decretal.errors import OverwriteError
from decretal.registry.as_data import as_data
from decretal.registry.box.box import Box, read_box
from decretal.registry.box.overview import overview
from decretal.registry.formats import catalogue
from decretal.registry.formats.cmif import CmifWriter
from decretal.registry.telegram import Finding

CATALOGUE: Final = "catalogue.csv"
TELEGRAMS: Final = "telegrams.jsonl"
CMIF: Final = "cmif.xml"
FINDINGS: Final = "findings.csv"
FAILURES: Final = "not-read.csv"
NETWORK: Final = "network.csv"
OVERVIEW: Final = "overview.html"


def write_box(
    folder: Path, into: Path, *, report: Callable[[int, float | None], None] | None = None
) -> Box:
    """Read the telegrams of a folder, and write about them into another one."""
    if into.resolve() == folder.resolve() or folder.resolve() in into.resolve().parents:
        raise OverwriteError(
            f"{into} is in the folder that is read.", advice="Write into a folder outside of it."
        )
    box = Box(folder)
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(into, error) from None
    with ExitStack() as stack:
        described = stack.enter_context(Output(into / CATALOGUE, catalogue.COLUMNS))
        found = stack.enter_context(
            Output(into / FINDINGS, ("file", "line", "column", "code", "message"))
        )
        lines = stack.enter_context(_whole(into / TELEGRAMS))
        letters = stack.enter_context(
            CmifWriter(
                stack.enter_context(_whole(into / CMIF)), title=f"Telegrams in {folder.name}"
            )
        )
        for reading in read_box(box, report=report):
            described.write(catalogue.row(reading))
            data = json.dumps(as_data(reading), ensure_ascii=False)
            lines.write(data.encode("utf-8", "replace") + b"\n")
            letters.write(reading)
            for finding in reading.findings:
                found.write(_row(finding))
        together = box.together()
        for finding in together:
            found.write(_row(finding))
    with Output(into / FAILURES, ("file", "code", "message")) as output:
        for failure in box.failures:
            output.write((str(failure.path), failure.error.code, failure.error.message))
    with Output(into / NETWORK, ("from", "to", "as", "telegrams")) as output:
        for (sender, receiver, kind), count in sorted(
            box.letters.items(), key=lambda item: (-item[1], item[0])
        ):
            output.write((sender, receiver, kind.replace("_", " "), count))
    with _whole(into / OVERVIEW) as stream:
        stream.write(overview(box, together).encode("utf-8", "replace"))
    return box


def _row(finding: Finding) -> tuple[object, ...]:
    line, column = finding.span.line, finding.span.column
    return finding.span.text.name, line, column, finding.code, finding.message


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name once it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
