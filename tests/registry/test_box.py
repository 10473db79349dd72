"""A box of telegrams: all that can be read is, memory does not grow with the texts."""

from __future__ import annotations

import csv
import json
import os
import tracemalloc
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bench.telegrams import fill, telegram
from lxml import etree
from tests.registry.readings import assert_is_valid

from decretal.cli import main
from decretal.errors import NoSuchFileError, OverwriteError
from decretal.registry.box import Box, read_box, write_box


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "box"
    made.mkdir()
    return made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_one_bad_file_never_stops_the_rest(folder: Path, tmp_path: Path) -> None:
    fill(folder, 3)
    (folder / "000" / "00001a.txt").write_bytes(os.urandom(4_000) + b"\x00\x01")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7 and so on")
    box = write_box(folder, tmp_path / "out")
    assert box.telegrams == 3
    assert len(rows(tmp_path / "out" / "catalogue.csv")) == 3
    failed = rows(tmp_path / "out" / "not-read.csv")
    assert [Path(row["file"]).name for row in failed] == ["00001a.txt", "empty.txt", "scan.pdf"]
    assert [row["code"] for row in failed] == ["E702", "E701", "E702"]


def test_every_file_of_the_results_says_of_every_telegram(folder: Path, tmp_path: Path) -> None:
    fill(folder, 20)
    out = tmp_path / "out"
    write_box(folder, out)
    lines = [json.loads(line) for line in (out / "telegrams.jsonl").read_bytes().splitlines()]
    assert [line["numbers"][0]["number"] for line in lines] == [f"{n:05}" for n in range(20)]
    cmif = (out / "cmif.xml").read_bytes()
    assert_is_valid(cmif)
    found = etree.fromstring(cmif).findall(".//{http://www.tei-c.org/ns/1.0}correspDesc")
    assert len(found) == 20
    assert sorted(each.name for each in out.iterdir()) == [
        "catalogue.csv",
        "cmif.xml",
        "findings.csv",
        "network.csv",
        "not-read.csv",
        "overview.html",
        "telegrams.jsonl",
    ]


def test_who_wrote_to_whom_is_counted(folder: Path) -> None:
    (folder / "a.txt").write_text(telegram(0))
    (folder / "b.txt").write_text(telegram(49))
    box = Box(folder)
    assert len(list(read_box(box))) == 2
    # By hand: the 1st and the 50th have the same places.
    assert box.letters == {
        ("Linhe Provincial Committee", "Nanhe Regional Committee", "to"): 2,
        ("Linhe Provincial Committee", "Linhe Prefectural Committee", "copied"): 2,
        ("Linhe Provincial Committee", "Ministry of Waters", "reporting_to"): 2,
    }
    assert box.dates == {"1958-01": 1, "1959-03": 1}


def test_telegrams_are_held_against_each_other(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(telegram(8).replace("00008", "00001"))
    (folder / "b.txt").write_text(telegram(16).replace("00016", "00003"))
    write_box(folder, tmp_path / "out")
    together = [row for row in rows(tmp_path / "out" / "findings.csv") if row["code"] == "T150"]
    assert [(Path(row["file"]).name, row["line"]) for row in together] == [("b.txt", "7")]
    assert "2 is not here" in together[0]["message"]


def test_what_is_kept_does_not_grow_with_the_texts(folder: Path) -> None:
    for which in range(24):
        long = telegram(which).replace("given nets", "given nets " + "and oars " * 2_000)
        (folder / f"{which:03}.txt").write_text(long)
    box = Box(folder)
    tracemalloc.start()
    readings = read_box(box)
    for _ in range(8):
        next(readings)
    early, _ = tracemalloc.get_traced_memory()
    for _ in readings:
        pass
    late, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert box.telegrams == 24
    # A text alone has some fifty thousand characters.
    assert (late - early) / 16 < 10_000


def test_some_hundreds_of_telegrams_are_read_in_order(folder: Path) -> None:
    fill(folder, 300)
    box = Box(folder)
    assert [reading.numbers[0].number for reading in read_box(box)] == [
        f"{which:05}" for which in range(300)
    ]
    assert not box.failures


class Page(HTMLParser):
    """What a page holds: its elements, and whether each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_overview_draws_and_says_the_same_and_needs_no_network(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "a.txt").write_text(telegram(0).replace("Linhe Prov", "<script>x</script> & Prov"))
    (folder / "b.txt").write_text(telegram(1))
    write_box(folder, tmp_path / "out")
    text = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    page = Page(text)
    assert "script" not in {tag for tag, _ in page.tags}
    links = [attributes["href"] for _, attributes in page.tags if "href" in attributes]
    assert all(link is not None and link.startswith("#") for link in links)
    assert not [attributes for _, attributes in page.tags if "src" in attributes]
    drawings = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert all(each["role"] == "img" and each["aria-label"] for each in drawings)
    assert len(drawings) == 2
    assert text.count("<table>") >= len(drawings)


def test_an_empty_folder_is_no_error(folder: Path, tmp_path: Path) -> None:
    box = write_box(folder, tmp_path / "out")
    assert box.telegrams == 0
    assert_is_valid((tmp_path / "out" / "cmif.xml").read_bytes())
    Page((tmp_path / "out" / "overview.html").read_text(encoding="utf-8"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError):
        write_box(tmp_path / "nowhere", tmp_path / "out")


def test_results_never_go_into_the_box(folder: Path) -> None:
    fill(folder, 1)
    with pytest.raises(OverwriteError):
        write_box(folder, folder / "results")


def test_the_command_says_what_could_not_be_read_and_ends_with_one(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder, 2)
    (folder / "broken.txt").write_bytes(b"")
    status = main(["telegram", "read", str(folder), "-o", str(tmp_path / "out")])
    said = capsys.readouterr()
    assert status == 1
    assert said.out.startswith("2 telegrams, ")
    assert "broken.txt is empty" in said.err
    assert "Traceback" not in said.err
