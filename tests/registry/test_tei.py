"""A telegram as TEI: valid by the TEI's schema, back without loss, safe to read."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.registry.readings import assert_is_valid, readings, spans

from decretal.errors import AlteredTextError, TelegramFormatError
from decretal.registry.formats.tei import from_tei, to_tei
from decretal.registry.formats.xml_text import text_of
from decretal.registry.read import read_bytes
from decretal.registry.telegram import TelegramReading

NS = {"t": "http://www.tei-c.org/ns/1.0"}
CABLE = """\
Telegram Received, Office of Lakes

Cable Precedence: Urgent

Received at Linhe Station

Received Telegram No. (63) C Lu-0212

Fishermen of the Upper [Lake] Ask for Nets

To the Northern Regional Committee, copying the Lakeside Prefectural Committee, and \
reporting to the Ministry of Waters:

Telegram of March 3rd received, reply as follows:

1. Nets should be lent.
2. Boats should be counted.

Lakeside Provincial Committee

March 9, 1963

Lakeside Province Document No. (63) 118

Distribution: Secretariat, Fisheries (3), General Office (2)

One copy retained for files, total of 7 copies

Approved on the 9th, at 0915. Proofread at 1010. Transcribed at 1100. Copied at 1430. \
Received at 1149
"""


def cable() -> TelegramReading:
    return read_bytes(CABLE.encode(), name="lakes.txt")


def document(reading: TelegramReading) -> etree._Element:
    return etree.fromstring(to_tei(reading))


@given(readings())
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_a_telegram_comes_back_from_tei_as_it_was(reading: TelegramReading) -> None:
    back = from_tei(to_tei(reading))
    assert back == reading
    assert spans(back) == spans(reading)
    assert back.source == reading.source
    assert back.received.raw == reading.received.raw


@given(readings())
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_any_telegram_is_valid_tei(reading: TelegramReading) -> None:
    assert_is_valid(to_tei(reading))


def test_a_cable_in_the_form_of_the_period_is_valid_and_comes_back() -> None:
    made = to_tei(cable())
    assert_is_valid(made)
    assert spans(from_tei(made)) == spans(cable())


def test_what_was_done_with_the_telegram_are_actions_of_its_correspondence() -> None:
    root = document(cable())
    actions = root.findall(".//t:correspAction", NS)
    assert [each.get("type") for each in actions] == [
        "sent",
        "received",
        "approved",
        "proofread",
        "transcribed",
        "copied",
    ]
    sent, received, approved = actions[:3]
    assert sent.findtext("t:orgName", namespaces=NS) == "Lakeside Provincial Committee"
    assert sent.find("t:date", NS).get("when") == "1963-03-09"  # type: ignore[union-attr]
    assert [(each.get("role"), each.text) for each in received.findall("t:orgName", NS)] == [
        ("action", "Northern Regional Committee"),
        ("copied", "Lakeside Prefectural Committee"),
        ("reporting-to", "Ministry of Waters"),
    ]
    assert approved.find("t:time", NS).get("when") == "09:15:00"  # type: ignore[union-attr]


def test_a_day_without_a_month_stays_one() -> None:
    approved = document(cable()).find(".//t:correspAction[@type='approved']/t:date", NS)
    assert approved is not None
    assert approved.get("when") == "---09"


def test_elements_are_marked_in_the_text_where_they_stand() -> None:
    text = document(cable()).find(".//t:ab", NS)
    assert text is not None
    supplied = text.find(".//t:title/t:supplied", NS)
    assert supplied is not None
    assert supplied.text == "[Lake]"
    provisions = text.findall(".//t:seg[@type='provision']", NS)
    assert [each.get("n") for each in provisions] == ["1", "2"]
    assert text_of(text) == CABLE


def test_how_sure_it_is_stands_beside_what_was_found() -> None:
    issuer = document(cable()).find(".//t:ab/t:orgName[@role='issuer']", NS)
    assert issuer is not None
    assert issuer.get("cert") == "medium"


@pytest.mark.parametrize("encoding", ["gb18030", "euc-kr", "utf-16", "utf-8-sig"])
def test_a_text_in_another_encoding_comes_back_byte_by_byte(encoding: str) -> None:
    text = {
        "gb18030": "关于处理过境人员的请示：你们的电报收到。",
        "euc-kr": "제목 국경을 넘은 사람들의 처리에 대하여",
    }
    raw = (text.get(encoding, CABLE) + "\n").encode(encoding)
    reading = read_bytes(raw, name="cable.txt")
    back = from_tei(to_tei(reading))
    assert back.received.raw == raw
    assert back == reading


def test_bytes_that_are_no_characters_are_kept_beside_the_text() -> None:
    raw = CABLE.encode().replace(b"Boats", b"Boat\xe4s") + "一二三四五六七八九十一二三四".encode()
    reading = read_bytes(raw, name="cable.txt")
    made = to_tei(reading)
    assert_is_valid(made)
    held = etree.fromstring(made).findtext(".//t:binaryObject", namespaces=NS)
    assert held is not None
    assert base64.b64decode(held) == raw
    assert from_tei(made).received.raw == raw


def test_a_text_that_was_altered_in_the_file_is_refused() -> None:
    made = to_tei(cable()).replace(b"Nets should be lent", b"Nets should be kept")
    with pytest.raises(AlteredTextError, match="does not have the hash"):
        from_tei(made)


@pytest.mark.parametrize(
    ("declaration", "entity"),
    [
        ('<!ENTITY e SYSTEM "{secret}">', "&e;"),
        ('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">', "&e;"),
        ("<!ELEMENT TEI ANY>", ""),
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, declaration: str, entity: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not to be shown")
    kind = f"<!DOCTYPE TEI [{declaration.format(secret=secret.as_uri())}]>"
    made = to_tei(cable()).decode().replace("?>", f"?>{kind}", 1)
    made = made.replace("<ab ", f"<p>{entity}</p><ab ", 1)
    with pytest.raises(TelegramFormatError, match="document type") as raised:
        from_tei(made.encode())
    assert "not to be shown" not in str(raised.value)


def test_laughs_by_the_billion_end_at_once() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{levels}]><TEI>&l11;</TEI>'
    with pytest.raises(TelegramFormatError):
        from_tei(bomb.encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not well-formed"),
        (b"Telegram Received", "not well-formed"),
        (b"<TEI/>", "not a telegram in TEI"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>', "not a telegram in TEI"),
        (b"<a>" * 100_000, "not well-formed"),
    ],
)
def test_what_is_no_telegram_in_tei_is_told_so(data: bytes, said: str) -> None:
    with pytest.raises(TelegramFormatError, match=said):
        from_tei(data)


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ('name="series"', 'name="colour"', "no field of a Number"),
        ('<numeric value="1963"/>', '<numeric value="soon"/>', '"soon" is no int'),
        ('<symbol value="receiving"/>', '<symbol value="lost"/>', '"lost" is no Role'),
        ("#string-range(text,0,", "#string-range(text,99999,", "beyond the end"),
        ("#string-range(text,0,", "#elsewhere(text,0,", "its place is missing"),
    ],
)
def test_a_structure_that_is_none_says_on_which_line(found: str, put: str, said: str) -> None:
    made = to_tei(cable()).decode()
    assert found in made
    with pytest.raises(TelegramFormatError, match=r"line \d+: .*" + said):
        from_tei(made.replace(found, put, 1).encode())


def test_a_date_that_is_none_is_refused() -> None:
    made = to_tei(cable()).decode()
    assert "<string>1963-03-09</string>" in made
    with pytest.raises(TelegramFormatError, match='date: "1963-33-09" is no date'):
        from_tei(made.replace("<string>1963-03-09", "<string>1963-33-09").encode())
