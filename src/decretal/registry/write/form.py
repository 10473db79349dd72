"""A draft on a form: each element after its label, the text between "Text:" and "End of text".

Owns how each element stands there so that it is read as what it is whatever its words are:
names one a line, numbers and references in their parts, copies and times in fixed words.
Elements named in ``exactly`` are written so that no word of them is taken for another part;
the others as one would rather write them. ``read.form`` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from decretal.registry.read.form_fields import is_labelled
from decretal.registry.telegram import Role
from decretal.registry.write import phrases
from decretal.registry.write.draft import Copies, Dateline, Draft, Made, OwnNumber, Point, Reference
from decretal.registry.write.layout import Block
from decretal.registry.write.points import marker

_NUMBERS: Final = {
    Role.RECEIVING: "Receiving number",
    Role.ISSUING: "Issuing number",
    Role.UNSTATED: "Number",
}


def blocks(draft: Draft, exactly: frozenset[str]) -> Iterator[Block]:
    """The form, filled in."""
    if "heading" in exactly or any(map(is_labelled, draft.heading)):
        yield from _block("form", _field("Heading", draft.heading))
    else:
        for line in draft.heading:
            yield Block("heading", line)
    yield from _block("form", _above(draft, exactly))
    yield Block("form", "Text:")
    named = "body" in exactly
    for point in draft.body:
        yield Block("list" if point.label and not named else "paragraph", _paragraph(point, named))
    yield Block("form", "End of text")
    yield from _block("form", _below(draft, exactly))


def _block(part: str, lines: Iterable[str]) -> Iterator[Block]:
    if text := "\n".join(lines):
        yield Block(part, text)


def _above(draft: Draft, exactly: frozenset[str]) -> Iterator[str]:
    yield from _field("Precedence", draft.precedence)
    yield from _field("Classification", draft.classification)
    yield from _field("Received at", draft.station)
    for own in draft.numbers:
        label = _NUMBERS[own.role]
        if "numbers" in exactly:
            yield from _field(label, _number(own), listed=True)
        else:
            yield f"{label}: {phrases.number(own).removeprefix('No. ')}"
    if draft.dateline is not None:
        yield from _field("Dateline", _dateline(draft.dateline), listed=True)
    yield f"Date: {phrases.exact_date(draft.date) if draft.date else 'none'}"
    yield from _field("From", draft.issuer)
    yield from _field("To", draft.to, listed=True)
    yield from _field("Copied to", draft.copied, listed=True)
    yield from _field("Reporting to", draft.reporting_to, listed=True)
    yield from _field("Subject", draft.subject)
    for answered in draft.answers:
        parts = tuple(_reference(answered))
        yield from _field("In reply to", parts or ("a telegram",), listed=bool(parts))
    if not draft.answers:
        yield "In reply to: none"


def _below(draft: Draft, exactly: frozenset[str]) -> Iterator[str]:
    yield from _field("Signed", draft.signature)
    recipient = _recipient if "distribution" in exactly else phrases.recipient
    yield from _field("Distribution", tuple(map(recipient, draft.distribution)), listed=True)
    yield from _field("Copies kept", draft.retained)
    yield from _field("Copies in all", draft.total)
    yield from _field("Handling", tuple(map(_time, draft.times)), listed=True)


def _field(
    label: str, value: str | int | Iterable[str] | None, *, listed: bool = False
) -> Iterator[str]:
    """A label with what belongs to it: beside it if it is one, else below it."""
    if value is None:
        return
    if isinstance(value, (str, int)):
        yield f"{label}: {value}"
        return
    several = tuple(value)
    if len(several) == 1 and not listed:
        yield f"{label}: {several[0]}"
    elif several:
        yield f"{label}:"
        yield from (f"    {each}" for each in several)


def _paragraph(point: Point, named: bool) -> str:
    if point.label is None:
        return f"Paragraph: {point.text}" if named else point.text
    marked = f"Point {point.label}:" if named else marker(point)
    return f"{'    ' * point.depth}{marked} {point.text}"


def _number(own: OwnNumber) -> Iterator[str]:
    yield f"Number: {own.number}"
    for label, value in (
        ("Year", own.year), ("Series", own.series), ("Designation", own.label)
    ):  # fmt: skip
        if value:
            yield f"{label}: {value}"


def _reference(answered: Reference) -> Iterator[str]:
    for label, value in (
        ("Number", answered.number), ("Year", answered.year), ("Series", answered.series)
    ):  # fmt: skip
        if value:
            yield f"{label}: {value}"
    if answered.date:
        yield f"Date: {phrases.exact_date(answered.date)}"
    if answered.whose:
        yield f"Whose: {answered.whose}"


def _dateline(line: Dateline) -> Iterator[str]:
    if line.place:
        yield f"Place: {line.place}"
    if line.date:
        yield f"Date: {phrases.exact_date(line.date)}"
    if line.time:
        yield f"Time: {line.time}"


def _recipient(entry: Copies) -> str:
    if entry.copies is None:
        return f"{entry.name}: copies not stated"
    return f"{entry.name}: {entry.copies} {'copy' if entry.copies == 1 else 'copies'}"


def _time(made: Made) -> str:
    words = str(made.kind).capitalize()
    on = made.date or (f"---{made.day:02}" if made.day else None)
    if on:
        words += f" on {phrases.exact_date(on)}"
    if made.time:
        words += f"{',' if on else ''} at {made.time.replace(':', '')}"
    return words + (f" by {made.by}" if made.by else "")
