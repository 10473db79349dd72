"""Writing telegrams: what is written is read back to what was meant, or not written."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader
from tests.registry.drafts import LINES, any_drafts, chinese_drafts, drafts

from decretal.cli import main
from decretal.errors import DraftError, ReadsOtherwiseError, SeveralErrors
from decretal.registry.as_data import as_data
from decretal.registry.formats.json import from_json, to_json
from decretal.registry.formats.tei import from_tei, to_tei
from decretal.registry.read import read_bytes, read_telegram
from decretal.registry.telegram import Handling, Role, TelegramReading
from decretal.registry.write import (
    Copies,
    Dateline,
    Draft,
    Made,
    OwnNumber,
    Point,
    Reference,
    draft_of_data,
    draft_of_reading,
    write_text,
)
from decretal.registry.write.from_file import draft_of_file
from decretal.registry.write.pdf import write_pdf


@given(drafts())
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_telegram_of_the_period_is_written_in_its_form_and_read_as_it_was_meant(
    draft: Draft,
) -> None:
    text = write_text(draft)
    assert draft_of_reading(read_bytes(text.encode())) == draft
    assert "End of text" not in text


@given(chinese_drafts())
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_a_chinese_telegram_that_is_written_is_read_as_it_was_meant(draft: Draft) -> None:
    text = write_text(draft)
    assert draft_of_reading(read_bytes(text.encode())) == draft


@given(any_drafts(LINES))
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_whatever_it_says_a_telegram_that_is_written_is_read_as_it_was_meant(draft: Draft) -> None:
    text = write_text(draft)
    assert draft_of_reading(read_bytes(text.encode())) == draft


DATA = {
    "heading": "Telegram Received, Office of Lakes",
    "precedence": "Urgent",
    "numbers": [
        {"role": "receiving", "label": "Received Telegram", "year": "63", "number": "0212"},
        {"role": "issuing", "label": "Lakeside Province Document", "year": "63", "number": "118"},
    ],
    "subject": "Fishermen of the Upper Lake Ask for Nets",
    "to": "Northern Regional Committee",
    "copied": ["Lakeside Prefectural Committee"],
    "answers": {"date": "--03-03"},
    "body": [
        ["Lend nets.", "Count the boats:", ["those that float;", "those that do not."], "Rest."],
        "If anything is unclear, ask the Ministry of Waters.",
        ["Begin on Monday."],
    ],
    "issuer": "Lakeside Provincial Committee",
    "date": "1963-03-09",
    "distribution": ["Secretariat", {"name": "Fisheries", "copies": 3}],
    "retained": 1,
    "total": 5,
    "times": [{"kind": "approved", "day": 9, "time": "09:15"}, {"kind": "copied", "time": "14:30"}],
}
TEXT = """\
Telegram Received, Office of Lakes

Cable Precedence: Urgent

Received Telegram No. (63) 0212

Fishermen of the Upper Lake Ask for Nets

To the Northern Regional Committee, copying the Lakeside Prefectural Committee:

Telegram of March 3rd received, reply as follows:

1. Lend nets.
2. Count the boats:
    (1) those that float;
    (2) those that do not.
3. Rest.

If anything is unclear, ask the Ministry of Waters.

1. Begin on Monday.

Lakeside Provincial Committee

March 9, 1963

Lakeside Province Document No. (63) 118

Distribution: Secretariat, Fisheries (3)

One copy retained for files, total of 5 copies

