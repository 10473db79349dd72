from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decretal.errors import FeelTypeError
from decretal.feel.check import Checked, check, check_tests
from decretal.feel.evaluation import evaluate
from decretal.feel.lexer import DEEPEST
from decretal.feel.parse import parse, parse_unary_tests
from decretal.feel.show import show
from decretal.feel.temporal import (
    Date,
    DateTime,
    DaysAndTimeDuration,
    Time,
    YearsAndMonthsDuration,
)
from decretal.nodes.expressions import (
    AtLiteral,
    BooleanLiteral,
    Expression,
    NumberLiteral,
    StringLiteral,
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

from .strategies import DECLARED, expressions, larger

CHILD = ContextType((("name", Basic.STRING), ("age", Basic.NUMBER)))
NAMES: Mapping[str, Type] = {
    "crossed on": Basic.DATE,
    "heard at": Basic.DATE_AND_TIME,
    "curfew": Basic.TIME,
    "stay": Basic.DAYS_AND_TIME_DURATION,
    "term": Basic.YEARS_AND_MONTHS_DURATION,
    "attempts": Basic.NUMBER,
    "has papers": Basic.BOOLEAN,
    "offence in China": Basic.BOOLEAN,
    "note": Basic.STRING,
    "spouse": ChoiceType(("none", "Korean citizen", "other")),
    "answer": ChoiceType(("none yet", "agrees")),
    "children": ListType(CHILD),
    "visits": ListType(Basic.DATE),
    "season": RangeType(Basic.DATE),
    "anything": Basic.ANY,
    "double": FunctionType((Basic.NUMBER,), Basic.NUMBER),
}


def checked(source: str, expected: Type | None = None) -> Checked:
    return check(parse(source, names=NAMES), NAMES, expected=expected)


def said(error: FeelTypeError) -> str:
    return f"{error.code} {error.message} {error.advice}"


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("1", Basic.NUMBER),
        ('"a"', Basic.STRING),
        ("null", Basic.NULL),
        ('@"P1D"', Basic.DAYS_AND_TIME_DURATION),
        ('@"P1Y"', Basic.YEARS_AND_MONTHS_DURATION),
        ('@"2020-01-01"', Basic.DATE),
        ('@"2020-01-01T10:00:00"', Basic.DATE_AND_TIME),
        ('@"10:00:00"', Basic.TIME),
        ("crossed on", Basic.DATE),
        ("crossed on.year", Basic.NUMBER),
        ("heard at.time offset", Basic.DAYS_AND_TIME_DURATION),
        ("season.start", Basic.DATE),
        ("season.start included", Basic.BOOLEAN),
        ("children.age", ListType(Basic.NUMBER)),
        ("children[1]", CHILD),
        ("children[age > 3]", ListType(CHILD)),
        ("children[item.age > 3].name", ListType(Basic.STRING)),
        ("children[1].age", Basic.NUMBER),
        ("{a: 1, b: a + 1}.b", Basic.NUMBER),
        ("{a: 1}", ContextType((("a", Basic.NUMBER),))),
        ("[1, 2]", ListType(Basic.NUMBER)),
        ('[1, "a"]', ListType(Basic.ANY)),
        ("[]", ListType(Basic.ANY)),
        ("[1..2]", RangeType(Basic.NUMBER)),
        ("(> 5)", RangeType(Basic.NUMBER)),
        ("crossed on + stay", Basic.DATE),
        ("stay + crossed on", Basic.DATE),
        ("crossed on - term", Basic.DATE),
        ("crossed on - crossed on", Basic.DAYS_AND_TIME_DURATION),
        ("heard at - crossed on", Basic.DAYS_AND_TIME_DURATION),
        ("curfew + stay", Basic.TIME),
        ("stay / stay", Basic.NUMBER),
        ("stay / 2", Basic.DAYS_AND_TIME_DURATION),
        ("2 * term", Basic.YEARS_AND_MONTHS_DURATION),
        ('note + "a"', Basic.STRING),
        ('spouse + "a"', Basic.STRING),
        ("anything ** 2", Basic.NUMBER),
        ("anything + 1", Basic.NUMBER),
        ("anything + anything", Basic.ANY),
        ("-attempts", Basic.NUMBER),
        ("has papers and attempts > 1", Basic.BOOLEAN),
        ("if has papers then 1 else 2", Basic.NUMBER),
        ('if has papers then 1 else "a"', Basic.ANY),
        ("for c in children return c.age", ListType(Basic.NUMBER)),
        ("for i in 1..3 return i", ListType(Basic.NUMBER)),
        ("for d in season return d.year", ListType(Basic.NUMBER)),
        ("some c in children satisfies c.age > 3", Basic.BOOLEAN),
        ("attempts instance of number", Basic.BOOLEAN),
        ("function(a: number) a + 1", FunctionType((Basic.NUMBER,), Basic.NUMBER)),
        ("(function(a: number) a + 1)(1)", Basic.NUMBER),
        ("double(2)", Basic.NUMBER),
        ("anything(2)", Basic.ANY),
        ("anything.part", Basic.ANY),
        ("anything[a > 1]", ListType(Basic.ANY)),
        ("count(children)", Basic.NUMBER),
        ("max(visits)", Basic.DATE),
        ("max(1, 2, 3)", Basic.NUMBER),
        ("sort(children, function(a, b) a.age < b.age)", ListType(CHILD)),
        ("append([1], 2)", ListType(Basic.NUMBER)),
        ("concatenate([1], [2])", ListType(Basic.NUMBER)),
        ("flatten([[1], [2]])", ListType(Basic.NUMBER)),
        ('duration("P1D")', Basic.DAYS_AND_TIME_DURATION),
        ('duration("P1Y")', Basic.YEARS_AND_MONTHS_DURATION),
        ("duration(note)", Basic.ANY),
        ("date(heard at)", Basic.DATE),
        ("abs(stay)", Basic.DAYS_AND_TIME_DURATION),
        ("substring(string: note, start position: 2)", Basic.STRING),
        ("is known(offence in China)", Basic.BOOLEAN),
        ("is unknown(attempts)", Basic.BOOLEAN),
    ],
)
def test_an_expression_has_this_type(source: str, type_: Type) -> None:
    assert checked(source) == Checked(type_, ())


