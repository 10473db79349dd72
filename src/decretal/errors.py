"""The whole tree of errors, each with a stable code.

Every error says where, what was found, what was expected and what to do next.
``docs/errors.md`` lists the codes; a test holds that list and this module
together. Codes: E1xx the expression language, E2xx its types, E3xx rulebooks,
E4xx case files, E5xx files and commands, E6xx casework, E7xx telegrams. Codes that
begin with W are findings that do not stop anything.
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


class UnlikeTypesError(FeelTypeError):
    """Two values are compared that are of unlike types."""

    code = "E201"


class UnknownNameError(FeelTypeError):
    """A name that nothing declares."""

    code = "E202"


class NotAllowedValueError(FeelTypeError):
    """A value that is not among those of a choice."""

    code = "E203"


class OperandTypeError(FeelTypeError):
    """An operator of arithmetic on types that it does not take."""

    code = "E204"


class NotBooleanError(FeelTypeError):
    """A value that is neither true nor false where a condition is wanted."""

    code = "E205"


class ArgumentCountError(FeelTypeError):
    """Too many or too few arguments for a function."""

    code = "E206"


class ArgumentTypeError(FeelTypeError):
    """An argument of a type that the function does not take."""

    code = "E207"


class UnknownArgumentError(FeelTypeError):
    """A named argument that is none of the function's parameters."""

    code = "E208"


class NotAFunctionError(FeelTypeError):
    """Something is invoked that is no function."""

    code = "E209"


class UnknownPropertyError(FeelTypeError):
    """A path to a property or entry that the value does not have."""

    code = "E210"


class UnknownTypeError(FeelTypeError):
    """A type that has no such name."""

    code = "E211"


class UnexpectedTypeError(FeelTypeError):
    """An expression whose type is not the one that is wanted of it."""

    code = "E212"


class NoOrderError(FeelTypeError):
    """An order is asked of values that have none."""

    code = "E213"


class NotIterableError(FeelTypeError):
    """An iteration over something that is no list or range."""

    code = "E214"


class NoSuchMomentError(FeelTypeError):
    """A literal of a date, time or duration that denotes none."""

    code = "E215"


class NeverNullError(FeelTypeError):
    """A name is compared with null, and its values are never null."""

    code = "E216"


# E3xx: rulebooks (rulebook) ----------------------------------------------------


class RulebookError(DecretalError):
    """A rulebook that does not say what it must; the root of E300 to E329."""

    code = "E300"


class NotARulebookError(RulebookError):
    """The file is no rulebook, or no source: it is empty, too large, or not text."""

    code = "E301"


class YamlError(RulebookError):
    """A block is not well-formed, or uses YAML that a rulebook has no use for."""

    code = "E302"


class UnknownKindError(RulebookError):
    """A block begins with a key that names no kind of block."""

    code = "E303"


class UnknownKeyError(RulebookError):
    """A block has a key that its kind does not have."""

    code = "E304"


class MissingKeyError(RulebookError):
    """A block lacks what its kind must say."""

    code = "E305"


class WrongEntryError(RulebookError):
    """A key holds something of another form than it must."""

    code = "E306"


class DeclaredTwiceError(RulebookError):
    """Two things of a rulebook have one name."""

    code = "E307"


class ReservedNameError(RulebookError):
    """A fact or interpretation is named like a word of the expression language."""

    code = "E308"


class UndeclaredError(RulebookError):
    """A rulebook speaks of a thing that it does not declare."""

    code = "E309"


class CircularExceptionError(RulebookError):
    """Rules are, by way of each other, exceptions to themselves."""

    code = "E310"


class AmbiguousRuleError(RulebookError):
    """A label stands for a rule and for a provision with other rules."""

    code = "E311"


class CircularHierarchyError(RulebookError):
    """An authority stands, by way of others, under itself."""

    code = "E312"


class ContradictoryKeysError(RulebookError):
    """A block says two things that exclude each other, or says nothing."""

    code = "E313"


class NullInRulebookError(RulebookError):
    """A condition speaks of null; a fact is never null, it is known or unknown."""

    code = "E314"


class ReadingOfFactsError(RulebookError):
    """A precedence that hangs on a reading mentions something else than readings."""

    code = "E315"


class MisplacedError(RulebookError):
    """A block stands where it cannot: twice, or outside any provision."""

    code = "E316"


class PinError(RulebookError):
    """A place in the source is not written as one."""

    code = "E317"


class AskedWhetherKnownError(RulebookError):
    """``is known`` and ``is unknown`` ask about one fact by its name."""

    code = "E318"


class NoSuchReadingError(RulebookError):
    """The interpretation or reading that was chosen does not exist, or two were."""

    code = "E320"


class RulebookWarning(DecretalError):
    """A finding that stops nothing; the root of W3xx."""

    code = "W300"


class RuleAsksWhetherKnownWarning(RulebookWarning):
    """A rule asks what is known: learning more may turn what it decides."""

    code = "W301"


class NeverUsedWarning(RulebookWarning):
    """Something is declared and never used."""

    code = "W302"


class SameForEverybodyWarning(RulebookWarning):
    """A condition that asks for nothing, and so comes out the same for everybody."""

    code = "W304"


class NoSourceWarning(RulebookWarning):
    """A rule or norm does not say which words of the source it encodes."""

    code = "W303"


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


# E4xx: case files (cases) -----------------------------------------------------


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


# E5xx: files and commands -------------------------------------------------------


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


# E6xx: casework (offices, casework) --------------------------------------------


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


# E7xx: telegrams (registry) -------------------------------------------------------


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
