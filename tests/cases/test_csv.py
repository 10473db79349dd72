"""CSV files as people and programs write them, and as they break them."""

from __future__ import annotations

import pytest
from tests.cases.conftest import Read, Rows

from decretal import Case, Rejected
from decretal.errors import (
    EmptyCaseFileError,
    EncodingError,
    TooBigError,
    WrongKindError,
)


def names(rows: Rows) -> list[str]:
    return [row.id if isinstance(row, Case) else f"row {row.row} {row.code}" for row in rows]


def only_problem(rows: Rows) -> Rejected:
    (rejected,) = (row for row in rows if isinstance(row, Rejected))
    return rejected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(read: Read, delimiter: str) -> None:
    (case,) = read(delimiter.join(["case", "ship"]) + "\n" + delimiter.join(["A-1", "Star"]) + "\n")
    assert isinstance(case, Case)
    assert case.facts == {"ship": "Star"}


def test_a_line_that_names_the_delimiter_is_heeded(read: Read) -> None:
    (case,) = read("sep=;\ncase;ship\nA-1;Star, Morning\n")
    assert isinstance(case, Case)
    assert case.facts == {"ship": "Star, Morning"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(read: Read, end: str) -> None:
    assert names(read(end.join(["case,ship", "A-1,Star", "A-2,Moon"]))) == ["A-1", "A-2"]


@pytest.mark.parametrize(
    "content",
    [
        "case,ship\nA-1,Étoile\n".encode(),
        "case,ship\nA-1,Étoile\n".encode("utf-8-sig"),
        "case,ship\nA-1,Étoile\n".encode("utf-16"),
        b"\xfe\xff" + "case,ship\nA-1,Étoile\n".encode("utf-16-be"),
    ],
)
def test_utf_8_and_utf_16_are_read(read: Read, content: bytes) -> None:
    (case,) = read(content)
    assert isinstance(case, Case)
    assert case.facts == {"ship": "Étoile"}


def test_another_encoding_is_an_error_that_says_where(read: Read) -> None:
    with pytest.raises(EncodingError, match="line 3 holds the byte 0xC9") as error:
        read("case,ship\nA-0,Moon\nA-1,Étoile\n".encode("latin-1"))
    assert "CSV UTF-8" in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "utf-16-be"])
def test_other_encodings_of_unicode_are_an_error(read: Read, encoding: str) -> None:
    with pytest.raises((EncodingError, WrongKindError)):
        read("case,ship\nA-1,Star\n".encode(encoding))


def test_a_broken_byte_far_into_the_file_spoils_its_row_only(read: Read) -> None:
    good = "".join(f"A-{n},Star\n" for n in range(20_000))
    rows = read(b"case,ship\n" + good.encode() + b"B-1,\xff\nB-2,Moon\n")
    assert len(rows) == 20_002
    rejected = only_problem(rows)
    assert (rejected.row, rejected.code) == (20_002, "E427")
    assert names(rows)[-1] == "B-2"


def test_a_cell_in_quotation_marks_may_hold_delimiters_lines_and_quotation_marks(
    read: Read,
) -> None:
    first, second = read('case,ship\n"A-1","Star, the ""old""\none"\nA-2,Moon\n')
    assert isinstance(first, Case)
    assert first.facts == {"ship": 'Star, the "old"\none'}
    assert isinstance(second, Case)
    assert second.row == 3


def test_rows_are_numbered_with_the_header_as_the_first(read: Read) -> None:
    rows = read("case,ship\nA-1,Star\n\nA-2,Moon\n")
    assert [row.row for row in rows] == [2, 4]


def test_blank_rows_are_passed_over(read: Read) -> None:
    assert names(read("case,ship\n\nA-1,Star\n,\n   \n , \nA-2,Moon\n\n")) == ["A-1", "A-2"]


def test_a_row_that_is_too_short_is_rejected(read: Read) -> None:
    rejected = only_problem(read("case,ship,fare\nA-1,Star\nA-2,Moon,2\n"))
    assert (rejected.row, rejected.code) == (2, "E427")
    assert rejected.expected == "3 cells, as in the header; this row has 2"
    assert rejected.record == {"case": "A-1", "ship": "Star"}