@pytest.mark.parametrize(
    "source",
    [
        'crossed on <= date("1960-12-31") and not(has papers)',
        'spouse = "Korean citizen" and attempts >= 3',
        'spouse in ("none", "other")',
        'spouse in ["none", "other"]',
        'not(spouse in ("none", "other"))',
        'if has papers then spouse = "none" else false',
        "attempts between 1 and 3",
        "attempts in (1, 2, > 5)",
        "attempts in [1..3]",
        "attempts in [[1..3], [5..7]]",
        "attempts in (? > 3 and ? < 5, 7)",
        "crossed on in season",
        'crossed on in [date("1960-01-01")..date("1960-12-31")]',
        "list contains(visits, crossed on)",
        "anything = 1 and anything = crossed on",
        "anything",
        "null = anything",
        "every c in children satisfies c.age >= 18",
        "count(children[age < 18]) > 0",
        'years and months duration(crossed on, today()) > duration("P2Y")',
        "before(crossed on, season)",
        "all([has papers, offence in China])",
        "any(has papers, offence in China)",
        "is known(spouse) or has papers",
    ],
)
def test_nothing_is_wrong_with_this_condition(source: str) -> None:
    assert checked(source, Basic.BOOLEAN).errors == ()


@pytest.mark.parametrize(
    ("source", "column", "words"),
    [
        # E201: unlike types
        (
            "crossed on < 1960",
            1,
            'E201 "crossed on" is a date, and 1960 is a number. Compare it with '
            'date("1960-12-31"), or use crossed on.year.',
        ),
        ("1960 > crossed on", 1, "or use crossed on.year."),
        ("crossed on > 5", 1, "Use a part of it, such as crossed on.year."),
        ('crossed on < "1960-12-31"', 1, 'Write date("1960-12-31").'),
        ('crossed on < "in May"', 1, 'Dates are written "1961-11-25"'),
        ("crossed on = heard at", 1, "Take the date alone: date(heard at)."),
        ("curfew < heard at", 1, "Take the time alone: time(heard at)."),
        ("stay > 30", 1, 'Compare stay.days, or write duration("P30D").'),
        ("term > 2", 1, 'Compare term.years, or write duration("P2Y").'),
        ('stay > "P30D"', 1, 'Write duration("P30D").'),
        ("stay > term", 1, "A month has no fixed number of days"),
        ('attempts = "3"', 1, "Write 3, without quotation marks."),
        ("note = 3", 1, 'Write "3", with quotation marks, or number(note).'),
        ("attempts = note", 1, "Turn the number into a string with string(attempts)."),
        ('has papers = "yes"', 1, "Write has papers alone where it must be true"),
        ("spouse = 3", 1, 'Compare it with one of its values, as in spouse = "none".'),
        ("spouse = answer", 1, "and they have no value in common"),
        ("visits = crossed on", 1, "Write crossed on in visits, or list contains(visits"),
        ("season = crossed on", 1, "Write crossed on in season."),
        ("crossed on in (1960, visits[1])", 1, "E201"),
        ("crossed on in [1960..1961]", 1, "E201"),
        ('attempts between 1 and "3"', 1, "E201"),
        ("list contains(visits, 5)", 23, "E201 5 is a number"),
        ('[1.."a"]', 2, "E201"),
        # E202: unknown names
        ("attempt > 2", 1, 'E202 Nothing here is called "attempt". Did you mean "attempts"?'),
        ("Has_Papers", 1, 'Did you mean "has papers"?'),
        ("spouse = none", 10, 'Write "none", with quotation marks, for the value.'),
        ("has papers AND attempts = 1", 1, 'Write "and" in small letters.'),
        ("attempts is at least 3", 1, "Write attempts >= 3."),
        ("spouse is unknown", 1, "Write is unknown(spouse)."),
        ("cuont(children) > 1", 1, "Did you mean count(...)?"),
        ("zzz", 1, "Declared are"),
        ("? > 5", 1, "Only unary tests"),
        ("children[size > 1]", 10, 'Nothing here is called "size".'),
        ("is known(attempt)", 10, 'Did you mean "attempts"?'),
        # E203: values of a choice
        ('spouse = "othr"', 10, 'E203 "othr" is not a value of "spouse"'),
        ('spouse = "othr"', 10, 'Did you mean "other"?'),
        ('"zzz" != spouse', 1, "Write one of them."),
        ('spouse in ("none", "othr")', 20, "E203"),
        ('spouse in ["none", "othr"]', 20, "E203"),
        ('list contains(["none", "othr"], spouse)', 24, "E203"),
        ('spouse = if has papers then "none" else "othr"', 41, "E203"),
        # E204: arithmetic
        ("crossed on + 30", 1, 'Write the number as a duration: duration("P30D").'),
        ('attempts + "1"', 1, "Write 1, without quotation marks."),
        ("note + 1", 1, "Turn the number into a string: string(1)."),
        ("crossed on + crossed on", 1, "Two dates can be subtracted"),
        ("has papers * 2", 1, 'there is no "*" for these. Arithmetic takes numbers'),
        ("attempts + [1]", 1, "sum([1])"),
        ("-has papers", 2, "Write not(has papers) for its opposite."),
        # E205: conditions
        ("spouse and has papers", 1, 'as in spouse = "none".'),
        ("not(has papers) or attempts", 20, "E205"),
        ("if attempts then 1 else 2", 4, "Compare it with a number, as in attempts > 0."),
        ("every c in children satisfies c.name", 31, "E205"),
        ("children[name]", 10, "a filter takes a condition or the number of an item"),
        # E206 to E209: functions
        (
            "substring(note)",
            1,
            "E206 substring is given one argument, and takes 2 or 3. Write subs",
        ),
        ("today(1)", 1, "E206 today is given one argument, and takes none."),
        ("max()", 1, "E206 max is given no arguments, and takes 1 or more."),
        ("substring(string: note)", 1, "E206 substring is given string, and no start position."),
        ("floor(note)", 7, 'E207 floor takes a number as n, and "note" is a string.'),
        ("contains(note, 5)", 16, "Turn it into a string: string(5)."),
        ("not(spouse)", 5, "E207 not takes true or false as negand"),
        ("double(note)", 8, "E207 double takes a number as argument 1"),
        ("(function(a: number) a)(note)", 25, "takes a number as a"),
        ("sort(children, function(a) true)", 16, "E207"),
        ("is known(attempts > 1)", 10, "E207 is known takes the name of one fact"),
        ("substring(string: note, strat position: 2)", 25, 'Did you mean "start position"?'),
        ("floor(n: 1, n: 2)", 13, 'E208 "n" is given twice.'),
        ("has papers(1)", 1, 'E209 "has papers" is true or false'),
        ("1(2)", 1, "E209"),
        # E210 and E211: properties and types
        (
            "crossed on.yeer",
            1,
            'E210 "crossed on" is a date, and has no "yeer". Did you mean "year"?',
        ),
        ("children.height", 1, 'It has "name" and "age".'),
        ("attempts.zzz", 1, "Take the property away."),
        ("crossed on instance of dat", 24, 'E211 No type is called "dat". Did you mean "date"?'),
        # E213 to E216
        ('spouse < "other"', 1, "E213"),
        ("has papers > true", 1, "E213"),
        ("for c in spouse return c", 10, "E214"),
        ('for c in 1.."b" return c', 13, "E214"),
        ('for t in [@"10:00:00"..@"11:00:00"] return t', 10, "E214"),
        ('crossed on < date("1960-02-30")', 19, "E215"),
        ('crossed on < @"1960-13-01"', 14, "E215"),
        (
            "spouse = null",
            1,
            'E216 "spouse" is a choice of "none", "Korean citizen", "other", and is n',
        ),
        ("null != attempts", 9, "Ask is known(attempts) or is unknown(attempts)."),
    ],
)
def test_this_is_wrong_here_and_the_advice_is(source: str, column: int, words: str) -> None:
    errors = checked(source).errors
    assert len(errors) == 1, [str(error) for error in errors]
    assert words in said(errors[0])
    assert str(errors[0].place) == f"expression:1:{column}"