Approved on the 9th, at 0915. Copied at 1430.
"""


def test_a_draft_becomes_a_telegram_of_the_period() -> None:
    assert write_text(draft_of_data(DATA)) == TEXT


def test_labels_count_the_lists_as_a_reading_does() -> None:
    labels = [point.label for point in draft_of_data(DATA).body]
    assert labels == ["I.1", "I.2", "I.2.1", "I.2.2", "I.3", None, "II.1"]
    reading = read_bytes(TEXT.encode())
    assert [provision.label for provision in reading.body] == labels


def test_what_is_read_otherwise_without_a_label_gets_one() -> None:
    draft = Draft(subject="Nets.", to=("Ministry of Waters",), body=(Point("Lend them, please."),))
    assert "Subject: Nets." in write_text(draft)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"precedense": "Urgent"}, 'Did you mean "precedence"?'),
        ({"total": "many"}, "total: a number of copies is expected"),
        ({"date": "9 March"}, "date: a date such as"),
        ({"times": [{"kind": "eaten"}]}, "times: kind: one of drafted"),
        ({"times": [{"kind": "copied", "time": "25:00"}]}, "a time such as 09:15"),
        ({"numbers": [{"number": "5", "role": "answered"}]}, "issuing or unstated"),
        ({"body": "One paragraph."}, "body: a list of paragraphs"),
        ({"to": [5.5, []]}, "to: a text is expected"),
        ({"body": [["a", ["b", ["c", ["d"]]]]]}, None),
    ],
)
def test_a_draft_that_is_wrong_is_told_what_is_expected(
    change: dict[str, object], said: str | None
) -> None:
    if said is None:
        with pytest.raises((DraftError, SeveralErrors, ReadsOtherwiseError)):
            write_text(draft_of_data({**DATA, **change}))
        return
    with pytest.raises(DraftError, match=re.escape(said)):
        draft_of_data({**DATA, **change})


def test_every_mistake_of_a_draft_is_told_at_once() -> None:
    with pytest.raises(SeveralErrors) as raised:
        draft_of_data({**DATA, "total": "many", "date": "soon"})
    assert len(raised.value.errors) == 2


def test_a_draft_that_says_nothing_is_refused() -> None:
    with pytest.raises(DraftError, match="says nothing"):
        write_text(Draft())


def test_yaml_is_read_without_guessing(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(
        "subject: Fishermen Ask for Nets\nto: Ministry of Waters\ndate: 1963-03-09\n"
        "issuer: Lakeside Provincial Committee\nbody: [Lend them.]\n"
        "numbers: [{role: issuing, label: Document, year: 63, number: 0212}]\n"
        "times: [{kind: approved, day: 9, time: 14:30}]\n"
    )
    draft = draft_of_file(path)
    assert draft.numbers[0].number == "0212"
    assert draft.times[0].time == "14:30"
    assert draft.date == "1963-03-09"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: *a\n",
        "subject: !!python/object/apply:os.getcwd []\nx: [",
        "- [",
        "just words",
        "",
        "a: \x00",
    ],
)
def test_yaml_that_is_no_draft_is_told_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(text)
    with pytest.raises((DraftError, SeveralErrors)):
        write_text(draft_of_file(path))


def test_a_telegram_that_was_exported_is_a_draft(tmp_path: Path) -> None:
    reading = read_bytes(TEXT.encode())
    (tmp_path / "t.json").write_text(to_json(reading))
    (tmp_path / "t.xml").write_bytes(to_tei(reading))
    assert write_text(draft_of_file(tmp_path / "t.json")) == TEXT
    assert write_text(draft_of_file(tmp_path / "t.xml")) == TEXT


MADE = datetime(2001, 2, 3, tzinfo=UTC)
FOOTER = re.compile(r"Written with Decretal from a draft on 2001-02-03\.[^\n]*\n?page \d+ of \d+")


def on_paper(draft: Draft) -> str:
    """All that stands on the pages, without white space, which paper does not keep."""
    pages = PdfReader(io.BytesIO(write_pdf(draft, made=MADE))).pages
    said = "".join(FOOTER.sub("", page.extract_text(), count=1) for page in pages)
    return "".join(said.split())


def test_a_telegram_on_paper_says_that_it_is_of_a_draft() -> None:
    pdf = write_pdf(draft_of_data(DATA), made=MADE)
    assert pdf == write_pdf(draft_of_data(DATA), made=MADE)
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert "Written with Decretal from a draft on 2001-02-03." in page.extract_text()


def test_the_command_writes_text_and_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(DATA))
    assert main(["telegram", "write", str(path)]) == 0
    assert capsys.readouterr().out == TEXT
    assert main(["telegram", "write", str(path), "-o", str(tmp_path / "t.pdf")]) == 0
    assert (tmp_path / "t.pdf").read_bytes().startswith(b"%PDF")


HERE = Path(__file__).parent
CABLES = [
    path
    for folder in ("corpus", "held_out", "held_out_2", "held_out_3", "held_out_4")
    for path in sorted((HERE / folder).glob("*.txt"))
]
SPEAKING = [path for path in CABLES if path.stem != "noise"]
"""Those in which something was found, that can be written anew."""


def structure(reading: TelegramReading) -> dict[str, object]:
    """All that a telegram says, without its layout and what others added to it."""
    said = {
        name: value
        for name, value in as_data(reading).items()
        if name
        in {
            "heading", "classification", "precedence", "station", "subject", "to",
            "copied", "reporting_to", "issuer", "signature", "date", "retained", "total",
        }
    }  # fmt: skip
    answers = [
        (
            each.date and each.date.iso,
            each.whose,
            each.number and (each.number.series, each.number.year, each.number.number),
        )
        for each in reading.answers
    ]
    line = reading.dateline
    return said | {
        "numbers": sorted(
            (str(each.role), each.series or "", each.year or 0, each.number)
            for each in reading.numbers
        ),
        "answers": answers,
        "body": [(each.label, each.depth, each.text) for each in reading.body],
        "dateline": line and (line.place or None, line.date and line.date.iso, line.time),
        "distribution": [(each.name, each.copies) for each in reading.distribution],
        "times": [(each.kind, each.day, each.date, each.time, each.by) for each in reading.times],
    }


@cache
def anew(path: Path) -> str:
    """The text of a cable, written anew from its reading."""
    return write_text(draft_of_reading(read_telegram(path)))


def test_what_says_nothing_is_not_written_anew() -> None:
    assert [path.stem for path in CABLES if draft_of_reading(read_telegram(path)) == Draft()] == [
        "noise"
    ]
    with pytest.raises(DraftError, match="says nothing"):
        anew(HERE / "corpus" / "noise.txt")


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_cable_is_written_anew_from_its_reading_and_has_the_same_structure(
    path: Path,
) -> None:
    assert structure(read_bytes(anew(path).encode())) == structure(read_telegram(path))


def test_cables_stand_in_the_form_of_the_period_but_for_a_few() -> None:
    assert sum("End of text" in anew(path) for path in SPEAKING) <= len(SPEAKING) / 8


def test_every_cable_exported_as_tei_or_json_is_the_same_draft() -> None:
    for path in CABLES:
        reading = read_telegram(path)
        draft = draft_of_reading(reading)
        assert draft_of_reading(from_tei(to_tei(reading))) == draft, path.stem
        assert draft_of_reading(from_json(to_json(reading))) == draft, path.stem


def test_a_cable_goes_by_tei_to_a_draft_to_a_text_and_is_read_as_it_was(tmp_path: Path) -> None:
    for path in SPEAKING[::6]:
        reading = read_telegram(path)
        (tmp_path / "t.xml").write_bytes(to_tei(reading))
        text = write_text(draft_of_file(tmp_path / "t.xml"))
        assert structure(read_bytes(text.encode())) == structure(reading), path.stem


# Where no label and no list line by line makes it certain: docs/telegram-formats.md lists them.
UNWRITABLE = {
    "more than 6,000 characters beside the text": Draft(subject="net " * 2_000 + "net"),
    "more than 1,500 entries": Draft(to=tuple(f"Office {n}" for n in range(1_600))),
    "mostly lost characters": Draft(subject="\ufffd" * 40),
    "points that are labelled as nobody counts them": Draft(body=(Point("Lend nets.", "1.1"),)),
    "a sixth digit of copies": Draft(distribution=(Copies("General Office", 100_000),)),
    "a time that no clock shows": Draft(times=(Made(Handling.SENT, time="25:99"),)),
}


@pytest.mark.parametrize("draft", UNWRITABLE.values(), ids=UNWRITABLE)
def test_what_cannot_be_written_is_refused_with_a_reason(draft: Draft) -> None:
    with pytest.raises((ReadsOtherwiseError, SeveralErrors)) as raised:
        write_text(draft)
    assert "would read" in str(raised.value)


def test_six_kinds_of_drafts_cannot_be_written_and_the_page_names_each() -> None:
    page = (HERE.parents[1] / "docs" / "telegram-formats.md").read_text(encoding="utf-8")
    assert len(UNWRITABLE) == 6
    assert [kind for kind in UNWRITABLE if kind not in page] == []


ODD = Draft(
    heading=("Telegram Received, Office of Lakes",),
    precedence="Urgent",
    subject="March 9, 1963",
    to=("Port Office, Kessel", "the Coast Guard"),
    body=(
        Point("2. Boats should be counted."),
        Point("Distribution: nobody", "1"),
        Point("Signed: nobody", "1.1", 1),
    ),
    issuer="Linhe Station",
    distribution=(Copies("General Office (2)"), Copies("Fisheries", 3)),
    times=(Made(Handling.APPROVED, day=9, time="09:15", by="the clerk at 1000"),),
)
FORM = """\
Telegram Received, Office of Lakes

