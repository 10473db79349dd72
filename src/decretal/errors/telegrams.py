"""Errors of telegrams, and of drafts of them: E7xx (``registry``)."""

from __future__ import annotations

from decretal.errors.root import DecretalError


class TelegramError(DecretalError):
    """A telegram that cannot be read; the root of E7xx."""

    code = "E700"


class EmptyTelegramError(TelegramError):
    """A file with nothing in it."""

    code = "E701"


class NotATelegramError(TelegramError):
    """A file that is no text, or in an encoding that cannot be told."""

    code = "E702"


class TelegramTooBigError(TelegramError):
    """A file with far more bytes than a telegram has."""

    code = "E703"


class TelegramFormatError(TelegramError):
    """A file of TEI or JSON that is not as telegrams are written in it, or not safe to read."""

    code = "E710"


class AlteredTextError(TelegramError):
    """A text that does not have the hash that is stated of it."""

    code = "E711"


class DraftError(TelegramError):
    """A draft of a telegram that does not say what it must."""

    code = "E712"


class ReadsOtherwiseError(TelegramError):
    """A draft that, once written, would be read otherwise than it was meant."""

    code = "E713"
