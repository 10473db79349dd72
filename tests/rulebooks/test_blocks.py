"""YAML as it was written: values, places, and what is refused."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from decretal.errors import YamlError
from decretal.rulebook.blocks import DEEPEST, Mapping, Scalar, Series, Value, read_block
from decretal.source import Excerpt, Text


def excerpt(content: str) -> Excerpt:
    text = Text("a.md", content)
    return Excerpt(text, content, tuple(range(len(content) + 1)))


def read(content: str) -> Value | None:
    return read_block(excerpt(content))


def scalar(content: str) -> Scalar:
    """The value of the only key of a block."""
    whole = read(content)
    assert isinstance(whole, Mapping)
    value = whole.fields[0].value
    assert isinstance(value, Scalar)
    return value


def plain(value: Value | None) -> object:
    """A value without its places."""
    match value:
        case None:
            return None
        case Scalar(text):
            return text
        case Series(items):
            return [plain(item) for item in items]
        case Mapping(fields):
            return {field.key: plain(field.value) for field in fields}


def error(content: str) -> str:
    with pytest.raises(YamlError) as raised:
        read(content)
    return str(raised.value)


# values ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("null", "null"),
        ("~", "~"),
        ("1960", "1960"),
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("1961-11-25", "1961-11-25"),
        ("'it''s'", "it's"),
        ('"a\\tb"', "a\tb"),
        ("", ""),
    ],
)
def test_every_scalar_is_text(word: str, expected: str) -> None:
    assert plain(read(f"a: {word}")) == {"a": expected}


def test_lists_and_mappings_keep_their_order() -> None:
    assert plain(read("- b: [c, d]\n  a: {f: g, e: }\n- h")) == [
        {"b": ["c", "d"], "a": {"f": "g", "e": ""}},
        "h",
    ]


@pytest.mark.parametrize("content", ["", "\n", "# a comment\n", "---\n"])
def test_an_empty_block_has_no_value(content: str) -> None:
    assert plain(read(content)) in (None, "")


def test_the_spaces_of_a_key_are_single_ones() -> None:
    assert plain(read("exception   to: a")) == {"exception to": "a"}


def test_a_comment_on_a_line_of_its_own_is_read_over() -> None:
    assert plain(read("# one\na: b\n  # two\nc: d\n")) == {"a": "b", "c": "d"}


# what is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # "c: d e:" has its second colon at the seventh character.
        ("a: b\nc: d e: f", "a.md:2:7 [E302] A second colon stands in this value."),
        ('a: "b', "a.md:1:4 [E302] This quotation mark is never closed."),
        ("a: 'b", "a.md:1:4 [E302] This quotation mark is never closed."),
        ('a: "b" c', "a.md:1:8 [E302] Something stands here that belongs to no key."),
        ('a: "\\q"', "a.md:1:6 [E302] In double quotation marks a backslash has a meaning"),
        ("a:\n\tb: c", "a.md:2:1 [E302] A tab stands where there may be spaces only."),
        ('a: @"P1D"', "a.md:1:4 [E302] A value cannot begin with this character."),
        ("a: %b", "a.md:1:4 [E302] A value cannot begin with this character."),
        ("a: `b`", "a.md:1:4 [E302] A value cannot begin with this character."),
        ("a: > b\n  c", "a.md:1:6 [E302] After | or > the value begins on the next line."),
        ("a: |b\n  c", "a.md:1:5 [E302] After | or > the value begins on the next line."),
        ("a: [b, c", "a.md:1:4 [E302] This list is never closed, or closed wrongly."),
        ("a: [b}", "a.md:1:4 [E302] This list is never closed, or closed wrongly."),
        ("a: {b: c", "a.md:1:4 [E302] This { is never closed, or closed wrongly."),
        ("a: b\nc", "a.md:2:1 [E302] This line has no colon after its key."),
        ("a: b\n c: d", "a.md:2:3 [E302] A second colon stands in this value."),
        ("- a: b\n c: d", "a.md:2:2 [E302] This line is not indented like the items"),
        ("  a: b\n c: d", "a.md:2:2 [E302] This line does not go on with what stands"),
        ("a: - b", "a.md:1:4 [E302] A list begins on a line of its own."),
        ("a: b\na: c", 'a.md:2:1 [E302] The key "a" stands here twice.'),
        ("a b: c\na  b: d", 'a.md:2:1 [E302] The key "a b" stands here twice.'),
        ("a: &b c", "a.md:1:4 [E302] A rulebook's blocks have no use for an anchor."),
        ("a: *b", "a.md:1:4 [E302] A rulebook's blocks have no use for an alias."),
        ("a: & b", "a.md:1:5 [E302] A value cannot begin with & or *."),
        ("a: !b c", "a.md:1:4 [E302] A rulebook's blocks have no use for a tag."),
        ("a: b\n---\nc: d", "a.md:2:1 [E302] A rulebook's blocks have no use for a second"),
        ("? [a]\n: b", "a.md:1:3 [E302] A key is a word, and this is a list or a block."),
        ("a: Document #4", "a.md:1:13 [E302] What stands behind # is a comment"),
        ("a: b\x01", "a.md:1:5 [E302] This block contains a character that YAML does not"),
        ('a: "\\UFFFFFFFF"', "a.md:1:1 [E302] This block contains an escape or a number"),
        ('a: "\\ud800"', "a.md:1:4 [E302] A rulebook's blocks have no use for half a char"),
        ("%YAML 2.0\n---\na: b", "a.md:1:1 [E302] This block is not well-formed YAML"),
    ],
)
def test_a_mistake_is_told_in_plain_words_at_its_place(content: str, expected: str) -> None:
    assert error(content).startswith(expected)


def test_a_number_beyond_all_bounds_is_refused() -> None:
    assert "[E302]" in error("%YAML 1." + "1" * 5000 + "\n---\na: b")


def test_a_block_may_be_nested_so_deep_and_no_deeper() -> None:
    assert plain(read("[" * DEEPEST + "]" * DEEPEST)) is not None
    assert "more than 12 levels" in error("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


@given(st.text(alphabet="ab:-#'\"[]{}|>&*!%@`,? \n\t\\xu0~\u00b6", max_size=40))
def test_any_block_is_read_or_refused(content: str) -> None:
    with suppress(YamlError):
        read(content)


# places ----------------------------------------------------------------------------


def places(value: Scalar) -> list[tuple[str, str]]:
    """Each character that is not white space, with the one that stands at its place."""
    whole = value.excerpt.of.content
    return [
        (character, whole[value.excerpt.offsets[at]])
        for at, character in enumerate(value.text)
        if not character.isspace()
    ]


def in_file(content: str, word: str) -> str:
    """Where a word of the value stands in the file."""
    value = scalar(content)
    at = value.text.index(word)
    return str(value.excerpt.span(at, at + len(word)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: one here", "a.md:1:8"),
        ("a:   one here", "a.md:1:10"),
        ("a:\n  one here", "a.md:2:7"),
        ("a: one\n   two\n\n  here", "a.md:4:3"),
        ("a: 'it''s here'", "a.md:1:11"),
        ("a: 'it''s\n\n    here'", "a.md:3:5"),
        ('a: "one\\x20\\u0020here"', "a.md:1:18"),
        ('a: "\\"one\\" here"', "a.md:1:13"),
        ('a: "one \\\n    here"', "a.md:2:5"),
        ('a: "one\\\n\\\n  \\   here"', "a.md:3:7"),
        ('a: "one\n   \\there"', "a.md:2:6"),
        ('a: "one\n\n\n   here"', "a.md:4:4"),
        ("a: |\n  one\n    here", "a.md:3:5"),
        ("a: |2-\n    one\n  here", "a.md:3:3"),
        ("a: >\n  one\n  here", "a.md:3:3"),
        ("a: >+\n  one\n\n\n    here\n\n", "a.md:5:5"),
        ("a: |  # a comment\n  one here", "a.md:2:7"),
        ("{a: one here}", "a.md:1:9"),
        ("{a: one\n here}", "a.md:2:2"),
        ("a: one\u3000here", "a.md:1:8"),
        ("a: \u4eba \U0001f4ee here", "a.md:1:8"),
    ],
)
def test_a_word_of_a_value_stands_where_it_stands_in_the_file(content: str, expected: str) -> None:
    assert in_file(content, "here") == expected


def test_the_end_of_a_value_stands_behind_its_last_character() -> None:
    for content in ("a: one", "a: 'one'", 'a: "one"', "a: |-\n  one", "a: >-\n  one"):
        value = scalar(content)
        assert content[value.excerpt.offsets[-1] - 1] == "e"


# Line breaks and spaces where folding has something to do, and what YAML must escape.
_MARKS = "'\"\\#:-{}[],&*!|>%@ \n\t"
_WORDS = st.text(alphabet=f"ab\u3000\u00b6\U0001f4ee{_MARKS}", min_size=1, max_size=60)
_LINES = st.lists(
    st.tuples(st.integers(0, 3), st.text(alphabet="ab'\"\\#: \u00b6{}[]", max_size=8)),
    min_size=1,
    max_size=6,
)


@given(_WORDS, st.sampled_from(["'", '"']), st.sampled_from([5, 20, 1000]))
def test_a_quoted_character_stands_at_its_place(words: str, style: str, width: int) -> None:
    content = yaml.safe_dump({"a": words}, default_style=style, width=width, allow_unicode=True)
    content = content.replace(f"{style}a{style}:", "a:", 1)
    value = scalar(content)
    assert value.text == words
    for character, found in places(value):
        assert found in (character, "\\")


@given(_LINES, st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]))
def test_a_character_of_a_block_stands_at_its_place(
    lines: list[tuple[int, str]], style: str
) -> None:
    body = "\n".join(" " * indent + words for indent, words in lines)
    assume(body.strip() and not body.startswith((" ", "\n")))
    content = f"a: {style}\n{textwrap.indent(body, '  ')}\n"
    for character, found in places(scalar(content)):
        assert found == character


@given(st.lists(st.sampled_from(["ab", "b'a", "a\u3000b", 'c"', "x\\y", "¶9"]), min_size=1))
def test_a_character_of_a_plain_value_stands_at_its_place(words: list[str]) -> None:
    content = "a: " + "\n   \n  ".join(words)
    value = scalar(content)
    assert all(found == character for character, found in places(value))
    assert value.text.split() == " ".join(words).split()


@given(_WORDS, st.sampled_from(["'", '"', "", "|", ">"]), st.sampled_from([10, 1000]))
def test_both_readers_of_yaml_read_the_same(words: str, style: str, width: int) -> None:
    content = yaml.safe_dump(
        {"a": words, "b": [words]}, default_style=style or None, width=width, allow_unicode=True
    )
    assert list(_events(content, yaml.CSafeLoader)) == list(_events(content, yaml.SafeLoader))


def _events(content: str, loader: Any) -> Iterator[tuple[str, str, int]]:
    for event in yaml.parse(content, Loader=loader):
        mark: Any = event.start_mark
        yield type(event).__name__, getattr(event, "value", ""), mark.index