@pytest.mark.parametrize(
    ("source", "expected", "words"),
    [
        (
            "attempts",
            Basic.BOOLEAN,
            'E205 "attempts" is a number, and a condition is true or false.',
        ),
        ("visits", Basic.BOOLEAN, "as in count(visits) > 0."),
        ("crossed on", Basic.BOOLEAN, 'as in crossed on <= date("1960-12-31").'),
        ("if has papers then true else 1", Basic.BOOLEAN, "E205 1 is a number"),
        ("note", Basic.NUMBER, 'E212 "note" is a string, and a number is wanted here.'),
        ("count(visits)", Basic.DATE, "and a date is wanted here."),
        ('"othr"', NAMES["spouse"], 'E203 "othr" is not a value'),
    ],
)
def test_the_whole_must_be_of_the_type_that_is_wanted(
    source: str, expected: Type, words: str
) -> None:
    errors = checked(source, expected).errors
    assert len(errors) == 1
    assert words in said(errors[0])


def test_several_errors_come_in_reading_order() -> None:
    errors = checked('attempt > 2 and spouse = "othr" and crossed on < 1960', Basic.BOOLEAN).errors
    assert [error.code for error in errors] == ["E202", "E203", "E201"]


def test_the_value_of_a_between_is_wrong_only_once() -> None:
    assert [e.code for e in checked('spouse between "a" and "b"').errors] == ["E213"]


