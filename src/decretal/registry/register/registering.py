"""Registering: a telegram gets its number, and from then on nothing of it is changed.

Owns the transaction in which a telegram is read, numbered and put into the register and
the in-tray; what was found in a text and what the registrar took it to mean stay apart.
What is done with a telegram afterwards is ``handling``, its copies are ``copies``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.db import transaction
from django.utils import timezone

from decretal.errors import (
    DecretalError,
    EntryError,
    NoRightError,
    NotReadyError,
    ReadsOtherwiseError,
    SeveralErrors,
)
from decretal.offices.models import Office
from decretal.offices.numbers import next_numbers
from decretal.offices.reach import demand, office_of
from decretal.offices.rights import Right
from decretal.registry.as_data import as_data
from decretal.registry.read import read_bytes
from decretal.registry.register import chain, sights, tray
from decretal.registry.register.asked import Asked, demand_home, office_named
from decretal.registry.register.models import Address, Addressee, Telegram, Way
from decretal.registry.register.precedence import due, rank_of
from decretal.registry.telegram import Role, TelegramReading
from decretal.registry.write import Draft, OwnNumber, draft_of_data, write_text

MOST_BYTES: Final = 1_000_000
CONSULAR: Final = "consular"
"""The series of what goes to offices of another state."""
_LETTERS: Final = {Way.INCOMING: "IN", Way.OUTGOING: "OUT"}
_SERIES: Final = re.compile(r"[a-z0-9]{1,20}")
_ISO: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"|--(?P<month_alone>\d\d)-(?P<day_of_month>\d\d)|---(?P<day_alone>\d\d)"
)
_A_LEAP_YEAR: Final = 1960
_LONGEST_MONTH: Final = 1


@dataclass(frozen=True, slots=True)
class Meant:
    """What a telegram is taken to say of itself, as a registrar confirmed or corrected it."""

    sender: str = ""
    subject: str = ""
    precedence: str = ""
    dated: str = ""
    number: str = ""
    to: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    reporting_to: tuple[str, ...] = ()
    answers: str = ""

    def named(self) -> dict[Address, tuple[str, ...]]:
        """The addressees, by what the telegram is to them."""
        return {
            Address.TO: self.to,
            Address.COPIED: self.copied,
            Address.REPORTING: self.reporting_to,
        }


@dataclass(frozen=True, slots=True)
class _Text:
    """The text with what was found in it."""

    raw: bytes
    name: str
    reading: TelegramReading = field(repr=False)


def proposed(reading: TelegramReading) -> Meant:
    """What was found, as a first proposal of what is meant; what was not found is empty."""
    number = next((n for n in reading.numbers if n.role is Role.ISSUING), None)
    return Meant(
        sender=reading.issuer.text if reading.issuer else "",
        subject=reading.subject.text if reading.subject else "",
        precedence=reading.precedence.text if reading.precedence else "",
        dated=reading.date.iso if reading.date else "",
        number=number.text if number else "",
        to=tuple(each.text for each in reading.to),
        copied=tuple(each.text for each in reading.copied),
        reporting_to=tuple(each.text for each in reading.reporting_to),
        answers=reading.answers[0].text if reading.answers else "",
    )


def register_incoming(
    asked: Asked,
    raw: bytes,
    meant: Meant,
    *,
    name: str = "telegram",
    series: str = "",
    answers: Telegram | None = None,
) -> Telegram:
    """Register what came in; the text is kept as it came, byte by byte."""
    if not asked.by_step:
        demand(asked.actor, Right.REGISTER)
    text = _text(raw, name)
    with transaction.atomic():
        made = _register(
            asked, office_of(asked.actor), Way.INCOMING, text, meant, series=series, answers=answers
        )
        if made.is_new:
            tray.put_in([made.telegram])
        return made.telegram


def draft_for(
    asked: Asked,
    words: Mapping[str, object],
    distribution: Sequence[tuple[str, int]] = (),
    answers: Telegram | None = None,
) -> Draft:
    """What somebody wrote, with what the office adds: its name, the day, copies, a reference.

    ``words`` has the keys of a draft. Each addressee gets a copy where nothing else is said.
    Raises DraftError.
    """
    names = [str(name) for key in ("to", "copied", "reporting_to") for name in _listed(words, key)]
    copies = distribution or [(name, 1) for name in names]
    reference = None
    if answers is not None:
        sent = answers.sent_as
        number = str(sent.number) if sent is not None else None
        reference = {"date": answers.dated or None, "number": number}
    return draft_of_data(
        {
            **words,
            "answers": [reference] if reference and any(reference.values()) else [],
            "issuer": office_of(asked.actor).name,
            "date": asked.today.isoformat(),
            "distribution": [{"name": name, "copies": count} for name, count in copies],
            "retained": 1,
            "total": sum(count for _, count in copies) + 1,
        }
    )


def _listed(words: Mapping[str, object], key: str) -> Sequence[object]:
    found = words.get(key)
    return found if isinstance(found, (list, tuple)) else ()


def register_outgoing(
    asked: Asked,
    draft: Draft,
    *,
    meant: Meant | None = None,
    series: str = "",
    answers: Telegram | None = None,
    matter: str = "",
) -> Telegram:
    """Register what is to go out: it is numbered, written, and read back to what is meant.

    The number of the register goes into the text. ``meant`` is what the draft says unless
    it is given. What goes to an office of another state stands in a series of its own, so
    that its numbers tell nothing of the others. Raises DraftError for what cannot be written,
    ReturnRefusedError for whom nothing goes to.
    """
    if not asked.by_step:
        demand(asked.actor, Right.REGISTER)
    office = office_of(asked.actor)
    said = meant or Meant(to=draft.to, copied=draft.copied, reporting_to=draft.reporting_to)
    names = [name for each in said.named().values() for name in each]
    named = {name: office_named(name) for name in names}
    for name in (*names, *(each.name for each in draft.distribution)):
        demand_home(asked, name, named[name] if name in named else office_named(name))
    series = _series(office, series, [each for each in named.values() if each is not None])
    if not names:
        raise EntryError("The telegram goes to nobody.", advice="Say to whom it goes.")

    def numbered(number: int) -> _Text:
        return _text(_written(draft, office, series, number, asked.today).encode(), "telegram.txt")

    with transaction.atomic():
        return _register(
            asked, office, Way.OUTGOING, numbered, meant,
            series=series, answers=answers, matter=matter,
        ).telegram  # fmt: skip


def _series(office: Office, series: str, to: Sequence[Office]) -> str:
    """The series in which a telegram is numbered: its own for another state's offices."""
    if office.is_foreign or not any(each.is_foreign for each in to):
        return series
    if series not in ("", CONSULAR):
        raise EntryError(
            f'What goes to an office of another state stands in the series "{CONSULAR}", and '
            f'"{series[:40]}" is given.',
            advice="Leave the series out.",
        )
    return CONSULAR


