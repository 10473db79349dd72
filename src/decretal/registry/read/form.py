"""A telegram on a form: each element after its label, the text between "Text:" and "End of text".

Owns which text is such a form, and its lines. What stands after a label is that element,
whatever its words look like; below a label stands, set in, a list with one entry a line.
Between "Text:" and "End of text" stand the paragraphs and nothing else, so that no word of
them is taken for a distribution or a date. A text of which some line is no part of such a
form is read as any other. What each element says is left to ``form_fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from decretal.registry.read.draft import Draft
from decretal.registry.read.form_body import read_body
from decretal.registry.read.form_fields import Field, field_of, take
from decretal.registry.read.layout import Unit
from decretal.source import Text

_LINE: Final = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BEGINS: Final = re.compile(
    r"^(?:text(?: of (?:the )?(?:telegram|cable|message))?|(?:telegram|cable|message) text"
    r"|正文|电文|본문)[ \t]?[:：][ \t]*\r?$",
    re.I | re.M,
)
_ENDS: Final = re.compile(
    r"^[-–—*(\[ ]*(?:end of (?:the )?(?:text|telegram|cable|message)"
    r"|(?:text|telegram|cable|message) ends|正文完|电文完|全文完|본문 끝)[-–—*)\]. \t]*\r?$",
    re.I | re.M,
)
_COLUMNS: Final = re.compile(r"\S(?:\s{3,}|\t+)\S")
_SIDES: Final = 1_500
"""A form has not so many lines above its text, nor below it."""


@dataclass(frozen=True, slots=True)
class Form:
    """The parts of a form: lines above the labels, what is labelled, and the text."""

    heading: tuple[Unit, ...]
    fields: tuple[Field, ...]
    text: tuple[int, int]


def form_in(text: Text) -> Form | None:
    """The form that a text is, if it is one."""
    begins = _BEGINS.search(text.content)
    ends = None if begins is None else _ENDS.search(text.content, begins.end())
    if begins is None or ends is None:
        return None
    heading: list[Unit] = []
    fields: list[Field] = []
    for start, end in ((0, begins.start()), (ends.end(), len(text.content))):
        for count, line in enumerate(_lines(text, start, end)):
            if count > _SIDES or line.is_long:
                return None
            if _COLUMNS.search(text.content, line.start, line.end):
                return None
            if line.indent:
                if not fields:
                    return None
                fields[-1].entries.append(line)
            elif (found := field_of(line)) is not None:
                fields.append(found)
            elif not fields:
                heading.append(line)
            else:
                return None
    return Form(tuple(heading), tuple(fields), (begins.end(), ends.start())) if fields else None


def read_form(text: Text, form: Form, draft: Draft) -> None:
    """Read what stands on a form."""
    for line in form.heading:
        take(Field("heading", "heading", line, 0, []), draft)
    for each in form.fields:
        take(each, draft)
    read_body(text, *form.text, draft)


def _lines(text: Text, start: int, end: int) -> Iterator[Unit]:
    for match in _LINE.finditer(text.content, start, end):
        words = match[0].strip()
        if words and not (words[0] == "\ufeff" and len(words) == 1):
            indent = len(match[0]) - len(match[0].lstrip())
            at = match.start() + indent
            yield Unit(text, at, at + len(words), 1, indent)
