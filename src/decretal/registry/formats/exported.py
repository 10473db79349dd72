"""A telegram that was exported, told from any other file by its first bytes.

Owns which of the formats that hold a whole telegram a file is in; how each is read back is
left to ``json`` and ``tei``.
"""

from __future__ import annotations

from typing import Final

from decretal.registry.telegram import TelegramReading

_HEAD: Final = 4_096
_SPACE: Final = b"\xef\xbb\xbf \t\r\n"


def from_exported(name: str, raw: bytes) -> TelegramReading | None:
    """The telegram in a file of TEI or JSON as Decretal writes them; None if it is neither.

    One that was altered raises an error.
    """
    head = raw[:_HEAD].lstrip(_SPACE)
    if head.startswith(b"<") and b"decretal-telegram" in head:
        from decretal.registry.formats.tei import from_tei

        return from_tei(raw, name=name)
    if head.startswith(b"{") and b'"sha256"' in head and b'"places"' in raw:
        from decretal.registry.formats.json import from_json

        return from_json(raw, name=name)
    return None
