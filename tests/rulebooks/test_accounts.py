"""A rulebook held against a small invented source."""

from __future__ import annotations

import pytest

from decretal.rulebook import Coverage, coverage, read_rulebook
from decretal.rulebook.accounts import same_words
from decretal.source import Text

SOURCE = Text(
    "order.txt",
    """To the keeper of the gate

1. Parcels that nobody claims within “thirty days” are to be opened. The keeper of the gate
opens them with a witness.

2. Letters are burnt. Nobody reads them. Nobody asks for them.

Signed, the Governor
""".replace("gate\nopens", "gate opens"),
)

HEAD = """# A

```yaml
directive: gate
title: The gate
rank: local directive
```

## 1 — Parcels

```yaml
- fact: claimed
  question: Is it claimed?
  type: boolean
- disposition: open it
```

"""


def held(*blocks: str) -> Coverage:
    """The coverage of a rulebook that says this."""
    body = "".join(f"```yaml\n{block}\n```\n\n" for block in blocks)
    return coverage(read_rulebook(Text("gate.md", HEAD + body)), SOURCE)


def standings(found: Coverage) -> dict[str, str]:
    return {each.sentence.place: each.standing for each in found.accounts}


def act(source: str, name: str = "opening") -> str:
    return f"- act: {name}\n  source: {source}"


NOTHING = {
    "¶1.1": "unaccounted",
    "¶2.1": "unaccounted",
    "¶2.2": "unaccounted",
    "¶3.1": "unaccounted",
    "¶3.2": "unaccounted",
    "¶3.3": "unaccounted",
    "¶4.1": "unaccounted",
}


def test_what_nothing_cites_is_unaccounted_for() -> None:
    found = held()
    assert standings(found) == NOTHING
    assert not found.complete
    assert len(found.unaccounted) == found.count("unaccounted") == 7


def test_a_sentence_that_is_cited_is_encoded() -> None:
    found = held(act("{¶2.2: with a witness}"))
    assert standings(found) == NOTHING | {"¶2.2": "encoded"}
    assert found.misquotations == ()
    assert found.accounts[2].by == ("act opening",)


def test_a_place_without_words_is_all_of_it() -> None:
    assert standings(held(act("{¶3.2: }"))) == NOTHING | {"¶3.2": "encoded"}
    whole = {"¶3.1": "encoded", "¶3.2": "encoded", "¶3.3": "encoded"}
    assert standings(held(act("{¶3: }"))) == NOTHING | whole


def test_words_of_a_paragraph_are_of_the_sentence_that_has_them() -> None:
    assert standings(held(act("{¶3: reads them}"))) == NOTHING | {"¶3.2": "encoded"}


def test_words_that_run_over_a_stop_are_of_the_sentences_that_they_touch() -> None:
    two = {"¶3.1": "encoded", "¶3.2": "encoded"}
    assert standings(held(act("{¶3: burnt. Nobody}"))) == NOTHING | two


def test_what_is_no_rule_or_open_says_why() -> None:
    found = held(
        "- not a rule: It is the address.\n  source: {¶1: }",
        "- open: Who the Governor was is not known.\n  source: {¶4: }",
    )
    assert standings(found) == NOTHING | {"¶1.1": "no rule", "¶4.1": "open"}
    assert found.accounts[0].reasons == ("It is the address.",)
    assert found.accounts[-1].reasons == ("Who the Governor was is not known.",)


def test_what_is_encoded_in_part_and_open_is_open() -> None:
    found = held(act("{¶4: Governor}"), "- open: Which one?\n  source: {¶4: }")
    assert found.accounts[-1].standing == "open"
    assert found.accounts[-1].by == ("act opening",)


def test_what_is_encoded_and_else_no_rule_is_encoded() -> None:
    found = held(act("{¶1: keeper of the gate}"), "- not a rule: To is a form.\n  source: {¶1: To}")
    assert found.accounts[0].standing == "encoded"
    assert found.accounts[0].reasons == ("To is a form.",)