def _written(draft: Draft, office: Office, series: str, number: int, today: datetime.date) -> str:
    """The text with its number; an office whose name cannot be read as one is left unsaid."""
    year = f"{today:%y}"
    whole = replace(draft, issuer=draft.issuer or office.name, date=draft.date or today.isoformat())
    kind = f"{series.title()} Document" if series else "Document"
    ways = ((f"{office.name} {kind}", whole), (kind, whole), (kind, draft))
    wrong: DecretalError | None = None
    for label, each in ways:
        issuing = OwnNumber(str(number), Role.ISSUING, label, None, year)
        others = (n for n in draft.numbers if n.role is not Role.ISSUING)
        try:
            return write_text(replace(each, numbers=(issuing, *others)))
        except (ReadsOtherwiseError, SeveralErrors) as error:
            wrong = wrong or error
    assert wrong is not None
    raise wrong


def deliver(asked: Asked, sent: Telegram) -> list[Telegram]:
    """Register an outgoing telegram as incoming with each addressee that is an office here.

    It is the same text, byte by byte. Called in the transaction of what sends it.
    """
    text = _text(bytes(sent.raw), sent.file_name)
    meant = meant_of(sent)
    offices: dict[int, Office] = {}
    for each in sent.addressees.select_related("office"):
        demand_home(asked, each.name, each.office)
        if each.office is not None:
            offices.setdefault(each.office.pk, each.office)
    made = [
        _register(
            replace(asked, key=""), office, Way.INCOMING, text, meant,
            matter=sent.matter, sent_as=sent, answers=_answered_there(sent, office),
        ).telegram
        for office in offices.values()
    ]  # fmt: skip
    tray.put_in(made)
    return made


