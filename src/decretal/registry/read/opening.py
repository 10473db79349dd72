"""Opening the file of a telegram: its bytes, or why there are none.

Owns what can be said before a character is decoded: no such file, a folder, a picture,
too much. Decoding is left to ``encoding``.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from decretal.errors import (
    EmptyTelegramError,
    NoSuchFileError,
    NotATelegramError,
    TelegramTooBigError,
    UnreadableFileError,
)
from decretal.spelling import closest

LARGEST: Final = 32_000_000
"""No telegram has a tenth of this many bytes; a file that has more is something else."""
MOST_LINES: Final = 200_000
"""Nor has one a tenth of this many lines."""

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", "a ZIP archive, as files of Word and Excel are"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\xd0\xcf\x11\xe0", "a file of Word or Excel from before 2007"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

_BEGINNING: Final = 1_024
# What they mark up would be read as words of the telegram.
_MARKUP: Final[tuple[tuple[bytes, str], ...]] = (
    (b"<!doctype html", "a page of HTML"),
    (b"<html", "a page of HTML"),
    (b"<?xml", "a document of XML"),
    (b"<!doctype", "a document of XML"),
    (b"<tei", "a document of XML"),
)


def raw_bytes(where: Path) -> tuple[str, bytes]:
    """The name and the bytes of a file, or of the standard input for ``-``."""
    if str(where) == "-":
        if sys.stdin is None:
            raise UnreadableFileError(
                "Standard input is closed.", advice="Give a file, or send one in."
            )
        return "standard input", sys.stdin.buffer.read(LARGEST + 1)
    try:
        with where.open("rb") as stream:
            return str(where), stream.read(LARGEST + 1)
    except FileNotFoundError:
        folder = where.parent
        near = (
            closest(where.name, (each.name for each in folder.iterdir()))
            if folder.is_dir()
            else None
        )
        advice = f"Did you mean {where.with_name(near)}?" if near else "Check the path."
        raise NoSuchFileError(f"There is no file {where}.", advice=advice) from None
    except IsADirectoryError:
        raise UnreadableFileError(
            f"{where} is a folder.", advice="Give a file in it that holds one telegram."
        ) from None
    except PermissionError:
        raise UnreadableFileError(
            f"{where} cannot be read: permission is denied.", advice="Ask for the permission."
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableFileError(f"{where} cannot be read: {reason}.") from None


def refuse_what_is_no_text(name: str, raw: bytes) -> None:
    """Raise an error for what is empty, too large, or says itself that it is no text."""
    if len(raw) > LARGEST:
        raise TelegramTooBigError(
            f"{name} has more than {LARGEST:,} bytes, which no telegram has.",
            advice="Give a file that holds one telegram.",
        )
    if raw.count(b"\n") > MOST_LINES or raw.count(b"\r") > MOST_LINES:
        raise TelegramTooBigError(
            f"{name} has more than {MOST_LINES:,} lines, which no telegram has.",
            advice="Give a file that holds one telegram.",
        )
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0b\x0c"):
        raise EmptyTelegramError(
            f"{name} is empty.", advice="Give a file that holds the text of a telegram."
        )
    start = raw[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for opening, kind in _MARKUP:
        if start.startswith(opening):
            raise NotATelegramError(
                f"{name} is {kind}, and not a text.",
                advice="Save the words of the telegram as plain text, and give that file.",
            )
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise NotATelegramError(
                f"{name} is {kind}, and not a text.",
                advice="Save the words of the telegram as plain text, and give that file.",
            )
