"""Papers: everything that was recorded is on them, in every script, as it was written."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, TextStringObject
from tests.casework import papers

from decretal.casework.papers import (
    Line,
    ListedPerson,
    NominalRoll,
    Paper,
    Particulars,
    WrittenName,
    to_csv,
    to_pdf,
)
from decretal.casework.papers.contents import Kind
from decretal.casework.papers.marks import check_mode
from decretal.casework.papers.typeset import data_of
from decretal.errors import MissingTypeError, PaperError, ReturnRefusedError
from decretal.typeset import type_faces

PAPERS: dict[str, Callable[..., Any]] = {
    "roll": papers.roll,
    "names": papers.names,
    "case": papers.case,
    "notice": papers.notice,
}
EVERY_PAPER = pytest.mark.parametrize("name", PAPERS)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All that the paper says, whatever lines and columns it broke into."""
    return "".join("".join(page.extract_text().split()) for page in read(pdf).pages)


def squeezed(text: str) -> str:
    return "".join(text.split())


def glyphs_of(reader: PdfReader) -> list[int]:
    """The number of every glyph that is drawn; the fonts are all of two bytes a glyph."""
    found: list[int] = []
    for page in reader.pages:
        contents = page.get_contents()
        assert isinstance(contents, ContentStream)
        for operands, operator in contents.operations:
            if operator not in (b"Tj", b"TJ"):
                continue
            parts = operands[0] if isinstance(operands[0], ArrayObject) else operands
            for part in parts:
                if isinstance(part, TextStringObject | ByteStringObject):
                    data = part.original_bytes if isinstance(part, TextStringObject) else part
                    found += [
                        int.from_bytes(data[place : place + 2], "big")
                        for place in range(0, len(data), 2)
                    ]
    return found


@EVERY_PAPER
def test_the_same_content_makes_the_same_bytes(name: str) -> None:
    assert to_pdf(PAPERS[name]()) == to_pdf(PAPERS[name]())


def test_another_process_in_another_locale_makes_the_same_bytes() -> None:
    program = (
        "import sys; from tests.casework import papers; from decretal.casework.papers import "
        "to_pdf; sys.stdout.buffer.write(to_pdf(papers.roll()))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={"LC_ALL": "C", "TZ": "Asia/Seoul", "PYTHONHASHSEED": "7"},
        check=True,
        capture_output=True,
    )
    assert elsewhere.stdout == to_pdf(papers.roll())


@EVERY_PAPER
def test_other_content_makes_other_bytes(name: str) -> None:
    paper = cast("Any", PAPERS[name]())
    other = replace(paper, heading=replace(paper.heading, number="TH-1961-X-9999"))
    assert to_pdf(other) != to_pdf(paper)


