"""The bytes of a telegram beside its text, and how the one gives the other back.

Owns when the text alone will do: encoded as it came it gives the same bytes, unless some
of them were no characters. Then the bytes are kept as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from decretal.errors import AlteredTextError
from decretal.registry.telegram import Received, TelegramReading


def encoded(content: str, received: Received) -> bytes:
    """A text in the encoding in which it came, with its byte order mark."""
    if received.mark and received.encoding in ("utf-16", "utf-32"):
        # Little-endian, as nearly all such files are; others keep their bytes.
        return ("\ufeff" + content).encode(received.encoding + "-le")
    return content.encode(received.encoding)


def is_enough(reading: TelegramReading) -> bool:
    """Whether the text alone gives the bytes back."""
    try:
        return encoded(reading.source.content, reading.received) == reading.received.raw
    except (UnicodeError, LookupError):
        return False


def with_raw(name: str, received: Received, content: str, raw: bytes | None) -> Received:
    """How a telegram was received, its bytes held against their hash.

    ``raw`` are the bytes where they were kept beside the text.
    """
    if raw is None:
        try:
            raw = encoded(content, received)
        except (UnicodeError, LookupError):
            raw = b""
    if hashlib.sha256(raw).hexdigest() != received.sha256:
        raise AlteredTextError(
            f"The text in {name} does not have the hash that is stated of it: it was altered"
            " after it was exported.",
            advice="Export the telegram anew from the file that it came in.",
        )
    return replace(received, raw=raw)
