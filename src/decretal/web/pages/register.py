"""The register of correspondence: the in-tray, the register, a telegram, the exports.

Owns the pages on which telegrams are read. Registering them and what is done with them is
``pages.registering``; what a telegram is to the register is ``registry.register``.
"""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, TypeVar, cast
from urllib.parse import urlencode

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from decretal.casework.access import office_of, offices_seen_by
from decretal.casework.deployment import Mode, deployment
from decretal.casework.log import note
from decretal.casework.models import File, FileKind, Happening
from decretal.offices.models import Office, User
from decretal.offices.rights import Right, has_right
from decretal.registry.formats.edition import side_by_side
from decretal.registry.formats.tei import to_tei
from decretal.registry.read import read_bytes
from decretal.registry.register.copies import proposed_copies, reckon
from decretal.registry.register.exports import FORMS, export
from decretal.registry.register.handling import BY_REGISTRAR, is_approved
from decretal.registry.register.listing import FILTERS, page
from decretal.registry.register.models import WIDE, Correction, Telegram, Way
from decretal.registry.register.precedence import RANKS
from decretal.registry.register.registering import meant_of
from decretal.registry.register.seeing import Seen, seen, sees_whole
from decretal.registry.register.stamp import stamp_page
from decretal.registry.register.threads import thread
from decretal.registry.register.together import together
from decretal.registry.register.tray import in_tray_page
from decretal.registry.register.verifying import faults_of
from decretal.registry.telegram import Handling
from decretal.registry.write import draft_of_reading
from decretal.registry.write.pdf import write_pdf
from decretal.web.asked import user_of
from decretal.web.rights import allowed

PAGE = 50
R = TypeVar("R", bound=HttpResponseBase)
_PAGES = {FileKind.CASE: "case", FileKind.LIST: "list", FileKind.GUIDANCE: "guidance-request"}
NAMES = {
    "sender": _("From"),
    "subject": _("Subject"),
    "precedence": _("Precedence"),
    "dated": _("Date"),
    "number": _("Number of the sender"),
    "to": _("To, for action"),
    "copied": _("Copied to"),
    "reporting_to": _("Reporting to"),
    "answers": _("Answers"),
}


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The telegrams that one may see, the latest first."""
    user = user_of(request)
    chosen = _asked_for(request)
    offices = Office.objects.filter(pk__in=offices_seen_by(user))
    return render(
        request,
        "web/register/list.html",
        {
            "page": page(user, chosen, PAGE, **_beyond(request)),
            "chosen": chosen,
            "filters": urlencode({name: value for name, value in chosen.items() if value}),
            "directions": Way.choices,
            "offices": offices,
            "forms": FORMS if has_right(user, Right.EXPORT) else (),
        },
    )


def _asked_for(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip()[:200] for name in FILTERS}


def _beyond(request: HttpRequest) -> dict[str, str]:
    """The mark after which a page begins, or before which it ends."""
    return {name: request.GET.get(name, "")[:200] for name in ("after", "before")}


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def tray(request: HttpRequest) -> HttpResponse:
    """What waits in one's own office: the highest precedence first, then what is due."""
    return render(
        request,
        "web/register/tray.html",
        {
            "page": in_tray_page(user_of(request), PAGE, **_beyond(request)),
            "today": deployment().today(),
            "ranks": RANKS,
        },
    )


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def findings(request: HttpRequest) -> HttpResponse:
    """What can be said only of the telegrams together: gaps, repetitions, open references."""
    chosen = _asked_for(request)
    user = user_of(request)
    found = together(user, chosen, **_beyond(request))
    return render(
        request,
        "web/register/findings.html",
        {
            "found": found,
            "page": found.page,
            "chosen": chosen,
            "offices": Office.objects.filter(pk__in=offices_seen_by(user)),
        },
    )


