"""What every error is: a message, advice, a place, a code; and several errors at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol


class Located(Protocol):
    """Something that can say where it stands, as ``name:line:column``."""

    def __str__(self) -> str: ...


class DecretalError(Exception):
    """The root of all errors that Decretal raises on purpose.

    ``message`` says what was found and what was expected, ``advice`` what to
    do next, ``place`` where (None if the error has no place in a text).
    """

    code: ClassVar[str] = "E000"

    def __init__(self, message: str, *, place: Located | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.advice = advice

    def __str__(self) -> str:
        where = f"{self.place} " if self.place is not None else ""
        then = f" {self.advice}" if self.advice else ""
        return f"{where}[{self.code}] {self.message}{then}"


class SeveralErrors(DecretalError):
    """Several errors, reported at once; ``errors`` holds them in reading order."""

    code = "E001"

    def __init__(self, errors: Sequence[DecretalError]) -> None:
        self.errors = tuple(errors)
        said = " ".join(error.message for error in self.errors[:3])
        super().__init__(
            f"{len(self.errors)} errors. {said}",
            advice=next((error.advice for error in self.errors if error.advice), ""),
        )

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)
