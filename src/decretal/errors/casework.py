"""What casework refuses: E6xx (``offices``, ``casework``)."""

from __future__ import annotations

from decretal.errors.root import DecretalError


class CaseworkError(DecretalError):
    """Something that casework refuses; the root of E6xx."""

    code = "E600"


class NoRightError(CaseworkError):
    """Something that the person, or the office, may not do."""

    code = "E601"


class FileChangedError(CaseworkError):
    """A file that has grown since it was seen."""

    code = "E602"


class ReturnRefusedError(CaseworkError):
    """A return, or a disclosure to the state of origin, in live mode."""

    code = "E603"


class NotReadyError(CaseworkError):
    """Something whose preconditions are not met; the message names them."""

    code = "E604"


class EntryError(CaseworkError):
    """An entry that is not as it should be: a value, a date, an act, a field."""

    code = "E605"


class BrokenChainError(CaseworkError):
    """A chain of entries that does not hold."""

    code = "E606"


class BackupError(CaseworkError):
    """A backup that is not whole, or that does not fit where it is restored."""

    code = "E608"


class StorageError(CaseworkError):
    """A database that is gone, or cannot write."""

    code = "E609"


class DeploymentError(CaseworkError):
    """A deployment that does not say, or says wrongly, what it is."""

    code = "E607"


class PaperError(CaseworkError):
    """A paper that cannot be drawn up or set."""

    code = "E620"


class MissingTypeError(PaperError):
    """The type with Chinese and Korean characters is not installed."""

    code = "E621"


class SignInError(CaseworkError):
    """Somebody who is not signed in, or has to wait before trying again."""

    code = "E630"


class UnreadableRequestError(CaseworkError):
    """A request that is too big, or is not written as it has to be."""

    code = "E631"


class KeyUsedError(CaseworkError):
    """A request whose key was used before, for something else."""

    code = "E632"


class UnseenError(CaseworkError):
    """A request that does not say which state of the file it rests on."""

    code = "E633"