@allowed(Right.EXPORT)
@require_GET
def export_(request: HttpRequest, form: str) -> FileResponse | StreamingHttpResponse:
    """The telegrams that the list shows with the same filters, in a file."""
    user = user_of(request)
    if form not in FORMS:
        raise Http404
    pieces, name, media = export(user, _asked_for(request), form)
    note(user, Happening.EXPORTED, "register", name)
    if request.META.get("SERVER_PROTOCOL") == "HTTP/1.0":
        # Where the end of a file is told by nothing but its end, it is made whole first, so
        # that no half is taken for it.
        return _typed(FileResponse(_whole(pieces), as_attachment=True, filename=name), media)
    response = StreamingHttpResponse(pieces)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _typed(response, media)


def _whole(pieces: Iterator[bytes]) -> IO[bytes]:
    stream = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - whoever sends it closes it
    try:
        stream.writelines(pieces)
        stream.seek(0)
    except BaseException:
        stream.close()
        raise
    return stream


def _typed(response: R, media: str) -> R:
    response["Content-Type"] = media
    response["X-Content-Type-Options"] = "nosniff"
    return response


# one telegram ------------------------------------------------------------------------


def telegram_of(request: HttpRequest, mark: str) -> Telegram:
    """A telegram that whoever asks may see; any other is not there, and that is logged."""
    user = user_of(request)
    found = _telegram(user, mark)
    if found is None:
        note(user, Happening.REFUSED, mark[:60], f"{request.method} {request.path}"[:500])
        raise Http404
    return found


def _telegram(user: User, mark: str) -> Telegram | None:
    others = [f"{way}__{name}" for way in ("answers", "sent_as") for name in WIDE]
    seen = Telegram.objects.visible_to(user).select_related(
        "office", "registered_by__office", "term__office", "cancellation__by", "answers", "sent_as"
    )
    return seen.defer(*others).filter(mark=mark).first()


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def telegram(request: HttpRequest, mark: str) -> HttpResponse:
    """A telegram: text and apparatus, thread, copies, times, findings.

    Whoever does not see the telegram as it went out sees it as it came in.
    """
    user = user_of(request)
    found = _telegram(user, mark)
    if found is None:
        visible = Telegram.objects.visible_to(user)
        received = visible.filter(sent_as__mark=mark).order_by("pk").values_list("mark", flat=True)
        if (theirs := received.first()) is not None:
            return redirect("telegram", theirs)
        found = telegram_of(request, mark)
    note(user, Happening.READ, mark[:60])
    reading = read_bytes(bytes(found.raw), name=found.mark)
    shown = seen(user, found)
    office = office_of(user)
    is_ours = found.office_id == office.pk and not found.is_cancelled
    may_register = is_ours and has_right(user, Right.REGISTER)
    approved = is_approved(found)
    is_sent = any(each.kind == Handling.SENT for each in shown.handled)
    told = thread(user, found)
    named = meant_of(found).named()
    addressees = [(address.label, name) for address, names in named.items() for name in names]
    meant = {
        name: change["after"]
        for each in found.corrections.all()
        for name, change in each.changes.items()
    }
    marks = {each.mark for each in told}
    return render(
        request,
        "web/register/telegram.html",
        {
            "telegram": found,
            "faults": faults_of(found),
            # Escaped where it is made.
            "edition": mark_safe(side_by_side(reading)),
            "seen": shown,
            "due": found.now_due,
            "corrections": [
                (each, _changes(each)) for each in found.corrections.select_related("by")
            ],
            "may_correct": may_register and found.way == Way.INCOMING,
            "meant": [
                (
                    NAMES[name],
                    _in_a_line(meant.get(name, each["value"])),
                    name in meant or each["corrected"],
                )
                for name, each in found.meant.items()
            ],
            "addressees": addressees,
            # What it answers is said where that is seen too.
            "thread": [
                (each, each.answers.mark if each.answers and each.answers.mark in marks else "")
                for each in told
            ],
            "reckoned": reckon(found, [each.copy for each in shown.copies]),
            "distribution": found.found.get("distribution", ()),
            "is_unanswered_reference": bool(found.now["answers"]) and found.answers_id is None,
            "is_written_here": is_written_here(found),
            "about": _about(user, found.matter),
            "today": deployment().today(),
            "may_register": may_register,
            "movable": _movable(user, shown),
            "may_approve": is_ours and has_right(user, Right.DECIDE) and not approved,
            "may_send": may_register and found.way == Way.OUTGOING and approved and not is_sent,
            "may_cancel": may_register and not (found.way == Way.OUTGOING and is_sent),
            "may_answer": may_register and found.way == Way.INCOMING,
            "kinds": [str(kind) for kind in BY_REGISTRAR],
            "proposed_copies": "\n".join(
                f"{name} ({count})" for name, count in proposed_copies(found)
            ),
        },
    )


