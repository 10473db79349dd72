"""What becomes of an error: one clear line, an exit status, never a traceback.

A fault of Decretal's own is told in one line too; with DECRETAL_TRACEBACK set it
shows where it arose.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from decretal.cli import COMMANDS
from decretal.cli.plain import plain
from decretal.errors import (
    CommandError,
    DecretalError,
    FileError,
    SeveralErrors,
    TooBigError,
    UnforeseenError,
    UnwritableFileError,
)

WRONG = 2
INTERRUPTED = 130


def status_of(error: BaseException, arguments: Sequence[str]) -> int:
    """Say what went wrong on standard error, and return the exit status for it."""
    try:
        return _said(error, arguments)
    finally:
        _leave_nothing_to_flush()


def _said(error: BaseException, arguments: Sequence[str]) -> int:
    match error:
        case SystemExit():
            raise error
        case BrokenPipeError():
            # Whoever read our output, such as head, has seen enough.
            return 0
        case KeyboardInterrupt():
            _say("Interrupted.")
            return INTERRUPTED
        case SeveralErrors():
            for one in error.errors:
                _say(str(one))
            return WRONG
        case DecretalError():
            _say(str(error))
            return WRONG
        case _:
            if "DECRETAL_TRACEBACK" in os.environ:
                raise error
            _say(str(_told(error, arguments)))
            return WRONG


def _told(error: BaseException, arguments: Sequence[str]) -> DecretalError:
    # Typer's errors share no class that all of its versions have.
    if (message := getattr(error, "format_message", None)) is not None:
        command = f"decretal {arguments[0]}" if arguments[0] in COMMANDS else "decretal"
        said = " ".join(str(message()).split())
        said += "" if said.endswith((".", "?", "!")) else "."
        return CommandError(said, advice=f'"{command} --help" explains it.')
    match error:
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EIO):
            return UnwritableFileError(
                f"The output cannot be written: {(error.strerror or '').lower()}.",
                advice="Free some space, or choose another place with --output.",
            )
        case OSError():
            return FileError(f"{error.filename or 'A file'}: {error.strerror or error}.")
        case MemoryError():
            return TooBigError("There is not enough memory for this.")
        case RecursionError():
            return TooBigError("Something in the input is nested too deeply.")
        case _:
            return UnforeseenError(
                f"Decretal has a fault: {type(error).__name__}: {error}.",
                advice="Please report it, with what DECRETAL_TRACEBACK=1 shows.",
            )


def _leave_nothing_to_flush() -> None:
    """Python flushes what is left as it ends, and would complain: that goes nowhere."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    sys.stderr.write(plain(text) + "\n")
