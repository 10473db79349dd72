"""The meaning of literals, operators, structures and invocations (DMN 1.5, 10.3.2.13).

Each function takes a node, the scope in which it stands and the evaluation, and
gives a value. Where there is none it notes why and gives null. UNKNOWN, which
the standard does not have, passes through every strict operation; and, or, not
and if are Kleene's.
"""

from __future__ import annotations

from decretal.feel.arithmetic import calculate, negate
from decretal.feel.builtins import BUILT_INS
from decretal.feel.closures import Closure
from decretal.feel.comparison import equal, identical, less, ordered
from decretal.feel.decimals import rounded
from decretal.feel.functions import invoke
from decretal.feel.instances import is_instance, undeclared
from decretal.feel.meaning import MEANING, Scope, means
from decretal.feel.notes import Evaluation, NoValue
from decretal.feel.properties import part_of
from decretal.feel.temporal.read import read_temporal
from decretal.feel.values import (
    UNKNOWN,
    Context,
    FeelFunction,
    Operator,
    Range,
    Value,
    in_words,
)
from decretal.nodes.expressions import (
    Arithmetic,
    AtLiteral,
    BooleanLiteral,
    Comparison,
    Conjunction,
    ContextLiteral,
    Disjunction,
    FunctionLiteral,
    If,
    InstanceOf,
    Invocation,
    ListLiteral,
    Name,
    Negation,
    NullLiteral,
    NumberLiteral,
    Path,
    RangeLiteral,
    StringLiteral,
    UnaryComparison,
)

# literals and names -------------------------------------------------------------