Precedence: Urgent
Date: none
From: Linhe Station
To:
    Port Office, Kessel
    the Coast Guard
Subject: March 9, 1963
In reply to: none

Text:

Paragraph: 2. Boats should be counted.

Point 1: Distribution: nobody

    Point 1.1: Signed: nobody

End of text

Distribution:
    General Office (2): copies not stated
    Fisheries: 3 copies
Handling:
    Approved on the 9th, at 0915 by the clerk at 1000
"""


def test_what_would_be_read_otherwise_stands_on_a_form_with_all_its_labels() -> None:
    assert write_text(ODD) == FORM
    assert draft_of_reading(read_bytes(FORM.encode())) == ODD


CHINESE = Draft(
    heading=("外交部收电",),
    classification=("机密",),
    precedence="特急",
    station="临河台",
    numbers=(
        OwnNumber("0212", Role.RECEIVING, "外收", "外收丙", "63"),
        OwnNumber("118", Role.ISSUING, "湖滨发", None, "63"),
    ),
    subject="上湖渔民请求渔网",
    to=("北方地委",),
    copied=("湖滨州委",),
    reporting_to=("外交部",),
    answers=(Reference("--03-03", "712"),),
    body=(
        Point("渔网应当借给。", "1"),
        Point("凡十月以前来的，先借；", "1.1", 1),
        Point("其余后借。", "1.2", 1),
        Point("船只应当清点。", "2"),
        Point("如有问题，请示外交部。"),
    ),
    issuer="湖滨省委",
    date="1963-03-09",
    distribution=(Copies("秘书处"), Copies("渔业", 3), Copies("办公厅", 2)),
    retained=1,
    total=7,
    times=(
        Made(Handling.APPROVED, day=9, time="09:15"),
        Made(Handling.COPIED, time="14:30"),
        Made(Handling.RECEIVED, date="1963-03-09", time="11:49"),
    ),
)
CHINESE_TEXT = """\
外交部收电

