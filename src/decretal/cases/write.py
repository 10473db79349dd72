"""Writing rows to a file of any of the formats, whole or not at all.

Owns that a file appears under its name only once it is complete, and the file of
rejected rows. How each format writes a row is left to ``formats``.
"""

from __future__ import annotations

import errno
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, BinaryIO, Protocol, Self, TextIO, assert_never

from decretal.cases.formats.opening import Format, format_by_ending, format_named
from decretal.cases.rejects import REJECT_COLUMNS, Rejected
from decretal.cases.shown import compact
from decretal.errors import DecretalError, UnwritableFileError


class RowWriter(Protocol):
    """What writes rows in one format."""

    def write(self, cells: Iterable[object]) -> None:
        """Write a row, its cells in the order of the columns."""

    def close(self) -> None:
        """Write what ends the file; the stream stays open."""

    def abandon(self) -> None:
        """Give up; what was written so far is of no use."""


def writer_of(
    format: Format, stream: BinaryIO, columns: Sequence[str], lists: Iterable[str] = ()
) -> RowWriter:
    """A writer of rows to a binary stream; ``lists`` names the columns that hold lists."""
    match format:
        case "csv":
            from decretal.cases.formats import delimited

            return delimited.Writer(_text(stream), columns)
        case "json":
            from decretal.cases.formats import json_text

            return json_text.Writer(_text(stream), columns)
        case "jsonl":
            from decretal.cases.formats import json_text

            return json_text.LinesWriter(_text(stream), columns)
        case "xlsx":
            from decretal.cases.formats import excel

            return excel.Writer(stream, columns)
        case "parquet":
            from decretal.cases.formats import parquet

            return parquet.Writer(stream, columns, frozenset(lists))
        case other:
            assert_never(other)


def _text(stream: BinaryIO) -> TextIO:
    return _Text(stream, encoding="utf-8", errors="replace", newline="", write_through=True)


class _Text(io.TextIOWrapper):
    """Text that leaves its stream open when nobody needs it any more."""

    def __del__(self) -> None:
        if not self.closed:
            self.detach()


class Output:
    """A file that is written row by row, and replaces what stood there once it is whole.

    What is no regular file, such as a pipe, is written to directly.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str],
        *,
        format: str | None = None,
        lists: Iterable[str] = (),
    ) -> None:
        self.path = path
        self.format = format_named(format) if format else format_by_ending(path)
        try:
            if path.is_dir():
                raise IsADirectoryError
            self._whole = _where(path) if not path.exists() or path.is_file() else None
            name = f".{path.name}.{os.getpid()}.part"
            self._part = self._whole.with_name(name) if self._whole else path
            self._stream = self._part.open("wb")
        except OSError as error:
            raise unwritable(path, error) from None
        self._writer = writer_of(self.format, self._stream, columns, lists)

    def write(self, cells: Iterable[object]) -> None:
        """Write a row."""
        try:
            self._writer.write(cells)
        except OSError as error:
            raise unwritable(self.path, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._writer.close()
                self._stream.close()
                if self._whole is not None:
                    self._part.replace(self._whole)
            else:
                self._writer.abandon()
        except OSError as failure:
            raise unwritable(self.path, failure) from error
        finally:
            self._discard()

    def _discard(self) -> None:
        with suppress(OSError):  # what could not be written has been reported already
            self._stream.close()
        if self._whole is not None:
            self._part.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name once it is whole, behind all links to it.

    What is no regular file, such as a pipe or a device, is written to directly.
    """
    part = None
    try:
        if path.is_dir():
            raise IsADirectoryError
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        whole = _where(path)
        part = whole.with_name(f".{whole.name[:40]}.{os.getpid()}.part")
        with part.open("wb") as stream:
            yield stream
        part.replace(whole)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _where(path: Path) -> Path:
    """The file itself, behind all links to it."""
    whole = Path(os.path.realpath(path))
    if whole.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return whole


def unwritable(path: Path, error: OSError) -> DecretalError:
    """The error of a file that the system does not let us write."""
    match error:
        case IsADirectoryError():
            reason, advice = "it is a folder", "Give a file name in it."
        case FileNotFoundError():
            reason, advice = f"there is no folder {path.parent}", "Make the folder first."
        case PermissionError():
            reason, advice = "permission is denied", "Choose another place."
        case _:
            reason = (error.strerror or str(error)).lower()
            advice = "Free some space, or choose another place."
    return UnwritableFileError(f"{path} cannot be written: {reason}.", advice=advice)


class RejectsFile:
    """The rejected rows of a run, each with all that it holds and what was wrong with it.

    The file appears if there are any. Its columns are known only once the last
    row is: until then the rows wait in a temporary file.
    """

    def __init__(self, path: Path, *, format: str | None = None) -> None:
        self.path = path
        self.count = 0
        self._format = format_named(format) if format else format_by_ending(path)
        self._columns: dict[str, None] = dict.fromkeys(REJECT_COLUMNS)
        self._waiting: BinaryIO | None = None

    def add(self, rejected: Rejected) -> None:
        """Keep a rejected row."""
        if self._waiting is None:
            self._waiting = TemporaryFile()  # noqa: SIM115 - closed with the file itself
        self.count += 1
        row = rejected.line()
        self._columns.update(dict.fromkeys(row))
        self._waiting.write(compact(row).encode("utf-8", "replace") + b"\n")

    def _rows(self) -> Iterator[dict[str, object]]:
        if self._waiting is not None:
            self._waiting.seek(0)
            for line in self._waiting:
                yield json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._waiting is None:
            return
        with self._waiting:
            if error is None:
                columns = tuple(self._columns)
                with Output(self.path, columns, format=self._format) as output:
                    for row in self._rows():
                        output.write(row.get(name) for name in columns)
