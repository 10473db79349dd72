"""What is a heading, a block, a quotation or a comment in Markdown, by CommonMark."""

from __future__ import annotations

import pytest

from decretal.rulebook.markdown import (
    BlockQuotation,
    Comment,
    Fence,
    Heading,
    Part,
    Prose,
    Unread,
    scan,
)
from decretal.source import Text


def parts(*lines: str) -> list[Part]:
    return list(scan(Text("a.md", "\n".join(lines))))


def fences(*lines: str) -> list[tuple[str, str, bool]]:
    found = [part for part in parts(*lines) if isinstance(part, Fence)]
    return [(part.language, part.content.content, part.closed) for part in found]


def headings(*lines: str) -> list[tuple[int, str]]:
    return [(part.level, part.words) for part in parts(*lines) if isinstance(part, Heading)]


def quotations(*lines: str) -> list[str]:
    return [part.words for part in parts(*lines) if isinstance(part, BlockQuotation)]


def prose(*lines: str) -> list[str]:
    return [part.words for part in parts(*lines) if isinstance(part, Prose)]


# fences (4.5) ---------------------------------------------------------------------


def test_a_fence_of_backticks_holds_what_stands_between() -> None:
    assert fences("```yaml", "a: b", "", "c: d", "```") == [("yaml", "a: b\n\nc: d\n", True)]


def test_a_fence_of_tildes_is_one_too() -> None:
    assert fences("~~~yaml", "a: b", "~~~") == [("yaml", "a: b\n", True)]


def test_a_fence_is_closed_by_its_own_marks_only() -> None:
    assert fences("~~~yaml", "```", "~~~") == [("yaml", "```\n", True)]


def test_a_fence_is_closed_by_as_many_marks_or_more() -> None:
    assert fences("````yaml", "```", "`````") == [("yaml", "```\n", True)]


def test_two_marks_make_no_fence() -> None:
    assert fences("``yaml", "a: b", "``") == []


def test_a_closing_fence_has_no_words_behind_it() -> None:
    assert fences("```yaml", "``` no", "```  ") == [("yaml", "``` no\n", True)]


def test_a_fence_that_nobody_closes_runs_to_the_end() -> None:
    assert fences("```yaml", "a: b", "# c") == [("yaml", "a: b\n# c", False)]


def test_a_fence_at_the_end_of_the_file_is_closed_without_a_line_end() -> None:
    assert fences("a", "```", "```") == [("", "", True)]


def test_the_language_is_the_first_word_behind_the_marks() -> None:
    assert fences("```  YAML rule 1", "```") == [("yaml", "", True)]


def test_backticks_behind_backticks_are_no_fence() -> None:
    assert fences("``` a `b` ```") == []


def test_backticks_behind_tildes_are() -> None:
    assert fences("~~~ a`b", "~~~") == [("a`b", "", True)]


@pytest.mark.parametrize("indent", ["", " ", "  ", "   "])
def test_a_fence_may_be_indented_by_three_spaces(indent: str) -> None:
    assert fences(f"{indent}```yaml", f"{indent}  a: b", " c: d", f"{indent}```") == [
        ("yaml", "  a: b\n" + " c: d"[min(len(indent), 1) :] + "\n", True)
    ]


def test_the_content_of_an_indented_fence_knows_where_it_stands() -> None:
    (fence,) = (part for part in parts("  ```yaml", "  a: b", "  ```") if isinstance(part, Fence))
    # Line 1 has ten characters with its end, and two spaces are cut away.
    assert fence.content.offsets == (12, 13, 14, 15, 16, 17)
    assert str(fence.content.span(3, 4)) == "a.md:2:6"


def test_an_indented_closing_fence_closes() -> None:
    assert fences("```yaml", "a", "   ```", "b") == [("yaml", "a\n", True)]


def test_one_that_is_indented_by_four_spaces_does_not() -> None:
    assert fences("```yaml", "a", "    ```") == [("yaml", "a\n    ```", False)]


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_only_a_line_feed_ends_a_line(mark: str) -> None:
    assert headings(f"words{mark}# no heading") == []


# YAML that would not be read -----------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("    ```yaml", "    a: b", "    ```"),
        ("\t```yaml", "\ta: b", "\t```"),
        ("- ```yaml", "  a: b"),
        ("1. ~~~ yml", "   a: b"),
        ("> ```yaml", "> a: b", "> ```"),
        ("10. words", "", "    ```yaml", "    a: b"),
    ],
)
def test_yaml_where_no_block_is_read_is_pointed_out(lines: tuple[str, ...]) -> None:
    assert any(isinstance(part, Unread) for part in parts(*lines))


