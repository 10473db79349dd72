"""A box of telegrams: thousands of files, read one by one.

Owns that one bad file never stops the rest, that memory does not grow with the texts, and
what is written about the box: a catalogue, data, CMIF, findings, an overview to look at.
"""

from __future__ import annotations

from decretal.registry.box.box import Box, Failure, read_box
from decretal.registry.box.files import write_box

__all__ = ["Box", "Failure", "read_box", "write_box"]