def test_an_error_reads_like_this() -> None:
    assert str(checked("crossed on < 1960").errors[0]) == (
        'expression:1:1 [E201] "crossed on" is a date, and 1960 is a number. Compare it with '
        'date("1960-12-31"), or use crossed on.year.'
    )


def test_types_declared_elsewhere_are_known() -> None:
    tree = parse("attempts instance of few")
    few = {"few": Basic.NUMBER}
    assert [e.code for e in check(tree, NAMES).errors] == ["E211"]
    assert check(tree, NAMES, types=few).errors == ()


def test_a_fact_may_have_the_name_of_a_function() -> None:
    names: Mapping[str, Type] = {"date": Basic.DATE}
    assert check(parse('date < date("1960-12-31")'), names).errors == ()


def test_an_entry_called_item_hides_the_item() -> None:
    assert checked("[{item: 1}][item > 0]").errors == ()


@pytest.mark.parametrize(
    ("tests", "codes"),
    [
        ("-", []),
        ("< 5, [7..9], attempt", ["E202"]),
        ("not(3, > 7)", []),
        ('"a"', ["E201"]),
        ("? > 3", []),
        ('not("a")', ["E201"]),
        ("attempts", []),
    ],
)
def test_unary_tests_are_checked_against_a_type(tests: str, codes: list[str]) -> None:
    found = check_tests(parse_unary_tests(tests, names=NAMES), Basic.NUMBER, NAMES)
    assert [error.code for error in found] == codes