等级：特急

机密

临河台收

外收(63)丙第0212号

上湖渔民请求渔网

致北方地委，并抄湖滨州委，报外交部：

3月3日第712号来电收悉，答复如下：

一、渔网应当借给。
    （一）凡十月以前来的，先借；
    （二）其余后借。
二、船只应当清点。

如有问题，请示外交部。

湖滨省委

1963年3月9日

湖滨发(63)第118号

分送：秘书处，渔业（3），办公厅（2）

存档1份，共7份

9日9时15分签发。14时30分抄写。1963年3月9日11时49分收到。
"""


def test_a_chinese_telegram_is_written_in_chinese() -> None:
    assert write_text(CHINESE) == CHINESE_TEXT
    assert draft_of_reading(read_bytes(CHINESE_TEXT.encode())) == CHINESE


AMERICAN = Draft(
    heading=("INCOMING TELEGRAM",),
    to=("Secretary of State",),
    numbers=(OwnNumber("1149", Role.ISSUING),),
    dateline=Dateline("Port Sylvan", "1961-11-03", "16:00"),
    date="1961-11-03",
    body=(Point("Consul believes that nets should be lent."),),
    signature="HALE",
)


def test_where_and_when_it_was_written_stands_in_one_line_at_the_head() -> None:
    text = write_text(AMERICAN)
    assert "\n\nPort Sylvan, November 3, 1961, 4 p.m.\n\n" in text
    assert text.count("1961") == 1
    assert "\n\n1149. Consul believes that nets should be lent.\n" in text
    assert draft_of_reading(read_bytes(text.encode())) == AMERICAN


def test_what_the_text_says_itself_that_it_answers_is_said_once() -> None:
    said = Point("Your 712. Nets may be lent.")
    draft = replace(AMERICAN, body=(said,), answers=(Reference(number="712"),))
    text = write_text(draft)
    assert text.count("712") == 1
    assert draft_of_reading(read_bytes(text.encode())) == draft


@pytest.mark.parametrize(
    ("time", "said"),
    [("00:00", "12 a.m."), ("00:05", "12:05 a.m."), ("12:00", "12 p.m."), ("24:00", "24:00"),
     ("11:59", "11:59 a.m."), ("13:10", "1:10 p.m.")],
)  # fmt: skip
def test_a_time_of_day_is_said_by_the_half_of_the_day(time: str, said: str) -> None:
    line = Dateline("Port Sylvan", "1961-11-03", time)
    draft = replace(AMERICAN, dateline=line)
    assert f"Port Sylvan, November 3, 1961, {said}" in write_text(draft)


@pytest.mark.parametrize(
    ("date", "said"),
    [("1961", "Date: 1961"), ("1961-11", "November 1961"), ("--11-15", "November 15th"),
     ("--11", "Date: --11"), ("---29", "Date: the 29th")],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_meant(date: str, said: str) -> None:
    draft = replace(AMERICAN, dateline=None, date=date)
    text = write_text(draft)
    assert f"\n\n{said}\n" in text
    assert draft_of_reading(read_bytes(text.encode())) == draft


def test_a_number_that_the_sender_gave_stands_first_where_it_comes_first() -> None:
    sent = OwnNumber("37", Role.ISSUING, "Lakeside Province Document", None, "62")
    came = OwnNumber("0815", Role.RECEIVING, "Received Telegram", None, "62")
    draft = replace(draft_of_data(DATA), numbers=(sent, came))
    text = write_text(draft)
    assert text.index("(62) 37") < text.index("(62) 0815") < text.index("Fishermen")
    assert draft_of_reading(read_bytes(text.encode())) == draft


def test_the_paper_says_what_the_text_says_and_no_more() -> None:
    for draft, text in ((draft_of_data(DATA), TEXT), (CHINESE, CHINESE_TEXT), (ODD, FORM)):
        assert on_paper(draft) == "".join(text.split())
