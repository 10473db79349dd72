"""Forms that others filled in: every element after its label."""

from __future__ import annotations

import pytest

from decretal.registry.read import read_bytes
from decretal.registry.read.form import form_in
from decretal.registry.telegram import Direction, Handling, Role, TelegramReading
from decretal.source import Text

FORM = """\
OFFICE OF LAKES
Incoming telegram

Degree of urgency: Immediate
Security classification: Secret
Receiving number: (63) C Lu-0212
Issuing number: Lakeside Province Document No. (63) 118
Date: 9 March 1963
Sender: Lakeside Provincial Committee
Addressees: Northern Regional Committee, Ministry of Waters
Copies to:
    Port Office, Kessel
    Coast Guard
Subject: Fishermen of the Upper Lake
    who ask for nets
Reference: your telegram No. 712 of March 3

TEXT:

1. Nets should be lent to
all who ask.
2. Boats should be counted.

Distribution: to nobody who does not ask.

--- End of text ---

Signed by: Lin Hai
Distribution list:
    Secretariat
    Fisheries (3)
Copies retained: one
Total copies: 7
Handling:
    Received at 1149
    Transcribed on the 9th at 1430 by Chen
"""


def read(text: str) -> TelegramReading:
    return read_bytes(text.encode())


def test_each_element_is_what_its_label_says() -> None:
    found = read(FORM)
    assert [words.text for words in found.heading] == ["OFFICE OF LAKES", "Incoming telegram"]
    assert found.direction is Direction.INCOMING
    assert (found.precedence and found.precedence.text) == "Immediate"
    assert [words.text for words in found.classification] == ["Secret"]
    assert [(n.role, n.series, n.year, n.number) for n in found.numbers] == [
        (Role.RECEIVING, "C Lu", 1963, "0212"),
        (Role.ISSUING, "Lakeside Province Document", 1963, "118"),
        (Role.ANSWERED, None, None, "712"),
    ]
    assert (found.date and found.date.iso) == "1963-03-09"
    assert (found.issuer and found.issuer.text) == "Lakeside Provincial Committee"
    assert [each.text for each in found.to] == ["Northern Regional Committee", "Ministry of Waters"]
    assert [each.text for each in found.copied] == ["Port Office, Kessel", "Coast Guard"]
    subject = "Fishermen of the Upper Lake who ask for nets"
    assert (found.subject and found.subject.text) == subject
    (answered,) = found.answers
    assert (answered.date and answered.date.iso, answered.whose) == ("--03-03", "your")
    assert (found.signature and found.signature.text) == "Lin Hai"
    copies = [(each.name, each.copies) for each in found.distribution]
    assert copies == [("Secretariat", None), ("Fisheries", 3)]
    assert (found.retained and found.retained.count, found.total and found.total.count) == (1, 7)
    assert [(each.kind, each.day, each.time, each.by) for each in found.times] == [
        (Handling.RECEIVED, None, "11:49", None),
        (Handling.TRANSCRIBED, 9, "14:30", "Chen"),
    ]


def test_between_text_and_its_end_stand_paragraphs_alone() -> None:
    assert [(each.label, each.text) for each in read(FORM).body] == [
        ("1", "Nets should be lent to all who ask."),
        ("2", "Boats should be counted."),
        (None, "Distribution: to nobody who does not ask."),
    ]


def test_every_element_has_its_place() -> None:
    found = read(FORM)
    assert found.subject is not None
    assert found.subject.span.words.split() == found.subject.text.split()
    assert [each.span.line for each in found.copied] == [12, 13]
    assert found.distribution[1].span.line == 31


def test_a_chinese_form_is_read_by_its_labels() -> None:
    found = read(
        "收电\n\n等级：特急\n收电号：(63)丙字第0212号\n主送：北方地委\n抄送：湖滨州委\n题目：渔民请求渔网\n"
        "发文单位：湖滨省委\n日期：1963年3月9日\n\n正文：\n\n一、渔网应当借给。\n二、船只应当清点。\n\n正文完\n\n"
        "分送：秘书处，渔业(3)\n"
    )
    assert (found.precedence and found.precedence.text) == "特急"
    assert [each.text for each in found.to] == ["北方地委"]
    assert [each.text for each in found.copied] == ["湖滨州委"]
    assert [each.label for each in found.body] == ["1", "2"]
    assert (found.date and found.date.iso) == "1963-03-09"
    assert [(each.name, each.copies) for each in found.distribution] == [
        ("秘书处", None),
        ("渔业", 3),
    ]


def test_a_form_that_says_none_has_none() -> None:
    text = (
        "To: Coast Guard\nDate: none\nIn reply to: none\n\nText:\n\nYour telegram No. 5 received.\n"
        "\nEnd of text\n\nHandling:\n    Sent on 3 March 1961 at 0915\n"
    )
    found = read(text)
    assert (found.date, found.answers) == (None, ())
    assert [each.text for each in found.body] == ["Your telegram No. 5 received."]
    said = read(text.replace("Date: none\nIn reply to: none\n", ""))
    assert (said.date and said.date.iso) == "1961-03-03"
    assert [each.number and each.number.number for each in said.answers] == ["5"]


@pytest.mark.parametrize(
    "text",
    [
        FORM.replace("Subject: Fishermen", "To whom it may concern\nSubject: Fishermen"),
        FORM.replace("Copies retained: one", "Copies retained: one     Total copies: 7"),
        FORM.replace("--- End of text ---\n", ""),
        FORM.replace("TEXT:\n", ""),
        "  Set in\n" + FORM,
    ],
    ids=["a line without a label", "columns", "no end", "no beginning", "set in below nothing"],
)
def test_what_is_no_such_form_is_read_as_any_other_text(text: str) -> None:
    assert form_in(Text("telegram", FORM)) is not None
    assert form_in(Text("telegram", text)) is None
    assert read(text).heading
