"""Errors in expressions: E1xx of their form (``feel``), E2xx of their types (``feel/check``)."""

from __future__ import annotations

from decretal.errors.root import DecretalError


class FeelSyntaxError(DecretalError):
    """The words do not form a FEEL expression."""

    code = "E101"


class TooDeepError(FeelSyntaxError):
    """The expression is nested deeper, or is longer, than the reader accepts."""

    code = "E102"


class FeelValueError(DecretalError):
    """A Python value for which FEEL has no kind."""

    code = "E110"


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
