"""Errors in case files and their rows: E4xx (``cases``)."""

from __future__ import annotations

from decretal.errors.root import DecretalError


class CaseFileError(DecretalError):
    """A case file that cannot be read; the root of E4xx."""

    code = "E400"


class UnknownColumnError(CaseFileError):
    """A column that matches no fact."""

    code = "E401"


class SameColumnError(CaseFileError):
    """Two columns that mean the same thing."""

    code = "E402"


class NoCaseColumnError(CaseFileError):
    """No column holds the name or number of the case."""

    code = "E403"


class EmptyCaseFileError(CaseFileError):
    """A case file with nothing in it."""

    code = "E404"


class WrongKindError(CaseFileError):
    """A file that is not of the format that it is read as."""

    code = "E405"


class EncodingError(CaseFileError):
    """A text in another encoding than UTF-8 or, with its mark, UTF-16."""

    code = "E406"


class TooBigError(CaseFileError):
    """A line, a record or a nesting beyond what the reader accepts."""

    code = "E407"


class WrongShapeError(CaseFileError):
    """A JSON file that is malformed, or holds something else than cases."""

    code = "E408"


class RowError(CaseFileError):
    """A row that cannot be read and is rejected; the root of E42x."""

    code = "E420"


class MissingIdError(RowError):
    """A row without the name or number of its case."""

    code = "E421"


class RepeatedIdError(RowError):
    """A second row for the same case."""

    code = "E422"


class NotAllowedError(RowError):
    """A value that its fact does not allow."""

    code = "E423"


class OutOfBoundsError(RowError):
    """A number or a date outside the bounds of its fact."""

    code = "E424"


class RecordedActError(RowError):
    """An act that the rulebook does not know, or that is recorded incompletely."""

    code = "E425"


class ExpectedOutcomeError(RowError):
    """An expected outcome that the rulebook does not know."""

    code = "E426"


class MalformedRowError(RowError):
    """A row that is not one: cut short, badly quoted, not a record."""

    code = "E427"
