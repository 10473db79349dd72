"""Reading the files of a folder, and what is kept of each while the others are read.

Owns which files are telegrams, and that of a telegram no text is kept: its numbers, what
it answers, its date, who wrote to whom and how often what is odd.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from decretal.errors import (
    DecretalError,
    NoSuchFileError,
    UnforeseenError,
    UnreadableFileError,
)
from decretal.registry.check import check_together
from decretal.registry.read import read_telegram
from decretal.registry.telegram import Answered, Finding, Received, TelegramReading, Words
from decretal.source import Span, Text

NOT_TELEGRAMS: Final = frozenset({".json", ".jsonl", ".xml", ".csv", ".html", ".yaml", ".yml"})
"""Endings of files that say something of telegrams, and are none."""
_FARTHEST: Final = 1_000
"""Beyond this column a place is kept by its line alone."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: Path
    error: DecretalError


@dataclass
class Box:
    """What is known of a box after, or while, its telegrams are read."""

    folder: Path
    telegrams: int = 0
    left_alone: int = 0
    failures: list[Failure] = field(default_factory=list)
    findings: Counter[str] = field(default_factory=Counter)
    """How many findings of each code there are in the telegrams themselves."""
    letters: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How often who wrote to whom, and as what: to, copied, reporting to."""
    dates: Counter[str] = field(default_factory=Counter)
    """How many telegrams there are of each month, such as 1961-11."""
    undated: int = 0
    _kept: list[TelegramReading] = field(default_factory=list)
    _together: tuple[int, list[Finding]] | None = None

    def add(self, reading: TelegramReading) -> None:
        """Count a telegram, and keep of it what the others are held against."""
        self.telegrams += 1
        self.findings.update(finding.code for finding in reading.findings)
        if reading.issuer is not None:
            for kind in ("to", "copied", "reporting_to"):
                for name in getattr(reading, kind):
                    self.letters[reading.issuer.text, name.text, kind] += 1
        if reading.date is not None and reading.date.year is not None:
            self.dates[reading.date.iso[:7]] += 1
        else:
            self.undated += 1
        self._kept.append(_kept(reading))

    def together(self) -> list[Finding]:
        """What is odd about the telegrams as one registry, in the order of their files."""
        if self._together is None or self._together[0] != self.telegrams:
            places = {each.source.name: at for at, each in enumerate(self._kept)}

            def order(found: Finding) -> tuple[str, int, int, int]:
                name = found.span.text.name
                return found.code, places[name], found.span.line, found.span.column

            self._together = self.telegrams, sorted(check_together(self._kept), key=order)
        return self._together[1]


def paths_of(folder: Path) -> tuple[list[Path], int, list[Failure]]:
    """The files of a folder, at any depth, in order; how many are left alone; what is none.

    No link to a folder is followed, so that no file is read twice, and none without end.
    """
    if not folder.exists():
        raise NoSuchFileError(f"There is no folder {folder}.", advice="Check the path.")
    if not folder.is_dir():
        raise UnreadableFileError(f"{folder} is no folder.", advice="Give a folder of telegrams.")
    found: list[Path] = []
    failures: list[Failure] = []
    left = 0

    def closed(error: OSError) -> None:
        path = Path(error.filename or folder)
        failures.append(_no_file(path, f"cannot be opened: {(error.strerror or '').lower()}"))

    for where, folders, names in os.walk(folder, onerror=closed):
        here = Path(where)
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (here / name).is_symlink()]
        failures += [_no_file(here / name, "is a link to a folder") for name in links]
        for name in names:
            path = here / name
            if name.startswith(".") or path.suffix.lower() in NOT_TELEGRAMS:
                left += 1
            elif (what := _what_is_no_file(path)) is not None:
                failures.append(_no_file(path, what))
            else:
                found.append(path)
    return sorted(found), left, sorted(failures, key=lambda each: each.path)


def _what_is_no_file(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link to nothing"
    except OSError as error:
        return f"cannot be opened: {(error.strerror or str(error)).lower()}"
    return None if stat.S_ISREG(mode) else "is no file, but a pipe, a socket or a device"


def _no_file(path: Path, what: str) -> Failure:
    error = UnreadableFileError(f"{path} {what}.", advice="Put the file itself into the box.")
    return Failure(path, error)


def read_box(
    box: Box, *, report: Callable[[int, float | None], None] | None = None
) -> Iterator[TelegramReading]:
    """The telegrams of a box, one by one; ``report`` is told how many are done."""
    paths, box.left_alone, failures = paths_of(box.folder)
    box.failures += failures
    for done, path in enumerate(paths, start=1):
        try:
            reading = read_telegram(path)
        except DecretalError as error:
            box.failures.append(Failure(path, error))
        except Exception as error:  # a fault of the reader in one file stops no box
            said = (
                f"{path} cannot be read, by a fault of Decretal: {type(error).__name__}: {error}."
            )
            advice = "Please report it, with the file if it may be given away."
            box.failures.append(Failure(path, UnforeseenError(said, advice=advice)))
        else:
            box.add(reading)
            yield reading
        if report is not None:
            report(done, done / len(paths))


def _kept(reading: TelegramReading) -> TelegramReading:
    """A telegram without its text: what others are held against, each at its place."""
    name = reading.source.name
    source = Text(name, "")
    # Of these the words alone count; the same ones are kept once for all telegrams.
    nowhere = Span(source, 0, 0)
    line = reading.dateline
    return TelegramReading(
        source=source,
        received=Received(b"", reading.received.sha256, reading.received.encoding),
        numbers=tuple(replace(each, span=_place(name, each.span)) for each in reading.numbers),
        date=None if reading.date is None else replace(reading.date, span=nowhere),
        answers=tuple(_answered(name, each) for each in reading.answers),
        heading=tuple(_words(each, nowhere) for each in reading.heading[:1]),
        issuer=None if reading.issuer is None else _words(reading.issuer, nowhere),
        signature=None if reading.signature is None else _words(reading.signature, nowhere),
        dateline=None if line is None else replace(line, text="", date=None, span=nowhere),
    )


def _words(words: Words, span: Span) -> Words:
    return replace(words, text=sys.intern(words.text), span=span)


def _answered(name: str, answered: Answered) -> Answered:
    span = _place(name, answered.span)
    date, number = answered.date, answered.number
    return replace(
        answered,
        span=span,
        date=None if date is None else replace(date, span=span),
        number=None if number is None else replace(number, span=span),
    )


def _place(name: str, span: Span) -> Span:
    """The same line and column of a text in which nothing stands."""
    line, column = span.text.position(span.start)
    if column > _FARTHEST:
        column = 1
    blank = "\n" * (line - 1) + " " * (column - 1)
    return Span(Text(name, blank), len(blank), len(blank))