def _changes(each: Correction) -> list[tuple[str, str, str]]:
    return [
        (str(NAMES[name]), _in_a_line(change["before"]), _in_a_line(change["after"]))
        for name, change in each.changes.items()
    ]


def _movable(user: User, shown: Seen) -> set[int]:
    """The copies that somebody may pass on: of their own register, or held by their office."""
    if shown.telegram.is_cancelled or not has_right(user, Right.REGISTER):
        return set()
    mine = office_of(user).pk
    is_ours = shown.telegram.office_id == mine
    return {each.number for each in shown.own_copies if not each.passed_on} | {
        each.copy.number
        for each in shown.copies
        if not each.copy.is_kept
        and (is_ours or (each.office is not None and each.office.pk == mine))
    }


def _in_a_line(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _about(user: User, matter: str) -> tuple[str, str] | None:
    """The page of the file that a telegram is about, where one sees it."""
    if not matter:
        return None
    file = File.objects.visible_to(user).filter(number=matter).first()
    route = _PAGES.get(FileKind(file.kind)) if file is not None else None
    return (route, matter) if route else None


def is_written_here(found: Telegram) -> bool:
    """Whether the text was written by an office of this deployment, and can be set anew."""
    return found.way == Way.OUTGOING or found.sent_as_id is not None


@allowed(Right.READ, Right.READ_LISTS)
@require_GET
def text(request: HttpRequest, mark: str, form: str) -> HttpResponse:
    """A telegram as it came, byte by byte, as TEI, on paper, or its stamp page."""
    found = telegram_of(request, mark)
    raw = bytes(found.raw)
    match form:
        case "txt":
            content, media, name = raw, "application/octet-stream", f"{mark}.txt"
        case "xml":
            content = to_tei(read_bytes(raw, name=mark))
            media, name = "application/xml", f"{mark}.xml"
        case "pdf" if is_written_here(found):
            draft = draft_of_reading(read_bytes(raw, name=mark))
            content = write_pdf(draft, made=found.registered_at.replace(microsecond=0))
            media, name = "application/pdf", f"{mark}.pdf"
        case "stamp" if sees_whole(user_of(request), found):
            mode = deployment().mode
            kind = "" if mode is Mode.LIVE else f"{mode.value.upper()}: not of living people"
            made = timezone.now().replace(microsecond=0)
            content = stamp_page(seen(user_of(request), found), mark=kind, made=made)
            media, name = "application/pdf", f"{mark}-stamp.pdf"
        case _:
            raise Http404
    note(user_of(request), Happening.EXPORTED, mark[:60], name)
    response = HttpResponse(content, content_type=media)
    is_shown = media == "application/pdf"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=not is_shown, filename=name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


urls = [
    path("register/", register, name="register"),
    path("register/tray/", tray, name="in-tray"),
    path("register/findings/", findings, name="register-findings"),
    path("register/export/<str:form>", export_, name="export-register"),
    path("register/telegrams/<str:mark>/", telegram, name="telegram"),
    path("register/telegrams/<str:mark>/as/<str:form>", text, name="telegram-text"),
]
