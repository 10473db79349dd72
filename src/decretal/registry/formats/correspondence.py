"""Who wrote to whom, and what was done with the telegram: the TEI's ``correspDesc``.

Owns which of what was found makes which ``correspAction``. Sent and received stand first,
as the TEI knows them; approved, proofread, transcribed, copied and the like follow, for its
list of types is open.
"""

from __future__ import annotations

from lxml import etree

from decretal.registry.formats.features import CERT
from decretal.registry.formats.xml_text import TEI, add, tei
from decretal.registry.telegram import Handling, TelegramReading, Time, When, Words


def correspondence(reading: TelegramReading) -> etree._Element:
    """The description of a telegram's correspondence."""
    made = etree.Element(tei("correspDesc"), nsmap={None: TEI})  # type: ignore[dict-item]
    _sent(made, reading)
    _received(made, reading)
    for time in reading.times:
        if time.kind not in (Handling.SENT, Handling.RECEIVED):
            _moment(add(made, "correspAction", type=str(time.kind)), time)
    if reading.answers:
        context = add(made, "correspContext")
        for answered in reading.answers:
            ref = add(context, "ref", answered.text, type="answers")
            ref.set("cert", CERT[answered.sure])
    if not len(made):
        add(made, "note", "The text names neither who sent the telegram nor who received it.")
    return made


def office_of(reading: TelegramReading) -> Words | None:
    """The office that sent it; a person who signed for none is no office."""
    issuer, signature = reading.issuer, reading.signature
    if issuer is None or (signature is not None and issuer.text == signature.text):
        return None
    return issuer


def _sent(made: etree._Element, reading: TelegramReading) -> None:
    action = add(made, "correspAction", type="sent")
    if (office := office_of(reading)) is not None:
        _name(action, "orgName", office)
    if reading.signature is not None:
        _name(action, "persName", reading.signature)
    if reading.dateline is not None and reading.dateline.place:
        add(action, "placeName", reading.dateline.place, cert=CERT[reading.dateline.sure])
    if reading.date is not None:
        _date(action, reading.date)
    _times(action, reading, Handling.SENT)
    _discard_empty(action)


def _received(made: etree._Element, reading: TelegramReading) -> None:
    action = add(made, "correspAction", type="received")
    for role, names in (
        ("action", reading.to),
        ("copied", reading.copied),
        ("reporting-to", reading.reporting_to),
    ):
        for name in names:
            _name(action, "orgName", name, role=role)
    if reading.station is not None:
        _name(action, "placeName", reading.station)
    _times(action, reading, Handling.RECEIVED)
    _discard_empty(action)


def _discard_empty(action: etree._Element) -> None:
    parent = action.getparent()
    if not len(action) and parent is not None:
        parent.remove(action)


def _times(action: etree._Element, reading: TelegramReading, kind: Handling) -> None:
    for time in reading.times:
        if time.kind is kind:
            _moment(action, time)


def _name(action: etree._Element, element: str, words: Words, role: str = "") -> None:
    made = add(action, element, words.text, cert=CERT[words.sure])
    if role:
        made.set("role", role)


def _date(action: etree._Element, when: When) -> None:
    add(action, "date", when.text, when=when.iso, cert=CERT[when.sure])


def _moment(action: etree._Element, time: Time) -> None:
    """When it was done and by whom: as much of it as the text says."""
    cert = CERT[time.sure]
    day = time.date or (f"---{time.day:02}" if time.day is not None else None)
    if time.by:
        add(action, "name", time.by, cert=cert)
    if day is not None:
        add(action, "date", when=day, cert=cert)
    if time.time is not None:
        hour = "24:00:00" if time.time == "24:00" else f"{time.time}:00"
        add(action, "time", when=hour, cert=cert)
    add(action, "note", time.text)