def test_a_row_that_is_too_long_is_rejected_with_all_its_cells(read: Read) -> None:
    rejected = only_problem(read("case,ship\nA-1,Star,Moon,Sun\n"))
    assert rejected.expected == "2 cells, as in the header; this row has 4"
    assert rejected.record == {"case": "A-1", "ship": "Star", "more cells": "Moon,Sun"}


def test_empty_cells_beyond_the_header_do_no_harm(read: Read) -> None:
    assert names(read("case,ship\nA-1,Star,,\n")) == ["A-1"]


def test_a_quotation_mark_that_is_never_closed_spoils_one_row_only(read: Read) -> None:
    rows = read('case,ship\nA-1,"Star\nA-2,Moon\nA-3,"Sun"\nA-4,Dawn\n')
    assert names(rows) == ["row 2 E427", "A-2", "A-3", "A-4"]
    assert "not closed" in only_problem(rows).expected or "doubled" in only_problem(rows).expected


def test_two_quotation_marks_that_are_never_closed_spoil_two_rows(read: Read) -> None:
    rows = read('case,ship\nA-1,"Star\nA-2,Moon\nA-3,"Sun\nA-4,Dawn\n')
    assert names(rows) == ["row 2 E427", "A-2", "row 4 E427", "A-4"]


def test_an_unclosed_quotation_mark_does_not_swallow_a_long_file(read: Read) -> None:
    rows = read('case,ship\nA-0,"Star\n' + "".join(f"B-{n},Moon\n" for n in range(3_000)))
    assert len(rows) == 3_001
    assert names(rows)[0] == "row 2 E427"
    assert names(rows)[1:] == [f"B-{n}" for n in range(3_000)]


def test_text_after_a_closing_quotation_mark_is_rejected(read: Read) -> None:
    assert only_problem(read('case,ship\nA-1,"Star"ling\n')).code == "E427"


def test_a_line_of_ten_million_characters_spoils_its_row_only(read: Read) -> None:
    rows = read("case,ship\nA-1," + "x" * 10_000_000 + "\nA-2,Moon\n")
    assert names(rows) == ["row 2 E427", "A-2"]
    assert len(only_problem(rows).value) <= 2_000


def test_a_header_of_ten_million_characters_is_an_error(read: Read) -> None:
    with pytest.raises(TooBigError):
        read("case," + "x" * 10_000_000 + "\nA-1,Star\n")


def test_a_nul_byte_far_into_the_file_spoils_its_row_only(read: Read) -> None:
    good = "".join(f"A-{n},Star\n" for n in range(10_000))
    rows = read("case,ship\n" + good + "B-1,Mo\x00on\nB-2,Moon\n")
    assert only_problem(rows).expected == "text without NUL bytes"
    assert names(rows)[-1] == "B-2"


@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_an_error(read: Read, content: bytes) -> None:
    with pytest.raises(EmptyCaseFileError):
        read(content)


def test_a_header_alone_is_no_case(read: Read) -> None:
    assert read("case,ship\n") == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(256), "a JPEG picture"),
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04" + bytes(256), "a ZIP archive"),
        (b"PAR1" + bytes(256), "a Parquet file"),
        (b"\x1f\x8b\x08" + bytes(256), "a gzip archive"),
        (b"\x7fELF" + bytes(256), "a program"),
        (bytes(range(1, 256)) * 4, "not a text"),
    ],
)
def test_a_file_of_another_kind_is_an_error(read: Read, content: bytes, kind: str) -> None:
    with pytest.raises(WrongKindError, match=kind):
        read(content)


def test_a_mark_against_formulas_is_taken_away_again(read: Read) -> None:
    first, second, third = read("case,ship\n'=1+1,'@Star\n''=1,'-x\n'A,don't\n")
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert isinstance(third, Case)
    assert (first.id, first.facts["ship"]) == ("=1+1", "@Star")
    assert (second.id, second.facts["ship"]) == ("'=1", "-x")
    assert (third.id, third.facts["ship"]) == ("'A", "don't")
