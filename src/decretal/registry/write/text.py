"""A draft as the text of a telegram that is read back to what was meant.

Owns the search for a way of writing it: first in the form of the period, with labels where
they are needed; then on a form on which every element has one. What is read otherwise all
the same is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import partial
from typing import Final, TypeAlias

from decretal.errors import DecretalError, ReadsOtherwiseError, SeveralErrors
from decretal.registry.read import read_bytes
from decretal.registry.telegram import Role
from decretal.registry.write import chinese, form, period
from decretal.registry.write.draft import Draft, Point
from decretal.registry.write.from_reading import draft_of_reading
from decretal.registry.write.layout import Block
from decretal.registry.write.possible import refuse_the_impossible, words_of

_ATTEMPTS: Final = 6
_OPENINGS: Final = 3
"""What is answered is said in the first paragraphs, or not in the text."""
_NOTHING: Final = Draft()
_ALL: Final = frozenset(each.name for each in fields(Draft))
_MAY_BE_SAID: Final = frozenset({"to", "copied", "numbers", "issuer", "signature", "date"})
"""What a heading such as "Telegram from A to B, No. 5" may say."""
Blocks: TypeAlias = tuple[Block, ...]
Layout: TypeAlias = Callable[[Draft, frozenset[str]], Iterable[Block]]


def write_text(draft: Draft) -> str:
    """The text of the telegram; a draft that would be read otherwise raises an error."""
    return _joined(written(draft))


def written(draft: Draft) -> Blocks:
    """The blocks of the telegram's text, in the first way that is read back."""
    refuse_the_impossible(draft)
    found = next(filter(None, (_laid_out(draft, way) for way in _ways(draft))), None)
    found = found or _on_form(draft)
    if found is None:
        raise _reads_otherwise(draft, _joined(form.blocks(draft, _ALL)))
    return found


def _ways(draft: Draft) -> Iterator[Layout]:
    """The forms of the period in which it may be written, the likeliest first."""
    layouts = (chinese.blocks, period.blocks) if is_chinese(draft) else (period.blocks,)
    outgoing = _is_outgoing(draft)
    if any(period.own_serial(draft)):
        yield period.with_serial
    for layout in layouts:
        yield partial(layout, above=outgoing)
    if any(own.role is Role.ISSUING for own in draft.numbers):
        for layout in layouts:
            yield partial(layout, above=not outgoing)


def is_chinese(draft: Draft) -> bool:
    """Whether it is Chinese that most of its words are in."""
    said = "".join(words for _, words in words_of(draft))
    han = sum("\u4e00" <= c <= "\u9fff" for c in said)
    return han > sum(c.isalpha() for c in said) - han


def _is_outgoing(draft: Draft) -> bool:
    """Whether the copy of the office that sent it is written: its own number stands first."""
    return (
        bool(draft.numbers)
        and draft.numbers[0].role is Role.ISSUING
        and any(own.role is Role.RECEIVING for own in draft.numbers)
    )


def _laid_out(draft: Draft, layout: Layout) -> Blocks | None:
    if _says_what_it_answers(draft):
        found = tuple(layout(draft, frozenset({"answers"})))
        if not differences(draft, _joined(found)):
            return found
    plainly: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        found = tuple(layout(_without(draft, unsaid), plainly))
        differs = differences(draft, _joined(found))
        if not differs:
            return found
        if not differs <= plainly:
            plainly |= differs
        elif not differs & _MAY_BE_SAID <= unsaid:
            unsaid |= differs & _MAY_BE_SAID
        else:
            break
    return None


def _says_what_it_answers(draft: Draft) -> bool:
    """Whether the text may say itself what it answers: "Your 712. You may issue papers."."""
    opening = " ".join(point.text for point in draft.body[:_OPENINGS])
    return any(each.number and each.number in opening for each in draft.answers)


def _without(draft: Draft, unsaid: frozenset[str]) -> Draft:
    """The draft without what a heading says already: said twice, it would be read twice."""
    return replace(draft, **{name: getattr(_NOTHING, name) for name in unsaid})


def _on_form(draft: Draft) -> Blocks | None:
    exactly: frozenset[str] = frozenset()
    while True:
        found = tuple(form.blocks(draft, exactly))
        differs = differences(draft, _joined(found))
        if not differs:
            return found
        if differs <= exactly:
            return None
        exactly |= differs


def _joined(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text for block in blocks) + "\n"


def differences(draft: Draft, text: str) -> frozenset[str]:
    """The elements that the text would be read to say otherwise."""
    try:
        back = draft_of_reading(read_bytes(text.encode()))
    except DecretalError:
        return _ALL
    return frozenset(name for name in _ALL if getattr(back, name) != getattr(draft, name))


def _reads_otherwise(draft: Draft, text: str) -> DecretalError:
    try:
        back = draft_of_reading(read_bytes(text.encode()))
    except DecretalError as error:
        return ReadsOtherwiseError(
            f"the whole: nobody would read it as a telegram, for {error.message.rstrip('.')}.",
            advice="Word it otherwise.",
        )
    errors = []
    for name in sorted(differences(draft, text)):
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
