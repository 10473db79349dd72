"""A draft as a telegram on paper.

Owns what of the text the template is given. The page says of itself that it was written
from a draft, so that nobody takes it for a document of an archive.
"""

from __future__ import annotations

from datetime import datetime

from decretal.registry.write.draft import Draft
from decretal.registry.write.text import is_chinese, written
from decretal.typeset.pdf import to_pdf
from decretal.typeset.type_faces import printable


def write_pdf(draft: Draft, *, made: datetime) -> bytes:
    """The telegram as PDF; the same draft, made at the same time, makes the same bytes."""
    blocks = written(draft)
    subject = draft.subject or "Telegram"
    data = {
        "language": "zh" if is_chinese(draft) else "en",
        "title": printable(subject),
        "made": f"{made:%Y-%m-%d}",
        "day": [made.year, made.month, made.day],
        "blocks": [
            {
                "part": block.part,
                "lines": [
                    {
                        "depth": (len(line) - len(line.lstrip(" "))) // 4,
                        "text": printable(line.strip()),
                    }
                    for line in block.text.split("\n")
                ],
            }
            for block in blocks
        ],
    }
    return to_pdf(
        "decretal.registry.write",
        "telegram.typ",
        data,
        called=f'The telegram "{subject}"',
        made=made,
    )
