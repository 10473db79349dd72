"""What is asked of each route, so that it has something to answer: address and form.

Whoever adds a route with parts in its address, or with a form, adds its lines here. Where
the example has nothing at the stage that a route is for, ``known`` makes it.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from decretal.casework import groups, lists
from decretal.casework.correspondence import asked
from decretal.casework.law import law
from decretal.casework.models import CaseFile, Complaint, File, Gap, Paper, Session
from decretal.casework.record import Request
from decretal.casework.tokens import make_token
from decretal.offices.models import User
from decretal.registry.register.copies import distribute
from decretal.registry.register.handling import handle
from decretal.registry.register.registering import register_outgoing
from decretal.registry.telegram import Handling
from decretal.registry.write import Draft as Words
from decretal.registry.write import Point

DAY = "1961-12-18"
TODAY = "1961-12-20"
"""When what goes out was registered: it is approved, copied and sent on that day or later."""


@dataclass(frozen=True)
class Known:
    """The numbers of what is asked for; all of it is Changbai County's or Tonghua's."""

    fresh: str = "0001"
    known_fact: str = "0002"
    grouped: str = "0003"
    visitor: str = "0006"
    listed: str = "0007"
    minority: str = "0009"
    stayer: str = "0011"
    silent: str = "0012"
    moving: str = "0025"
    drawn_up: str = ""
    sent: str = "TONGHUA-L-1961-0003"
    reported: str = "TONGHUA-L-1961-0002"
    put_together: str = ""
    fixed: str = "TONGHUA-G-1961-0002"
    request: str = "CHANGBAI-Q-1961-0001"
    came_in: str = "TONGHUA-IN-1961-0001"
    went_out: str = ""
    document: str = ""
    complaint: str = ""
    gap: str = ""
    paper: str = "CHANGBAI-P-1961-0001"
    session: int = 0
    token: int = 0

    def nothing(self) -> Known:
        """Numbers of the same form, of what does not exist."""
        told: dict[str, Any] = {
            field.name: 999_999 if field.type == "int" else f"{getattr(self, field.name)[:-4]}9999"
            for field in dataclasses.fields(self)
        }
        return dataclasses.replace(self, **told)


def known() -> Known:
    """The numbers, with what the example does not have made by those whose it is."""
    cases = {case.number[-4:]: case.number for case in CaseFile.objects.all()}
    given = {
        field.name: cases[str(field.default)]
        for field in dataclasses.fields(Known)
        if str(field.default) in cases
    }
    people = {user.username: user for user in User.objects.select_related("office")}
    clerk = Request(people["tonghua.clerk"])
    gap = Gap.objects.get(case__number=cases["0012"])
    complaint = Complaint.objects.get()
    _paper(File.objects.get(number=cases["0001"]), people["changbai.clerk"])
    return Known(
        **given,
        drawn_up=lists.open_list(clerk, [cases["0007"]]).number,
        put_together=groups.open_group(clerk, "The third", [cases["0003"]]).number,
        complaint=complaint.number,
        gap=gap.key,
        document=_document(cases["0025"]),
        went_out=_going_out(people["tonghua.registrar"], people["tonghua.decider"]),
        session=Session.objects.filter(office__code="tonghua").values_list("sequence")[0][0],
        token=make_token(people["changbai.clerk"], "a test")[0].pk,
    )


def _going_out(registrar: User, decider: User) -> str:
    """A telegram that is approved, has a copy, and is not sent."""
    draft = Words(subject="A question", to=("Public Security Department",), body=(Point("So?"),))
    sent = register_outgoing(asked(registrar), draft)
    on = datetime.date.fromisoformat(TODAY)
    handle(asked(decider), sent, Handling.APPROVED, on=on)
    distribute(asked(registrar), sent, [("Archives", 1)], on=on)
    return sent.mark


def _document(number: str) -> str:
    """The telegram by which a file is on its way."""
    entries = File.objects.get(number=number).entries.filter(payload__document="telegram")
    return str(entries.latest("sequence").payload["telegram"])


def _paper(file: File, by: User) -> None:
    """A paper, without the time that setting its type takes."""
    assert by.office is not None
    pdf, csv = b"%PDF-1.7 a test", b"number\r\n1\r\n"
    Paper.objects.create(
        number="CHANGBAI-P-1961-0001",
        kind="case file",
        office=by.office,
        file=file,
        length=file.length,
        head=file.head,
        made_by=by,
        made_on=datetime.date(1961, 12, 18),
        made_at=timezone.now(),
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        csv=csv,
        csv_sha256=hashlib.sha256(csv).hexdigest(),
    )


def address_of(route: str, what: Known) -> Mapping[str, Any]:
    """The parts of a route's address."""
    return ADDRESSES[route](what) if route in ADDRESSES else {}


