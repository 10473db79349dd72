"""Reports of incidents of rude treatment, and what another office finds of them.

Owns who looks into a report and who sees it. The one accused must not be able to tell
whether there is a report: so its number is drawn and not counted, the log that others
read says nothing of it, and nothing stands in the case file concerned until it was found
true and closed. Nobody in the office of the one accused sees it, save whoever reported,
who sees what was reported, that it was taken up, and what came of it.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from typing import Final, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from decretal.casework.access import demand, office_of
from decretal.casework.deployment import deployment
from decretal.casework.entries import Draft, act
from decretal.casework.law import law
from decretal.casework.models.care import Matter
from decretal.casework.models.cases import CaseFile
from decretal.casework.models.complaints import Complaint, ComplaintRead, Course, Finding
from decretal.casework.models.files import Entry, EntryKind, File, FileKind
from decretal.casework.record import (
    Request,
    open_file,
    record_all,
    recorded_under,
    refusals_unlogged,
)
from decretal.casework.steps import lock
from decretal.casework.terms import Terms
from decretal.errors import EntryError, NoRightError, NotReadyError
from decretal.offices.models import Office, Role, User
from decretal.offices.rights import Right, has_right

DAYS_TO_TAKE_UP: Final = 1
"""After how many days a report that nobody took up climbs, where no office set itself a
term. It is the program's and not the directive's, which states none."""

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
Result = TypeVar("Result")

# who sees what ------------------------------------------------------------------------


def reported_by(user: User) -> QuerySet[Complaint]:
    """What somebody reported, the latest first."""
    if not has_right(user, Right.COMPLAIN):
        return Complaint.objects.none()
    return (
        Complaint.objects.filter(reporter=user)
        .select_related("file", "office", "accused_office", "accused", "case")
        .order_by("-reported_on", "-pk")
    )


def looked_into_by(user: User) -> QuerySet[Complaint]:
    """What somebody may look into: sent to their office, or climbed to it untaken."""
    office = user.office
    if office is None or not has_right(user, Right.LOOK_INTO):
        return Complaint.objects.none()
    return _looked_into(user, Q(office=office) | _climbed(office))


def untaken(user: User) -> QuerySet[Complaint]:
    """Of those, what nobody has taken up in time."""
    office = user.office
    if office is None or not has_right(user, Right.LOOK_INTO):
        return Complaint.objects.none()
    late = Q(office=office, reported_on__lt=_before(_days(Terms(Matter.COMPLAINT), office), 1))
    return _looked_into(user, late | _climbed(office)).filter(course=Course.REPORTED)


def _looked_into(user: User, which: Q) -> QuerySet[Complaint]:
    return (
        Complaint.objects.filter(which)
        .exclude(accused=user)
        .exclude(reporter=user)
        .exclude(accused_office=user.office)
        .select_related("file", "office", "accused_office", "accused", "case", "reporter")
        .order_by("reported_on", "pk")
    )


def _climbed(office: Office) -> Q:
    found = Q(pk__in=())
    terms = Terms(Matter.COMPLAINT)
    for climb, offices in terms.grouped(Office.objects.under(office), office):
        if climb.steps:
            before = _before(climb.days or DAYS_TO_TAKE_UP, climb.steps)
            found |= Q(office__in=offices, course=Course.REPORTED, reported_on__lt=before)
    return found


def _days(terms: Terms, office: Office) -> int:
    term = terms.of(office)
    return (term.days if term is not None else None) or DAYS_TO_TAKE_UP


def _before(days: int, steps: int) -> datetime.date:
    return deployment().today() - datetime.timedelta(days=days * steps)


def read(user: User, number: str) -> tuple[Complaint, bool] | None:
    """A report with whether the reader looks into it; None where it is not there for them."""
    looked = looked_into_by(user).filter(number=number).first()
    found = looked or reported_by(user).filter(number=number).first()
    if found is None:
        return None
    ComplaintRead.objects.create(file=found.file, user=user, at=timezone.now())
    return found, looked is not None


def may_look_into(accused_office: Office) -> list[Office]:
    """The offices that may look into a report of somebody there; the first is the usual one.

    That is the office above and those beside; for one that has neither, those right below.
    """
    others = Office.objects.filter(
        state="", people__is_active=True, people__postings__role=Role.DECIDER
    ).exclude(pk=accused_office.pk)
    above = accused_office.parent_id
    if above is None:
        near = others.filter(parent=None).distinct()
        return list(near or others.filter(parent=accused_office).distinct())
    found = others.filter(Q(pk=above) | Q(parent=above)).distinct()
    return sorted(found, key=lambda office: (office.pk != above, office.path))


# what is recorded ---------------------------------------------------------------------


def report(
    request: Request,
    *,
    office: Office,
    accused: User | None = None,
    what: str,
    on: datetime.date | None = None,
    case: str = "",
    to: Office | None = None,
    withheld: bool = False,
) -> File:
    """Report an incident, of a named person of an office or of somebody unknown there.

    ``to`` is the office that is to look into it; the one above where none is named.
    Raises NoRightError, EntryError.
    """

    def work() -> File:
        demand(request.actor, Right.COMPLAIN)
        _demand_report(request.actor, office, accused, what, case)
        choice = may_look_into(office)
        looks = to or (choice[0] if choice else None)
        if looks is None or looks not in choice:
            raise EntryError(
                "That office cannot look into this.",
                advice="Choose the office above that of the person, or one beside it.",
            )
        payload = {
            "step": "reported",
            "office": looks.code,
            "accused_office": office.code,
            "accused": accused.username if accused is not None else "",
            "case": case,
            "withheld": withheld,
            "what": what.strip(),
        }
        return open_file(
            request.for_step(),
            FileKind.COMPLAINT,
            [Draft(EntryKind.OPENED, payload, on)],
            office=looks,
            number=_drawn_number(),
        )

    return refusals_unlogged(work)


def _drawn_number() -> str:
    # Drawn, since of counted numbers a gap would tell that there is a report.
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"I-{deployment().today().year}-{drawn}"


def _demand_report(actor: User, office: Office, accused: User | None, what: str, case: str) -> None:
    if not what.strip():
        raise EntryError("Nothing is reported.", advice="Say what happened, where and when.")
    if office.is_foreign:
        raise EntryError(
            f"{office} is not of this state: nobody here can look into what it does.",
            advice="Write a note into the case file.",
        )
    if accused is not None and accused.office_id != office.pk:
        raise EntryError(f"{accused} is not of {office}.", advice="Choose the person again.")
    if accused is not None and accused.pk == actor.pk:
        raise EntryError("You report yourself.", advice="Choose the person whom you mean.")
    if case and not CaseFile.objects.visible_to(actor).filter(number=case).exists():
        raise NoRightError("There is no such file for you.", advice="Check its number.")


def take_up(request: Request, number: str) -> None:
    """Take a report up: from then on this office looks into it."""

    def drafts(found: Complaint) -> list[Draft]:
        if found.course != Course.REPORTED:
            raise NotReadyError(
                f"{number} was taken up by {found.office}.", advice="Leave it to that office."
            )
        File.objects.filter(pk=found.pk).update(office=office_of(request.actor))
        return [_step("taken up", on=deployment().today())]

    _record(request, number, drafts)


def hear(request: Request, number: str, *, who: str, said: str, on: datetime.date) -> None:
    """Record who was heard, and what was said."""

    def drafts(found: Complaint) -> list[Draft]:
        _demand_course(found, Course.TAKEN_UP, "heard")
        _demand_said(who, "who was heard")
        _demand_said(said, "what was said")
        return [_step("heard", who=who.strip(), said=said.strip(), on=on)]

    _record(request, number, drafts)


def find(request: Request, number: str, *, finding: str, reasons: str) -> None:
    """Record what was found, once somebody was heard."""

    def drafts(found: Complaint) -> list[Draft]:
        _demand_course(found, Course.TAKEN_UP, "found")
        if finding not in Finding.values:
            raise EntryError(f'"{finding[:40]}" is no finding.', advice="Choose one.")
        _demand_said(reasons, "the reasons")
        heard = Entry.objects.filter(file=found.pk, payload__step="heard")
        if not heard.exists():
            raise NotReadyError(
                f"Nobody has been heard in {number}.", advice="Hear those who were there first."
            )
        return [_step("found", finding=finding, reasons=reasons.strip(), on=deployment().today())]

    _record(request, number, drafts)


def close(
    request: Request,
    number: str,
    *,
    done: str,
    in_the_file: str = "",
    happened_on: datetime.date | None = None,
) -> None:
    """Close a report with what was done; what was found true is recorded in the case file.

    ``in_the_file`` is what stands there, and may not name whoever reported.
    """

    def drafts(found: Complaint) -> list[Draft]:
        demand(request.actor, Right.DECIDE)
        _demand_course(found, Course.FOUND, "closed")
        _demand_said(done, "what was done")
        return [_step("closed", finding=found.finding, done=done.strip(), on=deployment().today())]

    def in_case(found: Complaint) -> list[tuple[File, list[Draft]]]:
        if found.finding != Finding.TRUE or found.case is None:
            return []
        _demand_said(in_the_file, "what is to stand in the case file")
        _demand_unnamed(found.reporter, in_the_file)
        if happened_on is None:
            raise EntryError("No day is given.", advice="Say on which day it happened.")
        details = {
            "found by": office_of(request.actor).name,
            "of": found.accused_office.name,
            "what happened": in_the_file.strip(),
        }
        incident = act(law().procedure.steps["incident"], happened_on, None, details)
        return [(found.case, incident)]

    _record(request, number, drafts, in_case)


def _record(
    request: Request,
    number: str,
    drafts: Callable[[Complaint], list[Draft]],
    beside: Callable[[Complaint], list[tuple[File, list[Draft]]]] | None = None,
) -> None:
    def work() -> None:
        demand(request.actor, Right.LOOK_INTO)
        with transaction.atomic():
            lock(looked_into_by(request.actor).filter(number=number).values_list("pk", flat=True))
            # Asked for again once it is locked: somebody may have taken a step meanwhile.
            found = looked_into_by(request.actor).filter(number=number).first()
            if found is None:
                raise NoRightError("There is no such report for you.", advice="Check its number.")
            before = recorded_under(request)
            if before is not None and before.file_id == found.pk:
                return  # the form came twice
            works = [(found.file, drafts(found)), *(beside(found) if beside else ())]
            record_all(request.for_step(), works)

    refusals_unlogged(work)


def _step(step: str, *, on: datetime.date, **said: str) -> Draft:
    return Draft(EntryKind.STEP, {"step": step, **said}, on)


def _demand_course(found: Complaint, course: Course, step: str) -> None:
    if found.course != course:
        raise NotReadyError(
            f"{found.number} is {Course(found.course).label}; it cannot be {step} now.",
            advice="It is taken up, then people are heard, then it is found and closed.",
        )


def _demand_said(text: str, what: str) -> None:
    if not text.strip():
        raise EntryError(f"It is not said {what}.", advice="Say it.")


def _demand_unnamed(reporter: User, text: str) -> None:
    names = (reporter.get_full_name(), reporter.username, reporter.first_name, reporter.last_name)
    if any(name and name.casefold() in text.casefold() for name in names):
        raise EntryError(
            "What is to stand in the case file names whoever reported.",
            advice="Say what happened to the person of the file, and nothing of the report.",
        )
