"""Many telegrams in the Correspondence Metadata Interchange Format (CMIF).

Owns what of a telegram goes into the exchange of letters' metadata: who sent it, to whom,
when and where from, under which number. The format is a TEI document whose head alone
holds something. What else is known stays in each telegram's own TEI. Telegrams are
written one by one: however many there are, one is in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self
from urllib.parse import quote

from lxml import etree

from decretal.registry.formats.correspondence import office_of
from decretal.registry.formats.xml_text import TEI, add, shown, tei
from decretal.registry.telegram import Role, TelegramReading

_SOURCE: Final = "telegrams"


class CmifWriter:
    """A CMIF file that is written telegram by telegram."""

    def __init__(self, stream: IO[bytes], *, title: str = "Telegrams") -> None:
        self._file = etree.xmlfile(stream, encoding="utf-8")
        self._title = title
        self._open: list[Any] = []
        self.count = 0

    def __enter__(self) -> Self:
        self._xml: Any = self._file.__enter__()
        self._xml.write_declaration()
        self._begin("TEI", nsmap={None: TEI})
        self._begin("teiHeader")
        self._xml.write("\n")
        self._xml.write(self._file_description())
        self._xml.write("\n")
        self._begin("profileDesc")
        return self

    def write(self, reading: TelegramReading) -> None:
        """Add a telegram."""
        self.count += 1
        self._xml.write("\n")
        self._xml.write(description(reading))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            if not self.count:
                # A profile may be empty; whoever opens the file should see that it is.
                self._xml.write(etree.Comment(" No telegram was read. "))
            self._end(2)
            text = etree.Element(tei("text"), nsmap={None: TEI})  # type: ignore[dict-item]
            add(add(text, "body"), "p")
            self._xml.write("\n")
            self._xml.write(text)
            self._end(1)
        self._file.__exit__(kind, error, trace)

    def _begin(self, name: str, **more: Any) -> None:
        element = self._xml.element(tei(name), **more)
        element.__enter__()
        self._open.append(element)

    def _end(self, number: int) -> None:
        for _ in range(number):
            self._xml.write("\n")
            self._open.pop().__exit__(None, None, None)

    def _file_description(self) -> etree._Element:
        made = etree.Element(tei("fileDesc"), nsmap={None: TEI})  # type: ignore[dict-item]
        add(add(made, "titleStmt"), "title", self._title)
        add(
            add(made, "publicationStmt"),
            "p",
            "Not published. Written by Decretal from the texts of the telegrams; whoever"
            " publishes it names the publisher, the address and the licence here.",
        )
        source = add(made, "sourceDesc")
        add(source, "bibl", self._title, type="hybrid", xml_id=_SOURCE)
        return made


def write_cmif(
    stream: IO[bytes], readings: Iterable[TelegramReading], *, title: str = "Telegrams"
) -> int:
    """Write a CMIF file of telegrams; returns how many they are."""
    with CmifWriter(stream, title=title) as writer:
        for reading in readings:
            writer.write(reading)
    return writer.count


def description(reading: TelegramReading) -> etree._Element:
    """One telegram as CMIF describes a letter."""
    made = etree.Element(tei("correspDesc"), nsmap={None: TEI})  # type: ignore[dict-item]
    made.set("source", f"#{_SOURCE}")
    made.set("key", shown(key_of(reading)))
    # A name of a file is bytes; the few that are no UTF-8 are written as they are.
    made.set("ref", quote(os.fsencode(Path(reading.source.name).name)))
    sent = add(made, "correspAction", type="sent")
    sender = office_of(reading)
    if sender is not None:
        add(sent, "orgName", sender.text)
    if reading.signature is not None:
        add(sent, "persName", reading.signature.text)
    if not len(sent):
        add(sent, "orgName", "Unknown", ref="http://correspsearch.net/unknown")
    if reading.dateline is not None and reading.dateline.place:
        add(sent, "placeName", reading.dateline.place)
    if reading.date is not None and reading.date.year is not None:
        add(sent, "date", when=reading.date.iso)
    received = add(made, "correspAction", type="received")
    for name in (*reading.to, *reading.copied, *reading.reporting_to):
        add(received, "orgName", name.text)
    if not len(received):
        add(received, "orgName", "Unknown", ref="http://correspsearch.net/unknown")
    if reading.station is not None:
        add(received, "placeName", reading.station.text)
    return made


def key_of(reading: TelegramReading) -> str:
    """What a telegram is called: the number under which it was issued, or the file."""
    for role in (Role.ISSUING, Role.UNSTATED, Role.RECEIVING):
        for number in reading.numbers:
            if number.role is role:
                return number.text
    return Path(reading.source.name).name