def form_of(route: str, what: Known) -> Mapping[str, Any]:
    """What is sent to a route."""
    return FORMS[route](what) if route in FORMS else {}


Of = Callable[[Known], Mapping[str, Any]]


def _number(field: str, **more: object) -> Of:
    return lambda what: {"number": getattr(what, field), **more}


def _mark(field: str, **more: object) -> Of:
    return lambda what: {"mark": getattr(what, field), **more}


def _pair(what: Known) -> Mapping[str, object]:
    return {"left": what.fresh, "right": what.known_fact}


_IMPORT: Of = lambda _: {"name": "0" * 32}  # noqa: E731
_PAGES: dict[str, Of] = {
    "case": _number("fresh"),
    "establish": _number("fresh", fact="spouse"),
    "act": _number("fresh", name="investigation"),
    "decision": _number("visitor"),
    "note": _number("fresh"),
    "correction": _number("known_fact", sequence=5),
    "persuasion": _number("fresh"),
    "attempt-at-persuasion": _number("fresh"),
    "ask-permission": _number("stayer"),
    "send-file": _number("visitor"),
    "answer-transfer": _number("moving"),
    "restoration": _number("minority"),
    "place": _number("grouped"),
    "file-telegram": lambda what: {"number": what.moving, "mark": what.document},
    "duplicate": _pair,
    "judge-duplicate": _pair,
    "export-cases": lambda _: {"form": "csv"},
    "papers-of-file": _number("fresh"),
    "issue-paper": _number("fresh"),
    "paper": _number("paper"),
    "paper-csv": _number("paper"),
    "provision": lambda _: {"label": "I-2"},
    "import": _IMPORT,
    "import-take": _IMPORT,
    "import-rejects": _IMPORT,
    "revoke-token": lambda what: {"token": what.token},
    "group": _number("fixed"),
    "add-to-group": _number("put_together"),
    "remove-from-group": _number("put_together"),
    "fix-group": _number("put_together"),
    "open-group-again": _number("fixed"),
    "dissolve-group": _number("put_together"),
    "contact-for-group": _number("put_together"),
    "hand-over": _number("fixed"),
    "receipt": _number("fixed"),
    "list": _number("reported"),
    "add-to-list": _number("drawn_up"),
    "remove-from-list": _number("drawn_up"),
    "send-list": _number("drawn_up"),
    "report-list": _number("sent"),
    "answer-list": _number("reported"),
    "supersede-list": _number("sent"),
    "draft-guidance": lambda what: {"key": what.gap},
    "guidance-request": _number("request"),
    "revise-guidance": _number("request"),
    "pass-guidance": _number("request"),
    "return-guidance": _number("request"),
    "answer-guidance": _number("request"),
    "note-guidance": _number("request"),
    "change-session": lambda what: {"sequence": what.session},
    "incident": _number("complaint"),
    "take-up-incident": _number("complaint"),
    "hear-incident": _number("complaint"),
    "find-incident": _number("complaint"),
    "close-incident": _number("complaint"),
    "export-register": lambda _: {"form": "csv"},
    "telegram": _mark("came_in"),
    "telegram-text": _mark("came_in", form="txt"),
    "handle-telegram": _mark("came_in"),
    "send-telegram": _mark("went_out"),
    "distribute-telegram": _mark("went_out"),
    "pass-copy-on": _mark("went_out", number=1),
    "correct-telegram": _mark("came_in"),
    "cancel-telegram": _mark("came_in"),
    "telegram-thread": _mark("came_in"),
}
# Routes of the API that lead to what the page of another name leads to.
_AS = {
    "accept-transfer": "answer-transfer",
    "return-transfer": "answer-transfer",
    "release": "place",
    "take-up": "take-up-incident",
    "hear": "hear-incident",
    "find": "find-incident",
    "close": "close-incident",
    "came-later": "change-session",
    "withdraw-session": "change-session",
}
_LONE = ("draft-guidance",)  # over the API the gap stands in what is sent
ADDRESSES: dict[str, Of] = {
    **_PAGES,
    **{f"api:{name}": each for name, each in _PAGES.items() if name not in (*_LONE, "act")},
    **{f"api:{name}": _PAGES[page] for name, page in _AS.items()},
    "api:act": _number("fresh"),
    "api:paper": _number("paper", form="pdf"),
    "api:establish": _number("fresh"),
}


