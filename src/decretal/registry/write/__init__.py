"""Writing a telegram in the form of the period, from what it is to say.

Owns that what was written is read back to what was meant: ``write`` reads its own text,
and says where it would be read otherwise, rather than write something else.
"""

from __future__ import annotations

from decretal.registry.write.draft import (
    Copies,
    Dateline,
    Draft,
    Made,
    OwnNumber,
    Point,
    Reference,
)
from decretal.registry.write.from_data import draft_of_data
from decretal.registry.write.from_reading import draft_of_reading
from decretal.registry.write.text import write_text

__all__ = [
    "Copies",
    "Dateline",
    "Draft",
    "Made",
    "OwnNumber",
    "Point",
    "Reference",
    "draft_of_data",
    "draft_of_reading",
    "write_text",
]
