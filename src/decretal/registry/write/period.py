"""A draft in the form of the period: heading, numbers, addressees, points, distribution.

Owns the order of the lines. Some words are only known for what they are by a label before
them ("Subject: ..."): elements named in ``plainly`` get one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from decretal.registry.telegram import Role
from decretal.registry.write import phrases
from decretal.registry.write.draft import Draft, OwnNumber
from decretal.registry.write.layout import Block, numbers_above, numbers_below
from decretal.registry.write.points import marker


def blocks(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[Block]:
    """The telegram in its order; ``above`` puts all of its numbers at the head."""
    # A letterhead is read after the name of the form, and stands above it.
    for line in draft.heading[::-1] if "heading" in plainly else draft.heading:
        yield Block("heading", line)
    if draft.precedence:
        yield Block("marking", f"Cable Precedence: {draft.precedence}")
    for line in draft.classification:
        label = "Classification: " if "classification" in plainly else ""
        yield Block("marking", label + line)
    if draft.station:
        label = "Station: " if "station" in plainly else "Received at "
        yield Block("station", label + draft.station)
    for own in numbers_above(draft, plainly, above=above):
        yield Block("number", phrases.number(own, plainly="numbers" in plainly))
    if draft.dateline is not None and "dateline" not in plainly:
        yield Block("dateline", phrases.dateline(draft.dateline))
    if draft.subject:
        label = "Subject: " if "subject" in plainly else ""
        yield Block("subject", label + draft.subject)
    yield from _addressees(draft, plainly)
    # Where the body says itself what is answered, a line above it would say it twice.
    if "answers" not in plainly:
        yield from _references(draft)
    yield from _body(draft, "body" in plainly)
    yield from _foot(draft, plainly, above=above)


def with_serial(draft: Draft, plainly: frozenset[str]) -> Iterator[Block]:
    """The same as American posts wrote it: their number stands before the first words."""
    serial = next(own_serial(draft), None)
    if serial is None:
        # A heading says it.
        yield from blocks(draft, plainly, above=False)
        return
    first, *rest = draft.body
    numbered = replace(first, text=f"{serial.number}. {first.text}")
    others = [own for own in draft.numbers if own is not serial]
    anew = replace(draft, numbers=tuple(others), body=(numbered, *rest))
    yield from blocks(anew, plainly, above=False)


def own_serial(draft: Draft) -> Iterator[OwnNumber]:
    """The number that may stand so: a bare one, below a dateline, above a plain paragraph."""
    if draft.dateline is not None and draft.body and draft.body[0].label is None:
        for own in draft.numbers:
            if own.role is Role.ISSUING and not (own.label or own.series or own.year):
                yield own
                return


def _addressees(draft: Draft, plainly: frozenset[str]) -> Iterator[Block]:
    if draft.to and not plainly & {"to", "copied", "reporting_to"}:
        words = f"To {phrases.names(draft.to)}"
        if draft.copied:
            words += f", copying {phrases.names(draft.copied)}"
        if draft.reporting_to:
            words += f", and reporting to {phrases.names(draft.reporting_to)}"
        yield Block("addressees", words + ":")
        return
    for label, several in (
        ("To", draft.to),
        ("Copied to", draft.copied),
        ("Reporting to", draft.reporting_to),
    ):
        if several:
            yield Block("addressees", f"{label}: {phrases.joined(several)}")


def _references(draft: Draft) -> Iterator[Block]:
    *others, last = draft.answers or (None,)
    for answered in others:
        if answered is not None:
            yield Block("answers", phrases.reference(answered) + ".")
    if last is not None:
        yield Block("answers", phrases.reference(last) + ", reply as follows:")


def _body(draft: Draft, spaced: bool) -> Iterator[Block]:
    listed: list[str] = []
    for point in draft.body:
        if listed and (point.label is None or spaced):
            yield Block("list", "\n".join(listed))
            listed = []
        if point.label is None:
            yield Block("paragraph", point.text)
        else:
            listed.append(f"{'    ' * point.depth}{marker(point)} {point.text}")
    if listed:
        yield Block("list", "\n".join(listed))


def _foot(draft: Draft, plainly: frozenset[str], *, above: bool) -> Iterator[Block]:
    if draft.issuer:
        label = "Issued by: " if plainly & {"signature", "issuer"} else ""
        yield Block("issuer", label + draft.issuer)
    if draft.signature:
        label = "Signed: " if plainly & {"signature", "issuer"} else ""
        yield Block("issuer", label + draft.signature)
    if draft.dateline is not None and "dateline" in plainly:
        yield Block("date", phrases.dateline(draft.dateline))
    if draft.date and not (draft.dateline and draft.dateline.date == draft.date):
        if "date" in plainly:
            yield Block("date", f"Date: {phrases.exact_date(draft.date)}")
        else:
            yield Block("date", phrases.date(draft.date))
    for own in numbers_below(draft, plainly, above=above):
        yield Block("number", phrases.number(own, plainly="numbers" in plainly))
    if draft.distribution:
        entries = ", ".join(map(phrases.recipient, draft.distribution))
        yield Block("distribution", f"Distribution: {entries}")
    counts = []
    if draft.retained is not None:
        counts.append(phrases.retained(draft.retained))
    if draft.total is not None:
        counts.append(phrases.total(draft.total))
    if counts:
        words = ", ".join(counts)
        yield Block("copies", words[0].upper() + words[1:])
    if draft.times:
        yield Block("times", ". ".join(map(phrases.time, draft.times)) + ".")
