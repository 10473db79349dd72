"""Registering telegrams, and what is done with them: forms and their answers.

Owns the pages on which something is put into the register. Whoever registers a text sees
first what was found in it and how sure that is, and confirms or corrects each element.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from decretal.casework.access import office_of
from decretal.casework.correspondence import asked
from decretal.casework.log import note
from decretal.casework.models import Happening
from decretal.errors import EntryError
from decretal.offices.rights import Right, has_right
from decretal.registry.read import read_bytes
from decretal.registry.register import copies, correcting, handling, precedence
from decretal.registry.register.asked import Asked
from decretal.registry.register.correcting import ELEMENTS
from decretal.registry.register.models import Telegram
from decretal.registry.register.registering import (
    MOST_BYTES,
    Meant,
    draft_for,
    meant_of,
    proposed,
    register_incoming,
    register_outgoing,
)
from decretal.registry.register.threads import answerable
from decretal.registry.telegram import Handling, TelegramReading, Words
from decretal.registry.write import Draft, write_text
from decretal.web import again
from decretal.web.asked import day, recording, said, user_of
from decretal.web.pages.register import NAMES, telegram_of
from decretal.web.rights import allowed

_COUNTED = re.compile(r"(?P<name>.+?)\s*\((?P<count>\d{1,3})\)")
_POINT = re.compile(r"\d{1,3}[.)]\s+")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_SURE = {
    "stated": gettext_lazy("the text names it"),
    "placed": gettext_lazy("by its form and place"),
    "supposed": gettext_lazy("supposed"),
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the form: what was found, how sure, and what it is proposed to mean."""

    name: str
    label: str
    found: str
    sure: str
    value: str
    is_long: bool = False


def _request(request: HttpRequest) -> Asked:
    asks = recording(request)
    return asked(asks.actor, asks.key)


def _noted(request: HttpRequest, found: Telegram, what: str) -> None:
    note(user_of(request), Happening.RECORDED, found.mark[:60], what)


# incoming ----------------------------------------------------------------------------


