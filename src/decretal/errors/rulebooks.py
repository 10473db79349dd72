"""Errors and findings of rulebooks: E3xx and W3xx; E33x of those that cannot be decided."""

from __future__ import annotations

from decretal.errors.root import DecretalError


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


class CannotCutError(DecretalError):
    """A condition that does not cut the values of its facts into finitely many classes."""

    code = "E330"


class NoTruthValueError(DecretalError):
    """A condition that is neither true nor false for some values of its facts."""

    code = "E331"


class TooManyCombinationsError(DecretalError):
    """Conditions that interlock in more ways than the engine can hold."""

    code = "E332"