@means(NumberLiteral)
def number_literal(node: NumberLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    try:
        return rounded(node.value)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(StringLiteral, BooleanLiteral)
def plain_literal(
    node: StringLiteral | BooleanLiteral, scope: Scope, evaluation: Evaluation
) -> Value:
    return node.value


@means(NullLiteral)
def null_literal(node: NullLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    return None


@means(AtLiteral)
def at_literal(node: AtLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    try:
        return read_temporal(node.text)
    except ValueError as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(Name)
def name(node: Name, scope: Scope | None, evaluation: Evaluation) -> Value:
    sought = node.name
    while scope is not None:
        if sought in scope.names:
            return scope.names[sought]
        scope = scope.outer
    function = BUILT_INS.get(sought)
    if function is None:
        evaluation.note(f'Nothing is named "{sought}".', node.span)
    return function


@means(Path)
def path(node: Path, scope: Scope, evaluation: Evaluation) -> Value:
    source = MEANING[type(node.source)](node.source, scope, evaluation)
    if source is UNKNOWN:
        return UNKNOWN
    try:
        return part_of(source, node.name)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


# operators ------------------------------------------------------------------------


@means(Negation)
def negation(node: Negation, scope: Scope, evaluation: Evaluation) -> Value:
    operand = MEANING[type(node.operand)](node.operand, scope, evaluation)
    if operand is UNKNOWN:
        return UNKNOWN
    try:
        return negate(operand)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(Arithmetic)
def arithmetic(node: Arithmetic, scope: Scope, evaluation: Evaluation) -> Value:
    left = MEANING[type(node.left)](node.left, scope, evaluation)
    right = MEANING[type(node.right)](node.right, scope, evaluation)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    try:
        return calculate(node.operator, left, right)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(Comparison)
def comparison(node: Comparison, scope: Scope, evaluation: Evaluation) -> Value:
    left = MEANING[type(node.left)](node.left, scope, evaluation)
    right = MEANING[type(node.right)](node.right, scope, evaluation)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    operator = node.operator
    try:
        if operator == "=":
            return equal(left, right)
        if operator == "!=":
            return not equal(left, right)
        return ordered(operator, left, right)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


@means(Conjunction)
def conjunction(node: Conjunction, scope: Scope, evaluation: Evaluation) -> Value:
    left = MEANING[type(node.left)](node.left, scope, evaluation)
    if left is False:
        return False
    right = MEANING[type(node.right)](node.right, scope, evaluation)
    if right is False:
        return False
    return _joined(node, left, right, evaluation, "and")


@means(Disjunction)
def disjunction(node: Disjunction, scope: Scope, evaluation: Evaluation) -> Value:
    left = MEANING[type(node.left)](node.left, scope, evaluation)
    if left is True:
        return True
    right = MEANING[type(node.right)](node.right, scope, evaluation)
    if right is True:
        return True
    return _joined(node, left, right, evaluation, "or")


def _joined(
    node: Conjunction | Disjunction,
    left: Value,
    right: Value,
    evaluation: Evaluation,
    word: str,
) -> Value:
    """What is left when neither side decides: both agree, or null, or unknown.

    What is no boolean counts as null (DMN 1.5, table 50). Null beside an unknown
    is unknown: the unknown side may still decide.
    """
    if left is right and isinstance(left, bool):
        return left
    for side, operand in ((left, node.left), (right, node.right)):
        if side is not None and side is not UNKNOWN and not isinstance(side, bool):
            evaluation.note(f"{word} takes true or false, not {in_words(side)}.", operand.span)
    if left is UNKNOWN or right is UNKNOWN:
        return UNKNOWN
    return left if isinstance(left, bool) and isinstance(right, bool) else None


@means(InstanceOf)
def instance_of(node: InstanceOf, scope: Scope, evaluation: Evaluation) -> Value:
    value = MEANING[type(node.value)](node.value, scope, evaluation)
    for type_name in undeclared(node.type):
        evaluation.note(f'There is no type "{type_name}"; it counts as Any.', node.type.span)
    if value is UNKNOWN:
        return UNKNOWN
    try:
        return is_instance(value, node.type)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None


# structures --------------------------------------------------------------------------


@means(RangeLiteral)
def range_literal(node: RangeLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    low = high = None
    operator: Operator = ""
    if node.low is not None:
        low = MEANING[type(node.low)](node.low, scope, evaluation)
    else:
        operator = "<=" if node.high_included else "<"
    if node.high is not None:
        high = MEANING[type(node.high)](node.high, scope, evaluation)
    else:
        operator = ">=" if node.low_included else ">"
    if low is UNKNOWN or high is UNKNOWN:
        return UNKNOWN
    try:
        for end in (low, high):
            if end is not None:
                less(end, end)
        if low is not None and high is not None and less(high, low):
            raise NoValue("The second comes before the first.")
    except NoValue as refused:
        evaluation.note(f"These are no ends of a range. {refused}", node.span)
        return None
    return Range(low, high, node.low_included, node.high_included, operator)


@means(UnaryComparison)
def range_of_one(node: UnaryComparison, scope: Scope, evaluation: Evaluation) -> Value:
    """``(= 5)`` and ``(!= 5)`` as values, and a comparison wherever else one stands alone."""
    end = MEANING[type(node.endpoint)](node.endpoint, scope, evaluation)
    if end is UNKNOWN:
        return UNKNOWN
    match node.operator:
        case "=" | "!=":
            return Range(end, end, True, True, node.operator)
        case "<" | "<=":
            return Range(None, end, False, node.operator == "<=", node.operator)
        case ">" | ">=":
            return Range(end, None, node.operator == ">=", False, node.operator)


@means(ListLiteral)
def list_literal(node: ListLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    return [MEANING[type(item)](item, scope, evaluation) for item in node.items]


@means(ContextLiteral)
def context_literal(node: ContextLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    # A later entry sees the earlier ones, and a function in it sees all.
    made = Context()
    inside = Scope(made, scope)
    for entry in node.entries:
        if entry.key in made:
            evaluation.note(f'The entry "{entry.key}" is given twice.', entry.span)
            return None
        made[entry.key] = MEANING[type(entry.value)](entry.value, inside, evaluation)
    return made


# control and functions -----------------------------------------------------------------


@means(If)
def conditional(node: If, scope: Scope, evaluation: Evaluation) -> Value:
    condition = MEANING[type(node.condition)](node.condition, scope, evaluation)
    if condition is UNKNOWN:
        consequence = MEANING[type(node.consequence)](node.consequence, scope, evaluation)
        alternative = MEANING[type(node.alternative)](node.alternative, scope, evaluation)
        return consequence if identical(consequence, alternative) else UNKNOWN
    if condition is not None and not isinstance(condition, bool):
        evaluation.note(f"if takes true or false, not {in_words(condition)}.", node.condition.span)
    chosen = node.consequence if condition is True else node.alternative
    return MEANING[type(chosen)](chosen, scope, evaluation)


@means(FunctionLiteral)
def function_literal(node: FunctionLiteral, scope: Scope, evaluation: Evaluation) -> Value:
    return Closure(node, scope)


@means(Invocation)
def invocation(node: Invocation, scope: Scope, evaluation: Evaluation) -> Value:
    function = MEANING[type(node.function)](node.function, scope, evaluation)
    if function is UNKNOWN:
        return UNKNOWN
    positional: list[Value] = []
    named: dict[str, Value] = {}
    for argument in node.arguments:
        value = MEANING[type(argument.value)](argument.value, scope, evaluation)
        if argument.name is None:
            positional.append(value)
        else:
            named[argument.name] = value
    try:
        if not isinstance(function, FeelFunction):
            raise NoValue(f"{in_words(function).capitalize()} is not a function.")
        return invoke(function, positional, named, evaluation)
    except NoValue as refused:
        evaluation.note(str(refused), node.span)
        return None
