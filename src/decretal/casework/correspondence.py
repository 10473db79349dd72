"""The telegrams by which steps of the procedure go out and come in.

Owns which steps go by telegram, to whom, and what the telegram says. A step's telegram is
registered in the transaction of the step: outgoing with the office that takes it, incoming
with those that it goes to; and it stands as a document in each file that it concerns. The
register itself is ``registry.register``; what a step records is left to its module.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from decretal.casework.access import office_of
from decretal.casework.deployment import Mode, deployment
from decretal.casework.entries import Draft
from decretal.casework.law import law
from decretal.casework.list_standing import list_standing
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.models.guidance import GuidanceRequest
from decretal.casework.models.transfers import PermissionAsked, TransferState
from decretal.casework.record import Request, Works
from decretal.casework.transfer_standing import REQUEST
from decretal.errors import DraftError, EntryError, ReadsOtherwiseError, SeveralErrors
from decretal.offices.models import Office, User
from decretal.registry.register.asked import Asked
from decretal.registry.register.copies import distribute
from decretal.registry.register.handling import dispatch, handle
from decretal.registry.register.models import Telegram, Way
from decretal.registry.register.precedence import CHOICES as PRECEDENCES
from decretal.registry.register.registering import Meant, register_outgoing
from decretal.registry.telegram import Handling
from decretal.registry.write import Copies, Made, Point, Reference
from decretal.registry.write import Draft as Words
from decretal.spelling import quoted

TELEGRAM: Final = "telegram"
"""What a document entry calls itself that leads to a registered telegram."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the telegram of a step says; ``points`` are numbered, ``is_reply`` answers one.

    ``forwards`` says that by it goes on what came in about the matter, and waits no more.
    """

    subject: str
    to: tuple[Office, ...]
    said: tuple[str, ...]
    on: datetime.date | None
    points: tuple[str, ...] = ()
    copied: tuple[Office, ...] = ()
    is_reply: bool = False
    forwards: bool = True
    precedence: str = ""


def asked(actor: User, key: str = "", *, by_step: bool = False) -> Asked:
    """A request to the register; in live mode nothing leaves for another state."""
    where = deployment()
    return Asked(actor, where.today(), key, where.mode is Mode.LIVE, by_step)


def entailed(request: Request, works: Works) -> Mapping[int, Sequence[Draft]]:
    """The telegrams of what is being recorded, as documents for the files they concern."""
    if request.precedence not in ("", *PRECEDENCES):
        raise EntryError(
            f'"{request.precedence[:40]}" is no precedence of a telegram.',
            advice=f"Choose {quoted(PRECEDENCES, 'or')}, or none, which is routine.",
        )
    found: dict[int, list[Draft]] = {}
    for file, drafts in works:
        for draft in drafts:
            message = _message(request.actor, file, draft, drafts)
            if message is None or not message.to:
                continue
            message = replace(message, precedence=request.precedence)
            document = _send(request.actor, file, message)
            concerned = [file] if file.kind == FileKind.CASE else [each for each, _ in works]
            for each in concerned:
                found.setdefault(each.pk, []).append(document)
            if draft.kind is EntryKind.ANSWER:
                break  # one telegram bears all the answers
    return found


def _message(actor: User, file: File, draft: Draft, drafts: Sequence[Draft]) -> Message | None:
    match FileKind(file.kind), draft.kind:
        case FileKind.LIST, EntryKind.STEP:
            return _of_list(file, draft)
        case FileKind.LIST, EntryKind.ANSWER:
            return _answers(file, drafts)
        case FileKind.GUIDANCE, EntryKind.STEP:
            return _of_guidance(file, draft)
        case FileKind.CASE, EntryKind.TRANSFER:
            return _of_transfer(file, draft)
        case FileKind.CASE, EntryKind.DOCUMENT if draft.payload.get("document") == REQUEST:
            return _permission_asked(file, draft)
        case FileKind.CASE, EntryKind.ACT if draft.act == law().procedure.steps["permission"]:
            return _permission(actor, file, draft)
        case _:
            return None


# what each telegram says -------------------------------------------------------------


def _of_list(file: File, draft: Draft) -> Message | None:
    match draft.payload["step"]:
        case "sent":
            names, digest = draft.payload["names"], draft.payload["content_hash"]
            said = "The people on this list are sent to you for reporting, as the order provides."
            before = list_standing(file).supersedes
        case "reported":
            found = list_standing(file)
            names, digest = [each.names for each in found.listed], found.content_hash
            said = "The names on this list are reported to you. Please answer for each person."
            before = found.supersedes if _was_reported(found.supersedes) else ""
        case "superseded":
            return _superseded(file, draft)
        case _:
            return None
    assert isinstance(names, Iterable)
    return Message(
        f"List of names {file.number}",
        (_office(draft.payload["to"]),),
        (said, f"This list takes the place of the list {before}.") if before else (said,),
        draft.happened_on,
        points=(*(", ".join(each) for each in names), f"The hash of the list is {digest}."),
    )


def _was_reported(number: str) -> bool:
    """Whether a list was reported; whoever it was not reported to is not told of it."""
    steps = Entry.objects.filter(file__number=number, kind=EntryKind.STEP)
    return bool(number) and steps.filter(payload__step="reported").exists()


def _superseded(file: File, draft: Draft) -> Message:
    """To the office that a list was sent to: by which other one it is replaced."""
    found = list_standing(file)
    assert found.sent is not None
    said = (
        f"The list of names {file.number} is superseded by the list {draft.payload['by']}, which "
        "follows. Nothing more is reported or answered on the former.",
        *_lines(str(draft.payload["reason"])),
    )
    subject = f"The list of names {file.number} is superseded"
    return Message(subject, (_office(found.sent.said("to")),), said, draft.happened_on,
                   forwards=False)  # fmt: skip


def _answers(file: File, drafts: Sequence[Draft]) -> Message | None:
    given = [draft for draft in drafts if draft.kind is EntryKind.ANSWER]
    entries = file.entries.filter(kind=EntryKind.STEP, payload__step="reported")
    reported = entries.select_related("office").order_by("-sequence").first()
    if reported is None:
        return None
    drew_up = (file.office,) if file.office_id != reported.office_id else ()
    return Message(
        f"Answer on the list of names {file.number}",
        (reported.office,),
        ("The answers for the people on the list are as below.",),
        given[0].happened_on,
        points=tuple(
            f"Place {each.payload['place']} on the list: {each.payload['answer']}"
            + (f", {each.reference}." if each.reference else ".")
            for each in given
        ),
        copied=drew_up,
        is_reply=True,
    )


def _of_guidance(file: File, draft: Draft) -> Message | None:
    step = draft.payload["step"]
    if step not in ("passed", "returned", "answered"):
        return None
    found = GuidanceRequest.objects.select_related("office").get(pk=file.pk)
    title = f"Guidance asked: {found.title}"
    if step == "passed":
        asked_in = _text_of(file)
        opinion = str(draft.payload["opinion"])
        return Message(
            title,
            (_office(draft.payload["to"]),),
            (*_lines(asked_in), "The opinion of this office:", *_lines(opinion)),
            draft.happened_on,
        )
    if step == "returned":
        reason = _lines(str(draft.payload["reason"]))
        to = (_office(draft.payload["to"]),)
        return Message(title, to, ("The request is returned.", *reason), draft.happened_on,
                       is_reply=True)  # fmt: skip
    passed = file.entries.filter(kind=EntryKind.STEP, payload__step="passed")
    way = [each.office for each in passed.select_related("office").order_by("-sequence")]
    way = list({office.pk: office for office in (*way, found.office)}.values())
    answer = _lines(str(draft.payload["answer"]))
    return Message(
        title, tuple(way[:1]), answer, draft.happened_on, copied=tuple(way[1:]), is_reply=True
    )


def _of_transfer(file: File, draft: Draft) -> Message:
    sender, receiver = _office(draft.payload["from"]), _office(draft.payload["to"])
    subject = f"Transfer of the file {file.number}"
    reason = _lines(str(draft.payload.get("reason") or draft.payload.get("because") or ""))
    match TransferState(str(draft.payload["state"])):
        case TransferState.SENT:
            said = f"The file is sent to {receiver}, which accepts or returns it."
            return Message(subject, (receiver,), (said, *reason), draft.happened_on)
        case TransferState.ACCEPTED:
            said = f"The file is accepted by {receiver}."
        case TransferState.RETURNED:
            said = f"The file is returned by {receiver}."
    # Whoever sent it, which may have been an office above the one that held the file.
    passed = file.entries.filter(kind=EntryKind.TRANSFER, payload__state="sent")
    sent = passed.select_related("office").order_by("-sequence").first()
    sent_by = sent.office if sent is not None else sender
    copied = (sender,) if sender.pk != sent_by.pk else ()
    return Message(subject, (sent_by,), (said, *reason), draft.happened_on, (), copied, True)


def _permission_asked(file: File, draft: Draft) -> Message:
    because = _lines(str(draft.payload["because"]))
    said = "The permission that the order provides for is asked for, for the reasons below."
    subject = f"Permission asked for the file {file.number}"
    return Message(subject, (_office(draft.payload["to"]),), (said, *because), draft.happened_on)


def _permission(actor: User, file: File, draft: Draft) -> Message:
    office = office_of(actor)
    open_ = PermissionAsked.objects.filter(case=file.pk, to_office=office, answer="")
    waiting = open_.select_related("from_office").order_by("sequence").last()
    to = waiting.from_office if waiting is not None else file.office
    copied = (file.office,) if file.office_id != to.pk else ()
    return Message(
        f"Permission for the file {file.number}",
        (to,) if to.pk != office.pk else (),
        (f"The permission is {draft.payload['outcome']}.", *_lines(draft.evidence)),
        draft.happened_on,
        copied=tuple(each for each in copied if each.pk != office.pk),
        is_reply=waiting is not None,
    )


def _office(code: object) -> Office:
    return Office.objects.get(code=str(code))


def _text_of(file: File) -> str:
    """The words of a request for guidance as they stand now."""
    texts = [
        entry.payload["text"] for entry in file.entries.order_by("sequence")
        if entry.kind in (EntryKind.OPENED, EntryKind.STEP) and "text" in entry.payload
    ]  # fmt: skip
    return str(texts[-1])


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


# registering it ----------------------------------------------------------------------


def _send(actor: User, file: File, message: Message) -> Draft:
    """Register the telegram with all that it goes to; gives the document that leads to it."""
    request = asked(actor, by_step=True)
    office = office_of(actor)
    on = message.on or request.today
    came = _came(office, file.number)
    answered = came[0] if came and message.is_reply else None
    sent = _registered(request, file, message, on, answered)
    handle(request, sent, Handling.APPROVED, on=on)
    receivers = {each.pk: each for each in (*message.to, *message.copied)}.values()
    distribute(request, sent, [(each.name, 1) for each in receivers], on=on)
    dispatch(request, sent, on=on)
    for each in came:
        if message.forwards and not message.is_reply and hasattr(each, "in_tray"):
            handle(
                request, each, Handling.FORWARDED, on=max(on, each.registered_on), note=sent.mark
            )
    said = {"document": TELEGRAM, "telegram": sent.mark, "subject": message.subject}
    return Draft(EntryKind.DOCUMENT, said, on, follows=True)


def _came(office: Office, matter: str) -> list[Telegram]:
    """What came in about a matter, the latest first."""
    return list(
        Telegram.objects.filter(office=office, way=Way.INCOMING, matter=matter, cancellation=None)
        .for_list()
        .select_related("in_tray", "sent_as", "office")
        .order_by("-pk")
    )


def _registered(
    request: Asked,
    file: File,
    message: Message,
    on: datetime.date,
    answered: Telegram | None,
) -> Telegram:
    """The telegram in the form of the period.

    What somebody wrote may be such that no telegram can hold it. It is then not put in other
    words: the telegram says where the words stand.
    """
    to = tuple(each.name for each in message.to)
    copied = tuple(each.name for each in message.copied if each.name not in to)
    reference = Reference(answered.dated, _digits(answered)) if answered else None
    meant = Meant(
        sender=office_of(request.actor).name,
        subject=message.subject,
        precedence=message.precedence,
        dated=on.isoformat(),
        to=to,
        copied=copied,
        answers=answered.mark if answered else "",
    )
    whole = Words(
        precedence=message.precedence or None,
        subject=message.subject,
        to=to,
        copied=copied,
        answers=(reference,) if reference else (),
        body=(
            *(Point(text) for text in message.said),
            *(Point(text, str(n)) for n, text in enumerate(message.points, start=1)),
        ),
        date=on.isoformat(),
        distribution=tuple(Copies(name, 1) for name in (*to, *copied)),
        retained=1,
        total=len(to) + len(copied) + 1,
        times=(Made(Handling.APPROVED, date=on.isoformat()),),
    )
    if not office_of(request.actor).is_foreign and any(
        each.is_foreign for each in (*message.to, *message.copied)
    ):
        # What was done with it here, and for whom copies are made, tells the other state of us.
        whole = replace(whole, distribution=(), retained=None, total=None, times=())
    elsewhere = replace(
        whole, body=(Point(f"What is said stands in the file {file.number}, which is with you."),)
    )
    plain = Words(
        precedence=whole.precedence,
        subject=f"On the file {file.number}",
        body=elsewhere.body,
        date=whole.date,
    )
    return _first_that_reads(
        [whole, replace(elsewhere, subject=f"On the file {file.number}"), plain],
        lambda words: register_outgoing(
            request, words, meant=meant, answers=answered, matter=file.number
        ),
    )


def _digits(answered: Telegram) -> str | None:
    """The number under which the other office sent what is answered."""
    return str(answered.sent_as.number) if answered.sent_as is not None else None


def _first_that_reads(drafts: Sequence[Words], work: Callable[[Words], Telegram]) -> Telegram:
    for draft in drafts[:-1]:
        try:
            return work(draft)
        except (DraftError, ReadsOtherwiseError, SeveralErrors):
            continue
    return work(drafts[-1])
