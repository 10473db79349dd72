"""A rulebook from a file: its text read, and everything that is wrong said at once."""

from __future__ import annotations

import codecs
from pathlib import Path

from decretal.errors import (
    DecretalError,
    MisplacedError,
    MissingKeyError,
    NoSuchFileError,
    NotARulebookError,
    RulebookError,
    SeveralErrors,
    UndeclaredError,
    UnknownNameError,
    UnreadableFileError,
    YamlError,
)
from decretal.nodes.rules import Rulebook
from decretal.rulebook.build import build
from decretal.rulebook.entries import outline
from decretal.source import Span, Text

FILE_NAME = "rulebook.md"
LONGEST = 2_000_000
"""How many characters a rulebook may have."""
MOST_ERRORS = 50
"""How many errors are reported; after so many, one reads the others later."""
_ENOUGH = 4 * MOST_ERRORS


class _EnoughErrors(Exception):
    """So much is wrong that reading on helps nobody."""


def read_rulebook(source: str | Path | Text) -> Rulebook:
    """The rulebook in a file, in the ``rulebook.md`` of a folder, or in a text at hand.

    Raises SeveralErrors with everything that is wrong with it, in reading order,
    and NoSuchFileError, UnreadableFileError or NotARulebookError where there is
    nothing to read.
    """
    text = source if isinstance(source, Text) else read_text(find(source))
    _refuse_what_is_no_text(text.content, text.name)
    if not text.content.strip():
        raise NotARulebookError(
            "This rulebook is empty.",
            place=text.span(0, 0),
            advice="Begin with a heading and a block ```yaml that says `directive: its name`.",
        )
    errors: list[DecretalError] = []

    def fault(error: DecretalError) -> None:
        errors.append(error)
        if len(errors) >= _ENOUGH:
            raise _EnoughErrors

    lost = False
    try:
        found = outline(text, fault)
        lost = any(isinstance(error, _LOSES_A_BLOCK) for error in errors)
        whole = build(text, found, fault)
    except _EnoughErrors:
        raise SeveralErrors(_in_reading_order(errors, some_left=True)) from None
    if lost:
        errors = [error for error in errors if not _may_stand_in_what_is_lost(error)]
    if errors:
        raise SeveralErrors(_in_reading_order(errors))
    return whole


_LOSES_A_BLOCK = (YamlError, MisplacedError)
"""The errors for which a whole block is not read."""


def _may_stand_in_what_is_lost(error: DecretalError) -> bool:
    """Whether an error may only say that something is declared in a block that was not read."""
    match error:
        case UndeclaredError() | UnknownNameError():
            return not error.advice.startswith(("Did you mean", "Write"))
        case MissingKeyError():
            # That there is no directive is said of the file as a whole.
            return isinstance(error.place, Span) and error.place.end == 0
        case _:
            return False


def find(path: str | Path) -> Path:
    """The file of a rulebook, given the file or the folder in which it stands."""
    path = Path(path)
    try:
        if not path.is_dir():
            return path
        inside = path / FILE_NAME
        if inside.exists():
            return inside
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None
    raise NoSuchFileError(
        f"The folder {path} holds no {FILE_NAME}.",
        advice="Name the rulebook's file, or a folder that has one.",
    )


def read_text(path: Path) -> Text:
    """A file's text, with its name as it was given; line ends become single ones."""
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(4 * LONGEST + 1)
    except FileNotFoundError:
        raise NoSuchFileError(f"There is no file {name}.", advice="Check the name.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFileError(
            f"{name} cannot be read: {reason}.",
            advice="Check that it is a file, and that you may read it.",
        ) from None
    if len(content) > 4 * LONGEST:
        raise _too_long(name)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotARulebookError(f"{name} is text in UTF-16.", advice="Save it as UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotARulebookError(
            f"{name} is not text in UTF-8: byte {error.start + 1:,} is not.",
            advice="Is it the right file? If so, save it as UTF-8.",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_what_is_no_text(text, name)
    return Text(name, text)


def read_source(path: Path) -> Text:
    """The text that a rulebook encodes; an empty one accounts for nothing."""
    text = read_text(path)
    if not text.content.strip():
        raise NotARulebookError(
            f"{text.name} is empty, and no source.",
            advice="Give the file that holds the text which the rulebook encodes.",
        )
    return text


def _refuse_what_is_no_text(content: str, name: str) -> None:
    if len(content) > LONGEST:
        raise _too_long(name)
    if "\0" in content:
        raise NotARulebookError(
            f"{name} is no text: it holds a NUL character.", advice="Is it the right file?"
        )


def _too_long(name: str) -> NotARulebookError:
    return NotARulebookError(
        f"{name} is longer than the {LONGEST:,} characters that a text may have here.",
        advice="Is it the right file?",
    )


def _in_reading_order(
    errors: list[DecretalError], *, some_left: bool = False
) -> list[DecretalError]:
    def position(error: DecretalError) -> tuple[int, int]:
        place = error.place
        return (place.start, place.end) if isinstance(place, Span) else (0, 0)

    # The same mistake can be met on two ways; one line of it is enough.
    found = list({str(error): error for error in sorted(errors, key=position)}.values())
    left = len(found) - MOST_ERRORS
    if left <= 0 and not some_left:
        return found
    shown = found[:MOST_ERRORS]
    how_many = "There are more errors" if some_left or left < 1 else f"There are {left} more errors"
    end = RulebookError(f"{how_many} in this rulebook.", advice="Correct these first.")
    return [*shown, end]
