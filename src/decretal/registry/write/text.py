"""A draft as the text of a telegram, in the form of the period.

Owns the order of the lines, and that they are read back as they are meant. Some words
are only known for what they are by a label before them ("Subject: ..."): what would be
read otherwise without one gets one. What is read otherwise all the same is an error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from decretal.errors import DecretalError, DraftError, ReadsOtherwiseError, SeveralErrors
from decretal.registry.read import read_bytes
from decretal.registry.telegram import Role
from decretal.registry.write import phrases
from decretal.registry.write.draft import Draft, OwnNumber, Point
from decretal.registry.write.from_reading import draft_of_reading
from decretal.registry.write.points import DEEPEST, marker

_ATTEMPTS: Final = 6
_NOTHING: Final = Draft()
_MAY_BE_SAID: Final = frozenset({"to", "copied", "numbers", "issuer", "signature", "date"})
"""What a heading such as "Telegram from A to B, No. 5" may say."""


def write_text(draft: Draft) -> str:
    """The text of the telegram; a draft that would be read otherwise raises an error."""
    return _joined(written(draft))


def _joined(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text for block in blocks) + "\n"


def written(draft: Draft) -> tuple[Block, ...]:
    """The blocks of the telegram's text, labelled as far as they have to be."""
    _check(draft)
    plainly: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        found = tuple(blocks(_without(draft, unsaid), plainly))
        text = _joined(found)
        differs = frozenset(_differences(draft, text))
        if not differs:
            return found
        if not differs <= plainly:
            plainly |= differs
        elif not differs & _MAY_BE_SAID <= unsaid:
            unsaid |= differs & _MAY_BE_SAID
        else:
            break
    raise _reads_otherwise(draft, text)


def _without(draft: Draft, unsaid: frozenset[str]) -> Draft:
    """The draft without what a heading says already: said twice, it would be read twice."""
    return replace(draft, **{name: getattr(_NOTHING, name) for name in unsaid})


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the telegram with blank ones around them; ``part`` says what they are."""

    part: str
    text: str


def blocks(draft: Draft, plainly: frozenset[str] = frozenset()) -> Iterator[Block]:
    """The telegram in its order; elements named in ``plainly`` are labelled."""
    for line in draft.heading:
        yield Block("heading", line)
    if draft.precedence:
        yield Block("marking", f"Cable Precedence: {draft.precedence}")
    for line in draft.classification:
        label = "Classification: " if "classification" in plainly else ""
        yield Block("marking", label + line)
    if draft.station:
        label = "Station: " if "station" in plainly else "Received at "
        yield Block("station", label + draft.station)
    for own in _own_numbers(draft, plainly):
        if own.role is Role.RECEIVING:
            yield Block("number", phrases.number(own, plainly="numbers" in plainly))
    if draft.subject:
        label = "Subject: " if "subject" in plainly else ""
        yield Block("subject", label + draft.subject)
    yield from _addressees(draft, plainly)
    # Where the body says itself what is answered, a line above it would say it twice.
    if "answers" not in plainly:
        yield from _references(draft)
    yield from _body(draft, "body" in plainly)
    yield from _foot(draft, plainly)


def _own_numbers(draft: Draft, plainly: frozenset[str]) -> Iterator[OwnNumber]:
    """The numbers that get a line: not those that a heading holds already."""
    for own in draft.numbers:
        held = any(own.number in line for line in draft.heading)
        if not (held and "numbers" in plainly):
            yield own


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
            yield Block("addressees", f"{label}: {', '.join(several)}")


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


def _foot(draft: Draft, plainly: frozenset[str]) -> Iterator[Block]:
    if draft.issuer:
        label = "Issued by: " if plainly & {"signature", "issuer"} else ""
        yield Block("issuer", label + draft.issuer)
    if draft.signature:
        label = "Signed: " if plainly & {"signature", "issuer"} else ""
        yield Block("issuer", label + draft.signature)
    if draft.date:
        label = "Date: " if "date" in plainly else ""
        yield Block("date", label + phrases.date(draft.date))
    for own in _own_numbers(draft, plainly):
        if own.role is Role.ISSUING:
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


def _check(draft: Draft) -> None:
    """Refuse what no telegram can say."""
    found: list[DecretalError] = []
    if draft == Draft():
        found.append(
            DraftError("The draft says nothing.", advice="Give it at least a subject, or a body.")
        )
    for name, words in _words(draft):
        if words != " ".join(words.split()) or not words:
            found.append(
                DraftError(
                    f"{name} holds {words!r}, which is empty or has white space at its ends, a"
                    " line break or several spaces in it.",
                    advice="Write it in one line, its words with single spaces.",
                )
            )
        elif any(unicodedata.category(character) == "Cc" for character in words):
            found.append(
                DraftError(
                    f"{name} holds {words!r}, and with it a control character.",
                    advice="Leave it out.",
                )
            )
    for point in draft.body:
        if point.depth >= DEEPEST:
            found.append(
                DraftError(
                    f"body: {point.label} stands {point.depth + 1} levels deep.",
                    advice=f"Points have {DEEPEST} levels.",
                )
            )
    for own in draft.numbers:
        if own.role not in (Role.RECEIVING, Role.ISSUING):
            found.append(
                DraftError(
                    f"numbers: {own.number} is {own.role}.",
                    advice="A telegram bears receiving and issuing numbers; what it answers"
                    " stands under answers.",
                )
            )
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralErrors(found)


def _words(draft: Draft) -> Iterator[tuple[str, str]]:
    for each in fields(draft):
        value = getattr(draft, each.name)
        for element in value if isinstance(value, tuple) else (value,):
            if isinstance(element, str):
                yield each.name, element
            elif element is not None and not isinstance(element, int):
                for part in fields(element):
                    words = getattr(element, part.name)
                    if isinstance(words, str):
                        yield each.name, words


def _differences(draft: Draft, text: str) -> Iterator[str]:
    """The elements that the text would be read to say otherwise."""
    back = draft_of_reading(read_bytes(text.encode()))
    for each in fields(Draft):
        if getattr(back, each.name) != getattr(draft, each.name):
            yield each.name


def _reads_otherwise(draft: Draft, text: str) -> DecretalError:
    back = draft_of_reading(read_bytes(text.encode()))
    errors = []
    for name in sorted(_differences(draft, text)):
        meant, read = (_said(getattr(each, name)) for each in (draft, back))
        errors.append(
            ReadsOtherwiseError(
                f"{name.replace('_', ' ')}: whoever reads the telegram would read {read}, and not"
                f" {meant}.",
                advice="Word it otherwise.",
            )
        )
    return errors[0] if len(errors) == 1 else SeveralErrors(errors)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_said, value)) or "nothing"
    if isinstance(value, Point):
        return f'{value.label or "a paragraph"} "{_short(value.text)}"'
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f'"{_short(value)}"'
    if isinstance(value, int):
        return str(value)
    parts = (getattr(value, each.name) for each in fields(value))  # type: ignore[arg-type]
    return " ".join(str(part) for part in parts if part is not None)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
