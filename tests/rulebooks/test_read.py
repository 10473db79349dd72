"""From a file to a rulebook: where it is, what it is not, how much is said of it."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from decretal.errors import (
    DecretalError,
    NoSuchFileError,
    NotARulebookError,
    RulebookError,
    SeveralErrors,
    UnreadableFileError,
)
from decretal.rulebook import read_rulebook
from decretal.rulebook.read import LONGEST, MOST_ERRORS
from decretal.source import Text

from .orders import FACTS, HEAD, errors, order, places


def refused(path: Path, kind: type[DecretalError]) -> str:
    with pytest.raises(kind) as raised:
        read_rulebook(path)
    assert type(raised.value) is kind
    return str(raised.value)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "rulebook.md"
    path.write_bytes(content)
    return path


# where it is ------------------------------------------------------------------------


def test_a_rulebook_is_named_by_its_file_its_folder_or_a_text(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.encode())
    for source in (path, str(path), tmp_path, str(tmp_path), Text("a.md", HEAD)):
        assert read_rulebook(source).name == "order"


def test_a_folder_without_a_rulebook_says_so(tmp_path: Path) -> None:
    assert f"The folder {tmp_path} holds no rulebook.md." in refused(tmp_path, NoSuchFileError)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "a.md", NoSuchFileError)


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / name, UnreadableFileError)


def test_a_folder_of_that_name_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "rulebook.md").mkdir()
    assert "cannot be read" in refused(tmp_path, UnreadableFileError)


# what it is not -----------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"\n", b" \t\r\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_rulebook(content: bytes, tmp_path: Path) -> None:
    assert "[E301] This rulebook is empty." in refused(
        written(tmp_path, content), NotARulebookError
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"# A\xff\n", "is not text in UTF-8: byte 4 is not."),
        ("# \u00c4".encode("latin-1"), "is not text in UTF-8: byte 3 is not."),
        ("# A".encode("utf-16"), "is text in UTF-16. Save it as UTF-8."),
        (b"# A\n\0\n", "is no text: it holds a NUL character."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text in UTF-8: byte 1 is not."),
        (b"PK\x03\x04\x14\0\0\0", "is no text: it holds a NUL character."),
    ],
)
def test_a_file_of_another_kind_says_what_it_is(
    content: bytes, expected: str, tmp_path: Path
) -> None:
    assert expected in refused(written(tmp_path, content), NotARulebookError)


def test_a_text_at_hand_is_held_to_the_same() -> None:
    for content in ("", "# A\0", "a" * (LONGEST + 1)):
        with pytest.raises(NotARulebookError):
            read_rulebook(Text("a.md", content))


def test_a_file_with_a_mark_and_other_line_ends_is_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode()
    assert read_rulebook(written(tmp_path, content)).provisions[0].label == "1"
    content = HEAD.replace("\n", "\r").encode()
    assert read_rulebook(written(tmp_path, content)).provisions[0].label == "1"


def test_places_are_told_as_an_editor_counts_them(tmp_path: Path) -> None:
    lines = HEAD + "```yaml\n- fact: here\n  questoin: q\n  type: boolean\n  question: q\n```\n"
    path = written(tmp_path, b"\xef\xbb\xbf" + lines.replace("\n", "\r\n").encode())
    with pytest.raises(SeveralErrors) as raised:
        read_rulebook(path)
    # Ten lines of the head, the fence, the fact, the mistake.
    assert str(raised.value).startswith(f"{path}:13:3 [E304]")


# how much is said ---------------------------------------------------------------------


def test_all_errors_are_told_at_once_in_reading_order() -> None:
    assert places(
        "- rule: a\n  if: nothing\n  then: keep",
        "- fact: here\n  type: boolean",
        "- fcat: there",
        "- rule: b\n  if: here and\n  then: kep",
        FACTS.replace("- fact: here\n  question: Is it here?\n  type: boolean\n", ""),
    ) == ["13:7 E202", "18:3 E305", "23:3 E303", "28:12 E101", "29:9 E309"]


LOST = FACTS.replace("- fact: here", "- fact here")


@pytest.mark.parametrize(
    ("block", "error"),
    [
        (LOST, "13:11 E302"),
        (FACTS.replace("- fact: here", "-\tfact: here"), "12:2 E302"),
        (FACTS + "- fact: a\n  fact: b\n", "21:3 E302"),
    ],
)
def test_what_may_stand_in_a_block_that_is_not_read_is_not_said_to_be_missing(
    block: str, error: str
) -> None:
    assert places(block, "- rule: a\n  if: here\n  then: keep\n  exception to: b") == [error]


def test_what_is_misspelt_is_told_beside_a_block_that_is_not_read() -> None:
    rules = "- rule: first\n  if: true\n  then: keep\n- rule: second\n  if: true\n"
    found = places(LOST, rules + "  exception to: frist")
    assert found == ["13:11 E302", "28:17 E309"]


def test_a_directive_that_may_stand_in_a_block_that_is_not_read_is_not_asked_for() -> None:
    found = errors(Text("order.md", HEAD.replace("```yaml", "```") + "text\n"))
    assert [(error.code, str(error.place)) for error in found] == [("E316", "order.md:3:1")]


def test_so_many_errors_are_told_and_then_how_many_more_there_are() -> None:
    found = errors(order("- fcat: a\n" * (MOST_ERRORS + 3)))
    assert [error.code for error in found] == ["E303"] * MOST_ERRORS + ["E300"]
    assert type(found[-1]) is RulebookError
    assert str(found[-1]) == "[E300] There are 3 more errors in this rulebook. Correct these first."


def test_as_many_as_are_told_are_all_told() -> None:
    assert len(errors(order("- fcat: a\n" * MOST_ERRORS))) == MOST_ERRORS


def test_after_very_many_nobody_reads_on() -> None:
    found = errors(order("- fcat: a\n" * 1000))
    assert str(found[-1]) == "[E300] There are more errors in this rulebook. Correct these first."


# what nobody would write ------------------------------------------------------------


def rule(condition: str) -> str:
    return FACTS + f"- rule: r\n  if: |\n    {condition}\n  then: keep\n"


HOSTILE = {
    "brackets in a block": ("[" * 100_000, "E302"),
    "marks of folding in a block": (">" * 100_000, "E302"),
    "an alias that multiplies": ("- a: &a [x, x]\n- b: &b [*a, *a]\n- c: [*b, *b]", "E302"),
    "parentheses in a condition": (rule("(" * 100_000 + "here" + ")" * 100_000), "E102"),
    "negations in a condition": (rule("not(" * 30_000 + "here" + ")" * 30_000), "E102"),
    "a long chain of conditions": (rule("here" + " and here" * 30_000), "E102"),
    "lists in a condition": (rule("[" * 100_000), "E102"),
    "very many errors": ("- fcat: x\n" * 20_000, "E303"),
    "very many keys": ("fact:\n" + "".join(f"  k{n}: x\n" for n in range(20_000)), "E305"),
    "names that are nearly alike": (
        "".join(f"- act: a{n}\n" for n in range(5_000))
        + "".join(f"- obligation: o\n  done by: b{n}\n" for n in range(1_000)),
        "E309",
    ),
    "exceptions between all rules": (
        FACTS + "".join(f"- rule: r{n}\n  if: here\n  exception to: 1\n" for n in range(400)),
        "E300",
    ),
    "a long circle of exceptions": (
        FACTS
        + "".join(
            f"- rule: r{n}\n  if: here\n  exception to: r{(n + 1) % 3_000}\n" for n in range(3_000)
        ),
        "E310",
    ),
    "a long circle of offices": (
        "".join(f"- authority: a{n}\n  under: a{(n + 1) % 5_000}\n" for n in range(5_000)),
        "E312",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_block_is_refused(what: str) -> None:
    block, code = HOSTILE[what]
    found = errors(order(block))
    assert code in {error.code for error in found}
    assert all(len(str(error)) < 1_000 for error in found)


@pytest.mark.parametrize(
    "content",
    [
        ">" * 100_000,
        "[" * 100_000,
        "# a — b\n" * 200_000,
        "".join(f"# a{n} — b\n" for n in range(30_000)),
        "# a" + " " * 1_900_000 + "b",
        "#" + " #" * 900_000,
        "# a" + " — " * 600_000,
        "> a\n" * 400_000,
        "```yaml\n" * 200_000,
        "`" * 1_900_000,
        "<!--" * 400_000,
        "- " * 900_000,
        "```yaml\n```\n" * 50_000,
    ],
    ids=lambda content: content[:8].strip(),
)
def test_a_text_of_noise_is_refused(content: str) -> None:
    assert errors(Text("noise.md", content))


def test_long_noise_is_refused(tmp_path: Path) -> None:
    chance = random.Random(1961)
    assert "[E301]" in refused(written(tmp_path, chance.randbytes(10_000_000)), NotARulebookError)
    noise = "".join(chance.choice("ab -#>`\n:") for _ in range(100_000)).encode() * 100
    assert "[E301]" in refused(written(tmp_path, noise), NotARulebookError)


def test_a_file_without_an_end_is_refused() -> None:
    assert "[E301]" in refused(Path("/dev/zero"), NotARulebookError)


def test_words_that_look_like_a_rulebook_in_any_order_are_read_or_refused() -> None:
    chance = random.Random(25)
    words = ["fact:", "rule", "- ", "\n", "```yaml\n", "```\n", "if: ", "> ", " and ", "#"]
    words += ["'", '"', "{", "[", "a ", "— ", "&x ", "*x ", "\t", "<!-- ", "-->\n", "## 1 — a\n"]
    for _ in range(300):
        content = HEAD + "".join(chance.choices(words, k=60))
        with suppress(DecretalError):
            read_rulebook(Text("noise.md", content))


def test_a_large_rulebook_is_read() -> None:
    facts = "".join(f"- fact: f{n}\n  question: q\n  type: boolean\n" for n in range(5_000))
    rules = "".join(
        f"- rule: r{n}\n  if: f{n} and not(f{n + 1})\n  then: keep\n" for n in range(1_000)
    )
    whole = read_rulebook(order("- disposition: keep\n" + facts + rules))
    assert (len(whole.facts), len(whole.rules)) == (5_000, 1_000)


def test_more_than_a_rulebook_may_hold_is_refused() -> None:
    facts = "".join(f"- fact: f{n}\n  question: q\n  type: boolean\n" for n in range(50_000))
    with pytest.raises(NotARulebookError, match="2,000,000 characters"):
        read_rulebook(order(facts))