def _details(what: Known) -> dict[str, str]:
    del what
    return dict.fromkeys(law().procedure.details["attempt at persuasion"], "as it was")


def _attempt(what: Known) -> Mapping[str, object]:
    told = {f"detail:{key}": said for key, said in _details(what).items()}
    return {"outcome": "refuses to return", "happened_on": DAY, **told}


FACT = {"value": "none", "happened_on": "1961-12-15", "evidence": "Marriage register."}
_DONE: Of = lambda _: {"happened_on": DAY}  # noqa: E731
_WHY: Of = lambda _: {"reason": "It was wrong."}  # noqa: E731
_BECAUSE: Of = lambda _: {"happened_on": DAY, "because": "As it is provided."}  # noqa: E731
_HAND_OVER: Of = lambda _: {"happened_on": DAY, "place": "The bridge", "to": "Them"}  # noqa: E731
_RECEIPT: Of = lambda _: {"happened_on": DAY, "by": "Them", "reference": "4"}  # noqa: E731
_RESTORED: Of = lambda _: {"happened_on": DAY, "basis": "Register.", "told": "So."}  # noqa: E731
_SEND: Of = lambda _: {"happened_on": DAY, "to": "tonghua", "because": "There."}  # noqa: E731
_PLACE: Of = lambda _: {"happened_on": DAY, "place": "Reception", "reason": "Cold."}  # noqa: E731
_FOUND: Of = lambda _: {"finding": "true", "reasons": "Two saw it."}  # noqa: E731
_HEARD: Of = lambda _: {"happened_on": DAY, "who": "The cook", "said": "So."}  # noqa: E731
_CLOSED: Of = lambda _: {"done": "The guard was moved.", "in_the_file": "So."}  # noqa: E731
FORMS: dict[str, Of] = {
    "open-case": lambda _: {"name": "새이름"},
    "establish": lambda _: FACT,
    "act": lambda _: {"happened_on": "1961-12-15"},
    "decision": lambda _: {"disposition": "send back", "happened_on": "1961-12-15"},
    "note": lambda _: {"text": "seen"},
    "correction": lambda _: {"reason": "Another person's.", "withdraw": "yes"},
    "attempt-at-persuasion": _attempt,
    "ask-permission": _BECAUSE,
    "send-file": _SEND,
    "answer-transfer": lambda _: {"happened_on": DAY, "answer": "accept"},
    "restoration": _RESTORED,
    "place": _PLACE,
    "give-care": lambda what: {
        "case": [what.grouped],
        "given": "Rice",
        "given_by": "The cook",
        "happened_on": DAY,
    },
    "judge-duplicate": lambda _: {"do": "apart", "reason": "Other scars."},
    "issue-paper": lambda _: {"kind": "no such paper"},
    "save-view": lambda _: {"name": "waiting", "filters": "waits=decision"},
    "remove-view": lambda _: {"name": "waiting"},
    "terms": lambda _: {"matter": "care", "days": "7", "reason": "So it is done here."},
    "make-token": lambda _: {"purpose": "a test", "days": "30"},
    "hold-session": lambda _: {
        "topic": "Why returning matters",
        "held_by": "Nam",
        "happened_on": DAY,
        "attended": ["tonghua.clerk"],
    },
    "change-session": lambda _: {"what": "withdraw", "reason": "It was not held."},
    "report-incident": lambda _: {
        "accused": "office:security",
        "what": "There was shouting.",
        "happened_on": DAY,
    },
    "take-up-incident": lambda _: {},
    "hear-incident": _HEARD,
    "find-incident": _FOUND,
    "close-incident": _CLOSED,
    "open-group": lambda _: {"called": "The fourth"},
    "add-to-group": lambda what: {"file": [what.grouped[:-1] + "4"]},
    "remove-from-group": lambda what: {"file": what.grouped, "reason": "Ill."},
    "open-group-again": _WHY,
    "dissolve-group": _WHY,
    "contact-for-group": lambda _: {"happened_on": DAY, "with": "The names alone."},
    "hand-over": _HAND_OVER,
    "receipt": _RECEIPT,
    "add-to-list": lambda what: {"file": [what.listed[:-1] + "8"]},
    "remove-from-list": lambda what: {"file": what.listed, "reason": "Ill."},
    "send-list": _DONE,
    "report-list": _DONE,
    "answer-list": lambda _: {"happened_on": DAY, "answer:1": "agrees", "reference:1": "5"},
    "supersede-list": _WHY,
    "draft-guidance": lambda what: {"title": "A gap", "text": "What now?", "case": [what.silent]},
    "revise-guidance": lambda what: {"title": "A gap", "text": "So?", "case": [what.silent]},
    "pass-guidance": lambda _: {"opinion": "Wait."},
    "return-guidance": _WHY,
    "answer-guidance": lambda _: {"answer": "Let them stay."},
    "register-incoming": lambda _: {"text": "To the Archives: so it is.", "confirmed": "yes"},
    "register-outgoing": lambda _: {
        "to": "Public Security Department",
        "subject": "A question",
        "body": "What next?",
        "registers": "",
    },
    "precedence-terms": lambda _: {"rank": "2", "days": "3", "reason": "So it is done here."},
    "handle-telegram": lambda _: {"kind": "proofread", "on": TODAY},
    "send-telegram": lambda _: {"on": TODAY},
    "distribute-telegram": lambda _: {"copies": "Archives (2)", "on": TODAY},
    "pass-copy-on": lambda _: {"to": "Second section", "on": TODAY},
    "correct-telegram": lambda _: {"sender": "The night desk", "reason": "It was signed there."},
    "cancel-telegram": _WHY,
    "api:open-case": lambda _: {"names": ["새이름"]},
    "api:establish": lambda _: {"fact": "spouse", **FACT},
    "api:act": lambda _: {"act": "investigation", "happened_on": "1961-12-15"},
    "api:note": lambda _: {"text": "seen"},
    "api:decision": lambda _: {"disposition": "send back", "on": "1961-12-15"},
    "api:correction": lambda _: {"reason": "Another person's.", "withdraw": True},
    "api:ask-permission": _BECAUSE,
    "api:send-file": _SEND,
    "api:accept-transfer": _DONE,
    "api:return-transfer": lambda _: {"happened_on": DAY, "reason": "Not ours."},
    "api:restoration": _RESTORED,
    "api:place": _PLACE,
    "api:release": lambda _: {"happened_on": DAY, "reason": "Free to go."},
    "api:give-care": lambda what: {
        "files": [what.grouped],
        "given": "Rice",
        "given_by": "The cook",
        "happened_on": DAY,
    },
    "api:report-incident": lambda _: {"accused_office": "security", "what": "Shouting."},
    "api:hear": _HEARD,
    "api:find": _FOUND,
    "api:close": _CLOSED,
    "api:open-group": lambda _: {"called": "The fourth"},
    "api:add-to-group": lambda what: {"files": [what.grouped[:-1] + "4"]},
    "api:remove-from-group": lambda what: {"file": what.grouped, "reason": "Ill."},
    "api:open-group-again": _WHY,
    "api:dissolve-group": _WHY,
    "api:contact-for-group": lambda _: {"happened_on": DAY, "said": "The names alone."},
    "api:hand-over": _HAND_OVER,
    "api:receipt": _RECEIPT,
    "api:open-list": lambda _: {"files": []},
    "api:add-to-list": lambda what: {"files": [what.listed[:-1] + "8"]},
    "api:remove-from-list": lambda what: {"file": what.listed, "reason": "Ill."},
    "api:send-list": _DONE,
    "api:report-list": _DONE,
    "api:answer-list": lambda _: {
        "happened_on": DAY,
        "answers": [{"place": 1, "answer": "agrees", "reference": "5"}],
    },
    "api:supersede-list": _WHY,
    "api:draft-guidance": lambda what: {
        "gap": what.gap,
        "title": "A gap",
        "text": "What now?",
        "files": [what.silent],
    },
    "api:revise-guidance": lambda what: {"title": "A gap", "text": "?", "files": [what.silent]},
    "api:pass-guidance": lambda _: {"opinion": "Wait."},
    "api:return-guidance": _WHY,
    "api:answer-guidance": lambda _: {"answer": "Let them stay."},
}
_HELD = FORMS["hold-session"]
_GOES_OUT: Of = lambda _: {  # noqa: E731
    "to": ["Public Security Department"],
    "subject": "A question",
    "body": ["What next?"],
}
FORMS |= {
    "api:read-telegram": lambda _: {"text": "To the Archives: so it is."},
    "api:register-incoming": lambda _: {"text": "To the Archives: so it is.", "meant": {}},
    "api:check-outgoing": _GOES_OUT,
    "api:register-outgoing": _GOES_OUT,
    "api:precedence-terms": lambda _: {"rank": 2, "days": 3, "reason": "So it is done here."},
    "api:issue-paper": lambda _: {"kind": "decision notice"},
    "api:imports": lambda _: {},
    "api:import-take": lambda _: {},
    "api:save-view": lambda _: {"name": "waiting", "filters": {"waits": "decision"}},
    "api:remove-view": lambda _: {"name": "waiting"},
    "api:look-for-duplicates": lambda _: {},
    "api:judge-duplicate": lambda what: {
        "found": "apart",
        "reason": "Other scars.",
        "seen": {
            number: File.objects.get(number=number).length
            for number in (what.fresh, what.known_fact)
            if File.objects.filter(number=number).exists()
        },
    },
    "api:set-term": lambda _: {"matter": "care", "days": 7, "reason": "So it is done here."},
    "api:declare-term": lambda _: {"rank": 2, "days": 3, "reason": "So it is done here."},
    "api:handle-telegram": lambda _: {"kind": "proofread", "on": TODAY},
    "api:send-telegram": lambda _: {"on": TODAY},
    "api:distribute-telegram": lambda _: {
        "copies": [{"name": "Archives", "copies": 2}],
        "on": TODAY,
    },
    "api:pass-copy-on": lambda _: {"to": "Second section", "on": TODAY},
    "api:correct-telegram": lambda _: {"meant": {"sender": "They"}, "reason": "It says so."},
    "api:cancel-telegram": _WHY,
}
FORMS |= {
    "api:hold-session": _HELD,
    "api:came-later": lambda _: {"attended": ["tonghua.auditor"]},
    "api:withdraw-session": _WHY,
}
# One address of the API answers two routes: what it is sent is the second one's.
FORMS |= {
    "api:papers-of-file": FORMS["api:issue-paper"],
    "api:views": FORMS["api:save-view"],
    "api:duplicate": FORMS["api:judge-duplicate"],
    "api:terms": FORMS["api:set-term"],
    "api:precedence-terms": FORMS["api:declare-term"],
    "api:cases": FORMS["api:open-case"],
    "api:groups": FORMS["api:open-group"],
    "api:lists": FORMS["api:open-list"],
    "api:care": FORMS["api:give-care"],
    "api:incidents": FORMS["api:report-incident"],
    "api:guidance": FORMS["api:draft-guidance"],
    "api:education": FORMS["api:hold-session"],
}
