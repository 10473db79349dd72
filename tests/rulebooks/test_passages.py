"""Where paragraphs and sentences of a source begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decretal.rulebook.passages import paragraphs
from decretal.source import Text


def sentences(words: str) -> list[str]:
    """The sentences of a text of one paragraph."""
    (paragraph,) = paragraphs(Text("a.txt", words))
    return [sentence.words for sentence in paragraph.sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["He came.", "She left."],
        ["Who came?", "She did!", "So it was."],
        ["He came. and went."],
        ["He came...", "She left."],
        ["He said so.", "(She did not.)"],
        ['He said "Go."', "She went."],
        ["He said \u201cGo.\u201d", "\u201cNo,\u201d she said."],
        ["He came (by night.)", "She left."],
        ["He came.", "\u00c9tienne left."],
        ["He came. \u00e9tienne left."],
        ["Он пришёл.", "Она ушла."],
        ["It was at 3.15 and 4.Then it was not."],
        ["No stop at the end"],
        ["One.", "Two"],
        ["He left in 1961. 27 copies were made."],
    ],
)
def test_a_stop_before_a_capital_ends_a_sentence(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "See No. 5 of the list.",
        "See No. (61) of the list.",
        "See Art. IV and paras. 3 to 5.",
        "See pp. 12 and 13, vol. II, sec. A of it.",
        "Mr. Kim and Dr. Lee met Gen. Chen.",
        "J. Doe and A. B. Smith came.",
        "It was St. Petersburg.",
        "It was cf. Smith.",
        "Take some of them, e.g. Kim, or the others, i.e. Lee and Chen.",
    ],
)
def test_an_abbreviation_ends_none(words: str) -> None:
    assert sentences(words) == [words]


def test_a_word_that_is_spelt_like_an_abbreviation_ends_one() -> None:
    assert sentences("He said no. They left.") == ["He said no.", "They left."]
    assert sentences("It is modern art. They like it.") == ["It is modern art.", "They like it."]
    assert sentences("Rice etc. The list is long.") == ["Rice etc.", "The list is long."]


@pytest.mark.parametrize("number", ["1.", "12.", "(3)", "4)", "(a)", "b.", "IV.", "A."])
def test_the_number_of_an_item_ends_none(number: str) -> None:
    assert sentences(f"{number} Go there. Come back.") == [f"{number} Go there.", "Come back."]


@pytest.mark.parametrize(
    "expected",
    [
        ["Reply as follows: 1. Go there.", "2. Come back.", "3. stay."],
        ["He said: (1) Go there.", "(2) Come back.", "(b) or not."],
        ["He counted 27.", "They left in 61.", "So did she."],
    ],
)
def test_items_in_a_line_are_sentences_with_their_numbers(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_the_stops_of_chinese_need_no_space() -> None:
    assert sentences("应动员其返回。对多次动员仍不返回者，应予照顾！可以吗？可以。") == [
        "应动员其返回。",
        "对多次动员仍不返回者，应予照顾！",
        "可以吗？",
        "可以。",
    ]


def test_a_closing_mark_belongs_to_the_chinese_sentence_before_it() -> None:
    for first in ("他说：“应当返回。”", "（应当返回。）"):
        assert sentences(first + "她走了。") == [first, "她走了。"]


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    found = paragraphs(Text("a.txt", "One.\n\n \t\n  Two. Three.  \r\nFour"))
    assert [(p.number, p.words, len(p.sentences)) for p in found] == [
        (1, "One.", 1),
        (2, "Two. Three.", 2),
        (3, "Four", 1),
    ]
    assert found[1].sentences[1].place == "¶2.2"
    # The fourth line begins with two spaces, and "Three." is behind "Two. ".
    assert str(found[1].sentences[1].span) == "a.txt:4:8"


def test_an_empty_source_has_no_paragraphs() -> None:
    assert paragraphs(Text("a.txt", "")) == ()
    assert paragraphs(Text("a.txt", "\n \n")) == ()


@given(st.text(alphabet="Ab1. !?\"'()\u3002\u201c\u201d\n", max_size=80))
def test_sentences_hold_all_of_a_source_but_its_white_space(content: str) -> None:
    found = paragraphs(Text("a.txt", content))
    words = "".join(sentence.words for p in found for sentence in p.sentences)
    assert "".join(words.split()) == "".join(content.split())
    for paragraph in found:
        for sentence in paragraph.sentences:
            assert sentence.span.words == sentence.words
            assert sentence.words.strip() == sentence.words != ""
