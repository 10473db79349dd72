"""The edition page: all of the text, every note linked to its place, nothing else loaded."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from bench.telegrams import telegram
from hypothesis import HealthCheck, given, settings
from tests.registry.readings import readings
from tests.registry.test_box import Page

from decretal.cli import main
from decretal.registry.formats.edition import edition
from decretal.registry.formats.inline import elements
from decretal.registry.read import read_bytes
from decretal.registry.telegram import TelegramReading
from decretal.typeset.type_faces import printable


def text_on(page: str) -> str:
    """The text of the telegram on a page, without the numbers of notes."""
    found = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found is not None
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<a .*?</a>", "", found[1])))


def test_the_text_stands_on_the_page_as_it_came() -> None:
    assert text_on(edition(read_bytes(telegram(5).encode()))) == telegram(5)


@given(readings())
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_whatever_was_found_the_text_is_whole_and_every_link_leads_somewhere(
    reading: TelegramReading,
) -> None:
    made = edition(reading)
    page = Page(made)
    assert text_on(made) == printable(reading.source.content)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert all(link is not None and link[1:] in ids for link in links)
    found = [each for each in elements(reading) if not each.part]
    assert all(f"t-{each.key}" in ids and f"n-{each.key}" in ids for each in found)


def test_what_is_in_a_telegram_is_no_markup_of_the_page() -> None:
    text = telegram(1).replace("Fishermen of", '<img src="x" onerror="y"> of')
    page = Page(edition(read_bytes(text.encode())))
    assert "img" not in {tag for tag, _ in page.tags}


def test_a_mark_that_turns_the_text_around_is_seen() -> None:
    made = edition(read_bytes(telegram(1).replace("Fishermen", "Fisher\u202emen").encode()))
    assert "\u202e" not in made
    assert "〔U+202E〕" in made


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.txt").write_text(telegram(3))
    main(["telegram", "edition", str(tmp_path / "t.txt"), "-o", str(tmp_path / "t.html")])
    assert capsys.readouterr().err == ""
    Page((tmp_path / "t.html").read_text(encoding="utf-8"))


def test_the_page_never_replaces_the_telegram(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.txt"
    path.write_text(telegram(3))
    assert main(["telegram", "edition", str(path), "-o", str(path)]) == 2
    assert "E504" in capsys.readouterr().err
    assert path.read_text() == telegram(3)