@EVERY_PAPER
def test_every_glyph_is_there_and_every_font_is_in_the_file(name: str) -> None:
    reader = read(to_pdf(PAPERS[name]()))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            drawn = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in drawn["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font.get_object()
    glyphs = glyphs_of(reader)
    assert len(glyphs) > 300
    assert 0 not in glyphs


@pytest.mark.parametrize(("mode", "mark"), [("study", "STUDY"), ("training", "TRAINING")])
@EVERY_PAPER
def test_the_mode_is_marked_on_every_page(name: str, mode: str, mark: str) -> None:
    paper = papers.case(200, mode=mode) if name == "case" else PAPERS[name](mode=mode)
    pages = read(to_pdf(paper)).pages
    assert len(pages) >= (10 if name == "case" else 1)
    for page in pages:
        text = squeezed(page.extract_text())
        assert squeezed(f"{mark} ") in text
        assert squeezed("what the order of 1961 provides") in text


@EVERY_PAPER
def test_every_page_says_which_paper_it_is_and_from_which_state_of_the_file(name: str) -> None:
    paper = PAPERS[name]()
    for page in read(to_pdf(paper)).pages:
        text = squeezed(page.extract_text())
        assert paper.heading.number in text
        assert squeezed("TH-G-0007, 12 entries") in text
        assert papers.HEAD in text


@EVERY_PAPER
def test_no_paper_recommends_anything(name: str) -> None:
    assert "recommend" not in text_of(to_pdf(PAPERS[name](mode="study"))).casefold()


def test_a_mode_that_is_none_is_refused() -> None:
    with pytest.raises(PaperError, match='"play" is no mode'):
        to_pdf(papers.roll(mode="play"))


@pytest.mark.parametrize("kind", [Kind.ROLL, Kind.LIST])
def test_nothing_that_reaches_the_state_of_origin_is_drawn_up_in_live_mode(kind: Kind) -> None:
    check_mode(kind, "study")
    check_mode(kind, "training")
    with pytest.raises(ReturnRefusedError, match="until a screening under higher law"):
        check_mode(kind, "live")


@pytest.mark.parametrize("paper", [papers.roll(mode="live"), papers.names(mode="live")])
def test_what_reaches_the_state_of_origin_is_not_even_set_in_live_mode(paper: NominalRoll) -> None:
    with pytest.raises(ReturnRefusedError):
        to_pdf(paper)
    with pytest.raises(ReturnRefusedError):
        to_csv(paper)


def test_a_roll_names_everybody_in_every_script_with_what_was_done() -> None:
    text = text_of(to_pdf(papers.roll()))
    for names in (papers.KIM, papers.LI, papers.ZHENG):
        for name in names:
            assert squeezed(name.text) in text
    for said in (
        "1932",
        "Korean citizen",
        "hand over as a group",
        "done: situation investigated (I.1), 4 December 1961",
        "missing: nobody has contacted the representatives (I.1)",
        "Received by",
        "number of persons received",
    ):
        assert squeezed(said) in text


def test_a_list_holds_names_and_what_its_provision_needs_and_nothing_else() -> None:
    paper = papers.names()
    text = text_of(to_pdf(paper))
    assert "김철수" in text
    assert squeezed("married to a Chinese citizen of Korean nationality") in text
    assert squeezed("does not agree") in text
    for absent in ("1932", "TH-C-0101", "persuasion"):
        assert absent not in text


def test_a_case_file_holds_every_entry_with_its_hash() -> None:
    text = text_of(to_pdf(papers.case(30)))
    assert text.count(papers.HEAD) >= 30
    for place in range(1, 31):
        assert squeezed(f"Changbai 1961, folder {place}") in text
    for said in (
        "happened not known",
        "recorded 30 November 1961",
        "entered 2026-11-24 18:30 UTC",
        "corrected by entry 5",
        "1 December 1961 overdue",
        "Rule I.3 list holds",
        "양강도 혜산",
    ):
        assert squeezed(said) in text


def test_a_case_file_whose_chain_is_broken_says_so() -> None:
    said = squeezed("The chain of this file is broken at entry 3.")
    assert said in text_of(to_pdf(papers.case(broken_at=3)))
    assert said not in text_of(to_pdf(papers.case()))


def test_a_case_that_nobody_decided_says_so() -> None:
    undecided = replace(papers.case(), decision=None)
    assert squeezed("Nobody has decided this case.") in text_of(to_pdf(undecided))


def test_a_notice_shows_what_the_text_provides_and_what_was_decided() -> None:
    text = text_of(to_pdf(papers.notice()))
    for said in (
        "What the order of 1961 provides",
        "exception list",
        "Piao Shun, Tonghua Regional Committee",
        "The marriage was dissolved",
        "The decision departs from what the order of 1961 provides. Both stand in the file.",
    ):
        assert squeezed(said) in text
    assert "Bothstand" not in text_of(to_pdf(papers.notice(departs=False)))


MARKUP = [
    "#let x = 1",
    '#panic("x")',
    '#read("/etc/passwd")',
    '#import "look.typ": *',
    "*bold* _it_ `raw`",
    "$ x^2 $",
    "\\ \\u{41} \\#",
    "= heading",
    "- item\n+ item\n/ term: x",
    "<label> @label",
    "// comment /* */ ~ --- ... 'q'",
    "[content] {code} (x)",
    "https://example.org/#x",
    '"}]}, "persons": [',
    "</script><b>&amp;",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_what_was_recorded_is_printed_as_it_is(text: str) -> None:
    particulars = Particulars((WrittenName(text, "Latn"),), text, (Line(text, text),))
    said = text_of(to_pdf(replace(papers.notice(), particulars=particulars)))
    assert said.count(squeezed(text)) >= 4


@pytest.mark.parametrize("text", ["가" * 5_000, "李" * 5_000, "x" * 5_000, "Ch'ŏl-su " * 500])
def test_thousands_of_characters_are_all_printed_within_their_column(text: str) -> None:
    person = ListedPerson((WrittenName(text),), (text,))
    reader = read(to_pdf(replace(papers.names(), persons=(person,))))
    printed = "".join(squeezed(page.extract_text()) for page in reader.pages)
    assert printed.count(text[0]) >= 2 * text.count(text[0])
    for page in reader.pages:
        assert rightmost(page) <= float(page.mediabox.width) - 40


def rightmost(page: Any) -> float:
    """Where the last run of characters begins that stands furthest to the right."""
    found = [0.0]

    def visit(text: str, matrix: Any, font: Any, fonts: Any, size: Any) -> None:
        del font, fonts, size
        if text.strip():
            found.append(float(matrix[4]))

    page.extract_text(visitor_text=visit)
    return max(found)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("김철수 李明 郑 鄭", "김철수 李明 郑 鄭"),
        ("Ŏ ŭ ǚ ạ Ж", "Ŏ ŭ ǚ ạ Ж"),
        ("𠮷", "𠮷"),
        ("다\u1103\u1161", "다\u1103\u1161"),
        ("a\nb", "a\nb"),
        ("a\r\nb\tc", "a\nb    c"),
        ("\u202eevil", "〔U+202E〕evil"),
        ("a\u200bb", "a〔U+200B〕b"),
        ("a\x00b", "a〔U+0000〕b"),
        ("\ud800", "〔U+D800〕"),
        ("\ue000", "〔U+E000〕"),
        ("ع", "〔U+0639〕"),
        ("\U000323af", "〔U+323AF〕"),
    ],
)
def test_a_character_that_cannot_be_seen_is_printed_as_its_number(
    written: str, printed: str
) -> None:
    assert type_faces.printable(written) == printed


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_was_recorded_can_be_printed(text: str) -> None:
    particulars = Particulars((WrittenName(text),), text, (Line(text, text),))
    pdf = to_pdf(replace(papers.notice(), particulars=particulars))
    assert 0 not in glyphs_of(read(pdf))


