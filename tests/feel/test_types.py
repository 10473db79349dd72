from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decretal.feel.builtins import BUILT_INS
from decretal.feel.names import RULEBOOK_FUNCTIONS
from decretal.feel.parse import parse
from decretal.feel.signatures import SIGNATURES
from decretal.feel.types import (
    conforms,
    has_order,
    in_words,
    join,
    join_all,
    may_be,
    resolve,
    show_type,
    unknown_names,
)
from decretal.nodes.expressions import InstanceOf, TypeExpression
from decretal.nodes.types import (
    Basic,
    ChoiceType,
    ContextType,
    FunctionType,
    ListType,
    RangeType,
    Type,
)

ANY, NULL, NUMBER, STRING, BOOLEAN = (
    Basic.ANY,
    Basic.NULL,
    Basic.NUMBER,
    Basic.STRING,
    Basic.BOOLEAN,
)
YES_NO = ChoiceType(("yes", "no"))
YES = ChoiceType(("yes",))
PERSON = ContextType((("name", STRING), ("age", NUMBER)))
NAMED = ContextType((("name", STRING),))

types: st.SearchStrategy[Type] = st.recursive(
    st.sampled_from([*Basic, YES_NO, YES]),
    lambda inner: (
        st.builds(ListType, inner)
        | st.builds(RangeType, inner)
        | st.builds(lambda a, b: ContextType((("a", a), ("b", b))), inner, inner)
        | st.builds(lambda a, b: FunctionType((a,), b), inner, inner)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        (NUMBER, NUMBER, True),
        (NUMBER, STRING, False),
        (NUMBER, ANY, True),
        (ANY, NUMBER, False),
        (NULL, NUMBER, True),
        (NUMBER, NULL, False),
        (YES_NO, STRING, True),
        (STRING, YES_NO, False),
        (YES, YES_NO, True),
        (YES_NO, YES, False),
        (ListType(NUMBER), ListType(ANY), True),
        (ListType(ANY), ListType(NUMBER), False),
        (ListType(NUMBER), NUMBER, False),
        (RangeType(NUMBER), RangeType(ANY), True),
        (PERSON, NAMED, True),
        (NAMED, PERSON, False),
        (FunctionType((ANY,), NUMBER), FunctionType((NUMBER,), ANY), True),
        (FunctionType((NUMBER,), NUMBER), FunctionType((ANY,), NUMBER), False),
        (FunctionType((), NUMBER), FunctionType((NUMBER,), NUMBER), False),
    ],
)
def test_a_type_conforms_to_a_wider_one(a: Type, b: Type, fits: bool) -> None:
    assert conforms(a, b) is fits


@pytest.mark.parametrize(
    ("a", "b", "possible"),
    [
        (ANY, NUMBER, True),
        (NUMBER, ANY, True),
        (ListType(ANY), ListType(NUMBER), True),
        (ListType(STRING), ListType(NUMBER), False),
        (STRING, YES_NO, True),
        (YES, ChoiceType(("no",)), False),
        (ContextType(()), PERSON, True),
        (NAMED, PERSON, False),
    ],
)
def test_where_nothing_is_known_a_value_may_be_of_a_type(a: Type, b: Type, possible: bool) -> None:
    assert may_be(a, b) is possible


@given(types, types)
def test_what_conforms_may_be(a: Type, b: Type) -> None:
    if conforms(a, b):
        assert may_be(a, b)


@given(types, types)
def test_both_types_conform_to_their_join(a: Type, b: Type) -> None:
    # A context's join has the entries that both have; function types have none but Any.
    assert conforms(a, join(a, b))
    assert conforms(b, join(a, b))


@given(types)
def test_a_type_conforms_to_itself_and_to_any(type_: Type) -> None:
    assert conforms(type_, type_)
    assert conforms(type_, ANY)
    assert join(type_, type_) == type_


def test_the_join_of_two_choices_holds_the_values_of_both() -> None:
    assert join(YES, ChoiceType(("no", "yes"))) == ChoiceType(("no", "yes"))
    assert join(YES, ChoiceType(("no",))) == ChoiceType(("yes", "no"))
    assert join_all(()) is ANY


@pytest.mark.parametrize(
    ("type_", "shown", "words"),
    [
        (NUMBER, "number", "a number"),
        (Basic.DATE_AND_TIME, "date and time", "a date and time"),
        (ListType(STRING), "list<string>", "a list of strings"),
        (ListType(ANY), "list<Any>", "a list"),
        (RangeType(Basic.DATE), "range<date>", "a range of dates"),
        (PERSON, "context<name: string, age: number>", "a context"),
        (FunctionType((NUMBER,), STRING), "function<number> -> string", "a function"),
        (YES_NO, '"yes" or "no"', 'a choice of "yes", "no"'),
        (
            ChoiceType(("a", "b", "c", "d")),
            '"a" or "b" or "c" or "d"',
            'a choice of "a", "b" and 2 other values',
        ),
    ],
)
def test_a_type_is_shown_and_said(type_: Type, shown: str, words: str) -> None:
    assert show_type(type_) == shown
    assert in_words(type_) == words


def test_numbers_have_an_order_and_choices_have_none() -> None:
    assert has_order(NUMBER)
    assert has_order(ANY)
    assert not has_order(BOOLEAN)
    assert not has_order(YES_NO)
    assert not has_order(ListType(NUMBER))


def written(text: str) -> TypeExpression:
    tree = parse(f"x instance of {text}")
    assert isinstance(tree, InstanceOf)
    return tree.type


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("number", NUMBER),
        ("days and time duration", Basic.DAYS_AND_TIME_DURATION),
        ("list", ListType(ANY)),
        ("list<number>", ListType(NUMBER)),
        ("context<name: string, age: number>", PERSON),
        ("function<number> -> range<date>", FunctionType((NUMBER,), RangeType(Basic.DATE))),
        ("answer", YES_NO),
        ("nonsense", ANY),
    ],
)
def test_a_type_as_written_is_this_type(text: str, type_: Type) -> None:
    assert resolve(written(text), {"answer": YES_NO}) == type_


def test_the_unknown_names_in_a_type_are_found() -> None:
    names = unknown_names(
        written("function<list<foo>, answer> -> context<a: bar>"), {"answer": YES}
    )
    assert [name.name for name in names] == ["foo", "bar"]


@pytest.mark.parametrize("name", sorted(BUILT_INS.keys() - RULEBOOK_FUNCTIONS))
def test_a_built_in_takes_the_parameters_that_its_signature_lists(name: str) -> None:
    def forms(signatures: object) -> set[tuple[str, ...]]:
        assert isinstance(signatures, tuple)
        listed = set()
        for signature in signatures:
            names = tuple(parameter.name for parameter in signature.parameters)
            # A last parameter that may be left out makes two forms.
            if signature.parameters and signature.parameters[-1].optional:
                listed.add(names[:-1])
            listed.add(names)
        return listed

    wanted, given = forms(SIGNATURES[name]), forms(BUILT_INS[name].signatures)
    assert wanted <= given | {given_form[:-1] for given_form in given}


def test_every_built_in_has_a_signature() -> None:
    assert BUILT_INS.keys() - RULEBOOK_FUNCTIONS == SIGNATURES.keys()
