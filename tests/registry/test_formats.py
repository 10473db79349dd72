"""JSON without loss; CMIF and the catalogue, held against the telegrams by hand."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.registry.readings import assert_is_valid, readings, spans

from decretal.cases.write import writer_of
from decretal.errors import AlteredTextError, TelegramFormatError
from decretal.registry.formats.catalogue import COLUMNS, row
from decretal.registry.formats.cmif import write_cmif
from decretal.registry.formats.json import from_json, to_json
from decretal.registry.formats.tei import to_tei
from decretal.registry.read import read_bytes
from decretal.registry.telegram import TelegramReading

NS = {"t": "http://www.tei-c.org/ns/1.0"}
CABLE = """\
Telegram Received, Office of Lakes

Cable Precedence: Urgent

SECRET

Received at Linhe Station

Received Telegram No. (63) C Lu-0212

Fishermen of the Upper Lake Ask for Nets

To the Northern Regional Committee, copying the Lakeside Prefectural Committee:

Telegram of March 3rd received, reply as follows:

1. Nets should be lent.

Lakeside Provincial Committee

March 9, 1963

Lakeside Province Document No. (63) 118

Total of 7 copies
"""


def cable(text: str = CABLE) -> TelegramReading:
    return read_bytes(text.encode(), name="box/lakes.txt")


@given(readings())
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_a_telegram_comes_back_from_json_as_it_was(reading: TelegramReading) -> None:
    back = from_json(to_json(reading))
    assert back == reading
    assert spans(back) == spans(reading)
    assert back.source == reading.source
    assert back.received.raw == reading.received.raw


def test_the_names_in_json_are_those_of_a_reading() -> None:
    data = json.loads(to_json(cable()))
    assert data["precedence"] == "Urgent"
    assert data["total"] == 7
    assert data["file"]["text"] == CABLE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "another shape"),
        ("{}", "has no 'file'"),
        ('{"file": {"name": "a"}}', "has no 'text'"),
        ('{"file": 5}', "another shape"),
    ],
)
def test_what_is_no_telegram_in_json_is_told_so(data: str, said: str) -> None:
    with pytest.raises(TelegramFormatError, match=said):
        from_json(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("numbers", 0, "text"), []),
        (("numbers", 0, "year"), True),
        (("numbers", 0, "year"), 1961.5),
        (("provisions", 0, "text"), None),
        (("provisions", 0, "depth"), "1"),
        (("distribution", 0, "name"), 7),
        (("distribution", 0, "copies"), "7"),
        (("findings", 0, "readings"), [0]),
        (("places", "precedence", "span", "start"), 1.5),
        (("language",), "Chinese!"),
        (("language",), {}),
        (("date",), "1961-99-99"),
        (("date",), "soon"),
        (("times", 0, "time"), "25:00"),
        (("times", 0, "day"), 32),
        (("times", 0, "date"), "---9"),
    ],
)
def test_a_field_that_holds_something_else_is_refused(
    path: tuple[str | int, ...], value: object
) -> None:
    foot = "\nDistribution: Guard (2), Customs\n\nApproved on the 9th, at 0915.\n"
    data = json.loads(to_json(cable(CABLE + foot)))
    holder: Any = data
    for step in path[:-1]:
        holder = holder[step]
    assert holder[path[-1]] != value
    holder[path[-1]] = value
    with pytest.raises(TelegramFormatError):
        from_json(json.dumps(data))


def test_a_place_beyond_the_text_is_refused() -> None:
    data = json.loads(to_json(cable()))
    data["places"]["precedence"]["span"]["end"] = 100_000
    with pytest.raises(TelegramFormatError, match="is not in the text"):
        from_json(json.dumps(data))


def test_a_text_that_was_altered_in_json_is_refused() -> None:
    with pytest.raises(AlteredTextError):
        from_json(to_json(cable()).replace("Nets should be lent.", "Nets should be kept."))


def test_a_registry_in_cmif_is_valid_and_says_who_wrote_to_whom() -> None:
    stream = io.BytesIO()
    assert (
        write_cmif(stream, [cable(), cable("Nets are lent. Nothing else is known of it.\n")]) == 2
    )
    assert_is_valid(stream.getvalue())
    known, unknown = etree.fromstring(stream.getvalue()).findall(".//t:correspDesc", NS)
    assert known.get("key") == "Lakeside Province Document No. (63) 118"
    assert known.get("ref") == "lakes.txt"
    assert [name.text for name in known.findall(".//t:orgName", NS)] == [
        "Lakeside Provincial Committee",
        "Northern Regional Committee",
        "Lakeside Prefectural Committee",
    ]
    assert [date.get("when") for date in known.findall(".//t:date", NS)] == ["1963-03-09"]
    assert {name.text for name in unknown.findall(".//t:orgName", NS)} == {"Unknown"}
    assert unknown.find(".//t:date", NS) is None


def test_who_signed_for_no_office_is_a_person_in_cmif_and_tei() -> None:
    text = "Kessel, May 5, 1961, 4 p.m.\n\n12. The boats came in today.\n\nThornbury\n"
    reading = cable(text)
    assert reading.signature is not None
    assert reading.signature.text == "Thornbury"
    stream = io.BytesIO()
    write_cmif(stream, [reading])
    for made in (stream.getvalue(), to_tei(reading)):
        assert_is_valid(made)
        sent = etree.fromstring(made).find(".//t:correspAction[@type='sent']", NS)
        assert sent is not None
        assert [each.text for each in sent.findall("t:persName", NS)] == ["Thornbury"]
        assert sent.findall("t:orgName", NS) == []


def test_a_registry_without_telegrams_is_valid_cmif() -> None:
    stream = io.BytesIO()
    assert write_cmif(stream, []) == 0
    assert_is_valid(stream.getvalue())


@given(readings())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_any_telegram_is_valid_in_cmif(reading: TelegramReading) -> None:
    stream = io.BytesIO()
    write_cmif(stream, [reading])
    assert_is_valid(stream.getvalue())


def test_a_date_without_a_year_is_none_in_cmif() -> None:
    stream = io.BytesIO()
    write_cmif(stream, [cable(CABLE.replace("March 9, 1963", "March 9"))])
    assert b"<date" not in stream.getvalue()


def described(text: str) -> dict[str, str]:
    return dict(zip(COLUMNS, row(cable(text)), strict=True))


def test_a_telegram_is_described_under_the_names_of_isad() -> None:
    found = described(CABLE)
    assert found["reference code(s)"] == "Lakeside Province Document No. (63) 118"
    assert found["title"] == "Fishermen of the Upper Lake Ask for Nets"
    assert found["date(s)"] == "1963-03-09"
    assert found["level of description"] == "item"
    assert (
        found["extent and medium of the unit of description"]
        == "1 telegram; 7 copies according to its text"
    )
    assert found["name of creator(s)"] == "Lakeside Provincial Committee"
    assert found["related units of description"] == "Telegram of March 3rd received"
    assert 'Marked "SECRET"' in found["note"]
    assert "Receiving number: Received Telegram No. (63) C Lu-0212" in found["note"]


def test_what_the_text_does_not_say_is_not_supplied() -> None:
    found = described("Nets are lent to all who ask for them in time. Nothing more is known.\n")
    assert found["date(s)"] == ""
    assert found["name of creator(s)"] == ""
    assert found["title"] == "[Telegram without a subject]"
    assert found["extent and medium of the unit of description"] == "1 telegram"


def test_no_cell_of_a_catalogue_is_a_formula() -> None:
    stream = io.BytesIO()
    writer = writer_of("csv", stream, COLUMNS)
    writer.write(row(cable(CABLE.replace("Fishermen of", "=SUM(A1:A9) of"))))
    writer.close()
    rows = list(csv.reader(io.StringIO(stream.getvalue().decode())))
    assert not [cell for line in rows for cell in line if cell.startswith(("=", "+", "-", "@"))]
    assert "=SUM(A1:A9) of the Upper Lake Ask for Nets" in rows[1][1]
