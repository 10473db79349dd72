"""A rulebook from a file: its text read, and everything that is wrong said at once."""

from __future__ import annotations

from pathlib import Path

from decretal.errors import (
    DecretalError,
    NoSuchFileError,
    NotARulebookError,
    SeveralErrors,
    UnreadableFileError,
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


def read_rulebook(source: str | Path | Text) -> Rulebook:
    """The rulebook in a file, in the ``rulebook.md`` of a folder, or in a text at hand.

    Raises SeveralErrors with everything that is wrong with it, in reading order,
    and NoSuchFileError, UnreadableFileError or NotARulebookError where there is
    nothing to read.
    """
    text = source if isinstance(source, Text) else read_text(find(source))
    if not text.content.strip():
        raise NotARulebookError(
            "This rulebook is empty.",
            place=text.span(0, 0),
            advice="Begin with a heading and a block ```yaml that says `directive: its name`.",
        )
    errors: list[DecretalError] = []
    whole = build(text, outline(text, errors.append), errors.append)
    if errors:
        raise SeveralErrors(_in_reading_order(errors))
    return whole


def find(path: str | Path) -> Path:
    """The file of a rulebook, given the file or the folder in which it stands."""
    path = Path(path)
    if not path.is_dir():
        return path
    inside = path / FILE_NAME
    if inside.exists():
        return inside
    raise NoSuchFileError(
        f"The folder {path} holds no {FILE_NAME}.",
        advice="Name the rulebook's file, or a folder that has one.",
    )


def read_text(path: Path) -> Text:
    """A file's text, with its name as it was given; line ends become single ones."""
    try:
        with path.open("rb") as file:
            content = file.read(4 * LONGEST + 1)
    except FileNotFoundError:
        raise NoSuchFileError(f"There is no file {path}.", advice="Check the name.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFileError(f"{path} cannot be read: {reason}.") from None
    name = str(path)
    if len(content) > 4 * LONGEST:
        raise NotARulebookError(
            f"{name} is larger than a text of this kind may be ({LONGEST:,} characters).",
            advice="Is it the right file?",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotARulebookError(
            f"{name} is not text in UTF-8: byte {error.start + 1} is not.",
            advice="Is it the right file? If so, save it as UTF-8.",
        ) from None
    if len(text) > LONGEST or "\x00" in text:
        what = "holds a NUL character" if "\x00" in text else f"is over {LONGEST:,} characters long"
        raise NotARulebookError(f"{name} {what}.", advice="Is it the right file?")
    return Text(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def _in_reading_order(errors: list[DecretalError]) -> list[DecretalError]:
    def position(error: DecretalError) -> tuple[int, int]:
        place = error.place
        return (place.start, place.end) if isinstance(place, Span) else (0, 0)

    # The same mistake can be met on two ways; one line of it is enough.
    found = {str(error): error for error in sorted(errors, key=position)}
    return list(found.values())[:MOST_ERRORS]
