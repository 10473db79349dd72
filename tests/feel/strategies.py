"""Hypothesis strategies for trees of FEEL, as the parser can produce them.

``DECLARED`` are the names among them that a reader has to be told of.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from decretal.nodes.expressions import (
    Argument,
    Arithmetic,
    AtLiteral,
    Between,
    BooleanLiteral,
    Comparison,
    Conjunction,
    ContextEntry,
    ContextLiteral,
    ContextTypeExpression,
    Disjunction,
    Expression,
    ExpressionTest,
    Filter,
    For,
    FunctionLiteral,
    FunctionTypeExpression,
    If,
    In,
    InstanceOf,
    Invocation,
    Iteration,
    ListLiteral,
    ListTypeExpression,
    Name,
    NamedType,
    NegatedTests,
    Negation,
    NullLiteral,
    NumberLiteral,
    Parameter,
    Path,
    Quantified,
    RangeLiteral,
    RangeTypeExpression,
    StringLiteral,
    Test,
    TypeExpression,
    UnaryComparison,
)

# Words of names with symbols or keywords begin with capitals, those of plain names
# do not: so no two operands side by side can read like a declared name.
WITH_SYMBOLS = (
    "Profit-Loss",
    "Rate/Year",
    "Fee+Tax",
    "Both and More",
    "v*W",
    "No.1 Case",
    "If Not",
)
DECLARED = (*WITH_SYMBOLS, "Offence in China")
PLAIN = (
    *("x", "spouse", "crossed on", "day's pay", "case 1", "épouse", "🐎", "?", "_a", "not", "item"),
    *("date", "time", "years", "months duration", "days", "time duration", "list", "range"),
    *("instance", "external", "of", "date and time", "is known", "string length"),
)

names = st.sampled_from(PLAIN + DECLARED)
variables = st.sampled_from(PLAIN + WITH_SYMBOLS)
keys = names | st.text(alphabet="ÄÖ0 -+*/'.\"\\\n{}:", max_size=6)
texts = st.text(max_size=8)
numbers = st.decimals(
    min_value=0, max_value=Decimal("1e40"), allow_nan=False, allow_infinity=False
) | st.sampled_from([Decimal(0), Decimal("1E+300"), Decimal("1E-300"), Decimal("0.10")])
comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
orders = st.sampled_from(["<", "<=", ">", ">="])

types: st.SearchStrategy[TypeExpression] = st.recursive(
    st.builds(
        NamedType,
        st.sampled_from(
            ["number", "Any", "date and time", "days and time duration", "list", "range", "ns.t A"]
        ),
    ),
    lambda inner: (
        st.builds(ListTypeExpression, inner)
        | st.builds(RangeTypeExpression, inner)
        | st.builds(
            ContextTypeExpression, st.lists(st.tuples(variables, inner), max_size=2).map(tuple)
        )
        | st.builds(FunctionTypeExpression, st.lists(inner, max_size=2).map(tuple), inner)
    ),
    max_leaves=4,
)

leaves: st.SearchStrategy[Expression] = (
    st.builds(NumberLiteral, numbers)
    | st.builds(StringLiteral, texts)
    | st.builds(BooleanLiteral, st.booleans())
    | st.builds(NullLiteral)
    | st.builds(AtLiteral, texts)
    | st.builds(Name, names)
)


def ranges(ends: st.SearchStrategy[Expression]) -> st.SearchStrategy[RangeLiteral]:
    """Ranges with both ends, and those with one."""

    def with_one_end(operator: str, end: Expression) -> RangeLiteral:
        if operator.startswith("<"):
            return RangeLiteral(None, end, False, operator == "<=")
        return RangeLiteral(end, None, operator == ">=", False)

    return st.builds(RangeLiteral, ends, ends, st.booleans(), st.booleans()) | st.builds(
        with_one_end, orders, ends
    )


def positive_tests(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Test]:
    """The tests that may stand after ``in``."""
    return st.builds(UnaryComparison, comparisons, inner) | st.builds(ExpressionTest, inner)


def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Every form that has parts, over these parts."""
    iterations = st.lists(
        st.builds(Iteration, variables, inner, st.none() | inner), min_size=1, max_size=2
    ).map(tuple)
    arguments = st.lists(st.builds(Argument, inner), max_size=2) | st.lists(
        st.builds(Argument, inner, variables), min_size=1, max_size=2
    )
    parameters = st.lists(st.builds(Parameter, variables, st.none() | types), max_size=2).map(tuple)
    contexts = st.builds(
        ContextLiteral,
        st.lists(st.builds(ContextEntry, keys, inner), max_size=2).map(tuple),
    )
    return st.one_of(
        st.builds(Path, inner, names),
        st.builds(Negation, inner),
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(Comparison, comparisons, inner, inner),
        st.builds(Conjunction, inner, inner),
        st.builds(Disjunction, inner, inner),
        st.builds(Between, inner, inner, inner),
        st.builds(UnaryComparison, st.sampled_from(["=", "!="]), inner),
        st.builds(In, inner, st.lists(positive_tests(inner), min_size=1, max_size=3).map(tuple)),
        st.builds(InstanceOf, inner, types),
        ranges(inner),
        st.builds(ListLiteral, st.lists(inner, max_size=3).map(tuple)),
        contexts,
        st.builds(Filter, inner, inner),
        st.builds(If, inner, inner, inner),
        st.builds(For, iterations, inner),
        st.builds(Quantified, st.sampled_from(["some", "every"]), iterations, inner),
        st.builds(FunctionLiteral, parameters, inner),
        st.builds(FunctionLiteral, parameters, contexts, st.just(True)),
        st.builds(Invocation, inner, arguments.map(tuple)),
    )


# On its own a comparison without a left side is a test, not an expression.
expressions: st.SearchStrategy[Expression] = st.recursive(leaves, larger, max_leaves=12).filter(
    lambda tree: not isinstance(tree, UnaryComparison)
)
unary_tests: st.SearchStrategy[Test] = positive_tests(expressions) | st.builds(
    NegatedTests, st.lists(positive_tests(expressions), min_size=1, max_size=3).map(tuple)
)
