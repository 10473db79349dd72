"""The type of an expression, and everything that is wrong with its types.

Stricter than evaluation, which makes null of nearly everything: a condition
must be true or false, values that are compared must be able to be equal, and
every name must be declared. Where nothing is known (Any) nothing is wrong. The
relations between types stand in ``types`` and ``typed_operators``; comparisons are
judged in ``typed_comparisons``, arguments in ``typed_calls``; the words are from
``advice``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from decretal.errors import (
    ArgumentTypeError,
    FeelTypeError,
    NotAFunctionError,
    NotBooleanError,
    OperandTypeError,
    UnexpectedTypeError,
    UnknownNameError,
    UnknownPropertyError,
    UnknownTypeError,
)
from decretal.feel import advice
from decretal.feel.advice import is_a, listed, sentence
from decretal.feel.names import RULEBOOK_FUNCTIONS
from decretal.feel.show import quoted
from decretal.feel.signatures import SIGNATURES
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.feel.temporal.read import read_temporal
from decretal.feel.typed_calls import Given, call_built_in, call_function, moment_error
from decretal.feel.typed_comparisons import (
    Typed,
    not_allowed,
    wrong_with_comparison,
    wrong_with_membership,
)
from decretal.feel.typed_iterations import element_of, wrong_with_counting, wrong_with_domain
from decretal.feel.typed_operators import arithmetic, properties_of, unknown
from decretal.feel.types import (
    NAMED_TYPES,
    in_words,
    join,
    join_all,
    may_be,
    resolve,
    unknown_names,
)
from decretal.nodes.expressions import (
    AnyTest,
    Argument,
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    ComparisonOperator,
    Conjunction,
    ContextLiteral,
    Disjunction,
    Expression,
    ExpressionTest,
    Filter,
    For,
    FunctionLiteral,
    If,
    In,
    InstanceOf,
    Invocation,
    Iteration,
    ListLiteral,
    Name,
    NegatedTests,
    Negation,
    NullLiteral,
    NumberLiteral,
    Path,
    Quantified,
    RangeLiteral,
    StringLiteral,
    Test,
    TypeExpression,
    UnaryComparison,
)
from decretal.nodes.types import (
    Basic,
    ChoiceType,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    Type,
)
from decretal.nodes.walk import mentioned

_TEMPORAL_TYPES: Mapping[type, Type] = {
    Date: Basic.DATE,
    Time: Basic.TIME,
    DateTime: Basic.DATE_AND_TIME,
    DaysAndTimeDuration: Basic.DAYS_AND_TIME_DURATION,
    YearsAndMonthsDuration: Basic.YEARS_AND_MONTHS_DURATION,
}
# The functions whose function argument gets the items of their list argument.
_GIVE_ITEMS = frozenset({"sort", "list replace"})
_SEEK_AN_ITEM = frozenset({"list contains", "index of"})


@dataclass(frozen=True, slots=True)
class Checked:
    """The type of an expression, and its errors in reading order."""

    type: Type
    errors: tuple[FeelTypeError, ...]


def check(
    expression: Expression,
    names: Mapping[str, Type],
    *,
    expected: Type | None = None,
    types: Mapping[str, Type] | None = None,
) -> Checked:
    """The type of an expression over these names, with all its errors.

    ``expected`` is the type that is wanted of the whole; for a condition, boolean.
    ``types`` are declared elsewhere, for ``instance of``.
    """
    checker = _Checker(names, types or {})
    scope = _Scope(names)
    if expected is None:
        type_ = checker.type_of(expression, scope)
    else:
        type_ = checker.expect(expression, expected, scope)
    return Checked(type_, _in_reading_order(checker.errors))


def check_tests(
    tests: Iterable[Test],
    value: Type,
    names: Mapping[str, Type],
    *,
    types: Mapping[str, Type] | None = None,
) -> tuple[FeelTypeError, ...]:
    """The errors of unary tests for values of this type, in reading order."""
    checker = _Checker(names, types or {})
    for test in tests:
        checker.test(Name("?"), value, test, _Scope(names))
    return _in_reading_order(checker.errors)


def _in_reading_order(errors: Iterable[FeelTypeError]) -> tuple[FeelTypeError, ...]:
    def place(error: FeelTypeError) -> int:
        return getattr(error.place, "start", 0)

    # The value of a "between" is compared twice, and is wrong once.
    once = {(type(error), error.place, error.message): error for error in errors}
    return tuple(sorted(once.values(), key=place))


@dataclass(frozen=True, slots=True)
class _Scope:
    """The names that may be used, and whether there may be others nobody knows."""

    names: Mapping[str, Type]
    open: bool = False

    def and_(self, names: Mapping[str, Type], *, open_: bool = False) -> _Scope:
        return _Scope({**self.names, **names}, self.open or open_)


class _Checker:
    """Walks a tree once; what is wrong is collected, and goes on as Any."""

    def __init__(self, names: Mapping[str, Type], types: Mapping[str, Type]) -> None:
        self.errors: list[FeelTypeError] = []
        self._declared = names
        self._types = types

    def _wrong(
        self, kind: type[FeelTypeError], node: Expression | Argument, message: str, then: str
    ) -> None:
        self.errors.append(kind(message, place=node.span, advice=then))

    # what is wanted ----------------------------------------------------------------

    def expect(self, node: Expression, wanted: Type, scope: _Scope) -> Type:
        """The type of a node that must be of a type."""
        if isinstance(node, If):
            self.condition(node.condition, scope, "if")
            return join(
                self.expect(node.consequence, wanted, scope),
                self.expect(node.alternative, wanted, scope),
            )
        type_ = self.type_of(node, scope)
        if wanted is Basic.BOOLEAN:
            self._must_be_boolean(node, type_, "a condition")
        elif not may_be(type_, wanted):
            self._wrong(
                UnexpectedTypeError,
                node,
                f"{sentence(is_a(node, type_))}, and {in_words(wanted)} is wanted here.",
                "Write an expression that gives one.",
            )
        elif isinstance(wanted, ChoiceType):
            self.errors += not_allowed(node, wanted, "this")
        return type_

    def condition(self, node: Expression, scope: _Scope, word: str) -> None:
        """A node that must be true or false, because of the word beside it."""
        self._must_be_boolean(node, self.type_of(node, scope), f'a condition of "{word}"')

    def _must_be_boolean(self, node: Expression, type_: Type, wanted: str) -> None:
        if not may_be(type_, Basic.BOOLEAN):
            self._wrong(
                NotBooleanError,
                node,
                f"{sentence(is_a(node, type_))}, and {wanted} is true or false.",
                advice.on_condition(node, type_),
            )

    # expressions -------------------------------------------------------------------

    def type_of(self, node: Expression, scope: _Scope) -> Type:
        """The type of a node; its errors are collected."""
        match node:
            case NumberLiteral():
                return Basic.NUMBER
            case StringLiteral():
                return Basic.STRING
            case BooleanLiteral():
                return Basic.BOOLEAN
            case NullLiteral():
                return Basic.NULL
            case AtLiteral(text):
                return self._at(node, text)
            case Name(name):
                return self._name(node, name, scope)
            case Path(source, name):
                return self._path(node, self.type_of(source, scope), name)
            case Negation(operand):
                return self._negation(operand, self.type_of(operand, scope))
            case Arithmetic():
                return self._arithmetic(node, scope)
            case Comparison(operator, left, right):
                left_type, right_type = self.type_of(left, scope), self.type_of(right, scope)
                self._compare(operator, left, left_type, right, right_type)
                return Basic.BOOLEAN
            case Conjunction(left, right):
                self.condition(left, scope, "and")
                self.condition(right, scope, "and")
                return Basic.BOOLEAN
            case Disjunction(left, right):
                self.condition(left, scope, "or")
                self.condition(right, scope, "or")
                return Basic.BOOLEAN
            case Between(value, low, high):
                value_type = self.type_of(value, scope)
                self._compare(">=", value, value_type, low, self.type_of(low, scope))
                self._compare("<=", value, value_type, high, self.type_of(high, scope))
                return Basic.BOOLEAN
            case In(value, tests):
                value_type = self.type_of(value, scope)
                for test in tests:
                    self.test(value, value_type, test, scope)
                return Basic.BOOLEAN
            case InstanceOf(value, written):
                self.type_of(value, scope)
                self._resolve(written)
                return Basic.BOOLEAN
            case RangeLiteral():
                return self._range(node, scope)
            case UnaryComparison(_, endpoint):
                return RangeType(self.type_of(endpoint, scope))
            case ListLiteral(items):
                return ListType(join_all([self.type_of(item, scope) for item in items]))
            case ContextLiteral(entries):
                found: dict[str, Type] = {}
                for entry in entries:
                    found[entry.key] = self.type_of(entry.value, scope.and_(found))
                return ContextType(tuple(found.items()))
            case Filter():
                return self._filter(node, scope)
            case If(condition, consequence, alternative):
                self.condition(condition, scope, "if")
                return join(self.type_of(consequence, scope), self.type_of(alternative, scope))
            case For(iterations, body):
                inner = self._iterations(iterations, scope)
                inner = inner.and_({"partial": ListType(Basic.ANY)})
                return ListType(self.type_of(body, inner))
            case Quantified(_, iterations, condition):
                self.condition(condition, self._iterations(iterations, scope), "satisfies")
                return Basic.BOOLEAN
            case FunctionLiteral():
                return self._function(node, scope, ())
            case Invocation():
                return self._invocation(node, scope)
            case _:
                assert_never(node)

    def _at(self, node: AtLiteral, text: str) -> Type:
        try:
            return _TEMPORAL_TYPES[type(read_temporal(text))]
        except ValueError as error:
            self.errors.append(moment_error(str(error), StringLiteral(text, span=node.span)))
            return Basic.ANY

    def _name(self, node: Name, name: str, scope: _Scope) -> Type:
        if name in scope.names:
            return scope.names[name]
        if scope.open or name in SIGNATURES:
            return Basic.ANY
        then = advice.on_unknown_name(name, scope.names, SIGNATURES.keys() | RULEBOOK_FUNCTIONS)
        if name == "?":
            then = 'Only unary tests, after "in" or in a table, have a value that "?" stands for.'
        self._wrong(UnknownNameError, node, f"Nothing here is called {quoted(name)}.", then)
        return Basic.ANY

    def _path(self, node: Path, source: Type, name: str) -> Type:
        properties = properties_of(source)
        if properties is None:
            return Basic.ANY
        if name in properties:
            return properties[name]
        meant = advice.did_you_mean(name, properties)
        then = "Take the property away."
        if meant is not None:
            then = f"Did you mean {quoted(meant)}?"
        elif properties:
            then = f"It has {listed(map(quoted, properties))}."
        self._wrong(
            UnknownPropertyError,
            node,
            f"{sentence(is_a(node.source, source))}, and has no {quoted(name)}.",
            then,
        )
        return Basic.ANY

    def _negation(self, operand: Expression, type_: Type) -> Type:
        durations = (Basic.DAYS_AND_TIME_DURATION, Basic.YEARS_AND_MONTHS_DURATION)
        if unknown(type_) or type_ is Basic.NUMBER or type_ in durations:
            return type_
        self._wrong(
            OperandTypeError,
            operand,
            f'{sentence(is_a(operand, type_))}, and "-" takes a number or a duration.',
            f"Write not({advice.text_of(operand)}) for its opposite."
            if type_ is Basic.BOOLEAN
            else "Take the sign away.",
        )
        return Basic.ANY

    def _arithmetic(self, node: Arithmetic, scope: _Scope) -> Type:
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        result = arithmetic(node.operator, left, right)
        if result is None:
            self._wrong(
                OperandTypeError,
                node,
                f"{sentence(is_a(node.left, left))}, and {is_a(node.right, right)}: there is no "
                f'"{node.operator}" for these.',
                advice.on_arithmetic(node.left, left, node.right, right),
            )
            return Basic.ANY
        return result

    def _range(self, node: RangeLiteral, scope: _Scope) -> Type:
        ends = [end for end in (node.low, node.high) if end is not None]
        types = [self.type_of(end, scope) for end in ends]
        if len(ends) == 2:
            self._compare("<=", ends[0], types[0], ends[1], types[1])
        return RangeType(join_all(types))

    def _filter(self, node: Filter, scope: _Scope) -> Type:
        source = self.type_of(node.source, scope)
        element = source.element if isinstance(source, ListType) else source
        entries = dict(element.entries) if isinstance(element, ContextType) else {}
        nothing_known = unknown(element) or element == ContextType(())
        inner = scope.and_({"item": element, **entries}, open_=nothing_known)
        condition = self.type_of(node.condition, inner)
        if condition is Basic.NUMBER:
            return element
        if condition is Basic.BOOLEAN:
            return ListType(element)
        if not unknown(condition):
            self._wrong(
                NotBooleanError,
                node.condition,
                f"{sentence(is_a(node.condition, condition))}, and a filter takes a condition or "
                "the number of an item.",
                advice.on_condition(node.condition, condition),
            )
        return Basic.ANY

    def _iterations(self, iterations: Iterable[Iteration], scope: _Scope) -> _Scope:
        for iteration in iterations:
            domain = Typed(iteration.domain, self.type_of(iteration.domain, scope))
            if iteration.end is None:
                self.errors += wrong_with_domain(domain)
                element = element_of(domain.type)
            else:
                end = Typed(iteration.end, self.type_of(iteration.end, scope))
                self.errors += wrong_with_counting(domain, end)
                element = join(domain.type, end.type)
            scope = scope.and_({iteration.name: element})
        return scope

    # comparisons and tests -----------------------------------------------------------

    def _compare(
        self,
        operator: ComparisonOperator,
        left: Expression,
        left_type: Type,
        right: Expression,
        right_type: Type,
    ) -> None:
        self.errors += wrong_with_comparison(
            operator, Typed(left, left_type), Typed(right, right_type), self._declared
        )

    def test(self, value: Expression, type_: Type, test: Test, scope: _Scope) -> None:
        """A unary test of a value of this type."""
        inner = scope.and_({"?": type_})
        match test:
            case UnaryComparison(operator, endpoint):
                self._compare(operator, value, type_, endpoint, self.type_of(endpoint, inner))
            case ExpressionTest(ListLiteral(items) as members) if not isinstance(type_, ListType):
                for item in items:
                    self.test(value, type_, ExpressionTest(item, span=members.span), scope)
            case ExpressionTest(expression):
                found = self.type_of(expression, inner)
                # A condition over "?" is no value to be equal to.
                if found is not Basic.BOOLEAN or "?" not in mentioned(expression):
                    self.errors += wrong_with_membership(
                        Typed(value, type_), Typed(expression, found), self._declared
                    )
            case AnyTest():
                pass
            case NegatedTests(tests):
                for negated in tests:
                    self.test(value, type_, negated, scope)
            case _:
                assert_never(test)

    # functions and types -------------------------------------------------------------

    def _resolve(self, written: TypeExpression) -> Type:
        for unknown_type in unknown_names(written, self._types):
            meant = advice.did_you_mean(unknown_type.name, NAMED_TYPES.keys() | self._types.keys())
            self.errors.append(
                UnknownTypeError(
                    f"No type is called {quoted(unknown_type.name)}.",
                    place=unknown_type.span,
                    advice=f"Did you mean {quoted(meant)}?"
                    if meant
                    else f"Types are {listed(NAMED_TYPES)}.",
                )
            )
        return resolve(written, self._types)

    def _function(self, node: FunctionLiteral, scope: _Scope, given: tuple[Type, ...]) -> Type:
        types: list[Type] = []
        for place, parameter in enumerate(node.parameters):
            if parameter.type is not None:
                types.append(self._resolve(parameter.type))
            else:
                types.append(given[place] if place < len(given) else Basic.ANY)
        if node.external:
            return FunctionType(tuple(types), Basic.ANY)
        names = {p.name: type_ for p, type_ in zip(node.parameters, types, strict=True)}
        return FunctionType(tuple(types), self.type_of(node.body, scope.and_(names)))

    def _invocation(self, node: Invocation, scope: _Scope) -> Type:
        called = node.function
        if isinstance(called, Name) and not self._is_function(called.name, scope):
            if called.name in RULEBOOK_FUNCTIONS:
                return self._is_known(called.name, node)
            if called.name in SIGNATURES:
                arguments = self._arguments(node, scope, called.name)
                result, errors = call_built_in(
                    called.name, SIGNATURES[called.name], node, arguments
                )
                self.errors += errors
                if called.name in _SEEK_AN_ITEM and not errors:
                    self._sought(*arguments)
                return result
            if called.name not in scope.names and not scope.open:
                return self._unknown_function(node, called, scope)
        function = self.type_of(called, scope)
        arguments = self._arguments(node, scope, "")
        if isinstance(function, FunctionType):
            names = (
                [p.name for p in called.parameters] if isinstance(called, FunctionLiteral) else None
            )
            result, errors = call_function(function, names, node, arguments)
            self.errors += errors
            return result
        if not unknown(function) or isinstance(called, NullLiteral):
            self._wrong(
                NotAFunctionError,
                called,
                f"{sentence(is_a(called, function))}, and only a function can be invoked.",
                "Take the parentheses away, or write an operator before them.",
            )
        return Basic.ANY

    def _sought(self, items: Given, item: Given) -> None:
        """What is looked for in a list must be able to be in it."""
        if not isinstance(item.type, ListType):
            self.errors += wrong_with_membership(
                Typed(item.argument.value, item.type),
                Typed(items.argument.value, items.type),
                self._declared,
            )

    def _is_function(self, name: str, scope: _Scope) -> bool:
        # A date called "date" does not hide the function: only functions do.
        return isinstance(scope.names.get(name), FunctionType) or (
            name in scope.names and unknown(scope.names[name])
        )

    def _unknown_function(self, node: Invocation, called: Name, scope: _Scope) -> Type:
        self._arguments(node, scope, "")
        functions = SIGNATURES.keys() | RULEBOOK_FUNCTIONS
        meant = advice.did_you_mean(called.name, functions)
        self._wrong(
            UnknownNameError,
            called,
            f"No function is called {quoted(called.name)}.",
            f"Did you mean {meant}(...)?"
            if meant
            else advice.on_unknown_name(called.name, scope.names, functions),
        )
        return Basic.ANY

    def _arguments(self, node: Invocation, scope: _Scope, function: str) -> list[Given]:
        typed = {
            place: self.type_of(argument.value, scope)
            for place, argument in enumerate(node.arguments)
            if not isinstance(argument.value, FunctionLiteral)
        }
        items: tuple[Type, ...] = ()
        if function in _GIVE_ITEMS:
            lists = [type_ for type_ in typed.values() if isinstance(type_, ListType)]
            items = (lists[0].element,) * 2 if lists else ()
        for place, argument in enumerate(node.arguments):
            if isinstance(argument.value, FunctionLiteral):
                typed[place] = self._function(argument.value, scope, items)
        return [Given(argument, typed[place]) for place, argument in enumerate(node.arguments)]

    def _is_known(self, name: str, node: Invocation) -> Type:
        """``is known(fact)`` asks about the name itself, and so takes nothing else."""
        match node.arguments:
            case (Argument(Name(fact) as asked, None),):
                if fact not in self._declared:
                    then = advice.on_unknown_name(fact, self._declared, ())
                    message = f"Nothing here is called {quoted(fact)}."
                    self._wrong(UnknownNameError, asked, message, then)
            case _:
                self._wrong(
                    ArgumentTypeError,
                    node.arguments[0] if node.arguments else node,
                    f"{name} takes the name of one fact, and nothing else.",
                    f"Write {name}(...) with a name, and join several with and.",
                )
        return Basic.BOOLEAN
