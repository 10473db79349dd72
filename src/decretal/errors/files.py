"""Errors of files and commands, and faults of our own: E5xx."""

from __future__ import annotations

from decretal.errors.root import DecretalError


class FileError(DecretalError):
    """A file that cannot be used; the root of E50x."""

    code = "E500"


class NoSuchFileError(FileError):
    """A file that is not there."""

    code = "E501"


class UnreadableFileError(FileError):
    """A file that is there and cannot be read: a folder, or one without permission."""

    code = "E502"


class UnwritableFileError(FileError):
    """A file that cannot be written."""

    code = "E503"


class OverwriteError(FileError):
    """An output that would overwrite what it is made from."""

    code = "E504"


class UnknownFormatError(FileError):
    """A format that cannot be told, or that Decretal does not have."""

    code = "E505"


class CommandError(DecretalError):
    """A command, an option or an argument that is not as it should be."""

    code = "E510"


class NoSuchCaseError(CommandError):
    """A case that is not in the file."""

    code = "E511"


class UnforeseenError(DecretalError):
    """Something that Decretal did not foresee: a fault of its own."""

    code = "E599"
