"""What is written about a box, file by file.

Owns the files of the folder of results. Each appears under its name once it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Literal

from decretal.cases.write import Output, unwritable, whole_file
from decretal.errors import OverwriteError
from decretal.registry.as_data import as_data
from decretal.registry.box.box import Box, read_box
from decretal.registry.box.overview import overview
from decretal.registry.formats import catalogue
from decretal.registry.formats.cmif import CmifWriter
from decretal.registry.formats.json import to_json
from decretal.registry.formats.tei import to_tei
from decretal.registry.telegram import Finding, TelegramReading

CATALOGUE: Final = "catalogue.csv"
TELEGRAMS: Final = "telegrams.jsonl"
CMIF: Final = "cmif.xml"
FINDINGS: Final = "findings.csv"
FAILURES: Final = "not-read.csv"
NETWORK: Final = "network.csv"
OVERVIEW: Final = "overview.html"


Each = Literal["tei", "json"]
"""A format in which each telegram of a box is a file of its own."""
_LONGEST: Final = 200


def write_box(
    folder: Path,
    into: Path,
    *,
    each: Each | None = None,
    report: Callable[[int, float | None], None] | None = None,
) -> Box:
    """Read the telegrams of a folder, and write about them into another one.

    With ``each``, every telegram is written in that format as well, into a folder of that
    name, under the path that its file has in the box.
    """
    if into.resolve() == folder.resolve() or folder.resolve() in into.resolve().parents:
        raise OverwriteError(
            f"{into} is in the folder that is read.", advice="Write into a folder outside of it."
        )
    box = Box(folder)
    try:
        into.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise OverwriteError(
            f"{into} is no folder.", advice="Give a folder for what is written about the telegrams."
        ) from None
    except OSError as error:
        raise unwritable(into, error) from None
    with ExitStack() as stack:
        described = stack.enter_context(Output(into / CATALOGUE, catalogue.COLUMNS))
        found = stack.enter_context(
            Output(into / FINDINGS, ("file", "line", "column", "code", "message"))
        )
        lines = stack.enter_context(whole_file(into / TELEGRAMS))
        letters = stack.enter_context(
            CmifWriter(
                stack.enter_context(whole_file(into / CMIF)), title=f"Telegrams in {folder.name}"
            )
        )
        for reading in read_box(box, report=report):
            described.write(catalogue.row(reading))
            data = json.dumps(as_data(reading), ensure_ascii=False)
            lines.write(data.encode("utf-8", "replace") + b"\n")
            letters.write(reading)
            if each is not None:
                _write_one(reading, folder, into, each)
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
    with whole_file(into / OVERVIEW) as stream:
        stream.write(overview(box, together).encode("utf-8", "replace"))
    return box


def _write_one(reading: TelegramReading, folder: Path, into: Path, each: Each) -> None:
    inside = Path(reading.source.name).relative_to(folder)
    ending = {"tei": ".xml", "json": ".json"}[each]
    path = into / each / inside.with_name(_file_name(inside.name) + ending)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error) from None
    data = to_tei(reading) if each == "tei" else to_json(reading).encode("utf-8", "replace")
    with whole_file(path) as stream:
        stream.write(data)


def _file_name(name: str) -> str:
    """The name, or if with an ending it could be too long for a file, its beginning and a hash."""
    raw = os.fsencode(name)
    if len(raw) <= _LONGEST:
        return name
    return raw[:_LONGEST].decode("utf-8", "ignore") + "-" + hashlib.sha256(raw).hexdigest()[:8]


def _row(finding: Finding) -> tuple[object, ...]:
    line, column = finding.span.line, finding.span.column
    return finding.span.text.name, line, column, finding.code, finding.message
