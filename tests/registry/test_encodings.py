"""Encodings are told apart by what the bytes hold; what is no text is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.registry.scoring import CORPUS

from decretal.errors import EmptyTelegramError, NotATelegramError, TelegramTooBigError
from decretal.registry.read import read_bytes, read_telegram
from decretal.registry.telegram import Certainty

CHINESE = (CORPUS / "zh-provincial.txt").read_text(encoding="utf-8")
KOREAN = (CORPUS / "ko-euckr.txt").read_bytes().decode("euc-kr")
ENGLISH = (CORPUS / "cn-plain-order.txt").read_text(encoding="utf-8")
TRADITIONAL = (
    "外交部：\n關於兩名船員遣返的問題，現將處理意見報告如下，請即答復。"
    "對於船員的生活，已經作了安排。\n"
)


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (CHINESE, "utf-8", "utf-8"),
        (KOREAN, "utf-8", "utf-8"),
        (CHINESE, "gb18030", "gb18030"),
        (KOREAN, "euc-kr", "euc-kr"),
        (TRADITIONAL, "big5", "big5"),
        (ENGLISH.replace("'", "’"), "cp1252", "cp1252"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (ENGLISH, "utf-32", "utf-32"),
    ],
)
def test_an_encoding_is_told_and_the_text_is_whole(text: str, encoding: str, told: str) -> None:
    reading = read_bytes(text.encode(encoding))
    assert reading.received.encoding == told
    assert reading.source.content == text
    surely = reading.received.mark or told == "utf-8"
    assert (reading.received.sure is Certainty.STATED) == surely
    assert ("T001" in {finding.code for finding in reading.findings}) != surely


def test_the_finding_names_the_encoding_that_was_assumed_and_why() -> None:
    found = read_bytes(CHINESE.encode("gb18030")).findings[0]
    assert found.code == "T001"
    assert "GB18030 was assumed, which is likely" in found.message
    assert "common Chinese ones" in found.message


def test_a_few_broken_bytes_are_told_and_the_rest_is_read() -> None:
    raw = CHINESE.encode().replace("特急".encode(), b"\xe7\x89", 1)
    reading = read_bytes(raw)
    assert reading.received.encoding == "utf-8"
    assert "T002" in {finding.code for finding in reading.findings}
    assert reading.date is not None
    assert reading.date.iso == "1961-11-28"
    assert reading.received.raw == raw


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    with pytest.raises(EmptyTelegramError, match="is empty"):
        read_bytes(raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "is a PNG picture"),
        (b"%PDF-1.4\n", "is a PDF document"),
        (b"PK\x03\x04" + bytes(40), "is a ZIP archive"),
        (bytes(range(256)) * 40, "stand in no text"),
        (b"\x81\x8d\x8f\x90\x9d\xff\xfe" * 60, "no"),
    ],
)
def test_what_is_no_text_is_refused_in_words(raw: bytes, said: str) -> None:
    with pytest.raises(NotATelegramError, match=said):
        read_bytes(raw, name="scan.txt")


def test_a_file_of_far_too_many_lines_is_refused_at_once() -> None:
    read_bytes(b"a\n" * 200_000)
    with pytest.raises(TelegramTooBigError, match="200,000 lines"):
        read_bytes(b"a\n" * 200_001)


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ENGLISH.replace("\n", "\r\n").encode())
    windows = read_telegram(tmp_path / "a.txt")
    plain = read_bytes(ENGLISH.encode())
    assert windows.distribution == plain.distribution
    assert [each.text for each in windows.body] == [each.text for each in plain.body]