def test_a_source_that_is_all_accounted_for_is_complete() -> None:
    found = held(act("{¶2: , ¶3: }"), "- not a rule: A form.\n  source: {¶1: , ¶4: }")
    assert found.complete
    assert found.unaccounted == ()


def test_words_that_stand_elsewhere_are_found_there() -> None:
    found = held(act("{¶2.1: with a witness}"))
    (wrong,) = found.misquotations
    assert wrong.message == '"with a witness" does not stand at ¶2.1.'
    assert wrong.elsewhere == ("¶2.2",)
    # The block begins on line 18; its second line is "  source: {¶2.1: ...".
    assert str(wrong.place) == "gate.md:20:12"
    assert standings(found) == NOTHING
    assert not found.complete


def test_words_that_stand_nowhere_are_told_with_the_nearest() -> None:
    found = held(act("{¶2.2: opens it with a witness}"))
    (wrong,) = found.misquotations
    assert wrong.elsewhere == ()
    assert wrong.nearest == "opens them with a witness."


def test_words_like_which_there_are_none_have_no_nearest() -> None:
    (wrong,) = held(act("{¶2.2: somebody else altogether}")).misquotations
    assert wrong.nearest == ""


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("¶5", "¶5 does not exist: the source has 4 paragraphs."),
        ("¶3.4", "¶3.4 does not exist: ¶3 has 3 sentences."),
        ("¶1.2", "¶1.2 does not exist: ¶1 has 1 sentence."),
    ],
)
def test_a_place_that_does_not_exist(place: str, message: str) -> None:
    (wrong,) = held(act(f"{{{place}: }}")).misquotations
    assert wrong.message == message


def test_a_block_quotation_must_stand_in_the_source() -> None:
    rulebook = read_rulebook(
        Text("gate.md", HEAD + "> Letters are burnt.\n\n> Letters are kept.\n")
    )
    (wrong,) = coverage(rulebook, SOURCE).misquotations
    assert wrong.message == '"Letters are kept." does not stand in the source.'
    assert wrong.nearest == "Letters are burnt."
    # 17 lines of the head, one quotation, an empty line.
    assert str(wrong.place) == "gate.md:20:1"


@pytest.mark.parametrize(
    "words",
    [
        'within "thirty days"',
        "within \u201cthirty   days\u201d",
        "within \u00abthirty\n days\u00bb",
        "thirty days",
        "days\u201d are",
        "\u201d are to be",
    ],
)
def test_white_space_and_shapes_of_marks_make_no_difference(words: str) -> None:
    assert same_words(words, "claims within “thirty days” are to be opened")


@pytest.mark.parametrize(
    "words", ["hirty days", "thirty day", "Thirty days", "thirty, days", "thirty days are be"]
)
def test_anything_else_does(words: str) -> None:
    assert not same_words(words, "claims within “thirty days” are to be opened")


def test_dashes_of_all_lengths_and_apostrophes_are_alike() -> None:
    assert same_words("long-stayer's", "a long–stayer’s permit")
    assert not same_words("long stayer's", "a long–stayer’s permit")


def test_words_of_chinese_stand_within_others() -> None:
    assert same_words("非法越境", "对于非法越境者应动员其返回")
    assert not same_words("合法越境", "对于非法越境者应动员其返回")


def test_each_kind_of_thing_can_encode_words() -> None:
    found = held(
        "- authority: the keeper\n  source: {¶1: keeper}",
        "- interpretation: days\n  question: Which?\n  options: {a: One., b: Two.}\n  default: a\n"
        "  source: {¶2.1: thirty days}",
        "- rule: r\n  if: claimed\n  then: open it\n  source: {¶2.2: opens them}",
        "- obligation: burn them\n  source: {¶3.1: burnt}",
        "- reference: the letters\n  at hand: no\n  source: {¶3.2: them}",
        "scope: claimed\nsource: {¶3.3: Nobody}",
    )
    assert [each.by for each in found.accounts] == [
        ("authority the keeper",),
        ("interpretation days",),
        ("rule r",),
        ("obligation burn them",),
        ("reference the letters",),
        ("scope",),
        (),
    ]
