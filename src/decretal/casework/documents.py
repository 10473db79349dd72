"""Telegrams as documents of the files in which they stand.

Owns that whoever sees a file sees the telegrams to which its entries lead, as documents of
that file: the text, and nothing of the register. A list of names stands in the file of each
person on it; whoever sees such a file and not the list sees what the telegram says of that
person, and nobody else's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decretal.casework.correspondence import TELEGRAM
from decretal.casework.list_standing import list_standing
from decretal.casework.models.files import EntryKind, File, FileKind
from decretal.offices.models import User
from decretal.registry.read import read_bytes
from decretal.registry.register.models import Telegram
from decretal.registry.telegram import TelegramReading


@dataclass(frozen=True, slots=True)
class Document:
    """A telegram as a document of a file.

    ``is_whole`` says that the text is shown; otherwise ``said`` is what it says of the person
    of the file, and the rest is of others.
    """

    file: File
    telegram: Telegram
    reading: TelegramReading
    is_whole: bool
    said: tuple[str, ...] = ()


def document(user: User, number: str, mark: str) -> Document | None:
    """The telegram to which an entry of a file leads, for somebody who sees that file."""
    if user.office is None or user.office.is_foreign:
        return None
    file = File.objects.visible_to(user).select_related("office").filter(number=number).first()
    if file is None:
        return None
    entries = file.entries.filter(kind=EntryKind.DOCUMENT, payload__document=TELEGRAM)
    if not entries.filter(payload__telegram=mark).exists():
        return None
    found = Telegram.objects.select_related("office", "cancellation").filter(mark=mark).first()
    if found is None:
        return None
    reading = read_bytes(bytes(found.raw), name=found.mark)
    listed_on = File.objects.filter(number=found.matter, kind=FileKind.LIST).first()
    is_whole = (
        file.kind != FileKind.CASE
        or listed_on is None
        or File.objects.visible_to(user).filter(pk=listed_on.pk).exists()
        or Telegram.objects.visible_to(user).filter(pk=found.pk).exists()
    )
    if is_whole or listed_on is None:
        return Document(file, found, reading, is_whole=True)
    return Document(file, found, reading, False, tuple(_of_person(file, listed_on, reading)))


def _of_person(file: File, name_list: File, reading: TelegramReading) -> Iterator[str]:
    """The points of a list's telegram that are of the person of a file."""
    for each in list_standing(name_list).listed:
        if each.file != file.number:
            continue
        for point in reading.provisions:
            is_name = point.label == str(each.place) and point.text == ", ".join(each.names)
            if is_name or point.text.startswith(f"Place {each.place} on the list: "):
                yield point.text