def meant_of(telegram: Telegram) -> Meant:
    """What a registered telegram is taken to mean now."""
    said = {name: each["value"] for name, each in telegram.meant.items()}
    said["sender"] = telegram.sender
    for each in telegram.corrections.all():
        said |= {name: change["after"] for name, change in each.changes.items()}
    for name in ("to", "copied", "reporting_to"):
        said[name] = tuple(said.get(name, ()))
    return Meant(**said)


def _answered_there(sent: Telegram, office: Office) -> Telegram | None:
    """What the receiving office sent, to which an outgoing telegram is the answer."""
    asked = sent.answers
    if asked is None or asked.sent_as is None or asked.sent_as.office_id != office.pk:
        return None
    return asked.sent_as


@dataclass(frozen=True, slots=True)
class _Made:
    telegram: Telegram
    is_new: bool


def _register(
    asked: Asked,
    office: Office,
    way: Way,
    text: _Text | Callable[[int], _Text],
    meant: Meant | None,
    *,
    series: str = "",
    answers: Telegram | None = None,
    matter: str = "",
    sent_as: Telegram | None = None,
) -> _Made:
    if series and not _SERIES.fullmatch(series):
        raise EntryError(
            f'"{series[:40]}" is no name of a series.', advice="Use small letters and digits."
        )
    kind = f"telegrams {way.value} {series}".strip()
    # The same request may come twice at once: the second waits here for the first.
    next_numbers(office, kind, asked.today.year, 0)
    if asked.key and (before := Telegram.objects.filter(key=asked.key).first()) is not None:
        if before.registered_by_id != asked.actor.pk or before.way != way:
            raise EntryError("This form was used before.", advice="Open the page anew.")
        return _Made(before, is_new=False)
    (number,) = next_numbers(office, kind, asked.today.year)
    found = text if isinstance(text, _Text) else text(number)
    proposal = proposed(found.reading)
    said = meant or proposal
    if way is Way.OUTGOING:  # its number is known only now
        said = replace(said, number=proposal.number, answers=proposal.answers or said.answers)
    demand_well_formed(said)
    if answers is not None:
        _demand_answerable(asked, office, answers)
    rank = rank_of(said.precedence)
    due_on, term = due(office, rank, asked.today) if way is Way.INCOMING else (None, None)
    middle = f"-{series.upper()}" if series else ""
    made = Telegram.objects.create(
        mark=f"{office.code.upper()}-{_LETTERS[way]}{middle}-{asked.today.year}-{number:04d}",
        way=way,
        office=office,
        series=series,
        year=asked.today.year,
        number=number,
        sender=office.name if way is Way.OUTGOING else said.sender,
        sender_office=office if way is Way.OUTGOING else office_named(said.sender),
        subject=said.subject,
        precedence=said.precedence,
        rank=rank,
        due_on=due_on,
        term=term,
        dated=said.dated,
        sender_number=said.number,
        file_name=found.name[:200],
        raw=found.raw,
        sha256=found.reading.received.sha256,
        found=as_data(found.reading),
        meant=_as_meant(said, proposal),
        matter=matter[:60],
        answers=answers,
        answers_text=said.answers,
        sent_as=sent_as,
        registered_by=asked.actor,
        registered_on=asked.today,
        registered_at=timezone.now(),
        key=asked.key or None,
    )
    addressees = Addressee.objects.bulk_create(
        Addressee(telegram=made, address=address, name=name, office=office_named(name))
        for address, names in said.named().items()
        for name in names
    )
    chain.begin(made, addressees)
    sights.enter(made, found.reading)
    if answers is not None:
        tray.take_out(answers)
    return _Made(made, is_new=True)


