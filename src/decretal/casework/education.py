"""Education of cadres: an office's register of sessions, and who is still to come.

Owns the register: one file for each office, in which each session is an act. What the
directive says of it, and to whom it gives it, is the rulebook's; it states neither how
many sessions there are to be nor how often, and nothing here does.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from decretal.casework.access import demand, office_of
from decretal.casework.entries import Draft, act
from decretal.casework.law import law
from decretal.casework.models.education import Attendance, Session
from decretal.casework.models.files import EntryKind, File, FileKind
from decretal.casework.record import Request, open_file, record, recorded_under, refusals_logged
from decretal.errors import EntryError, NotReadyError
from decretal.nodes.rules import Norm, Operator
from decretal.offices.models import Office, User
from decretal.offices.rights import Right

MOST_PEOPLE = 1000


def session_act() -> str:
    """The act that a session is."""
    return law().procedure.steps["session"]


def hold(
    request: Request,
    *,
    topic: str,
    held_by: str,
    on: datetime.date,
    attended: Sequence[str],
    documents: str = "",
    evidence: str = "",
) -> File:
    """Record a session in the register of one's office; gives the register.

    ``attended`` has user names of people of the office and of those below it. Raises
    NoRightError where the text gives sessions to others, EntryError.
    """

    def work() -> File:
        demand(request.actor, Right.EDUCATE)
        office = office_of(request.actor)
        law().demand_act(office, session_act())
        for said, what in ((topic, "on what it was"), (held_by, "who held it")):
            if not said.strip():
                raise EntryError(f"It is not said {what}.", advice="Say it.")
        names = _demand_people(office, attended)
        details = {
            "topic": topic.strip(),
            "held by": held_by.strip(),
            "documents": documents.strip(),
        }
        (done,) = act(session_act(), on, None, details, evidence=evidence)
        draft = Draft(done.kind, {**done.payload, "attended": names}, on, evidence)
        with transaction.atomic():
            Office.objects.select_for_update().get(pk=office.pk)  # one register, not two
            register = register_of(office)
            if register is None:
                return open_file(
                    request.for_step(), FileKind.SESSIONS, [Draft(EntryKind.OPENED), draft]
                )
            record(request.for_step(), register, [draft])
            return register

    return refusals_logged(request.actor, "", work)


def came_later(request: Request, sequence: int, attended: Sequence[str]) -> None:
    """Record that more people attended a session than were written down."""

    def work() -> None:
        register = _demand_session(request, sequence)
        names = _demand_people(office_of(request.actor), attended)
        step = {"step": "attended", "session": sequence, "attended": names}
        record(request.for_step(), register, [Draft(EntryKind.STEP, step)])

    refusals_logged(request.actor, "", work)


def withdraw(request: Request, sequence: int, reason: str) -> None:
    """Record that a session was written down by mistake; the entry stays."""

    def work() -> None:
        register = _demand_session(request, sequence)
        if not reason.strip():
            raise EntryError("No reason is given.", advice="Say why.")
        step = {"step": "withdrawn", "session": sequence, "reason": reason.strip()}
        record(request.for_step(), register, [Draft(EntryKind.STEP, step)])

    refusals_logged(request.actor, "", work)


def _demand_session(request: Request, sequence: int) -> File:
    demand(request.actor, Right.EDUCATE)
    office = office_of(request.actor)
    register = register_of(office)
    session = Session.objects.filter(file=register, sequence=sequence).first()
    if register is None or session is None:
        raise EntryError(f"{office} has no session {sequence}.", advice="Look into the register.")
    before = recorded_under(request)
    was_taken = before is not None and before.file_id == register.pk
    if session.withdrawn and not was_taken:
        raise NotReadyError("The session was withdrawn.", advice="Record it anew.")
    return register


def _demand_people(office: Office, attended: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(attended))
    if not 1 <= len(names) <= MOST_PEOPLE:
        raise EntryError(
            f"{len(names)} people are marked; a session has 1 to {MOST_PEOPLE}.",
            advice="Mark those who attended.",
        )
    near = people_of(office).filter(username__in=names)
    known = set(near.values_list("username", flat=True))
    strange = [name for name in names if name not in known]
    if strange:
        raise EntryError(
            f'"{strange[0]}" is nobody of {office} or an office below it.',
            advice="Mark people of your own office and of those below.",
        )
    return names


def register_of(office: Office) -> File | None:
    """The register of an office; None before its first session."""
    found = File.objects.filter(kind=FileKind.SESSIONS, office=office)
    return found.select_related("office").first()


def people_of(office: Office) -> QuerySet[User]:
    """The people of an office and of those below it."""
    return User.objects.filter(
        office__path__startswith=office.path, office__state="", is_active=True
    )


def attendance(office: Office) -> QuerySet[User]:
    """The people with how many sessions each attended; who is still to come comes first."""
    attended = Q(attendances__session__withdrawn=False)
    return (
        people_of(office)
        .select_related("office")
        .annotate(
            sessions=Count("attendances", filter=attended),
            last=Max("attendances__session__day", filter=attended),
        )
        .order_by("sessions", "office__path", "username")
    )


def still_to_come(office: Office) -> int:
    """How many people have attended no session."""
    came = Attendance.objects.filter(session__withdrawn=False).values("user")
    return people_of(office).exclude(pk__in=came).count()


@dataclass(frozen=True, slots=True)
class OfficeDuty:
    """The directive's duty to educate cadres, as it stands in an office."""

    norm: Norm
    is_ours: bool
    sessions: int
    last: datetime.date | None

    @property
    def is_open(self) -> bool:
        """Whether no session has been held yet."""
        return self.sessions == 0


def office_duties(office: Office) -> list[OfficeDuty]:
    """The duties that sessions discharge, with what stands in the register of the office."""
    held = Session.objects.filter(office=office, withdrawn=False)
    count, last = held.aggregate(count=Count("pk"), last=Max("day")).values()
    return [
        OfficeDuty(norm, law().may_do(office, session_act()), count, last)
        for norm in law().rulebook.norms
        if norm.operator is Operator.OBLIGATION and norm.act == session_act()
    ]
