"""What the page of an archive puts around a document: a title, a sponsor, how to cite it.

Owns which lines these are. The title that an archive gave is no part of the telegram: what
it says of sender and date holds only where the telegram itself says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from decretal.registry.read.layout import Unit

_LINE: Final = re.compile(
    r"skip to (?:main )?content|search in|add search filter cancel search filter|add search filter"
    r"|cancel search filter|view document in"
    r"|(?:digital archive )?international history declassified|english (?:html|translation)"
    r"|original (?:scan|uploaded date|archive|language)|cite this document|citation|get citation"
    r"|citation share download|share document|share|download|print|rights|record id|source|language"
    r"|document (?:information|summary)|author\(?s?\)?"
    r"|associated (?:places|topics|people & organizations)"
    r"|subjects? discussed|related documents|original repository|donors?|contributor\(?s?\)?|type"
    r"|this document was made possible (?:with|by|through) .{3,120}"
    r"|the history and public policy program welcomes .+"
    r"|to enquire about this document.+|https?://\S+",
    re.I | re.S,
)
_ABOVE: Final = re.compile(
    r"(?:skip to (?:main )?content|(?:digital archive )?international history declassified"
    r"|view document in|english html"
    r"|this document was made possible (?:with|by|through) .{3,120})$",
    re.I,
)
_CITED: Final = re.compile(r"History and Public Policy Program Digital Archive,\s+(?=\S)")
_MOST: Final = 20
"""Nothing more stands above a document."""
_OMISSION: Final = re.compile(r"[\[(]?\s?(?:…|\.\s?\.\s?\.)\s?[\])]?[.\s]*")


def is_line(text: str) -> bool:
    """Whether a line is one of the archive's page."""
    text = text.lstrip("•-–* ")
    return (
        text[:1].lower() in frozenset("scavioegdrltpnh")
        and len(text) < 900
        and _LINE.fullmatch(text.rstrip(": ")) is not None
    )


def cited(text: str) -> int | None:
    """Where a citation of the archive begins to say where the document lies."""
    match = _CITED.search(text)
    return None if match is None else match.end()


def is_omission(text: str) -> bool:
    """Whether no more stands there than that an editor left something out: "[...]"."""
    return len(text) <= 12 and text[:1] in "[(…." and _OMISSION.fullmatch(text) is not None


def without_omission(text: str) -> str:
    """A line without an "[...]" at its end."""
    at = max(text.rfind("["), text.rfind("("))
    return text[:at].rstrip() if at > 0 and is_omission(text[at:].strip()) else text


def title_above(units: Sequence[Unit]) -> int:
    """How many of the first units are the archive's, title and date included."""
    last = 0
    for at, unit in enumerate(units[:_MOST]):
        if not unit.is_long and _ABOVE.match(unit.text):
            last = at + 1
    return last
