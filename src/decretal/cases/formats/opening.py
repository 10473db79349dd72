"""Opening a case file: where it is, what kind of file it is, how its text is encoded.

Owns what is found out before the first row is read, so that a picture, a folder
or noise is refused at once. Reading rows is left to the module of each format.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, Literal, TypeAlias, get_args

from decretal.errors import (
    EmptyCaseFileError,
    EncodingError,
    NoSuchFileError,
    UnknownFormatError,
    UnreadableFileError,
    WrongKindError,
)
from decretal.spelling import closest, quoted

Format: TypeAlias = Literal["csv", "xlsx", "json", "jsonl", "parquet"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

ENDINGS: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a ZIP archive, as Excel files are"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "a file of Excel or Word from before 2007"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

_HEAD: Final = 65_536
_LONGEST_LINE: Final = 1_000_000
# What stands in binary files and in no text: control characters other than white space.
_NOT_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class Opened:
    """A file that was opened, with its first bytes looked at."""

    def __init__(self, name: str, stream: BinaryIO, head: bytes, size: int | None) -> None:
        self.name = name
        self.stream = stream
        self.head = head
        self._size = size
        self._text: io.TextIOWrapper | None = None

    def fraction(self) -> float | None:
        """How much of the file has been read, where its size is known."""
        if not self._size or self.stream.closed:
            return None
        return min(1.0, self.stream.tell() / self._size)

    def close(self) -> None:
        """Close the file."""
        (self._text or self.stream).close()

    def seekable(self) -> BinaryIO:
        """The file as one that can be read in any order, copied if need be."""
        if self.stream.seekable():
            return self.stream
        copy = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
        while block := self.stream.read(1 << 20):
            copy.write(block)
        copy.seek(0)
        self.stream.close()
        self.stream = copy
        return self.stream

    def kind(self) -> str | None:
        """What the first bytes say the file is, if they say anything."""
        for signature, kind in _SIGNATURES:
            if self.head.startswith(signature):
                return kind
        return None

    def text(self) -> io.TextIOWrapper:
        """The file as text, once its first bytes have proved to be text."""
        encoding = self._encoding()
        # A broken byte far into the file spoils its row, not the run.
        errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
        self._text = io.TextIOWrapper(self.stream, encoding=encoding, errors=errors, newline="")
        return self._text

    def _encoding(self) -> str:
        if (kind := self.kind()) is not None:
            raise WrongKindError(
                f"{self.name} is {kind}, and not a text.",
                advice="Give the file that holds the cases, or say what it is with --input-format.",
            )
        if self.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            if not self.head.startswith(codecs.BOM_UTF32_LE):
                return "utf-16"
        elif not _NOT_TEXT.search(self.head):
            self._check_utf8()
            return "utf-8-sig"
        elif 4 * self.head.count(0) > len(self.head):
            raise EncodingError(
                f"{self.name} is not UTF-8: many of its bytes are NUL.",
                advice="If it is UTF-16 or UTF-32, save it as UTF-8.",
            )
        raise WrongKindError(
            f"{self.name} is not a text: it holds bytes that stand in no text.",
            advice="Give a CSV, Excel, JSON, JSON lines or Parquet file.",
        )

    def _check_utf8(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(self.head, final=len(self.head) < _HEAD)
        except UnicodeDecodeError as error:
            line = self.head.count(b"\n", 0, error.start) + 1
            raise EncodingError(
                f"{self.name} is not UTF-8: line {line} holds the byte"
                f" 0x{self.head[error.start]:02X}.",
                advice='Save it as UTF-8 (Excel calls it "CSV UTF-8"), or as an Excel file.',
            ) from None


def open_file(where: str | Path | BinaryIO) -> Opened:
    """Open a file, the standard input for ``-``, or take an open binary stream."""
    if isinstance(where, str | Path):
        if str(where) == "-":
            if sys.stdin is None:
                raise UnreadableFileError(
                    "Standard input is closed.", advice="Give a file, or send one in."
                )
            return _opened("standard input", sys.stdin.buffer, None)
        path = Path(where)
        try:
            stream = path.open("rb")
        except OSError as error:
            raise _cannot_open(path, error) from None
        size = os.fstat(stream.fileno()).st_size
        return _opened(str(path), stream, size)
    return _opened(str(getattr(where, "name", "the stream")), where, None)


def _opened(name: str, stream: BinaryIO, size: int | None) -> Opened:
    try:
        head = stream.read(_HEAD)
    except OSError as error:
        stream.close()
        raise _cannot_open(Path(name), error) from None
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        stream.close()
        raise EmptyCaseFileError(
            f"{name} is empty.", advice="A case file has a header and one row for each case."
        )
    if stream.seekable():
        stream.seek(0)
        return Opened(name, stream, head, size)
    return Opened(name, io.BufferedReader(_Replayed(head, stream)), head, None)


class _Replayed(io.RawIOBase):
    """A stream that cannot go back, with what was already read of it put first."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        part = bytes(self._head[: len(into)]) if self._head else self._stream.read(len(into))
        self._head = self._head[len(part) :]
        into[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _names_in(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []


def _cannot_open(path: Path, error: OSError) -> NoSuchFileError | UnreadableFileError:
    match error:
        case FileNotFoundError():
            near = closest(path.name, _names_in(path.parent))
            advice = f"Did you mean {path.with_name(near)}?" if near else "Check the path."
            return NoSuchFileError(f"There is no file {path}.", advice=advice)
        case IsADirectoryError():
            return UnreadableFileError(
                f"{path} is a folder.", advice="Give the file in it that holds the cases."
            )
        case PermissionError():
            return UnreadableFileError(
                f"{path} cannot be read: permission is denied.", advice="Ask for the permission."
            )
        case _:
            reason = (error.strerror or str(error)).lower()
            return UnreadableFileError(f"{path} cannot be read: {reason}.")


def format_of(opened: Opened, path: Path | None, asked: str | None) -> Format:
    """The format asked for, or that of the file's ending, or what the content looks like."""
    if asked is not None:
        return format_named(asked)
    if path is not None and (by_ending := ENDINGS.get(path.suffix.lower())):
        return by_ending
    kind = opened.kind() or ""
    if kind.startswith("a ZIP"):
        return "xlsx"
    if kind == "a Parquet file":
        return "parquet"
    text = opened.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"["):
        return "json"
    if text.startswith(b"{"):
        first = text.split(b"\n", 1)[0].rstrip()
        return "jsonl" if first.endswith(b"}") and b'"cases"' not in first else "json"
    return "csv"


def format_named(name: str) -> Format:
    """The format of that name."""
    for known in FORMATS:
        if name.lower() == known:
            return known
    raise UnknownFormatError(
        f'"{name}" is not a format of case files.', advice=f"There are {quoted(FORMATS, 'and')}."
    )


def format_by_ending(path: Path) -> Format:
    """The format that a file name's ending stands for."""
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        what = f'ends in "{path.suffix}"' if path.suffix else "has no ending"
        raise UnknownFormatError(
            f"{path} {what}, which is no format of case files.",
            advice=f"End it in {quoted('.' + name for name in FORMATS)}, or say which it is.",
        )
    return found


def lines_of(text: io.TextIOWrapper) -> Iterator[tuple[str, bool]]:
    """The lines of a text, and whether each is whole: an endless one is cut and passed over."""
    while line := text.readline(_LONGEST_LINE):
        whole = len(line) < _LONGEST_LINE or line.endswith(("\n", "\r"))
        yield line, whole
        if not whole:
            rest = line
            while rest and not rest.endswith(("\n", "\r")):
                rest = text.readline(_LONGEST_LINE)


def spoilt(line: str) -> str | None:
    """What makes a line of text unreadable, if anything does."""
    if "\x00" in line:
        return "text without NUL bytes"
    if not line.isascii() and any("\udc80" <= c <= "\udcff" or c == "\ufffd" for c in line):
        return "text in the encoding of the file"
    return None
