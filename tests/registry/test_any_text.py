"""Whatever the text: it is read, every place says what it should, the bytes are kept."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.registry.scoring import CORPUS, texts

from decretal.errors import DecretalError, EmptyTelegramError
from decretal.registry.as_data import as_data
from decretal.registry.formats.json import from_json, to_json
from decretal.registry.formats.tei import from_tei, to_tei
from decretal.registry.read import read_bytes
from decretal.registry.telegram import TelegramReading
from decretal.source import Span

CABLES = [path.read_bytes().decode("utf-8", errors="replace") for path in texts(CORPUS)]
LINES = sorted({line for cable in CABLES for line in cable.splitlines()})
shuffled = st.lists(st.sampled_from(LINES), min_size=1, max_size=30)
pieces = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.text(max_size=60),
        st.sampled_from(
            ["To ", "Distribution:", "No. ", "(61) ", "Received at ", "1. ", "(a) ", "total of "]
        ),
    ),
    min_size=1,
    max_size=20,
)


def spans(reading: TelegramReading) -> Iterator[tuple[str, Span]]:
    """The text of every element beside its place."""
    for name in ("heading", "classification", "to", "copied", "reporting_to", "stamps", "notes"):
        yield from ((each.text, each.span) for each in getattr(reading, name))
    for name in ("precedence", "station", "subject", "issuer", "signature", "source_note"):
        if (words := getattr(reading, name)) is not None:
            yield words.text, words.span
    for name in ("date", "dateline", "retained", "total"):
        if (found := getattr(reading, name)) is not None:
            yield found.text, found.span
    for name in ("numbers", "answers", "times", "brackets", "unread"):
        yield from ((each.text, each.span) for each in getattr(reading, name))
    yield from ((entry.name, entry.span) for entry in reading.distribution)


def check_places(reading: TelegramReading) -> None:
    content = reading.source.content
    for text, span in spans(reading):
        assert 0 <= span.start <= span.end <= len(content)
        assert text in " ".join(span.words.split())
    for each in reading.body:
        # A paragraph that goes over a page has none of the words between the pages.
        letters = iter("".join(each.span.words.split()))
        assert all(letter in letters for letter in "".join(each.text.split()))
    for finding in reading.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(content)
    json.dumps(as_data(reading))


def read(text: str) -> None:
    raw = text.encode("utf-8", errors="surrogatepass")
    try:
        reading = read_bytes(raw)
    except EmptyTelegramError:
        assert not text.strip()
        return
    except DecretalError:
        return
    assert reading.received.raw == raw
    assert reading.received.sha256 == hashlib.sha256(raw).hexdigest()
    check_places(reading)


@given(st.text(min_size=1, max_size=400))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    read(text)


# White space of every kind, what steers machines and directions, and what is markup elsewhere.
ODD = (
    "\r \n \x0c \x0b \x00 \x1b[1m \ufeff \u202e \u2028 \x85 \u200b \ufffe < & ]]> \x7f \ufffd"
    " \u3000 \t"
)
odd = st.sampled_from(ODD.split(" "))


@settings(max_examples=150)
@given(
    st.lists(st.one_of(st.sampled_from(LINES), odd), min_size=1, max_size=40),
    st.sampled_from(["\n", "\r\n", "\r", ""]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"]),
)
def test_whatever_was_read_comes_back_from_every_format(
    parts: list[str], between: str, encoding: str
) -> None:
    raw = between.join(parts).encode(encoding, errors="replace")
    try:
        reading = read_bytes(raw)
    except DecretalError:
        return
    for back in (from_tei(to_tei(reading)), from_json(to_json(reading))):
        assert back == reading
        assert back.received.raw == raw
        places = [(each.start, each.end) for _, each in spans(back)]
        assert places == [(each.start, each.end) for _, each in spans(reading)]


@settings(max_examples=300)
@given(shuffled, st.sampled_from(["\n", "\n\n", "\r\n", "\r", " "]))
def test_lines_of_telegrams_in_any_order_are_read(lines: list[str], between: str) -> None:
    read(between.join(lines))


@settings(max_examples=300)
@given(pieces)
def test_fragments_of_telegrams_are_read(parts: list[str]) -> None:
    read("".join(parts))


@given(st.sampled_from(CABLES), st.integers(0, 3_000), st.integers(0, 400))
def test_a_telegram_with_a_part_torn_out_is_read(cable: str, start: int, length: int) -> None:
    read(cable[:start] + cable[start + length :])


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    try:
        reading = read_bytes(raw)
    except DecretalError:
        return
    assert reading.received.raw == raw
    check_places(reading)


@pytest.mark.parametrize("path", texts(CORPUS), ids=lambda path: path.stem)
def test_every_place_in_the_corpus_says_what_was_found(path: object) -> None:
    from decretal.registry.read import read_telegram

    check_places(read_telegram(str(path)))


LARGE = {
    "one line of a megabyte": b"telegram received " * 58_000,
    "a line of nothing but digits": b"1" * 1_000_000,
    "a line of brackets": b"(" * 1_000_000,
    "ten megabytes of lines": b"the quick brown fox jumps over the lazy dog and comes back\n"
    * 170_000,
    "ten megabytes of addressees": b"To: Ministry of Foreign Affairs, copying the Office\n"
    * 190_000,
    "a distribution without end": b"Distribution: " + b"Office A (2), " * 700_000,
}


@pytest.mark.parametrize("raw", LARGE.values(), ids=LARGE.keys())
def test_much_text_is_read_promptly(raw: bytes) -> None:
    begun = time.process_time()
    read_bytes(raw)
    # Some four seconds on a slow machine; what is not linear takes hours.
    assert time.process_time() - begun < 60


def test_a_paragraph_of_several_sentences_is_no_title_and_no_issuer() -> None:
    prose = (
        "Last evening I spoke with the master of the Ministry ferry. He said that the ferry "
        "wishes to sail in spring, before the ice has gone."
    )
    text = f"SECRET\n\nNo. 4\n\n{prose}\n\nTo the Harbour Office:\n\nLet them land.\n"
    reading = read_bytes(text.encode())
    assert (reading.subject, reading.issuer) == (None, None)
    assert [words.text for words in reading.notes] == [prose]