@pytest.mark.parametrize(
    ("left", "right", "levels"),
    [
        ("1 + (", ")", 1),
        ("abs(", ")", 2),
        ("[", "]", 1),
        ("{a: ", "}", 2),
        ("if true then ", " else 1", 1),
        ("1 in (2, ", ")", 2),
        ("for x in [1] return ", "", 1),
        ("function(x) ", "", 1),
        ("sort([1], function(x, y) ", ")", 3),
    ],
)
def test_the_deepest_tree_that_is_read_can_be_shown_checked_and_compared(
    left: str, right: str, levels: int
) -> None:
    times = (DEEPEST - 4) // levels
    tree = parse(left * times + "1" + right * times)
    assert parse(show(tree)) == tree
    assert hash(tree) == hash(parse(show(tree)))
    assert repr(tree)
    check(tree, {})


@given(expressions)
def test_every_error_has_a_place_and_advice_and_they_are_in_order(tree: Expression) -> None:
    read = parse(show(tree), names=DECLARED)
    errors = check(read, {"x": Basic.NUMBER, "spouse": Basic.STRING}).errors
    places = []
    for error in errors:
        assert error.place is not None
        assert error.message.endswith(".")
        assert error.advice.endswith((".", "?"))
        places.append(getattr(error.place, "start", -1))
    assert places == sorted(places)


LITERALS: st.SearchStrategy[Expression] = st.sampled_from(
    [
        NumberLiteral(Decimal(0)),
        NumberLiteral(Decimal(3)),
        StringLiteral("a"),
        BooleanLiteral(True),
        AtLiteral("1961-11-25"),
        AtLiteral("P2D"),
        AtLiteral("P3M"),
        AtLiteral("10:30:00"),
    ]
)
CLASSES: Mapping[Type, type] = {
    Basic.NUMBER: Decimal,
    Basic.STRING: str,
    Basic.BOOLEAN: bool,
    Basic.DATE: Date,
    Basic.TIME: Time,
    Basic.DATE_AND_TIME: DateTime,
    Basic.DAYS_AND_TIME_DURATION: DaysAndTimeDuration,
    Basic.YEARS_AND_MONTHS_DURATION: YearsAndMonthsDuration,
}


@given(st.recursive(LITERALS, larger, max_leaves=5))
def test_a_value_is_null_or_of_the_type_that_was_found(tree: Expression) -> None:
    found = check(tree, {})
    if found.errors:
        return
    value = evaluate(tree).value
    match found.type:
        case _ if value is None:
            pass
        case ListType():
            assert isinstance(value, list)
        case basic if basic in CLASSES:
            assert isinstance(value, CLASSES[basic])
        case _:
            pass