def test_an_illustration_in_a_list_is_not() -> None:
    assert not any(isinstance(part, Unread) for part in parts("    ```text", "    a: b"))


def test_a_fence_in_a_list_with_a_short_mark_is_read() -> None:
    assert fences("- words", "", "  ```yaml", "  a: b", "  ```") == [("yaml", "a: b\n", True)]


# headings (4.2, 4.3) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# One", (1, "One")),
        ("###### Six", (6, "Six")),
        ("   ## Indented", (2, "Indented")),
        ("## Closed ##", (2, "Closed")),
        ("## Closed by more ####  ", (2, "Closed by more")),
        ("## C#", (2, "C#")),
        ("## No. #4", (2, "No. #4")),
        ("##\tTab", (2, "Tab")),
        ("#", (1, "")),
        ("## ##", (2, "")),
    ],
)
def test_a_heading(line: str, expected: tuple[int, str]) -> None:
    assert headings(line) == [expected]


@pytest.mark.parametrize("line", ["#One", "####### Seven", "    # Code", "\t# Code", "\\# Escaped"])
def test_no_heading(line: str) -> None:
    assert headings(line) == []


def test_a_heading_stands_where_its_words_do() -> None:
    (heading,) = parts("  ##   Words")
    assert isinstance(heading, Heading)
    assert str(heading.span) == "a.md:1:8"


@pytest.mark.parametrize(("mark", "level"), [("===", 1), ("=", 1), ("---", 2), ("  -----  ", 2)])
def test_a_paragraph_with_a_line_below_it_is_a_heading(mark: str, level: int) -> None:
    assert headings("I.1 — Persuasion", "of people", mark) == [
        (level, "I.1 — Persuasion of people")
    ]


def test_a_line_below_nothing_is_none() -> None:
    assert headings("words", "", "---") == []
    assert prose("words", "", "---", "***") == ["words"]


def test_a_line_below_an_item_of_a_list_is_none() -> None:
    assert headings("- item", "---") == []
    assert headings("words", "- item", "---") == []


def test_a_line_below_a_table_is_none() -> None:
    assert headings("| a | b |", "|---|---|") == []


def test_a_heading_in_a_fence_is_none() -> None:
    assert headings("```", "# a", "```") == []


# quotations (5.1) --------------------------------------------------------------------


def test_a_quotation_is_one_run_of_words() -> None:
    assert quotations("> we should", ">  persuade   them", "   >to return") == [
        "we should persuade them to return"
    ]


def test_its_last_lines_may_lack_the_mark() -> None:
    assert quotations("> we should", "persuade them", "", "to return") == [
        "we should persuade them"
    ]


@pytest.mark.parametrize("line", ["", "# a", "```", "- a", "1. a", "---", "<!-- a -->"])
def test_something_else_ends_it(line: str) -> None:
    assert quotations("> words", line) == ["words"]


def test_an_empty_line_in_a_quotation_makes_two() -> None:
    assert quotations("> one", ">", "> two") == ["one", "two"]


def test_a_quotation_in_a_quotation_is_its_words() -> None:
    assert quotations("> > words") == ["words"]


def test_a_quotation_in_a_fence_is_none() -> None:
    assert quotations("```", "> a", "```") == []
    assert quotations("    > code") == []


def test_a_quotation_stands_where_its_first_line_does() -> None:
    (_, quotation) = parts("words", "> a", "> b")
    assert isinstance(quotation, BlockQuotation)
    assert str(quotation.span) == "a.md:2:1"


# comments (4.6) ------------------------------------------------------------------------


def test_what_stands_in_a_comment_is_not_read() -> None:
    assert fences("<!--", "```yaml", "a: b", "```", "-->", "```", "```") == [("", "", True)]


def test_a_comment_may_end_on_its_own_line() -> None:
    assert headings("<!-- # a -->", "# b") == [(1, "b")]


def test_a_comment_that_nobody_closes_says_so() -> None:
    (comment,) = parts("<!-- a", "# b")
    assert isinstance(comment, Comment)
    assert not comment.closed


def test_a_comment_in_a_fence_is_none() -> None:
    assert fences("```yaml", "<!--", "```") == [("yaml", "<!--\n", True)]


# prose ---------------------------------------------------------------------------------


def test_lines_of_one_paragraph_are_one() -> None:
    assert prose("one", "  two", "", "three") == ["one two", "three"]


def test_an_empty_file_has_no_parts() -> None:
    assert parts("") == []
    assert parts("", "  ", "\t") == []
