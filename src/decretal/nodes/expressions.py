"""The AST of FEEL (DMN 1.5, 10.3.1.2): one frozen class for each construct.

Every node carries the span of its words; equality and hash ignore it. Numbers
are ``Decimal``. Parentheses are not kept: the tree is the grouping.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from decretal.source import Span

ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
ComparisonOperator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """What all nodes share: where they stand, which equality ignores."""

    span: Span | None = field(default=None, compare=False, repr=False)


# literals and names ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """``12.5``; never negative, the sign is a ``Negation``."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    """``"text"``, with its escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    """``true`` or ``false``"""

    value: bool


@dataclass(frozen=True, slots=True)
class NullLiteral(Node):
    """``null``"""


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """``@"2020-01-31"``; ``text`` is what stands between the quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable or function; white space in the name is a single space."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """``source.name``"""

    source: Expression
    name: str


# operators ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """Arithmetic ``-operand``"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``left operator right``"""

    operator: ArithmeticOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left operator right``"""

    operator: ComparisonOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """``left and right``"""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """``left or right``"""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``value between low and high``, both ends included"""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class UnaryComparison(Node):
    """``< endpoint`` as a test of an implied value

    As an expression, only ``(= endpoint)`` and ``(!= endpoint)``: what passes the
    test is no range, and ``(= 5)`` is not equal to ``[5..5]``. ``(< 5)`` and the like
    are a RangeLiteral with one end.
    """

    operator: ComparisonOperator
    endpoint: Expression


@dataclass(frozen=True, slots=True)
class ExpressionTest(Node):
    """An expression as a test: a value to equal, a range or list to be in, or a
    condition over ``?``"""

    expression: Expression


@dataclass(frozen=True, slots=True)
class AnyTest(Node):
    """``-``: the test that everything passes"""


@dataclass(frozen=True, slots=True)
class NegatedTests(Node):
    """``not(test, ...)`` among unary tests"""

    tests: tuple[Test, ...]


Test = UnaryComparison | ExpressionTest | AnyTest | NegatedTests


@dataclass(frozen=True, slots=True)
class In(Node):
    """``value in test`` or ``value in (test, ...)``"""

    value: Expression
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """``value instance of type``"""

    value: Expression
    type: TypeExpression


# structures ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """``[low..high]`` and its open forms; an end that is None is unbounded, as in
    ``(> 5)``"""

    low: Expression | None
    high: Expression | None
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """``[item, ...]``"""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ContextEntry(Node):
    """``key: value``"""

    key: str
    value: Expression


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """``{key: value, ...}``; a later entry sees the earlier ones"""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """``source[condition]``"""

    source: Expression
    condition: Expression


# control ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class If(Node):
    """``if condition then consequence else alternative``"""

    condition: Expression
    consequence: Expression
    alternative: Expression


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """``name in domain`` or ``name in domain..end``"""

    name: str
    domain: Expression
    end: Expression | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """``for iteration, ... return body``"""

    iterations: tuple[Iteration, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """``some`` or ``every iteration, ... satisfies condition``"""

    quantifier: Literal["some", "every"]
    iterations: tuple[Iteration, ...]
    condition: Expression


# functions -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """``name`` or ``name: type``"""

    name: str
    type: TypeExpression | None = None


@dataclass(frozen=True, slots=True)
class FunctionLiteral(Node):
    """``function(parameter, ...) body``; an external body is parsed and, having no
    meaning here, answers null"""

    parameters: tuple[Parameter, ...]
    body: Expression
    external: bool = False


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """``value`` or ``name: value``"""

    value: Expression
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Invocation(Node):
    """``function(argument, ...)``; arguments are all positional or all named"""

    function: Expression
    arguments: tuple[Argument, ...]


# types as written --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedType(Node):
    """``number``, ``date and time``, or the name of a type declared elsewhere"""

    name: str


@dataclass(frozen=True, slots=True)
class ListTypeExpression(Node):
    """``list<element>``"""

    element: TypeExpression


@dataclass(frozen=True, slots=True)
class RangeTypeExpression(Node):
    """``range<element>``"""

    element: TypeExpression


@dataclass(frozen=True, slots=True)
class ContextTypeExpression(Node):
    """``context<name: type, ...>``"""

    entries: tuple[tuple[str, TypeExpression], ...]


@dataclass(frozen=True, slots=True)
class FunctionTypeExpression(Node):
    """``function<type, ...> -> type``"""

    parameters: tuple[TypeExpression, ...]
    result: TypeExpression


TypeExpression = (
    NamedType
    | ListTypeExpression
    | RangeTypeExpression
    | ContextTypeExpression
    | FunctionTypeExpression
)

Expression = (
    NumberLiteral
    | StringLiteral
    | BooleanLiteral
    | NullLiteral
    | AtLiteral
    | Name
    | Path
    | Negation
    | Arithmetic
    | Comparison
    | Conjunction
    | Disjunction
    | Between
    | UnaryComparison
    | In
    | InstanceOf
    | RangeLiteral
    | ListLiteral
    | ContextLiteral
    | Filter
    | If
    | For
    | Quantified
    | FunctionLiteral
    | Invocation
)