def _text(raw: bytes, name: str) -> _Text:
    if not raw.strip():
        raise EntryError("The telegram has no text.", advice="Paste it, or choose its file.")
    if len(raw) > MOST_BYTES:
        raise EntryError(
            f"The text has {len(raw):,} bytes, and {MOST_BYTES:,} are taken.",
            advice="A telegram is shorter; look whether it is the right file.",
        )
    return _Text(raw, name, read_bytes(raw, name=name))


def demand_well_formed(said: Meant) -> None:
    """Raises EntryError for what no element of a telegram can be taken to mean."""
    single = {
        "the sender": (said.sender, 300),
        "the subject": (said.subject, 500),
        "the precedence": (said.precedence, 100),
        "the number": (said.number, 300),
        "what it answers": (said.answers, 500),
    }
    for what, (text, longest) in single.items():
        if len(text) > longest:
            raise EntryError(
                f"{what.capitalize()} has {len(text)} characters, and {longest} are taken.",
                advice="Shorten it; the text itself is kept whole.",
            )
    _check_date(said.dated)
    names = [name for each in said.named().values() for name in each]
    if len(names) > 100 or any(len(name) > 300 for name in names):
        raise EntryError(
            "There are more than 100 addressees, or one of more than 300 characters.",
            advice="Write one on each line.",
        )


def _check_date(written: str) -> None:
    """Raises EntryError for what is no date, as precise as a telegram may have one."""
    found = _ISO.fullmatch(written)
    if written and found is None:
        raise EntryError(
            f'"{written[:40]}" is no date of a telegram.',
            advice="Write it as 1961-11-25, 1961-11, 1961, --11-15 without a year, or ---29 "
            "for a day alone; leave it empty where there is none.",
        )
    if found is None:
        return
    try:
        datetime.date(
            int(found["year"] or _A_LEAP_YEAR),
            int(found["month"] or found["month_alone"] or _LONGEST_MONTH),
            int(found["day"] or found["day_of_month"] or found["day_alone"] or 1),
        )
    except ValueError:
        raise EntryError(
            f'"{written}" is given as the date, and no calendar has it.',
            advice="Correct the date, or leave out what the text does not have.",
        ) from None


def _as_meant(said: Meant, found: Meant) -> dict[str, object]:
    """What each element was taken to mean, and whether that departs from what was found."""
    values: Mapping[str, str | Sequence[str]] = {
        "sender": said.sender,
        "subject": said.subject,
        "precedence": said.precedence,
        "dated": said.dated,
        "number": said.number,
        "to": list(said.to),
        "copied": list(said.copied),
        "reporting_to": list(said.reporting_to),
        "answers": said.answers,
    }
    as_found = {name: getattr(found, name) for name in values}
    return {
        name: {
            "value": value,
            "corrected": (tuple(value) if isinstance(value, list) else value) != as_found[name],
        }
        for name, value in values.items()
    }


def _demand_answerable(asked: Asked, office: Office, answered: Telegram) -> None:
    if answered.office_id != office.pk:
        if not Telegram.objects.visible_to(asked.actor).filter(pk=answered.pk).exists():
            raise NoRightError("There is no such telegram for you.", advice="Check its mark.")
        raise NotReadyError(
            f"{answered} stands in the register of {answered.office}, and not of {office}.",
            advice="Answer the one that your own office registered.",
        )
    if answered.is_cancelled:
        raise NotReadyError(f"{answered} is cancelled.", advice="Answer another one, or none.")
