"""A box of telegrams: all that can be read is, memory does not grow with the texts."""

from __future__ import annotations

import csv
import json
import os
import re
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
from decretal.registry.box.files import Each
from decretal.registry.box.overview import _arrow
from decretal.registry.check import check_together
from decretal.registry.formats.exported import from_exported
from decretal.registry.read import read_telegram
from decretal.registry.telegram import TelegramReading


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


@pytest.mark.parametrize(("form", "ending"), [("tei", ".xml"), ("json", ".json")])
def test_each_telegram_of_a_box_is_a_file_that_gives_it_back(
    folder: Path, tmp_path: Path, form: Each, ending: str
) -> None:
    fill(folder, 3)
    (folder / "000" / "two.md").write_text(telegram(1))
    (folder / "000" / "two.txt").write_text(telegram(2))
    write_box(folder, tmp_path / "out", each=form)
    made = sorted(path for path in (tmp_path / "out" / form).rglob("*") if path.is_file())
    assert [path.name for path in made] == [
        *(f"0000{n}.txt{ending}" for n in range(3)),
        f"two.md{ending}",
        f"two.txt{ending}",
    ]
    for path in made:
        raw = path.read_bytes()
        if form == "tei":
            assert_is_valid(raw)
        came = folder / "000" / path.name.removesuffix(ending)
        assert from_exported(str(path), raw) == read_telegram(came)


STRANGE = (
    b"a\nb.txt", b"\xff\xfe.txt", b"=1+1.txt", b"<b>&.txt", "\u202egpj.txt".encode(), b'"q,c".txt',
    b" .txt", b"-o.txt", b"a%20b#c?.txt", b"\x1b[31m.txt", b"n" * 251 + b".txt",
    "\u6f22".encode() * 83,
)  # fmt: skip


def test_whatever_files_are_called_the_box_is_read_and_written(
    folder: Path, tmp_path: Path
) -> None:
    for name in STRANGE:
        (folder / os.fsdecode(name)).write_text(telegram(1))
    for form in ("tei", "json"):
        out = tmp_path / form
        assert main(["telegram", "read", str(folder), "-o", str(out), "--format", form]) == 1
        assert len(rows(out / "catalogue.csv")) == len(STRANGE)
        assert_is_valid((out / "cmif.xml").read_bytes())
        Page((out / "overview.html").read_text(encoding="utf-8"))
        assert len(list((out / form).iterdir())) == len(STRANGE)
    for path in (tmp_path / "tei" / "tei").iterdir():
        assert_is_valid(path.read_bytes())
    for table in tmp_path.rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_what_is_no_file_is_told_and_no_link_is_followed_to_a_folder(folder: Path) -> None:
    fill(folder, 1)
    (folder / "loop").symlink_to("..")
    (folder / "broken.txt").symlink_to("nothing")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "linked.txt").symlink_to("000/00000.txt")
    os.mkfifo(folder / "pipe.txt")
    box = Box(folder)
    assert [Path(each.source.name).name for each in read_box(box)] == ["00000.txt", "linked.txt"]
    said = {each.path.name: each.error.message for each in box.failures}
    assert list(said) == ["broken.txt", "itself.txt", "loop", "pipe.txt"]
    assert "link to a folder" in said["loop"]
    assert "link to nothing" in said["broken.txt"]
    assert "pipe" in said["pipe.txt"]


def test_a_fault_of_the_reader_in_one_file_stops_no_box(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, 2)

    def faulty(path: Path) -> TelegramReading:
        if path.name == "00000.txt":
            raise RecursionError("too deep")
        return read_telegram(path)

    monkeypatch.setattr("decretal.registry.box.box.read_telegram", faulty)
    box = Box(folder)
    assert len(list(read_box(box))) == 1
    assert [each.error.code for each in box.failures] == ["E599"]


def test_the_same_file_twice_is_told_once(folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.txt").write_text(telegram(3))
    box = Box(folder)
    list(read_box(box))
    assert [each.code for each in box.together() if each.code == "T151"] == ["T151"]


def test_json_of_a_folder_is_a_telegram_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder, 3)
    main(["telegram", "read", str(folder), "--format", "json"])
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [Path(line["file"]["name"]).name for line in lines] == [f"0000{n}.txt" for n in range(3)]
    assert said.err.startswith("3 telegrams, ")


def test_tei_of_a_folder_needs_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(folder, 1)
    assert main(["telegram", "read", str(folder), "--format", "tei"]) == 2
    assert "[E510]" in capsys.readouterr().err


def test_what_is_written_about_a_box_goes_into_no_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder, 1)
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "in"):
        assert main(["telegram", "read", str(folder), "-o", str(out)]) == 2
        assert "is no folder" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "mine"


def test_findings_by_kind_say_what_each_code_means(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder, 2)
    main(["telegram", "read", str(folder), "-o", str(tmp_path / "out")])
    said = capsys.readouterr().out
    page = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    assert re.search(r"T131 +2  a day without a month", said)
    assert "<td>a day without a month</td>" in page


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


def test_what_is_kept_of_each_telegram_is_all_that_others_are_held_against(folder: Path) -> None:
    corpus = Path(__file__).parent / "corpus"
    for path in corpus.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
        (folder / f"again-{path.name}").write_bytes(path.read_bytes().replace(b"No. ", b"No. 1"))
    box = Box(folder)
    whole = list(check_together(list(read_box(box))))
    told = [(each.code, each.message, str(each.span), each.readings) for each in box.together()]
    assert sorted(told) == sorted(
        (each.code, each.message, str(each.span), each.readings) for each in whole
    )
    assert len(told) > 20


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


def test_each_line_of_the_network_has_an_arrow_upon_it_that_points_the_way() -> None:
    # Two thirds along a straight line of 60 to the right, that is at 40, and to the left, at 20.
    right = _arrow((0, 0), (30, 0), (60, 0), 6)
    assert right == '<path class="way" d="M46.0 0.0 L34.0 6.0 L34.0 -6.0 Z"/>'
    left = _arrow((60, 0), (30, 0), (0, 0), 6)
    assert left == '<path class="way" d="M14.0 0.0 L26.0 -6.0 L26.0 6.0 Z"/>'


@pytest.mark.parametrize(("many", "folded"), [(12, False), (13, True)])
def test_more_than_a_dozen_findings_are_opened_by_whoever_wants_them(
    folder: Path, tmp_path: Path, many: int, folded: bool
) -> None:
    for which in range(many):
        text = f"To the Port:\n\nYour telegram No. {which + 70} received.\n\nYes.\n"
        (folder / f"{which}.txt").write_text(text)
    write_box(folder, tmp_path / "out")
    page = (tmp_path / "out" / "overview.html").read_text(encoding="utf-8")
    assert ("<summary>Findings in the telegrams taken together</summary>" in page) == folded
    assert page.count("T152") == many + 1


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