@allowed(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def incoming(request: HttpRequest) -> HttpResponse:
    """Register what came in: its text is read and shown, then confirmed element by element."""
    if request.method == "GET":
        return render(request, "web/register/incoming.html", {"most": MOST_BYTES})
    again.keep(request, "web/register/incoming.html", lambda: {"most": MOST_BYTES})
    raw, name = _raw(request)
    if said(request, "confirmed") != "yes":
        return render(request, "web/register/confirm.html", _to_confirm(request, raw, name))
    if _is_readable(raw):
        again.keep(
            request,
            "web/register/confirm.html",
            lambda: _to_confirm(request, raw, name, request.POST),
        )
    meant = _meant(request)
    found = register_incoming(
        _request(request),
        raw,
        meant,
        name=name,
        series=said(request, "series"),
        answers=_that_is_answered(request, said(request, "answers_mark")),
    )
    _noted(request, found, "registered")
    messages.success(request, _("%(mark)s is registered.") % {"mark": found.mark})
    return redirect("telegram", found.mark)


def _meant(request: HttpRequest) -> Meant:
    return Meant(
        sender=said(request, "sender"),
        subject=said(request, "subject"),
        precedence=said(request, "precedence"),
        dated=said(request, "dated"),
        number=said(request, "number"),
        to=_each_line(request, "to"),
        copied=_each_line(request, "copied"),
        reporting_to=_each_line(request, "reporting_to"),
        answers=said(request, "answers"),
    )


def _that_is_answered(request: HttpRequest, mark: str) -> Telegram | None:
    """The telegram of which somebody wrote the mark, however it is written."""
    if not mark:
        return None
    try:
        return telegram_of(request, mark.upper())
    except Http404:
        raise EntryError(
            f'No telegram that you see has the mark "{mark[:60]}".',
            advice="Look it up in the register, or leave it empty: the text keeps what it says.",
        ) from None


def _is_readable(raw: bytes) -> bool:
    return bool(raw.strip()) and len(raw) <= MOST_BYTES


def _raw(request: HttpRequest) -> tuple[bytes, str]:
    """The bytes of the text, from a file, from the form that was confirmed, or as typed."""
    if (file := request.FILES.get("file")) is not None:
        return file.read(MOST_BYTES + 1), (file.name or "telegram")[:200]
    kept = request.POST.get("raw", "")
    if kept:
        try:
            return base64.b64decode(kept, validate=True), said(request, "name")[:200] or "telegram"
        except (binascii.Error, ValueError):
            raise EntryError(
                "The text did not come whole.", advice="Paste it, or choose its file, anew."
            ) from None
    pasted = request.POST.get("text", "").replace("\r\n", "\n")
    return pasted.encode(), "pasted.txt"


def _to_confirm(
    request: HttpRequest, raw: bytes, name: str, typed: Mapping[str, str] = _NOTHING
) -> dict[str, object]:
    """What the page of a text shows: what was found, and what is proposed or was typed."""
    if not _is_readable(raw):
        raise EntryError(
            f"The telegram has no text, or more than {MOST_BYTES:,} bytes.",
            advice="Paste it, or choose its file.",
        )
    reading = read_bytes(raw, name=name)
    office = office_of(user_of(request))
    fits = answerable(office, reading)
    return {
        "reading": reading,
        "elements": [
            replace(each, value=typed.get(each.name, each.value)) for each in _elements(reading)
        ],
        "raw": base64.b64encode(raw).decode(),
        "name": name,
        "shown": reading.source.content[:20_000],
        "fits": fits,
        "answers_mark": typed.get("answers_mark", fits.mark if fits is not None else ""),
        "series": typed.get("series", ""),
    }


def _elements(reading: TelegramReading) -> list[Element]:
    meant = proposed(reading)

    def one(name: str, label: str, words: Words | None, value: str) -> Element:
        sure = str(_SURE[str(words.sure)]) if words is not None else ""
        return Element(name, label, words.text if words is not None else "", sure, value)

    def several(name: str, label: str, words: tuple[Words, ...]) -> Element:
        texts = [each.text for each in words]
        sure = "; ".join(dict.fromkeys(str(_SURE[str(each.sure)]) for each in words))
        return Element(name, label, " · ".join(texts), sure, "\n".join(texts), is_long=True)

    date, answers = reading.date, reading.answers
    number = next((n for n in reading.numbers if n.text == meant.number), None)
    return [
        one("sender", _("From"), reading.issuer, meant.sender),
        one("subject", _("Subject"), reading.subject, meant.subject),
        one("precedence", _("Precedence"), reading.precedence, meant.precedence),
        Element("dated", _("Date, as precise as the text has it"), date.text if date else "",
                str(_SURE[str(date.sure)]) if date else "", meant.dated),
        Element("number", _("Number of the sender"), number.text if number else "",
                str(_SURE[str(number.sure)]) if number else "", meant.number),
        several("to", _("To, for action"), reading.to),
        several("copied", _("Copied to"), reading.copied),
        several("reporting_to", _("Reporting to"), reading.reporting_to),
        Element("answers", _("What it answers"), answers[0].text if answers else "",
                str(_SURE[str(answers[0].sure)]) if answers else "", meant.answers),
    ]  # fmt: skip


def _each_line(request: HttpRequest, name: str) -> tuple[str, ...]:
    lines = request.POST.get(name, "").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


# outgoing ----------------------------------------------------------------------------


@allowed(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def outgoing(request: HttpRequest) -> HttpResponse:
    """Register what is to go out: written, read back, numbered."""
    answered = (request.POST or request.GET).get("answers", "").strip()
    answers = telegram_of(request, answered) if answered else None
    if request.method == "GET":
        given = {"answers": answered}
        if answers is not None:
            given |= {"to": answers.sender, "subject": answers.subject}
        return render(
            request,
            "web/register/outgoing.html",
            {"given": given, "answered": answers},
        )
    again.keep(
        request,
        "web/register/outgoing.html",
        lambda: {"given": request.POST, "answered": answers},
    )
    draft = _draft(request, answers)
    if "registers" not in request.POST:
        return render(
            request,
            "web/register/outgoing.html",
            {"given": request.POST, "answered": answers, "shown": write_text(draft)},
        )
    found = register_outgoing(
        _request(request), draft, series=said(request, "series"), answers=answers
    )
    _noted(request, found, "registered")
    messages.success(
        request,
        _("%(mark)s is registered. Somebody who decides approves it before it is sent.")
        % {"mark": found.mark},
    )
    return redirect("telegram", found.mark)


def _draft(request: HttpRequest, answers: Telegram | None) -> Draft:
    names = {key: list(_each_line(request, key)) for key in ("to", "copied", "reporting_to")}
    copies_ = _copies(request, "distribution")
    return draft_for(
        _request(request),
        {
            "precedence": said(request, "precedence") or None,
            "subject": said(request, "subject") or None,
            **names,
            "body": _body(request),
        },
        copies_,
        answers,
    )


def _body(request: HttpRequest) -> list[object]:
    """Paragraphs, one on each line; lines that begin with a number are points of a list."""
    found: list[object] = []
    for line in _each_line(request, "body"):
        point = _POINT.match(line)
        if point is None:
            found.append(line)
        elif found and isinstance(found[-1], list):
            found[-1].append(line[point.end() :])
        else:
            found.append([line[point.end() :]])
    return found


def _copies(request: HttpRequest, name: str) -> list[tuple[str, int]]:
    """Who gets how many: "Archives (2)" on a line; a name alone gets one."""
    found = []
    for line in _each_line(request, name):
        counted = _COUNTED.fullmatch(line)
        found.append((counted["name"], int(counted["count"])) if counted else (line, 1))
    return found


# what is done with one ---------------------------------------------------------------


@allowed(Right.REGISTER, Right.DECIDE)
@require_POST
def handle(request: HttpRequest, mark: str) -> HttpResponse:
    """Record what was done with a telegram and when."""
    found = telegram_of(request, mark)
    kind = said(request, "kind")
    if kind not in list(Handling):
        raise EntryError(f'"{kind[:40]}" is not done with telegrams.', advice="Choose one.")
    handling.handle(
        _request(request),
        found,
        Handling(kind),
        on=day(request, "on"),
        clock=said(request, "clock"),
        note=said(request, "note"),
    )
    _noted(request, found, kind)
    messages.success(request, _("Recorded: %(kind)s.") % {"kind": kind})
    return redirect("telegram", mark)


@allowed(Right.REGISTER)
@require_POST
def send(request: HttpRequest, mark: str) -> HttpResponse:
    """Send an approved telegram to its addressees."""
    found = telegram_of(request, mark)
    made = handling.dispatch(
        _request(request), found, on=day(request, "on"), clock=said(request, "clock")
    )
    _noted(request, found, "sent")
    messages.success(
        request,
        _("It is sent. Offices here that have it in their in-tray: %(count)s.")
        % {"count": len(made)},
    )
    return redirect("telegram", mark)


@allowed(Right.REGISTER)
@require_POST
def distribute(request: HttpRequest, mark: str) -> HttpResponse:
    """Number copies for those who get them."""
    found = telegram_of(request, mark)
    made = copies.distribute(
        _request(request), found, _copies(request, "copies"), on=day(request, "on")
    )
    _noted(request, found, "copies")
    messages.success(request, _("%(count)s copies are numbered.") % {"count": len(made)})
    return redirect("telegram", mark)


@allowed(Right.REGISTER)
@require_POST
def pass_on(request: HttpRequest, mark: str, number: int) -> HttpResponse:
    """Record that a copy went to somebody else."""
    found = telegram_of(request, mark)
    copy = found.copies.select_related("office").filter(number=number).first()
    if copy is None:
        raise EntryError(f"{mark} has no copy {number}.", advice="Look at its copies.")
    copies.pass_on(
        _request(request),
        copy,
        said(request, "to"),
        on=day(request, "on"),
        reason=said(request, "reason"),
    )
    _noted(request, found, f"copy {number}")
    messages.success(request, _("Copy %(number)s is with %(to)s now.")
                     % {"number": number, "to": said(request, "to")})  # fmt: skip
    return redirect("telegram", mark)


@allowed(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, mark: str) -> HttpResponse:
    """Cancel what was registered by mistake."""
    found = telegram_of(request, mark)
    if request.method == "GET":
        handling.demand_own(_request(request), found)
        return render(request, "web/register/cancel.html", {"telegram": found})
    handling.cancel(_request(request), found, said(request, "reason"))
    _noted(request, found, "cancelled")
    messages.success(request, _("%(mark)s is cancelled; its number is kept.") % {"mark": mark})
    return redirect("telegram", mark)


@allowed(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, mark: str) -> HttpResponse:
    """Correct what a telegram was taken to mean when it was registered."""
    found = telegram_of(request, mark)
    if request.method == "GET":
        handling.demand_own(_request(request), found)
        now = meant_of(found)
        context = {"telegram": found, "elements": [_element(name, now) for name in ELEMENTS]}
        return render(request, "web/register/correct.html", context)
    again.keep(
        request,
        "web/register/correct.html",
        lambda: {
            "telegram": found,
            "elements": [_element(name, _meant(request)) for name in ELEMENTS],
            "reason": said(request, "reason"),
        },
    )
    correcting.correct(_request(request), found, _meant(request), reason=said(request, "reason"))
    _noted(request, found, "corrected")
    messages.success(request, _("The correction is recorded beside what stood before."))
    return redirect("telegram", mark)


def _element(name: str, now: Meant) -> tuple[str, str, str, bool]:
    value = getattr(now, name)
    is_long = isinstance(value, tuple)
    return name, str(NAMES[name]), "\n".join(value) if is_long else value, is_long


@allowed(Right.READ)
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms that an office set itself for each precedence."""
    user = user_of(request)
    office = office_of(user)
    if request.method == "POST":
        rank, days = said(request, "rank"), said(request, "days")
        if not rank.isdecimal() or not (days == "" or (days.isdecimal() and len(days) < 6)):
            raise EntryError("That is no number of days.", advice="Write it with digits.")
        precedence.declare(
            _request(request), int(rank[:3]), int(days) if days else None, said(request, "reason")
        )
        messages.success(request, _("The term is declared."))
        return redirect("precedence-terms")
    return render(
        request,
        "web/register/terms.html",
        {
            "terms": [
                (rank, words, precedence.term_of(office, rank))
                for rank, words in precedence.RANKS.items()
            ],
            "may_declare": has_right(user, Right.DECIDE),
            "longest": precedence.LONGEST,
        },
    )


urls = [
    path("register/incoming/", incoming, name="register-incoming"),
    path("register/outgoing/", outgoing, name="register-outgoing"),
    path("register/terms/", terms, name="precedence-terms"),
    path("register/telegrams/<str:mark>/handle/", handle, name="handle-telegram"),
    path("register/telegrams/<str:mark>/send/", send, name="send-telegram"),
    path("register/telegrams/<str:mark>/distribute/", distribute, name="distribute-telegram"),
    path("register/telegrams/<str:mark>/copies/<int:number>/pass/", pass_on, name="pass-copy-on"),
    path("register/telegrams/<str:mark>/correct/", correct, name="correct-telegram"),
    path("register/telegrams/<str:mark>/cancel/", cancel, name="cancel-telegram"),
]
