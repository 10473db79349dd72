"""The whole tree of errors, each with a stable code.

Every error says where, what was found, what was expected and what to do next.
``docs/errors.md`` lists the codes; a test holds that list and this module
together. Codes: E1xx the expression language, E2xx its types, E3xx rulebooks,
E4xx case files, E5xx files and commands. Codes that begin with W are findings
that do not stop anything.
"""

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
        super().__init__(f"{len(self.errors)} errors")

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


# E1xx: the expression language (feel/parse, feel/mistakes) ------------------


class FeelSyntaxError(DecretalError):
    """The words do not form a FEEL expression."""

    code = "E101"


class TooDeepError(FeelSyntaxError):
    """The expression is nested deeper, or is longer, than the reader accepts."""

    code = "E102"


class FeelValueError(DecretalError):
    """A Python value for which FEEL has no kind."""

    code = "E110"


# E2xx: types of expressions (feel/check) ------------------------------------


class FeelTypeError(DecretalError):
    """An expression that has a value of the wrong kind; the root of E2xx."""

    code = "E200"


# E33x: rulebooks that cannot be decided (decide) ------------------------------


class CannotCutError(DecretalError):
    """A condition that does not cut the values of its facts into finitely many classes."""

    code = "E330"


class NoTruthValueError(DecretalError):
    """A condition that is neither true nor false for some values of its facts."""

    code = "E331"


class TooManyCombinationsError(DecretalError):
    """Conditions that interlock in more ways than the engine can hold."""

    code = "E332"