def test_han_is_set_in_the_shapes_of_its_script() -> None:
    named = cast(
        "list[dict[str, str]]",
        data_of((WrittenName("李", "Hans"), WrittenName("李", "Hant"), WrittenName("이", "Hang"))),
    )
    assert [each["face"][-2:] for each in named] == ["SC", "TC", "KR"]
    assert [each["language"] for each in named] == ["zh", "zh", "ko"]


def test_content_that_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError, match="holds no float"):
        data_of(1.5)


def test_type_that_is_not_installed_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_faces, "_PACKAGE", "no_such_package_of_type")
    with pytest.raises(MissingTypeError, match=r"not installed\. Install it with") as error:
        type_faces.folder()
    assert "\n" not in str(error.value)


def test_papers_are_for_archives_and_for_readers_of_screens() -> None:
    reader = read(to_pdf(papers.case()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Case file TH-1961-C-0005"
    xmp = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "pdfaid:part" in xmp
    assert "pdfuaid:part" in xmp


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_roll_as_csv_says_what_the_paper_says() -> None:
    read_back = rows(to_csv(papers.roll()))
    assert [row["no."] for row in read_back] == ["1", "2", "3"]
    assert read_back[0]["names"] == "김철수; 金哲洙; Kim Ch'ŏl-su"
    assert read_back[2]["missing"] == "nobody has contacted the representatives"
    assert all(row["mark"].startswith("TRAINING ") for row in read_back)


def test_the_list_as_csv_has_names_and_what_is_needed() -> None:
    read_back = rows(to_csv(papers.names()))
    assert list(read_back[0]) == ["no.", "names", "why I.3 speaks of the person", "answer", "mark"]
    assert read_back[1]["names"] == "李明; 리명; Li Ming"


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1"])
def test_a_formula_in_a_name_is_harmless(formula: str) -> None:
    person = ListedPerson((WrittenName(formula),), (formula,))
    for row in rows(to_csv(replace(papers.names(), persons=(person,)))):
        assert row["names"] == f"'{formula}"
        assert row["why I.3 speaks of the person"] == f"'{formula}"


def test_content_is_data_for_the_template() -> None:
    said = json.loads(json.dumps(data_of(papers.roll())))
    assert said["members"][0]["names"][0]["text"] == "김철수"
    assert said["heading"]["day"] == [1961, 12, 9]
    assert said["heading"]["made_on"] == "9 December 1961"


def test_the_papers_are_four() -> None:
    assert {type(make()) for make in PAPERS.values()} == set(Paper.__args__)
